"""Days named by their dates: "on 3 October", "from the 3rd to the 9th of October", "since 26/9"."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from intents.times.days import Calendar, day_of
from intents.times.rule import Found, one_day, point, rules, span, up_to
from intents.times.words import DAY, DAY_SAID, MONTH, NTH, THROUGH, TO, M, W, nth_of

_WEEK = dt.timedelta(days=7)


def _day(cal: Calendar, m: re.Match[str]) -> Found:
    return one_day(cal.day(m["d"]))


def _day_and_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "on 26/9": where only one order makes a day."""
    day = cal.day(f"{m['a']}/{m['b']}/{cal.today.year}")
    if day is not None and day > cal.today:
        day = day_of(day.year - 1, day.month, day.day)
    return one_day(day)


def _as_at(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    return point(day) if day else None


def _range(cal: Calendar, m: re.Match[str]) -> Found:
    first, last = cal.day(m["a"]), cal.day(m["b"])
    if first and last and first > last and first.year == last.year and not re.search(r"\d{4}", m["a"]):
        first = day_of(first.year - 1, first.month, first.day)
    return span(first, last, "", "between")


def _short_range(cal: Calendar, m: re.Match[str]) -> Found:
    """ "3 to 9 October", "Monday 19th to Sunday 25th October": the month stands once."""
    year = f" {m['y']}" if m["y"] else ""
    last = cal.day(f"{m['b']} {m['m']}{year}")
    first = day_of(last.year, last.month, nth_of(m["a"])) if last else None
    return span(first, last, "", "between")


def _two_days(cal: Calendar, m: re.Match[str]) -> Found:
    """ "24/25 October", "24 + 25 October": two days that follow each other."""
    last = cal.day(f"{m['b']} {m['m']}")
    first = day_of(last.year, last.month, int(m["a"])) if last else None
    return span(first, last, "", "between") if first and last and (last - first).days == 1 else None


def _week_ending(cal: Calendar, m: re.Match[str]) -> Found:
    last = cal.day(m["d"])
    return span(last - dt.timedelta(days=6), last) if last else None


def _weeks_of(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the weeks of 28 September and 5 October": from the first of them to the end of the last."""
    days = [cal.day(found[0]) for found in re.finditer(DAY, m["days"])]
    if None in days or len(days) < 2:
        return None
    mondays = [day - dt.timedelta(days=day.weekday()) for day in days if day]
    if any(later - earlier != _WEEK for earlier, later in pairwise(mondays)):
        return None
    return span(mondays[0], min(mondays[-1] + dt.timedelta(days=6), cal.today))


def _since(cal: Calendar, m: re.Match[str]) -> Found:
    """ "since 3 October", "after 3 October"; a day that lies ahead is one alone."""
    day = cal.day(m["d"])
    if day and m["w"] == "after":
        day += dt.timedelta(days=1)
    return span(day, max(cal.today, day) if day else None, "", "since")


def _to_now(cal: Calendar, m: re.Match[str]) -> Found:
    """ "3 October until now"."""
    day = cal.day(m["d"])
    return span(day, max(cal.today, day) if day else None, "", "since")


def _until(cal: Calendar, m: re.Match[str]) -> Found:
    day = cal.day(m["d"])
    if day is None:
        return None
    before = m["w"] in ("before", "prior to", "earlier than", "ahead of")
    return up_to(cal, day - dt.timedelta(days=before))


def _from_start(cal: Calendar, m: re.Match[str]) -> Found:
    """ "from the start of the data to 3 October"."""
    day = cal.day(m["d"])
    return up_to(cal, day) if day else None


RULES = rules(
    (r"(?<!both )(?<!both on )(?:(?:between|from|starting|beginning) )?"
     rf"(?:the )?(?P<a>{DAY}) (?:{TO}|(?:and )?ending(?: on)?) (?:the )?(?P<b>{DAY_SAID})", _range),
    (rf"(?:(?:between|from) )?(?:{W} )?(?:the )?(?P<a>{NTH}) {TO} (?:{W} )?(?:the )?(?P<b>{NTH})"
     rf"(?: of)? (?P<m>{M})(?: (?P<y>\d{{4}}))?", _short_range),
    (rf"(?:(?:between|from) )?(?P<m>{M}) (?:the )?(?P<a>{NTH}) {TO} (?:the )?"
     rf"(?P<b>{NTH})(?! {M})(?: (?P<y>\d{{4}}))?", _short_range),
    (rf"(?:on )?(?P<a>\d{{1,2}}) ?[/+&] ?(?P<b>\d{{1,2}}) (?P<m>{MONTH})", _two_days),
    (rf"as (?:of|at) (?:the )?(?P<d>{DAY})", _as_at),
    (r"(?:(?:in|for|during|over) )?(?:the )?(?:week|wk|7 days) (?:ending|ended|to|up to) (?:on )?"
     rf"(?:the )?(?P<d>{DAY})", _week_ending),
    (r"(?:in |for |over )?(?:the )?(?:weeks|wks) (?:of|starting|beginning) "
     rf"(?P<days>(?:the )?{DAY}(?: (?:and |& )?(?:the )?{DAY})+)", _weeks_of),
    (r"(?:ever )?(?P<w>since|on or after|starting from|starting|beginning|from|after|as from) "
     rf"(?:the )?(?P<d>{DAY})(?: on| onwards?| onward)?(?: {THROUGH} (?:now|today|date|present))?", _since),
    (rf"(?P<d>{DAY}) {THROUGH} (?:now|today|date|present)", _to_now),
    (rf"(?:between|from) (?:the )?(?P<d>{DAY}) {TO} (?:now|today|date|the present|present)", _to_now),
    (rf"(?P<w>before|prior to|earlier than|ahead of|until|till|up to|up until) (?:the )?(?P<d>{DAY})",
     _until),
    (r"from (?:the )?(?:start|beginning|first day|earliest day)(?: of (?:the |our )?(?:data|records))? "
     rf"{THROUGH} (?:the )?(?P<d>{DAY})", _from_start),
    (r"(?:on|of) (?:the )?(?P<a>\d{1,2}) ?/ ?(?P<b>\d{1,2})(?! ?/)", _day_and_month),
    (rf"(?:on |for )?(?:the )?(?P<d>{DAY})", _day),
)  # fmt: skip
