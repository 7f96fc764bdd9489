"""What is measured and how: metrics, aggregates, order, number of rows, dimensions."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import COUNTS, Has, Threshold
from intents.understand.clauses import is_verb, share_place, shares_users
from intents.understand.frame import Frame, Sentence
from intents.understand.lists import read_lists

PER_USER = (
    "/ ",
    "a user",
    "a reader",
    "a person",
    "a visitor",
    "per ",
    "each ",
    "a head",
    "apiece",
    "for one",
    "by each",
)
"""Beginnings of phrases that say "per user": a mean unless another aggregate is named."""


_PLAIN_SUMS = ("total hours", "total minutes", "total seconds", "hours", "minutes")
"""Amounts of time that can only be a sum."""


_USUAL = ("usual", "usually", "normal", "normally", "typically")
"""Words that mean the median unless another aggregate is named."""


_OFTEN = ("how often", "how frequently")
"""Asks for the number of events, not of users."""


_PEOPLE = (
    "noun", "segment", "who", "movement", "active", "value", "segment_noun", "them", "not",
    "including_inactive", "awayfor",
)  # fmt: skip
"""Kinds after "how many" by which users are counted."""


_YES_OR_NO = ("did", "do", "does", "has", "have", "any", "is", "are")
"""First words of a question that "yes" would answer."""


def read_counting(sentence: Sentence, frame: Frame) -> None:
    """ "how many" and lists: whether users are what is counted, shared or listed."""
    for i, mention in enumerate(sentence.mentions):
        people = sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("people_all")
        people &= not frame.users
        if mention.text == "by" and sentence.after(i) == i + 1 and people:
            frame.users_measured |= not sentence.at(sentence.after(i + 1)).has("metric")
            frame.users_split = True
    _how_many(sentence, frame)
    frame.users_measured |= shares_users(sentence)
    frame.visited = sentence.any("active")
    frame.readers = any(m.has("noun") and m.text.startswith("reader") for m in sentence.mentions)
    if sentence.text.split()[:1] in ([w] for w in _YES_OR_NO):
        anyone = ("anybody", "anyone", "somebody", "someone")
        frame.users_measured |= any(m.text in anyone for m in sentence.mentions)
    read_lists(sentence, frame)


def _how_many(sentence: Sentence, frame: Frame) -> None:
    """ "how many users", "number of": of users unless a metric or a dimension follows."""
    for i, mention in list(sentence.open("count")):
        after = sentence.after(i, "prep", "desc", "ago", "only", "exactly")
        following = sentence.at(after)
        sentence.use(i)
        if _in_percent(sentence, i):
            continue
        frame.counted = True
        frame.users_measured |= mention.text.startswith("size") and sentence.at(i - 1).has("segment_noun")
        before = sentence.at(sentence.before(i))
        sorts = (before.has("by") or before.text.endswith(" by")) and not sentence.any("noun", "segment")
        if sorts and sentence.any("desc", "asc"):
            continue  # "search terms sorted by count"
        if following.has("times") or mention.text in _OFTEN:
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
        if counts and not _past(following):
            continue
        people = after is None or following.has(*_PEOPLE) or _past(following) or _of_those(sentence, i)
        if mention.text.endswith("much") and sentence.any("metric", "bare_time"):
            continue
        if people or not any(True for _ in sentence.open("metric")):
            frame.users_measured = True


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
    return not any(m.breaks or m.has("and") for m in between)


def _past(mention: Mention) -> bool:
    """A verb in the past after "how many" counts the users who did it."""
    return mention.has("metric") and (mention.text.split()[0].endswith("ed") or mention.text == "read")


def read_metrics(sentence: Sentence, frame: Frame) -> None:
    """Fills `metrics`; a verb that only carried a condition is explained by it."""
    for i, mention in list(sentence.open("metric")):
        metric = mention.get("metric")
        if frame.metrics[-1:] == ["time_per_article"] and _object(sentence, i):
            sentence.use(i)
            continue
        if frame.metrics and (contrast := _contrasted(sentence, i)):
            sentence.use(i, *contrast)
            continue
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
    if frame.compared and len(frame.metrics) > 1 and frame.where and not sentence.any("and"):
        named = {m.get("metric") for m in sentence.mentions if m.has("metric") and not _manner(m)}
        frame.metrics = [m for m in frame.metrics if m in named] or frame.metrics
    if frame.users_measured and frame.metrics and not frame.aggregates:
        _did_at_all(sentence, frame)


def _object(sentence: Sentence, i: int) -> bool:
    """ "how fast do they skim a story": what the time is spent on."""
    before = sentence.at(sentence.before(i))
    return sentence.at(i).text in ("article", "story", "piece") and before.get("metric") == "time_per_article"


def _manner(mention: Mention) -> bool:
    """ "people reading on tablets": a verb that only says how somebody is met."""
    return mention.text in ("reading", "viewing", "browsing", "clicking")


def _contrasted(sentence: Sentence, i: int) -> list[int]:
    """The words that set a metric aside: "by clicks per user, not by total clicks"."""
    before = sentence.before(i, "by", "prep")
    if before is None or not sentence.at(before).breaks:
        return []
    aside = sentence.at(before).text in ("not", *_INSTEAD_OF)
    return [before, *(j for j in range(before + 1, i) if sentence.at(j).has("by"))] if aside else []


def _one_of_reading(sentence: Sentence, frame: Frame) -> None:
    """ "articles each person read" are articles, "articles were viewed" are views: one thing, named twice."""
    if {"articles", "views"} <= set(frame.metrics):
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
    bounds = [c for any_of in frame.where for c in any_of if isinstance(c, Threshold)]
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
    conditions = [c for any_of in frame.where for c in any_of if isinstance(c, Has)]
    met = (*dims[metric], "weekday", "hour") if metric in dims else ()
    fits = any(c.filter.dimension in met for c in conditions)
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
            place = next(
                i for i, m in enumerate(sentence.mentions) if m in verbs and m.get("metric") == metric
            )
            frame.require(place, Threshold(metric, ">=", 1.0))


def _as_dimension(sentence: Sentence, i: int) -> bool:
    """ "articles", "pages", "queries": rows of a split, or a metric?"""
    at = sentence.before(i, "value", "segment")
    if at is not None and sentence.at(at).number is not None:
        at = sentence.before(at)
    before = sentence.at(at)
    if before.has("count", "aggregate") and not before.has("share"):
        return False
    if before.text in ("more", "fewer", "less") and sentence.any("compare"):
        return False  # "more articles than"
    if _ranks_people(sentence, i):
        return False
    if before.has("by", "what", "desc", "asc") or sentence.at(i - 1).has("what"):
        return True
    if sentence.at(i + 1).has("who") and sentence.at(sentence.after(i, "who")).get("cue") == "change":
        return True  # "queries that spiked"
    ranks = [j for j, m in enumerate(sentence.mentions) if m.has("desc", "asc")]
    if ranks and any(m.has("noun") for m in sentence.mentions[: ranks[0]]) and not before.has("by", "what"):
        return False  # "the users with the most views on sport articles"
    others = [
        m for j, m in enumerate(sentence.mentions) if j != i and m.get("metric") and not m.has("dimension")
    ]
    ranked_before = any(m.has("desc", "asc") for m in sentence.mentions[:i])
    ranked_after = any(
        m.has("desc", "asc") and not sentence.used[j] for j, m in enumerate(sentence.mentions) if j >= i
    )
    return (bool(others) and (ranked_before or ranked_after)) or (at is None and ranked_after)


_INSTEAD_OF = ("rather than", "as opposed to", "instead of", "and not", "not by")


def _ranks_people(sentence: Sentence, i: int) -> bool:
    """ "top 5 users by searches", "who has the most searches": the metric at `i` orders users."""
    for j, mention in enumerate(sentence.mentions):
        if not mention.has("desc", "asc"):
            continue
        ranked = sentence.after(j, "segment", "value")
        while ranked is not None and sentence.at(ranked).number is not None:
            ranked = sentence.after(ranked, "segment", "value")
        owner = sentence.at(sentence.before(j, "who", "prep", "value"))
        led = sentence.at(sentence.before(i)).has("by")
        people = ranked is not None and sentence.at(ranked).has("noun") and (i > ranked or led)
        people |= led and sentence.at(ranked).has("by")  # "the top 10 by searches"
        if people or (j < i and (owner.has("noun", "segment") or _people_asked(sentence, j))):
            return True
    return False


def _people_asked(sentence: Sentence, j: int) -> bool:
    """ "who", "which user" right before, or nothing but fillers in between."""
    while j > 0 and sentence.is_filler(j - 1):
        j -= 1
    return sentence.at(j - 1).text == "who" or sentence.at(j - 1).get("cue") == "users"


def read_aggregates(sentence: Sentence, frame: Frame) -> None:
    """Fills `aggregates`, percentiles among them, and the named correlation."""
    for method in ("pearson", "spearman"):
        for i, _ in list(sentence.open(method)):
            before = sentence.before(i)
            negated = sentence.at(before).has("not")
            sentence.use(i, *([before] if negated and before is not None else []))
            if not negated:
                frame.method = method
    _percentiles(sentence, frame)
    weak = usual = False
    for i, mention in list(sentence.open("aggregate")):
        value = str(mention.get("aggregate"))
        without = sentence.before(i, "by", "prep")
        if without is not None and (
            sentence.at(without).has("not") or sentence.at(without).text in _INSTEAD_OF
        ):
            sentence.use(i, without)  # "the median rather than the mean"
            continue
        if frame.listed and mention.has("desc", "asc"):
            continue  # "which reader has the highest number of clicks": an order
        grouping = sentence.at(sentence.before(i)).has("by", "what") or not sentence.any("metric")
        if (mention.has("segment") and sentence.used[i]) or (mention.has("segment_noun") and grouping):
            continue
        sentence.use(i)
        if value == "mean" and mention.text.startswith(PER_USER):
            weak = True
        elif mention.text in _USUAL:
            usual = True
        elif value not in frame.aggregates:
            frame.aggregates.append(value)
    if any(m.get("metric") == "total_time" and m.text.startswith(_PLAIN_SUMS) for m in sentence.mentions):
        frame.aggregates = frame.aggregates or ["sum"]
    if {"mean", "median"} & set(frame.aggregates) and "sum" in frame.aggregates and _in_passing(sentence):
        frame.aggregates.remove("sum")  # "how much time on average ... altogether"
    if "share" in frame.aggregates and "sum" in frame.aggregates:
        frame.aggregates.remove("sum")  # "as a share of the total"
    if usual and not frame.aggregates:
        frame.aggregates.append("median")
    if {"buckets", "distribution"} & set(frame.aggregates):
        frame.aggregates = [a for a in frame.aggregates if a != "std"]
    if weak and not any(a for a in frame.aggregates if a not in ("sum",)):
        frame.aggregates = ["mean"]
    for i, _ in list(sentence.open("percent_sign")):
        sentence.use(i)
        if "share" not in frame.aggregates:
            frame.aggregates.append("share")


def _in_passing(sentence: Sentence) -> bool:
    """True where only an afterthought says sum: "altogether", "in all"."""
    sums = [m.text for m in sentence.mentions if m.get("aggregate") == "sum"]
    return all(text in ("altogether", "all together", "in total", "in all") for text in sums)


def _percentiles(sentence: Sentence, frame: Frame) -> None:
    """ "90th percentile", "75th and 95th pctile", "percentile 90"."""
    for i, _ in list(sentence.open("percentile")):
        numbers: list[int] = []
        j = i - 1
        while j >= 0 and (sentence.at(j).number is not None or sentence.at(j).has("and", "fill", "ordinal")):
            if sentence.at(j).number is not None and not sentence.used[j]:
                numbers.insert(0, j)
            j -= 1
        after = sentence.after(i)
        if not numbers and after is not None and sentence.at(after).number is not None:
            numbers = [after]
        joined = i + 1 + (sentence.at(i + 1).text == "s")
        if numbers and sentence.at(joined).has("and") and sentence.at(joined + 1).has("ordinal"):
            numbers.append(joined + 1)  # "10th percentile and 90th"
        for k in numbers:
            sentence.use(k)
            name = f"p{int(sentence.at(k).number or 0)}"
            frame.aggregates.append("median" if name == "p50" else name)
        sentence.use(i)
        if not numbers:
            frame.aggregates.append("distribution")
    for i, _ in list(sentence.open("quartiles")):
        named = [j for j in range(max(i - 3, 0), i) if sentence.at(j).text in _QUARTILES]
        sentence.use(i, *named)
        frame.aggregates += [_QUARTILES[sentence.at(j).text] for j in named] or ["p25", "median", "p75"]


_QUARTILES = {
    "first": "p25", "1st": "p25", "lower": "p25", "second": "median", "2nd": "median",
    "third": "p75", "3rd": "p75", "upper": "p75",
}  # fmt: skip
"""Which quartile → its percentile."""
