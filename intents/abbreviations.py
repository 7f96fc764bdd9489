"""Short forms that only their capitals tell from a common word: "ME users" are the moderately engaged."""

from __future__ import annotations

import re

_MODERATE = re.compile(
    r"(?<!give )(?<!tell )(?<!show )(?<!let )(?<!for )(?<!with )(?<!help )\bME\b(?! (?:a|the|how|what|all)\b)"
)
_OTHERS = re.compile(r"\b(?:LE|HE)\b")


def spelled_out(text: str) -> str:
    """The text with a segment's short form in words, unless all of it is in capitals."""
    small = re.search(r"[a-z]{2}", text) is not None
    if small or _OTHERS.search(text):
        return _MODERATE.sub("moderate engagement", text)
    return text
