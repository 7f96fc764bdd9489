"""The two days of a movement, where a sentence may name others for what the movers did."""

from __future__ import annotations

import datetime as dt

from intents.times.dates import TimeMention
from intents.times.earlier_days import previous
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import READING

_MAIN = (*READING, "make", "do", "look for", "search for", "search", "click")
"""Verbs of what movers did besides."""


def dates_main_verb(sentence: Sentence) -> bool:
    """ "what did those who slipped away read in September": the days of the reading, not of the move."""
    asked = next((i for i, m in enumerate(sentence.mentions) if m.has("what", "count")), None)
    moved = next((i for i, m in enumerate(sentence.mentions) if m.has("movement")), None)
    if asked is None or moved is None or moved < asked or sentence.at(moved - 1).text not in ("who", "that"):
        return False
    verb = next((i for i in range(moved + 1, len(sentence)) if sentence.at(i).text in _MAIN), len(sentence))
    relative = any(
        m.has("and", "or", "who") or m.time is not None for m in sentence.mentions[moved + 1 : verb]
    )
    return not relative and any(m.time is not None for m in sentence.mentions[verb + 1 :])


def days_of_each(sentence: Sentence) -> tuple[TimeMention, TimeMention] | None:
    """ "who slipped since last week, what did they read in October": days of the one and of the other."""
    times = [(i, m.time) for i, m in enumerate(sentence.mentions) if m.time is not None]
    moves = [i for i, m in enumerate(sentence.mentions) if m.has("movement")]
    if len(times) != 2 or len(moves) != 1 or not sentence.any("metric", "what_read", "search_for"):
        return None
    ends = (
        i for i in range(moves[0] + 1, len(sentence)) if sentence.at(i).breaks or sentence.at(i).has("what")
    )
    first = min(i for i, _ in times)
    verbs = (i for i in range(max(first, moves[0]) + 1, len(sentence)) if sentence.at(i).text in _MAIN)
    end = min(next(ends, len(sentence)), next(verbs, len(sentence)))
    its_own = [t for i, t in times if moves[0] < i < end]
    other = [t for i, t in times if not moves[0] < i < end]
    if len(its_own) != 1 or other[0].kind != "period" or its_own[0].kind not in ("period", "point"):
        return None
    return its_own[0], other[0]


def days_of(frame: Frame) -> tuple[dt.date | None, dt.date | None]:
    """The two days: a point or "since" is the earlier one; of a period, the day before it and its last."""
    if frame.point is not None:
        start, frame.point, frame.period = frame.point.first, None, None
        return start, None
    if frame.period is None:
        return None, None
    period, unit = frame.period, frame.period_unit
    if frame.baseline is not None and period.days == 1 and unit == "":
        start, frame.period, frame.baseline = frame.baseline.first, None, None
        return start, period.last  # "had churned on 17 October compared with the 3rd"
    if frame.baseline == previous(period):
        frame.baseline = None  # "retention week to week": from the one to the other
    frame.period, frame.period_unit = None, ""
    if unit in ("day", "the last week"):
        return None, None  # "today", "over the last week"
    if unit.startswith("since"):
        return (None if unit == "since week" else period.first), None
    if unit == "between":
        return period.first, period.last  # "moved up between 17 and 24 October"
    if unit == "day day":
        return period.first, None
    return period.first - dt.timedelta(days=1), period.last
