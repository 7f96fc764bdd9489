"""Figures and groups in words: one number, one unit, one group, one day range at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from chatbot.figures.events import dimension_words
from intents.query import Condition, Filter, Group, Has, Moved, Threshold, Top
from intents.restate import DIRECTION_PHRASES, OPERATOR_PHRASES

SHORT = {
    "users": "users", "clicks": "clicks", "pages": "pages visited", "searches": "search queries",
    "views": "article views", "articles": "articles read", "time_per_click": "time per click",
    "time_per_article": "time per article", "total_time": "total time spent", "active_days": "active days",
    "recency": "days since last activity", "sessions": "sessions",
}  # fmt: skip
"""Metric → its name in a column."""
SINGULAR = {
    "users": "user", "clicks": "click", "pages": "page", "searches": "search", "views": "view",
    "articles": "article", "seconds": "second", "days": "day", "sessions": "session",
}  # fmt: skip
TIMES = ("time_per_click", "time_per_article", "total_time")
"""Metrics in seconds."""
SMALL = 30
"""A group with fewer users is flagged."""


def number(value: Any) -> str:
    """12345 → "12,345"; 1.2345 → "1.23"; 45.678 → "45.7"; 0.0034 → "0.0034"."""
    if value is None:
        return "none"
    if isinstance(value, int):
        return f"{value:,}"
    size = abs(value)
    if size >= 1000 or value == int(value):
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:,.1f}"
    return f"{value:.2f}" if size >= 0.01 else f"{value:.2g}"


def quantity(value: Any, unit: str | None) -> str:
    """A number with its unit; long times also in hours, minutes and seconds."""
    if value is None:
        return "no value"
    if unit == "%":
        return f"{number(float(value))} %"
    if unit is None:
        return number(value)
    word = SINGULAR.get(unit, unit) if value == 1 else unit
    text = f"{number(value)} {word}"
    return f"{text} ({duration(value)})" if unit == "seconds" and abs(value) >= 60 else text


def brief(value: Any, unit: str | None) -> str:
    """A number whose unit has been said: only times and percentages carry theirs."""
    if value is None:
        return "no value"
    return quantity(value, unit) if unit in ("seconds", "%") else number(value)


def duration(seconds: float) -> str:
    """84 → "1 min 24 s"; 7323 → "2 h 2 min"."""
    whole = round(seconds)
    if abs(whole) >= 3600:
        return f"{whole // 3600:,} h {whole % 3600 // 60} min"
    return f"{whole // 60} min {whole % 60} s"


def users(count: int) -> str:
    """ "1 user", "2,113 users"."""
    return quantity(count, "users")


def listed(names: Iterable[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    all_names = list(names)
    if len(all_names) < 2:
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} {word} {all_names[-1]}"


def group_label(group: Group) -> str:
    """A group in a few words: "Highly Engaged", "users with device mobile", "all users"."""
    parts = [" or ".join(map(condition_label, any_of)) for any_of in group.where]
    if group.users:
        who = f"user{'s' if len(group.users) > 1 else ''} {listed(group.users)}"
    elif group.segments:
        who = listed(group.segments)
    else:
        who = "users" if parts else "all users"
    return " ".join([who, " and ".join(parts)]).strip()


def condition_label(condition: Condition) -> str:
    """One condition in a few words."""
    match condition:
        case Has(filter, negated):
            if _of_time(filter):
                return f"{'never' if negated else 'ever'} active {filter_label(filter)}"
            return f"{'without' if negated else 'with'} {filter_label(filter)}"
        case Threshold(metric, op, low, high, events):
            bound = (
                f"between {low:,g} and {high:,g}" if op == "between" else f"{OPERATOR_PHRASES[op]} {low:,g}"
            )
            amount = f"{SHORT[metric]} {bound} seconds" if metric in TIMES else f"{bound} {SHORT[metric]}"
            return f"with {amount}{picked(events)}"
        case Top(metric, amount, unit, side):
            return f"in the {side} {amount:,g}{' %' if unit == 'percent' else ''} by {SHORT[metric]}"
        case Moved(direction, origin, target):
            return f"who {move_label(direction, origin, target)}"


def move_label(direction: str, origin: Sequence[str], target: Sequence[str]) -> str:
    """ "moved up from Low Engagement", "left Highly Engaged", "stayed in their segment"."""
    start, end = listed(origin, "or"), listed(target, "or")
    if direction == "left" and origin:
        return f"left {start}{f' for {end}' if end else ''}"
    if direction == "joined" and target:
        return f"joined {end}{f' from {start}' if start else ''}"
    if direction == "stayed" and origin:
        return f"stayed in {start}"
    phrase = "moved" if direction == "any" else DIRECTION_PHRASES[direction]
    return phrase + (f" from {start}" if start else "") + (f" to {end}" if end else "")


def of_users(count: int, group: Group) -> str:
    """ "2,847 users", "520 users of Highly Engaged"."""
    return users(count) if group == Group() else f"{users(count)} of {group_label(group)}"


def picked(events: Sequence[Filter]) -> str:
    """Filters after what they pick: " with device mobile on weekends"; "" where there are none."""
    return "".join(f" {'' if _of_time(f) else 'with '}{filter_label(f)}" for f in events)


def _of_time(filter: Filter) -> bool:
    return filter.dimension in ("weekday", "hour")


def filter_label(filter: Filter) -> str:
    """ "device mobile or tablet", "section other than Sport", "on weekends", "in hours 6-11"."""
    if _of_time(filter):
        prefix = "on" if filter.dimension == "weekday" else "in hours"
        names = [f"{v}s" if filter.dimension == "weekday" else v for v in filter.values]
        return f"{'not ' if filter.negated else ''}{prefix} {listed(names, 'or')}"
    other = "other than " if filter.negated else ""
    return f"{dimension_words(filter.dimension)} {other}{listed(filter.values, 'or')}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def some(names: Sequence[str], most: int = 5) -> str:
    """The first few of many names."""
    return (
        listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most:,} more"
    )
