"""Follow-ups that bring back what was left out before: "put sport back in", "add the moderates again"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.words_out import LEAD
from intents.query import Filter, Has, Query, with_where
from intents.understand.frame import Frame, Sentence

_BACK = re.compile(
    rf"{LEAD}(?:(?:bring|put|add|take|let|get|have)\b.* ?\bback\b.*"
    r"|(?:bring|put|add|let|get|take|include|with)\b.* ?\bagain\b.*)|.* back in.*"
)
_WITH = re.compile(rf"{LEAD}with\b")


def brings_back(sentence: Sentence) -> bool:
    """True for a follow-up that says to put something back."""
    return bool(_BACK.fullmatch(sentence.text))


def bring_back(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what kept the named values out; None, and they are added, where nothing did."""
    implied = {f.dimension for f in frame.filters()}  # "bring food and travel back" might be rows
    if not brings_back(sentence) or set(frame.by) - implied or frame.period:
        return None
    more = [m for m in frame.metrics if m not in {measure.metric for measure in last.measures}]
    if more and last.measures and last.ask == "figures" and not frame.filters():
        beside = tuple(replace(last.measures[0], metric=metric) for metric in more)
        return replace(last, measures=(*last.measures, *beside))
    query = last
    for named in frame.filters():
        query = _let_in(query, named)
    if query == last or frame.segments or frame.metrics:
        frame.adds = frame.adds or not _WITH.match(sentence.text)  # "with mobile again" may be all of it
        return None
    return query


def _let_in(query: Query, named: Filter) -> Query:
    """The query with the values of a filter excluded no longer."""
    events = tuple(left for f in query.events if (left := _less(f, named, f.negated)) is not None)
    where = []
    for any_of in query.group.where:
        met = any_of[0]
        if len(any_of) > 1 or not isinstance(met, Has) or not met.negated:
            where.append(any_of)
        elif (left := _less(met.filter, named, met.negated)) is not None:
            where.append((replace(met, filter=left),))
    return with_where(replace(query, events=events), where)


def _less(found: Filter, named: Filter, negated: bool) -> Filter | None:
    """A filter that excludes, without the named values; None where it excludes nothing any more."""
    if not negated or found.dimension != named.dimension:
        return found
    values = tuple(v for v in found.values if v not in named.values)
    return replace(found, values=values) if values else None
