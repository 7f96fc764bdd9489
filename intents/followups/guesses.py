"""What somebody expects of the answer, left out: "from Bing it'll be next to nothing, I imagine?".

Of a guess only that counts of what it is: "in the low segment I wouldn't expect much of a link" asks the same
of the low segment.
"""

from __future__ import annotations

import re

from intents.followups.leads import LED
from intents.followups.names import all_names, asked_of
from intents.lexicon import Lexicon
from intents.query import Query

_EXPECT = r"(?:expect|guess|imagine|suppose|assume|presume|bet|reckon|think|hope|suspect|fear|believe|say)"
_I_GUESS = re.compile(
    rf"(?:,| -|–|—) (?:or so )?(?:i|we)(?:'d| would| do)? {_EXPECT}(?: so)?(?=[.?!]*$|,)", re.IGNORECASE
)
_TAG = re.compile(
    r"(?:,| -|–|—) (?:"
    r"(?:is|are|was|were|do|does|did|has|have|will|would|should)(?:n't| not)? (?:it|that|they|there|this)"
    r"|(?:(?:would|could|can|will) you (?:please )?(?:check|try|look|see|confirm|verify|test|tell)"
    r"|am i|are we|let(?:'s| us) (?:see|check)|let me (?:see|check))(?: (?:it|that|this|right|me))?"
    r"|(?:so )?what(?:'s| is| was) (?:it|that|left of it)(?: there| here| then)?|right|correct|or not|no"
    r")[.?!]*$",
    re.IGNORECASE,
)
"""What is tagged to a guess to ask whether it holds."""
_OF_WHAT = re.compile(
    rf"^{LED}(?P<what>(?:for|from|in|within|among|amongst|with|on|of|out of|at|during) (?!(?:that|it|this)\b)"
    r"[^,.;:?!]{2,50}?),? "
    r"(?:(?:i|we)(?:'d|'ll|'m| would| should| am| have| might| do)?(?:n't| not)? (?:rather )?"
    rf"(?:{_EXPECT}|afraid|sure|certain|(?:the|a|an|my) \w+ (?:suspicion|feeling|hunch|guess))\b"
    r"|(?:it|that|this|they|things|there|the \w+)"
    r"(?:'ll|'s|'d|'re| will| would| might| may| should| can| could| must| is| are| has| have)"
    r"(?:n't|'t|not| not)? )"
    r"(?!.*\b(?:by|per|split|only|just|instead)\b)[^,.;:?!\d]*(?P<end>[.?!]*)$",
    re.IGNORECASE,
)
"""Of what something is expected, and what that is."""
_NAMES = ("value", "segment", "metric")
_PLAIN = {("metric", "views"), ("metric", "articles")}
"""Names that are plain words in a guess: "a different story"."""


def without_guess(text: str, lexicon: Lexicon, last: Query) -> str:
    """The text without what is guessed of its answer; the text itself where nothing is, or is asked for."""
    plain = _TAG.sub("?", _I_GUESS.sub("", text))
    found = _OF_WHAT.match(plain)
    if found is None:
        return _I_GUESS.sub("", text)
    of_what = all_names(found["what"], lexicon, _NAMES)
    guessed = all_names(plain[found.end("what") :], lexicon, _NAMES)
    if not of_what or not guessed <= of_what | asked_of(last) | _PLAIN:
        return text
    return f"{found['led'] or 'and '}{found['what']}{found['end']}"
