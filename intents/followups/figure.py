"""Follow-ups about the figure of before: another kind of it, a group, those of whom it does not hold."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.group import over_groups
from intents.followups.leads import LEAD
from intents.query import MEASURED, TIMES, Has, Measure, Query, Threshold, with_segments
from intents.understand.frame import Frame, Sentence

_DID_NOT = re.compile(
    rf"{LEAD}how many(?: of (?:them|those|these))?(?: users| readers| people)? "
    r"(?:never(?: (?:did|do|have|has|ever|ever did|even did))?|did not|didnt|didn't|do not|dont|don't|"
    r"have not|havent|haven't|had not|hadnt|were not|werent|weren't|are not|arent|aren't)"
    r"(?: so| it| that| ever)?"
)
_PER = re.compile(r"(?:.* )?(?<!not )(?<!not by )(?<!not the )per (click|article)\b.*")
_PER_METRIC = {"click": "time_per_click", "article": "time_per_article"}
_ALL_TOGETHER = ("combined", "taken together", "together", "put together", "all together", "altogether")
_EVERYONE = re.compile(
    rf"{LEAD}(?:all together|altogether|all of them(?: together)?|all (?:three|3)(?: together)?)"
)
_PEOPLE = r"(?:readers|users|people|visitors|the readers|the users|the people)"
_PEOPLE_INSTEAD = re.compile(
    rf".*\b{_PEOPLE} (?:rather than|instead of|not|and not|but not|as opposed to) (?:about )?"
    r"(?:the )?\w+(?: \w+)?"
)
_THAT_FIGURE = re.compile(
    r"\b(?:that|this|those|these|same) (?:same )?"
    r"(?:share|percentage|proportion|part|slice|number|figure|count|total|percentile|quartile|median|average)s?\b"
)
_NARROWS = re.compile(
    rf"{LEAD}(?:please )?(?:restrict|limit|narrow|tighten|confine|cut|keep) "
    r"(?:this|that|it|them)(?: down)? to\b"
)


def of_the_figure(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """True for a follow-up that one of the rules of this module reads."""
    return last.ask in MEASURED and (
        _did_not(sentence, last)
        or _per_what(sentence, last) is not None
        or _people_instead(sentence, frame, last)
        or _furthest(sentence, frame, last) is not None
        or _which_group(sentence, frame, last)
        or _all_segments(sentence, frame, last)
        or _that_figure(sentence, frame)
        or _again(sentence, frame)
        or bool(_NARROWS.match(sentence.text))
    )


def other_figure(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The last query as such a follow-up changes it; None for other follow-ups."""
    if last.ask not in MEASURED:
        return None
    if _did_not(sentence, last):
        *kept, (met,) = last.group.where
        turned = replace(met, negated=True) if isinstance(met, Has) else met
        return replace(last, groups=(replace(last.group, where=(*kept, (turned,))),))
    if metric := _per_what(sentence, last):
        return replace(last, measures=tuple(replace(m, metric=metric) for m in last.measures))
    if _people_instead(sentence, frame, last):
        return replace(last, measures=(Measure("users", "count"),))
    if (end := _furthest(sentence, frame, last)) is not None:
        return replace(last, measures=(replace(last.measures[0], aggregate=end),))
    if _which_group(sentence, frame, last):
        (metric,) = frame.metrics
        return replace(last, measures=(Measure(metric, "mean"),), order=frame.order)
    if _all_segments(sentence, frame, last):
        by = ("segment", *(d for d in last.by if d != "segment"))
        measures = over_groups(last.measures)
        return replace(with_segments(last, ()), by=by, measures=measures, compared=False)
    return None


def read_figure(last: Query, sentence: Sentence, frame: Frame) -> None:
    """What only points at the figure of before leaves the frame: "that share in may", "taken together"."""
    if last.ask not in MEASURED:
        return
    if _that_figure(sentence, frame):
        frame.aggregates, frame.counted, frame.users_measured = [], False, False
    if last.metrics == {"users"} and last.group.segments and _EVERYONE.fullmatch(sentence.text):
        frame.aggregates, frame.everyone = [], True
    joined = any(m.has("aggregate") and m.text in _ALL_TOGETHER for m in sentence.mentions)
    if joined and frame.aggregates == ["sum"] and (frame.events or frame.where) and not frame.metrics:
        frame.aggregates = []  # "science and technology taken together": the values, not the figures
    _read_days_bound(last, sentence, frame)
    _read_percentile(last, sentence, frame)


def _read_percentile(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and the 95th?", "that same percentile of active days" after a percentile: another, or of another."""
    before = [m.aggregate for m in last.measures if m.aggregate[0] == "p" and m.aggregate[1:].isdigit()]
    if not before:
        return
    if frame.aggregates == ["distribution"] and _THAT_FIGURE.search(sentence.text):
        frame.aggregates = list(dict.fromkeys(before))
    for i, mention in sentence.open("ordinal"):
        if mention.number is not None and 1 < mention.number < 100 and not frame.aggregates:
            frame.aggregates = [f"p{int(mention.number)}"]
            sentence.use(i)
            return


def _did_not(sentence: Sentence, last: Query) -> bool:
    """ "and how many never did": those of whom the last thing said does not hold."""
    where = last.group.where
    met = where[-1][0] if where and len(where[-1]) == 1 else None
    counted = last.measures == (Measure("users", "count"),) and not last.by and len(last.groups) == 1
    told = isinstance(met, Has) and not met.negated
    return counted and told and bool(_DID_NOT.fullmatch(sentence.text))


def _per_what(sentence: Sentence, last: Query) -> str | None:
    """ "per click i mean, not per article": the other average of time."""
    found = _PER.fullmatch(sentence.text)
    metrics = last.metrics
    if (
        found is None
        or not metrics <= set(_PER_METRIC.values())
        or len(sentence) > 8
        or sentence.any("noun")
        or "time" in sentence.text
    ):
        return None
    metric = _PER_METRIC[found[1]]
    return None if metric in metrics else metric


def _furthest(sentence: Sentence, frame: Frame, last: Query) -> str | None:
    """ "and the highest?", "what is the longest" after a mean: the largest figure that one user has."""
    one = len(last.measures) == 1 and not last.by and len(last.groups) == 1 and not last.group.users
    statistic = (
        one and last.measures[0].metric != "users" and last.measures[0].aggregate not in ("sum", "share")
    )
    plain = ("desc", "asc", "what", "fill", "lead", "and", "prep")
    if not statistic or last.ask != "figures" or not all(m.has(*plain) for m in sentence.mentions):
        return None
    superlative = any(m.text in _SUPERLATIVES for m in sentence.mentions)
    return {"desc": "max", "asc": "min"}.get(frame.order or "") if superlative else None


_SUPERLATIVES = (
    "highest", "lowest", "longest", "shortest", "biggest", "smallest", "largest", "most", "fewest",
)  # fmt: skip


def _people_instead(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "I meant readers, not clicks", "if we count readers rather than clicks": users are counted."""
    named = frame.segments or frame.events or frame.by or frame.period or frame.aggregates
    figures = last.metrics
    said = {m.get("metric") for m in sentence.mentions if m.has("metric")}
    return not named and bool(figures & said) and bool(_PEOPLE_INSTEAD.fullmatch(sentence.text))


def _which_group(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "who of them clicks the most" after groups set side by side: one of the groups."""
    words = sentence.text.split()
    words = words[1:] if words[:1] in (["and"], ["so"]) else words
    asks = words[:1] == ["who"] or " ".join(words[:2]) in ("which of", "which group", "which one")
    by = frame.by and not (frame.by == ["segment"] and words[1:2] == ["group"])
    named = frame.segments or frame.where or frame.events or by or frame.period or frame.limit
    return asks and len(last.groups) > 1 and len(frame.metrics) == 1 and bool(frame.order) and not named


def _all_segments(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "now all segments" after figures of one of them: a row each."""
    bare = all(
        m.has("segment_noun", "fill", "lead", "only", "by", "and") or m.number for m in sentence.mentions
    )
    words = set(sentence.text.split())
    one = len(last.group.segments) == 1 and not last.group.users
    return one and frame.by == ["segment"] and bare and bool(words & {"all", "every", "each"})


def _that_figure(sentence: Sentence, frame: Frame) -> bool:
    """ "what was that share in september": the figure of before, on other days."""
    named = frame.metrics or frame.segments or frame.where or frame.by
    return bool(frame.period or frame.before_that) and not named and bool(_THAT_FIGURE.search(sentence.text))


def _again(sentence: Sentence, frame: Frame) -> bool:
    """ "headcount again", "the median again": another figure of the same, and nobody is named."""
    named = frame.segments or frame.where or frame.events or frame.by or frame.users
    said = frame.counted or frame.aggregates or frame.metrics
    return sentence.text.endswith(" again") and len(sentence) <= 4 and bool(said) and not named


_BAR = re.compile(
    r"\b(?:raise|lower|bar|threshold|bound|cut-?off|at least|at most|more than|fewer than|less than)\b"
)


def _read_days_bound(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "raise the bar to 25 days" after a bound on active days: days of that, and no period."""
    bounds = [a[0] for a in last.group.where if isinstance(a[0], Threshold)]
    days = [b for b in bounds if b.metric in ("active_days", "recency")]
    numbers = [i for i, m in enumerate(sentence.mentions) if m.number is not None]
    if not days or len(numbers) != 1 or frame.where or not _BAR.search(sentence.text):
        return
    i = numbers[0]
    if sentence.at(i + 1).text in ("day", "days"):
        frame.where.append((replace(days[-1], low=float(sentence.at(i).number or 0)),))
        frame.period, frame.by = None, [d for d in frame.by if d != "day"]
        sentence.use(*range(len(sentence)))


_FIGURE_FOR = re.compile(
    rf"{LEAD}(?:what|how) (?:would|is|was|does|did|will|do) (?:it|that|this)\b"
    r".* (?:for|among)\b.*"
)


def still_figure(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "what would it be for Business": "it" is nobody; "what share is that": of the course's end."""
    _use_number_before(last, sentence)
    if _FIGURE_FOR.fullmatch(sentence.text):
        frame.them = False
    shared = frame.aggregates == ["share"] and sentence.text.endswith((" is that", " is this"))
    course = len(last.by) == 1 and last.by[0] in ("as_of", *TIMES)
    counted = last.ask == "figures" and last.metrics == {"users"}
    if shared and course and counted and last.by == ("as_of",):
        return replace(last, by=(), period=None, order=None, limit=None)
    return last


def _use_number_before(last: Query, sentence: Sentence) -> None:
    """ "how did the two of them stand", "the same three statistics": as many as there were before."""
    rows = [len(f.values) for f in last.events if f.dimension in last.by]
    rows += [len(last.group.segments)] if "segment" in last.by else []
    compared = len(last.groups) if len(last.groups) > 1 else sum(rows)
    several = {compared, len(last.measures) if len(last.measures) > 1 else compared}
    for i, mention in enumerate(sentence.mentions):
        before = sentence.at(i - 1).text.split(" ")[-1]
        if mention.number in several and before in ("the", "these", "those", "all", "same"):
            sentence.use(i)
