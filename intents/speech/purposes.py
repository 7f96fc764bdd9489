"""For whom and what for something is wanted, said within a question: "for a sponsor", "the client wants"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.narrowing import anchored, harmless
from intents.speech.world import SAID, asks, is_deed, of_world, stands

if TYPE_CHECKING:
    from intents.mentions import Mention

_MINE = frozenset(("a", "an", "my", "our", "your"))
_THE = frozenset(("the", "this", "that", "these"))


def somebody(inside: Sequence[Mention]) -> int:
    """ "the beer client wants to see it climb": where the verb stands after somebody; 0 for none."""
    verbs = SAID["wish"] | SAID["saying"]
    for i in range(1, min(len(inside), 6)):
        if inside[i].text.split(" ")[0] in verbs:
            knows = [m.text for m in inside[i + 1 : i + 3]] == ["to", "know"]
            return i if knows or inside[i - 1].text in SAID["role"] else 0
        if inside[i - 1].has("count", "what", "metric") or inside[i - 1].number is not None:
            return 0
    return 0


def who_wants(mentions: Sequence[Mention], stretch: range) -> set[int]:
    """ "rail client wants | the views of article 1": who wants it, before what is wanted."""
    end = somebody([mentions[i] for i in stretch])
    if not end or mentions[stretch.start + end].text.split(" ")[0] not in SAID["wish"] | {"is"}:
        return set()
    at = stretch.start + end + 1
    while at < stretch.stop and set(mentions[at].text.split()) <= SAID["joint"]:
        at += 1
    verb = stretch.start + end
    named = all(harmless(mentions, i, mentions[at:]) for i in range(stretch.start, verb - 1))
    return set(range(stretch.start, at)) if named and stands(mentions[at:]) else set()


def purposes(mentions: Sequence[Mention]) -> set[int]:
    """ "for a sponsor", "for my ad placements": for whom or for what, not of what."""
    found: set[int] = set()
    for i, mention in enumerate(mentions):
        span = _span(mentions, i) if mention.text == "for" else range(0)
        if span and _is_purpose(mentions, span):
            found |= {i, *span}
    return found


def _span(mentions: Sequence[Mention], i: int) -> range:
    """The words behind a "for", up to a stop or to "I need"."""
    for end in range(i + 1, min(i + 8, len(mentions) + 1)):
        ends = end == len(mentions) or mentions[end].breaks
        if ends or mentions[end].text in ("i", "we", "asap", "please", "pls", "id"):
            return range(i + 1, end)
    return range(0)


def _is_purpose(mentions: Sequence[Mention], span: range) -> bool:
    """True for "a sponsor", "my ad placements", false for "clicks for the campaign", which is about it."""
    if len(span) > 1 and mentions[span[-1]].number is not None:
        span = span[:-1]  # "for slide four"
    inside = [mentions[i] for i in span]
    if not of_world(inside[-1]) or any(m.time is not None for m in inside):
        return False
    joined = span.start > 1 and not mentions[span.start - 1].breaks
    counted = joined and mentions[span.start - 2].has("metric", "count")
    if counted and (is_deed(inside[-1]) or inside[0].text not in _MINE):
        return False
    if span.start > 1 and is_deed(inside[-1]) and inside[0].text in _THE:
        return False
    others = [i for i in span if not of_world(mentions[i])]
    asked = [m for i, m in enumerate(mentions) if i not in span]
    if not anchored(inside, asked) or any(asks(mentions, i) for i in others):
        return False
    return all(harmless(mentions, i, asked) for i in others)
