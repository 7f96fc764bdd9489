"""Follow-ups that are a number: another bound, other days, rows or ends ("make it 50", "no, 3 articles")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any, Literal

from intents.followups.leads import LEAD, TAIL
from intents.numbers import seconds_of
from intents.query import (
    TIMED,
    USER_ASKS,
    Filter,
    Has,
    Moved,
    Period,
    Query,
    Threshold,
    Top,
    highest_first,
    moves,
    of_kind,
)
from intents.understand.bounds import UNIT_DAYS, operator_at
from intents.understand.comparing import told_to_move
from intents.understand.frame import Frame, Sentence
from intents.understand.tops import side_of
from intents.understand.wording import RISING


def read_bound(last: Query, sentence: Sentence, frame: Frame) -> None:
    """A number with the metric of a bound of before is that bound; "there" names the events of before."""
    _of_events_there(last, sentence, frame)
    if _not_seen_for(last, sentence, frame):
        return
    bounds = of_kind(Threshold, last.group.where)
    said = of_kind(Threshold, frame.where)
    if said and {b.metric for b in said} <= {b.metric for b in bounds} and not sentence.any("noun", "count"):
        frame.listed = frame.users_measured = frame.counted = frame.implied_users = False  # "over 20 clicks"
    if said or frame.by or frame.aggregates or sentence.any("what", "count", "desc", "asc"):
        return
    for i, mention in enumerate(sentence.mentions):
        metric = sentence.at(i + 1).get("metric")
        same = [b for b in bounds if b.metric == metric and b.op != "between"]
        if mention.number is None or not same or frame.metrics not in ([], [metric]):
            continue
        only = sentence.at(sentence.before(i)).has("only") and same[-1].op in (">", ">=")  # "only 1 click"
        frame.where.append((replace(same[-1], op="=" if only else same[-1].op, low=mention.number),))
        frame.metrics, frame.limit, frame.order = [], None, None
        frame.listed = frame.listed_by_name = frame.users_measured = frame.counted = False
        sentence.use(i, i + 1)
        return


_KINDS = {"clicks": ("page_section", "page", "device", "source"), "views": ("section", "article")}
"""Metrics → the dimensions whose values say where such events were."""


def _of_events_there(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "with 5+ clicks there" after users of some pages: clicks on those."""
    if not {"there", "on them", "on it", "on those"} & {m.text for m in sentence.mentions}:
        return
    met = [c.filter for a in last.group.where for c in a[:1] if isinstance(c, Has) and not c.negated]
    for i, any_of in enumerate(frame.where):
        bound = any_of[0]
        if len(any_of) == 1 and isinstance(bound, Threshold) and not bound.events:
            there: list[Filter] = [f for f in met if f.dimension in _KINDS.get(bound.metric, ())[:2]]
            frame.where[i] = (replace(bound, events=tuple(there[-1:])),)


def reads_span_of_bound(last: Query, sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "21 to 50", "30 minutes?": a range, or a length with its unit, for the last bound."""
    bounds = of_kind(Threshold, last.group.where)
    end = sentence.after(i, "prep", "and", "between")
    number, unit = sentence.at(i).number, seconds_of(sentence.at(i + 1).text)
    if not bounds or number is None:
        return False
    if end is not None and (high := sentence.at(end).number) and high > number:
        frame.where.append((replace(bounds[-1], op="between", low=number, high=high),))
    elif unit is not None and bounds[-1].metric in TIMED:
        said = operator_at(sentence, sentence.before(i))
        frame.where.append((replace(bounds[-1], op=said or bounds[-1].op, low=number * unit),))
    elif bounds[-1].metric in TIMED and not unit:
        frame.doubts.append("Is that in seconds, minutes or hours?")
    else:
        return False
    sentence.use(*range(i, len(sentence)))
    return True


def reads_days_of_bound(last: Query, sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "two days" after users who came on one day, "more than two weeks" after those not seen for one."""
    bounds = of_kind(Threshold, last.group.where)
    days = [c for c in bounds if c.metric in ("active_days", "recency")]
    unit = {"day": 1.0, **UNIT_DAYS}.get(sentence.at(i + 1).get("dimension") or "")
    bare = all(j in (i, i + 1) or m.has(*_BESIDE) for j, m in enumerate(sentence.mentions))
    weeks = bool(days) and days[-1].metric == "active_days" and unit != 1.0
    if not days or unit is None or weeks or not bare:
        return False
    op = operator_at(sentence, sentence.before(i, "prep")) or operator_at(sentence, i + 2) or days[-1].op
    low = (sentence.at(i).number or 0) * unit
    frame.where.append((replace(days[-1], op=op, low=low, high=None),))
    frame.period, frame.by, frame.limit = None, [], None
    sentence.use(*range(len(sentence)))
    return True


_SO_LONG = re.compile(
    rf"{LEAD}(?:(?:what about|how about|what if|make (?:it|that)|for|only|those|the ones) )*"
    r"(?P<op>over|more than|longer than|at least|under|less than|fewer than|at most|up to) "
    rf"(?P<number>\d+|a|an|one) (?P<unit>day|week|month)s?{TAIL}"
)
_OPERATORS: dict[str, Any] = {
    "at least": ">=", "under": "<", "less than": "<", "fewer than": "<", "at most": "<=", "up to": "<=",
}  # fmt: skip
"""Words of a bound → its operator; the others say that it is passed."""


def _not_seen_for(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "over three weeks?" after those not seen for more than two, or after days: that many, no period."""
    bounds = [c for a in last.group.where for c in a if isinstance(c, Threshold) and c.metric == "recency"]
    said = _SO_LONG.fullmatch(sentence.text)
    if not of_kind(Threshold, last.group.where):
        bounds = [Threshold(m, ">", 0) for m in last.metrics & {"recency", "active_days"}]
    if not bounds or said is None:
        return False
    days = {"day": 1.0, **UNIT_DAYS}[said["unit"]] * (int(said["number"]) if said["number"].isdigit() else 1)
    frame.where = [(replace(bounds[-1], op=_OPERATORS.get(said["op"], ">"), low=days, high=None),)]
    frame.period, frame.by, frame.limit = None, [], None
    sentence.use(*range(len(sentence)))
    return True


_BESIDE = ("fill", "lead", "and", "prep", "exactly", "more", "less", "at_least", "at_most")
"""Kinds of words beside the days of a bound that say nothing else."""


def said_of(sentence: Sentence, i: int) -> Any:
    """ "at most 2", "2 or fewer": how the number bounds."""
    return operator_at(sentence, sentence.before(i)) or operator_at(sentence, i + 1)


_ENOUGH = re.compile(r"\b(?:enough|will do|would do|plenty|suffices?|limit|of them|of those|only need)\b")
"""Words for how much of a list is wanted, where a bound may be, too."""
_TOPS = re.compile(r"\b(?:max|maximum|tops)$")


def has_rows(last: Query) -> bool:
    """True after rows of which some can be asked for."""
    ranked = bool(last.by) and (last.order is not None or highest_first(last))
    return last.limit is not None or last.ask == "users" or ranked


def read_bare_number(last: Query, number: float, sentence: Sentence, frame: Frame, said: Any) -> None:
    """ "make it 50", "at least 20?", "20 will do": the rows asked for, or the bound of the last condition."""
    bounds = of_kind(Threshold, last.group.where)
    bounds = [c for c in bounds if said or c.op != "between"]
    unclear = last.ask == "users" and last.limit is None and bounds and not _ENOUGH.search(sentence.text)
    at_most = said == "<=" and last.ask == "users" and _TOPS.search(sentence.text)  # "15 max", of a list
    if at_most or (has_rows(last) and not unclear and frame.limit is None and not said):
        frame.limit = int(number)
    elif bounds:
        frame.where.append((replace(bounds[-1], low=number, high=None, op=said or bounds[-1].op),))
    else:
        frame.doubts.append("What the number stands for is not clear.")


_BESIDE_A_NUMBER = (
    "fill", "lead", "and", "prep", "noun", "percent_sign", "at_least", "at_most", "more", "less", "exactly",
)  # fmt: skip
"""Kinds of words beside the number of a follow-up that names nothing else."""


def only_number(sentence: Sentence) -> bool:
    """ "20 rather", "and user 87": a number, and nothing else that is named."""
    numbers = [m for m in sentence.mentions if m.number is not None or m.user is not None]
    others = [m for m in sentence.mentions if m not in numbers]
    others = others[1:] if others and others[0].text == "no" else others  # "no, up to 3"
    return len(numbers) == 1 and all(m.has(*_BESIDE_A_NUMBER) for m in others)


_MOST_ROWS = 100
"""A larger number after a list of users is rather one of their ids."""


def only_amount(sentence: Sentence, last: Query) -> bool:
    """ "20 rather" after ten rows or a bound of ten: an amount, and nobody's id."""
    bounded = has_rows(last) or any(isinstance(c, Threshold | Top) for a in last.group.where for c in a)
    large = any(m.number is not None and m.number > _MOST_ROWS for m in sentence.mentions)
    if large and last.ask == "users" and last.limit is None:
        return False  # "1506?" after a list: one of those
    about_one = last.ask in USER_ASKS or last.group.users
    return bool(bounded) and not about_one and only_number(sentence) and not sentence.any("noun")


def read_span(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "two weeks instead", "and down?", "make it 50": short for days, a direction or a number of before."""
    moved = moves(last.group)
    for i, mention in enumerate(sentence.mentions):
        unit = sentence.at(i + 1).get("dimension") if i + 1 < len(sentence) else None
        small = mention.number is not None and 0 < mention.number < 10_000
        if small and not sentence.used[i] and reads_days_of_bound(last, sentence, frame, i):
            return
        if small and not sentence.used[i] and unit in _DAYS_OF:
            days = int(mention.number or 0) * _DAYS_OF[unit]
            start = sentence.vocabulary.as_of - dt.timedelta(days=days)
            sentence.use(i, i + 1)
            if moved:
                frame.point = Period(start, start)
            else:
                frame.period = Period(start + dt.timedelta(days=1), sentence.vocabulary.as_of)
            frame.limit, frame.order = None, None
            frame.by = [d for d in frame.by if d != unit]
        elif small and not sentence.used[i] and sentence.at(i - 1).text in ("first", "top"):
            frame.limit = int(mention.number or 0)
            sentence.use(i)
        elif mention.number is not None and not sentence.used[i]:
            if reads_span_of_bound(last, sentence, frame, i):
                break
            read_bare_number(last, mention.number, sentence, frame, said_of(sentence, i))
            sentence.use(*range(i, len(sentence)))
            break
        turned = mention.text.startswith(("up", "down")) or told_to_move(mention)
        if moved and turned and not frame.where and not sentence.used[i]:
            direction = "up" if mention.text.startswith(("up", *RISING)) else "down"
            frame.where.append((Moved(direction, (), (), moved[0].start, moved[0].end),))  # type: ignore[arg-type]
            sentence.use(i)


def other_end(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "bottom 10 %?", "and the 50 lightest": another end of the order that users were picked by."""
    picked = of_kind(Top, last.group.where)
    percent = any(m.has("percent_sign") for m in sentence.mentions)
    if not picked or (last.by and not percent) or frame.metrics or frame.where:
        return
    alone = only_amount(sentence, last)  # "make it 20", "20 % rather"
    for i, mention in enumerate(sentence.mentions):
        side = picked[0].side if alone else side_of(sentence, i)
        if mention.number is None or not side:
            continue
        percent = sentence.at(i + 1).has("percent_sign")
        unit: Literal["percent", "users"] = "percent" if percent else "users"
        if alone:
            unit = "percent" if percent else picked[0].unit
            frame.aggregates = [a for a in frame.aggregates if a != "share"]
            frame.users_measured = False
        frame.where.append((replace(picked[0], amount=mention.number, unit=unit, side=side),))
        frame.end = None
        frame.order = frame.limit = None
        frame.users_ranked = frame.listed = frame.listed_by_name = False
        frame.segments = []
        sentence.use(i, i + percent)
        return


_DAYS_OF = {"day": 1, "week": 7, "month": 30}
