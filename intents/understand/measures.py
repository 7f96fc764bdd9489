"""What is measured, and whether events, users or a list of them are wanted: counting words and metrics."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import COUNTS, Has, Threshold, of_kind
from intents.understand.clauses import is_verb, share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.lists import read_lists
from intents.understand.objects import use_objects
from intents.understand.ranked import as_dimension
from intents.understand.searches import counted_beside
from intents.understand.sizes import compares_people
from intents.understand.tops import of_an_end
from intents.understand.users_beside import users_and_figure
from intents.understand.wording import (
    HOW_OFTEN,
    INSTEAD_OF,
    REPAIRS,
    STAYING,
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
    frame.users_split |= sentence.text.endswith("users instead")
    frame.users_measured |= shares_users(sentence) or compares_people(sentence)
    frame.visited = sentence.any("active")
    frame.readers = any(m.has("noun") and m.text.startswith("reader") for m in sentence.mentions)
    if sentence.text.split()[:1] in ([w] for w in YES_OR_NO):
        anyone = ("anybody", "anyone", "somebody", "someone")
        frame.users_measured |= any(m.text in anyone for m in sentence.mentions)
    read_lists(sentence, frame)


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
    "reach",
    "uniques",
    "users",
    "readers",
    "visitors",
    "unique users",
    "audience",
    "audience size",
)
_RANKED_ON = ("on", "in", "in terms of", "terms of", "by")
"""Between rows and what they are ranked by."""


def _how_many(sentence: Sentence, frame: Frame) -> None:
    """ "how many users", "number of": of users unless a metric or a dimension follows."""
    for i, mention in list(sentence.open("count")):
        after = sentence.after(i, "prep", "desc", "ago", "only", "exactly")
        following = sentence.at(after)
        sentence.use(i)
        if _in_percent(sentence, i) or (mention.text == "in numbers" and sentence.cue("profile")):
            continue
        if frame.counted and _repeats(sentence, i):
            frame.compared = True
            continue
        frame.counted = True
        if _with_counts(sentence, i):
            continue
        frame.users_measured |= mention.text.startswith("size") and sentence.at(i - 1).has("segment_noun")
        before = sentence.at(sentence.before(i))
        sorts = (before.has("by") or before.text.endswith(" by")) and not sentence.any("noun", "segment")
        if sorts and sentence.any("desc", "asc"):
            continue  # "search terms sorted by count"
        if following.has("times") and _times_as_many(sentence, after):
            frame.counted, frame.compared = False, True
            sentence.use(after or 0)
            continue  # "how many times the clicks of low do fans make": the ratio stands in a comparison
        if following.has("times") or mention.text in HOW_OFTEN:
            frame.events_counted = True
            continue  # "how many times": events
        if following.has("and") or (following.breaks and after != i + 1):
            frame.users_measured = True
        while following.has("value", "segment") and after is not None:  # "how many mobile clicks"
            beyond = sentence.after(after)
            metric = sentence.at(beyond).has("metric", "value", "segment") and not is_verb(
                sentence, beyond or 0
            )
            if not metric or sentence.at(beyond).breaks:
                break
            after, following = beyond, sentence.at(beyond)
        counts = following.has("metric", "dimension") and not following.has("noun", "segment")
        counts |= following.has("search_for") and counts_searches(following.text)  # "how many searches for"
        if counts and not _past(following):
            continue
        people = after is None or following.has(*_PEOPLE) or _past(following) or _of_those(sentence, i)
        people |= of_an_end(sentence, i)
        measured = sentence.any("metric", "bare_time", "search_for")
        measured &= not following.has("noun") or sentence.at(i + 1).text in ("do", "does", "did")
        if mention.text.endswith("much") and sentence.any("search_for"):
            frame.events_counted = True  # "how much do people look up wine"
        if (mention.text.endswith("much") and measured) or (after is None and _of_events(sentence, i)):
            continue
        if people or not sentence.has_open("metric"):
            frame.users_measured = True


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


def _past(mention: Mention) -> bool:
    """A verb in the past after "how many" counts the users who did it."""
    done = mention.text.partition(" ")[0].endswith("ed") or mention.text == "read"
    return done and mention.has("metric", "search_for")


def read_metrics(sentence: Sentence, frame: Frame) -> None:
    """Fills `metrics`; a verb that only carried a condition is explained by it."""
    _active_days(sentence, frame)
    use_objects(sentence)
    for i, mention in list(sentence.open("metric", "search_for")):
        metric = mention.get("metric")
        if metric is None and counts_searches(mention.text):
            metric = "searches"  # "searches for casual users"
        if (frame.metrics or frame.users_split) and (contrast := _contrasted(sentence, i)):
            sentence.use(i, *contrast)
            continue
        if (
            metric is None
            or (mention.has("dimension") and as_dimension(sentence, i))
            or _named_otherwise(sentence, i)
        ):
            continue
        if mention.has("desc", "asc"):  # "the stickiest readers": a metric of users and an order in one word
            frame.aggregates = frame.aggregates or ["mean"]
        else:
            sentence.use(i)
        if _carries_condition(sentence, frame, i, metric):
            continue
        if sentence.at(i - 1).text in REPAIRS:
            frame.metrics.clear()
        if metric not in frame.metrics:
            frame.metrics.append(metric)
    _one_of_reading(sentence, frame)
    if frame.compared and len(frame.metrics) > 1 and frame.where and not sentence.any("and"):
        named = {m.get("metric") for m in sentence.mentions if m.has("metric") and not _manner(m)}
        frame.metrics = [m for m in frame.metrics if m in named] or frame.metrics
    if frame.users_measured and frame.metrics and not frame.aggregates and not users_and_figure(sentence):
        _did_at_all(sentence, frame)


def _active_days(sentence: Sentence, frame: Frame) -> None:
    """ "mean number of days their users are active", "come back on the most days": days, counted."""
    for i, mention in list(sentence.open("dimension")):
        most = sentence.at(i - 1).text in ("on most", "on the most")
        counted = most or sentence.at(sentence.before(i)).has("count", "desc", "asc")
        ago = sentence.at(i + 1).has("ago") or sentence.any("awayfor") or sentence.cue("last_seen")
        if mention.text in ("day", "days") and counted and sentence.any("active") and not ago:
            sentence.use(i)
            frame.metrics.append("active_days")
            frame.users_measured = False
            frame.order = "desc" if most else frame.order
            return


def _manner(mention: Mention) -> bool:
    """ "people reading on tablets": a verb that only says how somebody is met."""
    return mention.text in ("reading", "viewing", "browsing", "clicking")


def _contrasted(sentence: Sentence, i: int) -> list[int]:
    """The words that set a metric aside: "by clicks per user, not by total clicks"."""
    before = sentence.before(i, "by", "prep")
    aside = sentence.at(before).text in INSTEAD_OF or (
        sentence.at(before).breaks and sentence.at(before).text == "not"
    )
    if before is None:
        return []
    return [before, *(j for j in range(before + 1, i) if sentence.at(j).has("by"))] if aside else []


def _one_of_reading(sentence: Sentence, frame: Frame) -> None:
    """ "articles each person read" are articles, "articles were viewed" are views: one thing, named twice."""
    if "time_per_article" in frame.metrics:  # "do articles get read longer", "time of sport articles"
        frame.metrics = [
            m for m in frame.metrics if m not in ("views", "articles") or _for_itself(sentence, m)
        ]
    if "time_per_article" in frame.metrics and {"total_time", "sum"} & {*frame.metrics, *frame.aggregates}:
        staying = [m.text for m in sentence.mentions if m.get("metric") == "time_per_article"]
        if all(text.startswith(STAYING) for text in staying):  # "stick around the longest in total"
            frame.metrics = ["total_time" if m == "time_per_article" else m for m in frame.metrics]
            frame.metrics = list(dict.fromkeys(frame.metrics))
    if "time_per_click" in frame.metrics and not _for_itself(sentence, "clicks"):
        frame.metrics = [m for m in frame.metrics if m != "clicks"]  # "time per click of tablet clicks"
    if {"pages", "sessions"} <= set(frame.metrics) and any(m.text in _VISITING for m in sentence.mentions):
        frame.metrics.remove("sessions")  # "how many pages did they visit"
    if {"pages", "views"} <= set(frame.metrics) and _viewing_verb(sentence):
        frame.metrics.remove("views")  # "how many pages does a visitor view"
    if {"articles", "views"} <= set(frame.metrics) and not sentence.cue("correlation"):
        read = any(m.text in ("read", "reads", "reading") for m in sentence.mentions)
        viewed = any(
            m.get("metric") == "views" and m.text.partition(" ")[0] in ("viewed", "opened", "opens")
            for m in sentence.mentions
        )
        viewed |= _viewing_verb(sentence)
        if read or viewed:
            frame.metrics.remove("views" if read and not viewed else "articles")
        elif not (frame.counted or set(frame.aggregates) - {"sum"}):
            frame.metrics.remove("articles")  # "views of articles"


def _viewing_verb(sentence: Sentence) -> bool:
    """ "how many articles does a reader open", "do users view": what they do with what is counted."""
    asked = {"do", "does", "did"} & set(sentence.text.split())
    return bool(asked) and any(m.text in ("view", "open") and not m.has("noun") for m in sentence.mentions)


def _for_itself(sentence: Sentence, metric: str) -> bool:
    """True where a metric stands beside one of time as a figure of its own: "dwell time and views"."""
    for i, mention in enumerate(sentence.mentions):
        if mention.get("metric") != metric:
            continue
        joined = (
            mention.breaks or sentence.at(i - 1).has("and", "compare", "or") or sentence.at(i + 1).has("and")
        )
        counted = sentence.at(sentence.before(i, "value")).has("count", "aggregate", "desc", "asc")
        named = " " in mention.text or not (sentence.at(i - 1).has("value") or mention.has("dimension"))
        if joined or counted or (named and not verb_form(mention.text)):
            return True
    return False


_VISITING = ("visit", "visited", "visiting")
"""Verbs whose object is pages."""


def _named_otherwise(sentence: Sentence, i: int) -> bool:
    """A word for users that is a metric too ("visitors"): users, unless it is counted or averaged."""
    return sentence.at(i).has("noun") and not sentence.at(sentence.before(i)).has("count", "aggregate")


def _carries_condition(sentence: Sentence, frame: Frame, i: int, metric: str) -> bool:
    """ "how many users read sport": "read" says how sport was met, it is no measure."""
    text = sentence.at(i).text
    verb = text.partition(" ")[0].endswith(("ed", "ing")) or text in (
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
    bounds = of_kind(Threshold, frame.where)
    if frame.counted and metric == "views" and any(c.metric == "articles" for c in bounds):
        return True  # "anyone reading more than 50 pieces? how many"
    after = sentence.at(sentence.after(i, "prep", "not", "only", "metric", "label"))
    near = after.has("value") or after.quoted or not after.known or sentence.at(i).has("search_for")
    dims = {
        "views": ("section", "article"),
        "searches": ("term",),
        "clicks": ("device", "source", "page_section", "page"),
        "pages": ("page_section", "page", "device", "source"),
        "sessions": ("device", "source"),
    }
    conditions = of_kind(Has, frame.where)
    met = (*dims[metric], "weekday", "hour") if metric in dims else ()
    met = (*met, "device", "source") if _manner(sentence.at(i)) else met
    fits = any(c.filter.dimension in met for c in conditions)
    near |= any(after.text in c.filter.values for c in conditions if c.filter.dimension == "article")
    counted = frame.users_measured or frame.listed
    return fits and (near or counted)


def _did_at_all(sentence: Sentence, frame: Frame) -> None:
    """ "how many users searched last week": those with at least one search."""
    verbs = [
        m
        for m in sentence.mentions
        if m.has("metric") and (_past(m) or m.text in ("search", "read", "click", "view"))
    ]
    bounded = [c.metric for c in of_kind(Threshold, frame.where) if c.low > 0]
    for metric in [m for m in frame.metrics if m in COUNTS]:
        named = {"searches": "term", "views": "section"}.get(metric, "")
        split = any(m.get("dimension") == named for m in sentence.mentions)  # "how many read each section"
        if named and (split or frame.events_named(named)) and not counted_beside(sentence):
            frame.metrics.remove(metric)
        elif any(v.get("metric") == metric for v in verbs):
            frame.metrics.remove(metric)
            if metric in bounded:
                continue  # "who uses the search: count those with 3 searches"
            place = next(
                i for i, m in enumerate(sentence.mentions) if m in verbs and m.get("metric") == metric
            )
            frame.require(place, Threshold(metric, ">=", 1.0))
