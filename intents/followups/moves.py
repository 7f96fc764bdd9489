"""Follow-ups to movement: where those who moved went or came from, and who went the other way."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import Condition, Direction, Moved, Query, moves
from intents.understand.frame import Frame, Sentence
from intents.understand.states import days_of, moved


def read_moves(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """Puts into the frame what a follow-up says of movement; the last query, where a group turns into it."""
    before = next(iter(moves(last.group)), None)
    if since_then(sentence, frame, last):
        return _since_its_day(last, sentence, frame)
    if before is None and _where_now(last, sentence, frame):
        return _of_movers(last)
    if before is None:
        return _into_or_out(last, sentence, frame)
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


def since_then(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many have left the top segment since then": since the day of the question before."""
    start = last.as_of or last.baseline_as_of
    undated = any(isinstance(a[0], Moved) and a[0].start is None for a in frame.where)
    return start is not None and undated and any(words in sentence.text for words in _SINCE_THEN)


_SINCE_THEN = ("since then", "since that day", "since that date", "from then on", "from then until")


def _since_its_day(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """Those of before, where nobody else is named: "how many have churned since then"."""
    start = last.as_of or last.baseline_as_of
    known = last.group.segments != ("Inactive",) and not sentence.any("noun")
    theirs = last.group.segments if known else ()

    def dated(condition: Condition) -> Condition:
        if not isinstance(condition, Moved):
            return condition
        whose = theirs if condition.direction in _LEAVING and not condition.origin else condition.origin
        return replace(condition, origin=whose, start=start)

    frame.where = [tuple(map(dated, any_of)) for any_of in frame.where]
    return _of_movers(last)


_LEAVING = ("left", "churned", "up", "down", "changed", "stayed", "any")
"""Directions from where somebody was."""


def _of_movers(last: Query) -> Query:
    group = replace(last.group, segments=())
    return replace(last, groups=(group,), period=None, as_of=None, baseline_as_of=None, by=())


def _where_now(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "how many of them are inactive now" after members on a day: from there to where they are."""
    now = bool({"now", "today", "currently"} & set(sentence.text.split()))
    one = len(last.group.segments) == len(frame.segments) == 1 and last.as_of is not None
    if not (now and one and frame.them and not frame.where) or last.group.segments == tuple(frame.segments):
        return False
    frame.where.append((moved("any", list(last.group.segments), frame.segments, last.as_of, None),))
    frame.segments, frame.period, frame.point = [], None, None
    return True


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
    if (
        moves(last.group)
        and were
        and frame.segments
        and not (sentence.any("noun") or frame.metrics or frame.by)
    ):
        return True  # "number of those that were highly engaged before"
    if len(last.group.segments) == 1 and told and _says(sentence, (*_INTO, *_OUT)):
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
    r"\b(?:(?:landed|ended|end|finished|arrived|wound)(?: up)? (?:in|at|with|as)|(?:went|go|moved|move|got|"
    r"get|jumped|"
    r"climbed|rose|fell|dropped|slipped|slid|came|made it)(?: up| down| back)?(?: in)?to)\b"
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
    if frame.segments != ["Inactive"] or frame.where or not any(w in sentence.text for w in _SAME_DAYS):
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


def _into_or_out(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many joined since then", "and how many left" after a question on one segment."""
    segments = last.group.segments
    if len(segments) != 1 or frame.segments or sentence.any("noun"):
        return last
    if frame.where:
        return _since_that_day(last, sentence, frame)
    if segments == ("Inactive",):
        return last
    for i, mention in sentence.open("movement"):
        direction = mention.get("movement")
        if direction not in ("left", "joined"):
            continue
        sentence.use(i)
        start, end = days_of(frame)
        joined = direction == "joined"
        move = Moved(direction, () if joined else segments, segments if joined else (), start, end)  # type: ignore[arg-type]
        frame.where.append((move,))
        frame.period = frame.point = None
        return _without_days(last)
    return last


def _since_that_day(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many of them came back since then" after the inactive of a day; "how many fell into it"."""
    named = frame.where[0][0]
    if len(frame.where) != 1 or not isinstance(named, Moved) or (named.origin and named.target):
        return last
    (segment,) = last.group.segments
    start, end = days_of(frame) if frame.period or frame.point else (named.start, named.end)
    start = start or last.as_of
    if segment == "Inactive" and named.direction in ("returned", "churned"):
        frame.where[0] = (replace(named, start=start, end=end),)
        return _without_days(last)
    if _says(sentence, _INTO):
        ends = list(named.origin), [segment]
    elif _says(sentence, _OUT):
        ends = [segment], list(named.target)
    else:
        return last
    frame.where[0] = (moved(named.direction, *ends, start, end),)
    return _without_days(last)


_INTO = ("into it", "to it", "into that", "into this")
_OUT = ("out of it", "from it", "from there", "out of that")


def _says(sentence: Sentence, phrases: tuple[str, ...]) -> bool:
    return any(f" {words} " in f" {sentence.text} " for words in phrases)


def _without_days(last: Query) -> Query:
    """Everybody, for who moved is said of two days."""
    group = replace(last.group, segments=())
    return replace(last, groups=(group,), period=None, as_of=None, baseline_as_of=None, by=())
