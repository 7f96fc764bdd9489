"""Follow-ups to a question about one user: why, since when, another user, figures of that one."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.group import edit_days
from intents.query import Query
from intents.understand.build import build
from intents.understand.frame import Frame, Sentence
from intents.vocabulary import Vocabulary


def about_user(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Query | None:
    """After a question about one user: why, history, segment, or figures of that user."""
    bare = next((m for m in sentence.mentions if m.number is not None), None)
    other = vocabulary.find_user(bare.text) if bare is not None and len(sentence) <= 3 else None
    if other is not None:
        sentence.use(*range(len(sentence)))
        return replace(last, subject=other)
    frame.users = [last.subject]
    frame.subject = last.subject
    if sentence.cue("last_seen") or sentence.any("awayfor"):
        frame.metrics, frame.by = ["recency"], []
    if sentence.cue("why"):
        return Query("why", subject=last.subject)
    if frame.counted and frame.them and not (frame.metrics or frame.by or frame.events or frame.segments):
        return Query("user", subject=last.subject, period=frame.period)  # "his numbers please"
    history = sentence.cue("user_history", "trend", "change") and set(frame.by) <= {"segment", "as_of"}
    earlier = {"was", "were", "been", "before", "earlier", "previously", "segments"} & set(
        sentence.text.split()
    )
    if frame.by == ["segment"] and earlier and frame.them and not frame.metrics:
        return Query("user_history", subject=last.subject)  # "which segments was he in before"
    if frame.metrics or (frame.by and not history and frame.by != ["segment"]) or frame.events:
        frame.segments, frame.users_measured = [], False
        return build(frame, "figures", vocabulary)
    if history or sentence.cue("user_history", "trend", "change") or sentence.any("movement"):
        return Query("user_history", subject=last.subject)
    if (sentence.any("segment_noun") or frame.segments) and not frame.compared:
        return Query("user_segment", subject=last.subject)
    if frame.compared or sentence.cue("profile", "overview") or sentence.any("segment_noun"):
        return Query("user", subject=last.subject, period=last.period)
    day = frame.point or frame.period
    if day is not None and last.ask == "user_segment":  # "and on 3 October", "and today"
        as_of = vocabulary.as_of_day(day.last)
        return replace(last, as_of=None if as_of == vocabulary.as_of else as_of)
    return edit_days(last, frame, vocabulary) if frame.period or frame.before_that else None
