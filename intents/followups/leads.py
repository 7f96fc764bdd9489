"""How follow-ups begin and end around what they say: "and", "ok so can we", "please", "instead"."""

from __future__ import annotations

LEAD = (
    r"(?:(?:and|ok|okay|so|but|now|then|well|no|hmm?|please|kindly|also|just|let us|lets|let's|"
    r"can (?:you|we|i)|could (?:you|we|i)|would you|may i|what if we|if we|i want to|i would(?: like to)?) )*"
)
"""Before what is said, in the words of a sentence as it is read."""
TAIL = r"(?: (?:please|pls|again|then|now|too|as well|instead|rather|only))*"
"""Behind it."""
WORDS = (
    r"and|ok|okay|so|but|now|then|well|fine|right|hm+|no|please|pls|also|maybe|perhaps|"
    r"(?:in|for) that case"
)
"""Before what is said, in a text as it was typed."""
OPENING = rf"(?:(?:{WORDS})\b[,:]? ?)*"
LED = rf"(?P<led>{OPENING})"
"""The same, kept before a follow-up that is said in other words."""
REQUEST = (
    rf"(?P<led>(?:(?:{WORDS}|nah|nvm|(?:what )?if (?:we|you|i)|(?:can|could) (?:you|we)|let'?s)\b[,:]? ?)*)"
)
"""The same where it is asked for."""
END = r"(?P<end>(?:,? (?:please|pls|again|too|as well|then|for now))?[.!?]*)"
"""Kept behind it."""
