"""Follow-ups that show less of what stood side by side: "kick twitter out", "lose the searches"."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.conditions import without_bounds
from intents.followups.group import edit_group
from intents.query import Filter, Group, Has, Query, Threshold, met_by, with_where
from intents.understand.frame import Frame, Sentence
from intents.understand.segments import places_of

UNDER = {"source": ("social", "search engines"), "weekday": ("weekend", "weekday")}
"""Values that stand for several others, of which one can be taken out."""


def fewer(last: Query, sentence: Sentence, frame: Frame, told: bool) -> Query | None:
    """Fewer segments, figures, groups or values; `told` where it is said to take them out, not "without"."""
    segments = fewer_segments(last, sentence, frame) if told else None
    return (
        segments
        or _fewer_measures(last, frame)
        or (_fewer_bounds(last, sentence, frame) if told else None)
        or fewer_groups(last, frame)
        or _fewer_values(last, frame, told)
    )


def of_segments(query: Query, segments: tuple[str, ...]) -> Query:
    """The query of these segments; one alone needs no row of its own, and nothing to be compared with."""
    by = tuple(d for d in query.by if d != "segment") if len(segments) == 1 else query.by
    groups = (replace(query.group, segments=segments),)
    return replace(query, groups=groups, by=by, compared=query.compared and bool(by))


def fewer_segments(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "take out the casuals": whoever is in another segment; of just those nobody is picked any longer."""
    every, said = sentence.vocabulary.segments, set(frame.segments)
    named = {place for m in sentence.mentions for place in places_of(m, sentence.vocabulary)}
    denials = sum(m.has("not") for m in sentence.mentions)
    turned = said.isdisjoint(named) != (denials > 1)  # "leave out the casuals", "exclude all but the fans"
    gone = {s for s in every if (s in said) != turned}
    if not frame.segments or frame.filters() or frame.metrics or len(last.groups) > 1:
        return None
    whole = last.group.segments or every
    kept = () if set(whole) <= gone else tuple(s for s in whole if s not in gone)
    return of_segments(last, kept)


def _fewer_measures(last: Query, frame: Frame) -> Query | None:
    """ "lose the searches" after three figures: the other two."""
    gone = figures_named(frame)
    kept = tuple(m for m in last.measures if m.metric not in gone)
    if not gone or not kept or len(kept) == len(last.measures) or frame.filters():
        return None
    return replace(last, measures=kept)


def _fewer_bounds(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "skip the searches" after those with over three of them: that many or not."""
    gone = figures_named(frame)
    people = sentence.any("noun", "who", "people_all") or frame.segments
    if not gone or people or len(frame.filters()) or gone & last.metrics:
        return None
    query = without_bounds(last, gone)
    return query if query != last else None


def figures_named(frame: Frame) -> set[str]:
    """The metrics named; "drop the views" may have been read as having none."""
    bounds = [a[0] for a in frame.where if isinstance(a[0], Threshold)]
    return {*frame.metrics, *(b.metric for b in bounds if (b.op, b.low) == ("=", 0))}


def fewer_groups(last: Query, frame: Frame) -> Query | None:
    """ "kick twitter out" of three groups set side by side: the other two."""
    gone = {(d, v) for d, values in _values(frame).items() for v in values}
    groups = tuple(
        group
        for group in last.groups
        if not any({(f.dimension, v) for v in f.values} <= gone for f in _met_by(group))
    )
    if not gone or not groups or len(groups) == len(last.groups):
        return None
    return replace(last, groups=groups)


def _values(frame: Frame) -> dict[str, tuple[str, ...]]:
    """What is named, a dimension's values together."""
    found: dict[str, tuple[str, ...]] = {}
    for named in sorted(frame.filters(), key=lambda f: frame.said.get(f, 0)):
        found[named.dimension] = tuple(dict.fromkeys((*found.get(named.dimension, ()), *named.values)))
    return found


def _met_by(group: Group) -> list[Filter]:
    """What users met, as filters."""
    return [c.filter for c in met_by(group) if not c.negated]


def _fewer_values(last: Query, frame: Frame, told: bool) -> Query | None:
    """ "take out tablets": of several values the others, else not that one; None where that says nothing."""
    if not frame.filters() or frame.metrics or frame.segments or len(last.groups) > 1:
        return None
    query: Query | None = last
    for dimension, values in _values(frame).items():
        query = _without_values(query, dimension, values, told) if query is not None else None
    return query


def _without_values(query: Query, dimension: str, values: tuple[str, ...], told: bool) -> Query | None:
    old = next((f for f in query.events if f.dimension == dimension), None)
    alike = [f for f in _met_by(query.group) if f.dimension == dimension]
    met = next((f for f in alike if set(f.values) == set(values)), alike[0] if alike else None)
    out = Filter(dimension, values, negated=True)
    if old is not None and not old.negated and set(values) < set(old.values):
        kept = replace(old, values=tuple(v for v in old.values if v not in values))
        return _with_events(query, old, kept)
    part = old is not None and set(old.values) <= set(UNDER.get(dimension, ())) - set(values)
    if old is not None and part and not old.negated:
        return replace(query, events=(*query.events, out))
    if told and met is not None and set(met.values) == set(values):
        return with_where(query, (a for a in query.group.where if a != (Has(met),)))
    if not told or met is not None:
        return None
    if old is not None and old.negated:
        return _with_events(query, old, replace(old, values=tuple(dict.fromkeys((*old.values, *values)))))
    if old is not None and set(old.values) == set(values):
        return replace(query, events=tuple(f for f in query.events if f != old))
    if dimension in query.by:
        return replace(query, events=(*query.events, out))  # a row less, whoever else is in it
    return edit_group(query, Frame(events=[out], also=True))  # besides those left out before


def _with_events(query: Query, old: Filter, new: Filter) -> Query:
    return replace(query, events=tuple(new if f == old else f for f in query.events))


def one_of_two(last: Query, sentence: Sentence) -> Query | None:
    """ "only the second one" after two groups, segments or values: that one alone; None where it is none."""
    word = next((m.text for m in sentence.mentions if m.text.rpartition(" ")[2] in _PLACES), None)
    others = [m for m in sentence.mentions if m.text != word]
    if word is None or not all(m.has("fill", "lead", "only", "prep", "noun") for m in others):
        return None
    place = _PLACES[word.rpartition(" ")[2]]
    if len(last.groups) > 1 and place < len(last.groups):
        return replace(last, groups=(last.groups[place],), compared=False)
    segments = last.group.segments
    if last.compared and last.by[:1] == ("segment",) and len(segments) > 1 and place < len(segments):
        only = replace(last.group, segments=(segments[place],))
        return replace(last, groups=(only,), by=last.by[1:], compared=False)
    rows = next((f for f in last.events if len(f.values) > 1 and f.dimension in last.by), None)
    if last.compared and rows is not None and place < len(rows.values):
        events = tuple(replace(f, values=(f.values[place],)) if f == rows else f for f in last.events)
        by = tuple(d for d in last.by if d != rows.dimension)
        return replace(last, events=events, by=by, compared=False)
    return None


_PLACES = {"first": 0, "former": 0, "1st": 0, "second": 1, "latter": 1, "2nd": 1, "third": 2, "last": -1}
"""Words for a place in what was compared → the place."""
