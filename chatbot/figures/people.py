"""Groups of users as SQL: who counts, by membership, by what they did and by how they moved."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from chatbot.figures.events import NO_VALUE, Bound, predicate, source_of, values_of
from chatbot.figures.opened import INACTIVE, NEW, Opened
from chatbot.figures.spans import Scope, as_of_day
from intents.query import Condition, Filter, Group, Has, Moved, Threshold, Top, moves

OPERATORS = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "=": "="}


def who(data: Opened, bound: Bound, group: Group, scope: Scope) -> str:
    """The users who count, as a relation (user_id, segment); segment is their place on the as-of day.

    Where users moved out of the segments (left, churned), it is the place they moved from.
    """
    tests = [f"({_any_of(data, bound, any_of, group, scope)})" for any_of in group.where]
    if scope.named and not group.users:
        tests.append(f"b.user_id IN (SELECT user_id FROM activity WHERE {predicate(bound, scope)})")
    where = " AND ".join(tests) or "TRUE"
    place, join = "b.segment", ""
    departure = departed(group)
    if departure is not None:
        join = f"JOIN {moved(data, bound, departure)} AS d USING (user_id)"
        place = "d.origin"
    chosen = base(data, bound, group, scope)
    return f"(SELECT b.user_id, {place} AS segment FROM {chosen} AS b {join} WHERE {where})"


def departed(group: Group) -> Moved | None:
    """The movement out of a segment that all of a group's users made, if there is one."""
    must = (any_of[0] for any_of in group.where if len(any_of) == 1)
    return next((m for m in must if isinstance(m, Moved) and m.direction in ("left", "churned")), None)


def base(data: Opened, bound: Bound, group: Group, scope: Scope) -> str:
    """Whom the conditions choose from: the users named, the segments named, else everyone who can count."""
    day = bound.place(scope.as_of)
    if not group.users and not group.segments and not scope.named and not moves(group):
        return f"(SELECT user_id, segment FROM members WHERE as_of = {day})"
    if group.segments and not group.users and INACTIVE not in group.segments:
        named = bound.places(group.segments)
        return f"(SELECT user_id, segment FROM members WHERE as_of = {day} AND segment IN ({named}))"
    tests = [f"p.first_day <= {day}"]
    if group.users:
        ids = [stored for text in group.users if (stored := data.user(text)) is not None]
        tests.append(f"p.user_id IN ({bound.places(ids)})" if ids else "FALSE")
    if group.segments:
        tests.append(f"coalesce(m.segment, '{INACTIVE}') IN ({bound.places(group.segments)})")
    everyone = (
        f"(SELECT p.user_id, coalesce(m.segment, '{INACTIVE}') AS segment FROM people AS p "
        f"LEFT JOIN (SELECT user_id, segment FROM members WHERE as_of = {day}) AS m USING (user_id) "
        f"WHERE {' AND '.join(tests)})"
    )
    if group.users or group.segments or scope.named:
        return everyone
    gone = " OR ".join(f"e.user_id IN (SELECT user_id FROM {moved(data, bound, m)})" for m in moves(group))
    return f"(SELECT * FROM {everyone} AS e WHERE e.segment <> '{INACTIVE}' OR {gone})"


def _any_of(data: Opened, bound: Bound, any_of: Sequence[Condition], group: Group, scope: Scope) -> str:
    return " OR ".join(_holds(data, bound, condition, group, scope) for condition in any_of)


def _holds(data: Opened, bound: Bound, condition: Condition, group: Group, scope: Scope) -> str:
    match condition:
        case Has(filter, negated):
            return f"b.user_id {'NOT ' if negated else ''}IN ({with_event(data, bound, scope, [filter])})"
        case Threshold():
            return _bounded(data, bound, condition, scope)
        case Top():
            return f"b.user_id IN {_ranked(data, bound, condition, group, scope)}"
        case Moved():
            return f"b.user_id IN (SELECT user_id FROM {moved(data, bound, condition)})"


def with_event(data: Opened, bound: Bound, scope: Scope, filters: Sequence[Filter]) -> str:
    """Users with at least one event in the scope that every filter picks."""
    source = source_of(data, "users", [f.dimension for f in filters])
    return f"SELECT user_id FROM {source.sql} WHERE {predicate(bound, scope, filters)}"


def _bounded(data: Opened, bound: Bound, test: Threshold, scope: Scope) -> str:
    values = values_of(data, bound, test.metric, scope, test.events)
    low, high = bound.place(test.low), bound.place(test.high) if test.op == "between" else ""
    inside = f"value BETWEEN {low} AND {high}" if high else f"value {OPERATORS[test.op]} {low}"
    if test.metric not in NO_VALUE and satisfies(test, 0):
        # Users without such an event have 0, and no row: all but those who fail.
        return f"b.user_id NOT IN (SELECT user_id FROM {values} WHERE NOT ({inside}))"
    return f"b.user_id IN (SELECT user_id FROM {values} WHERE {inside})"


def satisfies(test: Threshold, value: float) -> bool:
    """Whether a value satisfies a bound."""
    match test.op:
        case ">":
            return value > test.low
        case ">=":
            return value >= test.low
        case "<":
            return value < test.low
        case "<=":
            return value <= test.low
        case "=":
            return value == test.low
        case "between":
            return test.low <= value <= (math.inf if test.high is None else test.high)


def _ranked(data: Opened, bound: Bound, top: Top, group: Group, scope: Scope) -> str:
    """The users at one end of the order among the group's segments (or everyone who can count)."""
    among = who(data, bound, Group(group.segments, group.users), scope)
    values = values_of(data, bound, top.metric, scope)
    value = "v.value" if top.metric in NO_VALUE else "coalesce(v.value, 0)"
    number = (
        f"greatest(1, ceil(round(total * {bound.place(top.amount)} / 100, 6)))"
        if top.unit == "percent"
        else bound.place(top.amount)
    )
    direction = "DESC" if top.side == "top" else "ASC"
    return (
        f"(SELECT user_id FROM (SELECT user_id, count(*) OVER () AS total, "
        f"row_number() OVER (ORDER BY value {direction}, user_id) AS place "
        f"FROM (SELECT a.user_id, {value} AS value "
        f"FROM {among} AS a LEFT JOIN {values} AS v USING (user_id)) "
        f"WHERE value IS NOT NULL) WHERE place <= {number})"
    )


def moved(data: Opened, bound: Bound, move: Moved) -> str:
    """The users a movement picks, as a relation (user_id, origin, target)."""
    pairs = allowed(data.segments, move)
    start, end = move_days(data, move, [])
    picked = ", ".join(f"({bound.place(a)}, {bound.place(b)})" for a, b in pairs)
    test = f"(origin, target) IN ({picked})" if pairs else "FALSE"
    return f"(SELECT * FROM {places(bound, start, end)} WHERE {test})"


def places(bound: Bound, start: dt.date, end: dt.date) -> str:
    """Where everyone was on two as-of days, as a relation (user_id, origin, target)."""
    then, now = bound.place(start), bound.place(end)
    return (
        f"(SELECT p.user_id, CASE WHEN p.first_day > {then} THEN '{NEW}' "
        f"ELSE coalesce(a.segment, '{INACTIVE}') END AS origin, coalesce(z.segment, '{INACTIVE}') AS target "
        f"FROM people AS p LEFT JOIN (SELECT * FROM members WHERE as_of = {then}) AS a USING (user_id) "
        f"LEFT JOIN (SELECT * FROM members WHERE as_of = {now}) AS z USING (user_id) "
        f"WHERE p.first_day <= {now})"
    )


def move_days(data: Opened, move: Moved, notes: list[str]) -> tuple[dt.date, dt.date]:
    """The two as-of days of a movement; the earlier one defaults to 7 days before the later."""
    end = as_of_day(data, move.end, notes)
    start = as_of_day(data, move.start or end - dt.timedelta(days=7), notes)
    return start, end


def allowed(segments: Sequence[str], move: Moved) -> list[tuple[str, str]]:
    """The (from, to) places a movement allows, from and to in rising order."""
    return [
        (origin, target)
        for origin in (*segments, INACTIVE, NEW)
        for target in (*segments, INACTIVE)
        if _goes(segments, move.direction, origin, target)
        and (not move.origin or origin in move.origin)
        and (not move.target or target in move.target)
    ]


def _goes(segments: Sequence[str], direction: str, origin: str, target: str) -> bool:
    inside = origin in segments and target in segments
    match direction:
        case "up":
            return inside and segments.index(target) > segments.index(origin)
        case "down":
            return inside and segments.index(target) < segments.index(origin)
        case "changed":
            return inside and origin != target
        case "stayed":
            return inside and origin == target
        case "left":
            return origin in segments and target != origin
        case "joined":
            return target in segments and target != origin
        case "churned":
            return origin in segments and target == INACTIVE
        case "new":
            return origin == NEW and target in segments
        case "returned":
            return origin == INACTIVE and target in segments
    return True


def contradictions(data: Opened, group: Group, scope: Scope) -> Iterator[str]:
    """Why nobody can satisfy all of a group's conditions, each a sentence; nothing when somebody could."""
    must = [any_of[0] for any_of in group.where if len(any_of) == 1]
    bounds = [c for c in must if isinstance(c, Threshold)]
    for i, one in enumerate(bounds):
        if one.op == "between" and one.high is not None and one.high < one.low:
            yield f"No {one.metric} lies between {one.low:g} and {one.high:g}."
        if one.metric == "recency" and not one.events and _lowest(one) >= scope.days:
            yield (
                f"Who was seen in these {scope.days} days was last seen at most {scope.days - 1} days before "
                f"their end; users seen earlier and not since are {INACTIVE}."
            )
        if one.metric == "active_days" and _lowest(one) > scope.days:
            yield f"There are only {scope.days} days to be active on."
        for other in bounds[i + 1 :]:
            if (one.metric, one.events) == (other.metric, other.events) and _apart(one, other):
                yield f"No one value of {one.metric} satisfies both of its bounds."
    has = [c for c in must if isinstance(c, Has)]
    for condition in has:
        if not condition.negated and Has(condition.filter, True) in has:
            values = " or ".join(condition.filter.values)
            yield f"Nobody has an event with {condition.filter.dimension} {values} and none."
    if group.segments:
        for move in (c for c in must if isinstance(c, Moved)):
            on_day = move_days(data, move, [])[1] == scope.as_of
            if on_day and not any(target in group.segments for _, target in allowed(data.segments, move)):
                yield f"Who moved that way is not in {' or '.join(group.segments)} now."
    gone = any(isinstance(c, Moved) and c.direction == "churned" and c.end is None for c in must)
    if (gone or group.segments == (INACTIVE,)) and not scope.named and (has or bounds):
        yield f"{INACTIVE} users have no event in the window; name an earlier period."


def _lowest(test: Threshold) -> float:
    """The least value that satisfies a bound."""
    return test.low if test.op in (">", ">=", "=", "between") else -math.inf


def _highest(test: Threshold) -> float:
    if test.op == "between":
        return math.inf if test.high is None else test.high
    return test.low if test.op in ("<", "<=", "=") else math.inf


def _apart(one: Threshold, other: Threshold) -> bool:
    low, high = max(_lowest(one), _lowest(other)), min(_highest(one), _highest(other))
    strict = any(t.op in ("<", ">") and t.low in (low, high) for t in (one, other))
    return low > high or (low == high and strict)
