"""From where to where: which segment is the side of before and which the side of after."""

from __future__ import annotations

from intents.query import INACTIVE
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved
from intents.understand.moving_days import days_of
from intents.understand.segments import places_of, reached

_ORIGINS = ("up", "down", "changed", "churned", "left", "stayed")
"""Directions in which a bare segment is where users came from."""


def from_to(sentence: Sentence, frame: Frame) -> None:
    """ "from low straight to high": two segments with their prepositions say it without a verb."""
    ends: dict[str, list[tuple[int, list[str]]]] = {"from": [], "to": []}
    for j, mention in sentence.open("segment"):
        side = _preposition(sentence, j) or _arrow(sentence, j)
        if side:
            ends[side].append((j, places_of(mention, sentence.vocabulary)))
    if len(ends["to"]) == 1 and not ends["from"] and not sentence.any("compare"):
        ends["from"] = [
            (j, places_of(m, sentence.vocabulary))
            for j, m in sentence.open("segment")
            if j < ends["to"][0][0] and _goes(sentence, j, ends["to"][0][0])
        ]
    if len(ends["from"]) == 1 and len(ends["to"]) == 1:
        (i, origin), (j, target) = ends["from"][0], ends["to"][0]
        sentence.use(i, j)
        frame.where.append((moved("any", origin, target, *days_of(frame)),))


def _goes(sentence: Sentence, i: int, j: int) -> bool:
    """ "low to moderate", "the low ones went to moderate": only the way stands between two segments."""
    return all(
        sentence.is_filler(k)
        or sentence.at(k).has("prep", "noun", "segment_noun")
        or sentence.at(k).text == "went"
        for k in range(i + 1, j)
    )


def _arrow(sentence: Sentence, j: int) -> str:
    """ "Moderate → Inactive": the side of a segment beside an arrow."""
    return "to" if sentence.at(j - 1).text == "→" else "from" if sentence.at(j + 1).text == "→" else ""


def sides_of(sentence: Sentence, i: int) -> tuple[list[str], list[str], list[int]]:
    """Origin and target places with the mentions that name them."""
    direction = sentence.at(i).get("movement")
    origin: list[str] = []
    target: list[str] = []
    used: list[int] = []
    names = sentence.vocabulary.segments
    for j, mention in sentence.open("desc", "asc"):
        side = {"to": target, "from": origin}.get(_preposition(sentence, j))
        alone = mention.text in ("top", "bottom") and not sentence.at(j + 1).has("noun", "metric")
        if alone and side is not None:
            side.append(names[-1] if mention.text == "top" else names[0])
            used.append(j)
    for j, _ in sentence.open("segment"):
        if j == i:
            continue
        places = reached(sentence, j)
        already = {"new": "New", "returned": INACTIVE}.get(direction or "")
        if not places or places == [already] or _relative(sentence, j):
            used.append(j)
            continue
        before = sentence.at(j - 1)
        if _preposition(sentence, j) == "from" or (direction == "joined" and j < i and places != [INACTIVE]):
            origin += places
        elif _preposition(sentence, j) == "to" or (
            direction in ("joined", "new", "returned") and places != [INACTIVE]
        ):
            target += places
        elif direction in _ORIGINS or (direction == "any" and not origin and j < i):
            if places == [INACTIVE] and direction in ("churned", "left"):
                used.append(j)
                continue
            origin += places
        elif direction == "any" and before.has("prep", "fill"):
            target += places
        else:
            target += places
        used.append(j)
    return origin, target, used


def _relative(sentence: Sentence, j: int) -> bool:
    """ "slipped to a lower segment": some segment below theirs, and not the lowest."""
    led = sentence.at(j - 1).text.split(" ")[-1]
    return sentence.at(j).text.startswith(("lower ", "upper ")) and led in ("a", "to", "into", "any", "some")


def _preposition(sentence: Sentence, j: int) -> str:
    """ "from" or "to", as the words right before a segment say; "" where they say neither."""
    for k in range(j - 1, max(j - 4, -1), -1):
        mention = sentence.at(k)
        words = mention.text.split()
        if mention.has("between"):
            return "from"
        if words[-1:] in (["from"], ["of"]) and (
            words[-1] == "from" or words[:1] == ["out"] or mention.get("movement") == "left"
        ):
            return "from"
        if words[-1:] in (["to"], ["into"], ["in"]) and (
            words[-1] != "in" or mention.get("movement") not in (None, "left")
        ):
            return "to"
        if not sentence.is_filler(k) and not mention.has("prep"):
            return ""
    return ""
