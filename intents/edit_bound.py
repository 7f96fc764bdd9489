"""Follow-ups that set another bound: "lower the limit to 30 clicks", "no, 3 articles", "5+ clicks there"."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Filter, Has, Query, Threshold
from intents.understand.frame import Frame, Sentence


def read_bound(last: Query, sentence: Sentence, frame: Frame) -> None:
    """A number with the metric of a bound of before is that bound; "there" names the events of before."""
    _of_events_there(last, sentence, frame)
    bounds = [c for any_of in last.group.where for c in any_of if isinstance(c, Threshold)]
    anew = any(isinstance(a[0], Threshold) for a in frame.where) or frame.by or frame.aggregates
    if anew or sentence.any("what", "count", "desc", "asc"):
        return
    for i, mention in enumerate(sentence.mentions):
        metric = sentence.at(i + 1).get("metric")
        same = [b for b in bounds if b.metric == metric and b.op != "between"]
        if mention.number is None or not same or frame.metrics not in ([], [metric]):
            continue
        frame.where.append((replace(same[-1], low=mention.number),))
        frame.metrics, frame.limit, frame.order = [], None, None
        frame.listed = frame.listed_by_name = frame.users_measured = frame.counted = False
        sentence.use(i, i + 1)
        return


_KINDS = {"clicks": ("page_section", "page", "device", "source"), "views": ("section", "article")}
"""Metrics → the dimensions whose values say where such events were."""


def _of_events_there(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "with 5+ clicks there" after users of some pages: clicks on those."""
    if not {"there", "on them", "on it", "on those"} & {m.text for m in sentence.mentions}:
        return
    met = [c.filter for a in last.group.where for c in a[:1] if isinstance(c, Has) and not c.negated]
    for i, any_of in enumerate(frame.where):
        bound = any_of[0]
        if len(any_of) == 1 and isinstance(bound, Threshold) and not bound.events:
            there: list[Filter] = [f for f in met if f.dimension in _KINDS.get(bound.metric, ())[:2]]
            frame.where[i] = (replace(bound, events=tuple(there[-1:])),)
