"""Whether a question leans on the one before.

A follow-up points back or is no whole question of its own; a whole question with a verb and an object of its
own starts afresh. Where words alone do not tell, two models do.
"""

from __future__ import annotations

import math
import re

from intents.followups.back import undoes
from intents.followups.beside import asks_beside
from intents.followups.bound import only_amount
from intents.followups.fragments import asks_how_many, goes_on
from intents.followups.movers import since_then
from intents.followups.pointing import (
    bare_figure,
    bare_rows,
    leads,
    of_those,
    on_figure,
    other_names,
    own_noun,
    pronoun,
    which_row,
)
from intents.followups.search_terms import searched_again
from intents.followups.shares import shares_a_part, shares_the_last
from intents.followups.user import of_another, of_that_user, this_user
from intents.query import MEASURED, USER_ASKS, Ask, Query
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import described

_WHOLE = ("definition", "data", "method", "help", "names", "overview", "values")
"""Asks that are whole questions however short."""


def continues(sentence: Sentence, frame: Frame, ask: Ask | None, last: Query) -> bool:
    """True when a question leans on the one before: it points back, or it is no whole question of its own."""
    if _leans_surely(sentence, frame, last) or of_those(sentence, frame, ask):
        return True
    if _ranks_rows(sentence, frame, last) or (frame.period and _only_counts(sentence, frame, last)):
        return True
    if not frame.users and (
        of_that_user(sentence, frame, last) or sentence.any("flip") or asks_beside(sentence)
    ):
        return True
    begins = leads(sentence)
    if frame.users or (_is_general(sentence, frame, ask) and not begins):
        return False
    if frame.before_that or _begins_inside(sentence, frame) or (frame.them and _points_back(sentence, frame)):
        return True
    if frame.users_measured and not sentence.any("noun") and (_narrows(sentence) or _only_some(sentence)):
        return True
    measured = frame.metrics or frame.users_measured or ask in _MEASURES
    if not measured and not (frame.by and sentence.any("what", "desc", "asc")):
        return not (ask == "profile" and sentence.cue("profile"))
    if sentence.any("what", "count", "when_cue", "where_cue") or sentence.cue("users", "why"):
        return (begins and not (frame.segments or frame.where)) or _asks_again(sentence, frame)
    if begins or sentence.text.endswith(_TAILS) or "rather than" in sentence.text or bare_figure(sentence):
        return True
    whole = frame.segments or frame.by or frame.where or frame.aggregates
    return not (whole and frame.metrics) and ask != "advice"


_MEASURES = ("advice", "distinction", "users", "correlation", "movement")
"""Asks that need no figure to be named."""
_TAILS = (" instead", " too", " only")
"""Last words of a fragment that changes what was asked."""
FRESH = 0.3
"""Under this probability of a follow-up a question that reads on its own is taken as it stands."""
SURELY_FRESH = 0.02
"""The same for a question that opens or points like a follow-up ("ok so which ...", "how they ...")."""


def stands_alone(sentence: Sentence, frame: Frame, last: Query, followup: float) -> bool:
    """True for a question that does not sound like a follow-up, as the classifier and its own words say."""
    if _leans_surely(sentence, frame, last) or _fragment(sentence, frame, last):
        return False
    if _only_counts(sentence, frame, last) or _begins_inside(sentence, frame):
        return False
    about_one = last.ask in USER_ASKS or bool(last.group.users)
    if about_one and (this_user(sentence) or pronoun(sentence, frame) or bare_rows(sentence, frame)):
        return False
    if sentence.text.startswith(("as a ", "same ")) or _names_them(sentence) or _only_some(sentence):
        return False
    if sentence.cue("advice", "distinction") and of_those(sentence, frame, "distinction"):
        return False
    points = frame.them or any(m.has("them") for m in sentence.mentions)
    points |= sentence.any("flip") or asks_beside(sentence)
    points |= sentence.text.endswith((*_TAILS, " again")) or " them " in f" {sentence.text} "
    return followup < (SURELY_FRESH if leads(sentence) or points else FRESH)


def _leans_surely(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True where words of a question say nothing without the one before, whatever else it names."""
    return (
        _which_segment(sentence, last)
        or only_amount(sentence, last)
        or other_names(sentence, last)
        or undoes(sentence)
        or searched_again(sentence)
        or since_then(sentence, frame, last)
        or shares_a_part(sentence, frame)
        or shares_the_last(sentence, frame, last)
        or which_row(sentence, last)
        or of_another(sentence, frame, last)
        or goes_on(sentence, frame, last)
    )


def _begins_inside(sentence: Sentence, frame: Frame) -> bool:
    """ "by users", "on views per user", "which device", "how many also": the rest is said before."""
    inside = sentence.at(0).text == "by" or on_figure(sentence)
    return inside or _which(sentence, frame) or _also(sentence)


def _ranks_rows(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "which week was the worst": of what, is said before."""
    of_before = set(frame.by) <= set(last.by) or bool({"was", "were"} & set(sentence.text.split()))
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.users_measured
    return frame.order is not None and bool(frame.by) and of_before and not named


def _is_general(sentence: Sentence, frame: Frame, ask: Ask | None) -> bool:
    """ "what is a session", but not "by segment" nor "from which segment": whole however short."""
    split = ask == "overview" and frame.by == ["segment"]
    of_those_before = split and (sentence.any("by") or _points_back(sentence, frame))
    return ask in _WHOLE and not (sentence.at(0).has("prep") or of_those_before)


_FOLLOWUP = 4.0
"""Weight of the classifier's log-odds of a follow-up against what a reading surprises the witness less."""
_MOST_NATS = 15.0
"""More nats than this tell no more."""
_LEANS = -16.0
"""Beyond this a question leans on the one before: few whole sentences sound like follow-ups at all."""


def _which_segment(sentence: Sentence, last: Query) -> bool:
    """ "which segment?" after a question about one user: the one that user is in."""
    first = next((i for i in range(len(sentence)) if sentence.at(i).has("what")), len(sentence))
    asked = sentence.at(first + 1).has("segment_noun") and first + 2 == len(sentence)
    return last.ask in USER_ASKS and asked and not sentence.at(first + 1).text.endswith("s")


def leans(alone: float, leaning: float, followup: float) -> bool:
    """Whether a question is a follow-up though its words could stand alone: "and how many from google".

    Told by how surprising it is as a question of its own and as a follow-up, and by how much it sounds like
    one. The weights were fitted on conversations that no model had learned from.
    """
    if math.isinf(leaning):
        return False
    odds = math.log((followup + 1e-3) / (1 - followup + 1e-3))
    return max(-_MOST_NATS, min(alone - leaning, _MOST_NATS)) + _FOLLOWUP * odds > _LEANS


_FRAGMENT = (
    "segment", "value", "noun", "and", "or", "compare", "only", "prep", "lead", "side_by_side", "fill",
    "them", "who",
)  # fmt: skip
"""Kinds of words that name whom or what, and say nothing of it."""


def _fragment(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "tablet?", "and moderate", "the 3 next to each other", "count?": no question of its own."""
    if last.ask not in (*MEASURED, "users"):
        return False
    if len(sentence) == 1 and sentence.at(0).has("noun"):
        return True  # "users?"
    if sentence.at(0).has("not") and not sentence.any("noun", "segment", "people_all", "what", "count", "by"):
        return True  # "never read food": who, is said before
    named = bool(frame.segments or frame.where or frame.events) and not sentence.any("what", "cue")
    every = len(sentence.vocabulary.segments)
    bare = all((m.has(*_FRAGMENT) or m.number == every) and not m.has("metric") for m in sentence.mentions)
    return (named and bare) or (len(sentence) == 1 and frame.counted) or bare_figure(sentence)


def _also(sentence: Sentence) -> bool:
    """ "how many also read sport": besides what was said before, where the question names nobody."""
    besides = " also " in f" {sentence.text} " or (
        sentence.at(0).text == "who" and sentence.text.endswith((" too", " as well"))
    )
    return besides and not sentence.any("noun", "segment", "people_all")


def _which(sentence: Sentence, frame: Frame) -> bool:
    """ "which device", "which is higher": of what, is said in the question before."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.users or frame.period
    return sentence.text.startswith("which ") and len(sentence) <= 3 and not (named or sentence.any("noun"))


def _only_counts(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "how many are there", "how many on 5 September": of whom is said in the question before."""
    dated = frame.period is not None and (frame.visited or last.metrics != {"users"})
    named = dated or frame.metrics or frame.segments or frame.where or frame.events or frame.by
    anew = sentence.any("noun", "people_all") and not (leads(sentence) or asks_how_many(sentence))
    return frame.counted and not (named or frame.users or anew)


_THEM = ("them", "their", "theirs", "those users", "these users", "those people", "these people")


def _names_them(sentence: Sentence) -> bool:
    """ "their views by section", "what sets them apart", where nobody is named that they could be."""
    own = sentence.any("segment", "value") or own_noun(sentence)
    pronouns = {"them", "they", "their"}
    return not own and any(
        m.text in _THEM or (m.has("cue") and pronouns & set(m.text.split())) for m in sentence.mentions
    )


_HOW_MANY_ARE = re.compile(
    r"(?:(?:and|ok|so) )?how many "
    r"(?:are|were|is|use|used|uses|read|came|come|also|did|have|clicked|searched)(?: |$)"
)


def _narrows(sentence: Sentence) -> bool:
    """ "how many are loyal", "how many use mobile": no one is named, so it is of those just spoken of."""
    return bool(_HOW_MANY_ARE.match(sentence.text))


def _only_some(sentence: Sentence) -> bool:
    """ "count only the loyal ones", "only count weekends": some of those just spoken of."""
    opening = " ".join(m.text for m in sentence.mentions[:3]).split()[:4]
    counts = any(word in opening for word in ("count", "counting")) and "only" in opening
    return counts and not sentence.any("noun", "metric", "what")


def _asks_again(sentence: Sentence, frame: Frame) -> bool:
    """ "how many is that", "which ones", "who are they": nothing of its own but the asking."""
    return not (
        frame.segments or frame.where or frame.metrics or frame.by or sentence.any("noun") or frame.period
    )


def _points_back(sentence: Sentence, frame: Frame) -> bool:
    """ "them", "those users" point back; "they" and "it" only where the sentence says no users of its own."""
    own = bool(frame.segments) or sentence.any("noun")
    for i, mention in enumerate(sentence.mentions):
        if not mention.has("them") and not (mention.has("what_read") and " they " in mention.text):
            continue
        if described(sentence, i):
            continue
        if mention.text.partition(" ")[0] in ("those", "these", "them", "that", "this") or not own:
            return True
    return False
