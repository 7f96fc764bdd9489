"""One sentence that says the figures of a table."""

from __future__ import annotations

from typing import Any

from chatbot.figures.events import NAMES, dimension_words
from chatbot.figures.measures import PER_DAY
from chatbot.figures.tables import Table
from chatbot.figures.wording import (
    SHORT,
    filter_label,
    group_label,
    listed,
    number,
    quantity,
    sentence,
    users,
)
from intents.query import Measure, Query

LEADING = 3
"""Rows a headline names of a longer table."""
TIMED = ("day", "week", "month", "as_of")


def headline(query: Query, found: Table) -> str:
    """The figures in one sentence, with what they belong to."""
    if not found.rows:
        return sentence(
            f"There are no figures for {group_label(query.group)}: nothing was found {_when(found)}"
        )
    if query.baseline is not None or query.baseline_as_of is not None:
        text = _changed(query, found)
    elif len(found.rows) == 1 and not found.labels:
        text = _single(query, found)
    elif query.compared or len(query.groups) > 1:
        text = _compared(query, found)
    elif len(query.by) == 1 and query.by[0] in TIMED and not query.order:
        text = _trend(query, found)
    else:
        text = _leading(query, found)
    return sentence(text)


def _value(found: Table, index: int, measure: int = 0) -> Any:
    return found.rows[index][found.width + found.primary[measure]]


def _unit(found: Table, measure: int = 0) -> str | None:
    return found.columns[found.primary[measure]].unit


def _name(found: Table, index: int) -> str:
    return ", ".join(f"{value}" for value in found.rows[index][: found.width])


def _when(found: Table) -> str:
    scope = found.sides[-1].scope
    return f"on {scope.label}" if scope.first == scope.last else f"from {scope.first} to {scope.last}"


def what(query: Query, measure: Measure) -> str:
    """A measure in words: "mean clicks per user", "share of clicks with device mobile"."""
    short = SHORT[measure.metric]
    words = {
        "count": short, "sum": f"total {short}", "share": f"share of {short}", "mean": f"mean {short} per user",
        "median": f"median {short} per user", "min": f"lowest {short} of a user", "max": f"highest {short} of a user",
        "std": f"standard deviation of {short}", "distribution": f"{short} per user",
    }  # fmt: skip
    text = words.get(measure.aggregate) or f"{measure.aggregate[1:]}th percentile of {short}"
    text = text.replace("total total", "total")
    return f"{text} with {' and '.join(map(filter_label, query.events))}" if query.events else text


def _single(query: Query, found: Table) -> str:
    measure, side = query.measures[0], found.sides[0]
    who = group_label(query.group)
    if measure.aggregate == "distribution":
        return _distribution(query, found, who)
    figures = [
        f"{what(query, m) if i or m.metric != 'users' else ''} {quantity(_value(found, 0, i), _unit(found, i))}".strip()
        for i, m in enumerate(query.measures)
    ]
    when = _when(found)
    if measure.metric == "users" and measure.aggregate == "count":
        plain = not (query.events or side.scope.named or query.group.where)
        when = f"as of {side.scope.as_of}" if plain else when
        only = f" with {' and '.join(map(filter_label, query.events))}" if query.events else ""
        return f"{who}{only}: {listed(figures)} {when}"
    if measure.aggregate == "share":
        figures[0] = f"{what(query, measure)} is {quantity(_value(found, 0), '%')}"
        if measure.metric == "users":
            return f"{who} make up {quantity(_value(found, 0), '%')} of {users(found.users[0])} {when}"
    behind = "" if measure.aggregate in ("sum", "share", "count") else f" ({users(found.users[0])})"
    return f"{who}: {listed(figures)} {when}{behind}"


def _distribution(query: Query, found: Table, who: str) -> str:
    row = dict(zip((c.name for c in found.columns), found.rows[0], strict=True))
    unit = found.columns[-1].unit
    if not row["users"]:
        return f"{who}: no user has a value {_when(found)}"
    return (
        f"{who}: half of {users(row['users'])} have {SHORT[query.measures[0].metric]} between "
        f"{number(row['p25'])} and {quantity(row['p75'], unit)}, median {number(row['median'])}, {_when(found)}"
    )


def _dimensions(query: Query) -> str:
    words = {"as_of": "as-of day", **NAMES}
    return listed(words.get(d, dimension_words(d)) for d in query.by)


def _leading(query: Query, found: Table) -> str:
    """The first rows of a split, with their shares where they stand beside."""
    measure = query.measures[0]
    subject = f"{what(query, measure)} of {group_label(query.group)}"
    if any(d in PER_DAY for d in query.by) and "per day" in found.columns[found.primary[0]].name:
        subject = f"{found.columns[found.primary[0]].name} of {group_label(query.group)}"
    if query.order:
        end = "highest" if query.order == "desc" else "lowest"
        first = f"{end} is {_name(found, 0)} with {_figure(query, found, 0)}"
        rest = [
            f"{_name(found, i)} {_figure(query, found, i)}" for i in range(1, min(LEADING, len(found.rows)))
        ]
        return f"{subject} by {_dimensions(query)}: {first}{', then ' + listed(rest) if rest else ''} {_when(found)}"
    shown = [
        f"{_name(found, i)} {_figure(query, found, i)}" for i in range(min(LEADING + 1, len(found.rows)))
    ]
    more = f" and {len(found.rows) - len(shown):,} more" if len(found.rows) > len(shown) else ""
    return f"{subject} by {_dimensions(query)}: {', '.join(shown)}{more} {_when(found)}"


def _figure(query: Query, found: Table, index: int) -> str:
    """The first measure of a row, with its share in brackets."""
    place = found.primary[0]
    value, unit = _value(found, index), _unit(found)
    beside = next((i for i, c in enumerate(found.columns) if c.unit == "%" and i != place), None)
    text = quantity(value, unit)
    if beside is None or query.compared:
        return text
    return f"{text} ({quantity(found.rows[index][found.width + beside], '%')})"


def _trend(query: Query, found: Table) -> str:
    values = [(i, _value(found, i)) for i in range(len(found.rows))]
    known = [(i, v) for i, v in values if v is not None]
    subject = f"{what(query, query.measures[0])} of {group_label(query.group)} by {_dimensions(query)}"
    if len(known) < 2:
        return f"{subject}: too few points for a trend"
    first, last, unit = known[0], known[-1], _unit(found)
    top = max(known, key=lambda pair: (pair[1], -pair[0]))
    return (
        f"{subject}: from {number(first[1])} ({_name(found, first[0])}) to {quantity(last[1], unit)} "
        f"({_name(found, last[0])}), highest {number(top[1])} ({_name(found, top[0])})"
    )


def _compared(query: Query, found: Table) -> str:
    """Each later row against the first."""
    measure = query.measures[0]
    if len(found.rows) < 2:
        return _leading(query, found)
    first, other = _value(found, 0), _value(found, 1)
    subject = what(query, measure)
    who = (
        ""
        if len(query.groups) > 1 or query.group.segments or not query.group.where
        else group_label(query.group)
    )
    pair = f"{_name(found, 0)} {quantity(first, _unit(found))}, {_name(found, 1)} {quantity(other, _unit(found))}"
    more = ""
    if len(found.rows) == 3:
        more = f", {_name(found, 2)} {quantity(_value(found, 2), _unit(found))}"
    elif len(found.rows) > 3:
        more = f" and {len(found.rows) - 2:,} more"
    return f"{subject}{' of ' + who if who else ''}: {pair}{more}{_against(first, other)} {_when(found)}"


def _against(first: Any, other: Any) -> str:
    if not first or other is None:
        return ""
    return (
        f" ({number(float(other / first))} times the first)"
        if other / first >= 2
        else f" ({_change(first, other)})"
    )


def _change(before: Any, after: Any) -> str:
    if before is None or after is None:
        return "no value to compare"
    if not before:
        return f"{'+' if after >= 0 else ''}{number(after)}"
    change = 100 * (after - before) / before
    return f"{'+' if change >= 0 else ''}{number(float(change))} %"


def _changed(query: Query, found: Table) -> str:
    """Two periods, or two as-of days."""
    subject = what(query, query.measures[0])
    days = [side.label for side in found.sides[:2]]
    spans = [side.scope for side in found.sides[:2]]
    labels = [f"{s.as_of}" if query.baseline_as_of else s.label for s in spans] if len(spans) == 2 else days
    if found.labels and found.labels[0].name == "period" and not query.by:
        before, after = _value(found, 0), _value(found, 1)
        unit = _unit(found)
        return (
            f"{subject} of {group_label(query.group)}: {quantity(after, unit)} ({labels[1]}) against "
            f"{quantity(before, unit)} ({labels[0]}), {_change(before, after)}"
        )
    place = found.primary[0]
    shown = []
    for row in found.rows[:LEADING]:
        before, after = row[found.width + place - 1], row[found.width + place]
        shown.append(
            f"{', '.join(map(str, row[: found.width]))} {number(before)} to {number(after)} ({_change(before, after)})"
        )
    more = f" and {len(found.rows) - LEADING:,} more" if len(found.rows) > LEADING else ""
    return f"{subject} from {labels[0]} to {labels[1]}: {', '.join(shown)}{more}"
