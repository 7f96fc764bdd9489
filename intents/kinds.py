"""Which kinds of question a query answers: the classifier's view of a question, held against its reading."""

from __future__ import annotations

from intents.query import TIMES, USER_ASKS, Ask, Group, Has, Moved, Query, Threshold, Top, moves

_LISTS_OR_COUNTS = ("size", "users")


def kinds(query: Query) -> tuple[str, ...]:
    """The classifier's labels under which such a query is asked, the most telling first."""
    if query.ask == "help":
        return (query.subject if query.subject in ("greeting", "thanks") else "help",)
    if query.ask == "users":
        return ("movement", "users", "ranking") if moves(query.group) else ("users", "ranking", "size")
    if query.ask == "overview":
        return ("overview", "size", "share", "breakdown", "names")
    if query.ask == "profile":
        return ("profile", "comparison") if len(query.groups) > 1 else ("profile",)
    if query.ask in USER_ASKS:
        return (query.ask, "user", "user_segment")
    if query.ask in ("data", "method"):
        return (query.ask, "data", "method")
    if query.ask != "figures":
        return (query.ask,)
    return tuple(dict.fromkeys(_figures(query)))


def _figures(query: Query) -> list[str]:
    metrics = query.metrics
    aggregates = {m.aggregate for m in query.measures}
    earlier = query.baseline is not None or query.baseline_as_of is not None
    timed = any(d in (*TIMES, "as_of") for d in query.by)
    found: list[str] = []
    if any(moves(group) for group in query.groups):
        found.append("movement")
    if query.group.users:
        found += ["user", "user_history"] if timed else ["user"]
    if aggregates & {"distribution", "buckets"} or any(a[0] == "p" and a[1:].isdigit() for a in aggregates):
        found.append("distribution")
    if "share" in aggregates:
        found.append("share")
    if earlier or query.compared or len(query.groups) > 1:
        found.append("comparison")
    if earlier or timed:
        found.append("trend")
    if query.period is not None and metrics and "users" not in metrics:
        found += ["trend", "comparison"]  # a figure of a named period sounds like either
    if query.order or query.limit:
        found.append("ranking")
        if query.by and query.group == Group():
            found.append("comparison")  # "more than any other" is told by the order
    if query.by:
        found += ["breakdown", "ranking"]
    if len(query.by) == 1 and query.group == Group():
        found.append("values")  # "list the sources" is answered with their figures
    if "segment" in query.by:
        found += ["comparison", *(("overview", "names") if metrics == {"users"} else ())]
    if metrics == {"users"}:
        conditioned = any(isinstance(c, Has | Threshold | Top | Moved) for a in query.group.where for c in a)
        found += _LISTS_OR_COUNTS if conditioned else _LISTS_OR_COUNTS[:1]
    elif not query.by or aggregates - {"sum", "share"}:
        found.append("statistic")
    return found


_LIKELY = 0.7
"""From this probability on, the classifier says the ask where no rule does."""
_ASKS: dict[str, Ask] = {
    "advice": "advice", "data": "data", "distinction": "distinction", "help": "help", "method": "method",
    "names": "names", "overview": "overview", "profile": "profile",
}  # fmt: skip
"""Intents whose ask needs nothing that only words could name."""


def likely_ask(cats: dict[str, float]) -> Ask | None:
    """The ask of the likeliest intent, None when it is not likely enough or needs more than a guess."""
    label = max(cats, key=lambda name: (cats[name], name), default="")
    return _ASKS.get(label) if cats.get(label, 0.0) >= _LIKELY else None
