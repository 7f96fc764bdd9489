"""Misspellings: the ways a sentence with slips in it was probably meant, the likeliest first.

A slip has a cost, and so has each word in its place (`usage.py`); the cheapest sentences are tried, and the
parser takes one that makes sense. Never touched: numbers, ids, quoted text and words of the vocabulary. A
word of the language or of common English stands as it is where nothing around it is misspelt.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intents.lexicon import Lexicon
from intents.reading import Correction
from intents.tokens import NUMBER_WORDS, Token
from intents.usage import START, UNLISTED, common_words, surprise
from intents.vocabulary import Vocabulary

EVERYDAY = 20_000
"""So many of the commonest English words are targets of a correction, beside the words of the language."""
MEANT = 5_000
"""Up to this rank an English word is meant as it stands, where nothing else is misspelt."""
LONG = 6
"""From so many letters on a word may have two slips in it."""
MOST_MEANINGS = 6
"""So many words one word may be meant as."""
MOST_VARIANTS = 16
"""So many spellings of one sentence are tried at the most."""
BEAM = 24
"""So many beginnings of a sentence are kept while it is spelled."""

LEFT_OUT, SWAPPED, TOO_MANY, OTHER = 1.2, 1.2, 2.5, 2.5
"""Costs of a letter left out, two swapped, one too many (any of 26), and another one in its place."""
TWO_SLIPS = 6.0
"""Cost of two slips in one word."""
SHORTENED = 1.0
"""Cost of a word without its vowels: "clks", "lst"."""
JOINED = 2.0
"""Cost of a blank left out."""
UNNOTICED = 0.3
"""Least cost of a slip that made another English word; more where few of the words around are misspelt."""
NAMED = 0.05
"""Share of a sentence's words that are names, all names together."""

TIME_WORDS = frozenset((
    "since", "until", "before", "after", "between", "yesterday", "today", "tomorrow", "last", "past",
    "previous", "this", "current", "week", "weeks", "month", "months", "quarter", "quarters", "year",
    "years", "mth", "mths", "mnth", "mnths", "wk", "wks", "yr", "yrs", "fortnight", "daily", "weekly",
    "monthly", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "sept", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "weekend", "weekends", "first", "second", "third", "fourth", "beginning", "start", "half",
    "window", "from", "through", "during", "period", "whole", "yest", "yday", "wtd", "mtd", "qtd", "ytd",
    "wow", "mom", "dod", "qoq", "yoy", "began",
))  # fmt: skip
"""Words of the calendar: known, and targets of corrections."""


Meaning = tuple[str, float]
"""A word, or two, and the cost of the slip that made what was typed out of it."""


@dataclass(frozen=True)
class Spelling:
    """One way to spell a sentence."""

    tokens: tuple[Token, ...]
    """The tokens, corrected."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected."""
    cost: float = 0.0
    """-log10 of how likely it is, but for a term that all spellings of one sentence share."""


class Speller:
    """Spells sentences with one lexicon; remembers the words it has looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._language = lexicon.words | TIME_WORDS | set(NUMBER_WORDS)
        self._near = sorted(w for w in self._language | lexicon.names if len(w) >= LONG - 2)
        self._letters = sorted({*string.ascii_lowercase, *(c for n in lexicon.names for c in n if c < "ɐ")})
        self._single = {n for n in lexicon.names if (n,) in lexicon.exact.get(n, {})}
        self._named = NAMED / max(len(self._single), 1)
        self._of_consonants: dict[str, list[str]] = {}
        for word in sorted(self._language | {w for w, rank in common_words().items() if rank < MEANT}):
            self._of_consonants.setdefault(_consonants(word), []).append(word)
        self._memory: dict[str, tuple[Meaning, ...]] = {}

    def variants(self, tokens: list[Token], vocabulary: Vocabulary) -> list[Spelling]:
        """The sentence spelled in every likely way, the likeliest first; itself alone when nothing is odd."""
        fixed = [t.quoted or vocabulary.find_user(t.text) is not None for t in tokens]
        loose = [t.norm for t, still in zip(tokens, fixed, strict=True) if not still]
        if all(map(self._stands, loose)):
            return [Spelling(tuple(tokens))]
        unnoticed = self._unnoticed(loose)
        options = [
            [(t.norm, 0.0)] if still else self._options(t.norm, unnoticed)
            for t, still in zip(tokens, fixed, strict=True)
        ]
        return [_spelled(tokens, words, cost) for cost, words in self._likeliest(options)]

    def _stands(self, word: str) -> bool:
        """True for a word that is meant as it is typed, where nothing else is misspelt."""
        rank = common_words().get(word, UNLISTED)
        return (
            not _plain(word)
            or word in self._language
            or word in self._lexicon.names
            or rank < (MEANT if len(word) > 3 else UNLISTED)
            or (rank < UNLISTED and self._lexicon.knows(word))
            or _base(word) in self._language
        )

    def _unnoticed(self, words: list[str]) -> float:
        """Cost of taking a word for a slip: the fewer strings here are no words, the surer their writer."""
        rate = (sum(not self._is_word(word) for word in words) + 0.2) / (len(words) + 3)
        return max(math.log10(1 / rate - 1), UNNOTICED)

    def _is_word(self, word: str) -> bool:
        return word in common_words() or self._stands(word)

    def _options(self, word: str, unnoticed: float) -> list[Meaning]:
        """What a word may mean where there are slips: itself, or what is near to it."""
        malus = unnoticed if self._is_word(word) else 0.0
        return [(word, 0.0), *((meant, cost + malus) for meant, cost in self._meanings(word))]

    def _meanings(self, word: str) -> tuple[Meaning, ...]:
        """Other words that a word may be meant as, the likeliest first."""
        if word not in self._memory:
            if len(self._memory) > 50_000:
                self._memory.clear()
            found = [] if not _plain(word) or word in self._lexicon.names else self._looked_up(word)
            self._memory[word] = tuple(found)
        return self._memory[word]

    def _looked_up(self, word: str) -> list[Meaning]:
        found = {w: cost for w, cost in self._one_slip(word) if w != word and self._is_target(w)}
        if len(word) >= LONG and not self._stands(word):
            close = process.extract(word, self._near, scorer=OSA.distance, score_cutoff=2, limit=24)
            found |= {w: TWO_SLIPS for w, distance, _ in close if distance == 2}
        if not self._is_word(word):
            alike = self._of_consonants.get(_consonants(word), ())
            found |= {w: SHORTENED for w in alike if _shortens(word, w)}
        if not found and not self._is_word(word):
            found = dict.fromkeys(self._pairs(word), JOINED)
        by_cost = sorted((cost + self._surprise(w, ""), w) for w, cost in found.items())
        return [(w, found[w]) for _, w in by_cost[:MOST_MEANINGS]]

    def _is_target(self, word: str) -> bool:
        return (
            word in self._language
            or word in self._lexicon.names
            or common_words().get(word, UNLISTED) < EVERYDAY
        )

    def _one_slip(self, word: str) -> Iterator[Meaning]:
        """Every string that is one slip away; of short ones only those with the same letters."""
        cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
        yield from ((a + b[1] + b[0] + b[2:], SWAPPED) for a, b in cuts if len(b) > 1)
        if len(word) > 3:
            yield from ((a + c + b, LEFT_OUT) for a, b in cuts for c in self._letters)
            yield from ((a + c + b[1:], OTHER) for a, b in cuts if b for c in self._letters if c != b[0])
        if len(word) > 4:
            yield from ((a + b[1:], TOO_MANY) for a, b in cuts if b)

    def _pairs(self, word: str) -> Iterator[str]:
        """Two words of the language with the blank left out."""
        for cut in range(3, len(word) - 2):
            left, right = word[:cut], word[cut:]
            if left in self._language and right in self._language and right not in _SUFFIXES:
                yield f"{left} {right}"

    def _likeliest(self, options: Sequence[Sequence[Meaning]]) -> list[tuple[float, tuple[str, ...]]]:
        """The cheapest choices of a meaning for each word, with their costs: a beam search."""
        beam: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for meanings in options:
            beam = sorted(
                (cost + slip + self._surprise(word, said[-1] if said else START), (*said, word))
                for cost, said in beam
                for word, slip in meanings
            )[:BEAM]
        return beam[:MOST_VARIANTS]

    def _surprise(self, words: str, before: str) -> float:
        """How little a word, or two, are to be expected after what was said before."""
        total, before = 0.0, before.rpartition(" ")[2]
        for word in words.split():
            total += surprise(word, before, self._named if word in self._single else 0.0)
            before = word
        return total


_SUFFIXES = frozenset(("able", "less", "ness", "ment", "ing", "tion", "ally", "ful"))


_LEFT_OUT = re.compile(r"(?<=.)[aeiou]|(.)(?=\1)|c(?=k)")
"""Letters that whoever writes in a hurry does without: vowels, the second of two that sound as one."""


def _consonants(word: str) -> str:
    """What stays of a word that is written in a hurry: "clks" of "clicks", "dsktp" of "desktop"."""
    return _LEFT_OUT.sub("", word)


def _shortens(short: str, word: str) -> bool:
    """True where the word has all letters of the shorter one, in order."""
    letters = iter(word)
    return len(short) < len(word) and all(letter in letters for letter in short)


def _base(word: str) -> str:
    """A word without the ending of a plain plural or past; "" for a word without one."""
    return next((word.removesuffix(e) for e in ("s", "ed", "ing") if word.endswith(e)), "")


def _plain(word: str) -> bool:
    return word.isalpha() and word.isascii() and 3 <= len(word) <= 30


def _spelled(tokens: list[Token], words: Iterable[str], cost: float) -> Spelling:
    result: list[Token] = []
    corrections = []
    for token, word in zip(tokens, words, strict=True):
        if word == token.norm:
            result.append(token)
            continue
        corrections.append(Correction(token.text, word))
        result += [replace(token, norm=NUMBER_WORDS.get(part, part)) for part in word.split()]
    return Spelling(tuple(result), tuple(corrections), cost)
