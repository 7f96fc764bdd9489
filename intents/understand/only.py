"""Values that are the only ones: "mobile-only users", "whose only device is the tablet"."""

from __future__ import annotations

from dataclasses import replace

from intents.query import Condition, Has, met_alone
from intents.understand.clauses import is_verb
from intents.understand.frame import Frame, Sentence


def alone(sentence: Sentence, dimension: str, first: int, last: int) -> tuple[bool, list[int]]:
    """Whether the values from `first` to `last` are said to be the only ones."""
    told = _named_before(sentence, dimension, first) or _named_behind(sentence, dimension, last)
    return (True, told) if told else (_exclusive(sentence, first, last), [])


def suffixed(sentence: Sentence, last: int) -> int:
    """Where the value at `last` ends, the "only" of "mobile-only users" taken with it."""
    behind = sentence.at(last + 1)
    return last + (behind.has("only") and not behind.breaks)


def _named_before(sentence: Sentence, dimension: str, first: int) -> list[int]:
    """ "whose only device is the tablet": the kind of value is named before it."""
    kind = sentence.before(first, "prep", "exactly")
    only = sentence.before(kind) if kind is not None else None
    told = sentence.at(kind).get("dimension") == dimension and sentence.at(only).has("only")
    return [only, kind] if told and only is not None and kind is not None else []


def _named_behind(sentence: Sentence, dimension: str, last: int) -> list[int]:
    """ "with google as their only source", "direct and from no other source": its kind is named behind it."""
    only = sentence.after(last, "and", "prep", "them")
    between = sentence.mentions[last + 1 : only]
    kind = sentence.after(only) if only is not None else None
    told = sentence.at(only).has("only") and sentence.at(kind).get("dimension") == dimension
    joined = any(m.has("and") or m.text == "as" for m in between)
    return [only, kind] if told and joined and only is not None and kind is not None else []


def _exclusive(sentence: Sentence, first: int, last: int) -> bool:
    """ "mobile-only readers", "who only use mobile": that value alone. A leading "only" just narrows."""
    if last + 1 < len(sentence) and sentence.at(last + 1).has("only"):
        return not (sentence.at(0).text in _NARROWS and sentence.after(last + 1) is None)
    for i in range(first - 1, max(first - 4, -1), -1):
        mention = sentence.at(i)
        if mention.has("only"):
            strong = mention.text in ("exclusively", "solely", "purely", "only ever", "nothing but")
            people = sentence.at(sentence.before(i, "active", "from_where")).has("who", "noun", "segment")
            return strong or people or is_verb(sentence, i + 1) or is_verb(sentence, i - 1)
        how = mention.text == "by" and sentence.at(i - 1).has("active", "only")  # "come only by phone"
        if not (how or mention.has("prep") or sentence.is_filler(i) or is_verb(sentence, i)):
            return False
    return False


_NARROWS = ("for", "just for", "and for", "now for", "of")
"""First words of a fragment that a last "only" narrows: "for users with a tablet only"."""


def alone_with(any_of: tuple[Condition, ...], frame: Frame) -> list[tuple[Condition, ...]]:
    """What goes with "on mobile" where it is said to be the only one: without any other; else nothing."""
    met = met_alone(any_of)
    if met is None:
        return []
    others = (Has(replace(met.filter, negated=True), True),)
    return [others] if others in frame.where else []
