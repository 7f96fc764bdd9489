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
            return f"{'without' if negated else 'with'} {filter_label(filter)}"
        case Threshold(metric, op, low, high, events):
            bound = (
                f"between {low:,g} and {high:,g}" if op == "between" else f"{OPERATOR_PHRASES[op]} {low:,g}"
            )
            only = f" on {' and '.join(map(filter_label, events))}" if events else ""
            return f"with {SHORT[metric]} {bound}{only}"
        case Top(metric, amount, unit, side):
            return f"in the {side} {amount:,g}{' %' if unit == 'percent' else ''} by {SHORT[metric]}"
        case Moved(direction, origin, target):
            phrase = f"who {DIRECTION_PHRASES[direction]}"
            phrase += f" from {listed(origin, 'or')}" if origin else ""
            return phrase + (f" to {listed(target, 'or')}" if target else "")


def filter_label(filter: Filter) -> str:
    """ "device mobile or tablet", "section other than Sport"."""
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
