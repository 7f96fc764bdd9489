"""Follow-ups that say of people what they did."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.conditions import without
from intents.followups.leaning import shows_all
from intents.query import Query
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_ANYONE = ("one", "ones", "those", "anyone", "everyone")


def read_people(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "if we only look at people who opened something", "of the google ones": who, no new figure."""
    _users_instead(last, sentence, frame)
    _use_more(sentence, frame)
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
    if not users and all(m.has(*bare) and not m.has("metric", "noun") for m in sentence.mentions):
        frame.users_measured = False  # "and of the google ones": the figure of before


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
    return replace(query, by=tuple(frame.by), compared=False, order=None, limit=None)
