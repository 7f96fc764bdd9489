"""Follow-ups to movement: where those who moved went or came from, and who went the other way."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD
from intents.followups.movers import names_that_end, read_movers, since_then
from intents.followups.segments import in_which_segment
from intents.query import INACTIVE, Direction, Moved, Query, moves
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved


def read_moves(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """Puts into the frame what a follow-up says of movement; the last query, where a group turns into it."""
    before = next(iter(moves(last.group)), None)
    if before is None or since_then(sentence, frame, last):
        return read_movers(last, sentence, frame)
    _read_ends(last, before, sentence, frame)
    _now_in(before, sentence, frame)
    _end_told(before, sentence, frame)
    _other_end(before, sentence, frame)
    _in_that_time(before, sentence, frame)
    _turned_round(before, sentence, frame)
    _other_way(before, sentence, frame)
    _of_the_same(before, sentence, frame)
    for i, any_of in enumerate(frame.where):
        named = any_of[0]
        if isinstance(named, Moved) and _of_those(named, sentence, frame):
            frame.where[i] = (_further(before, named), *any_of[1:])
    return last


def _of_those(named: Moved, sentence: Sentence, frame: Frame) -> bool:
    """ "how many of them ended up in low", "and how many ended up in low": of those spoken of."""
    one_end = bool(named.origin) != bool(named.target)
    anew = sentence.any("noun") or any(m.get("movement") in _ANEW for m in sentence.mentions)
    return one_end and (frame.them or not anew)


_ANEW = ("joined", "left", "up", "down", "churned", "returned", "new", "stayed")
"""Movements that a question may be about without those spoken of before."""


def moves_on(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many ended up in low", "how many joined": of whom or what, is said in the question before."""
    if moves(last.group) and any(f" in {words}" in sentence.text for words in _SAME_DAYS):
        return True
    told = [c for a in frame.where for c in a]
    words = set(sentence.text.split())
    were = words & {"were", "was", "used"} and words & {"before", "earlier", "previously", "then"}
    anew = sentence.any("noun") or frame.metrics or frame.by
    if moves(last.group) and were and frame.segments and not anew:
        return True  # "number of those that were highly engaged before"
    if len(last.group.segments) == 1 and told and names_that_end(sentence):
        return all(isinstance(c, Moved) for c in told)  # "how many slipped from high into it"
    named = frame.metrics or frame.by or frame.users or sentence.any("noun")
    if named or last.ask not in ("figures", "users", "movement", "profile"):
        return False
    if moves(last.group) and goes_on_from(sentence) and told and all(isinstance(c, Moved) for c in told):
        return True  # "and how many moved down"
    bare = any(m.get("movement") in ("joined", "left") for _, m in sentence.open("movement"))
    if not moves(last.group):
        return bare and len(last.group.segments) == 1 and not (frame.segments or frame.where)
    ended = any(isinstance(a[0], Moved) and _of_those(a[0], sentence, frame) for a in frame.where)
    return ended or (bare and not (frame.segments or frame.where))


def _further(before: Moved, named: Moved) -> Moved:
    """The movement of before with the end that a follow-up names beside the one it had."""
    opposite = {before.direction, named.direction} == {"up", "down"}
    opposite |= {before.direction, named.direction} == {"joined", "left"}  # "and who left it"
    if before.target and named.target and before.origin and not named.origin:
        return moved(named.direction, list(before.origin), list(named.target), before.start, before.end)
    known = (before.origin and named.origin) or (before.target and named.target)
    if opposite or known or before.direction in ("stayed", "churned"):
        return named
    told: Direction = "any" if before.direction in ("left", "joined") else before.direction
    if told in ("any", "changed") and named.direction in ("up", "down"):
        told = named.direction
    origin, target = before.origin or named.origin, before.target or named.target
    return moved(told, list(origin), list(target), before.start, before.end)


def _now_in(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "how many of them are in low now": where those who moved are, not where they came from."""
    words = set(sentence.text.split())
    now = frame.them and words & _NOW and not words & {"were", "was", "before", "used"}
    if (
        now
        and frame.segments
        and not before.target
        and before.direction in ("up", "down", "changed", "left", "any")
    ):
        frame.where.append(
            (moved(before.direction, list(before.origin), frame.segments, before.start, before.end),)
        )
        frame.segments = []


_LANDED = re.compile(
    r"\b(?:(?:landed|ended|end|finished|arrived|wound)(?: up)? (?:in|at|with|as)|"
    r"(?:went|go|moved|move|got|get|jumped|climbed|rose|fell|dropped|slipped|slid|came|made it)"
    r"(?: up| down| back)?(?: in)?to)\b"
)
_STARTED = re.compile(
    r"\b(?:started(?: out)?|start(?: out)?|began|begin|came|come|set out) (?:in|from|at|as)\b"
)


def _end_told(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "only those who landed in high", "just people who started out in low": one end of the same move."""
    if len(frame.segments) != 1 or frame.where or frame.by or frame.metrics:
        return
    landed, started = _LANDED.search(sentence.text), _STARTED.search(sentence.text)
    if bool(landed) == bool(started) or before.direction not in ("up", "down", "changed", "any"):
        return
    origin = frame.segments if started else list(before.origin)
    target = frame.segments if landed else list(before.target)
    frame.where.append((moved(before.direction, origin, target, before.start, before.end),))
    frame.segments = []


def _of_the_same(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "and how many moved down" after who left a segment: of those who were in it, too."""
    if before.direction not in ("churned", "left", "stayed", "changed") or not before.origin:
        return
    if not (frame.them or goes_on_from(sentence)):
        return
    for i, any_of in enumerate(frame.where):
        named = any_of[0]
        if isinstance(named, Moved) and named.direction in ("up", "down", "changed", "stayed", "churned"):
            origin = named.origin or before.origin
            frame.where[i] = (replace(named, origin=origin), *any_of[1:])


def goes_on_from(sentence: Sentence) -> bool:
    """ "and how many moved down": no users of its own."""
    return sentence.at(0).has("and", "lead") and not sentence.any("noun", "people_all")


_NOW = {"are", "is", "now", "went", "go", "gone", "ended", "end", "landed", "sit", "today"}


def _read_ends(last: Query, before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "from high to low only": where they moved, and no order, where there are no rows."""
    ends = any(words in sentence.text for words in ("from high to low", "from low to high"))
    rows = last.ask == "movement" or bool(last.by)
    if not (ends and frame.order) or rows or frame.where or frame.metrics or frame.segments:
        return
    low, *_, high = sentence.vocabulary.segments
    origin, target = ([high], [low]) if frame.order == "desc" else ([low], [high])
    frame.where.append((moved("any", origin, target, before.start, before.end),))
    frame.order, frame.sorted = None, False
    sentence.use(*range(len(sentence)))


def _other_end(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "and to low", "inactive?" after "from high to moderate": the same move with another end."""
    known = before.origin and before.target
    kinds = ("segment", "fill", "lead", "and", "prep", "only", "between")
    bare = all(m.has(*kinds) for m in sentence.mentions) and not frame.adds
    words = set(sentence.text.split())
    to, out_of = bool(words & {"to", "into"}), bool(words & {"from", "out"})
    anyone = before.direction == "any" and (to or out_of)  # "only out of high", of all who moved
    if not (known or before.target or anyone or len(frame.segments) == 2) or frame.where or not bare:
        return
    if len(frame.segments) == 2 and to and out_of:
        ends = frame.segments[:1], frame.segments[1:]
    elif len(frame.segments) != 1:
        return
    elif out_of:
        ends = frame.segments, list(before.target)
    else:
        ends = list(before.origin), frame.segments
    direction = "any" if known or len(frame.segments) == 2 else before.direction
    frame.where.append((moved(direction, *ends, before.start, before.end),))
    frame.segments = []


_SAME_DAYS = (
    "that time",
    "the same time",
    "this time",
    "that period",
    "the same period",
    "same span",
    "same timeframe",
)


def _in_that_time(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "and how many slipped away in that time": those who turned inactive on the days of before."""
    if frame.segments != [INACTIVE] or frame.where or not any(w in sentence.text for w in _SAME_DAYS):
        return
    if any(m.get("movement") == "churned" for m in sentence.mentions):
        frame.segments = []
        frame.where.append((Moved("churned", start=before.start, end=before.end),))


_OTHER_WAY = (
    "the other way",
    "the opposite way",
    "the other direction",
    "the opposite direction",
    "the reverse way",
)
_BACK: dict[Direction, Direction] = {
    "any": "any", "up": "down", "down": "up", "left": "joined", "joined": "left", "churned": "returned",
    "returned": "churned",
}  # fmt: skip
"""Direction → the way back."""


def back(move: Moved) -> Moved:
    """The movement from where these went to where they came from."""
    return replace(move, direction=_BACK[move.direction], origin=move.target, target=move.origin)


def _turned_round(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "and how many went the other way": from where those before went, to where they came from."""
    said = any(f" {words}" in f" {sentence.text}" for words in _OTHER_WAY)
    if not said or before.direction not in _BACK or frame.segments or frame.where:
        return
    frame.where.append((back(before),))
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("flip", "movement")))


def _other_way(before: Moved, sentence: Sentence, frame: Frame) -> None:
    """ "and how many joined" after who left a segment, "and who left" after who joined one."""
    ways = {
        "left": ("joined", before.target, before.origin),
        "joined": ("left", before.target, before.origin),
    }
    if before.direction not in ways or frame.segments or any(isinstance(a[0], Moved) for a in frame.where):
        return
    direction, origin, target = ways[before.direction]
    for i, mention in sentence.open("movement"):
        if mention.get("movement") == direction:
            sentence.use(i)
            frame.where.append((Moved(direction, origin, target, before.start, before.end),))  # type: ignore[arg-type]
            return


_SEGMENT = r"(?:segments?|tiers?|groups?|levels?|ones?)"
_WAYS = re.compile(
    r".*\bfrom where (?:in)?to where\b.*"
    rf"|.*\b(?:from|out of) (?:which|what)(?: {_SEGMENT})? (?:in)?to (?:which|what)\b.*"
    rf"|{LEAD}(?:in|into|to|from|out of) (?:which|what) {_SEGMENT}"
    rf"|{LEAD}(?:to where|where to)"
    r"|.*\b(?:from to|transition|transitions|flow) (?:table|matrix|list|chart|overview)\b.*"
)
_SAID = (
    "end up", "ended up", "did they go", "did those go", "come from", "came from", "from where", "from which",
    "moves", "moved",
)  # fmt: skip


def asks_ways(sentence: Sentence) -> bool:
    """ "which segments did they come from", "from where to where": the ways they went."""
    asks = any(m.has("what", "where_cue") or "where" in m.text.split() for m in sentence.mentions)
    return asks and any(f" {words} " in f" {sentence.text} " for words in _SAID)


def between_segments(last: Query) -> bool:
    """True after a question on moves from one segment to another: "where did they come from" asks which."""
    return any(m.direction not in ("new", "returned") for m in moves(last.group))


def names_ways(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True for a follow-up to movement that asks for its ways, and for nobody else."""
    asked = last.ask in ("figures", "users", "movement") and bool(moves(last.group))
    named = frame.metrics or frame.segments or frame.events or frame.users or frame.period or frame.counted
    others = any(not isinstance(c, Moved) for a in frame.where for c in a)
    return asked and not (named or others) and bool(_WAYS.fullmatch(sentence.text))


def ways(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The movement of those spoken of; of those who came from nowhere, where they are."""
    if not names_ways(sentence, frame, last):
        return None
    if not between_segments(last) and "from" not in sentence.text.split():
        return in_which_segment(last)
    everybody = any(word in sentence.text.split() for word in ("whole", "full", "entire", "complete"))
    if everybody:
        before = moves(last.group)[0]
        anyone = ((Moved("any", start=before.start, end=before.end),),)
        return Query("movement", groups=(replace(last.group, where=anyone),))
    return Query("movement", groups=(last.group,), order=frame.order)


def asks_where_they_are(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "which segment are they in": of those counted or listed, not of those who moved."""
    asked = frame.by == ["segment"] and frame.them and sentence.any("what")
    listed = last.ask == "users" and not (frame.metrics or asks_ways(sentence))
    ways = asks_ways(sentence) and between_segments(last)
    return (last.ask == "figures" or listed) and asked and not ways
