"""One side of a table: all measures of a group on some days, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from chatbot.answer import Column
from chatbot.figures.cuts import Cell
from chatbot.figures.domains import CALENDAR, Calendar, whole_days
from chatbot.figures.measures import PER_DAY, Side, Sums, columns_of
from chatbot.figures.opened import INACTIVE, UNKNOWN, Opened
from intents.query import Query, moves

FILLED = 20_000
"""Crosses of more cells than this are not filled with zeros."""


@dataclass
class Block:
    """The figures of one side, filled measure by measure."""

    side: Side
    """Whose figures these are."""
    columns: list[Column] = field(default_factory=list)
    """The columns of figures."""
    primary: list[int] = field(default_factory=list)
    """Where each measure stands among them."""
    rows: dict[Cell, tuple[Any, ...]] = field(default_factory=dict)
    """Cell → a value for each column, in the natural order of the cells."""
    users: dict[Cell, int] = field(default_factory=dict)
    """Cell → users behind the first measure."""
    missing: dict[Cell, int] = field(default_factory=dict)
    """Cell → users without a value of it."""
    left_out: int = 0
    """Inactive users left out of a split by segment."""


def block(data: Opened, query: Query, side: Side) -> Block:
    """All measures of one side, cell by cell, empty cells filled."""
    by = tuple(d for d in query.by if d != "as_of")
    sums = Sums(data, query, side, by)
    parts = [columns_of(sums, measure) for measure in query.measures]
    found = Block(side)
    for part in parts:
        found.primary.append(len(found.columns) + part.leads)
        found.columns += part.columns
    cells = dict.fromkeys(cell for part in parts for cell in part.values)
    hidden = _hides_inactive(side)
    if "segment" in by and hidden:
        place = by.index("segment")
        gone = [cell for cell in cells if cell[place] == INACTIVE]
        found.left_out = sum(parts[0].users.get(cell, 0) for cell in gone) if len(by) == 1 else 0
        cells = {cell: None for cell in cells if cell[place] != INACTIVE}
    for cell in _filled(data, query, side, by, cells, sums.calendar):
        found.rows[cell] = tuple(v for part in parts for v in part.values.get(cell, part.empty))
        found.users[cell] = parts[0].users.get(cell, 0)
        found.missing[cell] = parts[0].missing.get(cell, 0)
    _extend(found, by, sums.calendar)
    return found


def _hides_inactive(side: Side) -> bool:
    return INACTIVE not in side.group.segments and not moves(side.group) and not side.group.users


def _filled(
    data: Opened, query: Query, side: Side, by: Sequence[str], cells: Mapping[Cell, None], calendar: Calendar
) -> list[Cell]:
    """The cells found and those that must be there, in their natural order."""
    if not by:
        return [()]
    domains = []
    for place, dimension in enumerate(by):
        seen = dict.fromkeys(cell[place] for cell in cells)
        if dimension == "segment":
            known: list[Any] = list(side.group.segments or data.segments)
            known = sorted(known, key=_rank(data)) if not query.compared else known
            known += [s for s in seen if s not in known]
        elif dimension in CALENDAR:
            known = calendar.values(dimension, query.events)
            known += [s for s in seen if s not in known]
        else:
            named = [v for f in query.events if f.dimension == dimension and not f.negated for v in f.values]
            exact = (
                dimension not in ("term", "article")
                and "social" not in named
                and "search engines" not in named
            )
            known = list(dict.fromkeys([*(named if exact else []), *sorted(seen, key=sort_key)]))
        domains.append(known)
    size = 1
    for known in domains:
        size *= len(known)
    if size <= FILLED:
        return list(product(*domains))
    ranks = [{value: i for i, value in enumerate(known)} for known in domains]
    return sorted(cells, key=lambda cell: tuple(rank[v] for rank, v in zip(ranks, cell, strict=True)))


def _rank(data: Opened) -> Any:
    order = {name: i for i, name in enumerate((*data.segments, INACTIVE))}
    return lambda name: order.get(name, len(order))


def sort_key(value: Any) -> tuple[bool, bool, Any]:
    """Numbers before texts, unknown last."""
    return value == UNKNOWN, isinstance(value, str), value


def _extend(found: Block, by: Sequence[str], calendar: Calendar) -> None:
    """Adds how many days weekdays, weeks and months hold."""
    timed = next((i for i, d in enumerate(by) if d in (*PER_DAY, "week", "month")), None)
    if timed is None:
        return
    dimension, days = by[timed], calendar.days_of(by[timed])
    found.columns.append(Column("days", "days"))
    if dimension not in PER_DAY:
        found.columns.append(Column("complete"))
    for cell, row in found.rows.items():
        number = days[cell[timed]]
        whole = () if dimension in PER_DAY else (number == whole_days(dimension, cell[timed]),)
        found.rows[cell] = (*row, number, *whole)
