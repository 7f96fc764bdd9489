"""The part of a follow-up that changes when: days of movement, of membership or of the events."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.followups.group import with_moves
from intents.query import Filter, Moved, Period, Query, moves
from intents.times.earlier_days import days_earlier, just_before, like_for_like, previous, previous_unit
from intents.understand.frame import Frame, Sentence
from intents.understand.moving_days import days_of
from intents.vocabulary import Vocabulary


def edit_days(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """The query with the days that the follow-up names: of the movement, of membership or of the events."""
    moved = moves(query.group)
    if moved and frame.before_that:
        return _moved_before(query, moved[0], vocabulary)
    grown = query.baseline_as_of is not None and frame.baseline is None
    since_then = frame.point or (frame.period if frame.period_unit.startswith("since") else None)
    if grown and since_then is not None:
        return replace(query, baseline_as_of=vocabulary.as_of_day(since_then.first))
    if moved:
        return _moved_then(query, frame)
    if query.period is not None and frame.point is not None and frame.point_unit:
        shift = vocabulary.as_of - frame.point.first  # "one week earlier": than the days of before
        return replace(query, period=Period(query.period.first - shift, query.period.last - shift))
    dated = frame.period_unit == "day day" or (frame.period_unit == "day" and query.as_of is not None)
    of_a_day = dated and _sizes(query) and not frame.visited
    if point := frame.point or (frame.period if of_a_day else None):
        return _as_of(query, frame, point.first, vocabulary)
    if frame.before_that:
        return _days_before(query, frame, vocabulary)
    return _in_period(query, frame.period, frame, vocabulary) if frame.period else query


def _moved_before(query: Query, moved: Moved, vocabulary: Vocabulary) -> Query:
    """Who moved in as many days just before; a week where none were named."""
    until = moved.end or vocabulary.as_of
    since = moved.start or vocabulary.as_of - dt.timedelta(days=7)
    earlier = replace(moved, start=since - (until - since), end=since)
    return with_moves(query, lambda move: earlier if move == moved else move)


def _moved_then(query: Query, frame: Frame) -> Query:
    """Who moved on the days named; what those did on these days, where a figure is named."""
    rows = set(frame.by) - {"segment", "as_of"}
    did = (frame.metrics or rows) and frame.period_unit not in ("day", "the last week")
    if frame.period is not None and did and not any(isinstance(a[0], Moved) for a in frame.where):
        return replace(query, period=frame.period, baseline=frame.baseline)  # "what did they read in May"
    if not (frame.period or frame.point):
        return query
    start, end = days_of(frame)
    return with_moves(query, lambda move: replace(move, start=start, end=end))


def _as_of(query: Query, frame: Frame, named: dt.date, vocabulary: Vocabulary) -> Query:
    """The query of members on a day, or of that day against the one of before."""
    day = vocabulary.as_of_day(named)
    if frame.compared and query.as_of is not None and query.as_of < day:
        later = None if day == vocabulary.as_of else day  # "set that day against today"
        return replace(query, as_of=later, baseline_as_of=query.as_of)
    if frame.compared:
        return replace(query, baseline_as_of=day)
    latest = frame.period_unit == "day" and day == vocabulary.as_of  # "and today?"
    return replace(query, as_of=None if latest else day, period=None)


def _days_before(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """The query of the days before those of before, or against these."""
    shown = query.period or Period(*vocabulary.window)
    unit = frame.period_unit.split(" ")[-1] if frame.period_unit else _calendar_unit(query)
    told = days_earlier(shown, frame.earlier.unit, frame.earlier.period) if frame.earlier else None
    before = told or (previous_unit(shown, unit) if unit else previous(shown))
    if frame.compared:
        return replace(query, period=shown, baseline=before)
    return replace(query, period=before, baseline=None)


def _in_period(query: Query, period: Period, frame: Frame, vocabulary: Vocabulary) -> Query:
    """The query of the days named; where it compares, of the later ones against the earlier."""
    if frame.compared and frame.baseline is None and query.ask == "figures":
        shown = query.period or Period(*vocabulary.window)
        if period.last < shown.last:  # "vs July": against the days of before
            return replace(query, period=shown, baseline=period, as_of=None)
        if query.period is not None and query.period.last < period.last:
            return replace(query, period=period, baseline=query.period)  # "compare that to October"
    return replace(query, period=period, baseline=frame.baseline, as_of=None)


def _sizes(query: Query) -> bool:
    """True for how many are in segments: that is of a day, where nothing is said of what they did."""
    counted = query.ask == "figures" and query.metrics == {"users"}
    counted |= query.ask == "overview"
    in_segments = bool(query.group.segments) or "segment" in query.by or query.ask == "overview"
    of_days = query.period is not None and "as_of" not in query.by  # a course is of days of membership
    return counted and in_segments and not (query.events or query.group.where or of_days)


def _calendar_unit(query: Query) -> str:
    """The calendar unit that the last period fills whole, "" when it is none."""
    period = query.period
    if period is None:
        return ""
    if period.first.weekday() == 0 and period.days == 7:
        return "week"
    if period.first.day == 1 and like_for_like(period, period, "month") == period and period.days > 27:
        return "month"
    return ""


def previous_again(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "previous week?" after last week, "the previous 30 days" after the window: the ones before those."""
    shown = last.period or Period(*sentence.vocabulary.window)
    _weighed_against_before(last, shown, sentence, frame)
    for mention in sentence.mentions:
        if mention.time is None or frame.compared or sentence.cue("change"):
            continue
        words = mention.text.split()
        days_before = mention.time.kind == "before" and mention.time.period is not None
        if days_before and frame.baseline and words[0] not in _AGAINST and mention.time.period:
            frame.period, frame.baseline = just_before(shown, mention.time.period), None
        elif frame.period == shown and frame.baseline is None and _PREVIOUS & set(words):
            frame.before_that, frame.period = True, None
            unit = frame.period_unit.split(" ")[-1:]
            frame.period_unit = frame.period_unit if unit and unit[0] in _UNITS else ""


def _weighed_against_before(last: Query, shown: Period, sentence: Sentence, frame: Frame) -> None:
    """ "vs the previous week" after last week, "is it more than the week before": the ones before those."""
    figure = last.ask == "figures" and last.metrics != {"users"}
    changes = figure and frame.changing and bool(frame.period or frame.before_that)
    than = any(m.time is not None and m.text.startswith("than ") for m in sentence.mentions)
    if changes or (frame.before_that and than):  # "change on the previous 7 days"
        frame.compared, frame.order, frame.them = True, None, False
        frame.by = [d for d in frame.by if d != "as_of"]
        frame.implied_users = frame.users_measured = False
    for mention in sentence.mentions:
        words = mention.text.split()
        if mention.time is None or not (frame.compared and _PREVIOUS & set(words)):
            continue
        as_long = frame.period is not None and frame.baseline is None and frame.period.days == shown.days
        if as_long or (shown.last < sentence.vocabulary.as_of and _calendar_unit(last) == words[-1]):
            frame.before_that, frame.period, frame.baseline, frame.period_unit = True, None, None, ""


_PREVIOUS = {"previous", "prior", "preceding"}
_UNITS = ("day", "week", "month", "quarter", "year")
_AGAINST = ("than", "vs", "v", "versus", "to", "with", "against", "from", "or")
"""First words of a mention of earlier days that are compared with."""


def read_other_days(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "what about weekdays" after a figure of weekends: the other days, and no row a weekday."""
    weekend = any(f.dimension == "weekday" and f.values == ("weekend",) for f in last.events)
    if weekend and frame.by == ["weekday"] and "weekdays" in sentence.text.split():
        frame.by, frame.events = [], [*frame.events, Filter("weekday", ("weekday",))]
