"""Question files read by a parser, each reading judged against what is expected of it.

A turn of a conversation is read in the context that the right reading of the turn before leaves, so that one
mistake counts once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from intents.followups.context import Context
from intents.normal_form import normal
from intents.parser import Parser
from intents.query import Query, to_dict
from intents.questions import QuestionFile, Turn
from intents.reading import Reading

Verdict = Literal["right", "wrong", "clarify", "unsupported"]
"""right: as expected. wrong: answered, not as expected. clarify, unsupported: not answered, but should be."""


@dataclass(frozen=True)
class Outcome:
    """One question, read and judged."""

    file: QuestionFile
    """Where it stands."""
    turn: Turn
    """The question and what is expected; `expect` is not "figures"."""
    reading: Reading
    """What came of it."""
    verdict: Verdict
    """How that compares."""
    offered: bool
    """True where it asks back and an expected query is among the choices."""

    @property
    def in_scope(self) -> bool:
        """True where an answer is expected."""
        return self.turn.expect == "query"


def outcomes(
    files: Iterable[QuestionFile], parser: Parser, change: Callable[[str], str] = str
) -> list[Outcome]:
    """Every turn of the files but those that expect figures, in order, its text changed by `change` first."""
    found = []
    for file in files:
        for conversation in file.conversations:
            context = Context()
            for turn in conversation:
                reading, after = parser.read(change(turn.text), context)
                if turn.expect != "figures":
                    outcome = _judged(file, turn, reading, parser)
                    found.append(outcome)
                    after = after if outcome.verdict == "right" else _expected(turn, context)
                context = after
    return found


def _judged(file: QuestionFile, turn: Turn, reading: Reading, parser: Parser) -> Outcome:
    expected = {normal(query, parser.vocabulary) for query in turn.queries}
    offered = any(normal(choice, parser.vocabulary) in expected for choice in reading.choices)
    return Outcome(file, turn, reading, _verdict(expected, reading, parser), offered)


def _verdict(expected: set[Query], reading: Reading, parser: Parser) -> Verdict:
    if reading.query is not None:
        return "right" if normal(reading.query, parser.vocabulary) in expected else "wrong"
    if not expected:
        return "right"
    return "clarify" if reading.choices else "unsupported"


def _expected(turn: Turn, context: Context) -> Context:
    """The conversation after the right reading of a turn; a question that is declined leaves it as it was."""
    return context.after(Reading(turn.text, turn.queries[0] if turn.queries else None))


def as_bytes(reading: Reading) -> bytes:
    """The reading as JSON, the same bytes for the same reading."""
    return json.dumps(to_dict(reading), sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
