"""Follow-ups that set something beside what was asked ("vs tablet"), or ask how far apart they are."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.group import over_groups
from intents.followups.leads import LEAD
from intents.query import ENTITIES, Filter, Group, Has, Query
from intents.understand.bound_groups import opposite
from intents.understand.frame import Frame, Sentence

_POINTED = re.compile(
    rf"{LEAD}(?:how (?:do|does|did) (?:this|that|it|they|those|these)(?: \w+)? "
    r"(?:compare|stack up|differ)|(?:compare|put|set|hold|place|show|add) "
    r".*\b(?:it|that|this|them|those)\b)\b.*"
)
_LEADS = ("fill", "lead", "and")


def set_beside_it(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "vs tablet", "put bing next to it", "plus tablet": a row for it beside what was; None for others.

    Values of which events were counted become rows; users who met a value become groups.
    """
    more = frame.adds and len(last.groups) > 1
    named = frame.filters()
    if last.ask != "figures" or not (more or _sets_beside(sentence, frame)) or len(named) != 1:
        return None
    told = frame.segments or frame.metrics or frame.period or frame.aggregates or frame.counted
    if told or set(frame.by) - {named[0].dimension} or named[0].negated or last.base is not None:
        return None
    query = _rows_beside(last, named[0]) or _groups_beside(last, named[0])
    if query is not None:
        sentence.use(*range(len(sentence)))
    return query


def _sets_beside(sentence: Sentence, frame: Frame) -> bool:
    """ "against mobile", "compare that with bing"; in "facebook vs bing" both are new."""
    first = 0
    while sentence.at(first).has(*_LEADS) and not sentence.at(first).has("compare"):
        first += 1
    opens = sentence.at(first).has("compare")
    return frame.compared and (opens or bool(_POINTED.fullmatch(sentence.text)))


_WITH_OTHERS = re.compile(
    rf"{LEAD}(?:compare|set|put|hold|contrast)"
    r"(?: (?:that|it|them|this|those))?(?: side by side)? (?:with|against|to|beside|next to) (?:the |all )?"
    r"(?:people|users|readers|visitors|ones|those|others|everyone)(?: (?:who|that))? "
    r"(?:never|did not|didnt|didn't|do not|dont|don't|have not|havent|haven't)\b"
    r"(?: (?:did|do|done|ever|so|search|searched|looked|read|visited|visit|used|use|opened|clicked)"
    r"(?: for| up)?)*"
    r"(?: (?:it|that|them|this|any|so))?(?: please| at all)*"
)


def beside_the_others(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "compare that with the people who never did", "versus the rest": the two groups."""
    alone = last.ask == "figures" and len(last.groups) == 1 and last.base is None
    named = frame.segments or frame.filters() or frame.metrics or frame.by or frame.period
    rest = frame.compared and frame.rest and not named
    if not alone or not (rest or _WITH_OTHERS.fullmatch(sentence.text)):
        return None
    if last.group == Group():  # "clicks on weekends" - "vs the rest": nobody is left beside everyone
        frame.doubts.append("Everyone is asked about here; name what it should be set against.")
        return None
    *kept, told = last.group.where or ((),)
    left = opposite(told[0]) if len(told) == 1 and (rest or isinstance(told[0], Has)) else None
    segments = tuple(s for s in sentence.vocabulary.segments if s not in last.group.segments)
    if left is not None and (last.group.segments == () or not rest):
        others = replace(last.group, where=(*kept, (left,)))
    elif rest and last.group.segments and segments and "segment" not in last.by:
        others = replace(last.group, segments=segments)
    else:
        return None
    measures = over_groups(last.measures)
    return replace(last, groups=(last.group, others), measures=measures, compared=False, order=None)


def _rows_beside(last: Query, named: Filter) -> Query | None:
    """Events of the one value and of the other, a row each."""
    old = next((f for f in last.events if f.dimension == named.dimension and not f.negated), None)
    if old is None or set(last.by) - {"segment", named.dimension}:
        return None
    rows = replace(old, values=tuple(dict.fromkeys((*old.values, *named.values))))
    by = last.by if named.dimension in last.by else (*last.by, named.dimension)
    events = tuple(rows if f == old else f for f in last.events)
    return replace(last, events=events, by=by, compared=True, order=None, limit=None)


def _groups_beside(last: Query, named: Filter) -> Query | None:
    """Users who met the one value beside those who met the other, who are alike in all else."""
    alike = [a for a in last.group.where if len(a) == 1 and _picks(a[0], named.dimension)]
    if len(alike) != 1:
        return None
    others = []
    for value in named.values:
        other = (Has(replace(named, values=(value,))),)
        where = tuple(other if any_of == alike[0] else any_of for any_of in last.group.where)
        others.append(replace(last.group, where=where))
    measures = over_groups(last.measures)
    return replace(last, groups=tuple(dict.fromkeys((*last.groups, *others))), measures=measures)


def _picks(condition: object, dimension: str) -> bool:
    return isinstance(condition, Has) and not condition.negated and condition.filter.dimension == dimension


def read_each(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "how many of each are there", "each of these two groups": of every row or group of before."""
    if last.ask not in ("figures", "overview") or "each" not in sentence.text.split():
        return
    if len(last.groups) > 1 and frame.by == ["segment"] and "segment" not in sentence.text:
        frame.by = []
    rows = ("segment",) if last.ask == "overview" else last.by
    if not frame.by and len(last.groups) == 1:
        frame.by = [*rows]


def asks_each(sentence: Sentence, last: Query) -> bool:
    """ "pct of users in each?", "how many are there in each": each row of before, where none is named."""
    rows = last.ask in ("overview", "names") or (last.ask == "figures" and (last.by or len(last.groups) > 1))
    each = [
        i for i, m in enumerate(sentence.mentions) if m.text.split()[-1:] == ["each"] or m.text == "each one"
    ]
    kinds = ("noun", "segment_noun", "dimension", "value")
    return bool(rows and each) and not sentence.at(each[0] + 1).has(*kinds)


def same_groups(last: Query, frame: Frame) -> bool:
    """True where groups stand beside each other and the follow-up names no other users: it is of them all."""
    return len(last.groups) > 1 and not (frame.where or frame.segments or frame.events)


_SHOW = (
    r"(?:(?:what|whats|what is|what are|what was|how big is|how large is|how wide is|how much is|show|give|"
    r"tell|calculate|compute|work out|i want|i need|i would like|see|add|put|with|and|me|us|i|to|see|in) )*"
)
_APART = r"(?:difference|differences|diff|gap|delta)"
_TWO = r"(?:the |these |those )(?:two|2)(?: of them)?|them|those|these|both"
_OF_WHAT = (
    rf"(?: (?:between (?:{_TWO})|there|then|now|please|pls|though|exactly|in percent|in per cent|in %|"
    r"as a percentage|as a percent|in absolute terms|in numbers|too|column))*"
)
_DIFFERENCE = re.compile(
    rf"{LEAD}{_SHOW}(?:the |a |that )?{_APART}{_OF_WHAT}"
    rf"|{LEAD}by how (?:much|many|far)(?: (?:more|less|fewer|higher|lower|better|worse|exactly|percent))*"
    rf"|{LEAD}how far apart are (?:they|{_TWO})"
    rf"|{LEAD}how (?:do|did|does) (?:they|that|it|{_TWO})"
    r" (?:compare|differ)(?: (?:to|with|from) (?:each other|one another))?"
    rf"|{LEAD}what (?:has |have |is )?changed|{LEAD}what (?:is )?the change"
    rf"|{LEAD}(?:which (?:one )?is|is (?:that|it)) (?:better|worse|more|less|different)|more or less"
)


def asks_difference(sentence: Sentence) -> bool:
    """ "what's the gap between the two", "and by how much": no figure of its own, but how two differ."""
    return bool(_DIFFERENCE.fullmatch(sentence.text))


def told_apart(last: Query) -> bool:
    """True for an answer that says how its figures differ."""
    against = last.baseline is not None or last.baseline_as_of is not None
    return against or last.compared or len(last.groups) > 1


def rows_apart(last: Query) -> Query | None:
    """ "clicks by device" - "by how much": how far each row lies from the first."""
    rows = len(last.by) == 1 and last.by[0] in (*ENTITIES, "segment", "daytype")
    return replace(last, compared=True) if last.ask == "figures" and rows else None


def asks_beside(sentence: Sentence) -> bool:
    """ "side by side", "what's the difference": the last two answers together."""
    return sentence.any("side_by_side") or asks_difference(sentence)
