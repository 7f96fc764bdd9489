"""Days and periods in words → absolute days (SEMANTICS.md, section 2). "Today" is the as-of day.

Each rule is a pattern over the normalised words joined by blanks; of overlapping finds the longest counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from intents.days import (
    DAY,
    MONTH,
    THROUGH,
    TO,
    UNIT_DAYS,
    Calendar,
    M,
    N,
    U,
    W,
    amount_of,
    day_of,
    month_end,
    previous,
    unit_of,
)
from intents.query import Period
from intents.vocabulary import Vocabulary

TimeKind = Literal["period", "point", "pair", "before", "last"]
Which = Literal["", "this", "last", "since", "day", "until", "between", "ago"]


@dataclass(frozen=True)
class TimeMention:
    """A stretch of text that names time."""

    kind: TimeKind
    """period; point ("two weeks ago"); pair (WoW: two periods); before (the same length, just before);
    last ("than last": the one before the current, unit elided)."""
    start: int
    """Offset of the first character in the joined words."""
    end: int
    """Offset after the last one."""
    period: Period | None = None
    """The days; for a point, that one day twice; for a pair, the later period."""
    earlier: Period | None = None
    """The earlier period of a pair; of "between September and October", September."""
    unit: str = ""
    """day, week, month, quarter, year where the words name a calendar one."""
    which: Which = ""
    """How the words reach it: the current calendar unit, the previous one, an open end, a single day, two
    days named, two lengths back from today."""


Found = tuple[TimeKind, Period | None, Period | None, str, Which] | None
"""Kind, period, earlier period, unit and way of a mention; None where its words name no days."""
Rule = tuple[re.Pattern[str], Callable[[Calendar, re.Match[str]], Found]]


def _period(first: dt.date | None, last: dt.date | None, unit: str = "", which: Which = "") -> Found:
    if first is None or last is None or first > last:
        return None
    return "period", Period(first, last), None, unit, which


def _last_units(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.last_days(amount_of(m["n"]) * UNIT_DAYS[unit_of(m["u"])])
    return _period(period.first, period.last)


def _this_last(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    if unit == "fortnight" or m["w"] in ("past", "trailing", "rolling", "in the", "over the", "within the"):
        period = cal.last_days(UNIT_DAYS[unit])
        return _period(period.first, period.last)
    if m["w"] in ("this", "current", "the current", "this current", "present", "running"):
        period = cal.cut(cal.calendar_unit(unit, 0))
        return _period(period.first, period.last, unit, "this")
    period = cal.calendar_unit(unit, 1)
    return _period(period.first, period.last, unit, "last")


def _ago(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    day = cal.today - dt.timedelta(days=amount_of(m["n"]) * UNIT_DAYS[unit])
    return "point", Period(day, day), None, unit, ""


def _ago_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "between 2 and 4 weeks ago"."""
    days = sorted(int(m[n]) * UNIT_DAYS[unit_of(m["u"])] for n in ("a", "b"))
    first, last = (cal.today - dt.timedelta(days=back) for back in reversed(days))
    return _period(first, last, "", "ago")


def _day_ago(cal: Calendar, m: re.Match[str]) -> Found:
    """ "a week ago today", "on the day one week ago": the day itself."""
    day = cal.today - dt.timedelta(days=amount_of(m["n"] or m["n2"]) * UNIT_DAYS[unit_of(m["u"] or m["u2"])])
    return _period(day, day, "day", "day")


def _day_and_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "on 26/9": where only one order makes a day."""
    day = cal.day(f"{m['a']}/{m['b']}/{cal.today.year}")
    if day is not None and day > cal.today:
        day = day_of(day.year - 1, day.month, day.day)
    return _period(day, day, "day", "day")


def _end_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "at the end of September", "the beginning of last month": one day of it."""
    whole = cal.month(m["m"]) if m["m"] else cal.calendar_unit(unit_of(m["u"]), 0 if m["w"] == "this" else 1)
    period = cal.cut(whole)
    day = period.last if m["end"] in ("end", "close") else period.first
    return "point", Period(day, day), None, "", ""


def _season(cal: Calendar, m: re.Match[str]) -> Found:
    """Three whole months, the latest that have begun."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[m["s"]]
    first = dt.date(cal.today.year - (month > cal.today.month), month, 1)
    if "since" in m[0]:
        return _period(first, cal.today, "", "since")
    return _period(first, cal.cut(Period(first, month_end(first + dt.timedelta(days=62)))).last)


def _month_on_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "October on September": the later against the earlier."""
    later, earlier = cal.month(m["a"]), cal.month(m["b"])
    return ("pair", later, earlier, "month", "") if earlier.last < later.first else None


def _as_at(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    return ("point", Period(day, day), None, "", "") if day else None


def _week_ending(cal: Calendar, m: re.Match[str]) -> Found:
    last = cal.day(m["d"])
    return _period(last - dt.timedelta(days=6), last) if last else None


def _over(days: int) -> Callable[[Calendar, re.Match[str]], Found]:
    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        later = cal.last_days(days)
        return "pair", later, previous(later), "", ""

    return rule


def _before_last(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week before last"."""
    period = cal.calendar_unit(unit_of(m["u"]), 2)
    return _period(period.first, period.last, unit_of(m["u"]), "last")


def _day(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    return _period(day, day, "day", "day")


def _range(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.day(m["a"]), cal.day(m["b"])
    if first and last and first > last and first.year == last.year and not re.search(r"\d{4}", m["a"]):
        first = day_of(first.year - 1, first.month, first.day)
    return _period(first, last, "", "between")


def _short_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "3 to 9 October": the month stands once."""
    year = f" {m['y']}" if m["y"] else ""
    last = cal.day(f"{m['b']} {m['m']}{year}")
    first = day_of(last.year, last.month, int(m["a"])) if last else None
    return _period(first, last, "", "between")


def _months(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.month(m["a"]), cal.month(m["b"])
    if first.first > last.last:
        return None
    return "period", Period(first.first, last.last), first, "months", ""


def _since(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day and m["w"] == "after":
        day += dt.timedelta(days=1)
    return _period(day, max(cal.today, day) if day else None, "", "since")


def _since_unit(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    first = cal.calendar_unit(unit, 0 if m["w"] == "this" else 1).first
    return _period(first, cal.today, unit, "since")


def _since_ago(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.today - dt.timedelta(days=amount_of(m["n"]) * UNIT_DAYS[unit_of(m["u"])])
    return _period(day, cal.today, "", "since")


def _until(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day is None:
        return None
    if m["w"] in ("before", "prior to", "earlier than", "ahead of"):
        day -= dt.timedelta(days=1)
    return "period", Period(min(cal.first_day, day), day), None, "", "until"


def _until_month(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.month(m["m"]).first - dt.timedelta(days=1)
    return "period", Period(min(cal.first_day, day), day), None, "", "until"


def _month(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.month(m["m"])
    return _period(period.first, period.last, "month")


def _quarter(cal: Calendar, m: re.Match[str]) -> Found:
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    number = int(m["q"] or named.get(m["o"]) or m["o"][0])
    year = int(m["y"]) if m["y"] else cal.today.year
    first = dt.date(year, 3 * number - 2, 1)
    if not m["y"] and first > cal.today:
        first = first.replace(year=year - 1)
    period = cal.cut(Period(first, month_end(first.replace(month=first.month + 2))))
    return _period(period.first, period.last, "quarter")


def _part_of_month(cal: Calendar, m: re.Match[str]) -> Found:
    whole = cal.month(m["m"])
    end = month_end(whole.first)
    if m["part"] == "half":
        first, last = (1, 15) if m["o"] in ("first", "1st") else (16, end.day)
    elif m["part"] == "week":
        number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(m["o"], 4)
        first, last = (end.day - 6, end.day) if m["o"] == "last" else (7 * number - 6, 7 * number)
    else:
        days = int(m["part"].split()[0])
        first, last = (end.day - days + 1, end.day) if m["o"] == "last" else (1, days)
    period = cal.cut(Period(whole.first.replace(day=first), whole.first.replace(day=min(last, end.day))))
    return _period(period.first, period.last)


def _weekday(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.weekday(m["d"])
    if (m["w"] in ("last", "previous") or " last " in m[0]) and day == cal.today:
        day -= dt.timedelta(days=7)
    if m["w"] == "since" or m[0].endswith(("now", "today")):
        return _period(day, cal.today, "", "since")
    return None if m["w"] == "from" else _period(day, day, "day", "day")


def _weekend(cal: Calendar, m: re.Match[str]) -> Found:
    saturday = cal.weekday("saturday")
    if m["w"] in ("last", "previous", "past") and saturday + dt.timedelta(days=1) > cal.today:
        saturday -= dt.timedelta(days=7)  # this one is not over
    return _period(saturday, min(saturday + dt.timedelta(days=1), max(cal.today, saturday)))


def _week_of(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day is None:
        return None
    first = day - dt.timedelta(days=day.weekday())
    period = cal.cut(Period(first, first + dt.timedelta(days=6)))
    return _period(period.first, period.last, "week")


def _nth(cal: Calendar, m: re.Match[str]) -> Found:
    number = int(m["n"])
    day = day_of(cal.today.year, cal.today.month, number)
    if day is None or day > cal.today:
        before = cal.calendar_unit("month", 1).first
        day = day_of(before.year, before.month, number)
    if m["w"] == "since " and day:
        return _period(day, cal.today, "", "since")
    return _period(day, day, "day", "day")


def _nth_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 1st to the 31st": of the month that the last of them is in."""
    month = cal.calendar_unit("month", 0 if int(m["b"]) <= cal.today.day else 1).first
    first, last = (day_of(month.year, month.month, int(m[end])) for end in "ab")
    return _period(first, last)


def _of_the(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the top stories of the week": the current one."""
    period = cal.cut(cal.calendar_unit(m["u"], 0))
    return _period(period.first, period.last, m["u"], "this")


def _year(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.cut(Period(dt.date(int(m["y"]), 1, 1), dt.date(int(m["y"]), 12, 31)))
    return _period(period.first, period.last, "year")


def _single(back: int) -> Callable[[Calendar, re.Match[str]], Found]:
    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        day = cal.today - dt.timedelta(days=back)
        return _period(day, day, "", "day")

    return rule


def _everything(cal: Calendar, _: re.Match[str]) -> Found:
    return _period(cal.first_day, cal.today)


def _to_date(cal: Calendar, m: re.Match[str]) -> Found:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[(m["u"] or m["v"])[0]]
    return _period(cal.calendar_unit(unit, 0).first, cal.today, unit, "this")


def _one_before(_: Calendar, m: re.Match[str]) -> Found:
    return "before", None, None, unit_of(m["u"]) if m["u"] else "", ""


def _days_before(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 30 days before": as many days, just before the ones compared with."""
    unit = unit_of(m["u"]) if m["u"] else ""
    return "before", cal.last_days(amount_of(m["n"]) * UNIT_DAYS[unit or "day"]), None, unit, ""


def _week_earlier(_: Calendar, __: re.Match[str]) -> Found:
    """ "the same day last week": the days of before, a week earlier."""
    return "before", None, None, A_WEEK_EARLIER, ""


def _elided_last(_: Calendar, __: re.Match[str]) -> Found:
    return "last", None, None, "", ""


A_WEEK_EARLIER = "week earlier"
"""The unit of a mention that means the same days a week before."""
_RECENT = r"(?:the )?(?:last|past|previous|recent|most recent|latest|trailing|rolling|preceding|these)"


_RULES: list[Rule] = [
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), rule)
    for pattern, rule in (
        (r"wow|w ?/ ?w|(?:week|wk)s? (?:over|on|to|upon|vs|v|versus|against) (?:week|wk)", _over(7)),
        (r"mom|m ?/ ?m|(?:month|mo|mth)s? (?:over|on|to|upon|vs|versus|against) (?:month|mo|mth)", _over(30)),
        (r"dod|day (?:over|on|upon) day", _over(1)),
        (r"qoq|quarter (?:over|on) quarter", _over(90)),
        (r"yoy|year (?:over|on) year", _over(365)),
        (rf"(?:(?:between|from) )?(?:the )?(?P<a>{DAY}) {TO} (?:the )?(?P<b>{DAY})", _range),
        (rf"(?:(?:between|from) )?(?:the )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)? {TO} (?:the )?(?P<b>\d{{1,2}})"
         rf"(?:st|nd|rd|th)?(?: of)? (?P<m>{M})(?: (?P<y>\d{{4}}))?", _short_range),
        (rf"(?:(?:between|from) )?(?P<m>{M}) (?:the )?(?P<a>\d{{1,2}})(?:st|nd|rd|th)? {TO} (?:the )?"
         rf"(?P<b>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<y>\d{{4}}))?", _short_range),
        (rf"(?:between|from) (?P<a>{MONTH}) {TO} (?P<b>{MONTH})", _months),
        (rf"(?P<a>{MONTH}) {THROUGH} (?P<b>{MONTH})", _months),
        (rf"(?P<a>{MONTH}) (?:on|upon|over) (?P<b>{MONTH})", _month_on_month),
        (r"(?:in|during|over|throughout|since|at any point since|this|last|this past|a good|a bad) "
         r"(?:the )?(?:end of )?(?P<s>spring|summer|autumn|fall|winter)"
         r"(?: (?:holidays?|break|months|season))?",
         _season),
        (r"(?P<s>summer|autumn)", _season),
        (rf"as (?:of|at) (?:the )?(?P<d>{DAY})", _as_at),
        (rf"(?:(?:in|for|during|over) )?(?:the )?(?:week|wk|7 days) (?:ending|ended|to|up to) (?:on )?"
         rf"(?:the )?(?P<d>{DAY})", _week_ending),
        (rf"(?:ever )?(?P<w>since|on or after|starting from|starting|beginning|from|after|as from) "
         rf"(?:the )?(?P<d>{DAY})(?: on| onwards?| onward)?"
         rf"(?: {THROUGH} (?:now|today|date|present))?", _since),
        (rf"(?P<w>)(?P<d>{DAY}) {THROUGH} (?:now|today|date|present)", _since),
        (rf"(?P<w>between|from) (?:the )?(?P<d>{DAY}) {TO} (?:now|today|date|the present|present)", _since),
        (rf"since (?:the )?(?P<w>this|last|previous|beginning of this|beginning of the|start of the|"
         rf"start of this) (?P<u>{U})", _since_unit),
        (rf"since (?P<n>{N}) (?P<u>{U})(?: ago| back)?", _since_ago),
        (rf"(?:since|from) (?:the )?(?:(?:start|beginning) of )?(?P<m>{MONTH})(?: onwards?| on)?"
         rf"(?: {THROUGH} (?:now|today))?|(?P<n>{MONTH}) {THROUGH} (?:now|today|date|present)",
         lambda cal, m: _period(cal.month(m["m"] or m["n"]).first, cal.today, "", "since")),
        (rf"(?P<w>before|prior to|earlier than|ahead of|until|till|up to|up until) (?:the )?(?P<d>{DAY})",
         _until),
        (rf"(?:before|prior to) (?P<m>{MONTH})", _until_month),
        (rf"(?:(?:in|over|for|during|within|across) )?{_RECENT} "
         rf"(?P<n>\d+|couple of|couple|few couple) ?(?P<u>{U})",
         _last_units),
        (r"(?<!\bon )(?<!\bfor )(?:in|over|for|during|within|across) "
         rf"(?:the )?(?P<n>\d+|a couple of) ?(?P<u>{U})(?! (?:ago|or|and))",
         _last_units),
        (rf"(?:in|over|for|during|within)? ?(?:the )?(?P<w>past|trailing|rolling|last|previous|prior|this|"
         rf"current|this current|preceding|running) (?:calendar )?(?P<u>{U})(?! over)", _this_last),
        (r"(?P<u>week|month|quarter|year)[ -]to[ -]date|(?P<v>wtd|mtd|ytd|qtd)",
         _to_date),
        (rf"(?:in |during |for )?(?:the )?(?P<u>{U}) before last", _before_last),
        (r"(?:the )?day before yesterday", _single(2)),
        (r"yesterdays?|yday|yest", _single(1)),
        (r"todays?", _single(0)),
        (rf"(?:as of )?(?P<n>{N}) ?(?P<u>{U}) (?:ago|back|earlier|before today|before now)", _ago),
        (rf"(?:on )?(?:the )?(?:same |very )?day (?P<n>{N}) ?(?P<u>{U}) ago|"
         rf"(?:today )?(?P<n2>{N}) ?(?P<u2>{U}) ago today", _day_ago),
        (rf"(?:(?:somewhere |anywhere )?(?:between|from) )?(?P<a>\d+) {TO} (?P<b>\d+) ?(?P<u>{U}) "
         r"(?:ago|back)", _ago_range),
        (r"(?:on|of) (?:the )?(?P<a>\d{1,2}) ?/ ?(?P<b>\d{1,2})(?! ?/)", _day_and_month),
        (rf"(?:as of |at |by )?(?:the )?(?P<end>end|close|start|beginning) of (?:the )?"
         rf"(?:(?P<m>{MONTH})|(?P<w>this|last|previous) (?P<u>{U}))", _end_of),
        (rf"(?:on |for )?(?:the )?(?P<d>{DAY})", _day),
        (rf"(?:the )?(?:week|wk) (?:of|starting|beginning|from|commencing) (?:on )?(?:the )?(?:{W} )?"
         rf"(?P<d>{DAY})",
         _week_of),
        (rf"(?:in |for |during |over |throughout |the month of )?(?P<m>{MONTH})", _month),
        (rf"(?:the )?(?P<o>first|1st|second|2nd|last|third|3rd) (?P<part>half|week|\d+ days) "
         rf"(?:of|in) (?P<m>{MONTH})",
         _part_of_month),
        (r"(?:the )?(?:q(?P<q>[1-4])|(?P<o>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
         r"(?: (?:of )?(?P<y>\d{4}))?",
         _quarter),
        (rf"(?:on )?(?P<w>last|this|past|previous|on(?! {W} (?:(?:and|or|&|vs|versus) )?{W}\b)|since|from)"
         rf"(?: last)? (?P<d>{W})(?: {THROUGH} (?:now|today))?", _weekday),
        (rf"(?P<w>)(?P<d>{W}) {THROUGH} (?:now|today)", _weekday),
        (r"(?:on |over |at )?(?:the )?(?P<w>last|this|past|previous) weekend", _weekend),
        (r"(?P<w>on |since )?the (?P<n>\d{1,2})(?:st|nd|rd|th)", _nth),
        (r"(?:between |from )?the (?P<a>\d{1,2})(?:st|nd|rd|th) (?:to|and|until|till|through|-) "
         r"(?:the )?(?P<b>\d{1,2})(?:st|nd|rd|th)", _nth_range),
        (r"(?<!day )(?<!days )of the (?P<u>week|month|quarter|year)(?P<w>)", _of_the),
        (r"(?:in|during|of|for) (?P<y>(?:19|20)\d{2})", _year),
        (r"(?:from )?(?:the )?(?:first|earliest) (?:(?:full )?(?:day|week|month) )?to (?:the )?"
         r"(?:last|latest)(?: full| complete)? (?:day|week|month)|"
         r"all time|ever since (?:the )?(?:start|beginning)|"
         r"(?:over |in |across |for )?(?:the )?(?:whole|entire|full|complete) "
         r"(?:data ?set|data|period|history|time|range|log|timeline)|"
         r"since (?:the |our |its |site )?(?:very )?"
         r"(?:beginning|begin|start|launch|go live|inception|data starts?|day 1|the data starts?)"
         rf"(?: of (?:the |our )?(?:data|records|time|logging|tracking))?(?: (?:in|on|back in) {MONTH})?|"
         r"(?:over |across |for |of |in )?all (?:of )?(?:the |our |this )?"
         r"(?:data|history|months|weeks|days|dates)"
         r"(?: (?:you|we) have)?|"
         r"since (?:we|the|you) (?:have )?(?:data|records?)|full history|overall period", _everything),
        (rf"(?:(?:than|vs|v|versus|to|with|against|and|or) )?(?:the )?(?P<u>{U}) "
         r"(?:before|prior|earlier|preceding)(?: that| it)?"
         r"(?! (?:yesterday|now|today|\d))", _one_before),
        (rf"(?:the )?(?P<n>\d+) ?(?P<u>{U})? ?(?:before|prior|preceding)(?: that| it)?"
         r"(?! (?:yesterday|now|today|\d))",
         _days_before),
        (rf"(?:than|vs|v|versus|to|with|against|from) (?:in |over |for )?(?:the )?"
         rf"(?:previous|prior|preceding) (?P<n>\d+)(?: ?(?P<u>{U}))?", _days_before),
        (r"(?:the )?(?:period|stretch|time|same time|same period) previous(?: that| it)?(?P<u>)",
         _one_before),
        (r"(?:the )?(?:previous|prior|preceding) (?:one|period)(?P<u>)", _one_before),
        (r"(?:on )?(?:the )?same (?:day|days|time|weekday) (?:last|the last|the previous|the) week"
         r"(?: before| earlier)?|"
         r"(?:the )?same (?:day|days|time|weekday) (?:a|one|1) week (?:ago|earlier|before)", _week_earlier),
        (rf"(?:than|vs|v|versus|to|with|against|and|or) (?:the |in the |in )?"
         rf"(?:last|previous|prior|1 before)(?: one)?(?! (?:{U}|\d))",
         _elided_last),
    )
]  # fmt: skip


NOW = re.compile(
    r"(?<!\S)(?:right now|now|currently|at the moment|atm|lately|recently|nowadays|these days|rn|at present|"
    r"(?:in |for |over |of )?(?:the |this )?(?:current |whole |latest )?window|as of now|"
    r"as of today|so far|presently|just now|up to now)(?!\S)"
)
"""Words for the window itself: they name no other time."""


def find_times(joined: str, vocabulary: Vocabulary) -> list[TimeMention]:
    """The mentions of time in normalised words joined by single blanks, in order, none overlapping."""
    cal = Calendar(vocabulary)
    found: list[TimeMention] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(joined):
            if _is_may_verb(joined, match):
                continue
            try:
                made = rule(cal, match)
            except (ValueError, OverflowError):  # a day that no calendar has
                continue
            if made is not None:
                kind, period, earlier, unit, which = made
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(TimeMention(kind, start, match.end(), period, earlier, unit, which))
    found.sort(key=lambda t: (t.start - t.end, t.start))
    chosen: list[TimeMention] = []
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda t: t.start)


def _is_may_verb(joined: str, match: re.Match[str]) -> bool:
    """ "may", "mar" and "dec" alone are rarely months: they need a preposition before them."""
    if match.group().strip() not in ("may", "mar", "dec", "march"):
        return False
    before = joined[: match.start()].split()[-1:]
    return before not in (["in"], ["since"], ["during"], ["for"], ["of"], ["vs"], ["versus"], ["and"], ["to"])
