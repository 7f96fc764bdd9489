"""The figures of an answer as texts to read: separators, units, as many decimals as say something."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import Any

from chatbot.answer import Column
from chatbot.escape import visible

MISSING = "-"
"""A figure there is none of: never an empty cell, which reads as one forgotten."""


def heading(column: Column) -> str:
    """A column's title: its name in words, with its unit where the name does not say it."""
    name = visible(column.name.replace("_", " "))
    unit = visible(column.unit or "")
    said = unit in name or (unit == "%" and "percent" in name)
    return name if said else f"{name} ({unit})"


def texts(column: Column, values: Sequence[Any]) -> list[str]:
    """One column's cells: figures with the same number of decimals in all of them, so that they line up.

    Whole numbers without a unit are ids, years, seeds: names, not amounts, so they get no separators.
    """
    figures = is_numeric(values)
    if column.unit is None and not (figures and any(isinstance(v, float) for v in values)):
        return [_alone(value) for value in values]
    decimals = _decimals([v for v in values if _is_number(v)])
    return [_text(value, decimals) for value in values]


def _alone(value: Any) -> str:
    """A cell that lines up with nothing."""
    if isinstance(value, int) and _is_number(value):
        return str(value)
    return _text(value, _decimals([value]) if _is_number(value) else 0)


def is_numeric(values: Sequence[Any]) -> bool:
    """True for a column of figures, which is set flush right."""
    return any(_is_number(v) for v in values) and all(v is None or _is_number(v) for v in values)


def width(text: str) -> int:
    """Columns a text takes on a terminal: East Asian characters take two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with spaces to so many columns."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def amount(value: float) -> str:
    """One figure by itself, with thousands separators."""
    return _text(value, _decimals([value]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _decimals(numbers: Sequence[float]) -> int:
    """0 for whole numbers, else as many as show two figures of the smallest one, at most 4."""
    finite = [abs(n) for n in numbers if math.isfinite(n) and n != 0]
    if all(n == int(n) for n in finite):
        return 0
    largest, smallest = max(finite), min(finite)
    if smallest < 0.1 and largest < 10:
        return min(4, 1 - math.floor(math.log10(smallest)))
    return 1 if largest >= 100 else 2


def _text(value: Any, decimals: int) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.{decimals}f}" if math.isfinite(value) else str(value)
    return visible(str(value))
