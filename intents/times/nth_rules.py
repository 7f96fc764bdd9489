"""The days that a number alone tells: "the 12th", "the week of the 12th", "the 1st to the 9th"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.date_rules import Found, span
from intents.times.days import MONTH, Calendar, day_of, nth_of, weekday_number


def week_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week of 5 October"."""
    return _week_with(cal, cal.day(m["d"]))


def week_of_nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week of the 12th": of the latest month that has that day."""
    return _week_with(cal, latest_nth(cal, m, nth_of(m["n"])))


def _week_with(cal: Calendar, day: dt.date | None) -> Found:
    if day is None:
        return None
    first = day - dt.timedelta(days=day.weekday())
    period = cal.cut(Period(first, first + dt.timedelta(days=6)))
    return span(period.first, period.last, "week")


def latest_nth(cal: Calendar, m: re.Match[str], number: int) -> dt.date | None:
    """The latest such day not after today; of the one month that is named beside it, if there is one."""
    named = set(re.findall(rf"\b{MONTH}", m.string))
    day = day_of(cal.today.year, cal.today.month, number)
    if len(named) == 1:  # "how has it gone since mid-August, since the 15th"
        month = cal.month(named.pop()).first
        day = day_of(month.year, month.month, number)
    elif day is None or day > cal.today:
        before = cal.calendar_unit("month", 1).first
        day = day_of(before.year, before.month, number)
    return day


def nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 12th", "since the 12th", "from the 12th on", "before the 12th"."""
    day = latest_nth(cal, m, int(m["n"]))
    way = (m["w"] or "").strip()
    if way == "from" and not m["on"]:
        return None
    if way in ("since", "from", "after") and day:
        return span(day + dt.timedelta(days=way == "after"), cal.today, "", "since")
    if way in ("until", "till", "up to", "up until", "before") and day:  # "in September up to the 12th"
        last = day - dt.timedelta(days=way == "before")
        return span(last.replace(day=1), last, "", "between")
    return span(day, day, "day", "day")


def weekday_nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "Monday the 12th": where that day is a Monday."""
    day = latest_nth(cal, m, int(m["n"]))
    return span(day, day, "day", "day") if day and day.weekday() == weekday_number(m["d"]) else None


def nth_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 1st to the 31st": of the one month that is named beside it, else the one that the last is in.

    "24-25 October vs 17-18" needs the month.
    """
    ends = [int(end) for end in (m["a"] or m["a2"], m["b"] or m["b2"])]
    named = set(re.findall(rf"\b{MONTH}", m.string))
    if m["a2"] and len(named) != 1:
        return None
    month = cal.calendar_unit("month", 0 if ends[1] <= cal.today.day else 1).first
    month = cal.month(named.pop()).first if len(named) == 1 else month
    first, last = (day_of(month.year, month.month, end) for end in ends)
    return span(first, last, "", "between")
