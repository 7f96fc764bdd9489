"""Users as what is counted, where a question measures nothing and says something of them."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence


def imply_users(sentence: Sentence, frame: Frame) -> None:
    """Nothing is measured: users are counted where anything is said of them."""
    bare = not (frame.metrics or set(frame.aggregates) - {"sum"} or frame.by or frame.segments or frame.users)
    bare = bare and not frame.users_measured
    over_time = frame.changing or frame.trend or (frame.compared and frame.point)
    bare |= _whole_number(frame)
    if bare and over_time and not (frame.listed or frame.where or frame.events):
        frame.users_measured = frame.implied_users = True  # "are we growing?"
        if frame.baseline is None and frame.point is None:
            frame.by.append("as_of")
        return
    if frame.where and _doing(sentence) and not (frame.compared or frame.ask):
        frame.ask = "profile"
    asked = frame.ask or (frame.order and frame.users_ranked)
    if frame.listed or not bare or asked or sentence.cue("profile", "distinction", "advice", "overview"):
        return
    if frame.events_counted and frame.events:
        return  # "how often was wine searched"
    total = frame.aggregates == ["sum"] or sentence.text.startswith("total ")  # "total audience"
    if total or frame.where or frame.period or frame.baseline or frame.everyone or frame.window_named:
        frame.users_measured = any(m.has("noun", "active", "count") for m in sentence.mentions)
        frame.implied_users = frame.users_measured and not frame.counted


def _doing(sentence: Sentence) -> bool:
    """ "how are mobile users doing": how they are, and not how many."""
    words = sentence.text.split()
    return words[:2] in (["how", "is"], ["how", "are"], ["how", "have"]) and bool(
        {"doing", "faring"} & set(words)
    )


def _whole_number(frame: Frame) -> bool:
    """ "is the number of users going up": of all of them, no time named."""
    counted = frame.counted and frame.users_measured and frame.changing
    told = frame.metrics or frame.by or frame.segments or frame.aggregates or frame.period or frame.users
    return counted and not told
