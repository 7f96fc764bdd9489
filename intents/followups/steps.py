"""Follow-ups that do one thing and then another: "leave the segments aside, what devices do they use".

The first thing takes something back, or turns round what was shown; what comes behind it is said of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from intents.followups.leads import WORDS
from intents.followups.retelling import retold
from intents.followups.search_terms import back_to_term
from intents.followups.sections import in_the_section
from intents.query import TIMES, Query

_LEAD = rf"(?:(?:{WORDS}|let'?s|let us|can you|could you)\b[,:.]? ?)*"
_WHAT = r"(?P<{}>(?!(?:that|this|it)\b)[^,.;:?!]{{2,40}}?)"
_OUT = (
    (r"(?:forget(?: about)?|never ?mind|skip|drop|scrap|ditch|lose|ignore|remove|without|no more) "
     rf"(?:the |that |those |these )?{_WHAT.format('dropped')}", "drop the {}"),
    (r"not (?:just|only) (?:the |those )?"
     rf"{_WHAT.format('widened')}(?: any ?more| any longer)?", "drop the {} condition"),
    (r"(?:leave|leaving|put|putting|set|setting) (?:the |that |those |these )?"
     rf"{_WHAT.format('aside')} (?:aside|to one side|to the side|apart)", "drop the {}"),
    (rf"(?:leave out|leaving out|take out|exclude) (?:the )?{_WHAT.format('left')}", "leave out the {}"),
    (rf"(?:leave|leaving|take|taking) (?:the )?{_WHAT.format('out')} (?:out|away|off)", "leave out the {}"),
    (r"(?:turn|flip) (?:that|it|this|the (?:list|order|ranking|table)) (?:upside down|round|around|over)",
     "flip it"),
    (r"(?:(?:go|get|switch|come) )?back to (?P<again>either(?: one| of (?:them|those))?|both(?: of them)?)",
     "{}"),
)  # fmt: skip
"""What may stand first, and how it is said alone."""
_NOW = r"(?: (?:now|again|for now|please|then|of it|of this))*"
_JOINT = r"(?:\s*[,;:.–—-]+\s*(?:and |but |then |so )*|\s+(?:and|but|then)\s+(?:then )?)"
_ASKS = (
    r"(?:how|what|which|who|where|when|is|are|do|does|did|show|give|tell|list|name|count|take|use|split|rank|only|"
    r"just|let|make|put|sort|order|since|during|for|per|"
    r"by|look|compare|of|i|and|can|could|would|instead)\b(?!(?<=just|only) the \w+ers\b)"
)
_POINTS = re.compile(
    rf"{_LEAD}(?:(?:i'll )?(?:stay|stick|remain|keep) (?:with|to|in) (?:that|those|this|these|the) "
    r"(?:same |earlier )?(?:days?|weeks?|months?|period|group|people|segment|section)"
    r"|(?:the )?(?:mirror image|flip side|counterpart|very opposite|exact opposite)(?: of (?:that|it))?"
    r"(?: please)?)"
    r"(?:,? but,? |,? and |\s*[,.;:–-]+ (?:but |and )?)(?=\S+ \S)",
    re.IGNORECASE,
)
"""Says no more than that one goes on from there."""
_LOOKS_THEN = re.compile(
    r"(?:how|what) (?:does|do|would|did|will|is|are) (?:it|that|this|they|things|we)\b"
    r"(?: (?:look|be|come to|come out|get|like|at|then|now))*[?. ]*",
    re.IGNORECASE,
)
"""Asks for no more than what is left: that is one step."""


def in_steps(
    text: str, last: Query, earlier: tuple[Query, ...], changed: Callable[[str], Query | None]
) -> tuple[str, Query] | None:
    """What is left of a follow-up, and the question that this is of; None where it does one thing only.

    `changed` makes the query of what comes first.
    """
    if again := back_to_term(text, last, earlier):
        return again
    if points := _POINTS.match(text):
        return text[points.end() :], last
    if spanned := of_whole_span(text, last):
        return spanned
    if said := in_the_section(text, last):
        return said, last
    if steps := _in_two(text):
        first, rest = steps
        query = changed(first)
        return None if query is None or query == last else (rest, query)
    return None


def _in_two(text: str) -> tuple[str, str] | None:
    """What a follow-up wants first, said alone, and what then; None for others."""
    for first, alone in _OUT:
        found = re.fullmatch(
            rf"{_LEAD}{first}{_NOW}{_JOINT}(?={_ASKS})(?P<rest>\S+ \S+.*)", text.strip(), re.IGNORECASE
        )
        if found and not _LOOKS_THEN.fullmatch(found["rest"]):
            *named, rest = found.groups()
            return retold(alone.format(*named)), rest
    return None


_SPAN = r"(?:stretch|fortnight|time|period|span|timeframe|weeks|days|months)"
_ALL_OF_THEM = re.compile(
    r"(?P<before>^|[,;]? )(?:and )?(?:over|in|during|across|through|throughout|for) "
    rf"(?:all (?:of )?(?:that|those|these) (?:\d+ |\w+ )?{_SPAN}(?: together| combined)?"
    rf"|(?:that|those|these|this) (?:whole|entire|full|complete) {_SPAN}"
    rf"|(?:that|those|these|this|the) (?:\d+ |\w+ )?{_SPAN} (?:together|combined|taken together|as a whole))"
    r"(?:,|(?=[.?!]|$| ))",
    re.IGNORECASE,
)


def of_whole_span(text: str, last: Query) -> tuple[str, Query] | None:
    """The follow-up without those words, and the question before with no row for each step of time."""
    found = _ALL_OF_THEM.search(text)
    rows = set(last.by) & set(TIMES)
    if found is None or last.ask != "figures" or not (rows or last.period):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    if len(rest.split()) < 3:
        return None
    by = tuple(d for d in last.by if d not in rows)
    return rest, replace(last, by=by, order=last.order if by else None, limit=last.limit if by else None)
