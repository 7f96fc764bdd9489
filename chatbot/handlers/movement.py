"""Movement between two as-of days: users by where they were and where they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from chatbot.answer import Answer, Chart, Column, Row
from chatbot.figures.events import Bound
from chatbot.figures.measures import percent
from chatbot.figures.opened import INACTIVE, NEW, Opened
from chatbot.figures.people import allowed, move_days, places, who
from chatbot.figures.spans import scope_of
from chatbot.figures.wording import SMALL, group_label, listed, move_label, number, sentence, users
from chatbot.handlers.limits import refuse
from intents.query import Group, Moved, Query, moves


def answer(query: Query, data: Opened) -> Answer:
    """Rows from, to, users, percent of those in `from` on the earlier day."""
    refuse(
        query,
        "Movement",
        "events",
        "baseline",
        "baseline_as_of",
        "groups",
        near=("who moved up since last week",),
    )
    notes: list[str] = []
    move = moves(query.group)[0]
    start, end = move_days(data, move, notes)
    pairs = _counts(query, data, move, start, end)
    sizes = _sizes(data, start, end)
    rows = _rows(data, move, pairs, sizes)
    if query.order:
        sign = -1 if query.order == "desc" else 1
        rows.sort(key=lambda row: (sign * int(row[2] or 0), f"{row[0]}", f"{row[1]}"))
    if query.limit is not None:
        rows = rows[: query.limit]
    total = sum(int(row[2] or 0) for row in rows)
    begun = sum(sizes.get(place, 0) for place in {f"{row[0]}" for row in rows} if place != NEW)
    notes.append(
        f"{NEW}: no event before {start}. {INACTIVE}: seen before, no event in the window that ends that day."
    )
    small = tuple(
        (name, n) for name, n in sizes.items() if 0 < n < SMALL and any(row[0] == name for row in rows)
    )
    if small:
        notes.append(f"Small groups on {start}: {listed(f'{name} ({n})' for name, n in small)}.")
    return Answer(
        "answered",
        _headline(query, move, rows, total, begun, f"from {start} to {end}"),
        (Column("from"), Column("to"), Column("users", "users"), Column("percent", "%")),
        tuple(rows),
        tuple(notes),
        chart=Chart("bar", 1, 2, 0) if len(rows) > 1 else Chart(),
        small=small,
    )


def _counts(
    query: Query, data: Opened, move: Moved, start: dt.date, end: dt.date
) -> dict[tuple[str, str], int]:
    """Users by (from, to), of those who satisfy the group's other conditions."""
    bound = Bound()
    others = tuple(c for c in query.group.where if move not in c)
    group = Group(query.group.segments, query.group.users, others)
    test = ""
    if group != Group():
        scope = scope_of(data, query, [])
        inside = who(data, bound, replace(group, where=(*others, (replace(move, direction="any"),))), scope)
        test = f" WHERE user_id IN (SELECT user_id FROM {inside})"
    rows = data.rows(
        f"SELECT origin, target, count(*) FROM {places(bound, start, end)}{test} GROUP BY 1, 2 ORDER BY 1, 2",
        bound,
    )
    return {(origin, target): number_of for origin, target, number_of in rows}


def _sizes(data: Opened, start: dt.date, end: dt.date) -> dict[str, int]:
    bound = Bound()
    rows = data.rows(
        f"SELECT origin, count(*) FROM {places(bound, start, end)} GROUP BY 1 ORDER BY 1",
        bound,
    )
    return dict(rows)


def _rows(data: Opened, move: Moved, pairs: dict[tuple[str, str], int], sizes: dict[str, int]) -> list[Row]:
    """Each pair allowed; pairs with nobody in them only between segments, or where named."""
    rows: list[Row] = []
    for origin, target in allowed(data.segments, move):
        count = pairs.get((origin, target), 0)
        inside = origin in data.segments and target in data.segments
        named = origin in move.origin and target in move.target
        if count or inside or named:
            rows.append(
                (origin, target, count, None if origin == NEW else percent(count, sizes.get(origin, 0)))
            )
    return rows


def _headline(query: Query, move: Moved, rows: list[Row], total: int, begun: int, when: str) -> str:
    if not total:
        return sentence(f"Nobody {move_label(move.direction, move.origin, move.target)} {when}")
    largest = max(rows, key=lambda row: int(row[2] or 0))
    share = f" ({number(100 * total / begun)} % of {begun:,})" if begun and move.direction != "any" else ""
    who_ = f" of {group_label(replace(query.group, where=()))}" if query.group.segments else ""
    moved_on = max((r for r in rows if r[0] != r[1]), key=lambda row: int(row[2] or 0), default=largest)
    most = f"{moved_on[0]} to {moved_on[1]}: {moved_on[2]:,}"
    if move.direction == "any" and len(rows) > 1:
        return sentence(f"{users(total)}{who_} by where they were and are {when}; the largest flow is {most}")
    text = f"{users(total)}{who_} {move_label(move.direction, move.origin, move.target)}{share} {when}"
    return sentence(f"{text}, most of them {most}" if len(rows) > 1 else text)
