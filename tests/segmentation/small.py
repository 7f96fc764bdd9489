"""Small warehouses for tests, and the shortest way to build one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import sqlalchemy as sa

from segmentation.pipeline import build
from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot

EVENTS = [
    (user, f"2026-03-{day:02} 10:00:00", f"/p{day % (user + 1)}")
    for user in range(1, 9)
    for day in range(1, user + 3)
]
"""Eight users; the n-th comes on n + 2 days of March 2026. user_id, timestamp, url."""


def write(file: Path, statements: Iterable[str]) -> Path:
    """A DuckDB file made by SQL."""
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file


def clickstream(
    file: Path,
    rows: Iterable[tuple[Any, ...]] = EVENTS,
    columns: str = "user_id BIGINT, timestamp TIMESTAMP, url VARCHAR",
) -> Path:
    """A DuckDB file with a table of clicks."""
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"CREATE TABLE clickstream ({columns})")
        marks = ", ".join("?" * len(columns.split(",")))
        connection.executemany(f"INSERT INTO clickstream VALUES ({marks})", [list(row) for row in rows])
    return file


def built(folder: Path, settings: str) -> Snapshot:
    """A snapshot built from a settings file's text."""
    file = folder / "settings.toml"
    file.write_text(f'snapshots = "snapshots"\n{settings}', encoding="utf-8")
    return build(load_settings(file))


def filled(engine: sa.Engine, name: str, columns: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
    """A table in any database."""
    table = sa.Table(name, sa.MetaData(), *(sa.Column(column, kind) for column, kind in columns.items()))
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), rows)


def table(snapshot: Snapshot, query: str) -> list[tuple[Any, ...]]:
    """A query's rows."""
    with snapshot.connect() as connection:
        return connection.execute(query).fetchall()
