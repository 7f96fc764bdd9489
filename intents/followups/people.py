"""Follow-ups that say of people what they did."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.conditions import without
from intents.followups.leaning import shows_all
from intents.query import COUNTS, Group, Has, Measure, Query, Threshold
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_ANYONE = ("one", "ones", "those", "anyone", "everyone")


_HOW_MANY_DID = re.compile(
    r"(?:(?:and|ok|so|but) )*how many (?:(?:did (?:so|it|that)|do (?:so|it|that)) )?"
    r"(?:on|from|via|through|with|in|use|used|using|came from|come from)\b"
    r"(?!.*\b(?:are there|do we have|have we)\b)"
)
_BARE_COUNT = re.compile(
    r"(?:(?:and|ok|so|but) )*(?:how many|number of) (?:users|readers|people|visitors)(?: (?:please|then))*"
)


def counts_those_listed(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many on mobile" after readers of sport, "how many users?" after a list: of those, nobody else."""
    if last.group == Group() or not frame.counted or frame.metrics or frame.segments or frame.by:
        return False
    if last.ask == "users" and _BARE_COUNT.fullmatch(sentence.text):
        return True
    users = last.ask == "users" or {m.metric for m in last.measures} == {"users"}
    whom = sentence.any("noun", "people_all")
    return (
        users and bool(frame.where or frame.events) and not whom and bool(_HOW_MANY_DID.match(sentence.text))
    )


def read_people(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "if we only look at people who opened something", "of the google ones": who, no new figure."""
    _users_instead(last, sentence, frame)
    _use_more(sentence, frame)
    _did_more(last, sentence, frame)
    asked = frame.counted or frame.by or frame.aggregates or sentence.any("what", "count", "by")
    if last.ask not in ("figures", "users") or asked:
        return
    users = {m.metric for m in last.measures} <= {"users"}
    for i, mention in enumerate(sentence.mentions):
        whom = mention.text in _ANYONE or mention.has("noun")
        verb = sentence.at(sentence.after(i, "who"))
        does = sentence.at(i + 1).has("who") and verb.get("metric") in frame.metrics and verb_form(verb.text)
        if whom and does and users and len(frame.metrics) == 1 and frame.events:
            frame.metrics = []
            frame.events_to_users()
    bare = ("prep", "fill", "lead", "value", "segment", "and", "label")
    if (last.by or not users) and all(
        m.has(*bare) and not m.has("metric", "noun") for m in sentence.mentions
    ):
        frame.users_measured = False  # "and of the google ones": the figure of before


def _did_more(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and read food too", "and clicked on mobile": of the users of before, those who did that as well."""
    counted = last.ask == "users" or {m.metric for m in last.measures} == {"users"}
    first = next((m for m in sentence.mentions if not m.has("fill", "lead", "and")), None)
    if not counted or first is None or not verb_form(first.text) or len(frame.metrics) != 1:
        return
    asks = sentence.any("noun", "count", "what", "by", "compare", "or", "desc", "asc") or frame.aggregates
    if frame.metrics == [first.get("metric")] and frame.events and not asks:
        frame.metrics, frame.also = [], True
        frame.events_to_users()


def of_what_was_counted(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The events of before, where "how many were from search engines" is of them, and of no users."""
    if not counts_events(sentence, frame, last):
        return last
    frame.counted = frame.users_measured = False
    frame.users_to_events()
    by = tuple(d for d in last.by if not frame.events_named(d))
    return replace(last, by=by, order=last.order if by else None, limit=last.limit if by else None)


def counts_events(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many were from search engines" after clicks: of the clicks, where nobody is named."""
    summed = last.measures and all(m.metric in COUNTS and m.aggregate == "sum" for m in last.measures)
    named = sentence.any("noun", "people_all", "them", "segment") or frame.metrics or frame.by
    asked = last.ask == "figures" and frame.counted and bool(_WERE_FROM.match(sentence.text))
    return bool(asked and summed) and not named


_WERE_FROM = re.compile(
    r"(?:(?:and|ok|so|but) )*how many (?:(?:were|was|are|is|came|come) )?(?:from|on|at|in|via|through|by)\b"
)
"""Asks of clicks, views or searches as much as of people."""


def who_did_it(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "how many people read it", after the views of an article: what was counted is what they did."""
    bare = [a[0] for a in frame.where if isinstance(a[0], Threshold) and (a[0].op, a[0].low) == (">=", 1.0)]
    only = len(frame.where) == len(bare) == 1 and not (frame.events or frame.metrics or frame.segments)
    pointed = bool({"it", "that", "them", "those", "this"} & set(sentence.text.split()))
    if last.ask != "figures" or not (frame.counted and only and pointed and last.events):
        return last
    frame.where = [(Has.of(f),) for f in last.events]
    return replace(last, events=(), by=(), compared=False, order=None, limit=None)


def _users_instead(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "same but users", "users instead": their number, where a figure of events was asked for."""
    bare = all(m.has("noun", "fill", "lead", "who", "and") for m in sentence.mentions) and sentence.any(
        "noun"
    )
    words = sentence.text.split()
    told = bare and ("same" in words or words[-1:] == ["instead"]) and not (frame.where or frame.segments)
    if told and last.ask == "figures" and all(m.metric != "users" for m in last.measures):
        frame.users_measured = frame.users_split = True


def _use_more(sentence: Sentence, frame: Frame) -> None:
    """ "do they use more the mobile or the desktop": what they use, told by the devices beside each other."""
    met = frame.filters()
    asks = frame.them and frame.compared and sentence.any("or") and sentence.any("desc", "more")
    if not asks or len(met) != 1 or len(met[0].values) < 2 or met[0].negated or frame.metrics:
        return
    if frame.by == [met[0].dimension] and frame.by[0] in ("device", "source"):
        frame.where, frame.events, frame.mix, frame.compared, frame.order = [], [], True, False, "desc"
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("desc", "more")))


def all_shown(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The figure of before split by a dimension, no value of it picked any longer."""
    if not shows_all(sentence, frame, last):
        return None
    sentence.use(*range(len(sentence)))
    query = without(last, frame.by)
    totals = tuple(_total(m) for m in query.measures)  # their shares stand beside them
    rows = replace(query, measures=totals, by=tuple(frame.by), compared=False, order=None, limit=None)
    return replace(rows, period=frame.period, baseline=frame.baseline) if frame.period else rows


def _total(measure: Measure) -> Measure:
    """A share as what it is a share of, counted."""
    if measure.aggregate != "share":
        return measure
    return replace(measure, aggregate="count" if measure.metric == "users" else "sum")
