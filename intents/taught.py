"""Taught names put in place: a question's "stickies" becomes what it stands for, before it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from intents.reading import Correction

Substitution = Callable[[str], tuple[str, tuple[Correction, ...]]]
"""Cleaned text → the text with every taught name replaced, and what was replaced."""


def substitution(taught: Mapping[str, str]) -> Substitution:
    """Replaces names (whole words, in any case, the longest first) by what they stand for, once.

    Quoted text stays as it is: it is a name already.
    """
    if not taught:
        return lambda text: (text, ())
    meanings = {name.lower(): phrase for name, phrase in taught.items()}
    names = "|".join(re.escape(name) for name in sorted(meanings, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"\"[^\"]*\"|“[^”]*”|(?<![\w-])(?P<name>{names})(?![\w-])", re.IGNORECASE)

    def substitute(text: str) -> tuple[str, tuple[Correction, ...]]:
        found: list[Correction] = []

        def replaced(match: re.Match[str]) -> str:
            typed = match["name"]
            if typed is None:
                return match.group()
            found.append(Correction(typed, meanings[typed.lower()]))
            return found[-1].read

        return pattern.sub(replaced, text), tuple(found)

    return substitute
