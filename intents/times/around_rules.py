"""Days told by others: "the two weeks before 10 October", "before and after it", "early October"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import Period
from intents.times.date_rules import Found, span
from intents.times.days import DAY, UNIT_DAYS, Calendar, M, amount_of, month_end, nth_of, unit_of
from intents.times.nth_rules import latest_nth

THE_DAY = rf"(?:the )?(?:{DAY}|\d{{1,2}}(?:st|nd|rd|th)(?! (?:of )?{M}\b))"
"""A day, as a pattern; that of the month goes by its number alone."""

_AFTER = ("after", "following")
"""Words that lead from a day on; all others lead up to it."""
_AROUND = 3
"""So many days on either side are around a day."""


def beside_day(cal: Calendar, m: re.Match[str]) -> Found:
    """ "the week before 10 October", "two weeks after the 3rd": only "up to" has the day itself."""
    day = _day(cal, m, m["d"])
    if day is None:
        return None
    first, last = _days_beside(day, _length(m["n"] or m["n2"], m["u"]), m["w"] in _AFTER)
    if m["w"] == "up to":
        first, last = first + dt.timedelta(days=1), day
    single = first == last
    return span(
        first, min(last, max(cal.today, first)), "day" if single else "", "day" if single else "between"
    )


def before_and_after(cal: Calendar, m: re.Match[str]) -> Found:
    """ "before and after 15 October", "the 3 days before vs after it": as many days on both sides of it.

    Nothing said, they are as many as there are data on both sides.
    """
    day = _day(cal, m, m["d"] or m["d2"])
    if day is None:
        return None
    days = min((cal.today - day).days, (day - cal.first_day).days)
    if m["u"] or m["u2"]:
        days = _length(m["n"] or m["n2"], m["u"] or m["u2"])
    if days < 1:
        return None
    earlier, later = (Period(*_days_beside(day, days, after)) for after in (False, True))
    return "pair", cal.cut(later), earlier, "", ""


def around(cal: Calendar, m: re.Match[str]) -> Found:
    """ "around 10 October": the days next to it with it."""
    day = _day(cal, m, m["d"])
    side = dt.timedelta(days=_AROUND)
    return span(day - side, max(min(day + side, cal.today), day), "", "between") if day else None


def third_of_month(cal: Calendar, m: re.Match[str]) -> Found:
    """ "early October", "mid September", "late August": its first ten days, the next ten, the rest."""
    whole = cal.month(m["m"])
    first, last = _THIRDS[m["part"]]
    end = whole.first.replace(day=last) if last else month_end(whole.first)
    start = whole.first.replace(day=first)
    if m["w"]:
        return span(start, cal.today, "", "since")
    return span(start, max(start, min(end, cal.today)), "", "between")


_THIRDS = {"early": (1, 10), "mid": (11, 20), "middle of": (11, 20), "late": (21, 0)}
"""A part of a month → its first and last day; 0 is the month's end."""


def _day(cal: Calendar, m: re.Match[str], text: str) -> dt.date | None:
    text = text.removeprefix("the ")
    return latest_nth(cal, m, nth_of(text)) if re.fullmatch(r"\d+[a-z]+", text) else cal.day(text)


def _length(number: str | None, unit: str) -> int:
    return (amount_of(number) if number else 1) * UNIT_DAYS[unit_of(unit)]


def _days_beside(day: dt.date, length: int, after: bool) -> tuple[dt.date, dt.date]:
    one, all_ = dt.timedelta(days=1), dt.timedelta(days=length)
    return (day + one, day + all_) if after else (day - all_, day - one)
