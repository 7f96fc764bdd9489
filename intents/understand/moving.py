"""Words of movement between segments → one `Moved` condition."""

from __future__ import annotations

from typing import Any

from intents.dates import TimeMention
from intents.mentions import Mention
from intents.query import TIMES, Group
from intents.understand.clauses import share_place
from intents.understand.frame import Frame, Sentence
from intents.understand.groups import places_of
from intents.understand.states import days_of, moved, stopped_doing
from intents.understand.then_now import not_any_more, then_and_now, whence
from intents.understand.times import TWO_PERIODS, way_of
from intents.understand.wording import FALLING, READING, RISING

_SURE = ("up", "down", "changed", "churned", "new", "returned", "stayed")
"""Directions whose words need no segment beside them."""
_ORIGINS = ("up", "down", "changed", "churned", "left", "stayed")
"""Directions in which a bare segment is where users came from."""


def read_movement(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with the movement and its days."""
    if (days := _days_of_each(sentence)) is not None:
        its_own, other = days
        frame.doubts = [d for d in frame.doubts if d != TWO_PERIODS]
        frame.period = frame.baseline = frame.point = None
        frame.point = its_own.period if its_own.kind == "point" else None
        frame.period, frame.period_unit = (None, "") if frame.point else (its_own.period, way_of(its_own))
        _read_movement(sentence, frame)
        frame.period, frame.period_unit = other.period, way_of(other)
        return
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


def _days_of_each(sentence: Sentence) -> tuple[TimeMention, TimeMention] | None:
    """ "who slipped since last week, what did they read in October": the days of the move and of the reading."""
    times = [(i, m.time) for i, m in enumerate(sentence.mentions) if m.time is not None]
    moves = [i for i, m in enumerate(sentence.mentions) if m.has("movement")]
    if len(times) != 2 or len(moves) != 1 or not sentence.any("metric", "what_read", "search_for"):
        return None
    ends = (
        i for i in range(moves[0] + 1, len(sentence)) if sentence.at(i).breaks or sentence.at(i).has("what")
    )
    first = min(i for i, _ in times)
    verbs = (i for i in range(max(first, moves[0]) + 1, len(sentence)) if sentence.at(i).text in _MAIN)
    end = min(next(ends, len(sentence)), next(verbs, len(sentence)))
    its_own = [t for i, t in times if moves[0] < i < end]
    other = [t for i, t in times if not moves[0] < i < end]
    if len(its_own) != 1 or other[0].kind != "period" or its_own[0].kind not in ("period", "point"):
        return None
    return its_own[0], other[0]


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


def _by_a_level(sentence: Sentence, frame: Frame) -> bool:
    """ "dropped at least one level", "gone up in segment": the change is of the segment."""
    for i, mention in sentence.open("segment_noun"):
        told = next((j for j in range(i - 1, max(i - 5, -1), -1) if sentence.at(j).has("cue")), None)
        way = sentence.mentions[(told or 0) + 1 : i]
        steps = bool(way) and (way[-1].text in ("a", "one", "in", "by one") or way[-1].number is not None)
        steps &= all(m.has("fill", "at_least", "prep") or m.number == 1 or m.text == "one" for m in way)
        change = sentence.at(told).text if told is not None and sentence.at(told).has_sense("cue", "change") else ""
        if steps and mention.text in _LEVELS and change.startswith(RISING + FALLING) and sentence.any("noun", "who"):
            sentence.use(*range(told or 0, i + 1))
            up = change.startswith(RISING)
            frame.where.append((moved("up" if up else "down", [], [], *days_of(frame)),))
            return True
    return False


_LEVELS = ("segment", "tier", "level", "group", "bracket", "band", "bucket", "cluster")


def _read_movement(sentence: Sentence, frame: Frame) -> None:
    found = [(i, m) for i, m in sentence.open("movement") if not _other_meaning(sentence, frame, i)]
    frame.whereto = _whereto(sentence)
    if whence(sentence, frame) or then_and_now(sentence, frame, [m for _, m in found]):
        return
    if not_any_more(sentence, frame):
        return
    if any(stopped_doing(sentence, i) for i, _ in found):
        frame.doubts.append("Who stopped doing something cannot be asked at once; ask for each period.")
        return
    if not found and (_came_back(sentence, frame) or _by_a_level(sentence, frame)):
        return
    if not found:
        _from_to(sentence, frame)
        _segment_changes(sentence, frame)
        return
    frame.tabled = any(set(_TABLES) & set(m.text.split()) for _, m in found) or "from what segment" in sentence.text
    directions = {m.get("movement") for _, m in found}
    bare = [j for j, m in enumerate(sentence.mentions) if m.text in ("up", "down") and not sentence.used[j]]
    directions |= {sentence.at(j).text for j in bare if directions <= {"up", "down"}}
    if {"up", "down"} <= directions:
        sentence.use(*bare)
        _both_ways(sentence, frame, found)
        return
    if {"joined", "left"} <= directions and _in_and_out(sentence, frame, found):
        return
    if {"churned", "returned"} <= directions:
        gone = [j for j, m in found if m.get("movement") == "churned"]
        sentence.use(*gone)  # "went quiet and came back": who came back had gone
        found = [(j, m) for j, m in found if j not in gone]
    if len({m.get("movement") for _, m in found} & {"up", "down", "churned"}) > 1:
        found = [(j, m) for j, m in found if m.get("movement") != "churned"]  # "lost to a lower tier"
    i, mention = next(((j, m) for j, m in found if m.get("movement") in _SURE), found[0])
    direction: Any = mention.get("movement")
    origin, target, used = _ends(sentence, i)
    if direction == "churned" and origin and _lost(mention) and not _to_inactivity(sentence, i):
        direction = "left"  # "how many fans did we lose": no fans any more, wherever they are
    if direction in ("left", "changed", "any") and not target and _denied(sentence, i):
        direction = "stayed"
    again = bool(origin) and origin == target  # "of today's fans, who became fans since"
    if direction == "joined" and origin and ((not target and _into_it(sentence, i)) or again):
        origin, target = [], origin
        _share_of_joined(sentence, frame, target)
    if direction == "new" and target and any(f"{w} " in f"{sentence.text} " for w in _INTO_SEGMENT):
        direction = "joined"  # "new joiners in the top segment": new to it
        target = list(dict.fromkeys(target))
        if sum(places_of(m, sentence.vocabulary) == target for m in sentence.mentions) > 1:
            _share_of_joined(sentence, frame, target)  # "... as a share of the top segment"
    vague = direction in ("left", "joined", "any") and not origin and not target
    if vague and not (direction == "any" and _about_segments(sentence)):
        return
    sentence.use(i, *used, *[j for j, m in found if m.get("movement") == direction or direction in _SURE])
    start, end = days_of(frame)
    if start is not None:
        sentence.use(*(j for j, m in enumerate(sentence.mentions) if m.text == "since"))  # "and churned since"
    if direction == "any" and frame.counted and not frame.tabled and not origin and not target:
        direction = "changed"  # whoever moved is in another segment now
    if mention.text.endswith(" rate") or mention.text == "retention":
        frame.aggregates.append("share")  # "churn rate"
    if direction == "new" and target and end is not None and end < sentence.vocabulary.as_of:
        frame.segments, target = [*frame.segments, *target], []  # "September's newcomers: how many are fans"
    frame.where.append((moved(direction, origin, target, start, end),))


_TABLES = ("table", "matrix", "transitions", "where", "which", "what")
"""Words of a movement that wants the table of all moves."""


def _lost(mention: Mention) -> bool:
    """ "we lost", "did we lose", where "lapsed" says inactive."""
    return bool({"lose", "losing", "lost"} & set(mention.text.split())) and "inactiv" not in mention.text


def _to_inactivity(sentence: Sentence, i: int) -> bool:
    """ "lost to churn", "lost (they are inactive now)"."""
    others = (m for j, m in enumerate(sentence.mentions) if j != i)
    return any(
        m.get("movement") == "churned" or m.has_sense("segment", "Inactive") or m.text == "churn" for m in others
    )


def _denied(sentence: Sentence, i: int) -> bool:
    """ "have not moved out of it", "did not change": the "not" right before the move."""
    before = sentence.before(i)
    if before is None or not sentence.at(before).has("not") or sentence.used[before]:
        return False
    sentence.use(before)
    return True


_INTO_SEGMENT = (
    "new joiners", "new joiner", "new members", "new member", "new entrants", "newcomers to", "newcomer to",
    "new arrivals in", "new to",
)  # fmt: skip


def _into_it(sentence: Sentence, i: int) -> bool:
    """ "of the loyal, how many joined it since", "came into that segment": the one named before is meant."""
    after = [m.text for m in sentence.mentions[i + 1 : i + 4]]
    return any(text in ("it", "that", "that segment", "the segment", "them", "this", "so") for text in after)


def _share_of_joined(sentence: Sentence, frame: Frame, target: list[str]) -> None:
    """ "what share of the loyal joined since": of all who are in it."""
    if share_place(sentence) is not None or sentence.any("percent_sign"):
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


def _in_and_out(sentence: Sentence, frame: Frame, found: list[tuple[int, Mention]]) -> bool:
    """ "how many joined the fans and how many left them": those who came in beside those who went out."""
    places = {tuple(places_of(m, sentence.vocabulary)): i for i, m in sentence.open("segment")}
    if len(places) != 1 or ("Inactive",) in places:
        return False
    ((place, _),) = places.items()
    sentence.use(*(j for j, m in found if m.get("movement") in ("joined", "left")))
    sentence.use(*(i for i, _ in sentence.open("segment", "them")))
    start, end = days_of(frame)
    for direction, side in (("joined", ([], list(place))), ("left", (list(place), []))):
        frame.groups.append(Group(where=((moved(direction, *side, start, end),),)))
    frame.users_measured = frame.compared = True
    return True


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
    if sentence.at(i - 1).text == "it" and direction in ("up", "down"):
        return True  # "the client wants to see it climb"
    if direction == "any" and mention.text == "moved" and sentence.cue("trend"):
        return any(m.text.startswith(_SIZES) for m in sentence.mentions[:i])  # "how has the share ... moved"
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
    nouns = ("to where", "to which", "movement", "matrix", "flow", "transition", "migration", "reshuffle", "shuffle")
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
        side = {"to": target, "from": origin}.get(_preposition(sentence, j))
        if mention.text in ("top", "bottom") and side is not None and not sentence.at(j + 1).has("noun", "metric"):
            side.append(names[-1] if mention.text == "top" else names[0])
            used.append(j)
    for j, mention in sentence.open("segment"):
        if j == i:
            continue
        places = places_of(mention, sentence.vocabulary)
        already = {"new": "New", "returned": "Inactive"}.get(direction or "")
        if not places or places == [already] or _relative(sentence, j):
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
