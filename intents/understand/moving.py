"""Words of movement between segments → one `Moved` condition."""

from __future__ import annotations

from typing import Any

from intents.mentions import Mention
from intents.query import TIMES, Group
from intents.understand.clauses import share_place
from intents.understand.frame import Frame, Sentence
from intents.understand.groups import places_of
from intents.understand.states import days_of, moved, not_any_more, stopped_doing, then_and_now
from intents.understand.wording import READING

_SURE = ("up", "down", "changed", "churned", "new", "returned", "stayed")
"""Directions whose words need no segment beside them."""
_ORIGINS = ("up", "down", "changed", "churned", "left", "stayed")
"""Directions in which a bare segment is where users came from."""


def read_movement(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with the movement and its days."""
    period, unit = frame.period, frame.period_unit
    if _dates_main_verb(sentence):
        frame.period, frame.period_unit = None, ""
    _read_movement(sentence, frame)
    if _dates_main_verb(sentence):
        frame.period, frame.period_unit = period, unit


_MAIN = (*READING, "make", "do", "look for", "search for", "search", "click")
"""Verbs of what movers did besides."""


def _dates_main_verb(sentence: Sentence) -> bool:
    """ "what did those who slipped away read in September": the days of the reading, not of the move."""
    asked = next((i for i, m in enumerate(sentence.mentions) if m.has("what", "count")), None)
    moved = next((i for i, m in enumerate(sentence.mentions) if m.has("movement")), None)
    if asked is None or moved is None or moved < asked or sentence.at(moved - 1).text not in ("who", "that"):
        return False
    verb = next((i for i in range(moved + 1, len(sentence)) if sentence.at(i).text in _MAIN), len(sentence))
    relative = any(
        m.has("and", "or", "who") or m.time is not None for m in sentence.mentions[moved + 1 : verb]
    )
    return not relative and any(m.time is not None for m in sentence.mentions[verb + 1 :])


def _came_back(sentence: Sentence, frame: Frame) -> bool:
    """ "has anyone come back this week after being inactive": back from among the inactive."""
    back = next((i for i, m in sentence.open("active") if m.text.split()[-1] == "back"), None)
    asleep = next((i for i, m in sentence.open("segment") if m.has_sense("segment", "Inactive")), -1)
    after = [m.text for m in sentence.mentions[(back or 0) + 1 : max(asleep, 0)]]
    if back is None or "after" not in after:
        return False
    sentence.use(back, asleep)
    frame.where.append((moved("returned", [], [], *days_of(frame)),))
    return True


def _visits(sentence: Sentence) -> None:
    """ "how many of them came back on a weekend": a visit on such a day, and no return from the inactive."""
    for i, mention in sentence.open("movement"):
        day = any(s.dimension == "weekday" for s in sentence.at(i + 1).senses if s.kind == "value")
        if mention.get("movement") == "returned" and day:
            sentence.use(i)


def _read_movement(sentence: Sentence, frame: Frame) -> None:
    _visits(sentence)
    found = [(i, m) for i, m in sentence.open("movement") if not _other_meaning(sentence, frame, i)]
    frame.whereto = _whereto(sentence)
    if then_and_now(sentence, frame, [m for _, m in found]):
        return
    if not_any_more(sentence, frame):
        return
    if any(stopped_doing(sentence, i) for i, _ in found):
        frame.doubts.append("Who stopped doing something cannot be asked at once; ask for each period.")
        return
    if not found and _came_back(sentence, frame):
        return
    if not found:
        _from_to(sentence, frame)
        _segment_changes(sentence, frame)
        return
    directions = {m.get("movement") for _, m in found}
    bare = [j for j, m in enumerate(sentence.mentions) if m.text in ("up", "down") and not sentence.used[j]]
    directions |= {sentence.at(j).text for j in bare if directions <= {"up", "down"}}
    if {"up", "down"} <= directions:
        sentence.use(*bare)
        _both_ways(sentence, frame, found)
        return
    if {"churned", "returned"} <= directions:
        gone = [j for j, m in found if m.get("movement") == "churned"]
        sentence.use(*gone)  # "went quiet and came back": who came back had gone
        found = [(j, m) for j, m in found if j not in gone]
    i, mention = next(((j, m) for j, m in found if m.get("movement") in _SURE), found[0])
    direction: Any = mention.get("movement")
    origin, target, used = _ends(sentence, i)
    if direction == "joined" and origin and not target and _into_it(sentence, i):
        origin, target = [], origin
        _share_of_joined(sentence, frame, target)
    if direction == "new" and target and any(f"{w} " in f"{sentence.text} " for w in _INTO_SEGMENT):
        direction = "joined"  # "new joiners in the top segment": new to it
    vague = direction in ("left", "joined", "any") and not origin and not target
    if vague and not (direction == "any" and _about_segments(sentence)):
        return
    sentence.use(i, *used, *[j for j, m in found if m.get("movement") == direction or direction in _SURE])
    start, end = days_of(frame)
    if direction == "any" and frame.counted and not origin and not target:
        direction = "changed"  # whoever moved is in another segment now
    if mention.text.endswith(" rate") or mention.text == "retention":
        frame.aggregates.append("share")  # "churn rate"
    frame.where.append((moved(direction, origin, target, start, end),))


_INTO_SEGMENT = ("new joiners", "new joiner", "new members", "new member", "new entrants")


def _into_it(sentence: Sentence, i: int) -> bool:
    """ "of the loyal, how many joined it since", "came into that segment": the one named before is meant."""
    after = [m.text for m in sentence.mentions[i + 1 : i + 4]]
    return any(text in ("it", "that", "that segment", "the segment", "them", "this") for text in after)


def _share_of_joined(sentence: Sentence, frame: Frame, target: list[str]) -> None:
    """ "what share of the loyal joined since": of all who are in it."""
    if share_place(sentence) is not None:
        frame.base = Group(tuple(target))


def _segment_changes(sentence: Sentence, frame: Frame) -> None:
    """ "the number of segment changes": whoever changed segment."""
    for i, mention in sentence.open("segment_noun"):
        if mention.text == "segment" and sentence.at(i + 1).text == "changes":
            sentence.use(i, i + 1)
            frame.where.append((moved("changed", [], [], *days_of(frame)),))
            return


def _whereto(sentence: Sentence) -> bool:
    """ "where did they go", "what happened to", "in which segments are they now"."""
    words = sentence.text.split()
    gone = {"go", "gone", "went", "end", "ended", "now", "today"}
    asked = any(
        m.has("segment_noun") and sentence.at(sentence.before(i, "prep")).has("what")
        for i, m in enumerate(sentence.mentions)
    )
    where = "where" in words and bool(gone & set(words[words.index("where") :]))
    return where or "what happened to" in sentence.text or (asked and "now" in words)


def _both_ways(sentence: Sentence, frame: Frame, found: list[tuple[int, Mention]]) -> None:
    """ "did more move up than down", "promotions or demotions": those who rose beside those who fell."""
    sentence.use(*[j for j, m in found if m.get("movement") in ("up", "down")])
    start, end = days_of(frame)
    for direction in ("up", "down"):
        frame.groups.append(Group(where=((moved(direction, [], [], start, end),),)))
    frame.users_measured = frame.compared = True


def _from_to(sentence: Sentence, frame: Frame) -> None:
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


_SIZES = ("number of", "size of", "count of", "share", "percentage", "proportion", "total")
"""Beginnings of what a group has and its users have not."""


def _other_meaning(sentence: Sentence, frame: Frame, i: int) -> bool:
    """A word of movement that speaks of a figure ("did clicks go up"), a period or an attribute."""
    mention = sentence.at(i)
    direction = mention.get("movement")
    searched = sentence.at(sentence.before(i, "or", "value"))
    if mention.names("term") and (searched.has("search_for") or searched.get("metric") == "searches"):
        return True  # "searches for migration"
    if mention.has("segment") and direction == "churned":
        named = sentence.at(i + 1).has("noun") and not sentence.at(i - 1).has("who")
        named |= sentence.at(i - 1).has("prep") or sentence.at(i - 1).text in ("the", "our", "all", "vs")
        if named or not (frame.period or frame.point):
            return True  # "gone dark" without a time, "the gone dark users": the inactive ones
    if direction == "changed" and sentence.cue("trend"):
        return True  # "has the size of the segment changed over time"
    if direction == "new" and sentence.at(sentence.after(i)).has("metric", "dimension"):
        return True
    if direction in ("up", "down") and mention.has("cue", "fill", "desc", "asc"):
        rows = any(m.get("dimension") not in (None, "segment", *TIMES) for m in sentence.mentions)
        subject = [m for m in sentence.mentions[:i] if m.has("metric") and not m.has("segment")]
        people = any(m.has("noun", "who") and not m.has("what") for m in sentence.mentions[:i])
        if any(m.text.startswith(_SIZES) for m in sentence.mentions[:i]):
            return mention.has("cue") and not sentence.any("who")  # "has the number of fans gone up"
        return (bool(subject) or rows) and not people
    following = sentence.at(i + 1)
    if direction == "stayed" and "how long" in sentence.text:
        return True  # "how long do users stay"
    lasting = any(set(m.text.split()) & _LASTING for m in sentence.mentions[i:])
    if mention.text == "kept" and (
        lasting or sentence.at(sentence.after(i, "noun", "segment")).text in _BUSY
    ):
        return True  # "which story kept people longest"
    if direction == "stayed" and (following.has("desc", "asc") or following.text in ("on", "with", "long")):
        return True  # "stay the longest", "stay on an article"
    if direction == "stayed" and "still" in mention.text.split():
        return frame.point is None and frame.period is None
    return False


_LASTING = {"longest", "longer", "shortest", "shorter", "long", "briefly"}
_BUSY = ("reading", "clicking", "engaged", "around", "on the site")
"""What somebody is kept doing, where no segment is meant."""


def _about_segments(sentence: Sentence) -> bool:
    nouns = ("movement", "matrix", "flow", "transition", "migration", "reshuffle", "shuffle")
    if any(noun in m.text for m in sentence.mentions for noun in nouns):
        return True
    if any(m.has("movement") and "segment" in m.text for m in sentence.mentions):
        return True  # "switches between segments"
    return sentence.any("segment_noun", "segment") or sentence.any("noun") or len(sentence) <= 3


def _ends(sentence: Sentence, i: int) -> tuple[list[str], list[str], list[int]]:
    """Origin and target places with the mentions that name them."""
    direction = sentence.at(i).get("movement")
    origin: list[str] = []
    target: list[str] = []
    used: list[int] = []
    names = sentence.vocabulary.segments
    for j, mention in sentence.open("desc", "asc"):
        if mention.text in ("top", "bottom") and _preposition(sentence, j) == "to":
            target.append(names[-1] if mention.text == "top" else names[0])
            used.append(j)
    for j, mention in sentence.open("segment"):
        if j == i:
            continue
        places = places_of(mention, sentence.vocabulary)
        already = {"new": "New", "returned": "Inactive"}.get(direction or "")
        if not places or places == [already]:
            used.append(j)
            continue
        before = sentence.at(j - 1)
        if _preposition(sentence, j) == "from" or (
            direction == "joined" and j < i and places != ["Inactive"]
        ):
            origin += places
        elif _preposition(sentence, j) == "to" or (
            direction in ("joined", "new", "returned") and places != ["Inactive"]
        ):
            target += places
        elif direction in _ORIGINS or (direction == "any" and not origin and j < i):
            if places == ["Inactive"] and direction in ("churned", "left"):
                used.append(j)
                continue
            origin += places
        elif direction == "any" and before.has("prep", "fill"):
            target += places
        else:
            target += places
        used.append(j)
    return origin, target, used


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
