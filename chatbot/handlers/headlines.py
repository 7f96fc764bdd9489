"""One sentence that says the figures of a table."""

from __future__ import annotations

from typing import Any

from chatbot.figures.cuts import SPREAD
from chatbot.figures.events import NAMES, dimension_words
from chatbot.figures.spans import Scope
from chatbot.figures.tables import Table
from chatbot.figures.wording import (
    SHORT,
    brief,
    group_label,
    listed,
    number,
    picked,
    quantity,
    sentence,
    users,
)
from intents.query import Group, Measure, Query, moves

LEADING = 3
"""Rows a headline names of a longer table."""
TRENDS = (("day",), ("week",), ("month",), ("as_of",))
"""Splits that are told as a trend."""


def headline(query: Query, found: Table) -> str:
    """The figures in one sentence, with what they belong to."""
    paired = query.baseline is not None or query.baseline_as_of is not None
    if not found.rows:
        text = f"there are no figures for {group_label(query.group)}: nothing was found {_when(query, found)}"
    elif paired:
        text = _changed(query, found)
    elif len(found.rows) == 1 and not found.labels:
        text = _single(query, found)
    elif query.compared or (len(query.groups) > 1 and not query.by):
        text = _compared(query, found)
    elif query.by in TRENDS and len(query.groups) == 1 and not query.order:
        text = _trend(query, found)
    else:
        text = _leading(query, found)
    return sentence(text)


def _value(found: Table, index: int, measure: int = 0) -> Any:
    return found.rows[index][found.width + found.primary[measure]]


def _unit(found: Table, measure: int = 0) -> str | None:
    return found.columns[found.primary[measure]].unit


def _name(query: Query, found: Table, index: int) -> str:
    """What a row is about, in words."""
    values = [f"{value}" for value in found.rows[index][: found.width]]
    if "hour" in query.by:
        place = query.by.index("hour") + found.width - len(query.by)
        values[place] = f"hour {values[place]}"
    return ", ".join(values)


def _when(query: Query, found: Table) -> str:
    """The days, from the first to the last; of movement and trends of membership, the as-of day."""
    scope = found.sides[-1].scope
    if "as_of" in query.by:
        return f"up to {scope.as_of}"
    if moves(query.group) and query.measures[0].metric == "users" and not scope.named and not query.events:
        return moved_by(query, scope)
    return f"on {scope.label}" if scope.first == scope.last else f"from {scope.first} to {scope.last}"


def moved_by(query: Query, scope: Scope) -> str:
    """The day that membership is told of, or by which those counted had moved."""
    ends = [move.end for move in moves(query.group) if move.end is not None]
    return f"until {ends[0]}" if ends and ends[0] < scope.as_of else f"as of {scope.as_of}"


def what(query: Query, measure: Measure) -> str:
    """A measure in words: "mean clicks per user", "share of clicks with device mobile"."""
    short = SHORT[measure.metric]
    words = {
        "count": short, "sum": f"total {short}", "share": f"share of {short}",
        "mean": f"mean {short} per user", "median": f"median {short} per user",
        "min": f"lowest {short} of a user",
        "max": f"highest {short} of a user", "std": f"standard deviation of {short}",
        "distribution": f"mean {short} per user",
    }  # fmt: skip
    text = words.get(measure.aggregate) or f"{ordinal(int(measure.aggregate[1:]))} percentile of {short}"
    return text.replace("total total", "total") + picked(query.events)


def ordinal(n: int) -> str:
    """1 → "1st", 90 → "90th"."""
    ending = "th" if n // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _subject(query: Query, found: Table) -> str:
    """The first measure and whom it is of."""
    measure, column = query.measures[0], found.columns[found.primary[0]].name
    text = column + picked(query.events) if column.endswith("per day") else what(query, measure)
    if query.part is not None:
        among = (
            "" if len(query.groups) > 1 or query.group == Group() else f" among {group_label(query.group)}"
        )
        return f"share of {group_label(query.part)}{among}{picked(query.events)}"
    if len(query.groups) > 1:
        return text
    if measure.metric == "users" and measure.aggregate == "count":
        who = "users" if query.group == Group() else group_label(query.group)
        return ("users per day, " + who if column.endswith("per day") else who) + picked(query.events)
    if measure.metric == "users":
        who = "users" if query.group == Group() else group_label(query.group)
        return f"share of {who}{picked(query.events)}"
    return f"{text} of {group_label(query.group)}"


def _single(query: Query, found: Table) -> str:
    measure, when, who = query.measures[0], _when(query, found), group_label(query.group)
    if measure.aggregate == "distribution":
        return _distribution(query, found, who)
    if measure.metric == "users":
        return _counted(query, found, who)
    if len(query.measures) == 1:
        text = f"{what(query, measure)} of {who}: {brief(_value(found, 0), _unit(found))}"
    else:
        each = [
            f"{what(query, m)} {brief(_value(found, 0, i), _unit(found, i))}"
            for i, m in enumerate(query.measures)
        ]
        text = f"{who}: {', '.join(each)}"
    behind = "" if measure.aggregate in ("sum", "share") else f" ({users(found.users[0])})"
    return f"{text}, {when}{behind}"


def _counted(query: Query, found: Table, who: str) -> str:
    """The number of users, their share, or both."""
    scope, when = found.sides[0].scope, _when(query, found)
    if not (query.events or scope.named or query.group.where):
        when = moved_by(query, scope)
    aggregates = [m.aggregate for m in query.measures]
    text = f"{who}{picked(query.events)}"
    if "count" in aggregates:
        text += f": {quantity(_value(found, 0, aggregates.index('count')), 'users')}"
    if "share" in aggregates:
        base = f" of {users(found.users[0])}" if aggregates[0] == "share" else ""
        share = quantity(_value(found, 0, aggregates.index("share")), "%")
        text += f"{',' if 'count' in aggregates else ': their share is'} {share}{base}"
    return f"{text}, {when}"


def _distribution(query: Query, found: Table, who: str) -> str:
    row = dict(zip(SPREAD, found.rows[0][1:], strict=False))
    unit, count = _unit(found), found.users[0]
    if not count:
        return f"{who}: no user has a value {_when(query, found)}"
    return (
        f"{who}: half of {users(count)} have {SHORT[query.measures[0].metric]} between "
        f"{number(row['p25'])} and {quantity(row['p75'], unit)}, median {number(row['median'])}, "
        f"{_when(query, found)}"
    )


def _dimensions(query: Query) -> str:
    words = {"as_of": "as-of day", "daytype": "weekday and weekend", **NAMES}
    return listed(words.get(d, dimension_words(d)) for d in query.by)


def _leading(query: Query, found: Table) -> str:
    """The first rows of a split, with their shares where they stand beside; of a cross, the largest."""
    head, when = f"{_subject(query, found)} by {_dimensions(query)}", _when(query, found)
    if found.width > 1:
        known = [i for i in range(len(found.rows)) if _value(found, i) is not None]
        if not known:
            return f"{head}: no values, {when}"
        top = max(known, key=lambda i: (_value(found, i), -i))
        return f"{head}: highest is {_name(query, found, top)} with {_figure(query, found, top)}, {when}"
    most = LEADING if query.order else LEADING + 1
    shown = [
        f"{_name(query, found, i)} {_figure(query, found, i)}" for i in range(min(most, len(found.rows)))
    ]
    if query.order:
        end = "highest" if query.order == "desc" else "lowest"
        first = f"{end} is {_name(query, found, 0)} with {_figure(query, found, 0)}"
        return f"{head}: {first}{', then ' + listed(shown[1:]) if len(shown) > 1 else ''}, {when}"
    more = f" and {len(found.rows) - len(shown):,} more" if len(found.rows) > len(shown) else ""
    return f"{head}: {', '.join(shown)}{more}, {when}"


def _figure(query: Query, found: Table, index: int) -> str:
    """The first measure of a row, with its share in brackets."""
    place = found.primary[0]
    text = brief(_value(found, index), _unit(found))
    beside = next((i for i, c in enumerate(found.columns) if c.name.startswith("share") and i != place), None)
    if beside is None or query.compared:
        return text
    return f"{text} ({quantity(found.rows[index][found.width + beside], '%')})"


def _trend(query: Query, found: Table) -> str:
    known = [(i, v) for i in range(len(found.rows)) if (v := _value(found, i)) is not None]
    if found.columns[-1].name == "complete":
        whole = [(i, v) for i, v in known if found.rows[i][-1]]
        known = whole if len(whole) > 1 else known
    if len(known) < 2:
        return _leading(query, found)
    head = f"{_subject(query, found)} by {_dimensions(query)}"
    apart = ", incomplete ones left aside" if len(known) < len(found.rows) else ""
    first, last, unit = known[0], known[-1], _unit(found)
    top = max(known, key=lambda pair: (pair[1], -pair[0]))
    return (
        f"{head}: from {brief(first[1], unit)} ({_name(query, found, first[0])}) to {brief(last[1], unit)} "
        f"({_name(query, found, last[0])}), highest {brief(top[1], unit)} "
        f"({_name(query, found, top[0])}){apart}"
    )


def _compared(query: Query, found: Table) -> str:
    """Each later row against the first."""
    if len(found.rows) < 2 or found.width > 1:
        return _leading(query, found)
    first, unit = _value(found, 0), _unit(found)
    each = [f"{_name(query, found, 0)} {brief(first, unit)}"]
    for i in range(1, min(LEADING, len(found.rows))):
        value = _value(found, i)
        each.append(f"{_name(query, found, i)} {brief(value, unit)}{_against(first, value)}")
    more = f" and {len(found.rows) - LEADING:,} more" if len(found.rows) > LEADING else ""
    plain = query.by == ("segment",) and not (query.group.where or query.part)
    subject = what(query, query.measures[0]) if plain else _subject(query, found)
    return f"{subject}: {', '.join(each)}{more}, {_when(query, found)}"


def _against(first: Any, other: Any) -> str:
    if not first or other is None:
        return ""
    times = other / first
    return f" ({number(float(times))} times the first)" if times >= 2 else f" ({_change(first, other)})"


def _change(before: Any, after: Any) -> str:
    if before is None or after is None:
        return "no value to compare"
    if not before:
        return f"{'+' if after >= 0 else ''}{number(after)}"
    change = 100 * (after - before) / before
    return f"{'+' if change >= 0 else ''}{number(float(change))} %"


def _changed(query: Query, found: Table) -> str:
    """Two periods, or two as-of days."""
    spans = [side.scope for side in found.sides[:2]]
    labels = [f"{s.as_of}" if query.baseline_as_of else s.label for s in spans]
    unit = _unit(found)
    if found.labels and found.labels[0].name == "period" and not query.by:
        before, after = _value(found, 0), _value(found, 1)
        return (
            f"{_subject(query, found)}: {brief(after, unit)} ({labels[1]}) against {brief(before, unit)} "
            f"({labels[0]}), {_change(before, after)}"
        )
    place = found.primary[0]
    shown = []
    for i, row in enumerate(found.rows[:LEADING]):
        before, after = row[found.width + place - 1], row[found.width + place]
        change = _change(before, after)
        shown.append(f"{_name(query, found, i)} {brief(before, unit)} to {brief(after, unit)} ({change})")
    more = f" and {len(found.rows) - LEADING:,} more" if len(found.rows) > LEADING else ""
    return f"{_subject(query, found)}, {labels[1]} against {labels[0]}: {', '.join(shown)}{more}"
