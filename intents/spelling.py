"""Misspellings: a word nobody knows → the words it was probably meant to be, the likeliest first.

Never touched: numbers, ids, quoted text, words of the vocabulary, and common English words (they are meant,
even where this product does not know them). Which of several candidates is right, the sentence decides.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from intents.lexicon import DATA, Lexicon, stem
from intents.reading import Correction
from intents.tokens import NUMBER_WORDS, Token
from intents.vocabulary import Vocabulary

EVERYDAY = 3_000
"""So many of the commonest English words are targets of a correction, beside the words of the language."""
MEANT = 5_000
"""Up to this rank an English word is meant as it stands."""
RARE = 20_000
"""Beyond this rank an English word one edit from any word of the language is taken for a misspelling."""
MARGIN = 0.3
"""Candidates this much dearer than the best are still tried."""
MOST_VARIANTS = 8
"""So many spellings of one sentence are tried at the most."""

TIME_WORDS = frozenset((
    "since", "until", "before", "after", "between", "yesterday", "today", "tomorrow", "last", "past",
    "previous", "this", "current", "week", "weeks", "month", "months", "quarter", "quarters", "year",
    "years", "fortnight", "daily", "weekly", "monthly", "january", "february", "march", "april", "june",
    "july", "august", "september", "october", "november", "december", "sept", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "weekends", "first", "second",
    "third", "fourth", "beginning", "start", "half", "window", "from", "through", "during", "period",
    "whole",
))  # fmt: skip
"""Words of the calendar: known, and targets of corrections."""


@cache
def common_words(language: str = "en") -> dict[str, int]:
    """English words → rank by frequency."""
    path: Path = DATA / language / "common_words.txt"
    return {word: rank for rank, word in enumerate(path.read_text(encoding="utf-8").split())}


@dataclass(frozen=True)
class Spelling:
    """One way to spell a sentence."""

    tokens: tuple[Token, ...]
    """The tokens, corrected."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected."""
    cost: float = 0.0
    """How far it is from what was typed; comparable between spellings of one sentence."""


class Speller:
    """Candidates for single words against one lexicon; remembers what it has looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        common = common_words()
        known = lexicon.words | TIME_WORDS | set(NUMBER_WORDS)
        everyday = {w for w, rank in common.items() if rank < EVERYDAY and len(w) > 3}
        self._lexicon = lexicon
        self._known_words = known
        self._targets = (
            (sorted(w for w in known if len(w) > 2), 0.0),
            (sorted(w for w in lexicon.names - known if len(w) > 3), 0.15),
            (sorted(everyday - known - lexicon.names), 0.3),
        )
        self._core = ((sorted(w for w in lexicon.core | TIME_WORDS if len(w) > 2), 0.0),)
        self._memory: dict[str, tuple[tuple[str, float], ...]] = {}

    def candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        """(what the word may mean, cost), cheapest first; empty for a word that stands as it is."""
        if word not in self._memory:
            if len(self._memory) > 50_000:
                self._memory.clear()
            self._memory[word] = self._candidates(word)
        return self._memory[word]

    def _candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        plain = word.isalpha() and word.isascii() and 3 <= len(word) <= 30
        if not plain or word in self._known_words or self._lexicon.knows(word):
            return ()
        rank = common_words().get(word, common_words().get(stem(word)))
        if rank is not None and (rank < MEANT or len(word) < 4):
            return ()
        reach = 1 if len(word) < 8 or rank is not None else 2
        targets = (
            self._targets if rank is None else self._core if rank < RARE else (*self._core, self._targets[1])
        )
        found = sorted(self._near(word, reach, targets), key=lambda c: (c[1], c[0]))
        if not found:
            return tuple((split, 1.0) for split in self._splits(word))
        best = found[0][1]
        return tuple(c for c in found if c[1] <= best + MARGIN)[:3]

    def _near(
        self, word: str, reach: int, targets: Iterable[tuple[list[str], float]]
    ) -> Iterator[tuple[str, float]]:
        for choices, malus in targets:
            for choice, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=reach, limit=8
            ):
                if (len(word) < 4 or len(choice) < 4) and sorted(word) != sorted(choice):
                    continue
                rarity = math.log10(common_words().get(choice, 50_000) + 10)
                likeness = 1 - JaroWinkler.similarity(word, choice)
                yield choice, distance + malus + 0.5 * likeness + 0.06 * rarity

    def _splits(self, word: str) -> Iterator[str]:
        """Two words of the language with the blank left out."""
        for cut in range(3, len(word) - 3):
            left, right = word[:cut], word[cut:]
            if left in self._known_words and right in self._known_words and right not in _SUFFIXES:
                yield f"{left} {right}"
                return

    def variants(self, tokens: list[Token], vocabulary: Vocabulary) -> list[Spelling]:
        """The sentence spelled in every likely way, the likeliest first; itself alone when nothing is odd."""
        options: list[tuple[tuple[str, float], ...]] = []
        for token in tokens:
            fixed = token.quoted or vocabulary.find_user(token.text) is not None
            found = () if fixed else self.candidates(token.norm)
            options.append(found or ((token.norm, 0.0),))
        doubtful = [i for i, choices in enumerate(options) if len(choices) > 1]
        for i in doubtful[3:]:  # more than three doubtful words: the likeliest of the rest
            options[i] = options[i][:1]
        ranked = sorted(itertools.product(*options), key=lambda combo: sum(cost for _, cost in combo))
        return [_spelled(tokens, combo) for combo in ranked[:MOST_VARIANTS]]


_SUFFIXES = frozenset(("able", "less", "ness", "ment", "ing", "tion", "ally", "ful"))


def _spelled(tokens: list[Token], words: Iterable[tuple[str, float]]) -> Spelling:
    result: list[Token] = []
    corrections = []
    total = 0.0
    for token, (word, cost) in zip(tokens, words, strict=True):
        total += cost
        if word == token.norm:
            result.append(token)
            continue
        corrections.append(Correction(token.text, word))
        result += [replace(token, norm=NUMBER_WORDS.get(part, part)) for part in word.split()]
    return Spelling(tuple(result), tuple(corrections), total)
