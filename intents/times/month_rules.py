"""Months, quarters, seasons and years: "in September", "since the end of August", "Q3", "last summer"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar, month_end
from intents.times.rule import Found, one_day, onward, point, rules, span, up_to, whole
from intents.times.words import EDGE, EVENT, MONTH, OF_MONTH, THROUGH, TO, WITHIN, U, unit_of

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → its first month."""
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_THIRDS = {"early": (1, 10), "mid": (11, 20), "middle of": (11, 20), "late": (21, 0)}
"""A part of a month → its first and last day; 0 is the month's end."""


def month_named(cal: Calendar, m: re.Match[str]) -> Period:
    """The month of `OF_MONTH`: by its name, or as this one or the one before."""
    if m["m"]:
        return cal.month(m["m"])
    return cal.calendar_unit("month", 1 if m["v"] in ("last", "previous") else 0)


def _edge(month: Period, words: str) -> dt.date:
    """ "the end of": the last day of a month, else its first."""
    return month_end(month.first) if "end" in words or "close" in words else month.first


def _month(cal: Calendar, m: re.Match[str]) -> Found:
    return whole(cal.month(m["m"]), "month")


def _month_in_numbers(cal: Calendar, m: re.Match[str]) -> Found:
    """ "10/2026", "2026-10"."""
    first = dt.date(int(m["y"] or m["y2"]), int(m["m"] or m["m2"]), 1)
    return whole(cal.cut(Period(first, month_end(first))), "month")


def _months(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.month(m["a"]), cal.month(m["b"])
    if first.first > last.last:
        return None
    return "period", Period(first.first, last.last), first, "months", ""


def _edges(cal: Calendar, m: re.Match[str]) -> Found:
    """ "from the end of August to the end of September", "August till end of October"."""
    first, last = cal.month(m["a"] or m["a2"]), cal.month(m["b"] or m["b2"])
    start, end = m["from"] or m["from2"] or "start", m["to"] or m["to2"] or "end"
    return span(_edge(first, start), min(_edge(last, end), cal.today), "", "between")


def _first_to_last(cal: Calendar, m: re.Match[str]) -> Found:
    """ "from the first to the last day of October": two days named, and all between them."""
    return whole(cal.month(m["m"]), "", "between")


def _third(cal: Calendar, m: re.Match[str]) -> Found:
    """ "early October", "mid September", "late August": its first ten days, the next ten, the rest."""
    month = cal.month(m["m"])
    first, last = _THIRDS[m["part"]]
    start = month.first.replace(day=first)
    if m["w"]:
        return onward(cal, start)
    end = month.first.replace(day=last) if last else month_end(month.first)
    return span(start, max(start, min(end, cal.today)), "", "between")


def _edge_day(cal: Calendar, m: re.Match[str]) -> Found:
    """ "on the last day of September", "since the first day of this month"."""
    month = month_named(cal, m)
    day = month_end(month.first) if m["o"] == "last" else month.first
    if day > cal.today:
        return None
    return onward(cal, day) if m["w"] == "since" else one_day(day)


def _end_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "at the end of September", "the beginning of last month": one day of it."""
    named = cal.month(m["m"]) if m["m"] else cal.calendar_unit(unit_of(m["u"]), 0 if m["w"] == "this" else 1)
    period = cal.cut(named)
    return point(period.last if m["end"] in ("end", "close") else period.first)


def _since(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since September", "since the end of August", "since September began"."""
    return onward(cal, _edge(cal.month(m["m"] or m["n"]), m["edge"] or ""))


def _since_mid(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since mid-August", "from the middle of September": from the 15th on."""
    return onward(cal, cal.month(m["m"]).first.replace(day=15))


def _before(cal: Calendar, m: re.Match[str]) -> Found:
    return up_to(cal, cal.month(m["m"]).first - dt.timedelta(days=1))


def _until_edge(cal: Calendar, m: re.Match[str]) -> Found:
    """ "up to the end of September"."""
    return up_to(cal, min(_edge(cal.month(m["m"]), m["edge"]), cal.today))


def _season(cal: Calendar, m: re.Match[str]) -> Found:
    """Three whole months, the latest that have begun."""
    month = _SEASONS[m["s"]]
    first = dt.date(cal.today.year - (month > cal.today.month), month, 1)
    if "since" in m[0]:
        return onward(cal, first)
    return whole(cal.cut(Period(first, month_end(first + dt.timedelta(days=62)))))


def _quarter(cal: Calendar, m: re.Match[str]) -> Found:
    """ "in Q3", "the third quarter of 2026", "since Q3"."""
    number = int(m["q"] or _NTH.get(m["o"]) or m["o"][0])
    year = int(m["y"]) if m["y"] else cal.today.year
    first = dt.date(year, 3 * number - 2, 1)
    if not m["y"] and first > cal.today:
        first = first.replace(year=year - 1)
    if m["w"]:
        return onward(cal, first)
    return whole(cal.cut(Period(first, month_end(first.replace(month=first.month + 2)))), "quarter")


def _year(cal: Calendar, m: re.Match[str]) -> Found:
    """ "in 2026", "since 2026", "since the start of 2026"."""
    if m["w"] and int(m["y"]) <= cal.today.year:
        return onward(cal, dt.date(int(m["y"]), 1, 1))
    return whole(cal.cut(Period(dt.date(int(m["y"]), 1, 1), dt.date(int(m["y"]), 12, 31))), "year")


RULES = rules(
    (rf"(?:between|from) (?P<a>{MONTH}) {TO} (?P<b>{MONTH})", _months),
    (rf"(?P<a>{MONTH}) {THROUGH} (?P<b>{MONTH})", _months),
    (rf"(?:(?:between|from) )?(?P<from>{EDGE} )?(?P<a>{MONTH}) {THROUGH} (?P<to>{EDGE} )(?P<b>{MONTH})|"
     rf"(?:between|from) (?P<from2>{EDGE} )(?P<a2>{MONTH}) {TO} (?P<to2>{EDGE} )?(?P<b2>{MONTH})", _edges),
    (rf"(?:from )?(?:the )?first (?:day )?{TO} (?:the )?last day of (?P<m>{MONTH})", _first_to_last),
    (r"(?:in|during|over|throughout|since|at any point since|this|last|this past|a good|a bad) "
     r"(?:the )?(?:end of )?(?P<s>spring|summer|autumn|fall|winter)"
     rf"(?: (?:holidays?|break|months|season))?(?! {EVENT})", _season),
    (rf"(?P<s>summer|autumn)(?! {EVENT})", _season),
    (rf"(?:since|from) (?:mid|(?:the )?middle of) (?P<m>{MONTH})(?: onwards?| on)?", _since_mid),
    (rf"(?:since|from) (?P<edge>{EDGE} )?(?P<m>{MONTH})"
     rf"(?: onwards?| on| began| begun| started)?(?: {THROUGH} (?:now|today))?|"
     rf"(?P<n>{MONTH}) {THROUGH} (?:now|today|date|present)", _since),
    (rf"(?:before|prior to) (?P<m>{MONTH})", _before),
    (rf"(?:until|till|til|up to|up until|through) (?P<edge>{EDGE} )(?P<m>{MONTH})", _until_edge),
    (r"(?:as of |at |by )?(?:the )?(?P<end>end|close|start|beginning) of (?:the )?"
     rf"(?:(?P<m>{MONTH})|(?P<w>this|last|previous) (?P<u>{U}))", _end_of),
    (rf"(?:(?P<w>since) |{WITHIN})(?P<part>early|mid|middle of|late) (?P<m>{MONTH})", _third),
    (r"(?:in |during |for )?(?:(?P<m>0?[1-9]|1[0-2]) / (?P<y>20\d\d)|"
     r"(?P<y2>20\d\d) to (?P<m2>0[1-9]|1[0-2]))", _month_in_numbers),
    (rf"(?:on |as of )?(?P<w>since )?(?:the )?(?:very )?(?P<o>first|1st|last|final) day {OF_MONTH}",
     _edge_day),
    (rf"(?:in |for |during |over |throughout |the month of )?(?P<m>{MONTH})", _month),
    (r"(?P<w>since )?(?:the )?(?:q(?P<q>[1-4])|(?P<o>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
     r"(?: (?:of )?(?P<y>\d{4}))?", _quarter),
    (r"(?:in|during|of|for|(?P<w>since)(?: the)?(?: (?:start|beginning) of)?) (?P<y>(?:19|20)\d{2})", _year),
)  # fmt: skip
