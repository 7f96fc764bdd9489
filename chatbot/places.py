"""Where the chat keeps what belongs to its user: nothing of it ever leaves the machine."""

from __future__ import annotations

import os
from pathlib import Path


def state_dir() -> Path:
    """The folder for history and logs: $XDG_STATE_HOME or ~/.local/state, under our name. May not exist."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "intentsegments"


def history_file() -> Path | None:
    """The lines typed so far, created when missing. None when INTENTSEGMENTS_NO_HISTORY is set or the folder
    cannot be written."""
    return None if os.environ.get("INTENTSEGMENTS_NO_HISTORY") else _writable(state_dir() / "history")


def missed_file() -> Path | None:
    """Unanswered questions. None when INTENTSEGMENTS_NO_LOG is set or the folder cannot be written."""
    return None if os.environ.get("INTENTSEGMENTS_NO_LOG") else _writable(state_dir() / "missed.jsonl")


def taught_file() -> Path:
    """Names that users taught. May not exist."""
    return state_dir() / "taught.yaml"


def _writable(path: Path) -> Path | None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return None
    return path
