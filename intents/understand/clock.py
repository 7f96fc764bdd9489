"""Which numbers are clock times: "at 9 o'clock", "between 18 and 22", "hours 0 to 8", and no amounts."""

from __future__ import annotations

from intents.understand.frame import Sentence
from intents.understand.wording import verb_form

HALF = {"am": 0, "pm": 12}
"""The half of the day a number is followed by → what is added to it."""
UNTIL = ("before", "until", "till", "up to", "by", "earlier than")
SINCE = ("after", "from", "since", "past", "later than")
_NAMED = {"midnight": 0, "noon": 12, "midday": 12}
"""Names of clock times → their hour."""
_OCLOCK = ("oclock", "00")
LAST_MINUTE = "59"
"""Minutes up to which an hour is whole: "18:00 to 21:59"."""
MARKS = (*_OCLOCK, LAST_MINUTE, "h", "hrs", "hours", *HALF)
"""Words after a number that make it a clock time of the 24 hours; a lone "8 h" may be a length."""


def hour_at(sentence: Sentence, i: int) -> int | None:
    """The hour of the 24 that a number or a name stands for."""
    mention = sentence.at(i)
    if mention.has("ordinal"):
        return None  # "on the 3rd, 10th and 17th"
    if mention.number is None:
        return _NAMED.get(mention.text.removeprefix("at "))
    return int(mention.number) if mention.number in range(25) else None


def marked(sentence: Sentence, i: int) -> bool:
    """ "0-8h", "at 9 o'clock", "hours 0 to 8", "between midnight and 6": told to be a clock time."""
    first = range_start(sentence, i)
    if first is None:
        return sentence.at(i + 1).text in _OCLOCK or _at_the_hour(sentence, i)
    named = {sentence.at(j).text for j in (i, first)} & set(_NAMED)
    named |= _happening(sentence, first)
    marked = sentence.at(i + 1).text in MARKS or of_hours(sentence, first)
    if named or marked or _on_a_day(sentence, first, i):
        return True
    start, end = hour_at(sentence, first), hour_at(sentence, i)
    ordered = start is not None and end is not None and start < end
    after = sentence.at(i + 1)
    counted = after.has(*_COUNTED) and not after.has("by")
    return ordered and not counted and _spans_hours(sentence, first)


def _on_a_day(sentence: Sentence, first: int, last: int) -> bool:
    """ "on Tuesdays between 7 and 9", "8 to 12 on 26 October": a plain range beside a day is of its hours."""
    start, end = hour_at(sentence, first), hour_at(sentence, last)
    after = sentence.at(last + 1)
    if start is None or end is None or not 6 <= start < end or after.has(*_COUNTED):
        return False
    led = first - sentence.at(first - 1).has("between", "prep")
    figure = sentence.at(led - 1).has("metric", "noun") and not sentence.at(led).breaks
    beyond = last + 1 + after.has("prep")
    day = is_day(sentence, beyond) and (not figure or sentence.at(beyond).names("weekday"))
    return day or is_day(sentence, led - 1)


_COUNTED = ("metric", "noun", "dimension", "percent_sign", "times")
"""What a number before it counts."""


def is_day(sentence: Sentence, i: int) -> bool:
    """True for a weekday and for a single day named."""
    mention = sentence.at(i)
    period = mention.time.period if mention.time else None
    return mention.names("weekday") or (period is not None and period.days == 1)


def _happening(sentence: Sentence, first: int) -> set[str]:
    """ "clicks that happen between 6 and 9": when, and not how many."""
    led = sentence.at(first - 1).text in ("between", "from") and sentence.at(first + 3).number is None
    beyond = sentence.at(first + 3)
    timed = led and not beyond.has(*_COUNTED)
    return {sentence.at(first - 2).text} & _HAPPENS if timed else set()


_HAPPENS = {
    "happen", "happens", "happened", "occur", "occurs", "occurred", "fall", "falls", "take place",
    "takes place", "took place",
}  # fmt: skip


def _at_the_hour(sentence: Sentence, i: int) -> bool:
    """ "on Fridays at 9", "at hour 9", "clicks at 22": a lone number that says when."""
    after = sentence.at(i + 1)
    if sentence.at(i).number is None or after.number is not None or after.has(*_COUNTED):
        return False
    before, head = sentence.at(i - 1), sentence.at(i - 2)
    when = is_day(sentence, i - 2) or is_day(sentence, i + 1 + after.has("prep"))
    doing = head.has("active") or (head.has("metric") and verb_form(head.text))
    return before.text.endswith(_HOURS) or (before.text in _AT and (when or doing))


_HOURS = ("hour", "hours")
_AT = ("at", "around", "about", "at about", "at around")


def of_hours(sentence: Sentence, first: int) -> bool:
    """ "hours 0-8": rows of the clock, the last one with them; "the hours from 0 to 8" end at 8."""
    led = sentence.at(first - 1)
    return led.text.endswith(_HOURS) and not led.has("value")


def on_the_clock(sentence: Sentence, i: int) -> bool:
    """True for a number that says when, not how many: "at night more than 10 clicks"."""
    starts = range_start(sentence, i + 2) is not None
    if starts or sentence.at(i + 1).has(*_COUNTED):
        return False
    return sentence.at(i - 1).text in (*UNTIL, *SINCE, "at") or range_start(sentence, i) is not None


def range_start(sentence: Sentence, i: int) -> int | None:
    """The number that a range up to the one at `i` starts with."""
    joined = sentence.at(i - 1).has("and", "prep") or sentence.at(i - 1).text in ("-", "till", "until")
    first = i - 2 - (sentence.at(i - 2).text in MARKS)
    return first if joined and first >= 0 and hour_at(sentence, first) is not None else None


def starts_range(sentence: Sentence, i: int) -> bool:
    """True for the 9 of "between 9 pm and midnight"."""
    ends = (i + 2, i + 3)
    return any(hour_at(sentence, j) is not None and range_start(sentence, j) == i for j in ends)


_OF_EVENTS = ("clicks", "views", "searches", "time_per_click", "time_per_article")
"""Metrics of what happens at an hour of the day."""
_EARLIEST = 6
"""A range that starts before it is rather one of numbers, where only a metric stands beside it."""
_PEOPLE = ("noun", "segment", "who", "them")


def _spans_hours(sentence: Sentence, first: int) -> bool:
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
