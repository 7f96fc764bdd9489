"""What stands behind a follow-up to say why it is asked: "moderate users only, since the rest is clear".

A whole clause behind a comma and a word such as "since" asks nothing, whatever it names. One that tells when
or where ("when the old app was out"), or has no such word, must name nothing new.
"""

from __future__ import annotations

import re

from intents.followups.names import AMOUNT, DAY, all_names, asked_of
from intents.followups.remarks import is_remark, manners
from intents.lexicon import Lexicon
from intents.query import Query

_STOP = re.compile(r"(?:\s*[,;–—]+|\s+-)\s+")
_WHY = re.compile(
    r"(?:(?:just |only |mainly |simply )?because|since|"
    r"as(?! (?:an?|the) (?:share|percent\w*|proportion|part|fraction|number|count)\b)|"
    r"given(?: that)?|now that|seeing (?:that|as)|so that(?= (?:there|it|they|we|i)\b)|"
    r"then(?= (?:i|we)(?:'(?:ve|ll|m|re))? (?:have|got|can|know|am|are|done)\b)|in case|"
    r"(?:just )?to (?:see|check|find out|know|learn) (?:whether|if|how|what|why)|"
    r"for(?= (?:i|we|they|it)\b)|although|though|even (?:if|though)|whereas) +",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:when|where|while|before|after|until) "
    r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|would)\b)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"which (?:is|was|are|were) (?!.*\b(?:\w{3,}est|most|least|worst)\b)", re.I)
_NO_SUBJECT = r"(?:who|whom|whose|that|which|in|on|from|by|with|and|or|per|at|to)\b"
"""Words that the subject of a clause does not have: "since the weekend when it was" is no clause."""
_VERB = (
    r"(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|will|would|can|cannot|can't|could|should|"
    r"might|may|must|ought|do|does|did|don't|doesn't|didn't|won't|wouldn't|seems?|looks?|sounds?|feels?|"
    r"says?|tells?|means?|shows?|gets?|got|know|knows|think|thinks|need|needs|want|wants|come|comes|came|"
    r"goes|went|make|makes|made|like|likes|help|helps|hides?|spoils?|distorts?|skews?|dominates?|sits?|"
    r"stands?|belongs?|counts?|matters?|works?|worked|ran|runs?)\b"
)
_CLAUSE = re.compile(
    rf"(?:i|we|you|they|it|he|she|there|everybody|everyone|nobody|somebody) (?!who\b|and\b|or\b)[a-z]+ \w"
    rf"|(?:(?!{_NO_SUBJECT})[a-z][a-z-]* ){{1,5}}?{_VERB}"
    rf"|(?:(?!{_NO_SUBJECT})[a-z][a-z-]* ){{0,4}}?[a-z]+'(?:s|re|ve|d|ll|m)\b"
    rf"|(?:that|this|those|these) {_VERB}",
    re.IGNORECASE,
)
"""Somebody or something, and a verb."""
_NAMES = ("value", "segment", "metric")
_PURPOSE = re.compile(
    r"(?<=\w)(?:,|[.;]| -|–|—)? (?:(?:or else|otherwise),? (?:i|we|it|they|nobody|everybody|the)|"
    r"(?:just )?so (?:that )?(?:(?:i|we) (?:can|could|may|will|would|know|see|have)|"
    r"they (?:can|could|see|know))|(?:i|we) (?:want|need|like|prefer) (?:it|them|this|that) "
    r"(?:fresh|short|quick|simple|plain|rough|neat|clean|raw|exact|precise|brief|handy)|"
    r"(?:just )?to be (?:sure|safe|fair|exact|precise|clear|on the safe side)|"
    r"in case (?:i|we|they|someone|somebody|anyone))\b[^?\"]*$",
    re.IGNORECASE,
)
"""What it is wanted for, whatever it names: "per day, so I can see whether the mailing helped"."""
_IN_PASSING = re.compile(
    r"(?<=\w)(?:,|[.;]| -|–|—) (?:"
    r"(?:i|we) (?:just |only )?(?:want|need) an? "
    r"(?:flavour|idea|feel|feeling|sense|impression|glance|overview|(?:rough|quick|first) \w+)(?: of it)?|"
    r"(?:just |only |purely )?(?:for (?:completeness|reference|good measure|the record|the sake of \w+)|"
    r"out of curiosity)|as an? (?:control|check|cross-?check|reference)|on second thoughts?|"
    r"come to think of it|by the same (?:yardstick|measure|logic)|to be able to [^,.;?!]+)[.?!]*$",
    re.IGNORECASE,
)
"""A few last words of why: "afternoons, as a control"."""
_REASON = re.compile(
    r"^(?P<core>[^?\"]{2,160}?[^\s.,;!…–—-])(?:[.,;!…]+|\.{2,}| [-–—]) *"
    r"(?P<why>(?:(?:i|we|it|they|there|that|this|those|you)(?:'\w+)? (?!mean|want|need)|"
    r"(?:just )?so (?:that |i|we|it|they|you)|otherwise|or else|or we|before that,? |after that,? |maybe |"
    r"perhaps |(?:just )?to (?:be|see|check|have|make|get|know) |my |our |else |"
    r"which (?:is|was|would) |that way |(?:either|both|half|most|some|an?|one|the) [a-z]+ (?:of [a-z]+ )?"
    r"(?:is|are|was|will|would|may|might|should|could|must|always|never|has|have) |"
    r"the [a-z]+ (?!of|on|in|from|by|with|who|that|and|or)[a-z]+ |"
    r"the (?:boss|others?|team|client)\b)[^?\"]*)$",
    re.IGNORECASE,
)
"""Why something is wanted, behind it: "only those on mobile, otherwise we sit here till evening"."""


def without_reason(text: str, lexicon: Lexicon, last: Query) -> str:
    """The text without what stands behind the question to say why, or when something was."""
    text = _PURPOSE.sub("", _IN_PASSING.sub("", _without_clause(text, lexicon, last)))
    found = _REASON.match(text)
    core = found["core"] if found else ""
    asked = core[manners(core) :]
    return core if found and asked and is_remark(found["why"], asked, lexicon, last) else text


def _without_clause(text: str, lexicon: Lexicon, last: Query) -> str:
    for stop in _STOP.finditer(text):
        asked, said = text[: stop.start()], text[stop.end() :]
        several = "?" in said.rstrip("?!. ") or ". " in said
        if not several and (_says_why(said, asked) or _tells(said, asked, lexicon, last)):
            return asked
    return text


def _says_why(said: str, asked: str) -> bool:
    """ "since the other two are clear-cut anyway", "as desktop hides the problem"."""
    why = _WHY.match(said)
    since = why is not None and why.group().lower().startswith("since")
    return (
        why is not None
        and bool(_CLAUSE.match(said, why.end()))
        and not (since and DAY.search(said) and not AMOUNT.search(asked))
    )


def _tells(said: str, asked: str, lexicon: Lexicon, last: Query) -> bool:
    """ "when the old app was still out", "which is the other big one": of what the question names."""
    when, which = _WHEN.match(said), _WHICH.match(said)
    named = all_names(asked, lexicon, _NAMES) | asked_of(last)
    clause = _CLAUSE.match(said, when.end()) if when else named and which
    return bool(clause) and all_names(said, lexicon, _NAMES) <= named and not _dated(said, asked)


def _dated(said: str, asked: str) -> bool:
    """Only what is said beside the question has a number or a day."""
    return bool(AMOUNT.search(said)) and not AMOUNT.search(asked)
