"""Of whom a share is ("what share of mobile users is highly engaged"), and users split by a dimension."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import COUNTS, INACTIVE, TIMES, Condition, Group, Has, Moved, Threshold, of_kind
from intents.understand.clauses import base_span, share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.segments import places_of
from intents.understand.wording import CROSSED


def share_base(sentence: Sentence, frame: Frame) -> None:
    """ "what share of mobile users is highly engaged": the first group is the base of the second."""
    apart = frame.by and not (frame.by == ["segment"] and _one_of_those_named(sentence, frame))
    if "share" not in frame.aggregates or frame.base is not None or apart:
        return
    if not frame.metrics and _of_traffic(sentence):
        frame.metrics, frame.users_measured = ["clicks"], False
        frame.users_to_events("source")
    if frame.metrics and not shares_users(sentence):
        _share_of_picked(sentence, frame)
        return
    those_who_do(frame)
    moved = of_kind(Moved, frame.where)
    if part := _one_of_those_named(sentence, frame):
        frame.base, frame.segments, frame.by = Group(tuple(frame.segments)), [part], []
    elif frame.segments == [INACTIVE] and not frame.where:
        frame.base = Group((*sentence.vocabulary.segments, INACTIVE)) if frame.everyone else None
    elif frame.with_inactive and 1 < len(frame.segments) <= len(sentence.vocabulary.segments):
        frame.segments.remove(INACTIVE)  # "what share of all users, inactive included, is high"
        frame.base = Group((*sentence.vocabulary.segments, INACTIVE))
    elif _OF_THAT_SEGMENT.search(sentence.text) and frame.segments and frame.where and not moved:
        frame.base, frame.segments = Group(tuple(frame.segments)), []
    elif not moved or _movers_opened(sentence):
        place = _part_place(sentence)
        frame.base = base_named(sentence, frame, place if place is not None else share_place(sentence) or 0)
        _against_everyone(frame)


_OF_THAT_SEGMENT = re.compile(r"\b(?:of|in|within) (?:that|this|the same) (?:segment|tier|group|cluster)\b")
"""The segment named before is the whole: "google people among the casuals, as a share of that segment"."""


def those_who_do(frame: Frame) -> None:
    """ "what share of them searched", "share of searchers": a metric says what those who count did."""
    for metric in frame.metrics:
        if metric in COUNTS and not frame.where and not frame.events_named(_MET_BY.get(metric, "")):
            frame.where.append((Threshold(metric, ">=", 1.0),))
    frame.metrics = []
    frame.users_measured = True
    frame.events_to_users()


def _movers_opened(sentence: Sentence) -> bool:
    """ "of the users that moved down, what share reads sport": the movement says of whom it is."""
    span = base_span(sentence, share_place(sentence) or 0)
    return any(sentence.at(i).has("movement") for i in span)


def _of_traffic(sentence: Sentence) -> bool:
    """ "share of direct traffic", "social traffic in percent": of clicks, where nobody is named."""
    named = any(m.names("source") and m.text.endswith("traffic") for m in sentence.mentions)
    return named and not sentence.any("noun", "segment", "segment_noun", "them", "people_all")


def _against_everyone(frame: Frame) -> None:
    """ "what share of tablet users is loyal, compared with all users": how both spread over the segments."""
    whom = Group((), (), tuple(frame.where))
    if frame.groups[1:] == [Group()] and frame.segments and frame.where and frame.base in (None, whom):
        frame.groups, frame.by, frame.base = [whom, Group()], ["segment"], None


def _share_of_picked(sentence: Sentence, frame: Frame) -> None:
    """ "what share of google clicks is on mobile": the clicks from google, and how they split."""
    at = share_place(sentence) or 0
    span = base_span(sentence, at) or range(at, len(sentence))
    whole = [f for f in frame.events if frame.said.get(f, -1) in span]
    parts = [f for f in frame.events if f not in whole]
    source = not parts and [s for s in frame.segments if frame.said.get(s, -1) not in span]
    each = source and frame.compared and all(frame.said.get(s, -1) < span[0] for s in source)
    if not whole or frame.where or each or not (len(parts) == 1 or source):
        return  # "compare low and high on share of mobile clicks": each one's own
    rows = "segment" if source else parts[0].dimension
    if rows == "hour":
        frame.doubts.append("A share of picked events by hours is not worked out; ask for them by hour.")
    weekend = not source and rows == "weekday" and parts[0].values[0] in ("weekend", "weekday")
    frame.aggregates, frame.by = [], ["daytype" if weekend else rows]
    frame.events, frame.segments = whole, [] if source else frame.segments


def _one_of_those_named(sentence: Sentence, frame: Frame) -> str | None:
    """ "of low, mid, high and inactive, what share is inactive": the one that is named a second time."""
    named = [place for m in sentence.mentions for place in set(places_of(m, sentence.vocabulary))]
    again = [segment for segment in frame.segments if named.count(segment) > 1]
    once = [segment for segment in frame.segments if named.count(segment) == 1]
    return again[0] if len(again) == 1 and once and not frame.where else None


def mixed_within(sentence: Sentence, frame: Frame) -> None:
    """ "device mix per segment": of each segment's clicks, where a split in general gives sums."""
    mix = frame.mix and any(m.text in _MIX for m in sentence.mentions)
    if mix and "segment" in frame.by and len(frame.by) > 1 and not frame.aggregates:
        frame.aggregates = ["share"]


_MIX = ("mix", "mixes", "makeup", "make up", "composition")
_MET_BY = {
    "views": "section",
    "articles": "section",
    "searches": "term",
    "clicks": "page_section",
    "pages": "page_section",
}
"""Metric → the dimension whose values its verb meets ("read sport")."""


def _part_place(sentence: Sentence) -> int | None:
    """ "of our reddit users, how many use desktop, and what % is that": where the part is counted."""
    at = share_place(sentence)
    for i, mention in enumerate(sentence.mentions[:at]):
        opens = {sentence.at(0).text.split(" ")[0]} & {"of", "from", "among", "out"}
        part = sentence.at(i + 1).text.split(" ")[0] == "of" or (opens and i > 0)
        if mention.has("count") and mention.text.startswith("how many") and part:
            return i
    return None


def base_named(sentence: Sentence, frame: Frame, at: int) -> Group | None:
    """The part of the group that is named as the whole; None where it is all users."""
    span = base_span(sentence, at)
    segments = tuple(s for s in frame.segments if frame.said.get(s, -1) in span)
    where = tuple(any_of for any_of in dict.fromkeys(frame.where) if _lies_in(frame, any_of, span))
    rest = len(segments) < len(frame.segments) or len(where) < len(frame.where)
    if rest and (segments or where):
        return Group(segments, (), where)
    if segments and where and not rest:  # "what share of loyal mobile users": nothing is said of them
        segment_first = max(frame.said[s] for s in segments) < min(frame.said[a] for a in where)
        return Group(segments) if segment_first else Group((), (), where)
    return None


def _lies_in(frame: Frame, any_of: tuple[Condition, ...], span: range) -> bool:
    """True for conditions that are said within a stretch, and for movement, which is always of the whole."""
    placed = frame.said.get(any_of, -1) in span or frame.said_last.get(any_of) in span
    return placed or isinstance(any_of[0], Moved)


def left_out(sentence: Sentence, frame: Frame) -> None:
    """ "users by source, ignoring direct": a row less, where "who never came direct" would be other users."""
    negations = {m.text.split(" ")[0] for m in sentence.mentions if m.has("not")}
    if not frame.by or frame.listed or negations & _NEVER:
        return
    for any_of in list(frame.where):
        one = any_of[0]
        if len(any_of) == 1 and isinstance(one, Has) and one.negated and one.filter.dimension in frame.by:
            frame.where.remove(any_of)
            frame.events.append(replace(one.filter, negated=True))


_NEVER = {"not", "no", "never", "dont", "doesnt", "didnt", "havent", "hasnt", "neither", "nor", "none"}
"""First words of what is said of users; other negations leave something out."""


_DONE_OR_ASKED = ("what", "from_where", "what_read", "search_for", "where_cue", "when_cue", "compare")
"""Kinds of words beside which users are not the figure."""


def _segment_by(sentence: Sentence) -> bool:
    """ "fans by device, in percent": the segment that opens it is its users, as "users by device" are."""
    opening = next((i for i in range(len(sentence)) if not sentence.is_filler(i)), len(sentence))
    by = sentence.at(opening + 1)
    return sentence.at(opening).has("segment") and by.text in ("by", "per") and not by.breaks


def users_split(sentence: Sentence, frame: Frame) -> None:
    """ "daily uniques", "readers by section": users at the head of a split are what is counted."""
    told = frame.metrics or set(frame.aggregates) - {"share"} or frame.users_measured or frame.listed
    crossed = any(m.text in CROSSED for m in sentence.mentions)
    if told or not frame.by or (frame.mix and not crossed):
        return
    if _segment_by(sentence) and not frame.mix:
        frame.users_measured = True
        return
    shared = "share" in frame.aggregates or crossed
    people = any(m.has("noun") or m.text.endswith(" users") for m in sentence.mentions)
    if shared and people and not frame.segments:
        frame.users_measured = True  # "share of users by device", "segment by device crosstab of users"
        return
    ranked = sentence.any("desc", "asc") and not frame.sorted  # "fans per source, ranked" are counted
    if ranked or sentence.any(*_DONE_OR_ASKED):
        return
    noun = next((i for i, m in enumerate(sentence.mentions) if m.has("noun")), None)
    split = next(
        (i for i, m in enumerate(sentence.mentions) if m.has("dimension", "segment_noun")), len(sentence)
    )
    own = noun is not None and split == noun + 1 and not sentence.any("by")  # "the fans' search terms"
    own &= not set(frame.by) & set(TIMES)
    adjective = sentence.at(split).text.endswith("ly")
    headed = adjective and noun is not None and sentence.before(noun, "value", "active") == split
    beside = noun is not None and (noun < split or headed or noun <= split + 1)
    told = frame.by != ["segment"] or sentence.any("by")  # "the users by segment", but "users: segments?"
    if beside and told and not own:
        frame.users_measured = True
