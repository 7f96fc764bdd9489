"""The same publisher in three databases gives the same snapshot, row for row."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from segmentation import demo
from segmentation.pipeline import build
from segmentation.settings import Settings, load_settings
from segmentation.snapshot import TABLES, Snapshot


def _built(url: str, folder: Path) -> Snapshot:
    settings: Settings = dataclasses.replace(load_settings(None), warehouse=url, snapshots=folder)
    return build(settings)


def _assert_same(found: Snapshot, expected: Snapshot) -> None:
    for name in TABLES:
        with found.connect() as connection:
            connection.read_parquet(str(expected.path / f"{name}.parquet")).create_view("expected")
            differing = connection.execute(
                f"""(SELECT 'found', * FROM (FROM {name} EXCEPT ALL FROM expected) LIMIT 3)
                    UNION ALL
                    (SELECT 'expected', * FROM (FROM expected EXCEPT ALL FROM {name}) LIMIT 3)"""
            ).fetchall()
        assert differing == [], name
    assert found.manifest.id == expected.manifest.id


def test_a_duckdb_file_gives_the_demo(demo_warehouse: Path, demo_snapshot: Snapshot, tmp_path: Path) -> None:
    _assert_same(_built(f"duckdb:///{demo_warehouse}", tmp_path), demo_snapshot)


def test_sqlite_gives_the_demo(demo_snapshot: Snapshot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.sqlite'}"
    demo.write(create_engine(url))
    _assert_same(_built(url, tmp_path / "snapshots"), demo_snapshot)


@pytest.fixture(scope="module")
def filled_mariadb(mariadb_url: str) -> str:
    demo.write(create_engine(mariadb_url))
    return mariadb_url


def test_mariadb_gives_the_demo(filled_mariadb: str, demo_snapshot: Snapshot, tmp_path: Path) -> None:
    _assert_same(_built(filled_mariadb, tmp_path), demo_snapshot)
