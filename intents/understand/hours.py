"""Hours of the day: "between 6 and 9 am", "before 9am", "after ten at night"."""

from __future__ import annotations

from intents.query import Filter
from intents.understand.clock import (
    HALF,
    LAST_MINUTE,
    MARKS,
    SINCE,
    UNTIL,
    hour_at,
    is_day,
    marked,
    of_hours,
    on_the_clock,
    range_start,
    starts_range,
)
from intents.understand.frame import Frame, Sentence
from intents.understand.picking import attach

_PARTS = {"6-11": range(1, 13), "0-5": range(18, 30), "18-23": range(13, 25), "12-17": range(12, 24),
          "12-13": range(11, 23)}  # fmt: skip
"""A part of the day named in the question → where a clock time of twelve hours beside it lies."""


def read_hours(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` and `events` from clock times; the end of a range is not in it."""
    _greeting(sentence)
    _last_night(sentence, frame)
    _nights_of_days(sentence, frame)
    for i, mention in enumerate(sentence.mentions):
        last = sentence.at(i - 1)
        clock = last.number is not None and 0 <= last.number <= 12 and not sentence.used[i]
        if i > 0 and mention.text in HALF and clock and not starts_range(sentence, i - 1):
            _clock_time(sentence, frame, i - 1, _of_twelve(sentence, i - 1, HALF[mention.text]), i)
            if not sentence.any("compare"):
                sentence.use(*_parts_of_day(sentence))  # "night owls, between midnight and 4 am"
    named = _parts_of_day(sentence)
    for i, mention in enumerate(sentence.mentions):
        whole = mention.number is not None and mention.number in range(25)
        if named and whole and not sentence.used[i] and on_the_clock(sentence, i):
            part = named.get(i + 1, next(iter(named.values())))  # "at 8 in the morning or 8 in the evening"
            last_word = i + (sentence.at(i + 1).text in MARKS)
            _clock_time(sentence, frame, i, _of_part(sentence, i, part), last_word)
            sentence.use(*named)  # the hours say it better
    for i in range(len(sentence)):
        if sentence.used[i] or hour_at(sentence, i) is None or starts_range(sentence, i):
            continue
        if marked(sentence, i):
            last_word = i + (sentence.at(i + 1).text in MARKS)
            sentence.use(*named)  # "evening audience, 18 to 22 h"
            told = list(named.values()) if sentence.at(i).number is None else []
            hours = _of_part(sentence, i, told[0]) if told else _of_twenty_four(sentence, i)
            _clock_time(sentence, frame, i, hours, last_word)


def _ranked(sentence: Sentence, hours: int) -> bool:
    """ "by hours 9-12", "rank hours 18 to 22": a row for each of them."""
    led = sentence.at(sentence.before(hours)).has("by", "what", "desc", "asc")
    return led and not sentence.at(hours).breaks


def parts_apart(frame: Frame) -> None:
    """ "mornings against evenings": hour by hour, for no row is a part of the day."""
    ranges = [
        f for f in frame.events if f.dimension == "hour" and len(f.values) > 1 and "-" in "".join(f.values)
    ]
    if ranges and frame.compared and frame.by in ([], ["hour"]):
        frame.by, frame.compared = ["hour"], False


def _greeting(sentence: Sentence) -> None:
    """ "Morning! How many ...": a word said before a stop greets, it names no hours."""
    greets = any(s.kind == "cue" and s.value == "greeting" for s in sentence.at(0).senses)
    if greets and sentence.at(1).breaks:
        sentence.use(0)


def _last_night(sentence: Sentence, frame: Frame) -> None:
    """ "clicks last night": the evening of the day before, unless a date says which day is meant."""
    times = [i for i, m in enumerate(sentence.mentions) if m.time is not None]
    if len(times) == 1 and sentence.at(times[0]).text == "last night":
        attach(sentence, frame, Filter("hour", ("18-23",)), times[0], False)


def _nights_of_days(sentence: Sentence, frame: Frame) -> None:
    """ "on Friday night", "yesterday night": the evening of that day, not its small hours."""
    if any(hour_at(sentence, i) is not None and marked(sentence, i) for i in range(len(sentence))):
        return  # "Sunday nights: the views between 20 o'clock and midnight"
    for i, mention in enumerate(sentence.mentions):
        clock = sentence.at(i + 1).number is not None or sentence.at(i + 2).number is not None
        if mention.text in ("night", "nights") and is_day(sentence, i - 1) and not clock:
            sentence.use(i)
            attach(sentence, frame, Filter("hour", ("18-23",)), i, False)


def _parts_of_day(sentence: Sentence) -> dict[int, range]:
    """Where a part of the day is named → where clock times beside it lie."""
    return {
        i: _PARTS[sense.value]
        for i, mention in sentence.open("value")
        for sense in mention.senses
        if sense.dimension == "hour" and sense.value in _PARTS
    }


def _of_part(sentence: Sentence, i: int, part: range) -> tuple[int | None, int]:
    """ "mornings, 6 till 12", "at night between 10 and midnight": as the part of the day tells them."""
    end = _within(hour_at(sentence, i) or 0, part)
    first = range_start(sentence, i)
    if first is None:
        return None, end % 24
    end += of_hours(sentence, first)
    if sentence.at(first).number is None or sentence.at(first + 1).text in HALF:
        return _start(sentence, first), end
    said = int(sentence.at(first).number or 0) % 24
    start = _within(said, part)
    return (start if start < end else said) % 24, end


def _within(hour: int, part: range) -> int:
    """The hour that lies in a part of the day, where twelve hours are told; else as it stands."""
    return next((h for h in (hour, hour + 12, hour + 24) if h in part), hour)


def _of_twelve(sentence: Sentence, i: int, shift: int) -> tuple[int | None, int]:
    """Start and end of the range up to the number at `i`, its hours up to twelve short of `shift`."""
    end = int(sentence.at(i).number or 0) % 12 + shift
    first = range_start(sentence, i)
    if first is None:
        return None, end
    if sentence.at(first).number is None or sentence.at(first + 1).text in HALF:
        return _start(sentence, first), end
    start = int(sentence.at(first).number or 0) % 24
    start += shift if start < 12 and start + shift < (end or 24) else 0
    return start, end


def _start(sentence: Sentence, first: int) -> int:
    """The hour that a range starts with, its own half of the day counted in."""
    hour = (hour_at(sentence, first) or 0) % 24
    return hour % 12 + HALF[half] if (half := sentence.at(first + 1).text) in HALF else hour


def _of_twenty_four(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """Start and end of the range up to the clock time at `i`, as they stand."""
    end = hour_at(sentence, i) or 0
    end += sentence.at(i + 1).text == LAST_MINUTE
    first = range_start(sentence, i)
    if first is None:
        return None, end
    return _start(sentence, first), end + of_hours(sentence, first)


def _clock_time(sentence: Sentence, frame: Frame, i: int, hours: tuple[int | None, int], last: int) -> None:
    """The hours that the clock time at `i` names with the words before it."""
    start, end = hours
    searches = sentence.at(i - 1).has("search_for")  # "searches after 10 pm"
    before = sentence.at(i - 1).text.split(" ")[-1] if searches else sentence.at(i - 1).text
    first = range_start(sentence, i)
    if first is not None:
        hour = f"{start}-{(end - 1) % 24}"
        rows = _ranked(sentence, first - 1)
        opens = sentence.at(first - 1).has("between", "prep") or (of_hours(sentence, first) and not rows)
        sentence.use(*range(first, i), *([first - 1] if opens else []))
    elif before in UNTIL and end > 0:
        hour = f"0-{end - 1}" if end > 1 else "0"
    elif before in SINCE:
        hour = f"{end}-23" if end < 23 else "23"
    else:
        hour = str(end)
    if before in (*UNTIL, *SINCE) and not searches:
        sentence.use(i - 1)
    sentence.use(i, last)
    earlier = next((f for f in frame.events if f.dimension == "hour"), None)
    if earlier is not None and sentence.any("or", "compare"):
        frame.events[frame.events.index(earlier)] = Filter("hour", (*earlier.values, hour))
        return  # "at 8 in the morning or at 8 in the evening"
    attach(sentence, frame, Filter("hour", (hour,)), last, False)
