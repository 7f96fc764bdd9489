"""Numbers as they are typed: 1,000 · 1.5k · 20+ · 10% · 5 min."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_SCALES = {"k": 1_000.0, "m": 1_000_000.0, "thousand": 1_000.0, "million": 1_000_000.0}
SECONDS = {
    "second": 1.0,
    "sec": 1.0,
    "s": 1.0,
    "minute": 60.0,
    "min": 60.0,
    "mins": 60.0,
    "hour": 3600.0,
    "hr": 3600.0,
    "h": 3600.0,
}
"""Unit of time → seconds."""


def parse_number(word: str) -> float | None:
    """The value of a token that is a number, None for another token."""
    return float(word.replace(",", "")) if _NUMBER.fullmatch(word) else None


def number_at(words: list[str], at: int) -> tuple[int, float] | None:
    """A number at a place with its scale ("2 k", "1000"), as (words taken, value)."""
    if at >= len(words) or (value := parse_number(words[at])) is None:
        return None
    taken = 1
    if at + 1 < len(words):
        after = words[at + 1]
        if after in _SCALES:
            return 2, value * _SCALES[after]
        if after == "100" and value < 10:  # "two hundred", number words being digits by now
            return 2, value * 100
        if value >= 20 and value % 10 == 0 and value < 100 and after.isdecimal() and 0 < int(after) < 10:
            return 2, value + int(after)  # "twenty five"
    return taken, value


def seconds_of(unit: str) -> float | None:
    """How many seconds a unit of time is, None for other words."""
    return SECONDS.get(unit) or SECONDS.get(unit.removesuffix("s"))
