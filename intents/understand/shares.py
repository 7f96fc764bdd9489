"""Of whom a share is ("what share of mobile users is highly engaged"), and users split by a dimension."""

from __future__ import annotations

from intents.query import COUNTS, Group, Moved, Threshold
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import CROSSED


def share_base(sentence: Sentence, frame: Frame) -> None:
    """ "what share of mobile users is highly engaged": the first group is the base of the second."""
    if "share" not in frame.aggregates or frame.base is not None or frame.by:
        return
    if frame.metrics and not _share_of_users(sentence, frame):
        return
    for metric in frame.metrics:
        if metric in COUNTS and not frame.where and not frame.events_named(_MET_BY.get(metric, "")):
            frame.where.append((Threshold(metric, ">=", 1.0),))
    frame.metrics = []
    frame.users_measured = True
    moved = [a for a in frame.where if any(isinstance(c, Moved) for c in a)]
    others = [a for a in frame.where if a not in moved]
    share_at = next(
        (
            i
            for i, m in enumerate(sentence.mentions)
            if m.get("aggregate") == "share" or m.has("percent_sign")
        ),
        0,
    )
    segment_at = next(
        (i for i, m in enumerate(sentence.mentions) if m.has("segment") and sentence.used[i]), -1
    )
    noun_at = next(
        (i for i, m in enumerate(sentence.mentions) if i > share_at and m.has("noun")), len(sentence)
    )
    frame.events_to_users()
    others = [a for a in frame.where if a not in moved]
    if frame.segments == ["Inactive"] and not others:
        everyone = sentence.any("including_inactive") or frame.everyone
        frame.base = Group((*sentence.vocabulary.segments, "Inactive")) if everyone else None
    elif frame.segments and others and not moved:
        segment_first = share_at < segment_at < noun_at + 1 and segment_at < _first_condition(
            sentence, segment_at
        )
        if segment_first:
            frame.base = Group(tuple(frame.segments))
        else:
            frame.base = Group((), (), tuple(others))
    elif (
        len(others) > 1
        and (share_at < _first_condition(sentence, share_at) or _count_of(sentence))
        and not (frame.segments or frame.everyone or sentence.at(share_at - 1).has("and"))
        and not _joined_by_and(sentence)
    ):
        frame.base = Group((), (), (others[0],))


_MET_BY = {"views": "section", "searches": "term", "clicks": "page_section"}
"""Metric → the dimension whose values its verb meets ("read sport")."""


def _share_of_users(sentence: Sentence, frame: Frame) -> bool:
    """ "what share of low engagement users read sport": users stand right after "share of"."""
    at = next(
        (
            i
            for i, m in enumerate(sentence.mentions)
            if m.get("aggregate") == "share" or m.has("percent_sign")
        ),
        None,
    )
    following = None if at is None else sentence.after(at, "prep", "segment", "value", "percent_sign")
    named = bool(frame.where or frame.segments or frame.events)
    if named and sentence.at(sentence.after(at or 0, "prep")).has("segment") and frame.where:
        return True
    if sentence.at(following).has("label") and sentence.at((following or 0) + 1).has("noun"):
        return named  # "newsletter traffic folks"
    return named and sentence.at(following).has("noun") and not sentence.at(following).has("metric")


def _count_of(sentence: Sentence) -> bool:
    """ "how many of the users who ...": those users are the whole."""
    return any(m.has("count") and sentence.at(i + 1).text == "of" for i, m in enumerate(sentence.mentions))


def _joined_by_and(sentence: Sentence) -> bool:
    """True when "and" stands between two values or metrics that pick users."""
    places = [
        i
        for i, m in enumerate(sentence.mentions)
        if sentence.used[i] and (m.has("value", "metric") or m.quoted)
    ]
    return bool(places) and any(m.has("and") for m in sentence.mentions[places[0] : places[-1]])


def _first_condition(sentence: Sentence, segment_at: int) -> int:
    """Where the first condition on users stands."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i] and i != segment_at and (mention.has("value", "metric", "not") or mention.quoted):
            return i
    return len(sentence)


def users_split(sentence: Sentence, frame: Frame) -> None:
    """ "daily uniques", "readers by section": users at the head of a split are what is counted."""
    if (
        frame.metrics
        or set(frame.aggregates) - {"share"}
        or frame.users_measured
        or frame.listed
        or not frame.by
    ):
        return
    if frame.mix and not any(m.text in CROSSED for m in sentence.mentions):
        return
    shared = "share" in frame.aggregates or any(m.text in CROSSED for m in sentence.mentions)
    if (
        shared
        and any(m.has("noun") or m.text.endswith(" users") for m in sentence.mentions)
        and not frame.segments
    ):
        frame.users_measured = True  # "share of users by device", "segment by device crosstab of users"
        return
    if sentence.any(
        "what", "from_where", "what_read", "search_for", "where_cue", "when_cue", "desc", "asc", "compare"
    ):
        return
    noun = next((i for i, m in enumerate(sentence.mentions) if m.has("noun")), None)
    split = next(
        (i for i, m in enumerate(sentence.mentions) if m.has("dimension", "segment_noun")), len(sentence)
    )
    own = noun is not None and split == noun + 1 and not sentence.any("by")  # "the fans' search terms"
    own &= not sentence.at(split).text.startswith(("per ", "each ", "every "))
    if noun is not None and (noun < split or noun <= split + 1) and frame.by != ["segment"] and not own:
        frame.users_measured = True
