"""Rewords what follow-ups often say in words that mean something else in a question of its own."""

from __future__ import annotations

import re

_UNIT = r"(?:hours?|days?|weeks?|months?|weekdays?|hourly|daily|weekly|monthly)"
_STEP = r"(hour|day|week|month|weekday)s?"
_RETOLD = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # "no wait, saturdays as well", "perfect, and in september?": what is said before one goes on
        (r"^(?:(?:no,? wait|wait,? no|oh,? wait|wait|hang on|hold on|nah|ooh?|ah|aha|perfect|brilliant|"
         r"lovely|fantastic|oh well|fair enough)\b[,.!:;\s–—-]+)+(?=\S)", ""),
        # "no, culture", "culture, sorry": only what is meant counts
        (r"(?<=\w)[,;–—-]+\s*(?:sorry|my mistake|my bad)[.!]*$", ""),
        (r"^(?:(?:no|nope|sorry)\b[,:;\s–—-]*)+(?:i|we) (?:meant|mean)\b[,:]?\s+(?=\S)", ""),
        (r"^(?:no|nope)\b\s*[,:;–—-]+\s*(?=\S)(?!.*\b(?:i|we) (?:meant|mean)\b)", ""),
        # "months, not weeks", "not weeks, months": another step
        (rf"^(?:and )?(?:by )?{_STEP},? (?:and )?not (?:by )?{_UNIT}[.!]*$", r"by \1 instead"),
        (rf"^not (?:by )?{_UNIT},? (?:but )?(?:by )?{_STEP}[.!]*$", r"by \1 instead"),
        # "150, not 200", "not 200 but 150": another amount
        (r"^(\d+),? (?:and )?not \d+[.!]*$", r"make it \1"),
        (r"^not \d+,? (?:but )?(\d+)[.!]*$", r"make it \1"),
        # "monthly is enough"
        (rf"^(?:by )?({_UNIT}) (?:is|are|will|would) (?:enough|do|be enough|be fine)[.!]*$", r"\1"),
        # "and science on top of that"
        (r"^((?:[\w-]+ ?){1,5}) on top of (?:that|it)[.!]*$", r"\1 as well"),
        # "how many people are we talking about there"
        (r"\b(how many (?:people|users|readers)) are we talking about\b", r"\1 is that"),
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
