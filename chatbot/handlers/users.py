"""Lists of users, with the values they were chosen or ranked by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatbot.answer import Answer, Chart, Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.events import NO_VALUE, Bound, values_of
from chatbot.figures.measures import aggregate_name
from chatbot.figures.opened import Opened, unit_of
from chatbot.figures.people import contradictions, move_days, moved, who, with_event
from chatbot.figures.spans import Scope, scope_of
from chatbot.figures.wording import SHORT, group_label, quantity, sentence, users
from chatbot.handlers.figures import require_users
from chatbot.handlers.headlines import moved_by
from chatbot.handlers.limits import refuse
from intents.query import Group, Measure, Query, moves

NAMED = 3
"""Users a headline names."""


def answer(query: Query, data: Opened) -> Answer:
    """Rows user_id, segment, a value for each measure; users who moved: user_id, from, to."""
    refuse(
        query, "A list of users", "by", "baseline", "baseline_as_of", "groups",
        near=("list 10 highly engaged users", "top 10 users by clicks"),
    )  # fmt: skip
    require_users(data, query)
    notes: list[str] = []
    scope = scope_of(data, query, notes)
    # A user has one value of a metric, however it is aggregated over users.
    measures = list({m.metric: _per_user(m) for m in query.measures if m.metric != "users"}.values())
    rows = _listed(query, data, scope, measures)
    total = len(rows)
    kept = rows if query.limit is None else rows[: query.limit]
    notes += _notes(query, data, scope, total, len(kept))
    move = moves(query.group)
    places = [Column("from"), Column("to")] if move else [Column("segment")]
    columns = [Column("user_id"), *places, *(Column(SHORT[m.metric], unit_of(m.metric)) for m in measures)]
    chart = Chart("bar", 0, len(places) + 1) if measures and query.order and len(kept) > 1 else Chart()
    return Answer(
        "answered",
        _headline(query, measures, kept, total, len(places), scope),
        tuple(columns),
        tuple(kept),
        tuple(notes),
        chart=chart,
    )


def _per_user(measure: Measure) -> Measure:
    if measure.aggregate == "share":
        raise UnanswerableError(
            f"A list of users shows amounts, not a {aggregate_name(measure)}.", "top 10 users by clicks"
        )
    return measure


def _listed(query: Query, data: Opened, scope: Scope, measures: list[Measure]) -> list[Row]:
    bound = Bound()
    people = who(data, bound, query.group, scope)
    move = moves(query.group)
    places, joins = "w.segment", []
    if move:
        joins.append(f"JOIN {moved(data, bound, move[0])} AS m USING (user_id)")
        places = "m.origin, m.target"
    values = []
    for i, measure in enumerate(measures):
        relation = values_of(data, bound, measure.metric, scope, query.events)
        joins.append(f"LEFT JOIN {relation} AS v{i} ON v{i}.user_id = w.user_id")
        values.append(f"v{i}.value" if measure.metric in NO_VALUE else f"coalesce(v{i}.value, 0)")
    where = f"WHERE w.user_id IN ({with_event(data, bound, scope, query.events)})" if query.events else ""
    first = f"{values[0]} {query.order} NULLS LAST, " if values and query.order else ""
    columns = ", ".join(["w.user_id", places, *values])
    return data.rows(
        f"SELECT {columns} FROM {people} AS w {' '.join(joins)} {where} ORDER BY {first}w.user_id", bound
    )


def _notes(query: Query, data: Opened, scope: Scope, total: int, kept: int) -> Iterator[str]:
    if kept < total:
        yield f"{kept:,} of {users(total)}."
    for move in moves(query.group):
        start, end = move_days(data, move, [])
        yield f"Movement from {start} to {end}."
    yield from contradictions(data, query.group, scope)
    if query.order and not [m for m in query.measures if m.metric != "users"]:
        yield "No metric to rank by was named, so the list goes by user id."


def _headline(
    query: Query, measures: list[Measure], rows: list[Row], total: int, places: int, scope: Scope
) -> str:
    label = group_label(query.group if query.group != Group() else replace(query.group))
    when = moved_by(query, scope) if moves(query.group) else f"from {scope.first} to {scope.last}"
    if not rows:
        return sentence(f"No user fits: {label} {when}")
    if measures and query.order:
        metric = measures[0].metric
        end = "Most" if query.order == "desc" else "Fewest"
        if metric in NO_VALUE or metric == "total_time":
            end = "Highest" if query.order == "desc" else "Lowest"
        named = [f"user {row[0]} {quantity(row[1 + places], unit_of(metric))}" for row in rows[:NAMED]]
        return sentence(f"{end} {SHORT[metric]} among {label} {when}: {', '.join(named)}")
    shown = f", {len(rows):,} of them listed" if len(rows) < total else ""
    return sentence(f"{label}: {users(total)}{shown} {when}")
