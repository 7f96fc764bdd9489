"""The working papers of one question: what it named so far, and which mentions are still to be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from intents.mentions import Marked, Mention
from intents.query import Ask, Condition, Filter, Group, Has, Period, Top, met_alone, of_kind
from intents.times.dates import TimeMention
from intents.vocabulary import Vocabulary

PACE: dict[str, Literal["desc", "asc"]] = {
    "slowest": "desc", "slower": "desc", "fastest": "asc", "faster": "asc", "quickest": "asc",
    "quicker": "asc",
}  # fmt: skip
"""Words of pace → the order of time spent that they ask for."""


@dataclass
class Frame:
    """What a question named; None and empty mean "not named", so that a follow-up can tell."""

    ask: Ask | None = None
    """The kind of answer, where words say it."""
    subject: str = ""
    """A user id, or the term or topic of a definition, data or method question."""
    metrics: list[str] = field(default_factory=list)
    """What is measured, in order."""
    aggregates: list[str] = field(default_factory=list)
    """How, in order."""
    bare: list[str] = field(default_factory=list)
    """Metrics named before the aggregate, which is not of them: "views and average reading time"."""
    implied_users: bool = False
    """Users are counted because nothing else is; a follow-up does not take it for a measure."""
    counted: bool = False
    """ "how many", "number of": of users unless a metric follows."""
    events_counted: bool = False
    """ "how many times", "how often": events are counted, whoever made them."""
    users_measured: bool = False
    """Users are what is counted or shared."""
    segments: list[str] = field(default_factory=list)
    """The group's segments."""
    without_inactive: bool = False
    """ "exclude the inactive ones": everyone in the segments, told so."""
    with_inactive: bool = False
    """ "inactive ones included": they are counted beside the others."""
    adds: bool = False
    """A follow-up adds to the group instead of replacing it."""
    also: bool = False
    """ "how many also read sport": what is said holds besides what was said before."""
    segments_apart: bool = False
    """The segments are to be told apart (a row each), not taken together."""
    users: list[str] = field(default_factory=list)
    """User ids the group is limited to."""
    where: list[tuple[Condition, ...]] = field(default_factory=list)
    """The group's conditions."""
    said: dict[object, int] = field(default_factory=dict)
    """Where in the sentence segments, alternatives of `where` and filters on events were said."""
    said_last: dict[object, int] = field(default_factory=dict)
    """Where those of them that users are picked by were said for the last time."""
    end: Top | None = None
    """ "top 20 %" by nothing that is named: its metric is empty."""
    groups: list[Group] = field(default_factory=list)
    """Two or more groups to compare, instead of the one above."""
    base: Group | None = None
    """Of whom a share is."""
    within: Literal["", "own", "open"] = ""
    """Whose users a share in rows is of: all that are counted, each row's own, or either ("open")."""
    users_split: bool = False
    """ "by users": their number is the measure."""
    rest: bool = False
    """ "the rest", "the others": whoever is in another segment."""
    everyone: bool = False
    """ "everyone", "overall" was named."""
    events: list[Filter] = field(default_factory=list)
    """Which events count."""
    by: list[str] = field(default_factory=list)
    """Dimensions."""
    mix: bool = False
    """ "mix", "split": the share of clicks."""
    compared: bool = False
    """A comparison was asked for."""
    graded: bool = False
    """ "who is more engaged": the groups compared are told by the segments they are in."""
    changing: bool = False
    """A change over time was asked for."""
    trend: bool = False
    """A course over time was asked for."""
    period: Period | None = None
    """The days."""
    period_unit: str = ""
    """The calendar unit the period was named by."""
    baseline: Period | None = None
    """The earlier days."""
    day_against: bool = False
    """A day is held against today ("fans vs 3 October")."""
    before_that: bool = False
    """ "the week before that": the period before the one of the question before."""
    earlier: TimeMention | None = None
    """ "the same day last week", "the Friday before": how that period is told by the one before it."""
    point: Period | None = None
    """A point in time for membership, as a period of one day."""
    point_unit: str = ""
    """ "day" where days were counted back to it ("three days ago")."""
    window_named: bool = False
    """The window itself was named ("now", "currently")."""
    order: Literal["desc", "asc"] | None = None
    """Ranked."""
    limit: int | None = None
    """How many rows."""
    single: bool = False
    """One winner was asked for ("which section", "the top user")."""
    users_ranked: bool = False
    """ "the most users": the number of users orders the rows, or the users themselves are ranked."""
    readers: bool = False
    """Users were called readers."""
    several: bool = False
    """Users in the plural were ranked ("top users")."""
    many: bool = False
    """Several were asked for ("top sections")."""
    every: bool = False
    """All of them are wanted ("list all")."""
    sorted: bool = False
    """All rows are wanted in order ("rank the sources")."""
    visited: bool = False
    """Activity was named ("active", "came by"): a day is then a period, not a point in time."""
    whereto: bool = False
    """ "where did they go": the movement itself is wanted, not how many took part."""
    tabled: bool = False
    """ "movement table", "from which segment to which": the movement itself, whoever else is named."""
    listed_by_name: bool = False
    """The users themselves are wanted, not only their number: "list", "ids"."""
    listed: bool = False
    """Users are to be listed."""
    them: bool = False
    """ "them", "those users": the group of the question before."""
    method: Literal["spearman", "pearson"] | None = None
    """The named correlation."""
    doubts: list[str] = field(default_factory=list)
    """What could not be made out, as sentences."""

    def events_named(self, dimension: str) -> bool:
        """True when events or users of a value of the dimension were named."""
        return any(f.dimension == dimension for f in self.filters())

    def filters(self) -> list[Filter]:
        """Every filter named, on events or on users."""
        return [*self.events, *(has.filter for has in of_kind(Has, self.where))]

    def require(self, at: int, *any_of: Condition) -> None:
        """The users satisfy one of the conditions, said at a place of the sentence."""
        self.where.append(any_of)
        self.said_last[any_of] = at
        self.said.setdefault(any_of, at)

    def put_instead(self, one: tuple[Condition, ...], other: tuple[Condition, ...]) -> None:
        """The other conditions in the place of the one, in the group and in the sentence."""
        self.where = [other if any_of == one else any_of for any_of in self.where]
        self.said[other] = self.said.get(one, -1)
        self.said_last[other] = self.said_last.get(one, self.said[other])

    def leave_out(self, found: Filter) -> None:
        """Neither events nor users are picked by a filter after all."""
        self.events = [f for f in self.events if f != found]
        self.where = [any_of for any_of in self.where if any_of != (Has(found),)]

    def events_to_users(self) -> None:
        """Only users are measured after all: what picked events picks users."""
        for found in self.events:
            self.require(self.said.get(found, -1), Has.of(found))
        self.events = []

    def users_to_events(self, *dimensions: str) -> None:
        """What picked users picks events after all; of these dimensions only, where some are given."""
        for any_of in list(self.where):
            met = met_alone(any_of)
            if met and (not dimensions or met.filter.dimension in dimensions):
                self.where.remove(any_of)
                self.events.append(met.filter)


class Sentence:
    """The mentions of a question and which of them are explained."""

    def __init__(self, marked: Marked, vocabulary: Vocabulary) -> None:
        self.mentions = marked.mentions
        self.tokens = marked.tokens
        self.vocabulary = vocabulary
        self.used = [False] * len(self.mentions)
        self.text = " ".join(m.text for m in self.mentions)

    def __len__(self) -> int:
        return len(self.mentions)

    def use(self, *indexes: int) -> None:
        """These mentions are explained."""
        for i in indexes:
            self.used[i] = True

    def open(self, *kinds: str) -> Iterator[tuple[int, Mention]]:
        """The unexplained mentions with a sense of one of the kinds, in order."""
        for i, mention in enumerate(self.mentions):
            if not self.used[i] and mention.has(*kinds):
                yield i, mention

    def has_open(self, *kinds: str) -> bool:
        """True when some unexplained mention has a sense of one of the kinds."""
        return next(self.open(*kinds), None) is not None

    def any(self, *kinds: str) -> bool:
        """True when some mention, explained or not, has a sense of one of the kinds."""
        return any(m.has(*kinds) for m in self.mentions)

    def cue(self, *values: str) -> list[int]:
        """The unexplained mentions that are a cue for one of the asks."""
        return [
            i for i, m in self.open("cue") if any(s.kind == "cue" and s.value in values for s in m.senses)
        ]

    def after(self, i: int, *skip: str) -> int | None:
        """The next mention that is more than filler (or one of the kinds to skip); None at the end."""
        return self._step(i, 1, skip)

    def before(self, i: int, *skip: str) -> int | None:
        """The previous mention that is more than filler; None at the start."""
        return self._step(i, -1, skip)

    def _step(self, i: int, step: int, skip: tuple[str, ...]) -> int | None:
        i += step
        while 0 <= i < len(self.mentions) and (self.is_filler(i) or self.mentions[i].has(*skip)):
            i += step
        return i if 0 <= i < len(self.mentions) else None

    def is_filler(self, i: int) -> bool:
        """True for a mention that has no sense but filler."""
        senses = self.mentions[i].senses
        return bool(senses) and all(s.kind in ("fill", "label", "lead", "search_verb") for s in senses)

    def text_before(self, i: int) -> str:
        """The words before a mention."""
        return " ".join(m.text for m in self.mentions[:i])

    def at(self, i: int | None) -> Mention:
        """The mention at an index; an empty one for None and beyond either end."""
        inside = i is not None and 0 <= i < len(self.mentions)
        return self.mentions[i] if i is not None and inside else Mention("", 0, 0)
