"""What mentions mean beside their neighbours: "food fans" read food, "high to low" is an order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from intents.lexicon import Sense
from intents.mentions import Mention
from intents.speech.filler import is_filler
from intents.speech.world import of_world


def settled(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, each with the senses it can have beside its neighbours.

    "did not come" before "via facebook" is a plain "not" and no absence, "food fans" read food.
    """
    order = {} if any(m.has("movement") for m in mentions) else _high_to_low(mentions)
    for i, mention in enumerate(mentions):
        if is_filler(mentions, i):
            mention = replace(_as(mention, "fill"), time=None)
        if i in order:
            mention = _as(mention, order[i])
        near = mentions[i + 1 : i + 4]
        way = bool(near) and near[0].has("prep") and any(m.has("value") and m.time is None for m in near)
        negative = {"not", "no", "havent", "hasnt", "didnt", "without"} & set(mention.text.split())
        if mention.has("awayfor") and negative and way:
            mention = _as(mention, "not")
        before = mentions[i - 1] if i > 0 and not mention.breaks else Mention("", 0, 0)
        if before.has("them", "noun", "segment") and mention.text == "who are":
            mention = _as(mention, "who")  # "those who are dormant"
        if mention.text in _DEGREES and _by_figure(mentions):
            mention = _as(mention, _DEGREES[mention.text])
        if mention.text in ("fall", "falls", "fell", "fallen") and _into_times(mentions, i):
            mention = _as(mention, "fill")
        if mention.text == "record" and _ACTING & {m.text for m in mentions[max(i - 4, 0) : i - 1]}:
            mention = _as(mention, "fill")  # "did the site record"
        if mention.has_sense("movement", "stayed") and mentions[i + 1 :] and mentions[i + 1].has(*_BOUNDS):
            mention = _as(mention, "fill")  # "staying below 12 clicks"
        if mention.text == "new" and (before.has("search_for") or _new_thing(mentions, i)):
            mention = _as(mention, "fill")  # "searched for new cars", "the new Culture editor"
        if mention.text == "like" and i + 1 == len(mentions) and _what_people_are(mentions):
            mention = _as(mention, "cue", "profile")
        if mention.text == "highly" and _with_segment(mentions[i + 1 : i + 3]):
            mention = _as(mention, "segment", "high")
        if mention.text in _ACTIVE and i + 1 < len(mentions) and mentions[i + 1].has("noun"):
            mention = _of_number(mention, mentions[:i])
        if mention.text == "share" and _handed_over(mentions, i):
            mention = replace(_as(mention, "fill"), text="give")
        if mention.text == "apart from" and {"set", "sets"} & {m.text for m in mentions[:i]}:
            mention = _as(mention, "cue", "distinction")  # no exception is made
        elif mention.text == "apart from" and before.has("people_all"):
            mention = _as(mention, "not")
        if mention.text == "mob" and before.has("segment"):
            mention = _as(mention, "noun")
        if mention.text in _LOVERS and any(s.dimension == "section" for s in before.senses):
            mention = _as(mention, "noun")
        yield mention


def _as(mention: Mention, kind: str, value: str = "") -> Mention:
    """The mention with one sense only."""
    return replace(mention, senses=(Sense(kind, value or kind),))


def _new_thing(mentions: list[Mention], i: int) -> bool:
    """ "a new app", "the new Culture editor": no users are meant."""
    after = [m for m in mentions[i + 1 : i + 3] if not m.breaks]
    if len(after) == 2 and after[0].names("section", "source", "device"):
        if after[0].text == "newsletter" and not after[1].has("noun", "segment", "metric"):
            return True  # "the new newsletter's list"
        after = after[1:]
    if not after or after[0].time or after[0].number is not None:
        return False
    thing = after[0]
    people = thing.has("noun", "segment", "value", "prep", "by", "who", "metric")
    return not people and (of_world(thing) or thing.has("topic") or not thing.known)


def _handed_over(mentions: list[Mention], i: int) -> bool:
    """ "please share the top 10 articles", "can you share me the list": to be given, no part of a whole."""
    before = {word for m in mentions[:i] for word in m.text.split()}
    after = mentions[i + 1 : i + 2]
    asked = before & _PLEASE or (i == 0 and after and after[0].text.split()[0] in ("me", "with", "list"))
    asked = asked or (i == 0 and any(m.text.startswith("list") for m in mentions[i + 1 : i + 3]))
    whole = not after or after[0].breaks or after[0].has("prep", "by", "who", "compare")
    told = after and after[0].text.split()[0] in ("with", "me")
    return (
        bool(asked)
        and before <= _PLEASE | {"hi", "hello", "also", "and", "you", "i", "if", "now"}
        and bool(told or not whole)
    )


_PLEASE = frozenset(("please", "pls", "plz", "kindly", "can", "could", "would", "to", "just"))
"""Words of a request."""
_DEGREES = {"most active": "desc", "least active": "asc"}
"""Orders that say by what only where a figure is named: "the 20 most active users by clicks"."""


def _by_figure(mentions: list[Mention]) -> bool:
    return any(m.has("by") and n.has("metric") for m, n in pairwise(mentions))


def _into_times(mentions: list[Mention], i: int) -> bool:
    """ "how many clicks fall on Sundays, between 6 and 9": when they are made, and no loss."""
    after = mentions[i + 1].text.split(" ")[0] if i + 1 < len(mentions) else ""
    into = after in ("between", "on", "within", "outside")
    relative = i > 1 and mentions[i - 1].text == "that"  # "clicks that fall after 10 pm"
    into |= relative and after in ("in", "into", "at", "after", "before")
    return into and not (_ACTING | {"can", "will"}) & {m.text for m in mentions[:i]}


_ACTING = {"did", "do", "does"}
_BOUNDS = ("more", "less", "at_least", "at_most", "between")


def _what_people_are(mentions: list[Mention]) -> bool:
    """ "what are the people with more than 20 clicks like": they are to be described."""
    opener = [m.text for m in mentions[:2]]
    return opener in (["what", "are"], ["what", "is"]) and any(m.has("noun", "segment") for m in mentions)


def _with_segment(after: list[Mention]) -> bool:
    """ "highly or moderately engaged": the word that both adverbs are said of comes last."""
    joined = bool(after) and after[0].has("and", "or", "compare")
    return joined and after[-1].has("segment")


_ACTIVE = ("most active", "least active", "more active", "fewer active", "less active")


def _of_number(mention: Mention, before: list[Mention]) -> Mention:
    """ "were there more active users", "the day with the most active users": of how many were active."""
    if before and before[-1].text.split(" ")[-1] == "there" and mention.text not in _DEGREES:
        return _as(mention, "fill")
    cut = any(m.get("dimension") in ("day", "week", "month", "hour", "weekday") for m in before)
    kind = _DEGREES.get(mention.text)
    return _as(mention, kind) if kind and cut else mention


_LOVERS = (
    "fan", "fans", "lover", "lovers", "buff", "buffs", "nut", "nuts", "addict", "addicts", "nerd", "nerds",
    "geek", "geeks", "junkie", "junkies", "enthusiast", "enthusiasts", "aficionado", "aficionados",
)  # fmt: skip
"""After a section: people who read it, however engaged they are."""


def _high_to_low(mentions: list[Mention]) -> dict[int, str]:
    """Where "sorted high to low" and "from the strongest hour to the weakest" stand, and what they say."""
    for i in range(1, len(mentions) - 2):
        ends = (mentions[i].text, mentions[i + 2].text)
        told = mentions[i].breaks or mentions[i - 1].has("desc", "asc") or mentions[i - 1].text == "from"
        if told and mentions[i + 1].text == "to" and set(ends) == {"high", "low"}:
            return {i: "desc" if ends[0] == "high" else "asc", i + 1: "fill", i + 2: "fill"}
        if "from" in (mentions[i - 1].text, mentions[i - 2].text) and mentions[i].has("desc", "asc"):
            way, other = ("desc", "asc") if mentions[i].has("desc") else ("asc", "desc")
            end = next((j for j in range(i + 2, min(i + 6, len(mentions))) if mentions[j].has(other)), None)
            if end is not None and any(m.text.split(" ")[-1] == "to" for m in mentions[i + 1 : end]):
                return {i: way, end: "fill"}
    return {}
