"""Follow-ups that take something out: less of what was shown, a condition, or some of those counted.

Its parts are tried in this order: what was taken out is brought back (`back.py`), a condition holds no longer
(`conditions.py`), less is shown (`fewer.py`), some are left out (`left_out.py`).
"""

from __future__ import annotations

import re

from intents.followups.back import bring_back, brings_back
from intents.followups.conditions import widened, without_condition
from intents.followups.fewer import fewer, figures_named
from intents.followups.left_out import leaves_out, left_out
from intents.followups.words_out import LEAD, NO_LONGER
from intents.query import MEASURED, Query
from intents.understand.frame import Frame, Sentence

_OUT = r"(?:take|kick|chuck|throw|leave|cut|toss|strip|filter|drop)"
_TAKES_OUT = re.compile(
    r"(?!.*\b(?:what about|how about|instead|show|(?:just|only)(?! the (?:rest|others|searchers|readers))"
    rf"|but)\b){LEAD}(?:(?:{NO_LONGER})\b(?! (?:that|this|it)\b)"
    rf"|{_OUT} (?:\S+ ){{0,4}}(?:out|off|away)\b(?! (?:that|this|it)\b)).*"
    rf"|.* (?:{_OUT} (?:that|it|this|them|those) (?:out|off|away|too)|(?:remove|drop|ditch|lose|exclude) "
    r"(?:that|it|this|them|those))(?: (?:one|too|as well|again|please|pls))*"
)
_WITHOUT = re.compile(rf"{LEAD}(?:without|w ?/ ?o|minus|except|excluding)\b.*")


def takes_out(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "kick twitter out again", "and sport, chuck that out too", "lose the searches": not what, but less."""
    if last.ask not in (*MEASURED, "users"):
        return False
    named = frame.filters() or frame.segments or figures_named(frame)
    part = frame.aggregates == ["share"] and " part" in sentence.text  # "forget the food part"
    more = frame.by or frame.period or (frame.aggregates and not part) or frame.counted or frame.users
    said = _TAKES_OUT.fullmatch(sentence.text) or brings_back(sentence)
    return widened(last, sentence) is not None or (bool(said and named) and not more)


def taken_out(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query without what the follow-up takes out, or with what it brings back; None for neither.

    Where only people are left out who meet a condition, that is turned round in the frame.
    """
    told = takes_out(sentence, frame, last)
    query = widened(last, sentence) or bring_back(last, sentence, frame)
    if query is None and not brings_back(sentence):
        query = without_condition(last, sentence, frame)
        bare = frame.by or frame.period or frame.aggregates or frame.counted
        without = bool(_WITHOUT.fullmatch(sentence.text)) and not bare
        query = query or (fewer(last, sentence, frame, told) if told or without else None)
        query = query or (left_out(last, sentence, frame) if leaves_out(sentence) else None)
    if query is not None:
        sentence.use(*range(len(sentence)))
    return query
