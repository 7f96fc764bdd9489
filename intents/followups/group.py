"""The part of a follow-up that changes who, which events and when: group, conditions, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from intents.followups.bound import read_bare_number, reads_days_of_bound, reads_span_of_bound, said_of
from intents.followups.pointing import only_amount
from intents.query import (
    COUNTS,
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Period,
    Query,
    Threshold,
    Top,
    moves,
)
from intents.times.days import like_for_like, previous, previous_unit
from intents.times.earlier_days import days_earlier
from intents.understand.comparing import told_to_move
from intents.understand.frame import Frame, Sentence
from intents.understand.states import days_of
from intents.understand.tops import side_of
from intents.understand.wording import RISING
from intents.vocabulary import Vocabulary


def read_span(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """ "two weeks instead", "and down?", "make it 50": short for days, a direction or a number of before."""
    moved = moves(last.group)
    for i, mention in enumerate(sentence.mentions):
        unit = sentence.at(i + 1).get("dimension") if i + 1 < len(sentence) else None
        small = mention.number is not None and 0 < mention.number < 10_000
        if small and not sentence.used[i] and reads_days_of_bound(last, sentence, frame, i):
            return
        if small and not sentence.used[i] and unit in _UNIT_DAYS:
            days = int(mention.number or 0) * _UNIT_DAYS[unit]
            start = vocabulary.as_of - dt.timedelta(days=days)
            sentence.use(i, i + 1)
            if moved:
                frame.point = Period(start, start)
            else:
                frame.period = Period(start + dt.timedelta(days=1), vocabulary.as_of)
            frame.limit, frame.order = None, None
            frame.by = [d for d in frame.by if d != unit]
        elif small and not sentence.used[i] and sentence.at(i - 1).text in ("first", "top"):
            frame.limit = int(mention.number or 0)
            sentence.use(i)
        elif mention.number is not None and not sentence.used[i]:
            if reads_span_of_bound(last, sentence, frame, i):
                break
            read_bare_number(last, mention.number, sentence, frame, said_of(sentence, i))
            sentence.use(*range(i, len(sentence)))
            break
        turned = mention.text.startswith(("up", "down")) or told_to_move(mention)
        if moved and turned and not frame.where and not sentence.used[i]:
            direction = "up" if mention.text.startswith(("up", *RISING)) else "down"
            frame.where.append((Moved(direction, (), (), moved[0].start, moved[0].end),))  # type: ignore[arg-type]
            sentence.use(i)


def other_end(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "bottom 10 %?", "and the 50 lightest": another end of the order that users were picked by."""
    picked = [c for any_of in last.group.where for c in any_of if isinstance(c, Top)]
    percent = any(m.has("percent_sign") for m in sentence.mentions)
    if not picked or (last.by and not percent) or frame.metrics or frame.where:
        return
    alone = only_amount(sentence, last)  # "make it 20", "20 % rather"
    for i, mention in enumerate(sentence.mentions):
        side = picked[0].side if alone else side_of(sentence, i)
        if mention.number is None or not side:
            continue
        percent = sentence.at(i + 1).has("percent_sign")
        unit: Literal["percent", "users"] = "percent" if percent else "users"
        if alone:
            unit = "percent" if percent else picked[0].unit
            frame.aggregates = [a for a in frame.aggregates if a != "share"]
            frame.users_measured = False
        frame.where.append((replace(picked[0], amount=mention.number, unit=unit, side=side),))
        frame.end = None
        frame.order = frame.limit = None
        frame.users_ranked = frame.listed = frame.listed_by_name = False
        frame.segments = []
        sentence.use(i, i + percent)
        return


_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}


def edit_group(last: Query, frame: Frame) -> Query:
    """The last query with the users and events that the follow-up names."""
    group = last.group
    where = list(group.where)
    ends = [c for any_of in frame.where for c in any_of if isinstance(c, Moved)]
    if any(group.segments in (c.origin, c.target) and c.direction in ("left", "joined") for c in ends):
        group = replace(group, segments=())  # "who left them": they are in it no more
    about_users = not last.events and (
        last.ask != "figures" or any(m.metric == "users" for m in last.measures) or bool(where)
    )
    about_users &= not (
        _of_articles(last) and all(f.dimension in ("section", "article") for f in frame.events)
    )
    same_as_before = any(
        isinstance(c, Has) and c.filter.dimension == f.dimension
        for f in frame.events
        for any_of in where
        for c in any_of
    )
    if frame.events and (about_users or same_as_before) and not (frame.metrics or _of_some_time(last, frame)):
        frame.events_to_users()
    if frame.adds and _each_met(frame, group):
        frame.adds, frame.also = False, True  # "and science as well" after users of both culture and food
    if frame.adds or frame.also:
        frame.events = [_joined(f, last.events) for f in frame.events]  # no event has two values of a kind
    if frame.adds:
        frame.where = [_with_old_values(any_of, group) for any_of in frame.where]
    narrowing = frame.them or frame.also
    named: list[tuple[Condition, ...]] = []
    for any_of in frame.where:
        if any(any_of[0] == Moved(old.direction) for old in moves(group)):
            continue  # "list the churned ones": those of before
        where = [old for old in where if old in named or not _replaces(any_of, old, narrowing)]
        where = [old for old in where if old != any_of]
        where.append(any_of)
        named.append(any_of)  # "who only use mobile" says two things of the device
    events = tuple(e for e in last.events if all(e.dimension != f.dimension for f in frame.events)) + tuple(
        frame.events
    )
    query = replace(last, groups=(replace(group, where=tuple(where)), *last.groups[1:]), events=events)
    if last.ask == "figures" and frame.where and last.base is not None and not frame.also:
        query = replace(query, base=_with_new(last.base, group, frame))
    if frame.segments:
        query = _edit_segments(query, last, frame)
    elif frame.everyone and frame.compared:
        query = replace(query, groups=(query.group, Group()), by=tuple(d for d in query.by if d != "segment"))
    elif frame.everyone and "share" not in frame.aggregates:
        said = query.group.where if query.group.segments else ()  # "and everyone?" of some fans: of anybody
        query = replace(query, groups=(replace(query.group, segments=(), where=said),))
    return query


def _each_met(frame: Frame, group: Group) -> bool:
    """True where users met several values of a dimension, each of them, and another of it is named."""
    met = [a[0].filter.dimension for a in group.where if len(a) == 1 and isinstance(a[0], Has)]
    named = {a[0].filter.dimension for a in frame.where if len(a) == 1 and isinstance(a[0], Has)}
    return any(met.count(dimension) > 1 for dimension in named)


def _joined(new: Filter, old: tuple[Filter, ...]) -> Filter:
    """A filter with the values of an earlier one of its kind before its own."""
    same = next((f for f in old if (f.dimension, f.negated) == (new.dimension, new.negated)), new)
    return replace(new, values=tuple(dict.fromkeys((*same.values, *new.values))))


def _with_old_values(any_of: tuple[Condition, ...], group: Group) -> tuple[Condition, ...]:
    """ "add facebook" after "users from google": users of the one or the other."""
    new = any_of[0]
    if len(any_of) > 1 or not isinstance(new, Has):
        return any_of
    singles = [a[0] for a in group.where if len(a) == 1]
    same = tuple(c.filter for c in singles if isinstance(c, Has) and c.negated == new.negated)
    return (replace(new, filter=_joined(new.filter, same)),)


def _of_articles(last: Query) -> bool:
    """True after a figure of articles, which a section narrows: "just the Sport stories"."""
    figures = {m.metric for m in last.measures}
    told = last.ask == "figures" or (last.ask == "users" and last.order is not None)
    return told and bool(figures) and figures <= {"views", "articles", "time_per_article"}


def _of_some_time(last: Query, frame: Frame) -> bool:
    """True for "only weekends" after a figure of what people did: what they did then, whoever they are."""
    figure = last.ask == "figures" and all(m.metric != "users" for m in last.measures)
    return figure and all(f.dimension in ("weekday", "hour") for f in frame.events)


def _with_new(base: Group, group: Group, frame: Frame) -> Group | None:
    """The base of a share, its condition replaced by a new one of the same kind; None where none is."""
    where = base.where
    for any_of in frame.where:
        if any(old not in where and _replaces(any_of, old, narrowing=False) for old in group.where):
            continue  # "and sport?" after the share of food readers who read health: still of food readers
        same = [old for old in where if _replaces(any_of, old, narrowing=False)]
        if not same and not any(_replaces(any_of, old, narrowing=False) for old in group.where):
            return None
        where = tuple(any_of if old in same else old for old in where)
    return replace(base, where=where)


def _edit_segments(query: Query, last: Query, frame: Frame) -> Query:
    segments = tuple(frame.segments)
    if set(segments) < set(query.group.segments):
        segments = tuple(s for s in query.group.segments if s in segments)  # "leave out the casuals"
    if frame.adds and query.group.segments:
        segments = tuple(dict.fromkeys((*query.group.segments, *segments)))
        return replace(query, groups=(replace(query.group, segments=segments),))
    if query.base is not None and query.base.segments:
        query = replace(query, base=replace(query.base, segments=segments))
    elif (
        "share" in frame.aggregates
        and last.measures[:1] == (Measure("users", "count"),)
        and not frame.users_measured
    ):
        query = replace(query, base=Group(segments))
    if frame.compared and query.group.segments and len(segments) == 1:
        segments = (*(s for s in query.group.segments if s not in segments), *segments)
        return replace(
            query,
            groups=(replace(query.group, segments=segments),),
            by=("segment",),
            compared=True,
            measures=tuple(over_groups(m) for m in query.measures),
        )
    moved = moves(query.group)
    if (
        moved
        and moved[0].direction in ("churned", "left", "down", "up")
        and not (frame.them and moved[0].origin)
    ):
        if segments == ("Inactive",):  # "gone dark altogether": of those, where they came from kept
            return _with_moves(query, lambda move: replace(move, direction="churned", target=()))
        return _with_moves(query, lambda move: replace(move, origin=segments))
    if len(query.groups) > 1 and len({group.segments for group in query.groups}) == 1:
        each = tuple(replace(group, segments=segments) for group in query.groups)
        return replace(query, groups=each)  # the groups differ in something else: it is of each of them
    single = len(segments) == 1
    by = tuple(d for d in query.by if d != "segment") if single else query.by
    groups = (replace(query.group, segments=segments),)
    if frame.compared and not single and last.ask == "figures":
        by = ("segment", *(d for d in by if d != "segment"))
        query = replace(query, measures=tuple(over_groups(m) for m in query.measures))
    compared = (query.compared and bool(by)) or ((query.compared or frame.compared) and not single)
    return replace(query, groups=groups, by=by, compared=compared)


def _replaces(new: tuple[Condition, ...], old: tuple[Condition, ...], narrowing: bool) -> bool:
    """A condition on the same thing gives way to the new one, unless the new one narrows the group."""
    a, b = new[0], old[0]
    if isinstance(a, Has) and isinstance(b, Has):
        excludes = a.negated and not b.negated and a.filter.values != b.filter.values
        return a.filter.dimension == b.filter.dimension and not (narrowing or excludes)
    if isinstance(a, Threshold) and isinstance(b, Threshold):
        return a.metric == b.metric
    return type(a) is type(b) and isinstance(a, (Top, Moved))


def keep_moves(last: Query, frame: Frame) -> None:
    """ "show the movement": after a question on who moved it is theirs, on the days it names.

    Another movement that names no days ("and the ones that came back?") is of the same days.
    """
    before = moves(last.group)
    if before and frame.base is not None:
        frame.base = replace(frame.base, where=tuple(_on_days_of(before[0], a) for a in frame.base.where))
    for i, any_of in enumerate(frame.where):
        bare = any_of[0]
        if before and isinstance(bare, Moved) and not (bare.start or bare.end):
            frame.where[i] = (replace(bare, start=before[0].start, end=before[0].end), *any_of[1:])
        if (
            before
            and isinstance(bare, Moved)
            and bare.direction == "any"
            and not (bare.origin or bare.target)
        ):
            days = (bare.start, bare.end) if bare.start or bare.end else (before[0].start, before[0].end)
            frame.where[i] = (replace(before[0], start=days[0], end=days[1]),)


def _on_days_of(before: Moved, any_of: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """ "which percent of the new ones is this": new on the days of before."""
    bare = any_of[0]
    if not isinstance(bare, Moved) or bare.start or bare.end:
        return any_of
    return (replace(bare, start=before.start, end=before.end), *any_of[1:])


def edit_days(query: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """The query with the days that the follow-up names: of the movement, of membership or of the events."""
    moved = moves(query.group)
    if moved and frame.before_that:
        week = dt.timedelta(days=7)
        since, until = moved[0].start or vocabulary.as_of - week, moved[0].end or vocabulary.as_of
        earlier = replace(moved[0], start=since - (until - since), end=since)
        return _with_moves(query, lambda move: earlier if move == moved[0] else move)
    grown = query.baseline_as_of is not None and frame.baseline is None
    since_then = frame.point or (frame.period if frame.period_unit.startswith("since") else None)
    if grown and since_then is not None:
        return replace(query, baseline_as_of=vocabulary.as_of_day(since_then.first))
    rows = set(frame.by) - {"segment", "as_of"}
    did = (frame.metrics or rows) and frame.period_unit not in ("day", "the last week")
    did = did and not any(isinstance(a[0], Moved) for a in frame.where)
    if moved and did and frame.period is not None:
        return replace(query, period=frame.period, baseline=frame.baseline)  # "what did they read in May"
    if moved and (frame.period or frame.point):
        start, end = days_of(frame)
        return _with_moves(query, lambda move: replace(move, start=start, end=end))
    dated = frame.period_unit == "day day" or (frame.period_unit == "day" and query.as_of is not None)
    of_a_day = dated and _sizes(query) and not frame.visited
    if query.period is not None and frame.point is not None and not moved and frame.point_unit:
        shift = vocabulary.as_of - frame.point.first  # "one week earlier": than the days of before
        return replace(query, period=Period(query.period.first - shift, query.period.last - shift))
    point = frame.point or (frame.period if of_a_day else None)
    if point is not None:
        day = vocabulary.as_of_day(point.first)
        if frame.compared and query.as_of is not None and query.as_of < day:
            later = None if day == vocabulary.as_of else day  # "set that day against today"
            return replace(query, as_of=later, baseline_as_of=query.as_of)
        if frame.compared:
            return replace(query, baseline_as_of=day)
        latest = frame.period_unit == "day" and day == vocabulary.as_of  # "and today?"
        return replace(query, as_of=None if latest else day, period=None)
    if frame.before_that:
        shown = query.period or Period(*vocabulary.window)
        unit = frame.period_unit.split(" ")[-1] if frame.period_unit else _calendar_unit(query)
        before = previous_unit(shown, unit) if unit else previous(shown)
        told = days_earlier(shown, frame.earlier.unit, frame.earlier.period) if frame.earlier else None
        before = told or before
        if frame.compared:
            return replace(query, period=shown, baseline=before)
        return replace(query, period=before, baseline=None)
    if frame.period is not None and frame.compared and frame.baseline is None and query.ask == "figures":
        shown = query.period or Period(*vocabulary.window)
        if frame.period.last < shown.last:  # "vs July": against the days of before
            return replace(query, period=shown, baseline=frame.period, as_of=None)
        if query.period is not None and query.period.last < frame.period.last:
            return replace(query, period=frame.period, baseline=query.period)  # "compare that to October"
    if frame.period is not None:
        return replace(query, period=frame.period, baseline=frame.baseline, as_of=None)
    return query


def _with_moves(query: Query, change: Callable[[Moved], Moved]) -> Query:
    """The query with each movement of its group changed."""
    where = tuple(
        tuple(change(c) if isinstance(c, Moved) else c for c in any_of) for any_of in query.group.where
    )
    return replace(query, groups=(replace(query.group, where=where),))


def _sizes(query: Query) -> bool:
    """True for how many are in segments: that is of a day, where nothing is said of what they did."""
    counted = query.ask == "figures" and {m.metric for m in query.measures} == {"users"}
    counted |= query.ask == "overview"
    in_segments = bool(query.group.segments) or "segment" in query.by or query.ask == "overview"
    of_days = query.period is not None and "as_of" not in query.by  # a course is of days of membership
    return counted and in_segments and not (query.events or query.group.where or of_days)


def _calendar_unit(query: Query) -> str:
    """The calendar unit that the last period fills whole, "" when it is none."""
    period = query.period
    if period is None:
        return ""
    if period.first.weekday() == 0 and (period.last - period.first).days == 6:
        return "week"
    if (
        period.first.day == 1
        and like_for_like(period, period, "month") == period
        and (period.last - period.first).days > 26
    ):
        return "month"
    return ""


def over_groups(measure: Measure) -> Measure:
    """A bare count metric is the mean per user once groups of users are compared by it."""
    return (
        Measure(measure.metric, "mean")
        if measure.aggregate == "sum" and measure.metric in COUNTS
        else measure
    )
