"""Follow-ups that put one thing in the place of another: "swap clicks for active days"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import END, REQUEST
from intents.lexicon import Lexicon, stem
from intents.query import Condition, Filter, Group, Has, Query, met_by, with_where
from intents.understand.build import fitting
from intents.understand.frame import Frame, Sentence

_WORDS = r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,3}"
_INSTEAD = re.compile(
    rf"{REQUEST}(?:(?:use|take|with|put|show|have) )?(?:(?:by|per) )?(?:the )?(?P<new>{_WORDS}?) "
    rf"(?:inst(?:ea|e|ae)d of|in place of|rather than) (?:(?:by|per) )?(?:the )?(?P<old>{_WORDS}?){END}",
    re.IGNORECASE,
)
_NOT_OLD = re.compile(
    rf"{REQUEST}not (?:(?:by|per) )?(?:the )?(?P<old>{_WORDS}?)(?:,| but| rather)+ "
    rf"(?:(?:by|per) )?(?:the )?(?P<new>{_WORDS}?){END}",
    re.IGNORECASE,
)
_NEW_NOT = re.compile(
    rf"{REQUEST}(?:the )?(?P<new>{_WORDS}?), (?:and )?not (?:the )?(?P<old>{_WORDS}?){END}", re.IGNORECASE
)
_LOOK = r"(?:(?:what|how) (?:does|would|did|will) (?:it|that|this) (?:look|be)(?: like)? with )?"
_STANDS = re.compile(
    rf"{REQUEST}{_LOOK}(?:(?:use|take|with|put|show|have) )?(?:the )?(?P<new>{_WORDS}?)(?: there)? where "
    r"(?:(?:it says|we (?:have|had)|you (?:have|had|put)|there (?:is|was)|now)(?: now)? )?"
    rf"(?:the )?(?P<old>{_WORDS}?)(?: (?:is|was|are|were|stands|stood|sits)(?: now)?)?{END}",
    re.IGNORECASE,
)
"""The new one is put where the old one stands."""
_PLACE = re.compile(
    rf"{REQUEST}{_LOOK}(?:(?:use|take|with|put|show|have) )?(?:the )?(?P<new>{_WORDS}?) in "
    rf"(?P<old>{_WORDS}?)(?:'s|s') (?:place|stead|position|spot){END}",
    re.IGNORECASE,
)
_RATHER = re.compile(
    rf"{REQUEST}(?:i|we)(?:'d| would)? (?:much )?(?:rather|prefer to|prefer|like to)"
    r"(?: (?:have|see|get|look at))?"
    r"(?: (?:that|it|this|them|those))?(?: (?:broken down|split|cut|grouped|shown|counted|listed|laid out))?"
    rf"(?: up)?(?: (?:by|per|in))? (?:the )?(?P<new>{_WORDS}?),? "
    rf"(?:rather than|instead of|than|over|and not|not)(?: (?:by|per|in))? (?:the )?(?P<old>{_WORDS}?){END}",
    re.IGNORECASE,
)
"""A wish for rows or figures of another kind: "I'd rather have that by weekday than by hour"."""
_SWAPS = (_INSTEAD, _NOT_OLD, _NEW_NOT, _STANDS, _PLACE, _RATHER)


def said_as_swap(text: str, lexicon: Lexicon, last: Query) -> str:
    """ "science instead of food", "not food, science" as "swap food with science" after a question on food.

    Other texts are as they are.
    """
    found = next((f for f in (p.fullmatch(text.strip()) for p in _SWAPS) if f), None)
    if found is None:
        return text
    figures = last.metrics if last.ask == "figures" else set()
    shown = {"dimension": set(last.by), "metric": figures}
    for kind, before in shown.items():
        gone, wanted = (_meant(found[name].lower(), kind, lexicon) for name in ("old", "new"))
        if gone & before and wanted - gone:
            return f"swap {found['old']} with {found['new']}"  # "articles instead of sections"
    new, old = (_named_by(found[name].lower(), lexicon) for name in ("new", "old"))
    return f"swap {found['old']} with {found['new']}" if new & old & _dimensions_of(last) else text


def _dimensions_of(last: Query) -> set[str]:
    """The dimensions of which the question names values, "segment" among them."""
    met = (c.filter for g in last.groups for any_of in g.where for c in any_of[:1] if isinstance(c, Has))
    dimensions = {f.dimension for f in (*last.events, *met)}
    return dimensions | ({"segment"} if any(g.segments for g in last.groups) else set())


def _meant(words: str, kind: str, lexicon: Lexicon) -> set[str]:
    """The dimensions or metrics that words name as such: "sections", "clicks"."""
    named = words.split()
    length, senses = lexicon.longest(named, 0, [stem(w) for w in named])
    return {s.value for s in senses if s.kind == kind and length == len(named)}


def _named_by(words: str, lexicon: Lexicon) -> set[str]:
    """The dimensions of which words name a value, people's nouns left out: "the desktop ones"."""
    named = [w for w in words.split() if w not in _ONES]
    senses = lexicon.longest(named, 0, [stem(w) for w in named])[1] if named else []
    return {s.dimension or s.kind for s in senses if s.kind in ("value", "segment")}


_ONES = ("ones", "one", "users", "readers", "people", "visitors", "clicks", "views", "articles", "traffic")


def swapped(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "swap politics for sport", "replace the casuals by the mids": the new one where the old one stood."""
    other = _other_rows(last, sentence) if sentence.any("swap") else None
    if other := other or _only_other(last, sentence, frame):
        return other
    told = frame.metrics or frame.period or frame.aggregates or frame.order
    named = [(f.dimension, v) for f in frame.filters() for v in f.values] or _terms(last, sentence)
    if not sentence.any("swap") or told or bool(frame.segments) == bool(named):
        return None
    return _other_segment(last, frame) if frame.segments else _other_value(last, named)


def _other_rows(last: Query, sentence: Sentence) -> Query | None:
    """ "articles instead of sections" after rows of sections, in the same order and as many."""
    named = [name for m in sentence.mentions if (name := m.get("dimension"))]
    old, new = ([d for d in named if (d in last.by) == shown] for shown in (True, False))
    if len(old) != 1 or len(new) != 1 or len(named) != 2:
        return None
    by = tuple(new[0] if d == old[0] else d for d in last.by)
    return replace(last, by=by, measures=fitting(last.measures, by))


def _only_other(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "desktop only?" after those on mobile and on nothing else: the two change places."""
    met = [c for c in met_by(last.group) if c.filter.dimension == "device"]
    named = [f for f in frame.filters() if f.dimension == "device" and not f.negated]
    alone = sentence.any("only", "only_ever") or sentence.text.startswith(("what about", "how about", "and "))
    told = frame.metrics or frame.segments or frame.by or frame.period or len({f.values for f in named}) != 1
    if told or not alone or {c.negated for c in met} != {True, False} or len(named[0].values) != 1:
        return None
    (new,) = named[0].values
    old = next(c.filter.values for c in met if not c.negated)
    every = set(sentence.vocabulary.values.get("device", ()))
    out = {v for c in met if c.negated for v in (every - {*old} if c.filter.negated else c.filter.values)}
    if len(old) != 1 or new == old[0] or {*old} | out != every:
        return None
    places = {old[0]: new, new: old[0]}

    def turned(condition: Condition) -> Condition:
        if not isinstance(condition, Has) or condition.filter.dimension != "device":
            return condition
        values = tuple(places.get(v, v) for v in condition.filter.values)
        return replace(condition, filter=replace(condition.filter, values=values))

    return with_where(last, (tuple(map(turned, any_of)) for any_of in last.group.where))


def _other_segment(last: Query, frame: Frame) -> Query | None:
    old = [s for s in frame.segments if any(s in group.segments for group in last.groups)]
    new = [s for s in frame.segments if s not in old]
    if len(old) != 1 or len(new) != 1:
        return None
    groups = tuple(
        replace(g, segments=tuple(dict.fromkeys(new[0] if s == old[0] else s for s in g.segments)))
        for g in last.groups
    )
    return replace(last, groups=groups)


def _terms(last: Query, sentence: Sentence) -> list[tuple[str, str]]:
    """Words searched for, which no verb of searching tells here, after a question on one of them."""
    of_term = any(dimension == "term" for dimension, _ in _picked(last))
    return [("term", m.text) for m in sentence.mentions if of_term and (m.quoted or m.names("term"))]


def _other_value(last: Query, named: list[tuple[str, str]]) -> Query | None:
    old = [pair for pair in named if pair in _picked(last)]
    new = [pair for pair in named if pair not in old]
    if len(old) != 1 or len(new) != 1 or old[0][0] != new[0][0]:
        return None
    (dimension, was), (_, now) = old[0], new[0]

    def changed(filter: Filter) -> Filter:
        if filter.dimension != dimension:
            return filter
        return replace(filter, values=tuple(dict.fromkeys(now if v == was else v for v in filter.values)))

    def meets(condition: Condition) -> Condition:
        if not isinstance(condition, Has):
            return condition
        return replace(condition, filter=changed(condition.filter))

    def of(group: Group) -> Group:
        return replace(group, where=tuple(tuple(map(meets, any_of)) for any_of in group.where))

    base = None if last.base is None else of(last.base)
    events = tuple(map(changed, last.events))
    return replace(last, groups=tuple(map(of, last.groups)), base=base, events=events)


def _picked(last: Query) -> set[tuple[str, str]]:
    """The dimension and value of all that the query picks events and users by."""
    on_users = (c.filter for group in last.groups for c in met_by(group))
    return {(f.dimension, v) for f in (*last.events, *on_users) for v in f.values}


def swap(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "swap clicks for sessions", "swap devices for sources": what was asked before leaves the frame."""
    swaps = [i for i, m in enumerate(sentence.mentions) if m.has("swap")]
    if not swaps:
        return
    sentence.use(*swaps)
    old = [m for m in frame.metrics if m in {measure.metric for measure in last.measures}]
    new = [m for m in frame.metrics if m not in old]
    if old and new:  # a correlation keeps its other metric
        frame.metrics = [*new, *old] if last.ask == "correlation" else new
    frame.segments = [s for s in frame.segments if s not in last.group.segments] or frame.segments
    frame.by = [d for d in frame.by if d not in last.by] or frame.by
    frame.by = [d for d in frame.by if any(m.get("dimension") == d for m in sentence.mentions)]
    frame.compared = frame.segments_apart = False
