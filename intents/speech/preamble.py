"""Talk before and around a question, in which the rules explained nothing: "late here so keep it short: ...".

What the gate does not hold against a reading: unknown words and topics of a stretch that speaks of the asker.
"""

from __future__ import annotations

from intents.speech.world import about_thing, of_world, stretches
from intents.understand.frame import Sentence

_PERSONAL = {
    "i",
    "im",
    "ive",
    "my",
    "me",
    "we",
    "our",
    "us",
    "boss",
    "manager",
    "colleague",
    "client",
    "team",
    "mentor",
    "they",
}
"""Words by which a stretch of text speaks of the asker, not of the users."""


def core_start(sentence: Sentence, readable: bool) -> int:
    """Where the question proper begins: after a preamble about the asker, if there is one."""
    if not readable:
        return 0
    opener = None
    for i, mention in enumerate(sentence.mentions):
        asks = mention.has("what", "count", "when_cue", "where_cue") or mention.text in (
            "which",
            "need",
            "can",
            "could",
            "tell",
            "show",
            "list",
        )
        if i > 2 and asks and _is_preamble(sentence, i):
            opener = i
    return opener if opener is not None else 0


_OF_PEOPLE = ("age", "gender", "location", "demographics")
"""Topics by which people are picked."""
_PAYING = ("paying", "paid", "subscribers", "subscriber", "buyers")
"""The same of what they pay."""


def asked_of(sentence: Sentence, i: int, first: int) -> bool:
    """A topic in a preamble that picks the people asked about, or that the question points at.

    "our client is after men only. how many ...", "we ran a campaign. what did it bring".
    """
    topic = sentence.at(i)
    if not topic.has("topic") or of_world(sentence.at(i + 1)):
        return False
    pointed = any(about_thing(sentence.mentions, j) for j in range(first, len(sentence)))
    return topic.get("topic") in _OF_PEOPLE or topic.text in _PAYING or (of_world(topic) and pointed)


def _is_preamble(sentence: Sentence, i: int) -> bool:
    before = sentence.mentions[:i]
    words = {w for m in before for w in m.text.split()}
    explained = [
        j
        for j in range(i)
        if sentence.used[j]
        and not sentence.is_filler(j)
        and sentence.at(j).time is None
        and not sentence.at(j).has("by")
    ]
    rest = any(sentence.used[j] for j in range(i, len(sentence))) and not any(m.has("only") for m in before)
    requests = sentence.at(i).text in ("could", "can", "tell", "need", "give") and sentence.at(i).breaks
    return bool(words & _PERSONAL) and (not explained or requests) and rest


def small_talk(sentence: Sentence, i: int) -> bool:
    """True for a word in a stretch about the asker, cut off by stops, in which nothing was understood."""
    stretch = next(s for s in stretches(sentence.mentions) if i in s)
    start, end = stretch.start, stretch.stop
    if _remark(sentence, start, end):
        return True
    words = {w for m in sentence.mentions[start:end] for w in m.text.split()}
    if words & _PERSONAL and any(m.has("only") for m in sentence.mentions[start:end]):
        return False  # "we're looking at vegans only"
    understood = any(sentence.used[j] for j in range(start, end))
    if start == 0 and end < len(sentence) and not understood and end - start >= 3:
        return any(sentence.used[end:])  # "late here so keep it short: ..."
    return (
        not understood
        and bool(words & (_PERSONAL | {"its", "it", "these", "this", "thats", "lol", "haha"}))
        and start > 0
    )


_SPEAKING = {
    "i",
    "im",
    "ive",
    "ill",
    "we",
    "it",
    "its",
    "this",
    "that",
    "thats",
    "is",
    "was",
    "you",
    "he",
    "she",
    "theres",
}
"""Words that make a stretch a clause of its own."""


def _remark(sentence: Sentence, start: int, end: int) -> bool:
    """ "I'll eat my hat": a clause cut off by stops that asks nothing, excludes nothing and names nothing."""
    mentions = sentence.mentions[start:end]
    words = {w for m in mentions for w in m.text.split()}
    speaks = len(words) >= 3 and bool(words & _SPEAKING)
    asks = any(
        m.has(
            "not",
            "only",
            "count",
            "what",
            "topic",
            "by",
            "value",
            "metric",
            "segment",
            "dimension",
            "aggregate",
        )
        or m.number is not None
        or m.quoted
        for m in mentions
    )
    whole = start > 0 or end < len(sentence)
    return whole and speaks and not asks and not any(sentence.used[start:end])
