"""Users told by what they did at all: "those who searched", "users who read articles"."""

from __future__ import annotations

from intents.query import Threshold
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_DID = ("clicks", "views", "articles", "searches", "pages")
"""Metrics of what users do; the others are how much or how long."""
_THINGS = {"views": ("views", "articles"), "articles": ("views", "articles"), "pages": ("pages", "clicks"),
           "clicks": ("pages", "clicks"), "searches": ("searches",)}  # fmt: skip
"""Metric of a verb → metrics of the noun that may stand behind it and says no more ("read articles")."""
_NARROWS = (
    "value", "desc", "asc", "more", "less", "at_least", "at_most", "exactly", "between", "not", "times",
    "dimension", "only", "plus", "vague", "often",
)  # fmt: skip
"""Kinds behind the verb that say what, how much or where was done: no bare deed."""


def read_deeds(sentence: Sentence, frame: Frame) -> None:
    """Adds to `where` that what is said to be done was done at least once."""
    for i, mention in list(sentence.open("metric", "search_for")):
        metric = mention.get("metric") or "searches"
        if metric not in _DID or not _relative(sentence, i) or not verb_form(mention.text):
            continue
        last = i
        if sentence.at(i + 1).get("metric") in _THINGS[metric] and not sentence.at(i + 1).breaks:
            last = i + 1
        if _bare(sentence, last) and not any(m.number is not None for m in sentence.mentions[i + 1 :][:2]):
            sentence.use(*range(i, last + 1))
            frame.require(i, Threshold(metric, ">=", 1.0))


def _relative(sentence: Sentence, i: int) -> bool:
    """ "users who searched": the verb right behind "who", and that behind whom it is said of."""
    who, whom = sentence.at(i - 1), sentence.at(i - 2)
    return i > 1 and who.has("who") and not who.has("what") and whom.has("noun", "them", "segment")


def _bare(sentence: Sentence, last: int) -> bool:
    """Nothing behind it in its clause says what, where or how much."""
    for j in range(last + 1, len(sentence)):
        mention = sentence.at(j)
        if mention.breaks or mention.text in _ENDS or mention.has("what", "aggregate", "count"):
            return True
        if mention.has(*_NARROWS) or mention.quoted or not mention.known or mention.text in _VAGUE:
            return False
    return True


_ENDS = ("is", "are", "were", "was", "do", "did", "have", "also")
"""Verbs with which the main clause goes on."""
_VAGUE = ("a lot", "a lot of", "lots of", "much", "something", "anything", "things", "little", "it")
"""Words behind a verb that leave open what it is of."""
