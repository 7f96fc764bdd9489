"""Days beside a period: as many before or after it, the same ones a week or a month before it."""

from __future__ import annotations

import datetime as dt

from intents.query import Period
from intents.times.days import day_of, month_end, months_on
from intents.times.words import UNIT_MONTHS, WEEKDAYS, weekday_number

A_WEEK = "week earlier"
"""The unit of a mention that means the same days a week before."""
SAME_DAYS = "same days"
"""The unit of one that means the same days of an earlier month: of its period, else of the month before."""


def previous(period: Period) -> Period:
    """As many days, just before."""
    return just_before(period, period)


def just_before(period: Period, length: Period) -> Period:
    """As many days as `length` has, just before a period: "9 October against the 7 days before"."""
    last = _back(period.first, dt.timedelta(days=1))
    return Period(_back(last, length.last - length.first), last)


def _back(day: dt.date, time: dt.timedelta) -> dt.date:
    """A day so much earlier; the first there is where the calendar ends before it."""
    return day - min(time, day - dt.date.min)


def week_earlier(period: Period) -> Period:
    """The same days of the week before."""
    week = dt.timedelta(days=7)
    return Period(_back(period.first, week), _back(period.last, week))


def previous_unit(period: Period, unit: str) -> Period:
    """The whole calendar unit before the one that holds a period's first day."""
    day_before = _back(period.first, dt.timedelta(days=1))
    if unit in ("day", ""):
        return previous(period)
    if unit == "week":
        return Period(_back(day_before, dt.timedelta(days=6)), day_before)
    return Period(months_on(day_before, 1 - UNIT_MONTHS[unit]), day_before)


def like_for_like(later: Period, earlier: Period, unit: str) -> Period:
    """As many days of the earlier unit as the unfinished later one has; whole when that one is finished."""
    last = earlier.first + (later.last - later.first)
    finished = later.last == _unit_end(later.first, unit)
    if finished or last >= earlier.last:
        return earlier
    return Period(earlier.first, last, earlier.last)


def _unit_end(first: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return first + dt.timedelta(days=6)
    if unit not in UNIT_MONTHS:
        return first
    return months_on(first, UNIT_MONTHS[unit]) - dt.timedelta(days=1)


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
