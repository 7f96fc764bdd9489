"""A snapshot, opened: its connection, kept as long as questions come, and the facts handlers ask for."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from segmentation.metrics import METRIC, METRICS
from segmentation.snapshot import Manifest, Snapshot

INACTIVE, NEW, UNKNOWN = "Inactive", "New", "(unknown)"
"""Places beside the segments, and how a missing value of a dimension is shown."""

Statistics = Mapping[tuple[str, str], Mapping[str, Any]]
"""(segment or "", metric) → the row of that metric."""


class Opened:
    """One snapshot and the connection to it. Single-threaded, so that sums come out alike to the last bit."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.manifest: Manifest = snapshot.manifest
        self.connection = snapshot.connect()
        self.connection.execute("SET threads = 1")
        self.connection.execute("SET enable_object_cache = true")
        self.segments = tuple(segment.name for segment in self.manifest.segments)
        self.reasons = {
            item.id: item.reason
            for item in (*self.manifest.metrics, *self.manifest.dimensions)
            if not item.available
        }
        """Metric or dimension → why it is unavailable."""
        self._statistics: dict[dt.date, dict[tuple[str, str], dict[str, Any]]] = {}
        self._breakdowns: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a statement whose values stand in `$name` places."""
        with _without_pandas():
            found: list[tuple[Any, ...]] = self.connection.execute(sql, dict(parameters or {})).fetchall()
        return found

    def records(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same, each row by column name."""
        rows = self.rows(sql, parameters)
        names = [column[0] for column in self.connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def statistics(self, day: dt.date) -> Statistics:
        """The plain statistics of one as-of day; those of all days are read once."""
        if not self._statistics:
            self._statistics = {known: {} for known in self.manifest.as_of_days}
            for row in self.records("SELECT * FROM statistics WHERE dimension = ''"):
                self._statistics[row["as_of"]][row["segment"], row["metric"]] = row
        return self._statistics[day]

    def breakdown(self, metric: str, dimension: str) -> list[dict[str, Any]]:
        """The latest window's statistics of a metric by a dimension, read once; none where not kept."""
        key = (metric, dimension)
        if key not in self._breakdowns:
            self._breakdowns[key] = self.records(
                "SELECT * FROM statistics WHERE as_of = $day AND metric = $metric AND dimension = $dimension",
                {"day": self.manifest.as_of, "metric": metric, "dimension": dimension},
            )
        return self._breakdowns[key]

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day of the latest window."""
        return self.window_at(self.manifest.as_of)

    def window_at(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day of the window that ends with `day`."""
        return day - dt.timedelta(days=self.manifest.window_days - 1), day

    @property
    def available(self) -> tuple[str, ...]:
        """Ids of the metrics that are available, in catalogue order."""
        return tuple(metric.id for metric in METRICS if metric.id not in self.reasons)

    @cached_property
    def integer_users(self) -> bool:
        """True where user ids are integers."""
        return bool(self.connection.table("people").types[0] == "BIGINT")

    @cached_property
    def titles(self) -> Mapping[Any, str | None]:
        """Article id → its title."""
        return dict(self.rows("SELECT article_id, title FROM articles"))

    def user(self, text: str) -> str | int | None:
        """A user's id as stored, None when it never occurs."""
        if self.integer_users and not text.lstrip("+-").isdecimal():
            return None
        wanted: str | int = int(text) if self.integer_users else text
        if isinstance(wanted, int) and abs(wanted) >= 2**63:
            return None
        found = self.rows("SELECT user_id FROM people WHERE user_id = $id LIMIT 1", {"id": wanted})
        return found[0][0] if found else None


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Pandas cannot be imported meanwhile.

    DuckDB looks whether a parameter is one of pandas' null values, and imports pandas for that: half a second
    that no answer needs. Where the program has imported it itself, it stays.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]


_open: dict[str, Opened] = {}
KEPT = 4
"""Snapshots kept open at once."""


def opened(snapshot: Snapshot) -> Opened:
    """The snapshot's connection; the same one for the same snapshot."""
    key = f"{snapshot.path.resolve()}"
    if key not in _open:
        while len(_open) >= KEPT:
            _open.pop(next(iter(_open))).connection.close()
        _open[key] = Opened(snapshot)
    return _open[key]


def unit_of(metric: str) -> str:
    """The unit of a metric; "users" of users."""
    return "users" if metric == "users" else METRIC[metric].unit
