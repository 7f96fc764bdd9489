"""What the metric of a bound is of: "10 clicks on mobile", "3 searches for wine", "5 sport articles"."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import Filter
from intents.understand.clauses import is_verb
from intents.understand.frame import Sentence
from intents.understand.search_words import search_words


def searched(sentence: Sentence, near: list[int]) -> list[str]:
    """ "3 searches of wine", "searched for wine 3 times": the words that were searched for."""
    for j in near:
        if sentence.at(j).has("search_for") or sentence.at(j).get("metric") == "searches":
            words, taken = search_words(sentence, j)
            sentence.use(*taken)
            return words
    return []


_OBJECTS = {
    "views": ("section",), "articles": ("section",), "clicks": ("page_section",), "pages": ("page_section",),
    "searches": ("term",),
}  # fmt: skip
"""Metric → dimensions that only its events have, besides the device and source of a click and the time."""


def event_of(mention: Mention, metric: str) -> Filter | None:
    """The events of a metric that a name picks; None for one that its events do not have."""
    dimensions = (*_OBJECTS.get(metric, ()), "device", "source", "weekday", "hour")
    found = [s for s in mention.senses if s.kind == "value" and s.dimension in dimensions]
    return Filter(found[0].dimension, (found[0].value,)) if found else None


def attached(sentence: Sentence, i: int, metric: str) -> list[Filter]:
    """ "over 10 clicks on mobile", "3 views of sport articles": a value right after the metric."""
    joint = i + 1
    at = joint if _with_preposition(sentence, joint) else sentence.after(joint)
    of = sentence.at(joint).text.startswith("of ")  # "views of our sport stories"
    led = of or at == joint or sentence.at(joint).has("prep", "from_where")
    if at is None or sentence.used[at] or not led:
        return []
    if is_verb(sentence, joint):
        return []  # "with over 10 clicks use mobile": said of the users
    found = event_of(sentence.at(at), metric)
    beyond = sentence.after(at)
    of_users = sentence.at(beyond).has("noun") and not sentence.at(beyond).breaks
    if found is None or of_users:
        return []
    sentence.use(joint, at)
    nouns = ("article", found.dimension, *_NOUNS.get(found.dimension, ()))
    if beyond is not None and sentence.at(beyond).get("dimension") in nouns:
        sentence.use(beyond)
        at = beyond
    return [found, *attached(sentence, at, metric)]


def _with_preposition(sentence: Sentence, i: int) -> bool:
    """ "on weekends", "in the evening": a value that has its preposition with it."""
    mention = sentence.at(i)
    return mention.has("value") and not mention.breaks and mention.text.startswith(("on ", "in ", "at "))


_NOUNS = {"page_section": ("section", "page")}
"""Dimension of a value → other nouns behind it that only say what it is: "the sport pages"."""


_OF_BOUND = (
    "more", "less", "at_least", "at_most", "exactly", "between", "aggregate", "prep", "only", "compare",
)  # fmt: skip
"""Kinds of words that a bound is made of."""


def use_verb(sentence: Sentence, i: int, metric: str) -> None:
    """ "read over 3 sport articles": the verb before the bound says no more than its metric."""
    verb = sentence.before(i, "value", *_OF_BOUND)
    while verb is not None and sentence.at(verb).number is not None:
        verb = sentence.before(verb, *_OF_BOUND)
        if sentence.at(verb).has("and") and sentence.at((verb or 0) - 1).number is not None:
            verb = (verb or 0) - 1  # "between 1 and 3 minutes"
    reading = {"views", "articles"}
    same = {metric} | (reading if metric in reading | {"time_per_article"} else set())
    if verb is None or sentence.at(sentence.before(verb)).has("not"):
        return
    if is_verb(sentence, verb) and sentence.at(verb).get("metric") in same:
        sentence.use(verb)


_SPENT_ON = {
    "time_per_article": ("article", "articles", "story", "stories", "piece", "pieces", "item"),
    "time_per_click": ("click", "clicks"),
}
"""Metric of time → what the time is spent on."""


def use_objects(sentence: Sentence) -> None:
    """ "reading time on an article", "dwell time per story": what the time is spent on says nothing more."""
    for i, mention in enumerate(sentence.mentions):
        nouns = _SPENT_ON.get(mention.get("metric") or "", ())
        at = sentence.after(i, "prep", "by")
        at = sentence.after(at) if at is not None and sentence.at(at).text == "/" else at
        between = sentence.mentions[i + 1 : at]
        rows = any(m.has("by") and m.text not in ("per", "each", "a") for m in between)
        if nouns and at is not None and sentence.at(at).text in nouns and between and not rows:
            sentence.use(*(j for j in range(i + 1, at + 1) if not sentence.at(j).breaks))
