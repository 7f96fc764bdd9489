"""What `python -m intents eval` promises: honest counting, the same figures every time, floors that bite."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.evaluation.misspelling import misspelt
from intents.evaluation.outcomes import outcomes
from intents.parser import Parser
from intents.questions import load_questions
from intents.vocabulary_file import DEMO, load_vocabulary, vocabulary_from_json, vocabulary_to_json
from segmentation.snapshot import Snapshot
from tests.intents.demo_vocabulary import dumped

ROOT = Path(__file__).parents[2]
HELD_OUT = {
    "ad_sales_rep", "board_assistant", "regional_growth_marketer", "curious_editor",
    "new_ad_operations_colleague", "staff_many_ways", "acceptance_tester", "lifecycle_marketer",
    "ten_colleagues", "morning_conference", "hallway_chats", "on_the_phone", "procurement_check",
    "twenty_employees", "desk_conversations", "publishers_staff", "talking_it_through",
    "unseen_meanings", "office_week",
}  # fmt: skip
LONG = st.integers(-(2**63), 2**63 - 1)

SOME = """
voice: tester
questions:
  - q: "how many low engagement users"
    family: size
    query: {measures: [users count], segments: [Low Engagement]}
  - q: "clicks by device"
    family: breakdown
    query: {measures: [clicks sum], by: [device]}
  - q: "how much revenue did we make"
    family: out_of_scope
    expect: unsupported
"""
WRONG = """
voice: tester
questions:
  - q: "clicks by device"
    family: breakdown
    query: {measures: [searches sum], by: [device]}
"""


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "intents", *arguments],
        cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def file(folder: Path, text: str) -> str:
    path = folder / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_right_questions_meet_every_floor(tmp_path: Path) -> None:
    done = run(
        "eval",
        file(tmp_path, SOME),
        "--floor-right",
        "100",
        "--ceiling-wrong",
        "0",
        "--floor-declined",
        "100",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MISSED" not in done.stdout
    assert re.search(r"right +100\.0 %", done.stdout)


def test_a_missed_floor_fails_and_verbose_shows_why(tmp_path: Path) -> None:
    path = file(tmp_path, WRONG)
    assert run("eval", path).returncode == 0
    done = run("eval", path, "--ceiling-wrong", "1", "--verbose")
    assert done.returncode == 1
    assert "--ceiling-wrong 1: 100.00, MISSED" in done.stdout
    assert "got       sum of clicks" in done.stdout
    assert "expected  sum of search queries" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["eval"], ["eval", "nowhere.yaml"], ["eval", "README.md"], ["frobnicate"], []]
)
def test_wrong_usage_is_told_without_a_traceback(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["eval", "train", "benchmark"])
def test_help_shows_an_example(command: str) -> None:
    assert "example" in run(command, "--help").stdout
    assert command in run("--help").stdout


def test_readings_do_not_depend_on_the_process(tmp_path: Path) -> None:
    path = file(tmp_path, SOME)
    first, second = (run("eval", path, "--misspell", PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == second
    assert "0 of 3 differ" in first


def test_one_mistake_of_a_conversation_counts_once(tmp_path: Path) -> None:
    follows = """
conversations:
  - - q: "clicks by device"
      query: {measures: [searches sum], by: [term]}
    - q: "and last week?"
      query: {measures: [searches sum], by: [term], period: [2026-10-19, 2026-10-25]}
"""
    found = outcomes([load_questions(Path(file(tmp_path, follows)))], Parser(load_vocabulary()))
    assert [outcome.verdict for outcome in found] == ["wrong", "right"]


def test_figures_are_compared_with_what_a_command_answers(tmp_path: Path, demo_snapshot: Snapshot) -> None:
    users = demo_snapshot.manifest.segments[-1].users
    snapshots = {"INTENTSEGMENTS_SNAPSHOTS": str(demo_snapshot.path.parent), "INTENTSEGMENTS_NO_LOG": "1"}
    command = f"{sys.executable} chatbot.py ask --batch - --json"
    asking = 'questions: [{{q: "how many highly engaged users", family: size, figures: [[{}]]}}]'
    right = file(tmp_path, asking.format(users))
    assert "skipped" in run("eval", right).stdout
    done = run("eval", right, "--answers", command, **snapshots)
    assert done.returncode == 0 and "1 of 1 answers" in done.stdout, done.stdout + done.stderr
    wrong = file(tmp_path, asking.format(users + 1))
    done = run("eval", wrong, "--answers", command, **snapshots)
    assert done.returncode == 1 and str(users) in done.stdout
    assert run("eval", wrong, "--answers", "/bin/true").returncode == 2


def test_the_voices_that_nobody_looked_at_are_held_out() -> None:
    files = [load_questions(path) for path in (ROOT / "tests" / "questions").glob("*.yaml")]
    assert {file.voice for file in files if file.held_out} == HELD_OUT


def test_the_shipped_vocabulary_is_the_demos(demo_snapshot: Snapshot) -> None:
    assert dumped(demo_snapshot) == DEMO.read_text(encoding="utf-8"), (
        "run python -m tests.intents.demo_vocabulary"
    )


@given(st.sets(LONG | st.integers(0, 50)), st.integers(-5, 60) | LONG)
def test_whole_number_users_are_found_as_stored(users: set[int], typed: int) -> None:
    vocabulary = vocabulary_from_json(vocabulary_to_json(load_vocabulary(), users))
    for user in (*users, typed):
        found = vocabulary.find_user(f" {user} ")
        assert found == (str(user) if user in users else None)


@given(st.sets(st.text(min_size=1).map(str.strip).filter(bool)), st.text())
def test_text_users_are_found_as_stored(users: set[str], typed: str) -> None:
    text = vocabulary_to_json(load_vocabulary(), users)
    vocabulary = vocabulary_from_json(text)
    assert all(vocabulary.find_user(user) == user for user in users)
    assert (vocabulary.find_user(typed) is not None) == (typed.strip() in users)
    assert vocabulary_to_json(vocabulary, users) == text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters='"“”«»'), max_size=200), st.integers())
def test_misspelling_is_one_edit_of_longer_words(text: str, seed: int) -> None:
    changed = misspelt(text, seed)
    assert changed == misspelt(text, seed)
    if changed != text:
        assert re.search(r"[^\W\d_]{5,}", text)


def test_misspelling_leaves_names_numbers_and_ids() -> None:
    text = 'how many "Highly Engaged" 12345 u_12345 user12345 x.example 2026-10-31 who read it'
    assert misspelt(text) == text
    for seed in range(50):
        one, two = misspelt("average clicks", seed).split()
        assert one != "average" and abs(len(one) - 7) <= 1
        assert two != "clicks" and abs(len(two) - 6) <= 1


def test_a_damaged_vocabulary_is_told(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.json"
    path.write_text(json.dumps({"segments": 3}), encoding="utf-8")
    done = run("eval", file(tmp_path, SOME), "--vocabulary", str(path))
    assert done.returncode == 2 and "Traceback" not in done.stderr
