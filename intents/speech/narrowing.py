"""Whether what is told before a question narrows it down.

"My aunt reads us on a tablet. How many users read Culture?" might be about tablets: a time, a group, a
section or a bound that is told is harmless only where the question itself says one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.world import PEOPLE, SAID, anchored, is_deed, of_world

if TYPE_CHECKING:
    from intents.mentions import Mention

ASKER = frozenset(("i", "im", "ive", "we", "weve", "my", "our", "me", "us", "id", "ill"))
"""Words by which somebody speaks of themselves."""
_FIGURES = ("metric", "count", "howmuch")


def narrows_nothing(head: Sequence[Mention], core: Sequence[Mention]) -> bool:
    """Whatever could narrow the question is said in it, too."""
    if not anchored(head, core):
        return False
    limits = any(m.has("only", "not", "compare", "side_by_side") for m in head)
    return all(_harmless(head, i, core, limits) for i in range(len(head)))


def only_colour(head: Sequence[Mention], core: Sequence[Mention]) -> set[int]:
    """Strange words told, where the question leans on the rest: "the ticker ran from 5 October".

    None beside what is named, and none where people are spoken of, for there a strange word picks them.
    """
    if any(m.has(*PEOPLE, "only", "not", "compare", "by") for m in head) or any(map(is_deed, head)):
        return set()
    named = [i for i, m in enumerate(head) if m.time or m.quoted or m.has("value", "metric", "number")]
    strange = {i for i, m in enumerate(head) if not m.known or (m.has("topic") and not _picks(m))}
    beside = any(abs(i - j) == 1 and not (head[j].time or _owned(head[j])) for i in strange for j in named)
    bare = not any(m.has("value", "segment", "dimension", "from_where") or m.quoted for m in core)
    if bare and any(head[i].has("topic") for i in strange):
        return set()  # "we relaunched the crossword in May. how many clicks did we get": of it
    told = all(_dated(head[i]) or _value_said(head[i], core, False) or _leaning(core) for i in named)
    return strange if named and told and not beside else set()


def _owned(mention: Mention) -> bool:
    """ "sponsors | our newsletter": the word before it is no part of its name."""
    return mention.text.startswith(("our ", "the ", "my "))


def _picks(mention: Mention) -> bool:
    """Topics by which people are picked."""
    return mention.get("topic") in _OF_PEOPLE


def _dated(mention: Mention) -> bool:
    return mention.time is not None or mention.quoted


def _leaning(core: Sequence[Mention]) -> bool:
    """ "how many clicks came from it", "which of the two": what was told is meant."""
    return bool(_THINGS & {word for m in core for word in m.text.split()})


_THINGS = frozenset(("it", "its", "there", "two", "2", "both", "those", "these"))
_ASKED = ("howmuch", "when_cue", "decile", "percentile", "percent_sign", "only_ever")
"""Kinds by which a head asks or picks by itself."""
_OF_PEOPLE = ("age", "gender", "location", "demographics")
_IDS = ("user", "reader", "id", "number")


def _harmless(head: Sequence[Mention], i: int, core: Sequence[Mention], limits: bool) -> bool:
    """A word that could not narrow the question down, or that the question says itself."""
    mention = head[i]
    if of_world(mention) or mention.text in _CLOCK:
        return True
    if mention.time is not None:
        return any(m.time is not None and (m.time == mention.time or not limits) for m in core)
    if mention.user or mention.quoted:
        return any(m.text == mention.text for m in core)
    if mention.number is not None and mention.number != 1:
        return _number_said(head, i, core)
    if mention.has("topic"):
        picks = any(m.has("only", "not") or m.text in SAID["wish"] for m in head)
        return not (picks and mention.get("topic") in _OF_PEOPLE)
    if mention.has("movement", "awayfor"):
        return any(m.has("movement", "awayfor") for m in core) or any(m.text in ASKER for m in head[:i])
    by = mention.has("by") and i + 1 < len(head) and head[i + 1].has("dimension")
    if mention.has(*_ASKED) or by or (mention.has("count") and mention.text.startswith("how")):
        return False
    if mention.has("segment"):
        return _segment_said(mention, core, limits)
    if mention.has("aggregate") and not any(m.has("aggregate") for m in core):
        return mention.has_sense("aggregate", "sum") and any(m.has("count") for m in core)
    if mention.has("metric") and not mention.has("dimension"):
        return any(m.has(*_FIGURES) for m in core)
    return _value_said(mention, core, limits)


_CLOCK = (
    "over lunch",
    "at lunch",
    "by noon",
    "by lunch",
    "after lunch",
    "before lunch",
    "at breakfast",
    "over dinner",
)
"""Times of the asker's own day."""


def _number_said(head: Sequence[Mention], i: int, core: Sequence[Mention]) -> bool:
    """ "fifty stamps" beside "the 50 users" narrows nothing; "at least three views" and "reader 1258" do."""
    if any(m.number == head[i].number for m in core):
        return True
    before = head[i - 1] if i else None
    bound = before is not None and before.has("more", "less", "at_least", "at_most", "exactly", "between")
    id = before is not None and before.text.split(" ")[-1] in _IDS
    ranked = any(m.has("desc", "asc") for m in core) and not any(m.number for m in core)
    return not (bound or id or ranked)


def _segment_said(mention: Mention, core: Sequence[Mention], limits: bool) -> bool:
    """A segment told is harmless beside one in the question; "Sundays are dead" names none."""
    named = {s.value for s in mention.senses if s.kind == "segment"}
    if any(s.kind in ("asc", "desc") for s in mention.senses):
        return True
    said = {(s.kind, s.value) for m in core for s in m.senses if s.kind in ("segment", "segment_noun")}
    return any(value in named for _, value in said) or (bool(said) and not limits)


def _value_said(mention: Mention, core: Sequence[Mention], limits: bool) -> bool:
    """A section, a device or a term told is harmless beside one in the question."""
    named = {(s.dimension, s.value) for s in mention.senses if s.kind == "value"}
    if not named or named & {(s.dimension, s.value) for m in core for s in m.senses if s.kind == "value"}:
        return True
    dimensions = {dimension for dimension, _ in named}
    if dimensions == {"term"}:
        searched = any(m.has("search_for") or m.has_sense("metric", "searches") for m in core)
        return not searched or any(m.names("term") or m.quoted or m.text.endswith("for") for m in core)
    cut = {s.dimension for m in core for s in m.senses if s.kind == "value"}
    cut |= {s.value for m in core for s in m.senses if s.kind == "dimension"}
    cut |= {"hour"} if any(m.has("between") or m.text == "oclock" for m in core) else set()
    return not limits and bool(dimensions & cut)
