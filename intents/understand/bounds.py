"""Bounds on a user's own figures ("over 10 clicks", "never searched"), ends of an order ("top 10 %")."""

from __future__ import annotations

from typing import Any

from intents.mentions import Mention
from intents.numbers import seconds_of
from intents.query import COUNTS, Filter, Threshold, Top
from intents.understand.frame import PACE, Frame, Sentence
from intents.understand.objects import attached, searched, use_verb

_OPERATORS = {"more": ">", "at_least": ">=", "less": "<", "at_most": "<=", "exactly": "="}
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}


def read_bounds(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with thresholds and tops, explaining their numbers."""
    _ranges(sentence, frame)
    for i, mention in enumerate(sentence.mentions):
        if mention.number is None or sentence.used[i] or mention.has("ordinal"):
            continue
        if sentence.at(i + 1).has("percent_sign"):
            _top_percent(sentence, frame, i, mention.number)
        else:
            _bound(sentence, frame, i, mention.number)
    _more_than_a_week(sentence, frame)
    _once(sentence, frame)
    for i, _ in list(sentence.open("decile")):
        _top_percent(sentence, frame, i, 10.0)
    for i, _ in list(sentence.open("quartiles")):
        if sentence.at(i - 1).has("desc", "asc"):
            _top_percent(sentence, frame, i, 25.0)
    _absences(sentence, frame)


def _more_than_a_week(sentence: Sentence, frame: Frame) -> None:
    """ "not been here for more than a week": the number is in the article."""
    away = [i for i, _ in sentence.open("awayfor")]
    for i, mention in enumerate(sentence.mentions):
        unit = sentence.at(i + 1).get("dimension") or ""
        if away and mention.text in ("a", "one") and unit in ("day", *_UNIT_DAYS):
            before = sentence.before(i, "prep")
            op = _operator(sentence, before) or ">="
            sentence.use(i, i + 1, away[0], *([before] if before is not None and op != ">=" else []))
            frame.require(i, Threshold("recency", op, _UNIT_DAYS.get(unit, 1.0)))  # type: ignore[arg-type]
            return


def _once(sentence: Sentence, frame: Frame) -> None:
    """ "clicked only once", "searched more than once": once is a number too; coming by once is a session."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text != "once" or sentence.used[i]:
            continue
        before = sentence.before(i)
        op = _operator(sentence, before)
        only = sentence.at(before).has("only")
        first = before if before is not None and (op or only) else i
        metric, near = _metric_near(sentence, i, first)
        came = sentence.before(first)
        if metric is None and came is not None and sentence.at(came).has("active"):
            metric, near = "sessions", [came]
        if metric in COUNTS:
            sentence.use(i, *near, *([before] if before is not None and (op or only) else []))
            _add(sentence, frame, metric, op or "=", 1.0, None, near, i)


def _ranges(sentence: Sentence, frame: Frame) -> None:
    """ "between 10 and 20 clicks", "20 <= clicks <= 40"."""
    for i, _ in list(sentence.open("between")):
        low = sentence.after(i, "prep")
        join = sentence.after(low) if low is not None else None
        high = sentence.after(join) if join is not None else None
        if low is None or join is None or high is None or not sentence.at(join).has("and", "prep", "fill"):
            continue
        if sentence.at(low).number is None or sentence.at(high).number is None:
            continue
        metric, used = _metric_near(sentence, high, i)
        if metric:
            bounds = sorted((sentence.at(low).number or 0.0, sentence.at(high).number or 0.0))
            sentence.use(i, low, join, high, *used)
            _add(sentence, frame, metric, "between", bounds[0], bounds[1], used)
    for i, mention in enumerate(sentence.mentions):  # "2 to 4 sessions"
        if mention.number is not None and not sentence.used[i] and i + 3 <= len(sentence):
            join, high = i + 1, i + 2
            if sentence.at(join).text in ("to", "-") and sentence.at(high).number is not None:
                metric, used = _metric_near(sentence, high, i)
                if metric:
                    sentence.use(i, join, high, *used)
                    _add(sentence, frame, metric, "between", mention.number, sentence.at(high).number, used)
    for i, mention in list(sentence.open("metric")):
        left, right = sentence.before(i), sentence.after(i)
        if left is None or right is None or mention.get("metric") is None:
            continue
        ops = [_operator(sentence, j) for j in (left, right)]
        ends = [sentence.before(left), sentence.after(right)]
        values = [sentence.at(j).number for j in ends]
        if ops == ["<=", "<="] and None not in values:
            sentence.use(i, left, right, *[j for j in ends if j is not None])
            _add(sentence, frame, str(mention.get("metric")), "between", values[0] or 0.0, values[1], [])


def _operator(sentence: Sentence, i: int | None) -> str | None:
    mention = sentence.at(i)
    for kind, op in _OPERATORS.items():
        if mention.has(kind):
            return op
    if i is not None and sentence.at(i + 1).number is not None:
        return {"min": ">=", "max": "<="}.get(mention.get("aggregate") or "")  # "minimum 30 articles"
    return None


def _bound(sentence: Sentence, frame: Frame, i: int, value: float) -> None:
    """A comparator beside a number and a metric on either side of them."""
    op, first, last = _comparator(sentence, i)
    used = [i, first, last]
    unit = sentence.at(last + 1)
    seconds = seconds_of(unit.text.split(" ")[0])
    if seconds is not None and not unit.get("metric"):
        last += 1
        used.append(last)
    metric, near = _metric_near(sentence, last, first)
    if seconds is not None and op is not None:
        metric = _timed(sentence, metric)
    metric_away, _ = _days_metric(sentence, last, first) if metric is None else (None, [])
    if metric is None and op is None and metric_away != "recency":
        return
    earlier = [c for any_of in frame.where for c in any_of if isinstance(c, Threshold)]
    if metric is None and earlier and op is not None and sentence.at(i + 1).has("prep"):
        metric, near = earlier[-1].metric, [i]  # "over 15 clicks on mobile and under 5 on desktop"
    if metric is None:
        metric, near = _days_metric(sentence, last, first)
        if metric == "recency" and op is None:
            op = ">="
    if op is None:
        op = _bare_operator(sentence, frame, value, near, i)
    tail = sentence.at(near[-1] + 1 if near and near[-1] > i else None)
    if op == "=" and tail.has("at_least", "at_most"):  # "10 clicks or more"
        op = _operator(sentence, near[-1] + 1)
        used.append(near[-1] + 1)
    if metric is None or op is None:
        return
    if near and near[-1] < first and sentence.at(near[-1]).start > sentence.at(i).start:
        op = _FLIPPED[op]
    sentence.use(*used, *near)
    scale = seconds if seconds is not None and metric not in (*COUNTS, "recency") else 1.0
    if metric == "recency":
        scale = max(_UNIT_DAYS.get(sentence.at(j).get("dimension") or "", 1.0) for j in (*near, i))
    _add(sentence, frame, metric, op, value * scale, None, near, max(*used, *near))


def _timed(sentence: Sentence, metric: str | None) -> str | None:
    """ "more than 20 seconds on an article", "over 5 minutes in total": a length is of a metric of time."""
    if metric is None:
        return "total_time" if sentence.any("spend", "bare_time") else None
    return {"articles": "time_per_article", "views": "time_per_article", "clicks": "time_per_click"}.get(
        metric, metric
    )


def _comparator(sentence: Sentence, i: int) -> tuple[str | None, int, int]:
    """The operator beside the number at `i`, and the first and the last mention of the two together."""
    before = sentence.before(i, "prep")
    op = _operator(sentence, before)
    if op is not None and before is not None:
        return op, before, i
    after = i + 2 if sentence.at(i + 1).has("times") and i + 2 < len(sentence) else i + 1
    if sentence.at(after).has("plus") or sentence.at(after).text == "plus":
        return ">=", i, after
    if sentence.at(after).has("at_least", "at_most"):
        return _operator(sentence, after), i, after
    return None, i, i


_UNIT_DAYS = {"week": 7.0, "month": 30.0}
"""Units that lengths of absence are also said in → days."""


def _bare_operator(sentence: Sentence, frame: Frame, value: float, near: list[int], i: int) -> str | None:
    """A number and a metric with nothing between: "0 searches" is a bound, "top 7 articles" is not."""
    ranked = sentence.at(sentence.before(i)).has("desc", "asc")
    if value == 0:
        return "="
    if not near or near[0] < i or ranked or sentence.at(near[0]).has("dimension", "desc", "asc"):
        return None
    who = sentence.at(sentence.before(i))
    return "=" if who.has("who", "noun") or frame.counted else None


def _metric_near(sentence: Sentence, last: int, first: int) -> tuple[str | None, list[int]]:
    """The unexplained metric right after `last`, else right before `first`."""
    after = sentence.after(last, "prep", "segment_noun") if last + 1 < len(sentence) else None
    if after is not None and not sentence.used[after]:
        mention = sentence.at(after)
        if _metric_of(mention):
            return _metric_of(mention), [after]
        beyond = sentence.after(after)
        if mention.has("value") and beyond is not None and sentence.at(beyond).get("metric"):
            return sentence.at(beyond).get("metric"), [after, beyond]  # "10+ technology views"
    before = sentence.before(first, "prep", "only", "count")
    met = before
    named = sentence.at(met).has("value") or sentence.at(met).quoted
    if met is not None and named and not sentence.used[met]:
        verb = sentence.before(met)
        if verb is not None and _metric_of(sentence.at(verb)) and not sentence.used[verb]:
            return _metric_of(sentence.at(verb)), [met, verb]  # "read sport more than 5 times"
    while before is not None and sentence.at(before).has("noun", "aggregate") and not sentence.used[before]:
        before = sentence.before(before, "prep", "only", "count")
    if before is not None and not sentence.used[before] and sentence.at(before).get("metric"):
        return sentence.at(before).get("metric"), [before]
    return None, []


def _metric_of(mention: Mention) -> str | None:
    """The metric a mention counts; verbs of searching count searches."""
    return mention.get("metric") or ("searches" if mention.has("search_for") else None)


def _days_metric(sentence: Sentence, last: int, first: int) -> tuple[str | None, list[int]]:
    """ "active at least 10 days" and "not seen in 7+ days": days without the metric's own name."""
    after = sentence.after(last)
    if after is None or sentence.at(after).get("dimension") not in ("day", "week", "month"):
        return None, []
    before = sentence.before(first, "prep")
    around = [j for j in range(len(sentence)) if abs(j - first) <= 6 or abs(j - last) <= 6]
    away = [j for j in around if sentence.at(j).has("awayfor") or sentence.at(j).get("cue") == "last_seen"]
    if away:
        return "recency", [*away[:1], after]
    active = [j for j in around if sentence.at(j).has("active")]
    if (active or before is None) and sentence.at(after).get("dimension") == "day":
        return "active_days", [*active[:1], after]
    return None, []


def _add(
    sentence: Sentence,
    frame: Frame,
    metric: str,
    op: Any,
    low: float,
    high: float | None,
    near: list[int],
    last: int | None = None,
) -> None:
    """Adds the bound with the event filters attached to its metric; "or" joins it to the one before."""
    events: list[Filter] = []
    for j in near:
        if sentence.at(j).has("value") and not sentence.at(j).has("metric"):
            value = next(s for s in sentence.at(j).senses if s.kind == "value")
            events.append(Filter(value.dimension, (value.value,)))
    if terms := searched(sentence, near):
        events = [Filter("term", tuple(terms))]
    elif near:
        end = near[-1] if last is None else last
        end += sentence.at(end + 1).has("times")
        events += attached(sentence, end, metric)
        use_verb(sentence, min(near), metric)
    bound = Threshold(metric, op, low, high, tuple(events))
    place = near[0] if near else -1
    earlier = frame.where[-1] if frame.where else ()
    if all(isinstance(c, Threshold) for c in earlier) and _either(
        sentence, frame.said.get(earlier, place), place
    ):
        frame.where.remove(earlier)
        frame.require(frame.said.get(earlier, place), *earlier, bound)
    else:
        frame.require(place, bound)


def _either(sentence: Sentence, one: int, other: int) -> bool:
    """ "over 20 clicks or under 5 searches": nothing but the second bound stands after the "or"."""
    between = range(one + 1, other)
    joins = [j for j in between if sentence.at(j).text in ("or", "and", "but") or sentence.at(j).breaks]
    return len(joins) == 1 and sentence.at(joins[0]).text == "or"


def _top_percent(sentence: Sentence, frame: Frame, i: int, amount: float) -> None:
    """ "top 10 % by clicks", "bottom decile of sessions"."""
    before = sentence.before(i, "noun", "segment", "prep")
    direct = sentence.before(i)
    order = sentence.at(before if before is not None else None)
    if not order.has("desc", "asc") and direct is not None:
        order = sentence.at(direct)
        before = direct
    sides = {"low": "bottom", "high": "top"}
    side = (
        "top"
        if order.has("desc")
        else "bottom"
        if order.has("asc")
        else sides.get(order.get("segment") or "")
    )
    if side is None or before is None:
        return
    used = [i, before]
    if i + 1 < len(sentence) and sentence.at(i + 1).has("percent_sign"):
        used.append(i + 1)
    used += [j for j in range(before, i) if sentence.at(j).has("segment")]
    metric = None
    j = sentence.after(used[-1] if used[-1] > i else i, "prep", "noun", "by")
    if j is not None and sentence.at(j).get("metric"):
        metric = sentence.at(j).get("metric")
        named = sentence.at(j - 1).has("by", "prep") or sentence.at(sentence.before(j)).has("noun")
        if (j == i + 2 or named) and not any(m.breaks for m in sentence.mentions[i + 1 : j + 1]):
            used.append(j)  # beyond a stop it is what is asked of them
    others = [m.get("metric") for _, m in sentence.open("metric")]
    metric = metric or next((m for m in others if m), None)
    sentence.use(*used)
    if metric is None:
        frame.doubts.append(f"By what should the {side} {amount:g} % be picked?")
        return
    if metric in ("time_per_article", "time_per_click", "total_time") and order.text in PACE:
        side = "bottom" if PACE[order.text] == "asc" else "top"
    frame.require(i, Top(metric, amount, "percent", side))  # type: ignore[arg-type]


def _absences(sentence: Sentence, frame: Frame) -> None:
    """ "no searches", "never searched", "without any article views": the metric is 0."""
    for i, _ in list(sentence.open("not")):
        j = sentence.after(i, "active", "only_ever", "prep")
        if j is None or sentence.used[j] or j - i > 6 or sentence.at(j).breaks:
            continue
        mention = sentence.at(j)
        metric = mention.get("metric") or ("searches" if mention.has("search_for") else None)
        if sentence.at(i).text == "not" and j == i + 1 and mention.text.endswith("s"):
            sentence.use(i, j)  # "users, not clicks": a contrast, no absence
            continue
        if _little(sentence, j):
            sentence.use(i)  # "do not search a lot": little, not nothing
            continue
        beyond = sentence.after(j, "prep")
        object_follows = beyond is not None and (
            sentence.at(beyond).has("value") or sentence.at(beyond).quoted or not sentence.at(beyond).known
        )
        if metric is None or metric not in COUNTS or (object_follows and not sentence.used[beyond or 0]):
            continue
        if mention.has("segment") or not _about_users(sentence, frame, i):
            continue
        named_again = [
            k for k in (j + 1, beyond) if k is not None and sentence.at(k).get("metric") == "articles"
        ]
        sentence.use(i, j, *named_again)  # "did not read a single article"
        frame.require(j, Threshold(metric, "=", 0.0))


def _little(sentence: Sentence, j: int) -> bool:
    """True where the verb at `j` is followed by "a lot", "much", "often"."""
    words = " ".join(m.text for m in sentence.mentions[j + 1 : j + 4]).split()[:2]
    return bool({"lot", "much", "often", "frequently"} & set(words))


def _about_users(sentence: Sentence, frame: Frame, i: int) -> bool:
    """True when something before names users the absence can be said of."""
    shared = any(m.has("percent_sign") or m.get("aggregate") == "share" for m in sentence.mentions[:i])
    return (
        frame.listed
        or frame.counted
        or shared
        or bool(frame.where)
        or any(sentence.at(j).has("noun", "segment", "who", "count") for j in range(i))
    )
