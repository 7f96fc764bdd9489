"""Units of time seen from today: "last week", "the last 3 months", "two weeks ago", "month to date"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.days import Calendar
from intents.times.rule import Found, Means, one_day, onward, point, rules, span, whole
from intents.times.words import MONTH, THROUGH, TO, UNIT_DAYS, WITHIN, N, U, length_of, unit_of

_RECENT = r"(?:the )?(?:last|past|previous|recent|most recent|latest|trailing|rolling|preceding|these)"


def _last_units(cal: Calendar, m: re.Match[str]) -> Found:
    return whole(cal.last_days(length_of(m["n"], m["u"])))


def _last_hours(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the last 48 hours": whole days, the last of them today."""
    return whole(cal.last_days(int(m["n"]) // 24))


def _this_last(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    if unit == "fortnight" or m["w"] in ("past", "trailing", "rolling"):
        return whole(cal.last_days(UNIT_DAYS[unit]))
    if m["w"] in ("this", "current", "this current", "running"):
        return whole(cal.cut(cal.calendar_unit(unit, 0)), unit, "this")
    return whole(cal.calendar_unit(unit, 1), unit, "last")


def _last_full(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the last complete week"."""
    return whole(cal.calendar_unit(m["u"], 1), m["u"], "last")


def _before_last(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    return whole(cal.calendar_unit(unit, 2), unit, "last")


def _of_the(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the top stories of the week": the current one."""
    unit = m["u"] or m["u2"]
    return whole(cal.cut(cal.calendar_unit(unit, 0)), unit, "this")


def _to_date(cal: Calendar, m: re.Match[str]) -> Found:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[(m["u"] or m["v"])[0]]
    return span(cal.calendar_unit(unit, 0).first, cal.today, unit, "this")


def _since_unit(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since last week", "since the start of this month"."""
    unit = unit_of(m["u"])
    back = 1 if m["w"] in ("last", "previous") else 0
    return onward(cal, cal.calendar_unit(unit, back).first, unit)


def _since_this(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since the month began"."""
    unit = unit_of(m["u"])
    return onward(cal, cal.calendar_unit(unit, 0).first, unit)


def _since_ago(cal: Calendar, m: re.Match[str]) -> Found:
    return onward(cal, _back(cal, m["n"], m["u"]))


def _ago(cal: Calendar, m: re.Match[str]) -> Found:
    return point(_back(cal, m["n"], m["u"]), unit_of(m["u"]))


def _day_ago(cal: Calendar, m: re.Match[str]) -> Found:
    """ "a week ago today", "on the day one week ago": the day itself."""
    return one_day(_back(cal, m["n"] or m["n2"], m["u"] or m["u2"]))


def _back(cal: Calendar, number: str, unit: str) -> dt.date:
    """The day so long before today."""
    return cal.today - dt.timedelta(days=length_of(number, unit))


def _ago_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "between 2 and 4 weeks ago"."""
    days = sorted(int(m[n]) * UNIT_DAYS[unit_of(m["u"])] for n in ("a", "b"))
    first, last = (cal.today - dt.timedelta(days=back) for back in reversed(days))
    return span(first, last, "", "ago")


def _single(back: int) -> Means:
    """The day so many days before today."""

    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        day = cal.today - dt.timedelta(days=back)
        return span(day, day, "", "day")

    return rule


def _since_yesterday(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since yesterday", "from yesterday on": two days."""
    return onward(cal, cal.today - dt.timedelta(days=2 if m["two"] else 1))


def _everything(cal: Calendar, _: re.Match[str]) -> Found:
    return whole(Period(cal.first_day, cal.today))


RULES = rules(
    (rf"since (?:the )?(?P<w>this|last|previous|beginning of this|beginning of the|start of the|"
     rf"start of this) (?P<u>{U})", _since_unit),
    (rf"(?:from )?(?P<w>last|previous) (?P<u>{U}) {THROUGH} (?:now|today)", _since_unit),
    (rf"since (?:the |this )(?P<u>{U}) (?:began|started|begun)", _since_this),
    (rf"since (?P<n>{N}) (?P<u>{U}) (?:ago|back)", _since_ago),
    (rf"since (?:the )?(?:(?:last|past) )?(?P<n>{N}) (?P<u>{U})(?! (?:ago|back))", _last_units),
    (rf"(?:(?:in|over|for|during|within|across) )?{_RECENT} "
     rf"(?P<n>\d+|couple of|couple|few couple) ?(?P<u>{U})", _last_units),
    (r"(?:(?:in|over|for|during|within|across|on|of) )?(?:the|these|our) (?P<n>\d+) (?:last|past|latest) "
     r"(?P<u>(?:day|week|wk|month|mth|year|yr)s)", _last_units),
    (r"(?<!\bon )(?<!\bfor )(?:in|over|for|during|within|across) "
     rf"(?:the )?(?P<n>\d+|a couple of) ?(?P<u>{U})(?! (?:ago|or|and))", _last_units),
    (rf"{WITHIN}(?:last|past) (?P<n>24|48|72|96) ?(?:hours|hrs|h)", _last_hours),
    (r"(?:in|over|for|during|within)? ?(?:the )?"
     r"(?P<w>past|trailing|rolling|last|previous|prior|this|current|this current|preceding|running) "
     rf"(?:calendar )?(?P<u>{U})(?<!past weeks)(?<!past months)"
     r"(?<!the last weeks)(?<!the last months)(?! over)", _this_last),
    (rf"{WITHIN}(?:last|previous|past|latest|most recent) "
     r"(?:full|complete|completed|whole|entire|finished) (?:calendar )?(?P<u>week|month|quarter|year)",
     _last_full),
    (rf"(?:in |during |for )?(?:the )?(?P<u>{U}) before last", _before_last),
    (r"(?<!day )(?<!days )(?<!hour )(?<!hours )(?<!time )(?<!times )of the (?P<u>week)|"
     r"of the (?P<u2>month|quarter|year)", _of_the),
    (r"(?P<u>week|month|quarter|year)[ -]to[ -]date|(?P<v>wtd|mtd|ytd|qtd)", _to_date),
    (rf"(?:as of )?(?P<n>{N})(?:(?<=\d)| )(?P<u>{U}) (?:ago|back|earlier|before today|before now)", _ago),
    (rf"(?:on )?(?:the )?(?:same |very )?day (?P<n>{N}) ?(?P<u>{U}) ago|"
     rf"(?:today )?(?P<n2>{N}) ?(?P<u2>{U}) ago today", _day_ago),
    (rf"(?:(?:somewhere |anywhere )?(?:between|from) )?(?P<a>\d+) {TO} (?P<b>\d+) ?(?P<u>{U}) "
     r"(?:ago|back)", _ago_range),
    (r"since (?:the )?(?:(?P<two>day before )yesterday|yesterday|yday)|"
     r"from yesterday (?:on|onwards?)", _since_yesterday),
    (r"(?:the )?day before yesterday", _single(2)),
    (r"yesterdays?|yday|yest", _single(1)),
    (r"todays?|this(?= (?:morning|afternoon|evening))", _single(0)),
    (r"last night", _single(1)),
    (r"(?:from )?(?:the )?(?:first|earliest) (?:(?:full )?(?:day|week|month) )?to (?:the )?"
     r"(?:last|latest)(?: full| complete)? (?:day|week|month)|"
     r"(?:from|since) (?:the )?(?:very )?(?:first|earliest) day (?:of|in) "
     rf"(?:the |our )?(?:data|records|log)(?: {THROUGH} (?:now|today))?|"
     r"all time(?! spent| they spend| they spent)|ever since (?:the )?(?:start|beginning)|"
     r"(?:over |in |across |for )?(?:the )?(?:whole|entire|full|complete) "
     r"(?:data ?set|data|period|history|time|range|log|timeline)|"
     r"since (?:the |our |its |site )?(?:very )?"
     r"(?:beginning|begin|start|launch|go live|inception|data starts?|day 1|the data starts?)"
     rf"(?: of (?:the |our )?(?:data|records|time|logging|tracking))?(?: (?:in|on|back in) {MONTH})?|"
     r"(?:over |across |for |of |in )?all (?:of )?(?:the |our |this )?"
     r"(?:data|history|months|weeks|days(?! of (?:the )?week)|dates)(?: (?:you|we) have)?|"
     r"since (?:we|the|you) (?:have )?(?:data|records?)|full history|overall period", _everything),
)  # fmt: skip
