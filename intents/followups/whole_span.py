"""Follow-ups that ask of all the days of before as one: "over that whole stretch, how long do they stay"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import TIMES, Query

_SPAN = r"(?:stretch|fortnight|time|period|span|timeframe|weeks|days|months)"
_ALL = re.compile(
    r"(?P<before>^|[,;]? )(?:and )?(?:over|in|during|across|through|throughout|for) "
    rf"(?:all (?:of )?(?:that|those|these) (?:\d+ |\w+ )?{_SPAN}(?: together| combined)?"
    rf"|(?:that|those|these|this) (?:whole|entire|full|complete) {_SPAN}"
    rf"|(?:that|those|these|this|the) (?:\d+ |\w+ )?{_SPAN} (?:together|combined|taken together|as a whole))"
    r"(?:,|(?=[.?!]|$| ))",
    re.IGNORECASE,
)


def of_whole_span(text: str, last: Query) -> tuple[str, Query] | None:
    """The follow-up without those words, and the question before with no row for each step of time."""
    found = _ALL.search(text)
    rows = set(last.by) & set(TIMES)
    if found is None or last.ask != "figures" or not (rows or last.period):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    if len(rest.split()) < 3:
        return None
    by = tuple(d for d in last.by if d not in rows)
    return rest, replace(last, by=by, order=last.order if by else None, limit=last.limit if by else None)
