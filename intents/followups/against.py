"""Follow-ups that set the figure of before against another: the one before it, or how it is now."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intents.followups.beside import asks_difference, rows_apart, told_apart
from intents.followups.group import over_groups
from intents.followups.leads import LEAD
from intents.query import Moved, Period, Query
from intents.understand.frame import Frame, Sentence
from intents.understand.row_shares import shares_of_each
from intents.vocabulary import Vocabulary


def changed(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """ "September" - "and October?" - "is that up, in per cent?": the two periods against each other."""
    moved = any(m.text in ("up", "down", "diff") for m in sentence.mentions)
    rows = frame.by and not frame.implied_users
    named = frame.metrics or frame.segments or frame.where or frame.events or rows or frame.period
    if not (frame.changing or frame.compared or moved) or named:
        return None
    if frame.before_that:
        return None  # "how does that compare with the day before"
    if not earlier or last.baseline is not None or last.ask != "figures":
        return None
    found = _periods(earlier[-1], last, sentence.vocabulary)
    return replace(found, order=frame.order) if found is not None and found.by else found


def _periods(before: Query, last: Query, vocabulary: Vocabulary) -> Query | None:
    """The later of two periods or days against the earlier, where the questions differ in nothing else."""
    if before.as_of != last.as_of and replace(before, as_of=None) == replace(last, as_of=None):
        day = min(day for day in (before.as_of, last.as_of) if day)
        return replace(last, as_of=last.as_of if day != last.as_of else before.as_of, baseline_as_of=day)
    if before.period == last.period or replace(before, period=None) != replace(last, period=None):
        return None
    window = Period(*vocabulary.window)
    first, second = sorted((before.period or window, last.period or window), key=lambda p: p.first)
    return replace(last, period=second, baseline=first)


def side_by_side(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """ "side by side", "compare the two": the last two questions, or the segments of the last ones."""
    frame.compared = True
    differ = asks_difference(sentence)
    both = last if differ and told_apart(last) else _questions_beside(last, earlier, sentence.vocabulary)
    segments = {query.group.segments for query in (*earlier[-1:], last)}
    if both is None and (len(segments) > 1 or sentence.any("side_by_side")):
        every = any(m.number == len(sentence.vocabulary.segments) for m in sentence.mentions)
        every |= frame.by == ["segment"] and "all" in sentence.text.split()
        both = _segments_beside(last, earlier, sentence.vocabulary.segments if every else ())
    both = both or (rows_apart(last) if differ else None)
    sentence.use(*(range(len(sentence)) if both else ()))
    return both


def _questions_beside(last: Query, earlier: tuple[Query, ...], vocabulary: Vocabulary) -> Query | None:
    """ "compare the two": the last two questions side by side, where they differ in one thing."""
    if not earlier or last.ask != "figures" or last.baseline is not None:
        return None
    before = earlier[-1]
    if found := _periods(before, last, vocabulary):
        return found
    one, other = before.events, last.events
    if len(one) == len(other) == 1 and one != other and one[0].dimension == other[0].dimension:
        if replace(before, events=()) != replace(last, events=()):
            return None
        rows = replace(one[0], values=(*one[0].values, *other[0].values))
        if set(rows.values) == {"weekend", "weekday"}:
            by = ("daytype", *last.by)
            return replace(last, events=(), by=by, compared=True, order=None, limit=None)
        by = (rows.dimension, *(d for d in last.by if d != rows.dimension))
        return replace(last, events=(rows,), by=by, compared=True, order=None, limit=None)
    same = replace(before, groups=last.groups, base=None) == replace(last, base=None)
    if same and (parts := shares_of_each(before, last)):
        return parts
    plain = before.group != last.group and before.group.segments == last.group.segments
    if same and plain and len(before.groups) == len(last.groups) == 1:
        measures = over_groups(last.measures)
        return replace(last, groups=(before.group, last.group), measures=measures, base=None)
    return None


def _segments_beside(last: Query, earlier: tuple[Query, ...], every: tuple[str, ...]) -> Query | None:
    """Compares the segments of the last questions about the same measures, or those the last one lists."""
    segments = list(every)
    for query in (*(q for q in earlier if q.measures == last.measures), last):
        segments += [s for s in query.group.segments if s not in segments]
    by = ("segment", *(d for d in last.by if d != "segment")) if len(segments) != 1 else last.by
    measures = over_groups(last.measures)
    group = replace(last.group, segments=tuple(segments))
    return replace(last, groups=(group,), by=by, compared=True, measures=measures, order=None, limit=None)


_UNTIL_NOW = re.compile(
    r".*\b(?:since then|since that (?:day|time|date)|"
    r"(?:till|until|up to|to|by) (?:today|now)|"
    r"between (?:then|that (?:day|time|date)) and (?:now|today)|to date|ever since)\b.*"
)
_THAT_WENT = re.compile(
    rf"{LEAD}(?:did|does|has|have|is|was) (?:that|it|this)"
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
        return replace(last, as_of=None, baseline_as_of=last.as_of)
    if last.period is not None and last.period.last < sentence.vocabulary.as_of:
        return replace(last, period=Period(*sentence.vocabulary.window), baseline=last.period)
    return None
