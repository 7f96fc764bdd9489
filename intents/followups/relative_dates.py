"""Follow-ups that tell days by those of before: "and the 13th?", "16 to 31", "a week later", "whole week".

Each is put with its dates, as a question of its own would say it.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name
from collections.abc import Callable

from intents.followups.leads import WORDS
from intents.query import Period, Query, Threshold
from intents.times.days import Calendar, day_of, month_end
from intents.times.earlier_days import previous
from intents.times.words import amount_of, unit_of
from intents.vocabulary import Vocabulary

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
"""A month by its name, or the start of it."""
_LED = rf"(?P<led>(?:(?:{WORDS}|what about|how about|just|only|same for|for)\b,? )*)"
_END = r"(?P<tail>(?: (?:only|just|too|then|please|instead|as well|by \w+|per \w+))*)[?.!]*"
_N = r"(?:\d+|an?|one|two|three|four|a couple of)"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_Put = Callable[[re.Match[str], Query, Vocabulary], str | None]


def with_dates(text: str, last: Query, vocabulary: Vocabulary) -> str:
    """The follow-up with the days it means; the text itself where it tells none so."""
    for pattern, put in _RULES:
        found = pattern.fullmatch(text)
        days = put(found, last, vocabulary) if found else None
        if found and days:
            return f"{found['led']}{days}{found['tail']}"
    return text


def _nth(m: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "the 13th" after days of one month: of that month."""
    month = _month_of(last)
    day = month and day_of(month.year, month.month, int(m["n"]))
    return f"on {day.isoformat()}" if day and day <= vocabulary.as_of else None


def _numbers(m: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "16 to 31" after days of one month."""
    month = _month_of(last)
    first, end = (month and day_of(month.year, month.month, int(m[n])) for n in ("a", "b"))
    bounded = any(isinstance(c, Threshold) for any_of in last.group.where for c in any_of)
    if bounded or "hour" in last.by or not (first and end and first < end and first <= vocabulary.as_of):
        return None
    return _stretch(Period(first, end), vocabulary)


def _clock(m: re.Match[str], last: Query, _: Vocabulary) -> str | None:
    """ "between 8 and 12" after rows of hours."""
    return f"between {m['a']} and {m['b']} o'clock" if "hour" in last.by else None


def _later(m: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "a week later": as many days after those of before."""
    number = _WORDS.get(m["n"].lower()) or amount_of(m["n"])
    days = dt.timedelta(days=number * {"day": 1, "week": 7}[unit_of(m["u"].lower())])
    if last.as_of and last.period is None:
        day = last.as_of + days
        return f"on {day.isoformat()}" if day <= vocabulary.as_of else None
    if last.period is None or last.period.first + days > vocabulary.as_of:
        return None
    return _stretch(Period(last.period.first + days, last.period.last + days), vocabulary)


def _whole(m: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "the whole week" after one of its days."""
    if last.period is None or last.baseline is not None:
        return None
    first = last.period.first
    if m["u"].lower() == "week":
        monday = first - dt.timedelta(days=first.weekday())
        whole = Period(monday, monday + dt.timedelta(days=6))
    else:
        whole = Period(first.replace(day=1), month_end(first.replace(day=1)))
    inside = whole.first <= first and last.period.last <= whole.last
    return _stretch(whole, vocabulary) if inside and last.period != whole else None


def _nth_week(m: re.Match[str], last: Query, _: Vocabulary) -> str | None:
    """ "second week" after days of one month: of that month."""
    month = _month_of(last)
    return f"in the {m['n']} week of {month_name[month.month]} {month.year}" if month else None


def _before(_: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "and before?", "the one before that": as many days just before, a whole month before a whole one."""
    if last.period is None or last.baseline is not None:
        return None
    period = last.period
    if period.first.day == 1 and period.last == month_end(period.first):
        day = period.first - dt.timedelta(days=1)
        return _stretch(Period(day.replace(day=1), day), vocabulary)
    return _stretch(previous(period), vocabulary)


def _this_one(_: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "this one" after last week, last month, last quarter."""
    calendar = Calendar(vocabulary)
    units = (u for u in ("week", "month", "quarter") if last.period == calendar.calendar_unit(u, 1))
    unit = next(units, None)
    return f"this {unit}" if unit else None


def _last_few(m: re.Match[str], last: Query, vocabulary: Vocabulary) -> str | None:
    """ "last 14" after the last 7 days."""
    rolling = last.period is not None and last.period.last == vocabulary.as_of and not last.limit
    return f"last {m['n']} days" if rolling else None


def _month_of(last: Query) -> dt.date | None:
    """The first day of the month that all days of a question are of, where it is of no other."""
    period = last.period
    if period is None or last.baseline is not None:
        return None
    return period.first.replace(day=1) if period.last <= month_end(period.first) else None


def _stretch(period: Period, vocabulary: Vocabulary) -> str:
    last = min(period.last, vocabulary.as_of)
    if period.first == last:
        return f"on {last.isoformat()}"
    return f"from {period.first.isoformat()} to {last.isoformat()}"


_RULES: tuple[tuple[re.Pattern[str], _Put], ...] = tuple(
    (re.compile(_LED + pattern + _END, re.IGNORECASE), put)
    for pattern, put in (
        (r"(?:on )?(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th)", _nth),
        (r"(?:from )?(?:the )?(?P<a>\d{1,2})(?:st|nd|rd|th)? ?(?:to|till|until|-|–) ?(?:the )?"
         r"(?P<b>\d{1,2})(?:st|nd|rd|th)?", _numbers),
        (r"(?:between |from )?(?P<a>\d{1,2}) ?(?:and|to|till|until|-|–) ?(?P<b>\d{1,2})", _clock),
        (rf"(?P<n>{_N}) (?P<u>days?|weeks?) (?:later|after that|afterwards|on)", _later),
        (r"(?:(?:over|in|for) )?(?:the |that )?(?:whole|entire|full|complete) (?P<u>week|month)", _whole),
        (r"(?:in |for )?(?:the )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th) week", _nth_week),
        (r"(?:the one |the time |the period )?before(?: that| it| then)?", _before),
        (r"this one", _this_one),
        (r"(?:the )?(?:last|past) (?P<n>\d{1,3})", _last_few),
    )
)  # fmt: skip
