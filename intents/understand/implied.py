"""What a question implies without saying it: the dimension in its verb, users as what is counted."""

from __future__ import annotations

import re

from intents.query import Has, of_kind
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import READING, asks_whether, counts_searches


def in_percent_of_change(sentence: Sentence, frame: Frame) -> bool:
    """ "clicks this week vs last, in percent": a comparison carries the change in percent."""
    if frame.baseline is None and not frame.compared:
        return False
    percent = [i for i, m in enumerate(sentence.mentions) if "perc" in m.text or "pct" in m.text]
    return not frame.events or any(sentence.at(i + 1).text != "of" for i in percent)


def implied_dimension(sentence: Sentence, frame: Frame) -> None:
    """ "where do they come from", "what do they read", "when are they on": the dimension is in the verb."""
    told = frame.by or frame.users_measured or frame.listed or "share" in frame.aggregates
    if told or sentence.cue("advice"):
        return  # "what would you offer to people who read politics"
    asks_what = sentence.any("what") or (frame.order is not None and not asks_whether(sentence))
    asks_whence = "where" in sentence.text.split() or sentence.any("where_cue")
    asks_whence |= any(f"how {verb} " in sentence.text for verb in ("do", "did", "does", "have"))
    asks_whence |= sentence.any("what") and not (frame.events_named("source") or "share" in frame.aggregates)
    if asks_whence and sentence.any("from_where"):
        frame.by.append("source")
    elif _peaked(sentence, frame):
        frame.by.append("day")
    elif sentence.any("when_cue") and not frame.users:
        frame.by.append("hour")
        _when_to_publish(sentence, frame)
    elif (
        asks_what
        and not set(frame.aggregates) - {"sum", "share"}
        and (_searches_for(sentence) or _searching(sentence, frame))
        and not _picked(frame, "term")
    ):
        frame.by.append("term")
        frame.metrics = frame.metrics or ["searches"]
    elif (
        (sentence.any("what") or any(m.text.startswith("what ") for m in sentence.mentions))
        and not frame.aggregates
        and _reads(sentence, frame)
        and not _picked(frame, "section")
    ):
        frame.by.append("section")
        frame.metrics = frame.metrics or ["views"]
        frame.order = frame.order or "desc"
    elif _clicked_on(sentence, frame) and not _picked(frame, "page_section"):
        frame.by.append("page_section")
        frame.order = frame.order or "desc"


def _when_to_publish(sentence: Sentence, frame: Frame) -> None:
    """ "what is the best time to post an article": the busiest hours first, whatever is to be posted."""
    words = {word for m in sentence.mentions if m.has("when_cue") for word in m.text.split()}
    if words & {"best", "good", "right", *_PUBLISHING}:
        frame.order = frame.order or "desc"
    if words & _PUBLISHING and frame.metrics == ["articles"]:
        frame.metrics = ["views"]


_PUBLISHING = {"publish", "post", "live"}


def _peaked(sentence: Sentence, frame: Frame) -> bool:
    """ "when did clicks peak", "when was traffic lowest": on which day; of a single day, at what hour."""
    when = [i for i, m in enumerate(sentence.mentions) if m.text in ("when", "when was", "when were")]
    told = bool(when) and _PAST & set(f"{sentence.at(when[0]).text} {sentence.at(when[0] + 1).text}".split())
    one_day = frame.period is not None and frame.period.days == 1
    if not told or one_day or not frame.metrics or "recency" in frame.metrics or frame.users:
        return False
    if frame.aggregates in (["max"], ["min"]):
        frame.order, frame.aggregates = ("desc" if frame.aggregates == ["max"] else "asc"), []
    if frame.order is None:
        return False
    sentence.use(*when)
    return True


_PAST = {"did", "was", "were", "had"}


def _picked(frame: Frame, dimension: str) -> bool:
    """Events of one value are asked about; users of one may well do something else ("what do they read")."""
    return any(f.dimension == dimension for f in frame.events)


def _searches_for(sentence: Sentence) -> bool:
    return any(not counts_searches(m.text) for _, m in sentence.open("search_for"))


def _searching(sentence: Sentence, frame: Frame) -> bool:
    """ "what are people searching": the verb alone."""
    verbs = ("search", "searching", "searched")
    return (
        frame.metrics == ["searches"]
        and any(m.text in verbs for m in sentence.mentions)
        and not frame.aggregates
    )


def _reads(sentence: Sentence, frame: Frame) -> bool:
    reading = any(m.text in READING for m in sentence.mentions) or sentence.any("what_read")
    looking = any(f" {verb} at" in sentence.text for verb in ("look", "looked", "looking"))
    reading |= looking and sentence.any("noun", "segment")
    return reading and frame.metrics in ([], ["views"])


def _clicked_on(sentence: Sentence, frame: Frame) -> bool:
    """ "what do the fans click on": where, not how often."""
    clicking = any(m.text in ("click", "clicks", "clicking", "clicked") for m in sentence.mentions)
    asked = re.match(r"(?:(?:and|so|ok|now|but|then) )*what (?:do|did|are|have)\b", sentence.text) is not None
    return asked and clicking and frame.metrics == ["clicks"] and not frame.aggregates


def different_readers(sentence: Sentence, frame: Frame) -> None:
    """ "read by the greatest number of different readers": readers are counted, the verb only says how."""
    verbs = all(
        m.text in ("read", "viewed", "opened") for m in sentence.mentions if m.get("metric") == "views"
    )
    if frame.users_ranked and frame.by and frame.metrics == ["views"] and verbs:
        frame.metrics = []


def redundant_split(sentence: Sentence, frame: Frame) -> None:
    """ "multi-device users, mobile and desktop both": the dimension is named, and so are its values."""
    split = any(m.has("by", "what") and m.text != "cross" for m in sentence.mentions)  # "cross device users"
    if split or not frame.users_measured:
        return
    for has in of_kind(Has, frame.where):
        if has.filter.dimension in frame.by:
            frame.by.remove(has.filter.dimension)


def imply_users(sentence: Sentence, frame: Frame) -> None:
    """Nothing is measured: users are counted where anything is said of them."""
    bare = not (frame.metrics or set(frame.aggregates) - {"sum"} or frame.by or frame.segments or frame.users)
    bare = bare and not frame.users_measured
    over_time = frame.changing or frame.trend or (frame.compared and frame.point)
    bare |= _whole_number(frame)
    if bare and over_time and not (frame.listed or frame.where or frame.events):
        frame.users_measured = frame.implied_users = True  # "are we growing?"
        if frame.baseline is None and frame.point is None:
            frame.by.append("as_of")
        return
    if (frame.where or frame.events) and _WHAT_KIND.match(sentence.text) and not (frame.by or frame.counted):
        frame.ask, frame.metrics = "profile", []  # "what kind of people read food"
    if frame.where and _doing(sentence) and not (frame.compared or frame.ask):
        frame.ask = "profile"
    asked = frame.ask or (frame.order and frame.users_ranked)
    if frame.listed or not bare or asked or sentence.cue("profile", "distinction", "advice", "overview"):
        return
    if frame.events_counted and frame.events:
        return  # "how often was wine searched"
    alone = len(sentence) == 1 and sentence.at(0).text in ("users", "readers", "visitors", "people")
    if alone:
        frame.users_measured = frame.users_split = True  # "users?"
        return
    total = frame.aggregates == ["sum"] or sentence.text.startswith("total ")  # "total audience"
    if total or frame.where or frame.period or frame.baseline or frame.everyone or frame.window_named:
        frame.users_measured = any(m.has("noun", "active", "count") for m in sentence.mentions)
        frame.implied_users = frame.users_measured and not frame.counted


_WHAT_KIND = re.compile(r"what (?:kind|kinds|sort|sorts|type|types) of (?:people|readers|users|visitors)\b")


def _doing(sentence: Sentence) -> bool:
    """ "how are mobile users doing": how they are, and not how many."""
    words = sentence.text.split()
    return words[:2] in (["how", "is"], ["how", "are"], ["how", "have"]) and bool(
        {"doing", "faring"} & set(words)
    )


def _whole_number(frame: Frame) -> bool:
    """ "is the number of users going up": of all of them, no time named."""
    counted = frame.counted and frame.users_measured and frame.changing
    told = frame.metrics or frame.by or frame.segments or frame.aggregates or frame.period or frame.users
    return counted and not told
