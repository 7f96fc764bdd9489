"""Search terms that a follow-up says in other words: "these wine people", "back to the cars"."""

from __future__ import annotations

import re

from intents.lexicon import split_words, stem
from intents.query import Query, filters

_PEOPLE = r"(people|users|readers|visitors|folks|ones|lot|crowd|searchers)"
_MADE_FOR = re.compile(
    r"^((?:(?:and|so|but|ok)\b,? )*)how many of (?:those|these|them|the searches)(?: searches)? "
    r"(?:were|are|was) (?:for|about) (?:an? |the )?(?=\w)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:(?:and|so|but|ok|now)\b,? )*(?:let'?s |let us |shall we |can we )?(?:go|come|get|stay|stick|carry) "
    r"(?:on |back |over )?(?:with|to) (?:the |those |these )?(?P<what>[\w' -]{3,30}?)[.;:,] (?=\S+ \S)",
    re.IGNORECASE,
)


def said_of_terms(text: str, last: Query) -> str:
    """ "these wine people" as those who searched for it, "how many of those were for beer" as "only beer"."""
    if last.measures and all(m.metric == "searches" for m in last.measures):
        text = _MADE_FOR.sub(r"\1only ", text)
    for term in _terms(last):
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
        for term in _terms(query):
            if words <= {stem(word) for word in term.lower().split()}:
                return text[found.end() :], query
    return None


def _terms(query: Query) -> list[str]:
    """What the question says was searched for."""
    return [value for f in filters(query) if f.dimension == "term" for value in f.values]
