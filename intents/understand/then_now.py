"""Users told by the segment they were in then and the one they are in now → one `Moved` condition.

"were low a month ago and are high now", "in the top tier now but not a week ago", "where are they now".
"""

from __future__ import annotations

from dataclasses import dataclass

from intents.mentions import Mention
from intents.query import INACTIVE, Direction, Moved
from intents.times.dates import TimeMention
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved
from intents.understand.moving_days import days_of
from intents.understand.segments import places_of

_WAS = {"were", "was", "been", "used", "had", "werent", "wasnt", "hadnt"}
_IS = {"are", "is", "arent", "isnt", "became"}
_NOW = {"now", "today", "todays", "currently", "current"}
_THERE = {"it", "that", "there", "one", "them"}
"""Words that point back at the segment named."""
_STEPS: dict[str, Direction] = {
    "lower": "down", "down": "down", "worse": "down", "higher": "up", "up": "up", "better": "up",
}  # fmt: skip
"""Where somebody stands, against the segment of before."""


@dataclass(frozen=True)
class _Clause:
    """One of the two halves of "were ... then and are ... now"."""

    words: frozenset[str]
    dated: bool
    """A day of before stands in it."""
    denied: tuple[int, ...]
    """Where it says "not"."""

    @property
    def then(self) -> bool:
        return self.dated or bool(self.words & _WAS)

    @property
    def now(self) -> bool:
        return bool(self.words & _NOW) or (bool(self.words & _IS) and not self.dated)


def then_and_now(sentence: Sentence, frame: Frame, movements: list[Mention]) -> bool:
    """Fills `where` with the movement that two states say, and no word of movement."""
    if any(m.get("movement") != "any" for m in movements) or sentence.any("compare") or frame.users:
        return False
    if sum(m.has("count") for m in sentence.mentions) > 1:
        return False  # "how many were low then and how many are high now": two figures
    places = _places(sentence)
    told = _of_two_places(sentence, frame, places) if len(places) == 2 else None
    if told is None and places and all(place == places[-1][1] for _, place in places):
        told = _of_one_place(sentence, frame, *places[-1])
    if told is None:
        return False
    direction, origin, target, used = told
    asked = [k for k, m in enumerate(sentence.mentions) if m in movements]
    if frame.period_unit == "day":
        frame.point, frame.period = frame.period, None  # "were loyal yesterday"
    sentence.use(*(j for j, _ in places), *used, *asked)
    frame.where.append((moved(direction, origin, target, *days_of(frame)),))
    return True


def _places(sentence: Sentence) -> list[tuple[int, list[str]]]:
    """Where segments are named, and "gone" of users."""
    found = []
    for j, mention in sentence.open("segment", "awayfor"):
        place = places_of(mention, sentence.vocabulary) or ([INACTIVE] if mention.text in _GONE else [])
        found += [(j, place)] if place else []
    return found


_GONE = ("gone", "away", "absent")


_Told = tuple[Direction, list[str], list[str], tuple[int, ...]]
"""The direction, the places of before and after, and the mentions that say so."""


def _day_named(sentence: Sentence, frame: Frame) -> bool:
    """A day of before, by its date, counted back to, or "yesterday"."""
    if frame.point is not None or frame.period is None:
        return frame.point is not None
    yesterday = frame.period_unit == "day" and frame.period.last < sentence.vocabulary.as_of
    return yesterday or frame.period_unit == "day day"


def _of_two_places(sentence: Sentence, frame: Frame, places: list[tuple[int, list[str]]]) -> _Told | None:
    """ "were low a month ago and are high now", "loyal users who were low a month ago"."""
    (i, first), (j, second) = places
    if j == i + 2 and sentence.at(i + 1).has("and", "or"):
        return None  # "how many low and moderate users were there on 3 October"
    split = _split(sentence, i, j)
    before, after = _clause(sentence, 0, split), _clause(sentence, split, len(sentence))
    day = _day_named(sentence, frame)
    if (day or before.then) and after.now and not after.dated and (before.then or not before.now):
        then, now, origin, target = before, after, first, second
    elif day and after.then and not after.now and (before.now or bool(after.words & _WAS)):
        if any(m.get("aggregate") == "share" for m in sentence.mentions):
            return None  # "what share of the low users were high then" is of those who are low now
        then, now, origin, target = after, before, second, first
    else:
        return None
    if origin != target:
        return None if then.denied or now.denied else ("any", origin, target, ())
    if now.denied:
        return None if then.denied else ("left", origin, [], now.denied)
    return ("joined", [], target, then.denied) if then.denied else ("stayed", origin, [], ())


def _of_one_place(sentence: Sentence, frame: Frame, i: int, place: list[str]) -> _Told | None:
    """ "where are the fans of two weeks ago now", "in the top tier now who were not in it a week ago"."""
    if not _day_named(sentence, frame):
        return None
    if frame.whereto:
        return "any", place, [], ()
    words = set(sentence.text.split())
    if "both" in words and words & _NOW and not sentence.any("not"):
        return "stayed", place, [], ()  # "have been loyal both on 12 September and now"
    split = _split(sentence, i, len(sentence))
    before, after = _clause(sentence, 0, split), _clause(sentence, split, len(sentence))
    there = after.denied and after.words & _THERE  # "ended up in it who were not in it a week ago"
    if (before.words & _NOW or there) and not before.then and after.then:
        if before.denied or sentence.at(sentence.before(i)).text == "out of":
            return "left", place, [], (*before.denied, *_out_of(sentence, i))
        return ("joined", [], place, after.denied) if after.denied and after.words & _THERE else None
    if not (before.then and after.now) or after.dated:
        return None
    if after.denied:
        return "left", place, [], after.denied  # "was a fan on 3 October and is not now"
    step = next((k for k in range(split, len(sentence)) if sentence.at(k).text in _STEPS), None)
    if step is not None and place != [INACTIVE]:
        return _STEPS[sentence.at(step).text], place, [], (step,)  # "was mid on 3 October and is lower now"
    return ("returned", [], [], ()) if place == [INACTIVE] and "back" in after.words else None


def _out_of(sentence: Sentence, i: int) -> list[int]:
    before = sentence.before(i)
    return [before] if before is not None else []


def whence(sentence: Sentence, frame: Frame) -> bool:
    """ "where were our current fans on 3 October", "which segment were they in": the movement into one."""
    places = _places(sentence)
    words = set(sentence.text.split())
    asked = any(
        m.has("segment_noun") and sentence.at(sentence.before(k, "prep")).has("what")
        for k, m in enumerate(sentence.mentions)
    )
    where = "where were" in sentence.text or "where was" in sentence.text
    if len(places) != 1 or not (where or (asked and {"were", "was"} & words)) or frame.users:
        return False
    dated = _day_named(sentence, frame) and words & _NOW
    if not dated or sentence.any("movement", "compare", "metric", "count"):
        return False
    i, place = places[0]
    if set(sentence.at(i - 1).text.split()) & _WAS and sentence.at(i - 2).has("who"):
        return False  # "in which segments are those now who were fans two weeks ago"
    sentence.use(i, *sentence.cue("profile"))
    frame.whereto = True
    frame.where.append((Moved("any", (), tuple(place), *days_of(frame)),))
    return True


def _split(sentence: Sentence, i: int, j: int) -> int:
    """Where the second half begins: at the last "and", "who" or stop between two places, else at the verb."""
    joints = [
        k
        for k in range(i + 1, j)
        if sentence.at(k).has("and", "who")
        or sentence.at(k).text.startswith("who ")
        or (sentence.at(k).breaks and k + 1 < len(sentence))
    ]
    if joints:
        return joints[-1] if j < len(sentence) else joints[0]
    verbs = (k for k in range(i + 1, j) if set(sentence.at(k).text.split()) & (_IS | {"were", "was"}))
    return next(verbs, j)  # "who were low a month ago are now high", "low users were high a month ago"


def _clause(sentence: Sentence, start: int, end: int) -> _Clause:
    mentions = sentence.mentions[start:end]
    return _Clause(
        frozenset(word for m in mentions for word in m.text.split()),
        any(m.time is not None and m.text != "today" and _one_day(m.time) for m in mentions),
        tuple(start + k for k, m in enumerate(mentions) if m.has("not")),
    )


def _one_day(time: TimeMention) -> bool:
    return time.kind == "point" or time.unit == "day"


_TAILS = ("any more", "anymore", "any longer")


def not_any_more(sentence: Sentence, frame: Frame) -> bool:
    """ "who is not loyal any more", "are no fans anymore": they have left the segment."""
    for i, _ in sentence.open("not"):
        segment = sentence.after(i, "prep", "noun")
        tail = None if segment is None else segment + 1 + sentence.at(segment + 1).has("noun", "segment_noun")
        ends = " ".join(m.text for m in sentence.mentions[tail : (tail or 0) + 2]).startswith(_TAILS)
        places = places_of(sentence.at(segment), sentence.vocabulary)
        if segment is None or tail is None or not ends or not places or places == [INACTIVE]:
            continue
        same = [j for j, m in sentence.open("segment") if places_of(m, sentence.vocabulary) == places]
        sentence.use(i, *same, tail, *([tail + 1] if tail + 1 < len(sentence) else []))
        frame.where.append((moved("left", places, [], *days_of(frame)),))
        return True
    return False
