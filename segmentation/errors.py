"""The one family of errors a user of the segmentation can cause; each says the way out."""

from __future__ import annotations

from collections.abc import Sequence


class SegmentationError(Exception):
    """Something the user can mend: `message` says what happened, `hint` what to do about it."""

    exit_status = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(SegmentationError):
    """The settings file, or what it says about the warehouse, is mistaken; all mistakes at once."""

    exit_status = 2

    def __init__(self, message: str, hint: str = "", mistakes: Sequence[str] = ()) -> None:
        lines = [message, *(f"  - {mistake}" for mistake in mistakes)]
        super().__init__("\n".join(lines), hint)
        self.mistakes = tuple(mistakes)


class WarehouseError(SegmentationError):
    """The warehouse cannot be reached or refused to answer."""


class DataError(SegmentationError):
    """The warehouse was read, but what it holds cannot be segmented."""


class SnapshotError(SegmentationError):
    """A snapshot cannot be used."""


class NoSnapshot(SnapshotError):  # noqa: N818 (the contract's names say what is wrong)
    """There is no snapshot, or none by that name."""


class UnknownFormat(SnapshotError):  # noqa: N818
    """The snapshot was written by another version of the program."""


class DamagedSnapshot(SnapshotError):  # noqa: N818
    """A file of the snapshot is missing or not as it was written."""
