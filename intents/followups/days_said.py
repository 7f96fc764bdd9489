"""Follow-ups that move the days: "start in august instead", "same thing thursday", "the friday before"."""

from __future__ import annotations

import datetime as dt
import re

from intents.query import MEASURED, Has, Period, Query, moves
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary

_STARTS = re.compile(
    r"(?:(?:and|ok|okay|no|now|please|hm|hmm|just|but|so|then|let us|lets|let's|can we|could we|could you|"
    r"can you|we|make it|take it|have it|should|i want to|i would like to) )*"
    r"(?:start|starts|starting|begin|begins|beginning|go|going|reach|stretch)\b.*"
)
_STARTING = ("start", "starts", "starting", "begin", "begins", "beginning")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EARLIER = ("before", "earlier", "previous", "prior", "preceding")


def starts_anew(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "start in august instead", "go back to 1 September": only where the days begin."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.counted
    words = sentence.text.split()
    begins = any(word in _STARTING for word in words) or "back" in words
    since = frame.period_unit.startswith("since")
    dated = frame.period is not None and frame.baseline is None and not since
    return last.ask in (*MEASURED, "movement", "users") and begins and dated and not named and bool(
        _STARTS.fullmatch(sentence.text)
    )  # fmt: skip


def read_days_said(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """Makes a start the days since then, and after a single day the name of a weekday that day."""
    if starts_anew(sentence, frame, last) and frame.period is not None:
        end = last.period.last if last.period and not moves(last.group) else vocabulary.as_of
        if frame.period.first < end:
            frame.period, frame.period_unit, frame.subject = Period(frame.period.first, end), "since", ""
            sentence.use(*range(len(sentence)))
    _read_weekday(last, sentence, frame, vocabulary)


def _read_weekday(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    named = [f for f in frame.filters() if f.dimension == "weekday"]
    one_day = last.period is not None and last.period.first == last.period.last
    if len(named) != 1 or not one_day or frame.period or last.period is None or frame.by or named[0].negated:
        return
    days = [v for v in named[0].values if v in _WEEKDAYS]
    words = sentence.text.split()
    if len(days) != 1 or f"{days[0].lower()}s" in words:
        return
    earlier = any(word in _EARLIER for word in words)
    until = last.period.first - dt.timedelta(days=1) if earlier else vocabulary.as_of
    day = until - dt.timedelta(days=(until.weekday() - _WEEKDAYS.index(days[0])) % 7)
    frame.events = [f for f in frame.events if f.dimension != "weekday"]
    frame.where = [
        a for a in frame.where if not (isinstance(a[0], Has) and a[0].filter.dimension == "weekday")
    ]
    frame.period, frame.period_unit = Period(day, day), "day day"
