"""Clusters become segments: ordered by engagement, and named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NAMES = {
    2: ("Low Engagement", "Highly Engaged"),
    3: ("Low Engagement", "Moderate Engagement", "Highly Engaged"),
    4: ("Very Low Engagement", "Low Engagement", "Moderate Engagement", "Highly Engaged"),
    5: ("Very Low Engagement", "Low Engagement", "Moderate Engagement", "Good Engagement", "Highly Engaged"),
}
"""The usual names by number of segments, in rising order."""


def scores(centroids: NDArray[np.float64], signs: Sequence[int]) -> NDArray[np.float64]:
    """Each cluster's engagement score: the mean standardised feature of its centroid.

    Args:
        centroids: standardised, clusters × features.
        signs: 1 for a feature whose higher values mean more engagement, -1 for one that means less.
    """
    return np.asarray((centroids * np.asarray(signs)).mean(axis=1))


def rising(centroids: NDArray[np.float64], signs: Sequence[int]) -> list[int]:
    """Cluster numbers in rising order of engagement; ties by the centroids themselves."""
    score = scores(centroids, signs)
    return sorted(range(len(centroids)), key=lambda cluster: (score[cluster], *centroids[cluster]))


def names(segments: int, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of that many segments in rising order of engagement: the chosen ones, or the usual."""
    if chosen:
        return tuple(chosen)
    usual = NAMES.get(segments)
    between = (f"Engagement Level {level}" for level in range(2, segments))
    return usual or ("Low Engagement", *between, "Highly Engaged")
