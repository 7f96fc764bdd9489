"""Talk before and around a question, in which the rules explained nothing: "late here so keep it short: ...".

What the gate does not hold against a reading: unknown words and topics of a stretch that speaks of the asker.
"""

from __future__ import annotations

from intents.speech.leaning import about_thing
from intents.speech.world import PERSONAL, of_world, stretches
from intents.understand.frame import Sentence

_ASKER = {
    "i", "im", "ive", "my", "me", "we", "our", "us", "boss", "manager", "colleague", "client", "team",
    "mentor", "they",
}  # fmt: skip
"""Words by which a stretch of text speaks of the asker, not of the users."""
_ASKING = ("what", "count", "when_cue", "where_cue")
"""Kinds of words by which a question begins after a preamble."""
_REQUESTS = ("which", "need", "can", "could", "tell", "show", "list")
"""Words by which one does, too."""
_PAYING = ("paying", "paid", "subscribers", "subscriber", "buyers")
"""Words that pick people by what they pay."""
_SPEAKING = {
    "i", "im", "ive", "ill", "we", "it", "its", "this", "that", "thats", "is", "was", "you", "he", "she",
    "theres",
}  # fmt: skip
"""Words that make a stretch a clause of its own."""
_SAYING = (
    "not", "only", "count", "what", "topic", "by", "value", "metric", "segment", "dimension", "aggregate",
)  # fmt: skip
"""Kinds of words that a remark beside a question may not have."""


def core_start(sentence: Sentence, readable: bool) -> int:
    """Where the question proper begins: after a preamble about the asker, if there is one."""
    if not readable:
        return 0
    starts = (
        i
        for i, mention in enumerate(sentence.mentions)
        if i > 2 and (mention.has(*_ASKING) or mention.text in _REQUESTS) and _is_preamble(sentence, i)
    )
    return max(starts, default=0)


def asked_of(sentence: Sentence, i: int, first: int) -> bool:
    """A topic in a preamble that picks the people asked about, or that the question points at.

    "our client is after men only. how many ...", "we ran a campaign. what did it bring".
    """
    topic = sentence.at(i)
    if not topic.has("topic") or of_world(sentence.at(i + 1)):
        return False
    pointed = about_thing(sentence.mentions, first)
    return topic.get("topic") in PERSONAL or topic.text in _PAYING or (of_world(topic) and pointed)


def _is_preamble(sentence: Sentence, i: int) -> bool:
    """Before this word somebody speaks of themselves, and the rules explained nothing but days."""
    before = sentence.mentions[:i]
    words = {w for m in before for w in m.text.split()}
    explained = any(
        sentence.used[j] and not sentence.is_filler(j) and mention.time is None and not mention.has("by")
        for j, mention in enumerate(before)
    )
    rest = any(sentence.used[j] for j in range(i, len(sentence))) and not any(m.has("only") for m in before)
    requests = sentence.at(i).text in ("could", "can", "tell", "need", "give") and sentence.at(i).breaks
    return bool(words & _ASKER) and (not explained or requests) and rest


def small_talk(sentence: Sentence, i: int) -> bool:
    """True for a word in a stretch about the asker, cut off by stops, in which nothing was understood."""
    stretch = next(s for s in stretches(sentence.mentions) if i in s)
    start, end = stretch.start, stretch.stop
    if _remark(sentence, start, end):
        return True
    words = {w for m in sentence.mentions[start:end] for w in m.text.split()}
    if words & _ASKER and any(m.has("only") for m in sentence.mentions[start:end]):
        return False  # "we're looking at vegans only"
    understood = any(sentence.used[j] for j in range(start, end))
    if start == 0 and end < len(sentence) and not understood and end - start >= 3:
        return any(sentence.used[end:])  # "late here so keep it short: ..."
    speaks = bool(words & (_ASKER | {"its", "it", "these", "this", "thats", "lol", "haha"}))
    return start > 0 and speaks and not understood


def _remark(sentence: Sentence, start: int, end: int) -> bool:
    """ "I'll eat my hat": a clause cut off by stops that asks nothing, excludes nothing and names nothing."""
    mentions = sentence.mentions[start:end]
    words = {w for m in mentions for w in m.text.split()}
    speaks = len(words) >= 3 and bool(words & _SPEAKING)
    says = any(m.has(*_SAYING) or m.number is not None or m.quoted for m in mentions)
    whole = start > 0 or end < len(sentence)
    return whole and speaks and not says and not any(sentence.used[start:end])
