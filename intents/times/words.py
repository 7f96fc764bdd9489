"""Words of time: patterns of them, and the units, numbers and weekdays they name."""

from __future__ import annotations

import calendar

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
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
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Months of a calendar unit."""

M = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
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
_PARTS = r"half|week|quarter|times?\b|timers?\b"
"""What "first" counts after the name of a month: "October first half"."""


def _day(counted: str) -> str:
    """A day, with or without its year, whose number behind a month counts none of these."""
    return (
        rf"(?:{W} )?(?:{ISO}|"
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.|"
        rf"(?:the )?{NTH}(?: of)? {M}(?: \d{{4}})?|{M} (?:the )?{NTH}(?! ?(?:{counted}))(?: \d{{4}})?)"
    )


DAY = _day(rf"%|percent|clicks|users|{_PARTS}")
"""A day."""
DAY_SAID = _day(_PARTS)
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
