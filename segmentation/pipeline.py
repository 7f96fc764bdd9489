"""build(): warehouse to published snapshot, the steps in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from segmentation import clustering, features, mapping, naming, partials, plot, statistics, tables, warehouse
from segmentation.clustering import Model, Quality
from segmentation.errors import DataError
from segmentation.events import Events, Survey, survey
from segmentation.manifest import Availability, Manifest, ModelCard, QualityCard, Segment
from segmentation.mapping import Mapped
from segmentation.metrics import DIMENSIONS, METRICS, PARTS, unavailable
from segmentation.partials import Partials
from segmentation.settings import Settings
from segmentation.snapshot import CONTENT, FORMAT, Snapshot, building, publish
from segmentation.warehouse import Warehouse, open_warehouse

Progress = Callable[[str, float], None]
"""Told what is being done, and what share of the whole build (0 to 1) lies behind."""


def _silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


def build(settings: Settings, progress: Progress = _silent) -> Snapshot:
    """Reads the warehouse, segments its users, and publishes the result as the current snapshot.

    Raises:
        SettingsError: the mapping does not fit the warehouse.
        WarehouseError: the warehouse cannot be reached or refuses.
        DataError: what it holds cannot be segmented.
        SnapshotError: the snapshots folder cannot be written to.
    """
    with _interruptible(), building(settings.snapshots) as folder:
        progress("opening the warehouse", 0.0)
        with open_warehouse(settings) as source:
            read = _read(settings, source, folder, progress)
        days = _as_of_days(read)
        model, quality, notes = _score(settings, read, days, progress)
        progress("working out statistics", 0.85)
        manifest = _write(settings, read, days, model, quality, notes, folder / CONTENT)
        progress("drawing", 0.95)
        plot.draw(Snapshot(folder / CONTENT, manifest), folder / CONTENT / "scatter.png")
        progress("publishing", 0.99)
        published = publish(folder, manifest, settings.snapshots)
    progress("done", 1.0)
    return published


@contextmanager
def _interruptible() -> Iterator[None]:
    """DuckDB turns Ctrl+C into an error of its own; this turns it back."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from None
        raise


@dataclass(frozen=True)
class Read:
    """All that a build needs of the warehouse."""

    partials: Partials
    """The partials, in a local DuckDB."""
    users: pa.Table
    """Every metric of every user in the latest window, worked out in the warehouse."""
    mapped: Mapping[str, Mapped]
    """The tables found."""
    found: Survey
    """What a look at them counted."""
    missing: Mapping[str, str]
    """Warehouse parts that are not there, and how to say so."""
    first: int
    """First day with an event, as an ordinal."""
    as_of: int
    """The last day that counts."""
    window: int
    """Days a membership looks back on."""


def _read(settings: Settings, source: Warehouse, folder: Path, progress: Progress) -> Read:
    progress("looking at the tables", 0.05)
    mapped = mapping.find(settings, source)
    found = survey(mapped, source)
    if found is None:
        looked = ", ".join(str(table.table) for role, table in mapped.items() if role != "articles")
        raise DataError(
            f"The warehouse has no events: no usable row in {looked}.", "Check the mapping and its where."
        )
    events = Events(mapped, found, settings.time_zone, settings.timestamps_in)
    first, last = source.rows(events.days())[0]
    as_of = settings.as_of.toordinal() if settings.as_of else int(last)
    if as_of < first:
        raise DataError(
            f"There is no event up to {settings.as_of}: the data begins on {_date(first)}.",
            "Name a later as-of day.",
        )
    share = iter((0.08, 0.1, 0.25, 0.3, 0.4))
    fetched = partials.fetch(events, source, as_of, folder, lambda step: progress(step, next(share)))
    progress("working out each user's metrics", 0.5)
    start = as_of - settings.window + 1
    statement = features.per_user(events.relations(start, as_of), start, as_of)
    users = source.batches(statement, features.schema(fetched.user_type)).read_all()
    if users.num_rows == 0:
        raise DataError(
            f"No user has an event in the {settings.window} days to {_date(as_of)}; "
            f"the data runs from {_date(first)} to {_date(last)}.",
            "Name another as-of day or a longer window.",
        )
    missing = _missing(mapped, found)
    return Read(fetched, users, mapped, found, missing, int(first), as_of, settings.window)


def _missing(mapped: Mapping[str, Mapped], found: Survey) -> dict[str, str]:
    """What is not there, columns without a single observed time included."""
    missing = mapping.missing_parts(mapped)
    for role, counted in found.tables.items():
        mapped_time = f"{role}.time_spent" not in missing and not mapped[role].gaps
        if "time_spent" in PARTS[role] and mapped_time and counted.observed_times == 0:
            missing[f"{role}.time_spent"] = f"no row of {role} has a time_spent"
    return missing


def _as_of_days(read: Read) -> list[int]:
    """Weekly back from the as-of day, while a whole window lies in the data; ascending."""
    days = range(read.as_of, read.first + read.window - 2, -7)
    return sorted({read.as_of, *days})


def _score(
    settings: Settings, read: Read, days: list[int], progress: Progress
) -> tuple[Model, Quality, list[str]]:
    """Fits the model on the latest day and makes the table `scored` of every day's members."""
    raw, schema = read.partials.raw, features.schema(read.partials.user_type)
    reasons = {metric.id: why for metric in METRICS if (why := unavailable(metric, dict(read.missing)))}
    latest = read.users.sort_by("user_id")
    frame = latest.to_pandas()
    chosen, notes = clustering.choose(frame, settings.features, reasons)
    progress("finding segments", 0.55)
    model, quality = clustering.fit(frame, chosen, settings.segments)
    names = naming.names(settings.segments, settings.names)
    for done, day in enumerate(reversed(days)):
        progress(f"placing users on {_date(day)}", 0.65 + 0.2 * done / len(days))
        if day != read.as_of:
            statement = features.per_user(read.partials.relations, day - read.window + 1, day)
            latest = warehouse.local(raw, statement).cast(schema).sort_by("user_id")
            frame = latest.to_pandas()
        _keep(raw, _date(day), latest, frame, model, names, reasons)
    return model, quality, notes


def _keep(
    raw: duckdb.DuckDBPyConnection, day: dt.date, users: pa.Table, frame: pd.DataFrame,
    model: Model, names: tuple[str, ...], unavailable: Mapping[str, str],
) -> None:  # fmt: skip
    """Adds one day's members, with their segments and metrics, to the table `scored`."""
    segments = pa.array([names[place] for place in model.assign(frame)], pa.string())
    raw.register("incoming", users.append_column("segment", segments))
    columns = ", ".join(
        f"NULL::{'DOUBLE' if metric.id in features.DOUBLES else 'BIGINT'} AS {metric.id}"
        if metric.id in unavailable
        else metric.id
        for metric in METRICS
    )
    select = f"SELECT DATE '{day}' AS as_of, user_id, segment, {columns} FROM incoming"
    exists = raw.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'scored'").fetchone() == (
        1,
    )
    raw.execute(f"INSERT INTO scored {select}" if exists else f"CREATE TABLE scored AS {select}")
    raw.unregister("incoming")


def _write(
    settings: Settings,
    read: Read,
    days: list[int],
    model: Model,
    quality: Quality,
    notes: list[str],
    folder: Path,
) -> Manifest:
    """Writes every table into the folder and describes it; id and hashes come with publishing."""
    raw, missing = read.partials.raw, dict(read.missing)
    metrics = tuple(Availability(m.id, not (why := unavailable(m, missing)), why) for m in METRICS)
    dimensions = tuple(Availability(d.id, not (why := unavailable(d, missing)), why) for d in DIMENSIONS)
    tables.finish(raw)
    statistics.create(
        raw,
        [metric.id for metric in metrics if metric.available],
        [dimension.id for dimension in dimensions if dimension.available],
        (_date(read.as_of - read.window + 1), _date(read.as_of)),
    )
    rows = tables.write(raw, folder, _date(read.as_of))
    names = naming.names(settings.segments, settings.names)
    segments = tuple(
        Segment(name, size, score, {key: round(value, 6) for key, value in model.centroid(place).items()})
        for place, (name, size, score) in enumerate(zip(names, quality.sizes, quality.scores, strict=True))
    )
    first, last, known = raw.execute("SELECT min(first_day), max(last_day), count(*) FROM people").fetchall()[
        0
    ]
    return Manifest(
        format=FORMAT, id="", as_of=_date(read.as_of), as_of_days=tuple(map(_date, days)),
        first_day=first, last_day=last, window_days=read.window, time_zone=settings.time_zone,
        users=read.users.num_rows, inactive=known - read.users.num_rows,
        segments=segments, metrics=metrics, dimensions=dimensions, tables=rows,
        source=_source(settings, read.mapped),
        model=ModelCard("k-means++", settings.segments, clustering.SEED, clustering.N_INIT, **asdict(model)),
        quality=QualityCard(**asdict(quality)), files={}, notes=(*_data_notes(read.found), *notes),
    )  # fmt: skip


def _source(settings: Settings, mapped: Mapping[str, Mapped]) -> dict[str, Any]:
    """The warehouse without secrets, and which column plays which part."""
    return {
        "warehouse": warehouse.describe(settings),
        "tables": {
            role: {
                "table": str(table.table),
                "columns": {
                    part: str(getattr(column, "name", column)) for part, column in table.parts.items()
                },
            }
            for role, table in mapped.items()
        },
    }


def _data_notes(found: Survey) -> list[str]:
    """What was left out, a sentence each."""
    notes = []
    for role, counted in found.tables.items():
        for count, what in (
            (counted.without_user, "had no user id and were left out"),
            (counted.without_time, "had no readable timestamp and were left out"),
            (counted.repeated, "repeated an event id and were left out"),
            (counted.negative_times, "had a negative time spent, which counts as not observed"),
        ):
            if count:
                notes.append(f"{count:,} rows of {role} {what}")
    return notes


def _date(day: int) -> dt.date:
    return dt.date.fromordinal(day)
