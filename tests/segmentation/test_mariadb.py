"""What is particular to MariaDB: collations, stamps that follow the session's zone, only reading."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from segmentation.errors import WarehouseError
from segmentation.settings import Settings
from segmentation.warehouse import open_warehouse
from tests.segmentation.small import built, table


@pytest.fixture
def hits(mariadb_url: str) -> str:
    """A table whose collation takes "Ann" for "ann", and whose stamps are shown in the session's zone."""
    rows = ", ".join(
        f"('{user}', '2026-03-{day:02} 23:30:00', '/{'A' if day % 2 else 'a'}', {day})"
        for user, days in (("Ann", 4), ("ann", 6), ("Zoë", 8), ("bob", 3))
        for day in range(1, days + 1)
    )
    engine = sa.create_engine(mariadb_url)
    with engine.begin() as connection:
        connection.execute(sa.text("SET time_zone = '+00:00'"))
        connection.execute(sa.text("DROP TABLE IF EXISTS hits"))
        connection.execute(
            sa.text(
                "CREATE TABLE hits (who VARCHAR(20), at TIMESTAMP NULL, page VARCHAR(20), secs INT)"
                " CHARACTER SET latin1 COLLATE latin1_swedish_ci"
            )
        )
        connection.execute(sa.text(f"INSERT INTO hits VALUES {rows}"))
        connection.execute(sa.text("SET GLOBAL time_zone = '+05:00'"))
    engine.dispose()
    return mariadb_url


def test_texts_are_exact_and_stamps_are_utc(hits: str, tmp_path: Path) -> None:
    snapshot = built(tmp_path, f"""
[warehouse]
url = "{hits}"
[tables.clickstream]
table = "hits"
where = "who <> 'nobody' AND page LIKE '/%'"
columns = {{ user_id = "who", timestamp = "at", url = "page", time_spent = "secs" }}
[segmentation]
segments = 2
""")  # fmt: skip
    assert table(snapshot, "SELECT user_id, clicks, pages, total_time FROM users") == [
        ("Ann", 4, 2, 10.0), ("Zoë", 8, 2, 36.0), ("ann", 6, 2, 21.0), ("bob", 3, 2, 6.0),
    ]  # fmt: skip
    assert table(snapshot, "SELECT DISTINCT hour FROM clicks") == [(23,)]


def test_the_session_only_reads(hits: str) -> None:
    with (
        pytest.raises(WarehouseError, match="READ ONLY"),
        open_warehouse(Settings(warehouse=hits)) as warehouse,
    ):
        warehouse.rows(sa.text("DELETE FROM hits"))


def test_a_wrong_password_is_told_without_it(hits: str) -> None:
    wrong = hits.replace("root@", "nobody:s3cr3t@")
    with (
        pytest.raises(WarehouseError, match="cannot be reached") as caught,
        open_warehouse(Settings(warehouse=wrong)),
    ):
        pass
    assert "s3cr3t" not in str(caught.value)
