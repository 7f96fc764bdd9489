"""Days and how they are said: "last week", "the Friday before", "since mid-August"."""
