"""Words as thumbs write them: "clicks n searches 4 the last 7 days" is "clicks and searches for the ...".

A "4" or "2" is a word only where no number can stand: before "the", between the names of two segments. "ME
users" are the moderately engaged, where it is not said to somebody.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from intents.lexicon import DATA, Lexicon, stem
from intents.numbers import parse_number
from intents.times.words import M, W
from intents.tokens import tokenize


@lru_cache(maxsize=1)
def _short_forms(language: str = "en") -> dict[str, str]:
    """Short form → the word in letters."""
    forms = yaml.safe_load((DATA / language / "texting.yaml").read_text(encoding="utf-8"))
    return {str(short): str(word) for short, word in forms.items()}


_DETERMINERS = frozenset(("the", "my", "our", "this", "that", "each", "every", "us", "me", "all", "a", "an"))
_COUNTED_AFTER = frozenset((
    "top", "best", "worst", "bottom", "last", "first", "past", "next", "previous", "than", "over", "under",
    "above", "below", "least", "most", "exactly", "only", "article", "story", "id", "user", "number", "no",
    "and", "or", "to", "between", "with", "have", "has", "had", "of", "the", "in", "on", "by", "from",
    "every", "these", "those", "for", "quarter", "week", "wk", "is", "are", "it",
))  # fmt: skip
"""Words after which a number counts, or names."""
_WANTING = frozenset((
    "want", "need", "like", "love", "going", "have", "try", "trying", "how", "went", "moved", "gone",
    "switched", "dropped", "jumped", "fell", "climbed", "slipped", "back", "up", "down", "next", "over",
))  # fmt: skip
"""Words before a "to"."""
_DOING = frozenset(("see", "know", "get", "find", "show", "be", "do", "have", "look", "check", "the"))
"""Words after a "to" that nobody counts."""
_MODERATE = re.compile(
    r"(?<!give )(?<!tell )(?<!show )(?<!let )(?<!for )(?<!with )(?<!help )\bME\b(?! (?:a|the|how|what|all)\b)"
)
_OTHER_SEGMENTS = re.compile(r"\b(?:LE|HE)\b")
"""Short forms beside which a "ME" in capitals is one, too."""


def in_letters(text: str, lexicon: Lexicon) -> str:
    """The text with the words of thumbs in letters."""
    tokens = tokenize(text)
    words = ["\0" if t.quoted else t.text.lower() for t in tokens]
    for i in range(len(words) - 1, -1, -1):
        word = _short_forms().get(words[i]) or _joint(words, i, lexicon)
        if word is not None:
            end = tokens[i].start + len(tokens[i].text)
            text = text[: tokens[i].start] + word + text[end:]
    return text


def segments_in_letters(text: str) -> str:
    """The text with a segment's short form in words, unless all of it is in capitals."""
    small = re.search(r"[a-z]{2}", text) is not None
    return _MODERATE.sub("moderate engagement", text) if small or _OTHER_SEGMENTS.search(text) else text


def _joint(words: list[str], i: int, lexicon: Lexicon) -> str | None:
    """What "n", "4" and "2" stand for, where they count nothing."""
    before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
    if not after or words[i] not in ("n", "4", "2"):
        return None
    if words[i] == "n":
        return None if after in ("of", "by", "per", "=", "for", "in") else "and"
    kinds = [_kinds(words, at, lexicon) for at in (i - 1, i + 1)]
    if words[i] == "2":
        ends = kinds[0] & kinds[1] & {"segment", "weekday"}
        moved = before in _WANTING and (after in _DOING or "segment" in kinds[1])
        return "to" if ends or moved else None
    week_of = before in ("week", "wk") and words[i - 2 : i - 1] == ["of"]
    counts = before in _COUNTED_AFTER or parse_number(before) is not None or re.fullmatch(M, before)
    if not before or (counts and not week_of):
        return None
    bound = words[i + 2 : i + 4] in (["or", "more"], ["or", "less"], ["or", "fewer"])
    named = kinds[0] & {"segment", "weekday", "value"} and "metric" in kinds[1] and not bound
    return "for" if after in _DETERMINERS or kinds[1] & {"value", "segment"} or named else None


def _kinds(words: list[str], at: int, lexicon: Lexicon) -> set[str]:
    """What kinds of things the word at a place may name."""
    if not 0 <= at < len(words):
        return set()
    if re.fullmatch(W, words[at]):
        return {"weekday"}
    _, senses = lexicon.longest(words, at, list(map(stem, words)))
    return {s.kind for s in senses}
