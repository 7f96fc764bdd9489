"""Events as SQL: which table holds them, how they are picked, split and made one value a user.

Every value from outside is bound (`Bound`), never written into the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.errors import UnanswerableError
from chatbot.figures.opened import UNKNOWN, Opened
from chatbot.figures.spans import Scope
from intents.query import Filter
from segmentation.metrics import METRIC

ENTITIES = {
    "clicks": ("device", "source", "page_section", "page"),
    "searches": ("term",),
    "views": ("section", "article"),
}
"""Table → the dimensions that only its events carry."""
TABLE_OF = {dimension: table for table, dimensions in ENTITIES.items() for dimension in dimensions}
TIMES = ("hour", "weekday", "daytype", "day", "week", "month")
"""Dimensions of every event."""
SUBPERIODS = ("day", "week", "month")
"""Those that cut a period into shorter ones."""

TABLES = {
    "clicks": ("clicks",), "pages": ("clicks",), "time_per_click": ("clicks",), "searches": ("searches",),
    "views": ("views",), "articles": ("views",), "time_per_article": ("views",),
    "total_time": ("clicks", "views"), "sessions": ("activity",),
    "active_days": ("activity", "clicks", "searches", "views"),
    "recency": ("activity", "clicks", "searches", "views"),
    "users": ("activity", "clicks", "searches", "views"),
}  # fmt: skip
"""Metric → the tables it can be worked out from; the first (of total_time: both) unless more is asked."""

VALUES = {
    "clicks": "sum(events)::BIGINT",
    "pages": "count(DISTINCT page)",
    "searches": "sum(events)::BIGINT",
    "views": "sum(events)::BIGINT",
    "articles": "count(DISTINCT article_id)",
    "time_per_click": "sum(time) / sum(timed)",
    "time_per_article": "sum(time) / sum(timed)",
    "total_time": "coalesce(sum(time), 0)",
    "active_days": "count(DISTINCT day)",
    "recency": "date_diff('day', max(day), {last})",
    "sessions": "(sum(starts) + count_if(continued AND day = {first}))::BIGINT",
    "users": "1",
}
"""Metric → its value for one user over the events picked."""

NO_VALUE = ("time_per_click", "time_per_article", "recency")
"""Metrics that users without such an event lack; all others are 0 for them."""

EXPRESSIONS = {
    "article": "article_id",
    "weekday": "dayname(day)",
    "daytype": "CASE WHEN isodow(day) > 5 THEN 'weekend' ELSE 'weekday' END",
    "week": "CAST(date_trunc('week', day) AS DATE)",
    "month": "CAST(date_trunc('month', day) AS DATE)",
}
"""Dimension → its value on one event; the others are the column of that name."""

SOCIAL = ("facebook", "twitter", "linkedin", "instagram", "reddit", "pinterest", "tiktok", "youtube")
SEARCH_ENGINES = ("google", "bing", "duckduckgo", "yahoo", "baidu", "yandex")
KINDS = {"clicks": "clicks", "searches": "search queries", "views": "article views"}
"""Table → what its events are called."""
NAMES = {"page_section": "section of the site", "term": "search term"}
SIBLINGS = {"section": "page_section", "page_section": "section", "article": "page", "page": "article"}


class Bound(dict[str, Any]):
    """The values of one statement by place name."""

    def place(self, value: Any) -> str:
        """Keeps a value; returns the `$name` that stands for it."""
        name = f"p{len(self)}"
        self[name] = value
        return f"${name}"

    def places(self, values: Iterable[Any]) -> str:
        """A list of places, for IN."""
        return ", ".join(self.place(value) for value in values)


@dataclass(frozen=True)
class Source:
    """Where a metric's events are."""

    tables: tuple[str, ...]
    """One table, or clicks and views for time."""

    @property
    def sql(self) -> str:
        """The events as a relation."""
        if len(self.tables) == 1:
            return self.tables[0]
        columns = "user_id, day, hour, time"
        return "(" + " UNION ALL ".join(f"SELECT {columns} FROM {table}" for table in self.tables) + ")"


def source_of(data: Opened, metric: str, dimensions: Sequence[str]) -> Source:
    """The tables that hold a metric's events and carry all the dimensions; an error where none does."""
    require(data, metric, *dimensions)
    needed = {TABLE_OF[d] for d in dimensions if d in TABLE_OF}
    candidates = TABLES[metric]
    if len(needed) > 1:
        split = [f"users by {dimension_words(d)}" for d in dimensions if d in TABLE_OF]
        raise UnanswerableError(_no_event_has_both(dimensions), *dict.fromkeys(split))
    if not needed:
        tables = candidates if metric == "total_time" else candidates[:1]
        return Source(tuple(t for t in tables if not _lacks(data, t)) or tables)
    table = needed.pop()
    if table not in candidates:
        raise _impossible(data, metric, next(d for d in dimensions if TABLE_OF.get(d) == table))
    return Source((table,))


def _lacks(data: Opened, table: str) -> bool:
    """Of total_time: a table whose times are not there adds nothing."""
    return {"clicks": "time_per_click", "views": "time_per_article"}.get(table, "") in data.reasons


def require(data: Opened, *names: str) -> None:
    """UnanswerableError when a metric or dimension is unavailable in this snapshot."""
    for name in names:
        what = "weekday" if name == "daytype" else name
        if what in data.reasons:
            shown = METRIC[name].name if name in METRIC else NAMES.get(name, name)
            raise UnanswerableError(
                f"This snapshot holds no {shown}: {data.reasons[what].rstrip('.')}.",
                "what data is there",
                "how many users are in each segment",
            )


def _no_event_has_both(dimensions: Sequence[str]) -> str:
    first, second = [d for d in dimensions if d in TABLE_OF][:2]
    for other in dimensions:
        if other in TABLE_OF and TABLE_OF[other] != TABLE_OF[first]:
            second = other
    return (
        f"No event has both a {NAMES.get(first, first)} and a {NAMES.get(second, second)}: "
        f"{KINDS[TABLE_OF[first]]} carry the one, {KINDS[TABLE_OF[second]]} the other."
    )


def _impossible(data: Opened, metric: str, dimension: str) -> UnanswerableError:
    what = NAMES.get(dimension, dimension)
    if metric == "sessions":
        return UnanswerableError(
            f"Sessions run over all of a user's events, so they have no {what}.",
            "sessions by hour",
            f"users by {dimension_words(dimension)}",
        )
    table = TABLES[metric][0]
    near = {"clicks": "clicks", "views": "views", "searches": "searches"}[TABLE_OF[dimension]]
    suggestions = [f"{near} by {dimension_words(dimension)}"]
    sibling = SIBLINGS.get(dimension)
    if sibling and TABLE_OF[sibling] in TABLES[metric] and sibling not in data.reasons:
        suggestions.insert(0, f"{METRIC[metric].name} by {dimension_words(sibling)}")
    events = KINDS.get(table, "these events")
    return UnanswerableError(f"{events.capitalize()} carry no {what}.", *suggestions)


def dimension_words(dimension: str) -> str:
    """A dimension as people say it in a question."""
    return {"page_section": "site section", "term": "search term"}.get(dimension, dimension)


def expression(dimension: str) -> str:
    """A dimension's value on one event."""
    return EXPRESSIONS.get(dimension, dimension)


def _text(dimension: str) -> str:
    """The same as text, with unknown ones named."""
    return f"coalesce(CAST({expression(dimension)} AS VARCHAR), '{UNKNOWN}')"


def values_of(
    data: Opened,
    bound: Bound,
    metric: str,
    scope: Scope,
    filters: Sequence[Filter] = (),
    by: Sequence[str] = (),
) -> str:
    """One value a user and cell, as a relation (user_id, one column for each of `by`, value).

    Users without such an event have no row. Over the plain window it reads the values that are kept.
    """
    if not filters and not by:
        if metric == "recency":
            return _last_seen(data, bound, scope)
        if scope.latest and metric != "users":
            require(data, metric)
            return f"(SELECT user_id, {metric} AS value FROM users)"
    dimensions = [*by, *(f.dimension for f in filters)]
    source = source_of(data, metric, dimensions)
    columns = [f'{expression(d)} AS "{d}"' for d in by]
    value = VALUES[metric].format(
        first=f"CAST({bound.place(scope.first)} AS DATE)" if metric == "sessions" else "",
        last=f"CAST({bound.place(scope.last)} AS DATE)" if metric == "recency" else "",
    )
    where = predicate(bound, scope, filters)
    keys = ", ".join(["user_id", *map(str, range(2, len(by) + 2))])
    picked = ", ".join(["user_id", *columns, f"{value} AS value"])
    return f"(SELECT {picked} FROM {source.sql} WHERE {where} GROUP BY {keys})"


def _last_seen(data: Opened, bound: Bound, scope: Scope) -> str:
    """Days since a user's last event of any kind, up to the last day: also for those asleep."""
    require(data, "recency")
    last = f"CAST({bound.place(scope.last)} AS DATE)"
    if scope.last >= data.manifest.as_of:
        return f"(SELECT user_id, date_diff('day', last_day, {last}) AS value FROM people)"
    return (
        f"(SELECT user_id, date_diff('day', max(day), {last}) AS value "
        f"FROM activity WHERE day <= {last} GROUP BY user_id)"
    )


def predicate(bound: Bound, scope: Scope, filters: Sequence[Filter] = ()) -> str:
    """Which events lie in the scope and satisfy every filter."""
    days = f"day BETWEEN {bound.place(scope.first)} AND {bound.place(scope.last)}"
    return " AND ".join([days, *(_picked(bound, f) for f in filters)])


def _picked(bound: Bound, filter: Filter) -> str:
    match filter.dimension:
        case "term":
            one = [f"regexp_matches({_text('term')}, {bound.place(whole_words(v))})" for v in filter.values]
            test = "(" + " OR ".join(one) + ")"
        case "weekday":
            test = f"dayname(day) IN ({bound.places(weekdays(filter.values))})"
        case "hour":
            test = f"coalesce(hour, -1) IN ({bound.places(hours(filter.values))})"
        case "source":
            test = f"{_text('source')} IN ({bound.places(sources(filter.values))})"
        case other:
            test = f"{_text(other)} IN ({bound.places(filter.values)})"
    return f"NOT {test}" if filter.negated else test


def whole_words(text: str) -> str:
    """A pattern for texts that contain `text` as whole words, whatever the case and inner spaces."""
    inner = r"\s+".join(re.escape(word) for word in text.split()) or r"\z\A"
    return rf"(?i)(^|[^\pL\pN_]){inner}($|[^\pL\pN_])"


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekdays(values: Sequence[str]) -> list[str]:
    """English day names, "weekend" and "weekday" spelled out."""
    spelled = {"weekend": DAY_NAMES[5:], "weekday": DAY_NAMES[:5]}
    return [day for value in values for day in spelled.get(value.lower(), (value.capitalize(),))]


def hours(values: Sequence[str]) -> list[int]:
    """Hours of "7" and of ranges "6-11"; "22-3" runs over midnight."""
    found: list[int] = []
    for value in values:
        low, _, high = value.partition("-")
        if not (low.isdecimal() and (high or low).isdecimal()):
            raise UnanswerableError(f"{value!r} is no hour of the day: hours are 0 to 23.", "clicks by hour")
        first, last = int(low), int(high or low)
        found += range(first, last + 1) if first <= last else [*range(first, 24), *range(last + 1)]
    return found


def sources(values: Sequence[str]) -> list[str]:
    """Source names, "social" and "search engines" spelled out."""
    spelled = {"social": SOCIAL, "search engines": SEARCH_ENGINES}
    return [name for value in values for name in spelled.get(value, (value,))]
