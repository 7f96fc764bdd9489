"""Follow-ups that take something out: less of what was shown, a condition, or some of those counted.

Its parts are tried in this order: what was taken out is brought back (`back.py`), a condition holds no longer
(`conditions.py`), less is shown (`fewer.py`), some are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from intents.followups.back import bring_back, brings_back
from intents.followups.conditions import NO_LONGER, widened, without_condition
from intents.followups.fewer import UNDER, fewer, fewer_groups, fewer_segments, figures_named
from intents.followups.leads import LEAD
from intents.query import (
    INACTIVE,
    MEASURED,
    Condition,
    Filter,
    Has,
    Moved,
    Query,
    Threshold,
    moves,
    of_kind,
    with_where,
)
from intents.understand.frame import Frame, Sentence

_OUT = r"(?:take|kick|chuck|throw|leave|cut|toss|strip|filter|drop)"
_TAKES_OUT = re.compile(
    r"(?!.*\b(?:what about|how about|instead|show|(?:just|only)(?! the (?:rest|others|searchers|readers))"
    rf"|but)\b){LEAD}(?:(?:{NO_LONGER})\b(?! (?:that|this|it)\b)"
    rf"|{_OUT} (?:\S+ ){{0,4}}(?:out|off|away)\b(?! (?:that|this|it)\b)).*"
    rf"|.* (?:{_OUT} (?:that|it|this|them|those) (?:out|off|away|too)|(?:remove|drop|ditch|lose|exclude) "
    r"(?:that|it|this|them|those))(?: (?:one|too|as well|again|please|pls))*"
)
_WITHOUT = re.compile(rf"{LEAD}(?:without|w ?/ ?o|minus|except|excluding)\b.*")


def takes_out(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "kick twitter out again", "and sport, chuck that out too", "lose the searches": not what, but less."""
    if last.ask not in (*MEASURED, "users"):
        return False
    named = frame.filters() or frame.segments or figures_named(frame)
    part = frame.aggregates == ["share"] and " part" in sentence.text  # "forget the food part"
    more = frame.by or frame.period or (frame.aggregates and not part) or frame.counted or frame.users
    said = _TAKES_OUT.fullmatch(sentence.text) or brings_back(sentence)
    return widened(last, sentence) is not None or (bool(said and named) and not more)


def taken_out(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what the follow-up takes out, or with what it brings back; None for neither.

    Where only people are left out who meet a condition, that is turned round in the frame.
    """
    told = takes_out(sentence, frame, last)
    query = widened(last, sentence) or bring_back(last, sentence, frame)
    if query is None and not brings_back(sentence):
        query = without_condition(last, sentence, frame)
        bare = frame.by or frame.period or frame.aggregates or frame.counted
        without = bool(_WITHOUT.fullmatch(sentence.text)) and not bare
        query = query or (fewer(last, sentence, frame, told) if told or without else None)
        query = query or (left_out(last, sentence, frame) if leaves_out(sentence) else None)
    return query


_OPPOSITE: dict[str, Any] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_ANYBODY = ("one", "ones", "those", "the ones", "anyone", "anybody", "everyone", "everybody", "all those")
_LEAVES = (
    "leave out", "exclude", "excluding", "without", "drop", "remove", "omit", "skip", "except", "ignore",
)  # fmt: skip


def leaves_out(sentence: Sentence) -> bool:
    """True for a follow-up that opens with a word for taking out."""
    first = 0
    while sentence.at(first).has("lead", "fill", "and") and not sentence.at(first).has("not"):
        first += 1
    return sentence.at(first).has("not") and sentence.at(first).text in _LEAVES


def left_out(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without a group, a split or a comparison, or without the users who meet a condition."""
    single = len(frame.filters()) == 1 and not (frame.segments or frame.metrics)
    found = fewer_groups(last, frame) if single else None
    found = found or _without_split(last, sentence, frame) or _without_leavers(last, sentence, frame)
    found = found or _without_segment(last, sentence, frame) or _without_some(last, sentence, frame)
    if found is not None:
        return found
    if frame.segments and moves(last.group) and sentence.any("who") and not frame.where:
        frame.doubts.append("Who is to be left out is not clear.")  # "the ones that came from inactive"
    _without_those(sentence, frame)
    return None


def _without_split(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "without the segments", "drop the comparison": one figure, or no earlier days beside it."""
    words = set(sentence.text.split())
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.aggregates
    changing = frame.changing and frame.by == ["as_of"]  # "drop" sounds like a change
    against = last.baseline is not None or last.baseline_as_of is not None
    if words & {"comparison", "baseline"} and not (named or (frame.by and not changing)) and against:
        query = replace(last, baseline=None, baseline_as_of=None, compared=False, order=None)
        return query if frame.period in (None, last.period) else replace(query, period=frame.period)
    if frame.by == ["segment"] and "segment" not in last.by and last.group.segments and not named:
        return replace(last, groups=(replace(last.group, segments=()), *last.groups[1:]))  # of anyone's again
    split = frame.by and set(frame.by) <= set(last.by) and not (named or frame.period)
    if not split or "other" in words:
        return None
    by = tuple(d for d in last.by if d not in frame.by)
    return replace(last, by=by, compared=last.compared and bool(by), order=None, limit=None)


def _without_leavers(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "exclude those who went inactive" after who left a segment: those who went to another one."""
    before = next(iter(moves(last.group)), None)
    gone = of_kind(Moved, frame.where)
    dormant = (len(gone) == 1 and gone[0].direction == "churned") or frame.segments == [INACTIVE]
    if before is None or before.direction not in ("left", "any") or before.target or not dormant:
        return None
    others = tuple(s for s in sentence.vocabulary.segments if s not in before.origin)
    where = tuple(tuple(replace(c, target=others) if c == before else c for c in a) for a in last.group.where)
    return with_where(last, where)


def _without_segment(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "leave out the moderates" after two segments: the other one, and none that was not named."""
    if frame.where or frame.events or frame.by or frame.period or len(last.group.segments) < 2:
        return None
    query = fewer_segments(last, sentence, frame)
    return query if query is not None and 0 < len(query.group.segments) < len(last.group.segments) else None


def _without_some(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "leave out google and bing", "leave out facebook" of social: no such events among those counted."""
    values = tuple(dict.fromkeys(v for f in frame.events for v in f.values))
    dimensions = {f.dimension for f in frame.events}
    told = frame.metrics or frame.where or frame.segments or frame.by or frame.period or sentence.any("only")
    if not any(f.negated for f in frame.events) or len(dimensions) > 1 or told:
        return None
    out = Filter(dimensions.pop(), values, negated=True)
    frame.events = [out]
    old = next((f for f in last.events if f.dimension == out.dimension and not f.negated), None)
    if old is None:
        return replace(last, events=(*last.events, out)) if out.dimension in last.by else None
    kept = tuple(v for v in old.values if v not in values)
    if not kept or (kept == old.values and not set(old.values) <= set(UNDER.get(old.dimension, ()))):
        return None
    events = tuple(replace(f, values=kept) if f == old else f for f in last.events)
    return replace(last, events=events if kept != old.values else (*last.events, out))


def _without_those(sentence: Sentence, frame: Frame) -> None:
    """ "leave out the ones who also read sport": those who did not, of the users of before."""
    people = any(m.text in _ANYBODY or m.has("noun", "people_all") for m in sentence.mentions)
    met = all(isinstance(c, Has) for a in frame.where for c in a)  # "without anyone from facebook"
    if not people or frame.metrics or frame.by or not frame.where or not (met or sentence.any("who")):
        return
    turned = [_turned(any_of) for any_of in frame.where]
    if any(t is None for t in turned):
        frame.doubts.append("Who is to be left out is not clear.")
    else:
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("not")))
        frame.where = [t for t in turned if t is not None]
        frame.also = True
        frame.users_measured = frame.listed = frame.listed_by_name = frame.counted = False
        frame.everyone = False  # "without anyone from facebook"


def _turned(any_of: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
    """The condition turned round; None where that is no single condition."""
    met = any_of[0]
    if len(any_of) == 1 and isinstance(met, Has):
        return (replace(met, negated=True),)
    if len(any_of) == 1 and isinstance(met, Threshold) and met.op in _OPPOSITE:
        return (replace(met, op=_OPPOSITE[met.op]),)
    return None
