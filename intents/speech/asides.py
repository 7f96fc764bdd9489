"""Leaves out what people say around a question: greetings, excuses, what it is for.

A stretch between stops is an aside when a question stands before it, it opens like talk about the asker or an
example, and it holds no number. Text is only ever left out whole; the reading shows what was read.
"""

from __future__ import annotations

import re

from intents.lexicon import DATA
from intents.speech.rewording import reworded, rewordings
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
_ASIDE = re.compile(rf"(?:{'|'.join(_openers())})\b", re.IGNORECASE)
_NO_ASIDE = re.compile(
    rf"\d|\b(?:{'|'.join(NUMBER_WORDS)}|once|per|by|vs|median|mean|average|avg|percent|only)\b|"
    r"\b(?:how (?:many|much|often)|number of|(?:wondering|curious) (?:what|which))\b",
    re.IGNORECASE,
)
"""Numbers, what splits or sums up figures, and what is counted: "so I'm curious how many people ..."."""

_REPAIR = re.compile(
    r"(?:\.{2,}|…|,|;|-|–|—|\.)\s*(?:no,? wait|wait,? no|wait|scrap that|"
    r"forget (?:that|it|about it)|never ?mind|actually,? no|no,? sorry|ok(?:ay)? just|or rather)\b[,.: ]*|"
    r"(?:\.{2,}|…)\s*(?:i mean|just|actually|well|let me rephrase)\b[,.: ]*",
    re.IGNORECASE,
)
"""Where somebody starts over: what follows is the question."""

_LEANS_NOT = r"(?!.*\b(?:they|them|it|that|those|these|there|their|its)\b)"
"""Before a question that points at nothing that was said before it."""
_PREAMBLES = (
    # "I thought nobody reads it, but how many ..."
    r"[^?\d\"]{8,160}?[,;:] but,? (?:i wonder(?:ed)? )?(?=(?:could|can|would|how|what|which|when|of)\b)",
    # "the travel desk is asking: ..."
    r"(?:[\w']+ ){1,3}(?:desk|editors?|team|newsroom|department|columnists?|boss|chief|office)"
    r"(?: here|(?: is| are)? ask(?:ing|s)?|(?: is| are) (?:curious|wondering)| wants? to know)"
    r"(?:[,.:;!]+| -)(?: so)? ",
    # "quick question, for the board meeting: ..."
    r"(?:(?:a |just a )?(?:quick|short) (?:one|question|q),? |of interest )?for [\w' -]{0,30}?"
    r"\b(?:meeting|deck|slides?|report|presentation|pitch|board|client|boss|manager|editor|conference|stand-?up|"
    r"workshop|briefing|memo|review|call|newsletter intro|newsletter promo|promo|talk|speech|proposal|"
    r"podcast|front page|edition|column|planning|colleague|friend|\d{1,2} ?[ap]m)[,:] "
    r"(?=(?:could|can|would|how|what|which|who|list|show|give|did|does|do|is|are|has|have|most|top|number)\b)",
    # "hi, for a spring campaign - ..."
    r"(?:(?:hi|hey|hello|morning)[,!]? )?for an? [\w' -]{0,30}?"
    r"\b(?:campaign|push|mailing|pitch|proposal|offer|promo|promotion|activation|deal|exercise)"
    r"(?:,|:| -|(?= (?:i|we)\b)) (?=(?:i|we|how|what|which|who|list|show|give|number|need|could|can)\b)",
    # "we're pitching to a bank, so ..."
    r"(?:(?:we(?:'re| are)|i'?m|i am) )?(?:planning|pitching|preparing|drafting|briefing) [^?]{4,80}?[,:;] "
    r"(?:so )?(?=(?:how|what|which|who|did|does|do|is|are|has|have)\b(?!.*\b(?:there|they|them|these)\b))",
    # "need for the front page the ..."
    r"(?:(?:i|we) )?(?:need|want) for (?:[\w']+ ){0,2}"
    r"(?:newsletter|homepage|front page|mailing|column|meeting|report|deck|slides?|presentation) "
    r"(?=(?:the|a|an|some|our)\b)",
    # "my boss will ask me whether ..."
    r"(?:so,? |ok,? |hey,? )?(?:i|we|my|our|before i|there is|there's|got|having)\b[^?]{12,200}?"
    r"\b(?:would like to know|like to know|want to know|wants to know|need to know|will ask me|asked me|"
    r"wondering|tell (?:me|us))\b,? (?:if |whether )?(?=(?:how|what|which|who|when|where|the|our|about)\b)"
    r"(?!.*\b(?:it|its|them|their|he|she|his|her)\b)",
    # "I'm debating a new column. ..."
    r"(?:i'?m|i am|we'?re|we are) (?:just |still |currently )?(?:thinking|toying|planning|considering|"
    r"working|writing|preparing|debating|pondering|playing|pitching|building|drafting|weighing|brainstorming)\b"
    rf"[^.?!:;\d\"]{{3,100}}[.!:;] (?=(?:how|what|which|who|list|show|give|number)\b){_LEANS_NOT}",
    # "I run the science desk. ..."
    r"i (?:edit|run|head|lead|write for|look after|work (?:on|for)|sit on) the [\w' -]{3,40}[.!;] "
    rf"(?=(?:how|what|which|who|list|show|give|for|of)\b){_LEANS_NOT}",
    # "Dr Okoro asks for ..."
    r"(?:dr|mr|mrs|ms|miss|prof|professor)\.? [\w'-]+ "
    r"(?:(?:has |had |just )?asked|asks|wishes|wants|wanted|wonders|needs|would like)(?: me)?"
    r"(?: (?:to|for) (?:see|know|have|hear))?,? ",
    # "is there an appetite for chess? ..."
    r"is there (?:an? |any )?(?:appetite|demand|room|market|case|scope|audience) for [^.?!:;\d\"]{3,60}"
    rf"(?:[?:;]|,| -) (?=(?:how|what|which|who|number)\b){_LEANS_NOT}",
    # "for the newsletter on Friday I need ..."
    r"for (?:the|my|our|a) [\w' -]{0,30}?"
    r"\b(?:newsletter|edition|column|report|deck|meeting|slides?|presentation|briefing)(?: on \w+)? "
    r"(?=(?:i|we)(?:'d| would)? (?:need|want|like)\b)",
)
_PREAMBLE = re.compile("|".join(_PREAMBLES), re.IGNORECASE)
"""What it is for, and who asks: before the question."""

_REMARKS = rewordings(
    # a question passed on word for word: 'the airline asks: "how many of your readers are loyal?"'
    (r"""["“']((?:how|what|which|who|do|does|did)\b[^"”]{12,}\?)["”']$""", r". \1"),
    # why it is asked, behind it: "since 3 October, that's when the banner went up"
    (r"(?:,|;| -|–|—) *(?:that|this|it)(?:'s| is| was) (?:when|why) [^,.;?!]+[.!]*$", ""),
)
_CUT = (
    r"(?:time of day|devices?|sections?|sources?|segments?|tiers?|hours?|days?|weekdays?|weeks?|months?|"
    r"towns?|cit(?:y|ies)|countr(?:y|ies)|places?|regions?|channels?|platforms?|levels?|referrers?|topics?|engagement)"
)
"""What figures can be split by."""
_WITHOUT_EFFECT = rewordings(
    # what is said not to matter: "clicks from facebook, no matter which device" has no rows by device
    (r"(?<=\w),? (?:(?:no matter|regardless of|irrespective of|never mind)(?: (?:in|on|from|at|by))?"
     rf"(?:(?: (?:which|what|the|their))? {_CUT}(?: (?:and|or) {_CUT})*| (?:where|when|how)(?= \w))|"
     rf"whatever (?:the|their) {_CUT}|whichever {_CUT})"
     r"(?: (?:they|he|she|people|readers|users|it) [a-z]+(?: (?:on|from|in|at|with))?)?(?= *(?:[,.;:?!)]|$))",
     ""),
    # what the users counted are to be used for: "how many loyal readers do I have to sell"
    (r"(?<=\w) (?:(?:do|can|could|might|would|may) (?:i|we)(?: have to| be able to)?|to)"
     r" (?:sell|offer|pitch|promise)(?: (?:to )?(?:a|an|the|my|our) [a-z]+)?"
     r"(?= *(?:[.?!,;]|$| (?:in|on|from|who|with|for|last|this|since)\b))", ""),
)  # fmt: skip


def without_asides(text: str) -> str:
    """The text without its asides; the text itself where nothing can be left out safely."""
    text = reworded(text, _REMARKS)
    text = reworded(text, _WITHOUT_EFFECT) if len(text.split()) > 4 else text
    text = _PREAMBLE.sub("", text) if _PREAMBLE.match(text) else text
    *_, last = _REPAIR.split(text)
    if last != text and len(last.split()) >= 4 and _QUESTION.search(last):
        text = last
    kept: list[str] = []
    asked = False
    for stretch in _STRETCH.findall(text):
        bare = stretch.strip(" ,.;!?()–—")
        if asked and _ASIDE.match(bare) and not _NO_ASIDE.search(bare):
            kept.append(", ")
            continue
        kept.append(stretch)
        asked = asked or bool(_QUESTION.search(bare))
    return "".join(kept).strip()


_REPLACED = rewordings(
    # "this month instead of this week"
    (r",? (?:inst[ea]{1,3}d of|in place of|"
     r"rather than(?= (?:the |from |since |on |in )?(?:\d|(?:first|last|this)\b|"
     r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b))) [^,;.?!]+", " instead"),
    # "same but for searches" leaves nothing out
    (r"\b(same(?: \w+){0,2}),? but (?=(?:for|on|in|with|by|only|as|of)\b)", r"\1 "),
)  # fmt: skip


def without_replaced(text: str) -> str:
    """A follow-up without what it replaces, which the question before said already."""
    return reworded(text, _REPLACED)
