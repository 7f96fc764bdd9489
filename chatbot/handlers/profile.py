"""A group's profile: every metric's mean, beside that of all users."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answer import Answer, Column, Row
from chatbot.figures.cuts import Cut, Figure, figures, means
from chatbot.figures.opened import INACTIVE, Opened
from chatbot.figures.people import contradictions
from chatbot.figures.spans import Scope, scope_of
from chatbot.figures.wording import SMALL, group_label, listed, number, quantity, sentence, users
from chatbot.handlers.figures import require_users
from chatbot.handlers.limits import refuse
from intents.query import Group, Query
from segmentation.metrics import METRIC

NAMED = 3
"""Metrics a headline names."""


def answer(query: Query, data: Opened) -> Answer:
    """Rows metric, value, all users, ratio; several groups stand side by side, with no ratio but for two."""
    refuse(
        query,
        "A profile",
        "events",
        "by",
        "baseline",
        "baseline_as_of",
        "base",
        near=("tell me about highly engaged",),
    )
    require_users(data, query)
    notes: list[str] = []
    scope = scope_of(data, query, notes)
    metrics = _metrics(query, data)
    everyone = means(data, Group(), scope, metrics)
    found = [means(data, group, scope, metrics) for group in query.groups]
    counts = [_count(data, group, scope) for group in query.groups]
    labels = [group_label(group) for group in query.groups]
    notes += [
        f"{label[:1].upper()}{label[1:]}: {users(count)}."
        for label, count in zip(labels, counts, strict=True)
    ]
    notes += [
        f"Small group: {label}, {users(n)}." for label, n in zip(labels, counts, strict=True) if n < SMALL
    ]
    for group in query.groups:
        notes += contradictions(data, group, scope)
    notes.append(f"All users: {users(_count(data, Group(), scope))}. Times are in seconds, means over users.")
    notes += _missing(metrics, found, labels)
    rows = _rows(metrics, found, everyone)
    heads = ["value"] if len(labels) == 1 else labels
    tail = [Column("ratio")] if len(labels) <= 2 else []
    if any(INACTIVE in group.segments for group in query.groups) and not scope.named:
        notes.append(
            f"{INACTIVE} users have no event in the window; name an earlier period to see what they did."
        )
    return Answer(
        "answered",
        _headline(metrics, found, everyone, labels, counts, scope),
        (Column("metric"), *(Column(h) for h in heads), Column("all_users"), *tail),
        tuple(rows),
        tuple(notes),
        small=tuple((label, n) for label, n in zip(labels, counts, strict=True) if 0 < n < SMALL),
    )


def _metrics(query: Query, data: Opened) -> list[str]:
    named = [m.metric for m in query.measures if m.metric in METRIC and m.metric in data.available]
    return named or list(data.available)


def _count(data: Opened, group: Group, scope: Scope) -> int:
    return figures(data, Cut("users", ("count",), group, scope))[()].users


def ratio(value: float | None, whole: float | None) -> float | None:
    """One mean to another; None where there is none."""
    return None if value is None or not whole else value / whole


def _rows(metrics: Sequence[str], found: list[dict[str, Figure]], everyone: dict[str, Figure]) -> list[Row]:
    rows: list[Row] = []
    for metric in metrics:
        values = [one[metric].values[0] for one in found]
        whole = everyone[metric].values[0]
        against = values[0] if len(values) == 2 else whole
        tail = () if len(values) > 2 else (ratio(values[-1], against),)
        rows.append((METRIC[metric].name, *values, whole, *tail))
    return rows


def _missing(metrics: Sequence[str], found: list[dict[str, Figure]], labels: Sequence[str]) -> list[str]:
    notes = []
    for label, one in zip(labels, found, strict=True):
        without = [f"{METRIC[m].name} {one[m].missing:,}" for m in metrics if one[m].missing]
        if without:
            notes.append(
                f"Left out of the mean for want of an observed value ({label}): {', '.join(without)}."
            )
    return notes


def _headline(
    metrics: Sequence[str],
    found: list[dict[str, Figure]],
    everyone: dict[str, Figure],
    labels: Sequence[str],
    counts: Sequence[int],
    scope: Scope,
) -> str:
    who = listed(f"{label} ({users(count)})" for label, count in zip(labels, counts, strict=True))
    if not any(counts):
        return sentence(f"{who}: nobody to profile from {scope.first} to {scope.last}")
    base = found[0] if len(found) > 1 else everyone
    one = found[-1]
    strongest = sorted(
        (m for m in metrics if ratio(one[m].values[0], base[m].values[0])),
        key=lambda m: (-_strength(ratio(one[m].values[0], base[m].values[0])), m),
    )
    said = [
        f"{METRIC[m].name} {quantity(one[m].values[0], METRIC[m].unit)} against {number(base[m].values[0])}"
        for m in strongest[:NAMED]
    ]
    against = labels[0] if len(found) > 1 else "all users"
    subject = who if len(found) == 1 else f"{labels[-1]} compared with {against}"
    return sentence(f"{subject}, means per user from {scope.first} to {scope.last}: {', '.join(said)}")


def _strength(value: float | None) -> float:
    """How far a ratio is from 1, either way."""
    return 0 if not value else max(value, 1 / value)
