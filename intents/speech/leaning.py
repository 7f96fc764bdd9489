"""Whether a question leans on what is told before it: "how many did it bring", "since that day", "which two".

What a question leans on stays, whatever else of it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.openings import wished_by_others
from intents.speech.world import DAYS, PEOPLE, POINTING

if TYPE_CHECKING:
    from intents.mentions import Mention

EXIST = ("are there", "is there", "were there", "was there", "have there been", "there been", "there were")
"""Phrases whose "there" points nowhere."""
_BE = ("are", "is", "were", "was")
_HELPING = ("do", "does", "did", "would", "will", *_BE)
_THIS = ("this", "that", "these")
_THING = frozenset(("it", "its", "that"))
"""Words that point at a thing: "how many clicks did it bring" is about the campaign itself."""
_THINGS = frozenset(("it", "its", "there", "two", "2", "both", "those", "these"))
_ONE = ("it", "its", "he", "she", "his", "her")
"""Words that point at one thing or person, where a question names none itself."""
_USER = frozenset(("he", "she", "they", "his", "her", "him", "their", "them"))
_THIS_USER = ("this user", "this person", "this reader", "that user", "that person", "that reader")
_ALWAYS = frozenset(("there", "such", "same", "he", "she", "his", "its", "these", "here", "both"))
"""Words that point back at a reason wherever they stand, but for "are there"."""
_OF_PEOPLE = frozenset(("they", "them", "their", "those", "ones"))
"""Words that point back at a reason unless people or a figure are named before them."""


def about_thing(asked: Sequence[Mention], first: int = 0) -> bool:
    """ "how many clicks did it bring" is about the thing told, "each day of it" is not."""
    return any(_means_thing(asked, i) for i in range(first, len(asked)))


def _means_thing(asked: Sequence[Mention], i: int) -> bool:
    if asked[i].text not in _THING or (i and asked[i - 1].text in ("is", "was", "of")):
        return False
    return asked[i].text != "that" or i + 1 == len(asked) or asked[i + 1].breaks


def refers_to_told(asked: Sequence[Mention]) -> bool:
    """ "how many clicks came from it", "which of the two": what was told is meant."""
    return bool(_THINGS & {word for m in asked for word in m.text.split()})


def about_user(asked: Sequence[Mention]) -> bool:
    """ "which segment is he in", "what do we know of this person"."""
    text = f" {' '.join(m.text for m in asked)} "
    return bool(_USER & set(text.split())) or any(
        f" {words} " in text.replace("'s ", " ") for words in _THIS_USER
    )


def days_pointed_at(asked: Sequence[Mention]) -> list[int]:
    """ "for that day", "since then": the words for the days that were told."""
    for i, mention in enumerate(asked):
        told = mention.text in DAYS and i > 0 and asked[i - 1].text in _THIS
        if told or mention.text in ("that day", "since then", "from then"):
            return [i - told, i]
    return []


def leans_on_reason(asked: Sequence[Mention]) -> bool:
    """ "how many visitors from there", "this segment's views", "more than that": of the reason before "so".

    Days of the reason stay by themselves, so that a question may point at them.
    """
    if about_thing(asked):
        return True
    named = False
    for i, mention in enumerate(asked):
        words = mention.text.split()
        before = asked[i - 1].text.split(" ")[-1] if i else ""
        exists = words[-1] == "there" and (before in _BE or words[0] in _BE)
        if (set(words) & _ALWAYS and not exists) or (set(words) & _OF_PEOPLE and not named):
            return True
        kind = before in _THIS and mention.has("dimension", "segment_noun") and mention.text not in DAYS
        if kind or (words[0] in _THIS and mention.has("them")):
            return True  # "on that weekday", "this segment's views"
        named |= mention.has("metric", "noun", "segment", "count")
    return False


def leans(asked: Sequence[Mention]) -> bool:
    """ "how many of them", "since that day", "which three": of whatever was told."""
    first = 3 if wished_by_others(asked) else 0
    return any(_leans(asked, i) for i in range(first, len(asked)))


def _leans(asked: Sequence[Mention], i: int) -> bool:
    mention, before = asked[i], asked[:i]
    after = asked[i + 1] if i + 1 < len(asked) and not asked[i + 1].breaks else None
    words = mention.text.split(" ")
    if mention.time is not None or mention.text in EXIST:
        return words[0] in ("that", "then", "those", "these") or words[-1] in ("then", "that")
    if mention.text in ("those", "the ones") and after is not None and after.has("who"):
        return False  # "of those who only use mobile"
    if mention.text == "there" and before and before[-1].text.split(" ")[-1] in ("from", "via", "on"):
        return True  # "how many users reach us from there"
    if set(words) & POINTING and not {"you", "your"} & set(words):
        return not any(m.has(*PEOPLE, "metric") for m in before)
    if mention.text in _ONE:
        theirs = mention.text == "its" and after is not None and after.has("noun")  # "do its readers visit"
        return not any(m.quoted or m.has("value") or (m.has("dimension") and not theirs) for m in before)
    if mention.text == "one" or (mention.number is not None and before and before[-1].has("what")):
        return after is None or not after.has("dimension", *PEOPLE, "metric", "what_read")
    if mention.text == "of" and after is not None and after.text in ("the", "both", "2"):
        return i + 2 >= len(asked) or asked[i + 2].number == 2 or asked[i + 2].has("ordinal")
    if before and before[-1].text in _HELPING and words[0] in ("that", "this"):
        return True  # "how many does that give"
    if mention.text in ("this", "that") or mention.text.endswith((" this", " that")):
        relative = mention.text == "that" and after is not None and after.has("noun")
        named = ("dimension", "segment_noun", "label", *PEOPLE)
        return not relative and (after is None or after.text in DAYS or after.has(*named))
    return mention.text in ("both", "either", "former", "latter", "too", "each of", "all of")
