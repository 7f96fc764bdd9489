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
UNLISTED = 100_000_000
"""Rank of a string that is not among the common words: what is no word is hardly ever meant."""
ENGLISH = 3_000
"""English at large weighs as much as so many words of the examples."""

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
def surprise(word: str, before: str, least: float = 0.0) -> float:
    """How little a word is to be expected after another; `least` is the least share of words it has."""
    words, pairs, followers, total = _counts()
    kind, before = _kind(word), _kind(before)
    zipf = 0.1 / (common_words().get(kind, UNLISTED) + 10)  # a word's share falls as its rank rises
    alone = max((words[kind] + ENGLISH * zipf) / (total + ENGLISH), least)
    new = followers[before] + 1  # the more words were seen to follow (Witten-Bell), the likelier is another
    share = (pairs[before, kind] + new * alone) / (words[before] + new)
    return -math.log10(share / (len(_KINDS[kind]) if word in _KIND else 1))


def _kind(word: str) -> str:
    return "#" if word.isdigit() else _KIND.get(word, word)


@cache
def _counts(language: str = "en") -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str], int]:
    """How often each word and each pair of neighbours occurs, how many follow one, how many there are."""
    phrases = list(_phrases(language))
    known = {word for phrase in phrases for word in phrase} | common_words(language).keys()
    known |= _KINDS.keys() | {START}
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for said in (*phrases, *_sentences(language)):
        meant = [word if word in known else "" for word in said]  # some examples are misspelt on purpose
        words.update(meant)
        pairs.update(pairwise(meant))
    return words, pairs, Counter(before for before, _ in pairs), words.total()


def _sentences(language: str) -> Iterator[list[str]]:
    for path in sorted((DATA / language).glob("*.yaml")):
        for line in re.findall(r"^  - (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield [START, *_split(line)]


def _phrases(language: str) -> Iterator[list[str]]:
    return (_split(phrase) for phrase, _ in load_words(language))


def _split(text: str) -> list[str]:
    """The words as `tokens.py` would normalise them, in a tenth of the time."""
    return [_kind(word) for word in _WORD.findall(_CLITIC.sub("", text.lower()))]
