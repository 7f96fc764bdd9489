"""What there is of a figure on a usual day: "clicks on a typical Tuesday", "searches in an average week".

An average over days is no average over users: the figure is split by the days that are meant. By weekday the
rows hold the mean per such day; a bare "average day" is asked back with them (`accounts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intents.query import Filter
from intents.understand.frame import Frame, Sentence

_USUAL = ("average", "avg", "typical", "normal", "usual")
"""Words that pick no one day."""
_ONE = ("a", "an", "the", "our", "your", "any")
"""Words between which and the day they stand."""
_ROWS = {"day": "weekday", "week": "week", "month": "month", "weekday": "weekday"}
"""A day, a week, ... of them → the rows that tell it."""


_OF_SEVERAL = re.compile(
    r"\b(?:average|avg|mean|typical) (?:(?:of|over|for|in|from) )?(?:the )?"
    r"(?:last|past|previous|prior|preceding) \d+ (?:days|weeks|months|\w+days)\b"
)
""" "against the average of the last 4 weeks"."""


def read_usual_days(sentence: Sentence, frame: Frame) -> None:
    """Fills `by`, and `events` for "a normal weekday"; "by hour on a typical day" has its rows already."""
    if sentence.any("compare") and _OF_SEVERAL.search(sentence.text):
        frame.doubts.append("An average of several weeks or days cannot be set against another figure yet.")
    for i in usual_days(sentence):
        day = sentence.at(i + 1)
        apart = any(m.get("dimension") in ("hour", "daytype") for m in sentence.mentions)
        sentence.use(i)
        if day.has("dimension"):
            sentence.use(i + 1)
        if day.text == "weekday":
            frame.events.append(Filter("weekday", ("weekday",)))
        frame.users_to_events("weekday")  # "how many users come on a normal Monday"
        rows = _ROWS.get(day.text, "weekday")
        if not apart and rows not in frame.by:
            frame.by.append(rows)


def usual_days(sentence: Sentence) -> Iterator[int]:
    """Where a usual day is spoken of: "on an average" before "day", "typical" before "Tuesday"."""
    for i, mention in enumerate(sentence.mentions):
        *before, word = mention.text.split(" ")
        led = before[-1:] or sentence.at(i - 1).text.split(" ")[-1:]
        day, after = sentence.at(i + 1), sentence.at(i + 2)
        one = day.text in _ROWS or day.names("weekday", "hour")
        ends = after.breaks or not after.has("metric", "noun", "number", "compare")
        if word in _USUAL and mention.has("aggregate") and led and led[0] in _ONE and one and ends:
            yield i
