"""Follow-ups that want people of before by name, or more said of those listed: "which of them read sport"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import COUNTS, Group, Measure, Query
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import READING, verb_form

_WHICH_OF_THEM = re.compile(r"(?:(?:and|so|ok|but|now) )*(?:which|who) of (?:them|these|those)\b(?: \w+)*")
_COLUMN = re.compile(
    r"(?:(?:and|ok|now|please|can you|could you) )*(?:with\b.*|(?:show|give me|list|put|add|include|get)\b.*"
    r"(?:\b(?:as well|too|also)|as (?:a|another|an extra|one more) column|next to (?:it|them|that)"
    r"|beside (?:it|them)))"
)


def of_people(last: Query) -> bool:
    """True after a question that counts or lists some users."""
    counted = last.ask == "figures" and {m.metric for m in last.measures} == {"users"} and not last.by
    return (counted or last.ask == "users") and last.group != Group() and len(last.groups) == 1


def lists_some(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "list the 10 with the most clicks", "show me twenty of them, most views first": of those of before."""
    named = frame.segments or frame.where or frame.events or frame.users or frame.by or frame.period
    anew = sentence.any("noun", "people_all", "count") or frame.aggregates
    ranked = frame.limit and frame.order and len(frame.metrics) == 1
    return of_people(last) and bool(ranked) and not (named or anew)


def lists_which(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "which of them read sport": those of whom it holds, one by one; True where it was read so."""
    if not of_people(last) or not _WHICH_OF_THEM.fullmatch(sentence.text) or frame.by or frame.order:
        return False
    verbs = [m for m in sentence.mentions if m.has("metric") and (verb_form(m.text) or m.text in READING)]
    done = {m.get("metric") for m in verbs}
    if not (frame.segments or frame.where or frame.events) or set(frame.metrics) - done or frame.counted:
        return False
    frame.metrics = []
    frame.events_to_users()
    frame.also = frame.listed = frame.listed_by_name = True
    frame.users_measured = False
    return True


def adds_column(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "with their clicks", "add active days as another column": said beside each user of a list."""
    named = frame.segments or frame.where or frame.events or frame.by or frame.aggregates or frame.order
    said = frame.adds or _COLUMN.fullmatch(sentence.text)
    return last.ask == "users" and bool(frame.metrics and said) and not (named or frame.counted)


def with_column(query: Query, frame: Frame) -> Query:
    """The list with the figures of each user beside those that it has."""
    more = (Measure(m, "sum" if m in (*COUNTS, "total_time") else "mean") for m in frame.metrics)
    return replace(query, measures=tuple(dict.fromkeys((*query.measures, *more))))
