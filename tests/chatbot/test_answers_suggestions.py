"""Whatever is suggested can be asked: it is read, and answered, on a full snapshot and on a meagre one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import duckdb
import pytest
import yaml

from chatbot.handlers import answer
from chatbot.vocabulary import vocabulary_of
from intents.parser import Parser
from intents.questions import query_of
from segmentation.pipeline import build
from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot

UNANSWERABLE = (
    "{measures: [searches sum], by: [device]}",
    "{measures: [sessions mean], by: [device]}",
    "{measures: [clicks sum], by: [section]}",
    "{measures: [views sum], by: [page_section]}",
    "{measures: [clicks sum], by: [section], events: {device: [mobile]}}",
    "{measures: [time_per_click share]}",
    "{measures: [clicks sum], period: [2001-01-01, 2001-02-01]}",
    "{measures: [users count], as_of: 2001-01-01}",
    "{measures: [clicks sum], users: [nobody]}",
    "{measures: [clicks buckets], by: [device]}",
    "{ask: profile, by: [device]}",
    "{ask: users, by: [device]}",
    "{ask: advice, by: [device]}",
    "{ask: correlation, measures: [clicks spearman, pages spearman], by: [device]}",
    "{ask: movement, where: [{moved: up}], events: {device: [mobile]}}",
    "{ask: values}",
    "{ask: definition, subject: flurb}",
    "{ask: user, subject: nobody}",
)


@pytest.fixture(scope="module")
def meagre_snapshot(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The demo's clicks and nothing else, without devices."""
    folder = tmp_path_factory.mktemp("meagre")
    with duckdb.connect(str(folder / "clicks.duckdb")) as raw:
        raw.execute(f"ATTACH '{demo_warehouse}' AS demo (READ_ONLY)")
        raw.execute("CREATE TABLE clickstream AS SELECT user_id, timestamp, url FROM demo.clickstream")
    url = f"duckdb:///{folder / 'clicks.duckdb'}"
    return build(dataclasses.replace(load_settings(None), warehouse=url, snapshots=folder / "snapshots"))


@pytest.mark.parametrize("which", ["demo_snapshot", "meagre_snapshot"])
def test_every_suggestion_is_read_and_answered(which: str, request: pytest.FixtureRequest) -> None:
    snapshot: Snapshot = request.getfixturevalue(which)
    vocabulary = vocabulary_of(snapshot)
    parser = Parser(vocabulary)
    suggested: dict[str, str] = {}
    for written in UNANSWERABLE:
        found = answer(query_of(yaml.safe_load(written)), snapshot, vocabulary)
        assert found.status == "unsupported", written
        suggested |= dict.fromkeys(found.suggestions, written)
    for subject in ("", "greeting", "thanks"):
        helped = answer(query_of({"ask": "help", "subject": subject}), snapshot, vocabulary)
        suggested |= dict.fromkeys([*(f"{row[1]}" for row in helped.rows), *helped.suggestions], "help")
    for question, origin in suggested.items():
        reading, _ = parser.read(question)
        assert reading.query is not None, (origin, question, reading.reason)
        assert answer(reading.query, snapshot, vocabulary).status == "answered", (origin, question)
