"""Numbers: warehouse tables become one row per user, segments, and a published snapshot."""
