"""Follow-ups to figures: all values of a dimension beside each other, some rows, more said of the users."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.conditions import without
from intents.followups.group import over_groups
from intents.followups.pointing import pronoun, who_also
from intents.query import COUNTS, MEASURED, Query, Threshold
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
    sentence.use(*range(len(sentence)))
    query = without(last, [dimension])
    if dimension == "segment":
        query = replace(query, groups=(replace(query.group, segments=()),))
    by = (dimension, *(d for d in last.by if d != dimension))
    measures = tuple(over_groups(m) for m in last.measures) if dimension == "segment" else last.measures
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
    things = last.ask == "figures" and {"article", "page"} & set(last.by)
    ones = any(m.text in ("one", "ones") for m in sentence.mentions)
    if things and ones and not (sentence.any("noun", "who") or frame.counted or frame.metrics):
        frame.users_to_events("section", "page_section")
        frame.users_measured = frame.users_measured and bool(frame.where)


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


def side_by_side(last: Query, earlier: tuple[Query, ...], every: tuple[str, ...]) -> Query | None:
    """Compares the segments of the last questions about the same measures, or those the last one lists."""
    segments = list(every)
    for query in (*(q for q in earlier if q.measures == last.measures), last):
        segments += [s for s in query.group.segments if s not in segments]
    by = ("segment", *(d for d in last.by if d != "segment")) if len(segments) != 1 else last.by
    measures = tuple(over_groups(m) for m in last.measures)
    group = replace(last.group, segments=tuple(segments))
    return replace(last, groups=(group,), by=by, compared=True, measures=measures, order=None, limit=None)
