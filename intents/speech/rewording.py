"""Patterns with what they are put as: one way of saying something, in words that are read."""

from __future__ import annotations

import re
from collections.abc import Callable

Put = str | Callable[[re.Match[str]], str]
"""What a find is put as: a template of `re.sub`, or a function of the find."""
Rewordings = tuple[tuple[re.Pattern[str], Put], ...]


def rewordings(*pairs: tuple[str, Put], begin: str = "") -> Rewordings:
    """Patterns, in any case, with what each is put as; all may begin alike."""
    return tuple((re.compile(begin + pattern, re.IGNORECASE), put) for pattern, put in pairs)


def reworded(text: str, ways: Rewordings) -> str:
    """The text with the finds of each pattern in turn put in its words, unless no words would be left."""
    for pattern, put in ways:
        text = pattern.sub(put, text).strip() or text
    return text
