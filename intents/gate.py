"""The gate: answered, clarify or unsupported."""

from __future__ import annotations

from intents.query import Query
from intents.reading import Reading
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary


def gate(text: str, query: Query | None, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Reading:
    """The reading of a question from its query and from what was left unexplained."""
    left = [
        m.text
        for i, m in enumerate(sentence.mentions)
        if not sentence.used[i] and (not m.known or m.number is not None)
    ]
    if frame.topics:
        return Reading(text, reason=f"There is no {frame.topics[0]} in this data.", left_over=tuple(left))
    if left or query is None:
        return Reading(text, reason="I did not understand: " + ", ".join(left), left_over=tuple(left))
    return Reading(text, query)
