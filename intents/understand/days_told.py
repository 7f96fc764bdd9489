"""Days that lean on one told before: "we moved on 5 October. clicks since then", "that day and the next"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intents.query import Period
from intents.times.dates import TimeMention
from intents.understand.frame import Sentence

_SINCE = re.compile(
    r"(?:ever |counting )?since (?:then|that (?:day|date|time|moment))\b|(?:ever )?since$|"
    r"from (?:then|that (?:day|date|point)) on(?:wards?)?\b"
)
_AND_NEXT = re.compile(
    r"(?:on )?(?:that|the same|this) day (?:and|plus) (?:on )?"
    r"the (?:day after|next day|following day|next|day following)\b"
)
_MOST = 8
"""So many mentions such a phrase takes at most."""


def of_day_told(found: list[tuple[int, TimeMention]], sentence: Sentence) -> list[tuple[int, TimeMention]]:
    """The times of a question, the one day of it made the days since or that day and the next."""
    if len(found) != 1 or found[0][1].period is None:
        return found
    i, time = found[0]
    if time.period is None or time.which == "since" or (time.period.days > 1 and time.unit != "month"):
        return found
    day = time.period.first
    if _said(sentence, i + 1, _SINCE):
        since = Period(day, sentence.vocabulary.as_of)
        return [(i, replace(time, kind="period", period=since, unit="day", which="since"))]
    if _said(sentence, i + 1, _AND_NEXT):
        both = Period(day, day + dt.timedelta(days=1))
        return [(i, replace(time, kind="period", period=both, unit="", which="between"))]
    return found


def _said(sentence: Sentence, first: int, pattern: re.Pattern[str]) -> bool:
    """True where the phrase stands in the sentence behind the time; its words are explained."""
    for start in range(first, len(sentence)):
        words = ""
        match = pattern.match(" ".join(m.text for m in sentence.mentions[start : start + _MOST]))
        if match is None:
            continue
        end = start
        while end < len(sentence) and len(words) < match.end():
            words = f"{words} {sentence.at(end).text}".strip()
            end += 1
        sentence.use(*range(start, end))
        return True
    return False
