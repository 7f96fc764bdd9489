"""What is said around a follow-up: "that is a thin line. by month, please", "another thing: ...".

A remark asks nothing, and names nothing but what was asked before or is asked right behind it.
"""

from __future__ import annotations

import re

from intents.followups.leads import WORDS
from intents.followups.names import AMOUNT, all_names, asked_of, names
from intents.lexicon import Lexicon
from intents.query import Query
from intents.speech.world import POINTING

_HENCE = re.compile(
    r"^(?P<why>[^.!?;:\d\"]{8,90}?)(?:,|[.;]) so (?:please )?"
    r"(?=(?:please|leave|take|drop|exclude|remove|skip|ignore|show|give|make|redo|do|now|let|compare|add|"
    r"keep|rank|sort|list|split|put)\b)",
    re.IGNORECASE,
)
"""Why something is wanted, before it: "of course food wins there, so leave food out"."""
_OTHER_MIND = re.compile(
    r"^(?:(?!(?:how|what|which|who)\b)[\w']+ ){1,5}"
    r"chang(?:ed|es|ing) (?:my|our|his|her|their) minds?[,.;:!–—-]* "
    r"(?:so |and (?:now )?)?(?=\S+ \S)",
    re.IGNORECASE,
)
"""That somebody wants something else, before it."""
_SENTENCE = re.compile(r"^(?P<first>[^.!?;:\"]{3,90}?)(?:[.!;]+|…|\.{2,}|,? [-–—])\s+(?=\S+ \S)")
"""A first sentence, and that more than a word comes behind it."""
_CLAUSE = re.compile(
    r"^(?P<first>[^.,!?;:\"]{3,90}),\s+(?:so |but |and )?"
    r"(?=(?:please |can (?:you|we) |could (?:you|we) )?(?:make|take|put|do|give|show|let|go|use|leave|keep|"
    r"only|just|since|by|per|from|how|what|which|where|when|who|the (?:past|last|previous))\b\s\S)",
    re.IGNORECASE,
)
"""The same, where a comma stands and something is asked for behind it."""
_MANNERS = re.compile(
    r"^(?:(?:no|ok|okay|oh|ah|hm+|well|fine|right|good|great|nice|alright|yes|yeah|sorry|so|and|but|wow|"
    r"(?:thanks|thank you)(?: so much| very much| a lot)?)\b[,!. ]*)*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:'(?:s|re|ll|d|m|ve)|n't|\b(?:is|are|was|were|am|be|been|seems?|looks?|sounds?|feels?|says?|tells?|"
    r"means?|shows?|gets?|got|has|have|had|will|would|can|cannot|could|should|might|thought|expected|feared|"
    r"suspected|see|wins?|helps?|needs?|wants?|comes?|goes|does|do|did|think|know|distorts?|skews?|spoils?|"
    r"hides?|dominates?|likes?|prefers?|trust|mean))\b|\btoo (?:much|many|few|little|often|wildly|strongly)$"
    r"|^(?:too|not (?:much|many|bad|great|good|a lot|enough|so|very|too|what)|nothing|pity|a pity|shame|"
    r"what a (?:pity|shame|surprise)|less|more|fewer|quite|pretty|rather|as (?:i|we) |interesting|strange|"
    r"odd|funny|impressive|surprising|hardly|a bit|only a)\b",
    re.IGNORECASE,
)
"""The verb of a remark, or how one without a verb begins."""
_SPEAKS = re.compile(r"(?:i|we|they|it|you|he|she) (?!who\b|and\b|or\b)[a-z]+ \w", re.IGNORECASE)
"""Somebody and what they do."""
_ASKS = re.compile(
    r"^(?:(?:and|but|so|now|then|also|please|maybe|perhaps)\b,? )*(?:how|what(?! a\b)|which|who|whom|whose|"
    r"where|when|why|is|are|was|were|do|does|did|has|have|can|could|would|will|should|show|give|list|tell|"
    r"take|make|put|add|leave|keep|drop|remove|compare|count|rank|sort|split|let|use|go|without|except|"
    r"i(?:'d| would| want| need| meant)|we(?:'d| would| want| need)|in|on|by|for|per|from|since|with|among|"
    r"of|to|if|what if|only(?! a\b)|just|same|or|as a|as the|instead|back|again)\b"
    r"|\b(?:only|just|instead|rather than|as well|too$|also|want(?:ed)? (?:to|the|it|them)|i meant|"
    r"should be|(?<!that )(?<!this )must be)\b",
    re.IGNORECASE,
)
"""What a first sentence says that asks for something itself."""
_NAMING = ("value", "segment", "metric", "dimension")
_ASKING = (*_NAMING, "aggregate", "movement")


def without_remark(text: str, lexicon: Lexicon, last: Query) -> str:
    """The text without a first sentence about the answer, if that names nothing that could be asked."""
    text = _OTHER_MIND.sub("", text)
    found = _HENCE.match(text)
    if found and _adds_no_name(found["why"], text[found.end() :], lexicon):
        return text[found.end() :]
    for pattern in (_SENTENCE, _CLAUSE):
        found = pattern.match(text)
        if found and is_remark(found["first"], text[found.end() :], lexicon, last):
            return text[found.end() :]
    return text


def _adds_no_name(first: str, rest: str, lexicon: Lexicon) -> bool:
    """True where the rest says again whatever the first sentence names."""
    again = all_names(rest, lexicon, _NAMING)
    return all(heard & again for heard in names(first, lexicon, _NAMING))


def manners(text: str) -> int:
    """Where what is said begins after the manners."""
    return found.end() if (found := _MANNERS.match(text)) else 0


def is_remark(first: str, rest: str, lexicon: Lexicon, last: Query) -> bool:
    """True where a first sentence speaks, asks nothing and adds no name or number to what comes behind it."""
    said = first[manners(first) :]
    if not (_SAYS.search(said) or _SPEAKS.match(said)) or _ASKS.search(said):
        return False
    if AMOUNT.search(said) and not AMOUNT.search(rest):
        return False
    again = all_names(rest, lexicon, _ASKING)
    of_them = {("dimension", kind) for kind, _ in again}  # "culture only, that's the section we push"
    known = again | of_them | asked_of(last) | _UNITS
    return all(heard & known for heard in names(said, lexicon, _ASKING))


_UNITS = {("dimension", unit) for unit in ("day", "week", "month")} | {
    ("metric", "views"),
    ("aggregate", "sum"),
}
"""Names that are plain words in a remark: "a whole month is hard to read", "all together"."""


_THING = r"(?:thing|question|topic|matter|subject|point|note|issue|one|thought|story)"
_NEW = re.compile(
    rf"^(?:(?:{WORDS}|good|thanks|thank you|alright|oh|sorry)\b[,.!]? )*"
    r"(?:(?:just )?(?:(?:for|on|to) )?(?:an? )?(?:very |completely |totally |quite |entirely )?"
    rf"(?:separate|different|another|new|other|unrelated|fresh|quick|last|final) (?:\w+ )?{_THING}"
    r"(?: (?:altogether|now|entirely|then|for you))?"
    r"|something (?:completely |totally |quite |entirely )?(?:else|different|new|unrelated)"
    r"(?: (?:now|entirely))?"
    r"|never ?mind(?: (?:that|it|then|about (?:it|that)))?"
    r"|(?:a )?chang(?:e of|ing the) (?:topic|subject)|(?:sorry )?for jumping (?:about|around))"
    r"\s*(?:[:,.;!–—]|\.{2,}| -)+\s+(?=\S+ \S+ \S)",
    re.IGNORECASE,
)
_POINTS_BACK = POINTING | {
    "that",
    "it",
    "its",
    "one",
    "too",
    "also",
    "instead",
    "again",
    "only",
    "just",
    "former",
    "latter",
}
"""Words by which a question leans on the one before all the same."""


def without_new_topic(text: str) -> str | None:
    """The question behind such words, where it points at nothing before; None for all others."""
    found = _NEW.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return None if set(re.findall(r"[a-z]+", rest.lower())) & _POINTS_BACK else rest
