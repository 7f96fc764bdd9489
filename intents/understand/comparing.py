"""Things set side by side: groups of users, values of a dimension, weekends and weekdays, now and before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from intents.mentions import Mention
from intents.query import ENTITIES, TIMES, Filter, Group, Has, Period, met_alone, of_kind
from intents.times.earlier_days import like_for_like, previous, previous_unit
from intents.understand.bound_groups import opposite, rival_bounds, told_apart
from intents.understand.frame import Frame, Sentence
from intents.understand.named_values import OVERLAPPING
from intents.understand.only import alone_with
from intents.understand.sizes import compare_sizes
from intents.understand.wording import FALLING, GROWING, RISING, asks_whether
from intents.vocabulary import Vocabulary
from intents.wordbook import ROLL_UPS


def compare_groups(sentence: Sentence, frame: Frame) -> None:
    """ "mobile users vs desktop users", "fans against everyone": groups of users side by side."""
    frame.where = list(dict.fromkeys(frame.where))
    if len(frame.users) > 1 and frame.metrics and sentence.any("or") and sentence.any("desc", "asc", "more"):
        frame.compared, frame.order, frame.listed, frame.limit = True, None, False, None  # "user 5 or user 6"
    _with_and_without(sentence, frame)
    told_apart(sentence, frame)
    compare_sizes(sentence, frame)
    frame.compared |= not frame.listed and _counted_apart(sentence, frame)
    described = sentence.cue("profile", "distinction") and frame.segments
    if not frame.compared or frame.groups or frame.baseline is not None or described:
        return
    if len(frame.users) > 1 and frame.metrics:
        frame.groups = [Group((), (user,), tuple(frame.where)) for user in frame.users]
        return
    if _rival_values(frame) or _either_group(frame) or rival_bounds(sentence, frame):
        return
    if frame.everyone and (frame.segments or frame.where) and not (frame.segments and "segment" in frame.by):
        whom = Group(tuple(frame.segments), tuple(frame.users), tuple(frame.where))
        frame.groups = [whom, _others(sentence, frame)]
    _compare_values(frame)


def _rival_values(frame: Frame) -> bool:
    """ "people from the newsletter against those from google": a group for each value that picks users."""
    picked = {c.filter.dimension for c in of_kind(Has, frame.where)}
    if len(frame.events) == 1 and frame.events[0].dimension in picked and len(frame.events[0].values) == 1:
        frame.events_to_users()
    has = [(any_of, met) for any_of in frame.where if (met := met_alone(any_of))]
    has.sort(key=lambda found: frame.said_last.get(found[0], -1))
    for _, first in has:
        rivals = [c for _, c in has if c.filter.dimension == first.filter.dimension]
        if len(set(rivals)) > 1:
            again = list(dict.fromkeys(reversed(rivals)))  # the last time it was said counts
            each = [((c,), *alone_with((c,), frame)) for c in reversed(again)]
            shared = [a for a in frame.where if not any(a in own for own in each)]
            frame.groups = [Group(tuple(frame.segments), (), (*shared, *own)) for own in each]
            frame.by = [d for d in frame.by if d != first.filter.dimension]
            return True
    return False


def _compare_values(frame: Frame) -> None:
    """ "clicks on mobile against tablet", "lisbon vs marathon by month": rows for the values of events."""
    if (several := _several(frame)) is None:
        return
    if set(several.values) >= set(ROLL_UPS) and (frame.users_ranked or frame.users_measured):
        frame.events = [f for f in frame.events if f != several]
        frame.groups = [
            Group(tuple(frame.segments), (), (*frame.where, (Has(replace(several, values=(value,))),)))
            for value in several.values
        ]
        frame.by, frame.users_measured, frame.order = [], True, None
        return  # "social or search engines, who brings more people"
    if set(several.values) >= set(ROLL_UPS):
        frame.doubts.append("Social and search engines cannot be set side by side; ask for one at a time.")
    days = several.dimension == "weekday" and frame.by == ["day"]
    if not frame.by or days:
        frame.by = [several.dimension]
    elif set(frame.by) <= set(TIMES) and several.dimension != "weekday":
        frame.by, frame.compared = [*frame.by, several.dimension], False


def _either_group(frame: Frame) -> bool:
    """ "who reads longer, people from google or from bing": a group of users for each."""
    either = [
        (any_of, c.filter)
        for any_of in frame.where
        for c in any_of
        if isinstance(c, Has) and len(c.filter.values) > 1 and not c.negated
    ]
    if len(either) != 1 or not (frame.metrics or frame.graded) or frame.by or len(frame.segments) > 1:
        return False
    ((rivals, named),) = either
    shared = [any_of for any_of in frame.where if any_of != rivals]
    each = [Has(Filter(named.dimension, (value,))) for value in named.values]
    frame.groups = [Group(tuple(frame.segments), (), (*shared, (c,))) for c in each]
    return True


def _counted_apart(sentence: Sentence, frame: Frame) -> bool:
    """ "how many mobile users and desktop users", "on phones, on desktops": each for itself, not both."""
    picked = [met.filter for any_of in frame.where if (met := met_alone(any_of))]
    names = {(f.dimension, f.values[0]) for f in picked if len(f.values) == 1}
    said = [
        i
        for i, m in enumerate(sentence.mentions)
        if any(s.kind == "value" and (s.dimension, s.value) in names for s in m.senses)
    ]
    dimensions = {f.dimension for f in picked}
    if len(said) < 2 or len(dimensions) > 1 or len(names) < 2 or OVERLAPPING & set(sentence.text.split()):
        return False
    owners = [_owner(sentence, i) for i in said]
    each_noun = None not in owners and len(set(owners)) == len(owners)
    each_noun &= all(_joined(sentence, i, j) for i, j in pairwise(said))
    each_place = all(sentence.at(i - 1).has("prep") for i in said) and frame.users_measured
    listed = all(sentence.at(i - 1).breaks for i in said[1:])
    over = all(any(m.text == "/" for m in sentence.mentions[i:j]) for i, j in pairwise(said))
    return each_noun or over or (each_place and listed)


def _joined(sentence: Sentence, i: int, j: int) -> bool:
    """ "google users, facebook users" and "... and ...", where "who are also" says more of the same."""
    between = sentence.mentions[i + 1 : j + 1]
    return any(m.breaks or m.has("and", "or", "compare") for m in between) and all(
        m.text != "also" for m in between
    )


def _owner(sentence: Sentence, i: int) -> int | None:
    """The word for the users that a value is said of: "mobile users", "people who read food"."""
    if sentence.at(i + 1).has("noun"):
        return i + 1
    j = i - 1
    while sentence.at(j).has("prep", "who", "metric", "active", "fill", "from_where", "dimension") and not (
        sentence.at(j).has("noun", "and", "or") or sentence.at(j).text in _ONES
    ):
        j -= 1
    return j if sentence.at(j).has("noun") or sentence.at(j).text in _ONES else None


_ONES = ("ones", "those")


def _with_and_without(sentence: Sentence, frame: Frame) -> None:
    """ "who read food and who did not", "food readers vs those who never read food": side by side."""
    bounds = frame.compared  # "under 5 clicks or none at all" sets nobody against others
    picked = [
        a[0] for a in frame.where if len(a) == 1 and (bounds or isinstance(a[0], Has)) and opposite(a[0])
    ]
    met = [c for c in picked if isinstance(c, Has)]
    both = [c for c in met if not c.negated and Has(c.filter, True) in met]
    apart = picked and (frame.compared or sentence.any("and", "or", "compare"))
    bare = [i for i, m in sentence.open("not") if apart and _ends_clause(sentence, i)]
    sentence.use(*bare)
    named = [c for c in met if not c.negated][-1:] or picked
    told = [*both, *(named if bare else [])][:1]
    if not told or not (frame.compared or bare):
        return
    pair = (told[0], opposite(told[0]))
    shared = [a for a in frame.where if a[0] not in pair]
    frame.groups = [Group(tuple(frame.segments), (), (*shared, (c,))) for c in pair if c]
    frame.compared = True


def _ends_clause(sentence: Sentence, i: int) -> bool:
    """Nothing that the "not" could deny follows: the end, a stop, a word for users or a figure."""
    after = sentence.after(i, "prep")
    following = sentence.at(after)
    if following.has("noun") and sentence.at((after or 0) + 1).text in ("who", "that"):
        return False  # "minus anybody who ..."
    return after is None or following.breaks or following.has("noun", "aggregate")


def _several(frame: Frame) -> Filter | None:
    """The filter on events that names several values, any of which they may have."""
    return next((f for f in frame.events if len(f.values) > 1 and not f.negated), None)


def mixed_values(frame: Frame, vocabulary: Vocabulary) -> None:
    """ "traffic split: google / direct", "mob/desk/tab split": the values named are the rows."""
    parts = _several(frame)
    if frame.mix and parts and not frame.by:
        frame.by = [parts.dimension]
        every = set(parts.values) == set(vocabulary.values.get(parts.dimension, ()))
        if every or set(ROLL_UPS) & set(parts.values):
            frame.events.remove(parts)  # all of them, or a name for several: every row is shown


_AND_SO_ON = re.compile(
    r"(?:and|all|plus) (?:all |each |every )?(?:of )?(?:the )?(?:others?|rest|remaining)(?! of )(?: |$)"
    r"|(?:and so on|so forth|etc|etcetera|and the like|\.\.\.)"
)
"""Words after a few values by which all the others are meant, too."""


def every_value(sentence: Sentence, frame: Frame) -> None:
    """ "on mobile, desktop and tablet", "google, facebook and the rest": all of the values are the split."""
    goes_on = _AND_SO_ON.search(sentence.text)
    for found in frame.filters():
        every = set(sentence.vocabulary.values.get(found.dimension, ()))
        listed = goes_on is not None and len(found.values) > 1
        whole = listed or (len(every) > 2 and set(found.values) == every)
        if found.negated or not whole or frame.groups:
            continue
        if listed:
            frame.compared = frame.everyone = frame.rest = False
        frame.leave_out(found)
        if found.dimension not in frame.by:
            frame.by.append(found.dimension)


_EACH = {"each", "respectively", "separately", "individually", "apiece"}
"""Words that want a figure for each of the values named."""


def each_value(sentence: Sentence, frame: Frame) -> None:
    """ "rugby, f1 and chess, searches for each": the values named are the rows."""
    several = _several(frame)
    if several and _EACH & set(sentence.text.split()) and not (frame.by or frame.groups):
        frame.by = [several.dimension]
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if _EACH & set(m.text.split())))


def either_value(frame: Frame) -> None:
    """ "weekends: mobile or desktop?": nothing measured, two values to choose from."""
    choice = _several(frame)
    if choice and not (frame.metrics or frame.by or frame.users_measured or frame.aggregates or frame.listed):
        frame.by, frame.compared = [choice.dimension], True


def candidate(sentence: Sentence, frame: Frame) -> None:
    """ "is politics our biggest section": one of the rows that are ranked, whose place is asked."""
    asked = frame.order and any(m.text in ("is", "are", "was", "were") for m in sentence.mentions[:4])
    for found in list(frame.events) if asked else []:
        if found.dimension in frame.by and len(found.values) == 1 and not found.negated:
            frame.events.remove(found)


def against_before(sentence: Sentence, frame: Frame) -> None:
    """ "did clicks go up this week": against the week before, like for like; else the last 7 days."""
    ups = [i for i, m in enumerate(sentence.mentions) if m.text in ("up", "down") and not sentence.used[i]]
    rises = frame.metrics or (frame.events and asks_whether(sentence))
    if rises:
        sentence.use(*ups)  # "are clicks up this week", "is sport up since 5 October"
    moving = any(_direction(m).startswith(RISING + FALLING) for m in sentence.mentions if m.has("cue"))
    split = {"segment", "as_of", *TIMES} & set(frame.by)
    acts = bool(frame.events or of_kind(Has, frame.where)) and not split
    ranks = bool(frame.by) and _asks_which(sentence, frame)
    told = frame.changing and moving and (frame.metrics or ranks or acts)
    weighed = [word for m in sentence.mentions if (word := m.text.partition(" ")[0]) in _WEIGHED]
    if frame.baseline and ranks and weighed:  # "which terms are searched more than last week"
        frame.order = frame.order or _WEIGHED[weighed[0]]
    more = _more_than_before(sentence, frame)
    if not told and not more and not (ups and rises):
        return
    if not frame.baseline and not (frame.trend or frame.point or (frame.by and not ranks)):
        _set_before(sentence, frame)
    if frame.baseline and ranks:
        frame.order = "asc" if falling(sentence) else "desc"


_UNITS = ("week", "month", "quarter", "year")
"""Calendar units that have one of their kind before them."""


def _more_than_before(sentence: Sentence, frame: Frame) -> bool:
    """ "did we get more clicks this week", "are people reading less lately": than in the time before."""
    unit = frame.period_unit.split(" ")[-1]
    told = frame.window_named or unit in _UNITS or sentence.text.endswith(("more or less", "less or more"))
    weighed = any(
        _WEIGHED.keys() & set(m.text.split()) and not m.has("more", "less") for m in sentence.mentions
    )
    against = frame.compared or frame.baseline or frame.point or frame.by or frame.groups or frame.limit
    if not (frame.metrics and asks_whether(sentence) and told and weighed) or against:
        return False
    frame.order, frame.users_ranked, frame.listed = None, False, False
    return True


_WEIGHED: dict[str, Literal["desc", "asc"]] = {
    "more": "desc", "higher": "desc", "greater": "desc", "longer": "desc", "busier": "desc",
    "less": "asc", "fewer": "asc", "lower": "asc", "shorter": "asc", "quieter": "asc",
}  # fmt: skip
"""Words that weigh a figure against an earlier one → the order of the change that is asked for."""


def _set_before(sentence: Sentence, frame: Frame) -> None:
    """The period before the one named; nothing named is the last 7 days."""
    if frame.period is None:
        frame.period = Period(sentence.vocabulary.as_of - dt.timedelta(days=6), sentence.vocabulary.as_of)
        frame.baseline = previous(frame.period)
    elif (unit := frame.period_unit.split(" ")[-1]) in _UNITS:
        earlier = previous_unit(frame.period, unit)
        this = frame.period_unit.startswith("this")
        if frame.period_unit.startswith("since"):
            earlier = previous(frame.period)
        frame.baseline = like_for_like(frame.period, earlier, unit) if this else earlier
    elif frame.period_unit == "since" and previous(frame.period).first >= sentence.vocabulary.first_day:
        frame.baseline = previous(frame.period)  # "have searches gone up since 12 October"
    elif frame.period_unit == "since" and not frame.by:
        frame.trend = True  # "is traffic up since September": there are not as many days before it


def told_to_move(mention: Mention) -> bool:
    """True for a word of a change that says nothing else: a figure is held against an earlier one."""
    cues = {s.value for s in mention.senses if s.kind == "cue"}
    return cues == {"change"} == {s.value for s in mention.senses} and _direction(mention).startswith(
        RISING + FALLING
    )


def _asks_which(sentence: Sentence, frame: Frame) -> bool:
    """ "which section is growing", "searches on the rise": the rows are ranked by their change."""
    rows = set(frame.by) <= set(ENTITIES)
    led = any(
        m.has("dimension") and sentence.at(i - 1).text in GROWING for i, m in enumerate(sentence.mentions)
    )
    return rows and (frame.order is not None or led or sentence.any("what", "who"))


def falling(sentence: Sentence) -> bool:
    """True where the change that is asked for is a loss."""
    changes = [m for m in sentence.mentions if any(s.value == "change" for s in m.senses)]
    return any(_direction(m).startswith(FALLING) for m in changes)


def _direction(mention: Mention) -> str:
    """The words of a change without the verb: "are on the rise" is "on the rise"."""
    return mention.text[max(mention.text.find("on the "), 0) :]


def _others(sentence: Sentence, frame: Frame) -> Group:
    """Everyone, or for "the rest" everyone in another segment, or beyond the bound."""
    one = frame.where[0] if len(frame.where) == 1 and not frame.segments else ()
    if frame.rest and len(one) == 1 and (left := opposite(one[0])):
        return Group(where=((left,),))
    others = tuple(s for s in sentence.vocabulary.segments if s not in frame.segments)
    return Group(others, (), tuple(frame.where)) if frame.rest and frame.segments else Group()
