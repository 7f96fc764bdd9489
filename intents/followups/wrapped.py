"""Follow-ups wrapped in a sentence: "what if we only took tablets" is "only tablets".

What people say around a change, before or after it, names nothing; what is left is said as it would be alone.
"""

from __future__ import annotations

import re

_LEAD = r"^(?P<lead>(?:(?:and|ok|okay|so|but|now|then|well|hm+|actually)\b[,:]? ?)*)"
_LOOKS = (
    r"(?:take|took|count(?:ed)?|look(?:ed)? (?:at|into)|consider(?:ed)?|include[sd]?|keep|kept|used?|"
    r"allow(?:ed)?|accept(?:ed)?|go by|went by|see|saw|want(?:ed)?|have|had|stay(?:ed)? with)"
)
_ADDS = (
    r"(?:add(?:ed)?|put|include[sd]?|throw in|threw in|bring in|brought in|accept(?:ed)?|"
    r"allow(?:ed)?(?: in)?|let in|admit(?:ted)?|open it to|opened it to)"
)
_IF = rf"{_LEAD}(?:(?:what|how about) if|suppose|imagine|say)(?: that)? (?:we|you|i|one) (?:were to |could )?"
_WRAPPED = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # "what if it were travel instead of food"
        (rf"{_LEAD}(?:what|how about) if (?:it|that|this|they|those)(?: (?:were|was|is|are|had been)|'s|'re) "
         r"(?:about |for |of )?", r"\g<lead>"),
        # "what if we only take those on tablet", "what if you counted only the fans"
        (rf"{_IF}(?:only|just) {_LOOKS} ", r"\g<lead>only "),
        (rf"{_IF}{_LOOKS} (?:only|just) ", r"\g<lead>only "),
        (rf"{_IF}(?:restrict|limit|narrow|confine)(?:e?d)? (?:this |that |it |them )?(?:down )?to ",
         r"\g<lead>only "),
        # "what if we accept google as well", "what if you put twitter next to those two"
        (rf"{_IF}(?:also )?{_ADDS} (?=[^.?!]* (?:too|as well|next to|beside|alongside)\b)", r"\g<lead>add "),
        (rf"{_IF}(?:left|leave) out ", r"\g<lead>leave out "),
        (rf"{_IF}(?:left|leave) (?=[^.?!]*\b(?:out|off|aside)\b)", r"\g<lead>leave "),
        (rf"{_IF}(?:drop|exclude|ignore|skip|remove|forget)(?:p?e?d)? ", r"\g<lead>leave out "),
        (rf"{_IF}add(?:ed)? ", r"\g<lead>add "),
        (rf"{_IF}(?:split|br[eo]ak|broke) ", r"\g<lead>split "),
        (rf"{_IF}(?:{_LOOKS}|switch(?:ed)? to|turn(?:ed)? to|move[d]? to|try|tried) ", r"\g<lead>"),
    )
)  # fmt: skip
_BETTER = re.compile(
    r"^(?!(?:what|which|who|how|is|are|does|do|would|will)\b)(?P<what>[^,.;?!]{3,60}?),? (?:(?:it|that|"
    r"this) )?"
    r"(?:would|might|will|'d) (?:probably |perhaps |maybe )?(?:be|look|work|suit (?:me|us)|make) "
    r"(?:much |far |a bit |a little |even |so much )?"
    r"(?:better|easier|fairer|clearer|nicer|simpler|safer|neater|handier|wiser|cleaner|more \w+|preferable|"
    r"enough|fine|ideal|best|great|lovely|good|useful|helpful)"
    r"(?: (?:to|for|than) [^,.;?!]*)?(?P<end>[.!]*)$",
    re.IGNORECASE,
)
"""A change that is said to be better: "months would be clearer than weeks", "a median would be fairer"."""

_ADDED = tuple(
    (re.compile(pattern, re.IGNORECASE), r"\g<lead>add \g<what>")
    for pattern in (
        # "accept google as well as linkedin", "take the tablets in as well"
        rf"{_LEAD}(?:please )?{_ADDS} (?P<what>[^,.;?!]{{2,30}}?) as well as [^,.;?!]{{2,30}}",
        # "put twitter next to those two", "add health to the comparison"
        rf"{_LEAD}(?:please )?{_ADDS} (?P<what>[^,.;?!]{{2,30}}?) (?:(?:next to|beside|besides|alongside) "
        r"(?:them|those|these|the (?:others|two|three|four))|to the (?:comparison|list|table|chart|mix))"
        r"(?: (?:two|three|four|ones?))?(?= (?:please|too|as well|then)\b|[,.;?!]|$)",
        # "widen the reading so that technology counts just as business does"
        rf"{_LEAD}(?:please )?(?:widen|extend|broaden|loosen|relax) [^.;?!]{{2,40}}?\b(?:so that|so) "
        r"(?P<what>[^,.;?!]{2,30}?) (?:counts|count|qualif(?:y|ies)|is in|are in)\b[^.;?!]*",
        rf"{_LEAD}(?:please )?(?:let|have) (?P<what>[^,.;?!]{{2,30}}?) (?:count|qualify)\b[^.;?!]*",
        rf"{_LEAD}(?:please )?(?:widen|extend|broaden) (?:it|this|that|the \w+) (?:to|by|with) "
        r"(?!(?:the )?(?:end|start|beginning|whole|last|first|\d|yesterday|today|now|(?:jan|feb|mar|apr|may|"
        r"june?|july?|"
        r"aug|sep|oct|nov|dec)[a-z]*)\b)"
        r"(?:include )?(?P<what>[^,.;?!]{2,30}?)(?: (?:too|as well))?(?=[,.;?!]|$)",
    )
)


def unwrapped(text: str) -> str:
    """The change alone that a follow-up asks for; the text itself where it is in no such sentence."""
    text = _BETTER.sub(r"\g<what>\g<end>", text)
    for patterns in (_WRAPPED, _ADDED):
        for pattern, to in patterns:
            text, found = pattern.subn(to, text, count=1)
            if found:
                break
    return text.strip()
