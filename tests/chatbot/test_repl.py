"""The chat in a real terminal: typed keys in, what is on the screen out."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from segmentation.snapshot import Snapshot, building, publish

CHATBOT = Path(__file__).parents[2] / "chatbot.py"
CTRL_C, CTRL_D = "\x03", "\x04"
WHERE_IS_THE_CURSOR = r"\x1b\[6n"
"""What a chat asks of its terminal, which must answer."""
SECONDS = 30
"""How long a test waits for something that is to appear; not a promise of speed."""

Start = Callable[..., "Terminal"]


class Terminal:
    """A chat in a pseudo-terminal of 40 lines and 120 columns."""

    def __init__(self, environ: dict[str, str], *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, [str(CHATBOT), *arguments], env=environ, encoding="utf-8",
            dimensions=(40, 120), timeout=SECONDS,
        )  # fmt: skip
        self.child.delaybeforesend = None

    def sees(self, pattern: str) -> str:
        """Waits until the pattern is on the screen; everything up to it."""
        seen = ""
        while self.child.expect([WHERE_IS_THE_CURSOR, pattern]) == 0:
            seen += str(self.child.before)
            self.child.send("\x1b[20;1R")
        return seen + str(self.child.before + self.child.after)

    def at_prompt(self) -> str:
        """Waits until the prompt is drawn, with the line under it."""
        return self.sees(r"\| /help")

    def types(self, text: str) -> None:
        """Types a line and Enter."""
        self.child.send(text + "\r")

    def status(self) -> int | None:
        """Waits for the end; the exit status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the user's is touched."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "INTENTSEGMENTS_NO_LOG": "1",
    }  # fmt: skip


@pytest.fixture
def start(environ: dict[str, str], demo_snapshot: Snapshot) -> Iterator[Start]:
    """Starts chats on the demo's snapshot."""
    started = []

    def start(*arguments: str, **more: str) -> Terminal:
        folder = str(demo_snapshot.path.parent)
        terminal = Terminal(environ | more, "--snapshots", folder, *arguments)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.child.close(force=True)


def test_first_run_builds_the_demo_and_opens(environ: dict[str, str], tmp_path: Path) -> None:
    terminal = Terminal(environ | {"INTENTSEGMENTS_SNAPSHOTS": str(tmp_path / "snapshots")})
    terminal.sees("no snapshot yet")
    banner = terminal.at_prompt()
    assert "Low Engagement" in banner
    assert banner.count("Try ") == 3
    terminal.child.send(CTRL_D)
    assert terminal.status() == 0
    assert (tmp_path / "snapshots" / "current").is_file()


def test_a_question_and_its_follow_up(start: Start, demo_snapshot: Snapshot) -> None:
    low, _, high = demo_snapshot.manifest.segments
    terminal = start()
    terminal.at_prompt()
    terminal.types("how many low engagement users")
    assert f"{low.users:,}" in terminal.sees("Snapshot 2026")
    terminal.at_prompt()
    terminal.types("and the highly engaged ones?")
    assert f"{high.users:,}" in terminal.sees("Snapshot 2026")


def test_a_misspelling_is_shown_and_raw_leaves_it_alone(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("how many low engagment users")
    assert "'engagment' read as 'engagement'" in terminal.sees("Snapshot 2026")
    terminal.at_prompt()
    terminal.types("/raw how many low engagment users")
    assert "read as 'engagement'" not in terminal.sees("Snapshot 2026")


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.child.send("half a question" + CTRL_C)
    terminal.at_prompt()
    terminal.types("/query")
    assert "Nothing was asked yet" in terminal.sees("how many users")
    terminal.at_prompt()
    terminal.child.send(CTRL_D)
    assert terminal.status() == 0


@pytest.mark.parametrize("farewell", ["/quit", "exit"])
def test_words_that_leave(start: Start, farewell: str) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types(farewell)
    assert terminal.status() == 0


def test_help_lists_every_command(start: Start) -> None:
    from chatbot.repl.commands import COMMANDS

    terminal = start()
    terminal.at_prompt()
    terminal.types("/help")
    shown = terminal.sees("what can I ask")
    assert all(f"/{name}" in shown for name in COMMANDS)


def test_an_unknown_command_gets_the_nearest_one(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("/snapshot")
    terminal.sees("Did you mean /snapshots")


def test_escape_characters_in_a_question_do_nothing(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("\x1b[200~how many \x1b[31m\x07users\x1b[201~")
    shown = terminal.sees("Snapshot 2026")
    assert "\x1b[31m\x07" not in shown
    assert "\x07users" not in shown
    terminal.at_prompt()


def test_a_colour_that_is_typed_is_passed_over(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("\x1b[31mhow many users\x1b[0m")
    screen = terminal.sees("Read as")
    assert "2,847 users" in screen
    assert "Unhandled" not in screen


def test_a_paste_of_several_lines_runs_on_enter_a_line_each(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.child.send("\x1b[200~how many users\nclicks by device\x1b[201~")
    terminal.child.send("\r")
    terminal.sees("Snapshot 2026")
    assert "mobile" in terminal.sees("Snapshot 2026")


def test_tab_completes_commands_and_names(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.child.send("/snapsh\t")
    terminal.sees("ots")
    terminal.types("")
    terminal.sees("(in use)")
    terminal.at_prompt()
    terminal.child.send("how many users in moder\t")
    terminal.sees("Engagement")
    terminal.types("")
    assert "Moderate Engagement" in terminal.sees("Snapshot 2026")


def test_answers_are_written_to_files(start: Start, tmp_path: Path) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("clicks by device")
    terminal.sees("Snapshot 2026")
    for command, file in (
        ("csv", "a.csv"),
        ("export", "a.json"),
        ("export", "a.md"),
        ("export", "a.txt"),
    ):
        terminal.at_prompt()
        terminal.types(f"/{command} {tmp_path / file}")
        terminal.sees("Written to")
        assert "mobile" in (tmp_path / file).read_text()
    terminal.at_prompt()
    terminal.types(f"/csv {tmp_path / 'a.csv'}")
    terminal.sees("exists already")
    terminal.at_prompt()
    terminal.types("/export nowhere.xyz")
    terminal.sees("Use one of .csv")


def test_the_last_answer_as_json_and_as_a_query(start: Start) -> None:
    terminal = start()
    terminal.at_prompt()
    terminal.types("clicks by device")
    terminal.sees("Snapshot 2026")
    terminal.at_prompt()
    terminal.types("/json")
    terminal.sees('"schema": 1')
    terminal.at_prompt()
    terminal.types("/query")
    terminal.sees('"metric": "clicks"')


def test_a_newer_snapshot_is_offered_between_questions(
    environ: dict[str, str], demo_snapshot: Snapshot, tmp_path: Path
) -> None:
    folder = tmp_path / "snapshots"
    shutil.copytree(demo_snapshot.path.parent, folder)
    terminal = Terminal(environ, "--snapshots", str(folder))
    terminal.at_prompt()
    with building(folder) as work:
        for file in demo_snapshot.manifest.files:
            shutil.copy(demo_snapshot.path / file, work)
        other = publish(work, replace(demo_snapshot.manifest, notes=("Another.",)), folder).manifest.id
    terminal.types("/new")
    terminal.sees(f"newer snapshot is there: {other}")
    terminal.at_prompt()
    terminal.types(f"/use {other}")
    terminal.sees(f"Snapshot {other}")
    terminal.child.close(force=True)


def test_history_is_kept_for_its_user_alone_unless_told_not_to(start: Start, environ: dict[str, str]) -> None:
    history = Path(environ["XDG_STATE_HOME"]) / "intentsegments" / "history"
    terminal = start(INTENTSEGMENTS_NO_HISTORY="1")
    terminal.at_prompt()
    terminal.types("/new")
    terminal.sees("new conversation")
    assert not history.exists()
    terminal = start()
    terminal.at_prompt()
    terminal.types("/new")
    terminal.sees("new conversation")
    assert "+/new" in history.read_text()
    assert history.stat().st_mode & 0o077 == 0


def test_a_dumb_terminal_and_no_colour(start: Start) -> None:
    terminal = start(TERM="dumb", NO_COLOR="1")
    terminal.sees("> ")
    terminal.types("clicks by device")
    shown = terminal.sees("Snapshot 2026.*users")
    assert not re.search(r"\x1b\[[0-9;]*m", shown)
    assert "─" not in shown
