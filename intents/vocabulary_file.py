"""A vocabulary as a JSON file, so that questions can be read and measured without a database.

`data/demo_vocabulary.json` holds the demo snapshot's; `python -m tests.intents.demo_vocabulary` rewrites it.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from intents.errors import VocabularyError
from intents.lexicon import DATA
from intents.vocabulary import Vocabulary

DEMO = DATA / "demo_vocabulary.json"
"""The demo snapshot's vocabulary."""


def vocabulary_to_json(vocabulary: Vocabulary, users: Iterable[int] | Iterable[str]) -> str:
    """The vocabulary as JSON text that ends with a newline. `users`: the ids `find_user` knows, as stored."""
    data = {
        "segments": vocabulary.segments,
        "as_of": vocabulary.as_of.isoformat(),
        "as_of_days": [day.isoformat() for day in vocabulary.as_of_days],
        "first_day": vocabulary.first_day.isoformat(),
        "window_days": vocabulary.window_days,
        "metrics": sorted(vocabulary.metrics),
        "dimensions": sorted(vocabulary.dimensions),
        "values": dict(vocabulary.values),
        "articles": dict(vocabulary.articles),
        "segment_synonyms": dict(vocabulary.segment_synonyms),
        "users": _packed(users),
    }
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def vocabulary_from_json(text: str) -> Vocabulary:
    """The vocabulary that `vocabulary_to_json` wrote; VocabularyError for any other text."""
    try:
        data = json.loads(text)
        return Vocabulary(
            segments=tuple(data["segments"]),
            as_of=dt.date.fromisoformat(data["as_of"]),
            as_of_days=tuple(map(dt.date.fromisoformat, data["as_of_days"])),
            first_day=dt.date.fromisoformat(data["first_day"]),
            window_days=data["window_days"],
            metrics=frozenset(data["metrics"]),
            dimensions=frozenset(data["dimensions"]),
            values={dimension: tuple(values) for dimension, values in data["values"].items()},
            articles=data["articles"],
            find_user=_finder(data["users"]),
            segment_synonyms=data["segment_synonyms"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(
            f"This is no vocabulary file: {error!r}.", f"One that is: {DEMO.name} of the package."
        ) from error


def load_vocabulary(path: Path = DEMO) -> Vocabulary:
    """The vocabulary of a file; VocabularyError where there is none."""
    try:
        return vocabulary_from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise VocabularyError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from error


def _packed(users: Iterable[int] | Iterable[str]) -> list[Any]:
    """Text ids as they are, sorted; whole numbers as [first, last] of every unbroken run."""
    ids = set(users)
    texts: list[Any] = sorted(user for user in ids if isinstance(user, str))
    runs: list[list[int]] = []
    for user in sorted(user for user in ids if isinstance(user, int)):
        if runs and runs[-1][1] == user - 1:
            runs[-1][1] = user
        else:
            runs.append([user, user])
    return texts + runs


def _finder(packed: list[Any]) -> Callable[[str], str | None]:
    """`find_user` over packed ids."""
    texts = frozenset(item for item in packed if isinstance(item, str))
    runs = [item for item in packed if not isinstance(item, str)]
    starts = [first for first, _ in runs]

    def find(text: str) -> str | None:
        text = text.strip()
        if text in texts:
            return text
        if not runs or not text.lstrip("+-").isdecimal() or len(text) > 20:
            return None
        try:
            number = int(text)
        except ValueError:  # "+-1": signs that make no number
            return None
        place = bisect_right(starts, number) - 1
        return str(number) if place >= 0 and number <= runs[place][1] else None

    return find
