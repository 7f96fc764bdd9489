"""Day-by-day partials: fetched from the warehouse already aggregated, made uniform, kept as local tables.

The warehouse groups the events; here the few distinct texts (referrers, urls, search terms) are turned into
sources, sections and terms once each, and the groups that thereby fall together are added up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import FromClause, Select, select

from segmentation import agents
from segmentation.events import Events, Relations
from segmentation.sql import DAY, EPOCH, exact, total, unix_seconds
from segmentation.warehouse import Warehouse

INT, TEXT = pa.int64(), pa.string()


@dataclass(frozen=True)
class Partials:
    """The local DuckDB that holds the partials while a snapshot is built."""

    raw: duckdb.DuckDBPyConnection
    """Tables clicks, searches, views, activity, articles. Days are ordinals and times milliseconds here."""
    user_type: pa.DataType
    """int64 or string."""
    article_type: pa.DataType
    """int64 or string."""
    relations: Relations
    """The tables, as metrics are made of them."""


def fetch(
    events: Events, warehouse: Warehouse, last: int, folder: Path, step: Callable[[str], None]
) -> Partials:
    """Fetches all partials up to the day ordinal `last`.

    Args:
        folder: where DuckDB may put what does not fit into memory.
        step: told what is being read.
    """
    raw = duckdb.connect(
        ":memory:", config={"temp_directory": str(folder / "scratch"), "memory_limit": "2GB"}
    )
    users = INT if events.found.integer_users else TEXT
    articles = INT if events.found.integer_articles else TEXT
    loaders = {"clickstream": _clicks, "search_queries": _searches, "article_views": _views}
    _articles(events, warehouse, raw, articles)
    for role, load in loaders.items():
        step(f"reading {role}")
        load(events, warehouse, raw, users, articles, last)
    step("reading sessions")
    fields = [("user_id", users), *((name, INT) for name in ("day", "hour", "events", "starts", "continued"))]
    _store(warehouse, raw, "activity", events.activity(last), fields)
    return Partials(raw, users, articles, _relations(raw, events))


def _relations(raw: duckdb.DuckDBPyConnection, events: Events) -> Relations:
    def table(name: str, role: str) -> FromClause | None:
        if role and role not in events.mapped:
            return None
        return sa.table(name, *(sa.column(column) for column in raw.table(name).columns))

    activity = table("activity", "")
    assert activity is not None
    return Relations(
        table("clicks", "clickstream"),
        table("searches", "search_queries"),
        table("views", "article_views"),
        activity,
    )


def _grouped(rows: FromClause, *names: str, timed: bool = True) -> Select[Any]:
    """Events (and their times) added up per user, day, hour and the columns named."""
    key = [rows.c[name] for name in ("user_id", "day", "hour", *names)]
    sums = [total(rows.c.events).label("events")]
    if timed:
        sums += [total(rows.c.time).label("time"), total(rows.c.timed).label("timed")]
    return select(*key, *sums).group_by(*key)


def _store(
    warehouse: Warehouse,
    raw: duckdb.DuckDBPyConnection,
    name: str,
    statement: Select[Any] | None,
    fields: list[Any],
) -> None:
    """Streams a statement's rows into a local table; an empty table when there is no statement."""
    schema = pa.schema(fields)
    empty = pa.RecordBatchReader.from_batches(schema, [])
    reader = empty if statement is None else warehouse.batches(statement, schema)
    raw.register("incoming", reader)
    raw.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    raw.unregister("incoming")


def _key(users: pa.DataType) -> list[tuple[str, pa.DataType]]:
    return [("user_id", users), ("day", INT), ("hour", INT)]


_SUMS = [("events", INT), ("time", INT), ("timed", INT)]


def _lookup(
    raw: duckdb.DuckDBPyConnection, table: str, column: str, meaning: Callable[[Any], str | None]
) -> None:
    """Makes the table of what each distinct text of a column means."""
    found = [row[0] for row in raw.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()]
    meanings = pa.table({"text": pa.array(found, TEXT), "meaning": pa.array(map(meaning, found), TEXT)})
    raw.register("incoming", meanings)
    raw.execute(f"CREATE OR REPLACE TABLE {column}_meaning AS SELECT * FROM incoming")
    raw.unregister("incoming")


def _clicks(
    events: Events, warehouse: Warehouse, raw: duckdb.DuckDBPyConnection,
    users: pa.DataType, _articles: pa.DataType, last: int,
) -> None:  # fmt: skip
    source = events.mapped.get("clickstream")
    rows = None if source is None else events.of("clickstream", last=last)
    fields = [*_key(users), ("device", TEXT), ("referrer", TEXT), ("url", TEXT), *_SUMS]
    statement = None if rows is None else _grouped(rows, "device", "referrer", "url")
    _store(warehouse, raw, "fetched", statement, fields)
    has_referrer = source is not None and "referrer" in source.parts
    _lookup(raw, "fetched", "referrer", agents.source if has_referrer else lambda _text: None)
    _lookup(raw, "fetched", "url", agents.page_section)
    raw.execute("""
        CREATE TABLE clicks AS
        SELECT user_id, day, hour, device, referrer_meaning.meaning AS source, url AS page,
               url_meaning.meaning AS page_section,
               sum(events)::BIGINT AS events, sum(time)::BIGINT AS time, sum(timed)::BIGINT AS timed
        FROM fetched
        JOIN referrer_meaning ON referrer IS NOT DISTINCT FROM referrer_meaning.text
        JOIN url_meaning ON url IS NOT DISTINCT FROM url_meaning.text
        GROUP BY ALL ORDER BY day
    """)
    raw.execute("DROP TABLE fetched")


def _searches(
    events: Events, warehouse: Warehouse, raw: duckdb.DuckDBPyConnection,
    users: pa.DataType, _articles: pa.DataType, last: int,
) -> None:  # fmt: skip
    rows = events.of("search_queries", last=last) if "search_queries" in events.mapped else None
    statement = None if rows is None else _grouped(rows, "query", timed=False)
    _store(warehouse, raw, "fetched", statement, [*_key(users), ("query", TEXT), ("events", INT)])
    _lookup(raw, "fetched", "query", agents.term)
    raw.execute("""
        CREATE TABLE searches AS
        SELECT user_id, day, hour, query_meaning.meaning AS term, sum(events)::BIGINT AS events
        FROM fetched JOIN query_meaning ON query IS NOT DISTINCT FROM query_meaning.text
        GROUP BY ALL ORDER BY day
    """)
    raw.execute("DROP TABLE fetched")


def _views(
    events: Events, warehouse: Warehouse, raw: duckdb.DuckDBPyConnection,
    users: pa.DataType, articles: pa.DataType, last: int,
) -> None:  # fmt: skip
    rows = events.of("article_views", last=last) if "article_views" in events.mapped else None
    statement = None if rows is None else _grouped(rows, "article_id")
    _store(warehouse, raw, "fetched", statement, [*_key(users), ("article_id", articles), *_SUMS])
    raw.execute("""
        CREATE TABLE views AS
        SELECT user_id, day, hour, article_id, section, events, time, timed
        FROM fetched LEFT JOIN articles USING (article_id) ORDER BY day
    """)
    raw.execute("DROP TABLE fetched")


def _articles(
    events: Events, warehouse: Warehouse, raw: duckdb.DuckDBPyConnection, articles: pa.DataType
) -> None:
    """The catalogue of articles; of several rows for one article, the first by title."""
    source = events.mapped.get("articles")
    statement = None
    if source is not None:
        parts = source.parts
        title, section = (
            exact(parts[name]) if name in parts else sa.cast(sa.null(), sa.String)
            for name in ("title", "section")
        )
        published = (
            unix_seconds(parts["published_at"])
            if "published_at" in parts
            else sa.cast(sa.null(), sa.BigInteger)
        )
        key = parts["article_id"]
        key = sa.cast(key, sa.BigInteger) if articles == INT else exact(sa.cast(key, sa.String))
        statement = select(
            key.label("article_id"),
            title.label("title"),
            section.label("section"),
            published.label("published"),
        ).select_from(source.table)
        if source.where is not None:
            statement = statement.where(source.where)
    fields = [("article_id", articles), ("title", TEXT), ("section", TEXT), ("published", INT)]
    _store(warehouse, raw, "fetched", statement, fields)
    raw.execute(f"""
        CREATE TABLE articles AS
        SELECT article_id, title, section,
               DATE '0001-01-01' + (((published + {EPOCH}) // {DAY}) - 1)::INTEGER AS published_at
        FROM fetched WHERE article_id IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY title, section, published) = 1
    """)
    raw.execute("DROP TABLE fetched")
