"""Follow-ups to a largest or smallest value: who has it, and the users next to them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from intents.query import COUNTS, Measure, Query
from intents.understand.frame import Frame, Sentence

_WHO_IS_IT = re.compile(
    r"(?:(?:and|so|ok) )*who(?: is|s|'s| was) (?:it|that|this|he|she|that user|that person)"
)


def who_has_it(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """ "which user is that", "show the top 10" after the most clicks of anybody: the list it ends."""
    ends: dict[str, Literal["desc", "asc"]] = {"max": "desc", "min": "asc"}
    extreme = [m for m in last.measures if m.aggregate in ends]
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.aggregates
    if last.ask != "figures" or last.by or len(extreme) != len(last.measures) or len(extreme) != 1 or named:
        return None
    ranked = frame.limit is not None and frame.order is not None
    asks = frame.listed_by_name or _WHO_IS_IT.fullmatch(sentence.text)
    if not (asks or ranked) or frame.counted:
        return None
    metric, order = extreme[0].metric, ends[extreme[0].aggregate]
    measure = Measure(metric, "sum" if metric in (*COUNTS, "total_time") else "mean")
    limit = frame.limit or (None if sentence.any("noun") and frame.several else 1)
    return replace(
        last,
        ask="users",
        measures=(measure,),
        order=frame.order or order,
        limit=limit,
        period=frame.period or last.period,
    )
