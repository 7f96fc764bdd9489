"""Whether users, events or a list of users are wanted: "how many", "number of", "by users"."""

from __future__ import annotations

import re

from intents.mentions import Mention
from intents.query import COUNTS
from intents.understand.clauses import is_verb, share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.lists import read_lists
from intents.understand.sizes import compares_people
from intents.understand.tops import of_an_end
from intents.understand.wording import (
    HOW_OFTEN,
    INSTEAD_OF,
    YES_OR_NO,
    counts_searches,
    verb_form,
)

_PEOPLE = (
    "noun", "segment", "who", "movement", "active", "value", "segment_noun", "them", "not",
    "including_inactive", "awayfor", "from_where", "or",
)  # fmt: skip
"""Kinds after "how many" by which users are counted."""


def read_counting(sentence: Sentence, frame: Frame) -> None:
    """ "how many" and lists: whether users are what is counted, shared or listed."""
    for i, mention in enumerate(sentence.mentions):
        people = sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("people_all")
        people &= not frame.users
        doers = sentence.at(i + 2).has("who")  # "searched by users who read sport"
        if mention.text == "by" and sentence.after(i) == i + 1 and people and not doers:
            frame.users_measured |= not sentence.at(sentence.after(i + 1)).has("metric")
            frame.users_split = True
        numbered = mention.text == "by" and sentence.at(i + 1).has("count") and sentence.at(i + 2).has("noun")
        frame.users_split |= numbered and not sentence.at(i + 2).has("metric")  # "by number of users"
    _total_number(sentence, frame)
    frame.users_measured |= _total_users(sentence) or users_and_figure(sentence)
    _ranked_by_users(sentence, frame)
    _how_many(sentence, frame)
    if _many_of_them(sentence):
        frame.counted = frame.users_measured = True
    frame.users_split |= sentence.text.endswith("users instead")
    frame.users_measured |= shares_users(sentence) or compares_people(sentence)
    frame.visited = sentence.any("active")
    frame.readers = any(m.has("noun") and m.text.startswith("reader") for m in sentence.mentions)
    frame.readers |= any(m.text in ("read us", "reads us", "reading us") for m in sentence.mentions)
    if sentence.text.partition(" ")[0] in YES_OR_NO:
        anyone = ("anybody", "anyone", "somebody", "someone")
        frame.users_measured |= any(m.text in anyone for m in sentence.mentions)
    read_lists(sentence, frame)


def _many_of_them(sentence: Sentence) -> bool:
    """ "do many people use a tablet", "did many of our fans slip away": their number tells."""
    words = sentence.text.split()
    many = words[:1] and words[0] in YES_OR_NO and words[1:2] == ["many"]
    people = next((m for i, m in enumerate(sentence.mentions[1:], 1) if not sentence.is_filler(i)), None)
    return bool(many) and people is not None and people.has("noun", "segment") and not sentence.any("desc")


def _total_users(sentence: Sentence) -> bool:
    """ "total users including inactive": the noun says that they are counted."""
    return any(m.has("noun") and m.text.startswith("total ") for m in sentence.mentions)


def _total_number(sentence: Sentence, frame: Frame) -> None:
    """ "total number of users", "overall number of active readers": how many there are, and no sum."""
    for i, mention in list(sentence.open("aggregate", "desc", "asc")):
        if mention.has("desc", "asc") and mention.text.endswith(" number of"):
            people = sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("metric")
            frame.users_measured |= people
            frame.users_split |= people  # "the hour with the highest number of users"
            continue
        whose = sentence.after(i, "prep", "active", "value", "segment")
        if mention.text.endswith("number") and sentence.at(whose).has("noun"):
            sentence.use(i)
            frame.counted = frame.users_measured = True


def _ranked_by_users(sentence: Sentence, frame: Frame) -> None:
    """ "best sections on reach, not views", "in terms of uniques": what the rows are ranked by."""
    if not (sentence.any("desc", "asc") and sentence.any("dimension")):
        return
    for i, mention in enumerate(sentence.mentions):
        ends = i + 1 == len(sentence) or sentence.at(i + 1).breaks or sentence.at(i + 1).text in INSTEAD_OF
        by = sentence.at(i - 1)
        if mention.text in _USERS_COUNTED and ends and (by.text in _RANKED_ON or by.has("by")):
            frame.users_measured = frame.users_split = True


_USERS_COUNTED = (
    "reach", "uniques", "users", "readers", "visitors", "unique users", "audience", "audience size",
)  # fmt: skip
_RANKED_ON = ("on", "in", "in terms of", "terms of", "by")
"""Between rows and what they are ranked by."""


def _how_many(sentence: Sentence, frame: Frame) -> None:
    """ "how many users", "number of": of users unless a metric or a dimension follows."""
    for i, mention in list(sentence.open("count")):
        sentence.use(i)
        if _in_percent(sentence, i) or (mention.text == "in numbers" and sentence.cue("profile")):
            continue
        if frame.counted and _repeats(sentence, i):
            frame.compared = True
            continue
        frame.counted = True
        if not _with_counts(sentence, i):
            _count(sentence, frame, i)


_IS_THAT = re.compile(r"\bhow (?:many|much) (?:is|was|are|were) (?:that|this|those|there|they)$")


def _count(sentence: Sentence, frame: Frame, i: int) -> None:
    """What the word at `i` counts: times, figures of a metric, or else users."""
    mention = sentence.at(i)
    after = sentence.after(i, "prep", "desc", "ago", "only", "exactly")
    following = sentence.at(after)
    if _IS_THAT.search(sentence.text) and any(m.get("metric") in COUNTS for m in sentence.mentions[:i]):
        return  # "morning clicks, how many is that"
    frame.users_measured |= mention.text.startswith("size") and sentence.at(i - 1).has("segment_noun")
    before = sentence.at(sentence.before(i))
    sorts = (before.has("by") or before.text.endswith(" by")) and not sentence.any("noun", "segment")
    if sorts and sentence.any("desc", "asc"):
        return  # "search terms sorted by count"
    if following.has("times") and _times_as_many(sentence, after):
        frame.counted, frame.compared = False, True
        sentence.use(after or 0)
        return  # "how many times the clicks of low do fans make": the ratio stands in a comparison
    if following.has("times") or mention.text in HOW_OFTEN:
        frame.events_counted = True
        return  # "how many times": events
    if following.has("and") or (following.breaks and after != i + 1):
        frame.users_measured = True
    after = _head_of_counted(sentence, after)
    following = sentence.at(after)
    counts = following.has("metric", "dimension") and not following.has("noun", "segment")
    counts |= following.has("search_for") and counts_searches(following.text)  # "how many searches for"
    if counts and not in_the_past(following):
        return
    people = after is None or following.has(*_PEOPLE) or in_the_past(following) or _of_those(sentence, i)
    people |= of_an_end(sentence, i)
    measured = sentence.any("metric", "bare_time", "search_for")
    measured &= not following.has("noun") or sentence.at(i + 1).text in ("do", "does", "did")
    if mention.text.endswith("much") and sentence.any("search_for"):
        frame.events_counted = True  # "how much do people look up wine"
    if (mention.text.endswith("much") and measured) or (after is None and _of_events(sentence, i)):
        return
    if people or not sentence.has_open("metric"):
        frame.users_measured = True


def _head_of_counted(sentence: Sentence, after: int | None) -> int | None:
    """ "how many mobile clicks": the metric behind the values that follow the count."""
    while after is not None and sentence.at(after).has("value", "segment"):
        beyond = sentence.after(after)
        following = sentence.at(beyond)
        metric = following.has("metric", "value", "segment") and not is_verb(sentence, beyond or 0)
        if not metric or following.breaks:
            break
        after = beyond
    return after


def _times_as_many(sentence: Sentence, times: int | None) -> bool:
    """ "times the clicks", "times more clicks": how often one group's figure holds the other's."""
    figure = sentence.after(times or 0, "more", "aggregate")
    groups = sum(m.has("segment", "value") for m in sentence.mentions)
    return sentence.at(figure).has("metric") and groups > 1


def _with_counts(sentence: Sentence, i: int) -> bool:
    """ "search terms with counts, for fans": the figure that belongs to the rows named before."""
    ends = i + 1 == len(sentence) or sentence.at(i + 1).breaks
    rows = any(m.get("dimension") in ("term", "article", "page") for m in sentence.mentions[:i])
    return rows and ends and sentence.at(i - 1).text == "with" and not sentence.at(i + 1).has("noun")


def _of_events(sentence: Sentence, i: int) -> bool:
    """ "views of travel at weekends, how many": a figure was named before, and nobody."""
    before = sentence.mentions[:i]
    return any(m.has("metric") for m in before) and not any(
        m.has("noun", "segment", "who", "them") for m in before
    )


def _repeats(sentence: Sentence, i: int) -> bool:
    """ "how many clicks from facebook and how many from twitter": the same figure of another value."""
    before = [j for j in range(i) if sentence.at(j).has("metric")]
    rival = sentence.after(i, "prep", "metric", "who")
    after = {m.get("metric") for m in sentence.mentions[i:] if m.has("metric")}
    if rival is None or after - {sentence.at(before[0] if before else None).get("metric")}:
        return False
    kinds = {(s.kind, s.dimension) for s in sentence.at(rival).senses if s.kind in ("value", "segment")}
    earlier = {(s.kind, s.dimension) for m in sentence.mentions[:i] for s in m.senses}
    return bool(kinds & earlier)


def _of_those(sentence: Sentence, i: int) -> bool:
    """ "of those who read sport, how many made 3 searches": people were named, and a verb follows."""
    named = any(m.has("noun", "segment", "them", "who") for m in sentence.mentions[:i])
    return (
        named and any(is_verb(sentence, j) for j in (i + 1, i + 2)) and not sentence.at(i + 1).has("metric")
    )


def _in_percent(sentence: Sentence, i: int) -> bool:
    """ "how many percent of", "how many users in %": a share, no count beside it."""
    place = share_place(sentence)
    if place is None or place < i:
        return False
    between = sentence.mentions[i + 1 : place + 1]
    beside = "in" in (sentence.at(place).text.split(" ")[0], sentence.at(place - 1).text)  # ", in percent"
    return not any((m.breaks and not beside) or m.has("and") for m in between)


def in_the_past(mention: Mention) -> bool:
    """A verb in the past after "how many" counts the users who did it."""
    done = mention.text.partition(" ")[0].endswith("ed") or mention.text == "read"
    return done and mention.has("metric", "search_for")


_BEFORE = ("value", "segment", "label", "fill", "count", "active", "prep", "cue", "aggregate")
"""What may stand before the users that are counted."""
_BETWEEN = ("aggregate", "count", "fill")
"""What may stand between the "and" and the figure."""


def users_and_figure(sentence: Sentence) -> bool:
    """True where plain users are joined to a figure, which is no deed of theirs."""
    if sentence.any("who", "them", "listing", "compare", "desc", "asc") or "correlation" in sentence.text:
        return False
    for i, mention in enumerate(sentence.mentions):
        if not mention.has("and") or not 0 < i < len(sentence) - 1:
            continue
        if _plain_users(sentence, i - 1) and _figure(sentence, i + 1):
            return all(m.has(*_BEFORE) or m.time for m in sentence.mentions[: i - 1])
        if _figure(sentence, i - 1) and _plain_users(sentence, sentence.after(i) or i):
            return all(m.has(*_BEFORE) or m.time for m in sentence.mentions[: i - 1])
    return False


def _plain_users(sentence: Sentence, i: int) -> bool:
    mention = sentence.at(i)
    return mention.has("noun") and not mention.has("metric") and mention.text.endswith("s")


def _figure(sentence: Sentence, i: int) -> bool:
    """ "the total of article views", "searches": a metric, and no verb."""
    place = sentence.after(i - 1, *_BETWEEN)
    mention = sentence.at(place)
    return mention.has("metric") and not mention.has("noun") and not verb_form(mention.text)


def in_users(sentence: Sentence, frame: Frame) -> None:
    """ "the politics readership, in users": what is counted, said at the end of a stretch."""
    for i, mention in enumerate(sentence.mentions):
        ends = i + 1 == len(sentence) or sentence.at(i + 1).breaks or sentence.at(i + 1).text in INSTEAD_OF
        named = mention.has("noun") and mention.text.endswith(("s", "people", "readership"))
        if ends and named and sentence.at(i - 1).text == "in" and not set(frame.aggregates) - {"share"}:
            frame.users_measured, frame.metrics = True, []
            frame.events_to_users()
