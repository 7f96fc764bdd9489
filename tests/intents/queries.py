"""Every query the grammar can form, as a hypothesis strategy."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from intents import query as q
from intents.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    segments=("Low Engagement", "Moderate Engagement", "Highly Engaged"),
    as_of=dt.date(2026, 10, 31),
    as_of_days=tuple(dt.date(2026, 10, 31) - dt.timedelta(days=7 * n) for n in range(12, -1, -1)),
    first_day=dt.date(2026, 7, 4),
    metrics=frozenset(q.METRICS),
    dimensions=frozenset(q.DIMENSIONS),
)

names = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["Sport", "x, or who", 'a "quoted" one', "Low Engagement"]
)
some_names = st.lists(names, min_size=1, max_size=3).map(tuple)
maybe_names = st.lists(names, max_size=2).map(tuple)
days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
numbers = st.integers(0, 10_000).map(float) | st.floats(0.01, 1e6, allow_nan=False)
metrics = st.sampled_from(q.METRICS)
aggregates = st.sampled_from(
    [a for a in q.AGGREGATES if a not in ("count", "spearman", "pearson")]
) | st.integers(1, 99).map(lambda n: f"p{n}")
measures = st.builds(q.Measure, metrics, aggregates) | st.builds(
    q.Measure, st.just("users"), st.sampled_from(["count", "share"])
)
filters = st.builds(q.Filter, st.sampled_from(q.FILTERS), some_names, st.booleans())
some_filters = st.lists(filters, max_size=2).map(tuple)
bounds = st.builds(
    q.Threshold, metrics, st.sampled_from([">", ">=", "<", "<=", "="]), numbers, st.none(), some_filters
)
ranges = st.builds(q.Threshold, metrics, st.just("between"), numbers, numbers, some_filters)
tops = st.builds(
    q.Top, metrics, numbers, st.sampled_from(["percent", "users"]), st.sampled_from(["top", "bottom"])
)
moved = st.builds(
    q.Moved,
    st.sampled_from(get_args(q.Direction)),
    maybe_names,
    maybe_names,
    st.none() | days,
    st.none() | days,
)
conditions = st.builds(q.Has, filters, st.booleans()) | bounds | ranges | tops | moved
wheres = st.lists(st.lists(conditions, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)
groups = st.builds(q.Group, maybe_names, maybe_names, wheres)
periods = st.tuples(days, days).map(sorted).map(lambda p: q.Period(*p))
baselines = st.builds(lambda p, whole: q.Period(p.first, p.last, whole), periods, st.none() | days)


@st.composite
def queries(draw: st.DrawFn) -> q.Query:
    """A sound query of any ask."""
    ask = draw(st.sampled_from(get_args(q.Ask)))
    if ask == "correlation":
        method = draw(st.sampled_from(["spearman", "pearson"]))
        measured = tuple(q.Measure(draw(metrics), method) for _ in range(2))
    else:
        measured = tuple(draw(st.lists(measures, min_size=ask == "figures", max_size=3)))
    part = draw(groups) if ask == "figures" and draw(st.booleans()) else None
    if part is not None:
        measured = (q.Measure("users", "share"), *measured)
    period = draw(st.none() | periods)
    if ask in q.USER_ASKS:
        subject = draw(names)
    else:
        subject = draw(st.just("") | names) if ask in ("definition", "data", "method", "help") else ""
    found = q.Query(
        ask=ask,
        measures=measured,
        groups=tuple(draw(st.lists(groups, min_size=1, max_size=3))),
        base=draw(st.none() | groups) if part is None else None,
        part=part,
        events=draw(some_filters),
        by=tuple(draw(st.lists(st.sampled_from(q.DIMENSIONS), max_size=2, unique=True))),
        compared=draw(st.booleans()),
        period=period,
        baseline=draw(st.none() | baselines) if period else None,
        as_of=draw(st.none() | days),
        baseline_as_of=draw(st.none() | days),
        order=draw(st.sampled_from([None, "desc", "asc"])),
        limit=draw(st.none() | st.integers(1, 100)),
        subject=subject,
    )
    return found if not q.problems(found) else q.Query("overview")
