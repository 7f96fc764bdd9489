"""What only speech has: hesitations, looking for a word, stops said as words, halves of the day.

"clicks per um what's it called section comma last week question mark" is "clicks per section, last week?",
"from 9 in the morning" is "from 9 am".
"""

from __future__ import annotations

import re

_HESITATIONS = re.compile(
    r"(?:,\s*)?\b(?:u+h*m+|u+h+|e+r+m+|e+hm+|h+m+|er|a+h+m*)\b(?!\.\w),?", re.IGNORECASE
)
_LOOKED_FOR = re.compile(
    r"(?<=\w)\s+(?:what(?:'?s| is| was) (?:it|that|the word|the name|its name)(?: called| again)+|"
    r"what do (?:you|they|we) call (?:it|that|them)|how (?:do|would|does) (?:you|one|i|we) (?:say|call)"
    r"(?: it| that| them| this)?|how to say(?: it| that)?|what ?(?:chamacallit|sit)|thingy(?= \w)|"
    r"(?<=.{12})what was it(?= (?!(?:in|on|for|at|last|this|before|like|then|by|per)\b)\w))"
    r"\b,?",
    re.IGNORECASE,
)
"""Said while one looks for a word."""
_STOPS = (
    (re.compile(r"\s+(?:question ?mark|exclamation (?:mark|point))(?=\s*[.?!]*$)", re.IGNORECASE), "?"),
    (re.compile(r"\s+full stop(?=\s*[.?!]*$)", re.IGNORECASE), "."),
    (re.compile(r"\s+comma(?=\s)(?!\s+separated)", re.IGNORECASE), ","),
)
"""Stops that were dictated."""


_TWICE = re.compile(
    r"\b(the|an?|of|in|on|for|from|with|by|per|and|is|are|was|to|me|we|i|our|how many|how|many|what|which|"
    r"show me|give me) \1\b",
    re.IGNORECASE,
)
"""Said twice, as one does while thinking on: "how many how many"."""


_CLOCK = re.compile(
    r"\b(?P<at>(?:from|until|till|to|at|after|before|between|since|by|and)) "
    r"(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?h\b| o'?clock)? "
    r"(?:(?:in|of|at) (?:the )?)?(?:early |late )?(?P<part>morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)


def _half(found: re.Match[str]) -> str:
    """ "until 5 in the afternoon" as "until 5 pm"; the end of a range at night says nothing of its start."""
    part = found["part"].lower()
    if part == "night" and found["at"].lower() in ("and", "to", "between"):
        return found.group()
    small = found["hour"] in ("1", "2", "3", "4", "5", "12", "one", "two", "three", "four", "five", "twelve")
    return (
        f"{found['at']} {found['hour']} {'am' if part == 'morning' or (part == 'night' and small) else 'pm'}"
    )


def as_written(text: str) -> str:
    """The text as it would have been written; the text itself where nothing would be left."""
    said = text
    for pattern, stop in _STOPS:
        said = pattern.sub(stop, said)
    said = _CLOCK.sub(_half, said)
    said = re.sub(r"\s+", " ", _HESITATIONS.sub(" ", said))
    return _TWICE.sub(r"\1", _LOOKED_FOR.sub("", said)).strip() or text
