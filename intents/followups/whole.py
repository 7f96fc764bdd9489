"""Follow-ups that name of whom a share is: "and of those who came from the newsletter"."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Group, Measure, Query
from intents.understand.frame import Frame, Sentence

_OF = ("of", "among", "amongst", "within", "out of", "as part of", "in")
_LED = ("and", "ok", "so", "now", "then", "what about", "how about", "and what about", "and now", "but")


def names_whole(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True where a follow-up to a share of users opens with "of" and says who, and nothing else."""
    if last.measures != (Measure("users", "share"),) or last.ask != "figures" or last.by:
        return False
    first = 0
    while sentence.at(first).text in _LED:
        first += 1
    shares = sentence.at(first).has("percent_sign") or sentence.at(first).get("aggregate") == "share"
    if shares and sentence.at(first + 1).text == "of":
        first += 1  # "% of the fans"
    people = sentence.any("noun", "them", "people_all", "segment")
    named = bool(frame.where) != bool(frame.segments)
    more = (
        frame.metrics
        or frame.by
        or frame.period
        or frame.counted
        or frame.them
        or set(frame.aggregates) - {"share"}
    )
    if sentence.at(first).text not in _OF or not people or not named or more:
        return False
    if frame.segments:
        return not last.group.segments
    if sentence.at(first).text in ("among", "amongst", "within"):
        return True
    return last.base is not None or bool(last.group.segments)  # else they may be who is counted


def other_whole(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The share of before, of the users that the follow-up names after "of"."""
    if not names_whole(sentence, frame, last):
        return None
    sentence.use(*range(len(sentence)))
    if frame.segments:
        whole = Group(tuple(frame.segments))
        return replace(last, groups=(replace(last.group, segments=whole.segments),), base=whole)
    old = last.base or Group()
    new = tuple(frame.where)
    kept = tuple(a for a in last.group.where if a not in old.where)
    shared = kept != last.group.where  # the part is said to be of the whole, too
    part = replace(last.group, where=(*kept, *new) if shared else kept)
    return replace(last, groups=(part,), base=replace(old, where=new))
