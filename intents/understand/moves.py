"""Where users were then and are now → one `Moved` condition and its two days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from intents.query import INACTIVE, TIMES, Moved, of_kind
from intents.times.days import previous
from intents.understand.frame import Frame, Sentence


def moved(
    direction: Any, origin: list[str], target: list[str], start: dt.date | None, end: dt.date | None
) -> Moved:
    """The movement between two lists of places, in the direction that names it best."""
    if direction == "returned" and target == [INACTIVE]:
        target = []  # "went quiet and came back": that is whence
    if target == [INACTIVE] and direction in ("any", "left", "joined", "churned", "down", "changed"):
        direction, target = "churned", []
    elif origin == [INACTIVE] and direction in ("any", "joined", "left", "returned", "up"):
        direction, origin = "returned", []
    elif direction == "stayed" and target and not origin:
        origin, target = target, []  # "held on to the top segment"
    elif origin == ["New"]:
        direction, origin = "new", []
    elif origin and target:
        direction = "any"
    elif (direction == "up" and target) or (direction == "down" and target):
        pass
    elif direction == "any" and target:
        direction = "joined"
    return Moved(direction, tuple(dict.fromkeys(origin)), tuple(dict.fromkeys(target)), start, end)


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


def stopped_doing(sentence: Sentence, i: int) -> bool:
    """ "readers who no longer search": what they do has ended, and no stay in a segment."""
    stopped = any(words in sentence.at(i).text for words in _STOPPED)
    return stopped and sentence.at(sentence.after(i, "prep")).has(
        "metric", "search_for", "what_read", "from_where", "value", "spend"
    )


_STOPPED = ("no longer", "not any", "isnt any", "arent any")


def movers_from(frame: Frame) -> None:
    """ "top readers gone dark": those who left were in that segment before."""
    moved = of_kind(Moved, frame.where)
    if (
        len(moved) == 1
        and moved[0].direction in ("churned", "left", "down", "stayed")
        and not moved[0].origin
        and frame.segments
    ):
        origin = tuple(s for s in frame.segments if s != INACTIVE)
        frame.where = [
            tuple(replace(c, origin=origin) if c == moved[0] else c for c in a) for a in frame.where
        ]
        frame.segments = []


def movement_over_time(frame: Frame) -> None:
    """ "which week saw most people leave", "moves per week": it is between two days, never a row a week."""
    counted = frame.order or (frame.users_measured and not frame.metrics)
    if counted and set(frame.by) & set(TIMES) and of_kind(Moved, frame.where):
        frame.doubts.append("Movement is counted between two days; ask for one week or month at a time.")
