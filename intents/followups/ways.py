"""Follow-ups that ask for the ways of those who moved: "from where to where", "into which segment"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.segments import in_which_segment
from intents.query import Moved, Query, moves
from intents.understand.frame import Frame, Sentence

_SEGMENT = r"(?:segments?|tiers?|groups?|levels?|ones?)"
_WAYS = re.compile(
    r".*\bfrom where (?:in)?to where\b.*"
    rf"|.*\b(?:from|out of) (?:which|what)(?: {_SEGMENT})? (?:in)?to (?:which|what)\b.*"
    rf"|(?:(?:and|so|ok|but|now) )*(?:in|into|to|from|out of) (?:which|what) {_SEGMENT}"
    r"|(?:(?:and|so|ok|but|now) )*(?:to where|where to)"
    r"|.*\b(?:from to|transition|transitions|flow) (?:table|matrix|list|chart|overview)\b.*"
)
_SAID = (
    "end up", "ended up", "did they go", "did those go", "come from", "came from", "from where", "from which",
    "moves", "moved",
)  # fmt: skip


def asks_ways(sentence: Sentence) -> bool:
    """ "which segments did they come from", "from where to where": the ways they went."""
    asks = any(m.has("what", "where_cue") or "where" in m.text.split() for m in sentence.mentions)
    return asks and any(f" {words} " in f" {sentence.text} " for words in _SAID)


def between_segments(last: Query) -> bool:
    """True after a question on moves from one segment to another: "where did they come from" asks which."""
    return any(m.direction not in ("new", "returned") for m in moves(last.group))


def names_ways(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True for a follow-up to movement that asks for its ways, and for nobody else."""
    asked = last.ask in ("figures", "users", "movement") and bool(moves(last.group))
    named = frame.metrics or frame.segments or frame.events or frame.users or frame.period or frame.counted
    others = any(not isinstance(c, Moved) for a in frame.where for c in a)
    return asked and not (named or others) and bool(_WAYS.fullmatch(sentence.text))


def ways(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The movement of those spoken of; of those who came from nowhere, where they are."""
    if not names_ways(sentence, frame, last):
        return None
    sentence.use(*range(len(sentence)))
    if not between_segments(last) and "from" not in sentence.text.split():
        return in_which_segment(last)
    everybody = any(word in sentence.text.split() for word in ("whole", "full", "entire", "complete"))
    if everybody:
        before = moves(last.group)[0]
        anyone = ((Moved("any", start=before.start, end=before.end),),)
        return Query("movement", groups=(replace(last.group, where=anyone),))
    return Query("movement", groups=(last.group,), order=frame.order)
