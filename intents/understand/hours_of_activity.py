"""A plain "between 18 and 22" that can only be hours: "active between 18 and 22", "clicks between ..."."""

from __future__ import annotations

from intents.understand.frame import Sentence
from intents.understand.wording import verb_form

_OF_EVENTS = ("clicks", "views", "searches", "time_per_click", "time_per_article")
"""Metrics of what happens at an hour of the day."""
_EARLIEST = 6
"""A range that starts before it is rather one of numbers, where only a metric stands beside it."""
_PEOPLE = ("noun", "segment", "who", "them")


def spans_hours(sentence: Sentence, first: int) -> bool:
    """True for the range from the number at `first` on, where it says when something happened."""
    led = first - 1
    if sentence.at(led).text not in ("between", "from"):
        return False
    at = led - 1
    while sentence.at(at).has("value", "label", "prep") and not sentence.at(at).has("metric", "active"):
        at -= 1  # "clicked on tablet between"
    head = sentence.at(at)
    if head.has("active", "vague") or head.get("dimension") == "hour":
        return True
    if head.has("metric") and verb_form(head.text):
        return at < led - 1
    return _bare(sentence, led) and (sentence.at(first).number or 0) >= _EARLIEST


def _bare(sentence: Sentence, led: int) -> bool:
    """ "clicks between 18 and 22": of events, and nobody there whose number of them could be bounded."""
    figure = next((i for i in range(led) if sentence.at(i).get("metric")), None)
    if figure is None or sentence.at(figure).get("metric") not in _OF_EVENTS:
        return False
    owned = sentence.at(figure + 1).text in ("of", "by", "from")  # "clicks of our users between 18 and 22"
    others = sentence.mentions[:figure] + (() if owned else sentence.mentions[figure + 1 :])
    return not verb_form(sentence.at(figure).text) and not any(m.has(*_PEOPLE) for m in others)
