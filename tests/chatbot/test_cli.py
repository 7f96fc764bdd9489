"""The command line, run as a user runs it: a process, its output, its exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from segmentation.snapshot import Snapshot

CHATBOT = Path(__file__).parents[2] / "chatbot.py"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is touched."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state"),
        "LANG": "C.UTF-8", "INTENTSEGMENTS_NO_LOG": "1",
    }  # fmt: skip


@pytest.fixture
def run(environ: dict[str, str], demo_snapshot: Snapshot, tmp_path: Path) -> Run:
    """Runs chatbot.py on the demo's snapshot, in an empty folder."""

    def run(*arguments: str | bytes, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, CHATBOT, *arguments], input=stdin, capture_output=True, check=False,
            cwd=tmp_path, env=environ | {"INTENTSEGMENTS_SNAPSHOTS": str(demo_snapshot.path.parent)} | more,
        )  # fmt: skip

    return run


def test_one_question_in_plain_text(run: Run, demo_snapshot: Snapshot) -> None:
    done = run("ask", "how many low engagement users")
    low = demo_snapshot.manifest.segments[0]
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"{low.users:,}" in done.stdout.decode()
    assert "Read as:" in done.stdout.decode()


def test_json_has_the_promised_keys_and_nothing_else_is_printed(run: Run, demo_snapshot: Snapshot) -> None:
    done = run("ask", "how many low engagement users", "--json")
    manifest = demo_snapshot.manifest
    answer = json.loads(done.stdout)
    assert done.stdout.count(b"\n") == 1
    assert list(answer) == [
        "choices", "headline", "notes", "query", "question", "reading", "result", "schema", "snapshot",
        "status", "suggestions",
    ]  # fmt: skip
    assert (answer["schema"], answer["status"]) == (1, "answered")
    assert answer["question"] == "how many low engagement users"
    assert answer["result"]["rows"][0][-1] == manifest.segments[0].users
    assert answer["snapshot"] == {
        "id": manifest.id, "as_of": str(manifest.as_of), "window_days": 30, "users": manifest.users,
    }  # fmt: skip


def test_the_same_question_gives_the_same_bytes(run: Run) -> None:
    answers = {
        run("ask", "average time per article by segment", "--json", PYTHONHASHSEED=seed).stdout
        for seed in "123"
    }
    assert len(answers) == 1


@pytest.mark.parametrize(("format", "start"), [("csv", b"device,"), ("markdown", b"**"), ("plain", b"")])
def test_other_formats(run: Run, format: str, start: bytes) -> None:
    done = run("ask", "clicks by device", f"--{format}")
    assert done.returncode == 0
    assert done.stdout.startswith(start)
    assert b"mobile" in done.stdout


def test_unquoted_words_are_one_question(run: Run) -> None:
    assert (
        run("ask", "how", "many", "users", "--json").stdout == run("ask", "how many users", "--json").stdout
    )


def test_not_answered_is_status_1(run: Run) -> None:
    done = run("ask", "what will the weather be tomorrow", "--json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["status"]) == (1, "unsupported")
    assert answer["headline"]
    assert answer["suggestions"]
    csv = run("ask", "what will the weather be tomorrow", "--csv")
    assert (csv.returncode, csv.stdout) == (1, b"")
    assert csv.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "how many users", "--batch", "file"],
        ["ask", "--json", "--csv", "how many users"],
        ["ask", "--batch", "no-such-file"],
        ["how many users"],
        ["--no-such-option"],
        ["ask", "how many users", "--settings", "no-such-file.toml"],
    ],
)
def test_wrong_usage_is_status_2_and_says_the_way_out(run: Run, arguments: Sequence[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().strip().split("\n")) >= 2
    assert b"Traceback" not in done.stderr


def test_no_usable_snapshot_is_status_3(run: Run, tmp_path: Path, demo_snapshot: Snapshot) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        'snapshots = "mine"\n[warehouse]\nurl = "duckdb:///none.duckdb"\n[tables.clickstream]\n'
        '[tables.clickstream.columns]\nuser_id = "user_id"\ntimestamp = "timestamp"\n'
    )
    named = run("ask", "how many users", "--snapshot", "2020-01-01-00000000")
    assert named.returncode == 3
    assert demo_snapshot.manifest.id.encode() in named.stderr
    unbuilt = run("ask", "how many users", "--settings", str(settings))
    assert unbuilt.returncode == 3
    assert b"python -m segmentation build --settings" in unbuilt.stderr
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "current").write_text("nothing\n")
    broken = run("ask", "how many users", "--snapshots", "broken")
    assert (broken.returncode, broken.stdout) == (3, b"")
    for done in (named, unbuilt, broken):
        assert b"Traceback" not in done.stderr


def test_debug_shows_the_traceback(run: Run) -> None:
    done = run("ask", "how many users", "--snapshot", "nix", "--debug")
    assert b"Traceback" in done.stderr
    assert run("--debug", "ask", "how many users", "--snapshot", "nix").returncode == 3


def test_the_first_question_builds_the_demo_and_keeps_stdout_pure(run: Run, tmp_path: Path) -> None:
    done = run("ask", "how many users", "--json", "--snapshots", "new")
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "answered"
    assert b"demo" in done.stderr
    again = run("ask", "how many users", "--json", INTENTSEGMENTS_SNAPSHOTS=str(tmp_path / "new"))
    assert (again.stdout, again.stderr) == (done.stdout, b"")


def test_a_batch_is_an_object_a_line_and_follows_up_within_a_conversation(run: Run, tmp_path: Path) -> None:
    questions = (
        "how many low engagement users\nand the highly engaged ones?\n\nand the highly engaged ones?\n"
    )
    (tmp_path / "q.txt").write_text(questions)
    done = run("ask", "--batch", "q.txt")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 3
    assert answers[1]["query"]["groups"][0]["segments"] == ["Highly Engaged"]
    assert answers[1]["query"]["measures"] == answers[0]["query"]["measures"]
    assert run("ask", "--batch", "-", stdin=questions.encode()).stdout == done.stdout


def test_a_batch_is_status_0_only_when_all_are_answered(run: Run) -> None:
    assert run("ask", "--batch", "-", stdin=b"how many users\n\nclicks by device\n").returncode == 0
    assert run("ask", "--batch", "-", stdin=b"how many users\n\nwho will win the cup\n").returncode == 1


def test_piped_input_is_a_batch_in_plain_text(run: Run) -> None:
    done = run(stdin=b"how many users\nclicks by device\n")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert text.startswith("> how many users\n")
    assert "> clicks by device\n" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (b"x" * 10_000, "10,000 characters"),
        (b"", "no question"),
        (b"\x01\x02\x1b[31m", "no question"),
        (b"how many users \xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_question_is_said_clearly(run: Run, question: bytes, said: str) -> None:
    done = run("ask", question, "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert said in answer["headline"]
    assert answer["suggestions"]
    if question.strip():
        assert run("ask", "--batch", "-", stdin=question + b"\n").stdout == done.stdout


def test_control_characters_in_a_question_do_not_come_back(run: Run) -> None:
    for format in ("json", "csv", "markdown", "plain"):
        done = run("ask", "how many \x1b[31m\x07users\x9b2J", f"--{format}")
        assert b"\x1b" not in done.stdout
        assert b"\x07" not in done.stdout
        assert b"\xc2\x9b" not in done.stdout


@pytest.mark.parametrize(
    "locale", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}]
)
def test_json_is_utf_8_and_text_never_fails_to_encode(run: Run, locale: dict[str, str]) -> None:
    question = "how many users from 東京 ☃"
    done = run("ask", question, "--json", **locale)
    assert json.loads(done.stdout.decode("utf-8"))["question"] == question
    for forced in ({}, {"FORCE_COLOR": "1"}):
        done = run("ask", "clicks by device", **locale, **forced)
        assert (done.returncode, done.stderr) == (0, b"")


def test_force_color_0_draws_nothing_in_a_pipe(run: Run) -> None:
    assert run("ask", "clicks by device", FORCE_COLOR="0").stdout == run("ask", "clicks by device").stdout
    assert b"\x1b[" in run("ask", "clicks by device", FORCE_COLOR="1", TERM="xterm").stdout


def test_a_closed_pipe_is_quiet(environ: dict[str, str], demo_snapshot: Snapshot) -> None:
    environ = environ | {"INTENTSEGMENTS_SNAPSHOTS": str(demo_snapshot.path.parent)}
    process = subprocess.Popen(
        [sys.executable, CHATBOT, "ask", "--batch", "-"], env=environ,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(b"how many users\n")
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(b"clicks by device\n" * 3)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


def test_an_interrupt_is_status_130(environ: dict[str, str], demo_snapshot: Snapshot) -> None:
    environ = environ | {"INTENTSEGMENTS_SNAPSHOTS": str(demo_snapshot.path.parent)}
    process = subprocess.Popen(
        [sys.executable, CHATBOT, "ask", "--batch", "-"], env=environ,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(b"how many users\n")
    process.stdin.flush()
    process.stdout.readline()  # it is up, and waits for the next line
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"]])
def test_help_has_examples(run: Run, arguments: Sequence[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert b"python chatbot.py ask" in done.stdout
    assert b"--snapshots" in done.stdout


def test_version(run: Run) -> None:
    for arguments in (["--version"], ["ask", "--version"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert done.stdout.startswith(b"intentsegments ")


def test_unanswered_questions_stay_on_this_machine_and_can_stay_unlogged(
    run: Run, environ: dict[str, str]
) -> None:
    log = Path(environ["XDG_STATE_HOME"]) / "intentsegments" / "missed.jsonl"
    run("ask", "who will win the cup")
    assert not log.exists()
    run("ask", "who will win the cup", INTENTSEGMENTS_NO_LOG="")
    assert "who will win the cup" in log.read_text()
