"""Sentences that tell of somebody else beside a question that is whole without them.

"The watchmaker signs only if our loyal readers stay. How many highly engaged users are there now?" tells of a
client first. A sentence is such a story when somebody nobody counts is its subject, it has a verb,
and whatever it says of users the question says too; the question must name what it is about by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from intents.speech.leaning import EXIST, about_thing
from intents.speech.narrowing import harmless
from intents.speech.world import DAYS, PEOPLE, POINTING, SAID, asks, is_deed, of_world, plain, sentences

if TYPE_CHECKING:
    from intents.mentions import Mention

_FIGURES = ("count", "metric", "aggregate", "howmuch")
"""Kinds of which a whole question has one."""
_REQUESTS = ("count", "what", "howmuch", "by", "compare", "aggregate", "when_cue")
"""Kinds by which any sentence asks."""
_WISHED = (*_REQUESTS, "metric", "dimension", "cue", "desc", "asc", "only", "not", "daytype")
"""Kinds of what somebody may want of the figures: "the bank wants tablets only"."""
_THEIRS = frozenset((
    "revenue", "advertising figures", "likes and shares on other sites", "opinions and satisfaction",
    "campaigns", "forecasts", "actions",
))  # fmt: skip
"""Topics of a client's own business, by which no users are picked."""
_NOT_FIRST = ("noun", "segment", "metric", "dimension", *_REQUESTS)
"""Kinds that no subject of a story has."""
_WISHES = ("would love", "would like", "like to", "love to", "want to", "wants to", "wants", "likes", "loves")
"""Phrases that wish."""


def stories(mentions: Sequence[Mention]) -> set[int]:
    """The mentions of all sentences that only tell; empty where the rest is no whole question."""
    cut = sentences(mentions)
    told = {n for n, s in enumerate(cut) if _verb(mentions, s) is not None or _note(mentions, s)}
    asked = [mentions[i] for n, s in enumerate(cut) if n not in told for i in s]
    if not told or not _whole(asked):
        return set()
    return {i for n in told if _harms_none(mentions, cut[n], asked) for i in cut[n]}


def _whole(asked: Sequence[Mention]) -> bool:
    """It names a figure and of what it is, and points at nothing that was told."""
    said = {word for m in asked for word in m.text.split() if m.text not in EXIST}
    figure = any(m.has(*_FIGURES) for m in asked)
    if asked and asked[-1].text == "instead" and any(m.has("dimension", "value") for m in asked):
        return True  # "he doesn't care about devices. by hour instead"
    picked = any(m.has("value", "segment") or m.quoted or m.user or m.time for m in asked)
    leans = bool(said & POINTING) or about_thing(asked)
    leans |= any(m.text.endswith("that") and n.text in DAYS for m, n in pairwise(asked))
    return figure and picked and len(asked) > 2 and not leans


def _verb(mentions: Sequence[Mention], sentence: range) -> int | None:
    """Where the verb stands after somebody who is no user: "the watchmaker signs"; None without either."""
    verbs = SAID["telling verb"] | SAID["wish"] | SAID["saying"]
    somebody = named = False
    for i in sentence[:9]:
        mention = mentions[i]
        if somebody and mention.text.split(" ")[0] in verbs:
            return i
        named |= somebody and mention.breaks  # "chocolate client, theme is ..."
        role = of_world(mention) or mention.text in SAID["somebody"]
        counted = mention.has("topic", *_NOT_FIRST) and not (somebody and _names_somebody(mention))
        cut = mention.breaks and i > sentence.start
        if not (role or named) and (counted or cut or mention.number is not None):
            return None
        somebody |= role or not mention.known
    return None


def _note(mentions: Sequence[Mention], sentence: range) -> bool:
    """ "supermarket chain, meeting at 3", "testing the cap": names the asker's world and nothing else."""
    world = [i for i in sentence if of_world(mentions[i]) or mentions[i].text in SAID["somebody"]]
    beside = [mentions[i] for i in sentence if i not in world]
    return bool(world) and all(not m.known or m.number or plain(m) or m.has("dimension") for m in beside)


def _harms_none(mentions: Sequence[Mention], sentence: range, asked: Sequence[Mention]) -> bool:
    """True where nothing in it could narrow the question down or asks for another one."""
    verb = _verb(mentions, sentence)
    inside = [mentions[i] for i in sentence]
    if any(map(is_deed, inside)):
        return False
    if verb is None:
        return not any(asks(mentions, i) or not harmless(mentions, i, asked) for i in sentence)
    wish = any(m.text.split(" ")[0] in SAID["wish"] or m.text in _WISHES for m in inside)
    dated = any(m.time for m in asked)
    if wish and any(m.time is not None and not dated for m in inside):
        return False
    kinds = _WISHED if wish else _REQUESTS
    if any(mentions[i].has(*kinds) and not of_world(mentions[i]) for i in range(verb + 1, sentence.stop)):
        return False
    people = [i for i in range(verb, sentence.stop) if mentions[i].has(*PEOPLE)]
    if people and not _same_people(mentions, range(people[0], sentence.stop), asked):
        return False
    return all(
        mentions[i].has("only", "not", *PEOPLE)
        or _of_theirs(mentions[i])
        or (i < verb and _names_somebody(mentions[i]))
        or harmless(mentions, i, asked)
        for i in sentence
    )


def _of_theirs(mention: Mention) -> bool:
    """ "has money left over": of the client's business."""
    return mention.has("topic") and mention.get("topic") in _THEIRS


def _names_somebody(mention: Mention) -> bool:
    """ "the wine merchant", "the hotel in Paris": part of what somebody is called, no section or source."""
    place = mention.has("topic") and mention.get("topic") == "location"
    return place or (mention.names("term") and not mention.names("section", "source", "device"))


def _same_people(mentions: Sequence[Mention], said: range, asked: Sequence[Mention]) -> bool:
    """ "if the loyal audience isn't shrinking": users told of as the question tells of them, no others."""
    segments = {s.value for m in asked for s in m.senses if s.kind == "segment"}
    for mention in (mentions[i] for i in said):
        named = {s.value for s in mention.senses if s.kind == "segment"}
        if (named and not named & segments) or mention.has("topic") or not mention.known:
            return False
    return any(m.has(*PEOPLE) for m in asked)
