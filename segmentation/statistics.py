"""What is worked out ahead, so that an answer reads and does not compute.

Local SQL over two tables of the build's DuckDB: `scored` (every as-of day's members with their metrics) and
the partials. One row a (as-of day, segment, metric, dimension, value); segment '' is all members.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

COLUMNS = """
    count(x) AS users, count(*) - count(x) AS missing, sum(x)::DOUBLE AS sum, avg(x) AS mean,
    stddev_samp(x) AS std, min(x)::DOUBLE AS min,
    quantile_cont(x, 0.10)::DOUBLE AS p10, quantile_cont(x, 0.25)::DOUBLE AS p25,
    quantile_cont(x, 0.50)::DOUBLE AS median, quantile_cont(x, 0.75)::DOUBLE AS p75,
    quantile_cont(x, 0.90)::DOUBLE AS p90, max(x)::DOUBLE AS max
"""
"""The statistics of one value a user, `x`."""

TOP = 200
"""Values kept of a dimension that has too many (articles, terms): those with the most events."""


@dataclass(frozen=True)
class Breakdown:
    """Events of one metric by one dimension, over the latest window."""

    metric: str
    """The metric's id."""
    dimension: str
    """The dimension's id."""
    table: str
    """The partials that hold it."""
    value: str
    """SQL for the dimension's value as text."""


_WEEKDAY = "dayname(day)"
BREAKDOWNS = (
    *(Breakdown("clicks", d, "clicks", d) for d in ("device", "source", "page_section")),
    Breakdown("clicks", "weekday", "clicks", _WEEKDAY),
    Breakdown("clicks", "hour", "clicks", "hour::VARCHAR"),
    Breakdown("views", "section", "views", "section"),
    Breakdown("views", "article", "views", "article_id::VARCHAR"),
    Breakdown("views", "weekday", "views", _WEEKDAY),
    Breakdown("views", "hour", "views", "hour::VARCHAR"),
    Breakdown("searches", "term", "searches", "term"),
    Breakdown("users", "device", "clicks", "device"),
    Breakdown("users", "source", "clicks", "source"),
    Breakdown("users", "section", "views", "section"),
)
"""Worked out for the latest as-of day, where the dimension is available."""


def create(
    raw: duckdb.DuckDBPyConnection,
    metrics: Sequence[str],
    dimensions: Sequence[str],
    window: tuple[dt.date, dt.date],
) -> None:
    """Makes the table `statistics`.

    Args:
        raw: holds scored, people and the partials, with days as dates.
        metrics: ids of the available metrics.
        dimensions: ids of the available dimensions.
        window: first and last day of the latest window.
    """
    raw.execute("SET threads = 1")  # sums of fractions in one order, so that a build repeats to the last bit
    empty = ", ".join(
        f"NULL::DOUBLE AS {name}"
        for name in ("mean", "std", "min", "p10", "p25", "median", "p75", "p90", "max")
    )
    listed = ", ".join(metrics)
    raw.execute(f"""
        CREATE TABLE statistics AS
        WITH long AS (
            FROM (SELECT as_of, segment, {_doubles(metrics)} FROM scored)
            UNPIVOT INCLUDE NULLS (x FOR metric IN ({listed}))
        )
        SELECT as_of, coalesce(segment, '') AS segment, metric, '' AS dimension, '' AS value, {COLUMNS}
        FROM long GROUP BY GROUPING SETS ((as_of, segment, metric), (as_of, metric))
        UNION ALL
        SELECT as_of, coalesce(segment, ''), 'users', '', '', count(*), 0, count(*), {empty}
        FROM scored GROUP BY GROUPING SETS ((as_of, segment), (as_of))
        UNION ALL
        SELECT day.as_of, 'Inactive', 'users', '', '', seen - members, 0, seen - members, {empty}
        FROM (SELECT as_of, count(*) AS members FROM scored GROUP BY as_of) AS day,
             LATERAL (SELECT count(*) AS seen FROM people WHERE first_day <= day.as_of) AS known
    """)
    for breakdown in BREAKDOWNS:
        if breakdown.dimension in dimensions and (breakdown.metric in metrics or breakdown.metric == "users"):
            _break_down(raw, breakdown, window, empty)


def _doubles(metrics: Sequence[str]) -> str:
    return ", ".join(f"{metric}::DOUBLE AS {metric}" for metric in metrics)


def _break_down(
    raw: duckdb.DuckDBPyConnection, breakdown: Breakdown, window: tuple[dt.date, dt.date], empty: str
) -> None:
    raw.execute(f"""
        INSERT INTO statistics
        WITH picked AS (
            SELECT segment, {breakdown.value} AS value, user_id, events
            FROM {breakdown.table} JOIN scored USING (user_id)
            WHERE day BETWEEN ? AND ? AND as_of = ?
        ), most AS (
            SELECT value FROM picked GROUP BY value ORDER BY sum(events) DESC, value LIMIT {TOP}
        )
        SELECT ? AS as_of, coalesce(segment, ''), '{breakdown.metric}', '{breakdown.dimension}', picked.value,
               count(DISTINCT user_id), 0, sum(events)::DOUBLE, {empty}
        FROM picked JOIN most ON picked.value IS NOT DISTINCT FROM most.value
        GROUP BY GROUPING SETS ((segment, picked.value), (picked.value))
    """, [*window, window[1], window[1]])  # fmt: skip
