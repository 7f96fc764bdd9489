"""Rewords what follow-ups often say in words that mean something else in a question of its own."""

from __future__ import annotations

import re

from intents.followups.leads import OPENING
from intents.followups.relative_dates import MONTH
from intents.speech.rewording import reworded, rewordings

_UNIT = r"(?:hours?|days?|weeks?|months?|weekdays?|hourly|daily|weekly|monthly)"
_STEP = r"(hour|day|week|month|weekday)s?"
_ORDINALS = {"second": "2", "third": "3", "fourth": "4", "fifth": "5", "tenth": "10"}


def _first_rows(found: re.Match[str]) -> str:
    """ "after the third row": so many rows."""
    return f"only the first {_ORDINALS.get(found[1].lower(), found[1])} rows"


_RETOLD = rewordings(
    # "no wait, saturdays as well", "perfect, and in september?": what is said before one goes on
    (r"^(?:(?:no,? wait|wait,? no|oh,? wait|wait|hang on|hold on|nah|ooh?|ah|aha|perfect|brilliant|"
     r"lovely|fantastic|oh well|fair enough)\b[,.!:;\s–—-]+)+(?=\S)", ""),
    # "no, culture", "culture, sorry": only what is meant counts
    (r"(?<=\w)[,;–—-]+\s*(?:sorry|my mistake|my bad)[.!]*$", ""),
    (r"^(?:(?:no|nope|sorry)\b[,:;\s–—-]*)+(?:i|we) (?:meant|mean)\b[,:]?\s+(?=\S)", ""),
    (r"^(?:no|nope)\b\s*[,:;–—-]+\s*(?=\S)(?!.*\b(?:i|we) (?:meant|mean)\b)", ""),
    # "months, not weeks", "not weeks, months": another step
    (rf"^(?:and )?(?:by )?{_STEP},? (?:and )?not (?:by )?{_UNIT}[.!]*$", r"by \1 instead"),
    (rf"^not (?:by )?{_UNIT},? (?:but )?(?:by )?{_STEP}[.!]*$", r"by \1 instead"),
    # "articles rather than sections"
    (r"^(articles|stories|sections|sources|devices|terms) (?:rather than|not) "
     r"(?:articles|stories|sections|sources|devices|terms)[.!]*$", r"by \1 instead"),
    # "raw numbers", "back to counts", "forget percent, how many": no share
    (rf"^{OPENING}(?:(?:back to|in|as|the|give me) )*(?:actual|raw|absolute|plain|"
     r"real) (?:numbers?|figures?|counts?)[.?!]*$", "as absolute numbers"),
    (rf"^{OPENING}back to (?:the )?(?:counts?|numbers|headcounts?)[.?!]*$",
     "as absolute numbers"),
    (rf"^{OPENING}(?:forget|drop|never mind|not|no|lose|without) (?:about )?"
     r"(?:the |in )?(?:percents?|percentages?|per cent|%)"
     r"(?:,? (?:and |but )?(?:how many|(?:just |the |absolute )*numbers?))?"
     r"(?: (?:please|pls|now|then))*[.?!]*$",
     "as absolute numbers"),
    (r"^(?:forget|drop|never mind|not|no) (?:the )?shares?,? (?:and |but )?"
     r"(?:how many|(?:just |the |absolute )*numbers?)[.?!]*$", "as absolute numbers"),
    # "not just the Science readers": of others, too
    (rf"^{OPENING}not (?:just|only|merely) (?:the |those )?([a-z]+(?: [a-z]+)?)"
     r"(?: any ?more| any longer| please)*[.?!]*$", r"drop the \1 condition"),
    # "unique readers?"
    (r"^(?:and |the )*(?:unique|distinct) (readers|users|visitors|people)[.?!]*$",
     r"how many \1 is that"),
    # "shrinking?"
    (r"^(?:and )?(growing|shrinking|falling|rising|declining)\?*$", r"which one is \1"),
    # "the casual ones in its place"
    (r"\bin (?:its|their) (?:place|stead)\b", "instead"),
    # "month on month rather than week on week"
    (r"(?<=\w),? (?:rather than|instead of|(?:and )?not) (?:day|week|month|year)[ -](?:on|over|to)[ -]"
     r"(?:day|week|month|year)\b", ""),
    # "what was it two weeks later, on the tenth of October"
    (r"\b(?:(?:in|over|for) )?(?:the )?(?:\w+ )?(?:days?|weeks?|months?) "
     r"(?:later|earlier|before|after(?:wards)?)(?: that)?, (?:so |that is |i\.?e\.? )?"
     r"(?=(?:on|in|from) (?:the )?\w+|\d)", ""),
    # "how many of them went from low to high directly"
    (r"\b(went|moved|jumped|fell|dropped|climbed|rose|slid|move|jump|fall|drop|climb)\b(.*?) "
     r"(?:directly|straight(?: away)?|in one (?:go|step))\b", r"\1\2"),
    # "go back to september with that"
    (rf"^{OPENING}(?:let'?s )?(?:go )?back to (?=[a-z]+ with)([^,.;?!]+?) with "
     r"(?:that|this|it)[.!]*$",
     r"in \1"),
    # "from moderate to the top"
    (r"\b(from (?:the )?[a-z]+(?: [a-z]+)? to the )"
     r"(top|bottom)\b(?! (?:segment|tier|group|one|\d))", r"\1\2 segment"),
    # "the next bracket, from 11 up to 20"
    (r"\bfrom (\d+|[a-z]+teen|ten|eleven|twelve|twenty) up to (?=\d|[a-z]+(?:ty|teen)\b|ten\b)",
     r"between \1 and "),
    # "150, not 200", "not 200 but 150": another amount
    (r"^(\d+),? (?:and )?not \d+[.!]*$", r"make it \1"),
    (r"^not \d+,? (?:but )?(\d+)[.!]*$", r"make it \1"),
    # "make it weeks and begin in july"
    (r"^((?:and |ok |then |now )*)make (?:it|that) (hour|day|week|month|weekday)s\b", r"\1by \2"),
    (r"(?<=\w),? (?:and|but) (?:start|begin)(?:ning|ting|ing)? (?:in|from|on|at|with) "
     rf"(?=\d|{MONTH}\b)", " since "),
    # "monthly is enough"
    (rf"^(?:by )?({_UNIT}) (?:is|are|will|would) (?:enough|do|be enough|be fine)[.!]*$", r"\1"),
    # "and science on top of that"
    (r"^((?:[\w-]+ ?){1,5}) on top of (?:that|it)[.!]*$", r"\1 as well"),
    # "too few, go back to 10": another number, and why
    (r"^(?:(?:no|ok|that is|that's|thats|way|far|a bit|still|hm|hmm),? )*too (?:few|many|much|little|"
     r"long|short|wide|narrow|high|low|strict|loose)\b[,.;!\s–—-]+(?=\S)", ""),
    (r"\b(?:go |went )?back (?:down |up )?to (?=\d+(?: (?:then|please|pls|again|clicks|searches|views|"
     r"articles|sessions|pages))*[.?!]*$)", "make it "),
    # "headcount again, not the share", "all of october, not just the window": said already
    (r"(?:[,.;–—-]\s*(?:and )?|(?<!\bwho)(?<!\bthat)(?<!\bdo)(?<!\bdid)(?<!\bare)(?<!\bis)\s+)not "
     r"(?:just|jsut|only|merely) (?!.*\bbut\b)[^,;.?!]+[.?!]*$", ""),
    (r",?\s+(?:and )?not (?:as )?(?:the|a) (?:share|percentage|proportion|number|count|mean|average|"
     r"median|total|sum)s?[.!]*$", ""),
    # "they should also have read opinion", "they must have read food"
    (r"^(?:and |but |ok,? |also,? )*(?:they |those )?(?:should|shoud|shold|must|need to|have to|"
     r"ought to) (?:(?:also|all) )?have (?=\w+(?:ed|d)\b)", "who also "),
    # "that earlier week", "on those same terms"
    (r"\b(that|those) earlier (?=(?:days?|weeks?|months?|period)\b)", r"\1 same "),
    (r",? on (?:those|the|these) (?:very )?same terms\b", ""),
    # "switch from time to total clicks, same people, same devices"
    (rf"^{OPENING}(?:switch|change|move|go) (?:over )?from (?:the )?"
     r"[a-z][a-z ]{2,25}? to (?=[a-z])", "now "),
    (r"[,;] (?:and )?(?:for )?(?:the )?same (?:\d+ |two |three |four )?(?:people|users|readers|devices|"
     r"sections|sources|groups?|segments?|rows|filters?|conditions?)\b(?= *(?:[,;.?!]|$))", ""),
    # "I would trust the median more than the mean"
    (r"^(?:i|we)(?:'d| would)? (?:rather )?(?:trust|prefer|like|have|take|see|go by) (?:the )?(\w+) "
     r"(?:more than|over|rather than|instead of|to) (?:the )?(?:mean|median|average|total|sum|count)"
     r"(?: here| there| for that)?[.!]*$", r"\1 instead"),
    # "back to more than 40 clicks"
    (r"\b(?:let'?s )?(?:go |went |get )?back (?:down |up )?to "
     r"(?=(?:more|fewer|less|over|under|at least|at most) (?:than )?\d)", ""),
    # "what would it be among people from facebook"
    (rf"^{OPENING}what (?:would|will|is|was) (?:it|that|this)(?: be)?(?: like)? "
     r"(?=(?:among|amongst|within)\b)", "and "),
    # "I would need those two for all users, not this segment"
    (r"^(?:i|we)(?:'d| would)? (?:also )?(?:need|want|like|love) (?:to (?:see|have) )?"
     r"(?:those|these|them|that|it)(?: (?:two|three|four|\d))?(?: (?:figures|numbers|ones))? "
     r"(?=(?:for|of) )", "same "),
    (r"(?<=\w),? (?:and )?not (?:just |only )?(?:for |of )?(?:this|that) (?:segment|group|tier|one)"
     r"[.!]*$", ""),
    # "how many of those views fell on a weekend"
    (r"^((?:(?:and|so|but|ok)\b,? )*)how many of (?:those|these|the|them) "
     r"(?:views|clicks|searches|page ?views) (?:fell|fall|happened|took place|were made|were|came)"
     r"(?= (?:on|in|from|via|through)\b)", r"\1how many were"),
    # "turn it the other way round: what share of the newsletter people is loyal"
    (rf"^{OPENING}(?:turn|flip|put) (?:it|that|this) (?:the other way )?"
     r"(?:round|around|over)\s*[:,;.–-]+ (?=what|how|which|of\b)", ""),
    # "I'd like that same number for people from google"
    (rf"^{OPENING}(?:(?:i|we)(?:'d| would)? (?:also )?(?:like|love|want|"
     r"need|prefer)|(?:give|show|get|tell|do) (?:me|us)|let me (?:have|see)|"
     r"(?:can|could|may) (?:i|we|you) (?:have|see|get|do)) (?:to (?:see|have|get|know) )?"
     r"(?:that|this|the) (?:very )?same (?:number|figure|share|percentage|count|thing|question|"
     r"curve|chart|line|ranking|list|advice|breakdown|split|table)s? "
     r"(?=(?:for|with|of|on|in|about) )", "same "),
    # "between ten and twenty, both included"
    (r",? (?:with )?both (?:ends |of them |values |numbers )?(?:included|inclusive|counted)\b", ""),
    # "how many of that are fans"
    (r"\bhow many of (?:that|this|it|taht)\b(?= (?:are|were|is|was|have|had|did|do|came|come|read|also|"
     r"use)\b)",
     "how many of them"),
    # "no, up to and including 3"
    (r"\bup to and including\b", "at most"),
    # "what did it look like in september"
    (r"\b(?:what|how) (?:did|does|would|do) (?:it|things|(?:(?:that|this|the)(?: same)?"
     r"(?: (?:list|ranking|table|picture|split|breakdown|curve|chart|figure|number|order|top \w+))?)) "
     r"look(?: like)?\b", "how about"),
    # "does that change when we look at weekends alone"
    (rf"^{OPENING}(?:does|do|did|would|will|is|are|was) (?:that|this|it|they|those|things|"
     r"the (?:picture|order|ranking|list|answer|drop|rise|gap|difference|trend|effect|growth|decline)) "
     r"(?:still )?(?:be |look |come out |get |become )?(?:any |much )?(?:change|different|differ|hold|shift|"
     r"the same|other|true|smaller|bigger|larger|weaker|stronger|better|worse)(?: much| at all| a lot)? "
     r"(?:when|if|once) (?:we|you|i|one) (?:only |just )?(?:look(?:ed)? at|takes?|took|consider(?:ed)?|"
     r"count(?:ed)?|go by|include) (?:only |just |nothing but |the time )?", "only "),
    # "why don't you show every device"
    (rf"^({OPENING})why (?:don't|do not|dont|not) (?:(?:you|we) )?(?=(?:just )?(?:show|give|list|take|try|"
     r"add|put|include|look|use|split|compare|count)\b)", r"\1"),
    # "do the same three statistics for searches"
    (rf"^({OPENING})(?:do|repeat|run|redo|show|give)(?: me)? (?=(?:the|those|these) same\b)", r"\1"),
    # "let's set the hurdle at eight days", "remove the article hurdle"
    (r"\b(?:set|put|move|place) the (?:bar|hurdle) (?:at|to|on) ", "raise the bar to "),
    (r"\bhurdle\b", "condition"),
    # "add a second condition of over 20 article views"
    (rf"^{OPENING}add (?:an?|another|one more)(?: \w+)? (?:condition|filter|requirement|criterion|constraint)"
     r"(?: of|,|:)? (?=(?:over|more|at least|under|fewer|less|at most|no more)\b)", "only those with "),
    # "take 5 September as the starting point"
    (rf"^{OPENING}(?:take|use) ([^,.;?!]{{3,25}}?) as (?:the|a|our|my) (?:start|starting (?:point|day)|"
     r"beginning|first day)\b", r"since \1"),
    (rf"^{OPENING}go back (?:further|more)(?:,? please)?, (?=since\b)", ""),
    # "and leaving aside everyone who comes via Google"
    (rf"^({OPENING})leaving (?:aside|out) ", r"\1leave out "),
    # "exchange Politics for Opinion"
    (rf"^({OPENING})exchange (?=[^,.;]+ (?:for|with|by)\b)", r"\1swap "),
    # "as a percentage rather than in heads"
    (r",? (?:rather than|instead of|and not)(?: in)? (?:heads|percent|percentages|absolute numbers)\b", ""),
    # "replace that by the median"
    (rf"^{OPENING}(?:(?:i|we)(?:'d| would)? (?:rather|like to|prefer to|want to) )?(?:replace|swap|exchange) "
     r"(?:that|this|it|those|them) (?:by|with|for) ([^.?!]+?)[.!]*$", r"\1 instead"),
    # "not counting the loyal ones, so low and moderate"
    (rf"^{OPENING}not counting [^,.;]+, (?:so|that is|i\.?e\.?|only) ", "only "),
    # "squeeze in searches as a third column"
    (r"\b(?:squeeze|fit|slip|tack|throw) (?:in|on) (?=\w)", "add "),
    (r"\b(add [^,.;?!]+?) as an? (?:(?:second|third|fourth|fifth|sixth|extra|new|another|additional) )?"
     r"(?:column|row|line|figure|number|metric)\b", r"\1"),
    # "cut it off after the third row"
    (r"\bcut (?:it|that|this|the (?:list|table|ranking)) (?:off )?(?:after|at) (?:the )?(?:first )?(\w+) "
     r"(?:rows?|places?|lines?|entry|entries)\b", _first_rows),
    # "some have slid down too, I suppose; how many was it?"
    (rf"^{OPENING}(?:i (?:suppose|guess|bet|think|imagine|assume)|surely|presumably|"
     r"probably)(?: that)? (?:some|others|a few|many|several)(?: of them| people| users| readers)?"
     r"(?: have)? (?!are\b|is\b)([^.,;?!]{3,40}?)(?: too| as well| also)?[,;.–-]+ (?:and |so )?"
     r"how many (?:was|were|is|are|would|did) (?:it|that|they|there|those|them)(?: be)?"
     r"[?. ]*$", r"how many \1"),
    # "do fans behave the same way?", "does that hold for fans?"
    (r"\b(?:do|does|did) (?:the )?([\w -]{2,40}?) (?:behave|act|do it|look) "
     r"(?:in )?(?:the same(?: way)?|alike|likewise|similarly)\b", r"same for \1"),
)  # fmt: skip


def retold(text: str) -> str:
    """A follow-up in words that say the same of the question before; the text itself where none apply."""
    return reworded(text, _RETOLD)
