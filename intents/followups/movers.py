"""Follow-ups that turn users of before into those who moved: "how many joined since then"."""

from __future__ import annotations

from dataclasses import replace

from intents.query import INACTIVE, Condition, Moved, Query
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved
from intents.understand.moving_days import days_of


def read_movers(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query of everybody, where the frame tells who of those of before moved."""
    if since_then(sentence, frame, last):
        return _since_its_day(last, sentence, frame)
    if _where_now(last, sentence, frame):
        return _of_movers(last)
    return _into_or_out(last, sentence, frame)


def since_then(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many have left the top segment since then": since the day of the question before."""
    start = last.as_of or last.baseline_as_of
    undated = any(isinstance(a[0], Moved) and a[0].start is None for a in frame.where)
    return start is not None and undated and any(words in sentence.text for words in _SINCE_THEN)


_SINCE_THEN = ("since then", "since that day", "since that date", "from then on", "from then until")


def _since_its_day(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """Those of before, where nobody else is named: "how many have churned since then"."""
    start = last.as_of or last.baseline_as_of
    known = last.group.segments != (INACTIVE,) and not sentence.any("noun")
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
    """Everybody, for who moved is said of two days."""
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


def _into_or_out(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many joined since then", "and how many left" after a question on one segment."""
    segments = last.group.segments
    if len(segments) != 1 or frame.segments or sentence.any("noun"):
        return last
    if frame.where:
        return _since_that_day(last, sentence, frame)
    if segments == (INACTIVE,):
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
        return _of_movers(last)
    return last


def _since_that_day(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many of them came back since then" after the inactive of a day; "how many fell into it"."""
    named = frame.where[0][0]
    if len(frame.where) != 1 or not isinstance(named, Moved) or (named.origin and named.target):
        return last
    (segment,) = last.group.segments
    start, end = days_of(frame) if frame.period or frame.point else (named.start, named.end)
    start = start or last.as_of
    if segment == INACTIVE and named.direction in ("returned", "churned"):
        frame.where[0] = (replace(named, start=start, end=end),)
        return _of_movers(last)
    if _says(sentence, _INTO):
        ends = list(named.origin), [segment]
    elif _says(sentence, _OUT):
        ends = [segment], list(named.target)
    else:
        return last
    frame.where[0] = (moved(named.direction, *ends, start, end),)
    return _of_movers(last)


_INTO = ("into it", "to it", "into that", "into this")
_OUT = ("out of it", "from it", "from there", "out of that")


def names_that_end(sentence: Sentence) -> bool:
    """ "how many slipped from high into it": the segment of before is one end of the move."""
    return _says(sentence, (*_INTO, *_OUT))


def _says(sentence: Sentence, phrases: tuple[str, ...]) -> bool:
    return any(f" {words} " in f" {sentence.text} " for words in phrases)
