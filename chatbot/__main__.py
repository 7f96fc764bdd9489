"""`python -m chatbot`: the same as `python chatbot.py`, for where only the package is installed."""

from chatbot.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
