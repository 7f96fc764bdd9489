"""Whether the users themselves are wanted: "list", "which users", "who"."""

from __future__ import annotations

from intents.query import INACTIVE
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import COMPARATIVES

_SHOW = (
    "pull", "give", "gimme", "show", "get", "find", "export", "fetch", "need", "want", "display",
    "return", "provide", "produce", "hand", "send", "tell", "name", "identify",
)  # fmt: skip
"""Verbs of a request for a list."""
_WITHIN = ("of", "among", "in", "from", "within")
"""Words that open "of the loyal readers, who ..."."""
_BEFORE_NOUN = ("segment", "value", "desc", "asc", "only", "not", "daytype")
_PASSED = ("the", "of", "of our", "our", "all", "are", "were", "me", "my", "those", "these", "a list", "us")
"""Kinds and words that stand between "which" or "show me" and the noun for users."""


def read_lists(sentence: Sentence, frame: Frame) -> None:
    """Sets `listed` and `listed_by_name`."""
    for i in sentence.cue("users"):
        if _lists_rows(sentence, i):
            continue
        frame.listed = frame.listed_by_name = True
        frame.every |= sentence.at(i).text in ("list", "all", "enumerate")
        sentence.use(i)
    request = _request(sentence)
    shown = request is not None and _shows_people(sentence, request)
    shown |= _asks_names(sentence) or _number_of_people(sentence)
    if not frame.counted and (
        shown or (_asks_who(sentence) and not _who_of(sentence)) or _asks_which(sentence)
    ):
        frame.listed = frame.listed_by_name = True


def _lists_rows(sentence: Sentence, i: int) -> bool:
    """ "list the ten most viewed Sport articles": rows of a dimension, not users."""
    if sentence.at(i).text.startswith(("which", "what", "who")):
        return False
    if sentence.at(i).text in _AS_LIST:
        people = [m for m in sentence.mentions[:i] if m.has("noun", "segment", *_ROWS)]
        return not people or people[0].has(*_ROWS) or sentence.any("count")
    for mention in sentence.mentions[i + 1 :]:
        if (mention.get("cue") or "").startswith("data."):
            return True  # "list the metrics"
        if mention.breaks or mention.has("noun", "people_all", "cue", "segment", "who", "by"):
            return False
        if mention.has("segment_noun", "dimension") and not mention.has("metric"):
            return True
        if mention.get("dimension") in ("article", "page", "term") and not mention.has("noun"):
            return True
    return False


_AS_LIST = ("as a list", "in a list")
"""How an answer is to look: it lists users where they are what was named first."""
_ROWS = ("metric", "dimension", "segment_noun", "aggregate")
"""Kinds that, named first, say that the answer is of figures."""


def _request(sentence: Sentence) -> int | None:
    """ "show me", "please give me", "of the loyal ones, could you pull": where it asks to see something."""
    opened = sentence.at(0).text.split(" ")[0] in _WITHIN
    for i, mention in enumerate(sentence.mentions):
        words = set(mention.text.split())
        if words & set(_SHOW) and "about" not in words:
            return i
        if not (sentence.is_filler(i) or opened):
            return None
        opened &= not mention.breaks or i == 0
    return None


def _number_of_people(sentence: Sentence) -> bool:
    """ "ten opinion readers", "50 casuals with the least time spent": nothing else is wanted."""
    at = 1 if sentence.at(0).text == "the" else 0
    if sentence.at(at).number is None:
        return False
    noun = _people_next(sentence, at)
    ranked = noun is not None and sentence.at(noun + 1).text in _WITH and sentence.any("desc", "asc")
    last = sentence.at(sentence.before(len(sentence)))
    members = last.has("segment") and last.text.endswith("s")  # "five fans"
    if sentence.any("metric", "desc", "asc", "dimension"):
        figure = any(m.has("aggregate") and not m.has("desc", "asc") for m in sentence.mentions)
        return ranked and not figure and not any(m.breaks for m in sentence.mentions)
    return members or noun is not None


_WITH = ("with", "having", "who have", "who had", "w /")


def _asks_names(sentence: Sentence) -> bool:
    """ "names pls: mobile readers", "who was it? I'd like the names": names of people, not of segments."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text == "names" and not sentence.any("segment_noun", "them"):
            stretch = next((j for j in range(i + 1, len(sentence)) if sentence.at(j).breaks), len(sentence))
            apart = all(sentence.is_filler(j) for j in range(i + 1, stretch))
            return apart or sentence.at(sentence.after(i, "prep")).has("noun", "segment")
    return False


def _asks_who(sentence: Sentence) -> bool:
    """ "who read sport", "last week, who ...", "of the loyal, who ...": no relative clause."""
    if any(m.has("what") and sentence.at(i + 1).has("segment_noun") for i, m in enumerate(sentence.mentions)):
        return False  # "who uses search most? I mean which segment"
    for i, mention in enumerate(sentence.mentions):
        if mention.text == "who" and sentence.at(i + 1).has_sense("cue", "definition"):
            return False  # "who counts as a fan"
        if mention.text == "who":
            before = [
                m
                for j, m in enumerate(sentence.mentions[:i])
                if not sentence.is_filler(j) and m.time is None and not (j == 0 and m.text in ("and", "but"))
            ]
            opened = bool(before) and before[0].text.split(" ")[0] in _WITHIN
            return not before or (opened and mention.breaks)
        if mention.text in ("who is", "who are", "who were", "who was") and i == 0:
            them = len(sentence) == 2 and sentence.at(1).has("them")  # "who are these people"
            inside = sentence.at(1).text in ("in", "on", "among", "within")
            asleep = sentence.at(sentence.after(i)).has_sense("segment", INACTIVE)  # nothing to describe
            return inside or them or asleep or _ones_next(sentence) or _shows_people(sentence, i)
    return False


def _ones_next(sentence: Sentence) -> bool:
    """ "who are the loyal ones among them"."""
    ones = next((i for i, m in enumerate(sentence.mentions) if m.text == "ones"), None)
    return ones is not None and sentence.at(sentence.after(ones)).has("prep")


def _who_of(sentence: Sentence) -> bool:
    """ "who clicks more, mobile or desktop users", "who clicks most, by segment": groups, not persons."""
    rivals = sentence.any("or", "compare") and any(w in COMPARATIVES for w in sentence.text.split())
    return rivals or any(
        m.has("by") and sentence.at(sentence.after(i)).has("segment_noun")
        for i, m in enumerate(sentence.mentions)
    )


def _asks_which(sentence: Sentence) -> bool:
    """ "which loyal users ...", "which of the mobile readers ...": users by name."""
    if sentence.any("compare"):
        return False  # "phones vs desktops, which lot reads longer"
    for i, mention in enumerate(sentence.mentions):
        if mention.text == "which" and (
            i == 0 or mention.breaks or not sentence.at(i - 1).has("noun", "segment", "prep")
        ):
            return _people_next(sentence, i) is not None or _movers_next(sentence, i)
    return False


def _movers_next(sentence: Sentence, i: int) -> bool:
    """ "which fans turned into casuals": a segment in the plural, and its movement."""
    named = sentence.at(sentence.after(i))
    moves = sentence.at(sentence.after(i, "segment", "who")).has("movement")
    return named.has("segment") and named.text.endswith("s") and moves


def _shows_people(sentence: Sentence, i: int) -> bool:
    """ "show me the users who ...", "give me 12 loyal users": people with conditions, or a number of them."""
    noun = _people_next(sentence, i)
    pointed = sentence.after(i)
    if sentence.at(pointed).has("them") and " " in sentence.at(pointed).text and len(sentence) <= 6:
        return True  # "show me these users please"
    if noun is None:
        return False
    following = sentence.at(noun + 1)
    numbered = any(m.number is not None for m in sentence.mentions[:noun])
    said_of_them = following.has("who", "active", "awayfor", "prep", "not") or following.text.startswith(
        "who "
    )
    conditions = said_of_them and not following.breaks
    conditions |= (
        following.has("and") and sentence.at(noun + 2).has("them") and sentence.at(noun + 3).has("metric")
    )
    return sentence.at(noun).has("people_all") or numbered or conditions


def _people_next(sentence: Sentence, i: int) -> int | None:
    """The noun for users after `i`, with nothing but their attributes in between."""
    j = i + 1 if not sentence.at(i).has("noun") else i
    while j < len(sentence) and (
        sentence.at(j).text in _PASSED
        or sentence.at(j).has(*_BEFORE_NOUN)
        or sentence.at(j).number is not None
    ):
        j += 1
    people = (
        sentence.at(j).has("noun", "people_all")
        and sentence.at(j).text != "overall"
        and not sentence.at(j).has("metric", "segment_noun")
    )
    before = sentence.at(j - 1)
    if before.has("segment") and (sentence.at(j).text == "who" or sentence.at(j).text in _WITH) and j - 1 > i:
        return j - 1  # "give me the casuals who ..."
    those_who = sentence.at(j).text == "who" and (before.has("them") or before.number is not None)
    return j if people or those_who else None
