"""Questions with typing mistakes: one random edit in every longer word, the same for the same question."""

from __future__ import annotations

import random
import re
import string

SHORTEST = 5
"""Letters of the shortest word that is misspelt."""

_QUOTED_OR_WORD = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|[^\s\"“«]+")
_ID = re.compile(r"[\d_]|\w[.@]\w")
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def misspelt(text: str, seed: int = 0) -> str:
    """The text with one letter inserted, dropped, replaced or swapped with the next in every longer word.

    Quoted text, numbers and ids (anything with a digit, a dot or an underline in it) stay as they are.
    """
    generator = random.Random(f"{seed}:{text}".encode("utf-8", "surrogatepass"))
    return _QUOTED_OR_WORD.sub(lambda found: _part(found.group(), generator), text)


def _part(part: str, generator: random.Random) -> str:
    if part[0] in '"“«' or _ID.search(part):
        return part
    return _WORD.sub(lambda found: edited(found.group(), generator), part)


def edited(word: str, generator: random.Random) -> str:
    """The word with one edit that changes it."""
    while True:
        place = generator.randrange(len(word))
        letter = generator.choice(string.ascii_lowercase)
        head, here, tail = word[:place], word[place], word[place + 1 :]
        forms = (
            head + letter + here + tail,
            head + tail,
            head + letter + tail,
            head + tail[:1] + here + tail[1:],
        )
        form = generator.choice(forms)
        if form != word:
            return form
