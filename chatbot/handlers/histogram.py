"""Buckets of users by a metric: every user with a value in exactly one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from chatbot.answer import Answer, Chart, Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import WHOLE
from chatbot.figures.events import NO_VALUE, Bound, values_of
from chatbot.figures.measures import Side
from chatbot.figures.opened import Opened, unit_of
from chatbot.figures.people import who
from chatbot.figures.tables import sides
from chatbot.figures.wording import SHORT, number, of_users, users
from intents.query import Query

MOST = 12
"""Buckets at most, and the number of whole values up to which each is a bucket of its own."""
STEPS = (1, 2, 5)
"""Widths are these times a power of ten."""


def histogram(query: Query, data: Opened) -> Answer:
    """Rows from, to, users; split by segment or compared by group, the name in front."""
    measure = next(m for m in query.measures if m.aggregate == "buckets")
    if len(query.measures) > 1 or query.baseline or query.baseline_as_of or set(query.by) - {"segment"}:
        raise UnanswerableError(
            "A histogram is of one metric, split by nothing but segments.",
            f"histogram of {SHORT[measure.metric]}",
            f"histogram of {SHORT[measure.metric]} by segment",
        )
    notes: list[str] = []
    parts = _parts(query, data, sides(data, query, notes))
    values = [_values(query, data, measure.metric, part) for part in parts]
    missing = sum(1 for found in values for value in found if value is None)
    known = [[v for v in found if v is not None] for found in values]
    whole = measure.metric in WHOLE
    edges, how = bucket_edges([v for found in known for v in found], whole)
    rows: list[Row] = []
    for part, found in zip(parts, known, strict=True):
        label = (part.label,) if len(parts) > 1 else ()
        rows += [(*label, *bucket) for bucket in counted(found, edges, whole)]
    if missing:
        notes.append(f"{users(missing)} had no value and are left out.")
    total = sum(map(len, known))
    unit = unit_of(measure.metric)
    labels = (Column("segment" if query.by else "group"),) if len(parts) > 1 else ()
    width = len(labels)
    most = max(rows, key=lambda row: row[width + 2] or 0, default=None)
    text = f"{of_users(total, query.group)} by {SHORT[measure.metric]}"
    if most is not None and total:
        share = 100 * (most[width + 2] or 0) / total  # type: ignore[operator]
        text += f": most, {most[width + 2]:,} ({number(share)} %), lie "
        text += f"from {most[width]:g} to {most[width + 1]:g}"
    points = tuple((f"{row[width]:g}-{row[width + 1]:g}", float(row[width + 2] or 0)) for row in rows)
    return Answer(
        "answered",
        text + ".",
        (*labels, Column("from", unit), Column("to", unit), Column("users", "users")),
        tuple(rows),
        (*notes, how),
        chart=Chart("histogram", points=points),
    )


def _parts(query: Query, data: Opened, found: list[Side]) -> list[Side]:
    if not query.by:
        return found
    names = query.group.segments or data.segments
    return [replace(found[0], label=name, group=replace(query.group, segments=(name,))) for name in names]


def _values(query: Query, data: Opened, metric: str, side: Side) -> list[float | None]:
    bound = Bound()
    people = who(data, bound, side.group, side.scope)
    values = values_of(data, bound, metric, side.scope, query.events)
    x = "v.value" if metric in NO_VALUE else "coalesce(v.value, 0)"
    return [
        value for (value,) in data.rows(
            f"SELECT {x} FROM {people} AS w LEFT JOIN {values} AS v USING (user_id) ORDER BY 1", bound
        )
    ]  # fmt: skip


def bucket_edges(values: list[float], whole: bool) -> tuple[list[float], str]:
    """The lower edge of each bucket and the upper one of the last, and how they were chosen.

    Few whole values are a bucket each. Values whose largest is over 20 times the median get buckets that
    double; others get buckets of one width.
    """
    if not values:
        return [], "No user has a value."
    low, high = min(values), max(values)
    if whole and high - low < MOST:
        return [float(v) for v in range(int(low), int(high) + 2)], "Each value is a bucket of its own."
    ordered = sorted(values)
    if high > 20 * max(ordered[len(ordered) // 2], 1) and low >= 0:
        edges = [0.0, 1.0]
        while edges[-1] <= high:
            edges.append(edges[-1] * 2)
        return edges, "The values are far apart, so each bucket is twice as wide as the one before."
    width = _width((high - low) / MOST, whole)
    first = low // width * width
    edges = [first]
    while edges[-1] <= high:
        edges.append(edges[-1] + width)
    return edges, f"All buckets are {width:g} wide; the lower end is in, the upper end in the next."


def _width(least: float, whole: bool) -> float:
    """The smallest handy width that is at least `least`."""
    if least <= 0:
        return 1.0
    power = 10.0 ** len(str(int(least))) / 10 if least >= 1 else 1.0
    while power > least and not whole:
        power /= 10
    return next(step * power for step in (*STEPS, 10, 20) if step * power >= least)


def counted(values: list[float], edges: list[float], whole: bool) -> list[Row]:
    """Each bucket with the number of values in it; ends of whole numbers are both in."""
    rows: list[Row] = []
    for low, high in pairwise(edges):
        number_in = sum(1 for value in values if low <= value < high)
        rows.append((int(low), int(high) - 1, number_in) if whole else (low, high, number_in))
    return rows
