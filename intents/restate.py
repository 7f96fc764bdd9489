"""A query as one sentence of a small fixed language: the reading shown with every answer.

`intents.exact.parse_exact` reads that language back: `parse_exact(restate(q), v) == q` for every sound query.
Text from data stands in JSON quotes, so that no name can be mistaken for a word of the language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from intents.query import Condition, Filter, Group, Has, Measure, Moved, Period, Query, Threshold, Top
from intents.vocabulary import Vocabulary

METRIC_PHRASES = {
    "users": "users",
    "clicks": "clicks",
    "pages": "pages visited",
    "searches": "search queries",
    "views": "article views",
    "articles": "articles read",
    "time_per_click": "average time per click",
    "time_per_article": "average time per article",
    "total_time": "total time spent",
    "active_days": "active days",
    "recency": "days since last activity",
    "sessions": "sessions",
}
"""Metric id → its phrase; no phrase is the beginning of another."""

AGGREGATE_PHRASES = {
    "count": "number of",
    "share": "share of",
    "sum": "sum of",
    "mean": "mean per user of",
    "median": "median per user of",
    "min": "minimum per user of",
    "max": "maximum per user of",
    "std": "standard deviation over users of",
    "distribution": "distribution over users of",
    "buckets": "histogram over users of",
}

DIMENSION_PHRASES = {
    "segment": "segment",
    "device": "device",
    "source": "source",
    "section": "section",
    "page_section": "site section",
    "page": "page",
    "article": "article",
    "term": "search term",
    "hour": "hour",
    "weekday": "weekday",
    "daytype": "weekend or weekday",
    "day": "day",
    "week": "week",
    "month": "month",
    "as_of": "as-of day",
}

HEADS = {
    "overview": "overview of the segments",
    "names": "names of the segments",
    "profile": "profile",
    "distinction": "what sets them apart",
    "advice": "advice on how to address them",
    "movement": "movement between segments",
    "values": "the names there are",
}
"""Asks whose head is a fixed phrase."""

USER_HEADS = {
    "user": "profile of user",
    "user_segment": "segment of user",
    "user_history": "history of the segment of user",
    "why": "reasons for the segment of user",
}

SUBJECT_HEADS = {
    "definition": "meaning of",
    "data": "the data there is",
    "method": "how the segments are made",
    "help": "what can be asked",
}

OPERATOR_PHRASES = {">": "over", ">=": "at least", "<": "under", "<=": "at most", "=": "exactly"}

DIRECTION_PHRASES = {
    "any": "moved any way",
    "up": "moved up",
    "down": "moved down",
    "changed": "changed segment",
    "stayed": "stayed in their segment",
    "left": "left their segment",
    "joined": "joined a segment",
    "churned": "turned inactive",
    "new": "are new",
    "returned": "came back",
}

WITHOUT_PERIOD = {"names", "definition", "help", "method", "data", "user_segment", "user_history", "movement"}
"""Asks that no window applies to."""


def restate(query: Query, vocabulary: Vocabulary) -> str:
    """The query in words, every default spelled out, days absolute."""
    parts = [_head(query)]
    if query.ask not in (*USER_HEADS, *SUBJECT_HEADS, "names", "values", "overview") or query.groups != (
        Group(),
    ):
        parts.append("for " + " compared with ".join(group_phrase(g) for g in query.groups))
    if query.base is not None:
        parts.append("as part of " + group_phrase(query.base))
    if query.part is not None:
        parts.append("counting in each row " + group_phrase(query.part))
    if query.events:
        parts.append("counting only " + " and ".join(map(_filter, query.events)))
    if query.by:
        parts.append("split by " + " and by ".join(DIMENSION_PHRASES[d] for d in query.by))
    if query.compared:
        parts.append("compared with the first")
    parts += _days(query, vocabulary)
    if query.order:
        parts.append("highest first" if query.order == "desc" else "lowest first")
    if query.limit is not None:
        parts.append(f"{query.limit} of them")
    return ", ".join(parts)


def _head(query: Query) -> str:
    measures = " and ".join(map(measure_phrase, query.measures))
    if query.ask in USER_HEADS:
        head = f"{USER_HEADS[query.ask]} {_quoted(query.subject)}"
    elif query.ask in SUBJECT_HEADS:
        head = SUBJECT_HEADS[query.ask] + (f" {_quoted(query.subject)}" if query.subject else "")
    elif query.ask == "correlation":
        method = query.measures[0].aggregate.capitalize()
        names = " with ".join(METRIC_PHRASES[m.metric] for m in query.measures)
        return f"{method} correlation over users of {names}"
    elif query.ask == "users":
        head = "list of users"
    elif query.ask == "figures":
        return measures
    else:
        head = HEADS[query.ask]
    return f"{head} with {measures}" if measures else head


def measure_phrase(measure: Measure) -> str:
    """ "mean per user of clicks"; percentiles as "percentile 90 over users of clicks"."""
    phrase = AGGREGATE_PHRASES.get(measure.aggregate) or f"percentile {measure.aggregate[1:]} over users of"
    return f"{phrase} {METRIC_PHRASES[measure.metric]}"


def group_phrase(group: Group) -> str:
    """ "users in Highly Engaged who have clicks over 10" """
    who = f"users in {_any(group.segments)}" if group.segments else "all users"
    if group.users:
        who = f"{who} with id {_any(group.users)}"
    conditions = [" or who ".join(map(_condition, any_of)) for any_of in group.where]
    return " ".join([who, *(f"{'and ' if i else ''}who {c}" for i, c in enumerate(conditions))])


def _condition(condition: Condition) -> str:
    match condition:
        case Has(filter, negated):
            return f"have {'no' if negated else 'an'} event with {_filter(filter)}"
        case Threshold(metric, op, low, high, events):
            bound = (
                f"between {_number(low)} and {_number(high or 0.0)}"
                if op == "between"
                else (f"{OPERATOR_PHRASES[op]} {_number(low)}")
            )
            only = " on events with " + " and ".join(map(_filter, events)) if events else ""
            return f"have {METRIC_PHRASES[metric]} {bound}{only}"
        case Top(metric, amount, unit, side):
            return f"are the {side} {_number(amount)} {unit} by {METRIC_PHRASES[metric]}"
        case Moved(direction, origin, target, start, end):
            phrase = DIRECTION_PHRASES[direction]
            phrase += f" from {_any(origin)}" if origin else ""
            phrase += f" to {_any(target)}" if target else ""
            phrase += f" since {start}" if start else ""
            return phrase + (f" until {end}" if end else "")


def _filter(filter: Filter) -> str:
    other = "other than " if filter.negated else ""
    return f"{DIMENSION_PHRASES[filter.dimension]} {other}{_any(filter.values)}"


def _days(query: Query, vocabulary: Vocabulary) -> Iterable[str]:
    if query.period is not None:
        yield f"from {query.period.first} to {query.period.last}"
    elif query.ask not in WITHOUT_PERIOD and query.as_of is None and "as_of" not in query.by:
        first, last = vocabulary.window
        yield f"in the window from {first} to {last}"
    if query.baseline is not None:
        yield f"against {query.baseline.first} to {query.baseline.last}{_whole(query.baseline)}"
    if query.as_of is not None:
        yield f"as of {query.as_of}"
    if query.baseline_as_of is not None:
        yield f"against as of {query.baseline_as_of}"


def _whole(period: Period) -> str:
    return f" the whole ending {period.whole_last}" if period.whole_last else ""


def _any(names: Iterable[str]) -> str:
    return " or ".join(map(_quoted, names))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(value)
