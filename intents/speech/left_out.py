"""What is left out, named before the words that leave it out: "if I take Google out of the picture"."""

from __future__ import annotations

from intents.speech.rewording import reworded, rewordings

_NO_NAME = r"(?:with|but|by|from|who|what|which|i|we|you|have|has|had|was|were|been|be|get|not|how)\b"
"""Words that are no part of the name of what is left out."""
_OF = (
    r"(?: of (?:it|this|that|account|consideration|the (?:picture|equation|count|account|sum|totals?|"
    r"figures?|numbers?|mix|calculation|reckoning|bill|result))| for (?:a|one) (?:moment|minute|second))"
)
"""Out of what it is taken, and for how long."""

_LEFT_OUT = rewordings(
    # ", the tablet crowd left out"
    (r"(?:^|(?:,| -| with\b| but\b)\s+)(?:with |and )?"
     rf"(?P<what>(?:(?!{_NO_NAME})[\w-]+ ){{1,4}}?)"
     r"(?:itself |themselves |all )?(?:is |are |being )?"
     r"(?:left out|left aside|excluded|omitted|taken out|set aside|not counted|kept out)"
     r"(?=\s*(?:[,.;:?!]|$))",
     lambda found: f", without {found['what'].strip()}"),
    # "how many views are there if I leave Sport out", "putting the bots aside"
    (r"\b(?:(?:if|when|once) (?:i|we|you|one) (?:were to )?)?"
     r"(?:(?:take|taking|took|leave|leaving|strip|stripping|filter|filtering|throw|throwing|cut|cutting) "
     r"(?P<out>(?!(?:it|this|that|them|those|these|me|us|part|time|stock)\b)[^,.;:?!]{2,40}?) "
     rf"out\b(?:{_OF}|(?! of\b))"
     r"|(?:leave|leaving|put|putting|set|setting) "
     r"(?P<aside>(?!(?:it|this|that|them|those|these)\b)[^,.;:?!]{2,40}?) (?:aside|to one side)\b"
     rf"{_OF}?)(?! again\b)",
     lambda found: f"leaving out {found['out'] or found['aside']}"),
)  # fmt: skip


def leaving_out(text: str) -> str:
    """The text with "without" or "leaving out" before what it leaves out."""
    return reworded(text, _LEFT_OUT)
