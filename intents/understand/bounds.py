"""Bounds on a user's own figures: "over 10 clicks"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from intents.mentions import Mention
from intents.numbers import seconds_of
from intents.query import COUNTS, Filter, Threshold, of_kind
from intents.understand.frame import Frame, Sentence
from intents.understand.objects import attached, event_of, searched, use_verb
from intents.understand.tops import top_percent, top_users
from intents.understand.wording import is_cut_point, verb_form

_OPERATORS = {"more": ">", "at_least": ">=", "less": "<", "at_most": "<=", "exactly": "="}
_THAN = {"longer": ">", "more": ">", "shorter": "<", "less": "<", "fewer": "<"}
"""Last word of a metric before "than" → how it compares."""
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}


def read_bounds(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with thresholds and tops, explaining their numbers."""
    for i, mention in enumerate(sentence.mentions):
        if mention.number is None or sentence.used[i] or mention.has("ordinal"):
            continue
        if sentence.at(i + 1).has("percent_sign"):
            top_percent(sentence, frame, i, mention.number)
        elif not top_users(sentence, frame, i, mention.number):
            _bound(sentence, frame, i, mention.number)
    for i, _ in list(sentence.open("decile")):
        top_percent(sentence, frame, i, 10.0)
    for i, _ in list(sentence.open("quartiles")):
        if sentence.at(i - 1).has("desc", "asc") and not is_cut_point(sentence, i):
            top_percent(sentence, frame, i, 25.0)


def operator_at(sentence: Sentence, i: int | None) -> Any:
    """How a value compares with the number behind the words at `i` (">=" of "at least"); None for others."""
    mention = sentence.at(i)
    for kind, op in _OPERATORS.items():
        if mention.has(kind):
            return op
    if i and mention.text in ("than", "then"):
        return _THAN.get(sentence.at(i - 1).text.split(" ")[-1])  # "read longer than 3 minutes"
    if i is not None and sentence.at(i + 1).number is not None:
        return {"min": ">=", "max": "<="}.get(mention.get("aggregate") or "")  # "minimum 30 articles"
    return None


def _bound(sentence: Sentence, frame: Frame, i: int, value: float) -> None:
    """A comparator beside a number and a metric on either side of them."""
    op, first, last = _comparator(sentence, i)
    used = [i, first, last]
    last, seconds = _unit(sentence, i, last, used)
    metric, near = _metric_bounded(sentence, i, first, last)
    if seconds is not None and op is not None:
        whole = metric is None and sentence.at(last + 1).get("aggregate") == "sum"
        used += [last + 1] if whole else []
        metric = "total_time" if whole else of_time(sentence, metric)
    if metric is None and op is None and days_metric(sentence, last, first)[0] != "recency":
        return
    if metric is None and op is not None:
        earlier, against = _earlier_bound(sentence, frame, i)
        if earlier and not against and _said_again(frame, earlier, op, value):
            sentence.use(*used)
            return
        ends = i + sentence.at(i + 1).has("times")
        if earlier and (against or sentence.at(ends + 1).has("prep")):
            metric, near = earlier.metric, [ends]  # "over 15 clicks on mobile and under 5 on desktop"
    if metric is None:
        metric, near = days_metric(sentence, last, first)
        if metric == "recency" and op is None:
            op = ">="
    if op is None:
        op = _bare_operator(sentence, frame, value, near, i)
    op = _operator_behind(sentence, i, op, near, used)
    if metric is None or op is None:
        return
    if near and near[-1] < first and sentence.at(near[-1]).start > sentence.at(i).start:
        op = _FLIPPED[op]
    sentence.use(*used, *near)
    scale = seconds if seconds is not None and metric not in (*COUNTS, "recency") else 1.0
    if metric == "recency":
        scale = max(UNIT_DAYS.get(sentence.at(j).get("dimension") or "", 1.0) for j in (*near, i))
    add_bound(sentence, frame, metric, op, value * scale, None, near, max(*used, *near))


def _unit(sentence: Sentence, i: int, last: int, used: list[int]) -> tuple[int, float | None]:
    """Where the number ends with its unit of time ("three minutes or more per article"), and its seconds."""
    unit = sentence.at(i + 1 if last == i + 2 else last + 1)
    seconds = seconds_of(unit.text.split(" ")[0])
    if last == i + 2:
        used.append(i + 1)
    elif seconds is not None and not unit.get("metric"):
        last += 1
        used.append(last)
    if seconds is not None and sentence.at(last + 1).text in _ON_EACH:
        last += 1
        used.append(last)
    return last, seconds


def _metric_bounded(sentence: Sentence, i: int, first: int, last: int) -> tuple[str | None, list[int]]:
    """The metric beside a number and its comparator, which "times" may make one of events."""
    metric, near = metric_near(sentence, last, first)
    times = sentence.at(i + 1).has("times")
    if metric == "articles" and times:
        return "views", near  # "viewed articles five times"
    clicked = any(m.get("metric") == "clicks" and verb_form(m.text) for m in sentence.mentions[:i])
    if metric == "pages" and times and clicked:
        return "clicks", near  # "clicked on politics pages more than five times"
    return metric, near


def _earlier_bound(sentence: Sentence, frame: Frame, i: int) -> tuple[Threshold | None, bool]:
    """The bound said before the number at `i`, and whether the number is set against it."""
    earlier = of_kind(Threshold, frame.where)
    if not earlier:
        return None, False
    between = sentence.mentions[frame.said.get((earlier[-1],), i) : i]
    return earlier[-1], any(m.has("compare") for m in between)


def _operator_behind(
    sentence: Sentence, i: int, op: str | None, near: list[int], used: list[int]
) -> str | None:
    """ "10 clicks or more", "recency of 7 days and up": the operator that only comes behind its unit."""
    tail = sentence.at(near[-1] + 1 if near and near[-1] > i else None)
    if op in (None, "=") and tail.has("at_least", "at_most"):
        op = operator_at(sentence, near[-1] + 1)
        used.append(near[-1] + 1)
    if op is None and sentence.at(i + 1).get("dimension") in ("day", *UNIT_DAYS):
        op = operator_at(sentence, i + 2)
        used += [i + 1, i + 2]
    return op


_ON_EACH = ("per", "each", "on each", "for each", "with each", "every")


def _said_again(frame: Frame, earlier: Threshold, op: Any, value: float) -> bool:
    """ "50+ sessions (strictly more than 50)": the same bound, put more exactly."""
    if earlier.low != value:
        return False
    exact = replace(earlier, op=op)
    frame.where = [tuple(exact if c == earlier else c for c in any_of) for any_of in frame.where]
    return True


def of_time(sentence: Sentence, metric: str | None) -> str | None:
    """ "more than 20 seconds on an article", "over 5 minutes in total": a length is of a metric of time."""
    if metric is None:
        return "total_time" if sentence.any("spend", "bare_time") else None
    return {"articles": "time_per_article", "views": "time_per_article", "clicks": "time_per_click"}.get(
        metric, metric
    )


def _comparator(sentence: Sentence, i: int) -> tuple[str | None, int, int]:
    """The operator beside the number at `i`, and the first and the last mention of the two together."""
    before = sentence.before(i, "prep")
    op = operator_at(sentence, before)
    if op is not None and before is not None:
        return op, before, i
    unit = sentence.at(i + 1).has("times") or seconds_of(sentence.at(i + 1).text) is not None
    after = i + 2 if unit and i + 2 < len(sentence) else i + 1
    if sentence.at(after).has("plus") or sentence.at(after).text == "plus":
        return ">=", i, after
    if sentence.at(after).has("at_least", "at_most"):
        return operator_at(sentence, after), i, after
    return None, i, i


UNIT_DAYS = {"week": 7.0, "month": 30.0}
"""Units that lengths of absence are also said in → days."""


def _bare_operator(sentence: Sentence, frame: Frame, value: float, near: list[int], i: int) -> str | None:
    """A number and a metric with nothing between: "0 searches" is a bound, "top 7 articles" is not."""
    rows = any(sentence.at(j).has("dimension") for j in near)
    led = sentence.at(sentence.before(i))
    ranked = led.has("desc", "asc") or (rows and led.has("what"))  # "which five sport stories"
    if value == 0:
        return "="
    if not near or near[0] < i or ranked or sentence.at(near[0]).has("dimension", "desc", "asc"):
        return None
    who = sentence.at(sentence.before(i))
    if sentence.at(i - 1).has("what"):
        return None  # "which 5 words get typed in the search most"
    return "=" if who.has("who", "noun") or frame.counted else None


def metric_near(sentence: Sentence, last: int, first: int) -> tuple[str | None, list[int]]:
    """The unexplained metric right after `last`, else right before `first`."""
    after = sentence.after(last, "prep", "segment_noun") if last + 1 < len(sentence) else None
    if after is not None and not sentence.used[after]:
        mention = sentence.at(after)
        stopped = mention.breaks and sentence.at(sentence.before(first)).get(
            "metric"
        )  # "clicks > 3, views < 5"
        if metric_of(mention) and not stopped:
            return metric_of(mention), [after]
        beyond = sentence.after(after)
        if mention.has("value") and beyond is not None and sentence.at(beyond).get("metric"):
            return sentence.at(beyond).get("metric"), [after, beyond]  # "10+ technology views"
    before = sentence.before(first, "prep", "only", "count")
    met = before
    named = sentence.at(met).has("value") or sentence.at(met).quoted
    if met is not None and named and not sentence.used[met]:
        verb = sentence.before(met)
        if verb is not None and metric_of(sentence.at(verb)) and not sentence.used[verb]:
            return metric_of(sentence.at(verb)), [met, verb]  # "read sport more than 5 times"
    while before is not None and sentence.at(before).has("noun", "aggregate") and not sentence.used[before]:
        before = sentence.before(before, "prep", "only", "count")
    if before is not None and not sentence.used[before] and sentence.at(before).get("metric"):
        of = [before - 1] if _names_events(sentence, before - 1) else []
        return sentence.at(before).get("metric"), [*of, before]
    return None, []


def _names_events(sentence: Sentence, i: int) -> bool:
    """ "mobile clicks > 15", "sport views >= 10": of which events the metric right behind is."""
    found = event_of(sentence.at(i), sentence.at(i + 1).get("metric") or "")
    verb = sentence.at(i - 2)  # "clicked on politics pages"
    done = sentence.at(i - 1).has("prep") and verb.has("metric") and verb_form(verb.text)
    apart = sentence.at(i - 1).has("prep", "what_read") and not done
    return found is not None and not (sentence.used[i] or apart)


def metric_of(mention: Mention) -> str | None:
    """The metric a mention counts; verbs of searching count searches."""
    return mention.get("metric") or ("searches" if mention.has("search_for") else None)


def days_metric(sentence: Sentence, last: int, first: int) -> tuple[str | None, list[int]]:
    """ "active at least 10 days" and "not seen in 7+ days": days without the metric's own name."""
    after = sentence.after(last)
    if after is None or sentence.at(after).get("dimension") not in ("day", "week", "month"):
        return None, []
    before = sentence.before(first, "prep")
    around = [j for j in range(len(sentence)) if abs(j - first) <= 6 or abs(j - last) <= 6]
    away = [j for j in around if sentence.at(j).has("awayfor") or sentence.at(j).get("cue") == "last_seen"]
    if away and sentence.at(first - 1).text != "on":
        return "recency", [*away[:1], after]
    if away:
        return "active_days", [after]  # "have not been active on more than 2 days"
    active = [j for j in around if sentence.at(j).has("active")]
    if (active or before is None) and sentence.at(after).get("dimension") == "day":
        return "active_days", [*active[:1], after]
    return None, []


def add_bound(
    sentence: Sentence,
    frame: Frame,
    metric: str,
    op: Any,
    low: float,
    high: float | None,
    near: list[int],
    last: int | None = None,
) -> None:
    """Adds the bound with the event filters attached to its metric."""
    named = [sentence.at(j) for j in near if not sentence.at(j).has("metric")]
    events = [found for mention in named if (found := event_of(mention, metric))]
    if terms := searched(sentence, near):
        events = [Filter("term", tuple(terms))]
    elif near:
        end = near[-1] if last is None else last
        end += sentence.at(end + 1).has("times")
        if sentence.at(end + 1).breaks and sentence.at(end + 1).get("metric") == metric:
            end += 1
            sentence.use(end)  # "3-5 visits (sessions)"
        events += attached(sentence, end, metric) or _headed(sentence, near[0], metric)
        use_verb(sentence, min(near), metric)
    frame.require(near[0] if near else -1, Threshold(metric, op, low, high, tuple(events)))


def _headed(sentence: Sentence, i: int, metric: str) -> list[Filter]:
    """ "Sport: more than 5 views": what the metric is of stands before it, cut off by a stop."""
    found = event_of(sentence.at(0), metric) if metric in ("views", "articles", "clicks") else None
    if found is None or sentence.used[0] or i > 4 or not sentence.at(1).breaks:
        return []
    sentence.use(0)
    return [found]


def about_users(sentence: Sentence, frame: Frame, i: int) -> bool:
    """True when something before names users the absence can be said of."""
    opens = all(sentence.is_filler(j) or sentence.at(j).has("and") for j in range(i))  # "and never searched"
    shared = any(m.has("percent_sign") or m.get("aggregate") == "share" for m in sentence.mentions[:i])
    return (
        frame.listed
        or frame.counted
        or shared
        or opens
        or bool(frame.where)
        or any(sentence.at(j).has("noun", "segment", "who", "count") for j in range(i))
    )
