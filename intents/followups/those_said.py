"""How a follow-up points at the users spoken of, said one way: "how many users is that", "of those, ..."."""

from __future__ import annotations

from intents.followups.leads import OPENING
from intents.speech.rewording import reworded, rewordings

_PEOPLE = r"(?:people|users|readers|visitors|heads|persons|individuals|customers)"
_CROWD = r"(?:group|crowd|lot|set|bunch|audience|cohort|selection|pool)"
_CONDITIONS = r"(?:(?:all|both)(?: of)? )?(?:that|this|it|those|these|them|the (?:conditions|criteria))"
_HOW_MANY = "how many users is that"

_THOSE = rewordings(
    # "how many heads are we talking about there"
    (rf"\bhow many ({_PEOPLE}) are we talking about\b(?: (?:there|here)(?=[.?!]*$))?",
     r"how many \1 is that"),
    # "how many readers does that leave us with?"
    (rf"\bhow many ({_PEOPLE}) (?:does|did|do|would) (?:that|this|it) (?:leave|make|give|come to|add up to)"
     r"(?: (?:us|me|you))?(?: with)?(?=[.?!]*$)", r"how many \1 is that"),
    (r"\bhow many (?:heads|persons|individuals) is\b", "how many people is"),
    # "in absolute terms that makes how many users?"
    (r"(?:in (?:absolute|real|plain) (?:terms|numbers|figures),? )?\b(?:that|this|it) (?:then )?"
     r"(?:makes|is|are|comes to|adds up to|amounts to|leaves)(?: (?:us|me))?(?: with)? how many"
     rf"(?: {_PEOPLE})?(?=[.?!]*$)", _HOW_MANY),
    # "what's the total number of people who meet all that?"
    (rf"^{OPENING}(?:what(?:'s| is) )?(?:the )?(?:(?:total |overall |exact )?number of|how many) {_PEOPLE} "
     r"(?:who |that |which )?(?:meet|fulfil|fulfill|satisfy|match|fit|pass)s? "
     rf"{_CONDITIONS}(?: (?:conditions|criteria))?(?=[.?!]*$)", _HOW_MANY),
    # "of this remaining group"
    (rf"\b(?:this|that|the) (?:remaining|resulting|smaller|narrower|same|latter) ({_CROWD})\b", r"that \1"),
    # "in this group, how big is the share of fans?"
    (r"\bhow (?:big|large|high|small) (?:is|was) the "
     r"(?:share|percentage|proportion|part) of (?:the )?(?!that\b)",
     "what share is "),
    (rf"^({OPENING})(?:in|of|within|among|out of|from|inside) (?:this|that) {_CROWD}, "
     r"(?=(?:how|what|which)\b)",
     r"\1of those, "),
)  # fmt: skip


def said_of_those(text: str) -> str:
    """A follow-up in the words by which the users spoken of are pointed at; others as they are."""
    return reworded(text, _THOSE)
