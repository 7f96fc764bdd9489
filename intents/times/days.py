"""Calendar arithmetic as seen from the as-of day: units, months, weekdays, what came before."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from intents.query import Period
from intents.vocabulary import Vocabulary

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_DAYS |= {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_UNITS = {
    "day": "day", "d": "day", "dys": "day", "week": "week", "wk": "week", "w": "week",
    "fortnight": "fortnight", "month": "month", "mo": "month", "mth": "month", "mnth": "month",
    "quarter": "quarter", "qtr": "quarter", "year": "year", "yr": "year",
}  # fmt: skip
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
"""Days of a unit in "the last 3 months", "two weeks ago"."""

M = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")"
"""A month's name, as a pattern; so are all below."""
W = r"(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")"
"""A weekday."""
U = r"(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")s?"
"""A unit of time."""
N = r"(?:\d+|an?|couple of|a couple of|a couple|couple|one)"
"""How many of a unit."""
ISO = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
"""2026-11-03, 2026/11/3."""
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth",
)  # fmt: skip
"""Days of a month that are also said in words; "twentieth" is tokenised as "20th"."""
_IN_WORDS = rf"(?:20 (?:{'|'.join(_ORDINALS[:9])})|30 first|{'|'.join(_ORDINALS)})"
NTH = rf"(?:{_IN_WORDS}|\d{{1,2}}(?:st|nd|rd|th)?)"
"""A day of a month: "3", "3rd", "third", "twenty-third"."""
_DATED = (
    rf"(?:{W} )?(?:{ISO}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}/\d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.|"
    rf"(?:the )?{NTH}(?: of)? {M}(?: \d{{4}})?|{M} (?:the )?{NTH}"
)
_PARTS = r"half|week|quarter|times?\b|timers?\b"
"""What "first" counts after the name of a month: "October first half"."""
DAY = rf"{_DATED}(?! ?(?:%|percent|clicks|users|{_PARTS}))(?: \d{{4}})?)"
"""A day, with or without its year."""
DAY_SAID = rf"{_DATED}(?! ?(?:{_PARTS}))(?: \d{{4}})?)"
"""A day at the end of a range: no figure is counted by its number."""
MONTH = rf"{M}(?: (?:of )?\d{{4}})?"
"""A month, with or without its year."""
OF_MONTH = rf"(?:of|in) (?:the )?(?:(?P<m>{MONTH})|(?:(?P<v>this|current|last|previous) )?month)"
"""The month that a day or a weekday is of."""
EVENT = (
    r"(?:campaigns?|sale|promo|promotion|push|special|edition|collection|offer|festival|party|menu|launch)\b"
)
"""What a season before it names and does not date: "the winter campaign"."""
AGAINST = r"(?:than|vs|v|versus|to|with|against|and|or)"
"""Before days that others are held against."""
EDGE = r"(?:the )?(?:very )?(?:start|beginning|begin|end|close) of(?: the month of)?"
"""One end of a month."""
THROUGH = r"(?:to|through|thru|till|til|until|up to|-|→)"
"""Between the two ends of a range, where "and" would join two periods."""
TO = r"(?:to|and|through|thru|till|til|until|-|→)"
"""Between the two ends of a range."""
WITHIN = r"(?:(?:in|during|over|for|on|within) )?(?:the )?"
"""Before a stretch of days."""


class Calendar:
    """Turns words into days, seen from the as-of day."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.today = vocabulary.as_of
        self.first_day = vocabulary.first_day

    def day(self, text: str) -> dt.date | None:
        """One day; without a year the latest not after today. None for an impossible or ambiguous one."""
        text = re.sub(rf"^{W} ", "", text).removeprefix("the ")
        if re.fullmatch(ISO, text):
            return day_of(*map(int, re.split("[-/]", text)))
        if found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{2,4})", text):
            a, sign, b, year = int(found[1]), found[2], int(found[3]), int(found[4])
            year += 2000 if year < 100 else 0
            if sign != "." and a <= 12 and b <= 12:
                return self._of_numbers(a, b, year)
            return day_of(year, a, b) if b > 12 else day_of(year, b, a)
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})", text):
            return self._of_numbers(int(found[1]), int(found[2]), self.today.year)
        if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.", text):
            return self._latest(int(found[2]), int(found[1]))
        number = nth_of(re.search(rf"\b{NTH}(?!\d)", text)[0])  # type: ignore[index]
        month = _MONTHS[re.search(M, text)[0]]  # type: ignore[index]
        if year_found := re.search(r"\d{4}", text):
            return day_of(int(year_found[0]), month, number)
        return self._latest(month, number)

    def _latest(self, month: int, number: int) -> dt.date | None:
        """The latest such day not after today."""
        day = day_of(self.today.year, month, number)
        return day if day is None or day <= self.today else day_of(self.today.year - 1, month, number)

    def _of_numbers(self, a: int, b: int, year: int) -> dt.date | None:
        """ "10/12": the one of 10 December and 12 October that the data holds; None where it holds both."""
        days = {day_of(year, *pair) for pair in ((a, b), (b, a))}
        inside = [day for day in days if day is not None and self.first_day <= day <= self.today]
        return inside[0] if len(inside) == 1 else None

    def month(self, text: str) -> Period:
        """One month, cut at today; without a year the latest that has begun."""
        month = _MONTHS[re.search(M, text)[0]]  # type: ignore[index]
        found = re.search(r"\d{4}", text)
        year = int(found[0]) if found else self.today.year - (month > self.today.month)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError(year)
        first = dt.date(year, month, 1)
        return self.cut(Period(first, month_end(first)))

    def cut(self, period: Period) -> Period:
        """The period up to today, unless all of it lies ahead."""
        return Period(period.first, min(period.last, self.today)) if period.first <= self.today else period

    def last_days(self, days: int) -> Period:
        """The days that end with today."""
        return Period(self.today - dt.timedelta(days=days - 1), self.today)

    def calendar_unit(self, unit: str, back: int) -> Period:
        """The calendar unit that holds today (back = 0) or the one `back` units before, whole."""
        today = self.today
        if unit == "day":
            return Period(today - dt.timedelta(days=back), today - dt.timedelta(days=back))
        if unit in ("week", "fortnight"):
            first = today - dt.timedelta(days=today.weekday() + 7 * back)
            return Period(first, first + dt.timedelta(days=6))
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        index = (today.year * 12 + today.month - 1) // months * months - back * months
        first = dt.date(index // 12, index % 12 + 1, 1)
        after = index + months
        return Period(first, dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1))

    def weekday(self, name: str) -> dt.date:
        """The latest such weekday not after today."""
        return self.today - dt.timedelta(days=(self.today.weekday() - weekday_number(name)) % 7)


_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""Years beyond these are no years of a log."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day; None where no calendar has it or no log can."""
    try:
        return dt.date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def month_end(first: dt.date) -> dt.date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


WEEKDAYS = frozenset(_DAYS)
"""The words for days of the week."""


def weekday_number(name: str) -> int:
    """Of a weekday, Monday being 0."""
    return _DAYS[name]


def unit_of(text: str) -> str:
    """The unit of time a word names: "wks" → "week"."""
    return _UNITS.get(text) or _UNITS[text.removesuffix("s")]


def nth_of(text: str) -> int:
    """The day of a month that `NTH` names: "9th", "third", "20 fifth"."""
    tens, _, word = text.rpartition(" ")
    if word in _ORDINALS:
        return int(tens or 0) + _ORDINALS.index(word) + 1
    return int(text.rstrip("stndrh"))


def amount_of(text: str) -> int:
    """The number before a unit: "12", "a", "a couple of"."""
    return int(text) if text.isdecimal() else 2 if "couple" in text else 1


def length_of(number: str, unit: str) -> int:
    """The days of so many units: "two" and "weeks"."""
    return amount_of(number) * UNIT_DAYS[unit_of(unit)]


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
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = day_before.year * 12 + day_before.month - 1 - (months - 1)
    return Period(dt.date(index // 12, index % 12 + 1, 1), day_before)


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
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return first
    index = first.year * 12 + first.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)
