"""Shares of each row's own users: "what share of each segment reads sport", "... of fans against casuals"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from intents.query import ENTITIES, Group, Moved, Query, of_kind
from intents.understand.clauses import share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.row_shares import SHARE, within_rows
from intents.understand.shares import base_named, those_who_do

_INSIDE = ("in", "within", "inside", "among", "amongst", "of", "for", "on", "from", "across")
"""First words of what names a whole: "in each segment", "on each device"."""
_EVERY = ("each", "every")
_BESIDE = (
    "the", "our", "of", "one", "three", "all three", "of our", "of the", "users", "both", "all", "single",
)  # fmt: skip
"""Words that may stand between such words and what they are said of."""
_LIES = (
    "is", "are", "was", "were", "be", "fall", "falls", "fell", "sit", "sits", "belong", "belongs", "land",
    "lands", "live", "lives", "come", "comes", "came", "goes", "found",
)  # fmt: skip
"""Verbs before "in each segment" that say where people are: the segments are the parts then."""
_OPENERS = ("by", "per", "split by", "broken down by")
_AMOUNTS = ("largest", "biggest", "smallest", "larger", "bigger")
"""Words for a share that are said of a part of all, too."""


def read_within(sentence: Sentence, frame: Frame) -> None:
    """Sets `within` where a share of users in rows can be of each row's own users."""
    at = share_place(sentence)
    if at is None or frame.aggregates != ["share"] or frame.groups or frame.mix:
        return
    _told_twice(sentence, frame)
    inside = _each_place(sentence, at)
    if frame.metrics and frame.by == ["segment"] and _of_people(sentence, inside):
        those_who_do(frame)
    named = frame.segments or frame.where or (inside is not None and frame.events)
    if frame.metrics or not named or of_kind(Moved, frame.where):
        return  # a share of movers is of those of the earlier day anyway
    if not (frame.users_measured or frame.order or inside is not None or _names_doers(sentence)):
        return
    apart = not frame.by and len(frame.segments) > 1 and (frame.compared or frame.segments_apart)
    if frame.by == ["segment"] or apart:
        frame.within = _of_segments(sentence, frame, at)
    elif len(frame.by) == 1 and frame.by[0] in ENTITIES and frame.base is None:
        owned = inside is not None and not _lies(sentence, inside)
        frame.within = "own" if owned or _ranked_by_share(sentence, frame, at) else ""
    elif not frame.by and len(frame.segments) == 1 and frame.base is not None:
        either = frame.base.where and not frame.base.segments and _in_segment(sentence, at)
        frame.within = "open" if either else ""
    if frame.within == "own":
        frame.users_measured = True
        frame.events_to_users()
        alone = apart or (frame.by == ["segment"] and frame.segments)
        frame.base = None if alone else base_named(sentence, frame, at)


def _told_twice(sentence: Sentence, frame: Frame) -> None:
    """ "what % of low and what % of high users came from bing": a share of each."""
    shares = sum(m.get("aggregate") == "share" or m.has("percent_sign") for m in sentence.mentions)
    if shares == len(frame.segments) > 1:
        frame.segments_apart = True


def _of_people(sentence: Sentence, inside: int | None) -> bool:
    """ "share of searchers", "how much of each segment reads politics": of people; clicks are none."""
    if _names_doers(sentence):
        return True
    if inside is None or shares_users(sentence):
        return inside is not None
    row = next(i for i in range(inside, len(sentence)) if sentence.at(i).has("segment_noun", "dimension"))
    does = sentence.at(row + 1)
    return sentence.at(row).has("segment_noun") and does.has("metric", "search_for") and not does.breaks


def _names_doers(sentence: Sentence) -> bool:
    return any(m.text in ("searchers", "clickers") for m in sentence.mentions)


def _of_segments(sentence: Sentence, frame: Frame, at: int) -> Literal["", "own", "open"]:
    """Whether the segments are the wholes of a share, or its parts."""
    inside = _each_place(sentence, at)
    if frame.base is not None and frame.base.segments:
        return ""  # a base that names segments says so itself
    if not (frame.where or (inside is not None and frame.events)):
        return ""
    if frame.segments:
        return "own" if (frame.compared or frame.segments_apart) and _named_inside(sentence) else ""
    if inside is not None:
        return "" if _lies(sentence, inside) else "own"
    if frame.base is not None:
        return ""
    if frame.compared:
        return "own"
    if frame.order:
        return "own" if _ranked_by_share(sentence, frame, at) else "open"
    row = next((i for i, m in enumerate(sentence.mentions) if i and m.has("segment_noun")), 0)
    return "open" if at < row and sentence.at(row - 1).text in _OPENERS else ""


def _each_place(sentence: Sentence, at: int) -> int | None:
    """Where "in each segment", "of every single source", "each segment - % who ..." begins."""
    for i, mention in enumerate(sentence.mentions[:-1]):
        if not set(mention.text.split(" ")) & set(_EVERY):
            continue
        row = i + 1
        while sentence.at(row).text in _BESIDE:
            row += 1
        if not sentence.at(row).has("segment_noun", "dimension"):
            continue
        opens = (mention.text.split(" ")[0], sentence.at(i - 1).text.split(" ")[-1] if i else "")
        if opens[0] in _INSIDE:
            return i
        if opens[1] in _INSIDE:
            return i - 1
        if i < at and (i == 0 or mention.breaks):
            return i
    return None


def _lies(sentence: Sentence, inside: int) -> bool:
    """ "what share of tablet users is in each segment": where the users are, not what they are."""
    return inside > 0 and sentence.at(inside - 1).text.split(" ")[-1] in _LIES


def _in_segment(sentence: Sentence, at: int) -> bool:
    """ "share of mobile users in low engagement": nothing says which of the two it is of."""
    place = next(i for i, m in enumerate(sentence.mentions) if m.has("segment"))
    while place and sentence.at(place - 1).text in ("the", "our"):
        place -= 1
    inside = sentence.at(place - 1).text in ("in", "within", "inside") and sentence.at(place - 2).has("noun")
    return inside and at < place and sentence.at(at + 1).text == "of"


def _named_inside(sentence: Sentence) -> bool:
    """ "the share of sport readers in highly engaged and low engagement"."""
    first = next(i for i, m in enumerate(sentence.mentions) if m.has("segment"))
    while first and sentence.at(first - 1).text in _BESIDE and sentence.at(first - 1).text != "of":
        first -= 1
    return first > 0 and sentence.at(first - 1).text.split(" ")[0] in (*_INSIDE, "between")


def _ranked_by_share(sentence: Sentence, frame: Frame, at: int) -> bool:
    """ "which segment has the highest share of mobile users", "top 3 sources by share of fans".

    The largest share of something that a segment has may be its part of all.
    """
    if not frame.order:
        return False
    before = [w for m in sentence.mentions[max(0, at - 3) : at] for w in m.text.split(" ")]
    has = any(m.text in ("has", "have", "with", "had", "shows", "show") for m in sentence.mentions[:at])
    told = has or "by" in before or {"is", "the"} <= set(before)
    return told and ("segment" not in frame.by or sentence.at(at - 1).text not in _AMOUNTS)


def of_the_segment(sentence: Sentence) -> bool:
    """ "as a percentage of the segment": said of rows, it is of each row's own users."""
    return bool(
        re.search(r"\bof (?:the|each|every|their|its|that)(?: own| whole)? segments?$", sentence.text)
    )


def own_or_all(query: Query, frame: Frame) -> tuple[Query, ...]:
    """ "share of mobile users by segment", "... in low engagement": of the segment, or of mobile users.

    Empty where it is clear which is meant.
    """
    if frame.within != "open" or query.measures != SHARE or query.part is not None:
        return ()
    if query.by == ("segment",) and query.group.where:
        return within_rows(query), query
    if query.by == () and query.base is not None:
        return replace(query, base=Group(query.group.segments)), query
    return ()
