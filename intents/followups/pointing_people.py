"""Follow-ups about the people behind the figure of before: "how many readers is that", "what they read"."""

from __future__ import annotations

import re
from typing import Literal

from intents.followups.pointing import pronoun
from intents.query import ENTITIES, MEASURED, Group, Measure, Query
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import part_of_those

_IT = "(?:that|this|those|these|it|them|they)"
_BEHIND = re.compile(
    rf".* (?:(?:is|was|are|were|be|would|will) {_IT}(?: be)?(?: (?:in|from|by) .*)?"
    rf"|(?:does|did|would) {_IT} (?:leave|make|come to|amount to|add up to|involve|cover|concern"
    r"|represent)\b.*"
    rf"|(?:is|are|was|were|stand|stands|stood) (?:behind|responsible for|involved in|part of) {_IT}\b.*"
    rf"|(?:made|did|caused|produced|generated) (?:those|these|them|that))"
    r"(?: (?:in total|in all|altogether|then|please|pls))*"
)


def counts_those(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many different people was that", "how many readers were behind those searches each week"."""
    named = frame.segments or frame.where or frame.users or frame.period or frame.aggregates
    first = next(
        (m for i, m in enumerate(sentence.mentions) if not (m.has("count") or sentence.is_filler(i))), None
    )
    return (
        last.ask in (*MEASURED, "users", "profile")
        and frame.counted
        and not named
        and first is not None
        and first.has("noun")
        and bool(_BEHIND.fullmatch(sentence.text))
    )


def read_those(last: Query, sentence: Sentence, frame: Frame) -> None:
    """Explains what points back; of what was counted before, users are counted now."""
    if counts_those(sentence, frame, last):
        frame.metrics, frame.events, frame.users_measured = [], [], True
        sentence.use(*range(len(sentence)))


def of_a_group(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "which articles do they read most", "the top 20 clickers in that group" after some users: of those."""
    picked = last.group != Group() or len(last.groups) > 1
    pointed = pronoun(sentence, frame) or (part_of_those(sentence) and not frame.segments)
    return picked and last.ask in (*MEASURED, "users", "profile") and pointed


def bare_split(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "segment split?", "device breakdown please": of the figure of before."""
    bare = all(
        m.has("dimension", "segment_noun", "by", "fill", "lead", "and", "label") for m in sentence.mentions
    )
    return last.ask == "figures" and len(frame.by) == 1 and bare and sentence.any("by") and len(sentence) < 4


_PREFERS = re.compile(
    r"\b(?:prefer\w*|fav\w*|likes?|loves?|keen on|into|go for|drawn to|uses? (?:the )?most)\b"
)
_RANKED_BY = {"section": "views", "article": "views", "term": "searches"}
"""Dimension → what its rows are ranked by where nothing is named; clicks for the others."""


def preferred(sentence: Sentence, frame: Frame, last: Query) -> tuple[Measure, ...]:
    """ "their fav sections", "which device do they use most": by what they do there; () for others."""
    named = frame.metrics or frame.users_measured or frame.users_ranked or frame.aggregates
    counted = {m.metric for m in last.measures} <= {"users"}
    if named or frame.order != "desc" or len(frame.by) != 1 or frame.by[0] not in ENTITIES:
        return ()
    counted |= frame.by == ["term"]
    if not (counted or _PREFERS.search(sentence.text)):
        return ()
    return (Measure(_RANKED_BY.get(frame.by[0], "clicks"), "sum"),)


def mostly(sentence: Sentence) -> Literal["desc"] | None:
    """ "which segment are they mostly in": the largest first."""
    return "desc" if {"mostly", "most", "mainly", "chiefly", "largely"} & set(sentence.text.split()) else None


def which_as_well(query: Query, sentence: Sentence) -> bool:
    """ "and at which hour" after "on which weekday do they read most": ranked as before."""
    asks = bool({"which", "what"} & set(sentence.text.split()[:4]))
    return bool(query.by) and asks and not sentence.any("metric", "noun", "cue")
