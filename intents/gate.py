"""The gate: answered, clarify or unsupported.

A query is let through when every word that carries meaning is explained. What is left over, or a thing
this data does not hold, is a reason to decline; a word with several figures behind it is a reason to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intents.confidence import ANSWERED, Signs, confidence
from intents.mentions import Mention
from intents.query import Group, Measure, Query
from intents.reading import Reading
from intents.speech.preamble import asked_of, core_start, small_talk
from intents.understand.accounts import counts_parts, unanswered
from intents.understand.ago import day_or_unit
from intents.understand.frame import Frame, Sentence
from intents.understand.within import own_or_all
from intents.usage import common_words

_SOFT = {
    "fill", "label", "who", "prep", "what", "lead", "where_cue", "when_cue", "times", "and", "or", "by",
    "noun", "active", "only", "cue", "spend", "search_for", "search_verb", "from_where", "what_read", "them",
    "count", "plus", "segment_noun", "more", "at_least", "less", "at_most", "exactly", "between", "compare",
    "people_all", "desc", "asc", "flip", "side_by_side", "only_ever", "ago", "howmuch", "spearman", "pearson",
    "including_inactive", "glossary", "percent_sign", "daytype",
}  # fmt: skip
"""Kinds that may stand unexplained: they join, point or decorate."""
_MEANS = {
    "push", "email", "emails", "mail", "campaign", "campaigns", "notification", "notifications", "send",
    "ad", "ads",
}  # fmt: skip
"""Means of addressing people: naming one does not ask for its figures."""
_BARE = 2
"""Up to so many mentions an unclear word is the whole question: "how are we doing, would you say"."""
UNCLEAR = {
    "vague": ("clicks", "total_time", "active_days"),
    "bare_time": ("total_time", "time_per_article", "time_per_click"),
}
"""Words behind which several figures stand."""
OF_DAYS = ("users", "clicks", "views")
"""Figures of some days, where the days are all that is named."""

SURE = 0.9
"""From this probability on that it is of a kind the query answers, it is offered despite an unknown word."""
_NARROWED = ("noun", "metric", "value", "segment", "dimension", "count", "aggregate", "segment_noun")
"""Kinds that a word beside them can narrow down ("male users", "clicks abroad")."""
EXPECTED = 3.0
"""A reading that surprises the witness less, unknown words and all, is offered without them."""
LIKELIER_THAN_NOT = 0.5
ELSEWHERE = 0.9
"""Where the classifier holds it for something else with this probability, days alone ask nothing."""
DISSENT = 0.1
"""A reading is asked back when the classifier gives its kinds of question less than this probability."""
TOO_FEW = 2
"""Of so few words the models can tell nothing ..."""
UNHEARD_OF = 0.1
"""... but that a reading is less likely right than this."""
SURPRISING = 5.0
"""Where a reading surprises the witness more than this, a likelier one is looked for."""


@dataclass(frozen=True)
class Doubt:
    """What the classifier and the witness think of a question and its reading."""

    out_of_scope: float = 0.0
    """Probability that it is about something else."""
    classified: bool = False
    """True when only the classifier said what is asked."""
    carried: bool = False
    """True for a follow-up."""
    agreed: float = 1.0
    """Probability that it is of a kind that the query answers."""
    surprise: float = 0.0
    """How unlikely the witness finds the parts of the query, in nats."""
    unchanged: bool = False
    """True for a follow-up that changes nothing in the query before."""
    rival: Query | None = None
    """A query that it finds far likelier, and that answers all the words, too."""


def gate(
    text: str,
    query: Query | None,
    sentence: Sentence,
    frame: Frame,
    rebuild: Callable[[str, str], Query | None],
    doubt: Doubt,
) -> Reading:
    """The reading of a question; `rebuild` makes the query anew with a metric, and how it is summed up."""
    first = core_start(sentence, query is not None)
    if refused := _refused(text, query, sentence, frame, first):
        return refused
    advised = query is not None and query.ask == "advice"  # "how could we get them more engaged"
    if not advised and (choices := _unclear(sentence, frame, rebuild)):
        return Reading(text, choices=choices)
    if query is None and doubt.out_of_scope < ELSEWHERE and _only_days(sentence, frame):
        choices = _each_way(OF_DAYS, "sum", rebuild)
        outside = _outside(choices[0], sentence) if choices else ""
        return Reading(text, reason=outside) if outside else Reading(text, choices=choices)
    unread = [(i, m) for i, m in _unread(sentence, first) if not m.has("topic")]
    if query is not None:
        unread = [(i, m) for i, m in unread if not counts_parts(sentence, i, query)]
    if advised:
        unread = [(i, m) for i, m in unread if not m.has("vague")]
    left = tuple(m.text for _, m in unread)
    if query is not None and (reason := _outside(query, sentence)):
        return Reading(text, reason=reason)
    if query is not None and left and _likely_without(sentence, [i for i, _ in unread], doubt):
        return Reading(text, choices=(query,), left_over=left)  # "did you mean", without those words
    if query is None or left:
        return Reading(text, reason=_not_understood(left), left_over=left)
    return _weighed(text, query, sentence, frame, doubt)


def _refused(text: str, query: Query | None, sentence: Sentence, frame: Frame, first: int) -> Reading | None:
    """The reason not to answer that the words give, whatever the query is."""
    asked = [m for i, m in _unread(sentence, 0) if i >= first or asked_of(sentence, i, first)]
    topics = [m for m in asked if m.has("topic")]
    if query is not None and query.ask in ("advice", "distinction"):
        topics = [m for m in topics if m.text not in _MEANS]
    if topics:
        missing = topics[0].get("topic")
        return Reading(
            text, reason=f"There is no data on {missing} here.", left_over=tuple(m.text for m in topics)
        )
    if frame.doubts:
        return Reading(text, reason=frame.doubts[0])
    if frame.end is not None:
        return Reading(text, reason=f"By what should the {frame.end.side} {frame.end.amount:g} % be picked?")
    return None


def _weighed(text: str, query: Query, sentence: Sentence, frame: Frame, doubt: Doubt) -> Reading:
    """A query that has all the words: answered, or asked back where something speaks against it."""
    if either := day_or_unit(query, frame, sentence.vocabulary) or own_or_all(query, frame):
        return Reading(text, choices=either)
    if _strange(query, sentence, frame, doubt):
        return Reading(text, reason=_not_understood(()), confidence=1 - doubt.out_of_scope)
    if _whole(query) and not doubt.carried:
        return Reading(text, reason="That would be 100 % of all users; say which of them are meant.")
    sure = confidence(_signs(sentence, doubt))
    heard = len(sentence) > TOO_FEW
    dissent = heard and doubt.agreed < DISSENT
    if dissent or unanswered(sentence, query) or (doubt.unchanged and _asks_more(sentence)):
        return Reading(text, choices=(query,), confidence=sure)  # "did you mean"
    if sure < (ANSWERED if heard else UNHEARD_OF):
        return Reading(text, choices=(doubt.rival, query) if doubt.rival else (query,), confidence=sure)
    return Reading(text, query, confidence=sure)


def _whole(query: Query) -> bool:
    """ "what share of readers comes back": of all users all, where the words for a part were not read."""
    shares = query.ask == "figures" and query.measures == (Measure("users", "share"),)
    return shares and query.groups == (Group(),) and not (query.by or query.period or query.baseline)


def _signs(sentence: Sentence, doubt: Doubt) -> Signs:
    unexplained = sentence.used.count(False)
    return Signs(doubt.surprise, doubt.agreed, doubt.out_of_scope, doubt.carried, len(sentence), unexplained)


def _likely_without(sentence: Sentence, unread: list[int], doubt: Doubt) -> bool:
    """The unknown words only colour what is surely asked, or the witness expects the query all the same."""
    if doubt.agreed >= SURE and all(_colours(sentence, i) for i in unread):
        return True
    return doubt.surprise < EXPECTED and doubt.agreed > LIKELIER_THAN_NOT


def _asks_more(sentence: Sentence) -> bool:
    """ "who read the first one", "the other way round": words passed over by what changes nothing."""
    return (
        sentence.any("not", "flip")
        or any(
            not sentence.used[i]
            and (m.number is not None or m.has("ordinal", "more", "less", "desc", "asc", "compare"))
            for i, m in enumerate(sentence.mentions)
        )
        or sentence.text.split()[-1:] in (["one"], ["ones"])
    )


def _outside(query: Query, sentence: Sentence) -> str:
    """Why a period cannot be answered that lies wholly outside the data; "" for the others."""
    first, last = sentence.vocabulary.first_day, sentence.vocabulary.as_of
    for period in (query.period, query.baseline):
        if period is not None and (period.last < first or period.first > last):
            return (
                f"{period.first} to {period.last} lies outside the data, which runs from {first} to {last}."
            )
    return ""


def _strange(query: Query, sentence: Sentence, frame: Frame, doubt: Doubt) -> bool:
    """The classifier holds it for something else, and no word of the question names a figure or a group."""
    changed = frame.period or frame.point or frame.aggregates or frame.compared or frame.events
    named = (
        frame.metrics
        or frame.counted
        or frame.users_measured
        or frame.segments
        or frame.users
        or frame.where
        or frame.events
        or frame.order
        or (doubt.carried and (changed or sentence.any("flip", "swap") or _takes_back(sentence, doubt)))
    )
    return (doubt.out_of_scope > 0.5 and query.ask == "figures" and not (named or frame.by)) or (
        doubt.classified and doubt.out_of_scope > 0.2
    )


def _takes_back(sentence: Sentence, doubt: Doubt) -> bool:
    """ "drop desktop": a follow-up whose "not" was explained, and which changed something."""
    explained = any(sentence.used[i] for i, m in enumerate(sentence.mentions) if m.has("not"))
    return explained and not doubt.unchanged


def _not_understood(left: tuple[str, ...]) -> str:
    if not left:
        return "This does not read as a question about the users, their segments or what they do."
    names = ", ".join(f'"{word}"' for word in left[:4])
    return f"I do not know what {names} means here."


def _unread(sentence: Sentence, first: int) -> list[tuple[int, Mention]]:
    """The mentions from `first` on that carry meaning and were not explained."""
    found = []
    for i, mention in enumerate(sentence.mentions):
        if i < first or sentence.used[i]:
            continue
        if mention.has("not") and _manner_of_asker(sentence, i):
            continue
        if not mention.known and mention.text.endswith("ly") and mention.text in common_words():
            continue  # an adverb colours, it does not name
        unknown = not mention.known or mention.number is not None
        kinds = {s.kind for s in mention.senses}
        meant = bool(kinds) and not kinds & _SOFT
        weak = (
            mention.get("dimension") in ("day", "week", "month", "hour")
            or "aggregate" in kinds
            or "movement" in kinds
        )
        if (unknown and not small_talk(sentence, i)) or (meant and not weak):
            found.append((i, mention))
    return found


def _colours(sentence: Sentence, i: int) -> bool:
    """ "I'm afraid", "quite sufficient": plain English beside nothing that it could narrow down."""
    mention = sentence.at(i)
    if mention.known or mention.quoted or not mention.text.isalpha() or mention.text not in common_words():
        return False
    after, before = sentence.at(i + 1), sentence.at(i - 1)
    narrows = after.has(*_NARROWED) and not after.breaks
    narrows |= before.has("prep", "who", "by", "not", "and", "or", *_NARROWED) and not mention.breaks
    return not narrows


def _manner_of_asker(sentence: Sentence, i: int) -> bool:
    """ "I don't know what to type", "I haven't looked": a "not" about the asker."""
    before = sentence.at(i - 1).text.split()[-1:]
    return before in (["i"], ["we"], ["you"], ["im"])


def _unclear(
    sentence: Sentence, frame: Frame, rebuild: Callable[[str, str], Query | None]
) -> tuple[Query, ...]:
    """The readings of a word that stands for several metrics, when no metric is named."""
    if frame.metrics or (frame.users_measured and not frame.implied_users):
        return ()
    for kind, metrics in UNCLEAR.items():
        if sentence.has_open(kind) and (
            frame.aggregates
            or frame.listed
            or sentence.any("noun")
            or frame.implied_users
            or frame.order
            or frame.compared
            or frame.period
            or frame.segments
            or frame.by
            or frame.where
            or len(sentence) <= _BARE
        ):
            return _each_way(metrics, "mean", rebuild)
    return ()


def _each_way(
    metrics: tuple[str, ...], aggregate: str, rebuild: Callable[[str, str], Query | None]
) -> tuple[Query, ...]:
    found = [rebuild(metric, aggregate) for metric in metrics]
    return tuple(dict.fromkeys(q for q in found if q is not None))


def _only_days(sentence: Sentence, frame: Frame) -> bool:
    """ "compare this week with last week", "how was yesterday": what of these days is left open."""
    plain = ("compare", "what", "who", "prep", "and")
    return (
        frame.period is not None
        and all(
            m.time is not None or sentence.is_filler(i) or m.has(*plain)
            for i, m in enumerate(sentence.mentions)
        )
        and not _TALK & set(sentence.text.split())
    )


_TALK = {"you", "your", "u", "ur", "i", "my"}
"""Words with which days are spoken of to somebody: "how was your week"."""
