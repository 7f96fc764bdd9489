"""The conversation so far, and how a follow-up changes the last query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from intents.query import Ask, Query
from intents.reading import Reading
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary


@dataclass(frozen=True)
class Context:
    """What a follow-up can lean on."""

    query: Query | None = None
    """The last query."""
    choices: tuple[Query, ...] = ()
    """The numbered readings last offered."""

    def chosen(self, text: str) -> Query | None:
        """The choice that a bare number picks."""
        number = text.strip(" .)#")
        return (
            self.choices[int(number) - 1]
            if number.isdigit() and 0 < int(number) <= len(self.choices)
            else None
        )

    def after(self, reading: Reading) -> Context:
        """The conversation once a reading was given."""
        if reading.query is not None:
            return Context(reading.query)
        return replace(self, choices=reading.choices)


def continues(sentence: Sentence, frame: Frame, ask: Ask | None) -> bool:
    return False


def edit(
    last: Query, sentence: Sentence, frame: Frame, ask: Ask | None, vocabulary: Vocabulary
) -> tuple[Query, tuple[str, ...]]:
    return last, ()
