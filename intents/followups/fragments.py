"""Follow-ups that are no questions of their own, though they may read like one: "daily", "either one"."""

from __future__ import annotations

import re

from intents.followups.beside import asks_each
from intents.followups.both import in_between, joins
from intents.followups.conditions import takes_back
from intents.followups.days_said import goes_forward, starts_anew
from intents.followups.definition import names_term
from intents.followups.figure import of_the_figure
from intents.followups.leads import LEAD, TAIL
from intents.followups.listed import lists_some
from intents.followups.moves import moves_on, names_ways
from intents.followups.others import others_named
from intents.followups.people import counts_events, counts_people_behind, counts_those_listed, of_a_group
from intents.followups.pointing import (
    changed_most,
    narrows_list,
    only_step,
    ranked_there,
    same_figures,
    then,
    who_also,
)
from intents.followups.rows import shows_all, wants_things, which_things
from intents.followups.shares import names_whole
from intents.followups.taking_out import takes_out
from intents.query import MEASURED, Group, Query, Threshold, of_kind
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import described


def goes_on(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "swap clicks for searches", "either one", "daily", "which hour is the busiest there"."""
    changed = sentence.any("swap") or then(sentence) or same_figures(sentence)
    return (
        (last.ask in MEASURED and (changed or who_also(sentence)))
        or joins(sentence, frame, last)
        or (in_between(sentence) and bool(of_kind(Threshold, last.group.where)))
        or only_step(sentence, frame, last)
        or ranked_there(sentence, frame, last)
        or changed_most(sentence, frame, last)
        or narrows_list(sentence, frame, last)
        or moves_on(sentence, frame, last)
        or shows_all(sentence, frame, last)
        or wants_things(sentence, last)
        or which_things(sentence, last) is not None
        or others_named(sentence, last) is not None
        or names_whole(sentence, frame, last)
        or names_ways(sentence, frame, last)
        or of_the_figure(sentence, frame, last)
        or takes_back(sentence, frame, last)
        or takes_out(sentence, frame, last)
        or starts_anew(sentence, frame, last)
        or goes_forward(sentence, last)
        or asks_each(sentence, last)
        or names_term(sentence, frame, last)
        or counts_people_behind(sentence, frame, last)
        or counts_events(sentence, frame, last)
        or counts_those_listed(sentence, frame, last)
        or of_a_group(sentence, frame, last)
        or bare_split(sentence, frame, last)
        or lists_those(sentence, last)
        or lists_some(sentence, frame, last)
        or counts_then(sentence, frame, last)
        or counts_again(sentence, frame, last)
        or bounds_those(sentence, frame, last)
        or wants_those(sentence, frame, last)
        or telegraphic(sentence, frame, last)
        or begins_with_those(sentence)
    )


ASKED = ("figures", "correlation", "users", "movement", "profile", "distinction", "overview")
"""Asks of users, or of what they did: what is said in a few words next is of those."""
_VERBS = re.compile(
    r"\b(?:how|what|whats|which|who|whos|whom|whose|when|where|wheres|why|list|lists|show|give|gimme|tell|is|are|"
    r"was|were|do|does|did|has|have|had|can|could|would|will|should|compare|count|get|got|rank|sort|plot|export|"
    r"need|want|find|draw|explain|describe|define|remind|thank|thanks|thx|cheers|hello|hi|bye|help|"
    r"question|topic|subject|else|different|fresh|anew|scratch)\b"
)


def telegraphic(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "daily, for the last 10 days", "article views, split by section": no verb, so no question of its own.

    What it does not say is as in the question before. "top sections last week" says what and when, "top
    sections of fans" and "median sessions of fans" of whom, and "new question: clicks per day" that it
    is one; "views but only for fans" narrows what was asked.
    """
    named = frame.metrics or frame.by or frame.segments or frame.where or frame.events or frame.period
    named = named or frame.point
    asks = frame.users or sentence.any("cue") or _VERBS.search(sentence.text)
    ranks = frame.order is not None and bool(frame.by)
    whole = (frame.period and (frame.metrics or ranks)) or (
        (ranks or frame.metrics) and (frame.segments or frame.where) and not sentence.any("only")
    )
    return last.ask in ASKED and bool(named or frame.everyone) and not (asks or whole)


_IS_THAT = re.compile(
    r"how many (?:\w+ )?(?:is|are|was|were|would|does|do) (?:that|this|those|these|they|it)\b"
    r"|how (?:big|large|small|many people) is (?:that|this|it)\b"
    r"|how many heads(?: please)?$"
)
_THE_LIST = re.compile(
    rf"{LEAD}(?:(?:i need|i want|id like|i would like) )?"
    r"(?:(?:list|show|give|send|print|export|get|have|see)(?: me| us)? )?"
    r"(?:the|all the|all|their|those|these) (?:(?:user|reader|visitor|customer) )?(?:ids?|user_ids?|list)"
    rf"{TAIL}"
)
_WERE_THERE = re.compile(
    rf"{LEAD}how (?:many|large|big) (?:of them )?(?:were|was|are|is|did|do) "
    r"(?:there|they|it|that|we have|we had|you have)\b.*"
)


def asks_how_many(sentence: Sentence) -> bool:
    """ "how many people is that in absolute terms": those spoken of, though a noun is there."""
    return bool(_IS_THAT.match(sentence.text))


_OF_THOSE = re.compile(rf"{LEAD}(?:of|among|amongst|out of|from) (?:those|them|these|that lot|that group)\b")


def begins_with_those(sentence: Sentence) -> bool:
    """ "of those, who has no click on desktop": of whom, is said before; "of those on desktop" says it."""
    those = next((i for i, m in enumerate(sentence.mentions) if m.has("them")), None)
    if those is None or not _OF_THOSE.match(sentence.text):
        return False
    return sentence.at(those + 1).breaks or not described(sentence, those)


def counts_again(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """The same of a whole question: nothing is named, so it is of those spoken of."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.users
    split = set(frame.by) - {"segment"}
    return last.ask in ASKED and frame.counted and not (named or split) and asks_how_many(sentence)


def lists_those(sentence: Sentence, last: Query) -> bool:
    """ "list the user ids, please": of those spoken of before, where there are any."""
    picked = last.ask in ("figures", "users", "movement", "profile", "distinction") and last.group != Group()
    return picked and bool(_THE_LIST.fullmatch(sentence.text))


def counts_then(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many were there on 3 october": as many as were counted before, on other days."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.users
    counted = last.ask == "figures" and last.metrics == {"users"}
    days = frame.period or frame.point
    people = sentence.any("noun", "people_all")
    return counted and bool(days) and not (named or people) and bool(_WERE_THERE.fullmatch(sentence.text))


def bounds_those(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "w/ 5+ clicks there", "with at least 10 searches": a bound, and nobody whose it is."""
    named = frame.metrics or frame.segments or frame.events or frame.by or frame.users or frame.counted
    bare = (
        bool(frame.where)
        and all(isinstance(a[0], Threshold) for a in frame.where)
        and not named
        and not sentence.any("noun", "people_all", "what", "count", "cue")
    )
    return last.ask in ("figures", "users") and bare and sentence.at(0).text in ("with", "w /")


def wants_those(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "I want the ones who never use mobile": other users than those of before, and the same figure."""
    said = _WANTS.match(sentence.text) and not sentence.any("noun", "people_all", "count")
    if last.ask not in ("figures", "users") or not said or not frame.where or frame.by or frame.metrics:
        return False
    frame.listed = frame.listed_by_name = False
    return True


_WANTS = re.compile(
    rf"{LEAD}(?:sorry )?(?:i |we )(?:want|wanted|mean|meant|need|needed)"
    r"(?: only)? (?:the ones|those) (?:who|that)\b"
)


def bare_split(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "segment split?", "device breakdown please": of the figure of before."""
    bare = all(
        m.has("dimension", "segment_noun", "by", "fill", "lead", "and", "label") for m in sentence.mentions
    )
    return last.ask == "figures" and len(frame.by) == 1 and bare and sentence.any("by") and len(sentence) < 4
