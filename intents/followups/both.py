"""Follow-ups that join what users were picked by, or the last two questions: "those who did both"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.beside import asks_difference
from intents.followups.leads import LEAD, TAIL
from intents.query import COUNTS, Condition, Has, Measure, Query, Threshold, met_by, with_where
from intents.understand.alternatives import either
from intents.understand.frame import Frame, Sentence

_BOTH = ("both", "both of them", "both of those", "both of these", "the two", "each of the two")
_EITHER = (
    "either", "either one", "either of them", "either of those", "either of the two", "one or the other",
    "any of them", "any of the two", "any of these", "any of those", "at least one", "one of the two",
    "one of them",
)  # fmt: skip
_NEITHER = ("neither", "neither of them", "none of them", "none of the two", "none of those", "neither one")


def joins(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "those who searched for both", "either one is fine": no value of its own, so those of before."""
    rows = set(frame.by) - {c.filter.dimension for c in met_by(last.group)}  # "both terms"
    named = (
        frame.segments
        or any(not _at_all(a) for a in frame.where)
        or frame.events
        or rows
        or frame.period
        or frame.users
    )
    counts = last.ask == "users" or (last.ask == "figures" and not last.by)
    beside = sentence.any("side_by_side") or asks_difference(sentence)
    return counts and not (named or beside) and bool(_said(sentence))


def _at_all(any_of: tuple[Condition, ...]) -> bool:
    """ "how many read both": that they read anything says nothing more."""
    bound = any_of[0]
    return isinstance(bound, Threshold) and (bound.op, bound.low, bound.events) == (">=", 1.0, ())


def _said(sentence: Sentence) -> str:
    padded = f" {sentence.text} ".replace(" 2 ", " two ").replace(" 1 ", " one ")
    if any(f" {word} one " in padded for word in ("only", "just", "exactly")):
        return ""  # one and not the other
    for joined, phrases in (("neither", _NEITHER), ("either", _EITHER), ("both", _BOTH)):
        if any(f" {words} " in padded for words in phrases):
            return joined
    return ""


def joined(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """The last question of users of whom both conditions hold, either of them or neither."""
    pair = _pair(last, earlier) if joins(sentence, frame, last) else None
    if pair is None:
        return None
    one, other = map(_told, pair)
    alike = either((one,), (other,))
    how = {"both": ((one,), (other,)), "either": (alike,), "neither": tuple((_denied(c),) for c in alike)}[
        _said(sentence)
    ]
    where = tuple(a for a in last.group.where if not {*a} & {*pair, alike[0]})
    query = replace(last, groups=(replace(last.group, where=tuple(dict.fromkeys((*where, *how)))),))
    return replace(query, measures=(Measure("users", "count"),)) if frame.counted else query


_BETWEEN = re.compile(
    rf"{LEAD}(?:(?:what|how) about |how many (?:are |were |is )?)?"
    r"(?:(?:the|those|these|all|everyone|users|people|readers|ones|that are|who are) )*"
    rf"(?:in[ -])?between(?: (?:those|them|these|that|the two|both))?{TAIL}"
)


def in_between(sentence: Sentence) -> bool:
    """ "and the ones in between?": says no more than that."""
    return bool(_BETWEEN.fullmatch(sentence.text))


def between(last: Query, earlier: tuple[Query, ...], sentence: Sentence) -> Query | None:
    """ "over 20 clicks" - "under 5" - "in between": those who are within neither bound."""
    pair = (_pair(last, earlier) or ()) if in_between(sentence) else ()
    bounds = sorted((c for c in pair if isinstance(c, Threshold) and c.metric in COUNTS), key=lambda c: c.low)
    if len(bounds) != 2:
        return None
    lower, upper = bounds
    outside = lower.op in ("<", "<=") and upper.op in (">", ">=")
    if not outside or replace(lower, op=upper.op, low=upper.low) != upper:
        return None
    low, high = lower.low + (lower.op == "<="), upper.low - (upper.op == ">=")
    within = replace(lower, op="between", low=low, high=high)
    where = (a for a in last.group.where if a[0] not in bounds)
    return with_where(last, (*where, (within,)))


def _told(condition: Condition) -> Condition:
    return replace(condition, negated=False) if isinstance(condition, Has) else condition


def _denied(condition: Condition) -> Condition:
    return replace(condition, negated=True) if isinstance(condition, Has) else condition


def apart(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "food but not travel" after users of both, "the other way round": who of the two, said anew."""
    met = [a[0] for a in last.group.where if len(a) == 1]
    held = [c for c in met if isinstance(c, Has)]
    new = _new_sides(sentence, frame, held)
    if not new or len(last.groups) > 1 or last.ask not in ("figures", "users"):
        return None
    old = [c for c in held if c.filter.dimension == new[0].filter.dimension]
    known = {v for c in old for v in c.filter.values}
    if not {v for c in new for v in c.filter.values} <= known:
        return None
    where = (*(a for a in last.group.where if a[0] not in old or len(a) > 1), *((c,) for c in new))
    return replace(last, groups=(replace(last.group, where=where),))


def _new_sides(sentence: Sentence, frame: Frame, held: list[Has]) -> list[Has]:
    """What is said to hold and what not, of one dimension; turned round where only that is said."""
    bare = not (frame.filters() or frame.segments or frame.metrics or frame.by or frame.period)
    if alone := _one_alone(sentence, frame, held):
        return alone
    if bare and sentence.any("flip") and len(held) == 2 and held[0].negated != held[1].negated:
        return [replace(c, negated=not c.negated) for c in reversed(held)]
    named = [Has.of(f) for f in frame.events]
    named += [c for a in frame.where for c in a if isinstance(c, Has) and len(a) == 1]
    told = frame.metrics or frame.segments or frame.by or frame.period or len(frame.where) > len(named)
    one_kind = len({c.filter.dimension for c in named}) == 1
    return named if one_kind and not told and {c.negated for c in named} == {True, False} else []


def _one_alone(sentence: Sentence, frame: Frame, held: list[Has]) -> list[Has]:
    """ "only sport" after users of sport and politics: of the one that is named, and not of the other."""
    two = len(held) == 2 and held[0].filter.dimension == held[1].filter.dimension
    named = {v for f in frame.filters() for v in f.values if not f.negated}
    words = ("only", "value", "fill", "lead", "and", "prep")
    bare = sentence.any("only") and all(m.has(*words) for m in sentence.mentions)
    if not (two and bare) or [c.filter.values for c in held].count(tuple(named)) != 1:
        return []
    return [replace(c, negated=set(c.filter.values) != named) for c in held]


def split_both(sentence: Sentence, frame: Frame, last: Query) -> None:
    """ "must be both culture and travel" after users of either: users of the one and of the other."""
    met = frame.filters()
    counts = last.ask == "users" or (last.ask == "figures" and last.metrics == {"users"})
    both = "both" in sentence.text.split() and not sentence.any("or", "what", "count", "by", "side_by_side")
    if not (counts and both) or len(met) != 1 or met[0].negated or len(met[0].values) != 2:
        return
    if frame.metrics or frame.segments or set(frame.by) - {met[0].dimension} or len(frame.where) > 1:
        return
    held = (c for c in met_by(last.group) if not c.negated)
    if any(
        c.filter.dimension == met[0].dimension and set(met[0].values) <= set(c.filter.values) for c in held
    ):
        frame.where = [(Has(replace(met[0], values=(v,))),) for v in met[0].values]
        frame.events, frame.by, frame.compared = [], [], False


def _of_either(last: Query, before: Query) -> Query | None:
    """Users of the last question or of the one before, where these differ in one condition on users."""
    if replace(before, groups=last.groups) != last or before.group.segments != last.group.segments:
        return None
    pair = _pair(last, (before,))
    if pair is None or ((pair[0],) in last.group.where and (pair[1],) in last.group.where):
        return None
    where = tuple(a for a in last.group.where if a not in ((pair[0],), (pair[1],)))
    return replace(last, groups=(replace(last.group, where=(*where, either(*((c,) for c in pair)))),))


def _pair(last: Query, earlier: tuple[Query, ...]) -> tuple[Condition, Condition] | None:
    """The two conditions spoken of: those in which the last two questions differ, or two of the last one."""
    single = [a[0] for a in last.group.where if len(a) == 1]
    if earlier and earlier[-1].group.segments == last.group.segments:
        before = [a[0] for a in earlier[-1].group.where if len(a) == 1]
        one, other = [c for c in before if c not in single], [c for c in single if c not in before]
        if len(one) == len(other) == 1 and not _is_two(other[0]):
            return one[0], other[0]
    met = [c for c in single if isinstance(c, Has)]
    if two := next((c for c in met if _is_two(c)), None):
        first, second = (replace(two, filter=replace(two.filter, values=(v,))) for v in two.filter.values)
        return first, second
    for i, first in enumerate(met):  # two values of one kind, before any other two conditions
        alike = [c for c in met[i + 1 :] if c.filter.dimension == first.filter.dimension]
        if alike:
            return first, alike[0]
    return (single[-2], single[-1]) if len(single) > 1 else None


def _is_two(condition: Condition) -> bool:
    """ "food or travel": two values in one condition."""
    return isinstance(condition, Has) and len(condition.filter.values) == 2


_AS_ONE = re.compile(
    rf"{LEAD}(?:(?:how|what) about )?"
    r"(?:(?:both|(?:the|all|those|these) (?:two|2|three|3)|them)(?: of them)? )?"
    r"(?:together|combined|added up|added together|taken together|summed up|lumped together|as one)"
    r"(?: (?:please|then|now))?"
    rf"|{LEAD}(?:(?:for|on|from|of) )?both(?: of (?:them|those))?{TAIL}"
)


def together(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """ "travel views" - "food" - "both together": of the one or the other, as one figure."""
    said = " ".join(m.text for m in sentence.mentions if m.time is None)
    if not _AS_ONE.fullmatch(said) or not earlier or last.ask != "figures":
        return None
    before = earlier[-1]
    if frame.period is not None:  # "both of them combined, from September on"
        last, before = (replace(query, period=frame.period) for query in (last, before))
    one, other = before.events, last.events
    if found := _of_either(last, before):
        return found
    alike = len(one) == len(other) == 1 and replace(before, events=()) == replace(last, events=())
    if not alike or one == other:
        return None
    if (one[0].dimension, one[0].negated) != (other[0].dimension, other[0].negated) or one[0].negated:
        return None
    values = tuple(dict.fromkeys((*one[0].values, *other[0].values)))
    return replace(last, events=(replace(one[0], values=values),))
