"""The command line: what it prints, what it exits with, and that no traceback reaches a user."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from segmentation.cli import main
from segmentation.snapshot import Snapshot, load
from tests.segmentation.small import clickstream, write

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(demo_snapshot: Snapshot) -> str:
    return str(demo_snapshot.path.parent)


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "segmentation", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_build_list_show_export(tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    made = _run("build", "--warehouse", f"duckdb:///{tmp_path / 'w.duckdb'}", "--segments", "2", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert "8 users in the 30 days to 2026-03-10" in made.stdout
    assert "Low Engagement" in made.stdout
    id = load(tmp_path / "snapshots").manifest.id
    listed = _run("list", cwd=tmp_path)
    assert listed.stdout.startswith(f"* {id}  8 users in 30 days")
    assert _run("show", cwd=tmp_path).stdout == _run("show", id, cwd=tmp_path).stdout == made.stdout


@pytest.mark.parametrize(("what", "rows"), [("members", 36_097), ("users", 2_847), ("statistics", None)])
def test_export_in_every_format(folder: str, tmp_path: Path, what: str, rows: int | None) -> None:
    for ending in ("csv", "parquet", "json"):
        assert main(["export", what, str(tmp_path / f"x.{ending}"), "--snapshots", folder]) == 0
    with (tmp_path / "x.csv").open(newline="") as file:
        as_csv = list(csv.DictReader(file))
    as_json = json.loads((tmp_path / "x.json").read_text())
    as_parquet = duckdb.read_parquet(str(tmp_path / "x.parquet"))
    assert len(as_csv) == len(as_json) == len(as_parquet)
    assert rows is None or len(as_csv) == rows
    assert list(as_csv[0]) == list(as_json[0]) == as_parquet.columns


def test_show_draws_the_scatter_plot(folder: str, tmp_path: Path, demo_snapshot: Snapshot) -> None:
    assert main(["show", "--snapshots", folder, "--plot", str(tmp_path / "plot.png")]) == 0
    assert (tmp_path / "plot.png").read_bytes() == (demo_snapshot.path / "scatter.png").read_bytes()
    assert main(["show", "--snapshots", folder, "--plot", str(tmp_path / "plot.svg")]) == 0


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["export", "users", "users.txt"], 2, "names no format"),
        (["export", "users", "nowhere/users.csv"], 2, "nowhere/users.csv cannot be written"),
        (["show", "--plot", "plot.xyz"], 2, "names no format"),
        (["show", "2020-01-01-00000000"], 3, "no snapshot 2020-01-01-00000000"),
        (["build", "--settings", "nowhere.toml"], 2, "no settings file nowhere.toml"),
        (["build", "--settings", "a.toml", "--warehouse", "duckdb:///x"], 2, "both name a warehouse"),
        (["build", "--warehouse", "duckdb:///nowhere.duckdb"], 3, "no warehouse file nowhere.duckdb"),
        (["build", "--warehouse", "nonsense"], 2, "address cannot be understood"),
        (["build", "--warehouse", "oracle+nosuch://h/d"], 2, "no driver"),
        (["build", "--warehouse", "mysql+pymysql://u:pass@127.0.0.1:1/d"], 3, "cannot be reached"),
    ],
)
def test_mistakes_are_told_in_words(
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--snapshots", folder]) == status
    error = capsys.readouterr().err
    assert told in error
    assert error.startswith("error: ")
    assert "\nhint: " in error
    assert "Traceback" not in error
    assert ":pass@" not in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["export"],
        ["export", "clicks", "x.csv"],
        ["build", "--segments", "11"],
        ["build", "--window", "x"],
        ["build", "--as-of", "31.10.2026"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize("command", [[], ["build"], ["list"], ["show"], ["export"]])
def test_help_has_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert "example: python -m segmentation" in capsys.readouterr().out


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    assert "Traceback" in _run("show", "--debug", cwd=tmp_path).stderr
    quiet = _run("show", cwd=tmp_path)
    assert quiet.returncode == 3
    assert "Traceback" not in quiet.stderr


def test_an_unusable_warehouse_is_told_by_its_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "w.duckdb", ["CREATE TABLE visits (who BIGINT)"])
    url = f"duckdb:///{tmp_path / 'w.duckdb'}"
    assert main(["build", "--warehouse", url, "--snapshots", str(tmp_path / "s")]) == 2
    assert "the warehouse has: visits" in capsys.readouterr().err


def test_an_interrupted_build_exits_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "segmentation", "build"], cwd=tmp_path, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )  # fmt: skip
    folder = tmp_path / "snapshots"
    while not folder.is_dir() or not list(folder.iterdir()):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error.strip() == "interrupted"
    assert list(folder.iterdir()) == []
