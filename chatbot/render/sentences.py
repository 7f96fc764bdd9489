"""The sentences around an answer's figures, the same in every format made for reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatbot.escape import visible
from chatbot.render.cells import amount
from chatbot.render.screen import Screen
from chatbot.reply import Reply

SHOWN_ROWS = 30
"""Rows of a list that a terminal shows; files and pipes hold all of them."""


def shown_rows(reply: Reply, screen: Screen) -> tuple[tuple[Sequence[Any], ...], str]:
    """The rows to show, and a line on the ones left out ("" when all are there)."""
    rows = tuple(reply.answer.rows)
    if not screen.terminal or len(rows) <= SHOWN_ROWS:
        return rows, ""
    more = amount(len(rows) - SHOWN_ROWS)
    return rows[
        :SHOWN_ROWS
    ], f"... and {more} more rows: --csv or --json gives them all (in the chat /csv FILE)"


def has_table(reply: Reply) -> bool:
    """False for nothing and for a single figure, which the headline says already."""
    return bool(reply.answer.rows) and (len(reply.answer.rows) > 1 or len(reply.answer.columns) > 1)


def read_as(reply: Reply) -> str:
    """How the question was understood; "" when it was not."""
    return f"Read as: {visible(reply.restated)}" if reply.restated else ""


def provenance(reply: Reply) -> str:
    """Which data stands behind the answer."""
    snapshot = reply.payload["snapshot"]
    users, days = amount(snapshot["users"]), snapshot["window_days"]
    return f"Snapshot {snapshot['id']}, as of {snapshot['as_of']}, {days} days, {users} users"


def choices(reply: Reply) -> list[str]:
    """The numbered meanings to choose from."""
    return [f"{number}. {visible(choice)}" for number, choice in enumerate(reply.answer.choices, 1)]


def suggestions(reply: Reply) -> list[str]:
    """Questions that work."""
    return [visible(suggestion) for suggestion in reply.answer.suggestions]


def notes(reply: Reply) -> list[str]:
    """What else the reader should know."""
    return [visible(note) for note in reply.answer.notes]
