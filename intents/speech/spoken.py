"""What only speech has: hesitations, looking for a word, stops said as words, halves of the day.

"clicks per um what's it called section comma last week question mark" is "clicks per section, last week?",
"from 9 in the morning" is "from 9 am", "what he or she reads" is "what they read".
"""

from __future__ import annotations

import re

from intents.speech.rewording import reworded, rewordings

_HESITATION = r"(?:u+h*m+|u+h+|e+r+m+|e+hm+|h+m+|er|a+h+m*)"
_LOOKS_FOR = (
    r"(?:what(?:'?s| is| was) (?:it|that|the word|the name|its name)(?: called| again)+|"
    r"what do (?:you|they|we) call (?:it|that|them)|"
    r"how (?:do|would|does) (?:you|one|i|we) (?:say|call)(?: it| that| them| this)?|"
    r"how to say(?: it| that)?|what ?(?:chamacallit|sit)|thingy(?= \w)|"
    r"(?<=.{12})what was it(?= (?!(?:in|on|for|at|last|this|before|like|then|by|per)\b)\w))"
)
"""Said while one looks for a word."""
_REPEATED = (
    r"(the|an?|of|in|on|for|from|with|by|per|and|is|are|was|to|me|we|i|our|how many|how|many|what|which|"
    r"show me|give me)"
)
"""What one says twice while thinking on: "how many how many"."""
_SMALL = ("1", "2", "3", "4", "5", "12", "one", "two", "three", "four", "five", "twelve")
"""Hours at night that are of the morning."""


def as_written(text: str) -> str:
    """The text as it would have been written; the text itself where nothing would be left."""
    return reworded(text, _SPOKEN)


def _half(found: re.Match[str]) -> str:
    """ "until 5 in the afternoon" as "until 5 pm"; the end of a range at night says nothing of its start."""
    part = found["part"].lower()
    if part == "night" and found["at"].lower() in ("and", "to", "between"):
        return found.group()
    early = part == "morning" or (part == "night" and found["hour"] in _SMALL)
    return f"{found['at']} {found['hour']} {'am' if early else 'pm'}"


_SPOKEN = rewordings(
    # one user, whoever it is
    (r"\b(?:he or she|she or he|he/she|she/he|s/he)\b(?: (?!does|goes|was|has)([a-z]+[^s\W])s\b)?",
     lambda found: f"they {found[1]}" if found[1] else "they"),
    (r"\b(?:his or her|her or his|his/her|her/his)\b", "their"),
    (r"\b(?:him or her|her or him|him/her|her/him)\b", "them"),
    # stops that were dictated
    (r"\s+(?:question ?mark|exclamation (?:mark|point))(?=\s*[.?!]*$)", "?"),
    (r"\s+full stop(?=\s*[.?!]*$)", "."),
    (r"\s+comma(?=\s)(?!\s+separated)", ","),
    (r"\b(?P<at>from|until|till|to|at|after|before|between|since|by|and) "
     r"(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?h\b| o'?clock)? "
     r"(?:(?:in|of|at) (?:the )?)?(?:early |late )?(?P<part>morning|afternoon|evening|night)\b",
     _half),
    (rf"(?:,\s*)?\b{_HESITATION}\b(?!\.\w),?", " "),
    (r"\s+", " "),
    (rf"(?<=\w)\s+{_LOOKS_FOR}\b,?", ""),
    (rf"\b{_REPEATED} \1\b", r"\1"),
)  # fmt: skip
