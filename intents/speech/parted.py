"""Verbs whose particle stands behind what they leave out: "if I take Google out of the picture"."""

from __future__ import annotations

import re

_OF = (
    r"(?: of (?:it|this|that|account|consideration|the (?:picture|equation|count|account|sum|totals?|"
    r"figures?|numbers?|mix|calculation|reckoning|bill|result))| for (?:a|one) (?:moment|minute|second))"
)
_PARTED = re.compile(
    r"\b(?:(?:if|when|once) (?:i|we|you|one) (?:were to )?)?"
    r"(?:(?:take|taking|took|leave|leaving|strip|stripping|filter|filtering|throw|throwing|cut|cutting) "
    rf"(?P<out>(?!(?:it|this|that|them|those|these|me|us|part|time|stock)\b)[^,.;:?!]{{2,40}}?) "
    rf"out\b(?:{_OF}|(?! of\b))"
    r"|(?:leave|leaving|put|putting|set|setting) "
    r"(?P<aside>(?!(?:it|this|that|them|those|these)\b)[^,.;:?!]{2,40}?) (?:aside|to one side)\b"
    rf"{_OF}?)(?! again\b)",
    re.IGNORECASE,
)


def put_together(text: str) -> str:
    """ "How many views are there if I leave Sport out" with the particle beside its verb."""
    return _PARTED.sub(lambda m: f"leaving out {m['out'] or m['aside']}", text)
