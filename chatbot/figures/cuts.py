"""One metric of one group, split: a cut. From the events, or from the statistics kept for the plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from chatbot.errors import UnanswerableError
from chatbot.figures.events import (
    NO_VALUE,
    SUBPERIODS,
    TABLE_OF,
    Bound,
    expression,
    predicate,
    source_of,
    values_of,
)
from chatbot.figures.opened import INACTIVE, UNKNOWN, Opened
from chatbot.figures.people import who
from chatbot.figures.spans import Scope
from intents.query import COUNTS, Filter, Group

Cell = tuple[Any, ...]
"""One value of each dimension of `by`, in its order."""

SPREAD = ("mean", "std", "min", "p10", "p25", "median", "p75", "p90", "max")
"""What a distribution consists of, besides the number of users."""


@dataclass(frozen=True)
class Cut:
    """What to work out: one metric, some aggregates of it, for whom, when, of which events, split how."""

    metric: str
    """An id of METRICS, or "users"."""
    aggregates: tuple[str, ...]
    """sum, mean, median, min, max, std, p1..p99; ("count",) of users."""
    group: Group
    """Who counts."""
    scope: Scope
    """Which days, and whose membership."""
    events: tuple[Filter, ...] = ()
    """Which events count."""
    by: tuple[str, ...] = ()
    """Dimensions, "segment" among them, "as_of" not."""


@dataclass(frozen=True)
class Figure:
    """The values of one cell."""

    values: tuple[Any, ...]
    """One for each aggregate; None where no user has a value."""
    users: int
    """How many users are behind them: who counts (for a sum split by events: with such an event)."""
    missing: int = 0
    """How many users who count have no value."""


Figures = dict[Cell, Figure]


def figures(data: Opened, cut: Cut) -> Figures:
    """The figures of a cut by cell; cells without any user or event may be left out."""
    kept = from_statistics(data, cut)
    return from_events(data, cut) if kept is None else kept


def from_events(data: Opened, cut: Cut) -> Figures:
    """The figures worked out from the snapshot's rows."""
    entities = [d for d in cut.by if d != "segment"]
    if cut.metric == "users":
        return _counted(data, cut, entities)
    if entities and (cut.metric in NO_VALUE or set(cut.aggregates) <= {"sum", "mean"}):
        return _summed(data, cut, entities)
    return _spread(data, cut, entities)


def aggregate_sql(name: str) -> str:
    """An aggregate of the column x."""
    match name:
        case "mean":
            return "avg(x)"
        case "median":
            return "quantile_cont(x, 0.5)"
        case "std":
            return "stddev_samp(x)"
        case "sum" | "min" | "max":
            return f"{name}(x)"
    return f"quantile_cont(x, {int(name[1:]) / 100})"


def _columns(names: Sequence[str], alias: str) -> list[str]:
    return [f'{alias}."{name}"' for name in names]


def _cell_columns(cut: Cut, event_alias: str) -> list[str]:
    return [f'{"w" if d == "segment" else event_alias}."{d}"' for d in cut.by]


def _gathered(cut: Cut, rows: Sequence[tuple[Any, ...]]) -> Figures:
    n = len(cut.by)
    return {
        tuple(map(shown, cut.by, row)): Figure(row[n:-2], row[-2], row[-1])
        for row in rows
    }  # fmt: skip


def shown(dimension: str, value: Any) -> Any:
    """A value of a dimension as it stands in a row: days as ISO text, unknown ones named."""
    if dimension in SUBPERIODS:
        text = f"{value}"
        return text[:7] if dimension == "month" else text
    return UNKNOWN if value is None else value


def _ordered(cut: Cut) -> str:
    """Grouped and ordered by the cell's columns."""
    places = ", ".join(str(i + 1) for i in range(len(cut.by)))
    return f" GROUP BY {places} ORDER BY {places}" if cut.by else ""


def _counted(data: Opened, cut: Cut, entities: Sequence[str]) -> Figures:
    """Users: those who count, or those with an event in the cell."""
    bound = Bound()
    people = who(data, bound, cut.group, cut.scope)
    join = ""
    if entities or cut.events:
        join = f" JOIN {_participation(data, bound, cut, entities)} AS v USING (user_id)"
    cells = "".join(f"{column}, " for column in _cell_columns(cut, "v"))
    number = "count(DISTINCT w.user_id)" if join else "count(*)"
    rows = data.rows(f"SELECT {cells}{number}, {number}, 0 FROM {people} AS w{join}{_ordered(cut)}", bound)
    return _gathered(cut, rows)


def _participation(data: Opened, bound: Bound, cut: Cut, entities: Sequence[str]) -> str:
    """Who had an event in which cell, as a relation (user_id, a column for each dimension).

    Dimensions of different kinds of events are told apart: users with a click on the device and a view of the
    section.
    """
    tables = sorted({TABLE_OF[d] for d in (*entities, *(f.dimension for f in cut.events)) if d in TABLE_OF})
    times = [d for d in entities if d not in TABLE_OF]
    if len(tables) > 1 and times:
        raise UnanswerableError(
            "Users can be split by time along with one kind of events, not two.",
            "users by device",
            "users by week",
        )
    parts = []
    for table in tables or [""]:
        dimensions = [d for d in entities if TABLE_OF.get(d, table) == table]
        filters = [f for f in cut.events if TABLE_OF.get(f.dimension, table) == table]
        source = source_of(data, "users", [*dimensions, *(f.dimension for f in filters)])
        columns = "".join(f', {expression(d)} AS "{d}"' for d in dimensions)
        where = predicate(bound, cut.scope, filters)
        parts.append(f"(SELECT DISTINCT user_id{columns} FROM {source.sql} WHERE {where})")
    joined = " JOIN ".join(f"{part} AS t{i}{' USING (user_id)' if i else ''}" for i, part in enumerate(parts))
    return f"(SELECT * FROM {joined})"


def _summed(data: Opened, cut: Cut, entities: Sequence[str]) -> Figures:
    """Values of the users who have some in the cell; for a mean of counts the others add zeros."""
    bound = Bound()
    people = who(data, bound, cut.group, cut.scope)
    values = values_of(data, bound, cut.metric, cut.scope, cut.events, entities)
    zeros = cut.metric not in NO_VALUE
    wanted = ["sum(x)"] if zeros else [aggregate_sql(a) for a in cut.aggregates]
    cells = ", ".join(_cell_columns(cut, "v"))
    found = _gathered(
        cut,
        data.rows(
            f"SELECT {cells}, {', '.join(wanted)}, count(x), 0 FROM {people} AS w "
            f"JOIN (SELECT * EXCLUDE (value), value AS x FROM {values}) AS v USING (user_id){_ordered(cut)}",
            bound,
        ),
    )
    if zeros and "mean" not in cut.aggregates:
        return found
    heads = _heads(data, cut)
    counted = [d in ("segment", *SUBPERIODS) for d in cut.by]
    result = {}
    for cell, figure in found.items():
        number = heads.get(tuple(v for v, kept in zip(cell, counted, strict=True) if kept), 0)
        if not zeros:
            result[cell] = replace(figure, missing=number - figure.users)
            continue
        total = figure.values[0]
        values_out = tuple(
            total if a == "sum" else (total / number if number else None) for a in cut.aggregates
        )
        result[cell] = Figure(values_out, number)
    return result


def _heads(data: Opened, cut: Cut) -> dict[Cell, int]:
    """How many users count, in each segment and shorter period of the cut."""
    kept = tuple(d for d in cut.by if d in ("segment", *SUBPERIODS))
    found = from_events(data, Cut("users", ("count",), cut.group, cut.scope, (), kept))
    return {cell: figure.values[0] for cell, figure in found.items()}


def _spread(data: Opened, cut: Cut, entities: Sequence[str]) -> Figures:
    """Every user who counts in every cell, those without an event with 0 or without a value."""
    bound = Bound()
    people = who(data, bound, cut.group, cut.scope)
    values = values_of(data, bound, cut.metric, cut.scope, cut.events, entities)
    x = "v.value" if cut.metric in NO_VALUE else "coalesce(v.value, 0)"
    wanted = ", ".join(aggregate_sql(a) for a in cut.aggregates)
    cells = "".join(f"{column}, " for column in _cell_columns(cut, "w"))
    same = "".join(f' AND w."{d}" IS NOT DISTINCT FROM v."{d}"' for d in entities)
    carried = "".join(f', w."{d}"' for d in cut.by)
    rows = data.rows(
        f"WITH counting AS MATERIALIZED {people}, v AS MATERIALIZED {values} "
        f"SELECT {cells}{wanted}, count(x), count(*) - count(x) FROM "
        f"(SELECT {x} AS x{carried} FROM {_grid(bound, cut, entities)} AS w "
        f"LEFT JOIN v ON w.user_id = v.user_id{same}) AS w{_ordered(cut)}",
        bound,
    )
    return _gathered(cut, rows)


def means(data: Opened, group: Group, scope: Scope, metrics: Sequence[str]) -> dict[str, Figure]:
    """The mean of each metric over a group's users; over the plain window in one statement."""
    found = {metric: from_statistics(data, Cut(metric, ("mean",), group, scope)) for metric in metrics}
    if None in found.values() and scope.latest:
        return _kept_means(data, group, scope, metrics)
    return {
        metric: (from_events(data, Cut(metric, ("mean",), group, scope)) if kept is None else kept)[()]
        for metric, kept in found.items()
    }


def _kept_means(data: Opened, group: Group, scope: Scope, metrics: Sequence[str]) -> dict[str, Figure]:
    """Means of the values that are kept of each user; who has none kept has no events, so zeros."""
    bound = Bound()
    people = who(data, bound, group, scope)
    seen = values_of(data, bound, "recency", scope) if "recency" in metrics else ""
    wanted = []
    for metric in metrics:
        x = f"coalesce(u.{metric}, 0)" if metric not in NO_VALUE else f"u.{metric}"
        x = "s.value" if metric == "recency" else x
        wanted.append(f"avg({x}), count({x}), count(*) - count({x})")
    join = f"LEFT JOIN {seen} AS s ON s.user_id = w.user_id" if seen else ""
    row = data.rows(
        f"SELECT {', '.join(wanted)} FROM {people} AS w LEFT JOIN users AS u ON u.user_id = w.user_id {join}",
        bound,
    )[0]
    return {m: Figure((row[3 * i],), row[3 * i + 1], row[3 * i + 2]) for i, m in enumerate(metrics)}


def _grid(bound: Bound, cut: Cut, entities: Sequence[str]) -> str:
    """Each user who counts, once for each cell: in a shorter period, those with an event in it."""
    if not entities:
        return "counting"
    shorter = [d for d in entities if d in SUBPERIODS]
    other = [d for d in entities if d not in SUBPERIODS]
    grid = "counting"
    if shorter:
        columns = ", ".join(f'{expression(d)} AS "{d}"' for d in shorter)
        where = predicate(bound, cut.scope)
        grid += f" JOIN (SELECT DISTINCT user_id, {columns} FROM activity WHERE {where}) AS a USING (user_id)"
    if other:
        columns = ", ".join(_columns(other, "v"))
        grid += f" CROSS JOIN (SELECT DISTINCT {columns} FROM v JOIN counting USING (user_id)) AS c"
    return f"(SELECT * FROM {grid})"


WHOLE = (*COUNTS, "recency", "users")
"""Metrics whose sum, minimum and maximum are whole numbers."""
KEPT_BREAKDOWNS = {
    "clicks": ("device", "source", "page_section", "hour"),
    "views": ("section",),
    "users": ("device", "source", "section"),
}
"""Metric → the dimensions by which all of its values are kept, not only the most frequent."""


def from_statistics(data: Opened, cut: Cut) -> Figures | None:
    """The figures looked up; None where they are not kept: periods, conditions, events, pooled segments."""
    plain = not (cut.scope.named or cut.events or cut.group.users or cut.group.where)
    one = len(cut.group.segments) <= 1
    if not plain or not (one or "segment" in cut.by):
        return None
    if cut.by in ((), ("segment",)):
        return _plain(data, cut)
    return _kept_breakdown(data, cut) if cut.scope.latest else None


def _segments(data: Opened, cut: Cut) -> Sequence[str]:
    return cut.group.segments or (data.segments if "segment" in cut.by else ("",))


def _plain(data: Opened, cut: Cut) -> Figures | None:
    statistics = data.statistics(cut.scope.as_of)
    found: Figures = {}
    for segment in _segments(data, cut):
        row = statistics.get((segment, cut.metric))
        if row is None or (segment == INACTIVE and cut.metric != "users"):
            return None
        values = []
        for aggregate in cut.aggregates:
            if aggregate == "count":
                values.append(row["users"])
            elif aggregate in ("sum", "min", "max") and cut.metric in WHOLE and row[aggregate] is not None:
                values.append(int(row[aggregate]))
            elif aggregate in row or aggregate == "p50":
                values.append(row["median" if aggregate == "p50" else aggregate])
            else:
                return None
        found[(segment,) if cut.by else ()] = Figure(tuple(values), row["users"], row["missing"])
    return found


def _kept_breakdown(data: Opened, cut: Cut) -> Figures | None:
    dimension = next((d for d in cut.by if d != "segment"), "")
    aggregate = ("count",) if cut.metric == "users" else ("sum",)
    known = dimension in KEPT_BREAKDOWNS.get(cut.metric, ()) and dimension not in data.reasons
    if (
        set(cut.by) - {"segment", dimension}
        or cut.aggregates != aggregate
        or not known
        or INACTIVE in cut.group.segments
    ):
        return None
    rows = data.breakdown(cut.metric, dimension)
    if len({row["value"] for row in rows}) >= KEPT_VALUES:
        return None
    wanted = set(_segments(data, cut))
    found: Figures = {}
    for row in rows:
        if row["segment"] in wanted:
            name = UNKNOWN if row["value"] is None else row["value"]
            place = {"segment": row["segment"], dimension: int(name) if dimension == "hour" else name}
            value = row["users"] if cut.metric == "users" else int(row["sum"])
            found[tuple(place[d] for d in cut.by)] = Figure((value,), row["users"])
    return found


KEPT_VALUES = 200
"""A dimension with this many values may have lost some: statistics keep the most frequent."""
