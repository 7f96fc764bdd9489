"""Values that stand for several others, where one of those is asked for: "the biggest social source"."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence

_ROLLED = ("social", "search engines")


def read_rolled(sentence: Sentence, frame: Frame) -> None:
    """Splits by the source where one of the social ones, or of the search engines, is ranked."""
    if frame.by or not frame.order or frame.counted:
        return
    for i, mention in enumerate(sentence.mentions):
        rolled = any(s.kind == "value" and s.value in _ROLLED for s in mention.senses)
        asked = sentence.at(sentence.before(i)).has("desc", "asc", "what") or sentence.at(i - 1).has("what")
        label = sentence.at(i + 1).get("dimension") == "source"
        named = label or mention.text.endswith(("engine", "engines", "network", "networks", "platform"))
        if rolled and asked and named:
            frame.by = ["source"]
            frame.single = not sentence.at(i + 1).text.endswith("s")
