"""What must be known to read figures right: whom they rest on, what is left out, what a share is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chatbot.figures.events import NAMES, NO_VALUE, TABLE_OF, TABLES, source_of
from chatbot.figures.measures import PER_DAY, Side
from chatbot.figures.opened import INACTIVE, Opened
from chatbot.figures.people import contradictions, departed, move_days
from chatbot.figures.tables import Table, table
from chatbot.figures.wording import SHORT, SMALL, group_label, listed, quantity, some, users
from intents.query import Measure, Moved, Period, Query, Threshold, Top, moves

MOST_NAMED = 8
"""Rows up to which each one's number of users is told."""


def notes_of(query: Query, data: Opened, found: Table) -> list[str]:
    """All notes on a table of figures."""
    return [
        *_behind(query, found),
        *_bases(query, data, found),
        *_small(query, found),
        *_split(query, found),
        *_periods(query, data, found),
        *_conditions(query, data, found),
        *_metrics(query, data),
    ]


def row_name(found: Table, index: int) -> str:
    """What a row is about: its labels, or the one group of the table."""
    labels = [f"{value}" for value in found.rows[index][: found.width]]
    return ", ".join(labels) or found.sides[0].label


def _per_user(query: Query) -> bool:
    """Whether the first measure is one over users, and not a sum or share."""
    return query.measures[0].aggregate not in ("count", "sum", "share")


def _behind(query: Query, found: Table) -> Iterator[str]:
    if query.measures[0].metric == "users" or not found.rows:
        return
    if len(found.rows) == 1 and not _per_user(query):
        yield f"{users(found.users[0])} counted."
    elif len(found.rows) == 1:
        yield (
            f"{users(found.users[0])} counted."
            if found.users[0]
            else "No users: there is nothing to average."
        )
    elif len(found.rows) <= MOST_NAMED:
        each = [f"{row_name(found, i)} {n:,}" for i, n in enumerate(found.users)]
        yield f"Users behind each figure: {', '.join(each)}."
    without = sum(found.missing)
    if without and len(found.rows) == 1:
        yield f"{users(without)} had no {SHORT[query.measures[0].metric]} to observe and are left out."
    elif without and found.width and found.labels[0].name == "segment" and found.width == 1:
        each = [f"{row_name(found, i)} {n:,}" for i, n in enumerate(found.missing)]
        yield f"Left out for want of an observed value: {', '.join(each)} users."


def _bases(query: Query, data: Opened, found: Table) -> Iterator[str]:
    shares = [m for m in query.measures if m.aggregate == "share"]
    if not shares or not found.rows:
        if query.by and any(m.metric == "users" for m in query.measures):
            yield from _overlapping(query)
        return
    measure, group = shares[0], query.group
    what = SHORT[measure.metric]
    if query.part is not None:
        base = "each row's users"
    elif query.base is not None:
        base = f"{what} of {group_label(query.base)}"
    elif measure.metric == "users" and moves(group) and not group.segments:
        base = _earlier_base(data, moves(group)[0])
    elif measure.metric == "users" and not query.by:
        base = "all users in the segments" + (f" and {INACTIVE}" if INACTIVE in group.segments else "")
    elif query.events:
        base = f"all {what} of the same users, of whatever kind"
    elif len(query.by) > 1:
        inner = "segment" if "segment" in query.by else query.by[0]
        base = f"all {what} of the same {NAMES.get(inner, inner)}"
    elif query.by:
        base = f"all {what} counted here"
    else:
        base = f"everyone's {what}"
    behind = f" ({found.users[0]:,})" if measure.metric == "users" and len(found.rows) == 1 else ""
    yield f"Shares are of {base}{behind}."
    yield from _overlapping(query)


def _earlier_base(data: Opened, move: Moved) -> str:
    start, end = move_days(data, move, [])
    if move.direction in ("joined", "new"):
        return f"the users in {listed(move.target, 'or') or 'the segments'} on {end}"
    return f"the users in {listed(move.origin, 'or') or 'the group'} on {start}"


def _overlapping(query: Query) -> Iterator[str]:
    split = [d for d in query.by if d in TABLE_OF]
    if split and any(m.metric == "users" for m in query.measures):
        what = NAMES.get(split[0], split[0])
        yield f"A user counts once in every {what} they have an event in, so shares may add to over 100 %."


def small_groups(query: Query, found: Table) -> tuple[tuple[str, int], ...]:
    """Rows that rest on fewer than 30 users."""
    if query.measures[0].metric == "users" and query.measures[0].aggregate == "share":
        return tuple((row_name(found, i), n) for i, n in enumerate(found.users) if 0 < n < SMALL)
    return tuple((row_name(found, i), n) for i, n in enumerate(found.users) if 0 < n < SMALL)


def _small(query: Query, found: Table) -> Iterator[str]:
    small = small_groups(query, found)
    if len(small) == 1 and len(found.rows) == 1:
        yield f"Small group: {users(small[0][1])}."
    elif small:
        yield f"Small groups of fewer than {SMALL} users: {some([f'{name} ({n})' for name, n in small])}."


def _split(query: Query, found: Table) -> Iterator[str]:
    scope_ = found.sides[-1].scope
    if any(d in PER_DAY for d in query.by):
        additive = any(
            m.aggregate in ("count", "sum", "mean") and m.metric not in NO_VALUE for m in query.measures
        )
        if additive and query.baseline is None:
            yield (
                f"From {scope_.label} there are unequal numbers of such days, so the mean per such day "
                "comes first and the total beside it."
            )
    partial = [row for row in found.rows if found.columns and row[-1] is False and _has_complete(found)]
    if partial:
        names = [
            f"{row[found.labels.index(c)]}"
            for row in partial
            for c in found.labels
            if c.name in ("week", "month")
        ]
        yield f"Incomplete, with fewer days of data: {some(list(dict.fromkeys(names)))}."
    if found.left_out:
        yield f"{users(found.left_out)} who are {INACTIVE} now are left out of the split by segment."
    if "segment" in query.by and departed(query.group):
        yield "Users are shown under the segment they were in on the earlier day."
    outer = query.by[0] if len(query.by) > 1 else ""
    if query.limit is not None and outer and query.baseline is None:
        yield f"The limit of {query.limit} holds in each {NAMES.get(outer, outer)}."
    if "sessions" in (m.metric for m in query.measures) and set(query.by) & {
        "hour",
        "day",
        "weekday",
        "daytype",
        "week",
        "month",
    }:
        yield "A session counts at the time it begins."


def _has_complete(found: Table) -> bool:
    return any(column.name == "complete" for column in found.columns[-1:])


def _periods(query: Query, data: Opened, found: Table) -> Iterator[str]:
    if query.baseline is not None and query.baseline.whole_last is not None and not query.by:
        whole = Period(query.baseline.first, query.baseline.whole_last)
        alone = replace(query, period=whole, baseline=None, groups=(query.group,))
        value = _first_value(table(data, alone, []))
        unit = found.columns[found.primary[0]].unit
        yield f"The whole of {whole.first} to {whole.last}: {quantity(value, unit)}."
    scopes = [side.scope for side in found.sides]
    if query.baseline is not None and len({s.days for s in scopes}) > 1:
        days = " and ".join(f"{s.days}" for s in dict.fromkeys(scopes))
        yield f"The two periods hold {days} days of data: totals are not like for like."
    for group in query.groups:
        for move in moves(group):
            start, end = move_days(data, move, [])
            yield f"Movement from {start} to {end}."


def _first_value(found: Table) -> Any:
    return found.rows[0][found.width + found.primary[0]] if found.rows else None


def _conditions(query: Query, data: Opened, found: Table) -> Iterator[str]:
    for side in _one_each(found.sides):
        reasons = list(contradictions(data, side.group, side.scope))
        if reasons:
            yield f"These conditions contradict each other. {' '.join(reasons)}"
        elif side.group.where and len(found.rows) == 1 and not found.users[0] and not _first_value(found):
            yield "No user satisfies all of these conditions."
        tops = [c for any_of in side.group.where for c in any_of if isinstance(c, Top)]
        for top in tops:
            among = group_label(replace(side.group, where=()))
            amount = f"{top.amount:g} %" if top.unit == "percent" else f"{top.amount:g} users"
            yield (
                f"The {top.side} {amount} by {SHORT[top.metric]} are chosen among {among}; "
                "ties go by user id."
            )
        if INACTIVE in side.group.segments and not side.scope.named and query.measures[0].metric != "users":
            first, last = data.window_at(side.scope.as_of)
            yield f"{INACTIVE} users have no event from {first} to {last}; name an earlier period."


def _one_each(sides: tuple[Side, ...]) -> list[Side]:
    return list({side.group: side for side in sides}.values())


def _metrics(query: Query, data: Opened) -> Iterator[str]:
    dimensions = [*query.by, *(f.dimension for f in query.events)]
    carried = [d for d in dimensions if d in TABLE_OF]
    asked = {m.metric for m in query.measures}
    asked |= {
        c.metric for g in query.groups for any_of in g.where for c in any_of if isinstance(c, Threshold)
    }
    if "total_time" in asked and carried and "total_time" in (m.metric for m in query.measures):
        table_ = source_of(data, "total_time", dimensions).tables[0]
        on = "clicks" if table_ == "clicks" else "articles"
        yield f"Only the time on {on} is counted: {_why(carried[0])}."
    elif "total_time" in asked and not carried:
        parts = {"clicks": "time_per_click", "views": "time_per_article"}
        gone = [t for t in TABLES["total_time"] if parts[t] in data.reasons]
        if gone:
            yield f"Time on {'articles' if gone[0] == 'views' else 'clicks'} is not in this data."
    zero = [m for m in query.measures if m.metric not in NO_VALUE and m.metric != "users" and _over_users(m)]
    if zero and (query.events or carried):
        yield "Users who count and have no such event count as 0."


def _over_users(measure: Measure) -> bool:
    return measure.aggregate not in ("sum", "share", "count")


def _why(dimension: str) -> str:
    return f"the other events carry no {NAMES.get(dimension, dimension)}"
