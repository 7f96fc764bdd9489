"""Short follow-ups whose words stand for more: "drop that again", "for all three", "only the second one"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import TIMES, Measure, Query
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary

_UNDO = re.compile(
    r"(?:(?:ok|no|now|please|hm|and) )*(?:drop|undo|scrap|forget|remove|revert|reverse|cancel|skip|leave out|"
    r"take (?:back|out|off)) (?:that|this|it|the last one)"
    r"(?: (?:again|please|one|bit|part|out|off|last|thing))*"
    r"|(?:(?:ok|no|now|please|hm|and) )*(?:drop|undo|scrap|forget|remove|revert|cancel|lift|leave out) "
    r"(?:that|this|the last|the latest) (?:last )?"
    r"(?:restriction|filter|condition|change|limit|step|limitation)"
    r"(?: (?:again|please))*"
    r"|(?:ok |now )?(?:take|leave) (?:that|this|it) (?:back|out|off|away)(?: again)?"
    r"|(?:ok |now |please )?(?:go )?(?:one )?(?:step )?back(?: (?:one|a) step)?(?: please)?"
    r"|(?:ok |now )?(?:back to|as) (?:before|it was)|undo(?: please)?"
)


def undoes(sentence: Sentence) -> bool:
    """ "drop that again": the question before the last one, once more."""
    return bool(_UNDO.fullmatch(sentence.text))


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


def every_segment(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Query:
    """ "now for all three", "for each segment": a row each, whichever segment was spoken of before."""
    if last.ask not in ("figures", "overview"):
        return last
    count = len(vocabulary.segments)
    three = [
        i
        for i, m in enumerate(sentence.mentions)
        if m.number == count and not sentence.used[i] and sentence.at(i - 1).text in ("all", "the")
    ]
    alone = all(m.has("fill", "lead", "only", "segment_noun", "prep") or m.number for m in sentence.mentions)
    if three and alone:
        sentence.use(*three)
        frame.by = ["segment"]
    every = set(sentence.text.split()) & {"all", "every", "each"} and len(last.group.segments) > 0
    one = len(last.group.segments) == 1
    if frame.by != ["segment"] or frame.segments or not (one or every or (three and alone)):
        return last
    course = [d for d in last.by if d in (*TIMES, "as_of")]
    frame.by = [*course, "segment"]
    measures = last.measures or (Measure("users", "count"),)
    return replace(
        last, ask="figures", measures=measures, groups=(replace(last.group, segments=()),), compared=False
    )


def back_to_now(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "and now", "how many are in it now": of the latest day and the window, after others."""
    bare = all(m.has("fill", "and", "lead", "count", "prep", "noun") for m in sentence.mentions)
    named = frame.period or frame.point or frame.baseline or not bare
    if not frame.window_named or named or not (last.as_of or last.period) or last.baseline:
        return last
    return replace(last, as_of=None, period=None)
