"""Follow-ups that set the figure of before against something: a share of a whole, a change since then."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.context import shares_the_last
from intents.followups.group import over_groups
from intents.query import Group, Measure, Period, Query, Threshold, met_by
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import is_that
from intents.vocabulary import Vocabulary

_COUNT = (Measure("users", "count"),)


def read_whole(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> None:
    """ "as a % of low engagement", "what share of them": of whom the share of the last count is.

    A group that the follow-up names after "of" is the whole, not a new group; so is the group that the last
    question narrowed ("light users" - "of them on mobile" - "as a percentage").
    """
    of_what = "out of" in sentence.text or any(
        m.text.split()[-1:] in (["of"], ["among"], ["within"]) for m in sentence.mentions
    )
    shared = "share" in frame.aggregates or "out of" in sentence.text
    if not shared or frame.base is not None or last.ask != "figures" or frame.by or frame.metrics:
        return
    if any(m.metric != "users" for m in last.measures) or last.by or not last.measures:
        return
    named = frame.segments or frame.where or frame.events
    everyone = frame.everyone or (of_what and sentence.any("noun") and not frame.them)
    if "share" not in frame.aggregates:
        frame.aggregates.append("share")
    if frame.with_inactive or (frame.everyone and "Inactive" in last.group.segments):
        frame.base = Group((*sentence.vocabulary.segments, "Inactive"))
        frame.segments = []
    elif (
        named and of_what and (not frame.everyone or frame.where) and _lies_within(last.group, frame)
    ):  # "of the sport readers", "of everyone who read sport"
        frame.events_to_users()
        frame.base = Group(tuple(frame.segments), (), tuple(frame.where))
        frame.segments, frame.where = [], []
    elif (
        frame.segments
        and of_what
        and (shares_the_last(sentence, frame, last) or _as_a_share(sentence))
        and not last.group.segments
    ):
        frame.base = Group(tuple(frame.segments))  # "what share of the fans is that": of those who are fans
    elif everyone and not named:
        frame.base = Group()
    elif not named and frame.them and last.group.segments and last.group.where and is_that(sentence):
        frame.base = Group(last.group.segments)  # "what percentage of them is that"
    elif not named and not everyone and earlier and _narrowed(earlier[-1], last):
        frame.base = earlier[-1].group


def _as_a_share(sentence: Sentence) -> bool:
    """ "as a percentage of the highly engaged": the share is of the figure of before."""
    return any(m.get("aggregate") == "share" and m.text.startswith("as ") for m in sentence.mentions)


def _lies_within(group: Group, frame: Frame) -> bool:
    """True where the group of before already has what is named: it is the whole that is named again."""
    conditions = {c.filter for c in met_by(group)}
    conditions |= {f for a in group.where for c in a if isinstance(c, Threshold) for f in c.events}
    return set(frame.segments) <= set(group.segments) and set(frame.filters()) <= conditions


def _narrowed(before: Query, last: Query) -> bool:
    """True where the last question counted a part of those counted in the one before it."""
    whole, part = before.group, last.group
    same = before.measures == last.measures == _COUNT and before.period == last.period
    segments = whole.segments == part.segments or not whole.segments
    named = bool(whole.segments or whole.where)
    return same and named and segments and set(whole.where) <= set(part.where) and whole != part


def changed(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """ "September" - "and October?" - "is that up, in per cent?": the two periods against each other."""
    asks = (
        frame.changing or frame.compared or any(m.text in ("up", "down", "diff") for m in sentence.mentions)
    )
    rows = frame.by and not frame.implied_users
    named = frame.metrics or frame.segments or frame.where or frame.events or rows or frame.period
    named_before = frame.before_that  # "how does that compare with the day before"
    if not asks or named or named_before or not earlier or last.baseline is not None or last.ask != "figures":
        return None
    found = _periods(earlier[-1], last, sentence.vocabulary)
    if found is not None:
        sentence.use(*range(len(sentence)))
        found = replace(found, order=frame.order) if found.by else found
    return found


def _periods(before: Query, last: Query, vocabulary: Vocabulary) -> Query | None:
    """The later of two periods or days against the earlier, where the questions differ in nothing else."""
    if before.as_of != last.as_of and replace(before, as_of=None) == replace(last, as_of=None):
        day = min(day for day in (before.as_of, last.as_of) if day)
        return replace(last, as_of=last.as_of if day != last.as_of else before.as_of, baseline_as_of=day)
    if before.period == last.period or replace(before, period=None) != replace(last, period=None):
        return None
    window = Period(*vocabulary.window)
    first, second = sorted((before.period or window, last.period or window), key=lambda p: p.first)
    return replace(last, period=second, baseline=first)


def set_beside(last: Query, earlier: tuple[Query, ...], vocabulary: Vocabulary) -> Query | None:
    """ "compare the two": the last two questions side by side, where they differ in one thing."""
    if not earlier or last.ask != "figures" or last.baseline is not None:
        return None
    before = earlier[-1]
    if found := _periods(before, last, vocabulary):
        return found
    one, other = before.events, last.events
    if len(one) == len(other) == 1 and one != other and one[0].dimension == other[0].dimension:
        if replace(before, events=()) != replace(last, events=()):
            return None
        rows = replace(one[0], values=(*one[0].values, *other[0].values))
        if set(rows.values) == {"weekend", "weekday"}:
            by = ("daytype", *last.by)
            return replace(last, events=(), by=by, compared=True, order=None, limit=None)
        by = (rows.dimension, *(d for d in last.by if d != rows.dimension))
        return replace(last, events=(rows,), by=by, compared=True, order=None, limit=None)
    same = replace(before, groups=last.groups, base=None) == replace(last, base=None)
    plain = before.group != last.group and before.group.segments == last.group.segments
    if same and plain and len(before.groups) == len(last.groups) == 1:
        measures = tuple(over_groups(m) for m in last.measures)
        return replace(last, groups=(before.group, last.group), measures=measures, base=None)
    return None
