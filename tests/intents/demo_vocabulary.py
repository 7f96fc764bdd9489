"""The demo snapshot's vocabulary as the file the package ships: `python -m tests.intents.demo_vocabulary`."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from chatbot.figures.opened import opened
from chatbot.vocabulary import vocabulary_of
from intents.vocabulary_file import DEMO, vocabulary_to_json
from segmentation.pipeline import build
from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot


def dumped(snapshot: Snapshot) -> str:
    """The vocabulary of a snapshot, with everyone ever seen in it."""
    users = [user for (user,) in opened(snapshot).rows("SELECT user_id FROM people")]
    return vocabulary_to_json(vocabulary_of(snapshot), users)


def main() -> None:
    """Builds the demo and writes the file."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = build(dataclasses.replace(load_settings(None), snapshots=Path(folder)))
        DEMO.write_text(dumped(snapshot), encoding="utf-8")


if __name__ == "__main__":
    main()
