"""Questions about the product itself that are told by their form: what a term means, what there is to ask.

"how are sessions counted", "what do you mean by recency", "what can i break the numbers down by" ask for no
figure: they are known before anything in them is taken for a metric, a segment or a dimension.
"""

from __future__ import annotations

import re

from intents.query import METRICS, TIMED, Ask
from intents.speech.world import asks, stretches
from intents.understand.frame import Frame, Sentence
from intents.understand.segments import places_of

_CLOSING = (
    "exactly", "here", "in here", "actually", "again", "please", "pls", "precisely", "then", "for you",
    "thing", "to you", "anyway", "in plain english", "in one sentence", "in simple words", "in short",
    "in brief", "briefly", "roughly", "in a nutshell",
)  # fmt: skip
"""What may follow such a question and asks no more."""
_END = rf"(?: (?:{'|'.join(_CLOSING)}))*$"
_WHO = r"(?:you guys|you|u|we|they|people|i|one)"
_ONE = r"(?:somebody|someone|anybody|a user|a reader|a person|a visitor|people|users|readers|one)"
_SOMEBODY = r"(?:somebody|someone|anybody|an? (?:user|reader|person|visitor))"
_REALLY = r"(?:exactly |really |actually )*"
_MADE = r"(?:counted|calculated|computed|measured|worked out|derived|arrived at|determined)"
_MAKE = r"(?:count|calculate|compute|measure|work out|derive|determine)"
_COUNTED = r"(?:counted as|count as|considered|called|classed as|regarded as|seen as)"
_MEANT = tuple(
    re.compile(pattern + _END)
    for pattern in (
        rf"how (?:is|are|was|were|do {_WHO}) (?:the )?(?P<term>.+?) {_MADE}",
        rf"how (?:do|did|does) (?:{_WHO}|it) {_MAKE} (?:the )?(?P<term>.+?)",
        rf"what (?:do|does|did) {_WHO} (?:mean|understand) (?:by|under|with|when {_WHO} say) (?P<term>.+?)",
        rf"what {_WHO} mean (?:by|with|when {_WHO} say) (?P<term>.+?)",
        r"(?:what is|whats|what are|what does|what do) (?P<term>.+?) supposed to (?:mean|be)",
        r"what (?:does|do) (?P<term>.+?) mean",
        rf"what {_REALLY}(?:makes|turns) {_SOMEBODY} (?:into |to be |become )?(?P<term>.+?)",
        rf"what {_REALLY}(?:do|does|did) (?:{_WHO}|it) count as (?:being )?(?P<term>.+?)",
        rf"when (?:is|are|does|do) {_ONE} {_COUNTED} (?:being )?(?P<term>.+?)",
        r"how (?:should|do|can|must) i (?:understand|interpret) (?:this |that |the |an? )?(?P<term>.+?)",
        r"(?:what|whats)(?: is| exactly| on earth)* an? (?P<term>.+?)(?: when it(?:s| is)? at home)?",
        r"(?:what is|whats) (?P<term>the window)",
        r"(?:does|do) (?P<term>.+?) include .+",
        r"(?:what is|whats) (?:exactly )?the difference between (?P<pair>.+?)",
    )
)
"""How people ask for the meaning of a term, or how it is counted."""
_ALIKE = ({"views", "articles"}, {"clicks", "pages"}, {"sessions", "active_days"}, set(TIMED))
"""Metrics that people take for each other, and ask the difference between."""
_EXPLAINED = re.compile(rf"\b(?:{_MADE}|{_MAKE}|mean|understand)\b")
"""Without one of these "what is an average session" asks for a figure."""
_MADE_SO = re.compile(rf"how .*(?:{_MADE}|{_MAKE})\b")
_SAID = re.compile(r"(?:what is|whats|what does|what do) (?:that|this|it)(?: mean)?" + _END)
"""The same of a term said just before: "someone kept saying recency, what is that"."""

_WHICH = r"(?:which|what)"
_SPLIT = r"(?:break|split|slice|cut|divide|group|break down|split up|drill)"
_THINGS = r"(?:the|these|your|those|all|my|numbers|figures|data|things|it|them|this|results|everything)"
_CHOOSE = r"(?:can|could|may) (?:i|we|you|one) (?:choose|pick|select|use|ask for|have)(?: from)?"
_TAKE = r"(?:use|take|have|draw|get)"
_KNOW = rf"do {_WHO} (?:even |actually |really )*know (?:about|on|of)"
_PEOPLE = r"(?:our |the |a |your )*(?:readers?|users?|people|visitors?|audience|them)"
_THERE = tuple(
    (re.compile(pattern + _END), subject)
    for pattern, subject in (
        (
            rf"(?:(?:by|into) )?(?:what|which ways|what ways|how) (?:can|could|may) {_WHO} {_SPLIT}"
            rf"(?: (?:{_THINGS}|up|down|into|by|with))*",
            "dimensions",
        ),
        (rf"{_WHICH} (?:dimensions|breakdowns|splits|attributes) {_CHOOSE}", "dimensions"),
        (rf"{_WHICH} (?:metrics|kpis|measures|figures|numbers|stats) {_CHOOSE}", "metrics"),
        (rf"{_WHICH} (?:numbers|figures|things|stats) (?:can|do) {_WHO} (?:measure|track|count)", "metrics"),
        (rf"(?:from )?{_WHICH} (?:data sources?|sources? of data) (?:do |are )?{_WHO} {_TAKE}.*", ""),
        (rf"(?:from )?where do(?:es)? {_WHO} {_TAKE} {_THINGS} {_THINGS}(?: from)?", ""),
        (rf"what (?:(?:kinds?|sorts?) of (?:things|stuff) |all )?{_KNOW} {_PEOPLE}", ""),
        (
            r"since when (?:exists?|is there|do (?:you|we) have|does) (?:the |any |this )*data(?: exist)?",
            "period",
        ),
    )
)
"""How people ask what there is to ask for."""


def read_product(sentence: Sentence, frame: Frame) -> None:
    """Fills `ask` and `subject` where the form of a question says that it is about the product itself."""
    cut = stretches(sentence.mentions)
    for n, stretch in enumerate(cut):
        others = any(asks(sentence.mentions, i) for s in cut[:n] for i in s)
        others |= any(sentence.at(i).has("count", "by") for s in cut[n + 1 :] for i in s)
        found = None if others else _told(sentence, stretch)
        if n and _SAID.match(_text(sentence, stretch)):
            found = _definition(_term(sentence, cut[n - 1], loosely=True))
        if found is not None:
            frame.ask, frame.subject = found
            sentence.use(*range(len(sentence)))
            return


def _text(sentence: Sentence, stretch: range) -> str:
    return " ".join(sentence.at(i).text for i in stretch)


def _told(sentence: Sentence, stretch: range) -> tuple[Ask, str] | None:
    """What a stretch asks by its form, after words that ask nothing: "ok stupid question but ..."."""
    for start in stretch:
        text = _text(sentence, range(start, stretch.stop))
        for pattern, subject in _THERE:
            if pattern.match(text) and not any(m.user or m.number is not None for m in sentence.mentions):
                return "data", subject
        for pattern in _MEANT:
            if found := pattern.match(text):
                pair = "pair" in pattern.groupindex
                span = _placed(sentence, start, *found.span("pair" if pair else "term"))
                term = _term(sentence, span, pair=pair)
                made = _MADE_SO.match(text) is not None and term not in METRICS
                return None if made else _definition(term)  # "how is engagement measured" asks for the method
        if asks(sentence.mentions, start) and not sentence.at(start).has_sense("cue", "definition"):
            return None
    return None


def _definition(term: str | None) -> tuple[Ask, str] | None:
    return ("definition", term) if term else None


def _placed(sentence: Sentence, start: int, first: int, last: int) -> range:
    """The mentions from `start` on that stand between two places of their text."""
    at, inside = 0, []
    for i in range(start, len(sentence)):
        if at < last and at + len(sentence.at(i).text) > first:
            inside.append(i)
        at += len(sentence.at(i).text) + 1
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _term(sentence: Sentence, span: range, pair: bool = False, loosely: bool = False) -> str | None:
    """The one metric, segment or word of the product that is named, the first of a pair that is alike.

    None where more is said, unless it is only said loosely, in talk before the question.
    """
    if _text(sentence, span) == "the window":
        return "window"
    terms: list[str] = []
    explained = _EXPLAINED.search(sentence.text) is not None
    for i in span:
        mention = sentence.at(i)
        if mention.time or mention.number is not None or mention.has("by", "count", "value"):
            return None
        passed = loosely or sentence.is_filler(i) or mention.has("noun", "prep", "segment_noun", "and")
        passed |= mention.has("aggregate") and explained  # "how is average time per click calculated"
        if term := _named(sentence, i):
            terms.append(term)
        elif not passed:
            return None
    named = set(terms)
    told = len(named) == 2 and any(named <= alike for alike in _ALIKE) if pair else len(named) == 1
    return terms[0] if told else None


def _named(sentence: Sentence, i: int) -> str | None:
    mention = sentence.at(i)
    segments = places_of(mention, sentence.vocabulary)
    if "engag" in mention.text and (mention.has("vague") or not segments):
        return segments[0] if segments else "engagement score"
    return segments[0] if len(segments) == 1 else mention.get("metric") or mention.get("glossary")
