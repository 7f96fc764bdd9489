"""Follow-ups that want the things counted one by one: "which ones" after articles read, "which networks"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.words_out import LEAD
from intents.query import Filter, Measure, Query
from intents.understand.frame import Sentence

_WHICH = re.compile(
    rf"{LEAD}(?:which|what) (?:ones?|of (?:them|those|these)|networks?|platforms?|channels?|sites?|engines?|"
    r"articles?|stories|pages|pieces|terms|words)"
    r"(?: (?:exactly|(?:are|were) (?:they|those|these)|is that|please))*"
)
_WHICH_MOST = re.compile(
    rf"{LEAD}which (?:one|of (?:them|those|these|the two)|network|platform|channel|site|engine)"
    r"(?: is| was| gets| got| has| had| does| did| brings)?(?: the)? "
    r"(?:(?:bigger|biggest|larger|largest|higher|highest|stronger|strongest|better|best|more|most|ahead)"
    r"(?: of (?:them|those|the two))?|(?P<least>smaller|smallest|lower|lowest|weaker|weakest|worst|worse|"
    r"less|fewer|fewest|least))(?: (?:clicks|views|traffic|searches))?"
)
_CLASSES = ("social", "search engines")
"""Values that stand for several."""
_THINGS = {"articles": "article", "views": "article", "pages": "page", "searches": "term"}
"""Metric → what its events are of."""
_COUNTED = {"article": "views", "page": "clicks", "term": "searches"}


def which_things(sentence: Sentence, last: Query) -> Query | None:
    """The last figure split by what it was of: networks of social, the two sections, the articles read."""
    if last.ask != "figures" or last.by or len(last.measures) != 1 or last.measures[0].metric == "users":
        return None
    if len(last.groups) > 1 or last.baseline is not None:
        return None
    rows = next((f for f in last.events if _several(f)), None)
    if rows is not None and (most := _WHICH_MOST.fullmatch(sentence.text)):
        return replace(last, by=(rows.dimension,), order="asc" if most["least"] else "desc")
    if not _WHICH.fullmatch(sentence.text):
        return None
    if rows is not None:
        return replace(last, by=(rows.dimension,))
    thing = _THINGS.get(last.measures[0].metric)
    return replace(last, by=(thing,), measures=(Measure(_COUNTED[thing], "sum"),)) if thing else None


def names_things(sentence: Sentence, last: Query) -> bool:
    """ "which ones" after a figure that counts no users, whether what it was of can be told or not."""
    things = last.ask == "figures" and not last.by and all(m.metric != "users" for m in last.measures)
    ones = re.fullmatch(rf"{LEAD}(?:which|what) ones", sentence.text)
    return which_things(sentence, last) is not None or (things and ones is not None)


def _several(events: Filter) -> bool:
    return not events.negated and (len(events.values) > 1 or events.values[0] in _CLASSES)
