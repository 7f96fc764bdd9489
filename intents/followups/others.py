"""Follow-ups about whatever was not named before: "and the others?", "the other devices", "everyone else"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LEAD
from intents.query import TIMES, Filter, Has, Query, met_by, with_segments, with_where
from intents.understand.frame import Sentence

_NOUNS = {
    "segment": ("segments", "groups", "tiers", "clusters"),
    "people": ("people", "users", "readers", "visitors", "ones"),
    "device": ("devices",),
    "source": ("sources", "channels", "networks", "referrers"),
    "section": ("sections", "topics", "desks"),
    "weekday": ("days", "weekdays"),
}
"""What the others are said to be → the words for it."""
_NOUN_OF = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns}
_ONES = rf"(?:(?:all )?(?:the )?(?:remaining|other) (?:\d+ )?(?P<noun>{'|'.join(_NOUN_OF)}))"
_EACH = r"(?:(?:all )?(?:the )?(?:others|other \d+|other ones|remaining \d+))"
_REST = (
    rf"(?:the )?(?:rest|remainder)(?: of (?:them|(?:the|our) (?P<of>{'|'.join(_NOUN_OF)})))?|"
    r"every(?:one|body|thing) else|all else|any(?:one|body) else"
)
_APART = r"each(?: (?:for|by) (?:itself|themselves))?|separately|one by one"
_OTHERS = re.compile(
    rf"{LEAD}(?:(?:and|what about|how about|what is it for|how is it for|how does it look for|"
    r"how do|how did|for|with|in|on|from|same for|the same for|show|me|give|what|about|now for|of|by) )*"
    rf"(?:{_ONES}|(?P<each>{_EACH})|(?P<rest>{_REST}))"
    rf"(?: (?:do|did|doing|look|compare|then|please|pls|too|as well|instead|together|{_APART}))*"
)


def others_named(sentence: Sentence, last: Query) -> re.Match[str] | None:
    """What a follow-up says that says no more than: those that were not named before."""
    return _OTHERS.fullmatch(sentence.text) if last.ask in ("figures", "users", "profile") else None


def of_the_others(last: Query, sentence: Sentence, found: re.Match[str]) -> Query | None:
    """The last query of whatever it did not name; None where it named nothing that has others."""
    kind = _NOUN_OF.get(found["noun"] or found["of"] or "", "")
    each = re.search(rf"\b(?:{_APART})\b", sentence.text) is not None
    together = found["rest"] or kind == "people" or "together" in sentence.text.split()
    shared = any(m.aggregate == "share" and m.metric != "users" for m in last.measures)
    if not kind and shared and (query := _other_values(last, sentence, kind, each)):
        return query  # "what share of their views is food" - "and the rest": of the same people
    apart = each or not together
    if kind in ("", "people", "segment") and (query := _other_segments(last, sentence, apart)):
        return query
    if kind != "segment" and (query := _other_values(last, sentence, kind, each)):
        return query
    if kind in ("", "people") and (query := _without_what_they_did(last)):
        return query
    if last.by and kind in ("", "segment", *last.by):  # "and the others" after the first of some rows
        return replace(last, limit=None)
    return None


def _other_segments(last: Query, sentence: Sentence, apart: bool) -> Query | None:
    """ "and the others?" after figures of some segments: each of those that were not named."""
    named = last.group.segments
    others = tuple(s for s in sentence.vocabulary.segments if s not in named)
    if not named or not others or len(last.groups) > 1 or last.base is not None:
        return None
    if last.compared and "segment" in last.by:
        return with_segments(last, (*named, *others))
    query = with_segments(last, others)
    if not apart or last.ask != "figures" or "segment" in last.by or len(others) == 1:
        return query
    course = [d for d in last.by if d in (*TIMES, "as_of")]
    rows = [d for d in last.by if d not in course]
    return replace(query, by=(*course, "segment", *rows))


def _other_values(last: Query, sentence: Sentence, kind: str, each: bool) -> Query | None:
    """ "the other devices" after clicks on mobile, or users on mobile: those on any other."""
    if len(last.groups) > 1:
        return None
    picked = [f for f in last.events if not f.negated and _is_of(f, kind)]
    if len(picked) == 1:
        (old,) = picked
        by = (old.dimension, *last.by) if each and old.dimension not in last.by else last.by
        return replace(last, events=tuple(_other(f, sentence) if f == old else f for f in last.events), by=by)
    met = [c for c in met_by(last.group) if not c.negated and _is_of(c.filter, kind)]
    if len(met) != 1 or not kind:
        return None
    other = replace(met[0], filter=_other(met[0].filter, sentence))
    return with_where(last, (tuple(other if c == met[0] else c for c in a) for a in last.group.where))


def _other(picked: Filter, sentence: Sentence) -> Filter:
    """The values that were not picked: by name where there are but a few in the data."""
    values = sentence.vocabulary.values.get("device", ()) if picked.dimension == "device" else ()
    others = tuple(value for value in values if value not in picked.values)
    return replace(picked, values=others) if others else replace(picked, negated=True)


def _is_of(events: Filter, kind: str) -> bool:
    dimension = "section" if events.dimension == "page_section" else events.dimension
    return kind in ("", dimension)


def _without_what_they_did(last: Query) -> Query | None:
    """ "everyone else" after users from google: those who never came from there.

    After "how many of those read sport" it is the rest of those: the last thing said does not hold of them.
    """
    *kept, told = last.group.where or ((),)
    met = told[0] if len(told) == 1 else None
    if not isinstance(met, Has) or last.group.segments or last.base is not None or len(last.groups) > 1:
        return None
    return with_where(last, (*kept, (replace(met, negated=not met.negated),)))
