"""Demands of a question that its query does not show: the last check before an answer.

Reading takes words for explained one by one; here the finished query is held against the words again. A
number that is nowhere in it, a comparison that compares nothing or a second "how many" without a figure of
its own means that the question was read as a simpler one.
"""

from __future__ import annotations

from collections.abc import Iterator

from intents.mentions import Mention
from intents.query import MEASURED, TIMED, TIMES, Condition, Filter, Has, Moved, Query, Threshold, Top
from intents.understand.comparing import told_to_move
from intents.understand.frame import Sentence
from intents.understand.named_values import points_at_either
from intents.understand.usual_days import usual_days

_COMPARED = ("compare", "more", "less", "at_most", "at_least")
"""Kinds that set one thing against another, or a figure against a bound."""
_OTHER_ASKS = {"advice", "correlation", "definition", "distinction", "data", "method", "names"}
"""Cues that no figure and no list answers."""


def unanswered(sentence: Sentence, query: Query) -> tuple[str, ...]:
    """The words of the question that the query has no answer to; empty when all are answered."""
    if query.ask not in (*MEASURED, "users"):
        return ()
    checks = (
        _numbers,
        _alternatives,
        _comparisons,
        _changes,
        _orders,
        _counts,
        _ratios,
        _occasions,
        _average_days,
        _moves,
        _asks,
    )
    return tuple(dict.fromkeys(m.text for check in checks for m in check(sentence, query)))


def _conditions(query: Query) -> list[Condition]:
    groups = (*query.groups, *([query.base] if query.base else ()))
    return [c for group in groups for any_of in group.where for c in any_of]


def _filters(query: Query) -> list[Filter]:
    conditions = _conditions(query)
    on_users = [c.filter for c in conditions if isinstance(c, Has)]
    return [*query.events, *on_users, *(f for c in conditions if isinstance(c, Threshold) for f in c.events)]


def _numbers(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """Numbers that are no limit, bound, amount, percentile, hour or id of the query."""
    found: set[float | None] = {query.limit}
    for condition in _conditions(query):
        if isinstance(condition, Threshold):
            found |= {condition.low, condition.high}
        elif isinstance(condition, Top):
            found.add(condition.amount)
    bounds = {b for b in found if b is not None}
    ids = {query.subject, *(u for group in query.groups for u in group.users)}
    hours = any(f.dimension == "hour" for f in _filters(query))
    percentiles = {m.aggregate for m in query.measures}
    stretches = [period for period in (query.period, query.baseline) if period is not None]
    days = {float(day.day) for period in stretches for day in (period.first, period.last)}
    for i, mention in enumerate(sentence.mentions):
        number = mention.number
        if number is None or number in (1, len(sentence.vocabulary.segments)) or mention.text in ids or hours:
            continue
        if sentence.used[i] and mention.breaks | sentence.at(i - 2).breaks and number in days:
            continue  # "the first half of October (1 to 15)"
        if counts_parts(sentence, i, query):
            continue
        people = sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("metric", "dimension")
        if people and query.limit == number and query.ask == "figures":
            yield mention  # "top 5 users per segment": the rows are no users
            continue
        scaled = {number, number * 7, number * 30, number * 60, number * 3600, number - 1, number + 1}
        if scaled & bounds or (number == 50 and "median" in percentiles):
            continue
        if percentiles & {f"p{cut:g}" for cut in (number, 100 - number, 50 - number / 2)}:
            continue  # "to be in the top 10 %", "the middle half"
        if not sentence.at(sentence.before(i)).has("not") and not mention.has("ordinal"):
            yield mention


def _alternatives(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "how many came from either", where nothing in the query is one of several."""
    several = len(query.group.segments) > 1 or any(len(f.values) > 1 for f in _filters(query))
    several |= any(len(any_of) > 1 for group in query.groups for any_of in group.where)
    if several or sentence.any("not"):
        return
    yield from (m for i, m in enumerate(sentence.mentions) if points_at_either(sentence, i))


_SEGMENTS = ("segments", "tiers")
_PARTS = (*_SEGMENTS, "numbers", "number", "figures", "stats", "statistics", "values", "things")


def counts_parts(sentence: Sentence, i: int, query: Query) -> bool:
    """ "two numbers: median and p90", "sport or science, which of the two": how many things the query has."""
    number, after = sentence.at(i).number, sentence.at(i + 1).text.split(" ")[0]
    pointed = sentence.text_before(i).endswith(("of the", "of these")) and not sentence.at(i + 1).has(
        "segment_noun"
    )
    those = sentence.at(i - 1).text.split(" ")[-1] in ("those", "these", "the")
    if those and after == "days" and query.period is not None:
        return query.period.days == number  # "in those three days"
    if number is None or number < 2 or not (after in _PARTS or pointed):
        return False
    if after in _SEGMENTS:
        groups = (query.base,) if query.base else query.groups
        return number in {len(group.segments) for group in groups}
    profiled = 2 if query.ask == "profile" else 0  # "its mean, the mean of all users, the ratio of the two"
    return number in {
        profiled,
        len(query.measures),
        len(query.groups),
        *(len(f.values) for f in _filters(query)),
    }


def _comparisons(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """Words that compare, where the query compares nothing."""
    conditions = _conditions(query)
    bounded = any(isinstance(c, Threshold | Top | Moved) for c in conditions)
    earlier = query.baseline is not None or query.baseline_as_of is not None
    against = query.compared or earlier or len(query.groups) > 1 or query.base is not None
    several = len(query.by) > 1 or "segment" in query.by or len(query.measures) > 1
    if against or several or bounded:
        return
    for i, mention in enumerate(sentence.mentions):
        compares = mention.has("compare") and not mention.has("segment", "fill", "by")
        once = mention.has("at_least") and sentence.at(i + 1).text in ("one", "once", "a", "an")
        bounds = not sentence.used[i] and mention.has(*_COMPARED) and mention.text != "over" and not once
        if compares or bounds:
            yield mention


def _changes(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """Words that a figure rose or fell, where no two times are held against each other."""
    bounded = any(isinstance(c, Moved | Threshold) for c in _conditions(query))
    course = set(query.by) & {*TIMES, "as_of"} or query.ask == "correlation"
    if query.baseline or query.baseline_as_of or bounded or course:
        return
    for i, mention in enumerate(sentence.mentions):
        between_two = mention.text in ("change", "growth") and sentence.at(i + 1).text in ("in", "of")
        between_two |= mention.text == "changed" and sentence.at(0).text == "how"
        if not sentence.used[i] and (between_two or told_to_move(mention)):
            yield mention


_EXTREMES = ("most", "least", "fewest", "highest", "lowest", "biggest", "smallest", "heaviest")


def _orders(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "the reader with the most clicks": where nothing is ranked and no end of an order is taken."""
    ends = any(m.aggregate in ("max", "min") for m in query.measures)
    picked = any(isinstance(c, Top | Threshold) for c in _conditions(query))
    if query.ask != "figures" or query.order or query.by or query.compared or ends or picked:
        return
    yield from (m for m in sentence.mentions if m.text in _EXTREMES and not m.has("segment"))


def _counts(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """A second "how many" where one figure is given."""
    counts = [m for m in sentence.mentions if m.has("count") and m.text.startswith(("how ", "number of"))]
    several = len(query.measures) > 1 or len(query.groups) > 1 or query.by
    if len(counts) > 1 and not (several or query.baseline or query.baseline_as_of):
        yield counts[1]


def _ratios(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "clicks per session": one metric over another, where the query has the two side by side."""
    for i, mention in enumerate(sentence.mentions):
        below = sentence.at(i + 1).get("metric")
        if mention.text == "per" and len(query.measures) > 1 and below in {m.metric for m in query.measures}:
            yield mention


def _asks(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """Words for another kind of answer: "link between", "counts as", "what data"."""
    if query.ask == "correlation":
        return
    for i, mention in enumerate(sentence.mentions):
        kinds = {s.value.partition(".")[0] for s in mention.senses if s.kind == "cue"}
        if kinds == {"names"} and (query.ask == "users" or query.by):
            continue  # "who is it? names please", "name the five sources"
        if mention.text in _FORMS and query.by:
            continue  # "an hour-by-hour table of clicks"
        if mention.text.endswith(" as") and sentence.at(i + 1).has("segment"):
            continue  # "how many readers count as inactive"
        if not sentence.used[i] and kinds and kinds <= _OTHER_ASKS and not sentence.is_filler(i):
            yield mention


def _average_days(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "clicks on an average day": one figure, where rows tell it of every weekday or week."""
    if "hour" in query.by or any(f.dimension == "weekday" for f in _filters(query)):
        return
    yield from (sentence.at(i + 1) for i in usual_days(sentence))


_MOVES = ("stay", "stays", "staying", "stick around", "leave", "leaves", "leaving")
"""Movement that is asked about, where the same words of other times also colour."""


def _moves(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "how many people leave us": where the query counts those who are here."""
    if any(isinstance(c, Moved) for c in _conditions(query)) or {m.metric for m in query.measures} != {
        "users"
    }:
        return
    yield from (m for i, m in enumerate(sentence.mentions) if m.text in _MOVES and not sentence.used[i])


_FORMS = ("table", "tables", "list", "lists")
"""Words for rows, where the query has some."""


def _occasions(sentence: Sentence, query: Query) -> Iterator[Mention]:
    """ "when", "spent", "searching for": where no row is a time, no figure a length, no term is named."""
    timed = {*query.by, *(f.dimension for f in _filters(query))} & set(TIMES)
    times = timed or query.period is not None or any(m.metric == "recency" for m in query.measures)
    spent = {m.metric for m in query.measures} & set(TIMED)
    spent |= {c.metric for c in _conditions(query) if isinstance(c, Threshold | Top)} & set(TIMED)
    dated = times or any(m.metric == "recency" for m in query.measures)
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i]:
            continue
        asks_when = mention.has("when_cue") and not any(m.breaks for m in sentence.mentions[i:])
        asks_how_long = mention.has("spend") and mention.text.startswith("spen")
        if (asks_when and not dated) or (asks_how_long and not spent):
            yield mention
