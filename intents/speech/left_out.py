"""What is left out, told before it: ", the tablet crowd left out" is "without the tablet crowd"."""

from __future__ import annotations

import re

_NO_NAME = r"(?:with|but|by|from|who|what|which|i|we|you|have|has|had|was|were|been|be|get|not|how)\b"
"""Words that are no part of the name of what is left out."""
_LEFT_OUT = re.compile(
    r"(?:^|(?:,| -| with\b| but\b)\s+)(?:with |and )?"
    rf"(?P<what>(?:(?!{_NO_NAME})[\w-]+ ){{1,4}}?)"
    r"(?:itself |themselves |all )?(?:is |are |being )?"
    r"(?:left out|left aside|excluded|omitted|taken out|set aside|not counted|kept out)(?=\s*(?:[,.;:?!]|$))",
    re.IGNORECASE,
)


def without_before(text: str) -> str:
    """The text with "without" before what it leaves out."""
    return _LEFT_OUT.sub(lambda found: f", without {found['what'].strip()}", text)
