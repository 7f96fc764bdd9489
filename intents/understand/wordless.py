"""Movements that no word of movement says: "came back after being inactive", "down one level"."""

from __future__ import annotations

from intents.query import INACTIVE
from intents.understand.frame import Frame, Sentence
from intents.understand.moves import moved
from intents.understand.moving_days import days_of
from intents.understand.segments import places_of
from intents.understand.wording import FALLING, RISING


def moves_without_word(sentence: Sentence, frame: Frame) -> bool:
    """Fills `where` with a movement that is told otherwise; False where there is none."""
    return any(told(sentence, frame) for told in (_came_back, _fell_asleep, _by_a_level, _segment_changes))


def _came_back(sentence: Sentence, frame: Frame) -> bool:
    """ "has anyone come back this week after being inactive": back from among the inactive."""
    back = next((i for i, m in sentence.open("active") if m.text.split()[-1] == "back"), None)
    asleep = next((i for i, m in sentence.open("segment") if m.has_sense("segment", INACTIVE)), -1)
    after = [m.text for m in sentence.mentions[(back or 0) + 1 : max(asleep, 0)]]
    between = sentence.mentions[asleep + 1 : (back or 0) + 1]
    subject = 0 <= asleep < (back or 0) and not any(m.breaks for m in between)
    if back is None or not ("after" in after or subject):
        return False  # "did any inactive users come back"
    sentence.use(back, asleep)
    frame.where.append((moved("returned", [], [], *days_of(frame)),))
    return True


def _fell_asleep(sentence: Sentence, frame: Frame) -> bool:
    """ "how many of the 12 September fans have gone dormant": where they were before is told, too."""
    for i, mention in sentence.open("segment"):
        gone = set(sentence.at(i - 1).text.split()) & _GONE
        others = [j for j, m in sentence.open("segment") if not m.has_sense("segment", INACTIVE)]
        dated = frame.point is not None or frame.period_unit == "day day"
        if gone and mention.has_sense("segment", INACTIVE) and len(others) == 1 and dated:
            places = places_of(sentence.at(others[0]), sentence.vocabulary)
            sentence.use(i - 1, i, others[0])
            frame.where.append((moved("churned", places, [], *days_of(frame)),))
            return True
    return False


_GONE = {"gone", "going", "went", "turned", "become", "became", "fallen"}


def _by_a_level(sentence: Sentence, frame: Frame) -> bool:
    """ "dropped at least one level", "gone up in segment": the change is of the segment."""
    for i, mention in sentence.open("segment_noun"):
        told = next((j for j in range(i - 1, max(i - 5, -1), -1) if sentence.at(j).has("cue")), i)
        way, verb = sentence.mentions[told + 1 : i], sentence.at(told)
        step = bool(way) and (way[-1].text in ("a", "one", "in", "by one") or way[-1].number is not None)
        step &= all(m.has("fill", "at_least", "prep") or m.number == 1 or m.text == "one" for m in way)
        moves = verb.has_sense("cue", "change") and verb.text.startswith(RISING + FALLING)
        if step and moves and mention.text in _LEVELS and sentence.any("noun", "who"):
            sentence.use(*range(told, i + 1))
            direction = "up" if verb.text.startswith(RISING) else "down"
            frame.where.append((moved(direction, [], [], *days_of(frame)),))
            return True
    return False


_LEVELS = ("segment", "tier", "level", "group", "bracket", "band", "bucket", "cluster")


def _segment_changes(sentence: Sentence, frame: Frame) -> bool:
    """ "the number of segment changes": whoever changed segment."""
    for i, mention in sentence.open("segment_noun"):
        if mention.text == "segment" and sentence.at(i + 1).text == "changes":
            sentence.use(i, i + 1)
            frame.where.append((moved("changed", [], [], *days_of(frame)),))
            return True
    return False
