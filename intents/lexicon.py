"""The words of the language: phrases → senses, by exact form and by word stem.

The phrases are data (`data/<language>/words/*.yaml`); names from a snapshot are added to them. A phrase can
have several senses ("articles" is a metric and a dimension); the readers in `understand` pick the one meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from intents.tokens import NUMBER_WORDS, tokenize

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Sense:
    """One meaning of a phrase."""

    kind: str
    """What it is: metric, segment, noun, dimension, value, aggregate, by, and, ..."""
    value: str
    """Which one: a metric id, a segment's place or name, an operator."""
    dimension: str = ""
    """The dimension of a value."""


@dataclass
class Lexicon:
    """Phrases by their first word; grows while names are added, read-only afterwards."""

    exact: dict[str, dict[tuple[str, ...], list[Sense]]] = field(default_factory=dict)
    """First word → phrase (lower-cased words) → senses."""
    stemmed: dict[str, dict[tuple[str, ...], list[Sense]]] = field(default_factory=dict)
    """First stem → phrase (stems) → senses."""
    words: set[str] = field(default_factory=set)
    """Every word of every phrase of the language: what a misspelling can be corrected to."""
    core: set[str] = field(default_factory=set)
    """Those of them that say something, filler left out."""
    names: set[str] = field(default_factory=set)
    """Every word of the names from the data, likewise."""

    def add(self, phrase: str, sense: Sense, from_data: bool = False) -> None:
        """Adds a meaning of a phrase; the same meaning twice counts once."""
        words = tuple(split_words(phrase))
        if not words:
            return
        (self.names if from_data else self.words).update(w for w in words if w.isalpha())
        if sense.kind not in ("fill", "label", "lead"):
            self.core.update(w for w in words if w.isalpha())
        stems = tuple(map(stem, words))
        for table, key in ((self.exact, words), (self.stemmed, stems)):
            senses = table.setdefault(key[0], {}).setdefault(key, [])
            if sense not in senses:
                senses.append(sense)

    def longest(self, words: list[str], at: int, stems: list[str], most: int = 99) -> tuple[int, list[Sense]]:
        """The longest phrase of at most `most` words that starts at a word, as its length and its senses."""
        best, senses = 0, []
        named = any(s.kind == "value" for s in self.exact.get(words[at], {}).get((words[at],), ()))
        for table, form in ((self.exact, words), (self.stemmed, stems)):
            if table is self.stemmed and self._another_word(words[at], stems[at]):
                continue
            for phrase, found in table.get(form[at], {}).items():
                if table is self.stemmed and len(phrase) > 1 and named:
                    continue  # a name is taken as typed: "wine over 3 times" does not win anybody over
                length = _match(phrase, form, at) if len(phrase) > 1 else 1
                if best < length <= most:
                    best, senses = length, found
        return best, senses

    def _another_word(self, word: str, stemmed: str) -> bool:
        """ "wine" is no form of "win", nor "note" of "not": its stem is a word of its own."""
        return word == f"{stemmed}e" and stemmed in self.exact and word not in self.words

    def knows(self, word: str) -> bool:
        """True for a word of the language or of a name, in any of its forms."""
        return word in self.words or word in self.names or stem(word) in self._stems()

    def _stems(self) -> set[str]:
        if not hasattr(self, "_all_stems"):
            self._all_stems = {stem(w) for w in self.words}
        return self._all_stems


def split_words(text: str) -> list[str]:
    """The words of a phrase, as a question's words are normalised."""
    if _PLAIN.fullmatch(text):  # nearly every phrase: nothing to take apart
        return [NUMBER_WORDS.get(word, word) for word in text.split(" ")]
    return [token.norm for token in tokenize(text)]


_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
"""Words without signs, digits and capitals."""


_ARTICLES = frozenset(("the", "a", "an"))


def _match(phrase: tuple[str, ...], form: list[str], at: int) -> int:
    """How many words from `at` on a phrase covers, passing over articles between its words; 0 for none."""
    here = at
    for index, word in enumerate(phrase):
        if index and here < len(form) and form[here] != word and form[here] in _ARTICLES:
            here += 1
        if here >= len(form) or form[here] != word:
            return 0
        here += 1
    return here - at


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: plural, -ed, -ing and final -e go. "categories" → "category", "browsing" → "brows"."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _senses(data: dict[str, Any]) -> Iterator[tuple[str, Sense]]:
    """The phrases of one word file with their senses."""
    for kind, content in data.items():
        tables = {"": {kind: content}} if isinstance(content, str) else {"": content}
        if kind == "value":
            tables = content
        for dimension, values in tables.items():
            for value, phrases in values.items():
                for phrase in phrases.split(","):
                    yield phrase.strip(), Sense(kind, str(value), dimension)


def load_words(language: str = "en") -> Iterable[tuple[str, Sense]]:
    """Every phrase of a language with its sense."""
    for path in sorted((DATA / language / "words").glob("*.yaml")):
        yield from _senses(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
