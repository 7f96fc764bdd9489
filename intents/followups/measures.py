"""What a follow-up measures: another metric or aggregate, users instead, or what was measured before."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.beside import same_groups
from intents.followups.leads import LEAD
from intents.followups.listed import adds_column, with_column
from intents.followups.people import without_same
from intents.followups.pointing import same_figures
from intents.query import COUNTS, Group, Measure, Query
from intents.understand.build import build
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary


def _whence(sentence: Sentence, frame: Frame) -> bool:
    """ "where do they come from", "device mix"."""
    return (sentence.any("from_where") and frame.by == ["source"]) or (frame.mix and frame.by != ["segment"])


_USE = re.compile(
    r"\b(?:which|what) (?:devices?|sources?|channels?|referrers?) (?:do|did) (?:they|those|these|the|our)\b.*"
    r"\b(?:use|used|come|came|arrive|visit|browse|read|get|have|prefer)\b"
)


def _uses(sentence: Sentence, frame: Frame) -> bool:
    """ "which devices do they use": told by their clicks, whatever figure of theirs was asked before."""
    return frame.by in (["device"], ["source"]) and bool(_USE.search(sentence.text))


def _measured(last: Query) -> bool:
    """A figure of users, and not their number, was asked before."""
    return any(m.metric != "users" for m in last.measures)


def edit_measures(
    query: Query, last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary
) -> Query:
    """The query, edited so far, with the measures that the follow-up names or keeps."""
    if query.ask == "correlation":
        return _edit_correlation(query, frame)
    if query.ask not in ("figures", "users"):
        return query
    if frame.counted and frame.aggregates == ["sum"] and not frame.metrics:
        frame.aggregates = []  # "how many are they in total"
    measures = query.measures
    if adds_column(sentence, frame, query):
        return with_column(query, frame)
    if frame.metrics:
        query = _with_metrics(query, last, sentence, frame)
        measures = query.measures
    elif _uses(sentence, frame) and query.ask == "figures" and _measured(last) and not frame.aggregates:
        measures = (Measure("clicks", "sum"),)
    elif frame.aggregates == ["share"] and _of_users(sentence) and query.ask == "figures" and not query.by:
        measures = (Measure("users", "share"),)
    elif frame.aggregates and query.ask == "figures" and _sentence_compares(sentence, frame, query):
        metric = query.measures[0].metric
        measures = tuple(dict.fromkeys((*measures, *(Measure(metric, a) for a in frame.aggregates))))
        query = replace(query, compared=last.compared)
    elif frame.aggregates == ["sum"] and query.by and _total_alone(sentence, measures):
        query = replace(query, by=(), order=None, limit=None, compared=False)  # "just the total"
    elif frame.aggregates and query.ask == "figures":
        metrics = list(dict.fromkeys(m.metric for m in measures if m.metric != "users")) or ["users"]
        found = [Measure(m, a) for m in metrics for a in frame.aggregates]
        found = [m for m in found if m.metric != "users" or m.aggregate == "share"] or list(measures)
        measures = tuple(dict.fromkeys((*measures, *found))) if frame.adds else tuple(found)  # "add median"
    elif frame.users_measured and query.by and frame.users_split:
        measures = (Measure("users", "count"),)  # "by users instead": the same rows
    elif frame.order and _shared(measures) and query.group != Group() and set(frame.by) & {"section"}:
        measures = (Measure("views", "sum"),)  # "what's their favourite section" after a share of clicks
    elif _whence(sentence, frame) and all(m.metric != "clicks" for m in measures):
        measures = (Measure("clicks", "sum"),)  # where a group comes from is a mix of its clicks
    elif sentence.text.startswith("same for") and measures:
        pass  # "same for those who searched wine": the same figure of others
    elif measures == (Measure("users", "share"),) and "absolute" in sentence.text.split():
        measures = (Measure("users", "count"),)  # "back to counts": the same rows
    elif frame.counted and not sentence.any("noun") and _shared(measures):
        measures = tuple(Measure(m.metric, "sum") for m in measures)  # "as absolute numbers"
    elif query.ask == "users" and not frame.counted:
        pass  # "only the ones who read science": the same list
    elif (frame.users_measured and not frame.mix) or (frame.counted and not frame.metrics):
        shared = "share" in frame.aggregates or (
            last.measures == (Measure("users", "share"),) and not frame.counted
        )  # "now with more than 10 searches" after a share
        measures = (Measure("users", "share" if shared else "count"),)
        by = tuple(d for d in query.by if d in frame.by)
        if last.metrics != {"users"}:
            query = without_same(query)
        groups = query.groups if same_groups(last, frame) else query.groups[:1]
        query = replace(query, groups=groups, by=by, order=None, limit=None, compared=False)
    elif not measures and query.ask == "figures":
        default = build(
            Frame(by=list(frame.by), mix=frame.mix, events=list(query.events)), "figures", vocabulary
        )
        measures = default.measures
        if (
            not frame.mix
            and any(m.metric == "clicks" for m in measures)
            and (query.group != Group() and last.ask in ("users", "movement"))
        ):
            measures = (Measure("users", "count"),)
    return replace(query, measures=measures)


def _with_metrics(query: Query, last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The query with the metrics that the follow-up names, its aggregate and order where those stay."""
    if _totals(sentence) and not frame.aggregates and last.ask == "figures":
        frame.aggregates = ["sum"]  # "total clicks then" after a mean
    same = [m for m in last.measures if [m.metric] == frame.metrics]
    if (frame.counted or frame.by) and _shared(tuple(same)) and "share" not in frame.aggregates:
        same = []  # "how many clicks on tablet", "on which devices are those clicks made" after their share
    aggregates = frame.aggregates or [_kept_aggregate(m, query) for m in frame.metrics[:1]]
    measures = tuple(
        Measure(m, a if frame.aggregates else _kept_aggregate(m, query))
        for m in frame.metrics
        for a in aggregates
    )
    if same and not frame.aggregates and last.ask == "figures":
        measures = tuple(same)  # "only clicks on mobile": the figure of before, narrowed
    if frame.adds and last.ask == "figures" and not frame.aggregates and last.measures:
        beside = (replace(m, metric=metric) for m in last.measures[:1] for metric in frame.metrics)
        measures = tuple(dict.fromkeys((*last.measures, *beside)))  # "views as well"
    elif (
        (same_figures(sentence) or _of_it(sentence)) and not frame.aggregates and last.ask == "figures"
    ) or (_corrects(sentence, last) and not frame.aggregates):
        measures = tuple(replace(m, metric=frame.metrics[0]) for m in last.measures)
    if query.ask == "users":
        measures = tuple(Measure(m, "sum" if m in COUNTS else "mean") for m in frame.metrics)
    keeps = (
        query.limit or sentence.at(0).text == "by" or query.ask == "users" or len(same) == len(last.measures)
    )
    order = frame.order or (query.order if keeps else None)
    return replace(query, measures=measures, order=order)


_SHARE_OF_USERS = re.compile(
    r"\b(?:share|percentage|percent|%|proportion|part|fraction) of (?:all |the |our |all our |all the )?"
    r"(?:users|readers|people|visitors|audience)\b"
)


def _of_users(sentence: Sentence) -> bool:
    """ "and what share of users are they" after a share of the clicks."""
    return bool(_SHARE_OF_USERS.search(sentence.text))


def _corrects(sentence: Sentence, last: Query) -> bool:
    """ "sorry, active days", "I meant clicks": another word in the place of the one before."""
    words = sentence.text.split()
    said = words[:1] in (["sorry"], ["oops"], ["no"]) or words[:2] in (["i", "meant"], ["i", "mean"])
    one = last.ask == "figures" and len(last.measures) == 1 and last.measures[0].metric != "users"
    return said and one and all(m.has("fill", "lead", "metric", "not") for m in sentence.mentions)


def _of_it(sentence: Sentence) -> bool:
    """ "of searches" after "distribution of clicks", "median of clicks": the same of another metric."""
    bare = all(m.has("fill", "lead", "and", "prep", "metric") for m in sentence.mentions)
    return bare and bool(re.match(rf"{LEAD}of\b", sentence.text))


def _totals(sentence: Sentence) -> bool:
    """ "total clicks": a count metric whose name says sum."""
    return any(
        m.get("metric") in COUNTS and m.text.startswith(("total ", "overall ")) for m in sentence.mentions
    )


def _total_alone(sentence: Sentence, measures: tuple[Measure, ...]) -> bool:
    """ "just the total", "the sum please", "in total" after sums: one figure, and no rows."""
    if sentence.text.endswith(_IN_ALL) and {m.aggregate for m in measures} != {"sum"}:
        return False  # after means a sum may be wanted of each row
    return any(m.text in _TOTAL for m in sentence.mentions) and all(
        m.has("aggregate", "fill", "lead", "only") for m in sentence.mentions
    )


_IN_ALL = ("in total", "altogether", "all together", "in all")
_TOTAL = ("total", "the total", "sum", "grand total", *_IN_ALL)


def _shared(measures: tuple[Measure, ...]) -> bool:
    """True for shares of events."""
    return bool(measures) and all(m.aggregate == "share" and m.metric != "users" for m in measures)


def _sentence_compares(sentence: Sentence, frame: Frame, query: Query) -> bool:
    """ "vs median": one statistic beside the one before, nothing else named."""
    named = frame.segments or frame.where or frame.events or frame.by or frame.period or frame.everyone
    plain = {"share", "distribution", "buckets"}.isdisjoint(frame.aggregates)
    again = same_figures(sentence)  # "same comparison but with medians": those instead
    return frame.compared and plain and not (named or again) and bool(query.measures)


def _kept_aggregate(metric: str, query: Query) -> str:
    if metric not in COUNTS:
        return "mean"
    grouped = len(query.groups) > 1 or (
        ("segment" in query.by) and (query.compared or query.order is not None)
    )
    return "mean" if grouped else "sum"


def _edit_correlation(query: Query, frame: Frame) -> Query:
    method = frame.method or query.measures[0].aggregate
    metrics = [m.metric for m in query.measures]
    if len(frame.metrics) >= 2 and frame.metrics[1] in metrics:
        metrics[metrics.index(frame.metrics[1])] = frame.metrics[0]
    elif len(frame.metrics) >= 2:
        metrics = frame.metrics[:2]
    elif frame.metrics:
        metrics[1] = frame.metrics[0]
    return replace(query, measures=tuple(Measure(m, method) for m in metrics))
