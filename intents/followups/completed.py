"""A follow-up's frame completed by the question before: whom, what and how much its short words mean."""

from __future__ import annotations

import re
from dataclasses import replace

from intents.followups.beside import read_each, set_beside_it
from intents.followups.bound import read_bound
from intents.followups.conditions import let_go
from intents.followups.context import searched_again
from intents.followups.group import other_end, read_span
from intents.followups.rows import said_more
from intents.followups.short import back_to_now, every_segment
from intents.mentions import Mention
from intents.query import Filter, Group, Has, Moved, Query, Threshold, filters
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import part_of_those
from intents.vocabulary import Vocabulary


def completed(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> tuple[Query, bool]:
    """The last query without what the follow-up lets go of, and whether that is all there is to change.

    What its words mean beside the last query is filled into the frame.
    """
    _of_those(last, sentence, frame, vocabulary)
    _other_days(last, sentence, frame)
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
    whole = every_segment(last, sentence, frame, vocabulary)
    said_more(last, sentence, frame)
    read_bound(last, sentence, frame)
    read_span(last, sentence, frame, vocabulary)
    _read_never(last, sentence, frame)
    _read_one_segment(last, sentence, frame, vocabulary)
    freed = back_to_now(let_go(whole, sentence, frame), sentence, frame)
    if not _named(sentence, frame):
        return freed, True
    of_segment = "share" in frame.aggregates and not frame.segments and _names_segment(sentence)
    if of_segment and freed.group.segments and freed.group.where:
        frame.base = Group(freed.group.segments)
    if _shares_those(freed, sentence, frame):
        frame.base = freed.group
    return freed, False


_THE_GROUPS = re.compile(r"\b(?:(?:the|these|those|both) (?:2 |two )?|2 |two )groups\b")


def read_term(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """The last query, where another search term, or the same one again, is said after a question on one."""
    _read_new_term(last, sentence, frame)
    if searched_again(sentence) and (same := _term_of(last)):
        frame.where.append((Has(same),))
        return replace(last, events=tuple(f for f in last.events if f != same))
    return last


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


def _read_one_segment(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """ "and the bottom one": the segment at that end, after a question about another."""
    ends = sentence.text.split()[-1:] in (["one"], ["ones"], ["segment"], ["tier"], ["group"])
    plain = not (last.by or last.limit or frame.metrics)
    within = bool(_IN_THAT_END.fullmatch(sentence.text)) and not frame.metrics
    if frame.order and ((ends and plain) or within) and last.group.segments:
        frame.segments = [vocabulary.segments[-1 if frame.order == "desc" else 0]]
        frame.order = None


_IN_THAT_END = re.compile(
    r"(?:and |what about |how about )*(?:in|for|among|of) the (?:lowest|highest|top|bottom)"
    r"(?: ones?| segment| tier| group)?"
)


def _shares_those(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "what share of them is loyal", "the percentage of fans in that": of those spoken of before."""
    if "share" not in frame.aggregates or frame.metrics or last.base is not None or last.group == Group():
        return False
    return part_of_those(sentence) and bool(frame.segments or frame.where or frame.events)


def _names_segment(sentence: Sentence) -> bool:
    """ "as a share of the segment", "in % of that segment"."""
    nouns = ("segment", "group", "tier")
    pointed = any(m.has("them") and m.text.split()[-1] in nouns for m in sentence.mentions)
    return pointed or sentence.any("segment_noun")


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
    return also or besides or (words[-1:] == ["either"] and sentence.any("not"))


def _of_those(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
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
    if plain and counted and last.group.segments == ("Inactive",):
        frame.segments = [*vocabulary.segments, "Inactive"]


def _other_days(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "what about weekdays" after a figure of weekends: the other days, and no row a weekday."""
    weekend = any(f.dimension == "weekday" and f.values == ("weekend",) for f in last.events)
    if weekend and frame.by == ["weekday"] and "weekdays" in sentence.text.split():
        frame.by, frame.events = [], [*frame.events, Filter("weekday", ("weekday",))]


def _read_new_term(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and football": after a question on a search term, an unknown word is another one."""
    only = all(m.has("fill", "lead", "only", "prep") or _may_be_term(m) for m in sentence.mentions)
    searched = bool(last.measures) and all(m.metric == "searches" for m in last.measures)
    narrows = searched and only and sentence.any("only") and not (frame.by or frame.period or frame.order)
    about_terms = "term" in last.by or _term_of(last) is not None or narrows  # "climate only"
    named = [i for i, m in enumerate(sentence.mentions) if not sentence.used[i] and _may_be_term(m)]
    named += [i + 1 for i in named if i + 1 not in named and _ends_term(sentence, i + 1)]
    if about_terms and named and not (frame.where or frame.events or frame.metrics):
        without = [i for i, _ in sentence.open("not") if i < named[0]]
        terms = _side_by_side(sentence, named)
        if len(terms) == 1 or without or "term" not in last.by:
            sentence.use(*named, *without)
            frame.events.append(Filter("term", terms, negated=bool(without)))


def _ends_term(sentence: Sentence, i: int) -> bool:
    """ "school places": a plural that would say nothing elsewhere, last behind a word of a term."""
    mention = sentence.at(i)
    last = i + 1 == len(sentence) or sentence.at(i + 1).breaks
    plural = mention.text.endswith("s") and len(mention.text) > 4 and mention.text not in _NO_PLURAL
    return last and plural and sentence.is_filler(i) and not mention.breaks


_NO_PLURAL = ("thanks", "cheers", "always", "besides", "perhaps", "sometimes", "across", "less", "numbers")


def _side_by_side(sentence: Sentence, named: list[int]) -> tuple[str, ...]:
    """The words at these places, those side by side as one: "school places", "wine or beer"."""
    terms: list[str] = []
    for i in sorted(named):
        joined = i - 1 in named and not (sentence.at(i).breaks or sentence.at(i).quoted)
        if joined:
            terms[-1] += f" {sentence.at(i).text}"
        else:
            terms.append(sentence.at(i).text)
    return tuple(terms)


def _term_of(last: Query) -> Filter | None:
    """What the last question says was searched for."""
    return next((f for f in filters(last) if f.dimension == "term"), None)


_NO_TERM = ("last", "latter", "former", "previous", "first", "second", "aside", "further")
"""Words that point or join, and were searched for by nobody."""


def _may_be_term(mention: Mention) -> bool:
    """A word nobody knows, a quoted text or a search term of the data."""
    if mention.text in _NO_TERM:
        return False
    plain = not mention.has("fill", "noun", "metric", "cue", "segment", "dimension")
    return not mention.known or mention.quoted or (mention.names("term") and plain)
