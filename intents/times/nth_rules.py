"""The days that a number alone tells: "the 12th", "the week of the 12th", "the 1st to the 9th"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar, day_of
from intents.times.rule import Found, one_day, onward, rules, span, whole
from intents.times.words import DAY, MONTH, NTH, THROUGH, M, W, nth_of, weekday_number


def latest_nth(cal: Calendar, m: re.Match[str], number: int) -> dt.date | None:
    """The latest such day not after today; of the one month that is named beside it, if there is one."""
    day = day_of(cal.today.year, cal.today.month, number)
    if named := _month_beside(cal, m):  # "how has it gone since mid-August, since the 15th"
        day = day_of(named.year, named.month, number)
    elif day is None or day > cal.today:
        before = cal.calendar_unit("month", 1).first
        day = day_of(before.year, before.month, number)
    return day


def _month_beside(cal: Calendar, m: re.Match[str]) -> dt.date | None:
    """The first day of the one month that the question names; None where it names none or several."""
    named = set(re.findall(rf"\b{MONTH}", m.string))
    return cal.month(named.pop()).first if len(named) == 1 else None


def _nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 12th", "since the 12th", "from the 12th on", "before the 12th"."""
    day = latest_nth(cal, m, int(m["n"]))
    way = (m["w"] or "").strip()
    if way == "from" and not m["on"]:
        return None
    if way in ("since", "from", "after") and day:
        return onward(cal, day + dt.timedelta(days=way == "after"))
    if way in ("until", "till", "up to", "up until", "before") and day:  # "in September up to the 12th"
        last = day - dt.timedelta(days=way == "before")
        return span(last.replace(day=1), last, "", "between")
    return one_day(day)


def _weekday_nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "Monday the 12th": where that day is a Monday."""
    day = latest_nth(cal, m, int(m["n"]))
    return one_day(day) if day and day.weekday() == weekday_number(m["d"]) else None


def _range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 1st to the 31st": of the one month that is named beside it, else the one that the last is in.

    "24-25 October vs 17-18" needs the month.
    """
    ends = [int(end) for end in (m["a"] or m["a2"], m["b"] or m["b2"])]
    named = _month_beside(cal, m)
    if m["a2"] and named is None:
        return None
    month = named or cal.calendar_unit("month", 0 if ends[1] <= cal.today.day else 1).first
    first, last = (day_of(month.year, month.month, end) for end in ends)
    return span(first, last, "", "between")


def _week_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week of 5 October"."""
    return _week_with(cal, cal.day(m["d"]))


def _week_of_nth(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week of the 12th": of the latest month that has that day."""
    return _week_with(cal, latest_nth(cal, m, nth_of(m["n"])))


def _week_with(cal: Calendar, day: dt.date | None) -> Found:
    if day is None:
        return None
    first = day - dt.timedelta(days=day.weekday())
    return whole(cal.cut(Period(first, first + dt.timedelta(days=6))), "week")


_TH = r"(?:st|nd|rd|th)"
_WEEK_OF = r"(?:week|wk) (?:of|starting|beginning|from|commencing)"

RULES = rules(
    (rf"(?<!per )(?<!each )(?<!every )(?<!by )(?<!week after )(?:the )?{_WEEK_OF} (?:on )?(?:the )?"
     rf"(?P<d>{DAY})", _week_of),
    (rf"(?:in |for |during |over )?(?:the )?{_WEEK_OF} (?:on )?the (?P<n>{NTH})(?! (?:of )?{M}\b)",
     _week_of_nth),
    (r"(?P<w>(?:on|since|until|till|up to|up until|before|after|from) )?"
     rf"the (?P<n>\d{{1,2}}){_TH}(?P<on> onwards?| on(?! (?:the|a|an|mobile|desktop|tablet)\b))?", _nth),
    (rf"(?:on )?(?P<d>{W}) the (?P<n>\d{{1,2}}){_TH}(?! (?:of )?{M}\b)", _weekday_nth),
    (rf"(?:(?:between |from )(?:the )?|the )(?P<a>\d{{1,2}}){_TH} (?:to|and|until|till|through|-) "
     rf"(?:the )?(?P<b>\d{{1,2}}){_TH}|"
     r"(?:(?<=vs )|(?<=or )|(?<=than )|(?<=against )|(?<=with )|(?<=and ))(?:on |from )?(?:the )?"
     rf"(?P<a2>\d{{1,2}}) {THROUGH} (?P<b2>\d{{1,2}})(?= (?:on|in|for|by|per|please|pls)\b|$)", _range),
)  # fmt: skip
