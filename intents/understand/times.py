"""Mentions of time → the period, the earlier period compared with, or a point in time.

Here each time is read beside the words around it; `periods.py` weighs several against each other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.query import Period
from intents.times.dates import TimeMention
from intents.understand.absence import last_seen
from intents.understand.ago import beside_unit
from intents.understand.days_told import of_day_told
from intents.understand.frame import Frame, Sentence
from intents.understand.periods import Found, choose_period, compares, one_day
from intents.understand.wording import course


def read_times(sentence: Sentence, frame: Frame) -> None:
    """Fills period, baseline and point."""
    frame.window_named = any(s.value == "now" for m in sentence.mentions for s in m.senses)
    found = _meant(sentence, frame)
    times = [time for _, time in found]
    _glossed(times, sentence)
    _steps_or_pairs(times, sentence, frame)
    periods = _beside_points(found, sentence, frame)
    if len(found) == 2 and _on_both(sentence, found[0][0]):
        frame.doubts.append("Who came on each of two days cannot be asked; ask for one of them at a time.")
    _each_of(found, sentence, frame)
    choose_period(periods, found, sentence, frame)


def _meant(sentence: Sentence, frame: Frame) -> Found:
    """The times of the question, each as it is meant beside the others; all of them are explained."""
    found = [(i, m.time) for i, m in enumerate(sentence.mentions) if m.time is not None]
    found = [(i, t) for i, t in found if not last_seen(sentence, frame, i, t)]
    sentence.use(*(i for i, _ in found))
    found = [(i, t) for i, t in found if not _of_the_asker(sentence, i)]
    found = of_day_told(_put_exactly(_then(found, sentence), sentence), sentence)
    found = _of_states(found, sentence)
    if not _in_segments(sentence) or sentence.any("metric", "active"):
        found = beside_unit(found, sentence.vocabulary)
    return found


def _in_segments(sentence: Sentence) -> bool:
    return sentence.any("segment", "segment_noun")


def _steps_or_pairs(times: list[TimeMention], sentence: Sentence, frame: Frame) -> None:
    """ "week by week" is a step where a course is asked for; "week on week" are two periods."""
    for time in times:
        if time.kind == "pair" and (course(sentence) or _longer(times, time)):
            frame.trend = True
            days = time.period.days if time.period else 1
            frame.by.append({7: "week", 30: "month"}.get(days, "day"))
        elif time.kind == "pair":
            frame.period, frame.baseline = time.period, time.earlier


def _beside_points(found: Found, sentence: Sentence, frame: Frame) -> list[TimeMention]:
    """Fills the point in time; the periods named beside it, each once ("last Saturday, the 24th")."""
    times = [time for _, time in found]
    points = [t for t in times if t.kind == "point"]
    measured = sentence.any("metric") and not _in_segments(sentence)
    dated = [t for t in times if one_day(t) or (measured and t.which == "day")]  # "10 days ago vs today"
    if points and len(dated) == 2 and compares(found, sentence):
        return dated  # "as of 25 October against the 18th"
    if points:
        frame.point, frame.point_unit = points[0].period, points[0].unit
    return list({t.period: t for t in times if t.kind == "period"}.values())


def _longer(times: list[TimeMention], pair: TimeMention) -> bool:
    """ "week on week over August and September": steps through a stretch of several."""
    stretches = [t.period for t in times if t.kind == "period" and t.period is not None]
    if pair.period is None or not stretches:
        return False
    first, last = min(p.first for p in stretches), max(p.last for p in stretches)
    return (last - first) > 2 * (pair.period.last - pair.period.first) + dt.timedelta(days=1)


def _then(found: Found, sentence: Sentence) -> Found:
    """ "were loyal on 3 October and still are today": movement is up to today anyway."""
    earlier = [(i, t) for i, t in found if sentence.at(i).text not in ("today", "todays")]
    if len(earlier) == 1 and sentence.text.startswith(("where were", "which segment were")):
        return earlier  # "where were today's fans on 3 October"
    states = sum(m.has("segment") for m in sentence.mentions) > 1 and not sentence.any("compare")
    now = [i for i, t in found if (i, t) not in earlier]
    states &= all(sentence.at(i - 1).has("segment", "segment_noun") for i in now)
    whose = all(sentence.at(i + 1).has("segment") for i in now)  # "clicks of today's fans on 3 October"
    return earlier if earlier and (states or whose or sentence.any("movement")) else found


def _put_exactly(found: Found, sentence: Sentence) -> Found:
    """ "since the start of October (Oct 3)" begins that day; "differs from 26 September" is of that day."""
    exact: Found = []
    for i, time in found:
        before = exact[-1][1] if exact and exact[-1][0] == i - 1 else None
        if before is not None and before.which == "since" and one_day(time) and sentence.at(i).breaks:
            assert before.period is not None and time.period is not None
            exact[-1] = (i, replace(before, period=Period(time.period.first, before.period.last)))
            continue
        if before is not None and _within_last_week(before, time):
            exact[-1] = (i, time)  # "last week's Saturday (24 October)"
            continue
        if before is not None and _dates_of(before, time):
            exact[-1] = (i, time if before.kind == "period" else before)
            continue
        from_day = time.which == "since" and sentence.at(i).text.startswith("from ")
        if from_day and sentence.at(i - 1).has("compare") and time.period is not None:
            day = Period(time.period.first, time.period.first)
            time = replace(time, period=day, unit="day", which="day")
        exact.append((i, time))
    return exact


def _dates_of(before: TimeMention, time: TimeMention) -> bool:
    """ "the three days from 28 to 30 October", "four weeks ago, on 3 October": the dates of what is said."""
    if before.period is None or time.period is None:
        return False
    if before.kind == "point":
        return one_day(time) and before.period == time.period
    return time.which == "between" and not before.which and before.period.days == time.period.days


def _within_last_week(week: TimeMention, time: TimeMention) -> bool:
    named = week.which == "last" and week.unit == "week" and time.which in ("since", "day")
    if not named or week.period is None or time.period is None:
        return False
    return week.period.first <= time.period.first <= week.period.last


def _of_states(found: Found, sentence: Sentence) -> Found:
    """ "clicks last week of those who were loyal on 17 October": the day of membership beside a period."""
    states = []
    for i, time in found:
        led = sentence.mentions[max(i - 4, 0) : i]
        were = any({"were", "was"} & set(m.text.split()) for m in led) and sentence.at(i - 1).has(
            "segment", "noun"
        )
        states += [(i, time)] if were and one_day(time) and any(m.has("segment") for m in led) else []
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


def _each_of(found: Found, sentence: Sentence, frame: Frame) -> None:
    """ "on each of the past 14 days": a row a day."""
    for i, _ in found:
        unit = sentence.at(i).text.split()[-1].removesuffix("s")
        led = f"{sentence.at(i - 2).text} {sentence.at(i - 1).text}"
        if led.endswith("each of") and unit in ("day", "week", "month"):
            frame.by.append(unit)


_EXCUSES = {"sorry", "questions", "bothering", "apologies", "busy"}
_ASKER = {"i", "ive", "my", "boss", "editor", "chief", "colleague", "asked"}


def _of_the_asker(sentence: Sentence, i: int) -> bool:
    """ "I had a note this morning about reader 42": when something was said to the asker."""
    before = sentence.mentions[:i]
    words = {word for m in before for word in m.text.split()}
    if sentence.at(i).text == "today" and sentence.at(i + 1).breaks and _EXCUSES & words:
        return True  # "sorry for so many questions today! How many ..."
    if sentence.at(i).text != "this" or not _ASKER & words:
        return False
    told = not any(m.has("what", "count", "metric", "segment", "cue") for m in before)
    if told:
        sentence.use(i + 1)  # "morning"
    return told


def _on_both(sentence: Sentence, i: int) -> bool:
    """ "people who visited both on 3 October and on 10 October": of whom each day alone tells nothing."""
    led = (sentence.at(i - 1).text, sentence.at(i - 2).text)
    return "both" in led and sentence.any("noun", "who") and not sentence.any("metric", "segment")
