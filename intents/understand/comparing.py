"""Things set side by side: groups of users, values of a dimension, weekends and weekdays, now and before."""

from __future__ import annotations

import datetime as dt

from intents.days import like_for_like, previous, previous_unit
from intents.query import Group, Has, Period
from intents.understand.frame import Frame, Sentence


def compare_groups(sentence: Sentence, frame: Frame) -> None:
    """ "mobile users vs desktop users", "fans against everyone": groups of users side by side."""
    if (
        not frame.compared
        or frame.baseline is not None
        or (sentence.cue("profile", "distinction") and frame.segments)
    ):
        return
    picked = {c.filter.dimension for a in frame.where for c in a if isinstance(c, Has)}
    if len(frame.events) == 1 and frame.events[0].dimension in picked and len(frame.events[0].values) == 1:
        frame.events_to_users()  # "people from the newsletter against those from google"
    has = [
        (i, a[0])
        for i, a in enumerate(frame.where)
        if len(a) == 1 and isinstance(a[0], Has) and not a[0].negated
    ]
    for _, first in has:
        rivals = [(j, c) for j, c in has if c.filter.dimension == first.filter.dimension]
        if len(rivals) > 1:
            shared = [a for k, a in enumerate(frame.where) if k not in [j for j, _ in rivals]]
            frame.groups = [Group(tuple(frame.segments), (), (*shared, (c,))) for _, c in rivals]
            frame.by = [d for d in frame.by if d != first.filter.dimension]
            return
    if frame.everyone and (frame.segments or frame.where) and not frame.by:
        frame.groups = [
            Group(tuple(frame.segments), tuple(frame.users), tuple(frame.where)),
            _others(sentence, frame),
        ]
    several = next((f for f in frame.events if len(f.values) > 1 and not f.negated), None)
    if several and len(set(several.values) & {"social", "search engines"}) > 1:
        frame.doubts.append("Social and search engines cannot be set side by side; ask for one at a time.")
    if several and not frame.by:
        frame.by = [several.dimension]


def either_value(frame: Frame) -> None:
    """ "weekends: mobile or desktop?": nothing measured, two values to choose from."""
    choice = next((f for f in frame.events if len(f.values) > 1 and not f.negated), None)
    if choice and not (frame.metrics or frame.by or frame.users_measured or frame.aggregates or frame.listed):
        frame.by, frame.compared = [choice.dimension], True


def against_before(sentence: Sentence, frame: Frame) -> None:
    """ "did clicks go up this week": against the week before, like for like; else the last 7 days."""
    moving = any(m.has("cue") and m.text.startswith(_DIRECTIONS) for m in sentence.mentions)
    if (
        not (frame.changing and moving and frame.metrics)
        or frame.baseline
        or frame.trend
        or frame.point
        or frame.by
    ):
        return
    if frame.period is None:
        frame.period = Period(sentence.vocabulary.as_of - dt.timedelta(days=6), sentence.vocabulary.as_of)
        frame.baseline = previous(frame.period)
    elif (unit := frame.period_unit.split(" ")[-1]) in ("week", "month", "quarter", "year"):
        earlier = previous_unit(frame.period, unit)
        this = frame.period_unit.startswith("this")
        frame.baseline = like_for_like(frame.period, earlier, unit) if this else earlier


_DIRECTIONS = (
    "go up", "gone up", "went up", "go down", "gone down", "went down", "grow", "grew", "increas", "decreas",
    "declin", "drop", "fall", "fell", "rise", "rising", "rose", "up or down", "shrink", "is up", "is down",
    "improv",
)  # fmt: skip
"""Beginnings of words that say a figure moves."""


def weekend_or_week(frame: Frame) -> None:
    """Events on weekends and on weekdays: the two are told apart."""
    both = next(
        (f for f in frame.events if f.dimension == "weekday" and set(f.values) == {"weekend", "weekday"}),
        None,
    )
    if both:
        frame.events.remove(both)
        frame.by, frame.order, frame.compared = ["daytype"], None, True


def _others(sentence: Sentence, frame: Frame) -> Group:
    """Everyone, or for "the rest" everyone in another segment."""
    others = tuple(s for s in sentence.vocabulary.segments if s not in frame.segments)
    return Group(others) if frame.rest and frame.segments and not frame.where else Group()
