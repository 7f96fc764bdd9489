"""Groups of users that bounds tell apart: "over 20 clicks vs 5 or fewer", "who searched vs who never did"."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from typing import Literal

from intents.query import COUNTS, Condition, Group, Has, Operator, Threshold, Top
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_Bound = tuple[Condition, ...]
"""A bound as it stands among the conditions of a group: alone, without alternatives."""


def told_apart(sentence: Sentence, frame: Frame) -> None:
    """ "users who searched at least once and users who did not": two groups, as nobody is in both."""
    _did_or_not(sentence, frame)
    for one, other in combinations(_bounds(frame), 2):
        between = sentence.mentions[frame.said[one] + 1 : frame.said[other]]
        frame.compared |= _exclude(one[0], other[0]) and any(m.has("noun", "count") for m in between)


def _did_or_not(sentence: Sentence, frame: Frame) -> None:
    """ "users who searched vs users who never searched": those of the first did it at least once."""
    bounds = _bounds(frame)
    for absent in bounds:
        bound = absent[0]
        assert isinstance(bound, Threshold)
        if bound.op != "=" or bound.low != 0 or any(b[0] != bound and _same(b[0], bound) for b in bounds):
            continue
        doing = next((i for i in range(len(sentence)) if _does(sentence, i, frame.said[absent], bound)), None)
        if doing is not None:
            frame.require(doing, Threshold(bound.metric, ">=", 1.0))
            read = sentence.at(sentence.after(doing)).get("metric") == "articles"  # "who read articles"
            met = {bound.metric, "articles"} if read else {bound.metric}
            frame.metrics = [m for m in frame.metrics if m not in met]


def _does(sentence: Sentence, i: int, absent: int, bound: Threshold) -> bool:
    """The verb of the absence without a "not", said of other users: "who searched", "that search"."""
    mention = sentence.at(i)
    met = mention.get("metric") == bound.metric or (bound.metric == "searches" and mention.has("search_for"))
    who = sentence.at(i - 1).text in ("who", "that") and sentence.at(sentence.before(i - 1)).has("noun")
    after = sentence.at(sentence.after(i))
    narrowed = not after.breaks and (after.has("value") or after.quoted or not after.known)
    between = sentence.mentions[min(i, absent) + 1 : max(i, absent)]
    apart = any(m.has("compare", "and", "or", "more", "less") for m in between) and any(
        m.has("noun", "them") for m in between
    )
    return i != absent and met and verb_form(mention.text) and who and not narrowed and apart


def rival_bounds(sentence: Sentence, frame: Frame) -> bool:
    """ "who searched at least once vs who never searched", "over 20 clicks vs over 50": a group for each."""
    for one, other in combinations(_bounds(frame), 2):
        between = sentence.mentions[frame.said[one] + 1 : frame.said[other]]
        against = any(m.has("compare") for m in between)
        if len(frame.segments) < 2 and (against or _exclude(one[0], other[0])):
            shared = tuple(a for a in frame.where if a not in (one, other))
            frame.groups = [Group(tuple(frame.segments), (), (*shared, bound)) for bound in (one, other)]
            return True
    return False


_FLIPPED: dict[Operator, Operator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def opposite(condition: Condition) -> Condition | None:
    """Met by whoever does not meet a condition: "users with 10 or more active days vs the rest"."""
    others = complement(condition)
    return others[0] if len(others) == 1 else None


def complement(condition: Condition) -> tuple[Condition, ...]:
    """What holds of everybody else, any of it; empty where no condition says it.

    Of a range they are those below and those above it.
    """
    if isinstance(condition, Has):
        return (replace(condition, negated=not condition.negated),)
    if isinstance(condition, Top) and condition.unit == "percent":
        side: Literal["top", "bottom"] = "bottom" if condition.side == "top" else "top"
        return (replace(condition, amount=100 - condition.amount, side=side),)
    if not isinstance(condition, Threshold):
        return ()
    if (condition.op, condition.low) == (">=", 1) and condition.metric in COUNTS:
        return (replace(condition, op="=", low=0.0),)  # "people who search vs people who don't"
    if condition.op in _FLIPPED:
        return (replace(condition, op=_FLIPPED[condition.op]),)
    high = condition.low if condition.high is None else condition.high
    above = replace(condition, op=">", low=high, high=None)
    least = 1 if condition.metric in ("sessions", "active_days") else 0  # whoever is seen has one of them
    return (above,) if condition.low <= least else (replace(condition, op="<", high=None), above)


def _bounds(frame: Frame) -> list[_Bound]:
    """The bounds of the frame, in the order of naming."""
    found = [a for a in frame.where if _is_bound(a) and a in frame.said]
    return sorted(found, key=lambda a: frame.said[a])


def _is_bound(any_of: _Bound) -> bool:
    return len(any_of) == 1 and isinstance(any_of[0], Threshold)


def _same(one: Condition, other: Condition) -> bool:
    """True for bounds of one figure."""
    assert isinstance(one, Threshold) and isinstance(other, Threshold)
    return (one.metric, one.events) == (other.metric, other.events)


def _exclude(one: Condition, other: Condition) -> bool:
    """True for bounds of one figure that nobody satisfies both."""
    assert isinstance(one, Threshold) and isinstance(other, Threshold)
    low, high = sorted((_ends_of(one), _ends_of(other)))
    meet = low[1] == high[0] and not {one.op, other.op} & {">", "<"}
    return _same(one, other) and low[1] <= high[0] and not meet


def _ends_of(bound: Threshold) -> tuple[float, float]:
    """The lowest and the highest value that a bound lets through."""
    low = bound.low if bound.op in (">", ">=", "=", "between") else -math.inf
    high = bound.low if bound.op in ("<", "<=", "=") else math.inf
    return low, bound.high if bound.high is not None else high
