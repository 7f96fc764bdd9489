"""The last query changed by a completed frame: who, which events, when, what is measured, and its rows."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.days import edit_days
from intents.followups.group import edit_group
from intents.followups.listed import adds_column, lists_some
from intents.followups.measures import edit_measures
from intents.followups.pointing import narrows_list, only_narrows, same_figures
from intents.followups.rows import preferred, which_as_well
from intents.followups.sections import of_its_sections
from intents.query import (
    TIMES,
    Ask,
    Group,
    Has,
    Measure,
    Query,
    Threshold,
    met_by,
    moves,
    with_segments,
    with_where,
)
from intents.understand.build import course, fitting
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import asks_whether


def applied(last: Query, sentence: Sentence, frame: Frame, ask: Ask | None) -> Query:
    """The last query with all that the frame names replaced."""
    query = replace(edit_group(last, frame), subject="")
    base = query.base if frame.base is None else frame.base
    query = replace(_edit_ask(query, sentence, frame, ask), base=None if base == Group() else base)
    query = edit_days(query, frame, sentence.vocabulary)
    if query.baseline is not None and last.baseline is None and not last.limit:
        query = replace(query, order=None)  # the rows were ranked by the figure, and not by its change
    if moves(query.group) and not moves(last.group):
        query = replace(query, as_of=None, baseline_as_of=None)  # who moved is said of two days
    query = _said_of_events(edit_measures(query, last, sentence, frame), frame)
    if query.baseline_as_of is not None and frame.metrics:
        query = replace(query, baseline_as_of=None)  # how many they are is compared with an earlier day
    if all(m.aggregate != "share" for m in query.measures):
        query = replace(_within_base(query, frame), base=None)
    query = of_its_sections(_edit_rows(query, sentence, frame), sentence.vocabulary)
    if "segment" in frame.by and len(query.group.segments) == 1 and not frame.segments and frame.counted:
        query = with_segments(query, ())  # "how many users are in each segment" after those of one
    return query


def _within_base(query: Query, frame: Frame) -> Query:
    """ "how many is that" after a share: the part of its whole, where nobody else is named."""
    named = frame.segments or frame.where or frame.events or frame.everyone
    if query.base is None or named or query.metrics != {"users"} or len(query.groups) > 1:
        return query
    part, whole = query.group, query.base
    where = (*(a for a in whole.where if a not in part.where), *part.where)
    return replace(query, groups=(replace(part, segments=part.segments or whole.segments, where=where),))


def _said_of_events(query: Query, frame: Frame) -> Query:
    """ "how many clicks came from the newsletter" after its users: no other users made those."""
    summed = query.ask == "figures" and all(m.aggregate == "sum" for m in query.measures)
    again = {Has(f) for f in frame.events} if summed and len(query.groups) == 1 else set()
    return with_where(query, (a for a in query.group.where if a[0] not in again or len(a) > 1))


def _edit_ask(query: Query, sentence: Sentence, frame: Frame, ask: Ask | None) -> Query:
    narrows = frame.also and sentence.at(0).text == "who"  # "who read politics as well": fewer, not a list
    again = query.ask == "users" and "same" in sentence.text.split() and not (frame.metrics or frame.counted)
    if again and not frame.by:
        return query  # "that same list for September"
    if frame.listed_by_name and not frame.by and not narrows and ask in ("users", None):
        measures = tuple(m for m in query.measures if m.metric != "users" and m.aggregate in ("sum", "mean"))
        if frame.order and not frame.metrics:
            measures = measures or (_ranking_measure(query),)
        elif query.ask != "users":
            measures = ()
        frame.base = None
        return replace(
            query, ask="users", measures=measures, by=(), compared=False, base=None, order=None, limit=None
        )
    if adds_column(sentence, frame, query) or (
        frame.metrics and frame.order and query.ask == "users" and not frame.by
    ):
        return query
    if lists_some(sentence, frame, query):
        return replace(query, ask="users", measures=(), by=(), compared=False, base=None)
    if frame.metrics and query.ask == "users" and query.order and sentence.at(0).text == "by":
        return query  # "by time spent instead": the same list, ranked by another figure
    if ask == "users" and frame.users_ranked and frame.metrics and frame.order:
        return replace(query, ask="users", measures=(), by=(), compared=False, base=None)
    anew = ask in ("advice", "distinction") or (
        ask == "profile" and bool(sentence.cue("profile")) and not same_figures(sentence)
    )
    anew |= ask == "movement" and not _other_movers(query, sentence, frame)
    if ask is not None and anew:
        return Query(ask, groups=query.groups[:1])
    of_those = frame.them or query.ask in ("advice", "distinction")  # "show the profile"
    if of_those and sentence.cue("profile") and not (frame.metrics or frame.counted or frame.by):
        return Query("profile", groups=query.groups[:1])  # "what are their habits"
    counted = frame.counted or frame.users_measured
    figures = frame.metrics or counted or frame.by or "share" in frame.aggregates
    if query.ask in _OF_A_GROUP and only_narrows(sentence, frame):
        return query
    if query.ask != "figures" and query.ask != "correlation" and figures:
        ranked = frame.metrics and not frame.by and (frame.order or narrows_list(sentence, frame, query))
        if query.ask == "users" and ranked:
            return query
        return replace(query, ask="figures", measures=(), order=None, limit=None)
    return query


def _other_movers(query: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "moved up?", "just the ones who fell to low": other people, of whom the same is asked."""
    cued = any(m.has("cue") and not m.has_sense("cue", "change") for m in sentence.mentions)
    asks = frame.whereto or cued or sentence.any("what", "where_cue", "count")  # "and fell" only moves
    names = any(word in sentence.text.split() for word in ("movement", "movements", "moves", "transitions"))
    return query.ask in ("figures", "users") and not (asks or names)


def _by_other_steps(shown: tuple[str, ...], by: tuple[str, ...]) -> tuple[str, ...]:
    """ "weekly please" after days and segments: weeks and segments."""
    steps = {*TIMES, "as_of"}
    course = [d for d in shown if d in steps]
    if len(course) != 1 or len(shown) == 1 or len(by) != 1 or by[0] not in steps:
        return by
    return tuple(by[0] if d in steps else d for d in shown)


_OF_A_GROUP = ("users", "profile", "distinction", "advice")
"""Asks of a group that stay what they are when the group is narrowed."""


def _ranking_measure(query: Query) -> Measure:
    """By what users are ranked when nothing is named: what the question was about."""
    bounds = [c.metric for a in query.group.where for c in a if isinstance(c, Threshold)]
    counted_by = {"term": "searches", "section": "views", "article": "views"}
    by_filter = [counted_by.get(c.filter.dimension, "clicks") for c in met_by(query.group)]
    metric = next((m.metric for m in query.measures if m.metric != "users"), "")
    return Measure(metric or (*bounds, *by_filter, "clicks")[0], "sum")


def _edit_rows(query: Query, sentence: Sentence, frame: Frame) -> Query:
    told_by_value = [d for d in frame.by if frame.events_named(d) and d in query.by]
    if told_by_value == frame.by and not any(m.get("dimension") in frame.by for m in sentence.mentions):
        frame.by = []  # "just politics and business": some of the rows
    if frame.by and query.ask == "figures":
        by = tuple(dict.fromkeys((*query.by, *frame.by))) if frame.adds else tuple(frame.by)
        users_only = all(m.metric == "users" for m in query.measures)
        if by == ("as_of",) and frame.trend and not users_only:
            return course(replace(query, by=()))  # clicks "over time": only membership is of as-of days
        sizes = "as_of" in query.by or (query.group.segments and not query.group.where and by == ("week",))
        if users_only and sizes and not query.events and any(d in ("week", "month", "day") for d in by):
            by = ("as_of",)
        if by == ("as_of",) and frame.trend and query.by == ("segment",):
            by = ("as_of", "segment")  # "over time": each of them
        if frame.them and query.ask == "figures" and not (frame.metrics or frame.users_measured):
            liked = preferred(sentence, frame, query)
            frame.limit = frame.limit or (
                5 if frame.many and (liked or "top" in sentence.text.split()) else None
            )  # "their top articles"
            query = replace(
                query, measures=liked or fitting(query.measures, tuple(frame.by))
            )  # "their devices"
        by = _by_other_steps(query.by, by)
        as_of = None if "as_of" in by else query.as_of
        order = frame.order or (query.order if frame.adds or which_as_well(query, sentence) else None)
        limit = frame.limit or (query.limit if frame.adds else None)
        sides = frame.compared and by == ("daytype",)  # "weekends against weekdays"
        query = replace(query, by=by, order=order, limit=limit, compared=sides, as_of=as_of)
        if set(by) & set(TIMES) and query.baseline is not None and frame.baseline is None:
            query = replace(query, baseline=None)  # a course shows what changed
    if sentence.any("flip") and (query.by or query.ask == "users"):
        order = "asc" if query.order != "asc" else "desc"
        return replace(query, order=order, limit=frame.limit or query.limit)
    beside = (len(query.groups) > 1 and not query.by) or (query.compared and asks_whether(sentence))
    if beside and query.ask == "figures":
        query = replace(query, order=None)  # "do they have more active days": they are compared anyway
    if frame.order and not beside and (query.by or query.ask == "users"):
        query = replace(query, order=frame.order)
    if frame.limit:
        ranked = query.by or query.measures
        query = replace(query, limit=frame.limit, order=query.order or ("desc" if ranked else None))
    if frame.trend and query.ask == "figures" and not any(d in (*TIMES, "as_of") for d in query.by):
        users_only = all(m.metric == "users" for m in query.measures)
        query = replace(query, by=("as_of" if users_only else "day", *query.by))
        query = replace(query, as_of=None) if users_only else query
    return query
