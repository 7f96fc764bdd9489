"""The clauses of a share: of whom or of what it is, and what is said of them."""

from __future__ import annotations

from intents.mentions import Mention
from intents.understand.frame import Sentence

_OPENERS = ("of", "among", "amongst", "within", "in", "from", "out of", "for", "inside", "conditional on")
"""Words that open "of the mobile users, what share ..."."""
_AMONG = ("among", "amongst", "within", "out of")
_RELATIVES = ("who", "that", "which", "whose")
_AUXILIARIES = (
    "is", "are", "was", "were", "be", "been", "do", "does", "did", "has", "have", "had", "dont", "doesnt",
    "didnt", "havent", "hasnt",
)  # fmt: skip
_VERBS = (
    "belong", "belongs", "belonging", "fall", "falls", "made", "make", "got", "get", "come", "came", "comes",
    "use", "uses", "used", "read", "reads", "search", "view", "click", "visit", "sit", "land", "arrive",
    "arrived", "prefer", "turn", "happen", "happens", "go", "goes", "went",
)  # fmt: skip
"""First words of verbs that carry no sense of their own, or one that nouns share."""
_NAMED = ("noun", "segment", "value", "them", "people_all", "desc", "asc")
"""Kinds that name people or begin to."""


def share_place(sentence: Sentence) -> int | None:
    """Where "share" or "percent" stands; the per cent of "top 10 %" is no share."""
    for i, mention in enumerate(sentence.mentions):
        share = mention.get("aggregate") == "share" or mention.has("percent_sign")
        if share and sentence.at(i - 1).number is None:
            return i
    return None


def shares_users(sentence: Sentence) -> bool:
    """ "what share of the loyal read food" is a share of users, "of clicks" one of events."""
    at = share_place(sentence)
    if at is None:
        return False
    headed = at <= 1 and sentence.at(at + 1).breaks and sentence.at(0).text.split(" ")[0] == "in"
    if headed and sentence.any("dimension") and sentence.any("metric") and not sentence.any("count"):
        return False  # "in percent, on which devices do fans click": rows, and in what they are given
    if _of_every_segment(sentence, at):
        return True
    people = any(m.has("noun", "segment") and not m.has("metric") for m in sentence.mentions)
    people |= any(m.text in ("searchers", "clickers") for m in sentence.mentions)
    people |= any(m.text in ("who", "those") and m.has("who", "them") for m in sentence.mentions)
    people |= any(
        m.has("segment_noun") and sentence.at(i + 1).has("who") for i, m in enumerate(sentence.mentions)
    )  # "how large, in percent, is the group that reads sport"
    people |= any(
        m.has("percent_sign") and sentence.at(i - 1).number for i, m in enumerate(sentence.mentions)
    )
    for i in range(at + 1, len(sentence)):
        mention = sentence.at(i)
        if mention.text in ("it", "its") or (mention.text == "all of them" and not people):
            return False
        if mention.has("noun", "people_all", "who", "them") and not mention.has("what"):
            return True
        if mention.text.endswith("ing") and sentence.at(sentence.after(i, "label")).has("value"):
            return people  # "% of the middle segment reading science"
        if mention.has("metric"):
            next_to = sentence.at(i + 1)
            of_people = mention.has("label") and next_to.has("noun") and not next_to.breaks
            share_does = next_to.has("value") or sentence.at(i - 2).has("what")  # "what share reads sport"
            verb = is_verb(sentence, i) and (mention.text != "reads" or share_does)
            return of_people or ((people or i == at + 1) and verb)  # "what percent read sport"
        if mention.has("desc", "asc", "not", "active", "search_for", "from_where", "only", "spend"):
            return people or (i == at + 1 and mention.has("search_for"))
        skipped = sentence.is_filler(i) or mention.has(
            "prep", "segment", "value", "label", "aggregate", "and"
        )
        skipped |= mention.text in ("all the", "all our") or mention.time is not None
        if not skipped or is_verb(sentence, i):
            return people and not mention.has("by", "dimension", "segment_noun")
    return False


def _of_every_segment(sentence: Sentence, at: int) -> bool:
    """ "what percentage of each segment reads sport": the segments are people."""
    words = [w for m in sentence.mentions[at + 1 : at + 3] for w in m.text.split(" ")]
    noun = next((i for i in (at + 2, at + 3) if sentence.at(i).has("segment_noun")), len(sentence))
    of_each = words[:1] == ["of"] and {"each", "every"} & set(words)
    return bool(of_each) and noun + 1 < len(sentence) and not sentence.at(noun + 1).breaks


def said_of_events(sentence: Sentence, i: int) -> bool:
    """ "what share of the clicks by fans happen on mobile": what follows the verb is of the clicks."""
    at = share_place(sentence)
    if at is None:
        return _behind_deed(sentence, i)
    if shares_users(sentence):
        return False
    doers = sentence.at(sentence.before(i)).text == "by" and sentence.at(sentence.after(i, "only")).has(
        "noun"
    )
    verb = _main_verb(sentence, at)
    return verb is not None and verb < i and not doers  # "is made by mobile users": those pick


def _behind_deed(sentence: Sentence, i: int) -> bool:
    """ "what do people who come from facebook read on mobile": where they read, not who they are."""
    people = next((j for j, m in enumerate(sentence.mentions) if m.has("noun", "segment", "them")), 0)
    do = next((j for j in range(people) if sentence.at(j).text.split(" ")[-1] in _DO), None)
    if do is None or not any(m.has("who") for m in sentence.mentions[do + 1 : i]):
        return False
    verb = _main_verb(sentence, do)
    return verb is not None and verb < i


_DO = ("do", "does", "did")


def base_span(sentence: Sentence, at: int) -> range:
    """The words that say of whom a share is; empty where everything is said of all users."""
    if _opened(sentence, at) or _of_those_before(sentence, at):
        return range(at)
    if sentence.at(at).text.startswith("as ") or "as" in (sentence.at(at - 1).text, sentence.at(at - 2).text):
        return range(at, len(sentence))  # "business readers as a percentage of all who searched"
    back = any(sentence.at(i).text in ("its", "their") for i in (at + 1, at + 2))
    for i in range(at + 1, len(sentence)):
        said = (sentence.at(at - 1), *sentence.mentions[at + 1 : i])
        named = any(m.has("noun", "segment", "value") for m in said)
        if sentence.at(i).text in _AMONG and named:
            return range(i, len(sentence))
    among = next((i for i in range(at) if sentence.at(i).text in _AMONG), None)
    if among and all(sentence.is_filler(i) for i in range(at + 1, len(sentence))):
        return range(among, at)  # "reach of food among the loyal readers, in %"
    verb = _main_verb(sentence, at)
    if verb is not None:
        return range(0 if back else at, verb)  # "is the newsletter worth it? what share of its readers is"
    after = range(at + 1, len(sentence))
    if (part := _told_to_be(sentence, at)) is not None:
        return range(at, part)
    heads = [
        i for kinds in (("noun", "segment_noun"), ("segment",)) for i in after if sentence.at(i).has(*kinds)
    ]
    return range(at, heads[0] + 1 if heads else at)


def _told_to_be(sentence: Sentence, at: int) -> int | None:
    """ "percentage of users from twitter who are loyal": where it is said what the part is."""
    for i in range(at + 1, len(sentence)):
        named = any(m.has("value") for m in sentence.mentions[at + 1 : i])
        to_be = sentence.at(i).text in ("who are", "who is", "that are") or (
            sentence.at(i).has("who") and sentence.at(i + 1).text in ("are", "is")
        )
        if named and to_be and sentence.at(sentence.after(i)).has("segment"):
            return i
    return None


def _opened(sentence: Sentence, at: int) -> bool:
    """ "of the mobile users, what share ...": the whole is named before the share."""
    for i in range(at):
        start = i == 0 or sentence.at(i).breaks or sentence.at(i - 1).time is not None
        opens = {sentence.at(i).text, sentence.at(i).text.split(" ")[0]} & set(_OPENERS)
        if start and opens and sentence.at(i).time is None:
            return any(m.has(*_NAMED) or m.quoted for m in sentence.mentions[i:at])
    return False


def _of_those_before(sentence: Sentence, at: int) -> bool:
    """ "who searched for wine, what share of them ...", "wine searchers: % in ...": the whole comes first."""
    before, behind = sentence.mentions[:at], sentence.mentions[at + 1 :]
    named = any(m.has(*_NAMED) or m.quoted for m in before if not m.has("desc", "asc"))
    named |= any(m.number is not None for m in before)  # "the top 10 %: what share of it is"
    pointed = any(m.has("them") or (j and m.text in ("that", "this")) for j, m in enumerate(behind[:2]))
    of = any(m.text == "of" for m in behind[:1])
    pointed |= of and any(m.has("segment_noun") for m in behind[1:3])  # "fans on mobile, pct of segment"
    start = at
    while start > 0 and not sentence.at(start).breaks and _leads_up(sentence.at(start - 1)):
        start -= 1
    again = of and any(m.has("value", "segment") and m.senses in [b.senses for b in before] for m in behind)
    colon = sentence.at(start).breaks and any(m.has(*_SAID) for m in behind) and not again
    return named and (pointed or colon)


_SAID = (
    "segment", "value", "not", "metric", "search_for", "from_where", "more", "less", "at_least", "at_most",
    "exactly",
)  # fmt: skip
"""Kinds by which something is said of people."""


def _leads_up(mention: Mention) -> bool:
    """A word right before the share: "how many percent", "and what is the percentage"."""
    return mention.has("fill", "what") or mention.text == "how many"


def _main_verb(sentence: Sentence, at: int) -> int | None:
    """The verb said of the people after `at`; the verbs of "who ..." clauses are not."""
    named = relative = waiting = False
    for i in range(at + 1, len(sentence)):
        mention = sentence.at(i)
        if mention.has("who") and mention.text in _RELATIVES:
            named = relative = waiting = True
        elif not is_verb(sentence, i):
            named |= mention.has(*_NAMED, "metric") or mention.text == "those"
            waiting &= not (mention.has(*_NAMED, "metric") or mention.quoted or mention.number is not None)
        elif waiting:
            waiting = mention.text in _AUXILIARIES
        elif named and not (relative and _continued(sentence, i)):
            return i
    return None


def _continued(sentence: Sentence, i: int) -> bool:
    """ "who read sport and came from google": the second verb goes on with the clause of the first."""
    while i > 0 and (sentence.is_filler(i - 1) or sentence.at(i - 1).has("not", "only")):
        i -= 1
    if sentence.at(i - 1).text == "also":
        i -= 1
    return sentence.at(i - 1).text in ("and", "or", "but", "&", "+", "yet", "but also")


def is_verb(sentence: Sentence, i: int) -> bool:
    """True for a finite verb; participles ("reading", "using") and nouns ("clicks") are none."""
    mention = sentence.at(i)
    first = mention.text.split(" ")[0]
    if first.endswith("ing") or mention.has("segment"):
        return False
    if mention.has("metric"):
        return first in _VERBS or first.endswith("ed") or sentence.at(i - 1).text == "who"
    if first in _AUXILIARIES or first in _VERBS:
        return True
    if mention.has("active", "spend", "search_for", "from_where", "awayfor", "what_read"):
        return not _adjective(mention)
    return False


def _adjective(mention: Mention) -> bool:
    return mention.text in ("active", "online", "present", "around", "on site", "on the site", "away", "into")
