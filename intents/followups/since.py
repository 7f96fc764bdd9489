"""Follow-ups that ask how a figure of before changed since: "has it changed since then", "did that go up"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intents.query import Moved, Period, Query
from intents.understand.frame import Frame, Sentence

_UNTIL_NOW = re.compile(
    r".*\b(?:since then|since that (?:day|time|date)|"
    r"(?:till|until|up to|to|by) (?:today|now)|"
    r"between (?:then|that (?:day|time|date)) and (?:now|today)|to date|ever since)\b.*"
)
_THAT_WENT = re.compile(
    r"(?:(?:and|so|ok|but) )?(?:did|does|has|have|is|was) (?:that|it|this)"
    r"(?: (?:number|figure|share|rate|value))? "
    r"(?:go|gone|going|went|move|moved|come|climb|climbed|drop|dropped|fall|fallen|rise|risen)\b.*"
)


def figure_moved(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "did that go up vs september": the figure, and no users; True where it was read so."""
    moved = [a for a in frame.where if isinstance(a[0], Moved)]
    if last.ask != "figures" or len(moved) != 1 or not _THAT_WENT.fullmatch(sentence.text):
        return False
    move = moved[0][0]
    if not isinstance(move, Moved) or move.direction not in ("up", "down") or not (move.start and move.end):
        return False
    frame.where.remove(moved[0])
    frame.compared = True
    frame.period = Period(move.start + dt.timedelta(days=1), move.end)
    return True


def changed_since(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The figure now against that of the days of before, where only a change since them is asked for."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.aggregates
    asks = frame.changing or sentence.cue("change")
    if last.ask != "figures" or not asks or named or not _UNTIL_NOW.fullmatch(sentence.text):
        return None
    if last.baseline or last.baseline_as_of or set(last.by) - {"segment"}:
        return None
    if last.as_of is not None:
        query = replace(last, as_of=None, baseline_as_of=last.as_of)
    elif last.period is not None and last.period.last < sentence.vocabulary.as_of:
        query = replace(last, period=Period(*sentence.vocabulary.window), baseline=last.period)
    else:
        return None
    sentence.use(*range(len(sentence)))
    return query
