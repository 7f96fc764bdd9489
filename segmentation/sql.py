"""The three things that databases spell differently, each as one SQL construct.

Everything else is plain SQLAlchemy. Days are whole numbers counted like `datetime.date.toordinal`, so they
are never negative and integer division means the same everywhere.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, String, case, cast, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

DAY = 86_400
EPOCH = dt.date(1970, 1, 1).toordinal() * DAY
"""Seconds from the day before 0001-01-01 to 1970-01-01."""


class unix_seconds(GenericFunction[int]):  # noqa: N801 (SQLAlchemy names a function after its class)
    """A timestamp's whole seconds since 1970-01-01, its clock read as UTC when it names no zone."""

    type = BigInteger()
    inherit_cache = True


class whole(GenericFunction[int]):  # noqa: N801
    """The integer quotient of two numbers that are not negative."""

    type = BigInteger()
    inherit_cache = True


class exact(GenericFunction[str]):  # noqa: N801
    """A text that differs from another as soon as one character does, also by case or trailing blanks."""

    type = String()
    inherit_cache = True


def _argument(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return ", ".join(compiler.process(clause, **kw) for clause in element.clauses)


@compiles(unix_seconds)
def _seconds(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {_argument(element, compiler, **kw)})) AS BIGINT)"


@compiles(unix_seconds, "duckdb")
def _seconds_duckdb(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    value = _argument(element, compiler, **kw)
    if isinstance(next(iter(element.clauses)).type, String):
        value = f"TRY_CAST({value} AS TIMESTAMP)"
    return f"CAST(FLOOR(epoch({value})) AS BIGINT)"


@compiles(unix_seconds, "mysql", "mariadb")
def _seconds_mysql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"TIMESTAMPDIFF(SECOND, '1970-01-01', {_argument(element, compiler, **kw)})"


@compiles(unix_seconds, "sqlite")
def _seconds_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(STRFTIME('%s', {_argument(element, compiler, **kw)}) AS INTEGER)"


@compiles(whole)
def _whole(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return " / ".join(f"({compiler.process(clause, **kw)})" for clause in element.clauses)


@compiles(whole, "duckdb")
def _whole_duckdb(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return " // ".join(f"({compiler.process(clause, **kw)})" for clause in element.clauses)


@compiles(whole, "mysql", "mariadb")
def _whole_mysql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return " DIV ".join(f"({compiler.process(clause, **kw)})" for clause in element.clauses)


@compiles(exact)
@compiles(exact, "duckdb")
def _exact(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return _argument(element, compiler, **kw)


@compiles(exact, "mysql", "mariadb")
def _exact_mysql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    collation = "utf8mb4_nopad_bin" if compiler.dialect.is_mariadb else "utf8mb4_0900_bin"  # type: ignore[attr-defined]
    return f"CONVERT({_argument(element, compiler, **kw)} USING utf8mb4) COLLATE {collation}"


@compiles(exact, "sqlite")
def _exact_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(CAST({_argument(element, compiler, **kw)} AS TEXT) COLLATE BINARY)"


def number(value: ColumnElement[Any]) -> ColumnElement[int]:
    """`value` as a 64-bit integer."""
    return cast(value, BigInteger)


def total(value: ColumnElement[Any]) -> ColumnElement[int]:
    """The sum as a 64-bit integer; NULL over no rows (databases return wider types of their own)."""
    return number(func.sum(value))


def milliseconds(seconds: ColumnElement[Any]) -> ColumnElement[int]:
    """A time in whole milliseconds, so that sums are exact in any order; NULL if not observed or negative."""
    return case((seconds >= 0, number(func.round(seconds * literal_column("1000.0")))))


def day_of(seconds: ColumnElement[int]) -> ColumnElement[int]:
    """The day's ordinal of a local clock in unix seconds."""
    return whole(seconds + EPOCH, literal_column(str(DAY)))


def hour_of(seconds: ColumnElement[int]) -> ColumnElement[int]:
    """The hour, 0 to 23, of a local clock in unix seconds."""
    return whole((seconds + EPOCH) % literal_column(str(DAY)), literal_column("3600"))


def to_local(seconds: ColumnElement[int], zone: str, first: int, last: int) -> ColumnElement[int]:
    """UTC seconds as the local clock of `zone`, for instants between `first` and `last`."""
    changes = offsets(zone, first, last)
    return _shifted(seconds, [(at, offset) for at, offset in changes])


def to_utc(seconds: ColumnElement[int], zone: str, first: int, last: int) -> ColumnElement[int]:
    """The local clock of `zone` in seconds as UTC; an hour that happens twice is taken as its second."""
    changes = offsets(zone, first, last)
    return _shifted(seconds, [(at + offset, -offset) for at, offset in changes])


def _shifted(seconds: ColumnElement[int], changes: list[tuple[int, int]]) -> ColumnElement[int]:
    """Adds the offset of the last change not after `seconds`; the first offset holds before it too."""
    (_, earliest), *later = changes
    if not later:
        return seconds + literal_column(str(earliest)) if earliest else seconds
    whens: list[tuple[ColumnElement[bool], ColumnElement[int]]] = [
        (seconds >= literal_column(str(at)), literal_column(str(offset))) for at, offset in reversed(later)
    ]
    return seconds + case(*whens, else_=literal_column(str(earliest)))


def offsets(zone: str, first: int, last: int) -> list[tuple[int, int]]:
    """When the zone's offset from UTC changes: (unix seconds, offset in seconds from then on), rising."""
    clock = ZoneInfo(zone)
    # Outside these years no zone's rules are known; nonsense timestamps must not make the search long.
    low, high = (min(max(at, -5_000_000_000), 5_000_000_000) for at in (first - DAY, last + DAY))

    def offset(at: int) -> int:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=at)
        delta = moment.astimezone(clock).utcoffset()
        return int(delta.total_seconds()) if delta else 0

    changes = [(low, offset(low))]
    for start in range(low, high, 7 * DAY):
        end = min(start + 7 * DAY, high)
        if offset(end) != changes[-1][1]:
            before, after = start, end
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if offset(middle) == changes[-1][1] else (before, middle)
            changes.append((after, offset(after)))
    return changes
