"""Ends of an order that are told as a fraction, in per cent: "the top quarter of users" is the top 25 %."""

from __future__ import annotations

import re

_PERCENT = {
    "half": "50", "third": "33.33", "tercile": "33.33", "quarter": "25", "fifth": "20", "quintile": "20",
    "tenth": "10", "twentieth": "5",
}  # fmt: skip
"""Fraction → per cent."""
_ENDS = {"upper": "top", "uppermost": "top", "lower": "bottom", "bottommost": "bottom"}
"""Words for an end that elsewhere mean other things → those that always name it."""
_FRACTION = rf"(?P<part>{'|'.join(_PERCENT)})"
_END = r"(?P<end>top(?:most)?|bottom(?:most)?|upper(?:most)?|lower|lowest|highest|heaviest|lightest|middle)"
_BUSY = r"(?P<busy>(?:most|least) (?:active|engaged))"
_PEOPLE = r"(?:all )?(?:the |our )?(?:users?|readers?|people|visitors?|audience|base)"
_OF_ORDER = re.compile(
    rf"\b(?:{_END}|{_BUSY}) (?:one[ -])?{_FRACTION}\b(?! (?:of )?(?:the )?(?:day|week|month|year|last)\b)",
    re.IGNORECASE,
)
_BOTH_ENDS = re.compile(
    rf"\b(?P<one>top|bottom) (?P<join>and|or|vs\.?|versus|against) (?P<the>the )?(?P<other>top|bottom) "
    rf"(?P<amount>{_FRACTION}|\d+ ?(?:%|per ?cent|pct))(?!\w)",
    re.IGNORECASE,
)
"""Two ends that share one amount."""
_WITH_ORDER = re.compile(
    rf"\bthe {_FRACTION} of (?P<who>{_PEOPLE} (?:who|that|with) "
    r"(?=[^.,;:?]*\b(?:most|least|fewest|highest|lowest|longest|shortest)\b))",
    re.IGNORECASE,
)


_DECILES = (
    (re.compile(r"\b(?:lower|bottom) and (?:the )?(?:upper|top) deciles?\b", re.IGNORECASE), "10th and 90th"),
    (re.compile(r"\b(?:upper|top) and (?:the )?(?:lower|bottom) deciles?\b", re.IGNORECASE), "90th and 10th"),
    (re.compile(r"(?<!in the )(?<!of the )\blower decile\b(?= of)", re.IGNORECASE), "10th"),
    (re.compile(r"(?<!in the )(?<!of the )\bupper decile\b(?= of)", re.IGNORECASE), "90th"),
)
"""Deciles that are figures → their percentiles."""


def in_percent(text: str) -> str:
    """The text with "top third" as "top 33.33%" and "the fifth of users who click most" as "the 20% of".

    "lower and upper decile" are the 10th and 90th percentile.
    """
    for pattern, percentile in _DECILES:
        text = pattern.sub(f"{percentile} percentile", text)
    text = _BOTH_ENDS.sub(r"\g<one> \g<amount> \g<join> \g<the>\g<other> \g<amount>", text)
    text = _OF_ORDER.sub(_of_order, text)
    return _WITH_ORDER.sub(lambda found: f"the {_PERCENT[found['part'].lower()]}% of {found['who']}", text)


def _of_order(found: re.Match[str]) -> str:
    end = (found["end"] or found["busy"]).lower()
    return f"{_ENDS.get(end, end)} {_PERCENT[found['part'].lower()]}%"
