"""The published thing: a folder of Parquet files and a manifest, immutable and checked by hash.

Written beside, put in place by one rename, then named by the pointer file `current`. A build that dies leaves
the current snapshot whole. Imports nothing heavier than DuckDB, so that an answer can afford it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import types
import typing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from segmentation.errors import DamagedSnapshot, NoSnapshot, SnapshotError, UnknownFormat

FORMAT = 1
TABLES = ("members", "people", "users", "clicks", "searches", "views", "articles", "activity", "statistics")
"""The Parquet files, by the name of the view that shows each."""
POINTER = "current"
MANIFEST = "manifest.json"
_BUILDING = ".building-"
_VERIFIED_ON_LOAD = 50_000_000
"""Bytes up to which `load` checks hashes too, not only sizes."""


@dataclass(frozen=True)
class Segment:
    """One segment at the latest as-of day."""

    name: str
    """Its name."""
    users: int
    """How many members."""
    score: float
    """Engagement score: the mean standardised feature of its centroid."""
    centroid: Mapping[str, float]
    """Its centre, feature to value in the feature's own unit."""


@dataclass(frozen=True)
class Availability:
    """Whether a metric or dimension can be had from this warehouse."""

    id: str
    """Id in the catalogue."""
    available: bool
    """False: its column is all NULL."""
    reason: str
    """Why it is unavailable, naming what is missing; else ""."""


@dataclass(frozen=True)
class ModelCard:
    """The fitted model, enough to score a user by hand."""

    algorithm: str
    """What was fitted."""
    k: int
    """How many clusters."""
    seed: int
    """Seed of the fit."""
    n_init: int
    """How many starts the best was taken of."""
    features: tuple[str, ...]
    """Metric ids, in the order of the lists below."""
    log_features: tuple[str, ...]
    """Those taken as log(1 + value)."""
    means: tuple[float, ...]
    """Mean of each feature, after the logarithm."""
    scales: tuple[float, ...]
    """Standard deviation of each feature, after the logarithm."""
    centroids: tuple[tuple[float, ...], ...]
    """Standardised, in the order of `segments`."""
    fills: tuple[float, ...]
    """What a missing value counted as, in original units (for clustering only)."""


@dataclass(frozen=True)
class QualityCard:
    """How well the segments are set apart."""

    silhouette: float
    """Mean silhouette, -1 to 1; higher is better."""
    silhouette_sample: int
    """How many users it was measured on."""
    davies_bouldin: float
    """Davies-Bouldin index; lower is better."""
    inertia: float
    """Sum of squared distances to the centroids."""
    sizes: tuple[int, ...]
    """Users in each segment, in rising order."""
    scores: tuple[float, ...]
    """Engagement score of each segment, in rising order."""


@dataclass(frozen=True)
class File:
    """A file of the snapshot, as it was written."""

    sha256: str
    """Hash of its bytes."""
    bytes: int
    """Its size."""
    rows: int
    """Rows of a table; 0 for a picture."""


@dataclass(frozen=True)
class Manifest:
    """What a snapshot is and holds."""

    format: int
    """Version of this layout."""
    id: str
    """`<as_of>-<8 hex digits of the content's hash>`."""
    as_of: dt.date
    """The last day that counts: "today"."""
    as_of_days: tuple[dt.date, ...]
    """Days on which membership was worked out, ascending, weekly; the last is `as_of`."""
    first_day: dt.date
    """First day with an event."""
    last_day: dt.date
    """Last day with an event, up to `as_of`."""
    window_days: int
    """Days a membership looks back on."""
    time_zone: str
    """The zone whose days and hours count."""
    users: int
    """Members at `as_of`."""
    inactive: int
    """Users seen before with no event in the window."""
    segments: tuple[Segment, ...]
    """In rising order of engagement."""
    metrics: tuple[Availability, ...]
    """In catalogue order."""
    dimensions: tuple[Availability, ...]
    """In catalogue order."""
    tables: Mapping[str, int]
    """View name to rows."""
    source: Mapping[str, Any]
    """What was read: the warehouse (without secrets) and the mapping."""
    model: ModelCard
    """The fitted model."""
    quality: QualityCard
    """How well it fits."""
    files: Mapping[str, File]
    """File name to what was written."""
    notes: tuple[str, ...]
    """What a reader should know: rows left out, features dropped."""


@dataclass(frozen=True)
class Snapshot:
    """A published snapshot, found whole."""

    path: Path
    """Its folder."""
    manifest: Manifest
    """What it holds."""

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB with one view per table, named as in TABLES. The caller closes it."""
        connection = duckdb.connect(":memory:")
        for name in TABLES:
            connection.read_parquet(str(self.path / f"{name}.parquet")).create_view(name)
        return connection


def load(snapshots: Path | str, id: str | None = None) -> Snapshot:
    """The current snapshot, or the one named.

    Raises:
        NoSnapshot: there is none, or none by that name.
        UnknownFormat: another version of the program wrote it.
        DamagedSnapshot: a file is missing, or not as it was written.
    """
    snapshots = Path(snapshots)
    name = current(snapshots) if id is None else id
    if name is None:
        hint = "Build one: python -m segmentation build"
        raise NoSnapshot(f"There is no snapshot in {snapshots} yet.", hint)
    path = snapshots / name
    if Path(name).name != name or not path.is_dir():
        there = ", ".join(_ids(snapshots)) or "none"
        raise NoSnapshot(f"There is no snapshot {name} in {snapshots}.", f"There are: {there}")
    snapshot = Snapshot(path, _read_manifest(path))
    _check_sizes(snapshot)
    if sum(file.bytes for file in snapshot.manifest.files.values()) < _VERIFIED_ON_LOAD:
        verify(snapshot)
    return snapshot


def current(snapshots: Path | str) -> str | None:
    """The id of the current snapshot; None when nothing was published."""
    try:
        return (Path(snapshots) / POINTER).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedSnapshot(f"{Path(snapshots) / POINTER} cannot be read: {error}", _REBUILD) from None


def list_snapshots(snapshots: Path | str) -> list[Snapshot]:
    """Every usable snapshot in the folder, by id; damaged ones are left out."""
    found = []
    for id in _ids(Path(snapshots)):
        try:
            found.append(load(snapshots, id))
        except SnapshotError:
            continue
    return found


def _ids(snapshots: Path) -> list[str]:
    if not snapshots.is_dir():
        return []
    return sorted(
        path.name for path in snapshots.iterdir() if (path / MANIFEST).is_file() and path.name[0] != "."
    )


_REBUILD = "Build a new one: python -m segmentation build"


def _read_manifest(path: Path) -> Manifest:
    try:
        document = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        format = document["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedSnapshot(
            f"The manifest of snapshot {path.name} cannot be read: {error}", _REBUILD
        ) from None
    if format != FORMAT:
        raise UnknownFormat(
            f"Snapshot {path.name} has format {format!r}; this version reads format {FORMAT}.",
            f"{_REBUILD}, or use the version of the program that wrote it.",
        )
    try:
        manifest: Manifest = _decode(Manifest, document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedSnapshot(
            f"The manifest of snapshot {path.name} is incomplete: {error}", _REBUILD
        ) from None
    return manifest


def _check_sizes(snapshot: Snapshot) -> None:
    expected = {f"{name}.parquet" for name in TABLES}
    for name in sorted(expected | set(snapshot.manifest.files)):
        file = snapshot.manifest.files.get(name)
        path = snapshot.path / name
        if file is None or not path.is_file():
            raise DamagedSnapshot(f"Snapshot {snapshot.manifest.id} lacks its file {name}.", _REBUILD)
        if path.stat().st_size != file.bytes:
            raise DamagedSnapshot(
                f"File {name} of snapshot {snapshot.manifest.id} is not as written.", _REBUILD
            )


def verify(snapshot: Snapshot) -> None:
    """Checks every file's hash.

    Raises:
        DamagedSnapshot: a file is missing, or not as it was written.
    """
    _check_sizes(snapshot)
    for name, file in snapshot.manifest.files.items():
        if _sha256(snapshot.path / name) != file.sha256:
            raise DamagedSnapshot(
                f"File {name} of snapshot {snapshot.manifest.id} is not as written.", _REBUILD
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def building(snapshots: Path) -> Iterator[Path]:
    """A folder to write a snapshot in, beside the published ones; gone afterwards.

    What builds that died left behind is cleared first: a living one holds a lock on its folder.

    Raises:
        SnapshotError: the snapshots folder cannot be written to.
    """
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        for leftover in snapshots.glob(f"{_BUILDING}*"):
            with _locked(leftover) as ours:
                if ours and leftover.is_dir():
                    shutil.rmtree(leftover, ignore_errors=True)
                elif ours:
                    leftover.unlink(missing_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=snapshots))
    except OSError as error:
        message = f"The snapshots folder {snapshots} cannot be written to: {error.strerror}"
        raise SnapshotError(message, "Name another with --snapshots.") from None
    with _locked(folder):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Holds a folder's lock, which the system drops when the process dies; False when another holds it."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system: leftovers stay, and are harmless
        yield False
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # another build cleared it just now
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def publish(folder: Path, manifest: Manifest, snapshots: Path) -> Snapshot:
    """Puts a written folder in place and makes it the current snapshot.

    `manifest` comes without id and files; both are worked out here. The id hangs on the tables and the model
    alone, so the same input gives the same id from whatever database it was read.
    """
    files = {
        path.name: File(_sha256(path), path.stat().st_size, manifest.tables.get(path.stem, 0))
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
    manifest = dataclasses.replace(manifest, files=files, id=_content_id(manifest, files))
    text = json.dumps(_encode(manifest), indent=1, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    for path in [*folder.iterdir(), folder]:
        _flush(path)
    place = snapshots / manifest.id
    if not _is_whole(place):
        if place.exists():
            place.rename(folder.with_name(folder.name + "-damaged"))
        folder.rename(place)
    pointer = snapshots / f"{_BUILDING}{os.getpid()}-{POINTER}"
    pointer.write_text(manifest.id + "\n", encoding="utf-8")
    _flush(pointer)
    pointer.replace(snapshots / POINTER)
    _flush(snapshots)
    return Snapshot(place, manifest)


def _is_whole(path: Path) -> bool:
    try:
        verify(Snapshot(path, _read_manifest(path)))
    except SnapshotError:
        return False
    return True


def _flush(path: Path) -> None:
    """Makes sure that a file or folder is on the disk before it is relied on."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # folders cannot be opened on every system
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _content_id(manifest: Manifest, files: Mapping[str, File]) -> str:
    hashes = {name: file.sha256 for name, file in files.items() if name.endswith(".parquet")}
    meaning = {
        key: value
        for key, value in _encode(manifest).items()
        if key not in ("id", "files", "source")
    }  # fmt: skip
    text = json.dumps([hashes, meaning], sort_keys=True)
    return f"{manifest.as_of}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _encode(value: Any) -> Any:
    """A dataclass as JSON's own types."""
    if dataclasses.is_dataclass(value):
        return {field.name: _encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _decode(kind: Any, value: Any) -> Any:
    """The reverse of `_encode`, by the dataclass's annotations."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(
            **{
                field.name: _decode(hints[field.name], value[field.name])
                for field in dataclasses.fields(kind)
            }
        )  # type: ignore[operator]
    if origin is tuple:
        return tuple(_decode(arguments[0], item) for item in value)
    if origin is not None and origin is not types.UnionType and issubclass(origin, Mapping):
        return {key: _decode(arguments[1], item) for key, item in value.items()}
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    return value
