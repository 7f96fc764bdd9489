"""What sets a group apart from all users, and what to do about it: every sentence rests on a figure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatbot.answer import Answer, Chart, Column, Row
from chatbot.errors import UnanswerableError
from chatbot.figures.cuts import Cut, figures, means
from chatbot.figures.opened import INACTIVE, UNKNOWN, Opened, unit_of
from chatbot.figures.spans import Scope, scope_of
from chatbot.figures.wording import SMALL, group_label, listed, number, quantity, sentence, users
from chatbot.handlers.figures import require_users
from chatbot.handlers.limits import refuse
from intents.query import Group, Query
from segmentation.metrics import METRIC

SPLITS = (
    ("section", "views"),
    ("source", "clicks"),
    ("device", "clicks"),
    ("hour", "clicks"),
    ("term", "searches"),
)
"""What is looked at besides metrics: dimension, and the metric whose shares are compared."""
DAYPARTS = {"night (0-5)": range(6), "morning (6-11)": range(6, 12), "afternoon (12-17)": range(12, 18),
            "evening (18-23)": range(18, 24)}  # fmt: skip
KINDS = {"hour": "time of day", "term": "search term"}
NOTABLE = 1.15
"""An index this far from even, either way, is told."""
LEAST_SHARE = 1.0
"""Percent of all users' events a value needs, to be compared at all."""
MOST_TOLD = 6
"""Pieces of advice at most."""


@dataclass(frozen=True)
class Trait:
    """One thing in which a group differs from all users, or does not."""

    kind: str
    """metric, section, source, device, time of day or search term."""
    what: str
    """The metric's id, or the dimension's value."""
    value: float
    """The group's mean, or its share in percent."""
    everyone: float
    """The same of all users."""
    users: int | None
    """The group's users behind it; None for a time of day, whose hours share users."""

    @property
    def ratio(self) -> float:
        """The group's to all users'."""
        return self.value / self.everyone

    @property
    def strength(self) -> float:
        """How far the ratio is from even, either way."""
        return abs(math.log(self.ratio)) if self.ratio > 0 else math.inf


def distinction(query: Query, data: Opened) -> Answer:
    """Rows kind, what, value, all_users, index (100 = like all users), users; strongest first."""
    return _told(query, data, advise=False)


def advice(query: Query, data: Opened) -> Answer:
    """The same rows; the notes say what to do, each citing its figure."""
    return _told(query, data, advise=True)


def _told(query: Query, data: Opened, advise: bool) -> Answer:
    subject = "Advice" if advise else "What sets users apart"
    unheard = ("events", "by", "baseline", "baseline_as_of", "base")
    refuse(query, subject, *unheard, near=("what sets highly engaged apart",))
    require_users(data, query)
    notes: list[str] = []
    groups = query.groups
    if groups == (Group(),):
        groups = tuple(Group((name,)) for name in data.segments)
    heads, rows, sayings = [], [], []
    small = []
    for group in groups:
        scope = _scope(query, data, group, notes)
        count = figures(data, Cut("users", ("count",), group, scope))[()].users
        if not count:
            raise UnanswerableError(
                f"There is nobody in {group_label(group)} from {scope.label}.", "overview"
            )
        found = traits(data, group, scope)
        worth = [t for t in found if t.kind != "search term" or (t.users or 0) >= SMALL or _notable(t)]
        told = worth if query.limit is None else worth[: query.limit]
        label = (group_label(group),) if len(groups) > 1 else ()
        rows += [(*label, *_row(trait)) for trait in told]
        heads.append(_summary(group, count, [t for t in found if _notable(t)]))
        said = list(actions(found)) if advise else list(_findings(found))
        prefix = f"{group_label(group)}: " if len(groups) > 1 else ""
        sayings += [prefix + text for text in said[: MOST_TOLD if len(groups) == 1 else 3]]
        notes.append(f"{group_label(group)}: {users(count)}, {scope.label}.")
        if count < SMALL:
            small.append((group_label(group), count))
            notes.append(f"Small group: {group_label(group)}, {users(count)}.")
    labels = (Column("group"),) if len(groups) > 1 else ()
    notes.append(
        "Index 100 is like all users. Shares are in percent of the group's own events; metrics are means "
        "per user."
    )
    return Answer(
        "answered",
        sentence("; ".join(heads)),
        (
            *labels,
            Column("kind"),
            Column("what"),
            Column("value"),
            Column("all_users"),
            Column("index"),
            Column("users", "users"),
        ),
        tuple(rows),
        (*sayings, *notes),
        chart=Chart("bar", 1 + len(labels), 4 + len(labels)),
        small=tuple(small),
    )


def _scope(query: Query, data: Opened, group: Group, notes: list[str]) -> Scope:
    scope = scope_of(data, query, notes)
    if INACTIVE not in group.segments or scope.named:
        return scope
    notes.append(f"{INACTIVE} users have no event in the window, so the whole of the data is compared.")
    return replace(
        scope, first=data.manifest.first_day, last=data.manifest.last_day, named=True, latest=False
    )


def traits(data: Opened, group: Group, scope: Scope) -> list[Trait]:
    """Everything in which a group can differ from all users, the strongest difference first."""
    metrics = data.available
    mine, all_users = means(data, group, scope, metrics), means(data, Group(), scope, metrics)
    found = [
        Trait(
            "metric",
            metric,
            float(mine[metric].values[0]),
            float(all_users[metric].values[0]),
            mine[metric].users,
        )
        for metric in metrics
        if mine[metric].values[0] is not None and all_users[metric].values[0]
    ]
    for dimension, metric in SPLITS:
        if dimension not in data.reasons and metric not in data.reasons:
            found += _shares(data, group, scope, dimension, metric)
    return sorted(found, key=lambda t: (-t.strength, t.kind, t.what))


def _shares(data: Opened, group: Group, scope: Scope, dimension: str, metric: str) -> Iterator[Trait]:
    """Shares of a dimension's values; only of those that enough users and events stand behind."""
    mine, my_total = _parts(data, group, scope, dimension, metric)
    everyone, all_total = _parts(data, Group(), scope, dimension, metric)
    if not my_total or not all_total:
        return
    for value, (events, people) in everyone.items():
        share = 100 * events / all_total
        own, own_users = mine.get(value, (0, 0))
        enough = share >= LEAST_SHARE and people >= SMALL and value != UNKNOWN
        if enough:
            behind = None if dimension == "hour" else own_users
            yield Trait(KINDS.get(dimension, dimension), f"{value}", 100 * own / my_total, share, behind)


Parts = dict[str, tuple[float, int]]
"""Value → (events, users)."""


def _parts(data: Opened, group: Group, scope: Scope, dimension: str, metric: str) -> tuple[Parts, float]:
    """The parts of a metric by a dimension and their total; hours taken together as parts of the day."""
    kept = _kept_terms(data, group, scope) if dimension == "term" else None
    if kept is not None:
        return kept
    parts: Parts = {}
    for (value,), figure in figures(data, Cut(metric, ("sum",), group, scope, (), (dimension,))).items():
        name = f"{value}"
        if dimension == "hour":
            name = next((part for part, hours in DAYPARTS.items() if value in hours), UNKNOWN)
        events, people = parts.get(name, (0, 0))
        parts[name] = (events + (figure.values[0] or 0), max(people, figure.users))
    return parts, sum(events for events, _ in parts.values())


def _kept_terms(data: Opened, group: Group, scope: Scope) -> tuple[Parts, float] | None:
    """The frequent search terms from the statistics, which keep every one that counts here."""
    plain = scope.latest and not scope.named and not (group.where or group.users)
    if not plain or len(group.segments) > 1 or INACTIVE in group.segments:
        return None
    segment = group.segments[0] if group.segments else ""
    total = figures(data, Cut("searches", ("sum",), group, scope))[()].values[0]
    rows = [row for row in data.breakdown("searches", "term") if row["segment"] == segment]
    return {f"{row['value']}": (row["sum"], row["users"]) for row in rows}, total or 0


def _row(trait: Trait) -> Row:
    what = METRIC[trait.what].name if trait.kind == "metric" else trait.what
    return trait.kind, what, trait.value, trait.everyone, 100 * trait.ratio, trait.users


def _notable(trait: Trait) -> bool:
    rare = trait.kind == "search term"  # who seldom searches lacks most terms: that says nothing
    enough = trait.users is None or trait.users >= SMALL or (trait.ratio < 1 and not rare)
    return enough and (trait.ratio >= NOTABLE or trait.ratio <= 1 / NOTABLE)


def _summary(group: Group, count: int, notable: list[Trait]) -> str:
    label = f"{group_label(group)} ({users(count)})"
    if not notable:
        return f"{label} is much like all users"
    best: dict[str, Trait] = {}
    for trait in notable:
        best.setdefault(trait.kind, trait)
    return f"{label} stands out by {listed(_phrase(t) for t in list(best.values())[:3])}"


def _phrase(trait: Trait) -> str:
    if trait.kind == "metric":
        unit = unit_of(trait.what)
        return f"{METRIC[trait.what].name} of {quantity(trait.value, unit)} against {number(trait.everyone)}"
    return f"{trait.kind} {trait.what} with {number(trait.value)} % against {number(trait.everyone)} %"


def _behind(trait: Trait) -> str:
    return "" if trait.users is None else f" ({users(trait.users)})"


def _findings(found: list[Trait]) -> Iterator[str]:
    for trait in found:
        if _notable(trait):
            side = "Over-represented" if trait.ratio > 1 else "Under-represented"
            yield f"{side}: {_phrase(trait)}{_behind(trait)}."


MORE = {
    "section": "Offer them {what}",
    "source": "Meet them through {what}",
    "device": "Make it work on {what} first",
    "time of day": "Publish and send for them in the {what}",
    "search term": "Have something ready on {what}, which they search for",
}
"""Kind → what to do where it is over-represented."""

LESS = {
    "clicks": "Give them a reason to click: they make few",
    "pages": "Show them more of the site: they visit few pages",
    "searches": "Bring stories to them rather than wait for a search",
    "views": "Lead them to an article: they open few",
    "articles": "Lead them on to a second article",
    "time_per_click": "Keep what you show them short",
    "time_per_article": "Start with short pieces",
    "total_time": "Ask for little of their time",
    "active_days": "Remind them between visits",
    "sessions": "Invite them back: they come seldom",
}
"""Metric → what to do where the group has less of it."""

HIGHER = {
    "clicks": "Keep them supplied: they click a lot",
    "pages": "Link widely: they visit many pages",
    "searches": "Look after search: they use it",
    "views": "Keep new articles coming: they open many",
    "articles": "Vary what you offer: they read many different articles",
    "time_per_click": "Offer depth: they stay on a page",
    "time_per_article": "Offer long pieces: they read on",
    "total_time": "Place here what needs attention: they give you their time",
    "active_days": "Build on their habit",
    "sessions": "Build on their habit: they come often",
    "recency": "Write to them soon: they have been away",
}
"""Metric → what to do where the group has more of it."""


def actions(found: list[Trait]) -> Iterator[str]:
    """What to do, the strongest difference of each kind first, each with the figure it rests on."""
    seen: dict[str, int] = {}
    for trait in found:
        if not _notable(trait) or seen.get(trait.kind, 0) >= 2:
            continue
        if trait.kind == "metric":
            text = (HIGHER if trait.ratio > 1 else LESS).get(trait.what)
        else:
            text = MORE[trait.kind].format(what=trait.what) if trait.ratio > 1 else None
        if text:
            seen[trait.kind] = seen.get(trait.kind, 0) + 1
            yield f"{text}: {_phrase(trait)}{_behind(trait)}."
