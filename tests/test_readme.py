"""The README's transcript and commands, run for real: what it shows is what the program says now.

`python -m tests.test_readme` writes what the program says now into it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from segmentation.snapshot import Snapshot

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ID = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}")


def blocks(readme: str) -> list[tuple[str, str]]:
    """Each block that shows a run: its kind and its text."""
    return [(match[1], match[2]) for match in BLOCK.finditer(readme)]


def replayed(kind: str, block: str, snapshots: Path) -> str:
    """The block as it would be now: a chat's questions or a shell's commands, and what they print."""
    if kind == "text":
        questions = "".join(line[2:] + "\n" for line in block.splitlines() if line.startswith("> "))
        return run("python chatbot.py", snapshots, questions).rstrip("\n") + "\n"
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line[2:], snapshots).rstrip()}\n" for line in commands)


def run(command: str, snapshots: Path, stdin: str = "") -> str:
    """What a command of the README prints, run from the project's folder."""
    state = {"INTENTSEGMENTS_SNAPSHOTS": str(snapshots), "INTENTSEGMENTS_NO_LOG": "1"}
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, shell=True, cwd=ROOT, env=os.environ | state | path, input=stdin, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(("kind", "block"), blocks(README.read_text(encoding="utf-8")))
def test_what_the_readme_shows_is_what_the_program_says(
    kind: str, block: str, demo_snapshot: Snapshot
) -> None:
    now = replayed(kind, block, demo_snapshot.path.parent)
    # The id hangs on how the installed DuckDB writes its files; every figure has to be the same.
    assert ID.sub("ID", now) == ID.sub("ID", block)


def test_the_readme_begins_with_a_transcript_and_names_both_commands() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme.index("```text") < readme.index("## ")
    assert "pip install -e . && python chatbot.py" in readme
    assert 'pip install -e ".[test]" && pytest' in readme


def test_every_link_leads_somewhere() -> None:
    for page in [README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def write() -> None:
    """Writes what the program says now into the README."""
    from chatbot.opening import Place, open_snapshot

    with tempfile.TemporaryDirectory() as folder:
        open_snapshot(Place(Path(folder), None))
        readme = README.read_text(encoding="utf-8")
        fresh = BLOCK.sub(lambda m: f"```{m[1]}\n{replayed(m[1], m[2], Path(folder))}```", readme)
        README.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    write()
