"""The catalogue: every metric and dimension, what people call it, and which parts of the warehouse it needs.

How a metric is worked out from events is one SQLAlchemy expression in `segmentation.features`; everything
that is said *about* a metric is said here, and nowhere else. Imports nothing: an answer can afford it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PARTS: dict[str, tuple[str, ...]] = {
    "clickstream": ("user_id", "timestamp", "url", "referrer", "device", "time_spent"),
    "search_queries": ("user_id", "timestamp", "query"),
    "article_views": ("user_id", "timestamp", "article_id", "time_spent"),
    "articles": ("article_id", "title", "section", "published_at"),
}
"""The tables a warehouse may have, and the columns each may have."""

EVENT_TABLES = ("clickstream", "search_queries", "article_views")
"""The tables whose rows are events: something a user did at a time."""


@dataclass(frozen=True)
class Metric:
    """A number that every user has, or lacks, over a period."""

    id: str
    """Its name in the snapshot's columns."""
    name: str
    """Its name in answers."""
    names: tuple[str, ...]
    """What else people call it."""
    unit: str
    """What it counts or measures: clicks, seconds, days, ..."""
    kind: Literal["count", "average", "time", "days"]
    """count: a whole number; average: mean of observed times; time: summed seconds; days: a gap."""
    higher_is: Literal["more", "less"]
    """Whether a higher value means more engagement, or less."""
    needs: tuple[str, ...]
    """Warehouse parts, as `table` or `table.column`, without which it is unavailable."""
    needs_all: bool = True
    """False: any one of `needs` is enough."""

    @property
    def aggregate(self) -> str:
        """How a bare mention aggregates over users: "sum" for counts, else "mean"."""
        return "sum" if self.kind == "count" else "mean"


METRICS: tuple[Metric, ...] = (
    Metric(
        "clicks", "total clicks", ("clicks", "click count", "page clicks", "traffic", "hits"),
        "clicks", "count", "more", ("clickstream",),
    ),
    Metric(
        "pages", "pages visited", ("pages", "distinct pages", "unique pages", "urls", "different pages"),
        "pages", "count", "more", ("clickstream.url",),
    ),
    Metric(
        "searches", "search queries", ("searches", "queries", "search count", "lookups"),
        "searches", "count", "more", ("search_queries",),
    ),
    Metric(
        "views", "article views", ("views", "reads", "article reads", "article opens"),
        "views", "count", "more", ("article_views",),
    ),
    Metric(
        "articles", "articles read",
        ("articles", "distinct articles", "unique articles", "different articles"),
        "articles", "count", "more", ("article_views.article_id",),
    ),
    Metric(
        "time_per_click", "average time per click",
        ("time per click", "click time", "time per page", "time on page"),
        "seconds", "average", "more", ("clickstream.time_spent",),
    ),
    Metric(
        "time_per_article", "average time per article",
        ("time per article", "dwell time", "dwell", "reading time", "read time", "time on article"),
        "seconds", "average", "more", ("article_views.time_spent",),
    ),
    Metric(
        "total_time", "total time spent", ("total time", "time spent", "time on site", "overall time"),
        "seconds", "time", "more", ("clickstream.time_spent", "article_views.time_spent"), needs_all=False,
    ),
    Metric(
        "active_days", "active days", ("days active", "days visited", "visit days", "frequency"),
        "days", "count", "more", EVENT_TABLES, needs_all=False,
    ),
    Metric(
        "recency", "days since last activity",
        ("recency", "days since last visit", "days since last seen", "last activity", "last seen"),
        "days", "days", "less", EVENT_TABLES, needs_all=False,
    ),
    Metric(
        "sessions", "sessions", ("visits", "session count", "number of visits"),
        "sessions", "count", "more", ("time of day",),
    ),
)  # fmt: skip
"""In catalogue order, which is the order of the columns of `users`."""

METRIC = {metric.id: metric for metric in METRICS}
"""The catalogue by id."""


@dataclass(frozen=True)
class Dimension:
    """Something that events, and so users, can be split by."""

    id: str
    """Its name in statistics."""
    name: str
    """Its name in answers."""
    names: tuple[str, ...]
    """What else people call it."""
    needs: tuple[str, ...]
    """Warehouse parts without which it is unavailable."""
    needs_all: bool = True
    """False: any one of `needs` is enough."""


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("device", "device", ("devices", "device type", "platform"), ("clickstream.device",)),
    Dimension(
        "source",
        "source",
        ("sources", "referrer", "traffic source", "channel", "origin"),
        ("clickstream.referrer",),
    ),
    Dimension(
        "section",
        "section",
        ("sections", "topic", "category", "desk"),
        ("article_views.article_id", "articles.section"),
    ),
    Dimension("page_section", "section of the site", ("page section", "site section"), ("clickstream.url",)),
    Dimension("page", "page", ("pages", "url", "link"), ("clickstream.url",)),
    Dimension(
        "article", "article", ("articles", "story", "stories", "headline"), ("article_views.article_id",)
    ),
    Dimension(
        "term", "search term", ("search terms", "terms", "keyword", "query"), ("search_queries.query",)
    ),
    Dimension("weekday", "weekday", ("weekdays", "day of the week"), EVENT_TABLES, needs_all=False),
    Dimension("hour", "hour", ("hours", "hour of the day", "time of day"), ("time of day",)),
    Dimension("day", "day", ("days", "date", "daily"), EVENT_TABLES, needs_all=False),
    Dimension("week", "week", ("weeks", "weekly"), EVENT_TABLES, needs_all=False),
    Dimension("month", "month", ("months", "monthly"), EVENT_TABLES, needs_all=False),
)


def unavailable(item: Metric | Dimension, missing: dict[str, str]) -> str:
    """Why `item` cannot be worked out, or "" when it can.

    `missing` maps each warehouse part that is not there to a sentence saying so. A table's absence implies
    that of its columns.
    """
    reasons = []
    for need in item.needs:
        reason = missing.get(need) or missing.get(need.partition(".")[0], "")
        if not reason and not item.needs_all:
            return ""
        if reason and reason not in reasons:
            reasons.append(reason)
    return "; ".join(reasons)
