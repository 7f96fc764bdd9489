"""What a snapshot is and holds: its manifest, as dataclasses and as JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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


def encode(value: Any) -> Any:
    """A dataclass as JSON's own types."""
    if dataclasses.is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def decode(kind: Any, value: Any) -> Any:
    """The reverse of `encode`, by the dataclass's annotations."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(
            **{field.name: decode(hints[field.name], value[field.name]) for field in dataclasses.fields(kind)}
        )  # type: ignore[operator]
    if origin is tuple:
        return tuple(decode(arguments[0], item) for item in value)
    if origin is not None and origin is not types.UnionType and issubclass(origin, Mapping):
        return {key: decode(arguments[1], item) for key, item in value.items()}
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    return value
