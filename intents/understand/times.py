"""Mentions of time → the period, the earlier period compared with, or a point in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.query import Period
from intents.times.dates import TimeMention
from intents.times.days import (
    Calendar,
    just_before,
    like_for_like,
    previous,
    previous_unit,
    week_earlier,
)
from intents.times.earlier_days import SAME_DAYS, days_earlier, just_after
from intents.understand.ago import as_long, beside_unit
from intents.understand.days_told import of_day_told
from intents.understand.frame import Frame, Sentence
from intents.understand.seen import last_seen, of_the_asker, on_both
from intents.understand.wording import REPAIRS
from intents.vocabulary import Vocabulary


def read_times(sentence: Sentence, frame: Frame) -> None:
    """Fills period, baseline and point."""
    found = [(i, m.time) for i, m in enumerate(sentence.mentions) if m.time is not None]
    frame.window_named = any(s.value == "now" for m in sentence.mentions for s in m.senses)
    found = [(i, t) for i, t in found if not last_seen(sentence, frame, i, t)]
    for i, _ in found:
        sentence.use(i)
    found = [(i, t) for i, t in found if not of_the_asker(sentence, i)]
    found = of_day_told(_put_exactly(_then(found, sentence), sentence), sentence)
    found = _of_states(found, sentence)
    in_segments = sentence.any("segment", "segment_noun")
    if not in_segments or sentence.any("metric", "active"):
        found = beside_unit(found, sentence.vocabulary)
    times = [t for _, t in found]
    _glossed(times, sentence)
    for time in times:
        if time.kind == "pair" and (course(sentence) or _longer(times, time)):
            frame.trend = True  # "week by week": a step, not a comparison
            days = time.period.days if time.period else 1
            frame.by.append({7: "week", 30: "month"}.get(days, "day"))
        elif time.kind == "pair":
            frame.period, frame.baseline = time.period, time.earlier
    points = [t for t in times if t.kind == "point"]
    named = [t for t in times if t.kind == "period"]
    periods = list({t.period: t for t in named}.values())  # "last Saturday, the 24th"
    measured = sentence.any("metric") and not in_segments
    dated = [t for t in times if _one_day(t) or (measured and t.which == "day")]  # "10 days ago vs today"
    if points and len(dated) == 2 and _compares(found, sentence):
        points, periods = [], dated  # "as of 25 October against the 18th"
    if points:
        frame.point, frame.point_unit = points[0].period, points[0].unit
    if len(found) == 2 and on_both(sentence, found[0][0]):
        frame.doubts.append("Who came on each of two days cannot be asked; ask for one of them at a time.")
    _each_of(found, sentence, frame)
    if len(periods) > 2 and _sides(found, sentence):
        joined = _taken_together([(i, t) for i, t in found if t.kind == "period"], sentence)
        periods = joined if len(joined) == 2 else periods
    elided = [t for t in times if t.kind in ("before", "last")]
    later = [t for t in times if t.kind == "after"]
    if later and periods and later[0].period and periods[0].period:
        frame.baseline = periods[0].period
        frame.period = just_after(frame.baseline, later[0].period, later[0].unit)
    elif elided:
        _against_elided(periods, elided[0], sentence, frame)
    elif len(periods) == 1 < len(named) and not _one_day(periods[0]) and _sides(found, sentence, "and"):
        before = TimeMention("before", 0, 0)  # "the past 30 days against the previous 30 days"
        _against_elided(periods, before, sentence, frame)
    elif len(periods) == 2 and frame.baseline is None and _corrects(found, sentence):
        _one(periods[-1], found, sentence, frame)
    elif len(periods) >= 2 and frame.baseline is None:
        apart = _compares(found, sentence) and not _both_together(found, sentence)
        if apart and not _in_a_row(periods):
            _against_named(periods, frame)
        elif _then_and_later(periods, sentence):
            first, last = sorted(t.period.first for t in periods if t.period)
            frame.period, frame.period_unit = Period(first, last), "between"
        elif not _one_span(periods, frame):
            _narrowest(periods, sentence, frame)
    elif periods and frame.baseline is None:
        _one(periods[0], found, sentence, frame)
    elif periods and frame.period is not None and not frame.baseline:
        frame.period = periods[0].period


def _longer(times: list[TimeMention], pair: TimeMention) -> bool:
    """ "week on week over August and September": steps through a stretch of several."""
    stretches = [t.period for t in times if t.kind == "period" and t.period is not None]
    if pair.period is None or not stretches:
        return False
    first, last = min(p.first for p in stretches), max(p.last for p in stretches)
    return (last - first) > 2 * (pair.period.last - pair.period.first) + dt.timedelta(days=1)


def _then(found: list[tuple[int, TimeMention]], sentence: Sentence) -> list[tuple[int, TimeMention]]:
    """ "were loyal on 3 October and still are today": movement is up to today anyway."""
    earlier = [(i, t) for i, t in found if sentence.at(i).text not in ("today", "todays")]
    if len(earlier) == 1 and sentence.text.startswith(("where were", "which segment were")):
        return earlier  # "where were today's fans on 3 October"
    states = sum(m.has("segment") for m in sentence.mentions) > 1 and not sentence.any("compare")
    now = [i for i, t in found if (i, t) not in earlier]
    states &= all(sentence.at(i - 1).has("segment", "segment_noun") for i in now)
    whose = all(sentence.at(i + 1).has("segment") for i in now)  # "clicks of today's fans on 3 October"
    return earlier if earlier and (states or whose or sentence.any("movement")) else found


def _put_exactly(found: list[tuple[int, TimeMention]], sentence: Sentence) -> list[tuple[int, TimeMention]]:
    """ "since the start of October (Oct 3)" begins that day; "differs from 26 September" is of that day."""
    exact: list[tuple[int, TimeMention]] = []
    for i, time in found:
        before = exact[-1][1] if exact and exact[-1][0] == i - 1 else None
        if before is not None and before.which == "since" and _one_day(time) and sentence.at(i).breaks:
            assert before.period is not None and time.period is not None
            exact[-1] = (i, replace(before, period=Period(time.period.first, before.period.last)))
            continue
        if before is not None and _within_last_week(before, time):
            exact[-1] = (i, time)  # "last week's Saturday (24 October)"
            continue
        from_day = time.which == "since" and sentence.at(i).text.startswith("from ")
        if from_day and sentence.at(i - 1).has("compare") and time.period is not None:
            day = Period(time.period.first, time.period.first)
            time = replace(time, period=day, unit="day", which="day")
        exact.append((i, time))
    return exact


def _within_last_week(week: TimeMention, time: TimeMention) -> bool:
    named = week.which == "last" and week.unit == "week" and time.which in ("since", "day")
    if not named or week.period is None or time.period is None:
        return False
    return week.period.first <= time.period.first <= week.period.last


def _of_states(found: list[tuple[int, TimeMention]], sentence: Sentence) -> list[tuple[int, TimeMention]]:
    """ "clicks last week of those who were loyal on 17 October": the day of membership beside a period."""
    states = []
    for i, time in found:
        led = sentence.mentions[max(i - 4, 0) : i]
        were = any({"were", "was"} & set(m.text.split()) for m in led) and sentence.at(i - 1).has(
            "segment", "noun"
        )
        states += [(i, time)] if were and _one_day(time) and any(m.has("segment") for m in led) else []
    alone = len(found) == 1 and not any(m.has("who") for m in sentence.mentions)
    if len(states) != 1 or alone or len(found) > 2 or not sentence.any("metric") or sentence.any("compare"):
        return found
    return [
        (i, replace(t, kind="point", unit="", which="")) if (i, t) in states else (i, t) for i, t in found
    ]


def _glossed(times: list[TimeMention], sentence: Sentence) -> None:
    """ "the first half of October (1 to 15)", "the end of September (30th)": the days, said once more."""
    spans = [(float(t.period.first.day), float(t.period.last.day)) for t in times if t.period]
    for i, mention in enumerate(sentence.mentions):
        aside = mention.breaks and mention.number is not None and not sentence.used[i]
        until = sentence.at(i + 2) if sentence.at(i + 1).text in ("to", "-", "till", "until") else None
        if aside and until and (mention.number, until.number) in spans:
            sentence.use(i, i + 1, i + 2)
        elif aside and mention.has("ordinal") and any(mention.number in ends for ends in spans):
            sentence.use(i)


def _each_of(found: list[tuple[int, TimeMention]], sentence: Sentence, frame: Frame) -> None:
    """ "on each of the past 14 days": a row a day."""
    for i, _ in found:
        unit = sentence.at(i).text.split()[-1].removesuffix("s")
        if f"{sentence.at(i - 2).text} {sentence.at(i - 1).text}".endswith("each of") and unit in (
            "day",
            "week",
            "month",
        ):
            frame.by.append(unit)


def _taken_together(found: list[tuple[int, TimeMention]], sentence: Sentence) -> list[TimeMention]:
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


def _corrects(found: list[tuple[int, TimeMention]], sentence: Sentence) -> bool:
    """ "the past week or so, say the last week": the one said last is meant."""
    last = found[-1][0]
    return sentence.at(last).breaks is False and sentence.at(last - 1).text in REPAIRS


def _one_day(time: TimeMention) -> bool:
    """A point in time, or a day named by its date."""
    return time.kind == "point" or (time.kind == "period" and time.unit == time.which == "day")


def course(sentence: Sentence) -> bool:
    """True where a word asks for the course over time and nothing else ("how has" can mean a change)."""
    return any(not sentence.at(i).has_sense("cue", "change") for i in sentence.cue("trend"))


def _compares(found: list[tuple[int, TimeMention]], sentence: Sentence) -> bool:
    """Two periods are compared when a word says so or stands between them."""
    if sentence.any("compare") or sentence.cue("change"):
        return True
    named = [t for _, t in found if t.period and t.unit == "month" and not t.which]
    in_a_row = len(named) == len(found) == 2 and _adjoin(*named)
    joints = ("or",) if in_a_row or len(found) > 2 else ("and", "or")
    between = sentence.mentions[found[0][0] + 1 : found[-1][0]]
    return any(m.has(*joints) or m.text == "to" for m in between)


def _both_together(found: list[tuple[int, TimeMention]], sentence: Sentence) -> bool:
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


def _sides(found: list[tuple[int, TimeMention]], sentence: Sentence, *joints: str) -> bool:
    """ "july and august against september and october": the word that compares stands between them."""
    inside = sentence.mentions[found[0][0] + 1 : found[-1][0]]
    return any(m.has("compare", *joints) or m.text.split(" ")[-1] in ("with", "to") for m in inside)


def _then_and_later(periods: list[TimeMention], sentence: Sentence) -> bool:
    """ "the moderate readers of 5 September who moved up by 3 October": from the one day to the other."""
    return len(periods) == 2 and all(map(_one_day, periods)) and sentence.any("movement")


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


def _one(time: TimeMention, found: list[tuple[int, TimeMention]], sentence: Sentence, frame: Frame) -> None:
    index = next(i for i, t in found if t is time)
    before = sentence.before(index, "prep")
    compared_with = before is not None and sentence.mentions[before].has("compare")
    compared_with |= _exceeds(sentence, index)
    assert time.period is not None
    changing = sentence.cue("change") and not course(sentence)
    daytypes = "weekend" in sentence.text and "weekday" in sentence.text
    compared = sentence.any("compare") and not daytypes  # "weekends vs weekdays between August and October"
    if time.unit == "months" and time.earlier and (compared or changing):
        frame.period = Period(time.period.last.replace(day=1), time.period.last)
        frame.baseline = time.earlier
    elif compared_with and time.which == "last":
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
