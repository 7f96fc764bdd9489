"""How words are used here: how surprising one is after another, as -log10 of its probability.

Counted in the examples of the intent files and in the phrases of the word files; behind these stands how
common a word is in English at large.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from intents.lexicon import DATA, load_words
from intents.tokens import NUMBER_WORDS

START = "^"
"""Stands before the first word."""
UNLISTED = 60_000
"""Rank of a word that is not among the common ones."""
ENGLISH = 3_000
"""English at large weighs as much as so many words of the examples."""
SINGLE = 8
"""How often a word is used weighs as much as so many words seen after the one before."""

_KINDS = {
    "#": tuple(NUMBER_WORDS),
    "@month": (
        "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december",
    ),
    "@day": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "@days": ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"),
}  # fmt: skip
"""Words that stand where any other of their kind could; "#" is every number."""
_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)\b|['’]")


@cache
def common_words(language: str = "en") -> dict[str, int]:
    """English words → rank by frequency."""
    text = (DATA / language / "common_words.txt").read_text(encoding="utf-8")
    return {word: rank for rank, word in enumerate(text.split())}


@lru_cache(maxsize=50_000)
def surprise(word: str, before: str) -> float:
    """How little a word is to be expected after another."""
    words, pairs, total = _counts()
    kind, before = _kind(word), _kind(before)
    zipf = 0.1 / (common_words().get(kind, UNLISTED) + 10)  # a word's share falls as its rank rises
    alone = (words[kind] + ENGLISH * zipf) / (total + ENGLISH)
    share = (pairs[before, kind] + SINGLE * alone) / (words[before] + SINGLE)
    return -math.log10(share / (len(_KINDS[kind]) if word in _KIND else 1))


def _kind(word: str) -> str:
    return "#" if word.isdigit() else _KIND.get(word, word)


@cache
def _counts(language: str = "en") -> tuple[Counter[str], Counter[tuple[str, str]], int]:
    """How often each word and each pair of neighbours occurs, and how many words there are."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for said in (*_sentences(language), *_phrases(language)):
        words.update(said)
        pairs.update(pairwise(said))
    return words, pairs, words.total()


def _sentences(language: str) -> Iterator[list[str]]:
    for path in sorted((DATA / language).glob("*.yaml")):
        for line in re.findall(r"^  - (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield [START, *_split(line)]


def _phrases(language: str) -> Iterator[list[str]]:
    return (_split(phrase) for phrase, _ in load_words(language))


def _split(text: str) -> list[str]:
    """The words as `tokens.py` would normalise them, in a tenth of the time."""
    return [_kind(word) for word in _WORD.findall(_CLITIC.sub("", text.lower()))]
