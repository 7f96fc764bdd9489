"""What a build makes of warehouses that are incomplete, dirty, or elsewhere in time."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
import sqlalchemy as sa

from segmentation.errors import DataError, SettingsError, WarehouseError
from segmentation.sql import offsets
from tests.segmentation.small import EVENTS, built, clickstream, filled, table, write

URL = '[warehouse]\nurl = "duckdb:///w.duckdb"\n'
PLAIN = '[tables.clickstream]\ncolumns = { user_id = "user_id", timestamp = "timestamp", url = "url" }\n'


def test_missing_parts_are_unavailable_by_name_and_never_zero(tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    snapshot = built(tmp_path, URL + PLAIN)
    reasons = {metric.id: metric.reason for metric in snapshot.manifest.metrics if not metric.available}
    assert reasons == {
        "searches": "there is no search_queries table",
        "views": "there is no article_views table",
        "articles": "there is no article_views table",
        "time_per_click": "clickstream has no time_spent column",
        "time_per_article": "there is no article_views table",
        "total_time": "clickstream has no time_spent column; there is no article_views table",
    }
    assert table(snapshot, f"SELECT {', '.join(f'count({m})' for m in reasons)} FROM users") == [(0,) * 6]
    assert table(snapshot, "SELECT DISTINCT source, device FROM clicks") == [(None, None)]
    assert table(snapshot, "SELECT sum(clicks), max(active_days), min(recency) FROM users") == [
        (len(EVENTS), 10, 0)
    ]


def test_bad_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [(*event, 10.0) for event in EVENTS]
    rows += [(None, "2026-03-05 10:00:00", "/", 1.0)] * 3
    rows += [(1, None, "/", 1.0)] * 2
    rows += [(1, "2026-03-02 11:00:00", "/", -5.0)]
    columns = "user_id BIGINT, timestamp TIMESTAMP, url VARCHAR, time_spent DOUBLE"
    clickstream(tmp_path / "w.duckdb", rows, columns)
    snapshot = built(tmp_path, URL + PLAIN.replace("url =", 'time_spent = "time_spent", url ='))
    assert snapshot.manifest.notes[:3] == (
        "3 rows of clickstream had no user id and were left out",
        "2 rows of clickstream had no readable timestamp and were left out",
        "1 rows of clickstream had a negative time spent, which counts as not observed",
    )
    assert table(snapshot, "SELECT clicks, total_time FROM users WHERE user_id = 1") == [(4, 30.0)]


def test_repeated_rows_count_and_repeated_event_ids_do_not(tmp_path: Path) -> None:
    rows = [(*event, number) for number, event in enumerate(EVENTS)]
    clickstream(
        tmp_path / "w.duckdb", rows + rows[:5], "user_id BIGINT, timestamp TIMESTAMP, url VARCHAR, id BIGINT"
    )
    assert table(built(tmp_path, URL + PLAIN), "SELECT sum(clicks) FROM users") == [(len(rows) + 5,)]
    snapshot = built(tmp_path, URL + PLAIN.replace("url =", 'event_id = "id", url ='))
    assert table(snapshot, "SELECT sum(clicks) FROM users") == [(len(rows),)]
    assert "5 rows of clickstream repeated an event id and were left out" in snapshot.manifest.notes


def test_of_rows_with_one_event_id_an_unusable_one_is_not_the_one_kept(tmp_path: Path) -> None:
    rows = [(*event, number) for number, event in enumerate(EVENTS)]
    unusable = [(None, stamp, url, number) for _, stamp, url, number in rows]
    columns = "user_id BIGINT, timestamp TIMESTAMP, url VARCHAR, id BIGINT"
    clickstream(tmp_path / "w.duckdb", unusable + rows, columns)
    snapshot = built(tmp_path, URL + PLAIN.replace("url =", 'event_id = "id", url ='))
    assert table(snapshot, "SELECT sum(clicks) FROM users") == [(len(rows),)]


def test_a_row_may_stand_for_several_events(tmp_path: Path) -> None:
    clickstream(
        tmp_path / "w.duckdb", [(*e, 3) for e in EVENTS], "user_id BIGINT, timestamp DATE, url VARCHAR, n INT"
    )
    snapshot = built(tmp_path, URL + PLAIN.replace("url =", 'count = { sql = "n * 2" }, url ='))
    assert table(snapshot, "SELECT sum(events) FROM clicks") == [(len(EVENTS) * 6,)]
    assert table(snapshot, "SELECT DISTINCT hour FROM clicks") == [(None,)]
    assert table(snapshot, "SELECT count(sessions) FROM users") == [(0,)]


def test_text_ids_keep_case_and_blanks_apart_and_join_other_tables(tmp_path: Path) -> None:
    write(tmp_path / "w.duckdb", [
        "CREATE TABLE clickstream AS "
        "SELECT u AS user_id, TIMESTAMP '2026-03-01' + INTERVAL (i) HOUR AS timestamp, '/' AS url "
        "FROM (VALUES ('a'), ('A'), ('a '), ('7')) t(u), range(30) r(i) WHERE i < ascii(u)",
        "CREATE TABLE search_queries AS "
        "SELECT 7 AS user_id, TIMESTAMP '2026-03-02' AS timestamp, ' Wine ' AS query",
    ])  # fmt: skip
    columns = 'columns = { user_id = "user_id", timestamp = "timestamp", query = "query" }'
    searches = f"[tables.search_queries]\n{columns}\n"
    snapshot = built(
        tmp_path, URL + PLAIN + searches + "[segmentation]\nsegments = 2\nfeatures = ['searches']\n"
    )
    assert table(snapshot, "SELECT user_id, searches FROM users") == [("7", 1), ("A", 0), ("a", 0), ("a ", 0)]
    assert table(snapshot, "SELECT user_id, term FROM searches") == [("7", "wine")]


def test_days_and_hours_are_those_of_the_time_zone(tmp_path: Path) -> None:
    # Clocks in Berlin went from +1 to +2 on 29 March 2026 at 01:00 UTC.
    stamps = ["2026-03-28 23:30:00", "2026-03-29 00:30:00", "2026-03-29 01:30:00", "2026-03-29 22:30:00"]
    rows = [(user, stamp, f"/{user}") for user in (1, 2, 3, 3) for stamp in stamps]
    clickstream(tmp_path / "w.duckdb", rows)
    zone = URL + 'time_zone = "Europe/Berlin"\n'
    snapshot = built(tmp_path, zone + PLAIN + "[segmentation]\nsegments = 2\n")
    assert table(snapshot, "SELECT day::VARCHAR, hour FROM clicks WHERE user_id = 1 ORDER BY ALL") == [
        ("2026-03-29", 0), ("2026-03-29", 1), ("2026-03-29", 3), ("2026-03-30", 0),
    ]  # fmt: skip
    assert snapshot.manifest.as_of == dt.date(2026, 3, 30)
    local = built(
        tmp_path, zone + 'timestamps_in = "Europe/Berlin"\n' + PLAIN + "[segmentation]\nsegments = 2\n"
    )
    assert table(local, "SELECT day::VARCHAR, hour FROM clicks WHERE user_id = 1 ORDER BY ALL") == [
        ("2026-03-28", 23), ("2026-03-29", 0), ("2026-03-29", 1), ("2026-03-29", 22),
    ]  # fmt: skip


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "UTC"])
def test_offsets_are_those_of_the_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    low, high = 1_300_000_000, 1_500_000_000
    changes = offsets(zone, low, high)
    for at in range(low, high, 4_321_987):
        moment = dt.datetime.fromtimestamp(at, ZoneInfo(zone)).utcoffset()
        assert moment is not None
        assert [offset for since, offset in changes if since <= at][-1] == moment.total_seconds()


def test_text_timestamps_in_sqlite(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'w.sqlite'}")
    rows = [{"user_id": u, "timestamp": t.replace(" ", "T") + "+01:00", "url": p} for u, t, p in EVENTS]
    rows.append({"user_id": 1, "timestamp": "yesterday", "url": "/"})
    filled(engine, "clickstream", {"user_id": sa.Integer, "timestamp": sa.String, "url": sa.String}, rows)
    snapshot = built(tmp_path, URL.replace("duckdb", "sqlite") + PLAIN)
    assert table(snapshot, "SELECT DISTINCT hour FROM clicks") == [(9,)]
    assert "1 rows of clickstream had no readable timestamp and were left out" in snapshot.manifest.notes


def test_files_are_served_as_tables(tmp_path: Path) -> None:
    for part in (0, 1):
        lines = [f"{u},{t},{p}" for u, t, p in EVENTS[part::2]]
        with gzip.open(tmp_path / f"log{part}.csv.gz", "wt") as file:
            file.write("\n".join(["who,at,path", *lines]))
    mapping = 'columns = { user_id = "who", timestamp = "at", url = { sql = "lower(path)" } }\n'
    snapshot = built(tmp_path, f'[tables.clickstream]\nfile = "log*.csv.gz"\nwhere = "who <> 8"\n{mapping}')
    assert table(snapshot, "SELECT sum(clicks) FROM users") == [(len(EVENTS) - 10,)]


def test_time_from_gaps_and_device_from_user_agents(tmp_path: Path) -> None:
    agents = {
        "a": "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 Chrome/32.0.1700.107 Safari/537.36",
        "b": "Mozilla/5.0 (iPhone; CPU iPhone OS 6_0 like Mac OS X) Version/6.0 Mobile/10A5376e",
        "c": "Mozilla/5.0 (iPad; CPU OS 6_0 like Mac OS X) AppleWebKit/536.26 Version/6.0 Mobile/10A5355d",
        "d": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    }
    minutes = {"a": (0, 2, 40), "b": (0, 31), "c": (5, 5, 6), "d": (0, 1)}
    lines = ["who,at,path,agent"]
    lines += [
        f'{w},2026-03-01 10:{m % 60:02}:00,/{i},"{agents[w]}"'
        for w in agents
        for i, m in enumerate(minutes[w])
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    snapshot = built(tmp_path, """
[tables.clickstream]
file = "log.csv"
columns = { user_id = "who", timestamp = "at", url = "path" }
device_from_user_agent = "agent"
time_spent_from_gaps = true
[segmentation]
segments = 2
""")  # fmt: skip
    query = "SELECT user_id, any_value(device), sum(time), sum(timed) FROM clicks GROUP BY 1 ORDER BY 1"
    assert table(snapshot, query) == [
        ("a", "desktop", 120.0, 1), ("b", "mobile", None, 0), ("c", "tablet", 60.0, 2),
    ]  # fmt: skip


def test_an_as_of_day_leaves_later_events_out(tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    snapshot = built(tmp_path, URL + PLAIN + "[segmentation]\nas_of = 2026-03-04\nwindow = 2\nsegments = 2\n")
    assert snapshot.manifest.last_day == dt.date(2026, 3, 4)
    assert snapshot.manifest.as_of_days == (dt.date(2026, 3, 4),)
    assert table(snapshot, "SELECT max(active_days), count(*) FROM users") == [(2, 8)]
    later = built(tmp_path, URL + PLAIN + "[segmentation]\nas_of = 2026-03-12\nsegments = 2\n")
    assert table(later, "SELECT min(recency) FROM users") == [(2,)]


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("as_of = 2026-02-01", "the data begins on 2026-03-01"),
        ("as_of = 2027-02-01", "No user has an event in the 30 days to 2027-02-01"),
        ("segments = 9", "There are 8 users in the window, fewer than the 9 segments"),
        ("features = ['searches', 'views']", "there is no search_queries table"),
    ],
)
def test_data_that_cannot_be_segmented_says_why(tmp_path: Path, extra: str, message: str) -> None:
    clickstream(tmp_path / "w.duckdb")
    with pytest.raises(DataError, match=message):
        built(tmp_path, f"{URL}{PLAIN}[segmentation]\n{extra}\n")
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == []


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    write(
        tmp_path / "w.duckdb", ["CREATE TABLE clickstream (user_id BIGINT, timestamp TIMESTAMP, url VARCHAR)"]
    )
    with pytest.raises(DataError, match="has no events"):
        built(tmp_path, URL + PLAIN)


def test_the_warehouse_is_only_read(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'w.sqlite'}")
    rows = [{"user_id": u, "timestamp": t, "url": p} for u, t, p in EVENTS]
    filled(engine, "clickstream", {"user_id": sa.Integer, "timestamp": sa.String, "url": sa.String}, rows)
    before = (tmp_path / "w.sqlite").read_bytes()
    built(tmp_path, URL.replace("duckdb", "sqlite") + PLAIN)
    assert (tmp_path / "w.sqlite").read_bytes() == before


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="There is no warehouse file"):
        built(tmp_path, URL.replace("duckdb", "sqlite") + PLAIN)
    assert not (tmp_path / "w.sqlite").exists()


def test_every_mapping_mistake_is_told_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    clickstream(tmp_path / "w.duckdb")
    with pytest.raises(SettingsError) as caught:
        built(tmp_path, URL + """
[tables.clickstream]
table = "clickstreem"
columns = { user_id = "user_id", timestamp = "timestamp" }
[tables.search_queries]
table = "clickstream"
columns = { user_id = "usr_id", timestamp = "timestmp", query = { sql = "nonsense(url)" } }
""")  # fmt: skip
    mistakes = caught.value.mistakes
    assert (
        mistakes[0]
        == 'tables.clickstream: the warehouse has no table "clickstreem"; did you mean "clickstream"?'
    )
    assert mistakes[1] == (
        'tables.search_queries.columns.user_id: the table "clickstream" has no column "usr_id"; '
        'did you mean "user_id"?'
    )
    assert 'did you mean "timestamp"?' in mistakes[2]
    assert mistakes[3].startswith("tables.search_queries.columns.query: ")
    assert "nonsense" in mistakes[3]
    assert len(mistakes) == 4
