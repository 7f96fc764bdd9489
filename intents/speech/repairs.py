"""Words that a speaker takes back: "clicks in september no sorry in august" asks about August.

Between what is taken back and what is meant stand words of repair ("no wait", "I mean"). What is meant goes
on from an earlier place of the sentence: the same word ("in ... in"), or a thing of the same kind, a month
for a month. All from that place up to the repair is left out; where no such place is found, nothing is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from intents.lexicon import Lexicon, stem
from intents.numbers import number_at
from intents.times.dates import find_times
from intents.times.words import M, W
from intents.tokens import Token, tokenize
from intents.vocabulary import Vocabulary

_RESTARTS = (
    r"(?:let me (?:rephrase|start|begin|try)(?: that| it)?(?: again| over| anew)?|"
    r"what am i (?:saying|asking)|start(?:ing)? (?:over|again)|from the top)"
)
_SURE = (
    rf"(?:i meant(?: to say| to ask)?|i (?:actually )?want(?:ed)? to say|(?:scratch|strike|scrap) that|"
    rf"make that|correction|my mistake|my bad|{_RESTARTS})"
)
_PART = rf"(?:{_SURE}|(?:or )?(?:actually|rather) no|no|nope|wait|sorry|actually|oops|hang on|hold on|i mean)"
_BETWEEN = r"(?:oh|well|ah|eh|like|a second|a minute|a moment)"
_REPAIR = re.compile(rf"(?<!\S)(?:{_BETWEEN} )*{_PART}(?: (?:{_PART}|{_BETWEEN}))*(?!\S)")
"""Words by which something is taken back."""
_PARTS = re.compile(rf"(?<!\S){_PART}(?!\S)")
_IS_SURE = re.compile(rf"(?<!\S)(?:{_SURE}|(?:or )?(?:actually|rather) no)(?!\S)")
_RESTARTING = re.compile(rf"(?<!\S){_RESTARTS}(?!\S)")

_TIME = rf"{M}|{W}|\d{{1,2}}(?:st|nd|rd|th)"
"""A word of a day, as a pattern."""
_PREPOSITIONS = frozenset((
    "in", "on", "from", "for", "per", "by", "of", "with", "at", "since", "between", "to", "until", "than",
    "over", "under", "via", "through", "before", "after",
))  # fmt: skip
_LEADING = _PREPOSITIONS | {"top", "last", "least", "most", "more", "less"}
"""Words from which a repair starts again, if they stand a few words back."""
_OPENERS = frozenset((
    "how", "what", "which", "who", "when", "where", "show", "list", "give", "compare", "is", "are", "did",
    "do", "does", "was", "were", "many",
))  # fmt: skip
"""Words from which a question starts again, wherever they stand."""
_NOT_TAKEN_BACK = frozenset((
    "and", "but", "or", "with", "have", "has", "had", "having", "is", "are", "was", "were", "there", "make",
    "makes", "made", "do", "did", "does", "who", "that", "yes", "say", "by", "if", "while", "get", "got",
))  # fmt: skip
""" "and no searches", "with no clicks": before a "no" that denies."""
_NOTHING_ALONE = ("actually",)
"""Words of repair only beside another: "do they actually read"."""
_FAR = 7
"""So many words back something is taken up again."""
_MOST = 4
"""So many repairs of one text are followed."""


@dataclass(frozen=True)
class _Repair:
    """Words of repair among the words of a text."""

    start: int
    """Index of the first of them."""
    end: int
    """Index after the last: where that begins which is meant."""
    sure: bool
    """They can mean nothing else."""
    restarts: bool
    """The whole question is said anew."""
    bare: bool
    """A mere "no", which may deny what comes after it."""


def without_repairs(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> str:
    """The text without what its speaker took back; the text itself where nothing was."""
    for _ in range(_MOST):
        tokens = tokenize(text)
        spoken = _Spoken(tokens, lexicon, vocabulary)
        cut = next((c for c in map(spoken.taken_back, spoken.repairs()) if c), None)
        if cut is None:
            return text
        text = text[: tokens[cut.start].start] + text[tokens[cut.stop].start :]
    return text


class _Spoken:
    """The words of a text, and what kinds of things they name."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self._tokens = tokens
        self._words = ["\0" if t.quoted else t.norm for t in tokens]
        self._stems = [stem(word) for word in self._words]
        self._lexicon = lexicon
        self._vocabulary = vocabulary

    @cached_property
    def _times(self) -> list[tuple[int, int]]:
        """First and last word of each time that is named."""
        joined = " ".join(self._words)
        times = find_times(joined, self._vocabulary)
        return [(joined[: t.start].count(" "), joined[: t.end].count(" ")) for t in times]

    def repairs(self) -> list[_Repair]:
        """The words of repair that stand between others."""
        joined = " ".join(self._words)
        found = []
        for match in _REPAIR.finditer(joined):
            start, end = (joined[:at].count(" ") + (at == match.end()) for at in match.span())
            said = match.group()
            if said in _NOTHING_ALONE:
                continue
            sure = len(_PARTS.findall(said)) > 1 or bool(_IS_SURE.search(said))
            bare = said in ("no", "nope")
            if start > 0 and end < len(self._words):
                found.append(_Repair(start, end, sure, bool(_RESTARTING.search(said)), bare))
        return found

    def taken_back(self, repair: _Repair) -> range | None:
        """What a repair takes back, and the repair itself; None where nothing goes on from before."""
        if repair.bare and self._words[repair.start - 1] in _NOT_TAKEN_BACK:
            return None
        head = self._words[repair.end]
        if repair.restarts and head in _OPENERS:
            return range(repair.end)
        if head == "not":
            return self._denied(repair)
        start = self._same_word(repair, head)
        start = self._same_kind(repair) if start is None else start
        if start is None or self._words[start - 1 : start] in (["not"], ["without"], ["except"]):
            return None  # "no not culture, i meant opinion": denied already
        return range(start, repair.end)

    def _denied(self, repair: _Repair) -> range | None:
        """ "searches no not searches recency": what is taken back is named once more."""
        named = self._past_articles(repair.end + 1)
        if named < len(self._words) and self._words[named] in _PREPOSITIONS:
            named += 1
        if named >= len(self._words) or self._words[named] not in self._words[: repair.start][-_FAR:]:
            return None
        start = repair.start - 1 - self._words[: repair.start][::-1].index(self._words[named])
        length, _ = self._lexicon.longest(self._words, named, self._stems)
        end = named + max(length, 1)
        while end < len(self._words) and self._words[end] in ("but", "rather", "sorry"):
            end += 1
        return range(start, end) if end < len(self._words) else None

    def _same_word(self, repair: _Repair, head: str) -> int | None:
        """Where the first word of what is meant stood before: "per month no per week"."""
        before = self._words[: repair.start]
        reach = len(before) if head in _OPENERS and repair.sure else _FAR
        if head not in _LEADING | _OPENERS or head not in before[-reach:]:
            return None
        start = len(before) - 1 - before[::-1].index(head)
        alike = self._kinds(start + 1, repair.start) & self._kinds(repair.end + 1, len(self._words))
        return start if repair.sure or alike else None

    def _same_kind(self, repair: _Repair) -> int | None:
        """Where a thing of the kind of the first that is meant stands last: "september no wait august"."""
        meant = self._past_articles(repair.end)
        if meant < len(self._words) and self._words[meant] in _PREPOSITIONS:
            meant += 1
        kinds = self._kinds(meant, len(self._words))
        if repair.bare and not (self._tokens[repair.start].breaks and self._tokens[repair.end].breaks):
            kinds = {k for k in kinds if k in ("time", "number", "segment", "aggregate", "dimension")}
        again = self._words[meant : meant + _FAR]
        for start in range(repair.start - 1, max(repair.start - _FAR, -1), -1):
            if self._kinds(start, repair.start) & kinds:
                return self._whole_time(start, repair.start) if "time" in kinds else self._whole_number(start)
            if not self._passable(start, again):
                return None
        return None

    def _whole_time(self, start: int, end: int) -> int:
        """The first word of the time that a word belongs to: "monday the 19th of october"."""
        joined = " ".join(self._words[:end])
        for mention in find_times(joined, self._vocabulary):
            first = joined[: mention.start].count(" ")
            if first <= start and mention.end == len(joined):
                return first + (self._words[first] in _PREPOSITIONS)
        return start

    def _whole_number(self, start: int) -> int:
        """The first word of the number that a word belongs to: "three hundred ten"."""
        while start > 0 and number_at(self._words, start) and number_at(self._words, start - 1):
            start -= 1
        return start

    def _passable(self, at: int, again: list[str]) -> bool:
        """A word that may stand after what is taken back: "users", or one that is said again."""
        length, senses = self._lexicon.longest(self._words, at, self._stems, 1)
        soft = length and {s.kind for s in senses} <= {"fill", "label", "noun", "prep", "lead", "who"}
        time = re.fullmatch(_TIME, self._words[at])
        return bool(soft or time) or self._words[at] in again

    def _past_articles(self, at: int) -> int:
        while at < len(self._words) and self._words[at] in ("the", "a", "an", "for", "just", "only"):
            at += 1
        return at

    def _kinds(self, at: int, end: int) -> set[str]:
        """What kinds of things the words at a place may name."""
        at = self._past_articles(at)
        if at >= end:
            return set()
        word = self._words[at]
        timed = any(first <= at <= last for first, last in self._times)
        if timed or re.fullmatch(rf"{_TIME}|yesterday|today|last|this", word):
            return {"time"}
        if number_at(self._words, at):
            return {"number"}
        _, senses = self._lexicon.longest(self._words, at, self._stems, end - at)
        kinds = ("value", "segment", "metric", "aggregate", "dimension")
        order = {"order"} if any(s.kind in ("desc", "asc") for s in senses) else set()
        return order | {s.dimension or s.kind for s in senses if s.kind in kinds}
