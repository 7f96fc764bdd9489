"""Times of the asker's own: "before the Monday meeting", "my weekly report"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intents.mentions import Mention

_OCCASIONS = {
    "meeting", "note", "report", "call", "conference", "review", "standup", "catch-up", "catchup",
    "update", "memo", "recap", "reporting", "round-up", "roundup", "letter", "briefing", "presentation",
    "episode", "podcast", "speech", "slides", "deck", "mtg", "wrap-up",
}  # fmt: skip
"""What somebody needs figures for."""
_DATED = ("weekday", "hour", "day", "week", "month")


def of_occasion(mentions: Sequence[Mention], i: int) -> bool:
    """ "before the Monday meeting", "my weekly report", "for the monthly:": times of the asker's own."""
    mention, after = mentions[i], mentions[i + 1] if i + 1 < len(mentions) else None
    named = any(s.dimension in _DATED or (s.kind, s.value) in _CUTS for s in mention.senses)
    if mention.text in _OCCASIONS:
        return i > 0 and of_occasion(mentions, i - 1)
    if not named and mention.text not in ("todays", "tomorrows"):
        return False
    beside = after is not None and not after.breaks and after.text in _OCCASIONS
    if mention.text not in _REGULAR:
        return beside
    end = i + 1 + beside
    whose = mentions[i - 1].text.split(" ")[-1] if i > 0 else ""
    return (end == len(mentions) or mentions[end].breaks) and whose in ("the", "my", "our", "this")


_REGULAR = ("weekly", "monthly", "daily")
"""Words that are a split of the figures too: "a daily report of clicks"."""
_CUTS = {("dimension", name) for name in ("day", "week", "month", "weekday")}
