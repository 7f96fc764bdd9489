"""Words of movement between segments → one `Moved` condition."""

from __future__ import annotations

import re
from typing import Any

from intents.mentions import Mention
from intents.query import INACTIVE, Direction, Group
from intents.understand.clauses import share_place
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved, movement_against
from intents.understand.moving_days import dates_main_verb, days_of, days_of_each
from intents.understand.periods import TWO_PERIODS, way_of
from intents.understand.segments import places_of
from intents.understand.sides import from_to, sides_of
from intents.understand.then_now import not_any_more, then_and_now, whence
from intents.understand.unmoved import about_segments, moves_nobody, stopped_doing, visits
from intents.understand.wordless import moves_without_word

_SURE = ("up", "down", "changed", "churned", "new", "returned", "stayed")
"""Directions whose words need no segment beside them."""


_AGAINST = ("vs ", "versus ", "against ", "compared ")
"""What a mention of days begins with that are set against others."""


def read_movement(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with the movement and its days."""
    if (days := days_of_each(sentence)) is not None:
        its_own, other = days
        frame.doubts = [d for d in frame.doubts if d != TWO_PERIODS]
        frame.period = frame.baseline = frame.point = None
        frame.point = its_own.period if its_own.kind == "point" else None
        frame.period, frame.period_unit = (None, "") if frame.point else (its_own.period, way_of(its_own))
        _read_movement(sentence, frame)
        frame.period, frame.period_unit = other.period, way_of(other)
        return
    period, unit, baseline = frame.period, frame.period_unit, frame.baseline
    if dates_main_verb(sentence):
        frame.period, frame.period_unit = None, ""
    _read_movement(sentence, frame)
    against = any(m.text.startswith(_AGAINST) for m in sentence.mentions if m.time is not None)
    stretch = baseline is not None and baseline.days > 1 and not sentence.any("metric")
    if stretch and (against or sentence.any("compare")):
        movement_against(frame)
    if dates_main_verb(sentence):
        frame.period, frame.period_unit = period, unit


def _read_movement(sentence: Sentence, frame: Frame) -> None:
    visits(sentence)
    found = [(i, m) for i, m in sentence.open("movement") if not moves_nobody(sentence, frame, i)]
    frame.whereto = _whereto(sentence)
    if whence(sentence, frame) or then_and_now(sentence, frame, [m for _, m in found]):
        return
    if not_any_more(sentence, frame):
        return
    if any(stopped_doing(sentence, i) for i, _ in found):
        frame.doubts.append("Who stopped doing something cannot be asked at once; ask for each period.")
        return
    if not found:
        if not moves_without_word(sentence, frame):
            from_to(sentence, frame)
        return
    words = {word for _, m in found for word in m.text.split()}
    frame.tabled = bool(words & _TABLES) or _FROM_WHICH.search(sentence.text) is not None
    directions = {m.get("movement") for _, m in found}
    bare = [j for j, m in enumerate(sentence.mentions) if m.text in ("up", "down") and not sentence.used[j]]
    directions |= {sentence.at(j).text for j in bare if directions <= {"up", "down"}}
    if {"up", "down"} <= directions:
        sentence.use(*bare)
        _both_ways(sentence, frame, found)
        return
    if {"joined", "left"} <= directions and _in_and_out(sentence, frame, found):
        return
    if {"new", "returned"} <= directions and _side_by_side(sentence, found):
        sentence.use(*(j for j, m in found if m.get("movement") in ("new", "returned")))
        start, end = days_of(frame)
        sides = (moved(way, [], [], start, end) for way in ("new", "returned"))
        frame.groups = [Group((), (), ((side,),)) for side in sides]
        frame.users_measured = not sentence.any("metric")
        return  # "new vs returning visitors"
    if {"churned", "returned"} <= directions:
        gone = [j for j, m in found if m.get("movement") == "churned"]
        sentence.use(*gone)  # "went quiet and came back": who came back had gone
        found = [(j, m) for j, m in found if j not in gone]
    if "churned" in directions and directions & {"up", "down"}:
        found = [(j, m) for j, m in found if m.get("movement") != "churned"]  # "lost to a lower tier"
    _one_move(sentence, frame, found)


def _side_by_side(sentence: Sentence, found: list[tuple[int, Mention]]) -> bool:
    """ "new vs returning", "new and returning users": each for itself, and neither set aside."""
    places = [i for i, m in found if m.get("movement") in ("new", "returned")]
    between = sentence.mentions[min(places) + 1 : max(places) + 1]
    apart = any(m.has("not") for m in between)
    return not apart and any(m.has("compare", "and", "or") or m.breaks for m in between)


def _went_away(sentence: Sentence, i: int) -> bool:
    """ "who left last week", "people lost in May": they went away, as nothing is named that they left."""
    leaves = sentence.at(i).text in ("left", "leave", "leaving", "leavers", "quit")
    what = sentence.at(sentence.after(i, "prep"))
    named = what.has("segment", "segment_noun", "value", "metric", "dimension", "them")
    people = sentence.at(0).text == "who" or any(m.has("noun") for m in sentence.mentions[:i])
    remain = sentence.at(i - 1).text.split(" ")[-1] in ("are", "is", "were", "be", "have", "has", "there")
    lost = sentence.at(i).text == "lost"  # "how many users were lost"
    return people and not named and (lost or (leaves and not remain))


def _came(sentence: Sentence, i: int) -> bool:
    """ "users that joined this month": they came, as nothing is named that they joined."""
    what = sentence.at(sentence.after(i, "prep"))
    named = what.has("segment", "segment_noun", "value", "metric", "dimension", "them")
    joins = sentence.at(i).text.split(" ")[-1] in ("join", "joined", "joining")
    return joins and not named and any(m.has("noun") for m in sentence.mentions[:i])


def _one_move(sentence: Sentence, frame: Frame, found: list[tuple[int, Mention]]) -> None:
    """One movement, with its two sides and its two days."""
    i, mention = next(((j, m) for j, m in found if m.get("movement") in _SURE), found[0])
    direction, origin, target, used = _settled(sentence, frame, i)
    if direction == "left" and not origin and not target and _went_away(sentence, i):
        direction = "churned"
    if direction == "joined" and not origin and not target and _came(sentence, i):
        direction = "new"
    vague = direction in ("left", "joined", "any") and not origin and not target
    if vague and not (direction == "any" and about_segments(sentence)):
        return
    sentence.use(i, *used, *[j for j, m in found if m.get("movement") == direction or direction in _SURE])
    if _of_one_past_day(sentence, frame):
        frame.doubts.append("Who moved on a single day is not known; ask for a week or longer.")
    start, end = days_of(frame)
    if start is not None or end is not None:
        sentence.use(*_beside_days(sentence))
    if direction == "any" and frame.counted and not frame.tabled and not origin and not target:
        direction = "changed"  # whoever moved is in another segment now
    if mention.text.endswith(" rate") or mention.text == "retention":
        frame.aggregates.append("share")  # "churn rate"
    if direction == "new" and target and end is not None and end < sentence.vocabulary.as_of:
        frame.segments, target = [*frame.segments, *target], []  # "September's newcomers: how many are fans"
    frame.where.append((moved(direction, origin, target, start, end),))


def _of_one_past_day(sentence: Sentence, frame: Frame) -> bool:
    """ "who moved up yesterday": the days on which segments are told are a week apart."""
    period = frame.period
    past = period is not None and period.last < sentence.vocabulary.as_of
    return past and frame.period_unit == "day" and frame.baseline is None


def _settled(sentence: Sentence, frame: Frame, i: int) -> tuple[Direction, list[str], list[str], list[int]]:
    """The direction that the word at `i` has beside the places named, with them and their mentions."""
    direction: Any = sentence.at(i).get("movement")
    origin, target, used = sides_of(sentence, i)
    if direction == "churned" and origin and _lost(sentence.at(i)) and not _to_inactivity(sentence, i):
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
    return direction, origin, target, used


def _beside_days(sentence: Sentence) -> list[int]:
    """ "who changed segment vs a week ago", "and have churned since": words of the two days, told by now."""
    return [
        j
        for j, m in enumerate(sentence.mentions)
        if m.text == "since" or (m.has("compare") and sentence.at(sentence.after(j, "prep")).time is not None)
    ]


_FROM_WHICH = re.compile(
    r"\bfrom what segment\b|\band (?:from|out of) (?:which|what) (?:segments?|tiers?|groups?)\b"
)
"""Behind a movement, words that want to know where each came from."""
_TABLES = {"table", "matrix", "transitions", "where", "which", "what"}
"""Words of a movement that wants the table of all moves."""


def _lost(mention: Mention) -> bool:
    """ "we lost", "did we lose", where "lapsed" says inactive."""
    return bool({"lose", "losing", "lost"} & set(mention.text.split())) and "inactiv" not in mention.text


def _to_inactivity(sentence: Sentence, i: int) -> bool:
    """ "lost to churn", "lost (they are inactive now)"."""
    others = (m for j, m in enumerate(sentence.mentions) if j != i)
    return any(
        m.get("movement") == "churned" or m.has_sense("segment", INACTIVE) or m.text == "churn"
        for m in others
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


def _whereto(sentence: Sentence) -> bool:
    """ "where did they go", "what happened to", "in which segments are they now"."""
    words = sentence.text.split()
    gone = {"go", "gone", "went", "end", "ended", "now", "today"}
    asked = any(
        m.has("segment_noun") and sentence.at(sentence.before(i, "prep")).has("what")
        for i, m in enumerate(sentence.mentions)
    )
    where = "where" in words and bool(gone & set(words[words.index("where") :]))
    where &= "where segment" not in sentence.text  # "users where segment a week ago = high"
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
    if len(places) != 1 or (INACTIVE,) in places:
        return False
    ((place, _),) = places.items()
    sentence.use(*(j for j, m in found if m.get("movement") in ("joined", "left")))
    sentence.use(*(i for i, _ in sentence.open("segment", "them")))
    start, end = days_of(frame)
    for move in (moved("joined", [], list(place), start, end), moved("left", list(place), [], start, end)):
        frame.groups.append(Group(where=((move,),)))
    frame.users_measured = frame.compared = True
    return True
