"""Questions about the data, the method, the words and the chat itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from chatbot.answer import Answer, Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import shown
from chatbot.figures.events import ENTITIES, NAMES, TABLE_OF, Bound, expression, predicate, require
from chatbot.figures.opened import INACTIVE, Opened, unit_of
from chatbot.figures.people import who
from chatbot.figures.spans import scope_of
from chatbot.figures.wording import group_label, listed, number, quantity, sentence, some, users
from chatbot.handlers.figures import require_users
from chatbot.handlers.limits import possible
from chatbot.handlers.terms import ALIASES, METRIC_TERMS, TERMS
from intents.query import Group, Query
from segmentation.metrics import DIMENSIONS, METRIC


def definition(query: Query, data: Opened) -> Answer:
    """What a word means: one row term, meaning; of a segment also its size and centre."""
    subject = query.subject.strip()
    name = next((s for s in data.segments if s.lower() == subject.lower()), None)
    if name is not None:
        return _segment_definition(name, data)
    key = ALIASES.get(subject.lower(), subject.lower())
    key = (
        next((m.id for m in METRIC.values() if key in (m.id, m.name, *m.names)), key)
        if key not in TERMS
        else key
    )
    if key in METRIC_TERMS:
        term, meaning = METRIC[key].name, f"{METRIC[key].name.capitalize()}: {METRIC_TERMS[key]}."
        notes = [f"Not in this snapshot: {data.reasons[key]}."] if key in data.reasons else []
    elif key in TERMS:
        term, meaning, notes = NAMES.get(key, key), TERMS[key].format_map(_facts(data)), []
    else:
        raise UnanswerableError(
            f"There is no definition of {subject!r} here.",
            "what is a session",
            "what does recency mean",
            "which metrics are there",
        )
    return Answer("answered", meaning, (Column("term"), Column("meaning")), ((term, meaning),), tuple(notes))


def _segment_definition(name: str, data: Opened) -> Answer:
    place = data.segments.index(name)
    segment = data.manifest.segments[place]
    share = 100 * segment.users / max(data.manifest.users, 1)
    rank = {0: "the least engaged", len(data.segments) - 1: "the most engaged"}.get(
        place, f"number {place + 1}"
    )
    centre = [f"{METRIC[f].name} {quantity(v, unit_of(f))}" for f, v in segment.centroid.items()]
    meaning = (
        f"{name} is {rank} of {len(data.segments)} segments, {users(segment.users)} ({number(share)} %): "
        f"those whose behaviour in the window is nearest to {listed(centre)}."
    )
    note = f"Engagement score {number(segment.score)}; a user belongs to the segment whose centre is nearest."
    return Answer("answered", meaning, (Column("term"), Column("meaning")), ((name, meaning),), (note,))


def _facts(data: Opened) -> dict[str, str]:
    manifest = data.manifest
    first, last = data.window
    return {
        "algorithm": manifest.model.algorithm,
        "features": listed(METRIC[f].name for f in manifest.model.features),
        "segments": listed(data.segments),
        "window": f"{manifest.window_days}",
        "as_of": f"{manifest.as_of}",
        "first_as_of": f"{manifest.as_of_days[0]}",
        "inactive": f"{manifest.inactive:,}",
        "users": f"{manifest.users:,}",
        "first": f"{first}",
        "last": f"{last}",
        "id": manifest.id,
        "scores": listed(f"{s.name} {number(s.score)}" for s in manifest.segments),
        "silhouette": number(manifest.quality.silhouette),
        "sample": f"{manifest.quality.silhouette_sample:,}",
        "zone": manifest.time_zone,
    }


PLURALS = {"page_section": "sections of the site", "daytype": "kinds of days"}
"""Dimension → its plural, where it is not the name with an s."""


def values(query: Query, data: Opened) -> Answer:
    """The names there are of one dimension, most events first (days and hours in their order)."""
    if len(query.by) != 1:
        raise UnanswerableError("Names are listed of one thing at a time.", "which sections are there")
    dimension = query.by[0]
    require(data, dimension)
    require_users(data, query)
    notes: list[str] = []
    rows: list[Row]
    if dimension == "segment":
        rows = [(name,) for name in data.segments]
    elif dimension == "as_of":
        rows = [(day.isoformat(),) for day in data.manifest.as_of_days]
    else:
        rows = _found(query, data, dimension, notes)
    kept = rows if query.limit is None else rows[: query.limit]
    if len(kept) < len(rows):
        notes.append(f"{len(kept):,} of {len(rows):,}.")
    name = {"as_of": "as-of day"}.get(dimension, NAMES.get(dimension, dimension))
    said = some([f"{row[-1]}" for row in kept], 10)
    columns = (Column(name), Column("title")) if dimension == "article" else (Column(name),)
    text = f"There is no {name}"
    if rows:
        plural = name if len(rows) == 1 else PLURALS.get(dimension, f"{name}s")
        text = f"There {'is' if len(rows) == 1 else 'are'} {len(rows):,} {plural}: {said}"
    return Answer("answered", sentence(text), columns, tuple(kept), tuple(notes))


def _found(query: Query, data: Opened, dimension: str, notes: list[str]) -> list[Row]:
    """Values that occur: anywhere in the data, or among a group or period where one is named."""
    narrowed = query.group != Group() or query.period is not None or bool(query.events)
    table = TABLE_OF.get(dimension, "activity")
    order = "sum(events) DESC, 1" if dimension in TABLE_OF else "1"
    bound, where = Bound(), "TRUE"
    if narrowed:
        scope = scope_of(data, query, notes)
        where = predicate(bound, scope, query.events)
        where += f" AND user_id IN (SELECT user_id FROM {who(data, bound, query.group, scope)})"
        notes.append(f"Those of {group_label(query.group)} from {scope.first} to {scope.last}.")
    foreign = [f.dimension for f in query.events if TABLE_OF.get(f.dimension, table) != table]
    if foreign:
        raise UnanswerableError(
            f"{dimension.capitalize()} and {foreign[0]} are of different events.", "which sections are there"
        )
    found = data.rows(
        f"SELECT {expression(dimension)} FROM {table} WHERE {where} AND {expression(dimension)} IS NOT NULL "
        f"GROUP BY 1 ORDER BY {order}",
        bound,
    )
    if dimension == "article":
        return [(id, data.titles.get(id)) for (id,) in found]
    return [(shown(dimension, value),) for (value,) in found]


TABLES_TOLD = ("clicks", "searches", "views", "articles", "people")
"""Tables whose rows are told."""


def data(query: Query, data: Opened) -> Answer:
    """What data there is; subject "" | "period" | "metrics" | "dimensions"."""
    manifest = data.manifest
    days = (manifest.last_day - manifest.first_day).days + 1
    span = f"The data runs from {manifest.first_day} to {manifest.last_day}, {days} days"
    if query.subject in ("metrics", "dimensions"):
        return _catalogue(query.subject, data)
    facts: list[Row] = [
        ("first day", manifest.first_day.isoformat()),
        ("last day", manifest.last_day.isoformat()),
        ("as-of day", manifest.as_of.isoformat()),
    ]
    if query.subject == "period":
        text = f'{span}; "today" is {manifest.as_of}.'
    else:
        first, last = data.window
        facts += [("window", f"{first} to {last}"), ("users", manifest.users), (INACTIVE, manifest.inactive)]
        events = {kind: _events(data, kind) for kind in ENTITIES if kind not in data.reasons}
        facts += events.items()
        if "section" not in data.reasons:
            facts.append(("articles", manifest.tables.get("articles", 0)))
        facts.append(("snapshot", manifest.id))
        said = [f"{count:,} {kind}" for kind, count in events.items()]
        text = f"{span}: {listed(said)} by {users(manifest.users + manifest.inactive)}."
    notes = [
        *_gaps(data),
        _known_days(manifest.as_of_days),
    ]
    notes += manifest.notes
    return Answer("answered", text, (Column("what"), Column("value")), tuple(facts), tuple(notes))


def _events(data: Opened, table: str) -> int:
    return int(data.rows(f"SELECT coalesce(sum(events), 0) FROM {table}")[0][0])


def _gaps(data: Opened) -> Iterator[str]:
    for item in (*data.manifest.metrics, *data.manifest.dimensions):
        if not item.available:
            name = METRIC[item.id].name if item.id in METRIC else NAMES.get(item.id, item.id)
            yield f"No {name}: {item.reason.rstrip('.')}."


def _catalogue(subject: str, data: Opened) -> Answer:
    items = data.manifest.metrics if subject == "metrics" else data.manifest.dimensions
    names = {m.id: (m.name, m.unit) for m in METRIC.values()} if subject == "metrics" else {}
    names |= {d.id: (d.name, "") for d in DIMENSIONS} if subject == "dimensions" else {}
    rows: list[Row] = [(names[i.id][0], names[i.id][1] or None, i.available) for i in items]
    there = [names[i.id][0] for i in items if i.available]
    text = f"There are {len(there)} {subject}: {listed(there)}."
    return Answer(
        "answered",
        text,
        (Column(subject[:-1]), Column("unit"), Column("available")),
        tuple(rows),
        tuple(_gaps(data)),
    )


def method(query: Query, data: Opened) -> Answer:
    """How the segments are made; subject "" | "quality"."""
    manifest = data.manifest
    model, quality = manifest.model, manifest.quality
    if query.subject == "quality":
        rows: list[Row] = [
            ("silhouette", quality.silhouette),
            ("users the silhouette was measured on", quality.silhouette_sample),
            ("Davies-Bouldin", quality.davies_bouldin), ("inertia", quality.inertia),
        ]  # fmt: skip
        rows += [(f"users in {s.name}", s.users) for s in manifest.segments]
        rows += [(f"engagement score of {s.name}", s.score) for s in manifest.segments]
        text = (
            f"The segments are {_fit(quality.silhouette)}: silhouette {number(quality.silhouette)} on "
            f"{users(quality.silhouette_sample)} (1 is best, 0 means overlapping), Davies-Bouldin "
            f"{number(quality.davies_bouldin)} (lower is better)."
        )
        return Answer("answered", text, (Column("what"), Column("value")), tuple(rows), manifest.notes)
    features = listed(METRIC[f].name for f in model.features)
    rows = [
        ("algorithm", model.algorithm), ("segments", model.k), ("features", features),
        ("on a log scale", listed(METRIC[f].name for f in model.log_features) or "none"),
        ("starts", model.n_init), ("seed", model.seed), ("window in days", manifest.window_days),
        ("silhouette", quality.silhouette),
    ]  # fmt: skip
    text = (
        f"The {model.k} segments come from {model.algorithm} on {features} of each user's last "
        f"{manifest.window_days} days, ordered by engagement score; nobody sorts users by hand."
    )
    notes = (
        "Counts enter on a log scale, all features standardised; a missing average counts as the mean, for "
        "clustering only.",
        "The same fitted model scores earlier days too, so that movement is of users and not of labels.",
        *manifest.notes,
    )
    return Answer("answered", text, (Column("what"), Column("value")), tuple(rows), notes)


FITS = ((0.5, "well apart"), (0.25, "fairly apart, with overlap at the edges"), (-1.0, "hardly apart"))
"""From which silhouette on, in words."""


def _fit(silhouette: float) -> str:
    return next(words for least, words in FITS if silhouette >= least)


FAMILIES = (
    ("segments", "how many users are in each segment", "tell me about {top}"),
    ("figures", "average clicks of {top} users", "median time per article by segment"),
    ("comparisons", "compare {low} and {top} on clicks", "clicks this week vs last week"),
    ("rankings", "top 5 sections", "which device gets the most clicks"),
    ("trends", "clicks per week since September", "{top} users over time"),
    ("movement", "who moved up since last week", "how many users churned since last week"),
    ("users", "top 10 users by clicks", "users with over 20 clicks"),
    ("one user", "why is user {user} in their segment", "tell me about user {user}"),
    ("advice", "how should we target {low} users", "what sets {top} apart"),
    ("data and words", "what data is there", "what does recency mean"),
)
"""Kinds of questions, each with two that work."""


def help(query: Query, data: Opened) -> Answer:
    """What can be asked; subject "" | "greeting" | "thanks"."""
    user = data.rows("SELECT min(user_id) FROM users")[0][0]
    names = {"user": user, "low": data.segments[0].lower(), "top": data.segments[-1].lower()}
    asked = [
        (kind, *possible([one.format(**names), two.format(**names)], data)) for kind, one, two in FAMILIES
    ]
    three = tuple(questions[0] for _, *questions in (asked[0], asked[4], asked[8]))
    if query.subject == "greeting":
        return Answer("answered", "Hello! Ask me about your users and their segments.", suggestions=three)
    if query.subject == "thanks":
        return Answer("answered", "You are welcome.", suggestions=three)
    rows: list[Row] = [(kind, question) for kind, *both in asked for question in both]
    return Answer(
        "answered",
        "Ask in your own words about users, segments, figures, trends, movement and single users.",
        (Column("about"), Column("for example")),
        tuple(rows),
        ('A question after another one keeps what it does not name: "and the low ones?", "by device".',),
    )


def _known_days(days: Sequence[dt.date]) -> str:
    """For which days the segments are known."""
    if len(days) == 1:
        return f"Segments are known for one day, {days[0]}: the data holds no earlier whole window."
    return f"Segments are known for {len(days)} days, weekly from {days[0]}."
