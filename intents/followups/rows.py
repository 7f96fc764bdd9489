"""Follow-ups to figures split by something, or that split them: all values, some rows, "which ones"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from intents.followups.conditions import without
from intents.followups.group import over_groups
from intents.followups.leads import LEAD, TAIL
from intents.followups.pointing import pronoun, who_also
from intents.query import (
    COUNTS,
    ENTITIES,
    MEASURED,
    Filter,
    Measure,
    Query,
    Threshold,
    filters,
    with_segments,
)
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import YES_OR_NO, verb_form

_ALL = ("all", "all the", "all our", "every", "each", "the")


def all_beside(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The figure of before split by what is named, no value of it picked any longer."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.period or frame.aggregates
    if last.ask not in MEASURED or not sentence.any("side_by_side") or named or len(frame.by) != 1:
        return None
    dimension = frame.by[0]
    if not any(_all_of(sentence, i, dimension) for i in range(len(sentence))):
        return None
    query = without(last, [dimension])
    if dimension == "segment":
        query = with_segments(query, ())
    by = (dimension, *(d for d in last.by if d != dimension))
    measures = over_groups(last.measures) if dimension == "segment" else last.measures
    return replace(query, by=by, compared=True, measures=measures, order=None, limit=None)


def _all_of(sentence: Sentence, i: int, dimension: str) -> bool:
    mention = sentence.at(i)
    names = mention.get("dimension") == dimension or (dimension == "segment" and mention.has("segment_noun"))
    return names and mention.text.endswith("s") and sentence.at(i - 1).text in _ALL


def said_more(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "who also read politics", "that also searched": more that holds of those whose figure was asked."""
    if last.ask != "figures" or not who_also(sentence):
        return
    frame.also = True
    frame.listed = frame.listed_by_name = frame.users_measured = False
    for i, mention in enumerate(sentence.mentions):
        metric = mention.get("metric")
        if metric in frame.metrics and metric in COUNTS and verb_form(mention.text) and not frame.where:
            frame.metrics.remove(metric)
            frame.require(i, Threshold(metric, ">=", 1.0))


def some_rows(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "only the politics ones" after rows that are articles or pages: some of those, and no users."""
    things = last.ask == "figures" and bool({"article", "page"} & set(last.by))
    ones = any(m.text in ("one", "ones") for m in sentence.mentions)
    reading = bool(last.metrics) and last.metrics <= {"views", "articles", "time_per_article"}
    things |= reading and any(f.dimension == "section" for f in last.events)  # "and Culture ones?"
    if things and ones and not (sentence.any("noun", "who") or frame.counted or frame.metrics):
        frame.users_to_events("section", "page_section")
        frame.users_measured = frame.users_measured and bool(frame.where)


def days_of_week(last: Query, frame: Frame) -> None:
    """ "worst day?" after figures by the day of the week: one of those."""
    if last.by == ("weekday",) and frame.by == ["day"] and frame.order and not frame.period:
        frame.by = ["weekday"]


_MORE = re.compile(
    rf"{LEAD}(?:(?:show|give|list|what about|how about) )?(?:(?:me|us) )?"
    r"(?:(?:some |a few )?more(?: of (?:them|those))?"
    rf"|(?:the )?(?:next|following) (?P<many>\d+)(?: (?:ones|best|of them|on the list))?){TAIL}"
)


def more_rows(last: Query, sentence: Sentence) -> Query | None:
    """ "show me more" after the first rows: twice as many; "the next 3": three more, below those."""
    more = _MORE.fullmatch(sentence.text)
    one = 1 if last.by and last.order and more and more["many"] else 0  # "which is the most read"
    shown = last.limit or one
    return replace(last, limit=shown + int(more["many"] or shown)) if more and shown else None


def single_figure(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many articles did he read" after the sections that he reads: no rows, unless they are named.

    Nor are there any where the follow-up counts at one of them: "how many clicks was it from google alone".
    """
    named = {f.dimension for f in frame.filters() if len(f.values) == 1 and not f.negated}
    if last.ask == "figures" and frame.counted and frame.metrics and not frame.by and named & set(last.by):
        by = tuple(d for d in last.by if d not in named)
        return replace(last, by=by, order=None, limit=None, compared=last.compared and bool(by))
    whole = frame.counted or sentence.text.split()[:1] in ([word] for word in YES_OR_NO)
    if last.ask != "figures" or not last.group.users or not whole or frame.by or not pronoun(sentence, frame):
        return last
    return replace(last, by=(), order=None, limit=None) if frame.metrics else last


def shows_all(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "now show me all the sources" after users of one of them: the same figure of each."""
    again = sentence.text.endswith(" again")  # the rows that are there already
    if last.ask != "figures" or len(frame.by) != 1 or last.by or again:
        return False
    if set(frame.metrics) - last.metrics or frame.segments or frame.users:
        return False
    picked = any(f.dimension == frame.by[0] for f in filters(last))
    asked = sentence.any("count", "what", "noun") or frame.filters() or frame.order
    return picked and not asked and bool(_EACH_OF_THEM.search(sentence.text))


_EACH_OF_THEM = re.compile(
    r"\b(?:all|every|each|(?:full|complete|whole|entire) (?:\w+ )?(?:split|breakdown|mix|list|table))\b"
)


def all_shown(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The figure of before split by a dimension, no value of it picked any longer."""
    if not shows_all(sentence, frame, last):
        return None
    query = without(last, frame.by)
    totals = tuple(_total(m) for m in query.measures)  # their shares stand beside them
    rows = replace(query, measures=totals, by=tuple(frame.by), compared=False, order=None, limit=None)
    return replace(rows, period=frame.period, baseline=frame.baseline) if frame.period else rows


def _total(measure: Measure) -> Measure:
    """A share as what it is a share of, counted."""
    if measure.aggregate != "share":
        return measure
    return replace(measure, aggregate="count" if measure.metric == "users" else "sum")


_PREFERS = re.compile(
    r"\b(?:prefer\w*|fav\w*|likes?|loves?|keen on|into|go for|drawn to|uses? (?:the )?most)\b"
)
_RANKED_BY = {"section": "views", "article": "views", "term": "searches"}
"""Dimension → what its rows are ranked by where nothing is named; clicks for the others."""


def preferred(sentence: Sentence, frame: Frame, last: Query) -> tuple[Measure, ...]:
    """ "their fav sections", "which device do they use most": by what they do there; () for others."""
    named = frame.metrics or frame.users_measured or frame.users_ranked or frame.aggregates
    counted = last.metrics <= {"users"}
    if named or frame.order != "desc" or len(frame.by) != 1 or frame.by[0] not in ENTITIES:
        return ()
    counted |= frame.by == ["term"]
    if not (counted or _PREFERS.search(sentence.text)):
        return ()
    return (Measure(_RANKED_BY.get(frame.by[0], "clicks"), "sum"),)


def mostly(sentence: Sentence) -> Literal["desc"] | None:
    """ "which segment are they mostly in": the largest first."""
    return "desc" if {"mostly", "most", "mainly", "chiefly", "largely"} & set(sentence.text.split()) else None


def which_as_well(query: Query, sentence: Sentence) -> bool:
    """ "and at which hour" after "on which weekday do they read most": ranked as before."""
    asks = bool({"which", "what"} & set(sentence.text.split()[:4]))
    return bool(query.by) and asks and not sentence.any("metric", "noun", "cue")


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
_WHICH_ONES = re.compile(rf"{LEAD}(?:which|what) ones")
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


def wants_things(sentence: Sentence, last: Query) -> bool:
    """ "which ones" after a figure that counts no users, whether what it was of can be told or not."""
    things = last.ask == "figures" and not last.by and "users" not in last.metrics
    return things and _WHICH_ONES.fullmatch(sentence.text) is not None


def _several(events: Filter) -> bool:
    return not events.negated and (len(events.values) > 1 or events.values[0] in _CLASSES)
