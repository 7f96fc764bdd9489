"""Verbs that only bid somebody to give a figure: "work out the share", "could you calculate"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.world import stretch_start

if TYPE_CHECKING:
    from intents.mentions import Mention

_VERBS = frozenset(("work out", "calculate", "compute", "measure", "recount"))
"""Verbs that ask for a figure where they are a command, and for a definition in "how do you work out"."""
_WANTED = (
    "what", "count", "howmuch", "metric", "aggregate", "percent_sign", "desc", "asc", "noun", "segment",
    "value", "percentile", "pearson", "spearman",
)  # fmt: skip
"""Kinds of what is to be worked out."""
_BEFORE = re.compile(
    r"(?:.*\b)?(?:you|please|kindly|pls|to|and|then|lets|me|now|we|just|also|so|but|first|it)|", re.DOTALL
)
"""What may stand before a command."""


def commands(mentions: Sequence[Mention], i: int) -> bool:
    """A verb at `i` that bids to work out a figure: filler, where "how is it worked out" asks how."""
    mention = mentions[i]
    if mention.text not in _VERBS:
        return False
    before = " ".join(m.text for m in mentions[stretch_start(mentions, i) : i])
    asked = {"how", "what", "which", "does", "is", "are"} & set(before.split())
    wanted = any(m.has(*_WANTED) for m in mentions[i + 1 : i + 5])
    return wanted and not asked and (mention.breaks or _BEFORE.fullmatch(before) is not None)
