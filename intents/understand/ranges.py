"""Bounds with two ends: "between 10 and 20 clicks", "at least five but no more than ten days"."""

from __future__ import annotations

from intents.numbers import seconds_of
from intents.query import COUNTS, TIMED, Threshold
from intents.understand.bounds import UNIT_DAYS, add_bound, days_metric, metric_near, of_time, operator_at
from intents.understand.frame import Frame, Sentence


def read_ranges(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with thresholds that have two numbers, before those of one are read."""
    _between(sentence, frame)
    _from_to(sentence, frame)
    _in_a_row(sentence, frame)
    _both_ends(sentence, frame)
    _around(sentence, frame)


def _between(sentence: Sentence, frame: Frame) -> None:
    """ "between 10 and 20 clicks", "from 2 to 4 sessions"."""
    for i, _ in list(sentence.open("between")):
        low = sentence.after(i, "prep")
        join = sentence.after(_with_unit(sentence, low)) if low is not None else None
        high = sentence.after(join) if join is not None else None
        joined = sentence.at(join).has("and", "prep", "fill") or sentence.at(join).text == "up to"
        if low is None or join is None or high is None or not joined:
            continue
        _add(sentence, frame, i, (*range(i, _with_unit(sentence, low) + 1), join, high))


def _with_unit(sentence: Sentence, i: int) -> int:
    """Where the number at `i` ends, its own unit of time taken with it: "30 seconds"."""
    unit = sentence.at(i + 1)
    return i + (seconds_of(unit.text) is not None and not unit.get("metric"))


def _from_to(sentence: Sentence, frame: Frame) -> None:
    """ "2 to 4 sessions", "on 5-10 days"."""
    for i in range(len(sentence) - 2):
        if sentence.at(i + 1).text in ("to", "-", "thru", "through", "till", "until", "up to"):
            _add(sentence, frame, i, (i, i + 1, i + 2))


def _in_a_row(sentence: Sentence, frame: Frame) -> None:
    """ "in 3, 4 or 5 sessions": each of the numbers from the first to the last."""
    for join in range(2, len(sentence) - 1):
        first = join - 1
        while first > 0 and sentence.at(first).breaks and sentence.at(first - 1).number is not None:
            first -= 1
        parts = [*range(first, join), join + 1]
        numbers = [sentence.at(j).number for j in parts]
        start = numbers[0]
        run = start is not None and len(numbers) > 2 and numbers == [start + k for k in range(len(numbers))]
        if run and sentence.at(join).has("or"):
            between = [*parts[1:-1], join]
            _add(sentence, frame, first, (first, parts[-1]))
            sentence.use(*(between if sentence.used[first] else []))


def _both_ends(sentence: Sentence, frame: Frame) -> None:
    """ "at least five but no more than ten days", "over 5 but under 10 clicks"."""
    for i, mention in list(sentence.open("at_least", "more")):
        join = sentence.after(i + 1)
        named = join if sentence.at(join).get("metric") else None  # "more than 5 views but fewer than 20"
        join = sentence.after(named) if named is not None else join
        upper = None if join is None else sentence.after(join)
        if join is None or upper is None or not sentence.at(join).has("and"):
            continue
        own = metric_near(sentence, upper + 1, upper)[0] if named is not None else None
        if sentence.at(upper).has("at_most", "less") and own is None:
            beyond = mention.has("more"), sentence.at(upper).has("less")
            _add(sentence, frame, i, (i, i + 1, join, upper, upper + 1), beyond, named)


def _add(
    sentence: Sentence,
    frame: Frame,
    first: int,
    parts: tuple[int, ...],
    beyond: tuple[bool, bool] = (False, False),
    named: int | None = None,
) -> None:
    """The range of the numbers among its parts, of the metric beside it; nothing where either is missing.

    An end that is itself left out (`beyond`) is the next number: only what is counted has one.
    """
    numbers = [n for j in parts if (n := sentence.at(j).number) is not None]
    if len(numbers) != 2 or any(sentence.used[j] for j in parts):
        return
    units = [
        seconds_of(sentence.at(j + 1).text.split(" ")[0]) for j in parts if sentence.at(j).number is not None
    ]
    last = _with_unit(sentence, parts[-1])
    metric, near = metric_near(sentence, last, first)
    if named is not None:
        metric, near = sentence.at(named).get("metric"), [named]
    elif (earlier := _rival(sentence, frame, first)) and (metric is None or _of_both(sentence, near, last)):
        metric, near = earlier, [parts[-1]]
    if units[1] is not None:
        metric = of_time(sentence, metric)
    if metric is None:
        metric, near = days_metric(sentence, parts[-1], first)
    unit = sentence.at(near[-1] if near else None).get("dimension") or ""
    scale = UNIT_DAYS.get(unit, 1.0) if metric == "recency" else 1.0  # "not seen for 2 to 4 weeks"
    ends = [number * scale for number in numbers]
    if units[1] is not None and metric in TIMED:
        ends = [number * (unit or units[1]) for number, unit in zip(numbers, units, strict=True)]
    low, high = min(ends) + beyond[0], max(ends) - beyond[1]
    if metric is not None and low <= high and (metric in COUNTS or not any(beyond)):
        sentence.use(*parts, last, *near)
        add_bound(sentence, frame, metric, "between", low, high, near)


def _rival(sentence: Sentence, frame: Frame, first: int) -> str | None:
    """ "3 to 5 sessions vs 6 to 10": what the range before counts, where this one is set against it."""
    bounds = [a for a in frame.where if isinstance(a[0], Threshold)]
    between = sentence.mentions[frame.said.get(bounds[-1], first) : first] if bounds else ()
    against = any(m.has("compare") for m in between)
    return bounds[-1][0].metric if against and isinstance(bounds[-1][0], Threshold) else None


def _of_both(sentence: Sentence, near: list[int], last: int) -> bool:
    """ "vs those with 6 to 10: time per article": a metric beyond a stop is what is asked of both."""
    return bool(near) and near[0] > last and sentence.at(near[0]).breaks


def _around(sentence: Sentence, frame: Frame) -> None:
    """ "20 <= clicks <= 40"."""
    for i, mention in list(sentence.open("metric")):
        left, right = sentence.before(i), sentence.after(i)
        if left is None or right is None or mention.get("metric") is None:
            continue
        ops = [operator_at(sentence, j) for j in (left, right)]
        ends = [sentence.before(left), sentence.after(right)]
        values = [sentence.at(j).number for j in ends]
        if ops == ["<=", "<="] and None not in values:
            sentence.use(i, left, right, *[j for j in ends if j is not None])
            add_bound(sentence, frame, str(mention.get("metric")), "between", values[0] or 0.0, values[1], [])
