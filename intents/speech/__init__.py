"""How people say things: what is told around a question, what a speaker takes back, how thumbs write."""
