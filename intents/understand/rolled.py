"""Values that stand for several others, where one of those is asked for: "the biggest social source"."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence
from intents.wordbook import ROLL_UPS


def read_rolled(sentence: Sentence, frame: Frame) -> None:
    """Splits by the source where one of the social ones, or of the search engines, is ranked, or each is."""
    if frame.by:
        return
    for i, mention in enumerate(sentence.mentions):
        rolled = any(s.kind == "value" and s.value in ROLL_UPS for s in mention.senses)
        each = sentence.at(i - 1).text.split(" ")[-1] in ("each", "every", "per")
        ranked = frame.order is not None and not frame.counted
        asked = sentence.at(sentence.before(i)).has("desc", "asc", "what") or sentence.at(i - 1).has("what")
        label = sentence.at(i + 1).get("dimension") == "source"
        named = label or mention.text.endswith(("engine", "engines", "network", "networks", "platform"))
        if rolled and each and named:
            frame.by = ["source"]
            sentence.use(i - 1)
        elif rolled and ranked and asked and named:
            frame.by = ["source"]
            frame.single = not sentence.at(i + 1).text.endswith("s")
