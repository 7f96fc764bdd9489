"""The settings file: where the warehouse is, what its tables and columns are called, and how to segment.

TOML, described in docs/warehouse.md. Every mistake in it is found and reported together. A password never
stands in it: `${VARIABLE}` in the address, or `password_env`, takes it from the environment.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from segmentation.errors import SettingsError
from segmentation.metrics import EVENT_TABLES, METRICS, PARTS

DEMO = "demo"
"""The address of the made-up publisher that stands in when no warehouse is named."""

SEGMENTS = range(2, 11)
RESERVED_NAMES = ("inactive", "new", "everyone", "all")


@dataclass(frozen=True)
class Column:
    """What plays a part in a table: a column's name, or an SQL expression over the table's columns."""

    text: str
    """The name or the expression."""
    is_sql: bool = False
    """True when `text` is an expression."""


@dataclass(frozen=True)
class Table:
    """How one table of the warehouse plays its role."""

    name: str
    """The table's or view's name, `schema.table` where it needs a schema."""
    columns: Mapping[str, Column]
    """Part (see PARTS, and "count", "event_id") to what plays it."""
    optional: bool = False
    """True without a settings file: columns that are not there are merely unavailable."""
    file: str = ""
    """Path or glob of the CSV or Parquet files served as this table, absolute; "" for a table."""
    where: str = ""
    """SQL condition: only rows that satisfy it count."""
    time_of_day: bool = True
    """False when timestamps are whole days."""
    device_from_user_agent: str = ""
    """Column of user agents to tell the device from; bots are left out. Files only."""
    time_spent_from_gaps: bool = False
    """True: a click's time is the gap to the user's next one, unknown for the last of a visit."""


@dataclass(frozen=True)
class Settings:
    """Everything a build depends on, beside the data."""

    warehouse: str = DEMO
    """SQLAlchemy address, with `password_env` not yet filled in; "" for files; DEMO for the demo."""
    password_env: str = ""
    """Environment variable that holds the password; "" when the address needs none."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    """Role (a key of PARTS) to table."""
    time_zone: str = "UTC"
    """Days, weeks and hours are those of this zone."""
    timestamps_in: str = "UTC"
    """The zone of timestamps that name none."""
    window: int = 30
    """Days a membership looks back on."""
    segments: int = 3
    """How many segments."""
    names: tuple[str, ...] = ()
    """Their names in rising order; empty = the usual ones."""
    features: tuple[str, ...] = ()
    """Metrics to segment by; empty = the usual ones."""
    as_of: dt.date | None = None
    """The last day that counts; None = the last with an event."""
    snapshots: Path = Path("snapshots")
    """Folder of the snapshots."""
    path: Path | None = None
    """The settings file, when there is one."""


KEYS: dict[str, tuple[str, ...]] = {
    "": ("warehouse", "tables", "segmentation", "snapshots"),
    "warehouse": ("url", "password_env", "time_zone", "timestamps_in"),
    "segmentation": ("window", "segments", "names", "features", "as_of"),
}
TABLE_KEYS = (
    "table", "file", "columns", "where", "time_of_day", "device_from_user_agent", "time_spent_from_gaps",
)  # fmt: skip


def default_tables() -> dict[str, Table]:
    """The tables and columns of a warehouse that names everything as we do."""
    return {
        role: Table(role, {part: Column(part) for part in parts}, optional=True)
        for role, parts in PARTS.items()
    }


def load_settings(path: Path | str | None = None) -> Settings:
    """Settings from a TOML file, or the demo's when `path` is None.

    The environment's INTENTSEGMENTS_SNAPSHOTS names the snapshots folder unless the file does.

    Raises:
        SettingsError: the file cannot be read, or is mistaken; every mistake is named.
    """
    snapshots = Path(os.environ.get("INTENTSEGMENTS_SNAPSHOTS") or "snapshots")
    if path is None:
        return Settings(tables=default_tables(), snapshots=snapshots)
    path = Path(path)
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError(
            f"There is no settings file {path}.", "Check the path given with --settings."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {path} cannot be read: {error}", "It must be a text file."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}", _SEE_DOCS) from None
    reader = _Reader(document, path)
    settings = reader.settings(snapshots)
    if reader.mistakes:
        raise SettingsError(f"The settings file {path} has mistakes:", _SEE_DOCS, reader.mistakes)
    return settings


_SEE_DOCS = "docs/warehouse.md describes every setting; docs/examples/ has files to copy."


def nearest(name: str, choices: Sequence[str]) -> str:
    """A suggestion of the existing name that `name` may have meant, or ""."""
    found = process.extractOne(name, choices, scorer=fuzz.ratio, processor=default_process, score_cutoff=60)
    return f'; did you mean "{found[0]}"?' if found else ""


class _Reader:
    """Reads a settings document and remembers every mistake, so that all can be told at once."""

    def __init__(self, document: dict[str, Any], path: Path) -> None:
        self.document = document
        self.path = path
        self.mistakes: list[str] = []

    def settings(self, snapshots: Path) -> Settings:
        self._unknown("", self.document, KEYS[""])
        warehouse = self._section(self.document, "warehouse", "warehouse")
        segmentation = self._section(self.document, "segmentation", "segmentation")
        self._unknown("warehouse", warehouse, KEYS["warehouse"])
        self._unknown("segmentation", segmentation, KEYS["segmentation"])
        tables = self._tables(self._section(self.document, "tables", "tables"))
        url = self._address(warehouse, tables)
        segments = self._whole(segmentation, "segmentation.segments", 3, SEGMENTS)
        folder = self._text(self.document, "snapshots")
        return Settings(
            warehouse=url,
            password_env=self._text(warehouse, "warehouse.password_env"),
            tables=tables,
            time_zone=self._zone(warehouse, "warehouse.time_zone"),
            timestamps_in=self._zone(warehouse, "warehouse.timestamps_in"),
            window=self._whole(segmentation, "segmentation.window", 30, range(1, 3661)),
            segments=segments,
            names=self._names(segmentation, segments),
            features=self._features(segmentation),
            as_of=self._day(segmentation, "segmentation.as_of"),
            snapshots=self.path.parent / folder if folder else snapshots,
            path=self.path,
        )

    def _section(self, document: dict[str, Any], key: str, where: str) -> dict[str, Any]:
        value = document.get(key, {})
        if isinstance(value, dict):
            return value
        self.mistakes.append(f"{where} must be a table of settings, not {value!r}")
        return {}

    def _unknown(self, where: str, document: dict[str, Any], known: Sequence[str]) -> None:
        prefix = f"{where}." if where else ""
        for key in document:
            if key not in known:
                self.mistakes.append(f'there is no setting "{prefix}{key}"{nearest(key, known)}')

    def _text(self, document: dict[str, Any], where: str) -> str:
        value = document.get(where.rpartition(".")[2], "")
        if isinstance(value, str):
            return value
        self.mistakes.append(f"{where} must be text in quotes, not {value!r}")
        return ""

    def _flag(self, document: dict[str, Any], where: str, default: bool) -> bool:
        value = document.get(where.rpartition(".")[2], default)
        if isinstance(value, bool):
            return value
        self.mistakes.append(f"{where} must be true or false, not {value!r}")
        return default

    def _whole(self, document: dict[str, Any], where: str, default: int, allowed: range) -> int:
        value = document.get(where.rpartition(".")[2], default)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        self.mistakes.append(
            f"{where} must be a whole number from {allowed[0]} to {allowed[-1]}, not {value!r}"
        )
        return default

    def _day(self, document: dict[str, Any], where: str) -> dt.date | None:
        value = document.get(where.rpartition(".")[2])
        if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.mistakes.append(f"{where} must be a day such as 2026-10-31, not {value!r}")
            return None

    def _zone(self, document: dict[str, Any], where: str) -> str:
        name = self._text(document, where) or "UTC"
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self.mistakes.append(f'{where}: there is no time zone "{name}"; names look like "Europe/Berlin"')
            return "UTC"
        return name

    def _names(self, document: dict[str, Any], segments: int) -> tuple[str, ...]:
        names = self._texts(document, "segmentation.names")
        if not names:
            return ()
        folded = [name.strip().casefold() for name in names]
        if len(names) != segments:
            self.mistakes.append(f"segmentation.names has {len(names)} names for {segments} segments")
        if len(set(folded)) != len(folded) or "" in folded:
            self.mistakes.append("segmentation.names must all differ, and none be empty")
        for name in set(folded) & set(RESERVED_NAMES):
            self.mistakes.append(
                f'segmentation.names: "{name}" has a meaning of its own; choose another name'
            )
        return names

    def _features(self, document: dict[str, Any]) -> tuple[str, ...]:
        features = self._texts(document, "segmentation.features")
        known = [metric.id for metric in METRICS]
        for feature in features:
            if feature not in known:
                self.mistakes.append(
                    f'segmentation.features: there is no metric "{feature}"'
                    + (nearest(feature, known) or f"; there are {', '.join(known)}")
                )
        if len(set(features)) != len(features):
            self.mistakes.append("segmentation.features names a metric twice")
        return features

    def _texts(self, document: dict[str, Any], where: str) -> tuple[str, ...]:
        value = document.get(where.rpartition(".")[2], [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.mistakes.append(f"{where} must be a list of texts, not {value!r}")
        return ()

    def _address(self, warehouse: dict[str, Any], tables: Mapping[str, Table]) -> str:
        url = self._text(warehouse, "warehouse.url")
        with_file = [role for role, table in tables.items() if table.file]
        if url and with_file:
            self.mistakes.append(f"tables.{with_file[0]}.file: a warehouse has an address or files, not both")
        if not url and not with_file:
            self.mistakes.append('warehouse.url is missing, such as "mysql+pymysql://reader@host/database"')
        if not url:
            for role, table in tables.items():
                if not table.file and with_file:
                    self.mistakes.append(f"tables.{role} names no file, as the other tables do")
            return ""
        return self._relative(self._filled(url))

    def _filled(self, url: str) -> str:
        for variable in re.findall(r"\$\{(\w+)\}", url):
            if variable not in os.environ:
                self.mistakes.append(f"warehouse.url: the environment has no variable {variable}")
        return url

    def _relative(self, url: str) -> str:
        """A database file's path is relative to the settings file."""
        scheme, mark, rest = url.partition(":///")
        if not mark or scheme.partition("+")[0] not in ("duckdb", "sqlite") or rest in ("", ":memory:"):
            return url
        return f"{scheme}:///{(self.path.parent / rest).resolve()}"

    def _tables(self, document: dict[str, Any]) -> dict[str, Table]:
        self._unknown("tables", document, list(PARTS))
        tables = {
            role: self._table(role, self._section(document, role, f"tables.{role}"))
            for role in PARTS
            if role in document
        }
        if not set(tables) & set(EVENT_TABLES):
            self.mistakes.append(f"tables names none of {', '.join(EVENT_TABLES)}; at least one is needed")
        return tables

    def _table(self, role: str, document: dict[str, Any]) -> Table:
        where = f"tables.{role}"
        self._unknown(where, document, TABLE_KEYS)
        file = self._text(document, f"{where}.file")
        name = self._text(document, f"{where}.table")
        agent = self._text(document, f"{where}.device_from_user_agent")
        if name and file:
            self.mistakes.append(f"{where} names a table and a file; it must be one of them")
        if agent and not file:
            self.mistakes.append(
                f"{where}.device_from_user_agent works for files only; map columns.device instead"
            )
        return Table(
            name=role if file else name or role,
            columns=self._columns(role, document),
            file=str(self.path.parent / file) if file else "",
            where=self._text(document, f"{where}.where"),
            time_of_day=self._flag(document, f"{where}.time_of_day", True),
            device_from_user_agent=agent,
            time_spent_from_gaps=self._flag(document, f"{where}.time_spent_from_gaps", False),
        )

    def _columns(self, role: str, document: dict[str, Any]) -> dict[str, Column]:
        where = f"tables.{role}.columns"
        parts = [*PARTS[role], *(("count", "event_id") if role in EVENT_TABLES else ())]
        required = PARTS[role][: 2 if role in EVENT_TABLES else 1]
        given = self._section(document, "columns", where)
        self._unknown(where, given, parts)
        columns = {}
        for part, value in given.items():
            sql = value.get("sql") if isinstance(value, dict) and set(value) == {"sql"} else None
            if isinstance(value, str) and value:
                columns[part] = Column(value)
            elif isinstance(sql, str) and sql:
                columns[part] = Column(sql, is_sql=True)
            else:
                self.mistakes.append(f'{where}.{part} must be a column\'s name or {{ sql = "expression" }}')
        for part in required:
            if part not in given:
                self.mistakes.append(f"{where}.{part} is missing")
        return columns
