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
from sqlalchemy import ColumnElement, FromClause, Select, select

from segmentation import agents
from segmentation.events import Events, Relations, key
from segmentation.mapping import Mapped
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
    config = {"temp_directory": str(folder / "scratch"), "memory_limit": "2GB"}
    raw = duckdb.connect(":memory:", config=config)
    users = INT if events.found.integer_users else TEXT
    fetching = _Fetching(events, warehouse, last, raw, users, INT if events.found.integer_articles else TEXT)
    step("reading articles")
    fetching.articles()
    step("reading clicks")
    fetching.clicks()
    step("reading searches")
    fetching.searches()
    step("reading article views")
    fetching.views()
    step("reading sessions")
    fetching.activity()
    return Partials(raw, users, fetching.relations())


@dataclass(frozen=True)
class _Fetching:
    """What every kind of partial is fetched with."""

    events: Events
    """Writes the selects."""
    warehouse: Warehouse
    """Where they run."""
    last: int
    """The last day that counts, as an ordinal."""
    raw: duckdb.DuckDBPyConnection
    """Where the partials go."""
    user_type: pa.DataType
    """int64 or string."""
    article_type: pa.DataType
    """int64 or string."""

    def articles(self) -> None:
        """The catalogue of articles; of several rows for one article, the first by title."""
        source = self.events.mapped.get("articles")
        statement = None if source is None else _catalogue(source, self.article_type == INT)
        fields = [("article_id", self.article_type), ("title", TEXT), ("section", TEXT), ("published", INT)]
        self._store("fetched", statement, fields)
        self.raw.execute(f"""
            CREATE TABLE articles AS
            SELECT article_id, title, section,
                   DATE '0001-01-01' + (((published + {EPOCH}) // {DAY}) - 1)::INTEGER AS published_at
            FROM fetched WHERE article_id IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY title, section, published) = 1;
            DROP TABLE fetched
        """)

    def clicks(self) -> None:
        """Clicks by user, day, hour, device, source and page."""
        source = self.events.mapped.get("clickstream")
        has_referrer = source is not None and "referrer" in source.parts
        self._group("clickstream", ("device", TEXT), ("referrer", TEXT), ("url", TEXT))
        self._look_up("referrer", agents.source if has_referrer else lambda _text: None)
        self._look_up("url", agents.page_section)
        self.raw.execute("""
            CREATE TABLE clicks AS
            SELECT user_id, day, hour, device, referrer_meaning.meaning AS source, url AS page,
                   url_meaning.meaning AS page_section,
                   sum(events)::BIGINT AS events, sum(time)::BIGINT AS time, sum(timed)::BIGINT AS timed
            FROM fetched
            JOIN referrer_meaning ON referrer IS NOT DISTINCT FROM referrer_meaning.text
            JOIN url_meaning ON url IS NOT DISTINCT FROM url_meaning.text
            GROUP BY ALL ORDER BY day;
            DROP TABLE fetched
        """)

    def searches(self) -> None:
        """Searches by user, day, hour and term."""
        self._group("search_queries", ("query", TEXT))
        self._look_up("query", agents.term)
        self.raw.execute("""
            CREATE TABLE searches AS
            SELECT user_id, day, hour, query_meaning.meaning AS term, sum(events)::BIGINT AS events
            FROM fetched JOIN query_meaning ON query IS NOT DISTINCT FROM query_meaning.text
            GROUP BY ALL ORDER BY day;
            DROP TABLE fetched
        """)

    def views(self) -> None:
        """Article views by user, day, hour and article, with the article's section."""
        self._group("article_views", ("article_id", self.article_type))
        self.raw.execute("""
            CREATE TABLE views AS
            SELECT user_id, day, hour, article_id, section, events, time, timed
            FROM fetched LEFT JOIN articles USING (article_id) ORDER BY day;
            DROP TABLE fetched
        """)

    def activity(self) -> None:
        """Events of every kind by user, day and hour, with the sessions that begin."""
        fields = [*self._key(), ("events", INT), ("starts", INT), ("continued", INT)]
        self._store("activity", self.events.activity(self.last), fields)

    def relations(self) -> Relations:
        """The tables, as metrics are made of them."""

        def table(name: str) -> FromClause:
            return sa.table(name, *(sa.column(column) for column in self.raw.table(name).columns))

        there = self.events.mapped
        return Relations(
            table("clicks") if "clickstream" in there else None,
            table("searches") if "search_queries" in there else None,
            table("views") if "article_views" in there else None,
            table("activity"),
        )

    def _key(self) -> list[tuple[str, pa.DataType]]:
        return [("user_id", self.user_type), ("day", INT), ("hour", INT)]

    def _group(self, role: str, *attributes: tuple[str, pa.DataType]) -> None:
        """Fetches one table's events, added up per user, day, hour and attributes, as the table `fetched`."""
        statement = None
        if role in self.events.mapped:
            rows = self.events.of(role, last=self.last)
            by = [rows.c[name] for name, _ in (*self._key(), *attributes)]
            sums = [total(rows.c[name]).label(name) for name in ("events", "time", "timed")]
            statement = select(*by, *sums).group_by(*by)
        self._store(
            "fetched", statement, [*self._key(), *attributes, ("events", INT), ("time", INT), ("timed", INT)]
        )

    def _store(self, name: str, statement: Select[Any] | None, fields: list[tuple[str, pa.DataType]]) -> None:
        """Streams a statement's rows into a local table; an empty table when there is no statement."""
        schema = pa.schema(fields)
        empty = pa.RecordBatchReader.from_batches(schema, [])
        self._load(name, empty if statement is None else self.warehouse.batches(statement, schema))

    def _look_up(self, column: str, meaning: Callable[[Any], str | None]) -> None:
        """Makes the table of what each distinct text of a fetched column means."""
        found = [row[0] for row in self.raw.execute(f"SELECT DISTINCT {column} FROM fetched").fetchall()]
        meanings = pa.table({"text": pa.array(found, TEXT), "meaning": pa.array(map(meaning, found), TEXT)})
        self._load(f"{column}_meaning", meanings)

    def _load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        self.raw.register("incoming", rows)
        self.raw.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        self.raw.unregister("incoming")


def _catalogue(source: Mapped, integers: bool) -> Select[Any]:
    """article_id, title, section and published (unix seconds) of every article."""
    parts = source.parts
    texts = [
        exact(parts[name]) if name in parts else sa.cast(sa.null(), sa.String)
        for name in ("title", "section")
    ]
    published: ColumnElement[Any] = sa.cast(sa.null(), sa.BigInteger)
    if "published_at" in parts:
        published = unix_seconds(parts["published_at"])
    statement = select(
        key(parts["article_id"], integers).label("article_id"),
        texts[0].label("title"),
        texts[1].label("section"),
        published.label("published"),
    ).select_from(source.table)
    return statement if source.where is None else statement.where(source.where)
