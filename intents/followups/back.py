"""Follow-ups that go back: to the question before, to now, to what was left out ("put sport back in")."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD
from intents.query import Filter, Has, Query, with_where
from intents.understand.frame import Frame, Sentence

_UNDO = re.compile(
    rf"{LEAD}(?:drop|undo|scrap|forget|remove|revert|reverse|cancel|skip|leave out|"
    r"take (?:back|out|off)) (?:that|this|it|the last one)"
    r"(?: (?:again|please|one|bit|part|out|off|last|thing))*"
    rf"|{LEAD}(?:drop|undo|scrap|forget|remove|revert|cancel|lift|leave out) "
    r"(?:that|this|the last|the latest) (?:last )?"
    r"(?:restriction|filter|condition|change|limit|step|limitation)"
    r"(?: (?:again|please))*"
    rf"|{LEAD}(?:take|leave) (?:that|this|it) (?:back|out|off|away)(?: again)?"
    rf"|{LEAD}(?:go )?(?:one )?(?:step )?back(?: (?:one|a) step)?(?: please)?"
    rf"|{LEAD}(?:back to|as) (?:before|it was)|undo(?: please)?"
)


def undoes(sentence: Sentence) -> bool:
    """ "drop that again": the question before the last one, once more."""
    return bool(_UNDO.fullmatch(sentence.text))


def back_to_now(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "and now", "how many are in it now": of the latest day and the window, after others."""
    bare = all(m.has("fill", "and", "lead", "count", "prep", "noun") for m in sentence.mentions)
    bare |= any(_says_now(sentence, i, last) for i in range(1, len(sentence)))
    named = frame.period or frame.point or frame.baseline or not bare
    if not frame.window_named or named or not (last.as_of or last.period) or last.baseline:
        return last
    return replace(last, as_of=None, period=None)


def _says_now(sentence: Sentence, i: int, last: Query) -> bool:
    """ "what are we at nowadays", "what share is low now" after another day: no mere "now" that goes on."""
    mention = sentence.at(i)
    ends = i == len(sentence) - 1 and last.as_of is not None
    of_rows = sentence.at(i - 1).text.endswith("of")  # "which of these days"
    return any(s.value == "now" for s in mention.senses) and (ends if mention.text == "now" else not of_rows)


_BACK = re.compile(
    rf"{LEAD}(?:(?:bring|put|add|take|let|get|have)\b.* ?\bback\b.*"
    r"|(?:bring|put|add|let|get|take|include|with)\b.* ?\bagain\b.*)|.* back in.*"
)
_WITH = re.compile(rf"{LEAD}with\b")


def brings_back(sentence: Sentence) -> bool:
    """True for a follow-up that says to put something back."""
    return bool(_BACK.fullmatch(sentence.text))


def bring_back(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what kept the named values out; None, and they are added, where nothing did."""
    implied = {f.dimension for f in frame.filters()}  # "bring food and travel back" might be rows
    if not brings_back(sentence) or set(frame.by) - implied or frame.period:
        return None
    more = [m for m in frame.metrics if m not in {measure.metric for measure in last.measures}]
    if more and last.measures and last.ask == "figures" and not frame.filters():
        beside = tuple(replace(last.measures[0], metric=metric) for metric in more)
        return replace(last, measures=(*last.measures, *beside))
    query = last
    for named in frame.filters():
        query = _let_in(query, named)
    if query == last or frame.segments or frame.metrics:
        frame.adds = frame.adds or not _WITH.match(sentence.text)  # "with mobile again" may be all of it
        return None
    return query


def _let_in(query: Query, named: Filter) -> Query:
    """The query with the values of a filter excluded no longer."""
    events = tuple(left for f in query.events if (left := _less(f, named, f.negated)) is not None)
    where = []
    for any_of in query.group.where:
        met = any_of[0]
        if len(any_of) > 1 or not isinstance(met, Has) or not met.negated:
            where.append(any_of)
        elif (left := _less(met.filter, named, met.negated)) is not None:
            where.append((replace(met, filter=left),))
    return with_where(replace(query, events=events), where)


def _less(found: Filter, named: Filter, negated: bool) -> Filter | None:
    """A filter that excludes, without the named values; None where it excludes nothing any more."""
    if not negated or found.dimension != named.dimension:
        return found
    values = tuple(v for v in found.values if v not in named.values)
    return replace(found, values=values) if values else None
