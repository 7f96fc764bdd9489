"""What is measured, and whether events, users or a list of them are wanted: counting words and metrics."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import COUNTS, Has, Threshold
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import COMPARATIVES, YES_OR_NO, counted_noun, counts_searches

_OFTEN = ("how often", "how frequently")
"""Asks for the number of events, not of users."""


_PEOPLE = (
    "noun", "segment", "who", "movement", "active", "value", "segment_noun", "them", "not",
    "including_inactive", "awayfor",
)  # fmt: skip
"""Kinds after "how many" by which users are counted."""


_SHOW = ("pull", "give", "show", "get", "find", "export", "fetch")
"""First words of a request for a list."""


def read_counting(sentence: Sentence, frame: Frame) -> None:
    """ "how many" and lists: whether users are what is counted, shared or listed."""
    for i, mention in enumerate(sentence.mentions):
        people = sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("people_all")
        if mention.text == "by" and sentence.after(i) == i + 1 and people:
            frame.users_measured |= not sentence.at(sentence.after(i + 1)).has("metric")
            frame.users_split = True
    _how_many(sentence, frame)
    frame.visited = sentence.any("active")
    frame.readers = any(m.has("noun") and m.text.startswith("reader") for m in sentence.mentions)
    if sentence.text.split()[:1] in ([w] for w in YES_OR_NO):
        anyone = ("anybody", "anyone", "somebody", "someone")
        frame.users_measured |= any(m.text in anyone for m in sentence.mentions)
    _lists(sentence, frame)


def _how_many(sentence: Sentence, frame: Frame) -> None:
    """ "how many users", "number of": of users unless a metric or a dimension follows."""
    for i, mention in list(sentence.open("count")):
        after = sentence.after(i, "prep", "desc", "ago", "only", "exactly")
        head = sentence.at(sentence.after(i, "prep", "desc", "only", "exactly", "value", "segment"))
        events = sentence.at(after).has("value", "segment") and counted_noun(head)
        following = head if events else sentence.at(after)  # "how many mobile clicks": clicks
        frame.counted = True
        sentence.use(i)
        sorts = sentence.at(sentence.before(i)).has("by") and not sentence.any("noun", "segment")
        if sorts and sentence.any("desc", "asc"):
            continue  # "search terms sorted by count"
        if following.has("times") or mention.text in _OFTEN:
            frame.events_counted = True
            continue  # "how many times": events
        if following.has("and") or (following.breaks and after != i + 1):
            frame.users_measured = True
        counts = following.has("metric", "dimension") and not following.has("noun", "segment")
        counts |= following.has("search_for") and counts_searches(following.text)  # "how many searches for"
        if counts and not _past(following):
            continue
        people = after is None or following.has(*_PEOPLE) or _past(following)
        if mention.text.endswith("much") and sentence.any("metric", "bare_time"):
            continue
        if people or not any(True for _ in sentence.open("metric")):
            frame.users_measured = True


def _lists(sentence: Sentence, frame: Frame) -> None:
    """ "list", "which users", "who": the users themselves are wanted."""
    head = next((i for i, m in enumerate(sentence.mentions) if m.has("noun", "people_all")), None)
    shown = sentence.text.split()[:1] in ([w] for w in _SHOW)
    if shown and head is not None and head <= 3 and sentence.at(head).has("people_all") and not frame.counted:
        frame.listed = frame.listed_by_name = True
    for i in sentence.cue("users"):
        if _lists_rows(sentence, i):
            continue
        frame.listed = frame.listed_by_name = True
        frame.every |= sentence.at(i).text in ("list", "all", "enumerate")
        sentence.use(i)
    first = next((m for i, m in enumerate(sentence.mentions) if not sentence.is_filler(i)), Mention("", 0, 0))
    if first.text == "who" and not frame.counted and not _who_of(sentence):
        frame.listed = frame.listed_by_name = True


def _who_of(sentence: Sentence) -> bool:
    """ "who clicks more, mobile or desktop users", "who clicks most, by segment": groups, not persons."""
    rivals = sentence.any("or", "compare") and any(w in COMPARATIVES for w in sentence.text.split())
    return rivals or any(
        m.has("by") and sentence.at(sentence.after(i)).has("segment_noun")
        for i, m in enumerate(sentence.mentions)
    )


def _lists_rows(sentence: Sentence, i: int) -> bool:
    """ "list the ten most viewed Sport articles": rows of a dimension, not users."""
    for mention in sentence.mentions[i + 1 :]:
        if (mention.get("cue") or "").startswith("data."):
            return True  # "list the metrics"
        if mention.breaks or mention.has("noun", "people_all", "last", "cue", "segment", "who", "by"):
            return False
        if mention.has("segment_noun", "dimension") and not mention.has("metric"):
            return True
        if mention.get("dimension") in ("article", "page", "term") and not mention.has("noun"):
            return True
    return False


def _past(mention: Mention) -> bool:
    """A verb in the past after "how many" counts the users who did it."""
    return mention.has("metric") and (mention.text.split()[0].endswith("ed") or mention.text == "read")


def read_metrics(sentence: Sentence, frame: Frame) -> None:
    """Fills `metrics`; a verb that only carried a condition is explained by it."""
    for i, mention in list(sentence.open("metric", "search_for")):
        metric = mention.get("metric")
        if metric is None and counts_searches(mention.text):
            metric = "searches"  # "searches for casual users"
        if (
            metric is None
            or (mention.has("dimension") and _as_dimension(sentence, i))
            or _named_otherwise(sentence, i)
        ):
            continue
        sentence.use(i)
        if _carries_condition(sentence, frame, i, metric):
            continue
        if metric not in frame.metrics:
            frame.metrics.append(metric)
    _one_of_reading(sentence, frame)
    if frame.users_measured and frame.metrics and not frame.aggregates:
        _did_at_all(sentence, frame)


def _one_of_reading(sentence: Sentence, frame: Frame) -> None:
    """ "articles each person read" are articles, "articles were viewed" are views: one thing, named twice."""
    if "time_per_article" in frame.metrics and "articles" in frame.metrics and frame.events_named("section"):
        frame.metrics.remove("articles")  # "reading time of sport articles"
    if {"articles", "views"} <= set(frame.metrics) and not sentence.cue("correlation"):
        read = any(m.text == "read" for m in sentence.mentions)
        viewed = any(
            m.get("metric") == "views" and m.text.split()[0] in ("viewed", "opened", "opens")
            for m in sentence.mentions
        )
        if read or viewed:
            frame.metrics.remove("views" if read and not viewed else "articles")
        elif not (frame.counted or frame.aggregates):
            frame.metrics.remove("articles")  # "views of articles"


def _named_otherwise(sentence: Sentence, i: int) -> bool:
    """A word for users that is a metric too ("visitors"): users, unless it is counted or averaged."""
    return sentence.at(i).has("noun") and not sentence.at(sentence.before(i)).has("count", "aggregate")


def _carries_condition(sentence: Sentence, frame: Frame, i: int, metric: str) -> bool:
    """ "how many users read sport": "read" says how sport was met, it is no measure."""
    text = sentence.at(i).text
    verb = text.split()[0].endswith(("ed", "ing")) or text in (
        "read",
        "reads",
        "click",
        "search",
        "view",
        "visit",
        "search for",
    )
    if not verb or not frame.where:
        return False
    after = sentence.at(sentence.after(i, "prep", "not", "only", "metric", "label"))
    near = after.has("value") or after.quoted or not after.known or sentence.at(i).has("search_for")
    dims = {
        "views": ("section", "article"),
        "searches": ("term",),
        "clicks": ("device", "source", "page_section", "page"),
        "pages": ("page_section", "page", "device", "source"),
    }
    conditions = [c for any_of in frame.where for c in any_of if isinstance(c, Has)]
    fits = any(c.filter.dimension in (*dims.get(metric, ()), "weekday", "hour") for c in conditions)
    counted = frame.users_measured or frame.listed
    return fits and (near or counted)


def _did_at_all(sentence: Sentence, frame: Frame) -> None:
    """ "how many users searched last week": those with at least one search."""
    verbs = [
        m
        for m in sentence.mentions
        if m.has("metric") and (_past(m) or m.text in ("search", "read", "click", "view"))
    ]
    for metric in [m for m in frame.metrics if m in COUNTS]:
        named = {"searches": "term", "views": "section"}.get(metric, "")
        if named and frame.events_named(named):
            frame.metrics.remove(metric)
        elif any(v.get("metric") == metric for v in verbs):
            frame.metrics.remove(metric)
            frame.where.append((Threshold(metric, ">=", 1.0),))


def _as_dimension(sentence: Sentence, i: int) -> bool:
    """ "articles", "pages", "queries": rows of a split, or a metric?"""
    at = sentence.before(i, "value", "segment")
    if at is not None and sentence.at(at).number is not None:
        at = sentence.before(at)
    before = sentence.at(at)
    if before.has("count", "aggregate") and not before.has("share"):
        return False
    if before.text in COMPARATIVES or _ranks_others(sentence, i, before):
        return False
    if before.has("by", "what", "desc", "asc") or sentence.at(i - 1).has("what"):
        return True
    if sentence.at(i + 1).has("who") and sentence.at(sentence.after(i, "who")).get("cue") == "change":
        return True  # "queries that spiked"
    ranks = [j for j, m in enumerate(sentence.mentions) if m.has("desc", "asc")]
    nouns = [j for j, m in enumerate(sentence.mentions) if ranks and j < ranks[0] and m.has("noun")]
    own = nouns and all(m.number is not None for m in sentence.mentions[nouns[-1] + 1 : ranks[0]])
    if nouns and not own and not before.has("by", "what"):
        return False  # "the users with the most views on sport articles"
    others = [
        m for j, m in enumerate(sentence.mentions) if j != i and m.get("metric") and not m.has("dimension")
    ]
    ranked_before = any(m.has("desc", "asc") for m in sentence.mentions[:i])
    ranked_after = any(
        m.has("desc", "asc") and not sentence.used[j] and m.text not in COMPARATIVES
        for j, m in enumerate(sentence.mentions)
        if j >= i
    )
    first = at is None
    if first and _by_metric(sentence, i):
        return True  # "articles by views"
    return (bool(others) and (ranked_before or ranked_after)) or (first and ranked_after)


def _by_metric(sentence: Sentence, i: int) -> bool:
    by = sentence.after(i)
    return by is not None and sentence.at(by).text == "by" and sentence.at(sentence.after(by)).has("metric")


def _ranks_others(sentence: Sentence, i: int, before: Mention) -> bool:
    """ "which hour has the most searches", "weekday split of searches": it measures rows named before."""
    rows = any(
        m.has("segment_noun", "dimension") and not m.has("metric") and not sentence.used[j]
        for j, m in enumerate(sentence.mentions[:i])
    )
    of = before.has("by") and sentence.at(i - 1).text.endswith("of")
    rows |= before.has("by") and any(m.has("noun") for m in sentence.mentions[:i])
    asked_who = any(m.get("cue") == "users" and m.text.startswith("which") for m in sentence.mentions)
    rows |= asked_who  # "which users are in the top 10 for articles read"
    asked = sentence.at(i - 1).text in ("does", "do", "did")
    asked |= sentence.at(i - 1).text in ("is", "are") and i == len(sentence) - 1  # "what is searches"
    ranked = before.has("desc", "asc") or (before.has("by") and sentence.any("desc", "asc"))
    return asked or (rows and (of or ranked))
