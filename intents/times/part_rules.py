"""Parts of a stretch: "the first half of October", "the last 3 days of last week", "H2"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar, month_end
from intents.times.rule import Found, rules, span, whole
from intents.times.words import MONTH, WITHIN

_NTH_PART = "first|1st|opening|second|2nd|third|3rd|fourth|4th|last|final|closing"
"""Which part, as a pattern."""
_NUMBERS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
_ENDS = ("last", "final", "closing")
_DAY = dt.timedelta(days=1)


def _of_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first half of October", "October's last week"."""
    return _part_of_month(cal, m["m"] or m["m2"], m["o"] or m["o2"], m["part"] or m["part2"])


def _of_unit(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first week of the month", "the first 3 days of last week"."""
    back = 1 if m["v"] in ("last", "previous") else 0
    return _part(cal, cal.calendar_unit(m["u"], back), m["u"], m["o"], m["part"])


def _half_year(cal: Calendar, m: re.Match[str]) -> Found:
    """ "H2", "the first half of 2026", "second half of the year"."""
    second = (m["h"] or m["o"]) in ("2", "second", "2nd", "last")
    year = int(m["y"] or m["y2"] or cal.today.year)
    first = dt.date(year, 7 if second else 1, 1)
    return whole(cal.cut(Period(first, dt.date(year, 12, 31) if second else dt.date(year, 6, 30))))


def _other_part(cal: Calendar, m: re.Match[str]) -> Found:
    """ "... the first half of October vs the second half": of the month that the one beside it is of."""
    beside = re.findall(rf"\b({_NTH_PART}) (half|week) (?:(?:of|in) )?({MONTH})", m.string)
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


def _part(cal: Calendar, stretch: Period, unit: str, which: str, part: str) -> Found:
    """One part of a whole unit, up to today."""
    if part == "half":
        if unit != "month":
            return None
        middle = stretch.first.replace(day=15)
        early = which in ("first", "1st", "opening")
        first, last = (stretch.first, middle) if early else (middle + _DAY, stretch.last)
    else:
        number, _, days = part.rpartition(" ")
        length = dt.timedelta(days=int(number or 1) * (1 if days == "days" else 7))
        at_end = which in _ENDS
        first = stretch.last - length + _DAY if at_end else stretch.first + (_NUMBERS[which] - 1) * length
        last = min(first + length - _DAY, stretch.last)
    if first > cal.today or last < stretch.first:
        return None
    return span(first, min(last, cal.today))


RULES = rules(
    (r"(?:in |during |over |for )?(?:the )?(?P<o>first|1st|second|2nd|other|last|third|3rd) "
     r"(?P<part>half|1|week)(?= |$)(?! (?:of|in) )", _other_part),
    (rf"{WITHIN}(?P<o>{_NTH_PART}) (?P<part>half|week|\d+ (?:days|weeks)) (?:of|in) (?:the )?"
     r"(?:(?P<v>this|current|last|previous) )?(?P<u>week|month|quarter|year)", _of_unit),
    (rf"{WITHIN}(?:h(?P<h>[12])|(?P<o>first|1st|second|2nd|last) half of "
     r"(?:the year|(?P<y>20\d\d)))(?: (?:of )?(?P<y2>20\d\d))?", _half_year),
    (rf"(?:in |during |over |for )?(?:the )?(?P<o>{_NTH_PART}) "
     rf"(?P<part>half|week|\d+ (?:days|weeks)) (?:(?:of|in) )?(?P<m>{MONTH})|"
     rf"(?:in |during |over |for )?(?P<m2>{MONTH}) (?P<o2>first|1st|second|2nd|last|third|3rd) "
     r"(?P<part2>half|week)", _of_month),
)  # fmt: skip
