"""Follow-ups that move the days: "start in august instead", "the friday before", "the week after"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intents.followups.leads import LEAD, TAIL
from intents.query import MEASURED, Has, Period, Query, moves
from intents.times.days import Calendar, month_end
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary

_STARTS = re.compile(
    rf"{LEAD}(?:(?:we|make it|take it|have it|should) )*"
    r"(?:start|starts|starting|begin|begins|beginning|go|going|reach|stretch)\b.*"
)
_STARTING = ("start", "starts", "starting", "begin", "begins", "beginning")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EARLIER = ("before", "earlier", "previous", "prior", "preceding")


def starts_anew(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "start in august instead", "go back to 1 September": only where the days begin."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.counted
    words = sentence.text.split()
    begins = any(word in _STARTING for word in words) or "back" in words
    since = frame.period_unit.startswith("since")
    dated = frame.period is not None and frame.baseline is None and not since
    return last.ask in (*MEASURED, "movement", "users") and begins and dated and not named and bool(
        _STARTS.fullmatch(sentence.text)
    )  # fmt: skip


def read_days_said(last: Query, sentence: Sentence, frame: Frame) -> None:
    """Makes a start the days since then, and after a single day the name of a weekday that day."""
    if starts_anew(sentence, frame, last) and frame.period is not None:
        end = last.period.last if last.period and not moves(last.group) else sentence.vocabulary.as_of
        if frame.period.first < end:
            frame.period, frame.period_unit, frame.subject = Period(frame.period.first, end), "since", ""
            sentence.use(*range(len(sentence)))
    _read_later_end(last, sentence, frame)
    _read_weekend(last, sentence, frame)
    _read_weekday(last, sentence, frame)


_EXTENDS = re.compile(
    rf"{LEAD}(?:extend|stretch|prolong|lengthen|continue|carry on|expand|widen)(?: (?:it|that|this|them|the "
    r"\w+))?(?: on| out)? "
    r"(?:to|until|till|up to|through|through to) .*"
)


def _read_later_end(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "extend it to the end of October": from the first day of before."""
    until = frame.point or frame.period
    if last.period is None or until is None or frame.filters() or not _EXTENDS.fullmatch(sentence.text):
        return
    if last.period.first < until.last:
        frame.period = Period(last.period.first, min(until.last, sentence.vocabulary.as_of))
        frame.point, frame.period_unit, frame.them = None, "between", False
        sentence.use(*range(len(sentence)))


_WEEKEND = re.compile(
    rf"{LEAD}(?:(?:what|how) about )?(?:the )?(?:(?:weekend|one) (?P<way>before|after|earlier|later)"
    r"(?: that)?|(?P<which>previous|preceding|next|following) (?:weekend|one))"
    rf"{TAIL}"
)


def _read_weekend(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "the weekend before" after the days of one: a week earlier."""
    period, said = last.period, _WEEKEND.fullmatch(sentence.text)
    if said is None or period is None or period.first.weekday() < 5 or period.days > 2:
        return
    back = (said["way"] or said["which"]) in _EARLIER
    week = dt.timedelta(days=-7 if back else 7)
    frame.events = [f for f in frame.events if f.dimension != "weekday"]
    frame.period, frame.period_unit = Period(period.first + week, period.last + week), "between"
    frame.before_that = False
    sentence.use(*range(len(sentence)))


_UNITS = ("day", "week", "month", "period", "fortnight", "stretch", "span", "timeframe")
_THOSE = ("that", "those", "these", "that same", "the same", "those same", "same")
_FROM = ("from", "since", "until", "till", "before", "after")


def read_same_days(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "clicks on sport that week", "those two days": the days of before, or the week that they lie in."""
    if frame.point is None and frame.changing and _SINCE_THEN.search(sentence.text):
        day = last.as_of or last.baseline_as_of
        frame.point = Period(day, day) if day else None  # "which segment has grown the most since then"
    if last.period is not None and _as_long(last.period, sentence, frame):
        frame.period, frame.baseline = last.period, frame.baseline or last.baseline
        return
    if last.period is None or frame.period is not None or frame.point is not None:
        return
    for i, mention in enumerate(sentence.mentions):
        unit = mention.text.rstrip("s")
        first = i - 1 if sentence.at(i - 1).number is not None else i
        words = " ".join(m.text for m in sentence.mentions[max(first - 2, 0) : first]).split()
        those = " ".join(words[-2:]) in _THOSE or " ".join(words[-1:]) in _THOSE
        if unit not in _UNITS or not those or set(words[:-1]) & set(_FROM):
            continue
        frame.by = [d for d in frame.by if d != unit or sentence.at(i - 1).has("by")]
        frame.period, frame.period_unit = _around(last.period, unit, sentence.vocabulary), unit
        if frame.period == last.period and last.baseline is not None:
            frame.baseline = last.baseline  # "and article views, over the same days"
        frame.them = frame.them and any(m.has("them") for m in sentence.mentions[: max(first - 1, 0)])
        sentence.use(*range(max(first - 1, 0), i + 1))
        return


_SINCE_THEN = re.compile(r"\b(?:since then|since that (?:day|date)|from then on)\b")
_SO_LONG = re.compile(r"(?:\w+ )?(?:those|these|the same|those same|these same) (\d+) (days|weeks)")


def _as_long(period: Period, sentence: Sentence, frame: Frame) -> bool:
    """ "in these seven days" after some seven days: those, and not the last ones."""
    for mention in sentence.mentions:
        said = _SO_LONG.fullmatch(mention.text) if mention.time is not None else None
        if said and frame.period and not frame.baseline:
            days = int(said[1]) * (7 if said[2] == "weeks" else 1)
            return days == period.days
    return False


def _around(period: Period, unit: str, vocabulary: Vocabulary) -> Period:
    """The days themselves; the whole week or month around fewer of its days."""
    calendar = Calendar(vocabulary)
    if unit == "week" and period.days < 7:
        monday = period.first - dt.timedelta(days=period.first.weekday())
        whole = Period(monday, monday + dt.timedelta(days=6))
    elif unit == "month" and period.days < 28:
        first = period.first.replace(day=1)
        whole = Period(first, month_end(first))
    else:
        return period
    return calendar.cut(whole) if whole.last >= period.last else period


_NEXT = re.compile(
    rf"{LEAD}(?:(?:what|how) about )?(?:the )?"
    r"(?:(?:next|following) (?P<next>day|week|month)"
    r"|(?P<after>day|week|month) (?:after|afterwards|later)(?: that)?)"
    rf"{TAIL}"
)


_HALF = re.compile(
    rf"{LEAD}(?:(?:what about|how about|in|for|of) )*(?:the )?"
    r"(?P<which>first|1st|second|2nd|other) half(?: of (?:the|that) month)?"
    rf"{TAIL}"
)


def goes_forward(sentence: Sentence, last: Query) -> bool:
    """ "and the week after", "second half?": other days, told by those of before."""
    dated = last.ask in (*MEASURED, "users") and last.period is not None
    return dated and bool(_NEXT.fullmatch(sentence.text) or _HALF.fullmatch(sentence.text))


def _other_half(last: Query, named: str) -> Query | None:
    """ "second half" after days of one month: of that month."""
    period = last.period
    if period is None or (period.first.year, period.first.month) != (period.last.year, period.last.month):
        return None
    second = named in ("second", "2nd") or (named == "other" and period.last.day <= _MIDDLE)
    first = period.first.replace(day=_MIDDLE + 1 if second else 1)
    end = month_end(first) if second else first.replace(day=_MIDDLE)
    return replace(last, period=Period(first, end), baseline=None)


_MIDDLE = 15
"""The last day of the first half of a month."""


def next_days(last: Query, sentence: Sentence) -> Query | None:
    """The same of the day, week or month after, or of the other half; None where that is after the data."""
    if half := _HALF.fullmatch(sentence.text):
        query = _other_half(last, half["which"])
        if query is None or query.period is None or query.period.first > sentence.vocabulary.as_of:
            return None
        return replace(query, period=Calendar(sentence.vocabulary).cut(query.period))
    found = _NEXT.fullmatch(sentence.text)
    if found is None or last.period is None or not goes_forward(sentence, last):
        return None
    first = last.period.last + dt.timedelta(days=1)
    if first > sentence.vocabulary.as_of:
        return None
    unit = found["next"] or found["after"]
    length = {"day": 1, "week": 7}.get(unit) or (month_end(first) - first).days + 1
    later = Period(first, first + dt.timedelta(days=length - 1))
    return replace(last, period=Calendar(sentence.vocabulary).cut(later), baseline=None)


def _read_weekday(last: Query, sentence: Sentence, frame: Frame) -> None:
    named = [f for f in frame.filters() if f.dimension == "weekday"]
    short = last.period is not None and last.period.days < 8
    if len(named) != 1 or not short or frame.period or last.period is None or frame.by or named[0].negated:
        return
    days = [v for v in named[0].values if v in _WEEKDAYS]
    words = sentence.text.split()
    if len(days) != 1 or f"{days[0].lower()}s" in words:
        return
    earlier = any(word in _EARLIER for word in words)
    one_day = last.period.first == last.period.last
    inside = earlier or one_day or set(last.by) & {"day", "weekday"}
    until = (
        last.period.first - dt.timedelta(days=1)
        if earlier
        else sentence.vocabulary.as_of
        if inside
        else last.period.last
    )
    day = until - dt.timedelta(days=(until.weekday() - _WEEKDAYS.index(days[0])) % 7)
    if not one_day and not earlier and (inside or day < last.period.first):
        return
    frame.events = [f for f in frame.events if f.dimension != "weekday"]
    frame.where = [
        a for a in frame.where if not (isinstance(a[0], Has) and a[0].filter.dimension == "weekday")
    ]
    frame.period, frame.period_unit = Period(day, day), "day day"
