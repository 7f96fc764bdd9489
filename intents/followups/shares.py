"""Follow-ups about a share: of whom the figure of before is one."""

from __future__ import annotations

from dataclasses import replace

from intents.query import INACTIVE, Group, Measure, Query, Threshold, met_by
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import is_that, part_of_those


def shares_the_last(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "in percent of users", "what share of the fans is that": of whom it is, not who: those counted."""
    counted = last.ask == "figures" and last.metrics == {"users"} and not frame.metrics
    summed = last.ask == "figures" and [(m.metric, m.aggregate) for m in last.measures] == [
        (metric, "sum") for metric in frame.metrics[:1]
    ]
    if not (counted or summed) or "share" not in frame.aggregates or frame.by or frame.users:
        return False
    named = frame.segments or frame.where or frame.events
    return not named or sentence.mentions[-1].text in _THAT or is_that(sentence)


_THAT = ("that", "this", "it", "those", "these", "they", "them")
"""Words that stand for a figure, or for the people counted, at the end of a question."""


def shares_a_part(sentence: Sentence, frame: Frame) -> bool:
    """ "what share of that is loyal", "the percentage of fans in there", where no other users are named."""
    shared = "share" in frame.aggregates and not (frame.metrics or sentence.any("noun"))
    return shared and part_of_those(sentence)


def read_whole(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> None:
    """ "as a % of low engagement", "what share of them": of whom the share of the last count is.

    A group that the follow-up names after "of" is the whole, not a new group; so is the group that the last
    question narrowed ("light users" - "of them on mobile" - "as a percentage").
    """
    of_what = "out of" in sentence.text or any(
        m.text.split()[-1:] in (["of"], ["among"], ["within"]) for m in sentence.mentions
    )
    shared = "share" in frame.aggregates or "out of" in sentence.text
    if not shared or frame.base is not None or last.ask != "figures" or frame.by or frame.metrics:
        return
    if any(m.metric != "users" for m in last.measures) or last.by or not last.measures:
        return
    named = frame.segments or frame.where or frame.events
    everyone = frame.everyone or (of_what and sentence.any("noun") and not frame.them)
    if "share" not in frame.aggregates:
        frame.aggregates.append("share")
    if frame.with_inactive or (frame.everyone and INACTIVE in last.group.segments):
        frame.base = Group((*sentence.vocabulary.segments, INACTIVE))
        frame.segments = []
    elif (
        named and of_what and (not frame.everyone or frame.where) and _lies_within(last.group, frame)
    ):  # "of the sport readers", "of everyone who read sport"
        frame.events_to_users()
        frame.base = Group(tuple(frame.segments), (), tuple(frame.where))
        frame.segments, frame.where = [], []
    elif (
        frame.segments
        and of_what
        and (shares_the_last(sentence, frame, last) or _as_a_share(sentence))
        and not last.group.segments
    ):
        frame.base = Group(tuple(frame.segments))  # "what share of the fans is that": of those who are fans
    elif everyone and not named:
        frame.base = Group()
    elif not named and frame.them and last.group.segments and last.group.where and is_that(sentence):
        frame.base = Group(last.group.segments)  # "what percentage of them is that"
    elif not named and not everyone and earlier and _narrowed(earlier[-1], last):
        frame.base = earlier[-1].group


def _as_a_share(sentence: Sentence) -> bool:
    """ "as a percentage of the highly engaged": the share is of the figure of before."""
    return any(m.get("aggregate") == "share" and m.text.startswith("as ") for m in sentence.mentions)


def _lies_within(group: Group, frame: Frame) -> bool:
    """True where the group of before already has what is named: it is the whole that is named again."""
    conditions = {c.filter for c in met_by(group)}
    conditions |= {f for a in group.where for c in a if isinstance(c, Threshold) for f in c.events}
    return set(frame.segments) <= set(group.segments) and set(frame.filters()) <= conditions


def _narrowed(before: Query, last: Query) -> bool:
    """True where the last question counted a part of those counted in the one before it."""
    whole, part = before.group, last.group
    same = before.measures == last.measures == _COUNT and before.period == last.period
    segments = whole.segments == part.segments or not whole.segments
    named = bool(whole.segments or whole.where)
    return same and named and segments and set(whole.where) <= set(part.where) and whole != part


_COUNT = (Measure("users", "count"),)
_OF_WHOM = ("of", "among", "amongst", "within", "out of", "as part of", "in")
_LEADS = ("and", "ok", "so", "now", "then", "what about", "how about", "and what about", "and now", "but")


def names_whole(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True where a follow-up to a share of users opens with "of" and says who, and nothing else."""
    if last.measures != (Measure("users", "share"),) or last.ask != "figures" or last.by:
        return False
    first = 0
    while sentence.at(first).text in _LEADS:
        first += 1
    shares = sentence.at(first).has("percent_sign") or sentence.at(first).get("aggregate") == "share"
    if shares and sentence.at(first + 1).text == "of":
        first += 1  # "% of the fans"
    people = sentence.any("noun", "them", "people_all", "segment")
    named = bool(frame.where) != bool(frame.segments)
    more = (
        frame.metrics
        or frame.by
        or frame.period
        or frame.counted
        or frame.them
        or set(frame.aggregates) - {"share"}
    )
    if sentence.at(first).text not in _OF_WHOM or not people or not named or more:
        return False
    if frame.segments:
        return not last.group.segments
    if sentence.at(first).text in ("among", "amongst", "within"):
        return True
    return last.base is not None or bool(last.group.segments)  # else they may be who is counted


def other_whole(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The share of before, of the users that the follow-up names after "of"."""
    if not names_whole(sentence, frame, last):
        return None
    if frame.segments:
        whole = Group(tuple(frame.segments))
        return replace(last, groups=(replace(last.group, segments=whole.segments),), base=whole)
    old = last.base or Group()
    new = tuple(frame.where)
    kept = tuple(a for a in last.group.where if a not in old.where)
    shared = kept != last.group.where  # the part is said to be of the whole, too
    part = replace(last.group, where=(*kept, *new) if shared else kept)
    return replace(last, groups=(part,), base=replace(old, where=new))


def shares_those(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "what share of them is loyal", "the percentage of fans in that": of those spoken of before."""
    if "share" not in frame.aggregates or frame.metrics or last.base is not None or last.group == Group():
        return False
    return part_of_those(sentence) and bool(frame.segments or frame.where or frame.events)


def names_segment(sentence: Sentence) -> bool:
    """ "as a share of the segment", "in % of that segment"."""
    nouns = ("segment", "group", "tier")
    pointed = any(m.has("them") and m.text.split()[-1] in nouns for m in sentence.mentions)
    return pointed or sentence.any("segment_noun")
