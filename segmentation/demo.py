"""A made-up publisher, the same every time: for a first look, and for tests.

About 4,000 people of three underlying kinds read The Daily Ledger over 120 days. Kinds differ in how often
they come, when, from where, on what and for which sections; some people are new, some rise, some fade.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy import Engine

from segmentation import demo_texts as texts

SEED = 1_851
USERS = 4_000
LAST_DAY = dt.date(2026, 10, 31)
DAYS = 120
FIRST_DAY = LAST_DAY - dt.timedelta(days=DAYS - 1)
ARTICLES = 400
ONE_TABLE_USERS = 12
"""How many people only search, and how many only open articles (from a newsletter's reader, say)."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CASUAL, REGULAR, DEVOTED = range(3)
KIND_SHARES = (0.55, 0.30, 0.15)
VISITS_A_DAY = np.array([0.055, 0.18, 0.50])
MORE_CLICKS = np.array([1.0, 1.9, 2.9])
SEARCH_CHANCE = np.array([0.10, 0.24, 0.38])
VIEW_CHANCE = np.array([0.42, 0.58, 0.68])
CLICK_SECONDS = np.array([24.0, 38.0, 52.0])
READING_SECONDS = np.array([48.0, 105.0, 190.0])
WEEKDAYS = np.array([
    [0.85, 0.80, 0.85, 0.90, 1.05, 1.30, 1.25],
    [1.15, 1.20, 1.20, 1.15, 1.05, 0.60, 0.65],
    [1.10, 1.10, 1.10, 1.10, 1.05, 0.75, 0.80],
])  # fmt: skip
"""Monday to Sunday, per kind."""
HOURS = np.array([
    [1, 1, 0, 0, 0, 1, 2, 3, 3, 3, 3, 4, 5, 4, 3, 3, 4, 5, 7, 10, 13, 12, 8, 4],
    [1, 0, 0, 0, 0, 1, 3, 6, 7, 5, 4, 5, 12, 11, 6, 4, 5, 8, 7, 5, 4, 4, 3, 2],
    [1, 0, 0, 0, 1, 4, 11, 14, 12, 7, 5, 4, 5, 4, 3, 3, 4, 5, 6, 5, 5, 6, 5, 3],
], dtype=float)  # fmt: skip
DEVICES = ("desktop", "mobile", "tablet")
DEVICE_SHARES = np.array([[0.17, 0.76, 0.07], [0.46, 0.43, 0.11], [0.58, 0.24, 0.18]])
SOURCE_SHARES = np.array([
    [0.29, 0.27, 0.05, 0.13, 0.01, 0.02, 0.09, 0.02, 0.12],
    [0.36, 0.09, 0.06, 0.06, 0.08, 0.10, 0.03, 0.03, 0.19],
    [0.13, 0.03, 0.02, 0.05, 0.06, 0.29, 0.01, 0.03, 0.38],
])  # fmt: skip
"""In the order of texts.REFERRERS, direct last."""
SECTION_SHARES = np.array(
    [
        [0.05, 0.03, 0.24, 0.06, 0.03, 0.07, 0.19, 0.12, 0.18, 0.03],
        [0.12, 0.22, 0.11, 0.19, 0.06, 0.14, 0.05, 0.05, 0.03, 0.03],
        [0.28, 0.14, 0.04, 0.09, 0.17, 0.05, 0.04, 0.02, 0.02, 0.15],
    ]
)
"""In the order of texts.SECTIONS."""

TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "user_id": sa.BigInteger(), "article_id": sa.BigInteger(), "timestamp": sa.DateTime(),
    "published_at": sa.DateTime(), "time_spent": sa.Float(53),
}  # fmt: skip


@dataclass(frozen=True)
class _People:
    """Who the users are, an entry per user."""

    kind: Ints
    """CASUAL, REGULAR or DEVOTED, at first."""
    rate: Floats
    """Expected visits per day: users × days."""
    device: Ints
    """The device they mostly use."""
    favourite: Ints
    """Their favourite section."""


@dataclass(frozen=True)
class _Visits:
    """Comings to the site, an entry per visit."""

    user: Ints
    """Index of the user."""
    kind: Ints
    """The user's kind."""
    day: Ints
    """Days since FIRST_DAY."""
    second: Ints
    """Second of the day at which it begins."""
    device: Ints
    """Index into DEVICES; -1 when it was not recorded."""
    source: Ints
    """Index into the sources; the last is direct."""


def tables() -> dict[str, pa.Table]:
    """The publisher's four tables, by name."""
    random = np.random.default_rng(SEED)
    people = _people(random)
    visits = _visits(random, people)
    published = np.sort(random.integers(-65, DAYS - 1, ARTICLES))
    section = random.permutation(np.arange(ARTICLES) % len(texts.SECTIONS))
    clicks, views = _clicks(random, people, visits, published, section)
    return {
        "clickstream": clicks,
        "search_queries": _searches(random, visits),
        "article_views": views,
        "articles": _articles(published, section),
    }


def write(engine: Engine) -> None:
    """Writes the publisher's tables into a database that has none of them yet."""
    for name, table in tables().items():
        columns = [
            sa.Column(column, TYPES.get(column, sa.String(300)), autoincrement=False)
            for column in table.column_names
        ]
        target = sa.Table(name, sa.MetaData(), *columns)
        with engine.begin() as connection:
            target.create(connection)
            if engine.dialect.name == "duckdb":
                raw = connection.connection.driver_connection
                raw.register("incoming", table)  # type: ignore[union-attr]
                raw.execute(f"INSERT INTO {name} SELECT * FROM incoming")  # type: ignore[union-attr]
                raw.unregister("incoming")  # type: ignore[union-attr]
                continue
            for batch in table.to_batches(20_000):
                connection.execute(target.insert(), batch.to_pylist())


def _pick(random: np.random.Generator, shares: Floats, rows: Ints) -> Ints:
    """For each row number, a column of `shares` (rows × columns) drawn by its share."""
    edges = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)
    drawn = random.random(len(rows))
    columns: Ints = np.minimum((drawn[:, None] > edges[rows]).sum(axis=1), shares.shape[1] - 1)
    return columns


def _people(random: np.random.Generator) -> _People:
    kind = random.choice(3, USERS, p=KIND_SHARES)
    kind[41] = REGULAR  # number 42 is somebody to ask about
    keen = random.gamma(3.0, 1 / 3.0, USERS) * np.exp(random.normal(0, 0.35, USERS))
    keen[41] = 1.0
    day = np.arange(DAYS)
    weekday = (FIRST_DAY.weekday() + day) % 7
    rate = VISITS_A_DAY[kind][:, None] * keen[:, None] * WEEKDAYS[kind][:, weekday]

    fate = random.random(USERS)
    fate[41] = 1.0
    turn = random.integers(15, DAYS - 3, USERS)[:, None]
    joined = fate < 0.22
    churned = (fate >= 0.22) & (fate < 0.36)
    rising = (fate >= 0.36) & (fate < 0.42) & (kind < DEVOTED)
    fading = (fate >= 0.42) & (fate < 0.47)
    rate[joined] *= (day >= turn)[joined]
    rate[churned] *= (day < turn)[churned]
    rate[rising] *= np.where(day >= turn, 4.0, 1.0)[rising]
    rate[fading] *= np.where(day >= turn, 0.15, 1.0)[fading]
    rate[-2 * ONE_TABLE_USERS :] = 0

    device = _pick(random, DEVICE_SHARES, kind)
    favourite = _pick(random, SECTION_SHARES, kind)
    return _People(kind, rate, device, favourite)


def _visits(random: np.random.Generator, people: _People) -> _Visits:
    counts = random.poisson(people.rate)
    user, day = (np.repeat(index, counts.ravel()) for index in np.indices(counts.shape).reshape(2, -1))
    kind = people.kind[user]
    second = _pick(random, HOURS, kind) * 3600 + random.integers(0, 3600, len(user))
    usual = random.random(len(user)) < 0.82
    device = np.where(usual, people.device[user], _pick(random, DEVICE_SHARES, kind))
    device[random.random(len(user)) < 0.03] = -1
    return _Visits(user, kind, day, second, device, _pick(random, SOURCE_SHARES, kind))


def _seconds(
    random: np.random.Generator, typical: Floats, unknown: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """Heavy-tailed times in half seconds around a typical one, and which of them were not recorded."""
    drawn = np.clip(typical * np.exp(random.normal(-0.3, 0.8, len(typical))), 1, 1700)
    return np.round(drawn * 2) / 2, random.random(len(typical)) < unknown


def _clicks(
    random: np.random.Generator, people: _People, visits: _Visits, published: Ints, section: Ints
) -> tuple[pa.Table, pa.Table]:
    """The clicks of every visit, and the article views among them."""
    of = np.repeat(np.arange(len(visits.user)), 1 + random.poisson(MORE_CLICKS[visits.kind]))
    kind, user, day = visits.kind[of], visits.user[of], visits.day[of]
    spent, unknown = _seconds(random, CLICK_SECONDS[kind], 0.06)
    before = np.cumsum(spent) - spent
    first_of_visit = np.searchsorted(of, of)
    moment = day * 86_400 + visits.second[of] + (before - before[first_of_visit]).astype(np.int64)

    topic = np.where(
        random.random(len(of)) < 0.45, people.favourite[user], _pick(random, SECTION_SHARES, kind)
    )
    article = _article(random, topic, day, published, section)
    page = random.random(len(of))
    is_home, is_front = page < 0.13, (page >= 0.13) & (page < 0.27)
    titles = texts.titles(section.tolist())
    article_urls = [texts.url(texts.SECTIONS[s], titles[i], i + 1) for i, s in enumerate(section.tolist())]
    section_urls = [texts.url(name) for name in texts.SECTIONS]
    urls = np.array([*article_urls, *section_urls, texts.url()], dtype=object)
    which = np.where(is_home, len(urls) - 1, np.where(is_front, ARTICLES + topic, article))

    inside = moment < DAYS * 86_400
    devices = np.array([*DEVICES, None], dtype=object)
    referrers = _referrers(random, visits.source)[of]
    clicks = _table(
        inside,
        user_id=user + 1,
        timestamp=moment,
        url=urls[which],
        referrer=referrers,
        device=devices[visits.device[of]],
        time_spent=pa.array(spent, mask=unknown),
    )
    opened = inside & ~is_home & ~is_front & (random.random(len(of)) < VIEW_CHANCE[kind])
    lone = _alone(random, USERS - ONE_TABLE_USERS)
    viewer = np.concatenate([user[opened], lone[0]])
    seen_at = np.concatenate([moment[opened], lone[1]])
    what = np.concatenate(
        [article[opened], _article(random, lone[0] % 10, lone[1] // 86_400, published, section)]
    )
    reading, unread = _seconds(random, READING_SECONDS[people.kind[viewer]], 0.08)
    views = _table(
        np.ones(len(viewer), dtype=bool),
        user_id=viewer + 1,
        timestamp=seen_at,
        article_id=what + 1,
        time_spent=pa.array(reading, mask=unread),
    )
    return clicks, views


def _alone(random: np.random.Generator, first: int) -> tuple[Ints, Ints]:
    """Users and moments of the few who are in one table only."""
    user = np.repeat(np.arange(first, first + ONE_TABLE_USERS), 6)
    return user, random.integers(0, DAYS * 86_400, len(user))


def _article(random: np.random.Generator, topic: Ints, day: Ints, published: Ints, section: Ints) -> Ints:
    """An article of the topic that was out by that day, newer ones more often."""
    chosen = np.zeros(len(topic), dtype=np.int64)
    drawn = random.random(len(topic)) ** 2.5
    for s in range(len(texts.SECTIONS)):
        inside = np.flatnonzero(topic == s)
        mine = np.flatnonzero(section == s)
        out = np.searchsorted(published[mine], day[inside], side="right")
        chosen[inside] = mine[np.maximum(out - 1 - (drawn[inside] * out).astype(np.int64), 0)]
    return chosen


def _referrers(random: np.random.Generator, source: Ints) -> NDArray[np.object_]:
    """A referrer as a browser would send it; None for direct."""
    widest = max(len(spellings) for spellings in texts.REFERRERS)
    spelt = np.array(
        [[spellings[i % len(spellings)] for i in range(widest)] for spellings in (*texts.REFERRERS, (None,))],
        dtype=object,
    )
    return spelt[source, random.integers(0, widest, len(source))]


def _searches(random: np.random.Generator, visits: _Visits) -> pa.Table:
    """What people looked for, spelt as they typed it."""
    searching = np.flatnonzero(random.random(len(visits.user)) < SEARCH_CHANCE[visits.kind])
    lone = _alone(random, USERS - 2 * ONE_TABLE_USERS)
    user = np.concatenate([visits.user[searching], lone[0]])
    kind = np.concatenate([visits.kind[searching], np.full(len(lone[0]), CASUAL)])
    begun = (
        visits.day[searching] * 86_400 + visits.second[searching] + random.integers(3, 240, len(searching))
    )
    moment = np.concatenate([begun, lone[1]])
    popular = _pick(random, texts.term_shares(), kind)
    tail = random.integers(0, len(texts.RARE_TERMS), len(user))
    words = np.array([*texts.TERMS, *texts.RARE_TERMS], dtype=object)
    query = words[np.where(random.random(len(user)) < 0.88, popular, len(texts.TERMS) + tail)]
    typing = random.random(len(user))
    query = np.where(typing < 0.08, [q.title() for q in query], np.where(typing > 0.96, query + " ", query))
    return _table(moment < DAYS * 86_400, user_id=user + 1, timestamp=moment, query=query)


def _table(kept: NDArray[np.bool_], **columns: Any) -> pa.Table:
    """A table of the rows kept, in order of time, with seconds since FIRST_DAY made timestamps."""
    start = np.datetime64(FIRST_DAY, "s")
    columns["timestamp"] = start + columns["timestamp"].astype("timedelta64[s]")
    arrays = {
        name: values if isinstance(values, pa.Array) else pa.array(values, from_pandas=True)
        for name, values in columns.items()
    }
    return (
        pa.table(arrays)
        .filter(pa.array(kept))
        .sort_by([("timestamp", "ascending"), ("user_id", "ascending")])
    )


def _articles(published: Ints, section: Ints) -> pa.Table:
    """The catalogue of articles, numbered from 1 in order of publication."""
    start = np.datetime64(FIRST_DAY, "s")
    return pa.table({
        "article_id": pa.array(np.arange(1, ARTICLES + 1)),
        "title": pa.array(texts.titles(section.tolist())),
        "section": pa.array([texts.SECTIONS[s] for s in section]),
        "published_at": pa.array(start + (published * 86_400 + 6 * 3600).astype("timedelta64[s]")),
    })  # fmt: skip
