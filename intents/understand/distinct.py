"""Numbers of different things ("how many sections does a fan read"), which no query counts: declined.

Only the values of the shorter dimensions can be listed ("how many sections are there").
"""

from __future__ import annotations

from intents.query import TIMES
from intents.understand.frame import Frame, Sentence

_NAMES = {
    "device": "devices", "source": "sources", "section": "sections", "page_section": "site sections",
    "term": "search terms", "page": "pages", "article": "articles",
    "hour": "hours", "weekday": "weekdays", "week": "weeks", "month": "months",
}  # fmt: skip
"""Dimension → its values, as a reason to decline names them."""
_LISTED = ("device", "source", "section", "page_section")
"""Those with few enough values to list."""
_SITES = ("site", "website", "paper", "newspaper", "archive", "database")
"""What articles and pages are there on: "how many pages does our site have"."""
_APART = ("different", "distinct", "unique", "separate")
"""Words before what is counted once, however often it occurs."""
_BOUNDS = ("more", "at_least", "less", "at_most", "exactly", "plus")


def read_different(sentence: Sentence, frame: Frame) -> None:
    """Fills `doubts` where different values of a dimension are counted."""
    people = sentence.any("noun", "segment", "people_all") or frame.where or frame.users
    for i, mention in enumerate(sentence.mentions[1:], start=1):
        dimension = mention.get("dimension") or ""
        name = _NAMES.get(dimension)
        if name is None or not mention.text.split(" ")[-1].endswith("s") or _describes(sentence, i):
            continue
        start = i - (sentence.at(i - 1).text in _APART)
        if mention.get("metric"):
            counted = sentence.at(i - 1).has("count") and not people
            exist = bool(sentence.cue("values")) and mention.get("metric") != "searches"
            exist |= any(f"{site} have" in sentence.text for site in _SITES)
        else:
            counted = _counted(sentence, frame, start) and (dimension not in TIMES or start < i)
            exist = not (dimension in _LISTED and _there_are(frame, bool(people)))
        if counted and exist:
            frame.doubts.append(f"How many different {name} there are is not counted; ask for the top ones.")
            return


def _describes(sentence: Sentence, i: int) -> bool:
    """ "how many sports section views": a figure or users, of which the word only says which."""
    after = sentence.at(i + 1)
    return after.has("noun") and not after.breaks and not after.has("people_all")


def _there_are(frame: Frame, people: bool) -> bool:
    """ "how many sections are there", "how many sources do we have": they are listed."""
    return not (people or frame.metrics or frame.by[1:] or frame.aggregates)


def _counted(sentence: Sentence, frame: Frame, start: int) -> bool:
    """True where the words before say that the values are a number: "number of", "at least 3", "average"."""
    before, mention = sentence.at(start - 1), sentence.at(start)
    if mention.breaks:
        return False
    if before.has("count"):
        return True
    if before.number is not None:
        several = sentence.at(start - 2).has("or") and sentence.at(start - 3).number is not None
        return sentence.at(start - 2).has(*_BOUNDS) or several
    if before.has(*_BOUNDS):
        return sentence.at(start - 2).number is not None  # "3 or more sections"
    if before.text in ("most", "fewest"):
        return frame.listed or sentence.at(0).text.startswith(("who", "which users", "which readers"))
    one = any(m.get("aggregate") == "mean" and m.text.startswith("per ") for m in sentence.mentions[start:])
    return one and before.get("aggregate") in ("mean", "median", "std", "min", "max")
