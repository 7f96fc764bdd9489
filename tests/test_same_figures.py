"""The same questions on DuckDB, MariaDB and SQLite give the same figures: those of a second computation.

Each query is answered on a snapshot built from each database, and every value is compared with
`tests.chatbot.reference`, which works from the raw events with pandas.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine, text

from chatbot.answer import Answer
from chatbot.handlers import answer
from chatbot.vocabulary import vocabulary_of
from intents.query import METRICS, Query
from intents.questions import query_of
from segmentation import demo
from segmentation.pipeline import build
from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot
from tests.chatbot.reference import Reference

DATABASES = ("duckdb", "mariadb", "sqlite")

SEPTEMBER = "period: [2026-09-01, 2026-09-30]"
METRIC_QUERIES = [
    f"{{measures: [{metric} {aggregate}], {rest}}}"
    for metric in METRICS
    for aggregate, rest in (
        ("sum", "by: [segment]"),
        ("mean", SEPTEMBER),
        ("median", "by: [segment], as_of: 2026-09-26"),
        ("p90", "where: [{has: {device: [mobile]}}]"),
        ("std", f"segments: [Moderate Engagement], {SEPTEMBER}"),
        ("max", "by: [daytype]" if metric == "recency" else "by: [month], period: [2026-08-15, 2026-10-31]"),
        ("min", "segments: [Highly Engaged, Low Engagement]"),
    )
]
SPLIT_QUERIES = [
    *(
        f"{{measures: [clicks sum], by: [{d}]}}"
        for d in ("device", "source", "page_section", "hour", "day", "week")
    ),
    *(f"{{measures: [views sum], by: [{d}], {SEPTEMBER}}}" for d in ("section", "month", "hour", "segment")),
    *(f"{{measures: [users count], by: [{d}]}}" for d in ("segment", "device", "source", "section", "day")),
    "{measures: [searches sum], by: [hour], events: {term: [election]}}",
    "{measures: [time_per_click mean], by: [device, segment]}",
    "{measures: [total_time mean], by: [source]}",
    "{measures: [active_days mean], by: [device]}",
    "{measures: [sessions sum], by: [hour]}",
    "{measures: [views median], by: [section]}",
]
CONDITION_QUERIES = [
    f"{{measures: [users count], where: [{condition}]}}"
    for condition in (
        "{without: {device: [mobile]}}",
        "{has: {source: [social]}}",
        "{has: {source: [search engines]}}",
        "{has: {term: [champions league]}}",
        "{has: {section: [Sport, Food]}}",
        "{has: {weekday: [weekend]}}",
        "{has: {hour: ['22-5']}}",
        "{has: {device: [mobile]}}, {metric: clicks, op: '>', low: 10}",
        "{metric: clicks, op: '>', low: 10, events: {device: [mobile]}}",
        "{metric: searches, op: '=', low: 0}",
        "{metric: active_days, op: between, low: 3, high: 6}",
        "{metric: time_per_article, op: '>=', low: 120}",
        "{metric: recency, op: '>=', low: 14}",
        "{any: [{has: {source: [reddit]}}, {metric: sessions, op: '<', low: 2}]}",
        "{top: clicks, amount: 10}",
        "{top: total_time, amount: 25, unit: users, side: bottom}",
        "{moved: up}",
        "{moved: churned, origin: [Low Engagement]}",
        "{moved: joined, target: [Highly Engaged], start: 2026-10-03}",
        "{moved: new}",
        "{moved: returned, start: 2026-09-26}",
    )
]
PERIOD_QUERIES = [
    f"{{measures: [clicks sum, users count], period: [{first}, {last}]}}"
    for first, last in (
        ("2026-10-30", "2026-10-30"),
        ("2026-10-26", "2026-10-31"),
        ("2026-10-19", "2026-10-25"),
        ("2026-10-01", "2026-10-31"),
        ("2026-07-04", "2026-10-31"),
        ("2026-10-02", "2026-10-31"),
    )
]
GROUP_QUERIES = [
    f"{{measures: [recency mean, users count], segments: [Inactive]{rest}}}"
    for rest in ("", f", {SEPTEMBER}")
] + [
    "{measures: [clicks mean, searches mean], users: ['42', '43']}",
    "{measures: [clicks sum], events: [{device: [mobile]}, {weekday: [Sunday]}], by: [hour]}",
]
QUERIES = METRIC_QUERIES + SPLIT_QUERIES + CONDITION_QUERIES + PERIOD_QUERIES + GROUP_QUERIES


@pytest.fixture(scope="module")
def build_from(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Snapshot]:
    """Builds a snapshot of the demo from a database that holds it."""

    def build_it(url: str) -> Snapshot:
        folder = tmp_path_factory.mktemp("snapshots")
        return build(dataclasses.replace(load_settings(None), warehouse=url, snapshots=folder))

    return build_it


@pytest.fixture(scope="module", params=DATABASES)
def snapshot(
    request: pytest.FixtureRequest,
    build_from: Callable[[str], Snapshot],
    demo_warehouse: Path,
    tmp_path_factory: Any,
) -> Snapshot:
    """The demo's snapshot, built from each database in turn."""
    if request.param == "duckdb":
        return build_from(f"duckdb:///{demo_warehouse}")
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'demo.sqlite'}"
        demo.write(create_engine(url))
        return build_from(url)
    url = request.getfixturevalue("mariadb_url")
    with create_engine(url).begin() as connection:
        connection.execute(text("CREATE DATABASE IF NOT EXISTS figures CHARACTER SET utf8mb4"))
    url = url.replace("/demo?", "/figures?")
    demo.write(create_engine(url))
    return build_from(url)


@pytest.fixture(scope="module")
def reference(demo_warehouse: Path, demo_snapshot: Snapshot) -> Reference:
    return Reference(str(demo_warehouse), demo_snapshot)


EXPECTED: dict[str, list[dict[Any, Any]]] = {}
"""Worked out once for all databases."""


def expected(reference: Reference, written: str, query: Query) -> list[dict[Any, Any]]:
    """Each measure's value in every cell."""
    if written not in EXPECTED:
        EXPECTED[written] = [
            {tuple(map(shown, cell)): value for cell, value in cells.items()}
            for cells in (reference.cells(query, m, query.group, query.period) for m in query.measures)
        ]
    return EXPECTED[written]


def test_every_figure_is_the_references(snapshot: Snapshot, reference: Reference) -> None:
    vocabulary = vocabulary_of(snapshot)
    wrong = []
    for written in QUERIES:
        query = query_of(yaml.safe_load(written))
        found = answer(query, snapshot, vocabulary)
        assert found.status == "answered", (written, found.headline)
        for place, cells in enumerate(expected(reference, written, query)):
            values = values_of(found, query, place)
            wrong += [
                (written, cell, values.get(cell), cells.get(cell))
                for cell in values.keys() | cells.keys()
                if not same(values.get(cell), cells.get(cell))
            ]
    assert wrong == []


def shown(value: Any) -> Any:
    """A value of a dimension as it stands in a row."""
    return value.isoformat() if isinstance(value, dt.date) else value


def values_of(found: Answer, query: Query, place: int) -> dict[Any, Any]:
    """Cell → the measure at `place`; of weekdays and weekends the total beside the mean per such day."""
    width = len(query.by)
    column = width + place
    if "daytype" in query.by and found.columns[column].name.endswith("per day"):
        column += 1
    return {row[:width]: row[column] for row in found.rows}


def same(one: Any, other: Any) -> bool:
    """Equal but for rounding; nothing there is the same as 0 or no value."""
    if not one or not other:
        return (not one) and (not other)
    return math.isclose(one, other, rel_tol=1e-9)


def test_lists_movement_and_comparisons_are_alike_everywhere(
    snapshot: Snapshot, demo_snapshot: Snapshot
) -> None:
    assert snapshot.manifest.id == demo_snapshot.manifest.id
    vocabulary = vocabulary_of(snapshot)
    for written in (
        "{ask: overview}",
        "{ask: users, measures: [views sum], order: desc, limit: 25}",
        "{ask: users, where: [{moved: down}]}",
        "{ask: movement, where: [{moved: any}]}",
        "{ask: correlation, measures: [clicks spearman, searches spearman]}",
        "{ask: profile, segments: [Highly Engaged]}",
        "{ask: advice}",
        "{ask: why, subject: '42'}",
        "{measures: [clicks sum], by: [source], period: [2026-10-25, 2026-10-31], "
        "baseline: [2026-10-18, 2026-10-24]}",
        "{measures: [clicks mean], by: [segment], compared: true}",
        "{measures: [time_per_article distribution]}",
        "{measures: [searches sum], by: [term], order: desc, limit: 10}",
        "{measures: [views sum], by: [article], order: desc, limit: 10}",
    ):
        query = query_of(yaml.safe_load(written))
        assert answer(query, snapshot, vocabulary) == answer(
            query, demo_snapshot, vocabulary_of(demo_snapshot)
        )


def test_the_demo_ends_where_the_queries_think(demo_snapshot: Snapshot) -> None:
    assert demo_snapshot.manifest.as_of == dt.date(2026, 10, 31)
