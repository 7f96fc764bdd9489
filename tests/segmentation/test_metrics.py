"""Every metric against an independent computation, straight from the raw rows, in pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segmentation import demo
from segmentation.features import DOUBLES
from segmentation.metrics import METRICS
from segmentation.snapshot import Snapshot

LAST = pd.Timestamp("2026-10-31")
FIRST = LAST - pd.Timedelta(days=29)


@pytest.fixture(scope="module")
def raw() -> dict[str, pd.DataFrame]:
    return {name: table.to_pandas() for name, table in demo.tables().items()}


def _in(table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    return table[(table.timestamp >= first) & (table.timestamp < last + pd.Timedelta(days=1))]


def _expected(raw: dict[str, pd.DataFrame], first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    clicks, searches, views = (
        _in(raw[n], first, last) for n in ("clickstream", "search_queries", "article_views")
    )
    events = pd.concat([t[["user_id", "timestamp"]] for t in (clicks, searches, views)])
    users = pd.DataFrame(index=pd.Index(sorted(events.user_id.unique()), name="user_id"))
    users["clicks"] = clicks.groupby("user_id").size()
    users["pages"] = clicks.groupby("user_id").url.nunique()
    users["searches"] = searches.groupby("user_id").size()
    users["views"] = views.groupby("user_id").size()
    users["articles"] = views.groupby("user_id").article_id.nunique()
    users = users.fillna(0)
    users["time_per_click"] = clicks.groupby("user_id").time_spent.mean()
    users["time_per_article"] = views.groupby("user_id").time_spent.mean()
    users["total_time"] = pd.concat([clicks, views]).groupby("user_id").time_spent.sum()
    users["total_time"] = users.total_time.fillna(0)
    events["day"] = events.timestamp.dt.normalize()
    users["active_days"] = events.groupby("user_id").day.nunique()
    users["recency"] = (last - events.groupby("user_id").day.max()).dt.days
    events = events.sort_values(["user_id", "timestamp"])
    new = events.groupby("user_id").timestamp.diff().gt(pd.Timedelta(minutes=30))
    users["sessions"] = new.groupby(events.user_id).sum() + 1
    return users


def test_every_metric_of_every_user_is_what_the_raw_rows_say(
    demo_snapshot: Snapshot, raw: dict[str, pd.DataFrame]
) -> None:
    with demo_snapshot.connect() as connection:
        found = connection.table("users").df().set_index("user_id")
    expected = _expected(raw, FIRST, LAST)
    assert list(found.index) == list(expected.index)
    for metric in METRICS:
        np.testing.assert_allclose(
            found[metric.id].to_numpy(dtype=float),
            expected[metric.id].to_numpy(dtype=float),
            rtol=1e-12,
            err_msg=metric.id,
        )


def test_earlier_days_and_sessions_add_up_from_the_partials(
    demo_snapshot: Snapshot, raw: dict[str, pd.DataFrame]
) -> None:
    first, last = pd.Timestamp("2026-09-07"), pd.Timestamp("2026-09-20")
    expected = _expected(raw, first, last)
    with demo_snapshot.connect() as connection:
        sessions = connection.execute(
            """SELECT user_id,
                      sum(starts) + max(CASE WHEN day = $1 AND continued THEN 1 ELSE 0 END) AS sessions
               FROM activity WHERE day BETWEEN $1 AND $2 GROUP BY user_id ORDER BY user_id""",
            [first.date(), last.date()],
        ).df()
        clicks = connection.execute(
            "SELECT user_id, sum(events) FROM clicks WHERE day BETWEEN ? AND ? GROUP BY ALL",
            [first.date(), last.date()],
        ).fetchall()
    assert sessions.sessions.tolist() == expected.sessions.tolist()
    assert dict(clicks) == expected.clicks[expected.clicks > 0].astype(int).to_dict()


def test_members_of_every_as_of_day_are_those_with_an_event_in_its_window(
    demo_snapshot: Snapshot, raw: dict[str, pd.DataFrame]
) -> None:
    events = pd.concat(
        [raw[n][["user_id", "timestamp"]] for n in ("clickstream", "search_queries", "article_views")]
    )
    with demo_snapshot.connect() as connection:
        members = connection.table("members").df()
    days = demo_snapshot.manifest.as_of_days
    assert len(days) == 13
    assert str(days[0]) == "2026-08-08"
    for day in days:
        last = pd.Timestamp(day)
        expected = set(_in(events, last - pd.Timedelta(days=29), last).user_id)
        assert set(members[members.as_of == last].user_id) == expected


def test_statistics_are_those_of_the_users(demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as connection:
        users = connection.table("users").df()
        statistics = connection.execute(
            "FROM statistics WHERE as_of = ? AND dimension = ''", [demo_snapshot.manifest.as_of]
        ).df()
    for row in statistics[statistics.metric != "users"].itertuples():
        group = users if row.segment == "" else users[users.segment == row.segment]
        values = group[row.metric].dropna().astype(float)
        assert row.users == len(values)
        assert row.missing == len(group) - len(values)
        found = [row.sum, row.mean, row.std, row.min, row.p10, row.p25, row.median, row.p75, row.p90, row.max]
        expected = [values.sum(), values.mean(), values.std(ddof=1), values.min(),
                    *values.quantile([0.1, 0.25, 0.5, 0.75, 0.9]), values.max()]  # fmt: skip
        np.testing.assert_allclose(found, expected, rtol=1e-9)
    counted = statistics[statistics.metric == "users"].set_index("segment").users.to_dict()
    assert counted.pop("") == demo_snapshot.manifest.users
    assert counted.pop("Inactive") == demo_snapshot.manifest.inactive
    assert counted == {segment.name: segment.users for segment in demo_snapshot.manifest.segments}


def test_breakdowns_add_up_to_the_plain_metric(demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as connection:
        rows = connection.execute(
            """SELECT metric, dimension, sum(sum) FILTER (segment = '') AS everyone,
                      sum(sum) FILTER (segment <> '') AS by_segment
               FROM statistics WHERE dimension NOT IN ('', 'term', 'article') AND metric <> 'users'
               GROUP BY ALL"""
        ).fetchall()
        totals = dict(
            connection.execute(
                "SELECT metric, sum FROM statistics WHERE as_of = ? AND dimension = '' AND segment = ''",
                [demo_snapshot.manifest.as_of],
            ).fetchall()
        )
    assert {(metric, dimension) for metric, dimension, *_ in rows} == {
        *(("clicks", d) for d in ("device", "source", "page_section", "weekday", "hour")),
        *(("views", d) for d in ("section", "weekday", "hour")),
    }
    for metric, _, everyone, by_segment in rows:
        assert everyone == by_segment == totals[metric]


def test_people_of_one_table_only_are_there(demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as connection:
        searching, reading = connection.execute(
            """SELECT count(*) FILTER (searches > 0 AND clicks = 0 AND views = 0),
                      count(*) FILTER (views > 0 AND clicks = 0 AND searches = 0) FROM users"""
        ).fetchall()[0]
        averages = connection.execute("SELECT count(time_per_click) FROM users WHERE clicks = 0").fetchall()
    assert searching > 0
    assert reading > 0
    assert averages == [(0,)]


def test_the_catalogue_and_the_columns_agree(demo_snapshot: Snapshot) -> None:
    with demo_snapshot.connect() as connection:
        columns = connection.table("users").columns
    assert columns == ["user_id", "segment", *(metric.id for metric in METRICS)]
    assert [metric.id for metric in demo_snapshot.manifest.metrics] == [metric.id for metric in METRICS]
    assert set(DOUBLES) <= set(columns)
