"""Hours of the day: "between 6 and 9 am", "before 9am", "after ten at night"."""

from __future__ import annotations

from intents.query import Filter
from intents.understand.frame import Frame, Sentence
from intents.understand.values import attach

_HALF = {"am": 0, "pm": 12}
"""The half of the day a number is followed by → what is added to it."""
_PART = {"6-11": 0, "0-5": 12, "18-23": 12, "12-17": 12}
"""A part of the day named in the question → what its hours up to twelve are short of."""
_UNTIL = ("before", "until", "till", "up to", "by", "earlier than")
_SINCE = ("after", "from", "since", "past", "later than")


def read_hours(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` and `events` from clock times; the end of a range is not in it."""
    _greeting(sentence)
    for i, mention in enumerate(sentence.mentions):
        last = sentence.at(i - 1)
        if i > 0 and mention.text in _HALF and last.number is not None and 0 <= last.number <= 12:
            _clock_time(sentence, frame, i - 1, _HALF[mention.text], i)
    named = _parts_of_day(sentence)
    for i, mention in enumerate(sentence.mentions):
        whole = mention.number is not None and mention.number in range(13)
        if named and whole and not sentence.used[i] and _on_the_clock(sentence, i):
            _clock_time(sentence, frame, i, next(iter(named.values())), i)
            sentence.use(*named)  # the hours say it better


def _greeting(sentence: Sentence) -> None:
    """ "Morning! How many ...": a word said before a stop greets, it names no hours."""
    greets = any(s.kind == "cue" and s.value == "greeting" for s in sentence.at(0).senses)
    if greets and sentence.at(1).breaks:
        sentence.use(0)


def _parts_of_day(sentence: Sentence) -> dict[int, int]:
    """Where a part of the day is named → what clock times beside it are short of."""
    return {
        i: _PART[sense.value]
        for i, mention in sentence.open("value")
        for sense in mention.senses
        if sense.dimension == "hour" and sense.value in _PART
    }


def _on_the_clock(sentence: Sentence, i: int) -> bool:
    """True for a number that says when, not how many: "at night more than 10 clicks"."""
    starts = _range_start(sentence, i + 2) is not None
    if starts or sentence.at(i + 1).has("metric", "noun", "dimension", "percent_sign", "times"):
        return False
    return sentence.at(i - 1).text in (*_UNTIL, *_SINCE, "at") or _range_start(sentence, i) is not None


def _range_start(sentence: Sentence, i: int) -> int | None:
    """The number that a range up to the one at `i` starts with."""
    joined = sentence.at(i - 1).has("and", "prep") or sentence.at(i - 1).text in ("-", "till", "until")
    return i - 2 if joined and i > 1 and sentence.at(i - 2).number is not None else None


def _clock_time(sentence: Sentence, frame: Frame, i: int, shift: int, last: int) -> None:
    """The hours that the number at `i` names with the words before it."""
    end = int(sentence.at(i).number or 0) % 12 + shift
    before = sentence.at(i - 1).text
    first = _range_start(sentence, i)
    if first is not None:
        start = int(sentence.at(first).number or 0) % 24
        start += shift if start < 12 and start + shift < (end or 24) else 0
        hours = f"{start}-{(end - 1) % 24}"
        sentence.use(first, i - 1, *([first - 1] if sentence.at(first - 1).has("between", "prep") else []))
    elif before in _UNTIL and end > 0:
        hours = f"0-{end - 1}" if end > 1 else "0"
    elif before in _SINCE:
        hours = f"{end}-23" if end < 23 else "23"
    else:
        hours = str(end)
    if before in (*_UNTIL, *_SINCE):
        sentence.use(i - 1)
    sentence.use(i, last)
    attach(sentence, frame, Filter("hour", (hours,)), last, False)
