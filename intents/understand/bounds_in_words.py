"""Bounds whose number is no digit: "once", "exactly one session", "a single click", "more than a week"."""

from __future__ import annotations

from intents.query import COUNTS, Has, Threshold
from intents.understand.bounds import UNIT_DAYS, about_users, add_bound, metric_near, operator_at
from intents.understand.frame import Frame, Sentence


def read_ones(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` with thresholds of one, after those with numbers are read."""
    _more_than_a_week(sentence, frame)
    _once(sentence, frame)
    _one(sentence, frame)
    _at_all(frame)


def _more_than_a_week(sentence: Sentence, frame: Frame) -> None:
    """ "not been here for more than a week": the number is in the article."""
    away = [i for i, _ in sentence.open("awayfor")]
    for i, mention in enumerate(sentence.mentions):
        unit = sentence.at(i + 1).get("dimension") or ""
        if away and mention.text in ("a", "one") and unit in ("day", *UNIT_DAYS):
            before = sentence.before(i, "prep")
            op = operator_at(sentence, before) or ">="
            sentence.use(i, i + 1, away[0], *([before] if before is not None and op != ">=" else []))
            frame.require(i, Threshold("recency", op, UNIT_DAYS.get(unit, 1.0)))  # type: ignore[arg-type]
            return


def _once(sentence: Sentence, frame: Frame) -> None:
    """ "clicked only once", "searched more than once": once is a number too; coming by once is a session."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text != "once" or sentence.used[i]:
            continue
        before = sentence.before(i)
        op = operator_at(sentence, before)
        only = sentence.at(before).has("only")
        first = before if before is not None and (op or only) else i
        metric, near = metric_near(sentence, i, first)
        came = sentence.before(first)
        if metric is None and came is not None and sentence.at(came).has("active"):
            metric, near = "sessions", [came]
        if metric in COUNTS:
            sentence.use(i, *near, *([before] if before is not None and (op or only) else []))
            add_bound(sentence, frame, metric, op or "=", 1.0, None, near, i)


def _one(sentence: Sentence, frame: Frame) -> None:
    """ "exactly one session", "only one click", "a single search", "one click only"."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text not in ("one", "single", "1") or sentence.at(i + 1).text == "single":
            continue
        before = sentence.before(i)
        metric, near = metric_near(sentence, i, i)
        if metric not in COUNTS or near[0] < i or sentence.at(near[-1]).text.endswith("s"):
            continue
        if any(not sentence.used[j] and sentence.at(j).has("not") for j in range(max(i - 3, 0), i)):
            continue  # "hasn't opened a single sport article": none at all
        op, tail = operator_at(sentence, before), near[-1] + 1
        only = [j for j in (before, tail) if j is not None and sentence.at(j).has("only")]
        people = mention.text == "single" or sentence.at(before).has("who", "noun")
        bare = people and (frame.users_measured or frame.listed)
        if (op or only or bare) and about_users(sentence, frame, i):
            sentence.use(i, *near, *only, *([before] if op and before is not None else []))
            add_bound(sentence, frame, metric, op or "=", 1.0, None, near, near[-1])


_MET = {
    "views": ("section", "article"), "articles": ("section", "article"), "clicks": ("device", "source"),
    "sessions": ("device", "source"),
}  # fmt: skip
"""Metric → dimensions of which one event is enough to have met a value."""


def _at_all(frame: Frame) -> None:
    """ "at least one sport article": whoever read sport."""
    for any_of in list(frame.where):
        bound = any_of[0]
        if len(any_of) > 1 or not isinstance(bound, Threshold) or (bound.op, bound.low) != (">=", 1.0):
            continue
        if len(bound.events) == 1 and bound.events[0].dimension in _MET.get(bound.metric, ()):
            frame.put_instead(any_of, (Has(bound.events[0]),))
