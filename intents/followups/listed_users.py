"""Follow-ups about users listed in order: "where do they come from" after the ten who click the most."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Measure, Query, Top
from intents.understand.frame import Frame, Sentence

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
