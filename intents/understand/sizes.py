"""Numbers of users set against each other: "do more people read sport or culture"."""

from __future__ import annotations

from intents.query import Has, of_kind
from intents.understand.frame import Frame, Sentence


def compares_people(sentence: Sentence) -> bool:
    """ "do more people search for wine or for tennis": their numbers are compared, not what they did."""
    for i, mention in enumerate(sentence.mentions):
        whom = sentence.after(i, "segment", "value")
        if mention.text not in ("more", "fewer") or whom is None:
            continue
        if sentence.at(whom - 1).has("segment") and sentence.at(whom - 1).text.endswith("s"):
            whom -= 1  # "more fans"
        people = sentence.at(whom).has("noun", "segment")
        rivals = any(m.has("or", "compare") for m in sentence.mentions[whom:])
        does = sentence.at(sentence.after(whom, "prep")).has(*_DOES)
        if people and rivals and does:
            return True
    return False


_DOES = ("search_for", "metric", "from_where", "active", "value")
"""Kinds that say what more of them do."""


_SIZED = ("more", "fewer", "less", "bigger", "larger", "smaller", "greater")
"""Beginnings of words that compare numbers of users where nothing is measured."""


def compare_sizes(sentence: Sentence, frame: Frame) -> None:
    """ "are there more fans than casuals", "more users from google or from bing": their numbers."""
    if frame.metrics or frame.aggregates or not set(_SIZED) & set(sentence.text.split()):
        return
    if len(frame.segments) > 1 and frame.compared:
        frame.users_measured = True
    terms = [f for f in frame.events if f.dimension == "term" and len(f.values) > 1 and not f.negated]
    if terms and frame.users_measured and sentence.any("or", "compare") and not frame.by:
        frame.compared, frame.by = True, ["term"]  # "did more people search for wine or for tennis"
    either = [c for c in of_kind(Has, frame.where) if len(c.filter.values) > 1]
    if (
        either
        and sentence.any("or")
        and sentence.any("desc", "asc")
        and not frame.by
        and not either[0].negated
    ):
        frame.where = [a for a in frame.where if a != (either[0],)]
        frame.events.append(either[0].filter)
        frame.users_measured = frame.compared = True
        frame.by = [either[0].filter.dimension]
        frame.users_to_events("weekday", "hour")  # "on Mondays do more people read opinion or politics"
