"""Follow-ups that ask for those left over: "what about the other devices", "and the rest of the segments"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.words_out import LEAD
from intents.query import MEASURED, Filter, Has, Query, with_where
from intents.understand.frame import Frame, Sentence

_UNITS = {
    "devices": "device", "segments": "segment", "groups": "segment", "tiers": "segment",
    "sections": "section", "sources": "source",
}  # fmt: skip
_OTHERS = re.compile(
    rf"{LEAD}(?:(?:what about|how about|show|show me|give me|same|same for|do|do it for|take|only|for|on|in|"
    rf"from|of)"
    r" )*(?:the |all |all the )?(?:(?:other|remaining)(?: \d+)?|rest of the|rest of our) "
    rf"(?P<unit>{'|'.join(_UNITS)})(?: each(?: (?:for|by) (?:itself|themselves))?| separately| one by one| "
    rf"then|"
    r" together| instead| please)*"
)


def the_others(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The same of all values of a dimension but those of before; None where none was picked."""
    found = _OTHERS.fullmatch(sentence.text)
    if found is None or last.ask not in (*MEASURED, "users") or len(last.groups) > 1 or frame.filters():
        return None
    dimension = _UNITS[found["unit"]]
    apart = "together" not in found[0]
    query = (
        _other_segments(last, sentence, apart)
        if dimension == "segment"
        else _without(last, sentence, dimension)
    )
    if query is not None:
        sentence.use(*range(len(sentence)))
    return query


def _other_segments(last: Query, sentence: Sentence, apart: bool) -> Query | None:
    """Those of the other segments, a row each unless they are to be taken together."""
    others = tuple(s for s in sentence.vocabulary.segments if s not in last.group.segments)
    if not others or not last.group.segments:
        return None
    rows = apart and last.ask == "figures" and len(others) > 1 and "segment" not in last.by
    by = (*last.by, "segment") if rows else last.by
    by = tuple(d for d in by if d != "segment" or len(others) > 1)
    return replace(last, groups=(replace(last.group, segments=others),), by=by)


def _without(last: Query, sentence: Sentence, dimension: str) -> Query | None:
    """Those with the other values: where there are but a few in the data, these by name."""
    alike = {dimension, *(("page_section",) if dimension == "section" else ())}

    def other(picked: Filter) -> Filter:
        if picked.dimension not in alike or picked.negated:
            return picked
        values = sentence.vocabulary.values.get(picked.dimension, ()) if dimension == "device" else ()
        others = tuple(value for value in values if value not in picked.values)
        return replace(picked, values=others) if others else replace(picked, negated=True)

    where = (
        tuple(
            replace(c, filter=other(c.filter)) if isinstance(c, Has) and not c.filter.negated else c
            for c in any_of
        )
        for any_of in last.group.where
    )
    query = with_where(replace(last, events=tuple(map(other, last.events))), where)
    return query if query != last else None
