"""Who is meant where "or" stands between conditions: "searched for wine or read food", "read either"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from intents.query import TIMES, Condition, Group, Has, Threshold, Top
from intents.understand.bound_groups import complement
from intents.understand.clauses import is_verb
from intents.understand.frame import Frame, Sentence
from intents.understand.named_values import value_sense
from intents.understand.only import alone_with
from intents.understand.wording import weighs

_AnyOf = tuple[Condition, ...]
"""One entry of a group's conditions: any of these holds."""


def join_alternatives(sentence: Sentence, frame: Frame) -> None:
    """Makes one entry of `where` of those that "or" joins; rivals become groups to compare."""
    if _opposite_ends(frame):
        return
    _events_to_users(sentence, frame)
    _denied_together(sentence, frame)
    _any_of_these(sentence, frame)
    weighed = frame.compared or any(weighs(sentence, i) for i in range(len(sentence)))
    for run in _runs(sentence, frame, *(["compare"] if weighed else [])):
        if not weighed and any(alone_with(a, frame) for a in run):
            frame.doubts.append("Users of only one of several are no one group; ask for each of them.")
            return
        if weighed and _rival_before(frame, run):
            continue
        if weighed and not frame.listed and not _weighed_together(sentence, frame, run):
            _set_apart(sentence, frame, run)
            return
        _merge(frame, run)
    _not_both(sentence, frame)
    if (rivals := _segment_or_condition(sentence, frame)) is not None:
        _no_one_group(frame, *rivals, weighed)


def _opposite_ends(frame: Frame) -> bool:
    """ "the top and the bottom 10 % by clicks": nobody is at both ends, so they are two groups."""
    ends = [a for a in frame.where if isinstance(a[0], Top)]
    several = len({a[0].metric for a in ends if isinstance(a[0], Top)}) > 1
    if len({a[0].side for a in ends if isinstance(a[0], Top)}) < 2 or several or frame.listed:
        return False
    shared = tuple(a for a in frame.where if a not in ends)
    frame.groups = [Group(tuple(frame.segments), (), (end, *shared)) for end in ends]
    frame.compared = True
    return True


def _merge(frame: Frame, run: list[_AnyOf]) -> None:
    """One entry of `where` in the place of several, of which any holds."""
    merged, others = either(*run), [a for one in run for a in alone_with(one, frame)]
    frame.where = [merged if a == run[0] else a for a in frame.where if a not in run[1:]]
    if len(others) == len(run):  # "only on mobile or only on tablet"
        frame.where = [a for a in frame.where if a not in others] + [tuple(a[0] for a in others)]
    frame.said[merged] = frame.said[run[0]]
    frame.said_last[merged] = frame.said_last[run[-1]]


def _not_both(sentence: Sentence, frame: Frame) -> None:
    """ "with over 20 clicks or over 10 searches but not both": either of the two, and one of them not."""
    for i, _ in list(sentence.open("not")):
        both = sentence.after(i, "prep")
        pairs = [a for a in frame.where if len(a) == 2 and frame.said.get(a, i) < i]
        if both is None or sentence.at(both).text != "both" or len(pairs) != 1:
            continue
        sentence.use(i, both)
        frame.require(i, *(other for one in pairs[0] for other in complement(one)))


_ANY_OF_THESE = re.compile(
    r"(?:at least (?:one|1)|any|one or more|any one|either) of (?:these|those|the following)"
)


def _any_of_these(sentence: Sentence, frame: Frame) -> None:
    """ "at least one of these: 25 active days; over 60 sessions": any of what is listed behind it."""
    for i in range(1, len(sentence)):
        if sentence.at(i).breaks and _ANY_OF_THESE.search(sentence.text_before(i)):
            listed = [a for a in _in_order(frame) if frame.said[a] >= i]
            if len(listed) > 1:
                _merge(frame, listed)
                frame.them = False
            return


def _weighed_together(sentence: Sentence, frame: Frame, run: list[_AnyOf]) -> bool:
    """ "do people who read sport or searched for wine click more than others": they are one side of it."""
    after = sentence.mentions[frame.said_last[run[-1]] + 1 :]
    return any(m.has("compare") or m.text.endswith(" than") for m in after)


def _rival_before(frame: Frame, run: list[_AnyOf]) -> bool:
    """ "what share of mobile users read politics vs desktop users": the last against one before."""
    dimensions = [_dimension(a) for a in run]
    before = _in_order(frame)[: _in_order(frame).index(run[0])]
    return len(set(dimensions)) > 1 and dimensions[-1] in {_dimension(a) for a in before} - {""}


def _dimension(any_of: _AnyOf) -> str:
    """By what users are picked, where it is a value of a dimension; "" for bounds and the like."""
    return any_of[0].filter.dimension if len(any_of) == 1 and isinstance(any_of[0], Has) else ""


def _set_apart(sentence: Sentence, frame: Frame, run: list[_AnyOf]) -> None:
    """ "tablet users vs newsletter readers": a group for each; "vs those who also" is a part."""
    timed = [a for a in run if isinstance(a[0], Has) and a[0].filter.dimension in TIMES]
    others = {a: alone_with(a, frame) for a in run}
    own = {a for each in others.values() for a in each}
    shared = tuple(a for a in dict.fromkeys(frame.where) if a not in run and a not in own)
    words = {word for m in sentence.mentions[frame.said[run[0]] + 1 :] for word in m.text.split()}
    part = words & {"also", "same", "too"}
    if timed and not part:
        return  # "late night readers vs late night newsletter readers"
    groups = [(*shared, *([run[0]] if part and a != run[0] else []), a, *others[a]) for a in run]
    frame.groups = [Group(tuple(frame.segments), (), where) for where in groups]
    frame.events = [
        f for f in frame.events if (Has(f),) not in run
    ]  # "mobile first? mobile vs desktop users"
    frame.compared, frame.users_measured = True, frame.users_measured or not frame.metrics


def _no_one_group(frame: Frame, segment: str, any_of: _AnyOf, weighed: bool) -> None:
    """ "fans or tablet users": two groups to compare; no group is both a segment and whoever else."""
    both = len(frame.segments) == len(frame.where) == 1
    if weighed and both and not frame.listed:
        groups = {frame.said[segment]: Group((segment,)), frame.said[any_of]: Group((), (), (any_of,))}
        frame.groups = [groups[place] for place in sorted(groups)]
        frame.compared, frame.users_measured = True, frame.users_measured or not frame.metrics
    else:
        frame.doubts.append("Users of a segment or with another property are no one group; ask for each.")


def _in_order(frame: Frame) -> list[_AnyOf]:
    """The conditions whose place is known, in the order of naming."""
    beside = {
        (other, frame.said[a]) for a in frame.where if a in frame.said for other in alone_with(a, frame)
    }
    placed = [a for a in dict.fromkeys(frame.where) if frame.said.get(a, -1) >= 0]
    placed = [a for a in placed if (a, frame.said[a]) not in beside]
    return sorted(placed, key=lambda a: frame.said[a])


def _runs(sentence: Sentence, frame: Frame, *joins: str) -> list[list[_AnyOf]]:
    """The conditions between which "or" stands, or commas before a last "or"."""
    runs: list[list[_AnyOf]] = []
    listed: list[_AnyOf] = []
    for one, other in pairwise(_in_order(frame)):
        listed = [*(listed or [one]), other]
        end = max(frame.said[one], frame.said_last.get(one, -1))  # its own "or" is no join
        join = _join(sentence, end, _start(sentence, other, frame.said[other]))
        if (join == "or" and not _one_denial(sentence, frame, one, other)) or join in joins:
            runs = [*(run for run in runs if run[-1] != one), listed]
        elif join != ",":
            listed = []
    return runs


def _join(sentence: Sentence, one: int, start: int) -> str:
    """What joins the condition that starts at `start` to the one that ends at `one`: the nearest such word.

    A stop before a verb goes on with what was said ("searched for wine, read food or ..."): ",".
    """
    for j in range(start, one, -1):
        mention = sentence.at(j)
        if mention.text in ("or", "and or"):
            return "or"
        higher = mention.text.endswith(" than") and not sentence.used[j]
        if mention.has("compare") or mention.text == "as" or higher:
            return "compare"  # "vs", "as much as", "higher than"
        plus = mention.has("plus") and sentence.at(j - 1).number is not None  # "or 5+ searches"
        if mention.has("and") and mention.text not in _BESIDES and not plus:
            return "and"
        if mention.breaks:
            verb = is_verb(sentence, j) or mention.has("search_for", "from_where")
            return "," if verb else "and"
    return "and"


_BESIDES = ("also", "both", "as well")
"""Words of "and" that may stand beside another joining word: "or also read food"."""


def _start(sentence: Sentence, any_of: _AnyOf, place: int) -> int:
    """Where a condition begins, whose place is that of its last value: "food or sport"."""
    met, start = any_of[0], place
    if not isinstance(met, Has):
        return start
    for j in range(start, -1, -1):
        sense = value_sense(sentence, j)
        if sense and sense.dimension == met.filter.dimension and sense.value in met.filter.values:
            start = j
        elif not (sentence.is_filler(j) or sentence.at(j).has("or", "and", "prep", "label", "metric")):
            break
    return start


def either(*run: _AnyOf) -> _AnyOf:
    """Any of their alternatives, those of one dimension in one filter: "read sport or read food"."""
    found: list[Condition] = []
    for condition in (c for any_of in run for c in any_of):
        same = next((c for c in found if _alike(c, condition)), None)
        if same is None:
            found.append(condition)
        else:
            found[found.index(same)] = _either_value(same, condition)
    return tuple(found)


def _alike(one: Condition, other: Condition) -> bool:
    """True for plain conditions on events of one dimension."""
    met = [c for c in (one, other) if isinstance(c, Has) and not (c.negated or c.filter.negated)]
    return len(met) == 2 and met[0].filter.dimension == met[1].filter.dimension


def _either_value(one: Condition, other: Condition) -> Condition:
    """An event of a value of either."""
    assert isinstance(one, Has) and isinstance(other, Has)
    values = tuple(dict.fromkeys((*one.filter.values, *other.filter.values)))
    return replace(one, filter=replace(one.filter, values=values))


def _denied_together(sentence: Sentence, frame: Frame) -> None:
    """ "who never searched or read sport": the one "never" is said of both, so none of the two holds."""
    for one, other in pairwise(_in_order(frame)):
        if isinstance(other[0], Has) and not _denied(other[0]) and _one_denial(sentence, frame, one, other):
            none = tuple(replace(c, negated=True) if isinstance(c, Has) else c for c in other)
            frame.put_instead(other, none)


def _one_denial(sentence: Sentence, frame: Frame, one: _AnyOf, other: _AnyOf) -> bool:
    """The first of two that "or" joins is denied, and the second neither by itself nor of other users."""
    start = _start(sentence, other, frame.said[other])
    between = sentence.mentions[frame.said[one] + 1 : start]
    alone = isinstance(other[0], Has) and not any(m.has("who", "noun", "not") for m in between)
    return len(one) == 1 and _denied(one[0]) and alone and _join(sentence, frame.said[one], start) == "or"


def _denied(condition: Condition) -> bool:
    """True for "never read sport" and "no searches"."""
    if isinstance(condition, Has):
        return condition.negated
    return isinstance(condition, Threshold) and condition.op == "=" and condition.low == 0


def _events_to_users(sentence: Sentence, frame: Frame) -> None:
    """ "searched for wine or read food": no event is both, so users are picked."""
    events = {(Has(f),): f for f in frame.events if f in frame.said}
    places = {a: frame.said[a] for a in _in_order(frame)} | {a: frame.said[f] for a, f in events.items()}
    joins = ("or", "compare") if frame.users_measured and not frame.metrics else ("or",)
    apart = any(
        (one in events or other in events)
        and not _alike(one[0], other[0])
        and _join(sentence, places[one], _start(sentence, other, places[other])) in joins
        for one, other in pairwise(sorted(places, key=lambda a: places[a]))
    )
    if apart and frame.metrics and not (frame.users_measured or frame.listed):
        frame.doubts.append("Events of either of two kinds cannot be added up yet; ask for each of them.")
    elif apart:
        frame.events_to_users()


def _segment_or_condition(sentence: Sentence, frame: Frame) -> tuple[str, _AnyOf] | None:
    """ "fans or tablet users": a segment and a condition between which "or" stands."""
    named: dict[str | _AnyOf, int] = {s: frame.said[s] for s in frame.segments if s in frame.said}
    named |= {any_of: frame.said[any_of] for any_of in _in_order(frame)}
    for one, other in pairwise(sorted(named, key=lambda item: named[item])):
        start = named[other] if isinstance(other, str) else _start(sentence, other, named[other])
        if isinstance(one, str) != isinstance(other, str) and _join(sentence, named[one], start) == "or":
            return (one, other) if isinstance(one, str) else (other, one)  # type: ignore[return-value]
    return None


def named_apart(sentence: Sentence, frame: Frame) -> None:
    """ "views of politics and of sport, September against October": each of the two at both times."""
    if frame.baseline is None or frame.by or frame.groups:
        return
    for found in frame.events:
        if len(found.values) > 1 and not found.negated and _led_again(sentence, found.dimension):
            frame.by = [found.dimension]
            return


def _led_again(sentence: Sentence, dimension: str) -> bool:
    """ "of politics and of sport", "on mobile and on desktop": the second value has its own preposition."""
    for i, mention in enumerate(sentence.mentions):
        after = sentence.at(i + 1).text.split(" ")
        own = sentence.at(i + 1).has("prep") or (
            len(after) > 1 and after[0] in ("on", "of", "from", "in", "for")
        )
        second = sentence.at(i + 1 + (len(after) == 1))
        if mention.has("and") and own and sentence.at(i - 1).names(dimension) and second.names(dimension):
            return True
    return False
