"""Why something is asked, said before a "so": "we changed the layout, so show the views of each week".

The reason goes where the request behind it is whole by itself: it points at nothing that was told, and says
itself all by which the reason could narrow it down. "We only sell on mobile, so how many clicks were there"
keeps its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.world import DAYS, PEOPLE, SAID, about_thing, of_world

if TYPE_CHECKING:
    from intents.mentions import Mention

_JOINTS = ("so", "therefore", "hence", "thus")
_ASKED_BY = SAID["request"] | frozenset(
    ("how", "what", "which", "who", "whats", "rank", "break", "split", "set", "add", "name", "put", "sort",
     "order", "let", "could", "can", "please")
)  # fmt: skip
"""Words with one of which a request begins."""
_ALWAYS = frozenset(("there", "such", "same", "he", "she", "his", "its", "these", "here", "both"))
"""Words that point back wherever they stand, but for "are there"."""
_OF_PEOPLE = frozenset(("they", "them", "their", "those", "ones"))
"""Words that point back unless people or a figure are named before them in the request."""


def reasons(mentions: Sequence[Mention]) -> set[int]:
    """The mentions of the reason before a "so"; the days it tells stay where the request leans on them."""
    joint = next((i for i, m in enumerate(mentions) if i > 2 and m.breaks and m.text in _JOINTS), None)
    if joint is None:
        return set()
    reason, asked = mentions[:joint], mentions[joint + 1 :]
    if _begins_request(reason) or not _whole(asked) or _points(asked):
        return set()
    if not all(_said_again(reason, i, asked) for i in range(joint)):
        return set()
    days = _days_pointed_at(asked)
    if any(m.time is not None for m in asked) and not days:
        return set(range(joint))
    pointing = {joint + 1 + i for i in days} if any(m.time is not None for m in reason) else set()
    return {i for i in range(joint) if reason[i].time is None} | pointing


def _begins_request(mentions: Sequence[Mention]) -> bool:
    """ "how many users read sport, so ...", "clicks last week, so ...": asks by itself."""
    first = mentions[0]
    return first.has("count", "what", "howmuch", "metric", "aggregate", "compare", "value", "segment")


def _whole(asked: Sequence[Mention]) -> bool:
    """It asks, for a figure of the users or for the users themselves."""
    words = {w for m in asked[:5] for w in m.text.split()}
    people = any(m.has(*PEOPLE) and not m.has("fill") for m in asked)
    figure = any(m.has("metric") or (m.has("dimension") and asked[i - 1].has("desc", "asc"))
                 for i, m in enumerate(asked))  # fmt: skip
    return bool(words & _ASKED_BY) and (figure or people)


def _points(asked: Sequence[Mention]) -> bool:
    """ "how many visitors from there", "this segment's views", "more than that": leans on the reason."""
    named = False
    for i, mention in enumerate(asked):
        words = mention.text.split()
        before = asked[i - 1].text.split(" ")[-1] if i else ""
        exists = words[-1] == "there" and (before in _BE or words[0] in _BE)
        if (set(words) & _ALWAYS and not exists) or about_thing(asked, i):
            return True
        if set(words) & _OF_PEOPLE and not named:
            return True
        kind = before in _THIS and mention.has("dimension", "segment_noun") and mention.text not in DAYS
        if kind or (words[0] in _THIS and mention.has("them")):
            return True  # "on that weekday", "this segment's views"
        named |= mention.has("metric", "noun", "segment", "count")
    return False


_BE = ("are", "is", "were", "was")
_THIS = ("this", "that", "these")


def _days_pointed_at(asked: Sequence[Mention]) -> list[int]:
    """ "for that day", "since then": the words for the days that the reason told."""
    for i, mention in enumerate(asked):
        told = mention.text in DAYS and i > 0 and asked[i - 1].text in _THIS
        if told or mention.text in ("that day", "since then", "from then"):
            return [i - told, i]
    return []


def _said_again(reason: Sequence[Mention], i: int, asked: Sequence[Mention]) -> bool:
    """True for a word that narrows nothing down or whose like the request says itself."""
    mention = reason[i]
    if mention.user or mention.quoted:
        return mention.text in [m.text for m in asked]
    if mention.number is not None:
        return mention.number == 1 or any(m.number is not None for m in asked)
    if mention.names("weekday") and i + 1 < len(reason) and of_world(reason[i + 1]):
        return True  # "a weekend edition"
    dated = any(m.time is not None for m in asked)
    if dated and (mention.names("weekday") or (i + 1 < len(reason) and reason[i + 1].names("weekday"))):
        return True  # "I report every Saturday, so ..."
    if mention.has("by"):
        return any(m.has("by", "compare") for m in asked)
    if mention.has("segment"):
        return any(m.has("segment") or m.number is not None for m in asked)
    named = (s for s in mention.senses if s.kind == "value")
    told = {(s.dimension, s.value) for s in named if s.dimension != "term" or s.value == mention.text}
    said = {(s.dimension, s.value) for m in asked for s in m.senses if s.kind == "value"}
    if told and not told & said:
        split = {s.value for m in asked for s in m.senses if s.kind == "dimension"}
        return bool({d for d, _ in told} & ({d for d, _ in said} | split))
    return not mention.has("metric") or any(m.has("metric", *PEOPLE) for m in asked)
