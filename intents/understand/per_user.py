"""What one user does: "clicks per loyal user", "how many clicks does a fan make"."""

from __future__ import annotations

from intents.understand.frame import Sentence
from intents.understand.wording import PERSON

PER_USER = (
    "/ ", "a user", "a reader", "a person", "a visitor", "per ", "each ", "a head", "apiece", "for one",
    "by each",
)  # fmt: skip
"""Beginnings of phrases that say "per user": a mean unless another aggregate is named."""
ONE_USER = ("a user", "a reader", "a person", "a visitor")
"""Those of them that are users where no metric stands before."""


def beside_a_sum(sentence: Sentence, i: int) -> bool:
    """ "total, per head", "in total as well as per user": two figures, where "total per user" is one."""
    before = sentence.at(sentence.before(i, "and", "prep"))
    after = sentence.at(sentence.after(i, "and", "prep"))
    joined = sentence.at(i).breaks or sentence.at(sentence.before(i)).has("and")
    follows = sentence.at(i + 1).breaks or sentence.at(sentence.after(i)).has("and")
    return (joined and before.get("aggregate") == "sum") or (follows and after.get("aggregate") == "sum")


def per_member(sentence: Sentence) -> bool:
    """ "clicks per loyal user": per user, with words between."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text in ("per", "each", "for each"):
            head = sentence.at(sentence.after(i, "segment", "value"))
            between = sentence.at(sentence.after(i)).has("segment", "value")
            if between and head.has("noun") and not head.text.endswith("s"):
                sentence.use(i)
                return True
    return False


def of_one(sentence: Sentence) -> bool:
    """ "how many clicks does a loyal reader make": what one of them does is a mean, not all they did."""
    asked = False
    for i, mention in enumerate(sentence.mentions):
        asked |= mention.has("count", "howmuch") or mention.text == "how long"
        led = mention.text in ("a", "an", "one") and sentence.at(i - 1).text in _AUXILIARIES
        if asked and mention.text in ("someone", "somebody") and sentence.at(i - 1).text in _AUXILIARIES:
            return True  # "someone from google"
        if asked and led and sentence.at(i + 1).has("segment") and _stands_alone(sentence, i + 1):
            return True  # "how many clicks does a fan make on a Monday"
        head = sentence.after(i, "segment", "value") if led else None
        if asked and head is not None and _person(sentence, head):
            return True
    return False


_AUXILIARIES = ("do", "does", "did", "has", "have", "can", "will", "would", "might")


def _person(sentence: Sentence, head: int) -> bool:
    """ "a loyal reader", or a segment that stands for one of its members: "a fan makes"."""
    before = sentence.at(head - 1)
    segment = before.has("segment") and not before.text.endswith("s")
    return sentence.at(head).text in PERSON or (segment and not sentence.at(head).has("noun"))


def _stands_alone(sentence: Sentence, i: int) -> bool:
    """ "a fan", where "a loyal reader" has its noun behind it."""
    return not sentence.at(i).text.endswith("s") and not sentence.at(i + 1).has("noun", "segment_noun")
