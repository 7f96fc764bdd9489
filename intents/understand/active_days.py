"""Days on which users are active, counted: "on ten days or more", "nearly every day", "on only one day"."""

from __future__ import annotations

from intents.query import Operator, Threshold, of_kind
from intents.understand.frame import Frame, Sentence


def days_they_show_up(sentence: Sentence, frame: Frame) -> None:
    """ "how many days does a fan show up": days, counted, of users who are active."""
    for i, mention in sentence.open("dimension"):
        days = mention.text in ("day", "days") and frame.counted and not frame.metrics
        counted = not frame.users_measured or sentence.at(sentence.before(i)).has("count")
        if days and counted and sentence.any("active", "awayfor"):
            away = [j for j, _ in sentence.open("awayfor")]
            sentence.use(i, *away)
            frame.metrics.append("recency" if away else "active_days")
            frame.users_measured = False
            frame.by = [d for d in frame.by if d not in ("day", "month")]
            return


def on_one_day(sentence: Sentence, frame: Frame) -> None:
    """ "on only one day", "on ten days or more": how many days a user was active."""
    if not sentence.any("active"):
        return
    for i, mention in enumerate(sentence.mentions):
        if sentence.at(i + 1).get("dimension") != "day" or sentence.used[i]:
            continue
        after = sentence.at(i + 2)
        single = mention.text == "single" and sentence.at(i - 1).text in ("one", "a")  # "on one single day"
        if single or (mention.text in ("one", "single") and sentence.any("only", "exactly")):
            sentence.use(i, i + 1)
            frame.require(i, Threshold("active_days", "=", 1.0))
        elif mention.number is not None and after.has("at_least", "at_most"):
            sentence.use(i, i + 1, i + 2)
            op: Operator = ">=" if after.has("at_least") else "<="
            frame.require(i, Threshold("active_days", op, mention.number))


def one_visit(sentence: Sentence, frame: Frame) -> None:
    """ "one-and-done visitors": a single session, unless the question says what it takes for one."""
    found = [i for i, _ in sentence.open("one_visit")]
    bounds = [c for c in of_kind(Threshold, frame.where) if c.op == "="]
    sentence.use(*found)
    if found and not any(c.metric in ("sessions", "active_days", "clicks") for c in bounds):
        frame.where.append((Threshold("sessions", "=", 1.0),))


def days_of_activity(sentence: Sentence, frame: Frame) -> None:
    """ "mean number of days their users are active", "come back on the most days": days, counted."""
    for i, mention in list(sentence.open("dimension")):
        most = sentence.at(i - 1).text in ("on most", "on the most")
        counted = most or sentence.at(sentence.before(i)).has("count", "desc", "asc")
        ago = sentence.at(i + 1).has("ago") or sentence.any("awayfor") or sentence.cue("last_seen")
        if mention.text in ("day", "days") and counted and sentence.any("active") and not ago:
            sentence.use(i)
            frame.metrics.append("active_days")
            frame.users_measured = False
            frame.order = "desc" if most else frame.order
            return


_DAILY = ("every day", "every single day", "all days")


def every_day(sentence: Sentence, frame: Frame) -> None:
    """ "how many were active every day this week": on as many days as there were."""
    daily = [i for i, m in enumerate(sentence.mentions) if m.text in _DAILY]
    people = (frame.users_measured or frame.listed) and not frame.metrics and frame.by in (["day"], [])
    if daily and people and sentence.at(sentence.before(daily[0])).has("active"):
        if frame.period_unit == "whole" and sentence.at(daily[0]).text == "all days":
            frame.period, frame.period_unit = None, ""
        first, last = (frame.period.first, frame.period.last) if frame.period else sentence.vocabulary.window
        frame.by = []
        frame.require(daily[0], Threshold("active_days", ">=", float((last - first).days + 1)))


_NEARLY = (
    "nearly every day", "almost every day", "most days", "practically every day", "virtually every day",
)  # fmt: skip


def nearly_every_day(sentence: Sentence, frame: Frame) -> None:
    """ "anyone who is in nearly every day": who was active on the most days shows it."""
    said = [i for i, m in enumerate(sentence.mentions) if m.text in _NEARLY]
    if said and not frame.metrics and sentence.any("noun", "who"):
        frame.by = [d for d in frame.by if d != "day"]
        frame.metrics, frame.order, frame.users_measured = ["active_days"], "desc", False
        frame.listed = frame.listed_by_name = True
