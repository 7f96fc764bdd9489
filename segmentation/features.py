"""One row per user: every metric over a period, as one SQL statement.

Each kind of event is aggregated to one row per user on its own, and the results are joined once, to the users
of all of them. The events are never joined to each other: that would multiply them. The same statement runs
in the warehouse, over events, and locally, over the snapshot's partials, so a metric is defined once.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    FromClause,
    Select,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
)

from segmentation.events import Relations
from segmentation.metrics import METRICS
from segmentation.sql import total

DOUBLES = ("time_per_click", "time_per_article", "total_time")
"""Metrics that are not whole numbers."""

_MILLISECONDS: ColumnElement[float] = literal_column("1e3")


def per_user(relations: Relations, first: int, last: int) -> Select[Any]:
    """Every metric of every user with an event in a period.

    The columns are user_id and the METRICS in catalogue order; NULL where a metric is unavailable or, for the
    averages, where no time was observed.

    Args:
        relations: rows of exactly the period, or of any time (they are filtered here).
        first: the period's first day, as an ordinal.
        last: its last day, included.
    """
    activity = _activity(relations.activity, first, last)
    joined: FromClause = activity
    columns: dict[str, ColumnElement[Any]] = {
        "active_days": activity.c.active_days,
        "recency": last - activity.c.last_day,
        "sessions": activity.c.sessions,
    }
    clicks, views = (
        _events(relations.clicks, "page", first, last),
        _events(relations.views, "article_id", first, last),
    )
    searches = _events(relations.searches, None, first, last)
    for part in (clicks, searches, views):
        if part is not None:
            joined = joined.outerjoin(part, part.c.user_id == activity.c.user_id)
    if clicks is not None:
        columns["clicks"] = func.coalesce(clicks.c.events, 0)
        columns["pages"] = func.coalesce(clicks.c.different, 0)
        columns["time_per_click"] = _average(clicks)
    if searches is not None:
        columns["searches"] = func.coalesce(searches.c.events, 0)
    if views is not None:
        columns["views"] = func.coalesce(views.c.events, 0)
        columns["articles"] = func.coalesce(views.c.different, 0)
        columns["time_per_article"] = _average(views)
    times = [func.coalesce(part.c.time, 0) for part in (clicks, views) if part is not None]
    if times:
        columns["total_time"] = sum(times[1:], start=times[0]) / _MILLISECONDS
    chosen = [columns.get(metric.id, _missing(metric.id)).label(metric.id) for metric in METRICS]
    return select(activity.c.user_id, *chosen).select_from(joined)


def schema(user_type: pa.DataType) -> pa.Schema:
    """The Arrow schema of `per_user`'s rows."""
    kinds = [pa.float64() if metric.id in DOUBLES else pa.int64() for metric in METRICS]
    ids = [metric.id for metric in METRICS]
    return pa.schema([("user_id", user_type), *zip(ids, kinds, strict=True)])


def _events(rows: FromClause | None, what: str | None, first: int, last: int) -> Any:
    """One row per user: events, time, timed, and how many `different` values of the column `what`."""
    if rows is None:
        return None
    columns = [rows.c.user_id, total(rows.c.events).label("events")]
    if what is not None:
        columns.append(func.count(rows.c[what].distinct()).label("different"))
        columns += [total(rows.c.time).label("time"), total(rows.c.timed).label("timed")]
    return select(*columns).where(_within(rows, first, last)).group_by(rows.c.user_id).subquery()


def _activity(rows: FromClause, first: int, last: int) -> Any:
    """One row per user of any table: active_days, last_day and sessions."""
    carried = case((and_(rows.c.day == first, rows.c.continued == literal_column("1")), 1), else_=0)
    return (
        select(
            rows.c.user_id,
            func.count(rows.c.day.distinct()).label("active_days"),
            func.max(rows.c.day).label("last_day"),
            (total(rows.c.starts) + func.max(carried)).label("sessions"),
        )
        .where(_within(rows, first, last))
        .group_by(rows.c.user_id)
        .subquery()
    )


def _within(rows: FromClause, first: int, last: int) -> ColumnElement[bool]:
    return and_(rows.c.day >= first, rows.c.day <= last)


def _average(part: Any) -> ColumnElement[Any]:
    """Seconds per observed time; NULL when none was."""
    average: ColumnElement[Any] = part.c.time / (func.nullif(part.c.timed, 0) * _MILLISECONDS)
    return average


def _missing(metric: str) -> ColumnElement[Any]:
    return cast(null(), Double if metric in DOUBLES else BigInteger)
