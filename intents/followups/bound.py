"""Follow-ups that set another bound: "lower the limit to 30 clicks", "no, 3 articles", "5+ clicks there"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from intents.numbers import seconds_of
from intents.query import TIMED, Filter, Has, Query, Threshold, highest_first
from intents.understand.bounds import UNIT_DAYS, operator_at
from intents.understand.frame import Frame, Sentence


def read_bound(last: Query, sentence: Sentence, frame: Frame) -> None:
    """A number with the metric of a bound of before is that bound; "there" names the events of before."""
    _of_events_there(last, sentence, frame)
    if _not_seen_for(last, sentence, frame):
        return
    bounds = [c for any_of in last.group.where for c in any_of if isinstance(c, Threshold)]
    anew = any(isinstance(a[0], Threshold) for a in frame.where) or frame.by or frame.aggregates
    if anew or sentence.any("what", "count", "desc", "asc"):
        return
    for i, mention in enumerate(sentence.mentions):
        metric = sentence.at(i + 1).get("metric")
        same = [b for b in bounds if b.metric == metric and b.op != "between"]
        if mention.number is None or not same or frame.metrics not in ([], [metric]):
            continue
        frame.where.append((replace(same[-1], low=mention.number),))
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
    bounds = [c for any_of in last.group.where for c in any_of if isinstance(c, Threshold)]
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
    bounds = [c for any_of in last.group.where for c in any_of if isinstance(c, Threshold)]
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
    r"(?:(?:and|but|so|ok|now|what about|how about|what if|make (?:it|that)|for) )*"
    r"(?P<op>over|more than|longer than|at least|under|less than|fewer than|at most|up to) "
    r"(?P<number>\d+|a|an|one) (?P<unit>day|week|month)s?(?: (?:instead|then|please|rather))*"
)
_OPERATORS: dict[str, Any] = {
    "at least": ">=", "under": "<", "less than": "<", "fewer than": "<", "at most": "<=", "up to": "<=",
}  # fmt: skip
"""Words of a bound → its operator; the others say that it is passed."""


def _not_seen_for(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "over three weeks?" after those not seen for more than two: that long, and no days of events."""
    bounds = [c for a in last.group.where for c in a if isinstance(c, Threshold) and c.metric == "recency"]
    said = _SO_LONG.fullmatch(sentence.text)
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


_ENOUGH = re.compile(r"\b(?:enough|will do|would do|plenty|suffices?|of them|of those|only need)\b")
"""Words for how much of a list is wanted, where a bound may be, too."""


_TOPS = re.compile(r"\b(?:max|maximum|tops)$")


def has_rows(last: Query) -> bool:
    """True after rows of which some can be asked for."""
    ranked = bool(last.by) and (last.order is not None or highest_first(last))
    return last.limit is not None or last.ask == "users" or ranked


def read_bare_number(last: Query, number: float, sentence: Sentence, frame: Frame, said: Any) -> None:
    """ "make it 50", "at least 20?", "20 will do": the rows asked for, or the bound of the last condition."""
    bounds = [c for any_of in last.group.where for c in any_of if isinstance(c, Threshold)]
    bounds = [c for c in bounds if said or c.op != "between"]
    unclear = last.ask == "users" and last.limit is None and bounds and not _ENOUGH.search(sentence.text)
    at_most = said == "<=" and last.ask == "users" and _TOPS.search(sentence.text)  # "15 max", of a list
    if at_most or (has_rows(last) and not unclear and frame.limit is None and not said):
        frame.limit = int(number)
    elif bounds:
        frame.where.append((replace(bounds[-1], low=number, high=None, op=said or bounds[-1].op),))
    else:
        frame.doubts.append("What the number stands for is not clear.")
