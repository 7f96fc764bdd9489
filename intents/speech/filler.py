"""Words that are filler where they stand: times of the asker's own, names of days told, verbs that bid.

"before the Monday meeting", "the campaign week, 5-9 May", "work out the share".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.world import stretch_start

if TYPE_CHECKING:
    from intents.mentions import Mention

_OCCASIONS = {
    "meeting", "note", "report", "call", "conference", "review", "standup", "catch-up", "catchup",
    "update", "memo", "recap", "reporting", "round-up", "roundup", "letter", "briefing", "presentation",
    "episode", "podcast", "speech", "slides", "deck", "mtg", "wrap-up",
}  # fmt: skip
"""What somebody needs figures for."""
_DATED = ("weekday", "hour", "day", "week", "month")
_SEASONS = ("spring", "summer", "autumn", "fall", "winter", "christmas", "easter")
_REGULAR = ("weekly", "monthly", "daily")
"""Words that are a split of the figures too: "a daily report of clicks"."""
_CUTS = {("dimension", name) for name in ("day", "week", "month", "weekday")}
_STRETCHES = (
    "day", "days", "week", "weeks", "weekend", "fortnight", "month", "period", "phase", "window", "season",
)  # fmt: skip
_IN_IT = ("in the week", "during the week")
"""Before days: the week they are of, and no days from Monday to Friday."""
_OWNED = ("the", "our", "my", "that", "this", "a", "during")
"""Words before the name of something that took place."""
_NO_NAMES = (
    "same", "each", "every", "per", "any", "whole", "full", "entire", "first", "last", "second", "next",
)  # fmt: skip
_VERBS = frozenset(("work out", "calculate", "compute", "measure", "recount"))
"""Verbs that ask for a figure where they are a command, and for a definition in "how do you work out"."""
_WANTED = (
    "what", "count", "howmuch", "metric", "aggregate", "percent_sign", "desc", "asc", "noun", "segment",
    "value", "percentile", "pearson", "spearman",
)  # fmt: skip
"""Kinds of what is to be worked out."""
_BEFORE = re.compile(
    r"(?:.*\b)?(?:you|please|kindly|pls|to|and|then|lets|me|now|we|just|also|so|but|first|it)|", re.DOTALL
)
"""What may stand before a command."""


def is_filler(mentions: Sequence[Mention], i: int) -> bool:
    """True for a word that says nothing of what is asked, whatever it means elsewhere."""
    return _of_occasion(mentions, i) or _names_days(mentions, i) or _bids(mentions, i)


def _of_occasion(mentions: Sequence[Mention], i: int) -> bool:
    """ "before the Monday meeting", "my weekly report", "for the monthly:": times of the asker's own."""
    mention, after = mentions[i], mentions[i + 1] if i + 1 < len(mentions) else None
    named = any(s.dimension in _DATED or (s.kind, s.value) in _CUTS for s in mention.senses)
    if mention.text in _OCCASIONS:
        return i > 0 and _of_occasion(mentions, i - 1)
    if mention.text in _SEASONS and after is not None and after.has("topic"):
        return True  # "the winter campaign"
    if not named and mention.text not in ("todays", "tomorrows"):
        return False
    beside = after is not None and not after.breaks and after.text in _OCCASIONS
    if mention.text not in _REGULAR:
        return beside
    end = i + 1 + beside
    whose = mentions[i - 1].text.split(" ")[-1] if i > 0 else ""
    return (end == len(mentions) or mentions[end].breaks) and whose in ("the", "my", "our", "this")


def _names_days(mentions: Sequence[Mention], i: int) -> bool:
    """ "the campaign days (7 to 20 September)", "during the marathon (11 October)": what only names the days.

    True for the name and for the word of a stretch; the days themselves follow.
    """
    if mentions[i].text in _IN_IT and mentions[i + 1 :] and _days_told(mentions[i + 1]):
        return True
    for end in range(i + 1, min(i + 5, len(mentions))):
        if not _days_told(mentions[end]):
            continue
        name = end - 1 - (mentions[end - 1].text in _STRETCHES)
        if name < 1 or not _is_name(mentions[name]):
            return False
        owned = mentions[name - 1].text.split(" ")[-1] in _OWNED or mentions[name].breaks
        stretch = mentions[name - 3].text in _STRETCHES and mentions[name - 2].text == "of"
        if name < end - 1:
            return owned and i >= name  # "the dip week, 12 to 18 October"
        if owned and stretch and mentions[end].breaks:
            return i in (name - 3, name)  # "in the first week of the campaign, 7 to 13 September"
        during = mentions[name - 2].text.split(" ")[-1] in ("during", "throughout")
        return owned and during and mentions[end].breaks and i == name
    return False


def _days_told(mention: Mention) -> bool:
    """True for days named by their dates."""
    time = mention.time
    return time is not None and time.kind == "period" and time.which in ("between", "day")


def _is_name(mention: Mention) -> bool:
    """True for a word that can name an event: nothing that counts, ranks or joins."""
    ranks = mention.has("desc", "asc") and mention.text.endswith("st")
    asks = mention.has(
        "count", "metric", "dimension", "noun", "segment", "ordinal", "by", "what", "prep", "time_cue"
    )
    return not (ranks or asks or mention.time or mention.number or mention.text in (*_OWNED, *_NO_NAMES))


def _bids(mentions: Sequence[Mention], i: int) -> bool:
    """A verb at `i` that bids to work out a figure: filler, where "how is it worked out" asks how."""
    mention = mentions[i]
    if mention.text not in _VERBS:
        return False
    before = " ".join(m.text for m in mentions[stretch_start(mentions, i) : i])
    asked = {"how", "what", "which", "does", "is", "are"} & set(before.split())
    wanted = any(m.has(*_WANTED) for m in mentions[i + 1 : i + 5])
    return wanted and not asked and (mention.breaks or _BEFORE.fullmatch(before) is not None)
