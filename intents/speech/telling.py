"""Which stretches of a question only tell: who asks, why, for whom, what came before.

"wine importer wants in. how many of our users searched for wine?" asks nothing in its first stretch. What it
says there is left out before the question is read, but never a name, a number or a group of people that the
question does not repeat: these could narrow it, and are read like any other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.leaning import about_thing
from intents.speech.narrowing import anchored, harmless, picks_people
from intents.speech.purposes import purposes, somebody, who_wants
from intents.speech.stories import stories
from intents.speech.told_before import reasons, told_before, told_of_user
from intents.speech.told_behind import told_behind
from intents.speech.world import DAYS, POINTING, SAID, asks, of_world, plain, stands, stretches

if TYPE_CHECKING:
    from intents.mentions import Mention

_DATED_BY = frozenset(("that", "then", "before", "after", "period", "earlier", "later"))
"""Words by which it leans on the days told."""


def told(mentions: Sequence[Mention]) -> set[int]:
    """The mentions that only tell; empty where nothing can be left out safely."""
    for tells in (reasons, stories, told_of_user, told_before, told_behind):
        if found := tells(mentions):
            return found
    return _in_stretches(mentions)


def _in_stretches(mentions: Sequence[Mention]) -> set[int]:
    """What goes of the stretches between stops, before the question, within it and behind it."""
    cut = stretches(mentions)
    first = next((n for n, s in enumerate(cut) if not _passed_over(mentions, s)), len(cut))
    asked = [mentions[i] for s in cut[first:] for i in s]
    found = purposes(mentions)
    for stretch in cut[:first]:
        found |= _before(mentions, stretch, asked)
    for stretch in cut:
        found |= who_wants(mentions, stretch)
    for stretch in cut[first + 1 :]:
        found |= _behind(mentions, stretch, range(cut[first].start, stretch.start))
    said = any(mentions[i].number is not None or not plain(mentions[i]) for i in found)
    return found if said else set()


def _passed_over(mentions: Sequence[Mention], stretch: range) -> bool:
    """A stretch before the question: a greeting or something told."""
    greeting = all(plain(mentions[i]) for i in stretch)
    return stretch.stop < len(mentions) and (greeting or _tells(mentions, stretch))


def _tells(mentions: Sequence[Mention], stretch: range) -> bool:
    """ "we had a push that day", "quarterly review prep": of the asker's world, and asks nothing."""
    inside = [mentions[i] for i in stretch]
    speaks = _speaks(inside)
    chooses = speaks and inside[0].text in SAID["choosing"]
    if not chooses and any(asks(mentions, i) for i in stretch):
        return False
    world = [i for i in stretch if of_world(mentions[i])]
    return (speaks or bool(world)) and not any(picks_people(mentions, i) for i in world)


def _speaks(inside: Sequence[Mention]) -> bool:
    """ "I'm planning a campaign", "need to schedule", "we have a client here": of the asker, no request."""
    words = [w for m in inside for w in m.text.split()]
    while words and words[0] in SAID["opening"]:
        words.pop(0)
    if len(words) < 3 or words[0] not in SAID["asker"]:
        return False
    requests = SAID["request"]
    verb = next((n for n, word in enumerate(words[:5]) if word in requests), None)
    if verb is None:
        return True
    return words[verb + 1 : verb + 2] == ["to"] and not requests & set(words[verb + 2 : verb + 3])


def _before(mentions: Sequence[Mention], stretch: range, asked: Sequence[Mention]) -> set[int]:
    """What goes of a stretch before the question: all of it, or all that the question does not lean on."""
    inside = [mentions[i] for i in stretch]
    if all(map(plain, inside)) or about_thing(asked) or not anchored(inside, asked):
        return set()
    said = {word for m in asked for word in m.text.split()}
    if said & POINTING:
        return {i for i in stretch if of_world(mentions[i])}
    if not stands(asked) or not all(harmless(mentions, i, asked) for i in stretch):
        return set()
    dated = any(m.time is not None for m in asked) and not said & _DATED_BY
    return {i for i in stretch if dated or mentions[i].time is None}


def _behind(mentions: Sequence[Mention], stretch: range, asked: range) -> set[int]:
    """All of a stretch after the question that goes on about the asker's world: "we had a push that day"."""
    inside, before = [mentions[i] for i in stretch], [mentions[i] for i in asked]
    if not stands(before) or any(m.time or m.number or m.has("desc", "asc") for m in inside):
        return set()
    if inside[0].text not in SAID["choosing"] and any(asks(mentions, i) for i in stretch):
        return set()
    dated = before[-1].time is not None
    day = dated and inside[0].text == "the" and len(inside) > 1 and inside[1].text in DAYS
    one_user = any(m.user or m.text in ("user", "id") for m in before)
    person = one_user and inside[0].text in ("they", "he", "she")
    if not (day or person or _speaks(inside) or somebody(inside)) or not anchored(inside, before):
        return set()
    return set(stretch) if person or all(harmless(mentions, i, before) for i in stretch) else set()
