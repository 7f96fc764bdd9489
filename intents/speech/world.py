"""The asker's world: the words for it, the stretches of a question, and whether a word of one asks.

"client", "pitch" and "push" are words by which people say for whom, for what and after what they ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from intents.lexicon import DATA

if TYPE_CHECKING:
    from intents.mentions import Mention


def _words(language: str = "en") -> dict[str, frozenset[str]]:
    data = yaml.load((DATA / language / "telling.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {kind: frozenset(word.strip() for word in listed.split(",")) for kind, listed in data.items()}


SAID = _words()
"""Words of the asker's world by kind."""
WORLD = SAID["role"] | SAID["occasion"] | SAID["deed"]
"""For whom a question is asked, for what, and what was done whose own figures are not here."""

_ASKING = (
    "count", "what", "howmuch", "when_cue", "where_cue", "metric", "by", "compare", "dimension", "cue",
    "aggregate", "people_all",
)  # fmt: skip
"""Kinds of words that ask for something."""
PEOPLE = ("noun", "segment", "segment_noun", "them", "including_inactive")
"""Kinds that name the users."""
PERSONAL = ("age", "gender", "location", "demographics")
"""Topics by which people are picked."""
_SUBSTANCE = (
    "count", "metric", "what", "noun", "segment", "segment_noun", "aggregate", "dimension", "value", "cue",
)  # fmt: skip
"""Kinds of which a question that stands on its own has at least one."""
POINTING = frozenset((
    "they", "them", "their", "those", "these", "then", "such", "same", "ones", "there", "he", "she", "his",
    "her",
))  # fmt: skip
"""Words by which a question leans on what was told before it; what it leans on stays."""
DAYS = frozenset(("day", "week", "weekend", "month", "morning", "evening", "one"))
"""What is told of a day asked about: "on 12 October, the day their pixel broke"."""


def of_world(mention: Mention) -> bool:
    """ "campaign", "campaign for": a word of the asker's world."""
    return mention.text in WORLD or mention.text.split(" ")[0] in WORLD


def is_deed(mention: Mention) -> bool:
    """ "the push", "a campaign": something done that has figures of its own."""
    return mention.text.split(" ")[0] in SAID["deed"]


def stretches(mentions: Sequence[Mention]) -> list[range]:
    """The places between one stop and the next, from the first to the last."""
    return _between(mentions, [i for i, m in enumerate(mentions) if i == 0 or m.breaks])


def sentences(mentions: Sequence[Mention]) -> list[range]:
    """The places between one end of a sentence and the next."""
    return _between(mentions, [i for i, m in enumerate(mentions) if i == 0 or m.stops])


def _between(mentions: Sequence[Mention], starts: list[int]) -> list[range]:
    return [range(start, end) for start, end in pairwise([*starts, len(mentions)])]


def stretch_start(mentions: Sequence[Mention], i: int) -> int:
    """Where the stretch begins that a place is of."""
    while i > 0 and not mentions[i].breaks:
        i -= 1
    return i


def of_clock(mentions: Sequence[Mention], i: int) -> bool:
    """ "in 10 min": of the asker's clock."""
    near = mentions[max(i - 1, 0) : i + 2]
    timed = any(m.text in ("min", "mins", "minutes", "minute") for m in near)
    return timed and any(m.number for m in near)


def asks(mentions: Sequence[Mention], i: int) -> bool:
    """A word that asks for something; "that day", "in 10 min", "a cross device plan" do not."""
    mention, before = mentions[i], mentions[i - 1].text if i else ""
    if not mention.has(*_ASKING) or of_world(mention) or of_clock(mentions, i):
        return False
    compound = i + 1 < len(mentions) and of_world(mentions[i + 1])
    day = mention.text in DAYS and before in ("the", "that", "this", "send")
    return not (mention.has("dimension", "metric") and (compound or day))


def stands(asked: Sequence[Mention]) -> bool:
    """Enough is said for a question of its own."""
    return len(asked) > 1 and any(m.has(*_SUBSTANCE) for m in asked)


def plain(mention: Mention) -> bool:
    """Filler or a greeting: said either way."""
    greets = any(s.kind == "cue" and s.value in ("greeting", "thanks") for s in mention.senses)
    return mention.known and (
        greets or all(s.kind in ("fill", "label", "lead", "prep") for s in mention.senses)
    )
