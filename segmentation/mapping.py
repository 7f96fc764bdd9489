"""Settings meet the warehouse: which table and column plays each part, or every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Date, DateTime, FromClause, Integer, literal_column
from sqlalchemy.types import TypeEngine

from segmentation import agents
from segmentation.errors import SettingsError, WarehouseError
from segmentation.metrics import EVENT_TABLES, PARTS
from segmentation.settings import Column, Settings, Table, nearest
from segmentation.warehouse import Warehouse, reason


@dataclass(frozen=True)
class Mapped:
    """A table of the warehouse that plays a role, its columns found."""

    role: str
    """A key of PARTS."""
    table: FromClause
    """The table or view, as SQL."""
    parts: Mapping[str, ColumnElement[Any]]
    """Part to the column or expression that plays it; parts that are missing are not in it."""
    where: ColumnElement[bool] | None
    """Only rows that satisfy it count."""
    time_of_day: bool
    """False when its timestamps are whole days."""
    names_zone: bool
    """True when its timestamps name their zone, so that `timestamps_in` does not apply."""
    gaps: bool
    """True when a row's time is the gap to the user's next row."""


def find(settings: Settings, warehouse: Warehouse) -> dict[str, Mapped]:
    """Every role that the warehouse can play.

    Raises:
        SettingsError: tables or columns that the settings name are not there, or an expression is refused;
            all such mistakes in one.
    """
    finder = _Finder(warehouse)
    found = {role: finder.table(role, table) for role, table in settings.tables.items()}
    mapped = {role: table for role, table in found.items() if table is not None}
    if not finder.mistakes and not set(mapped) & set(EVENT_TABLES):
        there = ", ".join(finder.names("")) or "none"
        finder.mistakes.append(
            f"none of the tables {', '.join(EVENT_TABLES)} is there; the warehouse has: {there}"
        )
    if finder.mistakes:
        hint = "Name tables and columns in a settings file; docs/warehouse.md shows how."
        raise SettingsError("The mapping does not fit the warehouse:", hint, finder.mistakes)
    return mapped


def missing_parts(mapped: Mapping[str, Mapped]) -> dict[str, str]:
    """What the warehouse lacks: `table` or `table.column` (or "time of day") to a sentence saying so."""
    missing = {}
    for role, parts in PARTS.items():
        if role not in mapped:
            missing[role] = f"there is no {role} table"
            continue
        for part in parts:
            derived = part == "time_spent" and mapped[role].gaps
            if part not in mapped[role].parts and not derived:
                missing[f"{role}.{part}"] = f"{role} has no {part} column"
    for role in EVENT_TABLES:
        if role in mapped and not mapped[role].time_of_day:
            missing["time of day"] = f"the timestamps of {role} have no time of day"
    return missing


class _Finder:
    """Looks tables and columns up, and remembers every mistake."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.mistakes: list[str] = []

    def names(self, schema: str) -> list[str]:
        """The warehouse's tables and views."""
        inspector = self.warehouse.inspector
        with self.warehouse.told():
            return sorted({
                *inspector.get_table_names(schema or None),
                *inspector.get_view_names(schema or None),
            })  # fmt: skip

    def table(self, role: str, settings: Table) -> Mapped | None:
        schema, _, name = settings.name.rpartition(".")
        there = self.names(schema)
        known = _same(name, there)
        if known is None:
            if not settings.optional:
                self.mistakes.append(
                    f'tables.{role}: the warehouse has no table "{settings.name}"'
                    + (nearest(name, there) or f"; it has: {', '.join(there) or 'none'}")
                )
            return None
        with self.warehouse.told():
            reflected = self.warehouse.inspector.get_columns(known, schema or None)
        types: dict[str, TypeEngine[Any]] = {column["name"]: column["type"] for column in reflected}
        table = sa.table(known, *(sa.column(c, t) for c, t in types.items()), schema=schema or None)
        before = len(self.mistakes)
        parts = self.parts(role, settings, table)
        where = self.where(role, settings, table)
        if len(self.mistakes) > before:
            return None
        moment = parts["timestamp"].type if role in EVENT_TABLES else None
        whole_days = isinstance(moment, Date) and not isinstance(moment, DateTime)
        return Mapped(
            role, table, parts, where,
            time_of_day=settings.time_of_day and not whole_days,
            names_zone=bool(getattr(moment, "timezone", False)),
            gaps=settings.time_spent_from_gaps,
        )  # fmt: skip

    def parts(self, role: str, settings: Table, table: sa.TableClause) -> dict[str, ColumnElement[Any]]:
        required = PARTS[role][: 2 if role in EVENT_TABLES else 1]
        parts: dict[str, ColumnElement[Any]] = {}
        for part, column in settings.columns.items():
            where = f"tables.{role}.columns.{part}"
            found = self.column(where, column, table, settings.optional and part not in required)
            if found is not None:
                parts[part] = found
        moment = parts.get("timestamp")
        if moment is not None and isinstance(moment.type, Integer):
            self.mistakes.append(
                f"tables.{role}.columns.timestamp: {moment} is a number; "
                'make it a timestamp by an expression, such as { sql = "to_timestamp(seconds)" }'
            )
        if settings.device_from_user_agent:
            where = f"tables.{role}.device_from_user_agent"
            if self.column(where, Column(settings.device_from_user_agent), table) is not None:
                parts["device"] = table.c[agents.DEVICE_COLUMN]
        return parts

    def column(
        self, where: str, column: Column, table: sa.TableClause, optional: bool = False
    ) -> ColumnElement[Any] | None:
        """The column or expression, or None and (unless optional) a mistake."""
        if column.is_sql:
            return self.expression(where, column.text, table)
        known = _same(column.text, list(table.c.keys()))
        if known is not None:
            return table.c[known]
        if not optional:
            there = [name for name in table.c.keys() if name != agents.DEVICE_COLUMN]  # noqa: SIM118
            self.mistakes.append(
                f'{where}: the table "{table.name}" has no column "{column.text}"'
                + (nearest(column.text, there) or f"; it has: {', '.join(there)}")
            )
        return None

    def where(self, role: str, settings: Table, table: sa.TableClause) -> ColumnElement[bool] | None:
        if not settings.where:
            return None
        test = f"CASE WHEN {settings.where} THEN 1 ELSE 0 END"
        found = self.expression(f"tables.{role}.where", test, table)
        return None if found is None else found == literal_column("1")

    def expression(self, where: str, sql: str, table: sa.TableClause) -> ColumnElement[Any] | None:
        """The user's own SQL, tried out on no rows."""
        expression: ColumnElement[Any] = literal_column(f"({sql})")
        try:
            self.warehouse.rows(sa.select(expression.label("tried")).select_from(table).limit(0))
        except WarehouseError as error:
            self.warehouse.connection.rollback()
            self.mistakes.append(f"{where}: {reason(error).removeprefix('The warehouse refused a query: ')}")
            return None
        return expression


def _same(name: str, there: list[str]) -> str | None:
    """The existing spelling of a name: exactly it, or the only one that differs in case alone."""
    if name in there:
        return name
    alike = [other for other in there if other.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None
