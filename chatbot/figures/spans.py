"""Which days a query is about, once the data's own first and last day and its as-of days are known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from chatbot.errors import UnanswerableError
from chatbot.figures.opened import Opened
from intents.query import Period, Query


@dataclass(frozen=True)
class Scope:
    """The days that count, and the day whose membership counts."""

    first: dt.date
    """The first day."""
    last: dt.date
    """The last day."""
    as_of: dt.date
    """Membership as of this as-of day."""
    named: bool
    """True when a period was named: then only users with an event in it count."""
    latest: bool
    """True for the plain window at the latest as-of day, whose per-user values are kept."""

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def label(self) -> str:
        """ "2026-10-02 to 2026-10-31", or the one day."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


def scope_of(data: Opened, query: Query, notes: list[str]) -> Scope:
    """The days of a query; adds what had to be moved or cut to `notes`."""
    as_of = as_of_day(data, query.as_of, notes)
    return scope(data, query.period, as_of, notes)


def scope(data: Opened, period: Period | None, as_of: dt.date, notes: list[str]) -> Scope:
    """The days of a period, or of the window where none is named."""
    window = data.window_at(as_of)
    latest = as_of == data.manifest.as_of
    if period is None or (latest and (period.first, period.last) == window):
        return Scope(*window, as_of, named=False, latest=latest)
    first, last = clipped(data, period, notes)
    return Scope(first, last, as_of, named=True, latest=False)


def clipped(data: Opened, period: Period, notes: list[str]) -> tuple[dt.date, dt.date]:
    """The part of a period that lies in the data."""
    start, end = data.manifest.first_day, data.manifest.last_day
    first, last = max(period.first, start), min(period.last, end)
    if first > last:
        raise UnanswerableError(
            f"There is no data from {period.first} to {period.last}: it runs from {start} to {end}.",
            "which period does the data cover",
            "how many users are in each segment",
        )
    if (first, last) != (period.first, period.last):
        notes.append(
            f"The data runs from {start} to {end}, so only {first} to {last} of "
            f"{period.first} to {period.last} is counted."
        )
    return first, last


def as_of_day(data: Opened, day: dt.date | None, notes: list[str]) -> dt.date:
    """The latest as-of day not after `day`; the latest one for None."""
    days = data.manifest.as_of_days
    if day is None:
        return data.manifest.as_of
    found = max((d for d in days if d <= day), default=None)
    if found is None:
        raise UnanswerableError(
            f"Segments are known from {days[0]} on, not as of {day}: before that there is no whole window "
            f"of {data.manifest.window_days} days of data.",
            "how many users are in each segment",
        )
    if found != day:
        notes.append(f"Membership is that of {found}, the latest as-of day not after {day}.")
    return found
