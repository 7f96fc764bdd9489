"""The example settings, on the real data they are for."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from segmentation.pipeline import build
from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot
from tests.segmentation.small import table

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("Low Engagement", "Moderate Engagement", "Highly Engaged")


def _built(name: str, folder: Path) -> Snapshot:
    settings = load_settings(DOCS / "examples" / name)
    for source in settings.tables.values():
        if not Path(source.file).is_file():
            pytest.skip(f"needs the real data that {name} reads, in ../shared/data")
    return build(dataclasses.replace(settings, snapshots=folder))


def test_oulad(tmp_path: Path) -> None:
    snapshot = _built("oulad.toml", tmp_path)
    manifest = snapshot.manifest
    assert tuple(segment.name for segment in manifest.segments) == NAMES
    assert [segment.users for segment in manifest.segments] == [554, 302, 142]
    assert (manifest.users, manifest.inactive, len(manifest.as_of_days)) == (998, 8_501, 123)
    lacking = {metric.id for metric in manifest.metrics if not metric.available}
    assert lacking == {"searches", "time_per_click", "time_per_article", "total_time", "sessions"}
    # 2.2 million rows repeat a key on purpose: they are summed, and a row stands for several clicks.
    assert table(snapshot, "SELECT sum(events), count(DISTINCT user_id) FROM clicks") == [(7_814_712, 9_499)]


def test_web_log(tmp_path: Path) -> None:
    snapshot = _built("web_log.toml", tmp_path)
    assert tuple(segment.name for segment in snapshot.manifest.segments) == NAMES
    assert table(snapshot, "SELECT sum(events), sum(timed), max(time / timed) <= 1800 FROM clicks") == [
        (1_739, 587, True)
    ]
    devices = table(snapshot, "SELECT DISTINCT device FROM clicks ORDER BY device NULLS LAST")
    assert devices == [("desktop",), ("mobile",), ("tablet",), (None,)]
    assert table(snapshot, "SELECT sum(events) FROM searches") == [(80,)]


def test_the_settings_in_the_documentation_are_valid(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", (DOCS / "warehouse.md").read_text(encoding="utf-8"), re.S)
    file = tmp_path / "shop.toml"
    file.write_text(block, encoding="utf-8")
    settings = load_settings(file)
    assert settings.names == ("Cold", "Warm", "Hot")
    assert settings.tables["clickstream"].columns["url"].is_sql
