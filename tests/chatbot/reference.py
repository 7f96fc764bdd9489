"""Every figure worked out a second time: with pandas, straight from the raw events, one user at a time.

Shares no code with the product but the typed query. Membership is the snapshot's (it is what the clustering
found); all else comes from the warehouse's rows. Written to be read against SEMANTICS.md, not to be quick.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import duckdb
import numpy as np
import pandas as pd

from intents.query import Filter, Group, Has, Measure, Moved, Period, Query, Threshold, Top
from segmentation.snapshot import Snapshot

KIND_OF = {
    "device": "clicks", "source": "clicks", "page": "clicks", "page_section": "clicks",
    "term": "searches", "section": "views", "article": "views",
}  # fmt: skip
MISSING = ("time_per_click", "time_per_article", "recency")
WINDOW = 30
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SOCIAL = ["facebook", "twitter", "linkedin", "instagram", "reddit", "pinterest", "tiktok", "youtube"]
ENGINES = ["google", "bing", "duckduckgo", "yahoo", "baidu", "yandex"]

Cells = dict[tuple[Any, ...], Any]


def source(referrer: str | None) -> str:
    """The referrer's registrable name without its suffix (enough for the demo's referrers)."""
    if not referrer:
        return "direct"
    host = urlsplit(referrer).hostname or ""
    if host in ("t.co", "twitter.com", "x.com"):
        return "twitter"
    if host.startswith("newsletter."):
        return "newsletter"
    return host.removesuffix(".co.uk").removesuffix(".com").split(".")[-1]


class Reference:
    """The raw events of one warehouse and the memberships of its snapshot."""

    def __init__(self, warehouse: str, snapshot: Snapshot) -> None:
        with duckdb.connect(warehouse, read_only=True) as raw:
            clicks = raw.execute("SELECT * FROM clickstream").df()
            searches = raw.execute("SELECT * FROM search_queries").df()
            views = raw.execute("SELECT * FROM article_views").df()
            articles = raw.execute("SELECT article_id, section FROM articles").df()
        with snapshot.connect() as published:
            self.members = published.execute("SELECT * FROM members").df()
        self.members["as_of"] = pd.to_datetime(self.members["as_of"]).dt.date
        self.order = [segment.name for segment in snapshot.manifest.segments]
        self.as_of_days = sorted(self.members["as_of"].unique())
        self.as_of = self.as_of_days[-1]
        urls = clicks["url"].map(lambda url: urlsplit(url).path.strip("/").split("/")[0] or "home")
        clicks = clicks.assign(
            source=clicks["referrer"].map(lambda r: source(r if isinstance(r, str) else None)),
            page=clicks["url"], page_section=urls, device=clicks["device"].fillna("(unknown)"),
        )  # fmt: skip
        searches = searches.assign(term=searches["query"].str.strip().str.lower())
        views = views.merge(articles, on="article_id", how="left")
        views["section"] = views["section"].fillna("(unknown)")
        views["article"] = views["article_id"]
        everything = pd.concat([clicks, searches, views])[["user_id", "timestamp"]]
        self.events = {
            "clicks": _timed(clicks), "searches": _timed(searches), "views": _timed(views),
            "any": _timed(everything),
        }  # fmt: skip
        self.first_seen = self.events["any"].groupby("user_id")["day"].min()

    # --- who counts

    def days(self, query: Query, period: Period | None) -> tuple[dt.date, dt.date, bool]:
        """First and last day, and whether they were named."""
        day = self.day(query.as_of)
        window = (day - dt.timedelta(days=WINDOW - 1), day)
        if period is None or (day == self.as_of and (period.first, period.last) == window):
            return *window, False
        return period.first, period.last, True

    def day(self, day: dt.date | None) -> dt.date:
        """The latest as-of day not after one."""
        return self.as_of if day is None else max(d for d in self.as_of_days if d <= day)

    def places(self, day: dt.date) -> pd.Series:
        """Everyone's segment on a day, Inactive, or New."""
        on_day = self.members[self.members["as_of"] == day].set_index("user_id")["segment"]
        places = on_day.reindex(self.first_seen.index)
        return places.where(places.notna(), np.where(self.first_seen > day, "New", "Inactive"))

    def counting(self, group: Group, first: dt.date, last: dt.date, as_of: dt.date, named: bool) -> pd.Series:
        """Users who count → their place."""
        places = self.places(as_of)
        places = places[places != "New"]
        moves = [c for any_of in group.where for c in any_of if isinstance(c, Moved)]
        chosen = places[places.index.astype(str).isin(group.users)] if group.users else places
        if group.segments:
            chosen = chosen[chosen.isin(group.segments)]
        if not (group.users or group.segments or named):
            went = set().union(*(self.moved(m) for m in moves)) if moves else set()
            chosen = chosen[(chosen != "Inactive") | chosen.index.isin(went)]
        active = self.within("any", first, last, ())["user_id"].unique()
        if named and not group.users:
            chosen = chosen[chosen.index.isin(active)]
        result = chosen
        for any_of in group.where:
            fits = set().union(*(self.fitting(c, chosen, group, first, last, as_of, named) for c in any_of))
            result = result[result.index.isin(fits)]
        for (move,) in (any_of for any_of in group.where if len(any_of) == 1):
            if isinstance(move, Moved) and move.direction in ("left", "churned"):
                result = self.places(self.move_days(move)[0]).reindex(result.index)
                break
        return result

    def fitting(
        self, condition: Any, chosen: pd.Series, group: Group, first: dt.date, last: dt.date,
        as_of: dt.date, named: bool,
    ) -> set[Any]:  # fmt: skip
        """Those of the chosen whom a condition picks."""
        match condition:
            case Has(filter, negated):
                kind = KIND_OF.get(filter.dimension, "any")
                having = set(self.within(kind, first, last, [filter])["user_id"])
                return set(chosen.index) - having if negated else set(chosen.index) & having
            case Threshold(metric, op, low, high, events):
                values = self.values(metric, chosen.index, first, last, events)
                tests = {
                    ">": values > low, ">=": values >= low, "<": values < low, "<=": values <= low,
                    "=": values == low, "between": (values >= low) & (values <= (high or 0)),
                }  # fmt: skip
                return set(values[tests[op]].index)
            case Top(metric, amount, unit, side):
                among = self.counting(Group(group.segments, group.users), first, last, as_of, named)
                values = self.values(metric, among.index, first, last, ()).dropna()
                ranked = values.reset_index().sort_values(
                    ["value", "user_id"], ascending=[side == "bottom", True]
                )
                number = (
                    max(1, int(np.ceil(round(len(ranked) * amount / 100, 6))))
                    if unit == "percent"
                    else int(amount)
                )
                return set(ranked["user_id"].head(number))
            case Moved():
                return self.moved(condition)
        raise AssertionError(condition)

    def move_days(self, move: Moved) -> tuple[dt.date, dt.date]:
        """The two as-of days of a movement."""
        end = self.day(move.end)
        return self.day(move.start or end - dt.timedelta(days=7)), end

    def moved(self, move: Moved) -> set[Any]:
        """The users a movement picks."""
        start, end = self.move_days(move)
        pairs = pd.DataFrame({"then": self.places(start), "now": self.places(end)})
        pairs = pairs[pairs["now"] != "New"]
        return {user for user, then, now in pairs.itertuples() if self.goes(move, then, now)}

    def goes(self, move: Moved, then: str, now: str) -> bool:
        """Whether going from one place to another is such a movement."""
        if (move.origin and then not in move.origin) or (move.target and now not in move.target):
            return False
        rank = {name: i for i, name in enumerate(self.order)}
        inside = then in rank and now in rank
        return {
            "any": True,
            "up": inside and rank.get(now, 0) > rank.get(then, 0),
            "down": inside and rank.get(now, 0) < rank.get(then, 0),
            "changed": inside and now != then,
            "stayed": inside and now == then,
            "left": then in rank and now != then,
            "joined": now in rank and now != then,
            "churned": then in rank and now == "Inactive",
            "new": then == "New" and now in rank,
            "returned": then == "Inactive" and now in rank,
        }[move.direction]

    # --- events and values

    def within(self, kind: str, first: dt.date, last: dt.date, filters: Iterable[Filter]) -> pd.DataFrame:
        """The events of a kind in some days that all filters pick."""
        events = _between(self.events[kind], first, last)
        for filter in filters:
            events = events[_picked(events, filter)]
        return events

    def kind(self, metric: str, dimensions: Sequence[str]) -> str:
        """The kind of events a metric is worked out from, once what it is split and filtered by is known."""
        needed = {KIND_OF[d] for d in dimensions if d in KIND_OF}
        assert len(needed) < 2, dimensions
        own = {"clicks": "clicks", "pages": "clicks", "time_per_click": "clicks", "searches": "searches",
               "views": "views", "articles": "views", "time_per_article": "views"}.get(metric)  # fmt: skip
        return own or (needed.pop() if needed else "any")

    def values(
        self, metric: str, users: pd.Index, first: dt.date, last: dt.date, filters: Sequence[Filter],
        cell: Sequence[tuple[str, Any]] = (),
    ) -> pd.Series:  # fmt: skip
        """Each user's value of a metric, over the events picked (and of one cell)."""
        dimensions = [*(f.dimension for f in filters), *(d for d, _ in cell)]
        kind = self.kind(metric, dimensions)
        if metric == "recency" and not dimensions:
            seen = _between(self.events["any"], dt.date.min, last).groupby("user_id")["day"].max()
            found = seen.map(lambda day: (last - day).days)
        elif metric == "total_time" and kind == "any":
            halves = [self._of("total_time", k, first, last, filters, cell) for k in ("clicks", "views")]
            found = halves[0].add(halves[1], fill_value=0)
        else:
            found = self._of(metric, kind, first, last, filters, cell)
        found = found.reindex(users)
        found.index.name, found.name = "user_id", "value"
        return found if metric in MISSING else found.fillna(0)

    def _of(
        self, metric: str, kind: str, first: dt.date, last: dt.date, filters: Sequence[Filter],
        cell: Sequence[tuple[str, Any]],
    ) -> pd.Series:  # fmt: skip
        if metric == "sessions":
            events = self.session_starts(first, last)
            for filter in filters:
                events = events[_picked(events, filter)]
        else:
            events = self.within(kind, first, last, filters)
        for dimension, value in cell:
            events = events[events[dimension] == value]
        by_user = events.groupby("user_id")
        match metric:
            case "pages":
                return by_user["page"].nunique()
            case "articles":
                return by_user["article_id"].nunique()
            case "time_per_click" | "time_per_article":
                return by_user["time_spent"].mean()
            case "total_time":
                return by_user["time_spent"].sum()
            case "active_days":
                return by_user["day"].nunique()
            case "recency":
                return by_user["day"].max().map(lambda day: (last - day).days)
        return by_user.size()

    @lru_cache(maxsize=64)  # noqa: B019 - lives as long as the test session
    def session_starts(self, first: dt.date, last: dt.date) -> pd.DataFrame:
        """The first event of each session of the events in some days."""
        events = _between(self.events["any"], first, last).sort_values(["user_id", "timestamp"])
        gap = events.groupby("user_id")["timestamp"].diff()
        return events[gap.isna() | (gap > pd.Timedelta(minutes=30))]

    # --- figures

    def cells(self, query: Query, measure: Measure, group: Group, period: Period | None) -> Cells:
        """The value of one measure in every cell of one side of a query."""
        first, last, named = self.days(query, period)
        people = self.counting(group, first, last, self.day(query.as_of), named)
        hides = "Inactive" not in group.segments and not group.users
        if "segment" in query.by and hides and not any(isinstance(c, Moved) for a in group.where for c in a):
            people = people[people != "Inactive"]
        found: Cells = {}
        for cell in self.keys(query, measure, people, first, last):
            inner = [(d, v) for d, v in zip(query.by, cell, strict=True) if d != "segment"]
            segment = [v for d, v in zip(query.by, cell, strict=True) if d == "segment"]
            users = people[people == segment[0]].index if segment else people.index
            for dimension, value in inner:
                if dimension in ("day", "week", "month"):
                    active = self.within("any", first, last, ())
                    users = users.intersection(active[active[dimension] == value]["user_id"].unique())
            found[cell] = self.aggregate(query, measure, users, first, last, inner)
        return found

    def keys(
        self, query: Query, measure: Measure, people: pd.Series, first: dt.date, last: dt.date
    ) -> set[Any]:
        """The cells in which the users who count have events (of segments: in which there are users)."""
        dimensions = [*query.by, *(f.dimension for f in query.events)]
        kind = self.kind(measure.metric, dimensions)
        kinds = ["clicks", "views"] if measure.metric == "total_time" and kind == "any" else [kind]
        frames = [self.within(k, first, last, query.events) for k in kinds]
        events = pd.concat([frame[frame["user_id"].isin(people.index)] for frame in frames])
        events = events.assign(segment=events["user_id"].map(people))
        if list(query.by) == ["segment"]:
            return {(name,) for name in people.unique()}
        if not query.by:
            return {()}
        return set(events[list(query.by)].itertuples(index=False, name=None))

    def aggregate(
        self, query: Query, measure: Measure, users: pd.Index, first: dt.date, last: dt.date,
        cell: Sequence[tuple[str, Any]],
    ) -> Any:  # fmt: skip
        """One measure over some users."""
        if measure.metric == "users":
            if not (cell or query.events):
                return len(users)
            kind = self.kind("users", [*(f.dimension for f in query.events), *(d for d, _ in cell)])
            events = self.within(kind, first, last, query.events)
            for dimension, value in cell:
                events = events[events[dimension] == value]
            return events[events["user_id"].isin(users)]["user_id"].nunique()
        values = self.values(measure.metric, users, first, last, query.events, cell)
        if measure.aggregate == "sum":
            return values.sum()
        values = values.dropna()
        if not len(values):
            return None
        if measure.aggregate.startswith("p"):
            return values.quantile(int(measure.aggregate[1:]) / 100)
        result = getattr(values, measure.aggregate)()
        return None if pd.isna(result) else result

    def correlation(self, query: Query) -> tuple[float | None, int]:
        """The correlation of two metrics over users, and the number of users."""
        first, last, named = self.days(query, query.period)
        people = self.counting(query.group, first, last, self.day(query.as_of), named).index
        one, other = (self.values(m.metric, people, first, last, query.events) for m in query.measures)
        both = pd.DataFrame({"one": one, "other": other}).dropna().astype(float)
        if query.measures[0].aggregate == "spearman":
            both = both.rank()
        value = both["one"].corr(both["other"])
        return (None if pd.isna(value) else float(value)), len(both)

    def movement(self, move: Moved) -> dict[tuple[str, str], tuple[int, float | None]]:
        """(from, to) → users and percent of those in `from` on the earlier day."""
        start, end = self.move_days(move)
        pairs = pd.DataFrame({"then": self.places(start), "now": self.places(end)})
        pairs = pairs[pairs["now"] != "New"]
        sizes = pairs["then"].value_counts()
        counts = pairs.groupby(["then", "now"]).size()
        return {
            (then, now): (int(n), None if then == "New" else 100 * n / sizes[then])
            for (then, now), n in counts.items()
            if self.goes(move, then, now)
        }


def _timed(events: pd.DataFrame) -> pd.DataFrame:
    when = events["timestamp"].dt
    days = when.date
    start = (when.normalize() - pd.to_timedelta(when.day_of_week, unit="D")).dt.strftime("%Y-%m-%d")
    weekday = when.day_of_week.map(lambda i: DAYS[i])
    return events.assign(
        date=days, hour=when.hour, weekday=weekday, week=start, month=when.strftime("%Y-%m"), day=days,
        daytype=np.where(when.day_of_week > 4, "weekend", "weekday"),
    )  # fmt: skip


def _between(events: pd.DataFrame, first: dt.date, last: dt.date) -> pd.DataFrame:
    return events[(events["date"] >= first) & (events["date"] <= last)]


def _picked(events: pd.DataFrame, filter: Filter) -> pd.Series:
    values = list(filter.values)
    match filter.dimension:
        case "term":
            words = [r"(?<!\w)" + r"\s+".join(map(re.escape, v.split())) + r"(?!\w)" for v in values]
            mask = events["term"].str.contains("|".join(f"(?:{w})" for w in words), case=False, regex=True)
        case "weekday":
            mask = events["weekday"].isin(
                [d for v in values for d in {"weekend": DAYS[5:], "weekday": DAYS[:5]}.get(v, [v])]
            )
        case "hour":
            wanted = []
            for value in values:
                low, _, high = value.partition("-")
                a, b = int(low), int(high or low)
                wanted += [h % 24 for h in range(a, (b if b >= a else b + 24) + 1)]
            mask = events["hour"].isin(wanted)
        case "source":
            mask = events["source"].isin(
                [s for v in values for s in {"social": SOCIAL, "search engines": ENGINES}.get(v, [v])]
            )
        case dimension:
            mask = events[dimension].astype(str).isin(values)
    return ~mask if filter.negated else mask
