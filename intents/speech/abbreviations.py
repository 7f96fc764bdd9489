"""Words that are another word's parts: "ME users" are the moderately engaged, "ninety-fifth" is the 95th."""

from __future__ import annotations

import re

from intents.tokens import NUMBER_WORDS

_MODERATE = re.compile(
    r"(?<!give )(?<!tell )(?<!show )(?<!let )(?<!for )(?<!with )(?<!help )\bME\b(?! (?:a|the|how|what|all)\b)"
)
_OTHERS = re.compile(r"\b(?:LE|HE)\b")
_NTH = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th",
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]({'|'.join(_NTH)})\b(?![- ]time)",
    re.IGNORECASE,
)
"""A day or a percentile of two words: "the twenty-fifth"."""


def spelled_out(text: str) -> str:
    """The text with a segment's short form in words, unless it is all capitals, and ordinals in digits."""
    text = _ORDINAL.sub(lambda m: f"{NUMBER_WORDS[m[1].lower()][0]}{_NTH[m[2].lower()]}", text)
    small = re.search(r"[a-z]{2}", text) is not None
    if small or _OTHERS.search(text):
        return _MODERATE.sub("moderate engagement", text)
    return text
