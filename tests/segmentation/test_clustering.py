"""Laws of the segments: whatever the users are like."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation import clustering, naming
from segmentation.errors import DataError
from segmentation.snapshot import Snapshot

FEATURES = clustering.DEFAULT


@st.composite
def users(draw: st.DrawFn) -> pd.DataFrame:
    """Users with skewed counts and times that are partly missing."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    size = draw(st.integers(12, 60))
    frame = pd.DataFrame({
        "clicks": np.floor(random.pareto(1.0, size) * 3),
        "searches": random.poisson(2.0, size).astype(float),
        "time_per_article": np.where(random.random(size) < 0.3, np.nan, random.exponential(60, size)),
        "time_per_click": np.where(random.random(size) < 0.2, np.nan, random.exponential(20, size)),
    })  # fmt: skip
    frame.loc[:1, ["time_per_article", "time_per_click"]] = [[10.0, 20.0], [30.0, 40.0]]
    frame.loc[:1, ["clicks", "searches"]] = [[1.0, 2.0], [30.0, 9.0]]
    return frame


@settings(max_examples=25, deadline=None)
@given(users(), st.integers(2, 5))
def test_segments_rise_and_hold_everybody(frame: pd.DataFrame, k: int) -> None:
    model, quality = clustering.fit(frame, FEATURES, k)
    assert list(model.scores) == sorted(model.scores)
    assert sum(quality.sizes) == len(frame)
    places = model.assign(frame)
    assert places.min() >= 0
    assert places.max() < k
    assert -1 <= quality.silhouette <= 1
    assert clustering.fit(frame, FEATURES, k) == (model, quality)


@settings(max_examples=15, deadline=None)
@given(users())
def test_order_and_units_of_the_users_do_not_matter(frame: pd.DataFrame) -> None:
    model, _ = clustering.fit(frame, FEATURES, 2)
    backwards = frame.iloc[::-1]
    assert model.assign(backwards).tolist() == model.assign(frame).tolist()[::-1]
    minutes = frame.assign(time_per_click=frame.time_per_click / 60)
    scaled, _ = clustering.fit(minutes, FEATURES, 2)
    assert scaled.assign(minutes).tolist() == model.assign(frame).tolist()


@settings(max_examples=15, deadline=None)
@given(users())
def test_a_missing_average_counts_as_the_mean(frame: pd.DataFrame) -> None:
    model, _ = clustering.fit(frame, FEATURES, 3)
    assert model.fills[2] == pytest.approx(frame.time_per_article.mean())
    filled = frame.fillna({"time_per_article": model.fills[2], "time_per_click": model.fills[3]})
    assert model.assign(filled).tolist() == model.assign(frame).tolist()


def test_scoring_with_numpy_is_what_scikit_learn_says(demo_snapshot: Snapshot) -> None:
    from sklearn.metrics import pairwise_distances_argmin

    with demo_snapshot.connect() as connection:
        frame = connection.table("users").df().sort_values("user_id")
    card = demo_snapshot.manifest.model
    columns = [
        np.log1p(frame[f]) if f in card.log_features else frame[f].fillna(fill)
        for f, fill in zip(card.features, card.fills, strict=True)
    ]
    points = (np.column_stack(columns) - card.means) / np.asarray(card.scales)
    names = [segment.name for segment in demo_snapshot.manifest.segments]
    expected = [names[place] for place in pairwise_distances_argmin(points, np.asarray(card.centroids))]
    assert frame.segment.tolist() == expected


def test_a_large_sample_stands_for_all() -> None:
    random = np.random.default_rng(1)
    size = clustering.FIT_SAMPLE + 30_000
    kind = random.integers(0, 3, size)
    frame = pd.DataFrame({
        "clicks": random.poisson(np.array([2, 20, 200])[kind]).astype(float),
        "searches": random.poisson(np.array([1, 5, 40])[kind]).astype(float),
    })  # fmt: skip
    model, quality = clustering.fit(frame, ("clicks", "searches"), 3)
    assert quality.silhouette_sample == clustering.SILHOUETTE_SAMPLE
    assert (model.assign(frame) == kind).mean() > 0.95


def test_features_that_say_nothing_are_left_out_and_said_so() -> None:
    frame = pd.DataFrame({"clicks": [1.0, 2, 3], "searches": [0.0, 0, 0], "time_per_article": [np.nan] * 3,
                          "time_per_click": [1.0, 4, 2]})  # fmt: skip
    chosen, notes = clustering.choose(frame, (), {})
    assert chosen == ("clicks", "time_per_click")
    assert notes == [
        "search queries was left out of the clustering: it is the same for everyone",
        "average time per article was left out of the clustering: nobody has a value",
    ]


def test_users_who_are_all_alike_are_refused() -> None:
    frame = pd.DataFrame({"clicks": [1.0, 1, 2, 2], "searches": [1.0, 1, 2, 2]})
    with pytest.raises(DataError, match="only 2 different kinds"):
        clustering.fit(frame, ("clicks", "searches"), 3)


@given(st.integers(2, 10))
def test_names_are_ordered_and_differ(k: int) -> None:
    names = naming.names(k)
    assert len(names) == len(set(names)) == k
    assert names[-1] == "Highly Engaged"
    assert "Low" in names[0]


def test_three_segments_have_the_usual_names() -> None:
    assert naming.names(3) == ("Low Engagement", "Moderate Engagement", "Highly Engaged")
    assert naming.names(3, ["a", "b", "c"]) == ("a", "b", "c")


@given(st.lists(st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=2, max_size=6))
def test_the_order_follows_the_score_never_the_cluster_number(centroids: list[list[float]]) -> None:
    points = np.array(centroids)
    order = naming.rising(points, [1, 1, -1])
    scores = naming.scores(points, [1, 1, -1])[order]
    assert sorted(order) == list(range(len(points)))
    assert (np.diff(scores) >= 0).all()
    shuffled = points[::-1]
    assert points[order].tolist() == shuffled[naming.rising(shuffled, [1, 1, -1])].tolist()


def test_the_demo_has_three_plain_segments_and_somebody_to_ask_about(demo_snapshot: Snapshot) -> None:
    low, moderate, high = demo_snapshot.manifest.segments
    for feature in clustering.DEFAULT:
        assert low.centroid[feature] < moderate.centroid[feature] < high.centroid[feature]
    with demo_snapshot.connect() as connection:
        found = connection.execute("SELECT segment FROM users WHERE user_id = 42").fetchall()
    assert found == [("Moderate Engagement",)]
