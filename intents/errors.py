"""The errors a user of the words can cause: one family, each with a message and a hint."""

from __future__ import annotations


class IntentError(Exception):
    """Base of the family. `message` says what went wrong, `hint` proposes the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class QueryError(IntentError):
    """A query outside the schema."""


class VocabularyError(IntentError):
    """A name that cannot be taught: it collides or changes what is known."""


class QuestionFileError(IntentError):
    """A question file that cannot be read."""
