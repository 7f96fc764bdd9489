"""An answer's table as texts in columns, ready to be laid out by any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.answer import Column
from chatbot.render import cells

ACROSS = 3
"""Columns of a single row that still stands across; a longer one stands upright, a line for each column."""

LONG_WORD = 20
"""Columns of a word that may be broken over lines: an address, not an ordinary word."""


@dataclass(frozen=True)
class Strip:
    """One column of a table."""

    heading: str
    """Its title."""
    texts: tuple[str, ...]
    """Its cells, from the first row to the last."""
    figures: bool
    """True: set flush right, never broken over lines."""

    @property
    def widest(self) -> int:
        """Columns on a terminal that its heading or widest cell takes."""
        return max(map(cells.width, (self.heading, *self.texts)))

    @property
    def narrowest(self) -> int:
        """The least it can take: no figure broken, and no word of a usual length."""
        words = [word for text in (self.heading, *self.texts) for word in text.split()]
        longest = min(max(map(cells.width, words), default=0), LONG_WORD)
        return max(longest, *map(cells.width, self.texts)) if self.figures else longest


def grid(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[Strip]:
    """The table's columns, left to right."""
    strips = [_strip(column, [row[i] for row in rows]) for i, column in enumerate(columns)]
    if len(rows) != 1 or len(strips) <= ACROSS:
        return strips
    return [
        Strip("", tuple(strip.heading for strip in strips), figures=False),
        Strip("", tuple(strip.texts[0] for strip in strips), figures=all(s.figures for s in strips)),
    ]


def turned(strips: Sequence[Strip]) -> list[Strip]:
    """The table on its side: a column for each row, headed by its first cell."""
    first, *rest = strips
    names = tuple(strip.heading for strip in rest)
    figures = all(strip.figures for strip in rest)
    rows = [tuple(strip.texts[row] for strip in rest) for row in range(len(first.texts))]
    return [
        Strip(first.heading, names, figures=False),
        *(Strip(name, row, figures) for name, row in zip(first.texts, rows, strict=True)),
    ]


def _strip(column: Column, values: Sequence[Any]) -> Strip:
    return Strip(cells.heading(column), tuple(cells.texts(column, values)), cells.is_numeric(values))
