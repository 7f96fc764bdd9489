"""Follow-ups that put one thing in the place of another: "swap clicks for active days"."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.filters import one_of_several, without_value
from intents.query import Filter, Has, Query, filters
from intents.understand.frame import Frame, Sentence


def swap(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "swap clicks for sessions", "replace mobile by tablet": what was asked before leaves the frame.

    Of several values that users met before, the one that is swapped leaves the query.
    """
    swapped = [i for i, m in enumerate(sentence.mentions) if m.has("swap")]
    if not swapped:
        return last
    sentence.use(*swapped)
    old = [m for m in frame.metrics if m in {measure.metric for measure in last.measures}]
    new = [m for m in frame.metrics if m not in old]
    if old and new:  # a correlation keeps its other metric
        frame.metrics = [*new, *old] if last.ask == "correlation" else new
    named = frame.filters()
    picked = filters(last)
    frame.events = _without_old([_other_values(f, picked) for f in frame.events], picked)
    frame.where = [
        (replace(a[0], filter=_other_values(a[0].filter, picked)),) if isinstance(a[0], Has) else a
        for a in frame.where
    ]
    frame.segments = [s for s in frame.segments if s not in last.group.segments] or frame.segments
    frame.by = [d for d in frame.by if d not in last.by] or frame.by
    frame.by = [d for d in frame.by if any(m.get("dimension") == d for m in sentence.mentions)]
    frame.compared = frame.segments_apart = False
    for old_value in {Filter(f.dimension, (v,)) for f in named for v in f.values} & set(picked):
        if one_of_several(old_value, last):
            last = without_value(last, old_value)
            frame.also = True
    return last


def _other_values(named: Filter, picked: list[Filter]) -> Filter:
    """A filter without the values that the question before picked."""
    old = {v for f in picked if f.dimension == named.dimension for v in f.values}
    return replace(named, values=tuple(v for v in named.values if v not in old) or named.values)


def _without_old(named: list[Filter], picked: list[Filter]) -> list[Filter]:
    """The filters, without one of before where another of its kind is named beside it."""
    return [f for f in named if f not in picked or all(g == f or g.dimension != f.dimension for g in named)]
