"""Follow-ups about users listed: some of them, more said of each, what they did, who is first or last."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from intents.followups.leads import LEAD
from intents.query import COUNTS, Group, Measure, Query, Top
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import READING, verb_form

_WHICH_OF_THEM = re.compile(rf"{LEAD}(?:which|who) of (?:them|these|those)\b(?: \w+)*")
_COLUMN = re.compile(
    rf"{LEAD}(?:with\b.*|(?:show|give me|list|put|add|include|get)\b.*"
    r"(?:\b(?:as well|too|also)|as (?:a|another|an extra|one more) column|next to (?:it|them|that)"
    r"|beside (?:it|them)))"
)


def of_people(last: Query) -> bool:
    """True after a question that counts or lists some users."""
    counted = last.ask == "figures" and last.metrics == {"users"} and not last.by
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


_THEY = frozenset(("they", "them", "their", "theirs", "these", "those"))
_ABOUT_USERS = ("figures", "profile", "distinction", "advice", "correlation")


def of_those_listed(last: Query, query: Query | None, sentence: Sentence, frame: Frame) -> Query | None:
    """The query of those who were listed, where they are the first so many in an order and no condition.

    Where these users cannot be picked (by some of their events, on other days) or nobody said how many they
    are, the frame's doubt says so.
    """
    if query is None or not _ranked(last) or not _about_them(last, query, frame):
        return query
    if last.limit is None:
        if _THEY & set(sentence.text.split()):
            frame.doubts.append('Say how many of them, as in "the 10 users with the most clicks".')
        return query
    if last.events or (query.period, query.group.segments) != (last.period, last.group.segments):
        frame.doubts.append("The users listed cannot be picked like that: name the group they belong to.")
        return query
    listed = Top(last.measures[0].metric, float(last.limit), "users")
    listed = listed if last.order == "desc" else replace(listed, side="bottom")
    group = replace(query.group, where=((listed,), *query.group.where))
    return replace(query, groups=(group,))


def _ranked(last: Query) -> bool:
    """True after users in the order of one figure, whom no condition picks."""
    plain = not (last.group.where or last.group.users) and len(last.groups) == 1
    return last.ask == "users" and last.order is not None and len(last.measures) == 1 and plain


def _about_them(last: Query, query: Query, frame: Frame) -> bool:
    """False where the follow-up counts how many there are in all, or names everyone."""
    counts = query.measures == (Measure("users", "count"),) and query.group == last.group and not query.by
    about = query.ask in _ABOUT_USERS and len(query.groups) == 1
    return about and not (counts or frame.everyone or query.base is not None)


_WHO_IS_IT = re.compile(rf"{LEAD}who(?: is|s|'s| was) (?:it|that|this|he|she|that user|that person)")


def who_has_it(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "which user is that", "show the top 10" after the most clicks of anybody: the list it ends."""
    ends: dict[str, Literal["desc", "asc"]] = {"max": "desc", "min": "asc"}
    extreme = [m for m in last.measures if m.aggregate in ends]
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.aggregates
    if last.ask != "figures" or last.by or len(extreme) != len(last.measures) or len(extreme) != 1 or named:
        return None
    ranked = frame.limit is not None and frame.order is not None
    asks = frame.listed_by_name or _WHO_IS_IT.fullmatch(sentence.text)
    if not (asks or ranked) or frame.counted:
        return None
    metric, order = extreme[0].metric, ends[extreme[0].aggregate]
    measure = Measure(metric, "sum" if metric in (*COUNTS, "total_time") else "mean")
    limit = frame.limit or (None if sentence.any("noun") and frame.several else 1)
    return replace(
        last,
        ask="users",
        measures=(measure,),
        order=frame.order or order,
        limit=limit,
        period=frame.period or last.period,
    )
