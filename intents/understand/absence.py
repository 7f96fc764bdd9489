"""How long users have been away: "not seen for two weeks", "last active 10 days ago"."""

from __future__ import annotations

import datetime as dt

from intents.query import INACTIVE, Operator, Period, Threshold
from intents.times.dates import TimeMention
from intents.understand.frame import Frame, Sentence


def read_absence(sentence: Sentence, frame: Frame) -> None:
    """ "not been here": days away when a length or an order is asked, else the inactive ones."""
    away = [i for i, _ in sentence.open("awayfor")]
    if not away:
        return
    sentence.use(*away)
    if frame.users:
        course = sentence.cue("user_history")  # "through which segments has user 640 gone"
        frame.metrics = frame.metrics or ([] if course else ["recency"])
    elif frame.period and _shorter_than_window(sentence, frame):
        frame.where.append((Threshold("recency", ">=", float(frame.period.days)),))
        frame.period, frame.users_measured = None, frame.users_measured or not frame.listed
    elif frame.period and sentence.at(away[0]).text.startswith("last"):
        _last_seen_in(sentence, frame)
    elif frame.order or "how long" in sentence.text or sentence.any("times"):
        frame.metrics = frame.metrics or ["recency"]
    elif frame.period and frame.period.last < sentence.vocabulary.as_of and not frame.metrics:
        frame.doubts.append("Who was away on earlier days is not told; ask who was not seen for 7 days.")
    elif not frame.segments and not frame.metrics:
        frame.segments, frame.period = [INACTIVE], None
    elif frame.segments != [INACTIVE] and not frame.metrics and not frame.where and frame.period is None:
        _away_from_segment(sentence, frame)


def _away_from_segment(sentence: Sentence, frame: Frame) -> None:
    """ "which loyal readers haven't been back in a while": the longest away first; a number needs a bound."""
    if frame.listed:
        frame.metrics, frame.order = ["recency"], "desc"
    elif sentence.any("count"):
        frame.doubts.append("For how long? Say so in days: not seen for 10 days or more.")


def _shorter_than_window(sentence: Sentence, frame: Frame) -> bool:
    """ "not here for two weeks", "in the last ten days": days away; the whole window away is Inactive."""
    period, vocabulary = frame.period, sentence.vocabulary
    return period is not None and period.last == vocabulary.as_of and period.days < vocabulary.window_days


def _last_seen_in(sentence: Sentence, frame: Frame) -> None:
    """ "last seen between 20 and 25 October": bounds on the days since."""
    assert frame.period is not None
    frame.where.append((_days_since(frame.period, sentence.vocabulary.as_of),))
    frame.period = None
    frame.users_measured = frame.users_measured or not frame.listed


_BOUNDS: dict[str, Operator] = {"more": ">", "at_least": ">=", "less": "<", "at_most": "<="}


def last_seen(sentence: Sentence, frame: Frame, i: int, time: TimeMention) -> bool:
    """ "last active at least 10 days ago": a bound on the days since, no day of membership."""
    beside = (sentence.before(i), sentence.after(i))  # "at least 14 days ago", "14 days ago or longer"
    told = ((j, o) for j in beside for kind, o in _BOUNDS.items() if sentence.at(j).has(kind))
    before, op = next(told, (None, None))
    seen = sentence.any("awayfor") or bool(sentence.cue("last_seen"))
    seen |= op in ("<", "<=") and sentence.any("active")  # "showed up less than 7 days ago"
    seen |= any(m.get("metric") == "recency" for m in sentence.mentions)
    if time.which == "ago" and seen:
        return _seen_between(sentence, frame, i, time)
    if time.kind != "point" or time.period is None or op is None or before is None or not seen:
        return False
    sentence.use(i, before, *_counted_since(sentence, i))
    days = float((sentence.vocabulary.as_of - time.period.first).days)
    frame.require(i, Threshold("recency", op, days))
    return True


def _counted_since(sentence: Sentence, i: int) -> list[int]:
    """The words before `i` that say what the days are counted since."""
    return [
        j
        for j, m in enumerate(sentence.mentions[:i])
        if m.has("awayfor") or m.get("cue") == "last_seen" or m.get("metric") == "recency"
    ]


def _seen_between(sentence: Sentence, frame: Frame, i: int, time: TimeMention) -> bool:
    """ "last active between 14 and 28 days ago": a range of days since."""
    assert time.period is not None
    sentence.use(i, *_counted_since(sentence, i))
    frame.require(i, _days_since(time.period, sentence.vocabulary.as_of))
    return True


def _days_since(period: Period, today: dt.date) -> Threshold:
    """Users whose last day lies in the period."""
    return Threshold(
        "recency", "between", float((today - period.last).days), float((today - period.first).days)
    )
