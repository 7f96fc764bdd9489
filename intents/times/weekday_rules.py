"""The days that names of days of the week tell: "last Friday", "the first Sunday of October", "Mon - Thu"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar, month_end
from intents.times.month_rules import month_named
from intents.times.rule import Found, one_day, onward, rules, span, whole
from intents.times.words import DAY_SAID, NTH, OF_MONTH, THROUGH, M, W, amount_of, weekday_number

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_NTH = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
"""Which of a month's weekdays → how many weeks after the first."""


def _weekday(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.weekday(m["d"])
    if (m["w"] in ("last", "previous") or " last " in m[0]) and day == cal.today:
        day -= _WEEK
    if m["w"] == "since" or m[0].endswith(("now", "today")):
        return onward(cal, day)
    return None if m["w"] == "from" else one_day(day)


def _weekday_to_now(cal: Calendar, m: re.Match[str]) -> Found:
    return onward(cal, cal.weekday(m["d"]))


def _of_last_week(cal: Calendar, m: re.Match[str]) -> Found:
    """ "last week's Saturday", "last week Saturday to now"."""
    day = cal.calendar_unit("week", 1).first + weekday_number(m["d"]) * _DAY
    return onward(cal, day) if m["on"] else one_day(day)


def _last_few(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the last three Mondays", "the past 4 weekends": the days that hold so many; the name picks them."""
    number = amount_of(m["n"])
    if m["d"] != "weekend":
        last = cal.weekday(m["d"])
        return span(last - (number - 1) * _WEEK, last, "", "between")
    sunday = cal.weekday("saturday") + _DAY
    sunday -= _WEEK if sunday > cal.today else dt.timedelta(0)  # this one is not over
    return span(sunday - (number - 1) * _WEEK - _DAY, sunday, "", "between")


def _weekend(cal: Calendar, m: re.Match[str]) -> Found:
    saturday = cal.weekday("saturday")
    if m["w"] in ("last", "previous", "past") and saturday + _DAY > cal.today:
        saturday -= _WEEK  # this one is not over
    return span(saturday, min(saturday + _DAY, max(cal.today, saturday)))


def _nth_weekday(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the first Sunday of October", "the last weekend in August", "since the second Monday of May"."""
    month = month_named(cal, m)
    weekend = m["d"] == "weekend"
    number = weekday_number("saturday" if weekend else m["d"])
    first = month.first + dt.timedelta(days=(number - month.first.weekday()) % 7)
    last = month_end(month.first)
    day = first + _NTH.get(m["o"], 0) * _WEEK
    if m["o"] == "last":
        day = last - dt.timedelta(days=(last.weekday() - number) % 7)
    if not month.first <= day <= last:
        return None
    if m["w"] == "since":
        return onward(cal, day)
    return span(day, day + _DAY) if weekend else one_day(day)


def _weekend_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the weekend of 17 October", "on the weekend 17/18 October": its Saturday and Sunday."""
    day = cal.day(m["d"])
    if day is None:
        return None
    saturday = day - _DAY if day.weekday() == 6 else day + (5 - day.weekday()) * _DAY
    return span(saturday, saturday + _DAY)


def _weekdays_of_week(cal: Calendar, m: re.Match[str]) -> Found:
    """ "Monday to Thursday this week", "last week, Mon - Wed"."""
    week = cal.calendar_unit("week", 0 if (m["w"] or m["w2"]) in ("this", "current") else 1)
    first, last = (week.first + weekday_number(m[a] or m[b]) * _DAY for a, b in (("a", "a2"), ("b", "b2")))
    return span(first, min(last, cal.today), "", "between")


def _week_number(cal: Calendar, m: re.Match[str]) -> Found:
    """ "week 42", "calendar week 40 of 2026": weeks of the year as ISO counts them."""
    first = dt.date.fromisocalendar(int(m["y"] or cal.today.year), int(m["n"]), 1)
    return whole(cal.cut(Period(first, first + dt.timedelta(days=6))), "week")


RULES = rules(
    (rf"(?:on )?last weeks? (?P<d>{W})(?P<on> {THROUGH} (?:now|today))?", _of_last_week),
    (r"(?:on |over |in )?(?:the |our )?(?:last|past|latest|previous) (?P<n>\d+|couple of)"
     rf"(?= (?P<d>{W}|weekend)s\b)", _last_few),
    (r"(?:in |for |during )?(?:(?:calendar )?(?:week|wk|kw|cw) (?:no |number )?|[kc]?w)(?P<n>[1-4]\d|5[0-3])"
     r"(?: (?:of )?(?P<y>20\d\d))?", _week_number),
    (r"(?:(?:on|over|at|for|during|in) )?(?:the )?(?:weekend|wknd|wkend) (?:(?:of|from) )?(?:the )?"
     rf"(?:{NTH} ?(?:and|to|&|\+|/) ?)?(?P<d>{DAY_SAID})(?: (?:and|to|&|\+|/) {NTH}(?! {M}))?", _weekend_of),
    (r"(?:(?:on|over|at|in|for) )?(?P<w>since )?(?:the )?(?:very )?"
     rf"(?P<o>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<d>{W}|weekend) {OF_MONTH}", _nth_weekday),
    (rf"(?:from |between |on )?(?P<a>{W})s? {THROUGH} (?P<b>{W})s? (?:of )?"
     rf"(?P<w>this|current|last|previous) (?:week|wk)|(?P<w2>this|current|last|previous) (?:week|wk) "
     rf"(?:from )?(?P<a2>{W}) {THROUGH} (?P<b2>{W})", _weekdays_of_week),
    (r"(?:on )?(?P<w>last|this|past|previous|since|from|"
     rf"on(?! {W} (?:(?:and|or|&|vs|versus|{THROUGH}) )?{W}\b))(?: last)? (?P<d>{W})"
     rf"(?: {THROUGH} (?:now|today))?", _weekday),
    (rf"(?P<d>{W}) {THROUGH} (?:now|today)", _weekday_to_now),
    (r"(?:on |over |at )?(?:the )?(?P<w>last|this|past|previous) weekend", _weekend),
)  # fmt: skip
