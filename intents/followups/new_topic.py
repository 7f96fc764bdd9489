"""Words that say that a new question comes: "another thing: how many users searched for wine"."""

from __future__ import annotations

import re

from intents.speech.world import POINTING

_THING = r"(?:thing|question|topic|matter|subject|point|note|issue|one|thought|story)"
_NEW = re.compile(
    r"^(?:(?:ok|okay|right|so|now|and|but|fine|well|good|thanks|thank you|alright|oh|sorry)\b[,.!]? )*"
    rf"(?:(?:just )?(?:(?:for|on|to) )?(?:an? )?(?:very |completely |totally |quite |entirely )?"
    rf"(?:separate|different|another|new|other|unrelated|fresh|quick|last|final) (?:\w+ )?{_THING}"
    r"(?: (?:altogether|now|entirely|then|for you))?"
    r"|something (?:completely |totally |quite |entirely )?(?:else|different|new|unrelated)(?: (?:now|"
    r"entirely))?"
    r"|(?:a )?chang(?:e of|ing the) (?:topic|subject)|(?:sorry )?for jumping (?:about|around))"
    r"\s*(?:[:,.;!–—]|\.{2,}| -)+\s+(?=\S+ \S+ \S)",
    re.IGNORECASE,
)
_BACK = POINTING | {
    "that",
    "it",
    "its",
    "one",
    "too",
    "also",
    "instead",
    "again",
    "only",
    "just",
    "former",
    "latter",
}
"""Words by which a question leans on the one before all the same."""


def without_new_topic(text: str) -> str | None:
    """The question behind such words, where it points at nothing before; None for all others."""
    found = _NEW.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return None if set(re.findall(r"[a-z]+", rest.lower())) & _BACK else rest
