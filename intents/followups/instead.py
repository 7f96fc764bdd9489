"""Something else in the place of what was asked: "never mind chess, look at wine", "five clicks instead".

Such sentences are put as "wine instead of chess"; a bound or a time of day takes the place of another one.
"""

from __future__ import annotations

from intents.followups.conditions import without, without_bounds
from intents.followups.leads import OPENING
from intents.query import Has, Query, Threshold, of_kind
from intents.speech.rewording import reworded, rewordings
from intents.understand.frame import Frame, Sentence

_OLD = r"(?:the )?(?P<old>(?!(?:order|sorting|ranking|split|limit|comparison)\b)[^,.;:?!]{2,45}?)"
_NEW = r"(?P<new>(?!(?:how|what|which|who|where|when|why|not)\b)[^,.;:?!]{2,60}?)"
_TAKE = (
    r"(?:(?:i|we)(?:'d| would| want to| need to)? (?:rather |prefer to |like to )?"
    r"(?:see|have|know|take|look at|go for|prefer|like|get)"
    r"|(?:let(?:'s| us| me) )?(?:look at|take|try|use|show(?: me)?|give me|go for|see|make it|do|pick))"
)
_END = r"(?: instead| in (?:its|their) place| please| then| now)*[.!]*$"
_ENOUGH = (
    r"(?:is|are|will be|would be) (?:quite |more than |just )?(?:enough|plenty|sufficient|all (?:i|we) need)"
)

_INSTEAD = rewordings(
    # "instead of reading time I'd rather see on how many days they were active"
    (rf"^{OPENING}(?:instead|in place) of {_OLD},? {_TAKE} {_NEW}{_END}", r"\g<new> instead of \g<old>"),
    # "never mind the mortgage rates, look at chess instead"
    (rf"^{OPENING}(?:never mind|forget(?: about)?) {_OLD}[,;] (?:and )?{_TAKE} {_NEW}{_END}",
     r"\g<new> instead of \g<old>"),
    # "searches aren't the point; five clicks or more instead"
    (rf"^{OPENING}{_OLD} (?:is|are)(?:n't| not) (?:the point|it|what (?:i|we) (?:mean|want|need)(?:t|ed)?)"
     rf"[,;.] (?:{_TAKE} )?{_NEW}{_END}", r"\g<new> instead of \g<old>"),
    # "let the weekend go and pick mornings"
    (rf"^{OPENING}let {_OLD} go(?:,| and|, and) {_TAKE} {_NEW}{_END}", r"\g<new> instead of \g<old>"),
    # "skip the middle segment, low and high are enough"
    (rf"^{OPENING}(?:skip|drop|leave out|forget|ignore) {_OLD}[,;:] {_NEW} {_ENOUGH}{_END}", r"only \g<new>"),
)  # fmt: skip


def said_as_instead(text: str) -> str:
    """A follow-up that names what it wants in the place of something else, as "... instead of ..."."""
    return reworded(text, _INSTEAD)


def in_its_place(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "five clicks or more instead": the last query without the one other bound or time of day it had."""
    if "instead" not in sentence.text.split():
        return last
    new = {c.metric for c in of_kind(Threshold, frame.where)}
    old = {c.metric for c in of_kind(Threshold, last.group.where)}
    if new and len(old) == 1 and not frame.metrics:
        last = without_bounds(last, set(old))
    met = [c.filter for c in of_kind(Has, frame.where)]
    times = {f.dimension for f in (*frame.events, *met)} & _TIMES_OF_DAY
    return without(last, sorted(_TIMES_OF_DAY)) if times else last


_TIMES_OF_DAY = {"weekday", "hour"}
