"""Whether the inactive are counted beside everyone ("dormant ones included"), or are the ones asked about."""

from __future__ import annotations

from intents.query import INACTIVE, Moved
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_LED = ("including", "incl", "incl.", "counting", "counting in", "plus", "even")
"""Words before those who are counted, too."""
_ENDED = ("included", "too", "as well", "counted", "counted as", "counted in", "counted too", "in it")
"""Words behind them."""
_COUNTED = ("noun", "count", "metric", "segment_noun", "time", "people_all")
"""Kinds of what is counted "with the inactive"; things are popular with them, and stories are told."""


def counted_in(sentence: Sentence, i: int) -> list[int]:
    """The words by which the inactive ones named at `i` are counted, too; none where they are meant."""
    first, end = i, i + 1
    while sentence.at(first - 1).text in ("the", "our", "all"):
        first -= 1
    if not sentence.at(end).breaks and (sentence.at(end).has("noun") or sentence.at(end).text == "ones"):
        end += 1
    led, behind = sentence.at(first - 1), sentence.at(end)
    if behind.text in _ENDED and not behind.breaks:
        return [*range(first, end + 1), *([first - 1] if led.text == "with" else [])]
    apart = sentence.at(first).breaks
    if led.text in _LED and first > 1 and not apart:
        return list(range(first - 1, end))
    if led.text == "with" and not apart and _with(sentence, first - 2):
        return list(range(first - 1, end))
    return []


def _with(sentence: Sentence, i: int) -> bool:
    """ "how many users with the inactive", "clicks by device with inactive", but "compare fans with them"."""
    before = sentence.at(i)
    if sentence.any("compare"):
        return False
    split = before.has("dimension") and sentence.at(sentence.before(i)).has("by")
    whole = i < 0 or before.has("and") or before.text.split(" ")[-1] in ("have", "there")
    return whole or split or (before.has(*_COUNTED) and not verb_form(before.text))


def count_in(sentence: Sentence, frame: Frame) -> None:
    """Counts the inactive beside the segments that are named, or beside all of them."""
    frame.with_inactive = True
    segments = frame.segments or list(sentence.vocabulary.segments)
    frame.segments = [*segments, *([] if INACTIVE in segments else [INACTIVE])]


def gone_inactive(sentence: Sentence, frame: Frame) -> None:
    """ "how many of our fans are now sleeping": from a segment to Inactive."""
    others = [s for s in frame.segments if s != INACTIVE]
    counted = frame.users_measured or frame.listed or "share" in frame.aggregates
    counted &= not (frame.with_inactive or frame.compared or frame.by)
    if not counted or INACTIVE not in frame.segments or len(others) != 1:
        return
    places = [i for i, m in enumerate(sentence.mentions) if m.has("segment") and sentence.used[i]]
    between = sentence.mentions[min(places) + 1 : max(places)]
    if not any(m.has("and", "or") for m in between):
        frame.segments = []
        frame.where.append((Moved("churned", tuple(others)),))
