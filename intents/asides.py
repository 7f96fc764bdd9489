"""Leaves out what people say around a question: greetings, excuses, what it is for.

A stretch between stops is an aside when a question stands before it, it opens like talk about the asker or an
example, and it holds no number. Text is only ever left out whole; the reading shows what was read.
"""

from __future__ import annotations

import re

_STRETCH = re.compile(r"[^,.;!?()–—]+[,.;!?()–—]*\s*|[,.;!?()–—]+\s*")
_QUESTION = re.compile(
    r"\b(?:how|what|whats|which|who|whos|when|where|why|list|show|give|gimme|tell|"
    r"number of|is|are|do|does|did|can|could|compare|top|average|avg|mean|median|total|count)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:i'?m (?:guessing|not sure|just|asking|afraid|trying|sorry)|"
    r"i (?:guess|think|suppose|believe|hope|bet|know|need it|want to|wanna|was told)|"
    r"i'?d (?:like to know for|love)|my (?:boss|manager|guess|mentor|teacher)|"
    r"it'?s for|its for|this is for|that'?s for|asking for|because|cause|cos|since my|like (?!for)|"
    r"for (?:a|an|my|our|the) (?:\w+ )?(?:idea|slide|deck|report|meeting|presentation|friend|article idea|"
    r"newsletter|pitch|client|boss)|the friend|(?:the|a) (?:boss|client) (?:wants|asked|needs)|"
    r"these (?:r|are) the|if (?:possible|you can|that)|"
    r"lol|haha|thanks|thank you|thx|cheers|please|pls|no (?:rush|hurry)|sorry|"
    r"(?:i'?m |we'?re )?(?:trying|wanna|want(?:ing)?|planning|hoping|going|gonna|about|deciding|thinking|looking) "
    r"(?:to|of|about|it)\b|so (?:i|we|that|they)\b|to (?:see|check|decide|plan|help|set)\b|aka\b|"
    r"(?:it |that |this )?(?:feels?|sounds?|seems?|smells?) (?:like|as)|(?:those|they|these|that)(?:'re|'s| are| is) worth|"
    r"(?:or )?(?:if|unless) it'?s|i'?(?:ve| have)? (?:been told|heard|keep hearing|swear|doubt)|i'?ll|i'?d (?:bet|say)|"
    r"(?:someone|somebody|they|people|he|she|everyone) (?:say|says|said|tells?|told|reckons?|keeps?|claims?)|"
    r"(?:or |and )?(?:is|isn'?t|was) (?:that|it|this) (?:just )?(?:an?|another|my|our|only)|"
    r"(?:typical )?mind you|don'?t (?:tell|ask|worry|bother|spare|need to)|the numbers? will do|numbers? will do|"
    r"whatever you(?:'ve| have)? got|no need|word is|rumou?r|(?:as|like) (?:always|usual)|or am i|am i|or not|"
    r"you know|or (?:whatever|something|so)|(?:that|it) would be|much appreciated|just curious|curious)\b",
    re.IGNORECASE,
)


_REPAIR = re.compile(
    r"(?:\.{2,}|…|,|;|-|–|—|\.)\s*(?:no,? wait|wait,? no|wait|scrap that|"
    r"forget (?:that|it|about it)|never ?mind|actually,? no|no,? sorry|ok(?:ay)? just|or rather)\b[,.: ]*|"
    r"(?:\.{2,}|…)\s*(?:i mean|just|actually|well|let me rephrase)\b[,.: ]*",
    re.IGNORECASE,
)
"""Where somebody starts over: what follows is the question."""


_PREAMBLE = re.compile(
    r"(?:for (?:the|a|an|my|our|tomorrow'?s|today'?s|next|this) [\w' -]{2,40}, "
    r"(?=(?:could|can|would|how|what|which|who|list|show|give)\b)"
    r"|(?:i|we|my|our|before i|so i|there is|there's|got|having)\b[^?]{12,200}?"
    r"\b(?:would like to know|like to know|want to know|wants to know|need to know|will ask me|asked me|"
    r"wondering|tell (?:me|us))\b,? (?:if |whether )?(?=(?:how|what|which|who|when|where|the|our|about)\b))",
    re.IGNORECASE,
)
"""What it is for, and who asks: before the question."""


def without_asides(text: str) -> str:
    """The text without its asides; the text itself where nothing can be left out safely."""
    text = _PREAMBLE.sub("", text) if _PREAMBLE.match(text) else text
    *_, last = _REPAIR.split(text)
    if last != text and len(last.split()) >= 4 and _QUESTION.search(last):
        text = last
    kept: list[str] = []
    asked = False
    for stretch in _STRETCH.findall(text):
        bare = stretch.strip(" ,.;!?()–—")
        aside = asked and _ASIDE.match(bare) and not re.search(r"\d", bare)
        if aside and not re.search(r"\b(?:per|by|vs|median|mean|average|avg|percent|only)\b", bare.lower()):
            kept.append(", ")
            continue
        kept.append(stretch)
        asked = asked or bool(_QUESTION.search(bare))
    return "".join(kept).strip()
