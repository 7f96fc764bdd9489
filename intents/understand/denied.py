"""Figures that are denied: "never searched", "excluding anyone with fewer than 5 clicks"."""

from __future__ import annotations

from intents.query import COUNTS, Condition, Threshold, Top
from intents.understand.bound_groups import complement
from intents.understand.bounds import about_users, metric_of
from intents.understand.clauses import is_verb
from intents.understand.frame import Frame, Sentence

_COMPARED = ("more", "less", "at_least", "at_most", "exactly", "only", "between", "desc", "asc")
_PASSED = ("prep", "noun", "them", "who", "active", "percent_sign", "times", *_COMPARED)
"""Kinds between the word that leaves out and the figure of the bound."""


def read_denied(sentence: Sentence, frame: Frame) -> None:
    """Fills and mends `where`, when all bounds are read."""
    _turned_bounds(sentence, frame)
    _absences(sentence, frame)


def _turned_bounds(sentence: Sentence, frame: Frame) -> None:
    """Turns the bounds round that a "not", "without", "excluding" governs."""
    for i, mention in list(sentence.open("not", "awayfor")):
        for any_of in list(frame.where):
            bound = any_of[0]
            place = frame.said.get(any_of, -1)
            if len(any_of) > 1 or not isinstance(bound, Threshold | Top) or place <= i:
                continue
            if not (mention.has("not") or bound.metric == "active_days"):
                continue  # "have not been here for 10 days" is how long they are away
            if _governs(sentence, i, bound, place):
                _turn(frame, any_of, complement(bound))
                sentence.use(i, *([i + 1] if _same_deed(sentence, i + 1, bound) else []))
                break


def _governs(sentence: Sentence, i: int, bound: Threshold | Top, place: int) -> bool:
    """Nothing stands between the two but words for users and those of the bound."""
    start = i + 1
    if _same_deed(sentence, start, bound) and (start == place or is_verb(sentence, start)):
        start += 1  # "have not clicked more than 5 times", "did not read more than 3 articles"
    between = range(start, place)
    if any(sentence.at(j).breaks for j in (*between, place)):
        return False
    mention, first = sentence.at(i), sentence.at(sentence.after(i))
    told = start > i + 1 or not mention.has("not") or first.has(*_COMPARED)
    told |= bool({"who", "with"} & set(mention.text.split()))
    told |= any(sentence.at(j).has("noun", "them", "who") for j in between)
    return told and all(_passed(sentence, j) for j in between)


def _passed(sentence: Sentence, j: int) -> bool:
    mention = sentence.at(j)
    joins = mention.has("and") and sentence.at(j - 1).number is not None  # "between 1 and 3 clicks"
    return joins or sentence.is_filler(j) or mention.has(*_PASSED) or mention.number is not None


def _same_deed(sentence: Sentence, i: int, bound: Threshold | Top) -> bool:
    """The verb is of what the bound counts."""
    reading = ("views", "articles")
    metric = metric_of(sentence.at(i))
    return metric == bound.metric or (metric in reading and bound.metric in reading)


def _turn(frame: Frame, one: tuple[Condition, ...], other: tuple[Condition, ...]) -> None:
    """The other condition in the place of the one; a doubt where there is no such condition."""
    if not other:
        frame.doubts.append("Everybody but a number of users is no group; ask for a share of them.")
        return
    frame.put_instead(one, other)


def _absences(sentence: Sentence, frame: Frame) -> None:
    """ "no searches", "never searched", "read nothing", "without any article views": the metric is 0."""
    for i, mention in list(sentence.open("not")):
        if mention.text == "nothing" and _did_nothing(sentence, frame, i):
            continue
        j = sentence.after(i, "active", "only_ever", "prep")
        if j is None or sentence.used[j] or j - i > 6 or sentence.at(j).breaks:
            continue
        while sentence.at(j).text in _SEEN:
            j += 1  # "no recorded time"
        mention = sentence.at(j)
        metric = "total_time" if mention.has("bare_time") else metric_of(mention)
        contrast = sentence.at(i).text == "not" and j == i + 1 and mention.text.endswith("s")
        if contrast and not mention.has("segment", "value"):
            sentence.use(i, j)  # "users, not clicks": a contrast, no absence
            continue
        if _little(sentence, j):
            sentence.use(i)  # "do not search a lot": little, not nothing
            continue
        beyond = sentence.after(j, "prep")
        object_follows = beyond is not None and (
            sentence.at(beyond).has("value") or sentence.at(beyond).quoted or not sentence.at(beyond).known
        )
        if metric not in (*COUNTS, "total_time") or (object_follows and not sentence.used[beyond or 0]):
            continue
        if mention.has("segment") or not about_users(sentence, frame, i):
            continue
        if sentence.at(i).text == "anything but" and any(m.has("not") for m in sentence.mentions[:i]):
            sentence.use(i, j)
            frame.require(j, Threshold(metric, ">=", 1.0))  # "never read anything but searched"
            continue
        named_again = [
            k for k in (j + 1, beyond) if k is not None and sentence.at(k).get("metric") == "articles"
        ]
        sentence.use(i, j, *named_again)  # "did not read a single article"
        frame.require(j, Threshold(metric, "=", 0.0))


_SEEN = ("recorded", "measured", "observed", "tracked", "logged", "known")
"""Words before a figure that say no more than that it is there."""


def _did_nothing(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "users who clicked but read nothing", "searched for nothing": the verb is of no event."""
    verb = sentence.before(i, "prep")
    metric = metric_of(sentence.at(verb))
    alone = sentence.at(i + 1).breaks or not sentence.at(i + 1).has("prep", "value", "metric", "dimension")
    if verb is None or metric not in COUNTS or not alone or not about_users(sentence, frame, verb):
        return False
    sentence.use(verb, i)
    frame.require(verb, Threshold(metric, "=", 0.0))
    return True


def _little(sentence: Sentence, j: int) -> bool:
    """True where the verb at `j` is followed by "a lot", "much", "often"."""
    words = " ".join(m.text for m in sentence.mentions[j + 1 : j + 4]).split()[:2]
    return bool({"lot", "much", "often", "frequently"} & set(words))
