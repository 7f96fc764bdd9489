"""The asker's world: the words for it, and whether a word of a question could ask or narrow down.

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
_NARROWING = (*PEOPLE, "only", "not")
"""Kinds that could narrow a question down."""
_SUBSTANCE = (
    "count", "metric", "what", "noun", "segment", "segment_noun", "aggregate", "dimension", "value", "cue",
)  # fmt: skip
"""Kinds of which a question that stands on its own has at least one."""
_ITS = frozenset(("it", "its", "their", "this", "that"))
"""Words that point at things of the asker's world as well: "the day their pixel broke"."""
POINTING = frozenset(
    (
        "they",
        "them",
        "their",
        "those",
        "these",
        "then",
        "such",
        "same",
        "ones",
        "there",
        "he",
        "she",
        "his",
        "her",
    )
)
"""Words by which a question leans on what was told before it; what it leans on stays."""
DAYS = frozenset(("day", "week", "weekend", "month", "morning", "evening", "one"))
"""What is told of a day asked about: "on 12 October, the day their pixel broke"."""
_NEWSROOM = frozenset(("desk", "editor", "editors", "team", "newsroom", "department"))
"""Roles whose section is likely meant: "the travel desk wants the median time per article"."""


_THING = frozenset(("it", "its", "that"))
"""Words that point at a thing: "how many clicks did it bring" is about the campaign itself."""


def of_world(mention: Mention) -> bool:
    """ "campaign", "campaign for": a word of the asker's world."""
    return mention.text in WORLD or mention.text.split(" ")[0] in WORLD


def is_deed(mention: Mention) -> bool:
    """ "the push", "a campaign": something done that has figures of its own."""
    return mention.text.split(" ")[0] in SAID["deed"]


def stretches(mentions: Sequence[Mention]) -> list[range]:
    """The places between one stop and the next, from the first to the last."""
    starts = [i for i, m in enumerate(mentions) if i == 0 or m.breaks]
    return [range(start, end) for start, end in pairwise([*starts, len(mentions)])]


def asks(mentions: Sequence[Mention], i: int) -> bool:
    """A word that asks for something; "that day", "in 10 min", "a cross device plan" do not."""
    mention, before = mentions[i], mentions[i - 1].text if i else ""
    if not mention.has(*_ASKING) or of_world(mention) or _of_clock(mentions, i):
        return False
    compound = i + 1 < len(mentions) and of_world(mentions[i + 1])
    day = mention.text in DAYS and before in ("the", "that", "this", "send")
    return not (mention.has("dimension") and (compound or day))


def _of_clock(mentions: Sequence[Mention], i: int) -> bool:
    """ "in 10 min": of the asker's clock."""
    near = mentions[max(i - 1, 0) : i + 2]
    timed = any(m.text in ("min", "mins", "minutes", "minute") for m in near)
    return timed and any(m.number for m in near)


def picks_people(mentions: Sequence[Mention], i: int) -> bool:
    """ "push users", "readers from the mailing": people picked by what was done, which no data tells."""
    after = mentions[i + 1] if i + 1 < len(mentions) else None
    if after is not None and not after.breaks and after.has(*PEOPLE, "metric"):
        return not of_world(after)
    start = i
    while start > 0 and not mentions[start].breaks:
        start -= 1
    people = (m for m in mentions[start:i] if m.has(*PEOPLE) and m.text not in SAID["role"] | _ITS)
    return mentions[i].text not in SAID["role"] and any(people)


def stands(asked: Sequence[Mention]) -> bool:
    """Enough is said for a question of its own."""
    return len(asked) > 1 and any(m.has(*_SUBSTANCE) for m in asked)


def anchored(inside: Sequence[Mention], asked: Sequence[Mention]) -> bool:
    """After "we ran a campaign" a bare "how many clicks did we get" is likely about the campaign."""
    if not any(map(is_deed, inside)):
        return True
    picked = any(m.has("value", "segment") or m.quoted or m.user or m.number for m in asked)
    return (
        picked or any(m.time is not None for m in (*asked, *inside)) or any(m.has("segment") for m in inside)
    )


def harmless(mentions: Sequence[Mention], i: int, asked: Sequence[Mention]) -> bool:
    """A word that could not narrow the question down, or that the question says itself."""
    mention = mentions[i]
    if of_world(mention) or mention.text in _ITS or mention.time is not None or _of_clock(mentions, i):
        return True
    if mention.number is not None:
        return mention.number == 1 or (i > 0 and mentions[i - 1].text in ("at", "line"))
    topic = mention.has("topic") and mention.get("topic") != "actions"  # "writing a proposal"
    if mention.user or mention.quoted or topic or mention.has(*_NARROWING):
        return False
    named = {(s.dimension, s.value) for s in mention.senses if s.kind == "value"}
    if not named or _calls(mentions, i) or _calling(mentions, i):
        return True
    return any((s.dimension, s.value) in named for m in asked for s in m.senses if s.kind == "value")


def _calls(mentions: Sequence[Mention], i: int) -> bool:
    """ "the travel client", "SEO meeting": what somebody or something is called by."""
    after = mentions[i + 1].text if i + 1 < len(mentions) else ""
    return after in SAID["appointment"] or (after in SAID["role"] and after not in _NEWSROOM)


def _calling(mentions: Sequence[Mention], i: int) -> bool:
    """ "I've got a bank on the phone": no device."""
    before = " ".join(m.text for m in mentions[max(i - 2, 0) : i])
    return mentions[i].text in ("phone", "line", "mobile") and before.endswith(("on the", "on"))


def about_thing(mentions: Sequence[Mention], i: int) -> bool:
    """ "how many clicks did it bring" is about the thing told, "each day of it" is not."""
    if mentions[i].text not in _THING or (i and mentions[i - 1].text in ("is", "was", "of")):
        return False
    return mentions[i].text != "that" or i + 1 == len(mentions) or mentions[i + 1].breaks


def plain(mention: Mention) -> bool:
    """Filler or a greeting: said either way."""
    greets = any(s.kind == "cue" and s.value in ("greeting", "thanks") for s in mention.senses)
    return mention.known and (
        greets or all(s.kind in ("fill", "label", "lead", "prep") for s in mention.senses)
    )
