"""The answer to one question: figures, one sentence that says them, and what else the user must know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from intents.query import Query, to_dict
from segmentation.snapshot import Snapshot

Status = Literal["answered", "clarify", "unsupported"]
Cell = str | int | float | bool | None
"""Days are ISO strings, times seconds, percentages 0 to 100; None where there is no value."""
Row = tuple[Cell, ...]

SCHEMA = 1
"""Version of the JSON form."""


@dataclass(frozen=True)
class Column:
    """One column of the figures."""

    name: str
    """What it holds, in words."""
    unit: str | None = None
    """"users", "clicks", "seconds", "%", ...; None for names and plain numbers."""


@dataclass(frozen=True)
class Chart:
    """How the figures can be drawn."""

    kind: Literal["none", "bar", "line", "histogram"] = "none"
    """bar: a value for each label; line: a value for each point in time; histogram: `points`."""
    label: int = 0
    """Index of the column that names a bar or a point in time."""
    value: int = 1
    """Index of the column that is drawn."""
    series: int | None = None
    """Index of the column whose values part the rows into series; None = one series."""
    points: tuple[tuple[str, float], ...] = ()
    """Label and height of each bar of a histogram, whose bars are not rows of the answer."""


@dataclass(frozen=True)
class Answer:
    """What came of a query."""

    status: Status
    """answered, clarify (choices) or unsupported (headline says what is missing)."""
    headline: str
    """One plain sentence: the figures, or why there are none."""
    columns: tuple[Column, ...] = ()
    """Of the figures, in order."""
    rows: tuple[Row, ...] = ()
    """The figures, unrounded; each row as long as `columns`."""
    notes: tuple[str, ...] = ()
    """What must be known to read the figures right."""
    choices: tuple[str, ...] = ()
    """The readings to choose from."""
    suggestions: tuple[str, ...] = ()
    """Questions that do work."""
    chart: Chart = Chart()
    """How the figures can be drawn."""
    small: tuple[tuple[str, int], ...] = ()
    """Groups of fewer than 30 users behind the figures: name and number of users."""

    def to_json(self, question: str, reading: str, query: Query | None, snapshot: Snapshot) -> dict[str, Any]:
        """The machine-readable form (SEMANTICS section 7); the caller prints it with sorted keys."""
        manifest = snapshot.manifest
        return {
            "schema": SCHEMA,
            "question": question,
            "status": self.status,
            "reading": reading,
            "query": None if query is None else to_dict(query),
            "headline": self.headline,
            "result": {
                "columns": [{"name": c.name, "unit": c.unit} for c in self.columns],
                "rows": [list(row) for row in self.rows],
            },
            "notes": list(self.notes),
            "choices": list(self.choices),
            "suggestions": list(self.suggestions),
            "snapshot": {
                "id": manifest.id,
                "as_of": manifest.as_of.isoformat(),
                "window_days": manifest.window_days,
                "users": manifest.users,
            },
        }
