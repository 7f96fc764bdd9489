"""Orders that rows never come in: by name, by title, from A to Z."""

from __future__ import annotations

import re

from intents.understand.frame import Frame, Sentence

_BY_NAME = re.compile(
    r"(?:.*\b(?:sort|sorted|order|ordered|rank|ranked|arrange|arranged)\b.* )?"
    r"(?:by|on) (?:the |their |its )?(?:\w+ )?(?:name|names|title|titles)(?: (?:instead|please|pls|then))*"
    r"|.*\b(?:alphabet|alphabetic|alphabetical|alphabetically|a ?- ?z|a to z|z to a)\b.*"
)


def read_by_name(sentence: Sentence, frame: Frame) -> None:
    """ "sort it by name", "alphabetically please": said to be impossible, and no other order is taken."""
    if _BY_NAME.fullmatch(sentence.text):
        frame.doubts.append("Rows come in the order of their figures; they cannot be sorted by name.")
