"""What is measured: the metrics named, without verbs that only say how users are picked."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import COUNTS, Has, Threshold, of_kind
from intents.understand.active_days import days_of_activity
from intents.understand.clauses import is_verb
from intents.understand.counting import in_the_past, users_and_figure
from intents.understand.frame import Frame, Sentence
from intents.understand.objects import use_objects
from intents.understand.ranked import as_dimension
from intents.understand.searches import counted_beside
from intents.understand.wording import (
    INSTEAD_OF,
    REPAIRS,
    STAYING,
    counts_searches,
    verb_form,
)


def read_metrics(sentence: Sentence, frame: Frame) -> None:
    """Fills `metrics`; a verb that only carried a condition is explained by it."""
    days_of_activity(sentence, frame)
    use_objects(sentence)
    for i, mention in list(sentence.open("metric", "search_for")):
        metric = mention.get("metric")
        if metric is None and counts_searches(mention.text):
            metric = "searches"  # "searches for casual users"
        if (frame.metrics or frame.users_split) and (contrast := _contrasted(sentence, i)):
            sentence.use(i, *contrast)
            continue
        rows = mention.has("dimension") and as_dimension(sentence, i)
        if metric is None or rows or _named_otherwise(sentence, i):
            continue
        if mention.has("desc", "asc"):  # "the stickiest readers": a metric of users and an order in one word
            frame.aggregates = frame.aggregates or ["mean"]
        else:
            sentence.use(i)
        if _carries_condition(sentence, frame, i, metric):
            continue
        if sentence.at(i - 1).text in REPAIRS:
            frame.metrics.clear()
        if metric not in frame.metrics:
            frame.metrics.append(metric)
    _one_of_reading(sentence, frame)
    if frame.compared and len(frame.metrics) > 1 and frame.where and not sentence.any("and"):
        named = {m.get("metric") for m in sentence.mentions if m.has("metric") and not _manner(m)}
        frame.metrics = [m for m in frame.metrics if m in named] or frame.metrics
    if frame.users_measured and frame.metrics and not frame.aggregates and not users_and_figure(sentence):
        _did_at_all(sentence, frame)


def _manner(mention: Mention) -> bool:
    """ "people reading on tablets": a verb that only says how somebody is met."""
    return mention.text in ("reading", "viewing", "browsing", "clicking")


def _contrasted(sentence: Sentence, i: int) -> list[int]:
    """The words that set a metric aside: "by clicks per user, not by total clicks"."""
    before = sentence.before(i, "by", "prep")
    aside = sentence.at(before).text in INSTEAD_OF or (
        sentence.at(before).breaks and sentence.at(before).text == "not"
    )
    if before is None:
        return []
    return [before, *(j for j in range(before + 1, i) if sentence.at(j).has("by"))] if aside else []


def _one_of_reading(sentence: Sentence, frame: Frame) -> None:
    """ "articles each person read" are articles, "articles were viewed" are views: one thing, named twice."""
    if "time_per_article" in frame.metrics:  # "do articles get read longer", "time of sport articles"
        frame.metrics = [
            m for m in frame.metrics if m not in ("views", "articles") or _for_itself(sentence, m)
        ]
    if "time_per_article" in frame.metrics and {"total_time", "sum"} & {*frame.metrics, *frame.aggregates}:
        staying = [m.text for m in sentence.mentions if m.get("metric") == "time_per_article"]
        if all(text.startswith(STAYING) for text in staying):  # "stick around the longest in total"
            frame.metrics = ["total_time" if m == "time_per_article" else m for m in frame.metrics]
            frame.metrics = list(dict.fromkeys(frame.metrics))
    if "time_per_click" in frame.metrics and not _for_itself(sentence, "clicks"):
        frame.metrics = [m for m in frame.metrics if m != "clicks"]  # "time per click of tablet clicks"
    if {"pages", "sessions"} <= set(frame.metrics) and any(m.text in _VISITING for m in sentence.mentions):
        frame.metrics.remove("sessions")  # "how many pages did they visit"
    if {"pages", "views"} <= set(frame.metrics) and _viewing_verb(sentence):
        frame.metrics.remove("views")  # "how many pages does a visitor view"
    if {"articles", "views"} <= set(frame.metrics) and not sentence.cue("correlation"):
        read = any(m.text in ("read", "reads", "reading") for m in sentence.mentions)
        viewed = any(
            m.get("metric") == "views" and m.text.partition(" ")[0] in ("viewed", "opened", "opens")
            for m in sentence.mentions
        )
        viewed |= _viewing_verb(sentence)
        if read or viewed:
            frame.metrics.remove("views" if read and not viewed else "articles")
        elif not (frame.counted or set(frame.aggregates) - {"sum"}):
            frame.metrics.remove("articles")  # "views of articles"


def _viewing_verb(sentence: Sentence) -> bool:
    """ "how many articles does a reader open", "do users view": what they do with what is counted."""
    asked = {"do", "does", "did"} & set(sentence.text.split())
    return bool(asked) and any(m.text in ("view", "open") and not m.has("noun") for m in sentence.mentions)


def _for_itself(sentence: Sentence, metric: str) -> bool:
    """True where a metric stands beside one of time as a figure of its own: "dwell time and views"."""
    for i, mention in enumerate(sentence.mentions):
        if mention.get("metric") != metric:
            continue
        joined = (
            mention.breaks or sentence.at(i - 1).has("and", "compare", "or") or sentence.at(i + 1).has("and")
        )
        counted = sentence.at(sentence.before(i, "value")).has("count", "aggregate", "desc", "asc")
        named = " " in mention.text or not (sentence.at(i - 1).has("value") or mention.has("dimension"))
        if joined or counted or (named and not verb_form(mention.text)):
            return True
    return False


_VISITING = ("visit", "visited", "visiting")
"""Verbs whose object is pages."""


def _named_otherwise(sentence: Sentence, i: int) -> bool:
    """A word for users that is a metric too ("visitors"): users, unless it is counted or averaged."""
    return sentence.at(i).has("noun") and not sentence.at(sentence.before(i)).has("count", "aggregate")


_VERBS = ("read", "reads", "click", "search", "view", "visit", "search for")
"""Bare verbs of metrics."""
_MET_BY = {
    "views": ("section", "article"),
    "searches": ("term",),
    "clicks": ("device", "source", "page_section", "page"),
    "pages": ("page_section", "page", "device", "source"),
    "sessions": ("device", "source"),
}
"""Metric → dimensions of which its verb meets the values, besides those of time."""


def _carries_condition(sentence: Sentence, frame: Frame, i: int, metric: str) -> bool:
    """ "how many users read sport": "read" says how sport was met, it is no measure."""
    text = sentence.at(i).text
    verb = text.partition(" ")[0].endswith(("ed", "ing")) or text in _VERBS or is_verb(sentence, i)
    if not verb or not frame.where:
        return False
    bounds = of_kind(Threshold, frame.where)
    if frame.counted and metric == "views" and any(c.metric == "articles" for c in bounds):
        return True  # "anyone reading more than 50 pieces? how many"
    after = sentence.at(sentence.after(i, "prep", "not", "only", "metric", "label"))
    near = after.has("value") or after.quoted or not after.known or sentence.at(i).has("search_for")
    conditions = of_kind(Has, frame.where)
    met = (*_MET_BY[metric], "weekday", "hour") if metric in _MET_BY else ()
    met = (*met, "device", "source") if _manner(sentence.at(i)) else met
    fits = any(c.filter.dimension in met for c in conditions)
    near |= any(after.text in c.filter.values for c in conditions if c.filter.dimension == "article")
    counted = frame.users_measured or frame.listed
    return fits and (near or counted)


def _did_at_all(sentence: Sentence, frame: Frame) -> None:
    """ "how many users searched last week": those with at least one search."""
    verbs = [
        m
        for m in sentence.mentions
        if m.has("metric") and (in_the_past(m) or m.text in ("search", "read", "click", "view"))
    ]
    bounded = [c.metric for c in of_kind(Threshold, frame.where) if c.low > 0]
    for metric in [m for m in frame.metrics if m in COUNTS]:
        named = {"searches": "term", "views": "section"}.get(metric, "")
        split = any(m.get("dimension") == named for m in sentence.mentions)  # "how many read each section"
        if named and (split or frame.events_named(named)) and not counted_beside(sentence):
            frame.metrics.remove(metric)
        elif any(v.get("metric") == metric for v in verbs):
            frame.metrics.remove(metric)
            if metric in bounded:
                continue  # "who uses the search: count those with 3 searches"
            place = next(
                i for i, m in enumerate(sentence.mentions) if m in verbs and m.get("metric") == metric
            )
            frame.require(place, Threshold(metric, ">=", 1.0))
