"""Users counted beside another figure: "users and clicks by device", "readers and the total views"."""

from __future__ import annotations

from intents.understand.frame import Sentence
from intents.understand.wording import verb_form

_BEFORE = ("value", "segment", "label", "fill", "count", "active", "prep", "cue", "aggregate")
"""What may stand before the users that are counted."""
_BETWEEN = ("aggregate", "count", "fill")
"""What may stand between the "and" and the figure."""


def users_and_figure(sentence: Sentence) -> bool:
    """True where plain users are joined to a figure, which is no deed of theirs."""
    if sentence.any("who", "them", "listing", "compare", "desc", "asc") or "correlation" in sentence.text:
        return False
    for i, mention in enumerate(sentence.mentions):
        if not mention.has("and") or not 0 < i < len(sentence) - 1:
            continue
        if _plain_users(sentence, i - 1) and _figure(sentence, i + 1):
            return all(m.has(*_BEFORE) or m.time for m in sentence.mentions[: i - 1])
        if _figure(sentence, i - 1) and _plain_users(sentence, sentence.after(i) or i):
            return all(m.has(*_BEFORE) or m.time for m in sentence.mentions[: i - 1])
    return False


def _plain_users(sentence: Sentence, i: int) -> bool:
    mention = sentence.at(i)
    return mention.has("noun") and not mention.has("metric") and mention.text.endswith("s")


def _figure(sentence: Sentence, i: int) -> bool:
    """ "the total of article views", "searches": a metric, and no verb."""
    place = sentence.after(i - 1, *_BETWEEN)
    mention = sentence.at(place)
    return mention.has("metric") and not mention.has("noun") and not verb_form(mention.text)
