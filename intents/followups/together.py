"""Follow-ups to figures: the last two taken as one, or a figure read anew of what it was of."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.both import of_either
from intents.query import TIMES, Query
from intents.understand.frame import Frame, Sentence

_AS_ONE = re.compile(
    r"(?:(?:and|ok|now|then|so|please) )*"
    r"(?:(?:both|(?:the|all|those|these) (?:two|2|three|3)|them)(?: of them)? )?"
    r"(?:together|combined|added up|added together|taken together|summed up|lumped together|as one)"
    r"(?: (?:please|then|now))?"
)
_FIGURE_FOR = re.compile(
    r"(?:(?:and|ok|so|but|now) )*(?:what|how) (?:would|is|was|does|did|will|do) (?:it|that|this)\b"
    r".* (?:for|among)\b.*"
)


def together(last: Query, earlier: tuple[Query, ...], sentence: Sentence) -> Query | None:
    """ "travel views" - "food" - "both together": of the one or the other, as one figure."""
    if not _AS_ONE.fullmatch(sentence.text) or not earlier or last.ask != "figures":
        return None
    before = earlier[-1]
    one, other = before.events, last.events
    found = of_either(last, before)
    if found is not None:
        sentence.use(*range(len(sentence)))
        return found
    if (
        len(one) != 1
        or len(other) != 1
        or one == other
        or replace(before, events=()) != replace(last, events=())
    ):
        return None
    if (one[0].dimension, one[0].negated) != (other[0].dimension, other[0].negated) or one[0].negated:
        return None
    sentence.use(*range(len(sentence)))
    values = tuple(dict.fromkeys((*one[0].values, *other[0].values)))
    return replace(last, events=(replace(one[0], values=values),))


def still_figure(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "what would it be for Business": "it" is nobody; "what share is that": of the course's end."""
    _use_number_of_groups(last, sentence)
    if _FIGURE_FOR.fullmatch(sentence.text):
        frame.them = False
    shared = frame.aggregates == ["share"] and sentence.text.endswith((" is that", " is this"))
    course = len(last.by) == 1 and last.by[0] in ("as_of", *TIMES)
    counted = last.ask == "figures" and {m.metric for m in last.measures} == {"users"}
    if shared and course and counted and last.by == ("as_of",):
        return replace(last, by=(), period=None, order=None, limit=None)
    return last


def _use_number_of_groups(last: Query, sentence: Sentence) -> None:
    """ "how did the two of them stand": as many as were set beside each other."""
    rows = [len(f.values) for f in last.events if f.dimension in last.by]
    rows += [len(last.group.segments)] if "segment" in last.by else []
    compared = len(last.groups) if len(last.groups) > 1 else sum(rows)
    for i, mention in enumerate(sentence.mentions):
        before = sentence.at(i - 1).text.split()[-1:]
        if (
            mention.number is not None
            and mention.number == compared
            and before in (["the"], ["these"], ["those"])
        ):
            sentence.use(i)
