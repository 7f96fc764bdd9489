"""Follow-ups that turn round what stood side by side: "the other way round", "casuals first"."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.moves import back
from intents.query import Moved, Query, moves, with_segments, with_where
from intents.understand.frame import Frame, Sentence


def turned(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query with its sides in the other order, or part and whole changed; None for neither."""
    query = None
    if sentence.any("flip") and (other := _moved_back(last, frame)):
        query = other
    elif sentence.any("flip") and _bare(frame):
        query = _part_as_whole(last) if last.base is not None else _reversed(last)
    elif "first" in sentence.text.split() and last.compared:
        query = _named_first(last, frame)
    return query


def _moved_back(last: Query, frame: Frame) -> Query | None:
    """ "the reverse, low to high" after who moved from high to low: who moved the other way."""
    move = next(iter(moves(last.group)), None)
    named = frame.metrics or frame.events or frame.period or frame.by or frame.counted
    if move is None or not (move.origin and move.target) or named or not _same_ends(move, frame):
        return None
    ways = move if move.direction in ("up", "down") else replace(move, direction="any")
    return with_where(last, (tuple(back(ways) if c == move else c for c in a) for a in last.group.where))


def _same_ends(move: Moved, frame: Frame) -> bool:
    return set(frame.segments) <= {*move.origin, *move.target}


def _bare(frame: Frame) -> bool:
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.period
    return not (named or frame.limit or frame.aggregates)


def _part_as_whole(last: Query) -> Query | None:
    """What share of B is A, after what share of A is B."""
    whole = last.base
    if whole is None or whole.users or last.group.users or last.by or len(last.groups) > 1:
        return None
    segments = () if set(last.group.segments) == set(whole.segments) else last.group.segments
    part = tuple(any_of for any_of in last.group.where if any_of not in whole.where)
    if bool(segments) == bool(part) == bool(whole.segments) == bool(whole.where):
        return None
    base = replace(whole, segments=segments, where=part)
    both = replace(whole, where=(*part, *whole.where), segments=whole.segments or segments)
    return replace(last, groups=(both,), base=base) if segments or part else None


def _reversed(last: Query) -> Query | None:
    """The groups, segments or values that are compared, the last of them first."""
    if len(last.groups) > 1:
        return replace(last, groups=last.groups[::-1])
    if not last.compared or last.order is not None:
        return None
    if last.by[:1] == ("segment",) and len(last.group.segments) > 1:
        return with_segments(last, last.group.segments[::-1])
    rows = next((f for f in last.events if len(f.values) > 1 and f.dimension in last.by), None)
    if rows is None:
        return None
    events = tuple(replace(f, values=f.values[::-1]) if f == rows else f for f in last.events)
    return replace(last, events=events)


def _named_first(last: Query, frame: Frame) -> Query | None:
    """ "casuals first", "high first, then low": in the order in which the segments are named."""
    segments = last.group.segments
    if not frame.segments or not set(frame.segments) <= set(segments) or len(segments) < 2 or frame.metrics:
        return None
    rest = [s for s in segments if s not in frame.segments]
    return with_segments(last, (*frame.segments, *rest))
