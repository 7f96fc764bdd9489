"""A snapshot, its vocabulary and a parser joined: a question goes in, a reply comes out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chatbot import handlers
from chatbot.answer import Answer
from chatbot.escape import is_broken, without_controls
from chatbot.reply import Reply
from intents.reading import Reading
from intents.restate import restate

if TYPE_CHECKING:
    from intents.followups.context import Context
    from intents.parser import Parser
    from intents.vocabulary import Vocabulary
    from segmentation.snapshot import Snapshot

LONGEST = 1_000
"""Characters of the longest question that is read; longer ones are pasted by mistake."""


@dataclass(frozen=True)
class App:
    """Answers questions on one snapshot. Holds no conversation: its context goes in and out."""

    snapshot: Snapshot
    """Where the figures come from."""
    vocabulary: Vocabulary
    """The names of that snapshot."""
    parser: Parser
    """Reads questions with that vocabulary."""

    def ask(
        self, text: str, context: Context | None = None, *, raw: bool = False
    ) -> tuple[Reply, Context | None]:
        """The reply, and the context for a follow-up. `raw` reads the words as typed, correcting nothing."""
        if refusal := _unreadable(text):
            return self.decline(text, refusal), context
        reading, context = self.parser.read(without_controls(text).strip(), context, raw=raw)
        return self._reply(text, reading), context

    def decline(self, text: str, reason: str) -> Reply:
        """The reply to a text that is not answered, with questions that are."""
        return self._reply(text, Reading(text, reason=reason))

    def _reply(self, text: str, reading: Reading) -> Reply:
        question = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        restated = restate(reading.query, self.vocabulary) if reading.query else ""
        answer = self._answer(reading)
        answer = replace(answer, notes=(*reading_notes(reading), *answer.notes))
        payload = answer.to_json(question, restated, reading.query, self.snapshot)
        return Reply(question, restated, reading.query, answer, payload)

    def _answer(self, reading: Reading) -> Answer:
        if reading.query:
            return handlers.answer(reading.query, self.snapshot, self.vocabulary)
        if reading.choices:
            meanings = tuple(restate(query, self.vocabulary) for query in reading.choices)
            return Answer("clarify", _asks_back(reading), choices=meanings)
        return Answer(
            "unsupported", reading.reason, suggestions=reading.suggestions or starters(self.vocabulary)
        )


def _asks_back(reading: Reading) -> str:
    if len(reading.choices) > 1:
        return "This can mean different things. Which one?"
    unknown = ", ".join(f'"{word}"' for word in reading.left_over)
    doubt = (
        f"I do not know what {unknown} means here." if unknown else "I may not have read all of this right."
    )
    return f"{doubt} Did you mean this?"


def open_app(snapshot: Snapshot, vocabulary: Vocabulary) -> App:
    """Loads the parser, which takes about as long as importing spaCy does."""
    with _uncollected():
        from chatbot.places import taught_file
        from intents.parser import Parser
        from intents.teaching import taught

        return App(snapshot, vocabulary, Parser(replace(vocabulary, taught=taught(taught_file()))))


@contextmanager
def _uncollected() -> Iterator[None]:
    """What is loaded within stays: the garbage collector need not look at it, a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def starters(vocabulary: Vocabulary) -> tuple[str, str, str]:
    """Three questions that work on any snapshot."""
    return (
        "how many users are in each segment",
        f"what sets {vocabulary.segments[-1]} apart",
        "who moved up since last week",
    )


def reading_notes(reading: Reading) -> list[str]:
    """How the words were taken, where that is more than the reading itself says."""
    notes = []
    if reading.corrections:
        notes.append(", ".join(f"'{c.typed}' read as '{c.read}'" for c in reading.corrections) + ".")
    if reading.query and reading.carried:
        notes.append(f"Kept from the question before: {', '.join(reading.carried)}.")
    if reading.query and reading.left_over:
        notes.append(f"Not understood and left out: {', '.join(reading.left_over)}.")
    return [*notes, *reading.notes]


def _unreadable(text: str) -> str:
    """Why the text cannot be a question; "" when it can."""
    if is_broken(text):
        return "The question is not UTF-8 text, so it was not read."
    if len(text) > LONGEST:
        return f"The question has {len(text):,} characters; at most {LONGEST:,} are read."
    if not without_controls(text).strip():
        return "There is no question here."
    return ""
