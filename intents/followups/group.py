"""The part of a follow-up that changes who and which events: group and conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from intents.query import (
    COUNTS,
    INACTIVE,
    TIMES,
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Query,
    Threshold,
    Top,
    moves,
    of_kind,
    with_segments,
)
from intents.understand.frame import Frame


def edit_group(last: Query, frame: Frame) -> Query:
    """The last query with the users and events that the follow-up names."""
    group = last.group
    ends = [c for c in of_kind(Moved, frame.where) if c.direction in ("left", "joined")]
    if any(group.segments in (c.origin, c.target) for c in ends):
        group = replace(group, segments=())  # "who left them": they are in it no more
    picked = [f.dimension for f in last.events if last.metrics == {"users"} and not f.negated]
    if picked and not (frame.also or frame.them):
        frame.users_to_events(*picked)  # "and those from google?" after the newsletter's users of each week
    if frame.events and _picks_users(last, frame) and not (frame.metrics or _of_some_time(last, frame)):
        frame.events_to_users()
    if frame.adds and _each_met(frame, group):
        frame.adds, frame.also = False, True  # "and science as well" after users of both culture and food
    if frame.adds or frame.also:
        frame.events = [_joined(f, last.events) for f in frame.events]  # no event has two values of a kind
    if frame.adds:
        frame.where = [_with_old_values(any_of, group) for any_of in frame.where]
    kept = (e for e in last.events if all(e.dimension != f.dimension for f in frame.events))
    others = last.groups[1:]
    if _of_each(last, frame):
        others = tuple(replace(g, where=_where(g, frame)) for g in others)
    groups = (replace(group, where=_where(group, frame)), *others)
    query = replace(last, groups=groups, events=(*kept, *frame.events))
    if last.ask == "figures" and frame.where and last.base is not None and not frame.also:
        query = replace(query, base=_with_new(last.base, group, frame))
    if frame.segments:
        return _edit_segments(query, last, frame)
    if frame.everyone and frame.compared:
        by = tuple(d for d in query.by if d != "segment")
        return replace(query, groups=(query.group, Group()), by=by)
    if frame.everyone and "share" not in frame.aggregates:
        said = query.group.where if query.group.segments else ()  # "and everyone?" of some fans: of anybody
        return replace(query, groups=(replace(query.group, segments=(), where=said),))
    return query


def _of_each(last: Query, frame: Frame) -> bool:
    """ "only those with two active days" of two groups: of both, unless it stands for what parts them."""
    return not any(
        _replaces(any_of, old, narrowing=False)
        for group in last.groups
        for old in group.where
        for any_of in frame.where
    )


def _picks_users(last: Query, frame: Frame) -> bool:
    """True where the events named pick users: these were asked about, or picked by such events before."""
    about_users = last.ask != "figures" or "users" in last.metrics or bool(last.group.where)
    of_articles = _of_articles(last) and all(f.dimension in ("section", "article") for f in frame.events)
    met = {c.filter.dimension for c in of_kind(Has, last.group.where)}
    again = any(f.dimension in met for f in frame.events)
    return again or (about_users and not (last.events or of_articles))


def _where(group: Group, frame: Frame) -> tuple[tuple[Condition, ...], ...]:
    """The conditions of a group, those of the follow-up in the place of the ones they replace."""
    where = list(group.where)
    named: list[tuple[Condition, ...]] = []
    for any_of in frame.where:
        if any(any_of[0] == Moved(old.direction) for old in moves(group)):
            continue  # "list the churned ones": those of before
        narrowing = frame.them or frame.also
        where = [old for old in where if old in named or not _replaces(any_of, old, narrowing)]
        where = [old for old in where if old != any_of]
        where.append(any_of)
        named.append(any_of)  # "who only use mobile" says two things of the device
    return tuple(where)


def _each_met(frame: Frame, group: Group) -> bool:
    """True where users met several values of a dimension, each of them, and another of it is named."""
    met = [a[0].filter.dimension for a in group.where if len(a) == 1 and isinstance(a[0], Has)]
    named = {a[0].filter.dimension for a in frame.where if len(a) == 1 and isinstance(a[0], Has)}
    return any(met.count(dimension) > 1 for dimension in named)


def _joined(new: Filter, old: tuple[Filter, ...]) -> Filter:
    """A filter with the values of an earlier one of its kind before its own."""
    same = next((f for f in old if (f.dimension, f.negated) == (new.dimension, new.negated)), new)
    return replace(new, values=tuple(dict.fromkeys((*same.values, *new.values))))


def _with_old_values(any_of: tuple[Condition, ...], group: Group) -> tuple[Condition, ...]:
    """ "add facebook" after "users from google": users of the one or the other."""
    new = any_of[0]
    if len(any_of) > 1 or not isinstance(new, Has):
        return any_of
    singles = [a[0] for a in group.where if len(a) == 1]
    same = tuple(c.filter for c in singles if isinstance(c, Has) and c.negated == new.negated)
    return (replace(new, filter=_joined(new.filter, same)),)


def _of_articles(last: Query) -> bool:
    """True after a figure of articles, which a section narrows: "just the Sport stories"."""
    figures = last.metrics
    told = last.ask == "figures" or (last.ask == "users" and last.order is not None)
    return told and bool(figures) and figures <= {"views", "articles", "time_per_article"}


def _of_some_time(last: Query, frame: Frame) -> bool:
    """True for "only weekends" after a figure of what people did: what they did then, whoever they are."""
    figure = last.ask == "figures" and all(m.metric != "users" for m in last.measures)
    return figure and all(f.dimension in ("weekday", "hour") for f in frame.events)


def _with_new(base: Group, group: Group, frame: Frame) -> Group | None:
    """The base of a share, its condition replaced by a new one of the same kind; None where none is."""
    where = base.where
    for any_of in frame.where:
        if any(old not in where and _replaces(any_of, old, narrowing=False) for old in group.where):
            continue  # "and sport?" after the share of food readers who read health: still of food readers
        same = [old for old in where if _replaces(any_of, old, narrowing=False)]
        if not same and not any(_replaces(any_of, old, narrowing=False) for old in group.where):
            return None
        where = tuple(any_of if old in same else old for old in where)
    return replace(base, where=where)


def _edit_segments(query: Query, last: Query, frame: Frame) -> Query:
    segments = tuple(frame.segments)
    if set(segments) < set(query.group.segments):
        segments = tuple(s for s in query.group.segments if s in segments)  # "leave out the casuals"
    if frame.adds and query.group.segments:
        segments = tuple(dict.fromkeys((*query.group.segments, *segments)))
        course = {*TIMES, "as_of"} & set(query.by)  # a line of its own for each of them
        by = tuple(dict.fromkeys((*query.by, "segment"))) if course else query.by
        return replace(with_segments(query, segments), by=by)
    if query.base is not None and query.base.segments:
        query = replace(query, base=replace(query.base, segments=segments))
    elif (
        "share" in frame.aggregates
        and last.measures[:1] == (Measure("users", "count"),)
        and not frame.users_measured
    ):
        query = replace(query, base=Group(segments))
    if frame.compared and query.group.segments and len(segments) == 1:
        segments = (*(s for s in query.group.segments if s not in segments), *segments)
        return replace(
            query,
            groups=(replace(query.group, segments=segments),),
            by=("segment",),
            compared=True,
            measures=over_groups(query.measures),
        )
    moved = moves(query.group)
    if (
        moved
        and moved[0].direction in ("churned", "left", "down", "up")
        and not (frame.them and moved[0].origin)
    ):
        if segments == (INACTIVE,):  # "gone dark altogether": of those, where they came from kept
            return with_moves(query, lambda move: replace(move, direction="churned", target=()))
        return with_moves(query, lambda move: replace(move, origin=segments))
    if len(query.groups) > 1 and len({group.segments for group in query.groups}) == 1:
        each = tuple(replace(group, segments=segments) for group in query.groups)
        return replace(query, groups=each)  # the groups differ in something else: it is of each of them
    single = len(segments) == 1
    by = tuple(d for d in query.by if d != "segment") if single else query.by
    groups = (replace(query.group, segments=segments),)
    if frame.compared and not single and last.ask == "figures":
        by = ("segment", *(d for d in by if d != "segment"))
        query = replace(query, measures=over_groups(query.measures))
    compared = (query.compared and bool(by)) or ((query.compared or frame.compared) and not single)
    return replace(query, groups=groups, by=by, compared=compared)


def _replaces(new: tuple[Condition, ...], old: tuple[Condition, ...], narrowing: bool) -> bool:
    """A condition on the same thing gives way to the new one, unless the new one narrows the group."""
    a, b = new[0], old[0]
    if isinstance(a, Has) and isinstance(b, Has):
        excludes = a.negated and not b.negated and a.filter.values != b.filter.values
        return a.filter.dimension == b.filter.dimension and not (narrowing or excludes)
    if isinstance(a, Threshold) and isinstance(b, Threshold):
        return a.metric == b.metric
    return type(a) is type(b) and isinstance(a, (Top, Moved))


def keep_moves(last: Query, frame: Frame) -> None:
    """ "show the movement": after a question on who moved it is theirs, on the days it names.

    Another movement that names no days ("and the ones that came back?") is of the same days.
    """
    before = moves(last.group)
    if before and frame.base is not None:
        frame.base = replace(frame.base, where=tuple(_on_days_of(before[0], a) for a in frame.base.where))
    for i, any_of in enumerate(frame.where):
        bare = any_of[0]
        if before and isinstance(bare, Moved) and not (bare.start or bare.end):
            frame.where[i] = (replace(bare, start=before[0].start, end=before[0].end), *any_of[1:])
        if (
            before
            and isinstance(bare, Moved)
            and bare.direction == "any"
            and not (bare.origin or bare.target)
        ):
            days = (bare.start, bare.end) if bare.start or bare.end else (before[0].start, before[0].end)
            frame.where[i] = (replace(before[0], start=days[0], end=days[1]),)


def _on_days_of(before: Moved, any_of: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """ "which percent of the new ones is this": new on the days of before."""
    bare = any_of[0]
    if not isinstance(bare, Moved) or bare.start or bare.end:
        return any_of
    return (replace(bare, start=before.start, end=before.end), *any_of[1:])


def with_moves(query: Query, change: Callable[[Moved], Moved]) -> Query:
    """The query with each movement of its group changed."""
    where = tuple(
        tuple(change(c) if isinstance(c, Moved) else c for c in any_of) for any_of in query.group.where
    )
    return replace(query, groups=(replace(query.group, where=where),))


def over_groups(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """A bare count metric is the mean per user once groups of users are compared by it."""
    return tuple(
        Measure(m.metric, "mean") if m.aggregate == "sum" and m.metric in COUNTS else m for m in measures
    )
