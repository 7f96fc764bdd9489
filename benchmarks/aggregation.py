"""Per-user aggregation: the engine's SQLAlchemy expressions against the same written by hand in DuckDB's SQL.

    python -m benchmarks aggregation [STUDENT_VLE.parquet]

2.3 million visits of the Open University's students (see docs/examples/oulad.toml), all in one period. Both
run on the same connection, one after the other, several times; both must give the same rows.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from segmentation import features, mapping
from segmentation.events import Events, survey
from segmentation.settings import Column, Settings, Table
from segmentation.warehouse import open_warehouse

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "oulad" / "student_vle.parquet"
REPEATS = 7

BY_HAND = """
WITH clicks AS (
    SELECT student, sum(clicks)::BIGINT AS clicks, count(DISTINCT page) AS pages
    FROM clickstream WHERE student IS NOT NULL AND visited_on IS NOT NULL GROUP BY student
), views AS (
    SELECT student, count(*) AS views, count(DISTINCT site) AS articles
    FROM article_views
    WHERE activity_type IN ('oucontent', 'resource', 'page', 'url')
      AND student IS NOT NULL AND visited_on IS NOT NULL
    GROUP BY student
), activity AS (
    SELECT student, count(DISTINCT visited_on) AS active_days, max(visited_on) AS last_day
    FROM (
        SELECT student, visited_on FROM clickstream
        UNION ALL
        SELECT student, visited_on FROM article_views
        WHERE activity_type IN ('oucontent', 'resource', 'page', 'url')
    )
    WHERE student IS NOT NULL AND visited_on IS NOT NULL GROUP BY student
)
SELECT student, clicks, pages, coalesce(views, 0) AS views, coalesce(articles, 0) AS articles, active_days,
       DATE '2015-06-27' - last_day AS recency
FROM activity LEFT JOIN clicks USING (student) LEFT JOIN views USING (student)
"""
COMPARED = ("clicks", "pages", "views", "articles", "active_days", "recency")


def main() -> int:
    """Prints both times and their ratio; 1 when the rows differ."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not file.is_file():
        print(f"needs the OULAD log, which is not at {file}; name it as an argument", file=sys.stderr)
        return 2
    with open_warehouse(_settings(file)) as source:
        mapped = mapping.find(_settings(file), source)
        found = survey(mapped, source)
        assert found is not None
        events = Events(mapped, found, "UTC", "UTC")
        first, last = source.rows(events.days())[0]
        statement = features.per_user(events.relations(first, last), first, last)
        schema = features.schema(pa.int64())
        raw = source.connection.connection.driver_connection
        assert raw is not None

        def engine() -> pa.Table:
            return source.batches(statement, schema).read_all()

        def by_hand() -> pa.Table:
            table: pa.Table = raw.execute(BY_HAND).to_arrow_table()
            return table

        ours, theirs = _rows(engine(), "user_id"), _rows(by_hand(), "student")
        times: dict[str, list[float]] = {"engine": [], "by hand": []}
        for _ in range(REPEATS):
            times["engine"].append(_seconds(engine))
            times["by hand"].append(_seconds(by_hand))
    for name, taken in times.items():
        print(f"{name:<8} median {statistics.median(taken):.3f} s, best {min(taken):.3f} s of {REPEATS}")
    ratio = statistics.median(times["engine"]) / statistics.median(times["by hand"])
    same = "equal" if ours == theirs else "DIFFER"
    print(f"ratio    {ratio:.2f} (aim: at most 1.5), {len(ours):,} users, rows {same}")
    return 0 if ours == theirs else 1


def _settings(file: Path) -> Settings:
    views = "activity_type IN ('oucontent', 'resource', 'page', 'url')"
    clicks = {"user_id": "student", "timestamp": "visited_on", "url": "page", "count": "clicks"}
    reads = {"user_id": "student", "timestamp": "visited_on", "article_id": "site"}
    tables = {
        "clickstream": Table("clickstream", _columns(clicks), file=str(file)),
        "article_views": Table("article_views", _columns(reads), file=str(file), where=views),
    }
    return Settings(warehouse="", tables=tables)


def _columns(names: dict[str, str]) -> dict[str, Column]:
    return {part: Column(name) for part, name in names.items()}


def _rows(table: pa.Table, key: str) -> dict[int, tuple[int, ...]]:
    columns = (table[name].to_pylist() for name in COMPARED)
    return dict(zip(table[key].to_pylist(), zip(*columns, strict=True), strict=True))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
