"""Times that name no days to count in: how long ago users were seen, when the asker was told, both of two."""

from __future__ import annotations

from intents.query import Operator, Threshold
from intents.times.dates import TimeMention
from intents.understand.frame import Frame, Sentence

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
    sentence.use(i, before, *_ends(sentence, i))
    days = float((sentence.vocabulary.as_of - time.period.first).days)
    frame.require(i, Threshold("recency", op, days))
    return True


def _ends(sentence: Sentence, i: int) -> list[int]:
    """The words before `i` that say what the days are counted since."""
    return [
        j
        for j, m in enumerate(sentence.mentions[:i])
        if m.has("awayfor") or m.get("cue") == "last_seen" or m.get("metric") == "recency"
    ]


def _seen_between(sentence: Sentence, frame: Frame, i: int, time: TimeMention) -> bool:
    """ "last active between 14 and 28 days ago": a range of days since."""
    assert time.period is not None
    sentence.use(i, *_ends(sentence, i))
    today = sentence.vocabulary.as_of
    low, high = (float((today - day).days) for day in (time.period.last, time.period.first))
    frame.require(i, Threshold("recency", "between", low, high))
    return True


_EXCUSES = {"sorry", "questions", "bothering", "apologies", "busy"}
_ASKER = {"i", "ive", "my", "boss", "editor", "chief", "colleague", "asked"}


def of_the_asker(sentence: Sentence, i: int) -> bool:
    """ "I had a note this morning about reader 42": when something was said to the asker."""
    before = sentence.mentions[:i]
    words = {word for m in before for word in m.text.split()}
    if sentence.at(i).text == "today" and sentence.at(i + 1).breaks and _EXCUSES & words:
        return True  # "sorry for so many questions today! How many ..."
    if sentence.at(i).text != "this" or not _ASKER & words:
        return False
    told = not any(m.has("what", "count", "metric", "segment", "cue") for m in before)
    if told:
        sentence.use(i + 1)  # "morning"
    return told


def on_both(sentence: Sentence, i: int) -> bool:
    """ "people who visited both on 3 October and on 10 October": of whom each day alone tells nothing."""
    led = (sentence.at(i - 1).text, sentence.at(i - 2).text)
    return "both" in led and sentence.any("noun", "who") and not sentence.any("metric", "segment")
