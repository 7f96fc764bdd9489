"""Follow-ups that let go of a filter of the question before, or put more values beside it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from intents.query import Filter, Has, Query, Threshold, filters, with_where
from intents.understand.frame import Frame, Sentence

_LETS_GO = (
    "drop", "forget", "forget the", "forget about", "forget about the", "lose", "remove", "scrap", "undo",
    "take out", "take off", "leave out", "ditch", "lift", "no more", "never mind the", "never mind", "no",
)  # fmt: skip
"""Words that take back what the question before named."""
_CONDITION = ("condition", "filter", "restriction", "bit", "part", "limit", "requirement")
"""Nouns for what narrowed the question before."""
_EVERY = ("all", "every", "any", "all the", "any of the")


def let_go(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "drop the mobile bit", "no not culture, I meant opinion", "all sections again": without that filter.

    What the follow-up says of it is explained and leaves the frame.
    """
    freed = [d for d in _filtered(last) if _freed(sentence, frame, d)]
    if freed:
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.text in _LETS_GO))
    for dimension in freed:
        frame.by = [d for d in frame.by if d != dimension or d in last.by]
    for negated in [f for f in frame.filters() if _is_taken_back(f, last, sentence, frame)]:
        _forget(frame, negated)
        if one_of_several(negated, last):
            last = without_value(last, negated)
            frame.also = True  # "not twitter, linkedin" after both twitter and the newsletter
        else:
            freed.append(negated.dimension)
    last = _without_period(last, sentence, frame)
    for i, _ in list(sentence.open("not")):
        whom = sentence.after(i, "only")
        if frame.segments and sentence.at(whom).has("people_all"):
            sentence.use(i, whom or i)  # "fans, not everybody"
            frame.everyone = False
    return without(last, freed)


def one_of_several(named: Filter, last: Query) -> bool:
    """True where users of before met another value of the dimension, too."""
    met = [c.filter for a in last.group.where for c in a[:1] if isinstance(c, Has)]
    return any(f.dimension == named.dimension and f.values != named.values for f in met)


def without_value(query: Query, named: Filter) -> Query:
    """The query whose users need not meet this one value."""
    where = tuple(
        a for a in query.group.where if not (isinstance(a[0], Has) and a[0].filter.values == named.values)
    )
    return with_where(query, where)


def _without_period(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "drop the october bit": the days of before are let go of."""
    times = [i for i, m in enumerate(sentence.mentions) if m.time is not None]
    told = any(_let_go_before(sentence, i) for i in times)
    if len(times) != 1 or not told or last.period is None or frame.period not in (last.period, None):
        return last
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.text in _LETS_GO))
    frame.period = frame.point = None
    return replace(last, period=None, baseline=None)


def _filtered(query: Query) -> list[str]:
    """The dimensions whose values the query picks."""
    return list(dict.fromkeys(f.dimension for f in filters(query)))


def _freed(sentence: Sentence, frame: Frame, dimension: str) -> bool:
    """ "all sections", "any device": no value of it is picked any longer."""
    return any(
        m.get("dimension") == dimension
        and not m.has("value")  # "drop desk": desktop, and no section
        and (sentence.at(i - 1).text in _EVERY or _let_go_before(sentence, i))
        for i, m in enumerate(sentence.mentions)
    ) and not any(f.dimension == dimension for f in frame.filters())


def _let_go_before(sentence: Sentence, i: int) -> bool:
    """A word of letting go stands before the mention, or nothing but fillers between."""
    return sentence.at(sentence.before(i)).text in _LETS_GO or sentence.at(i - 1).text in _LETS_GO


def _is_taken_back(named: Filter, last: Query, sentence: Sentence, frame: Frame) -> bool:
    """True for a value that is excluded though the question before picked just it."""
    same = any(f.dimension == named.dimension and set(f.values) == set(named.values) for f in filters(last))
    excluded = named.negated or any(
        isinstance(c, Has) and c.negated and c.filter == named for any_of in frame.where for c in any_of
    )
    others = any(f.dimension == named.dimension and f != named for f in frame.filters())
    dropped = any(m.text in (*_LETS_GO, *_CONDITION) for m in sentence.mentions)
    return same and excluded and (others or dropped)


def takes_back(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "never mind sundays, but only people on tablet": something of before is let go."""
    return any(_is_taken_back(f, last, sentence, frame) for f in frame.filters())


def _forget(frame: Frame, filter: Filter) -> None:
    frame.events = [f for f in frame.events if f != filter]
    frame.where = [
        any_of for any_of in frame.where if not any(isinstance(c, Has) and c.filter == filter for c in any_of)
    ]


def without(query: Query, dimensions: list[str]) -> Query:
    """The query with no filter on the dimensions, of events or of users."""
    if not dimensions:
        return query
    where = tuple(
        any_of
        for any_of in query.group.where
        if not any(isinstance(c, Has) and c.filter.dimension in dimensions for c in any_of)
    )
    events = tuple(f for f in query.events if f.dimension not in dimensions)
    return with_where(replace(query, events=events), where)


def without_bounds(query: Query, metrics: Set[str | None]) -> Query:
    """The query with no bound on these metrics."""
    where = query.group.where
    return with_where(
        query, (a for a in where if not (isinstance(a[0], Threshold) and a[0].metric in metrics))
    )


def of_segments(query: Query, segments: tuple[str, ...]) -> Query:
    """The query of these segments; one alone needs no row of its own, and nothing to be compared with."""
    by = tuple(d for d in query.by if d != "segment") if len(segments) == 1 else query.by
    groups = (replace(query.group, segments=segments),)
    return replace(query, groups=groups, by=by, compared=query.compared and bool(by))
