"""Ends of an order of users: "top 10 % by clicks", "the 5 % who search the most", and where they begin."""

from __future__ import annotations

import re
from typing import Literal

from intents.mentions import Mention
from intents.query import TIMED, Top, of_kind
from intents.understand.frame import PACE, Frame, Sentence
from intents.understand.wording import verb_form


def top_percent(sentence: Sentence, frame: Frame, i: int, amount: float) -> None:
    """The share of users that the number at `i` says, at the end of the order that is named beside it."""
    if (order := _order_before(sentence, i)) is not None:
        used, metric = _metric_after(sentence, i, order)
    elif _side(sentence.at(i + 2)) and not sentence.at(i + 2).breaks:
        order = i + 2  # "the 10 % most active readers by clicks"
        used, metric = _metric_after(sentence, i, order)
        used.append(i + 1)
    elif (behind := _order_behind(sentence, i)) is not None:
        order, used = behind[0], [i, i + 1, *behind]
        metric = sentence.at(behind[1]).get("metric")
    else:
        return
    if metric is None and sentence.at(sentence.after(max(used), "prep")).text.startswith("reader"):
        metric = "views"  # "the top 1 % of readers"
    metric = metric or _of_other_end(sentence, frame, i)
    metric = metric or next((m.get("metric") for _, m in sentence.open("metric") if m.get("metric")), None)
    word = sentence.at(order)
    side = _side(word)
    sentence.use(*used)
    if metric is None:
        frame.end = Top("", amount, "percent", side)  # type: ignore[arg-type]
        return
    if metric in TIMED and word.text in PACE:
        side = "bottom" if PACE[word.text] == "asc" else "top"
    frame.require(i, Top(metric, amount, "percent", side))  # type: ignore[arg-type]


def _of_other_end(sentence: Sentence, frame: Frame, i: int) -> str | None:
    """ "the top quarter by clicks vs the bottom quarter": what the other is ordered by."""
    tops = [c.metric for c in of_kind(Top, frame.where)]
    if tops:
        return tops[-1]
    other = any(m.has("percent_sign", "decile", "quartiles") for m in sentence.mentions[i + 2 :])
    ranked = (m for j, m in sentence.open("metric") if j > i and sentence.at(sentence.before(j)).has("by"))
    return next((m.get("metric") for m in ranked), None) if other else None


def of_an_end(sentence: Sentence, i: int) -> bool:
    """ "how many of the top 10 percent by clicks", "of the bottom decile": users of one end of an order."""
    end = [j for j in range(i + 1, min(i + 6, len(sentence))) if sentence.at(j).has("desc", "asc")]
    if not end or sentence.at(i + 1).text.split(" ")[0] not in ("of", "from", "in", "among"):
        return False
    last = end[0] + 1 + (sentence.at(end[0] + 1).number is not None)
    amount = sentence.at(last).has("percent_sign", "decile", "quartiles")
    return amount or sentence.at(last).has("noun") or sentence.at(last).text.endswith("ers")


def side_of(sentence: Sentence, i: int) -> Literal["top", "bottom"] | None:
    """The end of an order that is named right beside the number at `i`."""
    for j in (sentence.before(i), sentence.after(i)):
        if j is not None and abs(j - i) == 1 and (side := _side(sentence.at(j))):
            return "top" if side == "top" else "bottom"
    return None


def _side_named(sentence: Sentence, i: int) -> tuple[int, str] | None:
    """ "the top 10 %", "the most active readers, 10 %": where the end before a number is named, and which."""
    if (order := _order_before(sentence, i)) is not None:
        return order, _side(sentence.at(order))
    active = {"most active": "top", "least active": "bottom"}.get(sentence.at(i - 1).text)
    return (i - 1, active) if active else None


def _side(mention: Mention) -> str:
    """The end of an order that a word names, "" for other words."""
    if mention.has("desc", "asc"):
        return "top" if mention.has("desc") else "bottom"
    return {"low": "bottom", "high": "top"}.get(mention.get("segment") or "", "")


def _order_before(sentence: Sentence, i: int) -> int | None:
    """ "top 10 %", "the most active readers, 10 %": the order that stands before the number."""
    beside, order = sentence.before(i), sentence.before(i, "noun", "segment", "prep")
    if sentence.at(beside).has("metric") and verb_form(sentence.at(beside).text):
        order = beside = sentence.before(beside or 0)  # "the heaviest clicking 10 percent"
    if not sentence.at(order).has("desc", "asc"):
        order = beside
    return order if _side(sentence.at(order)) else None


def _metric_after(sentence: Sentence, i: int, order: int) -> tuple[list[int], str | None]:
    """ "by clicks": the mentions that an order before the number explains, and its metric if it is named."""
    used = [i, order]
    if i + 1 < len(sentence) and sentence.at(i + 1).has("percent_sign"):
        used.append(i + 1)
    used += [j for j in range(order, i) if sentence.at(j).has("segment", "metric")]
    j = sentence.after(max(used), "prep", "noun", "by")
    metric = sentence.at(j).get("metric")
    if j is not None and metric:
        led = sentence.at(j - 1)
        named = led.has("by", "prep") or led.text == "for" or sentence.at(sentence.before(j)).has("noun")
        if (j == i + 2 or named) and not any(m.breaks for m in sentence.mentions[i + 1 : j + 1]):
            used.append(j)  # beyond a stop it is what is asked of them
    return used, metric


def _order_behind(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """ "the 5 % who click the most", "5 percent of users with the most clicks": the order and its metric."""
    who = sentence.after(i + 1, "noun", "prep")
    if who is None or not _says_who(sentence, who):
        return None
    end = next((j for j in range(who, len(sentence)) if sentence.at(j).breaks), len(sentence))
    order = next((j for j in range(who, end) if sentence.at(j).has("desc", "asc")), None)
    metric = next((j for j in range(who, end) if sentence.at(j).get("metric")), None)
    return None if order is None or metric is None else (order, metric)


def _says_who(sentence: Sentence, i: int) -> bool:
    """ "users who click", "the users which click"; "which" elsewhere asks."""
    asks = sentence.at(i).has("what") and not (
        sentence.at(i).text == "which" and sentence.at(i - 1).has("noun")
    )
    return sentence.at(i).has("who") and not asks


def top_users(sentence: Sentence, frame: Frame, i: int, amount: float) -> bool:
    """ "top ten clickers, how long do they read": a number of users by an order, of whom something is asked.

    Where nothing is, they are a list.
    """
    found = _ranked_users(sentence, i)
    if found is None or frame.listed or not _asked_of(sentence, found):
        return False
    order, span, metric = found
    word = sentence.at(order)
    flipped = metric in TIMED and word.text in PACE
    side = "bottom" if (PACE.get(word.text) == "asc" if flipped else _side(word) == "bottom") else "top"
    sentence.use(*span)
    frame.require(i, Top(metric, amount, "users", side))  # type: ignore[arg-type]
    return True


_Ranked = tuple[int, range, str]
"""The place of the order of users, all words that say who they are, and the metric."""


def _ranked_users(sentence: Sentence, i: int) -> _Ranked | None:
    """The users that the number at `i` counts: "10 heaviest clickers", "bottom 10 users by dwell time"."""
    near = (sentence.before(i), sentence.after(i))
    order = next((j for j in near if j is not None and abs(j - i) <= 2 and _side(sentence.at(j))), None)
    last = i if order is None else max(i, order)
    head = sentence.after(last, "metric", "bare_time", "spend")
    if not sentence.at(head).has("noun"):
        head = _doers(sentence, last)
    if head is None:
        return None
    if order is None:
        return _who_most(sentence, i, head)
    start = min(i, order)
    by = sentence.after(head, "prep", "by", "aggregate") if sentence.at(head + 1).has("by", "prep") else None
    if by is not None and (ranked := _metric_in(sentence, range(by, by + 1))):
        return order, range(start, by + 1), ranked
    own = _metric_in(sentence, range(i + 1, head + 1))
    if own is None and sentence.at(order).text in PACE:
        own = "time_per_article"
    if own is None and sentence.at(head).text.startswith(("reader", "viewer")):
        own = "views"
    return None if own is None else (order, range(start, head + 1), own)


def _doers(sentence: Sentence, i: int) -> int | None:
    """ "clickers", "time spenders": a word for those who do it."""
    j = sentence.after(i, "bare_time")
    doer = sentence.at(j).text.endswith("ers") or sentence.at(j).has("spend")
    return j if doer and sentence.at(j).has("metric", "spend") else None


def _who_most(sentence: Sentence, start: int, head: int) -> _Ranked | None:
    """ "10 users with the most clicks", "10 people who spend the least time": the order is said of them."""
    who = sentence.after(head)
    if who is None or not _says_who(sentence, who):
        return None
    end = next((j for j in range(who, len(sentence)) if sentence.at(j).breaks), len(sentence))
    order = next((j for j in range(who, end) if _side(sentence.at(j))), None)
    if order is None:
        return None
    behind = sentence.after(order, "aggregate")
    if behind is not None and behind < end and (metric := _metric_in(sentence, range(behind, behind + 1))):
        return order, range(start, behind + 1), metric
    metric = _metric_in(sentence, range(who, order))
    long = sentence.at(order).text in (*PACE, "longest", "shortest") and metric not in TIMED
    return None if metric is None or long else (order, range(start, order + 1), metric)


def _metric_in(sentence: Sentence, span: range) -> str | None:
    """The metric that a stretch names; bare time is all of it."""
    named = next((m for j in span if (m := sentence.at(j).get("metric"))), None)
    return named or ("total_time" if any(sentence.at(j).has("bare_time", "spend") for j in span) else None)


def _asked_of(sentence: Sentence, found: _Ranked) -> bool:
    """ "their average", "how long", "what share", "in which segments": more is asked than who they are."""
    _, span, metric = found
    outside = [j for j in range(len(sentence)) if j not in span]
    for j in outside:
        mention = sentence.at(j)
        if mention.has("aggregate", "percent_sign") and not mention.has("desc", "asc"):
            return True
        between = sentence.mentions[j + 1 : span.start]
        theirs = j < span.start and any(m.text.split(" ")[0] in _OF for m in between)
        if mention.has("count") and theirs:
            return True  # "how many of the 50 most active users by clicks are on tablet"
        if mention.get("metric") and theirs and not verb_form(mention.text):
            return True  # "total clicks of the top 50 users by clicks"
        if mention.get("metric") in TIMED and (j < span.start or mention.text.startswith(_AVERAGE)):
            return True
        if mention.text == "long" and sentence.at(j - 1).text == "how":
            return True
        counted = mention.has("count") and sentence.at(sentence.after(j)).get("metric")
        if counted and (counted != metric or j < span.start):
            return True
        if mention.has("segment_noun") and any(
            sentence.at(k).has("what", "count") or sentence.at(k).text.startswith(("split", "break"))
            for k in outside
        ):
            return True
    return False


_OF = ("of", "by", "for", "from", "among")
"""Between a figure and those whose figure it is."""
_AVERAGE = ("average", "avg", "mean")
"""Beginnings of metrics that say how they are taken together."""


_ENTERED = re.compile(
    r"\b(?:needs?|needed|required|requires?|qualify|cut ?offs?|cutoffs?|threshold|takes? to|from how many|"
    r"counted among|(?:puts?|gets?|places?|lifts?) (?:you|one|(?:a|any) \w+|someone|somebody|anyone|them)|"
    r"(?:get|gets|getting|make it|makes it|come|enter) into|"
    r"(?:where|at what|at which|at how many|with how many)\b.*\b(?:begins?|starts?|ends?|stops?))\b"
)
"""Words by which one asks for the figure at which an end of an order begins."""
_BETWEEN = re.compile(r"\b(?:between|which|what) (?:which|what|how many|2|the 2|range)\b|\brange\b")
"""Words by which one asks for the two figures a middle lies between."""


def read_cut_points(sentence: Sentence, frame: Frame) -> None:
    """Fills `aggregates` with the percentiles at which named ends of an order begin."""
    metrics = {m.get("metric") for _, m in sentence.open("metric")} - {None}
    if len(metrics) != 1:
        return
    entered, between = _ENTERED.search(sentence.text), _BETWEEN.search(sentence.text)
    for i in range(1, len(sentence)):
        if (amount := _percent_at(sentence, i)) is None:
            continue
        if entered and (side := _side_named(sentence, i)):
            _cut(sentence, frame, i, [100 - amount if side[1] == "top" else amount])
            sentence.use(side[0])
        elif between and sentence.at(i - 1).text in ("middle", "central"):
            _cut(sentence, frame, i, [50 - amount / 2, 50 + amount / 2])
            sentence.use(i - 1, *(j for j, m in enumerate(sentence.mentions) if m.number == 2))


def _percent_at(sentence: Sentence, i: int) -> float | None:
    """The per cent that a number or a word stands for: "10 %", "decile", "quartile"."""
    mention = sentence.at(i)
    if mention.number is not None and sentence.at(i + 1).has("percent_sign"):
        return mention.number
    return 10.0 if mention.has("decile") else 25.0 if mention.has("quartiles") else None


def _cut(sentence: Sentence, frame: Frame, i: int, percentiles: list[float]) -> None:
    """The percentiles are asked for by the number at `i`."""
    frame.aggregates += [f"p{place:.0f}" for place in percentiles]
    sentence.use(i, *([i + 1] if sentence.at(i + 1).has("percent_sign") else []))
