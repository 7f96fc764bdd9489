"""What is told of one user before a question about them: "user 12 is angry. which segment is he in".

All of it goes but who it is: whatever a user said or did, only the question says what is asked of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.openings import opens, requests

if TYPE_CHECKING:
    from intents.mentions import Mention

_HIS = frozenset(("he", "she", "they", "his", "her", "him", "their", "them"))
_THIS = ("this user", "this person", "this reader", "that user", "that person", "that reader")
_DAYS = frozenset(("then", "since", "day", "date"))
"""Words of a question that may lean on a day told before."""
_LABELS = ("user", "reader", "id", "number", "subscriber", "no", "nr")
"""Words before an id."""


def told_of_user(mentions: Sequence[Mention]) -> set[int]:
    """The mentions before a question about the one user that they name, all but the name."""
    named = [i for i, m in enumerate(mentions) if _is_id(mentions, i)]
    start = next(
        (i for i, m in enumerate(mentions) if named and i > named[0] and m.breaks and opens(mentions, i)), 0
    )
    if not start or len(named) > 1 or not _points(mentions[start:]):
        return set()
    head = mentions[:start]
    if any(requests(head, i) for i, m in enumerate(head) if i == 0 or m.breaks):
        return set()
    dated = bool(_DAYS & {word for m in mentions[start:] for word in m.text.split()})
    name = first = named[0]
    while first and mentions[first - 1].text in _LABELS and not mentions[first].breaks:
        first -= 1
    told = {i for i in range(start) if not (dated and mentions[i].time)} - set(range(first, name + 1))
    return told if start > name + 1 or name > 1 else set()


def _is_id(mentions: Sequence[Mention], i: int) -> bool:
    """ "user 12", "the reader with the number 1399"."""
    labelled = i > 0 and mentions[i - 1].text.split(" ")[-1] in _LABELS
    number = mentions[i].number
    return mentions[i].user is not None or (labelled and number is not None and number.is_integer())


def _points(asked: Sequence[Mention]) -> bool:
    """ "which segment is he in", "what do we know of this person"."""
    text = f" {' '.join(m.text for m in asked)} "
    return bool(_HIS & set(text.split())) or any(f" {words} " in text.replace("'s ", " ") for words in _THIS)
