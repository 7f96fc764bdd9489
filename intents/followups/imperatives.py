"""Follow-ups that tell what to do, said one way: "take facebook out of this" is "leave out facebook"."""

from __future__ import annotations

import re

from intents.followups.leads import END, REQUEST
from intents.followups.relative_dates import MONTH

_TAIL = (
    r"(?: (?:of|from) (?:this|that|it|these|those|them|there|here|"
    r"the (?:list|count|figures?|numbers?|result|picture|equation|mix|comparison|chart|table|running)))?"
)
_PARTED = re.compile(
    rf"{REQUEST}(?:take|leave|keep|throw|filter|cut|strip|get|kick) "
    rf"(?P<what>(?!(?:that|this|it)\b)[^,.;?!]{{2,40}}?) "
    rf"(?:out|off|away|aside){_TAIL}{END}",
    re.IGNORECASE,
)
"""The verb and its particle stand around what is taken out."""
_WHOLE = re.compile(
    rf"{REQUEST}(?:take (?:out|away|off)|throw out|filter out|cut out|strip out|kick out|get rid of|lose|"
    r"ditch|chuck|dump|(?:remove|scrap|drop|leave out|exclude)"
    r"(?= (?:the|all|any|anyone|anybody|everyone|everybody|those|our)\b)) "
    rf"(?P<what>[^,.;?!]{{2,70}}?){_TAIL}{END}",
    re.IGNORECASE,
)
"""An imperative that opens the follow-up, and what it is about."""
_WITHOUT = re.compile(
    r"(?:everybody|everyone|anyone|anybody|all|all those|those|the ones|people|users|readers)"
    r"(?: who (?:are|were))? (?:without|with no) (?:a |an |any |a single |even one )?(?P<thing>\w+(?: \w+)?)",
    re.IGNORECASE,
)
"""Who is taken out for what they do not have: "everybody without a single article view"."""
_STARTS = re.compile(
    rf"{REQUEST}(?:(?:start|begin|count)(?:ing)? (?:from|at|on|with)|go back to|let it start (?:on|at|from)) "
    r"(?=\d|(?:last|this|the (?:start|beginning))\b|"
    rf"{MONTH}\b)",
    re.IGNORECASE,
)
_GOES_BACK = re.compile(
    rf"{REQUEST}go back (?P<span>(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve) "
    rf"(?:days?|weeks?|months?))(?: instead)?{END}",
    re.IGNORECASE,
)
"""Where the days begin."""
_NARROWS = re.compile(
    rf"{REQUEST}(?:restrict|limit|narrow|confine|reduce|cut|shrink)(?:ed|d)? "
    r"(?:(?:this|that|it|them|both(?: groups)?|the (?:list|count|figures?|groups?|two(?: groups)?)) )?"
    r"(?:(?:even )?further )?"
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
    if without := _WITHOUT.fullmatch(found["what"]):
        return f"{found['led']}only those with at least one {without['thing']}{found['end']}"
    return f"{found['led']}leave out {found['what']}{found['end']}"
