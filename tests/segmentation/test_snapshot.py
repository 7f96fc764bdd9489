"""A snapshot is published whole or not at all, and a damaged one is refused by name."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from segmentation.errors import DamagedSnapshot, NoSnapshot, UnknownFormat
from segmentation.manifest import Manifest, decode, encode
from segmentation.snapshot import TABLES, Snapshot, current, list_snapshots, load, verify
from tests.segmentation.small import built, clickstream

SETTINGS = """
[warehouse]
url = "duckdb:///w.duckdb"
[tables.clickstream]
columns = { user_id = "user_id", timestamp = "timestamp", url = "url" }
"""

KILLED = """
import os, signal, sys
from segmentation import snapshot
from segmentation.pipeline import build
from segmentation.settings import load_settings

point = sys.argv[1]
def die(step, share):
    if point in step:
        os.kill(os.getpid(), signal.SIGKILL)
def on_call(name, call):
    def killing(*arguments):
        if point == name:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments)
    return killing
snapshot._flush = on_call("flush", snapshot._flush)
snapshot._point = on_call("point", snapshot._point)
build(load_settings("settings.toml"), die)
"""
"""A build that kills itself, for real, at the point named."""


@pytest.fixture
def copy(demo_snapshot: Snapshot, tmp_path: Path) -> Snapshot:
    """A snapshot of one's own to damage."""
    folder = tmp_path / "snapshots"
    shutil.copytree(demo_snapshot.path.parent, folder)
    return load(folder)


@pytest.mark.parametrize(
    "point", ["reading clicks", "finding segments", "drawing", "publishing", "flush", "point"]
)
def test_a_killed_build_leaves_the_current_snapshot_whole(tmp_path: Path, point: str) -> None:
    clickstream(tmp_path / "w.duckdb")
    before = built(tmp_path, SETTINGS)
    (tmp_path / "settings.toml").write_text(
        f'snapshots = "snapshots"\n{SETTINGS}[segmentation]\nsegments = 2\n'
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", KILLED, point], cwd=tmp_path, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    folder = tmp_path / "snapshots"
    assert load(folder).manifest == before.manifest
    verify(load(folder))

    after = built(tmp_path, SETTINGS + "[segmentation]\nsegments = 2\n")
    assert load(folder).manifest == after.manifest
    leftovers = {path.name for path in folder.iterdir()} - {"current", before.manifest.id, after.manifest.id}
    assert leftovers == set()


def test_the_same_input_gives_the_same_snapshot(demo_snapshot: Snapshot, tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    first, second = built(tmp_path, SETTINGS), built(tmp_path, SETTINGS)
    assert first.manifest == second.manifest
    assert current(tmp_path / "snapshots") == first.manifest.id
    assert first.manifest.id != demo_snapshot.manifest.id


def test_a_damaged_copy_gives_way_to_the_same_snapshot_built_again(tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    snapshot = built(tmp_path, SETTINGS)
    (snapshot.path / "users.parquet").unlink()
    assert built(tmp_path, SETTINGS).manifest == snapshot.manifest
    verify(load(tmp_path / "snapshots"))


def test_a_manifest_is_what_its_json_says(demo_snapshot: Snapshot) -> None:
    manifest = demo_snapshot.manifest
    assert decode(Manifest, json.loads(json.dumps(encode(manifest)))) == manifest


def test_every_table_is_a_view_with_the_rows_it_says(demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as connection:
        rows = {name: connection.table(name).count("*").fetchall()[0][0] for name in TABLES}
    assert rows == demo_snapshot.manifest.tables
    assert {f"{name}.parquet" for name in TABLES} | {"scatter.png"} == set(demo_snapshot.manifest.files)


def test_no_snapshot_says_how_to_get_one(tmp_path: Path, copy: Snapshot) -> None:
    with pytest.raises(NoSnapshot) as caught:
        load(tmp_path / "nowhere")
    assert "python -m segmentation build" in caught.value.hint
    with pytest.raises(NoSnapshot) as caught:
        load(copy.path.parent, "2020-01-01-00000000")
    assert copy.manifest.id in caught.value.hint
    with pytest.raises(NoSnapshot):
        load(copy.path.parent, "../snapshots")


@pytest.mark.parametrize("name", ["users.parquet", "clicks.parquet", "scatter.png"])
def test_a_missing_file_is_named(copy: Snapshot, name: str) -> None:
    (copy.path / name).unlink()
    with pytest.raises(DamagedSnapshot, match=name):
        load(copy.path.parent)
    assert list_snapshots(copy.path.parent) == []


def test_one_changed_byte_is_noticed(copy: Snapshot) -> None:
    file = copy.path / "members.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(DamagedSnapshot, match=r"members\.parquet"):
        load(copy.path.parent)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 1, "id": 3, "segments": 7}'])
def test_a_broken_manifest_is_refused(copy: Snapshot, text: str) -> None:
    (copy.path / "manifest.json").write_text(text)
    with pytest.raises(DamagedSnapshot) as caught:
        load(copy.path.parent)
    assert "build" in caught.value.hint


def test_another_format_is_refused_by_name(copy: Snapshot) -> None:
    file = copy.path / "manifest.json"
    file.write_text(file.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(UnknownFormat, match="has format 2; this version reads format 1"):
        load(copy.path.parent)
