"""How follow-ups begin, before they say anything: "and", "ok so", "now can you"."""

from __future__ import annotations

LEAD = (
    r"(?:(?:and|ok|okay|so|but|now|then|well|no|hmm?|please|kindly|also|just|let us|lets|let's|"
    r"can (?:you|we|i)|could (?:you|we|i)|would you|may i|what if we|if we|i want to|i would(?: like to)?) )*"
)
"""In the words of a sentence as it is read."""
WORDS = (
    r"and|ok|okay|so|but|now|then|well|fine|right|hm+|no|please|pls|also|maybe|perhaps|"
    r"(?:in|for) that case"
)
"""The same in a text as it was typed."""
OPENING = rf"(?:(?:{WORDS})\b[,:]? ?)*"
LED = rf"(?P<led>{OPENING})"
"""What stays before a follow-up that is said in other words."""
