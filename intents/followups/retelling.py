"""Rewords what follow-ups often say in words that mean something else in a question of its own."""

from __future__ import annotations

import re

_RETOLD = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # "no wait, saturdays as well", "perfect, and in september?": what is said before one goes on
        (r"^(?:(?:no,? wait|wait,? no|oh,? wait|wait|hang on|hold on|nah|ooh?|ah|aha|perfect|brilliant|"
         r"lovely|fantastic|oh well|fair enough)\b[,.!:;\s–—-]+)+(?=\S)", ""),
        # "too few, go back to 10": another number, and why
        (r"^(?:(?:no|ok|that is|that's|thats|way|far|a bit|still|hm|hmm),? )*too (?:few|many|much|little|"
         r"long|short|wide|narrow|high|low|strict|loose)\b[,.;!\s–—-]+(?=\S)", ""),
        (r"\b(?:go |went )?back (?:down |up )?to (?=\d+(?: (?:then|please|pls|again|clicks|searches|views|"
         r"articles|sessions|pages))*[.?!]*$)", "make it "),
        # "headcount again, not the share", "all of october, not just the window": said already
        (r"(?:[,.;–—-]\s*(?:and )?|(?<!\bwho)(?<!\bthat)(?<!\bdo)(?<!\bdid)(?<!\bare)(?<!\bis)\s+)not "
         r"(?:just|jsut|only|merely) (?!.*\bbut\b)[^,;.?!]+[.?!]*$", ""),
        (r",?\s+(?:and )?not (?:as )?(?:the|a) (?:share|percentage|proportion|number|count|mean|average|"
         r"median|total|sum)s?[.!]*$", ""),
        # "they should also have read opinion", "they must have read food"
        (r"^(?:and |but |ok,? |also,? )*(?:they |those )?(?:should|shoud|shold|must|need to|have to|"
         r"ought to) (?:(?:also|all) )?have (?=\w+(?:ed|d)\b)", "who also "),
        # "how many of that are fans"
        (r"\bhow many of (?:that|this|it|taht)\b(?= (?:are|were|is|was|have|had|did|do|came|come|read|also|"
         r"use)\b)",
         "how many of them"),
        # "no, up to and including 3"
        (r"\bup to and including\b", "at most"),
        # "what did it look like in september"
        (r"\b(?:what|how) (?:did|does|would|do) (?:it|that|this|things) look(?: like)?\b", "how about"),
        # "do fans behave the same way?", "does that hold for fans?"
        (r"\b(?:do|does|did) (?:the )?([\w -]{2,40}?) (?:behave|act|do it|look) (?:in )?(?:the same(?: way)?|"
         r"alike|likewise|similarly)\b", r"same for \1"),
    )
)  # fmt: skip


def retold(text: str) -> str:
    """A follow-up in words that say the same of the question before; the text itself where none apply."""
    for pattern, to in _RETOLD:
        found = pattern.sub(to, text).strip()
        text = found or text
    return text
