"""What happened "two weeks ago": on that day or in that week? Only membership is of a day.

What is held against such days is told here, too: the week beside them, and whether it is as long.
"""

from __future__ import annotations

from dataclasses import replace

from intents.query import Period, Query
from intents.times.dates import TimeMention
from intents.times.days import Calendar
from intents.times.words import UNIT_DAYS
from intents.understand.frame import Frame
from intents.vocabulary import Vocabulary


def day_or_unit(query: Query, frame: Frame, vocabulary: Vocabulary) -> tuple[Query, ...]:
    """ "clicks two weeks ago": of the one day and of the whole week; empty where no such thing was said."""
    in_segments = "segment" in query.by or any(group.segments for group in query.groups)
    counted = query.ask != "figures" or any(m.metric == "users" for m in query.measures)
    if frame.point is None or query.as_of is None or frame.point_unit not in _UNITS or in_segments or counted:
        return ()
    unit = _unit_ago(frame.point, frame.point_unit, vocabulary)
    return tuple(replace(query, as_of=None, period=period) for period in (frame.point, unit))


def beside_unit(
    found: list[tuple[int, TimeMention]], vocabulary: Vocabulary
) -> list[tuple[int, TimeMention]]:
    """ "clicks this week vs two weeks ago": beside a week it is that whole week."""
    units = {t.unit for _, t in found if t.kind == "period" and t.which in ("this", "last")} & set(_UNITS)
    return [
        (i, replace(t, kind="period", period=_unit_ago(t.period, t.unit, vocabulary), which="last"))
        if t.kind == "point" and t.unit in units and t.period
        else (i, t)
        for i, t in found
    ]


def _unit_ago(day: Period, unit: str, vocabulary: Vocabulary) -> Period:
    """The calendar week or month that lies as many of them back as a day."""
    back = round((vocabulary.as_of - day.first).days / UNIT_DAYS[unit])
    return Calendar(vocabulary).calendar_unit(unit, back)


def as_long(time: TimeMention, unit: str) -> bool:
    """True for days that are no more than a week is, or a month."""
    assert time.period is not None
    return (time.period.last - time.period.first).days <= UNIT_DAYS.get(unit, 0)


_UNITS = ("week", "month")
"""Units counted back that are stretches themselves."""
