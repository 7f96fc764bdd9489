"""Follow-ups about segments: in which the users of before are, a row for each, the one at an end."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD
from intents.query import TIMES, Has, Measure, Query
from intents.understand.frame import Frame, Sentence

_ALL_OF_THEM = re.compile(
    rf"{LEAD}are (?:they|those|these)(?: users| people| folks)? "
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
    return in_which_segment(last)


def in_which_segment(last: Query) -> Query:
    """ "which segment are they in": the users of before, counted by segment."""
    picked = tuple((Has.of(f),) for f in last.events)
    group = replace(last.group, where=(*last.group.where, *picked))
    return Query("figures", (Measure("users", "count"),), (group,), by=("segment",), period=last.period)


def every_segment(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "now for all three", "for each segment": a row each, whichever segment was spoken of before."""
    if last.ask not in ("figures", "overview"):
        return last
    count = len(sentence.vocabulary.segments)
    three = [
        i
        for i, m in enumerate(sentence.mentions)
        if m.number == count and not sentence.used[i] and sentence.at(i - 1).text in ("all", "the")
    ]
    alone = all(m.has("fill", "lead", "only", "segment_noun", "prep") or m.number for m in sentence.mentions)
    if three and alone:
        sentence.use(*three)
        frame.by = ["segment"]
    every = set(sentence.text.split()) & {"all", "every", "each"} and len(last.group.segments) > 0
    one = len(last.group.segments) == 1
    if frame.by != ["segment"] or frame.segments or not (one or every or (three and alone)):
        return last
    course = [d for d in last.by if d in (*TIMES, "as_of")]
    frame.by = [*course, "segment"]
    measures = last.measures or (Measure("users", "count"),)
    return replace(
        last, ask="figures", measures=measures, groups=(replace(last.group, segments=()),), compared=False
    )


def read_one_segment(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and the bottom one": the segment at that end, after a question about another."""
    ends = sentence.text.split()[-1:] in (["one"], ["ones"], ["segment"], ["tier"], ["group"])
    plain = not (last.by or last.limit or frame.metrics)
    within = bool(_IN_THAT_END.fullmatch(sentence.text)) and not frame.metrics
    if frame.order and ((ends and plain) or within) and last.group.segments:
        frame.segments = [sentence.vocabulary.segments[-1 if frame.order == "desc" else 0]]
        frame.order = None


_IN_THAT_END = re.compile(
    r"(?:and |what about |how about )*(?:in|for|among|of) the (?:lowest|highest|top|bottom)"
    r"(?: ones?| segment| tier| group)?"
)
