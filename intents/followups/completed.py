"""A follow-up's frame completed by the question before: whom, what and how much its short words mean."""

from __future__ import annotations

import re

from intents.followups.back import back_to_now
from intents.followups.beside import read_each, set_beside_it
from intents.followups.bound import other_end, read_bound, read_span
from intents.followups.conditions import let_go
from intents.followups.days import read_other_days
from intents.followups.instead import in_its_place
from intents.followups.rows import said_more
from intents.followups.segments import every_segment, read_one_segment
from intents.followups.shares import names_segment, shares_those
from intents.followups.taking_out import leaves_out
from intents.query import INACTIVE, Group, Moved, Query, Threshold
from intents.understand.frame import Frame, Sentence


def completed(last: Query, sentence: Sentence, frame: Frame) -> tuple[Query, bool]:
    """The last query without what the follow-up lets go of, and whether that is all there is to change.

    What its words mean beside the last query is filled into the frame.
    """
    _of_those(last, sentence, frame)
    read_other_days(last, sentence, frame)
    other_end(last, sentence, frame)
    if frame.them and frame.users_ranked and frame.limit:
        frame.listed = frame.listed_by_name = True  # "top 20 of them by clicks"
    frame.adds = frame.adds or (not frame.also and _adds(last, sentence))
    if more := set_beside_it(last, sentence, frame):
        return more, True
    if len(last.groups) > 1 and frame.by == ["segment"] and _THE_GROUPS.search(sentence.text):
        frame.by = []  # "how do the two groups differ in active days": those set side by side
    read_each(last, sentence, frame)
    frame.also = frame.also or _also(sentence, frame)
    whole = every_segment(last, sentence, frame)
    said_more(last, sentence, frame)
    read_bound(last, sentence, frame)
    read_span(last, sentence, frame)
    _read_never(last, sentence, frame)
    read_one_segment(last, sentence, frame)
    freed = back_to_now(let_go(in_its_place(whole, sentence, frame), sentence, frame), sentence, frame)
    if not _named(sentence, frame):
        return freed, True
    of_segment = "share" in frame.aggregates and not frame.segments and names_segment(sentence)
    if of_segment and freed.group.segments and freed.group.where:
        frame.base = Group(freed.group.segments)
    if shares_those(freed, sentence, frame):
        frame.base = freed.group
    return freed, False


_THE_GROUPS = re.compile(r"\b(?:(?:the|these|those|both) (?:2 |two )?|2 |two )groups\b")


def _named(sentence: Sentence, frame: Frame) -> bool:
    return bool(
        frame.metrics or frame.aggregates or frame.segments or frame.where or frame.events or frame.by
        or frame.period or frame.baseline or frame.point or frame.order or frame.limit or frame.everyone
        or frame.users_measured or frame.listed or frame.compared or frame.before_that or frame.method
        or frame.changing or frame.trend or frame.counted or sentence.any("flip")
        or sentence.cue("profile", "advice", "distinction")
    )  # fmt: skip


def _read_never(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and never searched": after a question that counts or lists users, those who did not."""
    users = last.ask == "users" or any(m.metric == "users" for m in last.measures)
    for i, _ in list(sentence.open("not")):
        metric = sentence.at(sentence.after(i)).get("metric")
        if users and frame.metrics == [metric]:
            sentence.use(i)
            frame.require(i, Threshold(frame.metrics.pop(), "=", 0.0))


_AROUND = ("and", "ok", "now", "can", "could", "you", "please", "pls", "plz", "thanks", "so", "then",
           "again", "give", "show", "me", "us", "let", "have")  # fmt: skip
"""Words of manners around a follow-up."""


def _adds(last: Query, sentence: Sentence) -> bool:
    """ "add tablet", "or tablet", "views as well", and beside what is compared "and tablet too"."""
    words = [word for word in sentence.text.split() if word not in _AROUND]
    opens = words[:1] in ([w] for w in ("include", "add", "plus", "including", "throw", "or"))
    ends = words[-1:] == ["too"] or words[-2:] == ["as", "well"]
    plus = sentence.at(0).has("plus") and sentence.at(0).text in ("+", "&")
    too = bool(_STATISTIC_TOO.match(" ".join(words))) and not sentence.any("metric")
    return opens or plus or too or (ends and (last.compared or len(words) <= 4))


_STATISTIC_TOO = re.compile(
    r"(?:the )?(?:mean|average|median|max|maximum|min|minimum|total|sum) (?:too|as well)\b"
)
"""One more statistic, and what else is wanted: "median too, by segment"."""


def _also(sentence: Sentence, frame: Frame) -> bool:
    """ "how many also read sport", "and also food": besides what was said; "also for food" is not."""
    words = sentence.text.split()
    at = words.index("also") if "also" in words else len(words)
    also = at < len(words) and words[at + 1 : at + 2] != ["for"] and (frame.counted or at < 2)
    also |= at > 0 and (words[at - 1 : at + 1] == ["who", "also"]) and not sentence.any("noun", "segment")
    besides = words[:1] == ["who"] and sentence.text.endswith((" too", " as well"))
    nor = "nor" in words[:2] or (sentence.any("not") and words[-1:] == ["either"])
    out = leaves_out(sentence) and words[0] not in _WITHOUT  # "and exclude facebook": besides who is left out
    return also or besides or nor or out


_WITHOUT = ("without", "except", "and")


def _of_those(last: Query, sentence: Sentence, frame: Frame) -> None:
    """What a follow-up says of the users of before: who read it, where they were, of how many."""
    counted = any(m.metric == "users" for m in last.measures)
    if frame.them and counted and "share" in frame.aggregates and frame.metrics == ["views"]:
        frame.metrics = []  # "what share of the fans reads them"
    if frame.them and frame.point and frame.segments and set(last.group.segments) - set(frame.segments):
        moved = Moved("any", tuple(frame.segments), last.group.segments, frame.point.first)
        frame.where.append((moved,))  # "how many of them were in low a week ago"
        frame.segments, frame.point = [], None
    if frame.them and frame.listed and last.group.segments and (gone := list(sentence.open("movement"))):
        i, mention = gone[0]
        if mention.get("movement") in ("left", "joined") and not frame.where:
            sentence.use(i)
            of = last.group.segments
            left = (
                Moved("left", origin=of) if mention.get("movement") == "left" else Moved("joined", target=of)
            )
            frame.where.append((left,))  # "who left them"
    plain = frame.everyone and not (frame.compared or "share" in frame.aggregates)
    if plain and counted and last.group.segments == (INACTIVE,):
        frame.segments = [*sentence.vocabulary.segments, INACTIVE]
