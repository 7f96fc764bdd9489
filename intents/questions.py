"""Question files: what people ask and what it means, as data (YAML).

A file holds `voice`, `questions` (a list of turns) and `conversations` (a list of lists of turns). A turn is
`q` with one of `query` (compact form, below), `any` (several queries, each right), `expect: clarify`,
`expect: unsupported` or `figures` (the rows of the answer). `family` groups turns in the report.
`held_out: true` marks a file to be measured only, not mended by.

The compact form of a query names only what is not a default:
`{ask, measures: ["clicks mean"], segments, users, where, groups, base, part, events, by, compared, period,
baseline, as_of, baseline_as_of, order, limit, subject}`; a condition is one of `{has: {device: [mobile]}}`,
`{without: {...}}`, `{metric: clicks, op: ">", low: 10}`, `{top: clicks, amount: 10, unit: percent}`,
`{moved: up, origin: [...], target: [...], start, end}` or `{any: [conditions]}`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from intents.errors import QuestionFileError
from intents.query import (
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Period,
    Query,
    Threshold,
    Top,
    checked,
)


@dataclass(frozen=True)
class Turn:
    """One question and what is expected of its reading."""

    text: str
    """The question as typed."""
    family: str
    """The kind of question, for the report."""
    queries: tuple[Query, ...]
    """The right readings; empty when a refusal or a question back is right."""
    expect: str
    """"query", "clarify", "unsupported" or "figures"."""
    rows: tuple[tuple[Any, ...], ...] = ()
    """The expected rows of the answer, for "figures"."""


@dataclass(frozen=True)
class QuestionFile:
    """The conversations of one file; a single question is a conversation of one turn."""

    path: Path
    """Where it was read."""
    voice: str
    """Who asks."""
    conversations: tuple[tuple[Turn, ...], ...]
    """In the order of the file."""
    held_out: bool = False
    """True for a file to be measured only: its misses are not for mending the parser."""


GROUP_KEYS = {"segments", "users", "where"}
QUERY_KEYS = GROUP_KEYS | {
    "ask", "measures", "groups", "base", "part", "events", "by", "compared", "period", "baseline",
    "as_of", "baseline_as_of", "order", "limit", "subject",
}  # fmt: skip


def load_questions(path: Path) -> QuestionFile:
    """Reads one question file; QuestionFileError names the question that is wrong."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise QuestionFileError(f"{path} cannot be read: {error}", "It has to be YAML.") from error
    if not isinstance(data, dict):
        raise QuestionFileError(f"{path} holds no questions.", "See intents/questions.py.")
    singles = [[turn] for turn in data.get("questions") or []]
    conversations = singles + list(data.get("conversations") or [])
    turns = tuple(tuple(_turn(t, path) for t in c) for c in conversations)
    return QuestionFile(path, str(data.get("voice", path.stem)), turns, bool(data.get("held_out", False)))


def _turn(data: Mapping[str, Any], path: Path) -> Turn:
    try:
        family = str(data.get("family", ""))
        if "figures" in data:
            return Turn(data["q"], family, (), "figures", tuple(tuple(row) for row in data["figures"]))
        if "expect" in data:
            return Turn(data["q"], family, (), data["expect"])
        meanings = data["any"] if "any" in data else [data["query"]]
        return Turn(data["q"], family, tuple(query_of(m) for m in meanings), "query")
    except Exception as error:  # a file is data from outside: whatever is wrong is told with its place
        raise QuestionFileError(f"{path}: {data!r}: {error!r}", "See intents/questions.py.") from error


def query_of(data: Mapping[str, Any]) -> Query:
    """A query from its compact form; KeyError, ValueError or QueryError where it is not one."""
    if unknown := set(data) - QUERY_KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    groups = tuple(_group(g) for g in data["groups"]) if "groups" in data else (_group(data),)
    return checked(
        Query(
            ask=data.get("ask", "figures"),
            measures=tuple(Measure(*m.split()) for m in data.get("measures", ())),
            groups=groups,
            base=_group(data["base"]) if "base" in data else None,
            part=_group(data["part"]) if "part" in data else None,
            events=tuple(_filters(data.get("events", ()))),
            by=tuple(data.get("by", ())),
            compared=bool(data.get("compared", False)),
            period=_period(data.get("period")),
            baseline=_period(data.get("baseline")),
            as_of=_day(data.get("as_of")),
            baseline_as_of=_day(data.get("baseline_as_of")),
            order=data.get("order"),
            limit=data.get("limit"),
            subject=str(data.get("subject", "")),
        )
    )


def _group(data: Mapping[str, Any]) -> Group:
    where = tuple(_any_of(c) for c in data.get("where", ()))
    return Group(tuple(data.get("segments", ())), tuple(str(u) for u in data.get("users", ())), where)


def _any_of(data: Mapping[str, Any]) -> tuple[Condition, ...]:
    return tuple(_condition(c) for c in data["any"]) if "any" in data else (_condition(data),)


def _condition(data: Mapping[str, Any]) -> Condition:
    for key, negated in (("has", False), ("without", True)):
        if key in data:
            return Has(next(_filters(data[key])), negated)
    if "metric" in data:
        high = data.get("high")
        events = tuple(_filters(data.get("events", ())))
        return Threshold(
            data["metric"], data["op"], float(data["low"]), None if high is None else float(high), events
        )
    if "top" in data:
        return Top(data["top"], float(data["amount"]), data.get("unit", "percent"), data.get("side", "top"))
    return Moved(
        data["moved"],
        tuple(data.get("origin", ())),
        tuple(data.get("target", ())),
        _day(data.get("start")),
        _day(data.get("end")),
    )


def _filters(data: Any) -> Iterator[Filter]:
    for item in [data] if isinstance(data, Mapping) else data:
        negated = item.get("not", False)
        for dimension, values in item.items():
            if dimension != "not":
                if not isinstance(values, list) or not isinstance(negated, bool):
                    raise ValueError(f"a filter is {{dimension: [values], not: true}}, not {dict(item)}")
                yield Filter(dimension, tuple(str(v) for v in values), negated)


def _day(value: Any) -> dt.date | None:
    return value if value is None or isinstance(value, dt.date) else dt.date.fromisoformat(value)


def _period(value: Any) -> Period | None:
    if value is None:
        return None
    days = [d for d in map(_day, value) if d is not None]
    return Period(*days)
