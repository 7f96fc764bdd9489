"""What the form of a word tells: verbs and nouns, comparatives, questions that "yes" would answer."""

from __future__ import annotations

import re

from intents.understand.frame import Sentence

COMPARATIVES = ("more", "less", "lower", "longer", "ahead", "higher", "greater", "fewer", "shorter", "bigger",
                "smaller", "larger", "more often", "less often", "busier", "quieter", "heavier",
                "stronger", "weaker")  # fmt: skip
"""Words that compare two things, where two things are named."""
YES_OR_NO = ("did", "do", "does", "has", "have", "any", "is", "are", "was", "were")
"""First words of a question that "yes" would answer."""
_BEGINS = ("and", "so", "ok", "but", "or", "also")
USUALLY = ("usual", "usually", "normal", "normally", "typically")
"""Words of a habit; of a figure they mean the median."""
HOW_OFTEN = ("how often", "how frequently", "how regularly")
"""Asks for the number of events, not of users."""
READING = (
    "read", "reads", "reading", "open", "opens", "opened", "opening", "view", "viewed", "viewing",
)  # fmt: skip
"""Verbs of reading: what they are of is not counted but named."""
RISING = (
    "go up", "gone up", "went up", "grow", "grew", "increas", "rise", "rising", "rose", "up or down", "is up",
    "improv", "on the up", "on the rise", "on the way up", "on the increase", "climb", "soar", "surg", "spik",
    "pick", "taking off", "taken off", "take off", "took off", "trending up", "gain", "gathering", "upturn",
    "uptick", "jump", "swell", "expand", "rocket", "skyrocket", "balloon", "get better", "got better",
    "getting better", "gotten better", "is it going up", "recover", "bounced",
    "dead or growing", "going up", "heading up", "headed up", "getting bigger", "getting larger",
    "getting higher", "getting more", "becoming more", "on its way up", "on their way up",
)  # fmt: skip
"""Beginnings of words that say a figure gets larger."""
FALLING = (
    "go down", "gone down", "went down", "decreas", "declin", "drop", "fall", "fell", "shrink", "shrank",
    "shrunk", "is down", "los", "on the wane", "on the slide", "on the decline", "on the way down",
    "on the decrease", "dip", "plunge", "plunging", "plummet", "slump", "ebb", "wan", "dwindl",
    "trending down",
    "tail", "downturn", "downtick", "setback", "nosedive", "shed", "slacken", "tank", "crater", "collaps",
    "wors", "get worse", "got worse", "getting worse", "gotten worse", "deterior", "is it going down",
    "take a dive", "take a hit", "took a dive", "took a hit", "crashed", "dying", "going down",
    "coming down", "heading down", "headed down", "getting smaller", "getting fewer", "getting lower",
    "getting less", "becoming less", "on its way down", "on their way down",
)  # fmt: skip
"""Beginnings of words that say a figure gets smaller."""
GROWING = ("growing", "rising", "shrinking", "falling", "declining", "gaining", "losing")
"""Words before rows that ask for those with such a change: "growing segments"."""
PERSON = ("user", "reader", "visitor", "person", "member", "customer", "viewer", "searcher", "individual")
"""Nouns for one of the users."""
HAVING = ("with", "having", "w /", "w/", "who have", "that have", "who had", "that had", "have", "had")
"""Words between users and what they have."""
INSTEAD_OF = ("rather than", "as opposed to", "instead of", "and not", "not by")
"""Words that set aside what follows."""
REPAIRS = ("say", "meaning", "i mean", "namely", "that is", "or rather", "to be definite", "to be exact")
"""Words that put one thing more exactly by another."""
CROSSED = (
    "crosstab", "cross tab", "cross table", "crosstable", "contingency table", "pivot", "cross", "x",
    "×",
)  # fmt: skip
"""Words for two dimensions at once."""
STAYING = ("stick around", "linger", "hang around", "sticks around", "hangs around", "stuck around")
"""Beginnings of words for staying: on an article, unless the whole time is meant."""
_BARE_VERBS = ("read", "reads", "click", "search", "view", "visit")


def asks_whether(sentence: Sentence) -> bool:
    """ "do they search more": a question that "yes" would answer, whatever it opens with."""
    first = next((word for word in sentence.text.split() if word not in _BEGINS), "")
    return first in YES_OR_NO


def weighs(sentence: Sentence, i: int) -> bool:
    """ "who reads longer", "more people": words that compare, where those of a bound are explained by it."""
    mention = sentence.at(i)
    bound = sentence.used[i] and mention.has("more", "less", "at_least", "at_most")
    return bool(set(COMPARATIVES) & set(mention.text.split())) and not bound


def is_cut_point(sentence: Sentence, i: int) -> bool:
    """ "lower quartile of clicks": a percentile, where "users in the lower quartile" are users."""
    within = sentence.at(sentence.before(i - 1)).text in ("in", "within", "from")
    return sentence.at(i - 1).text in ("lower", "upper") and not within


def described(sentence: Sentence, i: int) -> bool:
    """ "those who read sport", "readers of food, do they": people of the sentence's own, no pointer back."""
    if sentence.at(i).text in ("they", "their", "them"):
        return any(_who_is_told(sentence, j) for j in range(i))
    after = sentence.at(i + 1)
    use = after.text.startswith("use")  # "how many of these use a tablet"
    named = sentence.at(i).text in ("those", "these") and after.has("who", "prep") and not use
    return named and not _asked_whole(sentence, i)


def _who_is_told(sentence: Sentence, i: int) -> bool:
    """ "the readers of food", "mobile users": people, and what they are told by."""
    after, before = sentence.at(sentence.after(i, "prep", "who")), sentence.at(i - 1)
    behind = sentence.at(i + 1).has("prep", "who") and after.has("value", "metric", "segment")
    return sentence.at(i).has("noun") and (behind or (i > 0 and before.has("value")))


def _asked_whole(sentence: Sentence, i: int) -> bool:
    """ "how many of those on mobile": all that is said is asked, and nothing is left to say who they are."""
    head = sentence.at(sentence.before(i, "prep"))
    asked = head.has("count", "percent_sign") or head.get("aggregate") == "share"
    said = ("prep", "value", "segment", "and", "or", "not", "label")
    only = sentence.at(i + 1).has("prep") and all(m.has(*said) for m in sentence.mentions[i + 1 :])
    return asked and only and sentence.at(i - 1).text in _OF


_OF = ("of", "in", "among", "amongst", "within", "out of", "from", "inside")
"""Words between a part and the whole it is part of."""
_THAT = ("that", "this", "that group", "that lot", "that bunch", "that number", "that figure")


_IS_THAT = re.compile(
    r"\b(?:is|are|was|were|be|would|will|does|do|did) (?:that|this|these|those|it|they)(?: be)?\b"
)


def is_that(sentence: Sentence) -> bool:
    """ "what share of the fans is that", "... would that be": the figure of before."""
    return _IS_THAT.search(sentence.text) is not None


def part_of_those(sentence: Sentence) -> bool:
    """ "what share of them", "the percentage of fans in that": of those spoken of before."""
    for i, mention in enumerate(sentence.mentions):
        pointed = mention.has("them") or (mention.text in _THAT and not sentence.at(i + 1).has("what"))
        if mention.text == "in there" or (pointed and sentence.at(i - 1).text.rpartition(" ")[2] in _OF):
            return not described(sentence, i)
    return False


def verb_form(text: str) -> bool:
    """ "clicked", "reading", "read": how something was met, where a noun would say what is counted."""
    words = text.split()
    doing = words[0].endswith("ing") and words[-1] not in ("time", "duration")
    return text.endswith("ed") or doing or text in _BARE_VERBS


def noun_form(text: str) -> bool:
    """ "searches for": what is counted; "searched for": what users did."""
    return text.partition(" ")[0] in ("searches", "search", "queries", "lookups") or text in (
        "number of searches",
    )


def counts_searches(text: str) -> bool:
    """ "searches for": a figure of its own, where "search for" can be the verb."""
    return text.partition(" ")[0] in ("searches", "queries", "lookups")


def course(sentence: Sentence) -> bool:
    """True where a word asks for the course over time and nothing else ("how has" can mean a change)."""
    return any(not sentence.at(i).has_sense("cue", "change") for i in sentence.cue("trend"))
