"""The command line of the segmentation: build, list, show, export."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from segmentation.errors import SegmentationError, SettingsError
from segmentation.manifest import Manifest
from segmentation.settings import SEGMENTS, Settings, default_tables, load_settings
from segmentation.snapshot import Snapshot, current, list_snapshots, load, verify

EXPORTS = {
    "members": "as_of, user_id",
    "users": "user_id",
    "statistics": "as_of, metric, dimension, segment, value",
}
"""What can be exported, and the order of its rows."""
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; returns the exit status: 0 ok, 2 wrong usage, 3 no usable snapshot or warehouse."""
    arguments = _parser().parse_args(argv)
    if arguments.debug:
        return int(arguments.run(arguments))
    try:
        return int(arguments.run(arguments))
    except SegmentationError as error:
        print(f"error: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"hint: {error.hint}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        print(f"error: something went wrong inside: {type(error).__name__}", file=sys.stderr)
        print("hint: run it again with --debug, and report what it shows", file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--settings", type=Path, metavar="FILE", help="settings file (default: $INTENTSEGMENTS_SETTINGS)"
    )
    shared.add_argument(
        "--snapshots", type=Path, metavar="DIR", help="folder of the snapshots (default: snapshots)"
    )
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser = argparse.ArgumentParser(
        prog="python -m segmentation",
        description="Segment a warehouse's users and publish the result as a snapshot.",
        epilog="example: python -m segmentation build && python -m segmentation show",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            parents=[shared],
            help=about,
            description=about,
            epilog=f"example: python -m segmentation {example}",
        )
        made.set_defaults(run=run)
        return made

    build = command(
        "build", _build, "Build a snapshot; the demo's without a warehouse.", "build --settings shop.toml"
    )
    source = build.add_mutually_exclusive_group()
    source.add_argument(
        "--warehouse", metavar="URL", help="SQLAlchemy address, with tables named as we name them"
    )
    build.add_argument(
        "--as-of", type=_day, metavar="DAY", help="last day that counts (default: the last with an event)"
    )
    build.add_argument(
        "--window", type=_days, metavar="DAYS", help="days a membership looks back on (default: 30)"
    )
    build.add_argument("--segments", type=_segments, metavar="K", help="how many segments (default: 3)")
    command("list", _list, "List the snapshots.", "list")
    show = command("show", _show, "Show a snapshot and check that it is whole.", "show --plot scatter.png")
    show.add_argument("id", nargs="?", metavar="ID", help="the snapshot (default: the current one)")
    show.add_argument(
        "--plot", type=Path, metavar="FILE", help="draw its scatter plot into a file (.png, .svg, .pdf)"
    )
    export = command("export", _export, "Write a table of a snapshot to a file.", "export users users.csv")
    export.add_argument("what", choices=list(EXPORTS), metavar="WHAT", help=f"one of {', '.join(EXPORTS)}")
    export.add_argument("file", type=Path, metavar="FILE", help="where to; .csv, .parquet or .json")
    export.add_argument("--snapshot", metavar="ID", help="the snapshot (default: the current one)")
    return parser


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-10-31") from None


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 3660:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to 3660")
    return int(text)


def _segments(text: str) -> int:
    if not text.isdecimal() or int(text) not in SEGMENTS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of segments from {SEGMENTS[0]} to {SEGMENTS[-1]}"
        )
    return int(text)


def _settings(arguments: argparse.Namespace) -> Settings:
    """The settings file's, or the environment's, with the command line's on top."""
    warehouse = getattr(arguments, "warehouse", None)
    file = arguments.settings
    if warehouse and file:
        raise SettingsError("--settings and --warehouse both name a warehouse.", "Give one of them.")
    if not warehouse and not file:
        file = os.environ.get("INTENTSEGMENTS_SETTINGS") or None
        warehouse = None if file else os.environ.get("INTENTSEGMENTS_WAREHOUSE") or None
    settings = load_settings(file)
    if warehouse:
        settings = dataclasses.replace(settings, warehouse=warehouse, tables=default_tables())
    given = {
        name: value
        for name in ("snapshots", "as_of", "window", "segments")
        if (value := getattr(arguments, name, None)) is not None
    }
    if settings.names and given.get("segments", settings.segments) != len(settings.names):
        raise SettingsError(
            f"The settings file names {len(settings.names)} segments, not {given['segments']}.",
            "Leave --segments out, or change segmentation.names.",
        )
    return dataclasses.replace(settings, **given)


def _build(arguments: argparse.Namespace) -> int:
    from segmentation.pipeline import build

    settings = _settings(arguments)
    is_terminal = sys.stderr.isatty()

    def draw(step: str, share: float) -> None:
        if is_terminal:
            print(f"\r\033[K{share:4.0%} {step}", end="", file=sys.stderr, flush=True)

    try:
        snapshot = build(settings, draw)
    finally:
        if is_terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
    _print(snapshot)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    folder = _settings(arguments).snapshots
    found = list_snapshots(folder)
    newest = current(folder)
    if not found:
        print(f"no snapshots in {folder}; build one: python -m segmentation build")
    for snapshot in found:
        made = snapshot.manifest
        mark = "*" if made.id == newest else " "
        print(
            f"{mark} {made.id}  {made.users:,} users in {made.window_days} days, {made.source['warehouse']}"
        )
    return 0


def _show(arguments: argparse.Namespace) -> int:
    snapshot = load(_settings(arguments).snapshots, arguments.id)
    verify(snapshot)
    if arguments.plot:
        from segmentation import plot

        _check_target(arguments.plot, (".png", ".svg", ".pdf"))
        plot.draw(snapshot, arguments.plot)
        print(f"wrote {arguments.plot}")
    else:
        _print(snapshot)
    return 0


def _print(snapshot: Snapshot) -> None:
    manifest, quality = snapshot.manifest, snapshot.manifest.quality
    window = f"in the {manifest.window_days} days to {manifest.as_of}"
    data = f"data from {manifest.first_day} to {manifest.last_day} ({manifest.time_zone})"
    print(f"snapshot {manifest.id} of {manifest.source['warehouse']}")
    print(f"{manifest.users:,} users {window}, {manifest.inactive:,} inactive")
    print(f"{data}, {len(manifest.as_of_days)} as-of days")
    width = max(len(segment.name) for segment in manifest.segments)
    for segment in manifest.segments:
        share = segment.users / manifest.users
        centre = ", ".join(f"{name} {value:,.1f}" for name, value in segment.centroid.items())
        print(f"  {segment.name:<{width}} {segment.users:>9,} users {share:7.1%}  {centre}")
    measured = f"on {quality.silhouette_sample:,} users"
    print(f"silhouette {quality.silhouette:.3f} ({measured}), Davies-Bouldin {quality.davies_bouldin:.3f}")
    for line in _remarks(manifest):
        print(line)


def _remarks(manifest: Manifest) -> list[str]:
    lacking = [
        f"unavailable: {item.id} ({item.reason})"
        for item in (*manifest.metrics, *manifest.dimensions)
        if not item.available
    ]
    return [*lacking, *(f"note: {note}" for note in manifest.notes)]


def _check_target(file: Path, endings: tuple[str, ...]) -> None:
    """Whether a file can be written: its ending names a format, and its folder exists."""
    if file.suffix.lower() not in endings:
        raise SettingsError(f'The ending of "{file}" names no format.', f"Use one of {', '.join(endings)}.")
    if not file.parent.is_dir() or file.is_dir() or not os.access(file.parent, os.W_OK):
        raise SettingsError(f"{file} cannot be written.", "Name a file in a folder that exists and is yours.")


def _export(arguments: argparse.Namespace) -> int:
    snapshot = load(_settings(arguments).snapshots, arguments.snapshot)
    file: Path = arguments.file
    formats = {
        ".csv": "(FORMAT csv, HEADER)",
        ".parquet": "(FORMAT parquet)",
        ".json": "(FORMAT json, ARRAY true)",
    }
    _check_target(file, tuple(formats))
    with snapshot.connect() as connection:
        target = "'" + str(file).replace("'", "''") + "'"
        query = f"SELECT * FROM {arguments.what} ORDER BY {EXPORTS[arguments.what]}"
        (rows,) = connection.execute(
            f"COPY ({query}) TO {target} {formats[file.suffix.lower()]}"
        ).fetchone() or (0,)
    print(f"wrote {rows:,} rows to {file}")
    return 0
