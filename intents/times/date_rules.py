"""The days that words of time name: from a match (`dates.py`) to a period, a point or a pair."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from intents.query import Period
from intents.times.days import (
    DAY,
    UNIT_DAYS,
    Calendar,
    amount_of,
    day_of,
    like_for_like,
    month_end,
    nth_of,
    previous,
    unit_of,
)

TimeKind = Literal["period", "point", "pair", "before", "after", "last"]
Which = Literal["", "this", "last", "since", "day", "until", "between", "ago"]
Found = tuple[TimeKind, Period | None, Period | None, str, Which] | None
"""Kind, period, earlier period, unit and way of a mention; None where its words name no days."""


def span(first: dt.date | None, last: dt.date | None, unit: str = "", which: Which = "") -> Found:
    if first is None or last is None or first > last:
        return None
    return "period", Period(first, last), None, unit, which


def last_units(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.last_days(amount_of(m["n"]) * UNIT_DAYS[unit_of(m["u"])])
    return span(period.first, period.last)


def this_last(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    if unit == "fortnight" or m["w"] in ("past", "trailing", "rolling", "in the", "over the", "within the"):
        period = cal.last_days(UNIT_DAYS[unit])
        return span(period.first, period.last)
    if m["w"] in ("this", "current", "the current", "this current", "present", "running"):
        period = cal.cut(cal.calendar_unit(unit, 0))
        return span(period.first, period.last, unit, "this")
    period = cal.calendar_unit(unit, 1)
    return span(period.first, period.last, unit, "last")


def ago(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    day = cal.today - dt.timedelta(days=amount_of(m["n"]) * UNIT_DAYS[unit])
    return "point", Period(day, day), None, unit, ""


def ago_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "between 2 and 4 weeks ago"."""
    days = sorted(int(m[n]) * UNIT_DAYS[unit_of(m["u"])] for n in ("a", "b"))
    first, last = (cal.today - dt.timedelta(days=back) for back in reversed(days))
    return span(first, last, "", "ago")


def day_ago(cal: Calendar, m: re.Match[str]) -> Found:
    """ "a week ago today", "on the day one week ago": the day itself."""
    day = cal.today - dt.timedelta(days=amount_of(m["n"] or m["n2"]) * UNIT_DAYS[unit_of(m["u"] or m["u2"])])
    return span(day, day, "day", "day")


def day_and_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "on 26/9": where only one order makes a day."""
    day = cal.day(f"{m['a']}/{m['b']}/{cal.today.year}")
    if day is not None and day > cal.today:
        day = day_of(day.year - 1, day.month, day.day)
    return span(day, day, "day", "day")


def end_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "at the end of September", "the beginning of last month": one day of it."""
    whole = cal.month(m["m"]) if m["m"] else cal.calendar_unit(unit_of(m["u"]), 0 if m["w"] == "this" else 1)
    period = cal.cut(whole)
    day = period.last if m["end"] in ("end", "close") else period.first
    return "point", Period(day, day), None, "", ""


def season(cal: Calendar, m: re.Match[str]) -> Found:
    """Three whole months, the latest that have begun."""
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[m["s"]]
    first = dt.date(cal.today.year - (month > cal.today.month), month, 1)
    if "since" in m[0]:
        return span(first, cal.today, "", "since")
    return span(first, cal.cut(Period(first, month_end(first + dt.timedelta(days=62)))).last)


def month_on_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "October on September": the later against the earlier."""
    later, earlier = cal.month(m["a"]), cal.month(m["b"])
    return ("pair", later, earlier, "month", "") if earlier.last < later.first else None


def as_at(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    return ("point", Period(day, day), None, "", "") if day else None


def week_ending(cal: Calendar, m: re.Match[str]) -> Found:
    last = cal.day(m["d"])
    return span(last - dt.timedelta(days=6), last) if last else None


def over(days: int) -> Callable[[Calendar, re.Match[str]], Found]:
    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        later = cal.last_days(days)
        return "pair", later, previous(later), "", ""

    return rule


def this_over_last(cal: Calendar, m: re.Match[str]) -> Found:
    """ "this month over last": like for like."""
    unit = unit_of(m["u"])
    later, earlier = cal.cut(cal.calendar_unit(unit, 0)), cal.calendar_unit(unit, 1)
    return "pair", later, like_for_like(later, earlier, unit), unit, ""


def before_last(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week before last"."""
    period = cal.calendar_unit(unit_of(m["u"]), 2)
    return span(period.first, period.last, unit_of(m["u"]), "last")


def day(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    return span(day, day, "day", "day")


def day_range(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.day(m["a"]), cal.day(m["b"])
    if first and last and first > last and first.year == last.year and not re.search(r"\d{4}", m["a"]):
        first = day_of(first.year - 1, first.month, first.day)
    return span(first, last, "", "between")


def short_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "3 to 9 October", "Monday 19th to Sunday 25th October": the month stands once."""
    year = f" {m['y']}" if m["y"] else ""
    last = cal.day(f"{m['b']} {m['m']}{year}")
    first = day_of(last.year, last.month, nth_of(m["a"])) if last else None
    return span(first, last, "", "between")


def two_days(cal: Calendar, m: re.Match[str]) -> Found:
    """ "24/25 October", "24 + 25 October": two days that follow each other."""
    last = cal.day(f"{m['b']} {m['m']}")
    first = day_of(last.year, last.month, int(m["a"])) if last else None
    return span(first, last, "", "between") if first and last and (last - first).days == 1 else None


def weeks_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the weeks of 28 September and 5 October": from the first of them to the end of the last."""
    days = [cal.day(found[0]) for found in re.finditer(DAY, m["days"])]
    if None in days or len(days) < 2:
        return None
    mondays = [day - dt.timedelta(days=day.weekday()) for day in days if day]
    if any(later - earlier != dt.timedelta(days=7) for earlier, later in pairwise(mondays)):
        return None
    return span(mondays[0], min(mondays[-1] + dt.timedelta(days=6), cal.today))


def months(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.month(m["a"]), cal.month(m["b"])
    if first.first > last.last:
        return None
    return "period", Period(first.first, last.last), first, "months", ""


def since(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day and m["w"] == "after":
        day += dt.timedelta(days=1)
    return span(day, max(cal.today, day) if day else None, "", "since")


def since_yesterday(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since yesterday", "from yesterday on": two days."""
    return span(cal.today - dt.timedelta(days=2 if m["two"] else 1), cal.today, "", "since")


def since_unit(cal: Calendar, m: re.Match[str]) -> Found:
    unit = unit_of(m["u"])
    first = cal.calendar_unit(unit, 1 if m["w"] in ("last", "previous") else 0).first
    return span(first, cal.today, unit, "since")


def since_ago(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.today - dt.timedelta(days=amount_of(m["n"]) * UNIT_DAYS[unit_of(m["u"])])
    return span(day, cal.today, "", "since")


def until(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day is None:
        return None
    if m["w"] in ("before", "prior to", "earlier than", "ahead of"):
        day -= dt.timedelta(days=1)
    return "period", Period(min(cal.first_day, day), day), None, "", "until"


def until_month(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.month(m["m"]).first - dt.timedelta(days=1)
    return "period", Period(min(cal.first_day, day), day), None, "", "until"


def last_hours(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the last 48 hours": whole days, the last of them today."""
    period = cal.last_days(int(m["n"]) // 24)
    return span(period.first, period.last)


def month_in_numbers(cal: Calendar, m: re.Match[str]) -> Found:
    """ "10/2026", "2026-10"."""
    first = dt.date(int(m["y"] or m["y2"]), int(m["m"] or m["m2"]), 1)
    return span(first, cal.cut(Period(first, month_end(first))).last, "month")


def month(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.month(m["m"])
    return span(period.first, period.last, "month")


def quarter(cal: Calendar, m: re.Match[str]) -> Found:
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    number = int(m["q"] or named.get(m["o"]) or m["o"][0])
    year = int(m["y"]) if m["y"] else cal.today.year
    first = dt.date(year, 3 * number - 2, 1)
    if not m["y"] and first > cal.today:
        first = first.replace(year=year - 1)
    period = cal.cut(Period(first, month_end(first.replace(month=first.month + 2))))
    return span(period.first, period.last, "quarter")


def edges(cal: Calendar, m: re.Match[str]) -> Found:
    """ "from the end of August to the end of September", "August till end of October"."""
    first, last = cal.month(m["a"] or m["a2"]), cal.month(m["b"] or m["b2"])
    start, end = m["from"] or m["from2"] or "start", m["to"] or m["to2"] or "end"
    return span(_edge(first, start), min(_edge(last, end), cal.today), "", "between")


def _edge(whole: Period, words: str) -> dt.date:
    """ "the end of": the last day of a month, else its first."""
    return month_end(whole.first) if "end" in words or "close" in words else whole.first


def edge_day(cal: Calendar, m: re.Match[str]) -> Found:
    """ "on the last day of September", "since the first day of this month"."""
    month = month_named(cal, m)
    day = month_end(month.first) if m["o"] == "last" else month.first
    if day > cal.today:
        return None
    if m["w"] == "since":
        return span(day, cal.today, "", "since")
    return span(day, day, "day", "day")


def month_named(cal: Calendar, m: re.Match[str]) -> Period:
    """The month of `OF_MONTH`: by its name, or as this one or the one before."""
    if m["m"]:
        return cal.month(m["m"])
    return cal.calendar_unit("month", 1 if m["v"] in ("last", "previous") else 0)


def whole_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "from the first to the last day of October": two days named, and all between them."""
    month = cal.month(m["m"])
    return span(month.first, month.last, "", "between")


def since_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since September", "since the end of August", "since September began"."""
    return span(_edge(cal.month(m["m"] or m["n"]), m["edge"] or ""), cal.today, "", "since")


def since_mid(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since mid-August", "from the middle of September": from the 15th on."""
    return span(cal.month(m["m"]).first.replace(day=15), cal.today, "", "since")


def until_edge(cal: Calendar, m: re.Match[str]) -> Found:
    """ "up to the end of September"."""
    day = min(_edge(cal.month(m["m"]), m["edge"]), cal.today)
    return "period", Period(min(cal.first_day, day), day), None, "", "until"


def of_the(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the top stories of the week": the current one."""
    unit = m["u"] or m["u2"]
    period = cal.cut(cal.calendar_unit(unit, 0))
    return span(period.first, period.last, unit, "this")


def year(cal: Calendar, m: re.Match[str]) -> Found:
    period = cal.cut(Period(dt.date(int(m["y"]), 1, 1), dt.date(int(m["y"]), 12, 31)))
    return span(period.first, period.last, "year")


def single(back: int) -> Callable[[Calendar, re.Match[str]], Found]:
    def rule(cal: Calendar, _: re.Match[str]) -> Found:
        day = cal.today - dt.timedelta(days=back)
        return span(day, day, "", "day")

    return rule


def everything(cal: Calendar, _: re.Match[str]) -> Found:
    return span(cal.first_day, cal.today)


def to_date(cal: Calendar, m: re.Match[str]) -> Found:
    unit = {"w": "week", "m": "month", "q": "quarter", "y": "year"}[(m["u"] or m["v"])[0]]
    return span(cal.calendar_unit(unit, 0).first, cal.today, unit, "this")


def one_before(_: Calendar, m: re.Match[str]) -> Found:
    return "before", None, None, unit_of(m["u"]) if m["u"] else "", ""


def days_before(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the 30 days before", "the 30 previous days": as many days, just before the ones compared with."""
    said = m.groupdict()
    number, word = said["n"] or said["n2"], said["u"] or said.get("u2")
    unit = unit_of(word) if word else ""
    return "before", cal.last_days(amount_of(number) * UNIT_DAYS[unit or "day"]), None, unit, ""


def elided_last(_: Calendar, __: re.Match[str]) -> Found:
    return "last", None, None, "", ""
