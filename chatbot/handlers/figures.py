"""Figures: measures of groups, split, filtered, ranked and compared. Most questions end here."""

from __future__ import annotations

from dataclasses import replace

from chatbot.answer import Answer, Chart, Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.opened import Opened
from chatbot.figures.tables import Table, table
from chatbot.handlers.headlines import headline
from chatbot.handlers.histogram import histogram
from chatbot.handlers.notes import notes_of, small_groups
from intents.query import Query

POINTS_IN_TIME = ("day", "week", "month", "as_of")


def answer(query: Query, data: Opened) -> Answer:
    """The figures a query asks for."""
    require_users(data, query)
    query = replace(query, measures=tuple(dict.fromkeys(query.measures)))
    if any(m.aggregate in ("spearman", "pearson") for m in query.measures):
        raise UnanswerableError("A correlation is of two metrics.", "correlation of clicks and searches")
    if any(m.aggregate == "buckets" for m in query.measures):
        return histogram(query, data)
    notes: list[str] = []
    found = table(data, query, notes)
    notes += notes_of(query, data, found)
    text = headline(query, found)
    labels, rows, added = _titled(data, query, found)
    return Answer(
        "answered",
        text,
        (*labels, *found.columns),
        rows,
        tuple(dict.fromkeys(notes)),
        chart=_chart(query, data, found, len(labels), added),
        small=small_groups(query, found),
    )


def require_users(data: Opened, query: Query) -> None:
    """UnanswerableError when a user is named who never occurs."""
    named = [u for group in (*query.groups, *filter(None, (query.base, query.part))) for u in group.users]
    unknown = [u for u in named if data.user(u) is None]
    if unknown:
        raise no_such_user(unknown[0])


def no_such_user(user: str) -> UnanswerableError:
    """What to say of an id that never occurs."""
    return UnanswerableError(
        f"There is no user {user} in this snapshot: the id never occurs in the data.",
        "list 10 users",
        "how many users are in each segment",
    )


def _titled(data: Opened, query: Query, found: Table) -> tuple[tuple[Column, ...], tuple[Row, ...], int]:
    """Labels and rows with each article's title beside its id; how many columns that adds."""
    place = next((i for i, column in enumerate(found.labels) if column.name == "article"), None)
    if "article" not in query.by or place is None:
        return found.labels, found.rows, 0
    titles = data.titles
    rows = [(*row[: place + 1], titles.get(row[place]), *row[place + 1 :]) for row in found.rows]
    labels = (*found.labels[: place + 1], Column("title"), *found.labels[place + 1 :])
    return labels, tuple(rows), 1


def _chart(query: Query, data: Opened, found: Table, width: int, added: int) -> Chart:
    """Points in time as a line, other splits as bars; a distribution as its histogram."""
    if query.measures[0].aggregate == "distribution" and not query.by and len(found.sides) == 1:
        buckets = histogram(replace(query, measures=(replace(query.measures[0], aggregate="buckets"),)), data)
        return Chart("histogram", points=buckets.chart.points)
    if not found.labels or len(found.rows) < 2:
        return Chart()
    value = width + found.primary[0]
    names = [column.name for column in found.labels]
    timed = next((i for i, d in enumerate(query.by) if d in POINTS_IN_TIME), None)
    if timed is None:
        label = width - 1
        return Chart("bar", label, value, 0 if len(names) > 1 else None)
    label = timed + len(names) - len(query.by)
    series = next((i for i in range(len(names)) if i != label), None)
    return Chart("line", label + (added if label > 0 else 0), value, series)
