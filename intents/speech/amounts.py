"""Amounts told in words, in digits: "the twenty-fifth", "half a minute", "the top quarter of users".

An end of an order is put in per cent, a length of time with a half in it in the smaller unit.
"""

from __future__ import annotations

import re

from intents.speech.rewording import Put, reworded, rewordings
from intents.tokens import NUMBER_WORDS

_NTH = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th",
}  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]({'|'.join(_NTH)})\b(?![- ]time)",
    re.IGNORECASE,
)
"""A day or a percentile of two words: "the twenty-fifth"."""

_SMALLER = {"hour": "minutes", "minute": "seconds"}
"""Unit → the one that sixty of make it."""
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
_LOWER, _UPPER = r"(?:lower|bottom)", r"(?:upper|top)"
_A_FIGURE = r"(?<!in the )(?<!of the )"
"""Not before a decile that is a group of users."""


def ordinals_in_digits(text: str) -> str:
    """The text with ordinals of two words in digits: "the ninety-fifth percentile" has the 95th."""
    return _ORDINAL.sub(lambda m: f"{NUMBER_WORDS[m[1].lower()][0]}{_NTH[m[2].lower()]}", text)


def fractions_in_digits(text: str) -> str:
    """The text with "30 seconds" for half a minute and "top 33.33%" for the top third."""
    return reworded(text, _FRACTIONS)


def _in_smaller(number: int) -> Put:
    """So many of the unit below the one that is named."""
    return lambda found: f"{number} {_SMALLER[found[1].lower()]}"


def _end_of_order(found: re.Match[str]) -> str:
    end = (found["end"] or found["busy"]).lower()
    return f"{_ENDS.get(end, end)} {_PERCENT[found['part'].lower()]}%"


def _share_of_people(found: re.Match[str]) -> str:
    return f"the {_PERCENT[found['part'].lower()]}% of {found['who']}"


def _either_amount(found: re.Match[str]) -> str:
    """ "2 or 3" as a span, where nothing lies between the two."""
    digits = {"one": "1", **NUMBER_WORDS}
    low, high = (digits.get(found[name].lower(), found[name]) for name in ("low", "high"))
    return f"between {low} and {high}" if int(high) == int(low) + 1 else found.group()


_NUMBER = rf"(?:\d+|one|{'|'.join(NUMBER_WORDS)})"
_FRACTIONS = rewordings(
    # "users with two or three active days"
    (rf"\b(?<!least )(?<!most )(?<!than )(?P<low>{_NUMBER}) or (?P<high>{_NUMBER})(?= (?:active days|clicks|"
     r"searches|sessions|visits|views|articles|article views|pages)\b)", _either_amount),
    (r"\bhalf an? (hour|minute)\b", _in_smaller(30)),
    (r"\b(?:a|one) quarter of an? (hour|minute)\b", _in_smaller(15)),
    (r"\bthree[ -]quarters of an? (hour|minute)\b", _in_smaller(45)),
    (r"\b(?:an?|one|1) (hour|minute) and a half\b", _in_smaller(90)),
    (r"\b(?:one|1) and a half (hour|minute)s\b", _in_smaller(90)),
    # deciles that are figures
    (rf"\b{_LOWER} and (?:the )?{_UPPER} deciles?\b", "10th and 90th percentile"),
    (rf"\b{_UPPER} and (?:the )?{_LOWER} deciles?\b", "90th and 10th percentile"),
    (rf"{_A_FIGURE}\blower decile\b(?= of)", "10th percentile"),
    (rf"{_A_FIGURE}\bupper decile\b(?= of)", "90th percentile"),
    # "top and bottom tenth": two ends that share one amount
    (r"\b(?P<one>top|bottom) (?P<join>and|or|vs\.?|versus|against) (?P<the>the )?(?P<other>top|bottom) "
     rf"(?P<amount>{_FRACTION}|\d+ ?(?:%|per ?cent|pct))(?!\w)",
     r"\g<one> \g<amount> \g<join> \g<the>\g<other> \g<amount>"),
    # "the upper third", "the most active half"
    (rf"\b(?:{_END}|{_BUSY}) (?:one[ -])?{_FRACTION}\b(?! (?:of )?(?:the )?(?:day|week|month|year|last)\b)",
     _end_of_order),
    # "the fifth of users who click most"
    (rf"\bthe {_FRACTION} of (?P<who>{_PEOPLE} (?:who|that|with) "
     r"(?=[^.,;:?]*\b(?:most|least|fewest|highest|lowest|longest|shortest)\b))",
     _share_of_people),
)  # fmt: skip
