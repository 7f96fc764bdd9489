"""Who differs from whom: a profile or the traits of each side, where no figure is named to differ in."""

from __future__ import annotations

from intents.query import Group, met_alone
from intents.understand.frame import Frame, Sentence

_DIFFER = {"differ", "differs", "differed", "difference", "differences", "different", "differently"}


def read_differences(sentence: Sentence, frame: Frame) -> None:
    """Fills `ask` for "how do mobile users differ from desktop users", "how are mobile users different"."""
    measured = frame.metrics or frame.counted or frame.aggregates or frame.by or frame.listed
    if measured or frame.baseline or frame.point or frame.ask:
        return
    traits = bool(sentence.cue("distinction"))
    if traits and not frame.groups:
        frame.groups = _sides(sentence, frame)
    if traits and len(frame.groups) > 1 and Group() not in frame.groups:
        frame.ask = "distinction"  # "what distinguishes mobile users from desktop users"
    elif not traits and _DIFFER & (words := set(sentence.text.split())):
        if len(frame.groups) > 1 and Group() not in frame.groups:
            frame.ask = "profile"
        elif not frame.groups and len(frame.segments) + len(frame.where) == 1 and "how" in words:
            frame.ask = "distinction"


def _sides(sentence: Sentence, frame: Frame) -> list[Group]:
    """ "what distinguishes fans from casuals": the two groups that a "from" or a "to" stands between."""
    said = sorted(
        (frame.said[s], Group((s,), (), tuple(frame.where))) for s in frame.segments if s in frame.said
    )
    picked = {any_of: met.filter.dimension for any_of in frame.where if (met := met_alone(any_of))}
    if not said and len(picked) == len(frame.where) == 2 and len(set(picked.values())) == 1:
        said = sorted(
            ((frame.said[a], Group(tuple(frame.segments), (), (a,))) for a in picked), key=lambda p: p[0]
        )
    if len(said) != 2:
        return []
    (first, one), (second, other) = said
    apart = any(m.text.split()[-1] in ("from", "to", "than") for m in sentence.mentions[first + 1 : second])
    return [one, other] if apart else []
