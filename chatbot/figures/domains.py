"""The values a dimension has: of the calendar, of the snapshot, of what was found; and their order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from chatbot.figures.events import DAY_NAMES, hours, weekdays
from chatbot.figures.opened import Opened
from chatbot.figures.spans import Scope
from intents.query import Filter

CALENDAR = ("hour", "weekday", "daytype", "day", "week", "month")
"""Dimensions whose values are known without looking at events."""


class Calendar:
    """The days of a scope that lie in the data, by every dimension of time."""

    def __init__(self, data: Opened, scope: Scope) -> None:
        first, last = max(scope.first, data.manifest.first_day), min(scope.last, data.manifest.last_day)
        self.days = [first + dt.timedelta(days=i) for i in range((last - first).days + 1)]

    def value(self, dimension: str, day: str | dt.date) -> str:
        """The value of a dimension on a day."""
        date = day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
        match dimension:
            case "weekday":
                return DAY_NAMES[date.weekday()]
            case "daytype":
                return "weekend" if date.weekday() > 4 else "weekday"
            case "week":
                return (date - dt.timedelta(days=date.weekday())).isoformat()
            case "month":
                return date.isoformat()[:7]
        return date.isoformat()

    def days_of(self, dimension: str) -> Counter[str]:
        """How many days of the scope each value of a dimension holds."""
        return Counter(self.value(dimension, day) for day in self.days)

    def values(self, dimension: str, filters: Sequence[Filter]) -> list[Any]:
        """The values of a dimension of time in their order; only those that the filters leave."""
        picked = [f for f in filters if f.dimension in ("weekday", "hour")]
        if dimension == "hour":
            return [
                h
                for h in range(24)
                if all((h in hours(f.values)) != f.negated for f in picked if f.dimension == "hour")
            ]
        left = [
            day
            for day in self.days
            if all(
                (self.value("weekday", day) in weekdays(f.values)) != f.negated
                for f in picked
                if f.dimension == "weekday"
            )
        ]
        found = dict.fromkeys(self.value(dimension, day) for day in left)
        if dimension == "weekday":
            return [name for name in DAY_NAMES if name in found]
        return sorted(found)


def whole_days(dimension: str, value: str) -> int:
    """How many days a week or month has."""
    if dimension == "month":
        first = dt.date.fromisoformat(f"{value}-01")
        return ((first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - first).days
    return {"week": 7}.get(dimension, 1)
