"""Follow-ups that ask how far apart the figures of before are: "show me the difference", "by how much"."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.words_out import LEAD
from intents.query import ENTITIES, Query
from intents.understand.frame import Sentence

_SHOW = (
    r"(?:(?:what|whats|what is|what are|what was|how big is|how large is|how wide is|how much is|show|give|"
    r"tell|calculate|compute|work out|i want|i need|i would like|see|add|put|with|and|me|us|i|to|see|in) )*"
)
_APART = r"(?:difference|differences|diff|gap|delta)"
_TWO = r"(?:the |these |those )(?:two|2)(?: of them)?|them|those|these|both"
_OF_WHAT = (
    rf"(?: (?:between (?:{_TWO})|there|then|now|please|pls|though|exactly|in percent|in per cent|in %|"
    r"as a percentage|as a percent|in absolute terms|in numbers|too|column))*"
)
_DIFFERENCE = re.compile(
    rf"{LEAD}{_SHOW}(?:the |a |that )?{_APART}{_OF_WHAT}"
    rf"|{LEAD}by how (?:much|many|far)(?: (?:more|less|fewer|higher|lower|better|worse|exactly|percent))*"
    rf"|{LEAD}how far apart are (?:they|{_TWO})"
    rf"|{LEAD}how (?:do|did|does) (?:they|that|it|{_TWO})"
    r" (?:compare|differ)(?: (?:to|with|from) (?:each other|one another))?"
    rf"|{LEAD}what (?:has |have |is )?changed|{LEAD}what (?:is )?the change"
    rf"|{LEAD}(?:which (?:one )?is|is (?:that|it)) (?:better|worse|more|less|different)|more or less"
)


def asks_difference(sentence: Sentence) -> bool:
    """ "what's the gap between the two", "and by how much": no figure of its own, but how two differ."""
    return bool(_DIFFERENCE.fullmatch(sentence.text))


def told_apart(last: Query) -> bool:
    """True for an answer that says how its figures differ."""
    against = last.baseline is not None or last.baseline_as_of is not None
    return against or last.compared or len(last.groups) > 1


def rows_apart(last: Query) -> Query | None:
    """ "clicks by device" - "by how much": how far each row lies from the first."""
    rows = len(last.by) == 1 and last.by[0] in (*ENTITIES, "segment", "daytype")
    return replace(last, compared=True) if last.ask == "figures" and rows else None
