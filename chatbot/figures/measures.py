"""What each measure of a query becomes: its columns, and its values in every cell of one side of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chatbot.answer import Column
from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import SPREAD, Cell, Cut, Figure, Figures, figures
from chatbot.figures.domains import Calendar
from chatbot.figures.events import NO_VALUE, SUBPERIODS, TABLE_OF
from chatbot.figures.opened import INACTIVE, Opened, unit_of
from chatbot.figures.people import allowed, move_days
from chatbot.figures.spans import Scope
from chatbot.figures.wording import SHORT
from intents.query import Group, Measure, Moved, Query, moves

PER_DAY = ("weekday", "daytype")
"""Dimensions whose values hold unequal numbers of days."""


@dataclass(frozen=True)
class Side:
    """One side of a table: a group on some days."""

    label: str
    """What it is called."""
    group: Group
    """Who counts."""
    scope: Scope
    """Which days."""


@dataclass(frozen=True)
class Columns:
    """The columns one measure takes, and their values."""

    columns: tuple[Column, ...]
    """The first is the measure itself; shares and totals stand beside it."""
    values: Mapping[Cell, tuple[Any, ...]]
    """Cell → a value for each column."""
    users: Mapping[Cell, int]
    """Cell → users behind the measure."""
    missing: Mapping[Cell, int]
    """Cell → users who count and have no value."""
    empty: tuple[Any, ...]
    """The values of a cell that nobody is in."""
    leads: int = 0
    """Which of the columns is ranked and compared."""


def aggregate_name(measure: Measure) -> str:
    """The column name of a measure: "clicks", "mean clicks", "p90 of clicks"."""
    short = SHORT[measure.metric]
    match measure.aggregate:
        case "count" | "sum":
            return short
        case "share":
            return "share"
        case "mean" | "median":
            return f"{measure.aggregate} {short}"
        case "min" | "max" | "std":
            return {"min": "minimum", "max": "maximum", "std": "standard deviation of"}[
                measure.aggregate
            ] + f" {short}"
    return f"{measure.aggregate} of {short}"


class Sums:
    """The cuts one side needs, each worked out once."""

    def __init__(self, data: Opened, query: Query, side: Side, by: tuple[str, ...]) -> None:
        self.data, self.query, self.side, self.by = data, query, side, by
        self.calendar = Calendar(data, side.scope)
        self._plain: dict[str, tuple[tuple[str, ...], Figures]] = {}
        for metric in dict.fromkeys(m.metric for m in query.measures):
            wanted = [a for m in query.measures if m.metric == metric for a in _needed(m)]
            self._plain[metric] = (tuple(dict.fromkeys(wanted)), {})

    def plain(self, metric: str, aggregate: str) -> dict[Cell, Figure]:
        """One aggregate of a metric in every cell."""
        wanted, found = self._plain[metric]
        if not found:
            found = self.cut(metric, wanted)
            self._plain[metric] = (wanted, found)
        place = wanted.index(aggregate)
        return {cell: replace(figure, values=(figure.values[place],)) for cell, figure in found.items()}

    def cut(self, metric: str, aggregates: Sequence[str], **changes: Any) -> Figures:
        """A cut of this side, with what differs."""
        cut = Cut(metric, tuple(aggregates), self.side.group, self.side.scope, self.query.events, self.by)
        return figures(self.data, replace(cut, **changes))


def _needed(measure: Measure) -> tuple[str, ...]:
    if measure.aggregate == "distribution":
        return SPREAD
    if measure.aggregate == "share":
        return (total_of(measure.metric),)
    return (measure.aggregate,)


def total_of(metric: str) -> str:
    """How a metric adds up: users are counted, all else is summed."""
    return "count" if metric == "users" else "sum"


def columns_of(sums: Sums, measure: Measure) -> Columns:
    """The columns of one measure."""
    if measure.aggregate == "distribution":
        return _distribution(sums, measure)
    if measure.aggregate == "share":
        return _share(sums, measure)
    additive = measure.aggregate in ("count", "sum", "mean") and measure.metric not in NO_VALUE
    if additive and any(d in PER_DAY for d in sums.by):
        return _per_day(sums, measure)
    return _plain(sums, measure)


def _column(measure: Measure) -> Column:
    return Column(aggregate_name(measure), unit_of(measure.metric))


def _plain(sums: Sums, measure: Measure) -> Columns:
    found = sums.plain(measure.metric, measure.aggregate)
    values = {cell: figure.values for cell, figure in found.items()}
    users = {cell: figure.users for cell, figure in found.items()}
    missing = {cell: figure.missing for cell, figure in found.items()}
    empty = _empty(sums, measure, found.values())
    if not _broken_down(sums, measure):
        values = {c: tuple(empty if v is None else v for v in row) for c, row in values.items()}
        return Columns((_column(measure),), values, users, missing, (empty,))
    total = _whole(sums, measure.metric)
    shared = {cell: (row[0], percent(row[0], total)) for cell, row in values.items()}
    return Columns((_column(measure), _share_column(sums, measure)), shared, users, missing, (0, 0.0))


def _empty(sums: Sums, measure: Measure, found: Iterable[Figure]) -> Any:
    """The value of a cell without events: 0 for sums, and for averages of counts where users count at all."""
    if measure.aggregate in ("sum", "count"):
        return 0
    if measure.metric in NO_VALUE or any(d in SUBPERIODS or d == "segment" for d in sums.by):
        return None
    return 0 if any(figure.users for figure in found) else None


def _broken_down(sums: Sums, measure: Measure) -> bool:
    """Whether the measure's share stands beside it: counts and sums split by one dimension."""
    shown = any(m.metric == measure.metric and m.aggregate == "share" for m in sums.query.measures)
    summed = measure.aggregate == "count" or (measure.aggregate == "sum" and measure.metric not in NO_VALUE)
    return summed and len(sums.by) == 1 and not shown and sums.query.baseline is None


def _share_column(sums: Sums, measure: Measure) -> Column:
    alone = len({m.metric for m in sums.query.measures}) == 1
    return Column("share" if alone else f"share of {SHORT[measure.metric]}", "%")


def _whole(sums: Sums, metric: str) -> Any:
    """What the parts of a breakdown are shares of: the same figure not split, over all segments."""
    group = sums.side.group
    if sums.by == ("segment",) and not moves(group):
        group = replace(
            group, segments=sums.data.segments + ((INACTIVE,) if INACTIVE in group.segments else ())
        )
    return _one(sums.cut(metric, (total_of(metric),), by=(), group=group))


def _one(found: Figures) -> Any:
    return (found[()].values[0] or 0) if () in found else 0


def percent(part: float | None, whole: float | None) -> float | None:
    """Part of a whole in percent; None of nothing."""
    return None if part is None or not whole else 100 * part / whole


def _distribution(sums: Sums, measure: Measure) -> Columns:
    prefix = "" if len(sums.query.measures) == 1 else f"{SHORT[measure.metric]} "
    spread = (Column(f"{prefix}{name}", unit_of(measure.metric)) for name in SPREAD)
    columns = (Column(f"{prefix}users", "users"), *spread)
    found = [sums.plain(measure.metric, aggregate) for aggregate in SPREAD]
    values = {c: (f.users, *(column[c].values[0] for column in found)) for c, f in found[0].items()}
    users = {cell: figure.users for cell, figure in found[0].items()}
    missing = {cell: figure.missing for cell, figure in found[0].items()}
    return Columns(columns, values, users, missing, (0, *[None] * len(SPREAD)), leads=1)


def _per_day(sums: Sums, measure: Measure) -> Columns:
    """Weekdays by the mean per such day in the period, with the total beside it."""
    metric, total = measure.metric, total_of(measure.metric)
    finer = tuple("day" if d in PER_DAY else d for d in sums.by)
    place = next(i for i, d in enumerate(sums.by) if d in PER_DAY)
    dimension = sums.by[place]
    daily: dict[Cell, float] = {}
    for cell, figure in sums.cut(metric, (total,), by=finer).items():
        name = sums.calendar.value(dimension, cell[place])
        at = (*cell[:place], name, *cell[place + 1 :])
        daily[at] = daily.get(at, 0) + (figure.values[0] or 0)
    days = sums.calendar.days_of(dimension)
    plain = sums.plain(metric, measure.aggregate)
    heads: Mapping[Cell, Figure] = {}
    values: dict[Cell, tuple[Any, ...]] = {}
    name, unit = SHORT[metric], unit_of(metric)
    if measure.aggregate == "mean":
        split = ("segment",) if "segment" in sums.by else ()
        heads = sums.cut("users", ("count",), by=split, events=())
        columns = [Column(f"mean {name} per day", unit), Column(f"mean {name}", unit)]
    else:
        columns = [Column(f"{name} per day", unit), Column(name, unit), _share_column(sums, measure)]
    whole = None if heads else _whole(sums, metric)
    segment = sums.by.index("segment") if "segment" in sums.by else None
    for cell, figure in plain.items():
        people = heads[() if segment is None else (cell[segment],)].users if heads else 1
        mean = daily.get(cell, 0) / (days[cell[place]] * people) if people else None
        value = figure.values[0]
        values[cell] = (mean, value) if heads else (mean, value, percent(value, whole))
    return Columns(
        tuple(columns),
        values,
        {cell: figure.users for cell, figure in plain.items()},
        {},
        (0.0, 0) if heads else (0.0, 0, 0.0),
    )


def _share(sums: Sums, measure: Measure) -> Columns:
    if measure.metric == "users":
        top, base, partition = _users_share(sums)
    else:
        top, base, partition = _events_share(sums, measure.metric)
    pick = [i for i, d in enumerate(sums.by) if d in partition]
    values: dict[Cell, tuple[Any, ...]] = {}
    users = {}
    for cell, figure in top.items():
        below = base.get(tuple(cell[i] for i in pick))
        values[cell] = (percent(figure.values[0] or 0, below.values[0] if below else 0),)
        counted_alone = sums.by and sums.query.part is None
        users[cell] = figure.users if counted_alone else below.users if below else 0
    columns: tuple[Column, ...] = (_share_column(sums, measure),)
    empty: tuple[Any, ...] = (0.0 if sums.query.part is None else None,)  # of nobody there is no part
    leads = 0
    counted = any(m.metric == measure.metric and m.aggregate in ("count", "sum") for m in sums.query.measures)
    if sums.by and not counted:
        columns = (Column(SHORT[measure.metric], unit_of(measure.metric)), *columns)
        values = {cell: (top[cell].values[0] or 0, *row) for cell, row in values.items()}
        empty, leads = (0, *empty), 1
    return Columns(columns, values, users, {}, empty, leads)


def _users_share(sums: Sums) -> tuple[Figures, Figures, Sequence[str]]:
    """Users in the cells, users of the base, and the dimensions by which the base is split."""
    query, group = sums.query, sums.side.group
    count = ("count",)
    if query.part is not None:
        whole = sums.cut("users", count)
        within = sums.cut("users", count, group=both_of(group, query.part))
        return {cell: within.get(cell, Figure((0,), 0)) for cell in whole}, whole, sums.by
    if query.base is not None:
        both = both_of(group, query.base)
        return (
            sums.cut("users", count, group=both),
            sums.cut("users", count, group=query.base, by=(), events=()),
            (),
        )
    if moves(group) and not group.segments:
        return sums.plain("users", "count"), *_earlier(sums, moves(group)[0])
    if sums.by:
        whole = {(): Figure((_whole(sums, "users"),), int(_whole(sums, "users")))}
        return sums.plain("users", "count"), whole, ()
    everyone = sums.data.segments
    if INACTIVE in group.segments:
        everyone = (*everyone, INACTIVE)
    inside = group if group.segments else replace(group, segments=everyone)
    of_all = replace(sums.side.scope, named=False)
    base = sums.cut("users", count, group=Group(everyone), scope=of_all, events=())
    return sums.cut("users", count, group=inside), base, ()


def _earlier(sums: Sums, move: Moved) -> tuple[Figures, Sequence[str]]:
    """Users in the places a movement starts from, on the earlier day; of newcomers, in the later group."""
    start, end = move_days(sums.data, move, [])
    pairs = allowed(sums.data.segments, move)
    later = move.direction in ("joined", "new")
    places = tuple(
        dict.fromkeys(
            pair[1 if later else 0]
            for pair in pairs
            if pair[0] in sums.data.segments or later or pair[0] == INACTIVE
        )
    )
    at = Scope(
        *sums.data.window_at(end if later else start), end if later else start, named=False, latest=False
    )
    by = ("segment",) if sums.by == ("segment",) and not later else ()
    return sums.cut("users", ("count",), group=Group(places), scope=at, events=(), by=by), by


def both_of(one: Group, other: Group) -> Group:
    """The users in both groups."""
    segments = one.segments or other.segments
    if one.segments and other.segments:
        segments = tuple(s for s in one.segments if s in other.segments) or ("",)
    users = one.users or other.users
    if one.users and other.users:
        users = tuple(u for u in one.users if u in other.users) or ("",)
    return Group(segments, users, tuple(dict.fromkeys((*one.where, *other.where))))


def _events_share(sums: Sums, metric: str) -> tuple[Figures, Figures, Sequence[str]]:
    """Sums in the cells, the sums they are shares of, and the dimensions by which those are split."""
    query, group = sums.query, sums.side.group
    if metric in NO_VALUE:
        raise UnanswerableError(
            f"{SHORT[metric].capitalize()} is no amount that has shares.",
            f"{SHORT[metric]} by segment",
        )
    top = sums.plain(metric, "sum")
    if query.base is not None:
        top = sums.cut(metric, ("sum",), group=both_of(group, query.base))
        return top, sums.cut(metric, ("sum",), group=query.base, by=()), ()
    if query.events:
        picked = [f.dimension for f in query.events]
        partition = tuple(d for d in sums.by if d not in picked and not _within(d, picked))
        return top, sums.cut(metric, ("sum",), events=(), by=partition), partition
    if len(sums.by) > 1:
        partition = ("segment",) if "segment" in sums.by else sums.by[:1]
        return top, sums.cut(metric, ("sum",), by=partition), partition
    if sums.by:
        return top, {(): Figure((_whole(sums, metric),), 0)}, ()
    return top, sums.cut(metric, ("sum",), group=Group()), ()


def _within(dimension: str, picked: Sequence[str]) -> bool:
    """Whether a split would narrow the base to the events picked: entities of one kind of events do."""
    return dimension in TABLE_OF and dimension in picked
