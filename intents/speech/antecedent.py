"""What a question points at of what is told before it: "the loyal ones get a gift. which terms do they use".

Of such a story the loyal ones stay, and nothing else, where they are all that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.leaning import EXIST
from intents.speech.narrowing import narrows_nothing
from intents.speech.world import PEOPLE, is_deed, of_world

if TYPE_CHECKING:
    from intents.mentions import Mention

_THING = frozenset(("it", "its", "there"))
"""Words that point at a section, a source, a term or a segment."""
_USERS = frozenset(("they", "them", "their"))
"""Words that point at users."""
_NAMING = ("section", "source", "device", "term")
"""Dimensions a value of which a question points at."""


def pointed_at(head: Sequence[Mention], asked: Sequence[Mention]) -> set[int]:
    """Where what the question points at stands in what is told; empty where that is not sure."""
    if any(map(is_deed, head)) or any(m.quoted or m.user or m.has("only", "not", "compare") for m in head):
        return set()
    named = [i for i, m in enumerate(head) if m.has("segment") or m.names(*_NAMING)]
    called = {i for i in named if _names_world(head, i)} if len(named) > 1 else set()
    named = [i for i in named if i not in called]
    if len(named) != 1:
        return set()
    first = named[0]
    people = first + 1 < len(head) and not head[first + 1].breaks and head[first + 1].has(*PEOPLE)
    people |= first + 1 < len(head) and head[first + 1].text == "ones"
    group = people or head[first].has("segment")
    if not _points(asked, _USERS if group else _THING) and not (not people and _points(asked, _THING)):
        return set()
    kept = {first, first + 1} if people else {first}
    rest = [m for i, m in enumerate(head) if i not in kept | called]
    return kept if narrows_nothing(rest, asked) else set()


def _names_world(head: Sequence[Mention], i: int) -> bool:
    """ "the sports desk is split on F1": what a desk is called by."""
    return i + 1 < len(head) and not head[i + 1].breaks and of_world(head[i + 1])


def _points(asked: Sequence[Mention], words: frozenset[str]) -> bool:
    """ "came from there", "do they view"; not "are there"."""
    return any(words & set(m.text.split()) for m in asked if m.text not in EXIST)
