"""Several times in one question: which period is meant, and which one it is compared with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.query import Period
from intents.times.dates import TimeMention
from intents.times.days import Calendar
from intents.times.earlier_days import (
    SAME_DAYS,
    days_earlier,
    just_after,
    just_before,
    like_for_like,
    previous,
    previous_unit,
    week_earlier,
)
from intents.understand.ago import as_long
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import REPAIRS, course
from intents.vocabulary import Vocabulary

Found = list[tuple[int, TimeMention]]
"""Times of a question with the places where they stand."""


def choose_period(periods: list[TimeMention], found: Found, sentence: Sentence, frame: Frame) -> None:
    """Fills period and baseline from periods named and from words that stand for one ("the week before")."""
    times = [time for _, time in found]
    named = [(i, time) for i, time in found if time.kind == "period"]
    if len(periods) > 2 and _sides(found, sentence):
        joined = _taken_together(named, sentence)
        periods = joined if len(joined) == 2 else periods
    elided = next((t for t in times if t.kind in ("before", "last")), None)
    later = next((t for t in times if t.kind == "after"), None)
    if later and periods and later.period and periods[0].period:
        frame.baseline = periods[0].period
        frame.period = just_after(frame.baseline, later.period, later.unit)
    elif elided:
        _against_elided(periods, elided, sentence, frame)
    elif len(periods) == 1 < len(named) and not one_day(periods[0]) and _sides(found, sentence, "and"):
        before = TimeMention("before", 0, 0)  # "the past 30 days against the previous 30 days"
        _against_elided(periods, before, sentence, frame)
    elif periods and frame.baseline is None:
        _choose_named(periods, found, sentence, frame)


def _choose_named(periods: list[TimeMention], found: Found, sentence: Sentence, frame: Frame) -> None:
    """Of periods with names of their own: the one meant, both compared, or what they are taken together."""
    if len(periods) == 1:
        _one(periods[0], found, sentence, frame)
    elif len(periods) == 2 and _corrects(found, sentence):
        _one(periods[-1], found, sentence, frame)
    elif compares(found, sentence) and not (_both_together(found, sentence) or _in_a_row(periods)):
        _against_named(periods, frame)
    elif _then_and_later(periods, sentence):
        first, last = sorted(t.period.first for t in periods if t.period)
        frame.period, frame.period_unit = Period(first, last), "between"
    elif not _one_span(periods, frame):
        _narrowest(periods, sentence, frame)


def _taken_together(found: Found, sentence: Sentence) -> list[TimeMention]:
    """ "september and october against july and august": months joined are one period.

    One that another lies in only says where the other is ("summer, July and August").
    """
    joined: list[TimeMention] = []
    for (before, _), (i, time) in zip([(-1, None), *found[:-1]], found, strict=True):
        between = sentence.mentions[before + 1 : i]
        both = bool(joined) and before >= 0 and bool(between) and all(m.has("and", "or") for m in between)
        if both and {time.unit, joined[-1].unit} == {"month"} and _adjoin(joined[-1], time):
            assert joined[-1].period is not None and time.period is not None
            span = Period(joined[-1].period.first, time.period.last)
            joined[-1] = replace(joined[-1], period=span, unit="")
        else:
            joined.append(time)
    return [t for t in joined if not any(_holds(t, other) for other in joined if other is not t)]


def _holds(one: TimeMention, other: TimeMention) -> bool:
    assert one.period is not None and other.period is not None
    return one.period.first <= other.period.first and other.period.last <= one.period.last


def _corrects(found: Found, sentence: Sentence) -> bool:
    """ "the past week or so, say the last week": the one said last is meant."""
    last = found[-1][0]
    return sentence.at(last).breaks is False and sentence.at(last - 1).text in REPAIRS


def one_day(time: TimeMention) -> bool:
    """A point in time, or a day named by its date."""
    return time.kind == "point" or (time.kind == "period" and time.unit == time.which == "day")


def compares(found: Found, sentence: Sentence) -> bool:
    """Two periods are compared when a word says so or stands between them."""
    if sentence.any("compare") or sentence.cue("change"):
        return True
    named = [t for _, t in found if t.period and t.unit == "month" and not t.which]
    in_a_row = len(named) == len(found) == 2 and _adjoin(*named)
    joints = ("or",) if in_a_row or len(found) > 2 else ("and", "or")
    between = sentence.mentions[found[0][0] + 1 : found[-1][0]]
    return any(m.has(*joints) or m.text == "to" for m in between)


def _both_together(found: Found, sentence: Sentence) -> bool:
    """ "mobile against desktop for August and September": the months are one stretch, others are compared."""
    first, last = found[0][0], found[-1][0]
    between = sentence.mentions[first + 1 : last]
    if not between or not all(m.has("and") for m in between):
        return False
    named = {
        (sense.dimension, sense.value)
        for mention in sentence.mentions
        for sense in mention.senses[:1]
        if sense.kind in ("value", "segment")
    }
    rivals = any(len([v for d, v in named if d == dimension]) > 1 for dimension, _ in named)
    compared = rivals and sentence.any("compare")
    return compared or sentence.at(last + 1).text in _TOGETHER


_TOGETHER = ("taken together", "together", "combined", "put together", "added together", "as one", "in total")


def _sides(found: Found, sentence: Sentence, *joints: str) -> bool:
    """ "july and august against september and october": the word that compares stands between them."""
    inside = sentence.mentions[found[0][0] + 1 : found[-1][0]]
    return any(m.has("compare", *joints) or m.text.split(" ")[-1] in ("with", "to") for m in inside)


def _then_and_later(periods: list[TimeMention], sentence: Sentence) -> bool:
    """ "the moderate readers of 5 September who moved up by 3 October": from the one day to the other."""
    return len(periods) == 2 and all(map(one_day, periods)) and sentence.any("movement")


def _in_a_row(periods: list[TimeMention]) -> bool:
    """ "for August, September and October": three months and more are a stretch."""
    return len(periods) > 2 and all(t.unit == "month" and not t.which for t in periods)


def _adjoin(one: TimeMention, other: TimeMention) -> bool:
    assert one.period is not None and other.period is not None
    return one.period.last + dt.timedelta(days=1) == other.period.first


def _one_span(periods: list[TimeMention], frame: Frame) -> bool:
    """ "in August and September": two months in a row, taken together."""
    if len(periods) != 2 or any(t.unit != "month" for t in periods) or not _adjoin(*periods):
        return False
    assert periods[0].period is not None and periods[1].period is not None
    frame.period = Period(periods[0].period.first, periods[1].period.last)
    return True


def _narrowest(periods: list[TimeMention], sentence: Sentence, frame: Frame) -> None:
    """ "on the 12th, this month": one lies in the other; two that do not cannot both be meant."""
    spans = sorted((t.period for t in periods if t.period), key=lambda p: p.last - p.first)
    frame.period = spans[0]
    narrow = next(t for t in periods if t.period == spans[0])
    frame.period_unit = way_of(narrow)
    if all(t.unit == "month" for t in periods):  # "July, August, September"
        frame.period = Period(min(p.first for p in spans), max(p.last for p in spans))
        together = any(m.text in _TOGETHER for m in sentence.mentions)
        named = any(m.get("dimension") in ("day", "week", "month") for m in sentence.mentions)
        if not (frame.by or named or together):
            frame.by.append("month")
    elif any(p.first > spans[0].first or p.last < spans[0].last for p in spans[1:]) or all(
        t.unit == t.which == ""
        for t in periods  # "last 7 days, last 30 days"
    ):
        frame.doubts.append(TWO_PERIODS)


TWO_PERIODS = "Two periods are named: which one is meant?"


def way_of(time: TimeMention) -> str:
    """How a period was named: "since week", "last month", "day day", "whole"."""
    return f"{time.which or 'whole'} {time.unit}".strip()


def _one(time: TimeMention, found: Found, sentence: Sentence, frame: Frame) -> None:
    index = next(i for i, t in found if t is time)
    before = sentence.before(index, "prep")
    held = None if before is None else sentence.mentions[before]
    compared_with = held is not None and held.has("compare") and not held.has("side_by_side")
    compared_with |= _exceeds(sentence, index)
    assert time.period is not None
    changing = sentence.cue("change") and not course(sentence)
    daytypes = "weekend" in sentence.text and "weekday" in sentence.text
    compared = sentence.any("compare") and not daytypes  # "weekends vs weekdays between August and October"
    if time.unit == "months" and time.earlier and (compared or changing):
        frame.period = Period(time.period.last.replace(day=1), time.period.last)
        frame.baseline = time.earlier
    elif compared_with and (time.which == "last" or _month_of_before(time, sentence)):
        unit = time.unit
        now = TimeMention("period", 0, 0, _this(unit, sentence.vocabulary), unit=unit, which="this")
        _against_named([now, time], frame)
    else:
        frame.day_against = compared_with or _after_compared(sentence, index)
        frame.period, frame.period_unit = time.period, way_of(time)
        up_to_now = sentence.at(index - 1).text == "from" and sentence.any("movement")
        if up_to_now and frame.period_unit == "last week":
            frame.period_unit = "since week"  # "who came back from last week"
        if sentence.at(index).text.endswith(" the last week"):
            frame.period_unit = "the last week"  # for who moved: the seven days up to today


def _month_of_before(time: TimeMention, sentence: Sentence) -> bool:
    """ "did clicks fall compared to September": a month that is over, for figures of events."""
    assert time.period is not None
    over = time.unit == "month" and not time.which and time.period.last < sentence.vocabulary.as_of
    return over and sentence.any("metric", "dimension")


def _after_compared(sentence: Sentence, i: int) -> bool:
    """ "fans and casuals compared with how they were on 3 October": the segments were all named before."""
    segments = [j for j in range(i) if sentence.at(j).has("segment")]
    return bool(segments) and any(m.has("compare") for m in sentence.mentions[segments[-1] : i])


def _exceeds(sentence: Sentence, i: int) -> bool:
    """ "up on last month", "have grown on", "more than last week": what the current one is held against."""
    led = sentence.at(i - 1)
    if led.has("more", "less"):
        return led.text.endswith("than")
    moved = sentence.at(i - 2)
    on = led.text in ("on", "upon", "from", "over")
    return on and (moved.text in ("up", "down") or moved.has_sense("cue", "change"))


def _this(unit: str, vocabulary: Vocabulary) -> Period:
    calendar = Calendar(vocabulary)
    return calendar.cut(calendar.calendar_unit(unit, 0))


def _against_named(periods: list[TimeMention], frame: Frame) -> None:
    """Two periods: the earlier one is the baseline, like for like where the later is unfinished."""
    first, second = sorted(periods[:2], key=lambda t: (t.period.first, t.period.last))  # type: ignore[union-attr]
    assert first.period is not None and second.period is not None
    frame.period = second.period
    frame.baseline = first.period
    if first.unit and first.unit == second.unit:
        frame.baseline = like_for_like(second.period, first.period, first.unit)
    elif second.which == "this" and first.period.last >= second.period.first and as_long(first, second.unit):
        earlier = previous_unit(second.period, second.unit)  # "this week against the past week"
        frame.baseline = like_for_like(second.period, earlier, second.unit)


_AGAINST = ("against", "vs", "versus", "compared")
"""Beginnings of a time that is held against another."""


def _against_elided(
    periods: list[TimeMention], elided: TimeMention, sentence: Sentence, frame: Frame
) -> None:
    """ "than last", "the 30 days before", "the previous 30": the earlier period follows from the later."""
    named = periods[0].period if periods else None
    before = days_earlier(named, elided.unit, elided.period) if named else None
    days_named = elided.unit == "week" and bool(periods) and periods[0].which == "between"
    if named and days_named and named.days < 7:
        before = week_earlier(named)  # "Monday to Friday against the week before"
    if before is not None:
        frame.period, frame.baseline = named, before
    elif elided.period is not None and elided.unit != SAME_DAYS and (elided.unit or not periods):
        frame.period = named or elided.period
        frame.baseline = just_before(frame.period, elided.period)
    elif periods and periods[0].period is not None:
        later, frame.period = periods[0], periods[0].period
        calendar = later.which in ("this", "last") or later.unit in ("month", "quarter", "year")
        unit = later.unit if calendar else ""
        earlier = previous_unit(frame.period, unit) if unit else previous(frame.period)
        frame.baseline = like_for_like(frame.period, earlier, unit) if later.which == "this" else earlier
    else:
        frame.before_that = True
        frame.compared |= any(
            m.time is elided and m.text.startswith(_AGAINST) for m in sentence.mentions
        )  # "against the month before"
        frame.earlier = elided
