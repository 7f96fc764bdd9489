"""A rule of time: a pattern over normalised words, and the days that a find of it means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal

from intents.query import Period
from intents.times.days import Calendar

TimeKind = Literal["period", "point", "pair", "before", "after", "last"]
Which = Literal["", "this", "last", "since", "day", "until", "between", "ago"]
Found = tuple[TimeKind, Period | None, Period | None, str, Which] | None
"""Kind, period, earlier period, unit and way of a mention; None where its words name no days."""
Means = Callable[[Calendar, re.Match[str]], Found]
Rules = tuple[tuple[re.Pattern[str], Means], ...]


def rules(*pairs: tuple[str, Means]) -> Rules:
    """Patterns of whole words, with what each means."""
    return tuple((re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), means) for pattern, means in pairs)


def span(first: dt.date | None, last: dt.date | None, unit: str = "", which: Which = "") -> Found:
    """The days from one to another, if there are such days."""
    if first is None or last is None or first > last:
        return None
    return "period", Period(first, last), None, unit, which


def whole(period: Period, unit: str = "", which: Which = "") -> Found:
    """All days of a period."""
    return span(period.first, period.last, unit, which)


def one_day(day: dt.date | None) -> Found:
    """A single day."""
    return span(day, day, "day", "day")


def onward(cal: Calendar, first: dt.date | None, unit: str = "") -> Found:
    """All days from one up to today."""
    return span(first, cal.today, unit, "since")


def up_to(cal: Calendar, last: dt.date) -> Found:
    """All days of the data up to one."""
    return "period", Period(min(cal.first_day, last), last), None, "", "until"


def point(day: dt.date, unit: str = "") -> Found:
    """A day at which something stood."""
    return "point", Period(day, day), None, unit, ""
