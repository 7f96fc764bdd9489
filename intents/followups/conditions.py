"""Follow-ups with which a condition of the question before holds no longer: "drop the mobile bit"."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from intents.followups.leads import LEAD, TAIL
from intents.query import MEASURED, Filter, Group, Has, Query, Threshold, filters, with_where
from intents.understand.frame import Frame, Sentence

NO_LONGER = (
    r"drop|remove|lose|ditch|scrap|omit|exclude|get rid of|toss|undo|lift|skip|"
    r"forget(?: about)?|never mind"
)
"""Verbs that take back what was said before, or take out some of it."""
LETS_GO = (
    "drop", "forget", "forget the", "forget about", "forget about the", "lose", "remove", "scrap", "undo",
    "take out", "take off", "leave out", "ditch", "lift", "no more", "skip", "never mind the",
    "never mind", "no",
)  # fmt: skip
"""The same as mentions, where the follow-up says something else, too."""
CONDITION = (
    "condition", "conditions", "filter", "filters", "restriction", "bit", "part", "limit", "limitation",
    "requirement", "threshold", "bar", "minimum", "maximum", "bound", "criterion", "constraint",
)  # fmt: skip
"""Nouns for what narrowed the question before."""
_EVERY = ("all", "every", "any", "all the", "any of the")
_WIDENS = {
    "hour": r"(?:the )?(?:whole|entire|full) day|all day(?: long)?|all hours|any hour"
    r"|(?:at )?any time(?: of (?:the )?day)?|all times of (?:the )?day|(?:a)?round the clock",
    "weekday": r"(?:any|every) day(?: of the week)?|all (?:the )?days(?: of the week)?|any weekday"
    r"|all weekdays|(?:the )?(?:whole|entire|full) week"
    r"|all week(?: long)?",
}
"""Dimension of time → words that let go of what was picked of it."""
_KEEPS = r"(?:,? (?:but )?(?:keep|leave) (?:all )?(?:the rest|everything else)(?: as is)?)?"
_NO_CONDITION = re.compile(
    rf"{LEAD}(?:without|no|take (?:out|off|away)|leave out|never mind|{NO_LONGER})\b.*"
    rf"\b(?:{'|'.join(CONDITION)})(?: (?:on|for|about) (?:the )?\w+(?: \w+)?)?"
    rf"(?: (?:please|pls|again|then|out|off|away|now))*{_KEEPS}"
    r"(?: (?:how many|how much|what) (?:would|is|are|does|do|will) (?:it|that|this|there|they|we)\b.*)?"
)


def widened(last: Query, sentence: Sentence) -> Query | None:
    """ "the whole day please" after some of its hours: all of them."""
    if last.ask not in (*MEASURED, "users"):
        return None
    if _OVERALL.fullmatch(sentence.text):
        return _of_all(last)
    for dimension, words in _WIDENS.items():
        if re.fullmatch(rf"{LEAD}(?:{words}){TAIL}", sentence.text):
            query = without(last, [dimension])
            return None if query == last else query
    return None


_OVERALL = re.compile(rf"{LEAD}(?:overall|across the board|on the whole){TAIL}")


def _of_all(last: Query) -> Query | None:
    """ "overall" after rows, or after what is picked by one thing: one figure of all there is."""
    picked = [name for name in (last.events, last.group.where, last.group.segments) if name]
    shared = any(m.aggregate == "share" for m in last.measures) or last.group.users
    if last.ask != "figures" or len(last.groups) > 1 or shared or last.baseline is not None:
        return None
    if last.by and not picked:
        return replace(last, by=(), compared=False, order=None, limit=None)
    return replace(last, events=(), groups=(Group(),)) if len(picked) == 1 else None


def without_condition(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "forget the searches bit", "drop the sport condition": what was said of it holds no longer."""
    figure = _NO_MORE.fullmatch(sentence.text) and _picked_by(last, sentence)
    if not (_NO_CONDITION.fullmatch(sentence.text) or figure) or frame.period or frame.segments:
        return None
    bounds = [c.metric for a in frame.where for c in a if isinstance(c, Threshold)]
    metrics = {*frame.metrics, *bounds, *(m.get("metric") for m in sentence.mentions)} - {None}
    named = frame.filters()
    query = _without_filters(last, named) if named else without_bounds(last, metrics)
    if figure and not named:
        query = without(query, [dimension for m, dimension in _MET_BY.items() if m in metrics])
    return query if query != last else None


def _picked_by(last: Query, sentence: Sentence) -> bool:
    """ "forget the searches" after people who searched for something: no figure, but what picks them."""
    named = {m.get("metric") for m in sentence.mentions} - {None}
    bounds = {c.metric for a in last.group.where for c in a if isinstance(c, Threshold)}
    met = {f.dimension for f in filters(last)}
    picked = named & bounds or {_MET_BY.get(str(metric)) for metric in named} & met
    return bool(picked) and not named & last.metrics


_NO_MORE = re.compile(rf"{LEAD}(?:never mind|{NO_LONGER}) (?:the )?\w+(?: \w+)?")
_MET_BY = {"searches": "term", "views": "section", "articles": "section"}
"""Metric → the dimension of what users met by such events."""


def _without_filters(last: Query, named: list[Filter]) -> Query:
    """The query without its filters on these values, whether they picked or excluded them."""
    values = {(f.dimension, v) for f in named for v in f.values}

    def gone(filter: Filter) -> bool:
        return {(filter.dimension, v) for v in filter.values} <= values

    where = (a for a in last.group.where if not (isinstance(a[0], Has) and gone(a[0].filter)))
    return with_where(replace(last, events=tuple(f for f in last.events if not gone(f))), where)


def let_go(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "drop the mobile bit", "no not culture, I meant opinion", "all sections again": without that filter.

    What the follow-up says of it is explained and leaves the frame.
    """
    freed = [d for d in _filtered(last) if _freed(sentence, frame, d)]
    if freed:
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.text in LETS_GO))
    for dimension in freed:
        frame.by = [d for d in frame.by if d != dimension or d in last.by]
    for negated in [f for f in frame.filters() if _is_taken_back(f, last, sentence, frame)]:
        _forget(frame, negated)
        if one_of_several(negated, last):
            last = without_value(last, negated)
            frame.also = True  # "not twitter, linkedin" after both twitter and the newsletter
        else:
            freed.append(negated.dimension)
    last = _without_period(last, sentence, frame)
    for i, _ in list(sentence.open("not")):
        whom = sentence.after(i, "only")
        if frame.segments and sentence.at(whom).has("people_all"):
            sentence.use(i, whom or i)  # "fans, not everybody"
            frame.everyone = False
    return without(last, freed)


def one_of_several(named: Filter, last: Query) -> bool:
    """True where users of before met another value of the dimension, too."""
    met = [c.filter for a in last.group.where for c in a[:1] if isinstance(c, Has)]
    return any(f.dimension == named.dimension and f.values != named.values for f in met)


def without_value(query: Query, named: Filter) -> Query:
    """The query whose users need not meet this one value."""
    where = tuple(
        a for a in query.group.where if not (isinstance(a[0], Has) and a[0].filter.values == named.values)
    )
    return with_where(query, where)


def _without_period(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "drop the october bit": the days of before are let go of."""
    times = [i for i, m in enumerate(sentence.mentions) if m.time is not None]
    told = any(_let_go_before(sentence, i) for i in times)
    if len(times) != 1 or not told or last.period is None or frame.period not in (last.period, None):
        return last
    sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.text in LETS_GO))
    frame.period = frame.point = None
    return replace(last, period=None, baseline=None)


def _filtered(query: Query) -> list[str]:
    """The dimensions whose values the query picks."""
    return list(dict.fromkeys(f.dimension for f in filters(query)))


def _freed(sentence: Sentence, frame: Frame, dimension: str) -> bool:
    """ "all sections", "any device", "weekends against weekdays": no value of it is picked any longer."""
    if dimension == "weekday" and "daytype" in frame.by:
        return not any(f.dimension == dimension for f in frame.filters())
    return any(
        m.get("dimension") == dimension
        and not m.has("value")  # "drop desk": desktop, and no section
        and (sentence.at(i - 1).text in _EVERY or _let_go_before(sentence, i))
        for i, m in enumerate(sentence.mentions)
    ) and not any(f.dimension == dimension for f in frame.filters())


def _let_go_before(sentence: Sentence, i: int) -> bool:
    """A word of letting go stands before the mention, or nothing but fillers between."""
    return sentence.at(sentence.before(i)).text in LETS_GO or sentence.at(i - 1).text in LETS_GO


def _is_taken_back(named: Filter, last: Query, sentence: Sentence, frame: Frame) -> bool:
    """True for a value that is excluded though the question before picked just it."""
    same = any(f.dimension == named.dimension and set(f.values) == set(named.values) for f in filters(last))
    excluded = named.negated or any(
        isinstance(c, Has) and c.negated and c.filter == named for any_of in frame.where for c in any_of
    )
    others = any(f.dimension == named.dimension and f != named for f in frame.filters())
    dropped = any(m.text in (*LETS_GO, *CONDITION) for m in sentence.mentions)
    return same and excluded and (others or dropped)


def takes_back(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "never mind sundays, but only people on tablet": something of before is let go."""
    return any(_is_taken_back(f, last, sentence, frame) for f in frame.filters())


def _forget(frame: Frame, filter: Filter) -> None:
    frame.events = [f for f in frame.events if f != filter]
    frame.where = [
        any_of for any_of in frame.where if not any(isinstance(c, Has) and c.filter == filter for c in any_of)
    ]


def without(query: Query, dimensions: list[str]) -> Query:
    """The query with no filter on the dimensions, of events or of users."""
    if not dimensions:
        return query
    where = tuple(
        any_of
        for any_of in query.group.where
        if not any(isinstance(c, Has) and c.filter.dimension in dimensions for c in any_of)
    )
    events = tuple(f for f in query.events if f.dimension not in dimensions)
    return with_where(replace(query, events=events), where)


def without_bounds(query: Query, metrics: Set[str | None]) -> Query:
    """The query with no bound on these metrics."""
    where = query.group.where
    return with_where(
        query, (a for a in where if not (isinstance(a[0], Threshold) and a[0].metric in metrics))
    )
