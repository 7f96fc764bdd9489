"""The days on which it is told who belongs to a segment: one in the past, or the two ends of growth."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.query import (
    INACTIVE,
    TIMES,
    Group,
    Has,
    Period,
    Query,
    of_kind,
)
from intents.understand.frame import Frame
from intents.vocabulary import Vocabulary


def as_of_point(frame: Frame, vocabulary: Vocabulary) -> dt.date | None:
    """The latest as-of day not after a named point in time."""
    return None if frame.point is None else vocabulary.as_of_day(frame.point.first)


def membership(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """Days of membership: a point in time, growth of segments, trends over as-of days."""
    users_only = frame.users_measured and not frame.metrics
    times = [d for d in query.by if d in TIMES]
    in_segments = bool(frame.segments) or "segment" in query.by
    if frame.point is not None and frame.point_unit == "day" and frame.metrics and not in_segments:
        return replace(query, period=frame.point)  # "clicks three days ago"
    if frame.point is not None:
        day = vocabulary.as_of_day(frame.point.first)
        if frame.compared or frame.changing:
            return replace(query, baseline_as_of=day, period=None)
        return replace(query, as_of=day)
    steps = all(d in ("day", "week", "month") for d in times)
    sizes = users_only or (frame.changing and not frame.metrics)  # "growth of the fans week by week"
    course = (frame.trend and not frame.metrics) or (times and sizes)
    overall = frame.trend and not times and users_only and query.period is None and query.group == Group()
    if course and steps and (in_segments or overall) and not query.events:
        frame.users_measured = True
        monthly = times == ["month"] and frame.changing  # "how did the fans grow month over month"
        if not times or times == ["week"] or monthly or frame.segments == [INACTIVE]:
            return replace(query, by=("as_of", *(d for d in query.by if d not in (*TIMES, "as_of"))))
    grows = (
        (frame.changing or frame.baseline is not None) and (users_only or not frame.metrics) and in_segments
    )
    everyone = users_only and query.group == Group() and not (query.by or frame.visited)
    if everyone and frame.changing and frame.period_unit.startswith("since"):
        grows = True  # "has our user base grown since 3 October"
    on_days = users_only and frame.compared and _dated(frame.period) and (in_segments or frame.window_named)
    on_days &= (
        len(frame.segments) < 2 or frame.day_against or frame.window_named or frame.baseline is not None
    )
    if (
        (grows or (on_days and not frame.visited))
        and not query.events
        and not of_kind(Has, query.group.where)
    ):
        frame.users_measured = True
        return _sizes_on_days(replace(query, period=None, baseline=None), frame, vocabulary)
    return of_a_day(query, frame, vocabulary) if users_only else query


def of_a_day(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """ "who was loyal on 3 October": members on that day, where nothing is said of what they did on it."""
    period = query.period
    named = period is not None and period.days == 1 and frame.period_unit in ("day day", "day")
    named |= frame.compared and frame.period_unit == "since" and len(frame.segments) == 1
    in_segments = frame.segments or "segment" in query.by
    if period is None or not named or not in_segments or frame.visited or query.group.where:
        return query
    day = vocabulary.as_of_day(period.first)
    if frame.compared and len(frame.segments) == 1 and not query.by:
        return replace(query, period=None, baseline_as_of=day)  # "fans now vs 26 September"
    return replace(query, period=None, as_of=day)


def _sizes_on_days(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """Members on two days; the later one is today unless two dates are named ("25 October vs the 18th")."""
    if _dated(frame.period) and _dated(frame.baseline):
        assert frame.period is not None and frame.baseline is not None
        day, later = frame.baseline.first, vocabulary.as_of_day(frame.period.first)
        query = replace(query, as_of=later if later < vocabulary.as_of else None)
    else:
        day = _grows_since(frame, vocabulary.as_of)
        past = frame.period is not None and frame.period_unit.startswith(("last", "whole", "between"))
        if frame.period is not None and past and frame.period.last < vocabulary.as_of:
            query = replace(query, as_of=vocabulary.as_of_day(frame.period.last))  # "lost in September"
    return replace(query, baseline_as_of=vocabulary.as_of_day(day))


def _dated(period: Period | None) -> bool:
    return period is not None and period.days == 1


def _grows_since(frame: Frame, as_of: dt.date) -> dt.date:
    """The earlier day that the size of segments is compared with: a week ago unless a period says more."""
    period = frame.period
    if period is None or frame.period_unit == "since week":
        return as_of - dt.timedelta(days=7)
    if frame.baseline is not None and (_dated(frame.baseline) or period.last != as_of):
        return frame.baseline.last
    named = frame.period_unit in ("day day", "between") or frame.period_unit.startswith("since")
    named |= frame.compared and _dated(period)
    return period.first if named else period.first - dt.timedelta(days=1)
