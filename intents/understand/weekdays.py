"""Days of the week: each of some, weekends against weekdays, what a weekend changes."""

from __future__ import annotations

import calendar
from dataclasses import replace

from intents.query import Filter, Has
from intents.understand.frame import Frame, Sentence


def whole_weekend(sentence: Sentence, frame: Frame) -> None:
    """ "on Saturdays and Sundays", where the two are not told apart: at the weekend."""
    apart = frame.compared or "weekday" in frame.by or sentence.any("compare", "or")
    both = [f for f in frame.events if set(f.values) == {"Saturday", "Sunday"}]
    if both and not apart:
        frame.events[frame.events.index(both[0])] = replace(both[0], values=("weekend",))


def said_twice(frame: Frame) -> None:
    """ "weekend 17 and 18 October", "was Friday odd? clicks on 30 October": the days say it."""
    period = frame.period
    if period is None or period.days > 2 or {"weekday", "daytype"} & set(frame.by):
        return
    days = {calendar.day_name[day.weekday()] for day in (period.first, period.last)}
    kinds = {"weekend" if day.startswith("S") else "weekday" for day in days}
    for found in frame.filters():
        if found.dimension == "weekday" and not found.negated and {*found.values} in (days, kinds):
            frame.leave_out(found)


def each_weekday(sentence: Sentence, frame: Frame) -> None:
    """ "on each Sunday in October", "Sunday by Sunday": a row for each of those days."""
    for i, mention in enumerate(sentence.mentions):
        name = next((s.value for s in mention.senses if s.dimension == "weekday"), None)
        single = sentence.at(i - 1).text == "single"
        led = sentence.at(i - 1 - single)
        again = led.text == "by" and sentence.at(i - 2).text == mention.text
        each = led.text in ("each", "on each", "for each", "per", "on every") or (single and led.has("by"))
        if name is None or frame.by or not (again or each) or name in ("weekday", "weekend"):
            continue
        found = Filter("weekday", (name,))
        frame.where = [a for a in frame.where if a != (Has(found),)]
        frame.events = [*(f for f in frame.events if f.dimension != "weekday"), found]
        frame.by, frame.users_measured = ["day"], frame.users_measured or not frame.metrics
        return


_DIFFERS = {
    "change", "affect", "influence", "impact", "matter", "difference", "different", "differ", "differently",
    "effect", "influences", "affects", "changes", "matters", "differs", "impacts",
}  # fmt: skip
"""Words that want to know what a weekend does to a figure."""


def _differs(sentence: Sentence) -> list[int]:
    """ "do weekends change how long people read": told by the weekdays, which nobody named."""
    told = [i for i, m in enumerate(sentence.mentions) if _DIFFERS & set(m.text.split())]
    against = any(m.has("compare") and i not in told for i, m in enumerate(sentence.mentions))
    return [] if against else told


def weekend_or_week(sentence: Sentence, frame: Frame) -> None:
    """Events on weekends and on weekdays: the two are told apart."""
    weekend = next((f for f in frame.events if f.dimension == "weekday" and f.values == ("weekend",)), None)
    if weekend and not frame.by and frame.metrics and (told := _differs(sentence)):
        sentence.use(*told)
        frame.events.remove(weekend)
        frame.by, frame.compared, frame.changing, frame.baseline = ["daytype"], True, False, None
        return
    if weekend and "weekday" in frame.by and sentence.any("compare", "or"):
        frame.events.remove(weekend)
        frame.by, frame.order, frame.compared = ["daytype"], None, True
    if weekend and frame.by == ["day"] and "saturday or sunday" in sentence.text:
        frame.events[frame.events.index(weekend)] = replace(weekend, values=("Saturday", "Sunday"))
        frame.by = ["weekday"]  # "which day is busier, saturday or sunday"
    if "daytype" in frame.by:  # "is it a weekend thing? weekends against weekdays"
        frame.events = [f for f in frame.events if not (set(f.values) <= {"weekend", "weekday"} and f.values)]
        frame.by = [d for d in frame.by if d != "weekday"]
    both = next(
        (f for f in frame.events if f.dimension == "weekday" and set(f.values) == {"weekend", "weekday"}),
        None,
    )
    if both:
        frame.events.remove(both)
        apart = [d for d in frame.by if d not in ("weekday", "daytype", "day", "week")]
        frame.by, frame.order, frame.compared = ["daytype", *apart], None, True  # "... by segment"
