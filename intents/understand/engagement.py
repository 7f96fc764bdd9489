"""Who is more engaged: told by the segments that each side is in, as engagement has no figure of its own."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence
from intents.understand.wording import asks_whether

_DEGREES = (
    "more engaged", "less engaged", "better engaged", "worse engaged", "keener", "better",
)  # fmt: skip
"""Predicates of people that engagement is held against engagement by."""
_ENGAGED = ("engaged", "loyal", "committed", "devoted", "dedicated", "keen", "avid", "faithful")
"""Adjectives that "more" and "less" can stand before, in that sense."""
_WHO = ("who", "who is", "who are", "which", "what", "how much")


def degree_of_engagement(sentence: Sentence) -> tuple[int, ...]:
    """Where "are mobile users more engaged than desktop users" says "more engaged"; () where nothing does."""
    opener = next((m.text for i, m in enumerate(sentence.mentions) if m.text not in ("and", "so", "ok")), "")
    if not (asks_whether(sentence) or opener.startswith(_WHO)):
        return ()
    for i, mention in enumerate(sentence.mentions):
        adjective = sentence.at(i + 1)
        more = mention.text.split()[-1:] in (["more"], ["less"]) and adjective.text in _ENGAGED
        places = (i, i + 1) if more else (i,)
        after = sentence.at(places[-1] + 1)
        whole = after.breaks or not after.has("noun", "segment_noun", "metric", "dimension", "active")
        if whole and (more or mention.text in _DEGREES):
            return places
    return ()


def hold_against(sentence: Sentence, frame: Frame) -> None:
    """Sets up "are sport readers more engaged": against the others, if against nobody else."""
    if not _told_by_segments(sentence, frame):
        return
    frame.graded = frame.compared = True
    frame.order, frame.users_ranked = None, False
    rivals = sentence.any("compare", "or")
    frame.everyone |= not rivals
    frame.rest |= not rivals


def count_by_segment(sentence: Sentence, frame: Frame) -> None:
    """What each side is told by, once the sides are known: the share of it in each segment."""
    if frame.graded and len(frame.groups) > 1:
        sentence.use(*degree_of_engagement(sentence))
        frame.by, frame.aggregates, frame.users_measured = ["segment"], ["share"], True


def _told_by_segments(sentence: Sentence, frame: Frame) -> bool:
    named = frame.metrics or frame.segments or frame.by or frame.baseline or frame.point
    return bool(frame.where and not named and degree_of_engagement(sentence))
