"""The days that names of days of the week tell: "last Friday", "the first Sunday of October", "Mon - Thu"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.date_rules import Found, month_named, span
from intents.times.days import Calendar, amount_of, month_end, weekday_number

_WEEK = dt.timedelta(days=7)


def weekday(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.weekday(m["d"])
    if (m["w"] in ("last", "previous") or " last " in m[0]) and day == cal.today:
        day -= dt.timedelta(days=7)
    if m["w"] == "since" or m[0].endswith(("now", "today")):
        return span(day, cal.today, "", "since")
    return None if m["w"] == "from" else span(day, day, "day", "day")


def weekday_of_last_week(cal: Calendar, m: re.Match[str]) -> Found:
    """ "last week's Saturday", "last week Saturday to now"."""
    week = cal.calendar_unit("week", 1)
    named = cal.weekday(m["d"])
    day = week.first + dt.timedelta(days=named.weekday())
    return span(day, cal.today, "", "since") if m["on"] else span(day, day, "day", "day")


def last_few(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the last three Mondays", "the past 4 weekends": the days that hold so many; the name picks them."""
    number = amount_of(m["n"])
    last = cal.weekday("saturday" if m["d"] == "weekend" else m["d"])
    if m["d"] == "weekend":
        last += dt.timedelta(days=1)
        last -= _WEEK if last > cal.today else dt.timedelta(0)  # this one is not over
    first = last - (number - 1) * _WEEK
    return span(first - dt.timedelta(days=m["d"] == "weekend"), last, "", "between")


def weekend(cal: Calendar, m: re.Match[str]) -> Found:
    saturday = cal.weekday("saturday")
    if m["w"] in ("last", "previous", "past") and saturday + dt.timedelta(days=1) > cal.today:
        saturday -= dt.timedelta(days=7)  # this one is not over
    return span(saturday, min(saturday + dt.timedelta(days=1), max(cal.today, saturday)))


def nth_weekday(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first Sunday of October", "the last weekend in August", "since the second Monday of May"."""
    month = month_named(cal, m)
    saturday = m["d"] == "weekend"
    number = weekday_number("saturday" if saturday else m["d"])
    first = month.first + dt.timedelta(days=(number - month.first.weekday()) % 7)
    last = month_end(month.first)
    day = first + _NTH.get(m["o"], 0) * _WEEK
    if m["o"] == "last":
        day = last - dt.timedelta(days=(last.weekday() - number) % 7)
    if not month.first <= day <= last:
        return None
    if m["w"] == "since":
        return span(day, cal.today, "", "since")
    return span(day, day + dt.timedelta(days=1)) if saturday else span(day, day, "day", "day")


_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
"""Which of a month's weekdays → how many weeks after the first."""


def weekend_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the weekend of 17 October", "on the weekend 17/18 October": its Saturday and Sunday."""
    day = cal.day(m["d"])
    if day is None:
        return None
    saturday = (
        day - dt.timedelta(days=1) if day.weekday() == 6 else day + dt.timedelta(days=5 - day.weekday())
    )
    return span(saturday, saturday + dt.timedelta(days=1))


def weekdays_of_week(cal: Calendar, m: re.Match[str]) -> Found:
    """ "Monday to Thursday this week", "last week, Mon - Wed"."""
    week = cal.calendar_unit("week", 0 if (m["w"] or m["w2"]) in ("this", "current") else 1)
    first, last = (
        week.first + dt.timedelta(days=weekday_number(m[a] or m[b])) for a, b in (("a", "a2"), ("b", "b2"))
    )
    return span(first, min(last, cal.today), "", "between")


def week_number(cal: Calendar, m: re.Match[str]) -> Found:
    """ "week 42", "calendar week 40 of 2026": weeks of the year as ISO counts them."""
    first = dt.date.fromisocalendar(int(m["y"] or cal.today.year), int(m["n"]), 1)
    period = cal.cut(Period(first, first + dt.timedelta(days=6)))
    return span(period.first, period.last, "week")
