"""Follow-ups to a question about one user: why, since when, another user, figures of that one."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.bound import only_number
from intents.followups.days import edit_days
from intents.followups.pointing import bare_rows, leads
from intents.query import USER_ASKS, Query
from intents.understand.build import build
from intents.understand.frame import Frame, Sentence


def about_user(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """After a question about one user: why, history, segment, or figures of that user."""
    bare = next((m for m in sentence.mentions if m.number is not None), None)
    other = sentence.vocabulary.find_user(bare.text) if bare is not None and len(sentence) <= 3 else None
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
        return build(frame, "figures", sentence.vocabulary)
    if history or sentence.cue("user_history", "trend", "change") or sentence.any("movement"):
        return Query("user_history", subject=last.subject)
    if (sentence.any("segment_noun") or frame.segments) and not frame.compared:
        return Query("user_segment", subject=last.subject)
    if frame.compared or sentence.cue("profile", "overview") or sentence.any("segment_noun"):
        return Query("user", subject=last.subject, period=last.period)
    day = frame.point or frame.period
    if day is not None and last.ask == "user_segment":  # "and on 3 October", "and today"
        as_of = sentence.vocabulary.as_of_day(day.last)
        return replace(last, as_of=None if as_of == sentence.vocabulary.as_of else as_of)
    return edit_days(last, frame, sentence.vocabulary) if frame.period or frame.before_that else None


def of_another(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "same for user 87", "and user 87": what was asked of one user, asked of another."""
    about_one = last.ask in USER_ASKS or bool(last.group.users)
    named = frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.period
    own = named or frame.aggregates or sentence.any("cue", "segment_noun", "what", "count")
    again = leads(sentence) or sentence.text.startswith("same") or only_number(sentence)
    other = len(frame.users) == 1 and frame.users[0] not in (last.subject, *last.group.users)
    return about_one and again and other and not own


def asked_of(last: Query, users: list[str]) -> Query:
    """ "same for user 87": what was asked of one user, asked of another."""
    if last.ask in USER_ASKS:
        return replace(last, subject=users[0])
    return replace(last, groups=(replace(last.group, users=tuple(users)),))


def as_of_one_user(last: Query, sentence: Sentence) -> Query:
    """A figure of one user is about that user, where the follow-up asks why, or for the segment."""
    told = sentence.any("segment_noun") or sentence.cue("why", "profile", "user_history")
    if last.ask == "figures" and last.group.users and told:
        return Query("user", subject=last.group.users[0])
    return last


def of_that_user(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """After a question about one user: "has he always been there", "how many pieces this month"."""
    if last.ask not in USER_ASKS and not last.group.users:
        return False
    pointed = this_user(sentence)
    others = frame.segments or frame.where or sentence.any("people_all")
    others = others or (not pointed and (sentence.any("noun") or frame.users_measured))
    pronouns = {"he", "she", "him", "his", "her", "they", "them", "it", "that"}
    named = (
        pointed
        or bool(pronouns & set(sentence.text.split()))
        or sentence.cue("why", "user_history", "last_seen")
    )
    return not others and bool(named or (frame.metrics and len(sentence) <= 6) or bare_rows(sentence, frame))


def this_user(sentence: Sentence) -> bool:
    """ "which sections does this user view": the one asked about before."""
    nouns = [i for i, m in enumerate(sentence.mentions) if m.has("noun")]
    return any(sentence.at(i - 1).text in ("this", "that", "the same") for i in nouns)
