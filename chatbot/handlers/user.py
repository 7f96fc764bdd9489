"""Questions about one user: values, segment, history, and why that segment."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from chatbot.answer import Answer, Column, Row
from chatbot.figures.cuts import means
from chatbot.figures.opened import INACTIVE, NEW, Opened
from chatbot.figures.spans import as_of_day, scope_of
from chatbot.figures.wording import number, quantity, sentence
from chatbot.handlers.figures import no_such_user
from intents.query import Group, Query
from segmentation.metrics import METRIC


@dataclass(frozen=True)
class User:
    """One user, found."""

    id: str | int
    """As stored."""
    segment: str
    """Segment on the as-of day; Inactive, or New where there was no event yet."""
    first_day: str
    """Day of the first event."""
    last_day: str
    """Day of the last event."""


def found(query: Query, data: Opened) -> User:
    """The user a query is about, on its as-of day."""
    id = data.user(query.subject)
    if id is None:
        raise no_such_user(query.subject)
    day = as_of_day(data, query.as_of, [])
    row = data.rows(
        "SELECT first_day, last_day, first_day > $day, "
        "(SELECT segment FROM members WHERE user_id = $id AND as_of = $day) FROM people WHERE user_id = $id",
        {"id": id, "day": day},
    )[0]
    return User(id, row[3] or (NEW if row[2] else INACTIVE), f"{row[0]}", f"{row[1]}")


def profile(query: Query, data: Opened) -> Answer:
    """Rows metric, value, segment_mean."""
    notes: list[str] = []
    scope = scope_of(data, query, notes)
    user = found(query, data)
    metrics = [m.metric for m in query.measures if m.metric in data.available] or list(data.available)
    alone = means(data, Group(users=(str(user.id),)), scope, metrics)
    inside = user.segment in data.segments
    peers = means(data, Group((user.segment,)), scope, metrics) if inside else {}
    rows: list[Row] = []
    for metric in metrics:
        value = alone[metric].values[0]
        whole = METRIC[metric].kind in ("count", "days") and value is not None
        mean = peers[metric].values[0] if inside else None
        rows.append((METRIC[metric].name, int(value) if whole else value, mean))
    if inside:
        count = max((figure.users for figure in peers.values()), default=0)
        notes.append(f"{user.segment} has {count:,} users in these days. Times are in seconds.")
    notes.append(f"First event on {user.first_day}, last event on {user.last_day}.")
    missing = [METRIC[m].name for m in metrics if alone[m].values[0] is None]
    if missing:
        notes.append(f"Nothing was observed of {', '.join(missing)}.")
    return Answer(
        "answered",
        _profile_headline(user, metrics, rows, f"from {scope.first} to {scope.last}"),
        (Column("metric"), Column("value"), Column("segment_mean")),
        tuple(rows),
        tuple(notes),
    )


def _profile_headline(user: User, metrics: list[str], rows: list[Row], when: str) -> str:
    if user.segment == INACTIVE:
        return f"User {user.id} is {INACTIVE}: the last event was on {user.last_day}."
    if user.segment == NEW:
        return f"User {user.id} had no event yet by then; the first came on {user.first_day}."
    said = [f"{row[0]} {quantity(row[1], METRIC[m].unit)}" for m, row in zip(metrics, rows, strict=True)][:3]
    return sentence(
        f"User {user.id} is in {user.segment}; {when}: {', '.join(said)}; last seen on {user.last_day}"
    )


def segment(query: Query, data: Opened) -> Answer:
    """Which segment one user is in."""
    notes: list[str] = []
    day = as_of_day(data, query.as_of, notes)
    user = found(query, data)
    if user.segment == INACTIVE:
        last = data.rows(
            "SELECT max(day) FROM activity WHERE user_id = $id AND day <= $day", {"id": user.id, "day": day}
        )[0][0]
        text = f"User {user.id} is {INACTIVE} as of {day}: the last event was on {last}, before the window"
    elif user.segment == NEW:
        text = f"User {user.id} was in no segment as of {day}: the first event came on {user.first_day}"
    else:
        text = f"User {user.id} is in {user.segment} as of {day}"
    return Answer(
        "answered",
        sentence(text),
        (Column("user_id"), Column("segment")),
        ((user.id, user.segment),),
        tuple(notes),
    )


def history(query: Query, data: Opened) -> Answer:
    """One user's place on every as-of day (of a period)."""
    user = found(replace(query, as_of=None), data)
    rows = data.rows(
        "SELECT d.as_of, coalesce(m.segment, CASE WHEN p.first_day > d.as_of THEN $new ELSE $inactive END) "
        "FROM (SELECT DISTINCT as_of FROM members) AS d CROSS JOIN people AS p "
        "LEFT JOIN members AS m ON m.as_of = d.as_of AND m.user_id = p.user_id "
        "WHERE p.user_id = $id ORDER BY d.as_of",
        {"id": user.id, "new": NEW, "inactive": INACTIVE},
    )
    period = query.period
    kept = [(d, s) for d, s in rows if period is None or period.first <= d <= period.last]
    if query.limit is not None:
        kept = kept[-query.limit :]
    changes = [(d, was, now) for (_, was), (d, now) in pairwise(kept) if was != now]
    if not kept:
        text = f"No as-of day lies in that time, so nothing is known of user {user.id} then"
    elif not changes:
        text = f"User {user.id} was {_place(kept[0][1])} on all {len(kept)} as-of days"
    else:
        day, was, now = changes[-1]
        text = (
            f"User {user.id} is {_place(kept[-1][1])} and changed {len(changes)} "
            f"time{'s' if len(changes) > 1 else ''}, last from {was} to {now} by {day}"
        )
    return Answer(
        "answered",
        sentence(text),
        (Column("as-of day"), Column("segment")),
        tuple((d.isoformat(), s) for d, s in kept),
        (f"{NEW}: no event yet. {INACTIVE}: seen before, no event in the window that ends that day.",),
    )


def _place(segment: str) -> str:
    return "in " + segment if segment not in (INACTIVE, NEW) else segment


def why(query: Query, data: Opened) -> Answer:
    """The user's features as the model saw them, and how far they lie from each segment's centre."""
    user = found(replace(query, as_of=None), data)
    if user.segment == INACTIVE:
        return Answer(
            "answered",
            f"User {user.id} is {INACTIVE}: the last event was on {user.last_day}, before the window "
            f"that began on {data.window[0]}.",
            notes=("Only users with an event in the window are placed in a segment.",),
            suggestions=(f"history of user {user.id}",),
        )
    model = data.manifest.model
    values = data.records("SELECT * FROM users WHERE user_id = $id", {"id": user.id})[0]
    filled = [f for f in model.features if values[f] is None]
    point = [_standardised(data, i, values[f]) for i, f in enumerate(model.features)]
    distances = [math.dist(point, centroid) for centroid in model.centroids]
    order = sorted(range(len(distances)), key=lambda k: (distances[k], k))
    own, other = order[0], order[1] if len(order) > 1 else order[0]
    rows: list[Row] = []
    pulls = []
    for i, feature in enumerate(model.features):
        nearest = min(range(len(distances)), key=lambda k: (abs(point[i] - model.centroids[k][i]), k))
        pull = (point[i] - model.centroids[other][i]) ** 2 - (point[i] - model.centroids[own][i]) ** 2
        pulls.append((pull, feature))
        centres = [segment.centroid[feature] for segment in data.manifest.segments]
        rows.append((METRIC[feature].name, values[feature], point[i], data.segments[nearest], pull, *centres))
    return Answer(
        "answered",
        _why_headline(data, user, distances, own, other, pulls),
        (
            Column("feature"),
            Column("value"),
            Column("standardised"),
            Column("nearest segment"),
            Column(f"pull to {data.segments[own]}"),
            *(Column(f"centre of {name}") for name in data.segments),
        ),
        tuple(rows),
        tuple(_why_notes(data, user, distances, own, other, pulls, filled)),
    )


def _standardised(data: Opened, index: int, value: float | None) -> float:
    """A feature as the model sees it: filled where missing, on a log scale where it was, standardised."""
    model = data.manifest.model
    known = model.fills[index] if value is None else float(value)
    scaled = math.log1p(known) if model.features[index] in model.log_features else known
    return (scaled - model.means[index]) / model.scales[index]


def _why_headline(
    data: Opened, user: User, distances: list[float], own: int, other: int, pulls: list[tuple[float, str]]
) -> str:
    strongest = max(pulls)[1]
    return sentence(
        f"User {user.id} is in {data.segments[own]} because its centre is the nearest: distance "
        f"{number(distances[own])} against {number(distances[other])} to {data.segments[other]}; "
        f"{METRIC[strongest].name} speaks for it most"
    )


def _why_notes(
    data: Opened,
    user: User,
    distances: list[float],
    own: int,
    other: int,
    pulls: list[tuple[float, str]],
    filled: list[str],
) -> list[str]:
    each = [f"{name} {number(d)}" for name, d in zip(data.segments, distances, strict=True)]
    notes = [f"Distances in standardised features: {', '.join(each)}."]
    against = [METRIC[f].name for pull, f in sorted(pulls) if pull < 0]
    if against:
        notes.append(f"Towards {data.segments[other]} pulls: {', '.join(against)}.")
    margin = distances[other] - distances[own]
    if distances[other] and margin / distances[other] < 0.1:
        notes.append(f"A close call: {data.segments[other]} is only {number(margin)} further.")
    if filled:
        names = ", ".join(METRIC[f].name for f in filled)
        notes.append(f"Nothing was observed of {names}; the model counts it as the average of all users.")
    if user.segment != data.segments[own]:
        notes.append(f"The snapshot places this user in {user.segment}.")
    notes.append(
        "Standardised: 0 is the average user, 1 one standard deviation above. Pull: by how much a feature's "
        f"squared distance to {data.segments[other]} exceeds that to {data.segments[own]}."
    )
    return notes
