"""Reads the fixed language of `intents.restate` back: the first stage of the cascade.

A recursive-descent reader over words, numbers, days and JSON strings. Whatever is not a sentence of the
language is simply not exact (`None`): the question goes on to the next stage.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Literal, TypeVar

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
    problems,
)
from intents.restate import (
    AGGREGATE_PHRASES,
    DIMENSION_PHRASES,
    DIRECTION_PHRASES,
    HEADS,
    METRIC_PHRASES,
    OPERATOR_PHRASES,
    SUBJECT_HEADS,
    USER_HEADS,
)
from intents.vocabulary import Vocabulary

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\d{4}-\d\d-\d\d|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z-]+|,', re.IGNORECASE)
_T = TypeVar("_T")


class _NotExactError(Exception):
    """The text is not a sentence of the language; stays inside this module."""


def parse_exact(text: str, vocabulary: Vocabulary) -> Query | None:
    """The query a restatement says, None for any other text."""
    reader = _Reader(text)
    try:
        query = _query(reader, vocabulary)
    except (_NotExactError, ValueError):
        return None
    return query if not reader.rest and not problems(query) else None


class _Reader:
    """A cursor over the tokens of a sentence."""

    def __init__(self, text: str) -> None:
        whole = not _TOKEN.sub("", text).strip().rstrip(".")
        self.rest: list[str] = _TOKEN.findall(text) if whole else []

    def take(self, phrase: str) -> bool:
        """Moves past the phrase if it comes next."""
        words = phrase.lower().split()
        if [t.lower() for t in self.rest[: len(words)]] != words:
            return False
        del self.rest[: len(words)]
        return True

    def need(self, phrase: str) -> None:
        """Moves past the phrase that has to come next."""
        if not self.take(phrase):
            raise _NotExactError

    def one_of(self, phrases: dict[_T, str]) -> _T | None:
        """The key of the longest phrase that comes next, None when none does."""
        for key, phrase in sorted(phrases.items(), key=lambda item: -len(item[1].split())):
            if self.take(phrase):
                return key
        return None

    def token(self) -> str:
        """The next token."""
        if not self.rest:
            raise _NotExactError
        return self.rest.pop(0)

    def name(self) -> str:
        """The next token, a quoted name."""
        token = self.token()
        if not token.startswith('"'):
            raise _NotExactError
        return str(json.loads(token))

    def names(self) -> tuple[str, ...]:
        """Quoted names joined by "or"."""
        found = [self.name()]
        while len(self.rest) > 1 and self.rest[0].lower() == "or" and self.rest[1].startswith('"'):
            self.rest.pop(0)
            found.append(self.name())
        return tuple(found)

    def number(self) -> float:
        """The next token as a number."""
        return float(self.token())

    def day(self) -> dt.date:
        """The next token as an ISO day."""
        return dt.date.fromisoformat(self.token())


def _query(reader: _Reader, vocabulary: Vocabulary) -> Query:
    query: dict[str, object] = _head(reader)
    while reader.rest:
        reader.need(",")
        if reader.take("for"):
            groups = [_group(reader)]
            while reader.take("compared with"):
                groups.append(_group(reader))
            query["groups"] = tuple(groups)
        elif reader.take("as part of"):
            query["base"] = _group(reader)
        elif reader.take("counting in each row"):
            query["part"] = _group(reader)
        elif reader.take("counting only"):
            query["events"] = _filters(reader)
        elif reader.take("split by"):
            query["by"] = _dimensions(reader)
        elif reader.take("compared with the first"):
            query["compared"] = True
        elif reader.take("highest first"):
            query["order"] = "desc"
        elif reader.take("lowest first"):
            query["order"] = "asc"
        elif not _days(reader, query, vocabulary):
            query["limit"] = int(reader.number())
            reader.need("of them")
    return Query(**query)  # type: ignore[arg-type]


def _head(reader: _Reader) -> dict[str, object]:
    for heads in (USER_HEADS, SUBJECT_HEADS):
        ask = reader.one_of(heads)
        if ask:
            subject = reader.name() if reader.rest and reader.rest[0].startswith('"') else ""
            return {"ask": ask, "subject": subject, "measures": _with_measures(reader)}
    for method in ("spearman", "pearson"):
        if reader.take(f"{method} correlation over users of"):
            first = _metric(reader)
            reader.need("with")
            return {
                "ask": "correlation",
                "measures": (Measure(first, method), Measure(_metric(reader), method)),
            }
    ask = "users" if reader.take("list of users") else reader.one_of(HEADS)
    if ask:
        return {"ask": ask, "measures": _with_measures(reader)}
    return {"ask": "figures", "measures": _measures(reader)}


def _with_measures(reader: _Reader) -> tuple[Measure, ...]:
    return _measures(reader) if reader.take("with") else ()


def _measures(reader: _Reader) -> tuple[Measure, ...]:
    found = [_measure(reader)]
    while reader.take("and"):
        found.append(_measure(reader))
    return tuple(found)


def _measure(reader: _Reader) -> Measure:
    aggregate = reader.one_of(AGGREGATE_PHRASES)
    if aggregate is None:
        reader.need("percentile")
        aggregate = f"p{int(reader.number())}"
        reader.need("over users of")
    return Measure(_metric(reader), aggregate)


def _metric(reader: _Reader) -> str:
    return _needed(reader.one_of(METRIC_PHRASES))


def _needed(found: _T | None) -> _T:
    if found is None:
        raise _NotExactError
    return found


def _group(reader: _Reader) -> Group:
    segments: tuple[str, ...] = ()
    if not reader.take("all users"):
        reader.need("users in")
        segments = reader.names()
    users = reader.names() if reader.take("with id") else ()
    where: list[list[Condition]] = []
    while reader.take("and who" if where else "who"):
        where.append([_condition(reader)])
        while reader.take("or who"):
            where[-1].append(_condition(reader))
    return Group(segments, users, tuple(map(tuple, where)))


def _condition(reader: _Reader) -> Condition:
    if reader.take("have no event with"):
        return Has(_filter(reader), negated=True)
    if reader.take("have an event with"):
        return Has(_filter(reader))
    if reader.take("have"):
        return _threshold(reader)
    if reader.take("are the"):
        side: Literal["top", "bottom"] = "top" if reader.take("top") else "bottom"
        if side == "bottom":
            reader.need("bottom")
        amount = reader.number()
        unit: Literal["percent", "users"] = "percent" if reader.take("percent") else "users"
        if unit == "users":
            reader.need("users")
        reader.need("by")
        return Top(_metric(reader), amount, unit, side)
    direction = _needed(reader.one_of(DIRECTION_PHRASES))
    origin = reader.names() if reader.take("from") else ()
    target = reader.names() if reader.take("to") else ()
    start = reader.day() if reader.take("since") else None
    return Moved(direction, origin, target, start, reader.day() if reader.take("until") else None)  # type: ignore[arg-type]


def _threshold(reader: _Reader) -> Threshold:
    metric = _metric(reader)
    high = None
    op = "between" if reader.take("between") else _needed(reader.one_of(OPERATOR_PHRASES))
    low = reader.number()
    if op == "between":
        reader.need("and")
        high = reader.number()
    events = _filters(reader) if reader.take("on events with") else ()
    return Threshold(metric, op, low, high, events)  # type: ignore[arg-type]


def _filters(reader: _Reader) -> tuple[Filter, ...]:
    found = [_filter(reader)]
    while len(reader.rest) > 1 and reader.rest[0].lower() == "and" and reader.rest[1].lower() != "who":
        reader.need("and")
        found.append(_filter(reader))
    return tuple(found)


def _filter(reader: _Reader) -> Filter:
    dimension = _needed(reader.one_of(DIMENSION_PHRASES))
    negated = reader.take("other than")
    return Filter(dimension, reader.names(), negated)


def _dimensions(reader: _Reader) -> tuple[str, ...]:
    found = [_needed(reader.one_of(DIMENSION_PHRASES))]
    while reader.take("and by"):
        found.append(_needed(reader.one_of(DIMENSION_PHRASES)))
    return tuple(found)


def _days(reader: _Reader, query: dict[str, object], vocabulary: Vocabulary) -> bool:
    """Reads a clause of days into the query; False when the next clause is none."""
    if reader.take("in the window from"):
        first = reader.day()
        reader.need("to")
        if (first, reader.day()) != vocabulary.window:
            raise _NotExactError
    elif reader.take("against as of"):
        query["baseline_as_of"] = reader.day()
    elif reader.take("as of"):
        query["as_of"] = reader.day()
    elif reader.take("from"):
        query["period"] = _period(reader)
    elif reader.take("against"):
        query["baseline"] = _period(reader)
    else:
        return False
    return True


def _period(reader: _Reader) -> Period:
    first = reader.day()
    reader.need("to")
    last = reader.day()
    return Period(first, last, reader.day() if reader.take("the whole ending") else None)
