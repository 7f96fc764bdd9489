"""Leaves out what people say around a question: greetings, excuses, what it is for.

A stretch between stops is an aside when a question stands before it, it opens like talk about the asker or an
example, and it holds no number. Text is only ever left out whole; the reading shows what was read.
"""

from __future__ import annotations

import re

from intents.lexicon import DATA
from intents.tokens import NUMBER_WORDS


def _openers(language: str = "en") -> list[str]:
    """Patterns of how an aside begins."""
    lines = (DATA / language / "asides.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


_STRETCH = re.compile(r"[^,.;!?()–—]+[,.;!?()–—]*\s*|[,.;!?()–—]+\s*")
_QUESTION = re.compile(
    r"\b(?:how|what|whats|which|who|whos|when|where|why|list|show|give|gimme|tell|"
    r"number of|is|are|do|does|did|can|could|compare|top|average|avg|mean|median|total|count|take|make|put|"
    r"add|turn|keep|leave|narrow|limit|restrict|express|rank|sort|split|break|draw)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|once)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how (?:many|much|often)|number of|(?:wondering|curious) (?:what|which))\b", re.IGNORECASE
)
"""What is counted, and so no aside: "so I'm curious how many people ..."."""
_ASIDE = re.compile(rf"(?:{'|'.join(_openers())})\b", re.IGNORECASE)


_REPAIR = re.compile(
    r"(?:\.{2,}|…|,|;|-|–|—|\.)\s*(?:no,? wait|wait,? no|wait|scrap that|"
    r"forget (?:that|it|about it)|never ?mind|actually,? no|no,? sorry|ok(?:ay)? just|or rather)\b[,.: ]*|"
    r"(?:\.{2,}|…)\s*(?:i mean|just|actually|well|let me rephrase)\b[,.: ]*",
    re.IGNORECASE,
)
"""Where somebody starts over: what follows is the question."""


_POINTING = r"\b(?:they|them|it|that|those|these|there|their|its)\b"
"""Words by which a question may point back to what was said before it."""
_PREAMBLE = re.compile(
    r"(?:[^?\d\"]{8,160}?[,;:] but,? (?:i wonder(?:ed)? )?(?=(?:could|can|would|how|what|which|when|of)\b)"
    r"|(?:[\w']+ ){1,3}(?:desk|editors?|team|newsroom|department|columnists?|boss|chief|office)(?: here|"
    r"(?: is| are)? ask(?:ing|s)?|(?: is| are) (?:curious|wondering)| wants? to know)(?:[,.:;!]+| -)(?: so)? "
    r"|(?:(?:a |just a )?(?:quick|short) (?:one|question|q),? |of interest )?for [\w' -]{0,30}?"
    r"\b(?:meeting|deck|slides?|report|presentation|pitch|board|client|boss|manager|editor|conference|stand-?up|"
    r"workshop|briefing|memo|review|call|newsletter intro|newsletter promo|promo|talk|speech|proposal|"
    r"podcast|front page|edition|column|planning|colleague|friend|\d{1,2} ?[ap]m)[,:] "
    r"(?=(?:could|can|would|how|what|which|who|list|show|give|did|does|do|is|are|has|have|most|top|number)\b)"
    r"|(?:(?:hi|hey|hello|morning)[,!]? )?for an? [\w' -]{0,30}?"
    r"\b(?:campaign|push|mailing|pitch|proposal|offer|promo|promotion|activation|deal|exercise)"
    r"(?:,|:| -|(?= (?:i|we)\b)) (?=(?:i|we|how|what|which|who|list|show|give|number|need|could|can)\b)"
    r"|(?:(?:we(?:'re| are)|i'?m|i am) )?(?:planning|pitching|preparing|drafting|briefing) [^?]{4,80}?[,:;] "
    r"(?:so )?(?=(?:how|what|which|who|did|does|do|is|are|has|have)\b(?!.*\b(?:there|they|them|these)\b))"
    r"|(?:(?:i|we) )?(?:need|want) for (?:[\w']+ ){0,2}(?:newsletter|homepage|front page|mailing|column|"
    r"meeting|report|deck|slides?|presentation) (?=(?:the|a|an|some|our)\b)"
    r"|(?:so,? |ok,? |hey,? )?(?:i|we|my|our|before i|there is|there's|got|having)\b[^?]{12,200}?"
    r"\b(?:would like to know|like to know|want to know|wants to know|need to know|will ask me|asked me|"
    r"wondering|tell (?:me|us))\b,? (?:if |whether )?(?=(?:how|what|which|who|when|where|the|our|about)\b)"
    r"(?!.*\b(?:it|its|them|their|he|she|his|her)\b)"
    r"|(?:i'?m|i am|we'?re|we are) (?:just |still |currently )?(?:thinking|toying|planning|considering|"
    r"working|writing|preparing|debating|pondering|playing|pitching|building|drafting|weighing|brainstorming)\b"
    r"[^.?!:;\d\"]{3,100}[.!:;] (?=(?:how|what|which|who|list|show|give|number)\b)"
    rf"(?!.*{_POINTING})"
    r"|i (?:edit|run|head|lead|write for|look after|work (?:on|for)|sit on) the [\w' -]{3,40}[.!;] "
    rf"(?=(?:how|what|which|who|list|show|give|for|of)\b)(?!.*{_POINTING})"
    r"|(?:dr|mr|mrs|ms|miss|prof|professor)\.? [\w'-]+ (?:(?:has |had |just )?asked|asks|wishes|wants|wanted|"
    r"wonders|needs|would like)(?: me)?(?: (?:to|for) (?:see|know|have|hear))?,? "
    r"|is there (?:an? |any )?(?:appetite|demand|room|market|case|scope|audience) for [^.?!:;\d\"]{3,60}"
    rf"(?:[?:;]|,| -) (?=(?:how|what|which|who|number)\b)(?!.*{_POINTING})"
    r"|for (?:the|my|our|a) [\w' -]{0,30}?\b(?:newsletter|edition|column|report|deck|meeting|slides?|"
    r"presentation|briefing)(?: on \w+)? (?=(?:i|we)(?:'d| would)? (?:need|want|like)\b))",
    re.IGNORECASE,
)
"""What it is for, and who asks: before the question."""


_REPLACED = re.compile(
    r",? (?:inst[ea]{1,3}d of|in place of|"
    r"rather than(?= (?:the |from |since |on |in )?(?:\d|(?:first|last|this)\b|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b))) [^,;.?!]+",
    re.IGNORECASE,
)
"""What a follow-up puts something else in the place of: "this month instead of this week"."""


_QUOTED = re.compile(r"""["“']((?:how|what|which|who|do|does|did)\b[^"”]{12,}\?)["”']$""", re.IGNORECASE)
"""A question passed on word for word: 'the airline asks: "how many of your readers are loyal?"'."""


_CUT = (
    r"(?:time of day|devices?|sections?|sources?|segments?|tiers?|hours?|days?|weekdays?|weeks?|months?|"
    r"towns?|cit(?:y|ies)|countr(?:y|ies)|places?|regions?|channels?|platforms?|levels?|referrers?|topics?|engagement)"
)
_ANY_OF = re.compile(
    r"(?<=\w),? (?:(?:no matter|regardless of|irrespective of|never mind)(?: (?:in|on|from|at|by))?"
    rf"(?:(?: (?:which|what|the|their))? {_CUT}(?: (?:and|or) {_CUT})*| (?:where|when|how)(?= \w))|"
    rf"whatever (?:the|their) {_CUT}|whichever {_CUT})"
    r"(?: (?:they|he|she|people|readers|users|it) [a-z]+(?: (?:on|from|in|at|with))?)?(?= *(?:[,.;:?!)]|$))",
    re.IGNORECASE,
)
"""What is said not to matter: "clicks from facebook, no matter which device" has no rows by device."""
_EXPLAINED = re.compile(
    r"(?:,|;| -|–|—) *(?:that|this|it)(?:'s| is| was) (?:when|why) [^,.;?!]+[.!]*$", re.IGNORECASE
)
"""Why it is asked, behind it: "since 3 October, that's when the banner went up"."""
_FOR_SALE = re.compile(
    r"(?<=\w) (?:(?:do|can|could|might|would|may) (?:i|we)(?: have to| be able to)?|to)"
    r" (?:sell|offer|pitch|promise)(?: (?:to )?(?:a|an|the|my|our) [a-z]+)?"
    r"(?= *(?:[.?!,;]|$| (?:in|on|from|who|with|for|last|this|since)\b))",
    re.IGNORECASE,
)
"""What the users counted are to be used for: "how many loyal readers do I have to sell"."""


_SAME_BUT = re.compile(r"\b(same(?: \w+){0,2}),? but (?=(?:for|on|in|with|by|only|as|of)\b)", re.IGNORECASE)
"""What a follow-up keeps all of: "same but for searches" leaves nothing out."""


def without_replaced(text: str) -> str:
    """A follow-up without what it replaces, which the question before said already."""
    return _SAME_BUT.sub(r"\1 ", _REPLACED.sub(" instead", text))


def without_asides(text: str) -> str:
    """The text without its asides; the text itself where nothing can be left out safely."""
    text = _EXPLAINED.sub("", _QUOTED.sub(r". \1", text))
    text = _FOR_SALE.sub("", _ANY_OF.sub("", text)) if len(text.split()) > 4 else text
    text = _PREAMBLE.sub("", text) if _PREAMBLE.match(text) else text
    *_, last = _REPAIR.split(text)
    if last != text and len(last.split()) >= 4 and _QUESTION.search(last):
        text = last
    kept: list[str] = []
    asked = False
    for stretch in _STRETCH.findall(text):
        bare = stretch.strip(" ,.;!?()–—")
        aside = asked and _ASIDE.match(bare) and not _NUMBER.search(bare) and not _COUNTED.search(bare)
        if aside and not re.search(r"\b(?:per|by|vs|median|mean|average|avg|percent|only)\b", bare.lower()):
            kept.append(", ")
            continue
        kept.append(stretch)
        asked = asked or bool(_QUESTION.search(bare))
    return "".join(kept).strip()
