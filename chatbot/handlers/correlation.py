"""Correlation of two metrics over users: Spearman's (of average ranks) unless Pearson's is named."""

from __future__ import annotations

import math
from dataclasses import replace

from chatbot.answer import Answer, Column, Row
from chatbot.figures.events import NO_VALUE, Bound, values_of
from chatbot.figures.measures import Side
from chatbot.figures.opened import Opened
from chatbot.figures.people import contradictions, who
from chatbot.figures.tables import sides
from chatbot.figures.wording import SHORT, SMALL, listed, of_users, sentence, users
from chatbot.handlers.figures import require_users
from chatbot.handlers.limits import refuse
from intents.query import Query

STRENGTHS = ((0.7, "strong"), (0.4, "moderate"), (0.2, "weak"), (0.0, "hardly any"))
"""From which size on a correlation is called what."""

RANK = "rank() OVER (ORDER BY {x}) + (count(*) OVER (PARTITION BY {x}) - 1) / 2.0"
"""Average ranks: ties share the mean of their places."""


def answer(query: Query, data: Opened) -> Answer:
    """Rows (segment or group), correlation, users."""
    refuse(
        query,
        "A correlation",
        "baseline",
        "baseline_as_of",
        "base",
        near=("correlation of clicks and searches",),
    )
    split = tuple(d for d in query.by if d != "segment")
    if split:
        refuse(query, "A correlation", "by", near=("correlation of clicks and searches by segment",))
    require_users(data, query)
    notes: list[str] = []
    parts = _parts(query, data, sides(data, query, notes))
    method = query.measures[0].aggregate
    found = [(part, *_worked_out(query, data, part, method)) for part in parts]
    labelled = len(parts) > 1
    rows: list[Row] = [((part.label,) if labelled else ()) + (value, n) for part, value, n, _ in found]
    for part, value, n, total in found:
        name = f"{part.label}: " if labelled else ""
        if n < total:
            notes.append(f"{name}{users(total - n)} lack one of the two values and are left out.")
        if value is None:
            notes.append(
                f"{name}there is no correlation where "
                f"{'a value never varies' if n > 1 else 'users are too few'}."
            )
        elif n < SMALL:
            notes.append(f"Small group: {name}{users(n)}.")
        notes += contradictions(data, part.group, part.scope)
    labels = (Column("segment" if query.by else "group"),) if labelled else ()
    return Answer(
        "answered",
        _headline(query, method, found, labelled),
        (*labels, Column("correlation"), Column("users", "users")),
        tuple(rows),
        tuple(dict.fromkeys(notes)),
        small=tuple((part.label, n) for part, _, n, _ in found if 0 < n < SMALL),
    )


def _parts(query: Query, data: Opened, found: list[Side]) -> list[Side]:
    if not query.by:
        return found
    names = query.group.segments or data.segments
    return [replace(found[0], label=name, group=replace(query.group, segments=(name,))) for name in names]


def _worked_out(query: Query, data: Opened, side: Side, method: str) -> tuple[float | None, int, int]:
    """The correlation, the users with both values, and all who count."""
    bound = Bound()
    people = who(data, bound, side.group, side.scope)
    columns, joins = [], []
    for i, measure in enumerate(query.measures):
        values = values_of(data, bound, measure.metric, side.scope, query.events)
        joins.append(f"LEFT JOIN {values} AS v{i} USING (user_id)")
        zero = f"v{i}.value" if measure.metric in NO_VALUE else f"coalesce(v{i}.value, 0)"
        columns.append(f"CAST({zero} AS DOUBLE) AS x{i}")
    ranks = (
        ", ".join(f"{RANK.format(x=f'x{i}')} AS x{i}" for i in range(2)) if method == "spearman" else "x0, x1"
    )
    both = (
        f"WITH pairs AS (SELECT {', '.join(columns)} FROM {people} AS w {' '.join(joins)}), "
        f"complete AS (SELECT {ranks} FROM pairs WHERE x0 IS NOT NULL AND x1 IS NOT NULL ORDER BY ALL) "
    )
    value, n, total = data.rows(
        f"{both} SELECT corr(x0, x1), count(*), (SELECT count(*) FROM pairs) FROM complete", bound
    )[0]
    return (None if value is None or math.isnan(value) else value), n, total


def _headline(
    query: Query, method: str, found: list[tuple[Side, float | None, int, int]], labelled: bool
) -> str:
    names = listed(SHORT[m.metric] for m in query.measures)
    title = f"{method.capitalize()}'s correlation of {names}"
    scope = found[0][0].scope
    when = f"from {scope.first} to {scope.last}"
    if labelled:
        each = [f"{part.label} {_shown(value)} ({users(n)})" for part, value, n, _ in found]
        return sentence(f"{title}: {listed(each)}, {when}")
    _, value, n, _ = found[0]
    return sentence(f"{title} over {of_users(n, query.group)} is {_shown(value)}, {_word(value)}, {when}")


def _shown(value: float | None) -> str:
    return "undefined" if value is None else f"{value:+.2f}"


def _word(value: float | None) -> str:
    if value is None:
        return "for want of differing values"
    name = next(word for least, word in STRENGTHS if abs(value) >= least)
    if name == "hardly any":
        return "hardly any link"
    return f"a {name} {'positive' if value > 0 else 'negative'} link"
