"""The rows of an answer: a query's sides, each worked out, laid out, ordered and compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from chatbot.answer import Cell as Value
from chatbot.answer import Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import Cell
from chatbot.figures.domains import CALENDAR, Calendar, whole_days
from chatbot.figures.events import NAMES, SUBPERIODS, require
from chatbot.figures.measures import PER_DAY, Side, Sums, columns_of
from chatbot.figures.opened import INACTIVE, UNKNOWN, Opened
from chatbot.figures.spans import as_of_day, scope
from chatbot.figures.wording import group_label
from intents.query import Period, Query, moves

FILLED = 20_000
"""Crosses of more cells than this are not filled with zeros."""


@dataclass(frozen=True)
class Table:
    """Figures laid out in rows."""

    labels: tuple[Column, ...]
    """The leading columns, which name what a row is about."""
    columns: tuple[Column, ...]
    """The columns of figures."""
    rows: tuple[Row, ...]
    """Label values, then figures."""
    primary: tuple[int, ...]
    """Where each measure stands among `columns`; of two periods, the later one."""
    users: tuple[int, ...]
    """Users behind the first measure of each row."""
    missing: tuple[int, ...]
    """Users without a value of it."""
    sides: tuple[Side, ...]
    """The sides that are compared, the first the one compared with."""
    left_out: int = 0
    """Inactive users left out of a split by segment."""

    @property
    def width(self) -> int:
        """How many label columns there are."""
        return len(self.labels)


@dataclass
class Block:
    """The figures of one side."""

    side: Side
    columns: list[Column] = field(default_factory=list)
    primary: list[int] = field(default_factory=list)
    rows: dict[Cell, tuple[Any, ...]] = field(default_factory=dict)
    users: dict[Cell, int] = field(default_factory=dict)
    missing: dict[Cell, int] = field(default_factory=dict)
    left_out: int = 0


def table(data: Opened, query: Query, notes: list[str]) -> Table:
    """The rows of a query of measures.

    Raises:
        UnanswerableError: the data cannot say.
    """
    require(data, *(m.metric for m in query.measures if m.metric != "users"), *query.by)
    if "as_of" in query.by:
        return _over_days(data, query, notes)
    blocks = [block(data, query, side) for side in sides(data, query, notes)]
    paired = query.baseline is not None or query.baseline_as_of is not None
    if paired and (query.by or len(query.groups) > 1):
        return _before_and_after(query, blocks)
    if len(blocks) > 1:
        return _side_by_side(query, blocks, "period" if paired else "group")
    return _single(query, blocks[0])


def sides(data: Opened, query: Query, notes: list[str]) -> list[Side]:
    """The sides of a query: groups, or for each group the earlier days and the later ones."""
    as_of = as_of_day(data, query.as_of, notes)
    later = scope(data, query.period, as_of, notes)
    spans = [(later.label, later)]
    if query.baseline is not None:
        # Compared with other days, the window counts like any period: whoever has an event in it.
        later = replace(later, named=True, latest=False)
        earlier = replace(scope(data, query.baseline, as_of, notes), named=True, latest=False)
        spans = [(earlier.label, earlier), (later.label, later)]
    elif query.baseline_as_of is not None:
        before = as_of_day(data, query.baseline_as_of, notes)
        spans = [
            (f"{before}", scope(data, None, before, notes)),
            (f"{as_of}", scope(data, None, as_of, notes)),
        ]
    several = len(query.groups) > 1
    return [
        Side(group_label(group) if several else label, group, span)
        for group in query.groups
        for label, span in spans
    ]


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
            known = list(dict.fromkeys([*(named if exact else []), *sorted(seen, key=_sort_key)]))
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


def _sort_key(value: Any) -> tuple[bool, bool, Any]:
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


def _single(query: Query, found: Block) -> Table:
    cells = _in_order(query, query.by, found)
    rows = [(*cell, *found.rows[cell]) for cell in cells]
    columns, labels = found.columns, _labels(query.by)
    if query.compared and len(rows) > 1:
        columns, rows = _compared(columns, rows, found.primary, len(labels))
    return Table(
        labels,
        tuple(columns),
        tuple(rows),
        tuple(found.primary),
        tuple(found.users[cell] for cell in cells),
        tuple(found.missing[cell] for cell in cells),
        (found.side,),
        found.left_out,
    )


def _labels(by: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(NAMES.get(d, "as-of day" if d == "as_of" else d)) for d in by)


def _in_order(query: Query, by: Sequence[str], found: Block) -> list[Cell]:
    """The cells of one side: ranked where asked, else as the dimensions go, entities largest first."""
    place = found.primary[0]
    value = {cell: row[place] for cell, row in found.rows.items()}
    natural = {cell: i for i, cell in enumerate(found.rows)}
    if query.order:
        return _limited(query, by, sorted(found.rows, key=lambda c: _ranking(c, value[c], query.order, by)))
    fixed = [d in (*CALENDAR, "segment", "as_of") for d in by]
    if not by or all(fixed) or query.compared:
        return _limited(query, by, list(found.rows))
    totals: list[dict[Any, float]] = [{} for _ in by]
    for cell in found.rows:
        for i, part in enumerate(cell):
            totals[i][part] = totals[i].get(part, 0) + (value[cell] or 0)

    def key(cell: Cell) -> tuple[Any, ...]:
        ranks = [
            (natural[cell] if len(by) == 1 else _place(found, i, part),)
            if fixed[i]
            else (value[cell] is None, -totals[i][part], _sort_key(part))
            for i, part in enumerate(cell)
        ]
        return tuple(ranks)

    return _limited(query, by, sorted(found.rows, key=key))


def _place(found: Block, index: int, part: Any) -> int:
    """Where a value stands in its dimension's own order."""
    return list(dict.fromkeys(cell[index] for cell in found.rows)).index(part)


def _ranking(cell: Cell, value: Any, order: str | None, by: Sequence[str]) -> tuple[Any, ...]:
    signed = 0 if value is None else (-value if order == "desc" else value)
    outer = tuple(_sort_key(part) for part in cell[:-1]) if len(by) > 1 else ()
    return (*outer, value is None, signed, *(_sort_key(part) for part in cell))


def _limited(query: Query, by: Sequence[str], cells: list[Cell]) -> list[Cell]:
    """The first rows asked for; of a cross, that many in each outer value."""
    if query.limit is None:
        return cells
    taken: dict[Cell, int] = {}
    kept = []
    for cell in cells:
        outer = cell[:-1] if len(by) > 1 else ()
        taken[outer] = taken.get(outer, 0) + 1
        if taken[outer] <= query.limit:
            kept.append(cell)
    return kept


def comparison(value: Any, first: Any) -> tuple[Value, Value, Value]:
    """Difference, change in percent and ratio to the first; None where they have no meaning."""
    if value is None or first is None:
        return None, None, None
    difference = value - first
    return difference, (100 * difference / first if first else None), (value / first if first else None)


def _comparison_columns(columns: Sequence[Column], primary: Sequence[int]) -> list[Column]:
    found = []
    for place in primary:
        prefix = f"{columns[place].name} " if len(primary) > 1 else ""
        unit = columns[place].unit
        found += [
            Column(f"{prefix}difference", "percentage points" if unit == "%" else unit),
            Column(f"{prefix}change_percent", "%"),
            Column(f"{prefix}ratio"),
        ]
    return found


def _compared(
    columns: Sequence[Column], rows: Sequence[Row], primary: Sequence[int], width: int
) -> tuple[list[Column], list[Row]]:
    """Every row but the first against the first; of a cross, against the first with the same outer values."""
    firsts: dict[Row, Row] = {}
    wide: list[Row] = []
    for row in rows:
        outer = row[: max(width - 1, 0)]
        first = firsts.setdefault(outer, row)
        against: tuple[Value, ...] = ()
        for place in primary:
            pair = (row[width + place], first[width + place])
            against += (None, None, None) if first is row else comparison(*pair)
        wide.append((*row, *against))
    return [*columns, *_comparison_columns(columns, primary)], wide


def _side_by_side(query: Query, blocks: Sequence[Block], label: str) -> Table:
    """Groups, or two periods, one row each (with a split: one row a group and cell)."""
    first = blocks[0]
    keys = list(dict.fromkeys(cell for b in blocks for cell in _in_order(query, query.by, b)))
    ranked = [
        (b, cell) for b in blocks for cell in (keys if not query.limit else _in_order(query, query.by, b))
    ]
    if query.order and not query.by and label == "group":
        ranked.sort(
            key=lambda pair: _ranking(
                (pair[0].side.label,), pair[0].rows[()][first.primary[0]], query.order, ("",)
            )
        )
    lead = ranked[0][0] if ranked else first
    empty = (None,) * len(first.columns)
    rows = []
    for b, cell in ranked:
        values = b.rows.get(cell, empty)
        against: tuple[Value, ...] = ()
        for place in first.primary:
            same = lead.rows.get(cell, empty)[place]
            against += (None, None, None) if b is lead else comparison(values[place], same)
        rows.append((b.side.label, *cell, *values, *against))
    return Table(
        (Column(label), *_labels(query.by)),
        (*first.columns, *_comparison_columns(first.columns, first.primary)),
        tuple(rows),
        tuple(first.primary),
        tuple(b.users.get(cell, 0) for b, cell in ranked),
        tuple(b.missing.get(cell, 0) for b, cell in ranked),
        tuple(b.side for b in blocks),
        first.left_out,
    )


def _before_and_after(query: Query, blocks: Sequence[Block]) -> Table:
    """Each cell (of each group) on the earlier days and on the later ones, with the change."""
    grouped = len(query.groups) > 1
    entries = []
    for earlier, later in zip(blocks[::2], blocks[1::2], strict=True):
        for cell in dict.fromkeys((*later.rows, *earlier.rows)):
            values: tuple[Any, ...] = ()
            for place in later.primary:
                before = earlier.rows[cell][place] if cell in earlier.rows else _nothing(earlier, place)
                after = later.rows[cell][place] if cell in later.rows else _nothing(later, place)
                values += (before, after, *comparison(after, before))
            label = (later.side.label,) if grouped else ()
            entries.append(((*label, *cell), values, later.users.get(cell, 0), later.missing.get(cell, 0)))
    width = len(query.by) + grouped
    if query.order:
        entries.sort(key=lambda e: _ranking(e[0], e[1][2], query.order, ("",) * width))
    elif any(d not in (*CALENDAR, "segment") for d in query.by) and width == 1:
        entries.sort(key=lambda e: _ranking(e[0], e[1][1], "desc", ("",)))
    if query.limit is not None:
        entries = entries[: query.limit]
    sample = blocks[1]
    columns: list[Column] = []
    for place in sample.primary:
        column = sample.columns[place]
        prefix = f"{column.name} " if len(sample.primary) > 1 else ""
        columns += [Column(f"{prefix}earlier", column.unit), Column(f"{prefix}later", column.unit)]
        columns += _comparison_columns(sample.columns, [place])
        if prefix:
            columns[-3:] = [replace(c, name=f"{prefix}{c.name}") for c in columns[-3:]]
    return Table(
        ((Column("group"),) if grouped else ()) + _labels(query.by),
        tuple(columns),
        tuple((*label, *values) for label, values, _, _ in entries),
        tuple(range(1, len(columns), 5)),
        tuple(users for *_, users, _ in entries),
        tuple(missing for *_, missing in entries),
        tuple(b.side for b in blocks),
        sample.left_out,
    )


def _nothing(block: Block, place: int) -> Any:
    """The value of a cell that only the other side has."""
    return 0 if all(isinstance(row[place], int | float) for row in block.rows.values()) else None


def _over_days(data: Opened, query: Query, notes: list[str]) -> Table:
    """A measure as of each as-of day (of a period), each with its own window."""
    if query.baseline or query.baseline_as_of or set(query.by) & set(SUBPERIODS):
        raise UnanswerableError(
            "A trend over as-of days is compared with nothing else.", "highly engaged users over time"
        )
    days = [d for d in data.manifest.as_of_days if _inside(d, query.period)]
    if not days:
        known = data.manifest.as_of_days
        raise UnanswerableError(
            f"Membership is known on as-of days from {known[0]} to {known[-1]} only.",
            "highly engaged users over time",
        )
    place = query.by.index("as_of")
    labelled = len(query.groups) > 1
    rows: list[tuple[Row, Row, int, int]] = []
    sample: Block | None = None
    for group in query.groups:
        for day in days:
            side = Side(group_label(group), group, scope(data, None, day, notes))
            sample = block(data, query, side)
            for cell, values in sample.rows.items():
                full = ((side.label,) if labelled else ()) + (*cell[:place], day.isoformat(), *cell[place:])
                rows.append((full, values, sample.users[cell], sample.missing[cell]))
    assert sample is not None
    if place > 0:
        seen = list(dict.fromkeys(row[0][:-1] for row in rows))
        rows.sort(key=lambda row: (seen.index(row[0][:-1]), row[0][-1]))
    if query.order:
        first = sample.primary[0]
        rows.sort(key=lambda row: _ranking(row[0], row[1][first], query.order, ("",)))
    if query.limit is not None:
        rows = rows[: query.limit] if query.order else rows[-query.limit :]
    return Table(
        ((Column("group"),) if labelled else ()) + _labels(query.by),
        tuple(sample.columns),
        tuple((*label, *values) for label, values, _, _ in rows),
        tuple(sample.primary),
        tuple(users for *_, users, _ in rows),
        tuple(missing for *_, missing in rows),
        (sample.side,),
    )


def _inside(day: dt.date, period: Period | None) -> bool:
    return period is None or period.first <= day <= period.last
