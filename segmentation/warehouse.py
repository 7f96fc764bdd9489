"""The only module that opens a database: the warehouse, any SQLAlchemy dialect, read only.

The password is filled in here, kept out of every message, and forgotten with the engine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from duckdb_sqlalchemy import Dialect
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Executable,
    Inspector,
    Select,
    create_engine,
    event,
    inspect,
    make_url,
)
from sqlalchemy.engine import Dialect as SQLAlchemyDialect
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.elements import ClauseElement

from segmentation import agents, demo
from segmentation.errors import SettingsError, WarehouseError
from segmentation.settings import DEMO, Settings, Table

BATCH = 50_000
"""Rows fetched at a time."""

READ_ONLY = {
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION time_zone = '+00:00'"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION time_zone = '+00:00'"),
    "sqlite": ("PRAGMA query_only = ON",),
    "postgresql": ("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET TIME ZONE 'UTC'"),
    "duckdb": ("SET TimeZone = 'UTC'",),
}
"""What makes a session read only and its clock UTC; a DuckDB file is opened read only besides."""


@dataclass(frozen=True)
class Warehouse:
    """An open warehouse: one connection, one transaction, so that all queries see the same rows."""

    connection: Connection
    """The SQLAlchemy connection."""
    secrets: tuple[str, ...]
    """Texts that must not appear in a message."""

    @property
    def dialect(self) -> str:
        """The database's name: duckdb, mysql, mariadb, sqlite, ..."""
        return self.connection.dialect.name

    @property
    def inspector(self) -> Inspector:
        """Looks at tables and columns."""
        return inspect(self.connection)

    def rows(self, statement: Executable) -> list[tuple[Any, ...]]:
        """All rows of a small result."""
        with self.told():
            return [tuple(row) for row in self.connection.execute(statement)]

    def batches(self, statement: Select[Any], schema: pa.Schema) -> pa.RecordBatchReader:
        """A large result as Arrow batches, never whole in memory; `schema` names its columns in order."""
        with self.told():
            if self.dialect == "duckdb":
                raw = self.connection.connection.driver_connection
                return _native(raw, statement, self.connection.dialect).to_arrow_reader(BATCH).cast(schema)
            result = self.connection.execute(statement, execution_options={"stream_results": True})

        def fetched() -> Iterator[pa.RecordBatch]:
            with self.told():
                while rows := result.fetchmany(BATCH):
                    columns = zip(*rows, strict=True)
                    arrays = [
                        pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)
                    ]
                    yield pa.RecordBatch.from_arrays(arrays, schema=schema)

        return pa.RecordBatchReader.from_batches(schema, fetched())

    @contextmanager
    def told(self) -> Iterator[None]:
        """Database errors inside become ours, without the password or a chain that could hold it."""
        try:
            yield
        except (SQLAlchemyError, pa.ArrowException) as error:
            message = f"The warehouse refused a query: {reason(error, self.secrets)}"
            raise WarehouseError(message, "Check the settings file's columns and expressions.") from None


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[Warehouse]:
    """The settings' warehouse, connected; the demo's when none is named.

    Raises:
        SettingsError: the address cannot be understood, or its password is not in the environment.
        WarehouseError: it cannot be reached, or a file cannot be read.
    """
    secrets: tuple[str, ...] = ()
    if settings.warehouse in (DEMO, ""):
        engine = _embedded(settings)
    else:
        url = _full_url(settings)
        secrets = tuple({secret for secret in (url.password, quote(url.password or "", safe="")) if secret})
        engine = _engine(url)
    try:
        with _connected(engine, secrets) as connection:
            yield Warehouse(connection, secrets)
    finally:
        engine.dispose()


@contextmanager
def _connected(engine: Engine, secrets: tuple[str, ...]) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except (SQLAlchemyError, OSError, RuntimeError) as error:
        message = f"The warehouse {masked(engine.url)} cannot be reached: {reason(error, secrets)}"
        raise WarehouseError(message, _hint(engine.url)) from None
    with connection:
        yield connection


def _hint(url: URL) -> str:
    if url.get_backend_name() == "duckdb":
        return "Another program may have the file open for writing; close it there, or copy the file."
    return "Check that it runs, and the address, user and password."


def masked(address: URL | str) -> str:
    """An address fit to be shown: no password, not even in its query."""
    url = make_url(address)
    hidden = {key: "***" for key in url.query if re.search("pass|pwd|secret|token|key", key, re.I)}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def describe(settings: Settings) -> str:
    """What the build read, in a line without secrets."""
    if settings.warehouse == DEMO:
        return "the demo: a made-up publisher"
    if settings.warehouse == "":
        return "files: " + ", ".join(sorted({Path(table.file).name for table in settings.tables.values()}))
    return masked(_url(settings.warehouse))


def reason(error: BaseException, secrets: tuple[str, ...] = ()) -> str:
    """What the database said, in one line and without secrets."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    text = " ".join(str(origin).split()) or type(origin).__name__
    for secret in secrets:
        text = text.replace(secret, "***")
    return text[:500]


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError:
        # The address itself is not repeated: it may hold a password.
        hint = 'It looks like "mysql+pymysql://reader@host/database" or "duckdb:///file.duckdb".'
        raise SettingsError("The warehouse's address cannot be understood.", hint) from None


def _full_url(settings: Settings) -> URL:
    """The address with variables and the password filled in from the environment."""

    def value(name: str) -> str:
        if name not in os.environ:
            raise SettingsError(
                f"The environment has no variable {name}.", "The warehouse's address needs it."
            )
        return os.environ[name]

    address = re.sub(r"\$\{(\w+)\}", lambda found: quote(value(found[1]), safe=""), settings.warehouse)
    url = _url(address)
    return url.set(password=value(settings.password_env)) if settings.password_env else url


def _engine(url: URL) -> Engine:
    """An engine whose sessions only read.

    Raises:
        SettingsError: no driver for such an address.
        WarehouseError: the database's file does not exist (some would make an empty one).
    """
    backend = url.get_backend_name()
    is_file = backend in ("duckdb", "sqlite") and url.database not in (None, "", ":memory:")
    if is_file and not Path(str(url.database)).is_file():
        message = f"There is no warehouse file {url.database}."
        raise WarehouseError(message, "Check the path; in a settings file it is relative to that file.")
    arguments: dict[str, Any] = {"read_only": True} if backend == "duckdb" and is_file else {}
    try:
        engine = create_engine(url, connect_args=arguments)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        message = f'There is no driver for "{url.drivername}": {error}'
        raise SettingsError(
            message, "DuckDB, SQLite and mysql+pymysql come along; install any other."
        ) from None
    except (SQLAlchemyError, TypeError, ValueError) as error:
        raise SettingsError(f"The warehouse's address cannot be used: {reason(error)}") from None

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for statement in READ_ONLY.get(backend, ()):
            cursor.execute(statement)
        cursor.close()

    return engine


def local(raw: Any, statement: ClauseElement) -> pa.Table:
    """A statement's rows from a DuckDB connection that is already open: a build's own tables."""
    return _native(raw, statement, Dialect(paramstyle="numeric_dollar")).to_arrow_table()


def _native(raw: Any, statement: ClauseElement, dialect: SQLAlchemyDialect) -> Any:
    """Runs a statement on DuckDB's own connection, whose result can be had as Arrow."""
    compiled: Any = statement.compile(dialect=dialect)
    return raw.execute(str(compiled), [compiled.params[name] for name in compiled.positiontup or ()])


def _embedded(settings: Settings) -> Engine:
    """An in-memory DuckDB that holds the demo, or serves the settings' files as tables."""
    engine = create_engine("duckdb:///:memory:", poolclass=StaticPool)
    if settings.warehouse == DEMO:
        demo.write(engine)
        return engine
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("SET TimeZone = 'UTC'")  # type: ignore[union-attr]
        for role, table in settings.tables.items():
            _serve(raw, role, table)
    return engine


def _serve(raw: Any, role: str, table: Table) -> None:
    """Makes a view of a file, with its devices told from user agents where asked for."""
    is_parquet = re.search(r"\.(parquet|pq)$", table.file) is not None
    try:
        files = raw.read_parquet(table.file) if is_parquet else raw.read_csv(table.file)
        if table.device_from_user_agent in files.columns:
            agents.register(raw, files, role, table.device_from_user_agent)
        else:
            files.create_view(role)
    except Exception as error:  # DuckDB's errors have no common base that is public
        message = f"The file of tables.{role} cannot be read: {reason(error)}"
        hint = "CSV (also .gz) and Parquet files are read; the path is relative to the settings file."
        raise WarehouseError(message, hint) from None
