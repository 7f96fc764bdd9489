"""How questions and requests begin: "so how many", "please show me", "I'd be glad to know"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.world import stretches

if TYPE_CHECKING:
    from intents.mentions import Mention

_JOINT = (
    r"(?:(?:and|but|so|therefore|hence|thus|now|then|which is why|that is why|thats why|please|pls|kindly|"
    r"also) )*"
)
_ASKS = (
    r"(?:(?:on|at|in|from|by|for|of|to|with|through|during|out of|as of) )?"
    r"(?:how|whats|what|which|who|whos|whose|where|when|at what|what time)\b"
)
_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have)\b"
_REQUEST = (
    r"(?:(?:could|can|would|will) (?:you|i|we)|may i|show|list|give|gimme|tell|compare|count|rank|sort|find|"
    r"check|explain|name|state|arrange|let me|put|break|draw|plot)\b"
)
_SOFTLY = r"(?: (?:should|would|must|could|really|also|just|only|now|still|therefore|have to|had better|do))*"
_WISH = (
    rf"(?:i|we|id like){_SOFTLY} (?:(?:like|love|need|want|wonder|wish|ask|know|see|appreciate)\b"
    r"|be (?:(?:very|most|much|so) )?(?:grateful|glad|happy|obliged|interested))"
    r"|(?:i am|im|i|we are) (?:curious|interested|wondering|after)\b"
)
_SOMEBODYS = (
    r"(?:he|she|they|it) (?:(?:would|now|also) )*(?:like|wants?|needs?|wishes|wonders?|asks?|love)\b"
    r"(?: (?:to )?(?:know|see|hear|have))?|(?:am|is|are) curious\b"
)
_FIGURE = (
    r"the (?:number|share|percentage|average|mean|median|total|top|proportion|sum|most|least|"
    r"[a-z]+ (?:by|per))\b"
)
_SAID = f"{_ASKS}|{_REQUEST}|{_WISH}|{_SOMEBODYS}"
_BEHIND_COMMA = re.compile(rf"{_JOINT}(?:{_SAID})")
_SENTENCE = re.compile(rf"{_JOINT}(?:{_SAID}|{_AUXILIARY}|{_FIGURE})")
_DEMAND = re.compile(rf"{_JOINT}(?:{_ASKS}|{_REQUEST})")
_RELATIVE = re.compile(rf"{_JOINT}(?:who|which|in which|by which|what|where)\b")
_WISHED_BY_OTHERS = re.compile(rf"{_JOINT}(?:{_SOMEBODYS})")
_SCOPE = re.compile(
    r"(?:of|among|amongst|out of|from|in|regarding|concerning|about|on|at|between|within|during|compared|"
    r"take|leave|drop|exclude|ignore|include|keep|consider|look|only|just|per|by|given|every|each)\b"
)
_FOR_WHAT = ("to", "before", "after", "in order", "because", "since", "as", "while", "with", "for", "and")
_FIGURES = ("metric", "count", "aggregate", "desc", "asc")
"""Kinds with one of which a figure is asked for by its name alone."""
_MOST = 9
"""So many mentions an opening takes at most."""


def text_of(mentions: Sequence[Mention]) -> str:
    """The words of mentions in a row."""
    return " ".join(m.text for m in mentions)


def opens(mentions: Sequence[Mention], start: int) -> bool:
    """A question begins behind this stop: ", so how many", ". Please show me"."""
    text = text_of(mentions[start : start + _MOST])
    sentence = start == 0 or mentions[start].stops or text.startswith(("so ", "and so ", "therefore "))
    if sentence and (behind := _behind_scope(mentions, start)):
        return opens(mentions, behind)
    return bool((_SENTENCE if sentence else _BEHIND_COMMA).match(text))


def _behind_scope(mentions: Sequence[Mention], start: int) -> int:
    """ "in the week of 14 September, | how many", "of heavy users, | what share": where it asks, else 0."""
    first = mentions[start]
    scope = first.time is not None or _SCOPE.match(first.text) is not None
    comma = next((i for i in range(start + 1, len(mentions)) if mentions[i].breaks), 0)
    return comma if scope and comma and not mentions[comma].stops else 0


def asks_for_figure(mentions: Sequence[Mention], start: int) -> bool:
    """ "average time per article for ...", "mobile clicks by hour", "ten users with ..."."""
    if not (start == 0 or mentions[start].stops):
        return False
    for mention in mentions[start : start + 4]:
        if mention.has(*_FIGURES) or (mention.has("noun", "dimension") and mentions[start].number):
            return True
        if not (mention.number or mention.has("value", "segment", "fill")):
            return False
    return False


def wishes(mentions: Sequence[Mention], start: int) -> bool:
    """ "before I call it a trend | I'd like", "... for next week and | I'd like": behind no comma."""
    wish = re.match(_WISH, text_of(mentions[start : start + _MOST])) is not None
    return wish and (mentions[0].text in _FOR_WHAT or mentions[start - 1].text == "and")


def wished_by_others(mentions: Sequence[Mention]) -> bool:
    """ "and they would like to hear what share": its "they" are no users."""
    return _WISHED_BY_OTHERS.match(text_of(mentions[:_MOST])) is not None


def requests(head: Sequence[Mention]) -> bool:
    """Something is asked or picked in what is told before a question."""
    return any(_requests(head, stretch.start) for stretch in stretches(head))


def _requests(head: Sequence[Mention], i: int) -> bool:
    """ "compare phones and desktop", "of the bottom half", "has he always": something is asked or picked."""
    text = text_of(head[i : i + _MOST])
    sentence = i == 0 or head[i].stops
    if sentence and (_SCOPE.match(text) or re.match(_AUXILIARY, text)):
        return True
    if _DEMAND.match(text) is None or text.startswith(("to ", "for ", "as ", "when ")):
        return False
    return sentence or _RELATIVE.match(text) is None
