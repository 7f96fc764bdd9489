"""Follow-ups that bring back what was left out before: "put sport back in", "add the moderates again"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import Filter, Has, Query, with_where
from intents.understand.frame import Frame, Sentence

_BACK = re.compile(
    r"(?:(?:and|ok|now|then|so|please|(?:what )?if (?:we|you|i)|can (?:you|we)|could (?:you|we)) )*"
    r"(?:put|bring|add|let|get|take|include)\b.* ?\b(?:back|again)\b.*|.* back in"
)


def brings_back(sentence: Sentence) -> bool:
    """True for a follow-up that says to put something back."""
    return bool(_BACK.fullmatch(sentence.text))


def bring_back(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what kept the named values out; None, and they are added, where nothing did."""
    if not brings_back(sentence) or frame.metrics or frame.by or frame.period:
        return None
    query = last
    for named in frame.filters():
        query = _let_in(query, named)
    if query == last or frame.segments:
        frame.adds = True
        return None
    sentence.use(*range(len(sentence)))
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
