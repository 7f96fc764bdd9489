"""What a text or a question names, each thing by its kind and value: ("device", "mobile")."""

from __future__ import annotations

import re

from intents.followups.relative_dates import MONTH
from intents.lexicon import Lexicon, split_words, stem
from intents.query import Has, Query
from intents.tokens import NUMBER_WORDS

_DAY = (
    r"\d|\b(?:(?:week|weekend|month|day|quarter|year|yesterday|today)s?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    rf"(?!may (?:be|have|not|well|\w+ (?:it|them|that|this))\b){MONTH})\b"
)
DAY = re.compile(_DAY, re.IGNORECASE)
"""Digits and times."""
AMOUNT = re.compile(rf"{_DAY}|\b(?:{'|'.join(NUMBER_WORDS)})s?\b", re.IGNORECASE)
"""Numbers and times."""


def asked_of(last: Query) -> set[tuple[str, str]]:
    """What the question before names."""
    met = [c.filter for g in last.groups for any_of in g.where for c in any_of if isinstance(c, Has)]
    return {
        *((f.dimension, value) for f in (*last.events, *met) for value in f.values),
        *(("segment", s) for g in last.groups for s in g.segments),
        *(("metric", m.metric) for m in last.measures),
        *(("aggregate", m.aggregate) for m in last.measures),
        *(("dimension", d) for d in last.by),
    }


def names(text: str, lexicon: Lexicon, kinds: tuple[str, ...]) -> list[set[tuple[str, str]]]:
    """What the words of these kinds can name, in order."""
    words = split_words(text)
    stems = [stem(word) for word in words]
    heard = (lexicon.longest(words, i, stems)[1] for i in range(len(words)))
    senses = ({(s.dimension or s.kind, s.value) for s in found if s.kind in kinds} for found in heard)
    return [named for named in senses if named]


def all_names(text: str, lexicon: Lexicon, kinds: tuple[str, ...]) -> set[tuple[str, str]]:
    """Whatever the words of these kinds can name."""
    return {name for heard in names(text, lexicon, kinds) for name in heard}
