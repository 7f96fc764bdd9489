"""The rows of an answer: order, number, dimensions and the split by segment."""

from __future__ import annotations

import datetime as dt

from intents.mentions import Mention
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import CROSSED, INSTEAD_OF
from intents.wordbook import ROLL_UPS

CALENDAR = ("hour", "weekday", "day", "week", "month")
"""Dimensions whose words also measure a time: "the last 10 days"."""


def read_dimensions(sentence: Sentence, frame: Frame) -> None:
    """Fills `by` (and `mix`, `single`) from dimension words that split, ask or rank."""
    for i, _ in list(sentence.open("daytype")):
        sentence.use(i)
    for i, mention in list(sentence.open("dimension")):
        aside = sentence.before(i, "by")
        if mention.get("dimension") in CALENDAR and _measures_time(sentence, frame, i):
            continue
        if _whole_week(mention, frame):
            sentence.use(i)
        elif frame.by and aside is not None and sentence.at(aside).text in ("not", *INSTEAD_OF):
            sentence.use(aside, i)  # "by source, not device"
        else:
            _split_by(sentence, frame, i)
    if {"weekday", "daytype"} & set(frame.by):
        frame.by = [d for d in frame.by if d not in ("day", "week")]  # "per weekday, a day on average"
    if sentence.any("daytype") and "daytype" not in frame.by:
        frame.by.append("daytype")
        frame.compared = True
    for i, mention in list(sentence.open("by")):
        frame.mix |= mention.text in _MIX
        sentence.use(i)


_MIX = ("mix", "split", "makeup", "composition", "mixes", "breakdown", "splits", "make up")
"""Words for the parts that a whole is made of."""


def _measures_time(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "where day = 2026-10-18", "10 days": a word of time that splits nothing; the column is explained."""
    if sentence.at(i).text in ("day", "date", "week", "month") and _labels_time(sentence, i):
        sentence.use(i)
        return True
    return not _splits_time(sentence, frame, i)


def _split_by(sentence: Sentence, frame: Frame, i: int) -> None:
    """Rows by the dimension that is named at `i`."""
    sentence.use(i)
    mention = sentence.at(i)
    dimension = str(mention.get("dimension"))
    before = sentence.at(sentence.before(i, "desc", "asc"))
    if before.has("what") and not mention.text.endswith("s"):
        frame.single = True
    led = sentence.at(sentence.before(i, "segment", "value", "noun", "metric")).has("desc", "asc")
    several = mention.text.endswith("s") and not _one_among(sentence, i)
    frame.many |= several and frame.order is not None and (led or not sentence.any("what"))
    if dimension in ("section", "page") and frame.metrics in ([], ["sessions"]) and _visits(sentence):
        frame.metrics = ["clicks"]
    if dimension == "section" and _by_clicks(frame):
        dimension = "page_section"
    if dimension == "daytype":
        frame.compared = True
    if dimension == "hour" and mention.text.endswith("week"):
        frame.by.append("weekday")  # "the busiest hour of the week": of each day its hours
    if dimension not in frame.by:
        frame.by.append(dimension)


def _one_among(sentence: Sentence, i: int) -> bool:
    """ "the biggest riser among the sections": one of them."""
    of = sentence.before(i)
    one = sentence.at(sentence.before(of or 0))
    named = sentence.at(of).text in ("of", "among", "amongst", "in") and one.has_sense("cue", "change")
    return named and not one.text.endswith("s")


def _labels_time(sentence: Sentence, i: int) -> bool:
    """ "where day = 2026-10-18", "where date between ...": the column a time is of."""
    equals = sentence.at(i + 1).has("exactly")
    time = sentence.at(i + 1 + equals)
    filtered = any(m.text == "where" for m in sentence.mentions[:i]) and not sentence.at(i - 1).has("by")
    return time.time is not None and not time.breaks and (equals or filtered)


def _whole_week(mention: Mention, frame: Frame) -> bool:
    """ "last week (mon-sun)": all its days, and no row a day."""
    one_week = frame.period is not None and frame.period.last - frame.period.first < dt.timedelta(days=7)
    return one_week and "mon" in mention.text and "sun" in mention.text


def _visits(sentence: Sentence) -> bool:
    """ "which sections do they visit": said of the site's pages, and no number of sessions."""
    return sentence.any("what") and any(
        m.text in ("visit", "visits", "visited") and not sentence.at(i - 1).has("count", "aggregate", "desc")
        for i, m in enumerate(sentence.mentions)
    )


def _by_clicks(frame: Frame) -> bool:
    return bool(set(frame.metrics) & {"clicks", "pages", "time_per_click"}) and not set(frame.metrics) & {
        "views",
        "articles",
    }


def _splits_time(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "daily", "by week", "which hour": a split; "10 days", "the day" alone: not."""
    mention = sentence.at(i)
    before = sentence.at(sentence.before(i, "desc", "asc", "prep"))
    if (
        len(mention.text.split()) > 1
        or (mention.has("noun") and _several_of(str(mention.get("dimension")), frame))
        or mention.text.endswith(("ly", "dow"))
        or mention.get("dimension") == "weekday"
    ):
        return True
    counted = sentence.at(i - 2).has("metric", "noun", "active", "segment_noun", "times", "fill")
    if sentence.at(i - 1).text == "a" and counted and not sentence.at(i - 2).has("prep"):
        return True  # "how many clicks a week"
    if _in_any_one(sentence, i):
        return True
    if before.has("and") and sentence.at(sentence.before(i, "and")).text.startswith("per "):
        return True  # "time spent per user and day"
    if sentence.at(i - 1).number is not None and sentence.at(i - 2).has("what") and frame.order:
        return True  # "which three days had the most searches"
    order = any(m.has("desc", "asc", "by") for m in sentence.mentions[max(0, i - 4) : i + 4])
    bare = len(sentence) <= 2 and not mention.has("noun")  # "clicks weekly", not "DAU for 12 October"
    return before.has("by", "what", "cue", "when_cue") or order or frame.trend or bare


def _in_any_one(sentence: Sentence, i: int) -> bool:
    """ "how many articles do they read in a week": in each of them."""
    one = sentence.at(i - 1).text in ("a", "any", "one")
    within = one and sentence.at(i - 2).text in ("in", "on", "over")
    counted = any(m.has("count") for m in sentence.mentions[:i])
    return within and counted and not sentence.any("more", "less", "at_least", "at_most", "exactly")


def _several_of(unit: str, frame: Frame) -> bool:
    """ "DAU" is a row a day, where more than one day is asked about."""
    days = 30 if frame.period is None else frame.period.days
    return frame.baseline is None and days > {"day": 1, "week": 7, "month": 31}.get(unit, days)


def _heads(sentence: Sentence, i: int) -> bool:
    """ "segment with the most clicks", "the biggest segment": before what it is ranked by, alone."""
    side = sentence.at(i - 1).text in ("from", "to")  # "top from-segment": one side of a movement
    return not side and not any(m.has("noun", "metric") for m in sentence.mentions[:i])


def _equals(sentence: Sentence, i: int) -> bool:
    """ "segment = high", "segment now = high": the column a segment is in."""
    at = i + 1
    while at < len(sentence) and (
        sentence.at(at).time is not None or sentence.at(at).text in ("now", "today")
    ):
        at += 1
    return sentence.at(at).text in ("=", "==")


def read_segment_split(sentence: Sentence, frame: Frame) -> None:
    """ "by segment", "which tier", "each group"; a bare "segments" when something is measured."""
    ranked = sentence.any("desc", "asc") and not (frame.metrics or frame.by or frame.where)
    if _divided(sentence, frame):
        sentence.use(len(sentence) - 1)
        frame.by, frame.aggregates = ["segment"], []
    for i, mention in list(sentence.open("segment_noun")):
        sentence.use(i)
        if _splits_nothing(sentence, i):
            continue
        before, after = sentence.at(sentence.before(i, "desc", "asc", "prep")), sentence.at(i + 1)
        plural = mention.text.endswith("s")
        splits = (
            before.has("by", "what", "compare", "desc", "asc", "and")
            or after.has("count", "by", "and")
            or after.text == "shares"
            or frame.changing
            or plural
            or ranked  # "biggest segment"
            or sentence.at(0).text in ("add", "plus")
            or "x" in before.text
            or (frame.order is not None and _heads(sentence, i))
            or any(m.text in CROSSED for m in sentence.mentions)
        )
        if not splits or frame.users:
            continue
        if "segment" not in frame.by and not frame.segments:
            frame.by.append("segment")
            frame.single |= before.has("what") and not plural
        elif len(frame.segments) > 1:
            frame.segments_apart = True


def _divided(sentence: Sentence, frame: Frame) -> bool:
    """ "how do our users break down", "how is the audience split": into the segments, as nothing is named."""
    named = frame.metrics or frame.by or frame.where or frame.events or frame.segments or frame.users
    return (
        not named
        and "how" in sentence.text.split()
        and sentence.text.endswith(_DIVIDED)
        and sentence.any("noun")
    )


_DIVIDED = (
    "break down", "breaks down", "broken down", "split", "split up", "divide up", "divided up", "divided",
    "made up", "distributed", "spread",
)  # fmt: skip


def _splits_nothing(sentence: Sentence, i: int) -> bool:
    """The noun at `i` only says what is named beside it, or who counts."""
    mention, last, after = sentence.at(i), sentence.at(i - 1), sentence.at(i + 1)
    if mention.text == "segmented" or _equals(sentence, i):
        return True  # "segmented by device", "segment 7 days ago = moderate"
    if mention.text == "segments" and after.text in ("in total", "altogether", "together"):
        return True  # "how many users are there in the segments in total"
    if last.text == "a" and sentence.at(i - 2).get("movement") in ("up", "down"):
        return True  # "moved up a segment"
    if last.has("prep", "fill") and sentence.at(sentence.before(i, "prep")).has("people_all"):
        return True  # "of all users in the segments": who counts, and no rows
    led = sentence.at(sentence.before(i, "desc", "asc", "prep")).has("by", "what")
    return last.has("segment") and not mention.text.endswith("s") and not led  # "the highly engaged segment"


def read_rolled(sentence: Sentence, frame: Frame) -> None:
    """Splits by the source where one of the social ones, or of the search engines, is ranked, or each is."""
    if frame.by:
        return
    for i, mention in enumerate(sentence.mentions):
        rolled = any(s.kind == "value" and s.value in ROLL_UPS for s in mention.senses)
        each = sentence.at(i - 1).text.split(" ")[-1] in ("each", "every", "per")
        ranked = frame.order is not None and not frame.counted
        asked = sentence.at(sentence.before(i)).has("desc", "asc", "what") or sentence.at(i - 1).has("what")
        label = sentence.at(i + 1).get("dimension") == "source"
        named = label or mention.text.endswith(("engine", "engines", "network", "networks", "platform"))
        if rolled and each and named:
            frame.by = ["source"]
            sentence.use(i - 1)
        elif rolled and ranked and asked and named:
            frame.by = ["source"]
            frame.single = not sentence.at(i + 1).text.endswith("s")
