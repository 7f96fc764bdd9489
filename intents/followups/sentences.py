"""Follow-ups in whole sentences, put in the few words that say the same: "mobile can go", "drop mobile".

What is wanted is often told with a verb of its own ("I'd rather have that as a number of people") or wrapped
in a sentence ("what if we only took tablets"); the other modules read the short form.
"""

from __future__ import annotations

import re

from intents.followups.leads import LED
from intents.followups.relative_dates import MONTH
from intents.speech.rewording import reworded, rewordings

_ASK = (
    r"(?:(?:can|could|may|might|would|will|shall|should) (?:i|we|you)(?: please| maybe| perhaps)? |"
    r"let(?:'s| us| me) |please |(?:what |and )?if (?:we|you|i) |(?:i|we) only |"
    r"(?:i|we)(?:'d| would| want to| need to| prefer to)?(?: like to| love to| rather| prefer to)? "
    r"(?=have|see|get|know|take|do|put|prefer))?"
)
_END = (
    r"(?:,? (?:please|pls|instead|again|then|too|now|for a (?:moment|second|minute)|for now|actually|"
    r"after all))*[.?!]*$"
)
_WHAT = r"(?P<what>(?!(?:how|what|which|who|it|that|this)\b)[^,.;:?!]{2,60}?)"
_IT = r"(?:it|that|this|them|those|these|things|the (?:count|list|figures?|numbers?|result))"
_PEOPLE = r"(?:people|users|readers|visitors|heads|persons)"
_SEGMENTS = r"all (?:of )?(?:the )?(?:groups|segments|tiers)"
_NO_LIMIT = (
    r"(?:do ?n[o']t|do not|no need to|never mind|stop) (?:limit|restrict|confin|narrow|reduc|stick|keep)"
    rf"(?:e|ing)?(?: {_IT})?(?: down)? to [^,.;:]+[,.;:–—-]+ "
    r"(?:but )?(?:(?:take|use|show|count|include|in|for) )?"
)
_SHOW = rf"{_ASK}(?:(?:have|see|get|show|give|put|express|prefer|do|make)(?: me| us)? {_IT} )?(?:as|in) "
_PLAIN = r"(?:an? |the )?(?:plain |absolute |raw |actual |real |simple )"
_PERCENT = r"(?:percent|percentage|per cent|share|%|part|fraction)"
_EVERYBODY = (
    rf"(?:everybody|everyone|all|all (?:our |the )?{_PEOPLE}|the (?:whole |total )?(?:audience|total))"
)
_HIGHER = (
    r"(?:is|are|was|would|will|does|do) (?:it|that|this|they) (?:then )?(?:be |look |get )?"
    r"(?:any |much |a )?(?:bigger|higher|lower|smaller|larger|different|better|worse|the same|similar|more|"
    r"less)(?: (?:part|share|number|figure|percentage))?"
)
_STOP = r"(?:,|[.;]| -|–|—)"
_LOOKS = (
    r"(?:it|that|this|things|they|we|the (?:figure|number|picture|result|answer|count|share|list|curve|"
    r"ranking)s?)(?: (?:then|be|looks?|come|out|get|have|there|like|now|here|in that case|end up))*"
)
_LETS_GO = (
    # "you can forget the desktop part again"
    (r"(?:you|we|i)(?: can| could| may| might| should|'d better| want to)(?: also| just| now| safely)? "
     r"(?=(?:forget|drop|skip|remove|leave|take|ignore|exclude|scrap|lose|ditch)\b)", ""),
    # "the desktop condition can go", "tablets needn't be in there"
    (rf"(?:the )?{_WHAT} (?:can|may|should|must|has to|have to|needs? to|could) (?:go|come out|drop out|"
     rf"fall away|be (?:dropped|left out|removed|ignored|taken out|skipped))(?: of (?:it|that|there))?{_END}",
     r"drop the \g<what>"),
    (rf"(?:the )?{_WHAT} (?:need ?n[o']t|need not|(?:do|does)(?:n't| not) (?:have|need) to) be "
     r"(?:(?:a )?part of (?:it|that|this)|in (?:it|there|here)|counted|included|considered|kept)"
     rf"(?: any ?(?:more|longer))?{_END}", r"drop the \g<what>"),
    # "and in all the groups together", "don't limit it to the fans, take all segments"
    (rf"(?:in|across|over|for|of) {_SEGMENTS} (?:together|combined|taken together|as a whole){_END}",
     "for all segments together"),
    (rf"{_NO_LIMIT}{_SEGMENTS}{_END}", "for all segments together"),
    # "don't stick to the fans, show everybody", "not just the fans, everybody"
    (_NO_LIMIT, ""),
    (r"not (?:just|only|merely) (?:for |in |on |from )?(?:the )?[^,.;:]{2,40}[,;:–—-]+ "
     r"(?!(?:and|but|then) (?:since|from|in|during|over|by|per|on|for|split)\b)(?:but )?(?:take )?", ""),
)  # fmt: skip
"""What was said before holds no longer."""
_TRIES = (
    # "without the sport part, how does it look?", "and up to five searches, what then?"
    (rf"(?P<what>[^?]{{3,}}?){_STOP} (?:and )?(?:what|how) (?:does|do|did|would|will|is|was|are|were) "
     rf"{_LOOKS}[.?!]*$",
     r"\g<what>"),
    (rf"(?P<what>[^?]{{3,}}?){_STOP} (?:and )?what (?:then|now|happens(?: then)?)[.?!]*$", r"\g<what>"),
    # "if I narrow it to the top five percent, does the picture change?"
    (rf"(?:if (?:i|we|you) )?(?P<what>[^?]{{3,}}?){_STOP} (?:does|do|did|will|would) (?:it|that|this|"
     r"the (?:picture|order|ranking|answer|result|list))(?: still)? (?:change|flip|differ|hold|shift|turn)"
     r"(?: round| much| at all)?[.?!]*$", r"\g<what>"),
    # "and the casual readers, what's on their list?"
    (rf"(?P<what>[^?]{{3,}}?){_STOP} what(?:'s| is| does| would)(?: on| in)? (?:their|the) "
     r"(?:list|table|ranking|figure|number)(?: say| show| look like)?[.?!]*$", r"what about \g<what>"),
    # "what does it say for people on tablet?"
    (r"what (?:does|do|did|would) (?:it|that|this|the (?:list|table|chart|ranking)) "
     r"(?:say|show|give|list|read|be) (?=for\b)", "same "),
    # "would that be higher with the casuals?", "is it a bigger part among tablet users?"
    (rf"{_HIGHER} (?=(?:for|among|amongst|within)\b)", "and "),
    (rf"{_HIGHER} with (?=the\b)", "and among "),
    # "what does it look like without mobile"
    (r"(?:what|how) (?:does|do|did|would|will) (?:it|that|this|things) (?:look|be|come out)(?: like)? "
     r"(?=(?:without|if|minus|except|excluding)\b)(?:if )?", ""),
    # "now try it with interest rates", "can we do that with the technology pages"
    (rf"{_ASK}(?:now )?(?:try|tried|do|did|run|ran|repeat|ask|asked|redo) (?:it|that|this|the same)"
     r"(?: thing| question)?(?: again| once more)? (?:with|for|on) "
     r"(?:the )?(?!(?:all|each|every|both)\b)", "what about "),
)  # fmt: skip
"""The same is to be seen of something else."""
_SHOWS = (
    # "I'd rather have that as a number of people", "in heads again", "as a plain number of clicks"
    (rf"{_SHOW}{_PLAIN}?(?:(?:number|count|figure)s?(?: of {_PEOPLE})?|{_PEOPLE}|head ?counts?|"
     rf"counts?){_END}",
     "as absolute numbers"),
    (rf"{_SHOW}{_PLAIN}(?:number|count)s? of (?:clicks|views|searches|article views|sessions)(?:, "
     rf"[^,]*)?{_END}",
     "as absolute numbers"),
    # "how much is that in percent of everybody?"
    (rf"(?:how much|what|how many percent) (?:is|are|was|were|would|makes?) {_IT}(?: be)?,? "
     rf"(?:in|as an?|as the) {_PERCENT}(?: of {_EVERYBODY})?{_END}", "what percentage of all users is that"),
    # "can I have their names, or numbers, or whatever you've got?", "the user numbers of those few"
    (rf"{_ASK}(?:have|get|see|list|show(?: me| us)?|give(?: me| us)?|tell(?: me| us)?) "
     r"(?:(?:their|those|these) (?:names|(?:user )?numbers|(?:user )?ids)|"
     r"the (?:names|(?:user )?numbers|(?:user )?ids) of (?:those|these|them|the)(?: \w+)?(?: \w+)?|"
     rf"the user numbers)(?:,? or [^?.]*)?{_END}",
     "list the user ids"),
    # "put them up on the screen, please, one by one"
    (rf"{_ASK}(?:put|show|print|bring|write|name|list|spell|call)(?: me| us)? (?:them|those|these)(?: all)?"
     r"(?: up| out| down)?(?: on (?:the|my|our) (?:big )?(?:screen|wall|board|slide|page))?,?(?: please,?)? "
     rf"(?:one by one|by name|name by name|individually|one after the other|one at a time){_END}",
     "list the user ids"),
)  # fmt: skip
"""The same is to be shown in another way."""
_ONLY = (
    # "please count only people who were on desktop": a smaller group, not its number
    (rf"{_ASK}(?:count|counting|take|include|consider|use|leave|keep)(?: in)? "
     r"(?:only|just|nothing but) ", "only "),
    # "Mondays are what I care about, so just Mondays", "only the searches matter, so drop the others"
    (rf"(?:only |just )?(?:the )?{_WHAT} (?:is|are|'s|'re) (?:all|what|the (?:only )?(?:one|ones|thing))"
     r"(?: that)? (?:i|we)(?: really| actually| only)? "
     r"(?:care about|need|want|am after|are after|'m after|look for|look at|go for|sell)"
     rf"(?:, (?:so|and|please) [^?]*)?{_END}", r"only \g<what>"),
    (rf"(?:only |just )(?:the )?{_WHAT} (?:matters?|counts?|interests?)(?: to| for)? ?(?:me|us)?"
     rf"(?:, (?:so|and|please) [^?]*)?{_END}", r"only \g<what>"),
    (r"(?:i|we) (?:really |actually )?only (?:need|want|care about) (?:the ones|those) "
     r"(?=from|on|of|in|with|about)", "only those "),
    (r"(?:i|we) (?:really |actually )?only (?:need|want|care about) ", "only "),
    # "I'm only interested in what the fans do there"
    (r"(?:i|we)(?:'m|'re| am| are) only interested in (?:what )?(?P<what>[^,.;:?!]{2,40}?)"
     rf"(?: (?:do|did|does))?(?: (?:there|here))?(?:, if you can[^.?!]*)?{_END}", r"only \g<what>"),
)  # fmt: skip
"""Less is counted."""
_DAYS = (
    r"(?:last|previous|[a-z]+ before|(?:jan|febr)uary|march|april|may|june|july|august|[a-z]+(?:em|o)ber)\b"
)
_MEASURED = rf"(?P<what>(?!{_DAYS})[^,.;?!]{{2,40}}?)"
"""What can stand beside a figure: days cannot, they are compared with."""
_TOGETHER = r"(?:together|combined|as one|in one (?:pot|figure|number|go))"
_MORE = (
    # "I'd need a line for the moderate ones in there too"
    (r"(?:(?:(?:i|we)(?:'d| would)? (?:also )?(?:need|want|like)(?: to have)?|"
     r"(?:can|could) (?:i|we|you) (?:have|get|add|put)(?: in)?) )?(?:a|another|one more) "
     r"(?:line|row|column|bar|curve) for (?P<what>[^,.;?!]{2,40}?)"
     rf"(?: in (?:there|it|here))?{_END}", r"add \g<what>"),
    # "food as well, the two of them taken together", "throw all the social networks into one pot"
    (r"(?P<what>[^,.;?!]{2,50}?) (?:as well|too)(?:, please)?[,;–—-]+ (?:and |so |please )?"
     rf"(?:both|the (?:two|three|four)|all|them)\b[^,.;?!]{{0,40}}?{_TOGETHER}{_END}", r"add \g<what>"),
    (rf"{_ASK}(?:throw|put|lump|mix|pool|toss|pour|take|count) (?!(?:both|them|(?:the|those|these) two)\b)"
     rf"(?:all (?:of )?)?(?:the )?{_WHAT} "
     rf"(?:(?:all )?(?:in|into) one (?:pot|basket|bucket|group|figure|number|row|bag)|together){_END}",
     r"what about \g<what>"),
    (rf"{_ASK}(?:widen|broaden|extend|open) (?:it|that|this)(?: up)? to (?:the )?{_WHAT}"
     rf"(?: as a whole| in general| altogether){_END}", r"what about \g<what>"),
    # "or Opinion, widen it a bit"
    (r"(?P<what>or [^,.;?!]{2,40}?)[,;] (?:just )?(?:to )?(?:widen|broaden|extend|loosen|relax|open)"
     rf"(?: (?:it|this|that))?(?: up)?(?: a (?:bit|little))?{_END}", r"\g<what>"),
    # "searches too, in the same table", "with the standard deviation beside it"
    (r"(?P<what>[^,.;?!]{2,50}?) (?:too|as well|also)(?:, please)?,? (?:please )?in the same "
     rf"(?:table|list|chart|view|picture|row){_END}", r"add \g<what>"),
    (rf"with (?:the |a )?{_MEASURED} (?:beside|next to|alongside|besides) (?:it|that|them|those){_END}",
     r"add the \g<what>"),
)  # fmt: skip
"""More is counted, or shown beside it."""
_SHORTER = rewordings(
    *((pattern, rf"\g<led>{to}") for pattern, to in (*_LETS_GO, *_TRIES, *_SHOWS, *_ONLY, *_MORE)),
    begin=f"^{LED}",
)
_LAYOUT = re.compile(
    r"(?<=\w)(?:,| -|–|—)? (?:(?:in|with) )?(?:the )?same "
    r"(?:table|layout|format|chart|form|style|view|columns)(?P<end>(?:,? please)?[.?!]*)$",
    re.IGNORECASE,
)
"""That all else stays: "previous month, same layout"."""


def shortly(text: str) -> str:
    """The follow-up in the few words that say the same; the text itself where it is no such sentence."""
    return _LAYOUT.sub(r"\g<end>", reworded(text, _SHORTER))


_LOOKS_AT = (
    r"(?:take|took|count(?:ed)?|look(?:ed)? (?:at|into)|consider(?:ed)?|include[sd]?|keep|kept|used?|"
    r"allow(?:ed)?|accept(?:ed)?|go by|went by|see|saw|want(?:ed)?|have|had|stay(?:ed)? with)"
)
_ADDS = (
    r"(?:add(?:ed)?|put|include[sd]?|throw in|threw in|bring in|brought in|accept(?:ed)?|"
    r"allow(?:ed)?(?: in)?|let in|admit(?:ted)?|open it to|opened it to)"
)
_IF = r"(?:(?:what|how about) if|suppose|imagine|say)(?: that)? (?:we|you|i|one) (?:were to |could )?"
_WRAPPED = rewordings(
    # "what if it were travel instead of food"
    (r"(?:(?:what|how about) )?if (?:it|that|this|they|those)"
     r"(?: (?:were|was|is|are|had been|has to be|have to be|must be|should be|needs? to be)|'s|'re) "
     r"(?:about |for |of )?", r"\g<led>"),
    # "what if we only take those on tablet", "what if you counted only the fans"
    (rf"{_IF}(?:only|just) {_LOOKS_AT} ", r"\g<led>only "),
    (rf"{_IF}{_LOOKS_AT} (?:only|just) ", r"\g<led>only "),
    (rf"{_IF}(?:restrict|limit|narrow|confine)(?:e?d)? (?:this |that |it |them )?(?:down )?to ",
     r"\g<led>only "),
    # "what if we accept google as well", "what if you put twitter next to those two"
    (rf"{_IF}(?:also )?{_ADDS} (?=[^.?!]* (?:too|as well|next to|beside|alongside)\b)", r"\g<led>add "),
    (rf"{_IF}(?:left|leave) out ", r"\g<led>leave out "),
    (rf"{_IF}(?:left|leave) (?=[^.?!]*\b(?:out|off|aside)\b)", r"\g<led>leave "),
    (rf"{_IF}(?:drop|exclude|ignore|skip|remove|forget)(?:p?e?d)? ", r"\g<led>leave out "),
    (rf"{_IF}add(?:ed)? ", r"\g<led>add "),
    (rf"{_IF}(?:split|br[eo]ak|broke) ", r"\g<led>split "),
    (rf"{_IF}(?:{_LOOKS_AT}|switch(?:ed)? to|turn(?:ed)? to|move[d]? to|try|tried) ", r"\g<led>"),
    begin=f"^{LED}",
)  # fmt: skip
_BETTER = re.compile(
    r"^(?!(?:what|which|who|how|is|are|does|do|would|will)\b)(?P<what>[^,.;?!]{3,60}?),? "
    r"(?:(?:it|that|this) )?(?:would|might|will|'d) (?:probably |perhaps |maybe )?"
    r"(?:be|look|work|suit (?:me|us)|make) (?:much |far |a bit |a little |even |so much )?"
    r"(?:better|easier|fairer|clearer|nicer|simpler|safer|neater|handier|wiser|cleaner|more \w+|preferable|"
    r"enough|fine|ideal|best|great|lovely|good|useful|helpful)"
    r"(?: (?:to|for|than) [^,.;?!]*)?(?P<end>[.!]*)$"
    r"|^(?P<shown>[^,.;?!]{3,30}?) (?:would|might|will|'d) (?:show|tell|give|help|serve|suit) [^,.;?!]{2,40} "
    r"(?:better|more|best)[.!]*$",
    re.IGNORECASE,
)
"""A change that is said to be better: "months would be clearer than weeks", "a median would be fairer"."""
_COUNT_TOO = (
    # "accept google as well as linkedin", "take the tablets in as well"
    rf"{_ADDS} (?P<what>[^,.;?!]{{2,30}}?) as well as [^,.;?!]{{2,30}}",
    # "put twitter next to those two", "add health to the comparison"
    rf"{_ADDS} (?P<what>[^,.;?!]{{2,30}}?) (?:(?:next to|beside|besides|alongside) "
    r"(?:them|those|these|the (?:others|two|three|four))|to the (?:comparison|list|table|chart|mix))"
    r"(?: (?:two|three|four|ones?))?(?= (?:please|too|as well|then)\b|[,.;?!]|$)",
    # "widen the reading so that technology counts just as business does"
    r"(?:widen|extend|broaden|loosen|relax) [^.;?!]{2,40}?\b(?:so that|so) "
    r"(?P<what>[^,.;?!]{2,30}?) (?:counts|count|qualif(?:y|ies)|is in|are in)\b[^.;?!]*",
    r"(?:let|have) (?P<what>[^,.;?!]{2,30}?) (?:count|qualify)\b[^.;?!]*",
    rf"(?:widen|extend|broaden) (?:it|this|that|the \w+) (?:to|by|with) "
    r"(?!(?:the )?(?:end|start|beginning|whole|last|first|\d|yesterday|today|now|"
    rf"{MONTH})\b)"
    r"(?:include )?(?P<what>[^,.;?!]{2,30}?)(?: (?:too|as well))?(?=[,.;?!]|$)",
)
_ADDED = rewordings(*((pattern, r"\g<led>add \g<what>") for pattern in _COUNT_TOO), begin=f"^{LED}")


def unwrapped(text: str) -> str:
    """The change alone that a follow-up asks for; the text itself where it is in no such sentence."""
    text = _BETTER.sub(lambda found: found["shown"] or f"{found['what']}{found['end']}", text)
    for ways in (_WRAPPED, _ADDED):
        found = next((way for way in ways if way[0].search(text)), None)
        text = reworded(text, (found,)) if found else text
    return text.strip()
