"""Small pictures made of characters: bars beside figures and lines of points, in Unicode or ASCII."""

from __future__ import annotations

import math
from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS = "_.-=*#"


def bar(value: float | None, largest: float, width: int, *, unicode: bool = True) -> str:
    """A bar as long as `value` is against `largest`, at most `width` columns; empty for nothing.

    Any value over zero shows: the shortest bar is one mark.
    """
    if value is None or not math.isfinite(value) or value <= 0 or largest <= 0:
        return ""
    eighths = max(1, round(min(value / largest, 1) * width * 8))
    if not unicode:
        return "#" * max(1, round(eighths / 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float | None], *, unicode: bool = True) -> str:
    """One mark a point, from the lowest value to the highest; a gap where there is none."""
    levels = _LEVELS if unicode else _ASCII_LEVELS
    known = [v for v in values if v is not None and math.isfinite(v)]
    if not known:
        return ""
    low, high = min(known), max(known)
    top, half = len(levels) - 1, high / 2 - low / 2  # halves: the whole spread may be beyond any float

    def level(value: float) -> str:
        return levels[round((value / 2 - low / 2) / half * top) if half else 0]

    return "".join(level(v) if v is not None and math.isfinite(v) else " " for v in values)
