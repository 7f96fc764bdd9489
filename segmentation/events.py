"""The warehouse's rows as events, whatever its tables are called: who, on which local day and hour, and what.

All of it is SQL that runs where the data is. `survey` looks at the tables once; `Events` writes the selects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    Subquery,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
)

from segmentation.mapping import Mapped
from segmentation.metrics import EVENT_TABLES
from segmentation.sql import (
    DAY,
    day_of,
    exact,
    hour_of,
    milliseconds,
    number,
    to_local,
    to_utc,
    total,
    unix_seconds,
)  # fmt: skip
from segmentation.warehouse import Warehouse

SESSION_GAP = 30 * 60
"""Seconds without an event after which a new session begins."""

ATTRIBUTES = {
    "clickstream": ("referrer", "device", "url"),
    "search_queries": ("query",),
    "article_views": ("article_id",),
}
"""What an event of each table carries, beside user, time and time spent."""


@dataclass(frozen=True)
class Counted:
    """What one look at an event table found."""

    rows: int
    """Rows that satisfy its `where`."""
    without_user: int
    """Of these, rows without a user id; left out."""
    without_time: int
    """Of the rest, rows without a readable timestamp; left out."""
    negative_times: int
    """Rows whose time spent is negative; treated as not observed."""
    observed_times: int
    """Rows with a time spent of zero or more."""
    repeated: int
    """Rows that repeat an event id; left out."""
    first: int | None
    """Earliest timestamp, unix seconds as recorded; None for no usable row."""
    last: int | None
    """Latest timestamp."""


@dataclass(frozen=True)
class Survey:
    """What one look at every table found."""

    tables: Mapping[str, Counted]
    """Event table to its counts."""
    integer_users: bool
    """True when every user id of every table is a 64-bit integer."""
    integer_articles: bool
    """The same for article ids."""
    first: int
    """Earliest usable timestamp of all, unix seconds as recorded."""
    last: int
    """Latest usable timestamp of all."""


def survey(mapped: Mapping[str, Mapped], warehouse: Warehouse) -> Survey | None:
    """Counts, extent and types of every mapped table, one scan each; None when no row is usable."""
    tables = {}
    users: list[Any] = []
    articles: list[Any] = []
    for role, source in mapped.items():
        if "article_id" in source.parts:
            key = source.parts["article_id"]
            articles += warehouse.rows(_kept(source, select(func.min(key), func.max(key))))[0]
        if role in EVENT_TABLES:
            tables[role], ids = _count(source, warehouse)
            users += ids
    firsts = [table.first for table in tables.values() if table.first is not None]
    lasts = [table.last for table in tables.values() if table.last is not None]
    if not firsts:
        return None
    return Survey(tables, _integers(users), _integers(articles), min(firsts), max(lasts))


def _count(source: Mapped, warehouse: Warehouse) -> tuple[Counted, list[Any]]:
    user, seconds = source.parts["user_id"], unix_seconds(source.parts["timestamp"])
    time, event = source.parts.get("time_spent", null()), source.parts.get("event_id", null())
    usable = sa.and_(user.is_not(None), seconds.is_not(None))
    row = warehouse.rows(_kept(source, select(
        func.count(), func.count(user), func.count(case((usable, 1))),
        func.count(case((time < 0, 1))), func.count(case((time >= 0, 1))),
        func.count(event) - func.count(event.distinct()),
        func.min(case((usable, seconds))), func.max(case((usable, seconds))), func.min(user), func.max(user),
    )))[0]  # fmt: skip
    rows, with_user, good, negative, observed, repeated, first, last, *ids = row
    return Counted(rows, rows - with_user, with_user - good, negative, observed, repeated, first, last), ids


def _kept(source: Mapped, statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    statement = statement.select_from(source.table)
    return statement if source.where is None else statement.where(source.where)


def _integers(values: list[Any]) -> bool:
    """Whether all values, NULLs aside, are whole numbers of 64 bits."""
    return all(type(value) is int and abs(value) < 2**63 for value in values if value is not None)


class Relations(NamedTuple):
    """The four kinds of rows that metrics are made of; None where the warehouse has no such table.

    Each may hold single events or groups of them: `events` says how many a row stands for.
    """

    clicks: FromClause | None
    """user_id, day, page, events, time (milliseconds, NULL if none observed), timed (how many were)."""
    searches: FromClause | None
    """user_id, day, events."""
    views: FromClause | None
    """user_id, day, article_id, events, time, timed."""
    activity: FromClause
    """Events of every kind: user_id, day, starts (sessions begun), continued (1: the day's first event
    continues a session from the day before)."""


@dataclass(frozen=True)
class Events:
    """Writes the selects over the warehouse's events, up to a last day."""

    mapped: Mapping[str, Mapped]
    """The tables."""
    found: Survey
    """What is in them."""
    time_zone: str
    """The zone whose days and hours count."""
    timestamps_in: str
    """The zone of timestamps that name none."""

    def of(self, role: str, first: int | None = None, last: int | None = None) -> Subquery:
        """The events of one table from day ordinal `first` to `last`, both included.

        Columns: user_id, utc (seconds), day (ordinal), hour (NULL without a time of day), events, time
        (milliseconds or NULL), timed (0 or 1) and the table's ATTRIBUTES (NULL where not mapped).
        """
        rows = self._rows(role)
        source = self.mapped[role]
        local = to_local(rows.c.utc, self.time_zone, self.found.first - DAY, self.found.last + DAY)
        if not source.time_of_day:
            local = rows.c.utc
        hour = hour_of(local) if source.time_of_day else cast(null(), sa.Integer)
        dated = select(rows, day_of(local).label("day"), hour.label("hour")).subquery()
        statement = select(dated, case((dated.c.time.is_not(None), 1), else_=0).label("timed"))
        if first is not None:
            statement = statement.where(dated.c.day >= first)
        if last is not None:
            statement = statement.where(dated.c.day <= last)
        return statement.subquery()

    def _rows(self, role: str) -> Subquery:
        """Usable rows of one table, on the UTC clock, each event once."""
        source = self.mapped[role]
        parts = source.parts
        seconds: ColumnElement[int] = unix_seconds(parts["timestamp"])
        if source.time_of_day and not source.names_zone:
            seconds = to_utc(seconds, self.timestamps_in, self.found.first, self.found.last)
        every = _kept(source, select(
            key(parts["user_id"], self.found.integer_users).label("user_id"),
            seconds.label("utc"),
            number(parts.get("count", literal_column("1"))).label("events"),
            milliseconds(parts["time_spent"]).label("time") if "time_spent" in parts else _nothing("time"),
            parts.get("event_id", null()).label("event_id"),
            *(self._attribute(source, name).label(name) for name in ATTRIBUTES[role]),
        )).subquery()  # fmt: skip
        rows = select(every).where(every.c.user_id.is_not(None), every.c.utc.is_not(None)).subquery()
        if "event_id" in parts:
            rows = _once(rows, ATTRIBUTES[role])
        if source.gaps:
            rows = _with_gaps(rows, ATTRIBUTES[role])
        return rows

    def _attribute(self, source: Mapped, name: str) -> ColumnElement[Any]:
        if name not in source.parts:
            return cast(null(), String)
        if name == "article_id":
            return key(source.parts[name], self.found.integer_articles)
        return func.nullif(exact(source.parts[name]), "")

    def relations(self, first: int, last: int) -> Relations:
        """The events of a period, as metrics are made of them."""
        of = {role: self.of(role, first, last) for role in EVENT_TABLES if role in self.mapped}
        clicks = of.get("clickstream")
        if clicks is not None:
            clicks = select(clicks, clicks.c.url.label("page")).subquery()
        return Relations(
            clicks, of.get("search_queries"), of.get("article_views"), self._moments(first, last)
        )

    def activity(self, last: int) -> Select[Any]:
        """Events of every kind by user, day and hour, with the sessions that begin in each.

        Columns: user_id, day, hour, events, starts, continued (1 or 0); these two NULL without a time of day.
        """
        moments = self._moments(None, last)
        group = (moments.c.user_id, moments.c.day, moments.c.hour)
        return select(
            *group,
            total(moments.c.events).label("events"),
            total(moments.c.starts).label("starts"),
            func.max(moments.c.continued).label("continued"),
        ).group_by(*group)

    def _moments(self, first: int | None, last: int) -> Subquery:
        """Every event of every kind: user_id, day, hour, events, starts and continued (0 or 1)."""
        kinds = [self.of(role, first, last) for role in EVENT_TABLES if role in self.mapped]
        every = sa.union_all(
            *(select(kind.c.user_id, kind.c.utc, kind.c.day, kind.c.hour, kind.c.events) for kind in kinds)
        ).subquery()
        if any(not source.time_of_day for role, source in self.mapped.items() if role in EVENT_TABLES):
            return select(*every.c, _nothing("starts"), _nothing("continued")).subquery()
        seen = select(
            *every.c,
            func.lag(every.c.utc).over(partition_by=every.c.user_id, order_by=every.c.utc).label("before"),
            func.lag(every.c.day)
            .over(partition_by=every.c.user_id, order_by=every.c.utc)
            .label("day_before"),
        ).subquery()
        follows = seen.c.utc - seen.c.before <= SESSION_GAP
        begins = case((follows, 0), else_=1).label("starts")
        continues = case((sa.and_(follows, seen.c.day_before < seen.c.day), 1), else_=0).label("continued")
        return select(seen.c.user_id, seen.c.day, seen.c.hour, seen.c.events, begins, continues).subquery()

    def days(self) -> Select[Any]:
        """One row: the first and the last day ordinal with an event of any kind."""
        kinds = [self.of(role) for role in EVENT_TABLES if role in self.mapped]
        extents = sa.union_all(
            *(select(func.min(kind.c.day).label("low"), func.max(kind.c.day).label("high")) for kind in kinds)
        ).subquery()
        return select(func.min(extents.c.low), func.max(extents.c.high))


def _nothing(name: str) -> ColumnElement[Any]:
    return cast(null(), sa.BigInteger).label(name)


def key(value: ColumnElement[Any], integers: bool) -> ColumnElement[Any]:
    """An id as a 64-bit integer, or as text."""
    return number(value) if integers else exact(cast(value, String))


def _once(rows: Subquery, attributes: tuple[str, ...]) -> Subquery:
    """One row of every event id; rows without one are events of their own."""
    order = [rows.c[name] for name in ("utc", "user_id", "time", *attributes)]
    nth = func.row_number().over(partition_by=rows.c.event_id, order_by=order)
    numbered = select(rows, nth.label("nth")).subquery()
    return select(numbered).where(sa.or_(numbered.c.event_id.is_(None), numbered.c.nth == 1)).subquery()


def _with_gaps(rows: Subquery, attributes: tuple[str, ...]) -> Subquery:
    """The time is the milliseconds to the user's next event of the table; NULL for the last of a visit."""
    order = [rows.c[name] for name in ("utc", *attributes)]
    following = func.lead(rows.c.utc).over(partition_by=rows.c.user_id, order_by=order)
    gap = following - rows.c.utc
    kept = [column for column in rows.c if column.key != "time"]
    return select(*kept, case((gap <= SESSION_GAP, gap * 1000)).label("time")).subquery()
