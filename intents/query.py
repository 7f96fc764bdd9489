"""The typed query: the one meeting point of words and numbers.

A question becomes a `Query`; the restatement, the JSON, the SQL and the answer all come from it. Nothing here
knows a database or a screen. Names of segments, metrics and values are plain strings, spelled as in the
snapshot. SEMANTICS.md says what each part means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from intents.errors import QueryError

Ask = Literal[
    "figures",  # measures for a group, split, filtered, ranked, compared: most questions
    "overview",  # the segments: users and share of each
    "names",  # what the segments are called
    "profile",  # a group: metric, value (mean), all users' mean, ratio
    "distinction",  # what sets a group apart: over- and under-represented metrics, sections, sources, ...
    "advice",  # how to target or treat a group, resting on its distinction
    "users",  # a list of users, with the measures' values
    "user",  # one user: metric, value, their segment's mean
    "user_segment",  # which segment one user is in
    "user_history",  # one user's segment on every as-of day
    "why",  # why one user is in their segment
    "movement",  # users by (from, to) between two as-of days; the group's one Moved condition says which
    "correlation",  # of the first measure with the second, over users; aggregate "spearman" or "pearson"
    "definition",  # what `subject` means
    "values",  # the names that exist of the one dimension in `by` ("which sections are there")
    "data",  # what data is there; subject "" | "period" (first and last day) | "metrics" | "dimensions"
    "method",  # how the segments are made; subject "" | "quality"
    "help",  # what can be asked; subject "" | "greeting" | "thanks"
]

METRICS = (
    "clicks", "pages", "searches", "views", "articles", "time_per_click",
    "time_per_article", "total_time", "active_days", "recency", "sessions",
)  # fmt: skip
"""Metric ids of SEMANTICS.md section 4; "users" (the number of users) is a measure too."""

COUNTS = ("clicks", "pages", "searches", "views", "articles", "active_days", "sessions")
"""Count metrics: a bare one means the sum; it is the mean per user when groups of users are compared."""

TIMED = ("time_per_click", "time_per_article", "total_time")
"""Metrics that are lengths, in seconds."""

DIMENSIONS = (
    "segment", "device", "source", "section", "page_section", "page", "article", "term",
    "hour", "weekday", "daytype", "day", "week", "month", "as_of",
)  # fmt: skip
"""`section`: an article's section (by views). `page_section`: first part of the url's path (by clicks).
`page`: the url. `term`: the search term. `daytype`: weekend or weekday. `as_of`: the snapshot's as-of days
(trends of membership)."""

TIMES = ("hour", "weekday", "daytype", "day", "week", "month")
"""Those of them that cut time."""

ENTITIES = ("device", "source", "section", "page_section", "page", "article", "term")
"""Those of them that are told by name: their rows come highest first unless asked otherwise."""

FILTERS = (
    "device", "source", "section", "page_section", "page", "article", "term", "weekday", "hour",
)  # fmt: skip
"""Dimensions a filter can name. A `term` value means: contains it as whole words. `weekday` takes English day
names, "weekend" and "weekday"; `hour` takes "0".."23" and ranges "6-11"; `source` also takes "social" and
"search engines"; `article` takes article ids."""

AGGREGATES = ("count", "share", "sum", "mean", "median", "min", "max", "std", "distribution", "buckets",
              "spearman", "pearson")  # fmt: skip
"""Besides these: "p1".."p99". "count" and "share" are the only ones of "users"."""

Operator = Literal[">", ">=", "<", "<=", "=", "between"]
Direction = Literal["any", "up", "down", "changed", "stayed", "left", "joined", "churned", "new", "returned"]


@dataclass(frozen=True)
class Measure:
    """What is measured: a metric and how it is aggregated over users."""

    metric: str
    """An id of METRICS, or "users"."""
    aggregate: str
    """One of AGGREGATES or a percentile "p90"."""


@dataclass(frozen=True)
class Filter:
    """Picks events whose `dimension` has one of the values (or none of them, when negated)."""

    dimension: str
    """One of FILTERS."""
    values: tuple[str, ...]
    """Any of these; spelled as in the snapshot."""
    negated: bool = False
    """True: events with another value."""


@dataclass(frozen=True)
class Has:
    """Users with at least one event that the filter picks (negated: users without any)."""

    filter: Filter
    """Which events."""
    negated: bool = False
    """True: users without any such event."""

    @classmethod
    def of(cls, events: Filter) -> Has:
        """Users who did what the filter picks; none of it where the filter is negated."""
        return cls(replace(events, negated=False), events.negated)


@dataclass(frozen=True)
class Threshold:
    """Users whose own value of a metric, in the query's period, satisfies a bound."""

    metric: str
    """An id of METRICS."""
    op: Operator
    """How the value compares; "between" has both ends in."""
    low: float
    """The bound, in the metric's unit (seconds for times); the lower one of "between"."""
    high: float | None = None
    """The upper bound of "between", else None."""
    events: tuple[Filter, ...] = ()
    """The events counted ("over 10 clicks on mobile"); all of them must hold."""


@dataclass(frozen=True)
class Top:
    """The users at one end of the order by a metric (ties by user_id)."""

    metric: str
    """An id of METRICS."""
    amount: float
    """How many, in `unit`."""
    unit: Literal["percent", "users"] = "percent"
    """Of what the amount is."""
    side: Literal["top", "bottom"] = "top"
    """Which end."""


INACTIVE = "Inactive"
"""Where users are who have no event in the window, beside the segments."""


@dataclass(frozen=True)
class Moved:
    """Users by their place on two as-of days; places are segments, "Inactive" and "New" (no event before)."""

    direction: Direction
    """any: every pair (with origin and target: from one to the other); up, down: to a higher, lower segment;
    changed: in a segment on both days, and another; stayed: in the same; left: in `origin` then and not now,
    Inactive included; joined: in `target` now and not then; churned: from a segment to Inactive; new: from
    New to a segment; returned: from Inactive to a segment."""
    origin: tuple[str, ...] = ()
    """Places on the earlier day; empty = any the direction allows."""
    target: tuple[str, ...] = ()
    """Places on the later day; empty = any the direction allows."""
    start: dt.date | None = None
    """The earlier as-of day; None = the default (the one 7 days before the latest)."""
    end: dt.date | None = None
    """The later as-of day; None = the latest."""


Condition = Has | Threshold | Top | Moved
_Kind = TypeVar("_Kind", Has, Threshold, Top, Moved)


@dataclass(frozen=True)
class Group:
    """Who counts. Empty: everyone in the segments (with a period: everyone with an event in it)."""

    segments: tuple[str, ...] = ()
    """Members of any of these segments ("Inactive" allowed), in the order named."""
    users: tuple[str, ...] = ()
    """These users only (ids as text)."""
    where: tuple[tuple[Condition, ...], ...] = ()
    """All of these must hold, each being any of its conditions: (a or b) and (c)."""


@dataclass(frozen=True)
class Period:
    """Whole calendar days, both ends included."""

    first: dt.date
    """The first day."""
    last: dt.date
    """The last day."""
    whole_last: dt.date | None = None
    """Set on the earlier period of a like-for-like comparison: where the whole of it ends."""

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Query:
    """A question, typed. Defaults are what "no such thing was named" means."""

    ask: Ask
    """What kind of answer is asked for."""
    measures: tuple[Measure, ...] = ()
    """What is measured, in the order named."""
    groups: tuple[Group, ...] = (Group(),)
    """Who counts; two or more = compared with the first. Segments alone are compared by `by=("segment",)`."""
    base: Group | None = None
    """For shares: of whom; None = all users in the segments (of all events, where `events` picks some)."""
    part: Group | None = None
    """For shares of users in several rows: the users whose share of each row's users is asked."""
    events: tuple[Filter, ...] = ()
    """Which events count; all must hold. Empty = all."""
    by: tuple[str, ...] = ()
    """Dimensions to split by, outer first."""
    compared: bool = False
    """Rows of the split carry difference, change and ratio to the first ("mobile vs desktop clicks")."""
    period: Period | None = None
    """The days; None = the window."""
    baseline: Period | None = None
    """The earlier days that `period` is compared with."""
    as_of: dt.date | None = None
    """Membership as of this as-of day; None = the latest."""
    baseline_as_of: dt.date | None = None
    """The earlier as-of day whose membership is compared with ("which segment is growing")."""
    order: Literal["desc", "asc"] | None = None
    """Ranked by the first measure (by its change, with a baseline); None = not ranked."""
    limit: int | None = None
    """The number of rows asked for; None = all."""
    subject: str = ""
    """The user id of user questions, the term of a definition, the topic of data, method and help."""

    @property
    def metrics(self) -> set[str]:
        """What is measured, however it is summed up."""
        return {measure.metric for measure in self.measures}

    @property
    def group(self) -> Group:
        """The first (usually the only) group."""
        return self.groups[0]


MEASURED = ("figures", "correlation")
USER_ASKS = ("user", "user_segment", "user_history", "why")


def is_aggregate(name: str) -> bool:
    """True for a name of AGGREGATES and for p1..p99."""
    return name in AGGREGATES or bool(re.fullmatch(r"p[1-9][0-9]?", name))


def problems(query: Query) -> list[str]:
    """Every way in which a query breaks the schema, each as a sentence; empty when it is sound."""
    found = [f"unknown ask {query.ask!r}"] if query.ask not in get_args(Ask) else []
    for measure in query.measures:
        if measure.metric not in (*METRICS, "users"):
            found.append(f"unknown metric {measure.metric!r}")
        if not is_aggregate(measure.aggregate):
            found.append(f"unknown aggregate {measure.aggregate!r}")
        elif (measure.metric == "users") != (measure.aggregate == "count") and measure.aggregate != "share":
            found.append(f"{measure.aggregate} does not go with {measure.metric}")
    found += [f"unknown dimension {d!r}" for d in query.by if d not in DIMENSIONS]
    found += [f"unknown filter {f.dimension!r}" for f in query.events if f.dimension not in FILTERS]
    if query.ask in MEASURED and not query.measures:
        found.append(f"{query.ask} needs a measure")
    if query.ask == "correlation" and len(query.measures) != 2:
        found.append("a correlation is of two metrics")
    if query.part is not None and (query.ask != "figures" or Measure("users", "share") not in query.measures):
        found.append("only a share of users has a part")
    if query.part is not None and query.base is not None:
        found.append("a share is of each row's users or of a base, not of both")
    if query.ask in USER_ASKS and not query.subject:
        found.append(f"{query.ask} needs a user id")
    if query.ask == "movement" and not moves(query.group):
        found.append("movement needs a direction")
    if query.baseline is not None and query.period is None:
        found.append("a baseline needs a period")
    for period in (query.period, query.baseline):
        if period is not None and period.first > period.last:
            found.append(f"the period ends ({period.last}) before it starts ({period.first})")
    if query.limit is not None and query.limit < 1:
        found.append("a limit is at least 1")
    if not query.groups:
        found.append("a query has at least one group")
    return found


def checked(query: Query) -> Query:
    """The query itself when it is sound; raises QueryError naming every problem."""
    found = problems(query)
    if found:
        raise QueryError("This is not a sound query: " + "; ".join(found) + ".", "Name one thing at a time.")
    return query


def highest_first(query: Query) -> bool:
    """True where the rows come highest first, whether that was asked for or is the way of such rows."""
    plain = query.ask == "figures" and len(query.by) == len(query.groups) == 1 and query.limit is None
    plain = plain and query.by[0] in ENTITIES
    return query.order == "desc" or (
        query.order is None and plain and not (query.compared or query.baseline or query.baseline_as_of)
    )


def filters(query: Query) -> list[Filter]:
    """What picks events of the query, then what its first group's users met."""
    return [*query.events, *(c.filter for c in met_by(query.group))]


def of_kind(kind: type[_Kind], where: Iterable[tuple[Condition, ...]]) -> list[_Kind]:
    """The conditions of one kind in `where`, alternatives among them."""
    return [c for any_of in where for c in any_of if isinstance(c, kind)]


def met_by(group: Group) -> list[Has]:
    """The conditions of a group on what its users did or did not meet."""
    return of_kind(Has, group.where)


def met_alone(any_of: tuple[Condition, ...]) -> Has | None:
    """What users met by an entry of `where` that has no alternatives; None for all other entries."""
    met = any_of[0]
    return met if len(any_of) == 1 and isinstance(met, Has) and not met.negated else None


def with_where(query: Query, where: Iterable[tuple[Condition, ...]]) -> Query:
    """The query with the conditions of its first group replaced."""
    return replace(query, groups=(replace(query.group, where=tuple(where)), *query.groups[1:]))


def with_segments(query: Query, segments: tuple[str, ...]) -> Query:
    """The query with the segments of its first group replaced, and no other group."""
    return replace(query, groups=(replace(query.group, segments=segments),))


def moves(group: Group) -> list[Moved]:
    """The movement conditions of a group."""
    return of_kind(Moved, group.where)


def to_dict(value: Any) -> Any:
    """JSON-ready form: dataclasses become objects (conditions carry their "kind"), days ISO strings."""
    if is_dataclass(value):
        kind = {"kind": type(value).__name__} if isinstance(value, Condition) else {}
        return kind | {f.name: to_dict(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_dict(v) for v in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
