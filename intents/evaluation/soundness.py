"""What must hold of every reading, whatever was typed."""

from __future__ import annotations

from intents.exact import parse_exact
from intents.query import Query, problems
from intents.reading import Reading
from intents.restate import restate
from intents.vocabulary import Vocabulary


def faults(reading: Reading, vocabulary: Vocabulary) -> list[str]:
    """Every way in which a reading is no reading, each as a sentence; empty when it is sound."""
    outcomes = [reading.query is not None, bool(reading.choices), bool(reading.reason)]
    found = [] if sum(outcomes) == 1 else ["it is not exactly one of a query, choices and a reason"]
    for query in (reading.query, *reading.choices):
        if query is not None:
            found += problems(query) or _lost(query, vocabulary)
    if not 0 <= reading.confidence <= 1:
        found.append(f"its confidence is {reading.confidence}")
    return found


def _lost(query: Query, vocabulary: Vocabulary) -> list[str]:
    """A restatement has to read back as its query."""
    words = restate(query, vocabulary)
    return [] if parse_exact(words, vocabulary) == query else [f"{words!r} does not read back"]
