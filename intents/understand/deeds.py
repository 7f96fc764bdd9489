"""Users told by what they did at all: "those who searched", "users who read articles"."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import Threshold
from intents.understand.engagement import degree_of_engagement
from intents.understand.frame import Frame, Sentence
from intents.understand.one_event import times_behind
from intents.understand.wording import HAVING

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
        counted = (frame.users_measured and not frame.users_split) or sentence.at(0).text == "who"
        counted |= frame.listed and _but_not(sentence, i)
        said = _said_of_users(sentence, i) or (counted and _said_of_counted(sentence, i))
        said |= _also_done(sentence, i)
        had = _had_but_not(sentence, i) or _had_some(sentence, frame, i)
        if metric in _DID and not _verb(mention) and had:
            sentence.use(i)
            frame.require(i, Threshold(metric, ">=", 1.0))
            continue
        if metric not in _DID or not said or not _verb(mention):
            continue
        last = _thing(sentence, i, metric)
        when = times_behind(sentence, frame, last)
        behind = max(when, default=last)
        if _bare(sentence, behind):
            sentence.use(*range(i, last + 1))
            for found in when.values():
                frame.leave_out(found)
            done = Threshold(
                "views" if metric == "articles" else metric, ">=", 1.0, None, tuple(when.values())
            )
            frame.require(i, done)


def _verb(mention: Mention) -> bool:
    """ "searched", "used the search", "read": what was done; "searches" are counted."""
    first = mention.text.partition(" ")[0]
    return first.endswith("ed") or first in _VERBS


_VERBS = ("read", "search", "click", "view", "open", "use", "uses", "visit", "reads", "opens", "browse",
          "ran", "run", "runs")  # fmt: skip


def _said_of_users(sentence: Sentence, i: int) -> bool:
    """ "users who searched", "those who have read": the verb behind "who", which stands behind its users."""
    who = sentence.before(i, "prep")  # "who used the search"
    if who is None or not sentence.at(who).has("who"):
        who = i - 1  # "who" may be filler too
    whom = sentence.at(sentence.before(who, "prep", "value", "from_where"))  # "people from google who search"
    relative = sentence.at(who).has("who") and not sentence.at(who).has("what")
    return who > 0 and relative and (whom.has("noun", "them", "segment") or whom.text == "ones")


def _said_of_counted(sentence: Sentence, i: int) -> bool:
    """ "how many users read an article", "who of the fans searched": the verb of those who are counted."""
    return sentence.at(sentence.before(i)).has("noun", "segment") and not sentence.at(i - 1).breaks


def _also_done(sentence: Sentence, i: int) -> bool:
    """ "what share of the people who read politics also searched": the verb behind another's clause."""
    who = next((j for j in range(i) if sentence.at(j).has("who") and not sentence.at(j).has("what")), i)
    share = any(m.get("aggregate") == "share" for m in sentence.mentions[:who])
    people = sentence.at(sentence.before(who)).has("noun", "them", "segment")
    goes_on = sentence.at(i - 1).text == "also" or sentence.at(i - 1).has("who")
    return share and people and goes_on and i - 1 > who + 1


def _thing(sentence: Sentence, i: int, metric: str) -> int:
    """The end of "read articles", "read an article": what was done, and no more said of it."""
    at = i + 1
    while sentence.at(at).text in ("a", "an", "any", "the", "some", "our", "at least one"):
        at += 1
    thing = sentence.at(at)
    return at if thing.get("metric") in _THINGS[metric] and not thing.breaks and not _verb(thing) else i


def _bare(sentence: Sentence, last: int) -> bool:
    """Nothing behind it in its clause says what, where or how much."""
    degree = degree_of_engagement(sentence)
    for j in range(last + 1, len(sentence)):
        mention = sentence.at(j)
        if j == last + 1 and mention.has("metric") and _verb(mention):
            return True  # "do people who search read more"
        if (
            mention.breaks
            or mention.text in _ENDS
            or j in degree
            or mention.has("what", "aggregate", "count", "compare")
        ):
            return True
        if _denies(sentence, j):
            return True  # "who searched but never read": another clause
        if mention.has(*_NARROWS) or mention.quoted or not mention.known or mention.text in _VAGUE:
            return False
    return True


def _denies(sentence: Sentence, i: int) -> bool:
    """ "but never", "and did not", "nothing" where a verb explained it: what was not done comes now."""
    mention = sentence.at(i)
    led = mention.text.startswith(("but ", "without")) or sentence.at(sentence.before(i)).text in _YET
    return mention.has("not") and (led or (mention.text == "nothing" and sentence.used[i]))


def _but_not(sentence: Sentence, i: int) -> bool:
    """ "read but never searched", "searches but no views": right behind it comes what was not done."""
    after = sentence.after(i)
    beyond = None if after is None else sentence.after(after)
    return any(j is not None and _denies(sentence, j) for j in (after, beyond))


def _had_but_not(sentence: Sentence, i: int) -> bool:
    """ "users with searches but no views": at least one, where "users with searches" may want a column."""
    had = _had_by(sentence, i, "noun", "them", "segment")
    return had and _but_not(sentence, i) and not sentence.at(i + 1).breaks


def _had_some(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "number of users with searches", "average clicks of users with searches": at least one, no column."""
    counted = frame.counted or any(m.has("count") for m in sentence.mentions[:i])
    figure = counted or any(m.has("metric") or "same" in m.text.split() for m in sentence.mentions[:i])
    after = sentence.at(i + 1)
    beside = after.has("and", "or", "metric", "compare", "plus") and not after.breaks
    told = figure and not (frame.listed or beside) and _bare(sentence, i)
    return told and _had_by(sentence, i, "noun", "them")


def _had_by(sentence: Sentence, i: int, *kinds: str) -> bool:
    """ "users with", "those who have" right before it."""
    return sentence.at(i - 1).text in HAVING and sentence.at(sentence.before(i - 1, "who")).has(*kinds)


_ENDS = ("is", "are", "were", "was", "do", "did", "have", "also", "are on", "is on", "are in", "are from")
"""Verbs with which the main clause goes on."""
_YET = ("but", "and", "yet", "though", "&")
"""Words between what was done and what was not."""
_VAGUE = ("a lot", "a lot of", "lots of", "much", "something", "anything", "things", "little", "it",
          "either", "both", "neither")  # fmt: skip
"""Words behind a verb that leave open what it is of."""
