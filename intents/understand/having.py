"""What users are said to have: "users with facebook and twitter visits", "into sport articles"."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence
from intents.understand.wording import HAVING, verb_form

_HAVING = (*HAVING, "into")
"""Words between users and what they met."""
_MET = ("clicks", "views", "articles", "searches", "pages", "sessions")
"""Metrics whose noun may stand behind the name of what was met."""
_PASSED = ("value", "and", "or", "active", "fill", "label")


def read_nouns_of_values(sentence: Sentence, frame: Frame) -> None:
    """Explains nouns behind values that pick users: they are no figure that is asked for."""
    for i, mention in list(sentence.open("metric")):
        named = mention.get("metric") in _MET and not mention.has("noun") and not verb_form(mention.text)
        behind = sentence.used[i - 1] and sentence.at(i - 1).has("value") and not mention.breaks
        counted = frame.users_measured or frame.listed
        if named and behind and (had_by_users(sentence, i) or (counted and _had(sentence, i) is not None)):
            sentence.use(i)


def had_by_users(sentence: Sentence, i: int) -> bool:
    """ "average clicks of users with facebook visits": it tells the users, whatever is measured."""
    having = _had(sentence, i)
    whom = sentence.at(None if having is None else sentence.before(having))
    return whom.has("noun") or whom.text.endswith((" user", " reader", " person"))  # "clicks per user with"


def told_by_deed(sentence: Sentence, i: int) -> bool:
    """ "moderates who use desktop": the value at `i` ends a clause that says which users."""
    for j in range(i - 1, -1, -1):
        mention = sentence.at(j)
        if mention.text in _WHO and not mention.has("what"):
            return sentence.at(sentence.before(j)).has("noun", "them", "segment")
        did = mention.has("metric") and verb_form(mention.text)
        named = mention.get("dimension") in _CALLED or mention.number is not None  # "the sport pages"
        if sentence.at(j + 1).breaks or not (did or named or mention.has(*_PASSED, *_DOING)):
            return False
    return False


_WHO = ("who", "that", "who are", "that are")
_CALLED = ("section", "page_section", "page", "article")
"""Dimensions whose noun says what a value is."""
_DOING = ("prep", "not", "only", "search_for", "from_where", "between")
"""Kinds of verbs and of what stands beside them in such a clause."""


def _had(sentence: Sentence, i: int) -> int | None:
    """The "with" or "without" before the values and nouns that end at `i`."""
    for j in range(i - 1, -1, -1):
        mention = sentence.at(j)
        if mention.text in _HAVING or mention.has("not"):
            return j
        met = mention.get("metric") in _MET and sentence.at(j - 1).has("value")  # "mobile clicks and ..."
        if sentence.at(j + 1).breaks or not (met or mention.has(*_PASSED)):
            return None
    return None
