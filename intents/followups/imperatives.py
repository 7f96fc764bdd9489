"""Follow-ups that tell what to do, said one way: "take facebook out of this" is "leave out facebook"."""

from __future__ import annotations

import re

from intents.lexicon import Lexicon, stem
from intents.query import Has, Query

_LED = (
    r"(?P<led>(?:(?:and|ok|okay|now|then|so|please|pls|but|hm|no|nah|nvm|(?:what )?if (?:we|you|i)|"
    r"can (?:you|we)|could (?:you|we)|let'?s)\b[,:]? ?)*)"
)
_TAIL = (
    r"(?: (?:of|from) (?:this|that|it|these|those|them|there|here|"
    r"the (?:list|count|figures?|numbers?|result|picture|equation|mix|comparison|chart|table|running)))?"
)
_END = r"(?P<end>(?:,? (?:please|pls|again|too|as well|then|for now))?[.!?]*)"
_PARTED = re.compile(
    rf"{_LED}(?:take|leave|keep|throw|filter|cut|strip|get|kick) "
    rf"(?P<what>(?!(?:that|this|it)\b)[^,.;?!]{{2,40}}?) "
    rf"(?:out|off|away|aside){_TAIL}{_END}",
    re.IGNORECASE,
)
"""The verb and its particle stand around what is taken out."""
_WHOLE = re.compile(
    rf"{_LED}(?:take (?:out|away|off)|throw out|filter out|cut out|strip out|kick out|get rid of|lose|ditch|"
    r"chuck|dump|(?:remove|scrap|drop|leave out|exclude)(?= (?:the|all|any|anyone|anybody|everyone|those|"
    r"our)\b))"
    rf" (?P<what>[^,.;?!]{{2,70}}?){_TAIL}{_END}",
    re.IGNORECASE,
)
"""An imperative that opens the follow-up, and what it is about."""


_STARTS = re.compile(
    rf"{_LED}(?:(?:start|begin|count)(?:ing)? (?:from|at|on|with)|go back to|let it start (?:on|at|from)) "
    r"(?=\d|(?:last|this|the (?:start|beginning))\b|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_GOES_BACK = re.compile(
    rf"{_LED}go back (?P<span>(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:days?|"
    rf"weeks?|months?))"
    rf"(?: instead)?{_END}",
    re.IGNORECASE,
)
"""Where the days begin."""


_NARROWS = re.compile(
    rf"{_LED}(?:restrict|limit|narrow|confine|reduce|cut) "
    r"(?:(?:this|that|it|them|the (?:list|count|figures?|group)) )?(?:(?:even )?further )?"
    r"(?:down )?to (?:what (?:happens|happened|goes on|comes in|came in) )?"
    r"(?=[a-z])(?!(?:the )?(?:top|first|last|best)\b)",
    re.IGNORECASE,
)
"""What is counted is narrowed."""


def said_plainly(text: str) -> str:
    """The follow-up with its words for taking out, or for a first day, put in one way; others as they are."""
    if narrows := _NARROWS.match(text):
        return f"{narrows['led']}only {text[narrows.end() :]}"
    if starts := _STARTS.match(text):
        return f"{starts['led']}since {text[starts.end() :]}"
    if back := _GOES_BACK.fullmatch(text.strip()):
        return f"{back['led']}since {back['span']} ago{back['end']}"
    found = _PARTED.fullmatch(text.strip()) or _WHOLE.fullmatch(text.strip())
    if found is None:
        return text
    return f"{found['led']}leave out {found['what']}{found['end']}"


_WORDS = r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,3}"
_INSTEAD = re.compile(
    rf"{_LED}(?:(?:use|take|with|put|show|have) )?(?:(?:by|per) )?(?:the )?(?P<new>{_WORDS}?) "
    rf"(?:inst(?:ea|e|ae)d of|in place of|rather than) (?:(?:by|per) )?(?:the )?(?P<old>{_WORDS}?){_END}",
    re.IGNORECASE,
)

_NOT_OLD = re.compile(
    rf"{_LED}not (?:(?:by|per) )?(?:the )?(?P<old>{_WORDS}?)(?:,| but| rather)+ "
    rf"(?:(?:by|per) )?(?:the )?(?P<new>{_WORDS}?){_END}",
    re.IGNORECASE,
)
_NEW_NOT = re.compile(
    rf"{_LED}(?:the )?(?P<new>{_WORDS}?), (?:and )?not (?:the )?(?P<old>{_WORDS}?){_END}", re.IGNORECASE
)


_LOOK = r"(?:(?:what|how) (?:does|would|did|will) (?:it|that|this) (?:look|be)(?: like)? with )?"
_STANDS = re.compile(
    rf"{_LED}{_LOOK}(?:(?:use|take|with|put|show|have) )?(?:the )?(?P<new>{_WORDS}?)(?: there)? where "
    rf"(?:(?:it says|we (?:have|had)|you (?:have|had|put)|there (?:is|was)|now)(?: now)? )?(?:the "
    rf")?(?P<old>{_WORDS}?)"
    rf"(?: (?:is|was|are|were|stands|stood|sits)(?: now)?)?{_END}",
    re.IGNORECASE,
)
"""The new one is put where the old one stands."""
_PLACE = re.compile(
    rf"{_LED}{_LOOK}(?:(?:use|take|with|put|show|have) )?(?:the )?(?P<new>{_WORDS}?) in "
    rf"(?P<old>{_WORDS}?)(?:'s|s') "
    rf"(?:place|stead|position|spot){_END}",
    re.IGNORECASE,
)

_RATHER = re.compile(
    rf"{_LED}(?:i|we)(?:'d| would)? (?:much )?(?:rather|prefer to|prefer|like to)"
    r"(?: (?:have|see|get|look at))?"
    r"(?: (?:that|it|this|them|those))?(?: (?:broken down|split|cut|grouped|shown|counted|listed|laid out))?"
    rf"(?: up)?(?: (?:by|per|in))? (?:the )?(?P<new>{_WORDS}?),? "
    rf"(?:rather than|instead of|than|over|and not|not)(?: (?:by|per|in))? (?:the )?(?P<old>{_WORDS}?){_END}",
    re.IGNORECASE,
)
"""A wish for rows or figures of another kind: "I'd rather have that by weekday than by hour"."""

_SWAPS = (_INSTEAD, _NOT_OLD, _NEW_NOT, _STANDS, _PLACE, _RATHER)


def said_as_swap(text: str, lexicon: Lexicon, last: Query) -> str:
    """ "science instead of food", "not food, science" as "swap food with science" after a question on food.

    Other texts are as they are.
    """
    found = next((f for f in (p.fullmatch(text.strip()) for p in _SWAPS) if f), None)
    if found is None:
        return text
    figures = {m.metric for m in last.measures} if last.ask == "figures" else set()
    shown = {"dimension": set(last.by), "metric": figures}
    for kind, before in shown.items():
        gone, wanted = (_meant(found[name].lower(), kind, lexicon) for name in ("old", "new"))
        if gone & before and wanted - gone:
            return f"swap {found['old']} with {found['new']}"  # "articles instead of sections"
    new, old = (_named_by(found[name].lower(), lexicon) for name in ("new", "old"))
    return f"swap {found['old']} with {found['new']}" if new & old & _told(last) else text


def _told(last: Query) -> set[str]:
    """The dimensions of which the question names values, "segment" among them."""
    met = (c.filter for g in last.groups for any_of in g.where for c in any_of[:1] if isinstance(c, Has))
    dimensions = {f.dimension for f in (*last.events, *met)}
    return dimensions | ({"segment"} if any(g.segments for g in last.groups) else set())


def _meant(words: str, kind: str, lexicon: Lexicon) -> set[str]:
    """The dimensions or metrics that words name as such: "sections", "clicks"."""
    named = words.split()
    length, senses = lexicon.longest(named, 0, [stem(w) for w in named])
    return {s.value for s in senses if s.kind == kind and length == len(named)}


def _named_by(words: str, lexicon: Lexicon) -> set[str]:
    """The dimensions of which words name a value, people's nouns left out: "the desktop ones"."""
    named = [w for w in words.split() if w not in _PEOPLE]
    senses = lexicon.longest(named, 0, [stem(w) for w in named])[1] if named else []
    return {s.dimension or s.kind for s in senses if s.kind in ("value", "segment")}


_PEOPLE = ("ones", "one", "users", "readers", "people", "visitors", "clicks", "views", "articles", "traffic")
