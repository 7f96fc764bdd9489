"""What is told before a question that is whole without it, and remarks behind one.

"Because the chocolate brand pays by attention, which segment reads the longest?" ends in a question that
stands on its own. What is told before it is left out, whatever it speaks of, unless it could narrow the
question down (`narrowing.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.narrowing import ASKER, narrows_nothing, only_colour
from intents.speech.openings import opens, requests, wished_by_others, wishes
from intents.speech.world import DAYS, PEOPLE, POINTING, SAID, of_world, stands

if TYPE_CHECKING:
    from intents.mentions import Mention


def told_before(mentions: Sequence[Mention]) -> set[int]:
    """The mentions before the last question that is whole, where they only say why it is asked."""
    for start in range(len(mentions) - 2, 0, -1):
        if not (mentions[start].breaks and opens(mentions, start)) and not wishes(mentions, start):
            continue
        core, head = mentions[start:], mentions[:start]
        if not _tells(head):
            continue
        if _whole(core) and narrows_nothing(head, core):
            return set(range(start))
        if colours := only_colour(head, core):
            return colours
    return set()


def remarks(mentions: Sequence[Mention]) -> set[int]:
    """The mentions of a last sentence that goes on about the asker: "I might drop it from the plan"."""
    start = next((i for i in range(len(mentions) - 1, 0, -1) if mentions[i].stops), 0)
    core, behind = mentions[:start], mentions[start:]
    if len(behind) < 3 or opens(mentions, start) or not opens(core, 0):
        return set()
    stranger = any(not m.known or m.has("topic") for m in behind)
    changes = _CHANGING if behind[0].text in ASKER else (*_CHANGING, "not", "noun")
    names = any(m.has(*changes) or m.time or m.number or m.user or m.quoted for m in behind)
    return set(range(start, len(mentions))) if stranger and not names and stands(core) else set()


_CHANGING = (
    "metric", "count", "howmuch", "what", "dimension", "value", "segment", "aggregate", "by", "compare",
    "only", "desc", "asc", "cue", "more", "less", "at_least", "at_most", "daytype", "movement",
)  # fmt: skip
"""Kinds that a remark behind a question may not have, for it could change the question."""


def _whole(core: Sequence[Mention]) -> bool:
    """It names what it is about and points at nothing told before it."""
    if len(core) < 3 or not stands(core):
        return False
    first = 3 if wished_by_others(core) else 0
    return not any(_leans(core, i) for i in range(first, len(core)))


_ITS = ("it", "its", "he", "she", "his", "her")
_HELPING = ("do", "does", "did", "is", "was", "would", "will", "are", "were")
_EXIST = ("are there", "is there", "were there", "was there", "have there been", "there been", "there were")
"""Phrases whose "there" points nowhere."""


def _leans(core: Sequence[Mention], i: int) -> bool:
    """ "how many of them", "since that day", "which three": of what was told before."""
    mention, before = core[i], core[:i]
    after = core[i + 1] if i + 1 < len(core) and not core[i + 1].breaks else None
    words = mention.text.split(" ")
    if mention.time is not None or mention.text in _EXIST:
        return words[0] in ("that", "then", "those", "these") or words[-1] in ("then", "that")
    if set(words) & POINTING and not {"you", "your"} & set(words):
        return not any(m.has(*PEOPLE, "metric") for m in before)
    if mention.text in _ITS:
        return not any(m.quoted or m.has("value", "dimension") for m in before)
    if mention.text == "one" or (mention.number is not None and before and before[-1].has("what")):
        return after is None or not after.has("dimension", *PEOPLE, "metric", "what_read")
    if mention.text == "of" and after is not None and after.text in ("the", "both", "2"):
        return i + 2 >= len(core) or core[i + 2].number == 2 or core[i + 2].has("ordinal")
    if before and before[-1].text in _HELPING and words[0] in ("that", "this"):
        return True  # "how many does that give"
    if mention.text in ("this", "that") or mention.text.endswith((" this", " that")):
        relative = mention.text == "that" and after is not None and after.has("noun")
        named = ("dimension", "segment_noun", "label", *PEOPLE)
        return not relative and (after is None or after.text in DAYS or after.has(*named))
    return mention.text in ("both", "either", "former", "latter", "too", "each of", "all of")


def _tells(head: Sequence[Mention]) -> bool:
    """A clause and no mere phrase ("in October, ..."), which requests nothing."""
    words = {w for m in head for w in m.text.split()}
    speaks = bool(words & (ASKER | SAID["telling verb"] | SAID["saying"] | SAID["wish"]))
    strange = any(not m.known or m.has("topic") or of_world(m) for m in head)
    starts = [i for i, m in enumerate(head) if i == 0 or m.breaks]
    asking = any(requests(head, i) for i in starts)
    return len(head) > 2 and (speaks or strange) and not asking
