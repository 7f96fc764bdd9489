"""Follow-ups that name of whom a share is: "and of those who came from the newsletter"."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Group, Has, Measure, Query
from intents.understand.frame import Frame, Sentence

_OF = ("of", "among", "amongst", "within", "out of", "as part of", "in")
_LED = ("and", "ok", "so", "now", "then", "what about", "how about", "and what about", "and now", "but")


def other_whole(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The share of before, of the users that the follow-up names after "of"."""
    if last.measures != (Measure("users", "share"),) or last.ask != "figures" or last.by:
        return None
    first = 0
    while sentence.at(first).text in _LED:
        first += 1
    people = sentence.any("noun", "them", "people_all")
    named = bool(frame.where) and not (frame.segments or frame.metrics or frame.by or frame.period)
    if sentence.at(first).text not in _OF or not people or not named or frame.them or frame.counted:
        return None
    if last.base is None and not last.group.segments:
        return None  # "share of users with 10 clicks" - "of those on mobile": who they are, or of whom?
    if any(_gives_way(a, frame) for a in last.group.where):
        return None  # both the part and the whole have it: each gets the new one
    sentence.use(*range(len(sentence)))
    frame.events_to_users()
    base = last.base or Group()
    where = tuple(a for a in base.where if not _gives_way(a, frame))
    return replace(last, base=replace(base, where=(*where, *frame.where)))


def _gives_way(old: tuple[object, ...], frame: Frame) -> bool:
    """A condition on the same dimension gives way to the new one."""
    new = {a[0].filter.dimension for a in frame.where if isinstance(a[0], Has)}
    return isinstance(old[0], Has) and old[0].filter.dimension in new
