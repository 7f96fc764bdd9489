"""The errors a user of the chatbot can cause: one family, each with a message and a hint."""

from __future__ import annotations


class ChatbotError(Exception):
    """Base of the family. `message` says what went wrong, `hint` proposes the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UnanswerableError(ChatbotError):
    """A sound query that this snapshot cannot answer; `suggestions` are near questions that it can."""

    def __init__(self, message: str, *suggestions: str) -> None:
        super().__init__(message, suggestions[0] if suggestions else "")
        self.suggestions = suggestions
