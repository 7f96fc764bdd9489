"""Words of movement that move nobody: of a figure ("did clicks go up"), a period, a stay on a page."""

from __future__ import annotations

from intents.query import TIMES
from intents.understand.frame import Frame, Sentence

_SIZES = ("number of", "size of", "count of", "share", "percentage", "proportion", "total")
"""Beginnings of what a group has and its users have not."""


def _people_lost(sentence: Sentence, i: int) -> bool:
    thing = sentence.at(sentence.after(i, "desc", "asc", "number"))
    return not thing.has("metric") or thing.has("noun")


def moves_nobody(sentence: Sentence, frame: Frame, i: int) -> bool:
    """A word of movement that speaks of a figure ("did clicks go up"), a period or an attribute."""
    mention = sentence.at(i)
    direction = mention.get("movement")
    searched = sentence.at(sentence.before(i, "or", "value"))
    if mention.names("term") and (searched.has("search_for") or searched.get("metric") == "searches"):
        return True  # "searches for migration"
    if mention.has("segment") and direction == "churned":
        named = sentence.at(i + 1).has("noun") and not sentence.at(i - 1).has("who")
        named |= sentence.at(i - 1).has("prep") or sentence.at(i - 1).text in ("the", "our", "all", "vs")
        if named or not (frame.period or frame.point):
            return True  # "gone dark" without a time, "the gone dark users": the inactive ones
    if sentence.at(i - 1).text == "it" and direction in ("up", "down"):
        return True  # "the client wants to see it climb"
    if direction == "any" and mention.text == "moved" and sentence.cue("trend"):
        return any(m.text.startswith(_SIZES) for m in sentence.mentions[:i])  # "how has the share ... moved"
    if direction == "changed" and sentence.cue("trend"):
        return True  # "has the size of the segment changed over time"
    thing = sentence.at(sentence.after(i)).has("metric", "dimension")
    if direction == "new" and thing and mention.text.split()[-1] == "new":
        return True  # "new articles", where "what do new users read" is of users
    if direction in ("up", "down") and mention.has("cue", "fill", "desc", "asc"):
        rows = any(m.get("dimension") not in (None, "segment", *TIMES) for m in sentence.mentions)
        subject = [m for m in sentence.mentions[:i] if m.has("metric") and not m.has("segment")]
        people = any(m.has("noun", "who") and not m.has("what") for m in sentence.mentions[:i])
        if any(m.text.startswith(_SIZES) for m in sentence.mentions[:i]):
            return mention.has("cue") and not sentence.any("who")  # "has the number of fans gone up"
        return (bool(subject) or rows) and not people
    if mention.text in ("lost", "lose", "gained", "gain") and not _people_lost(sentence, i):
        return True  # "which section lost the most views among loyal readers"
    if mention.text in _LEFT_OVER and any(
        m.has("not") and m.text.startswith("leav") for m in sentence.mentions
    ):
        return True  # "how many readers remain if you leave out ..."
    counted = sentence.at(sentence.before(i)).has("metric") and not _people_named(sentence)
    if mention.text in _LEFT_OVER and counted:
        return True  # "without Google, how many clicks are left"
    following = sentence.at(i + 1)
    if direction == "stayed" and "how long" in sentence.text:
        return True  # "how long do users stay"
    lasting = any(set(m.text.split()) & _LASTING for m in sentence.mentions[i:])
    if mention.text == "kept" and (
        lasting or sentence.at(sentence.after(i, "noun", "segment")).text in _BUSY
    ):
        return True  # "which story kept people longest"
    if direction == "stayed" and (following.has("desc", "asc") or following.text in ("on", "with", "long")):
        return True  # "stay the longest", "stay on an article"
    if direction == "stayed" and "still" in mention.text.split():
        return not _people_named(sentence) or (frame.point is None and frame.period is None)
    return False


def _people_named(sentence: Sentence) -> bool:
    """True where somebody is spoken of who could move."""
    return sentence.any("segment", "segment_noun", "noun", "them")


_LEFT_OVER = ("left", "remain", "remains", "remaining")
_LASTING = {"longest", "longer", "shortest", "shorter", "long", "briefly"}
_BUSY = ("reading", "clicking", "engaged", "around", "on the site")
"""What somebody is kept doing, where no segment is meant."""


_OF_SEGMENTS = (
    "moved where", "went where", "moves where", "to where", "to which", "movement", "matrix", "flow",
    "transition", "migration", "reshuffle", "shuffle",
)  # fmt: skip
"""Parts of words that are of segments, whoever moves."""


def about_segments(sentence: Sentence) -> bool:
    """True where a vague "moved", "left" is of segments, or of people who can only move between those."""
    if any(noun in m.text for m in sentence.mentions for noun in _OF_SEGMENTS):
        return True
    if any(m.has("movement") and "segment" in m.text for m in sentence.mentions):
        return True  # "switches between segments"
    return sentence.any("segment_noun", "segment") or sentence.any("noun") or len(sentence) <= 3


def visits(sentence: Sentence) -> None:
    """ "how many of them came back on a weekend": a visit on such a day, and no return from the inactive."""
    for i, mention in sentence.open("movement"):
        day = any(s.dimension == "weekday" for s in sentence.at(i + 1).senses if s.kind == "value")
        if mention.get("movement") == "returned" and day:
            sentence.use(i)


def stopped_doing(sentence: Sentence, i: int) -> bool:
    """ "readers who no longer search": what they do has ended, and no stay in a segment."""
    stopped = any(words in sentence.at(i).text for words in _STOPPED)
    return stopped and sentence.at(sentence.after(i, "prep")).has(
        "metric", "search_for", "what_read", "from_where", "value", "spend"
    )


_STOPPED = ("no longer", "not any", "isnt any", "arent any")
