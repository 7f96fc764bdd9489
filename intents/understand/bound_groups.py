"""Groups of users that bounds tell apart: "over 20 clicks vs 5 or fewer"."""

from __future__ import annotations

import math
from itertools import combinations

from intents.query import Condition, Group, Threshold
from intents.understand.frame import Frame, Sentence


def rival_bounds(sentence: Sentence, frame: Frame) -> bool:
    """ "who searched at least once vs who never searched", "over 20 clicks vs over 50": a group for each."""
    bounds = [a for a in frame.where if len(a) == 1 and isinstance(a[0], Threshold) and a in frame.said]
    for one, other in combinations(sorted(bounds, key=lambda a: frame.said[a]), 2):
        between = sentence.mentions[frame.said[one] + 1 : frame.said[other]]
        against = any(m.has("compare") for m in between)
        if len(frame.segments) < 2 and (against or _exclude(one[0], other[0])):
            shared = tuple(a for a in frame.where if a not in (one, other))
            frame.groups = [Group(tuple(frame.segments), (), (*shared, bound)) for bound in (one, other)]
            return True
    return False


def _exclude(one: Condition, other: Condition) -> bool:
    """True for bounds of one figure that nobody satisfies both."""
    assert isinstance(one, Threshold) and isinstance(other, Threshold)
    if (one.metric, one.events) != (other.metric, other.events):
        return False
    low, high = sorted((_ends_of(one), _ends_of(other)))
    return low[1] < high[0] or (low[1] == high[0] and {one.op, other.op} & {">", "<"} != set())


def _ends_of(bound: Threshold) -> tuple[float, float]:
    """The lowest and the highest value that a bound lets through."""
    low = bound.low if bound.op in (">", ">=", "=", "between") else -math.inf
    high = bound.low if bound.op in ("<", "<=", "=") else math.inf
    return low, bound.high if bound.high is not None else high
