"""Users told by the segment they were in then and the one they are in now → one `Moved` condition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from intents.days import previous
from intents.mentions import Mention
from intents.query import TIMES, Moved
from intents.understand.frame import Frame, Sentence
from intents.understand.groups import places_of

_PAST = {"were", "was", "been", "used", "had"}
_PRESENT = {"are", "is", "now", "today", "currently", "became"}


def then_and_now(sentence: Sentence, frame: Frame, movements: list[Mention]) -> bool:
    """ "were low a month ago and are high now", "where are the fans of two weeks ago now"."""
    if any(m.get("movement") != "any" for m in movements) or sentence.any("compare"):
        return False
    places = [(j, found) for j, m in sentence.open("segment") if (found := places_of(m, sentence.vocabulary))]
    day = frame.point is not None or frame.period_unit == "day day"
    if len(places) == 1 and frame.whereto and day and not frame.users:
        i, origin = places[0]
        target: list[str] = []
        used = [i]
    elif len(places) == 2 and places[0][1] != places[1][1]:
        (i, origin), (j, target) = places
        before, between, after = (
            _words(sentence, *span) for span in ((0, i), (i + 1, j), (i + 1, len(sentence)))
        )
        if frame.point is not None and between & _PAST and not (before & _PAST or after & _PRESENT):
            origin, target = target, origin  # "loyal users who were low a month ago"
        elif not (frame.point is not None or before & _PAST) or not after & _PRESENT:
            return False
        used = [i, j]
    else:
        return False
    sentence.use(*used, *[k for k, m in enumerate(sentence.mentions) if m in movements])
    frame.where.append((moved("any", origin, target, *days_of(frame)),))
    return True


def _words(sentence: Sentence, start: int, end: int) -> set[str]:
    return {word for m in sentence.mentions[start:end] for word in m.text.split()}


def moved(
    direction: Any, origin: list[str], target: list[str], start: dt.date | None, end: dt.date | None
) -> Moved:
    """The movement between two lists of places, in the direction that names it best."""
    if direction == "returned" and target == ["Inactive"]:
        target = []  # "went quiet and came back": that is whence
    if target == ["Inactive"] and direction in ("any", "left", "joined", "churned", "down", "changed"):
        direction, target = "churned", []
    elif origin == ["Inactive"] and direction in ("any", "joined", "left", "returned", "up"):
        direction, origin = "returned", []
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


_TAILS = ("any more", "anymore", "any longer")


def not_any_more(sentence: Sentence, frame: Frame) -> bool:
    """ "who is not loyal any more", "are no fans anymore": they have left the segment."""
    for i, _ in sentence.open("not"):
        segment = sentence.after(i, "prep", "noun")
        tail = None if segment is None else segment + 1 + sentence.at(segment + 1).has("noun", "segment_noun")
        ends = " ".join(m.text for m in sentence.mentions[tail : (tail or 0) + 2]).startswith(_TAILS)
        places = places_of(sentence.at(segment), sentence.vocabulary)
        if segment is None or tail is None or not ends or not places or places == ["Inactive"]:
            continue
        same = [j for j, m in sentence.open("segment") if places_of(m, sentence.vocabulary) == places]
        sentence.use(i, *same, tail, *([tail + 1] if tail + 1 < len(sentence) else []))
        frame.where.append((moved("left", places, [], *days_of(frame)),))
        return True
    return False


def stopped_doing(sentence: Sentence, i: int) -> bool:
    """ "readers who no longer search": what they do has ended, and no stay in a segment."""
    stopped = any(words in sentence.at(i).text for words in _STOPPED)
    return stopped and sentence.at(sentence.after(i, "prep")).has(
        "metric", "search_for", "what_read", "from_where", "value", "spend"
    )


_STOPPED = ("no longer", "not any", "isnt any", "arent any")


def movers_from(frame: Frame) -> None:
    """ "top readers gone dark": those who left were in that segment before."""
    moved = [c for a in frame.where for c in a if isinstance(c, Moved)]
    if (
        len(moved) == 1
        and moved[0].direction in ("churned", "left", "down")
        and not moved[0].origin
        and frame.segments
    ):
        origin = tuple(s for s in frame.segments if s != "Inactive")
        frame.where = [
            tuple(replace(c, origin=origin) if c == moved[0] else c for c in a) for a in frame.where
        ]
        frame.segments = []


def movement_over_time(frame: Frame) -> None:
    """ "which week saw most people leave": movement is between two days, never a row a week."""
    if (
        frame.order
        and set(frame.by) & set(TIMES)
        and any(isinstance(c, Moved) for a in frame.where for c in a)
    ):
        frame.doubts.append("Movement is counted between two days; ask for one week or month at a time.")
