"""Sections are read or clicked: a follow-up keeps to the kind that its figure is about."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.query import Filter, Query, filters
from intents.understand.frame import Frame
from intents.vocabulary import Vocabulary

_KIND = {
    "clicks": "page_section", "pages": "page_section", "time_per_click": "page_section",
    "views": "section", "articles": "section", "time_per_article": "section",
}  # fmt: skip
"""Metrics of clicks and of article views → by which sections they go."""
_OTHER = {"section": "page_section", "page_section": "section"}


_THE_SECTION = re.compile(
    r" (?:of|in|from|on|within) (?:the|that|this|the same|that same) (?:section|desk|ressort)\b(?! of\b)",
    re.IGNORECASE,
)


def in_the_section(text: str, last: Query) -> str | None:
    """ "the most viewed articles of the section" after one section: without those words, of that one."""
    named = [f for f in filters(last) if f.dimension in _OTHER and len(f.values) == 1 and not f.negated]
    rest = _THE_SECTION.sub("", text)
    return rest if len(named) == 1 and rest != text else None


def read_sections(last: Query, frame: Frame, vocabulary: Vocabulary) -> None:
    """ "and sport?" after clicks on politics: clicks on sport, and no articles."""
    kinds = {d for d in (*(f.dimension for f in filters(last)), *last.by) if d in _OTHER}
    if len(kinds) == 1 and not frame.metrics:
        (kind,) = kinds
        frame.events = [_as(f, kind, vocabulary) for f in frame.events]


def of_its_sections(query: Query, vocabulary: Vocabulary) -> Query:
    """ "and article views?" after clicks on politics: the views of politics."""
    kinds = {_KIND.get(m.metric, "") for m in query.measures}
    (kind,) = kinds if len(kinds) == 1 else ("",)
    if kind not in _OTHER:
        return query
    by = tuple(kind if d == _OTHER[kind] else d for d in query.by)
    return replace(query, by=by, events=tuple(dict.fromkeys(_as(f, kind, vocabulary) for f in query.events)))


def _as(named: Filter, kind: str, vocabulary: Vocabulary) -> Filter:
    """The filter on sections of the kind, where there are such; the filter itself for others."""
    if named.dimension != _OTHER[kind]:
        return named
    spelled = {v.lower(): v for v in vocabulary.values.get(kind, ())}
    values = tuple(spelled.get(v.lower(), "") for v in named.values)
    return Filter(kind, values, named.negated) if all(values) else named
