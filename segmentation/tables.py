"""The build's local tables become the snapshot's Parquet files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

_DATE = "DATE '0001-01-01' + (day - 1)::INTEGER"

_SHAPES = {
    "clicks": "device, source, page, page_section, events, time / 1e3 AS time, timed",
    "searches": "term, events",
    "views": "article_id, section, events, time / 1e3 AS time, timed",
    "activity": "events, starts, continued = 1 AS continued",
}
"""The partials as they are published: user_id, day, hour and these."""

_ORDERS = {
    "members": "as_of, user_id",
    "people": "user_id",
    "users": "user_id",
    "clicks": "day, hour, user_id, device, source, page",
    "searches": "day, hour, user_id, term",
    "views": "day, hour, user_id, article_id",
    "articles": "article_id",
    "activity": "day, hour, user_id",
    "statistics": "as_of, metric, dimension, segment, value",
}
"""What the rows of each file are ordered by; unique, so that a file is the same every time."""


def finish(raw: duckdb.DuckDBPyConnection) -> None:
    """Brings the partials into their published shape, and makes the table `people`."""
    for table, columns in _SHAPES.items():
        raw.execute(f"""
            CREATE OR REPLACE TABLE {table} AS
            SELECT user_id, {_DATE} AS day, hour::TINYINT AS hour, {columns} FROM {table} ORDER BY day
        """)
    raw.execute("""
        CREATE TABLE people AS
        SELECT user_id, min(day) AS first_day, max(day) AS last_day FROM activity GROUP BY user_id
    """)


def write(raw: duckdb.DuckDBPyConnection, folder: Path, as_of: dt.date) -> dict[str, int]:
    """Writes every table of the snapshot as Parquet; returns how many rows each has."""
    raw.execute("CREATE VIEW members AS SELECT as_of, user_id, segment FROM scored")
    raw.execute(f"CREATE VIEW users AS SELECT * EXCLUDE (as_of) FROM scored WHERE as_of = DATE '{as_of}'")
    rows = {}
    for table, order in _ORDERS.items():
        file = folder / f"{table}.parquet"
        raw.table(table).order(order).write_parquet(str(file), compression="zstd")
        rows[table] = raw.table(table).count("*").fetchall()[0][0]
    return rows
