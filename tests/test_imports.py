"""Who imports whom: as the contracts say, and as a running question really does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from segmentation.snapshot import Snapshot

ROOT = Path(__file__).parents[1]
HEAVY = ("pandas", "sqlalchemy", "sklearn", "scipy", "pymysql", "matplotlib", "pyarrow", "prompt_toolkit")
BUILDING = ("segmentation.pipeline", "segmentation.warehouse", "segmentation.clustering")

ASK = """
import json, sys
from chatbot.cli import main
status = main(["ask", "how many low engagement users", "--json"])
print(json.dumps([status, sorted(name for name, module in sys.modules.items() if module)]))
"""
HELP = """
import json, sys
from chatbot.cli import main
try:
    main({arguments})
except SystemExit:
    pass
print(json.dumps(sorted(name for name, module in sys.modules.items() if module)))
"""
READ = """
import json, sys
import intents.parser
print(json.dumps(sorted(name for name, module in sys.modules.items() if module)))
"""


def test_contracts_are_kept() -> None:
    lint = shutil.which("lint-imports") or Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def loaded(code: str, snapshots: Path) -> Any:
    """What the code prints last, as JSON, in a process of its own."""
    environ = {
        "INTENTSEGMENTS_SNAPSHOTS": str(snapshots),
        "INTENTSEGMENTS_NO_LOG": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_one_question_loads_nothing_heavy(demo_snapshot: Snapshot) -> None:
    status, modules = loaded(ASK, demo_snapshot.path.parent)
    assert status == 0
    assert [name for name in (*HEAVY, *BUILDING) if name in modules] == []


def test_words_load_no_numbers(demo_snapshot: Snapshot) -> None:
    modules = loaded(READ, demo_snapshot.path.parent)
    strangers = ("segmentation", "chatbot", "duckdb", *HEAVY)
    assert [name for name in modules if name.split(".")[0] in strangers] == []


@pytest.mark.parametrize("arguments", ["['--help']", "['ask', '--help']", "['--nonsense']"])
def test_help_and_mistakes_load_next_to_nothing(arguments: str, tmp_path: Path) -> None:
    modules = loaded(HELP.format(arguments=arguments), tmp_path)
    assert {"spacy", "duckdb", "rich", "numpy"} & set(modules) == set()
