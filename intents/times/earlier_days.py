"""Days that a mention means beside a period: "the same days last week", "the Friday before"."""

from __future__ import annotations

import datetime as dt

from intents.query import Period
from intents.times.days import WEEKDAYS, day_of, month_end, week_earlier, weekday_number

A_WEEK = "week earlier"
"""The unit of a mention that means the same days a week before."""
SAME_DAYS = "same days"
"""The unit of one that means the same days of an earlier month: of its period, else of the month before."""


def just_after(period: Period, length: Period, unit: str) -> Period:
    """As many days as `length` has, just after a period; after a month the next whole one."""
    first = period.last + dt.timedelta(days=1)
    if unit == "month" and first.day == 1:
        return Period(first, month_end(first))
    return Period(first, first + (length.last - length.first))


def days_earlier(period: Period, unit: str, month: Period | None) -> Period | None:
    """The earlier days that a mention of such a unit means beside a period; None where it means none."""
    if unit == A_WEEK:
        return week_earlier(period)
    if unit == SAME_DAYS:
        return _in_month(period, month)
    if unit not in WEEKDAYS:
        return None
    back = (period.first.weekday() - weekday_number(unit)) % 7 or 7
    day = period.first - dt.timedelta(days=back)
    return Period(day, day)


def _in_month(period: Period, month: Period | None) -> Period | None:
    """The days of the same numbers in another month; as many as that month has."""
    first = month.first if month else (period.first.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    last = min(period.last.day, month_end(first).day)
    start, end = day_of(first.year, first.month, period.first.day), first.replace(day=last)
    inside = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    return Period(start, end) if inside and start and start <= end else None
