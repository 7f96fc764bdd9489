"""Users of one of two and not the other: "sport or food, not both", "sport, no food, or food, no sport"."""

from __future__ import annotations

from itertools import pairwise

from intents.query import Filter, Group, Has
from intents.understand.frame import Frame, Sentence
from intents.understand.named_values import value_sense
from intents.understand.wording import COMPARATIVES, verb_form

_PEOPLE = ("noun", "who", "segment", "segment_noun", "count", "them")
_JOINING = ("and", "or", "prep", "fill", "lead", "label", "exactly", "who", "noun", "only")
"""Kinds that may stand between the two values."""


def read_exclusive(sentence: Sentence, frame: Frame) -> None:
    """Fills `where`: an event of either value, and none of the one or none of the other."""
    if not sentence.any(*_PEOPLE):
        return
    named = [
        (i, Filter(sense.dimension, (sense.value,)))
        for i in range(len(sentence))
        if not sentence.used[i] and (sense := value_sense(sentence, i))
    ]
    for four in zip(*(named[k:] for k in range(4)), strict=False):
        if _turned_round(sentence, *four):
            _exclude(sentence, frame, four[0], four[1], four[3][0])
            return
    for one, other in pairwise(named):
        if (last := _not_both(sentence, one, other)) is not None:
            _exclude(sentence, frame, one, other, last)
            return


_Named = tuple[int, Filter]
"""Where a value is named, and what it picks."""


def _turned_round(sentence: Sentence, one: _Named, other: _Named, again: _Named, last: _Named) -> bool:
    """ "sport without food or food without sport": the same two, the other way round."""
    same = one[1].dimension == other[1].dimension and (one[1], other[1]) == (last[1], again[1])
    denied = _between(sentence, one[0], other[0], "not") and _between(sentence, again[0], last[0], "not")
    joined = _between(sentence, other[0], again[0], "or", "compare")
    return same and one[1] != other[1] and denied and joined


def _between(sentence: Sentence, first: int, last: int, *kinds: str) -> bool:
    return any(m.has(*kinds) for m in sentence.mentions[first + 1 : last])


def _not_both(sentence: Sentence, one: _Named, other: _Named) -> int | None:
    """Where "sport or food but not both", "exactly one of sport and food" ends; None for other words."""
    between = sentence.mentions[one[0] + 1 : other[0]]
    joined = any(m.has("and", "or") for m in between) and all(m.has(*_JOINING) for m in between)
    if one[1].dimension != other[1].dimension or one[1] == other[1] or not joined:
        return None
    before = " ".join(m.text for m in sentence.mentions[max(one[0] - 5, 0) : one[0]])
    if any(f"{only} one of" in before for only in ("exactly", "only", "just")):
        return other[0]
    for i in range(other[0] + 1, min(other[0] + 6, len(sentence) - 1)):
        if sentence.at(i).has("not") and sentence.at(i + 1).text.split(" ")[0] == "both":
            return i + 1
    return None


def _exclude(sentence: Sentence, frame: Frame, one: _Named, other: _Named, last: int) -> None:
    """The two as conditions; as groups where they are weighed against each other."""
    first = one[0] - (sentence.at(one[0] - 1).has("metric") and verb_form(sentence.at(one[0] - 1).text))
    within = range(first, last + 1)
    sentence.use(*(j for j in within if not sentence.at(j).has("noun", "count")))
    frame.users_measured = frame.users_measured or not frame.listed
    words = [m for m in sentence.mentions if m.has("compare") or set(m.text.split()) & set(COMPARATIVES)]
    if words and last not in (other[0], other[0] + 1, other[0] + 2):
        sides = ((one[1], other[1]), (other[1], one[1]))
        frame.groups = [Group((), (), ((Has(has),), (Has(no, True),))) for has, no in sides]
        frame.compared = True
        return
    either = Has(Filter(one[1].dimension, (*one[1].values, *other[1].values)))
    frame.require(one[0], either)
    frame.said_last[either,] = last  # the "or" between the two belongs to it
    frame.require(last, Has(one[1], True), Has(other[1], True))
