"""Question shapes with slots × everything the slots can be filled with → questions and their queries (YAML).

A file holds entries of `say` (ways to ask, with slots in braces) and `any` (the right queries in the compact
form of `questions.py`, with the same slots). `slots.yaml` beside them says what a slot is filled with.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from intents.query import Query
from intents.questions import query_of

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
"""A slot; in a query `{rivals.baseline}` is a part of what its value stands for."""
SLOTS = "slots.yaml"

Slots = Mapping[str, list[tuple[str, Any]]]
"""Slot → (how it is said, what it stands for)."""


@dataclass(frozen=True)
class Template:
    """One way to ask, and what it means."""

    file: str
    """Name of the file it stands in."""
    say: str
    """The question, with slots in braces."""
    queries: tuple[Any, ...]
    """The right queries in compact form, with slots in their strings."""


def load_slots(folder: Path) -> Slots:
    """What the slots of a folder's templates are filled with."""
    data = yaml.load((folder / SLOTS).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: [(said, value) for said, value in pairs] for name, pairs in data.items()}


def load_templates(*files: Path) -> list[Template]:
    """Every template of the files."""
    return [
        Template(path.stem, say, tuple(entry["any"]))
        for path in files
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for say in entry["say"]
    ]


def template_files(folder: Path) -> list[Path]:
    """The files of templates in a folder, in the order of their names."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != SLOTS)


def fillings(template: Template, slots: Slots) -> Iterator[tuple[str, tuple[Query, ...]]]:
    """Every question of a template with its right queries; slots of one kind are filled differently."""
    names = list(dict.fromkeys(name for name, _ in _SLOT.findall(template.say)))
    kinds = [name.rstrip("0123456789") for name in names]
    for combination in itertools.product(*(slots[kind] for kind in kinds)):
        meant = [
            ("" if isinstance(value, dict) else kind, repr(value))
            for kind, (_, value) in zip(kinds, combination, strict=True)
            if value
        ]
        if len(set(meant)) < len(meant):
            continue
        said = {name: pair[0] for name, pair in zip(names, combination, strict=True)}
        values = {name: pair[1] for name, pair in zip(names, combination, strict=True)}
        queries = tuple(query_of(_filled(query, values)) for query in template.queries)
        yield _SLOT.sub(lambda m, said=said: said[m[1]], template.say), queries  # type: ignore[misc]


def _filled(data: Any, values: dict[str, Any]) -> Any:
    """The compact query with its slots filled; a slot alone keeps the type of its value."""
    if isinstance(data, dict):
        return {key: _filled(value, values) for key, value in data.items()}
    if isinstance(data, list):
        return [_filled(value, values) for value in data]
    if isinstance(data, str):
        alone = _SLOT.fullmatch(data)
        return _value(alone, values) if alone else _SLOT.sub(lambda m: str(_value(m, values)), data)
    return data


def _value(slot: re.Match[str], values: dict[str, Any]) -> Any:
    value = values[slot[1]]
    return value[slot[2]] if slot[2] else value
