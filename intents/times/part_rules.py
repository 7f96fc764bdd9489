"""Parts of a stretch: "the first half of October", "the last 3 days of last week", "H2"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.date_rules import Found, span
from intents.times.days import MONTH, Calendar, month_end

NTH_PART = "first|1st|opening|second|2nd|third|3rd|fourth|4th|last|final|closing"
"""Which part, as a pattern."""
_NUMBERS = {
    "first": 1,
    "1st": 1,
    "opening": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_ENDS = ("last", "final", "closing")
_DAY = dt.timedelta(days=1)


def part_of_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first half of October", "October's last week"."""
    return _part_of_month(cal, m["m"] or m["m2"], m["o"] or m["o2"], m["part"] or m["part2"])


def part_of_unit(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first week of the month", "the first 3 days of last week"."""
    back = 1 if m["v"] in ("last", "previous") else 0
    return _part(cal, cal.calendar_unit(m["u"], back), m["u"], m["o"], m["part"])


def half_year(cal: Calendar, m: re.Match[str]) -> Found:
    """ "H2", "the first half of 2026", "second half of the year"."""
    second = (m["h"] or m["o"]) in ("2", "second", "2nd", "last")
    year = int(m["y"] or m["y2"] or cal.today.year)
    first = dt.date(year, 7 if second else 1, 1)
    period = cal.cut(Period(first, dt.date(year, 12, 31) if second else dt.date(year, 6, 30)))
    return span(period.first, period.last)


def other_part(cal: Calendar, m: re.Match[str]) -> Found:
    """ "... the first half of October vs the second half": of the month that the one beside it is of."""
    beside = re.findall(rf"\b({NTH_PART}) (half|week) (?:(?:of|in) )?({MONTH})", m.string)
    if len({month for _, _, month in beside}) != 1 or beside[0][0] == m["o"]:
        return None
    which, part, month = beside[0]
    if m["part"] not in (part, "1") or (m["o"] == "other" and part != "half"):
        return None
    which = m["o"] if m["o"] != "other" else "second" if which in ("first", "1st") else "first"
    return _part_of_month(cal, month, which, part)


def _part_of_month(cal: Calendar, month: str, which: str, part: str) -> Found:
    first = cal.month(month).first
    return _part(cal, Period(first, month_end(first)), "month", which, part)


def _part(cal: Calendar, whole: Period, unit: str, which: str, part: str) -> Found:
    """One part of a whole unit, up to today."""
    at_end = which in _ENDS
    if part == "half":
        if unit != "month":
            return None
        middle = whole.first.replace(day=15)
        first, last = (
            (whole.first, middle) if which in ("first", "1st", "opening") else (middle + _DAY, whole.last)
        )
    else:
        length = dt.timedelta(days=7 if part == "week" else int(part.split()[0]))
        first = whole.last - length + _DAY if at_end else whole.first + (_NUMBERS[which] - 1) * length
        last = min(first + length - _DAY, whole.last)
    if first > cal.today or last < whole.first:
        return None
    return span(first, min(last, cal.today))
