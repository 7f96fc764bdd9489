"""How well questions are read, measured on question files: what `python -m intents eval` prints."""
