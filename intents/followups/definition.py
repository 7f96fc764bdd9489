"""Follow-ups to questions about the product: what a term means, how segments are made, what data there is."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.leads import LED
from intents.query import COUNTS, METRICS, Group, Measure, Query
from intents.restate import METRIC_PHRASES
from intents.understand.frame import Frame, Sentence

_OF_SOME = ("for", "of", "in", "among", "within", "on", "by")
"""Words that ask for a figure of some users, where a bare name would ask what it means."""


_THEY = r"(?:they|these|those|it|this|that)"
_MADE = re.compile(
    rf"\bhow (?:are|were|is|was|do you|did you) {_THEY}\b.*\b(?:made|built|formed|created|drawn|defined|"
    r"decided|determined|derived|computed|calculated|put together|worked out|make|build|form|define|decide)\b"
)
_GOOD = re.compile(
    rf"\bhow (?:good|reliable|sound|solid|robust|trustworthy|stable|clean) (?:is|are) {_THEY}\b"
)
_THERE = re.compile(r"\b(?:in (?:it|there|here|that|this)|are there|is there)$")
_LISTED = {"metrics": ("metrics", "measures", "kpis", "figures"), "dimensions": ("dimensions", "breakdowns")}


def of_product(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "how are they made?" after the segments, "and which metrics are in there?" after the data."""
    if last.ask in ("overview", "names", "method") and _MADE.search(sentence.text):
        frame.ask, frame.subject = "method", ""
    elif last.ask == "method" and _GOOD.search(sentence.text):
        frame.ask, frame.subject = "method", "quality"
    elif last.ask == "data" and _THERE.search(sentence.text):
        words = sentence.text.split()
        listed = [topic for topic, names in _LISTED.items() if set(names) & set(words)]
        if listed:
            frame.ask, frame.subject = "data", listed[0]
        elif len(set(frame.by)) == 1 and not frame.metrics:
            frame.ask = "values"
    if frame.ask:
        sentence.use(*range(len(sentence)))


def names_term(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "and sessions?", "what about core users": another term, and nothing said of it."""
    named = [*frame.metrics, *frame.segments]
    if last.ask != "definition" or len(named) != 1 or frame.aggregates or frame.them or sentence.any("by"):
        return False
    kinds = ("metric", "segment", "fill", "lead", "and", "noun")
    bare = all(m.has(*kinds) and not m.has("count", "what") for m in sentence.mentions)
    figure = last.subject in METRICS and bool(frame.segments)
    return bare and not figure and not any(m.text in _OF_SOME for m in sentence.mentions)


def other_term(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """What the other term means."""
    if not names_term(sentence, frame, last):
        return None
    return replace(last, subject=[*frame.metrics, *frame.segments][0])


_OF_THOSE = re.compile(
    rf"^{LED}how many(?: of (?:those|them|these|that))?(?= (?:do|does|did|has|have|had|are|were|is|was|today|"
    r"yesterday|now|then|on|in|last|this|came|use|read)\b)",
    re.IGNORECASE,
)


def said_of_term(text: str, last: Query, segments: tuple[str, ...]) -> str:
    """ "how many of them do people from bing have" after "what is a session": how many sessions."""
    found = _OF_THOSE.match(text) if last.ask == "definition" else None
    if found is None:
        return text
    name = METRIC_PHRASES[last.subject] if last.subject in COUNTS else ""
    name = f"{last.subject} users" if last.subject not in METRICS and last.subject in segments else name
    return f"{found['led']}how many {name}{text[found.end() :]}" if name else text


def spoken_of(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "show me its average by section", "how many of them are there": figures of what was explained."""
    if last.ask != "definition":
        return last
    if last.subject in METRICS and not (frame.metrics or frame.users_measured):
        return Query("figures", (Measure(last.subject, "sum" if last.subject in COUNTS else "mean"),))
    if last.subject in sentence.vocabulary.segments and not frame.segments:
        return Query("figures", (Measure("users", "count"),), (Group((last.subject,)),))
    return last
