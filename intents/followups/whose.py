"""Follow-ups that turn from people to what they met, and back: "how many views did it get"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import Filter, Group, Has, Query, met_by
from intents.understand.frame import Frame, Sentence

_OF_THE_THING = re.compile(
    r".*\b(?:do|does|did|has|have|had|was|were|is|are|been|on) (?:it|(?:that|this|those|these|the same) "
    r"(?:one|ones|articles?|pages?|stor(?:y|ies)|pieces?|sections?|texts?))\b.*"
)
_THINGS = ("article", "page", "section", "page_section", "term")


def as_meant(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query of the people, or of the things, that the follow-up goes on about."""
    if last.ask != "figures" or {m.metric for m in last.measures} != {"users"} or len(last.groups) > 1:
        return last
    if thing := _of_the_thing(last, sentence, frame):
        return thing
    about = frame.metrics or (frame.them and (frame.by or frame.segments or frame.where))
    return _of_the_people(last) if about and not last.by else last


def _of_the_people(last: Query) -> Query:
    """Users of some events are the users who met them; what they do besides is not of those events alone."""
    met = tuple((Has.of(f),) for f in last.events)
    return replace(last, events=(), groups=(replace(last.group, where=(*last.group.where, *met)),))


def _of_the_thing(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "how many views did it get" after the readers of an article: the views of that article, by anybody."""
    if not _OF_THE_THING.fullmatch(sentence.text) or not frame.metrics or frame.segments or frame.where:
        return None
    met = [a[0].filter for a in last.group.where if len(a) == 1 and _is_thing(a[0])]  # type: ignore[union-attr]
    named = [*met, *(f for f in last.events if f.dimension in _THINGS)]
    if len(named) != 1 or len(last.group.where) != len(met):
        return None
    thing: Filter = named[0]
    nouns = [m for m in sentence.mentions if m.has("dimension") and m.get("metric") in frame.metrics]
    frame.metrics = [m for m in frame.metrics if m not in {n.get("metric") for n in nouns}] or frame.metrics
    frame.by = [d for d in frame.by if d not in _THINGS]
    frame.them, frame.events = False, []
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("them", "dimension", "what_read")))
    return replace(last, groups=(Group(last.group.segments),), events=(thing,))


def _is_thing(condition: object) -> bool:
    return isinstance(condition, Has) and not condition.negated and condition.filter.dimension in _THINGS


def without_same(query: Query) -> Query:
    """ "how many of those food readers" after views of food: who they are is said once."""
    said = {c.filter for c in met_by(query.group) if not c.negated}
    return replace(query, events=tuple(f for f in query.events if f not in said))
