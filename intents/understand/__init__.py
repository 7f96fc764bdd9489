"""Mentions → a frame of what was named → a query. One module a kind of knowledge, in the order of work."""
