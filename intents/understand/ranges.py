"""Bounds with two ends: "between 10 and 20 clicks", "at least five but no more than ten days"."""

from __future__ import annotations

from intents.query import COUNTS
from intents.understand.bounds import UNIT_DAYS, add_bound, days_metric, metric_near, operator_at
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
        join = sentence.after(low) if low is not None else None
        high = sentence.after(join) if join is not None else None
        joined = sentence.at(join).has("and", "prep", "fill") or sentence.at(join).text == "up to"
        if low is None or join is None or high is None or not joined:
            continue
        _add(sentence, frame, i, (i, low, join, high))


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
        upper = None if join is None else sentence.after(join)
        if join is None or upper is None or not sentence.at(join).has("and"):
            continue
        if sentence.at(upper).has("at_most", "less"):
            beyond = mention.has("more"), sentence.at(upper).has("less")
            _add(sentence, frame, i, (i, i + 1, join, upper, upper + 1), beyond)


def _add(
    sentence: Sentence,
    frame: Frame,
    first: int,
    parts: tuple[int, ...],
    beyond: tuple[bool, bool] = (False, False),
) -> None:
    """The range of the numbers among its parts, of the metric beside it; nothing where either is missing.

    An end that is itself left out (`beyond`) is the next number: only what is counted has one.
    """
    numbers = [n for j in parts if (n := sentence.at(j).number) is not None]
    if len(numbers) != 2 or any(sentence.used[j] for j in parts):
        return
    metric, near = metric_near(sentence, parts[-1], first)
    if metric is None:
        metric, near = days_metric(sentence, parts[-1], first)
    unit = sentence.at(near[-1] if near else None).get("dimension") or ""
    scale = UNIT_DAYS.get(unit, 1.0) if metric == "recency" else 1.0  # "not seen for 2 to 4 weeks"
    low, high = scale * min(numbers) + beyond[0], scale * max(numbers) - beyond[1]
    if metric is not None and low <= high and (metric in COUNTS or not any(beyond)):
        sentence.use(*parts, *near)
        add_bound(sentence, frame, metric, "between", low, high, near)


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
