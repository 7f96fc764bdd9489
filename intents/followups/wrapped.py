"""Follow-ups wrapped in a sentence: "what if we only took tablets" is "only tablets".

What people say around a change, before or after it, names nothing; what is left is said as it would be alone.
"""

from __future__ import annotations

import re

from intents.lexicon import Lexicon, split_words, stem

_LEAD = r"^(?P<lead>(?:(?:and|ok|okay|so|but|now|then|well|hm+|actually)\b[,:]? ?)*)"
_LOOKS = (
    r"(?:take|took|count(?:ed)?|look(?:ed)? (?:at|into)|consider(?:ed)?|include[sd]?|keep|kept|used?|"
    r"allow(?:ed)?|accept(?:ed)?|go by|went by|see|saw|want(?:ed)?|have|had|stay(?:ed)? with)"
)
_ADDS = (
    r"(?:add(?:ed)?|put|include[sd]?|throw in|threw in|bring in|brought in|accept(?:ed)?|"
    r"allow(?:ed)?(?: in)?|let in|admit(?:ted)?|open it to|opened it to)"
)
_IF = rf"{_LEAD}(?:what|how about) if (?:we|you|i|one) (?:were to |could )?"
_WRAPPED = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # "what if it were travel instead of food"
        (rf"{_LEAD}(?:what|how about) if (?:it|that|this|they|those) (?:were|was|is|are|had been) "
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
        r"(?:include )?(?P<what>[^,.;?!]{2,30}?)(?: (?:too|as well))?(?=[,.;?!]|$)",
    )
)


def unwrapped(text: str) -> str:
    """The change alone that a follow-up asks for; the text itself where it is in no such sentence."""
    for patterns in (_WRAPPED, _ADDED):
        for pattern, to in patterns:
            text, found = pattern.subn(to, text, count=1)
            if found:
                break
    return text.strip()


_IT = (
    r"(?:that|this|it|these|those|they|there)(?:'s|'re|'ll|'d| is| was| are| were| will| would| does| do|"
    r" did| seems?| looks?| sounds?| can| could| has| have|"
    r"(?: is| was| are| were| wo| would| does| do| did| ca)n't| cannot)"
)
_WE = r"(?:i|we)(?:'m|'re|'ve|'d| am| are| was| were| see| thought| expected| feared| suspected| got)"
_REMARK = re.compile(
    r"^(?:(?:no|ok|okay|oh|hm+|well|fine|right|good|great|nice|alright|yes|sorry)\b[,!.]? )*"
    rf"(?:{_IT}|an? \w+ (?:says|tells|means|is|shows)|{_WE})\b(?: [^.!?;:,\d\"']{{2,60}})?"
    r"(?:[.!;] |, (?=(?:make|take|put|do|give|show|let|go)\b))(?=\S+ \S)",
    re.IGNORECASE,
)
"""A sentence about the answer, before the follow-up proper: "that won't fill a campaign. add google"."""
_HENCE = re.compile(
    r"^(?P<why>[^.!?;:\d\"]{8,90}?)(?:,|[.;]) so (?:please )?"
    r"(?=(?:please|leave|take|drop|exclude|remove|skip|ignore|show|give|make|redo|do|now|let|compare|add|keep|rank|sort|list|split|put)\b)",
    re.IGNORECASE,
)
"""Why something is wanted, before it: "of course food wins there, so leave food out"."""
_NAMING = ("value", "segment", "metric", "dimension")
_ASKING = (*_NAMING, "aggregate", "count", "what", "movement")


def without_remark(text: str, lexicon: Lexicon) -> str:
    """The text without a first sentence about the answer, if that names nothing that could be asked."""
    if (found := _HENCE.match(text)) and _named(found["why"], lexicon, _NAMING) <= _named(
        text[found.end() :], lexicon, _NAMING
    ):
        return text[found.end() :]
    found = _REMARK.match(text)
    return text if found is None or _named(found.group(), lexicon, _ASKING) else text[found.end() :]


def _named(text: str, lexicon: Lexicon, kinds: tuple[str, ...]) -> set[tuple[str, str]]:
    """What words of these kinds a text has."""
    words = split_words(text)
    stems = [stem(word) for word in words]
    senses = (s for i in range(len(words)) for s in lexicon.longest(words, i, stems)[1])
    return {(s.dimension or s.kind, s.value) for s in senses if s.kind in kinds}
