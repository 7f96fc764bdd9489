"""Misspellings: a word nobody knows → the nearest word of the language or of the data's names.

Never touched: numbers, ids, quoted text, words of the vocabulary, and common English words (they are meant,
even where this product does not know them).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from intents.lexicon import DATA, Lexicon, stem

COMMON = 40_000
"""English words by frequency known to exist; the first of them are also what filler is corrected to."""
EVERYDAY = 3_000
"""So many of the commonest words are targets of a correction."""
RARE = 20_000
"""Beyond this rank a known English word one edit from a word of the language is taken for a misspelling."""


@cache
def common_words(language: str = "en") -> dict[str, int]:
    """English words → rank by frequency."""
    path: Path = DATA / language / "common_words.txt"
    return {word: rank for rank, word in enumerate(path.read_text(encoding="utf-8").split())}


class Speller:
    """Corrects single words against one lexicon; remembers what it has corrected."""

    def __init__(self, lexicon: Lexicon) -> None:
        common = common_words()
        everyday = {w for w, rank in common.items() if rank < EVERYDAY and len(w) > 3}
        self._lexicon = lexicon
        self._language = [w for w in lexicon.words if len(w) > 2]
        self._language_set = set(self._language)
        self._names = sorted(w for w in lexicon.names - lexicon.words if len(w) > 3)
        self._everyday = sorted(everyday - lexicon.words - lexicon.names)
        self._language.sort()
        self._known: dict[str, str | None] = {}

    def correct(self, word: str) -> str | None:
        """What a word was meant to be (one word, or two where a blank is missing); None to leave it as it is."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = self._correct(word)
        return self._known[word]

    def _correct(self, word: str) -> str | None:
        if (
            len(word) < 3
            or len(word) > 30
            or not word.isalpha()
            or not word.isascii()
            or self._lexicon.knows(word)
        ):
            return None
        rank = common_words().get(word, common_words().get(stem(word)))
        if rank is not None and (rank < RARE or len(word) < 5):
            return None
        reach = 1 if len(word) < 8 or rank is not None else 2
        best: tuple[float, str] | None = None
        groups = ((self._language, 0.0), (self._names, 0.15), (self._everyday, 0.3 if rank is None else 9.0))
        for choices, malus in groups:
            for choice, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=reach, limit=8
            ):
                if len(word) < 4 and sorted(word) != sorted(choice):
                    continue
                cost = distance + malus + (1 - JaroWinkler.similarity(word, choice))
                cost += 0.2 if word[0] != choice[0] else 0.0
                if best is None or (cost, choice) < best:
                    best = (cost, choice)
        return best[1] if best else self._split(word)

    def _split(self, word: str) -> str | None:
        for cut in range(3, len(word) - 2):
            left, right = word[:cut], word[cut:]
            if left in self._language_set and right in self._language_set:
                return f"{left} {right}"
        return None
