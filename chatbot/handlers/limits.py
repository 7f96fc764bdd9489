"""What a kind of question leaves no room for: said, rather than passed over."""

from __future__ import annotations

from chatbot.errors import UnanswerableError
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
