"""Words by which a follow-up points at what was spoken of: "which one", "same for user 87", "on views".

What it does with them is told in `context.py` (does it lean on the question before?) and `edit.py`.
"""

from __future__ import annotations

import datetime as dt
import re

from intents.followups.leads import LEAD
from intents.query import TIMES, Ask, Moved, Period, Query
from intents.understand.comparing import falling
from intents.understand.frame import Frame, Sentence


def of_rows(sentence: Sentence, frame: Frame, last: Query) -> None:
    """ "which one grew the most": after rows that are no users, one of those."""
    if not (which_row(sentence, last) or changed_most(sentence, frame, last)):
        return
    frame.listed = frame.listed_by_name = frame.users_ranked = False
    against = last.baseline is not None or last.baseline_as_of is not None
    if not (frame.changing or against or falling(sentence)):
        return
    frame.where = [a for a in frame.where if not isinstance(a[0], Moved)]
    least = frame.order == "asc"
    fell = falling(sentence) or any(m.get("movement") in ("down", "left") for m in sentence.mentions)
    frame.order = "asc" if fell != least else "desc"
    frame.changing, frame.compared = False, frame.compared or not against
    sized = last.ask == "overview" or last.metrics == {"users"}
    if sized and not (against or frame.period or frame.point):
        week_ago = sentence.vocabulary.as_of - dt.timedelta(days=7)
        frame.point = Period(week_ago, week_ago)
    elif not (against or frame.period or frame.point):
        frame.before_that = True
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.has("cue", "movement", "not", "noun")))


def which_row(sentence: Sentence, last: Query) -> bool:
    """ "which one", "and which ones" after figures split by something, or all segments."""
    first = 1 if sentence.at(0).text in ("and", "so", "ok", "but") else 0
    rows = last.ask in ("overview", "names") or (last.ask == "figures" and bool(last.by))
    if rows and last.order and sentence.at(first).text == "who" and _only_ranks(sentence, first):
        return True
    return rows and sentence.at(first).text in _WHICH_ONE and not sentence.any(*_SAID_OF_USERS)


def _only_ranks(sentence: Sentence, who: int) -> bool:
    """ "and who has the fewest?" after ranked sources: nothing is named that users could be ranked by."""
    order = any(m.has("desc", "asc") or m.has_sense("cue", "change") for m in sentence.mentions)
    return order and all(
        sentence.is_filler(i) or m.has("desc", "asc", "movement") or m.has_sense("cue", "change")
        for i, m in enumerate(sentence.mentions)
        if i > who
    )


_WHICH_ONE = ("which one", "which ones")
_CHANGED = re.compile(
    rf"{LEAD}(?:which(?: of (?:them|these|those|the \w+))? "
    r"(?:is|are|was|were|has|have|grew|lost|loses|gained|gains|fell|dropped|rose|shrank|went)\b.*"
    r"|(?:the )?(?:biggest|largest|steepest|strongest|smallest) \w+ (?:first|on top|at the top))"
)


def changed_most(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "and which is losing the most people", "biggest drop first": one of the rows by its change."""
    rows = last.ask == "overview" or (last.ask == "figures" and len(last.by) == 1)
    named = frame.metrics or frame.segments or frame.events or frame.period or frame.counted or frame.users
    others = any(not isinstance(c, Moved) for a in frame.where for c in a)
    against = last.baseline is not None and sentence.any("desc", "asc")  # "and which fell most"
    changing = frame.changing or (against and bool(frame.where))
    changing |= any(m.has_sense("cue", "change") for m in sentence.mentions)
    return rows and changing and not (named or others) and bool(_CHANGED.fullmatch(sentence.text))


_SAID_OF_USERS = ("value", "not", "at_least", "more", "search_for")
"""Kinds of what is said of users: "which ones never searched" are no rows."""


def on_figure(sentence: Sentence) -> bool:
    """ "on views per user", "on median clicks": the figure that the groups of before are held against by."""
    return sentence.at(0).text == "on" and sentence.at(sentence.after(0)).has("metric", "aggregate")


def of_those(sentence: Sentence, frame: Frame, ask: Ask | None) -> bool:
    """ "what sets them apart", "how should we address them": nobody is named that they could be."""
    nobody = not (frame.segments or frame.where or frame.users or own_noun(sentence))
    return ask in ("advice", "distinction") and nobody and bool(_THEM & set(sentence.text.split()))


_THEM = {"them", "those", "these", "they"}


def own_noun(sentence: Sentence) -> bool:
    """True where users are named that are not those that others are told from ("them from other readers")."""
    return any(
        m.has("noun", "people_all") and not {"other", "others", "rest"} & set(_words_before(sentence, i))
        for i, m in enumerate(sentence.mentions)
    )


def _words_before(sentence: Sentence, i: int) -> list[str]:
    return " ".join(m.text for m in sentence.mentions[max(i - 4, 0) : i + 1]).split()


def bare_rows(sentence: Sentence, frame: Frame) -> bool:
    """ "on which devices?": only rows are named."""
    named = frame.metrics or frame.order or frame.counted or frame.events or frame.period
    return bool(frame.by) and frame.by != ["segment"] and len(sentence) <= 4 and not named


def leads(sentence: Sentence) -> bool:
    """ "and ...", "what about ...": it begins like a follow-up."""
    first = sentence.at(0)
    return first.has("lead") and not first.has("what") and not _opens_request(sentence)


def _opens_request(sentence: Sentence) -> bool:
    """ "ok so could you ...", "now show me ...": manners, not a pointer back."""
    return any(
        w in sentence.text.split()[:6] for w in ("show", "give", "could", "can", "please", "need", "tell")
    )


_SAME = re.compile(
    rf"{LEAD}(?:the |those |these )?same (?:\d |both )?"
    r"(?:(?:statistics?|stats|figures?|numbers?|measures?|summary|set|ones|things?|list|table|ranking|breakdown|"
    r"split|chart|graph|order|view|comparison|question|calculation|thing) )?(?:but )?(?:for|with|of|on|in)\b"
    rf"|{LEAD}(?:those|these|all those|all these|all of those|all of these) (?:\d )?"
    r"(?:statistics|stats|figures|numbers|measures) (?:for|with|of|on|in)\b"
)


def same_figures(sentence: Sentence) -> bool:
    """ "same for views", "the same statistics for sessions": measured as before."""
    return _SAME.match(sentence.text) is not None


def other_names(sentence: Sentence, last: Query) -> bool:
    """ "devices?" after "which sections are there": the names of another dimension."""
    bare = all(m.has("dimension", "segment_noun", "fill", "lead", "and", "prep") for m in sentence.mentions)
    return last.ask == "values" and bare and sentence.any("dimension")


def bare_figure(sentence: Sentence) -> bool:
    """ "reading time?", "now average searches": another figure, and nobody whose it is."""
    about = all(m.has("metric", "aggregate", "fill", "lead", "prep", "and") for m in sentence.mentions)
    return about and sentence.any("metric") and len(sentence) <= 4 and not sentence.any("what", "count")


def pronoun(sentence: Sentence, frame: Frame) -> bool:
    """ "how many clicks did he make": somebody spoken of before, where nobody is named."""
    own = sentence.any("noun", "people_all") or frame.segments or frame.where or frame.users
    words = set(sentence.text.split())
    return not own and bool(words & {"he", "she", "him", "his", "her", "hers", "they", "them", "their"})


def who_also(sentence: Sentence) -> bool:
    """ "who also read politics", "and who never read sport": more that is said of those of before."""
    if _NOR.match(sentence.text):
        return True
    words = [w for w in sentence.text.split() if w not in ("and", "ok", "now", "so", "only", "just", "but")]
    ends = words[-1:] == ["too"] or words[-2:] == ["as", "well"]
    return words[:1] in (["who"], ["that"], ["which"]) and (words[1:2] == ["also"] or ends)


_NOR = re.compile(
    r"and (?:who|that) (?:never|did not|didnt|do not|dont|have not|havent|were not|are not|had no|have no)\b"
)


def then(sentence: Sentence) -> bool:
    """ "total clicks then", "median then, and by hour": what was said before, changed."""
    return any(
        m.text == "then" and i > 0 and (i + 1 == len(sentence) or sentence.at(i + 1).breaks)
        for i, m in enumerate(sentence.mentions)
    )


def only_step(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "daily", "hour by hour please": the same figure by another step of time."""
    steps = len(frame.by) == 1 and frame.by[0] in TIMES and last.ask == "figures"
    return steps and all(m.has("dimension", "by", "fill", "lead", "and") for m in sentence.mentions)


def ranked_there(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "which hour is the busiest there", "which day was the strongest": the rows of before, ranked."""
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.users_measured
    ranks = frame.order is not None and bool(frame.by) and set(frame.by) <= set(last.by) and not named
    anew = frame.period or sentence.any("noun", "people_all")
    return ranks and (sentence.text.endswith(_THERE) or not anew)


def narrows_list(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "count clicks on mobile only" after users ranked by clicks: the same list, by some of their clicks."""
    same = last.ask == "users" and last.metrics == set(frame.metrics)
    only = sentence.any("only") and not (sentence.any("noun") or frame.by or frame.aggregates)
    return same and only and bool(last.order and frame.events)


_THERE = (" there", " then", " in there", " of these", " of those", " of them", " among them", " among these")


def only_narrows(sentence: Sentence, frame: Frame) -> bool:
    """ "only the ones who read science", "and those who never searched": who, and nothing of them."""
    figure = frame.metrics or frame.by or frame.counted or frame.aggregates or frame.changing or frame.trend
    if figure or not frame.where or sentence.any("count", "what", "cue"):
        return False
    pointed = sentence.any("only", "them") or any(m.text in ("one", "ones") for m in sentence.mentions)
    return pointed and not any(isinstance(a[0], Moved) for a in frame.where)
