"""Hours of the day: "between 6 and 9 am", "before 9am", "after ten at night"."""

from __future__ import annotations

from intents.query import Filter
from intents.understand.frame import Frame, Sentence
from intents.understand.hours_of_activity import spans_hours
from intents.understand.picking import attach
from intents.understand.wording import verb_form

_HALF = {"am": 0, "pm": 12}
"""The half of the day a number is followed by → what is added to it."""
_PARTS = {"6-11": range(1, 13), "0-5": range(18, 30), "18-23": range(13, 25), "12-17": range(12, 24),
          "12-13": range(11, 23)}  # fmt: skip
"""A part of the day named in the question → where a clock time of twelve hours beside it lies."""
_UNTIL = ("before", "until", "till", "up to", "by", "earlier than")
_SINCE = ("after", "from", "since", "past", "later than")
_NAMED = {"midnight": 0, "noon": 12, "midday": 12}
"""Names of clock times → their hour."""
_OCLOCK = ("oclock", "00")
_LAST_MINUTE = "59"
"""Minutes up to which an hour is whole: "18:00 to 21:59"."""
_MARKS = (*_OCLOCK, _LAST_MINUTE, "h", "hrs", "hours", *_HALF)
"""Words after a number that make it a clock time of the 24 hours; a lone "8 h" may be a length."""


def read_hours(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` and `events` from clock times; the end of a range is not in it."""
    _greeting(sentence)
    _last_night(sentence, frame)
    _nights_of_days(sentence, frame)
    for i, mention in enumerate(sentence.mentions):
        last = sentence.at(i - 1)
        clock = last.number is not None and 0 <= last.number <= 12 and not sentence.used[i]
        if i > 0 and mention.text in _HALF and clock and not _starts_range(sentence, i - 1):
            _clock_time(sentence, frame, i - 1, _of_twelve(sentence, i - 1, _HALF[mention.text]), i)
            if not sentence.any("compare"):
                sentence.use(*_parts_of_day(sentence))  # "night owls, between midnight and 4 am"
    named = _parts_of_day(sentence)
    for i, mention in enumerate(sentence.mentions):
        whole = mention.number is not None and mention.number in range(25)
        if named and whole and not sentence.used[i] and _on_the_clock(sentence, i):
            part = named.get(i + 1, next(iter(named.values())))  # "at 8 in the morning or 8 in the evening"
            last_word = i + (sentence.at(i + 1).text in _MARKS)
            _clock_time(sentence, frame, i, _of_part(sentence, i, part), last_word)
            sentence.use(*named)  # the hours say it better
    for i in range(len(sentence)):
        if sentence.used[i] or _hour_at(sentence, i) is None or _starts_range(sentence, i):
            continue
        if _marked(sentence, i):
            last_word = i + (sentence.at(i + 1).text in _MARKS)
            sentence.use(*named)  # "evening audience, 18 to 22 h"
            told = list(named.values()) if sentence.at(i).number is None else []
            hours = _of_part(sentence, i, told[0]) if told else _of_twenty_four(sentence, i)
            _clock_time(sentence, frame, i, hours, last_word)


def _hour_at(sentence: Sentence, i: int) -> int | None:
    """The hour of the 24 that a number or a name stands for."""
    mention = sentence.at(i)
    if mention.has("ordinal"):
        return None  # "on the 3rd, 10th and 17th"
    if mention.number is None:
        return _NAMED.get(mention.text.removeprefix("at "))
    return int(mention.number) if mention.number in range(25) else None


def _marked(sentence: Sentence, i: int) -> bool:
    """ "0-8h", "at 9 o'clock", "hours 0 to 8", "between midnight and 6": told to be a clock time."""
    first = _range_start(sentence, i)
    if first is None:
        return sentence.at(i + 1).text in _OCLOCK or _at_the_hour(sentence, i)
    named = {sentence.at(j).text for j in (i, first)} & set(_NAMED)
    named |= _happening(sentence, first)
    marked = sentence.at(i + 1).text in _MARKS or _of_hours(sentence, first)
    if named or marked or _on_a_day(sentence, first, i):
        return True
    start, end = _hour_at(sentence, first), _hour_at(sentence, i)
    ordered = start is not None and end is not None and start < end
    after = sentence.at(i + 1)
    counted = after.has(*_COUNTED) and not after.has("by")
    return ordered and not counted and spans_hours(sentence, first)


def _on_a_day(sentence: Sentence, first: int, last: int) -> bool:
    """ "on Tuesdays between 7 and 9", "8 to 12 on 26 October": a plain range beside a day is of its hours."""
    start, end = _hour_at(sentence, first), _hour_at(sentence, last)
    after = sentence.at(last + 1)
    if start is None or end is None or not 6 <= start < end or after.has(*_COUNTED):
        return False
    led = first - sentence.at(first - 1).has("between", "prep")
    figure = sentence.at(led - 1).has("metric", "noun") and not sentence.at(led).breaks
    beyond = last + 1 + after.has("prep")
    day = _is_day(sentence, beyond) and (not figure or sentence.at(beyond).names("weekday"))
    return day or _is_day(sentence, led - 1)


_COUNTED = ("metric", "noun", "dimension", "percent_sign", "times")
"""What a number before it counts."""


def _is_day(sentence: Sentence, i: int) -> bool:
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
    when = _is_day(sentence, i - 2) or _is_day(sentence, i + 1 + after.has("prep"))
    doing = head.has("active") or (head.has("metric") and verb_form(head.text))
    return before.text.endswith(_HOURS) or (before.text in _AT and (when or doing))


_HOURS = ("hour", "hours")
_AT = ("at", "around", "about", "at about", "at around")


def _of_hours(sentence: Sentence, first: int) -> bool:
    """ "hours 0-8": rows of the clock, the last one with them; "the hours from 0 to 8" end at 8."""
    led = sentence.at(first - 1)
    return led.text.endswith(_HOURS) and not led.has("value")


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
    if any(_hour_at(sentence, i) is not None and _marked(sentence, i) for i in range(len(sentence))):
        return  # "Sunday nights: the views between 20 o'clock and midnight"
    for i, mention in enumerate(sentence.mentions):
        clock = sentence.at(i + 1).number is not None or sentence.at(i + 2).number is not None
        if mention.text in ("night", "nights") and _is_day(sentence, i - 1) and not clock:
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
    end = _within(_hour_at(sentence, i) or 0, part)
    first = _range_start(sentence, i)
    if first is None:
        return None, end % 24
    end += _of_hours(sentence, first)
    if sentence.at(first).number is None or sentence.at(first + 1).text in _HALF:
        return _start(sentence, first), end
    said = int(sentence.at(first).number or 0) % 24
    start = _within(said, part)
    return (start if start < end else said) % 24, end


def _within(hour: int, part: range) -> int:
    """The hour that lies in a part of the day, where twelve hours are told; else as it stands."""
    return next((h for h in (hour, hour + 12, hour + 24) if h in part), hour)


def _on_the_clock(sentence: Sentence, i: int) -> bool:
    """True for a number that says when, not how many: "at night more than 10 clicks"."""
    starts = _range_start(sentence, i + 2) is not None
    if starts or sentence.at(i + 1).has(*_COUNTED):
        return False
    return sentence.at(i - 1).text in (*_UNTIL, *_SINCE, "at") or _range_start(sentence, i) is not None


def _range_start(sentence: Sentence, i: int) -> int | None:
    """The number that a range up to the one at `i` starts with."""
    joined = sentence.at(i - 1).has("and", "prep") or sentence.at(i - 1).text in ("-", "till", "until")
    first = i - 2 - (sentence.at(i - 2).text in _MARKS)
    return first if joined and first >= 0 and _hour_at(sentence, first) is not None else None


def _starts_range(sentence: Sentence, i: int) -> bool:
    """True for the 9 of "between 9 pm and midnight"."""
    ends = (i + 2, i + 3)
    return any(_hour_at(sentence, j) is not None and _range_start(sentence, j) == i for j in ends)


def _of_twelve(sentence: Sentence, i: int, shift: int) -> tuple[int | None, int]:
    """Start and end of the range up to the number at `i`, its hours up to twelve short of `shift`."""
    end = int(sentence.at(i).number or 0) % 12 + shift
    first = _range_start(sentence, i)
    if first is None:
        return None, end
    if sentence.at(first).number is None or sentence.at(first + 1).text in _HALF:
        return _start(sentence, first), end
    start = int(sentence.at(first).number or 0) % 24
    start += shift if start < 12 and start + shift < (end or 24) else 0
    return start, end


def _start(sentence: Sentence, first: int) -> int:
    """The hour that a range starts with, its own half of the day counted in."""
    hour = (_hour_at(sentence, first) or 0) % 24
    return hour % 12 + _HALF[half] if (half := sentence.at(first + 1).text) in _HALF else hour


def _of_twenty_four(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """Start and end of the range up to the clock time at `i`, as they stand."""
    end = _hour_at(sentence, i) or 0
    end += sentence.at(i + 1).text == _LAST_MINUTE
    first = _range_start(sentence, i)
    if first is None:
        return None, end
    return _start(sentence, first), end + _of_hours(sentence, first)


def _clock_time(sentence: Sentence, frame: Frame, i: int, hours: tuple[int | None, int], last: int) -> None:
    """The hours that the clock time at `i` names with the words before it."""
    start, end = hours
    searches = sentence.at(i - 1).has("search_for")  # "searches after 10 pm"
    before = sentence.at(i - 1).text.split(" ")[-1] if searches else sentence.at(i - 1).text
    first = _range_start(sentence, i)
    if first is not None:
        hour = f"{start}-{(end - 1) % 24}"
        rows = _ranked(sentence, first - 1)
        opens = sentence.at(first - 1).has("between", "prep") or (_of_hours(sentence, first) and not rows)
        sentence.use(*range(first, i), *([first - 1] if opens else []))
    elif before in _UNTIL and end > 0:
        hour = f"0-{end - 1}" if end > 1 else "0"
    elif before in _SINCE:
        hour = f"{end}-23" if end < 23 else "23"
    else:
        hour = str(end)
    if before in (*_UNTIL, *_SINCE) and not searches:
        sentence.use(i - 1)
    sentence.use(i, last)
    earlier = next((f for f in frame.events if f.dimension == "hour"), None)
    if earlier is not None and sentence.any("or", "compare"):
        frame.events[frame.events.index(earlier)] = Filter("hour", (*earlier.values, hour))
        return  # "at 8 in the morning or at 8 in the evening"
    attach(sentence, frame, Filter("hour", (hour,)), last, False)
