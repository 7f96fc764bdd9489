"""Follow-ups that ask in which segments the users of before are: "are they all loyal"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import Has, Measure, Query
from intents.understand.frame import Frame, Sentence

_ALL_OF_THEM = re.compile(
    r"(?:(?:and|so|ok|but) )?are (?:they|those|these)(?: users| people| folks)? "
    r"(?:all|still|mostly|mainly|all still|still all|still mostly|all of them)\b.*"
)


def in_segments(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "are they all highly engaged", "are they still in low": how many of them are in which segment."""
    named = frame.metrics or frame.events or frame.period or frame.point or frame.aggregates
    who = last.ask in ("figures", "users", "movement") and last.group.users == ()
    if not (who and frame.segments and _ALL_OF_THEM.fullmatch(sentence.text)) or named:
        return None
    if set(last.group.segments) == set(frame.segments):
        return None
    sentence.use(*range(len(sentence)))
    return in_which_segment(last)


def in_which_segment(last: Query) -> Query:
    """ "which segment are they in": the users of before, counted by segment."""
    picked = tuple((Has.of(f),) for f in last.events)
    group = replace(last.group, where=(*last.group.where, *picked))
    return Query("figures", (Measure("users", "count"),), (group,), by=("segment",), period=last.period)
