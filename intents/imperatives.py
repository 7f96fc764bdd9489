"""Follow-ups that tell what to take out, said one way: "take facebook out of this" is "leave out facebook"."""

from __future__ import annotations

import re

_LED = r"(?P<led>(?:(?:and|ok|okay|now|then|so|please|pls|but|hm|no|nah|nvm|(?:what )?if (?:we|you|i)|can (?:you|we)|could (?:you|we)|let'?s)\b[,:]? ?)*)"
_TAIL = r"(?: (?:of|from) (?:this|that|it|these|those|them|there|here|the (?:list|count|figures?|numbers?|result)))?"
_END = r"(?P<end>(?:,? (?:please|pls|again|too|as well|then|for now))?[.!?]*)"
_PARTED = re.compile(
    rf"{_LED}(?:take|leave|keep|throw|filter|cut|strip|get|kick) (?P<what>(?!(?:that|this|it)\b)[^,.;?!]{{2,40}}?) "
    rf"(?:out|off|away|aside){_TAIL}{_END}",
    re.IGNORECASE,
)
"""The verb and its particle stand around what is taken out."""
_WHOLE = re.compile(
    rf"{_LED}(?:take (?:out|away|off)|throw out|filter out|cut out|strip out|kick out|get rid of|lose|ditch|"
    r"chuck|dump|remove|scrap|drop|leave out|exclude)(?= (?:the|all|any|anyone|anybody|everyone|those|our)\b)"
    rf" (?P<what>[^,.;?!]{{2,70}}?){_TAIL}{_END}",
    re.IGNORECASE,
)
"""An imperative that opens the follow-up, and what it is about."""


def said_plainly(text: str) -> str:
    """The follow-up with its words for taking out put in one way; any other text as it is."""
    found = _PARTED.fullmatch(text.strip()) or _WHOLE.fullmatch(text.strip())
    if found is None:
        return text
    return f"{found['led']}leave out {found['what']}{found['end']}"
