"""Something else in the place of what was asked: "never mind chess, look at wine", "five clicks instead".

Such sentences are put as "wine instead of chess"; a bound or a time of day takes the place of another one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.conditions import without, without_bounds
from intents.followups.leads import LEAD, OPENING
from intents.query import Group, Has, Query, Threshold, met_alone, moves, of_kind
from intents.speech.rewording import reworded, rewordings
from intents.understand.frame import Frame, Sentence

_OLD = r"(?:the )?(?P<old>(?!(?:order|sorting|ranking|split|limit|comparison)\b)[^,.;:?!]{2,45}?)"
_STAYS = r"(?![^,.;:?!]*\b(?:same|as well|again|too|also|still|their(?! place)|them)\b)"
"""What goes on from the question before names no other thing in the place of one."""
_NEW = rf"(?P<new>(?!(?:how|what|which|who|where|when|why|not)\b){_STAYS}[^,.;:?!]{{2,60}}?)"
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
