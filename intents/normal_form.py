"""Queries in one form, so that equal meanings are equal: defaults left out, sets in one order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.query import (
    COUNTS,
    INACTIVE,
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Period,
    Query,
    Threshold,
    highest_first,
    moves,
)
from intents.vocabulary import Vocabulary


def normal(query: Query, vocabulary: Vocabulary) -> Query:
    """The query with defaults and the order of sets made one, so that equal meanings are equal."""
    window = vocabulary.as_of - dt.timedelta(days=vocabulary.window_days - 1)
    period = query.period
    if (
        period is not None
        and (period.first, period.last) == (window, vocabulary.as_of)
        and not query.baseline
    ):
        period = None
    if period is not None and not query.baseline and period.first < vocabulary.first_day <= period.last:
        period = replace(period, first=vocabulary.first_day)  # answered for the part that exists
    if "as_of" in query.by and period == Period(vocabulary.first_day, vocabulary.as_of):
        period = None  # a trend of membership runs over all as-of days anyway
    query = _as_overview(_with_shares(_within_base(_listed(query))))
    baseline = query.baseline and replace(query.baseline, whole_last=None)  # where the whole ends is a note
    return replace(
        query,
        baseline=baseline,
        groups=tuple(_normal_group(g, vocabulary, query.compared, period is not None) for g in query.groups),
        base=None if query.base in (None, Group()) else _normal_group(query.base, vocabulary, False),
        part=None if query.part is None else _normal_group(query.part, vocabulary, False),
        measures=query.measures if query.order else tuple(sorted(query.measures, key=repr)),
        by=tuple(sorted(query.by)) if len(query.by) > 1 and not query.order else query.by,
        events=tuple(sorted((_normal_filter(f) for f in query.events), key=repr)),
        period=period,
        order="desc" if highest_first(query) else query.order,
        as_of=None if query.as_of == vocabulary.as_of else _as_of_day(query.as_of, vocabulary),
        baseline_as_of=_as_of_day(query.baseline_as_of, vocabulary),
    )


def _with_shares(query: Query) -> Query:
    """A breakdown of counts carries their shares: asking for the one or for the other is the same."""
    plain = len(query.by) == len(query.groups) == 1 and not set(query.by) & {"weekday", "daytype", "as_of"}
    differs = query.compared or query.baseline or query.baseline_as_of or query.events
    if not plain or differs or query.base or query.part or moves(query.group) or query.ask != "figures":
        return query
    totals = (Measure(m.metric, _TOTALS.get(m.metric, "sum")) if m.aggregate == "share" else m
              for m in query.measures)  # fmt: skip
    return replace(query, measures=tuple(dict.fromkeys(totals)))


_TOTALS = {"users": "count"}
"""Metric → how it adds up, where that is no sum."""


def _listed(query: Query) -> Query:
    """A user in a list has one value of a metric, however it is aggregated over users."""
    if query.ask != "users":
        return query
    return replace(query, measures=tuple(Measure(m.metric, "mean") for m in query.measures))


def _as_overview(query: Query) -> Query:
    """ "How many users are in each segment" has the rows of the overview of the segments."""
    sizes = Query("figures", (Measure("users", "count"),), by=("segment",))
    return Query("overview") if query == sizes else query


def _within_base(query: Query) -> Query:
    """A share's group lies within its base: saying so or not is the same."""
    if query.base is None:
        return query
    group = query.group
    within = replace(
        group, segments=group.segments or query.base.segments, where=(*group.where, *query.base.where)
    )
    return replace(query, groups=(within, *query.groups[1:]))


def _normal_group(group: Group, vocabulary: Vocabulary, ordered: bool, in_period: bool = False) -> Group:
    rank = {name: i for i, name in enumerate(vocabulary.segments)}
    segments = group.segments if ordered else tuple(sorted(group.segments, key=lambda s: rank.get(s, 99)))
    if set(segments) == set(vocabulary.segments) and not ordered and not in_period:
        segments = ()
    apart = [alone for any_of in group.where for alone in _each_without(any_of)]
    where = {tuple(sorted((_normal_condition(c, vocabulary) for c in any_of), key=repr)) for any_of in apart}
    return Group(segments, tuple(sorted(group.users)), tuple(sorted(where, key=repr)))


def _each_without(any_of: tuple[Condition, ...]) -> list[tuple[Condition, ...]]:
    """ "Without mobile or tablet" is without the one and without the other."""
    if len(any_of) > 1 or not isinstance(any_of[0], Has) or not any_of[0].negated or any_of[0].filter.negated:
        return [any_of]
    picked = any_of[0].filter
    return [(Has(replace(picked, values=(value,)), True),) for value in picked.values]


def _normal_condition(condition: Condition, vocabulary: Vocabulary) -> Condition:
    match condition:
        case Has(filter, negated):
            return Has(_normal_filter(filter), negated)
        case Threshold(events=events):
            ordered = tuple(sorted(map(_normal_filter, events), key=repr))
            return replace(_whole_bound(condition), events=ordered)
        case Moved(direction, origin, target, start, end):
            default = vocabulary.as_of - dt.timedelta(days=7)
            origin = origin or _FROM.get(direction, ())
            target = target or _TO.get(direction, ())
            return Moved(
                "any" if _said_in_full(direction, origin, target, vocabulary) else direction,
                tuple(sorted(origin)),
                tuple(sorted(target)),
                _as_of_day(start or default, vocabulary),
                _as_of_day(end or vocabulary.as_of, vocabulary),
            )
    return condition


def _said_in_full(
    direction: str, origin: tuple[str, ...], target: tuple[str, ...], vocabulary: Vocabulary
) -> bool:
    """ "Up from low to high" is from low to high: from one place to another the direction says no more."""
    if not (len(origin) == len(target) == 1) or origin == target:
        return False
    if direction not in ("up", "down"):
        return direction != "stayed"
    if not {*origin, *target} <= set(vocabulary.segments):
        return False
    rising = vocabulary.segments.index(origin[0]) < vocabulary.segments.index(target[0])
    return rising == (direction == "up")


_FROM: dict[str, tuple[str, ...]] = {"returned": (INACTIVE,), "new": ("New",)}
_TO: dict[str, tuple[str, ...]] = {"churned": (INACTIVE,)}
"""Directions that say the one side themselves."""


def _whole_bound(bound: Threshold) -> Threshold:
    """Bounds on whole numbers have one form: "over 10" is "at least 11"."""
    whole = bound.metric in (*COUNTS, "recency") and bound.low == int(bound.low)
    if whole and bound.op == ">":
        return replace(bound, op=">=", low=bound.low + 1)
    if whole and bound.op == "<=":
        return replace(bound, op="<", low=bound.low + 1)
    if (bound.metric, bound.op, bound.low) == ("articles", "=", 0):
        return replace(bound, metric="views")  # who read no article has no view
    return bound


def _normal_filter(filter: Filter) -> Filter:
    if filter.negated and filter.dimension == "weekday" and filter.values in (("weekend",), ("weekday",)):
        other = "weekday" if filter.values == ("weekend",) else "weekend"
        return Filter("weekday", (other,))
    return replace(filter, values=tuple(sorted({v.lower() for v in filter.values})))


def _as_of_day(day: dt.date | None, vocabulary: Vocabulary) -> dt.date | None:
    return None if day is None else vocabulary.as_of_day(day)
