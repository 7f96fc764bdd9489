"""Others in the place of those of before: "from google instead", "and those who searched for wine"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD
from intents.query import Group, Has, Query, met_alone, moves
from intents.understand.frame import Frame, Sentence

_DESCRIBED = ("profile", "distinction", "advice")
"""Asks of one group: another group that is named takes its place."""
_THOSE_WHO = re.compile(
    rf"{LEAD}(?:(?:and|what about|how about) )*"
    r"(?:those|the ones|(?:the )?(?:people|users|readers)) (?:who|that)\b"
)


def without_replaced_users(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query without the users in whose place the follow-up puts those that it names."""
    named = [f.dimension for f in frame.filters()] + ["segment"] * bool(frame.segments)
    one = len(last.groups) == 1 and not moves(last.group)
    if len(named) != 1 or frame.metrics or frame.by or frame.them or not one:
        return last
    if last.ask in _DESCRIBED and _THOSE_WHO.match(sentence.text):
        return replace(last, groups=(Group(),))
    words = sentence.text.split()
    instead = "instead" in (words[0], words[-1])
    told = [met for any_of in last.group.where if (met := met_alone(any_of))]
    parts = [*last.group.where, *last.group.segments, *last.group.users]
    if not instead or len(parts) != 1 or (told and told[0].filter.dimension == named[0]):
        return last
    users = any(m.has("noun", "segment") for m in sentence.mentions) or last.metrics == {"users"}
    return replace(last, groups=(Group(),)) if users else last


def on_both_sides(last: Query, frame: Frame) -> Query | None:
    """ "same with culture readers" after politics readers against all others: both sides change."""
    named = [found for found in frame.filters() if not found.negated]
    sides = [met for group in last.groups if (met := _only_met(group))]
    if len(named) != 1 or len(frame.filters()) > 1 or len(sides) != 2 or frame.segments or frame.compared:
        return None
    one, other = sides
    if one.filter != other.filter or one.negated == other.negated or frame.metrics or frame.by:
        return None
    sided = zip(last.groups, sides, strict=True)
    return replace(last, groups=tuple(replace(g, where=((Has(named[0], s.negated),),)) for g, s in sided))


def _only_met(group: Group) -> Has | None:
    """What users of a group met, or did not, where nothing else is said of them."""
    alone = len(group.where) == 1 and len(group.where[0]) == 1
    met = group.where[0][0] if alone else None
    return met if isinstance(met, Has) else None
