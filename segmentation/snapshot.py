"""The published thing: a folder of Parquet files and a manifest, immutable and checked by hash.

Written beside, put in place by one rename, then named by the pointer file `current`. A build that dies leaves
the current snapshot whole. Imports nothing heavier than DuckDB, so that an answer can afford it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from segmentation.errors import DamagedSnapshot, NoSnapshot, SnapshotError, UnknownFormat
from segmentation.manifest import File, decode, encode
from segmentation.manifest import Manifest as Manifest

FORMAT = 1
TABLES = ("members", "people", "users", "clicks", "searches", "views", "articles", "activity", "statistics")
"""The Parquet files, by the name of the view that shows each."""
POINTER = "current"
MANIFEST = "manifest.json"
CONTENT = "content"
"""Where in its building folder a snapshot is written."""
_BUILDING = ".building-"
_VERIFIED_ON_LOAD = 50_000_000
"""Bytes up to which `load` checks hashes too, not only sizes."""


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
        manifest: Manifest = decode(Manifest, document)
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
    """A folder to build a snapshot in, beside the published ones; gone afterwards.

    Its subfolder CONTENT becomes the snapshot; anything else in it is scratch. What builds that died left
    behind is cleared first: a living one holds a lock on its folder.

    Raises:
        SnapshotError: the snapshots folder cannot be written to.
    """
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        for leftover in snapshots.glob(f"{_BUILDING}*"):
            with _locked(leftover) as ours:
                if ours:
                    shutil.rmtree(leftover, ignore_errors=True)
        folder = snapshots / f"{_BUILDING}{os.getpid()}-{secrets.token_hex(4)}"
        (folder / CONTENT).mkdir(parents=True)
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
    """Puts what was written to a building folder's CONTENT in place and makes it the current snapshot.

    `manifest` comes without id and files; both are worked out here. The id hangs on the tables and the model
    alone, so the same input gives the same id from whatever database it was read.
    """
    content = folder / CONTENT
    files = {
        path.name: File(_sha256(path), path.stat().st_size, manifest.tables.get(path.stem, 0))
        for path in sorted(content.iterdir())
        if path.is_file()
    }
    manifest = dataclasses.replace(manifest, files=files, id=_content_id(manifest, files))
    text = json.dumps(encode(manifest), indent=1, ensure_ascii=False)
    (content / MANIFEST).write_text(text + "\n", encoding="utf-8")
    for path in [*content.iterdir(), content]:
        _flush(path)
    place = snapshots / manifest.id
    if not _is_whole(place):
        if place.exists():
            place.rename(folder / "damaged")
        content.rename(place)
    _flush(snapshots)
    _point(folder, manifest.id, snapshots)
    return Snapshot(place, manifest)


def _point(folder: Path, id: str, snapshots: Path) -> None:
    """Makes a snapshot that is in place the current one."""
    pointer = folder / POINTER
    pointer.write_text(id + "\n", encoding="utf-8")
    _flush(pointer)
    pointer.replace(snapshots / POINTER)
    _flush(snapshots)


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
        for key, value in encode(manifest).items()
        if key not in ("id", "files", "source")
    }  # fmt: skip
    text = json.dumps([hashes, meaning], sort_keys=True)
    return f"{manifest.as_of}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
