"""Shares of each row's own users: "what share of each segment reads sport", "... of fans against casuals"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from intents.query import ENTITIES, Group, Measure, Moved, Query, moves, of_kind
from intents.understand.clauses import share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.shares import those_who_do

_SHARE = (Measure("users", "share"),)
_INSIDE = ("in", "within", "inside", "among", "amongst", "of", "for", "from", "between", "across")
"""First words of what names a whole: "in each segment", "among the fans and the casuals"."""
_EVERY = ("each", "every")
_LIES = (
    "is", "are", "was", "were", "be", "fall", "falls", "fell", "sit", "sits", "belong", "belongs", "land",
    "lands", "live", "lives", "come", "comes", "came", "goes", "found",
)  # fmt: skip
"""Verbs before "in each segment" that say where people are: the segments are the parts then."""
_OPENERS = ("by", "per", "split by", "broken down by")


def read_within(sentence: Sentence, frame: Frame) -> None:
    """Sets `within` where a share of users in rows can be of each row's own users."""
    doers = shares_users(sentence) or any(m.text in ("searchers", "clickers") for m in sentence.mentions)
    if frame.aggregates == ["share"] and frame.metrics and _each_place(sentence) is not None and doers:
        those_who_do(frame)
    named = frame.segments or frame.where
    moved = of_kind(Moved, frame.where)  # a share of movers is of the earlier day
    if frame.aggregates != ["share"] or frame.metrics or frame.groups or frame.mix or moved or not named:
        return
    if not frame.users_measured and not frame.order and _each_place(sentence) is None:
        return
    apart = not frame.by and len(frame.segments) > 1 and frame.compared
    if frame.by == ["segment"] or apart:
        frame.within = _of_segments(sentence, frame)
    elif len(frame.by) == 1 and frame.by[0] in ENTITIES and frame.base is None and not frame.events:
        inside = _each_place(sentence) is not None and not _lies(sentence)
        frame.within = "own" if inside or _ranked_by_share(sentence, frame) else ""
    if frame.within == "own":
        frame.base, frame.users_measured = None, True


def _of_segments(sentence: Sentence, frame: Frame) -> Literal["", "own", "open"]:
    """Whether the segments are the wholes of a share, or its parts."""
    whole = frame.base is None or (frame.base.where and not frame.base.segments)
    if not frame.where or not whole:
        return ""  # a base that names segments says so itself
    if frame.segments:
        return "own" if frame.compared and _named_inside(sentence) else ""
    if frame.base is not None or _lies(sentence):
        return ""
    if _each_place(sentence) is not None or frame.compared:
        return "own"
    if frame.order:
        return "own" if _ranked_by_share(sentence, frame) else "open"
    place = _row_place(sentence)
    at = share_place(sentence)
    after = at is not None and place is not None and at < place
    return "open" if after and sentence.at(place - 1 if place else 0).text in _OPENERS else ""


def _row_place(sentence: Sentence) -> int | None:
    """Where the rows are named."""
    places = (i for i, m in enumerate(sentence.mentions) if m.has("segment_noun", "dimension") and i)
    return next(places, None)


def _each_place(sentence: Sentence) -> int | None:
    """Where "in each segment", "of every source" begins."""
    for i, mention in enumerate(sentence.mentions[:-1]):
        words = mention.text.split(" ")
        opens = words[0] in _INSIDE if len(words) > 1 else sentence.at(i - 1).text in _INSIDE and i > 0
        if words[-1] in _EVERY and opens and sentence.at(i + 1).has("segment_noun", "dimension"):
            return i if len(words) > 1 else i - 1
    return None


def _lies(sentence: Sentence) -> bool:
    """ "what share of tablet users is in each segment": where the users are, not what they are."""
    place = _each_place(sentence)
    return place is not None and place > 0 and sentence.at(place - 1).text.split(" ")[-1] in _LIES


def _named_inside(sentence: Sentence) -> bool:
    """ "the share of sport readers in highly engaged and low engagement"."""
    first = next(i for i, m in enumerate(sentence.mentions) if m.has("segment"))
    while first and sentence.at(first - 1).text in ("the", "our", "users", "both"):
        first -= 1
    return first > 0 and sentence.at(first - 1).text.split(" ")[0] in _INSIDE[:-3]


def _ranked_by_share(sentence: Sentence, frame: Frame) -> bool:
    """ "which segment has the highest share of mobile users"; the largest share may be a part of all."""
    at = share_place(sentence)
    if at is None or not frame.order:
        return False
    has = any(m.text in ("has", "have", "with", "had", "shows", "show") for m in sentence.mentions)
    return has and sentence.at(at - 1).text not in ("largest", "biggest", "smallest", "larger", "bigger")


def within_rows(query: Query) -> Query:
    """A share of users by rows as a share of each row's own users."""
    if query.by == ("segment",):
        whole, part = replace(query.group, where=()), Group((), (), query.group.where)
    else:
        whole, part = Group(), query.group
    return replace(query, measures=_SHARE, groups=(whole,), base=None, part=part)


def own_or_all(query: Query, frame: Frame) -> tuple[Query, ...]:
    """ "percentage of mobile users by segment": of each segment, or how they spread; empty where clear."""
    spread = query.measures == _SHARE and query.by == ("segment",) and query.part is None
    return (within_rows(query), query) if frame.within == "open" and spread and query.group.where else ()


def of_its_own(query: Query) -> Query:
    """Where the base of a share is one side's users and several sides are shown: a share of each side's own.

    "What share of mobile users is loyal, against desktop users" is of the mobile users and of the desktop
    users; the mobile users as the base of both would make the second share no share of anybody.
    """
    base, group = query.base, query.group
    if query.part is not None:
        return _settled(query, query.part)
    if base is None or query.measures != _SHARE or query.ask != "figures" or any(map(moves, query.groups)):
        return query
    beyond = tuple(a for a in group.where if a not in base.where)
    if len(query.groups) == 1:
        if query.by != ("segment",) or not base.segments or not beyond:
            return query
        return replace(
            query, groups=(replace(group, where=base.where),), base=None, part=Group((), (), beyond)
        )
    part = Group(() if base.segments else group.segments, (), beyond)
    if part == Group() or base.segments not in ((), group.segments):
        return query
    return replace(query, groups=tuple(_less(side, part) for side in query.groups), base=None, part=part)


def _settled(query: Query, part: Group) -> Query:
    """The segment that a follow-up named takes the place of the part's; of one row the group is the base."""
    named = query.group.segments
    if part.segments and named and "segment" not in query.by:
        part = replace(part, segments=named)
        query = replace(query, groups=tuple(replace(side, segments=()) for side in query.groups), part=part)
    if query.by or len(query.groups) > 1:
        return query
    whole = query.group
    both = Group(part.segments or whole.segments, whole.users, (*whole.where, *part.where))
    return replace(query, groups=(both,), base=whole, part=None)


def _less(side: Group, part: Group) -> Group:
    segments = () if part.segments else side.segments
    return replace(side, segments=segments, where=tuple(a for a in side.where if a not in part.where))


def on_one_base(query: Query, segments: tuple[str, ...]) -> Query:
    """A share within each segment as follow-ups edit it: on a base, which `of_its_own` takes away again."""
    if query.part is None or query.by != ("segment",) or len(query.groups) > 1:
        return query
    whole = replace(query.group, segments=query.group.segments or segments)
    both = replace(query.group, where=(*query.group.where, *query.part.where))
    return replace(query, groups=(both,), base=whole, part=None)
