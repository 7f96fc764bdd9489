"""Whatever a query says, it is answered or honestly not: never an error, never a value that is no JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chatbot.answer import Answer
from chatbot.handlers import HANDLERS, answer
from chatbot.vocabulary import vocabulary_of
from intents.query import (
    AGGREGATES,
    DIMENSIONS,
    METRICS,
    Ask,
    Group,
    Measure,
    Moved,
    Period,
    Query,
    moves,
    problems,
)
from segmentation.snapshot import Snapshot
from tests.chatbot.test_answers_reference import KINDS, filters, groups

DAYS = st.dates(dt.date(2026, 6, 1), dt.date(2026, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))
SUBJECTS = ("42", "2501", "no such", "session", "Highly Engaged", "period", "metrics", "quality", "thanks")
MEASURES = st.builds(
    Measure, st.sampled_from((*METRICS, "users")), st.sampled_from((*AGGREGATES, "p1", "p90", "p99"))
)


@st.composite
def sound_queries(draw: st.DrawFn) -> Query:
    """Any query that the schema allows."""
    group = draw(st.one_of(groups(), st.just(Group()), st.just(Group((), ("42", "43")))))
    others = draw(st.lists(groups(), max_size=1))
    ask = draw(st.one_of(st.just("figures"), st.sampled_from(get_args(Ask))))
    if ask == "movement" and not moves(group):
        group = Group(group.segments, (), ((Moved("any"),),))
    measures = draw(st.lists(MEASURES, min_size=2 if ask == "correlation" else 1, max_size=2))
    part = draw(groups()) if ask == "figures" and draw(st.integers(0, 4)) == 0 else None
    if part is not None:
        measures = [Measure("users", "share"), *measures]
    period = draw(st.one_of(st.none(), PERIODS))
    any_filter = st.sampled_from(tuple(KINDS)).flatmap(filters)
    query = Query(
        ask=ask,
        measures=tuple(measures),
        groups=(group, *others),
        base=draw(st.one_of(st.none(), groups())) if part is None else None,
        part=part,
        events=tuple(draw(st.lists(any_filter, max_size=1))),
        by=tuple(
            draw(st.lists(st.sampled_from([d for d in DIMENSIONS if d != "page"]), max_size=2, unique=True))
        ),
        compared=draw(st.booleans()),
        period=period,
        baseline=draw(st.one_of(st.none(), PERIODS)) if period else None,
        as_of=draw(st.one_of(st.none(), DAYS)),
        baseline_as_of=draw(st.one_of(st.none(), st.none(), DAYS)),
        order=draw(st.sampled_from((None, "asc", "desc"))),
        limit=draw(st.one_of(st.none(), st.integers(1, 7))),
        subject=draw(st.sampled_from(SUBJECTS)),
    )
    assume(not problems(query))
    return query


@pytest.fixture(scope="session")
def answered(demo_snapshot: Snapshot) -> Callable[[Query], tuple[Answer, str]]:
    vocabulary = vocabulary_of(demo_snapshot)

    def ask(query: Query) -> tuple[Answer, str]:
        found = answer(query, demo_snapshot, vocabulary)
        return found, json.dumps(found.to_json("q", "r", query, demo_snapshot), allow_nan=False)

    return ask


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(query=sound_queries())
def test_every_sound_query_is_answered_or_honestly_not(
    answered: Callable[[Query], tuple[Answer, str]], query: Query
) -> None:
    found, said = answered(query)
    assert found.headline
    assert found.status in ("answered", "unsupported")
    if found.status == "unsupported":
        assert found.suggestions and not found.rows
    for row in found.rows:
        assert len(row) == len(found.columns)
    names = [column.name for column in found.columns]
    assert len(set(names)) == len(names), names
    assert json.loads(said)["headline"] == found.headline
    assert answered(query) == (found, said)


def test_every_ask_has_a_handler() -> None:
    assert set(HANDLERS) == set(get_args(Ask))
