"""Follow-ups to "what is recency", "what does moderate mean": another term, or figures of it."""

from __future__ import annotations

from dataclasses import replace

from intents.query import COUNTS, METRICS, Group, Measure, Query
from intents.understand.frame import Frame, Sentence

_OF_SOME = ("for", "of", "in", "among", "within", "on", "by")
"""Words that ask for a figure of some users, where a bare name would ask what it means."""


def other_term(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "and sessions?", "what about core users": what that means."""
    named = [*frame.metrics, *frame.segments]
    if last.ask != "definition" or len(named) != 1 or frame.aggregates or frame.them or sentence.any("by"):
        return None
    kinds = ("metric", "segment", "fill", "lead", "and", "noun")
    bare = all(m.has(*kinds) and not m.has("count", "what") for m in sentence.mentions)
    figure = last.subject in METRICS and bool(frame.segments)
    if not bare or figure or any(m.text in _OF_SOME for m in sentence.mentions):
        return None
    return replace(last, subject=named[0])


def spoken_of(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "show me its average by section", "how many of them are there": figures of what was explained."""
    if last.ask != "definition":
        return last
    if last.subject in METRICS and not (frame.metrics or frame.users_measured):
        return Query("figures", (Measure(last.subject, "sum" if last.subject in COUNTS else "mean"),))
    if last.subject in sentence.vocabulary.segments and not frame.segments:
        return Query("figures", (Measure("users", "count"),), (Group((last.subject,)),))
    return last
