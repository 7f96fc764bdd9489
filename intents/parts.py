"""A sentence and a query with the names taken out: the pattern of the one, the parts of the other.

The pattern of "clicks of fans on mobile last week" is "clicks of xsegment on xdevice xtime ( last week )";
the parts of its query are labels: which metric, which aggregate, what is split, picked, bounded, compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from intents.mentions import Marked, Mention
from intents.query import INACTIVE, Filter, Group, Has, Moved, Query, Threshold, Top, highest_first


def pattern(marked: Marked) -> str:
    """The words of a question with names of segments, values and days and numbers replaced by their kinds."""
    return " ".join(map(_kind_or_word, marked.mentions))


def continued(pattern: str, last: Query | None) -> str:
    """The pattern of a follow-up, with the parts of the query it may lean on."""
    if last is None:
        return pattern
    return " ".join((pattern, "xafter", *sorted("x" + _SIGNS.sub("", part) for part in parts(last))))


_SIGNS = re.compile(r"[^a-z]")


def _kind_or_word(mention: Mention) -> str:
    if mention.time is not None:
        return f"xtime ( {mention.text} )"
    if (place := mention.get("segment")) is not None:
        return "xinactive" if place == INACTIVE else "xsegment"
    value = next((sense for sense in mention.senses if sense.kind == "value"), None)
    if value is not None:
        return f"x{value.dimension}"
    if mention.number is not None or mention.user is not None:
        return "xnumber"
    return "xterm" if mention.quoted else mention.text


def parts(query: Query) -> frozenset[str]:
    """The labels of a query's parts; what is said by default (all users, the window) has none."""
    return frozenset(_parts(query))


def _parts(query: Query) -> Iterator[str]:
    yield f"ask={query.ask}"
    for measure in query.measures:
        percentile = measure.aggregate[0] == "p" and measure.aggregate[1:].isdigit()
        yield f"metric={measure.metric}"
        yield f"aggregate={'percentile' if percentile else measure.aggregate}"
    for dimension in query.by:
        yield f"by={dimension}"
    yield f"order={'desc' if highest_first(query) else query.order}"
    said = {
        "limit": query.limit, "compared": query.compared, "base": query.base, "part": query.part,
        "period": query.period, "baseline": query.baseline or query.baseline_as_of, "as_of": query.as_of,
        "groups": len(query.groups) > 1,
    }  # fmt: skip
    yield from (name for name, value in said.items() if value)
    if query.subject:
        yield f"subject={query.subject if query.ask in ('data', 'help') else 'named'}"
    for picked in query.events:
        yield from _picked("events", picked, picked.negated)
    for group in (*query.groups, *([query.part] if query.part else ())):
        yield from _group(group if query.base is None else _beyond(group, query.base))


def _beyond(group: Group, base: Group) -> Group:
    """What is said of the part and not of the whole: a share's part lies within its base, told so or not."""
    segments = () if group.segments == base.segments else group.segments
    return replace(group, segments=segments, where=tuple(a for a in group.where if a not in base.where))


def _group(group: Group) -> Iterator[str]:
    if group.segments:
        yield "segments"
    if group.users:
        yield "users"
    for any_of in group.where:
        if len(any_of) > 1:
            yield "or"
        for condition in any_of:
            match condition:
                case Has(filter, negated):
                    yield from _picked("has", filter, negated)
                case Threshold(metric, op):
                    yield f"bound={metric}"
                    yield f"operator={op[0]}"
                    yield from (f"bound on {f.dimension}" for f in condition.events)
                case Top(metric):
                    yield f"top={metric}"
                    yield f"side={condition.side}"
                case Moved(direction, origin, target):
                    yield f"moved={direction}"
                    yield from (name for name, ends in (("origin", origin), ("target", target)) if ends)


def _picked(what: str, filter: Filter, negated: bool) -> Iterator[str]:
    yield f"{what}={filter.dimension}"
    if negated:
        yield f"{what} not"
