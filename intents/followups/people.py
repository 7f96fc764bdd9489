"""Follow-ups about the people behind the figure of before: what they did, how many, what they met."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD, TAIL
from intents.followups.pointing import pronoun
from intents.query import COUNTS, MEASURED, Filter, Group, Has, Query, Threshold, met_by
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import part_of_those, verb_form

_ANYONE = ("one", "ones", "those", "anyone", "everyone")
_HOW_MANY_DID = re.compile(
    rf"{LEAD}how many (?:(?:did (?:so|it|that)|do (?:so|it|that)) )?"
    r"(?:on|from|via|through|with|in|use|used|using|came from|come from)\b"
    r"(?!.*\b(?:are there|do we have|have we)\b)"
)
_BARE_COUNT = re.compile(rf"{LEAD}(?:how many|number of) (?:users|readers|people|visitors){TAIL}")


def counts_those_listed(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many on mobile" after readers of sport, "how many users?" after a list: of those, nobody else."""
    if last.group == Group() or not frame.counted or frame.metrics or frame.segments or frame.by:
        return False
    if last.ask == "users" and _BARE_COUNT.fullmatch(sentence.text):
        return True
    users = last.ask == "users" or last.metrics == {"users"}
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
    users = last.metrics <= {"users"}
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
    counted = last.ask == "users" or last.metrics == {"users"}
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
    rf"{LEAD}how many (?:(?:were|was|are|is|came|come) )?(?:from|on|at|in|via|through|by)\b"
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


_THOSE = "(?:that|this|those|these|it|them|they)"
_BEHIND = re.compile(
    rf".* (?:(?:is|was|are|were|be|would|will) {_THOSE}(?: be)?(?: (?:in|from|by) .*)?"
    rf"|(?:does|did|would) {_THOSE} (?:leave|make|come to|amount to|add up to|involve|cover|concern"
    r"|represent)\b.*"
    rf"|(?:is|are|was|were|stand|stands|stood) (?:behind|responsible for|involved in|part of) {_THOSE}\b.*"
    r"|(?:made|did|caused|produced|generated) (?:those|these|them|that))"
    r"(?: (?:in total|in all|altogether|then|please|pls))*"
)


def counts_people_behind(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many different people was that", "how many readers were behind those searches each week"."""
    named = frame.segments or frame.where or frame.users or frame.period or frame.aggregates
    first = next(
        (m for i, m in enumerate(sentence.mentions) if not (m.has("count") or sentence.is_filler(i))), None
    )
    return (
        last.ask in (*MEASURED, "users", "profile")
        and frame.counted
        and not named
        and first is not None
        and first.has("noun")
        and bool(_BEHIND.fullmatch(sentence.text))
    )


def read_those(last: Query, sentence: Sentence, frame: Frame) -> None:
    """Explains what points back; of what was counted before, users are counted now."""
    if counts_people_behind(sentence, frame, last):
        frame.metrics, frame.events, frame.users_measured = [], [], True
        sentence.use(*range(len(sentence)))


def of_a_group(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "which articles do they read most", "the top 20 clickers in that group" after some users: of those."""
    picked = last.group != Group() or len(last.groups) > 1
    pointed = pronoun(sentence, frame) or (part_of_those(sentence) and not frame.segments)
    return picked and last.ask in (*MEASURED, "users", "profile") and pointed


_OF_THE_THING = re.compile(
    r".*\b(?:do|does|did|has|have|had|was|were|is|are|been|on) (?:it|(?:that|this|those|these|the same) "
    r"(?:one|ones|articles?|pages?|stor(?:y|ies)|pieces?|sections?|texts?))\b.*"
)
_THINGS = ("article", "page", "section", "page_section", "term")


def as_meant(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query of the people, or of the things, that the follow-up goes on about."""
    if last.ask != "figures" or last.metrics != {"users"} or len(last.groups) > 1:
        return last
    if thing := _of_the_thing(last, sentence, frame):
        return thing
    about = frame.metrics or (frame.them and (frame.by or frame.segments or frame.where))
    return _of_the_people(last) if about and not last.by else last


def _of_the_people(last: Query) -> Query:
    """Users of some events are the users who met them; what they do besides is not of those events alone."""
    met = tuple((Has.of(f),) for f in last.events)
    return replace(last, events=(), groups=(replace(last.group, where=(*last.group.where, *met)),))


def _of_the_thing(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "how many views did it get" after the readers of an article: the views of that article, by anybody."""
    if not _OF_THE_THING.fullmatch(sentence.text) or not frame.metrics or frame.segments or frame.where:
        return None
    met = [a[0].filter for a in last.group.where if len(a) == 1 and _is_thing(a[0])]  # type: ignore[union-attr]
    named = [*met, *(f for f in last.events if f.dimension in _THINGS)]
    if len(named) != 1 or len(last.group.where) != len(met):
        return None
    thing: Filter = named[0]
    nouns = [m for m in sentence.mentions if m.has("dimension") and m.get("metric") in frame.metrics]
    frame.metrics = [m for m in frame.metrics if m not in {n.get("metric") for n in nouns}] or frame.metrics
    frame.by = [d for d in frame.by if d not in _THINGS]
    frame.them, frame.events = False, []
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("them", "dimension", "what_read")))
    return replace(last, groups=(Group(last.group.segments),), events=(thing,))


def _is_thing(condition: object) -> bool:
    return isinstance(condition, Has) and not condition.negated and condition.filter.dimension in _THINGS


def without_same(query: Query) -> Query:
    """ "how many of those food readers" after views of food: who they are is said once."""
    said = {c.filter for c in met_by(query.group) if not c.negated}
    return replace(query, events=tuple(f for f in query.events if f not in said))
