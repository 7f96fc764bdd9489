"""The figures against a second computation of them, on questions made up at random."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import Cut, Figures, from_events, from_statistics
from chatbot.figures.events import source_of
from chatbot.figures.measures import total_of
from chatbot.figures.opened import INACTIVE, Opened, opened
from chatbot.figures.spans import scope
from intents.query import METRICS, Filter, Group, Has, Measure, Moved, Period, Query, Threshold, Top
from segmentation.snapshot import Snapshot
from tests.chatbot.reference import MISSING, Reference

LAST = dt.date(2026, 10, 31)
SEGMENTS = ("Low Engagement", "Moderate Engagement", "Highly Engaged")
VALUES = {
    "device": ("mobile", "desktop", "tablet", "(unknown)"),
    "source": ("google", "newsletter", "direct", "social", "search engines"),
    "section": ("Politics", "Sport", "Food"),
    "page_section": ("home", "politics"),
    "term": ("wine", "election", "champions league"),
    "weekday": ("Sunday", "weekend", "weekday"),
    "hour": ("8", "6-11", "22-3"),
}
KINDS = {
    "clicks": ("device", "source", "page_section"),
    "views": ("section",),
    "searches": ("term",),
    "any": (),
}
TIMES = ("weekday", "hour")
SPLITS = ("segment", "weekday", "daytype", "hour", "week", "month")
OF = {
    "clicks": "clicks", "pages": "clicks", "time_per_click": "clicks", "searches": "searches",
    "views": "views",
    "articles": "views", "time_per_article": "views",
}  # fmt: skip
AGGREGATES = ("sum", "mean", "median", "min", "max", "std", "p10", "p37", "p95")


@st.composite
def filters(draw: st.DrawFn, kind: str) -> Filter:
    """A filter that events of a kind can satisfy."""
    dimension = draw(st.sampled_from((*KINDS[kind], *TIMES)))
    values = draw(st.lists(st.sampled_from(VALUES[dimension]), min_size=1, max_size=2, unique=True))
    return Filter(dimension, tuple(values), draw(st.booleans()))


@st.composite
def conditions(draw: st.DrawFn) -> Any:
    """Any one condition."""
    what = draw(st.sampled_from(("has", "threshold", "top", "moved")))
    metric = draw(st.sampled_from(METRICS))
    if what == "has":
        return Has(draw(filters(draw(st.sampled_from(tuple(KINDS))))), draw(st.booleans()))
    if what == "threshold":
        kind = OF.get(metric, "any")
        events = draw(st.lists(filters(kind), max_size=1)) if metric != "sessions" else []
        low = draw(st.integers(0, 40))
        op = draw(st.sampled_from((">", ">=", "<", "<=", "=", "between")))
        high = float(low + draw(st.integers(0, 20))) if op == "between" else None
        return Threshold(metric, op, float(low), high, tuple(events))
    if what == "top":
        unit = draw(st.sampled_from(("percent", "users")))
        return Top(metric, float(draw(st.integers(1, 60))), unit, draw(st.sampled_from(("top", "bottom"))))
    direction = draw(
        st.sampled_from(
            ("any", "up", "down", "changed", "stayed", "left", "joined", "churned", "new", "returned")
        )
    )
    origin = tuple(draw(st.lists(st.sampled_from((*SEGMENTS, INACTIVE)), max_size=1)))
    start = draw(st.sampled_from((None, dt.date(2026, 9, 20))))
    return Moved(direction, origin, (), start)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    """Segments, conditions, or neither."""
    segments = tuple(draw(st.lists(st.sampled_from((*SEGMENTS, INACTIVE)), max_size=2, unique=True)))
    where = draw(st.lists(st.lists(conditions(), min_size=1, max_size=2).map(tuple), max_size=2))
    return Group(segments, (), tuple(where))


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """A question of one measure that the data can answer."""
    metric = draw(st.sampled_from((*METRICS, "users")))
    aggregate = "count" if metric == "users" else draw(st.sampled_from(AGGREGATES))
    kind = OF.get(metric, "any")
    if metric in ("users", "active_days", "recency", "total_time"):
        kind = draw(st.sampled_from(("any", "clicks", "views")))
    events = tuple(draw(st.lists(filters(kind), max_size=2)))
    # What is worked out from events of any kind is split by time, or by what its filters already carry.
    carried = [f.dimension for f in events if f.dimension not in TIMES]
    entities = KINDS[kind] if OF.get(metric) or carried or metric != "sessions" else ()
    by = draw(st.lists(st.sampled_from((*entities, *SPLITS)), max_size=2, unique=True))
    period = draw(
        st.sampled_from(
            (None, None, Period(dt.date(2026, 9, 1), dt.date(2026, 9, 30)),
             Period(dt.date(2026, 10, 26), LAST),
             Period(dt.date(2026, 10, 3), dt.date(2026, 10, 3)))
        )
    )  # fmt: skip
    as_of = draw(st.sampled_from((None, None, dt.date(2026, 10, 20))))
    return Query(
        "figures",
        (Measure(metric, aggregate),),
        (draw(groups()),),
        events=events,
        by=tuple(by),
        period=period,
        as_of=as_of,
    )


def cut_of(data: Opened, query: Query) -> Cut:
    """The cut that answers a query of one measure."""
    notes: list[str] = []
    as_of = max(d for d in data.manifest.as_of_days if d <= (query.as_of or LAST))
    (measure,) = query.measures
    days = scope(data, query.period, as_of, notes)
    return Cut(measure.metric, (measure.aggregate,), query.group, days, query.events, query.by)


def close(found: Any, expected: Any) -> bool:
    """Equal, but for the order in which fractions were added."""
    if found is None or expected is None:
        return found is None and expected is None
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)


@pytest.fixture(scope="session")
def data(demo_snapshot: Snapshot) -> Opened:
    return opened(demo_snapshot)


@pytest.fixture(scope="session")
def reference(demo_warehouse: Path, demo_snapshot: Snapshot) -> Reference:
    return Reference(str(demo_warehouse), demo_snapshot)


RANDOM = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)


@RANDOM
@given(query=queries())
def test_figures_agree_with_raw_events(data: Opened, reference: Reference, query: Query) -> None:
    (measure,) = query.measures
    try:
        source_of(data, measure.metric, [*query.by, *(f.dimension for f in query.events)])
    except UnanswerableError:
        return
    found = from_events(data, cut_of(data, query))
    if "segment" in query.by and INACTIVE not in query.group.segments and not _moves(query.group):
        place = query.by.index("segment")
        found = {cell: figure for cell, figure in found.items() if cell[place] != INACTIVE}
    expected = reference.cells(query, measure, query.group, query.period)
    for cell, value in expected.items():
        if cell in found:
            assert close(found[cell].values[0], value) or (value == 0 and found[cell].values[0] is None), cell
        else:
            assert not value, (cell, value)
    for cell in found.keys() - expected.keys():
        assert not found[cell].values[0] or math.isnan(found[cell].values[0]), cell


def _moves(group: Group) -> bool:
    return any(isinstance(c, Moved) for any_of in group.where for c in any_of)


@RANDOM
@given(
    metric=st.sampled_from((*METRICS, "users")),
    segments=st.lists(st.sampled_from(SEGMENTS), max_size=3, unique=True).map(tuple),
    by=st.lists(
        st.sampled_from(("segment", "device", "source", "section", "page_section")), max_size=2, unique=True
    ),
    as_of=st.sampled_from((None, dt.date(2026, 10, 24), dt.date(2026, 8, 8))),
    aggregate=st.sampled_from(
        ("sum", "mean", "median", "min", "max", "std", "p10", "p25", "p50", "p75", "p90", "p33")
    ),
)
def test_statistics_agree_with_events(
    data: Opened, metric: str, segments: tuple[str, ...], by: list[str], as_of: dt.date | None, aggregate: str
) -> None:
    name = total_of(metric) if metric == "users" else aggregate
    days = scope(data, None, as_of or LAST, [])
    cut = Cut(metric, (name,), Group(segments), days, (), tuple(by))
    kept = from_statistics(data, cut)
    if kept is None:
        return
    _assert_same(kept, from_events(data, cut), name in ("sum", "count"))


def _assert_same(kept: Figures, worked_out: Figures, whole: bool) -> None:
    assert kept.keys() == worked_out.keys()
    for cell, figure in kept.items():
        assert close(figure.values[0], worked_out[cell].values[0]), cell
        assert (figure.users, figure.missing) == (worked_out[cell].users, worked_out[cell].missing), cell
        if whole:
            assert isinstance(figure.values[0], type(worked_out[cell].values[0]))


def test_missing_metrics_are_those_without_a_zero() -> None:
    from chatbot.figures.events import NO_VALUE

    assert set(NO_VALUE) == set(MISSING)
