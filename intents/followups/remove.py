"""Follow-ups that take something out of what was shown or bring it back: "kick twitter out"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.filters import of_segments, without, without_bounds
from intents.followups.group import edit_group
from intents.query import MEASURED, Filter, Has, Query, Threshold, with_where
from intents.understand.frame import Frame, Sentence

_LEAD = (
    r"(?:(?:and|ok|okay|now|please|kindly|then|also|can you|could you|could we|can we|would you|let us|lets|"
    r"let's|just|but|so|what if we|if we|and if we|i want to|i would) )*"
)
_OUT = r"(?:take|kick|chuck|throw|leave|cut|toss|strip|filter|drop)"
_TAKES_OUT = re.compile(
    r"(?!.*\b(?:what about|how about|instead|show|(?:just|only)(?! the (?:rest|others|searchers|readers))"
    rf"|but)\b){_LEAD}(?:(?:drop|remove|lose|ditch|scrap|omit|exclude|get rid of|toss|forget(?: about)?)\b"
    r"(?! (?:that|this|it)\b)"
    rf"|{_OUT} (?:\S+ ){{0,4}}(?:out|off|away)\b(?! (?:that|this|it)\b)).*"
    rf"|.* (?:{_OUT} (?:that|it|this|them|those) (?:out|off|away|too)|(?:remove|drop|ditch|lose|exclude) "
    r"(?:that|it|this|them|those))(?: (?:one|too|as well|again|please|pls))*"
)
_WITHOUT = re.compile(rf"{_LEAD}(?:without|w ?/ ?o|minus|except|excluding)\b.*")
_LETS_GO = re.compile(rf"{_LEAD}(?:without|drop|remove|lose|ditch|scrap|forget|lift|take|no|get rid)\b")
_BACK = re.compile(
    rf"{_LEAD}(?:(?:bring|put|add|take|let|have|get) .*\bback\b.*|(?:include|with) .* again.*)|.* back in.*"
)
_WIDENS = {
    "hour": r"(?:the )?(?:whole|entire|full) day|all day(?: long)?|all hours|any hour"
    r"|(?:at )?any time(?: of (?:the )?day)?|all times of (?:the )?day|(?:a)?round the clock",
    "weekday": r"any day|every day|all days|any weekday|all weekdays|(?:the )?(?:whole|entire|full) week"
    r"|all week(?: long)?",
}
"""Dimension of time → words that let go of what was picked of it."""
_UNDER = {"source": ("social", "search engines"), "weekday": ("weekend", "weekday")}
"""Values that stand for several others, of which one can be taken out."""
_THRESHOLD = ("threshold", "bar", "minimum", "condition", "limit", "restriction", "requirement")


def takes_out(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "kick twitter out again", "and sport, chuck that out too", "lose the searches": not what, but less."""
    named = frame.filters() or frame.segments or _figures(frame)
    part = frame.aggregates == ["share"] and " part" in sentence.text  # "forget the food part"
    more = frame.by or frame.period or (frame.aggregates and not part) or frame.counted or frame.users
    if last.ask in (*MEASURED, "users") and _widened(last, sentence) is not None:
        return True
    told = _TAKES_OUT.fullmatch(sentence.text) or _BACK.fullmatch(sentence.text)
    return last.ask in (*MEASURED, "users") and bool(told and named) and not more


def taken_out(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what the follow-up takes out, or with what it brings back; None for neither."""
    if (widened := _widened(last, sentence)) is not None:
        sentence.use(*range(len(sentence)))
        return widened
    if brought_back := _brought_back(last, sentence, frame):
        sentence.use(*range(len(sentence)))
        return brought_back
    told = takes_out(sentence, frame, last)
    if fewer := _fewer_bounds(last, sentence, frame):
        return fewer
    bare = frame.by or frame.period or frame.aggregates or frame.counted
    without = bool(_WITHOUT.fullmatch(sentence.text)) and not bare
    if not (told or without) or _BACK.fullmatch(sentence.text):
        return None
    fewer = _fewer_segments(last, sentence, frame) if told else None
    query = (
        fewer
        or _fewer_measures(last, frame)
        or _fewer_groups(last, frame)
        or _fewer_values(last, frame, told)
    )
    if query is not None:
        sentence.use(*range(len(sentence)))
    return query


def _fewer_segments(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "take out the casuals": whoever is in another segment; of just those nobody is picked any longer."""
    every = sentence.vocabulary.segments
    first = next((i for i, m in enumerate(sentence.mentions) if m.has("segment")), 0)
    denied = any(m.has("not") for m in sentence.mentions[:first])  # they are turned round already
    gone = {s for s in every if (s in frame.segments) != denied}
    if not frame.segments or frame.filters() or frame.metrics or len(last.groups) > 1:
        return None
    whole = last.group.segments or every
    kept = () if set(whole) <= gone else tuple(s for s in whole if s not in gone)
    return of_segments(last, kept)


def _widened(last: Query, sentence: Sentence) -> Query | None:
    """ "the whole day please" after some of its hours: all of them."""
    for dimension, words in _WIDENS.items():
        if re.fullmatch(rf"{_LEAD}(?:{words})(?: (?:please|pls|again|instead|then|now))*", sentence.text):
            query = without(last, [dimension])
            return None if query == last else query
    return None


def _values(frame: Frame) -> dict[str, tuple[str, ...]]:
    """What is named, a dimension's values together."""
    found: dict[str, tuple[str, ...]] = {}
    for named in sorted(frame.filters(), key=lambda f: frame.said.get(f, 0)):
        found[named.dimension] = tuple(dict.fromkeys((*found.get(named.dimension, ()), *named.values)))
    return found


def _fewer_measures(last: Query, frame: Frame) -> Query | None:
    """ "lose the searches" after three figures: the other two."""
    gone = _figures(frame)
    kept = tuple(m for m in last.measures if m.metric not in gone)
    if not gone or not kept or len(kept) == len(last.measures) or frame.filters():
        return None
    return replace(last, measures=kept)


def _figures(frame: Frame) -> set[str]:
    """The metrics named; "drop the views" may have been read as having none."""
    bounds = [a[0] for a in frame.where if isinstance(a[0], Threshold)]
    return {*frame.metrics, *(b.metric for b in bounds if (b.op, b.low) == ("=", 0))}


def _fewer_bounds(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "drop the search threshold", "without the bar on clicks": that bound holds no longer."""
    words = sentence.text.split()
    if not (set(words) & set(_THRESHOLD) and _LETS_GO.match(sentence.text)):
        return None
    query = without_bounds(last, _figures(frame))
    if query == last:
        return None
    sentence.use(*range(len(sentence)))
    return query


def _fewer_groups(last: Query, frame: Frame) -> Query | None:
    """ "kick twitter out" of three groups set side by side: the other two."""
    gone = {(d, v) for d, values in _values(frame).items() for v in values}
    groups = tuple(
        group
        for group in last.groups
        if not any(
            isinstance(c, Has)
            and not c.negated
            and {(c.filter.dimension, v) for v in c.filter.values} <= gone
            for a in group.where
            for c in a
        )
    )
    if not gone or not groups or len(groups) == len(last.groups):
        return None
    return replace(last, groups=groups)


def _fewer_values(last: Query, frame: Frame, told: bool) -> Query | None:
    """ "take out tablets": of several values the others, else not that one; None where that says nothing."""
    if not frame.filters() or frame.metrics or frame.segments or len(last.groups) > 1:
        return None
    query = last
    for dimension, values in _values(frame).items():
        old = next((f for f in query.events if f.dimension == dimension), None)
        alike = [f for f in _met(query) if f.dimension == dimension]
        met = next((f for f in alike if set(f.values) == set(values)), alike[0] if alike else None)
        if old is not None and not old.negated and set(values) < set(old.values):
            kept = replace(old, values=tuple(v for v in old.values if v not in values))
            query = replace(query, events=tuple(kept if f == old else f for f in query.events))
        elif old is not None and not old.negated and set(old.values) <= set(_UNDER.get(dimension, ())):
            out = Filter(dimension, values, negated=True)
            query = replace(query, events=(*query.events, out))
        elif told and met is not None and set(met.values) == set(values):
            where = tuple(a for a in query.group.where if a != (Has(met),))
            query = with_where(query, where)
        elif not told or met is not None:
            return None
        elif old is not None and old.negated:
            both = replace(old, values=tuple(dict.fromkeys((*old.values, *values))))
            query = replace(query, events=tuple(both if f == old else f for f in query.events))
        elif old is not None and set(old.values) == set(values):
            query = replace(query, events=tuple(f for f in query.events if f != old))
        else:
            query = edit_group(query, Frame(events=[Filter(dimension, values, negated=True)]))
    return query


def _met(query: Query) -> list[Filter]:
    return [c.filter for a in query.group.where for c in a if isinstance(c, Has) and not c.negated]


def _brought_back(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "put facebook back in": what was taken out before counts again."""
    if not _BACK.fullmatch(sentence.text):
        return None
    more = [m for m in frame.metrics if m not in {measure.metric for measure in last.measures}]
    if more and last.measures and last.ask == "figures" and not frame.filters():
        beside = tuple(replace(last.measures[0], metric=metric) for metric in more)
        return replace(last, measures=(*last.measures, *beside))
    query = last
    for dimension, values in _values(frame).items():
        events = (_with(f, dimension, values) if f.negated else f for f in query.events)
        where = (
            (replace(a[0], filter=_with(a[0].filter, dimension, values)),)
            if len(a) == 1 and isinstance(a[0], Has) and a[0].negated
            else a
            for a in query.group.where
        )
        kept = [a for a in where if not (isinstance(a[0], Has) and not a[0].filter.values)]
        query = with_where(replace(query, events=tuple(f for f in events if f.values)), kept)
    return None if query == last else query


def _with(out: Filter, dimension: str, values: tuple[str, ...]) -> Filter:
    """What still is left out once the values are not."""
    if out.dimension != dimension:
        return out
    return replace(out, values=tuple(v for v in out.values if v not in values))
