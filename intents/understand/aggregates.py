"""How metrics are taken over users: means, percentiles, spreads, shares, the named correlation."""

from __future__ import annotations

from dataclasses import dataclass, field

from intents.query import COUNTS
from intents.understand.frame import Frame, Sentence
from intents.understand.per_user import ONE_USER, PER_USER, beside_a_sum, of_one, per_member
from intents.understand.percentiles import read_percentiles
from intents.understand.wording import INSTEAD_OF, USUALLY, verb_form

_PLAIN_SUMS = ("total hours", "total minutes", "total seconds", "hours", "minutes")
"""Amounts of time that can only be a sum."""


@dataclass
class _Said:
    """How a question says that figures are taken over users."""

    places: dict[str, int] = field(default_factory=dict)
    """Where each aggregate was said."""
    per_user: bool = False
    """ "per user": a mean, unless another aggregate is named."""
    beside_a_sum: bool = False
    """ "in total as well as per user": the mean is a second figure."""
    usual: bool = False
    """ "normally": the median, unless another aggregate is named."""


def read_aggregates(sentence: Sentence, frame: Frame) -> None:
    """Fills `aggregates`, percentiles among them, and the named correlation."""
    _method(sentence, frame)
    said = _Said(read_percentiles(sentence, frame))
    said.places |= _both_ends(sentence, frame)
    said.places |= _mean_beside(sentence, frame)
    for i, _ in list(sentence.open("aggregate")):
        _aggregate(sentence, frame, i, said)
    if not frame.aggregates and (spread := _spread_over_users(sentence)) is not None:
        sentence.use(spread)
        frame.aggregates, said.places["distribution"] = ["distribution"], spread
    if len(frame.aggregates) > 1 and any(m.text == "range of" for m in sentence.mentions):
        frame.aggregates = [a for a in frame.aggregates if a != "distribution"]  # "range: min, max"
    frame.aggregates.sort(key=lambda a: said.places.get(a, 0))
    said.per_user |= per_member(sentence) or of_one(sentence)
    _told_by_metrics(sentence, frame)
    frame.bare = _bare(sentence) if frame.aggregates in (["mean"], ["median"]) else []
    _weigh_sums(sentence, frame, said)
    _weigh_means(frame, said)
    for i, _ in list(sentence.open("percent_sign")):
        sentence.use(i)
        if "share" not in frame.aggregates:
            frame.aggregates.append("share")


def _method(sentence: Sentence, frame: Frame) -> None:
    """ "pearson, not spearman": the named correlation."""
    for method in ("pearson", "spearman"):
        for i, _ in list(sentence.open(method)):
            before = sentence.before(i)
            negated = sentence.at(before).has("not")
            sentence.use(i, *([before] if negated and before is not None else []))
            if not negated:
                frame.method = method


def _aggregate(sentence: Sentence, frame: Frame, i: int, said: _Said) -> None:
    """One word for how a figure is taken, if it is meant as one."""
    mention = sentence.at(i)
    value = str(mention.get("aggregate"))
    without = sentence.before(i, "by", "prep")
    if without is not None and (sentence.at(without).has("not") or sentence.at(without).text in INSTEAD_OF):
        sentence.use(i, without)  # "the median rather than the mean"
        return
    if value == "share" and (_handed_on(sentence, i) or _of_change(sentence, i)):
        sentence.use(i)
        return
    if frame.listed and mention.has("desc", "asc"):
        return  # "which reader has the highest number of clicks": an order
    grouping = sentence.at(sentence.before(i)).has("by", "what") or not sentence.any("metric")
    if (mention.has("segment") and sentence.used[i]) or (mention.has("segment_noun") and grouping):
        return
    sentence.use(i)
    if mention.text in ONE_USER and not sentence.at(sentence.before(i)).has("metric"):
        return  # "which segment is a user in": no figure per user
    if value == "mean" and mention.text.startswith(PER_USER):
        said.per_user = True
        said.beside_a_sum |= beside_a_sum(sentence, i)
    elif mention.text in USUALLY or _in_general(sentence, i):
        said.usual = True
    elif value not in frame.aggregates:
        frame.aggregates.append(value)
        said.places[value] = i


def _told_by_metrics(sentence: Sentence, frame: Frame) -> None:
    """ "average time per click and clicks", "total hours": the name of a metric says how all are taken."""
    if frame.aggregates:
        return
    whole = [m for m in sentence.mentions if m.get("metric") == "total_time"]
    if any(m.has("metric") and m.text.startswith(_MEANS) for m in sentence.mentions):
        frame.aggregates = ["mean"]
    elif any(m.text.startswith(_PLAIN_SUMS) for m in whole) or (whole and _divides(sentence)):
        frame.aggregates = ["sum"]


def _weigh_sums(sentence: Sentence, frame: Frame, said: _Said) -> None:
    """Sums beside statistics and shares: a figure of their own, or only said in passing."""
    statistic = any(a in ("mean", "median") or a[1:].isdigit() for a in frame.aggregates)
    if statistic and "sum" in frame.aggregates and _in_passing(sentence):
        frame.aggregates.remove("sum")  # "how much time on average ... altogether"
    if statistic and "sum" not in frame.aggregates and (total := _total_beside(sentence)) is not None:
        first = total < min(said.places.values(), default=0)
        frame.aggregates.insert(0 if first else len(frame.aggregates), "sum")
    if "share" in frame.aggregates and "sum" in frame.aggregates:
        frame.aggregates.remove("sum")  # "as a share of the total"


def _weigh_means(frame: Frame, said: _Said) -> None:
    """Means and medians that give way to what is named, spreads first."""
    if said.usual and not frame.aggregates:
        frame.aggregates.append("median")
    if {"buckets", "distribution"} & set(frame.aggregates):
        frame.trend = False  # "draw a histogram"
        frame.aggregates = _spelled_out(frame) or [a for a in frame.aggregates if a not in ("std", "mean")]
    if said.per_user and not set(frame.aggregates) - {"sum"}:
        frame.aggregates = ["sum", "mean"] if said.beside_a_sum else ["mean"]
    elif said.beside_a_sum and "mean" not in frame.aggregates:
        frame.aggregates.insert(frame.aggregates.index("sum") + 1, "mean")


def _handed_on(sentence: Sentence, i: int) -> bool:
    """ "share our top 5 sections with me": the verb, with those who are to have the figures."""
    told = sentence.at(i).text == "share" and not set(sentence.text_before(i).split()) - _POLITE
    listed = sentence.at(i + 1).text in ("the list", "a list", "the names")
    ends = sentence.text.endswith(
        (" with me", " with us", " with the team", " with everyone", " with my boss")
    )
    return told and (ends or listed or sentence.at(i - 1).text == "you")


_POLITE = {"please", "pls", "can", "could", "would", "you", "kindly", "ok", "hi", "hey", "to", "and", "just"}


def _of_change(sentence: Sentence, i: int) -> bool:
    """ "by how many percent did clicks grow": a comparison has the change in percent."""
    by_how_much = sentence.text_before(i + 1).endswith(
        ("by how many percent", "by what percent", "by what percentage", "by what %", "by how many %")
    )
    return by_how_much and bool(sentence.cue("change"))


def _mean_beside(sentence: Sentence, frame: Frame) -> dict[str, int]:
    """ "median and mean time per article": the mean that the name of the metric begins with is asked for."""
    for i, mention in enumerate(sentence.mentions):
        joined = sentence.at(i - 1).has("and") and sentence.at(i - 2).has("aggregate")
        if joined and mention.get("metric") and mention.text.startswith(_MEANS):
            frame.aggregates.append("mean")
            return {"mean": i}
    return {}


def _spread_over_users(sentence: Sentence) -> int | None:
    """ "how is reading time spread across the casual users": over one group, and not between several."""
    for i, mention in enumerate(sentence.mentions):
        if mention.has("by") and mention.text.startswith("spread ") and sentence.any("metric"):
            whom = sentence.after(i, "value", "segment", "label")
            behind = sentence.mentions[i + 1 :]
            several = any(m.has("and", "or", "compare", "segment_noun", "dimension", "by") for m in behind)
            members = sentence.at(i + 1).has("segment") and sentence.at(i + 1).text.endswith("s")
            return i if not several and (members or sentence.at(whom).has("noun")) else None
    return None


def _bare(sentence: Sentence) -> list[str]:
    """ "views and average reading time": the metric before the "and", where nothing said how it is taken."""
    said = [i for i, m in enumerate(sentence.mentions) if m.has("aggregate") or m.text.startswith(_MEANS)]
    first = said[0] if said else 0
    joined = len(said) == 1 and sentence.at(first - 1).has("and") and not sentence.at(first).breaks
    if not joined or not (
        sentence.at(first).has("metric") or sentence.at(sentence.after(first)).has("metric")
    ):
        return []
    named = [m.get("metric") for m in sentence.mentions[:first] if m.has("metric") and not verb_form(m.text)]
    return [metric for metric in named if metric in COUNTS] if sentence.at(first - 2).has("metric") else []


def _total_beside(sentence: Sentence) -> int | None:
    """ "median clicks and total clicks": where the sum of what another figure is taken of is named, too."""
    named = [(i, m.get("metric")) for i, m in enumerate(sentence.mentions) if m.get("metric") in COUNTS]
    totals = [(i, metric) for i, metric in named if sentence.at(i).text.startswith("total ")]
    others = {metric for i, metric in named if (i, metric) not in totals}
    return totals[0][0] if len(totals) == 1 and {totals[0][1]} == others else None


def _divides(sentence: Sentence) -> bool:
    """ "how is the total time divided between the segments": all of it, and not the mean of each."""
    return any(m.has("by") and m.text.startswith(("split ", "divide")) for m in sentence.mentions)


def _both_ends(sentence: Sentence, frame: Frame) -> dict[str, int]:
    """ "shortest and longest time per click", "highest and lowest number of clicks": both ends."""
    for i in range(1, len(sentence) - 1):
        first, last = sentence.at(i - 1), sentence.at(i + 1)
        ends = {kind for m in (first, last) for kind in ("desc", "asc") if m.has(kind)}
        figure = sentence.after(i + 1, "prep", "count", "aggregate")
        superlative = all(m.text.endswith("est") for m in (first, last))
        if sentence.at(i).has("and") and len(ends) == 2 and superlative and sentence.at(figure).has("metric"):
            sentence.use(i - 1, i, i + 1)
            frame.aggregates += ["min", "max"]
            return {"min": i, "max": i}
    return {}


def _spelled_out(frame: Frame) -> list[str]:
    """ "five number summary: min, lower quartile, median, ...": those are what it holds, in that order."""
    named = ("mean", "median", "min", "max", "std")
    figures = [a for a in frame.aggregates if a in named or a[1:].isdigit()]
    return figures if len(figures) > 2 else []


def _in_general(sentence: Sentence, i: int) -> bool:
    """ "the typical reader ... on average": typical gives way, unless the two are named side by side."""
    beside = (sentence.at(i - 1), sentence.at(i + 1))
    return "typical" in sentence.at(i).text.split() and not any(m.has("and", "or", "compare") for m in beside)


def _in_passing(sentence: Sentence) -> bool:
    """True where only an afterthought says sum: "altogether", "in all"."""
    sums = [m.text for m in sentence.mentions if m.get("aggregate") == "sum"]
    return all(text in ("altogether", "all together", "in total", "in all") for text in sums)


_MEANS = ("mean ", "average ", "avg ")
"""Beginnings of names of metrics that say how all the metrics of the question are taken."""
