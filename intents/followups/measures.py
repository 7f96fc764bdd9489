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
    r"\b(?:which|what) (?:devices?|sources?|channels?|referrers?) (?:do|did|are|were) "
    r"(?:they|those|these|the|our)\b.*"
    r"\b(?:on|use|used|come|came|arrive|visit|browse|read|get|have|prefer)\b"
)


def _uses(sentence: Sentence, frame: Frame) -> bool:
    """ "which devices do they use": told by their clicks, whatever figure of theirs was asked before."""
    return frame.by in (["device"], ["source"]) and bool(_USE.search(sentence.text))


def _measured(last: Query) -> bool:
    """A figure of users, and not their number, was asked before."""
    return any(m.metric != "users" for m in last.measures)


_CLICKS = (Measure("clicks", "sum"),)
_USERS = (Measure("users", "count"),)
_SHARE_OF_USERS = (Measure("users", "share"),)


def edit_measures(query: Query, last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The query, edited so far, with the measures that the follow-up names or keeps."""
    if query.ask == "correlation":
        return _edit_correlation(query, frame)
    if query.ask not in ("figures", "users"):
        return query
    if frame.counted and frame.aggregates == ["sum"] and not frame.metrics:
        frame.aggregates = []  # "how many are they in total"
    if adds_column(sentence, frame, query):
        return with_column(query, frame)
    if frame.metrics:
        return _with_metrics(query, last, sentence, frame)
    if _uses(sentence, frame) and query.ask == "figures" and _measured(last) and not frame.aggregates:
        return replace(query, measures=_CLICKS)
    if frame.aggregates and query.ask == "figures":
        return _with_aggregates(query, last, sentence, frame)
    return _with_users(query, last, sentence, frame)


def _with_aggregates(query: Query, last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The query with its metrics summed up in the ways that the follow-up names."""
    measures = query.measures
    if frame.aggregates == ["share"] and _of_users(sentence) and not query.by:
        return replace(query, measures=_SHARE_OF_USERS)
    if _sentence_compares(sentence, frame, query):
        beside = (Measure(measures[0].metric, a) for a in frame.aggregates)
        return replace(query, measures=tuple(dict.fromkeys((*measures, *beside))), compared=last.compared)
    if frame.aggregates == ["sum"] and query.by and _total_alone(sentence, measures):
        return replace(query, by=(), order=None, limit=None, compared=False)  # "just the total"
    metrics = list(dict.fromkeys(m.metric for m in measures if m.metric != "users")) or ["users"]
    found = [Measure(m, a) for m in metrics for a in frame.aggregates]
    found = [m for m in found if m.metric != "users" or m.aggregate == "share"] or list(measures)
    kept = measures if frame.adds else ()  # "add median"
    return replace(query, measures=tuple(dict.fromkeys((*kept, *found))))


def _with_users(query: Query, last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The query with its measures, or users counted, as a follow-up wants that names no figure."""
    measures = query.measures
    if frame.users_measured and query.by and frame.users_split:
        return replace(query, measures=_USERS)  # "by users instead": the same rows
    if frame.order and _shared(measures) and query.group != Group() and "section" in frame.by:
        measures = (Measure("views", "sum"),)  # "what's their favourite section" after a share of clicks
        return replace(query, measures=measures)
    if _whence(sentence, frame) and "clicks" not in query.metrics:
        return replace(query, measures=_CLICKS)  # where a group comes from is a mix of its clicks
    if sentence.text.startswith("same for") and measures:
        return query  # "same for those who searched wine": the same figure of others
    if measures == _SHARE_OF_USERS and "absolute" in sentence.text.split():
        return replace(query, measures=_USERS)  # "back to counts": the same rows
    if frame.counted and not sentence.any("noun") and _shared(measures):
        return replace(query, measures=tuple(Measure(m.metric, "sum") for m in measures))
    if query.ask == "users" and not frame.counted:
        return query  # "only the ones who read science": the same list
    if frame.counted or (frame.users_measured and not frame.mix):
        return _counted(query, last, frame)
    if not measures and query.ask == "figures":
        return _with_default(query, last, frame, sentence.vocabulary)
    return query


def _counted(query: Query, last: Query, frame: Frame) -> Query:
    """How many users there are, as a share where that was asked before."""
    again = last.measures == _SHARE_OF_USERS and not frame.counted  # "now with more than 10 searches"
    measures = _SHARE_OF_USERS if again or "share" in frame.aggregates else _USERS
    if last.metrics != {"users"}:
        query = without_same(query)
    elif not frame.counted and len(query.groups) == 1:
        return replace(query, measures=measures)  # "at least 20 clicks": the same rows
    groups = query.groups if same_groups(last, frame) else query.groups[:1]
    same = last.metrics == {"users"} and not frame.counted  # "and those who came from google": the same rows
    by = tuple(d for d in query.by if same or d in frame.by)
    return replace(query, measures=measures, groups=groups, by=by, order=None, limit=None, compared=False)


def _with_default(query: Query, last: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    """What rows are measured by where nothing says so."""
    rows = Frame(by=list(frame.by), mix=frame.mix, events=list(query.events))
    measures = build(rows, "figures", vocabulary).measures
    of_people = query.group != Group() and last.ask in ("users", "movement")
    if of_people and not frame.mix and any(m.metric == "clicks" for m in measures):
        measures = _USERS
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
    same_of_others = last.ask == "figures" and (same_figures(sentence) or _of_it(sentence))
    if frame.adds and last.ask == "figures" and not frame.aggregates and last.measures:
        beside = (replace(m, metric=metric) for m in last.measures[:1] for metric in frame.metrics)
        measures = tuple(dict.fromkeys((*last.measures, *beside)))  # "views as well"
    elif (same_of_others or _corrects(sentence, last)) and not frame.aggregates:
        measures = tuple(replace(m, metric=frame.metrics[0]) for m in last.measures)
    if query.ask == "users":
        measures = tuple(Measure(m, "sum" if m in COUNTS else "mean") for m in frame.metrics)
    keeps = (
        query.limit or sentence.at(0).text == "by" or query.ask == "users" or len(same) == len(last.measures)
    )
    order = frame.order or (query.order if keeps else None)
    return replace(query, measures=measures, order=order)


_OF_USERS = re.compile(
    r"\b(?:share|percentage|percent|%|proportion|part|fraction) of (?:all |the |our |all our |all the )?"
    r"(?:users|readers|people|visitors|audience)\b"
)


def _of_users(sentence: Sentence) -> bool:
    """ "and what share of users are they" after a share of the clicks."""
    return bool(_OF_USERS.search(sentence.text))


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
