"""The names a question can use, taken from a snapshot."""

from __future__ import annotations

from typing import Any

from chatbot.figures.events import ENTITIES
from chatbot.figures.opened import Opened, opened
from intents.vocabulary import Vocabulary
from segmentation.snapshot import Snapshot

MOST_VALUES = 5_000
"""Values known of a dimension: the most frequent."""


def vocabulary_of(snapshot: Snapshot) -> Vocabulary:
    """Names of segments, metrics, dimensions and their values, as the snapshot spells them."""
    data = opened(snapshot)
    manifest = data.manifest
    dimensions = [item.id for item in manifest.dimensions if item.available]
    timed = ["daytype"] if "weekday" in dimensions else []
    return Vocabulary(
        segments=data.segments,
        as_of=manifest.as_of,
        as_of_days=manifest.as_of_days,
        first_day=manifest.first_day,
        window_days=manifest.window_days,
        metrics=frozenset(data.available),
        dimensions=frozenset([*dimensions, *timed, "segment", "as_of"]),
        values={d: values(data, d) for d in dimensions if d in NAMED},
        articles={str(id): title or "" for id, title in _articles(data)} if "article" in dimensions else {},
        find_user=lambda text: None if (id := data.user(text.strip())) is None else str(id),
    )


NAMED = ("device", "source", "section", "page_section", "page", "term")
"""Dimensions whose values questions name."""


def values(data: Opened, dimension: str, most: int = MOST_VALUES) -> tuple[str, ...]:
    """The values of a dimension, those with the most events first, as text."""
    table = next(table for table, dimensions in ENTITIES.items() if dimension in dimensions)
    column = "article_id" if dimension == "article" else dimension
    rows = data.rows(
        f"SELECT CAST({column} AS VARCHAR) FROM {table} WHERE {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY sum(events) DESC, {column} LIMIT $most",
        {"most": most},
    )
    return tuple(value for (value,) in rows)


def _articles(data: Opened) -> list[tuple[Any, ...]]:
    return data.rows("SELECT article_id, title FROM articles ORDER BY article_id")
