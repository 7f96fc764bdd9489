"""Other queries that the words of a question may mean: a few edits away, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from intents.query import COUNTS, DIMENSIONS, METRICS, Group, Has, Measure, Query, problems, with_where
from intents.witness import Testimony

_STEPS = 3
"""So many edits are made at most."""
_GAIN = 1.0
"""An edit is worth it when it makes the query likelier by so many nats."""


def likeliest(query: Query, testimony: Testimony) -> Query:
    """The query a few edits away that surprises the witness least; the query itself where none helps."""
    least = testimony.surprise(query)
    for _ in range(_STEPS):
        sound = [rival for rival in dict.fromkeys(_edits(query, testimony)) if not problems(rival)]
        costs = [testimony.surprise(rival) for rival in sound]
        if not costs or min(costs) > least - _GAIN:
            break
        least = min(costs)
        query = sound[costs.index(least)]
    return query


def _edits(query: Query, testimony: Testimony) -> Iterator[Query]:
    """The query with one part added, left out, or read another way."""
    if query.ask not in ("figures", "users"):
        return
    yield from _measured(query, testimony)
    yield from _split(query, testimony)
    yield from _picked(query)
    for order in (None, "desc", "asc"):
        if order != query.order:
            yield replace(query, order=order, limit=query.limit if order else None)
    yield replace(query, limit=None)
    yield replace(query, compared=not query.compared)
    if query.ask == "figures" and len(query.groups) == 1:
        yield Query("users", groups=query.groups, period=query.period, as_of=query.as_of)
    if query.ask == "users":
        yield Query("figures", (Measure("users", "count"),), query.groups, period=query.period)


def _measured(query: Query, testimony: Testimony) -> Iterator[Query]:
    """Other metrics and aggregates."""
    measures = query.measures
    if len(measures) > 1:
        yield from (
            replace(query, measures=(*measures[:i], *measures[i + 1 :])) for i in range(len(measures))
        )
    for aggregate in ("sum", "mean", "median", "max", "min", "std", "share", "distribution"):
        if aggregate == "sum" or testimony.expects(f"aggregate={aggregate}"):
            changed = tuple(dict.fromkeys(_taken(m, aggregate) for m in measures))
            yield replace(query, measures=changed)
    for metric in ("users", *METRICS):
        if testimony.expects(f"metric={metric}"):
            aggregate = "count" if metric == "users" else "sum" if metric in COUNTS else "mean"
            kept = next((m.aggregate for m in measures if m.metric != "users"), aggregate)
            yield replace(query, measures=(Measure(metric, aggregate),))
            if metric != "users":
                yield replace(query, measures=(Measure(metric, kept),))


def _taken(measure: Measure, aggregate: str) -> Measure:
    if measure.metric == "users":
        return Measure("users", "share" if aggregate == "share" else "count")
    return replace(measure, aggregate=aggregate)


def _split(query: Query, testimony: Testimony) -> Iterator[Query]:
    """Rows left out, and rows by what the witness expects."""
    for i in range(len(query.by)):
        yield replace(query, by=(*query.by[:i], *query.by[i + 1 :]))
    for dimension in DIMENSIONS:
        if dimension not in query.by and testimony.expects(f"by={dimension}"):
            yield replace(query, by=(*query.by, dimension))
            yield replace(query, by=(dimension,))


def _picked(query: Query) -> Iterator[Query]:
    """Filters on users read as filters on events, and the other way round; conditions left out."""
    group = query.group
    for found in query.events:
        events = tuple(f for f in query.events if f != found)
        where = (*group.where, (Has.of(found),))
        yield with_where(replace(query, events=events), where)
        if len(found.values) > 1:
            yield replace(query, by=(*query.by, found.dimension))
    for any_of in group.where:
        where = tuple(a for a in group.where if a != any_of)
        without = with_where(query, where)
        condition = any_of[0]
        yield without
        if len(any_of) == 1 and isinstance(condition, Has) and query.ask == "figures":
            found = replace(condition.filter, negated=condition.negated)
            yield replace(without, events=(*query.events, found))
    if len(query.groups) > 1:
        yield replace(query, groups=(Group(query.group.segments, (), query.group.where),))
