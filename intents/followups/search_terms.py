"""Search terms in follow-ups: "these wine people", "back to the cars", "and football"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LED, OPENING
from intents.lexicon import split_words, stem
from intents.mentions import Mention
from intents.query import Filter, Has, Query, filters
from intents.understand.frame import Frame, Sentence

_PEOPLE = r"(people|users|readers|visitors|folks|ones|lot|crowd|searchers)"
_MADE_FOR = re.compile(
    rf"^{LED}how many of (?:those|these|them|the searches)(?: searches)? "
    r"(?:were|are|was) (?:for|about) (?:an? |the )?(?=\w)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^{OPENING}(?:let'?s |let us |shall we |can we )?(?:go|come|get|stay|stick|carry) "
    r"(?:on |back |over )?(?:with|to) (?:the |those |these )?(?P<what>[\w' -]{3,30}?)[.;:,] (?=\S+ \S)",
    re.IGNORECASE,
)


def said_of_terms(text: str, last: Query) -> str:
    """ "these wine people" as those who searched for it, "how many of those were for beer" as "only beer"."""
    if last.measures and all(m.metric == "searches" for m in last.measures):
        text = _MADE_FOR.sub(r"\g<led>only ", text)
    for term in _searched_for(last):
        people = re.compile(rf"\b(?:these |those |the |our )?{re.escape(term)} {_PEOPLE}\b", re.IGNORECASE)
        text = people.sub(rf"the people who searched for {term}", text)
    return text


def back_to_term(text: str, last: Query, earlier: tuple[Query, ...]) -> tuple[str, Query] | None:
    """ "let's go on with the cars. how ..." some questions after "electric cars": of those searches again."""
    found = _GOES_ON.match(text)
    if found is None:
        return None
    words = {stem(word) for word in split_words(found["what"].lower())}
    for query in (last, *reversed(earlier)):
        for term in _searched_for(query):
            if words <= {stem(word) for word in term.lower().split()}:
                return text[found.end() :], query
    return None


def _searched_for(query: Query) -> list[str]:
    """What the question says was searched for."""
    return [value for f in filters(query) if f.dimension == "term" for value in f.values]


def searched_again(sentence: Sentence) -> bool:
    """ "how many users searched for it": the words are those of the question before."""
    return any(
        m.has("search_for") and m.text.endswith(" for") and sentence.at(i + 1).text in ("it", "that", "this")
        for i, m in enumerate(sentence.mentions)
    )


def read_term(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query, where another search term, or the same one again, is said after a question on one."""
    _read_new_term(last, sentence, frame)
    if searched_again(sentence) and (same := _term_of(last)):
        frame.where.append((Has(same),))
        return replace(last, events=tuple(f for f in last.events if f != same))
    return last


def _read_new_term(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and football": after a question on a search term, an unknown word is another one."""
    only = all(m.has("fill", "lead", "only", "prep") or _may_be_term(m) for m in sentence.mentions)
    searched = bool(last.measures) and all(m.metric == "searches" for m in last.measures)
    led = sentence.any("only") or sentence.at(0).text in ("for", "about")
    narrows = searched and only and led and not (frame.by or frame.period or frame.order)
    about_terms = "term" in last.by or _term_of(last) is not None or narrows  # "climate only"
    named = [i for i, m in enumerate(sentence.mentions) if not sentence.used[i] and _may_be_term(m)]
    named += [i + 1 for i in named if i + 1 not in named and _ends_term(sentence, i + 1)]
    if about_terms and named and not (frame.where or frame.events or frame.metrics):
        without = [i for i, _ in sentence.open("not") if i < named[0]]
        terms = _side_by_side(sentence, named)
        if len(terms) == 1 or without or "term" not in last.by:
            sentence.use(*named, *without)
            frame.events.append(Filter("term", terms, negated=bool(without)))


def _ends_term(sentence: Sentence, i: int) -> bool:
    """ "school places": a plural that would say nothing elsewhere, last behind a word of a term."""
    mention = sentence.at(i)
    last = i + 1 == len(sentence) or sentence.at(i + 1).breaks
    plural = mention.text.endswith("s") and len(mention.text) > 4 and mention.text not in _NO_PLURAL
    return last and plural and sentence.is_filler(i) and not mention.breaks


_NO_PLURAL = ("thanks", "cheers", "always", "besides", "perhaps", "sometimes", "across", "less", "numbers")


def _side_by_side(sentence: Sentence, named: list[int]) -> tuple[str, ...]:
    """The words at these places, those side by side as one: "school places", "wine or beer"."""
    terms: list[str] = []
    for i in sorted(named):
        joined = i - 1 in named and not (sentence.at(i).breaks or sentence.at(i).quoted)
        if joined:
            terms[-1] += f" {sentence.at(i).text}"
        else:
            terms.append(sentence.at(i).text)
    return tuple(terms)


def _term_of(last: Query) -> Filter | None:
    """What the last question says was searched for."""
    return next((f for f in filters(last) if f.dimension == "term"), None)


_NO_TERM = ("last", "latter", "former", "previous", "first", "second", "aside", "further")
"""Words that point or join, and were searched for by nobody."""


def _may_be_term(mention: Mention) -> bool:
    """A word nobody knows, a quoted text or a search term of the data."""
    if mention.text in _NO_TERM:
        return False
    plain = not mention.has("fill", "noun", "metric", "cue", "segment", "dimension")
    return not mention.known or mention.quoted or (mention.names("term") and plain)
