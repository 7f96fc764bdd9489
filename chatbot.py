"""Run the chat: `python chatbot.py`, or ask one question: `python chatbot.py ask "how many users"`."""

from chatbot.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
