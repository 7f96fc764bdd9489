"""Question shapes combined with everything they can be about: templates × slots → questions and queries.

`python -m tests.intents.combining [FILE...] [--each N]` reads every filling (or N of each template, at
random) and lists what is not read right.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from intents.parser import Parser
from intents.query import Query
from intents.questions import normal, query_of
from intents.restate import restate
from intents.vocabulary_file import load_vocabulary

FOLDER = Path(__file__).parent / "combinations"
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
"""A slot; in a query `{rivals.baseline}` is a part of what its value stands for."""


@dataclass(frozen=True)
class Template:
    """One way to ask, and what it means."""

    file: str
    """Name of the file it stands in."""
    say: str
    """The question, with slots in braces."""
    queries: tuple[Any, ...]
    """The right queries in compact form, with slots in their strings."""


def load_slots() -> dict[str, list[tuple[str, Any]]]:
    """Slot → (how it is said, what it stands for)."""
    data = yaml.safe_load((FOLDER / "slots.yaml").read_text(encoding="utf-8"))
    return {name: [(said, value) for said, value in pairs] for name, pairs in data.items()}


def load_templates(*files: Path) -> list[Template]:
    """Every template of the files; of all files when none is named."""
    paths = files or sorted(p for p in FOLDER.glob("*.yaml") if p.name != "slots.yaml")
    return [
        Template(path.stem, say, tuple(entry["any"]))
        for path in paths
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
        for say in entry["say"]
    ]


def fillings(
    template: Template, slots: dict[str, list[tuple[str, Any]]]
) -> Iterator[tuple[str, tuple[Query, ...]]]:
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


def misread(parser: Parser, question: str, queries: tuple[Query, ...]) -> str:
    """What was understood instead; "" for a question that is read right, or offered so by "did you mean"."""
    reading, _ = parser.read(question)
    only = reading.choices[0] if len(reading.choices) == 1 else None
    if understood := reading.query or only:
        right = {normal(query, parser.vocabulary) for query in queries}
        return (
            "" if normal(understood, parser.vocabulary) in right else restate(understood, parser.vocabulary)
        )
    return reading.reason or " / ".join(restate(choice, parser.vocabulary) for choice in reading.choices)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--each", type=int, default=40, help="fillings of a template, at random")
    chosen = options.parse_args()
    parser, slots = Parser(load_vocabulary()), load_slots()
    asked = missed = 0
    for template in load_templates(*chosen.files):
        every = list(fillings(template, slots))
        some = random.Random(template.say).sample(every, min(chosen.each, len(every)))
        bad = [(q, queries, got) for q, queries in some if (got := misread(parser, q, queries))]
        asked, missed = asked + len(some), missed + len(bad)
        if bad:
            question, queries, got = bad[0]
            print(f"{len(bad)} of {len(some)}: {template.say}  ({template.file})")
            print(f"  {question}\n    got       {got}")
            print(f"    expected  {restate(queries[0], parser.vocabulary)}")
    print(f"{asked - missed:,} of {asked:,} read right")


if __name__ == "__main__":
    main()
