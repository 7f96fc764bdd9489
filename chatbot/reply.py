"""What comes back for one question, complete: every renderer works from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chatbot.answer import Answer
from intents.query import Query


@dataclass(frozen=True)
class Reply:
    """All there is to show of one question."""

    question: str
    """As typed; where it was not UTF-8, with replacement characters."""
    restated: str
    """The reading in words; "" when there is no one reading."""
    query: Query | None
    """The typed query, when there is one."""
    answer: Answer
    """The answer; its notes begin with those on how the question was read."""
    payload: dict[str, Any]
    """The object of SEMANTICS.md section 7."""

    @property
    def answered(self) -> bool:
        """False when the reply asks back or declines."""
        return self.answer.status == "answered"
