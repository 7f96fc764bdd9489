"""From options to an opened snapshot: which folder, which one of it, and the demo's when there is none."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from segmentation.errors import NoSnapshot
from segmentation.snapshot import Snapshot, current, list_snapshots, load


@dataclass(frozen=True)
class Place:
    """Where snapshots are, and whose they are."""

    folder: Path
    """The snapshots folder."""
    settings: str | None
    """The settings file they are built by; None = nothing named, so the demo may stand in."""


def place_of(settings: str | None, snapshots: str | None) -> Place:
    """The place that the options name, else the environment, else the settings file, else ./snapshots."""
    settings = settings or os.environ.get("INTENTSEGMENTS_SETTINGS") or None
    if snapshots:
        return Place(Path(snapshots), settings)
    if settings:
        from segmentation.settings import load_settings  # not on the way of an ordinary question

        return Place(load_settings(settings).snapshots, settings)
    return Place(Path(os.environ.get("INTENTSEGMENTS_SNAPSHOTS") or "snapshots"), None)


def open_snapshot(place: Place, id: str | None = None) -> Snapshot:
    """The snapshot named, or the current one; with none there and no settings named, the demo's, built now.

    Raises:
        SnapshotError: there is none to use, and none may be made up.
    """
    if id is None and current(place.folder) is None:
        if place.settings:
            raise NoSnapshot(
                f"There is no snapshot in {place.folder} yet.",
                f"Build one: python -m segmentation build --settings {place.settings}",
            )
        if not list_snapshots(place.folder):
            return _build_demo(place.folder)
    return load(place.folder, id)


def _build_demo(folder: Path) -> Snapshot:
    """Makes up a publisher and segments its users; how far it is shows on standard error."""
    from rich.progress import BarColumn, Progress, TextColumn

    from chatbot.render.screen import console, screen_of
    from segmentation.pipeline import build
    from segmentation.settings import load_settings

    screen = screen_of(sys.stderr)
    pen = console(screen, sys.stderr)
    print("There is no snapshot yet: building one of a made-up publisher, the demo.", file=sys.stderr)
    settings = replace(load_settings(None), snapshots=folder)
    if not (screen.terminal and screen.boxes):
        return build(settings)
    with Progress(TextColumn("{task.description}"), BarColumn(), console=pen, transient=True) as progress:
        task = progress.add_task("starting", total=1.0)
        return build(settings, lambda step, share: progress.update(task, description=step, completed=share))
