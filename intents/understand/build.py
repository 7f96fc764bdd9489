"""A frame → the typed query, with every default of SEMANTICS.md put in."""

from __future__ import annotations

from dataclasses import replace

from intents.query import (
    COUNTS,
    INACTIVE,
    TIMES,
    USER_ASKS,
    Ask,
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Period,
    Query,
    Threshold,
    filters,
    met_alone,
    moves,
    of_kind,
    with_where,
)
from intents.understand.frame import Frame
from intents.understand.membership import as_of_point, membership, of_a_day
from intents.understand.row_shares import of_its_own, within_rows
from intents.vocabulary import Vocabulary

_EVENT_METRICS = {
    "device": "clicks", "source": "clicks", "page_section": "clicks", "page": "clicks",
    "section": "views", "article": "views", "term": "searches",
}  # fmt: skip
"""What a split by a dimension measures when nothing is named."""


def of_all_days(query: Query, vocabulary: Vocabulary) -> Query:
    """ "how many views did they have" of the inactive: on all days, as the window has no event of theirs."""
    figured = query.metrics - {"users"}
    gone = any(m.direction == "churned" and m.end in (None, vocabulary.as_of) for m in moves(query.group))
    asleep = len(query.groups) == 1 and (gone or query.group.segments == (INACTIVE,))
    picked = filters(query) or of_kind(Threshold, query.group.where)
    done = figured or picked or set(query.by) & set(_EVENT_METRICS)
    bare = query.period is None and query.as_of is None and query.baseline_as_of is None
    if not (asleep and done and bare) or query.ask not in ("figures", "users", "correlation"):
        return query
    return replace(query, period=Period(vocabulary.first_day, vocabulary.as_of))


def build(frame: Frame, ask: Ask, vocabulary: Vocabulary) -> Query:
    """The query a frame says; the frame's doubts are the parser's to weigh."""
    if ask in _OF_PEOPLE and not (frame.segments or frame.where):
        frame.events_to_users()  # "what is different about people who are up at night"
    query = Query(ask, groups=_groups(frame), period=frame.period, baseline=frame.baseline)
    if ask == "figures":
        return _figures(query, frame, vocabulary)
    if ask == "users":
        if not all(_picks(f, frame.metrics) for f in frame.events):
            frame.events_to_users()
        events = tuple(frame.events)
        query = replace(query, groups=_groups(frame), events=events, as_of=as_of_point(frame, vocabulary))
        query = of_a_day(query, frame, vocabulary)
        return _users(query, frame)
    if ask == "correlation":
        method = frame.method or "spearman"
        measures = tuple(Measure(m, method) for m in frame.metrics[:2])
        apart = frame.segments_apart or (frame.compared and len(frame.segments) > 1)
        by = tuple(frame.by) or (("segment",) if apart else ())
        return replace(query, measures=measures, by=by, events=tuple(frame.events))
    if ask in ("definition", "data", "method", "help", "names", "overview"):
        return Query(ask, subject=frame.subject, as_of=as_of_point(frame, vocabulary))
    if ask == "values":
        return Query(ask, by=tuple(frame.by[:1]))
    if ask in USER_ASKS:
        measures = tuple(Measure(m, _per_user(m)) for m in frame.metrics) if ask == "user" else ()
        if ask in ("user_segment", "user_history"):
            frame.point, frame.period = frame.point or frame.period, None  # membership is of a day
        as_of = None if ask == "user_history" else as_of_point(frame, vocabulary)
        return Query(ask, measures, period=frame.period, as_of=as_of, subject=frame.subject)
    if ask == "movement":
        return Query(ask, groups=query.groups, order=frame.order)
    if ask == "distinction" and frame.everyone:
        query = replace(query, groups=query.groups[:1])  # it is told apart from everyone anyway
    if ask == "profile":
        return replace(
            query, groups=_profile_groups(frame, query.groups), as_of=as_of_point(frame, vocabulary)
        )
    return replace(query, as_of=as_of_point(frame, vocabulary))


_OF_PEOPLE = ("profile", "distinction")
"""Asks of a group: whatever is named picks its users."""


def _picks(found: Filter, metrics: list[str]) -> bool:
    """ "the most clicks on mobile": the filter picks events of what users are ranked by, and not users."""
    families = {_FAMILIES.get(metric) for metric in metrics}
    return families == {_EVENT_METRICS.get(found.dimension)} or (bool(families) and found.dimension in TIMES)


def fitting(measures: tuple[Measure, ...], by: tuple[str, ...]) -> tuple[Measure, ...]:
    """The measures, or what rows of these dimensions count where no event has both (views have no device)."""
    wanted = next((_EVENT_METRICS[d] for d in by if d in _EVENT_METRICS), None)
    families = {_FAMILIES.get(measure.metric) for measure in measures}
    siblings = {"clicks", "views"} if "section" in by or "page_section" in by else set()
    if wanted is None or None in families or families <= {wanted, *siblings}:
        return measures
    return (Measure(wanted, "sum"),)


_FAMILIES = {
    "clicks": "clicks", "pages": "clicks", "time_per_click": "clicks",
    "views": "views", "articles": "views", "time_per_article": "views", "searches": "searches",
}  # fmt: skip
"""Metric → the metric of the events it is taken of."""


def _groups(frame: Frame) -> tuple[Group, ...]:
    if frame.groups:
        return tuple(frame.groups)
    return (_group_of(frame),)


def _group_of(frame: Frame) -> Group:
    """The one group a frame names, without what a bound implies anyway ("sport nuts with 6 sport views")."""
    bounds = [a[0] for a in frame.where if len(a) == 1 and isinstance(a[0], Threshold) and _takes_one(a[0])]
    implied = {(Has(f),) for bound in bounds for f in bound.events}
    only = [a[0].filter for a in frame.where if len(a) == 1 and isinstance(a[0], Has) and a[0].filter.negated]
    where = [
        any_of
        for any_of in dict.fromkeys(frame.where)
        if any_of not in implied and not any(_said_by_only(any_of, f) for f in only)
    ]
    return Group(tuple(frame.segments), tuple(frame.users), tuple(where))


def _said_by_only(any_of: tuple[Condition, ...], only: Filter) -> bool:
    """ "mobile only, never on desktop": nothing but mobile says that already."""
    met = any_of[0]
    if len(any_of) > 1 or not isinstance(met, Has) or not met.negated or met.filter.negated:
        return False
    return met.filter.dimension == only.dimension and not set(met.filter.values) & set(only.values)


def _takes_one(bound: Threshold) -> bool:
    """True for a bound that nobody satisfies without such an event."""
    return bound.metric in COUNTS and (
        (bound.op in (">", "=", "between", ">=") and bound.low >= 1) or bound.op == ">"
    )


def _profile_groups(frame: Frame, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    if len(frame.segments) > 1:
        return tuple(Group((s,), (), tuple(frame.where)) for s in frame.segments)
    return groups[:1] if groups[1:] == (Group(),) else groups  # its rows hold all users' mean anyway


def _figures(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    by = list(frame.by)
    apart = len(frame.segments) > 1 and "segment" not in by and not frame.groups
    if apart and (frame.segments_apart or frame.compared):
        by.insert(0, "segment")
    if frame.order and not by and not frame.listed and frame.metrics and len(frame.segments) > 1:
        by.insert(0, "segment")
    query = replace(query, by=tuple(dict.fromkeys(by)), events=tuple(frame.events), base=frame.base)
    if frame.users_measured and not frame.metrics and not by:
        frame.events_to_users()
        query = _at_one_time(replace(query, groups=_groups(frame), events=()))
    elif frame.users_measured and not frame.metrics and set(by) & set(TIMES) and not frame.groups:
        frame.users_to_events()  # "newsletter users per day": who came by it on that day
        query = replace(query, groups=_groups(frame), events=tuple(frame.events))
    query = membership(query, frame, vocabulary)
    query = replace(query, measures=tuple(_measures(query, frame)))
    compared = frame.compared and bool(query.by) and query.baseline is None and query.baseline_as_of is None
    if frame.groups or frame.mix:
        compared = False
    if compared:
        frame.order = None  # a comparison keeps the order of naming: its first row is the one compared with
    if frame.trend and not query.by and query.baseline is None and query.baseline_as_of is None:
        query = course(query)
    limit = frame.limit
    order = frame.order
    if limit and order is None and query.by:
        order = "desc"
    if (
        order
        and limit is None
        and query.by
        and not frame.single
        and not frame.sorted
        and _plural_ranking(query, frame)
    ):
        limit = 5
    if not query.by:
        order, limit = None, None
    query = replace(query, compared=compared, order=order, limit=limit)
    return within_rows(query) if frame.within == "own" and query.by else of_its_own(query)


def _plural_ranking(query: Query, frame: Frame) -> bool:
    return query.by[0] not in ("segment", *TIMES) and frame.many


def _at_one_time(query: Query) -> Query:
    """ "how many users came on Saturday mornings": the day and the hours are of one and the same event."""
    timed = {
        any_of: met.filter
        for any_of in query.group.where
        if (met := met_alone(any_of)) and met.filter.dimension in ("weekday", "hour")
    }
    if len(query.groups) > 1 or len({f.dimension for f in timed.values()}) < 2:
        return query
    others = (any_of for any_of in query.group.where if any_of not in timed)
    return replace(with_where(query, others), events=tuple(timed.values()))


def course(query: Query) -> Query:
    """A course without a named step: days up to five weeks, weeks up to half a year, then months."""
    period = query.period
    days = 30 if period is None else period.days
    step = "day" if days <= 35 else "week" if days <= 190 else "month"
    return replace(query, by=(step, *query.by))


def _measures(query: Query, frame: Frame) -> list[Measure]:
    metrics = list(frame.metrics)
    if frame.users_ranked and query.by and not metrics:
        metrics = ["users"]
    if not metrics and not frame.users_measured:
        metrics = _implied_metrics(query, frame)
    if frame.users_measured and not metrics:
        aggregates = [a for a in frame.aggregates if a == "share"] or ["count"]
        if frame.counted and "share" in frame.aggregates:
            aggregates = ["count", "share"]
        return [Measure("users", a) for a in aggregates]
    found = []
    if frame.users_measured and "buckets" not in frame.aggregates:
        found.append(Measure("users", "count"))  # the rows of buckets hold the users of each anyway
    for metric in metrics:
        if metric == "users":
            found.append(Measure("users", "share" if "share" in frame.aggregates else "count"))
            continue
        bare = metric in frame.bare or not frame.aggregates
        aggregates = [_default_aggregate(metric, query, frame)] if bare else frame.aggregates
        found += [Measure(metric, aggregate) for aggregate in aggregates]
    return list(dict.fromkeys(found))


def _implied_metrics(query: Query, frame: Frame) -> list[str]:
    """Nothing named: a mix is of clicks, a dimension brings its metric, segments and groups are counted."""
    dimensions = [d for d in query.by if d != "segment" and d not in TIMES]
    dimensions += [f.dimension for f in query.events] + [d for d in query.by if d in TIMES]
    if frame.mix and dimensions and dimensions[0] in ("device", "source"):
        return ["clicks"]
    for dimension in dimensions:
        if dimension in _EVENT_METRICS:
            return [_EVENT_METRICS[dimension]]
    if dimensions:
        return ["clicks"]
    return ["users"]


def _default_aggregate(metric: str, query: Query, frame: Frame) -> str:
    """Sum or mean (SEMANTICS.md, section 5); of a mix of each segment, its shares."""
    if metric not in COUNTS:
        return "mean"
    if frame.mix and "segment" in query.by and len(query.by) > 1:
        return "share"
    groups_of_users = len(query.groups) > 1 or (
        (query.by[:1] == ("segment",) or "segment" in query.by)
        and (query.compared or frame.compared or bool(frame.order))
    )
    if groups_of_users and not frame.mix:
        return "mean"
    return "sum"


def _users(query: Query, frame: Frame) -> Query:
    metrics = frame.metrics or _ranked_by(frame)
    if not frame.metrics and metrics == ["views"]:
        query = _readers_of(query)
    measures = tuple(Measure(m, _per_user(m)) for m in metrics)
    order = frame.order
    limit = frame.limit
    if order and limit is None:
        limit = 5 if frame.several and not (frame.every or frame.sorted) else None
    if order is None and limit is not None and metrics:
        order = "desc"
    return replace(
        query, measures=measures, order=order if metrics else None, limit=limit, events=query.events
    )


def _ranked_by(frame: Frame) -> list[str]:
    """ "the 10 biggest readers": readers are ranked by article views, others by clicks (SEMANTICS.md, 5)."""
    if frame.order is None:
        return []
    return ["views" if frame.readers else "clicks"]


def _readers_of(query: Query) -> Query:
    """ "top sport readers": ranked by their views of sport."""
    sections = {
        any_of: met.filter
        for any_of in query.group.where
        if (met := met_alone(any_of)) and met.filter.dimension == "section"
    }
    where = tuple(any_of for any_of in query.group.where if any_of not in sections)
    events = (*query.events, *sections.values())
    return replace(query, groups=(replace(query.group, where=where),), events=events)


def _per_user(metric: str) -> str:
    return "sum" if metric in COUNTS or metric == "total_time" else "mean"
