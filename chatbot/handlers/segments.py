"""The segments in general: how large they are, what they are called."""

from __future__ import annotations

from dataclasses import replace

from chatbot.answer import Answer, Column
from chatbot.figures.opened import INACTIVE, Opened
from chatbot.figures.spans import as_of_day
from chatbot.figures.wording import listed, number, users
from chatbot.handlers import figures
from intents.query import Measure, Query


def overview(query: Query, data: Opened) -> Answer:
    """Users and share of each segment, in rising order; Inactive users in a note."""
    counted = replace(query, ask="figures", measures=(Measure("users", "count"),))
    found = figures.answer(replace(counted, by=query.by or ("segment",)), data)
    if query.by not in ((), ("segment",)) or query.baseline or query.baseline_as_of or len(query.groups) > 1:
        return found
    total = sum(int(row[1] or 0) for row in found.rows)
    parts = [f"{row[0]} {row[1]:,} ({number(row[2])} %)" for row in found.rows]
    inactive = data.statistics(as_of_day(data, query.as_of, [])).get((INACTIVE, "users"))
    notes = list(found.notes)
    if inactive and query.period is None and not query.group.where:
        notes.append(
            f"Beside them, {users(inactive['users'])} seen before had no event in the window ({INACTIVE})."
        )
    headline = f"{users(total)} in {len(found.rows)} segments: {', '.join(parts)}."
    return replace(found, headline=headline, notes=tuple(notes))


def names(query: Query, data: Opened) -> Answer:  # noqa: ARG001
    """What the segments are called, in rising order."""
    return Answer(
        "answered",
        f"In rising order of engagement, the segments are {listed(data.segments)}.",
        (Column("segment"),),
        tuple((name,) for name in data.segments),
        (f"Users seen before with no event in the window are {INACTIVE}; they are in no segment.",),
    )
