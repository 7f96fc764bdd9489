"""K-Means over users' features; the only module with scikit-learn.

Counts go on a log scale, every feature is standardised, and a missing average is filled with the column's
mean (for clustering only). What was fitted is kept as plain numbers, so that any day's users can be scored
with numpy alone, by the same model.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segmentation import naming
from segmentation.errors import DataError
from segmentation.metrics import METRIC

Matrix = NDArray[np.float64]

DEFAULT = ("clicks", "searches", "time_per_article", "time_per_click")
"""Features used unless the settings name others."""
FALLBACK = ("clicks", "pages", "searches", "views", "active_days", "articles", "sessions")
"""Features used, as far as available, when fewer than two of the usual ones are."""
MAX_FALLBACK = 4

SEED = 20_261_031
N_INIT = 10
FIT_SAMPLE = 100_000
"""Users fitted on; more change nothing but the time it takes."""
SILHOUETTE_SAMPLE = 10_000
_DECIMALS = 9
"""Fitted numbers are rounded: the last bits depend on how many threads added them up."""


@dataclass(frozen=True)
class Model:
    """A fitted K-Means, as plain numbers."""

    features: tuple[str, ...]
    """Metric ids, in the order of every list below."""
    log_features: tuple[str, ...]
    """Those that are taken as log(1 + value)."""
    means: tuple[float, ...]
    """Mean of each feature, after the logarithm."""
    scales: tuple[float, ...]
    """Standard deviation of each feature, after the logarithm."""
    fills: tuple[float, ...]
    """What a missing value counts as, in original units."""
    centroids: tuple[tuple[float, ...], ...]
    """Standardised, in rising order of engagement."""

    def standardised(self, users: pd.DataFrame) -> Matrix:
        """Users' features as the model sees them: users × features, nothing missing."""
        columns = []
        for feature, mean, scale, fill in zip(
            self.features, self.means, self.scales, self.fills, strict=True
        ):
            values = users[feature].to_numpy(dtype=np.float64, na_value=np.nan)
            columns.append((_scaled(feature, np.where(np.isnan(values), fill, values)) - mean) / scale)
        return np.column_stack(columns)

    def assign(self, users: pd.DataFrame) -> NDArray[np.int64]:
        """The segment of each user, as its place in rising order."""
        points = self.standardised(users)
        nearest = np.full(len(points), np.inf)
        segment = np.zeros(len(points), dtype=np.int64)
        for place, centroid in enumerate(self.centroids):
            distance = ((points - np.asarray(centroid)) ** 2).sum(axis=1)
            closer = distance < nearest
            segment[closer], nearest[closer] = place, distance[closer]
        return segment

    def centroid(self, place: int) -> dict[str, float]:
        """A segment's centre in original units."""
        back = {}
        for feature, value, mean, scale in zip(
            self.features, self.centroids[place], self.means, self.scales, strict=True
        ):
            original = value * scale + mean
            back[feature] = max(math.expm1(original), 0.0) if feature in self.log_features else original
        return back

    @property
    def scores(self) -> tuple[float, ...]:
        """Each segment's engagement score."""
        return tuple(naming.scores(np.asarray(self.centroids), _signs(self.features)).tolist())


@dataclass(frozen=True)
class Quality:
    """How well the segments are set apart."""

    silhouette: float
    """Mean silhouette, -1 to 1; higher is better."""
    silhouette_sample: int
    """How many users it was measured on."""
    davies_bouldin: float
    """Davies-Bouldin index; lower is better."""
    inertia: float
    """Sum of squared distances to the centroids, over all users."""
    sizes: tuple[int, ...]
    """Users in each segment, in rising order of engagement."""
    scores: tuple[float, ...]
    """Engagement score of each segment."""


def choose(
    users: pd.DataFrame, wanted: Sequence[str], unavailable: Mapping[str, str]
) -> tuple[tuple[str, ...], list[str]]:
    """The features to cluster by, and a sentence for each that had to be left out.

    Args:
        users: one row per user, a column per metric.
        wanted: the settings' features; empty for the usual ones.
        unavailable: metric id to the reason why it is unavailable.

    Raises:
        DataError: no feature is left.
    """
    notes = []

    def usable(features: Sequence[str]) -> list[str]:
        kept = []
        for feature in features:
            why = unavailable.get(feature) or _constant(users[feature])
            if why:
                notes.append(f"{METRIC[feature].name} was left out of the clustering: {why}")
            else:
                kept.append(feature)
        return kept

    chosen = usable(wanted or DEFAULT)
    if len(chosen) < 2 and not wanted:
        others = [f for f in FALLBACK if f not in unavailable and not _constant(users[f])]
        chosen = others[:MAX_FALLBACK]
        notes.append(
            f"users were clustered by what is there instead: {', '.join(METRIC[f].name for f in chosen)}"
        )
    if not chosen:
        raise DataError(
            "There is nothing to segment by: " + "; ".join(notes), "Name other features in the settings."
        )
    return tuple(chosen), notes


def _constant(values: pd.Series[float]) -> str:
    observed = values.dropna()
    if observed.empty:
        return "nobody has a value"
    return "it is the same for everyone" if observed.min() == observed.max() else ""


def _signs(features: Sequence[str]) -> list[int]:
    return [1 if METRIC[feature].higher_is == "more" else -1 for feature in features]


def _is_log(feature: str) -> bool:
    return METRIC[feature].kind == "count"


def _scaled(feature: str, values: Matrix) -> Matrix:
    return np.log1p(values) if _is_log(feature) else values


def fit(users: pd.DataFrame, features: Sequence[str], segments: int) -> tuple[Model, Quality]:
    """Fits the segments of the users, a row each with a column per feature (missing values allowed).

    Raises:
        DataError: fewer users, or fewer kinds of users, than segments.
    """
    if len(users) < segments:
        raise DataError(
            f"There are {len(users)} users in the window, fewer than the {segments} segments asked for.",
            "Ask for fewer segments, or a longer window.",
        )
    fills = [float(users[feature].mean()) for feature in features]
    filled = np.column_stack([
        _scaled(feature, users[feature].fillna(fill).to_numpy(dtype=np.float64))
        for feature, fill in zip(features, fills, strict=True)
    ])  # fmt: skip
    means, scales = filled.mean(axis=0), filled.std(axis=0)
    points = (filled - means) / scales
    centroids = _centroids(points, segments)
    order = naming.rising(centroids, _signs(features))
    model = Model(
        features=tuple(features),
        log_features=tuple(feature for feature in features if _is_log(feature)),
        means=_rounded(means),
        scales=_rounded(scales),
        fills=_rounded(np.asarray(fills)),
        centroids=tuple(_rounded(centroids[cluster]) for cluster in order),
    )
    return model, _quality(model, users)


def _centroids(points: Matrix, segments: int) -> Matrix:
    from sklearn.cluster import KMeans

    sample = points
    if len(points) > FIT_SAMPLE:
        chosen = np.random.default_rng(SEED).choice(len(points), FIT_SAMPLE, replace=False)
        sample = points[np.sort(chosen)]
    distinct = len(np.unique(sample.round(_DECIMALS), axis=0))
    if distinct < segments:
        raise DataError(
            f"The users are of only {distinct} different kinds, fewer than {segments} segments.",
            "Ask for fewer segments, or name other features in the settings.",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a threading hint for Windows users that they cannot act on
        fitted = KMeans(segments, init="k-means++", n_init=N_INIT, random_state=SEED).fit(sample)
    return np.asarray(fitted.cluster_centers_)


def _quality(model: Model, users: pd.DataFrame) -> Quality:
    from sklearn.metrics import davies_bouldin_score, silhouette_score

    points, labels = model.standardised(users), model.assign(users)
    sizes = np.bincount(labels, minlength=len(model.centroids))
    inertia = float(((points - np.asarray(model.centroids)[labels]) ** 2).sum())
    sample = min(len(points), SILHOUETTE_SAMPLE)
    chosen = np.sort(np.random.default_rng(SEED).choice(len(points), sample, replace=False))
    comparable = 1 < len(np.unique(labels[chosen])) < sample
    return Quality(
        silhouette=round(float(silhouette_score(points[chosen], labels[chosen])), 6) if comparable else 0.0,
        silhouette_sample=sample,
        davies_bouldin=round(float(davies_bouldin_score(points, labels)), 6) if comparable else 0.0,
        inertia=round(inertia, 6),
        sizes=tuple(int(size) for size in sizes),
        scores=tuple(round(score, 6) for score in model.scores),
    )


def _rounded(values: Matrix) -> tuple[float, ...]:
    return tuple(round(float(value), _DECIMALS) for value in values)
