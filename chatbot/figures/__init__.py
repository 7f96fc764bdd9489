"""From a typed query to figures: SQL over the snapshot's tables, or a look into its statistics."""
