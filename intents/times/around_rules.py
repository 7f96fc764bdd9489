"""The days beside a day: "the two weeks before 10 October", "before and after it", "around the 3rd"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar
from intents.times.nth_rules import latest_nth
from intents.times.rule import Found, rules, span
from intents.times.words import DAY, WITHIN, M, N, U, length_of, nth_of

_THE_DAY = rf"(?:the )?(?:{DAY}|\d{{1,2}}(?:st|nd|rd|th)(?! (?:of )?{M}\b))"
"""A day, as a pattern; that of the month goes by its number alone."""
_BOTH = r"(?:and|or|vs|versus|against|than|to|compared to|compared with)"
"""Between the days before and those after one."""
_AFTER = ("after", "following")
"""Words that lead from a day on; all others lead up to it."""
_AROUND = dt.timedelta(days=3)
"""So long on either side is around a day."""


def _beside(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week before 10 October", "two weeks after the 3rd": only "up to" has the day itself."""
    day = _day(cal, m, m["d"])
    if day is None:
        return None
    first, last = _days_beside(day, length_of(m["n"] or m["n2"] or "1", m["u"]), m["w"] in _AFTER)
    if m["w"] == "up to":
        first, last = first + dt.timedelta(days=1), day
    end = min(last, max(cal.today, first))
    return span(first, end, "day", "day") if first == last else span(first, end, "", "between")


def _before_and_after(cal: Calendar, m: re.Match[str]) -> Found:
    """ "before and after 15 October", "the 3 days before vs after it": as many days on both sides of it.

    Nothing said, they are as many as there are data on both sides.
    """
    day = _day(cal, m, m["d"] or m["d2"])
    if day is None:
        return None
    days = min((cal.today - day).days, (day - cal.first_day).days)
    if m["u"] or m["u2"]:
        days = length_of(m["n"] or m["n2"] or "1", m["u"] or m["u2"])
    if days < 1:
        return None
    earlier, later = (Period(*_days_beside(day, days, after)) for after in (False, True))
    return "pair", cal.cut(later), earlier, "", ""


def _around(cal: Calendar, m: re.Match[str]) -> Found:
    """ "around 10 October": the days next to it with it."""
    day = _day(cal, m, m["d"])
    return span(day - _AROUND, max(min(day + _AROUND, cal.today), day), "", "between") if day else None


def _day(cal: Calendar, m: re.Match[str], text: str) -> dt.date | None:
    text = text.removeprefix("the ")
    return latest_nth(cal, m, nth_of(text)) if re.fullmatch(r"\d+[a-z]+", text) else cal.day(text)


def _days_beside(day: dt.date, length: int, after: bool) -> tuple[dt.date, dt.date]:
    one, all_ = dt.timedelta(days=1), dt.timedelta(days=length)
    return (day + one, day + all_) if after else (day - all_, day - one)


RULES = rules(
    (rf"(?:(?:in|during|over|for|on) )?(?:the (?:(?P<n>{N}) )?|(?P<n2>\d+|a couple of) )(?P<u>{U}) "
     rf"(?P<w>before|prior to|preceding|leading up to|up to|after|following) (?P<d>{_THE_DAY})", _beside),
    (rf"{WITHIN}(?:(?P<n>{N}) )?(?:(?P<u>{U}) )?(?:before {_BOTH} (?:the )?"
     rf"(?:{N} )?(?:{U} )?after|after {_BOTH} before|either side of) (?P<d>{_THE_DAY})|"
     rf"{WITHIN}(?:(?P<n2>{N}) )?(?:(?P<u2>{U}) )?before (?P<d2>{_THE_DAY}) {_BOTH} "
     rf"(?:in )?(?:the )?(?:(?:{N}) )?(?:{U} )?(?:after|since|following)(?: it| that| then)?(?! (?:the|\d))",
     _before_and_after),
    (rf"(?:around|close to|near) (?P<d>{_THE_DAY})", _around),
)  # fmt: skip
