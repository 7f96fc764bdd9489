"""A place in the order of users after another one: "and the 10th" after the 90th percentile is no day.

Put as "10th percentile" before any days are read; `figure.py` reads those that no day is called by.
"""

from __future__ import annotations

import re

from intents.followups.leads import OPENING
from intents.query import Query

_NTH = re.compile(
    rf"^{OPENING}(?:(?:what|how) about |for |at )?(?:the )?(?P<nth>\d{{1,2}}(?:st|nd|rd|th))"
    r"(?: (?:one|then|instead|please|too))*[.?! ]*$",
    re.IGNORECASE,
)


def as_percentile(text: str, last: Query) -> str:
    """ "and the 10th" as "10th percentile", where a percentile was asked for before."""
    cut = any(m.aggregate[0] == "p" and m.aggregate[1:].isdigit() for m in last.measures)
    found = _NTH.match(text) if cut or any(m.aggregate == "median" for m in last.measures) else None
    return f"{found['nth']} percentile" if found else text
