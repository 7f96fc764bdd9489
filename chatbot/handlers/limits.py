"""What an answer cannot honour is said, rather than passed over; and what can be asked instead."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.errors import UnanswerableError
from chatbot.figures.opened import Opened
from intents.query import Query

WORDS = {
    "events": "picking events", "by": "a split", "baseline": "a comparison of periods",
    "baseline_as_of": "a comparison of as-of days", "period": "a period", "base": "a base of shares",
    "order": "a ranking", "limit": "a limit",
}  # fmt: skip
"""Part of a query → what it is called."""


def refuse(query: Query, subject: str, *parts: str, near: tuple[str, ...] = ()) -> None:
    """UnanswerableError when the query has one of the parts, which this kind of answer cannot honour."""
    present = [WORDS[part] for part in parts if part in WORDS and getattr(query, part)]
    if present:
        raise UnanswerableError(f"{subject} does not go with {present[0]}.", *near)
    if len(query.groups) > 1 and "groups" in parts:
        raise UnanswerableError(f"{subject} is of one group at a time.", *near)


SAID_AS = {"searches": "search", "time_per_article": "time per article", "time_per_click": "time per click",
         "total_time": "time spent", "active_days": "active days", "page_section": "site section",
         "term": "search"}  # fmt: skip
"""Metric or dimension → the word by which questions name it, where that is not its id."""


ALWAYS = ("how many users are in each segment", "what data is there")
"""Questions that every snapshot answers."""


def possible(suggestions: Sequence[str], data: Opened) -> tuple[str, ...]:
    """The suggestions that name nothing this snapshot lacks, or else those that always work."""
    lacking = {SAID_AS.get(name, name) for name in data.reasons}
    kept = [s for s in suggestions if not any(word in s.lower() for word in lacking)]
    return tuple(kept or ALWAYS)
