"""The rows of an answer: a query's sides, each worked out, laid out, ordered and compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from chatbot.answer import Cell as Value
from chatbot.answer import Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.blocks import Block, block, sort_key
from chatbot.figures.cuts import Cell
from chatbot.figures.domains import CALENDAR
from chatbot.figures.events import NAMES, SUBPERIODS, require
from chatbot.figures.measures import Side
from chatbot.figures.opened import Opened
from chatbot.figures.spans import as_of_day, scope
from chatbot.figures.wording import group_label
from intents.query import Period, Query


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
            else (value[cell] is None, -totals[i][part], sort_key(part))
            for i, part in enumerate(cell)
        ]
        return tuple(ranks)

    return _limited(query, by, sorted(found.rows, key=key))


def _place(found: Block, index: int, part: Any) -> int:
    """Where a value stands in its dimension's own order."""
    return list(dict.fromkeys(cell[index] for cell in found.rows)).index(part)


def _ranking(cell: Cell, value: Any, order: str | None, by: Sequence[str]) -> tuple[Any, ...]:
    signed = 0 if value is None else (-value if order == "desc" else value)
    outer = tuple(sort_key(part) for part in cell[:-1]) if len(by) > 1 else ()
    return (*outer, value is None, signed, *(sort_key(part) for part in cell))


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
