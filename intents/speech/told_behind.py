"""What is told behind a question that is whole without it: why it is asked, and what follows from it.

"How many users read Sport? Support needs to size the help centre." ends in a sentence with a subject that
nobody counts and a verb, and ", since the broadcaster pays for each of them" gives a reason. Both are left
out unless they could narrow the question down (`narrowing.py`), as what somebody wants could.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from intents.speech.narrowing import ASKER, CLOCK, if_so, narrows_nothing
from intents.speech.openings import asks_for_figure, opens, wishes
from intents.speech.world import DAYS, PEOPLE, PERSONAL, SAID, of_world, sentences, stands, stretches
from intents.usage import common_words

if TYPE_CHECKING:
    from intents.mentions import Mention

_REASONS = (
    "since", "because", "as", "given that", "now that", "so that", "while", "although", "which we", "which i",
    "whom we", "who we",
)  # fmt: skip
"""Behind a comma: what gives a reason."""
_JOINS = (*_REASONS, "which", "who", "whom", "given", "now", "so", "and", "but", "well")
"""Before the subject."""
_SOMEBODY = ASKER | frozenset((
    "it", "its", "they", "he", "she", "you", "there", "nobody", "somebody", "someone",
))  # fmt: skip
"""Words that are the subject of a sentence, their verb often cut off: "it's for ..."."""
_OWNED = frozenset((
    "the", "a", "an", "our", "my", "their", "his", "her", "this", "that", "those", "these", "its",
))  # fmt: skip
_USERS = ("they", "these", "those", "he", "she")
"""Words for the users asked about, of whom something more may be said."""
_NO_SUBJECT = ("only", "not", "dimension", "aggregate", "metric", "by", "count")
"""Kinds with which no subject begins: "weekly would be enough"."""
_VERBS = (
    SAID["telling verb"]
    | SAID["wish"]
    | SAID["saying"]
    | {"can", "could", "should", "must", "will", "would", "may", "might", "keep", "depend"}
)
_DEMANDS = SAID["wish"] | {
    "should", "must", "ought", "mean", "meant", "like", "love", "count", "limit", "restrict", "focus",
    "prefer", "prefers", "care", "cares", "exclude", "include", "rather", "interested",
}  # fmt: skip
"""Words behind which somebody says what the answer is to be like."""
_CHANGING = (
    "metric", "count", "howmuch", "what", "dimension", "value", "segment", "aggregate", "by", "compare",
    "only", "not", "desc", "asc", "more", "less", "at_least", "at_most", "daytype", "movement",
)  # fmt: skip
"""Kinds by which a wish could change the question."""
_SUMMED_UP = ("only", "compare", "side_by_side", "at_least", "at_most", "aggregate", "desc", "asc")
"""Kinds by which what is told without a wish could change it, too."""


def told_behind(mentions: Sequence[Mention]) -> set[int]:
    """The mentions of a last sentence or reason that only tells: "those teasers can go"."""
    for start in _starts(mentions):
        asked, behind = mentions[:start], mentions[start:]
        asks = opens(mentions, start) or not _asks(asked)
        if len(behind) < 3 or (asks and not _is_relative(behind)):
            continue
        if _states(behind) and _changes_nothing(behind, asked):
            return set(range(start, len(mentions)))
    return set()


def _starts(mentions: Sequence[Mention]) -> list[int]:
    """Where the last sentence begins, and the last reason."""
    last = sentences(mentions)[-1].start if mentions else 0
    reasons = (i for i, m in enumerate(mentions) if m.breaks and not m.stops and _gives_reason(mentions, i))
    return [start for start in (last, max(reasons, default=0)) if start > 0]


def _is_relative(behind: Sequence[Mention]) -> bool:
    """ "only the moderates, whom we want to win over"."""
    return behind[0].text in ("which", "who", "whom") and behind[1].text in ASKER


def _gives_reason(mentions: Sequence[Mention], i: int) -> bool:
    """ "..., since we changed the subject lines", "..., now that both accounts end"."""
    words = " ".join(m.text for m in mentions[i : i + 2])
    if words.endswith(" being"):
        return True  # "..., September being too late"
    return any(words == reason or words.startswith(f"{reason} ") for reason in _REASONS)


def _asks(asked: Sequence[Mention]) -> bool:
    """ "since last week, which segment ...", "total sessions in September": asks, and stands by itself."""
    starts = [s.start for s in stretches(asked)]
    asks = any(opens(asked, i) or asks_for_figure(asked, i) for i in starts)
    return stands(asked) and (asks or any(wishes(asked, i) for i in range(1, len(asked))))


def _states(behind: Sequence[Mention]) -> bool:
    """It has a subject and a verb: "the conference will be hard", and not "the top five"."""
    if behind[1].text == "being":
        return True
    first = next((i for i, m in enumerate(behind[:3]) if m.text not in _JOINS and not m.time), 0)
    first += first > 0 and behind[first].text == "that"
    subject, after = behind[first], behind[first + 1 : first + 2]
    word = subject.text.split(" ")[0]
    if word in _SOMEBODY | SAID["asker"] - {"got", "having"}:
        return True
    if word in ("that", "this") and after and not _of_days(after[0]):
        return True  # "that's my idea of it"
    if (subject.number is not None or subject.has(*PEOPLE, *_NO_SUBJECT)) and word not in _OWNED:
        return False
    end = next((i for i in range(first + 1, len(behind)) if behind[i].breaks), len(behind))
    return any(_is_verb(behind, i) for i in range(first + 1, min(first + 9, end)))


def _of_days(mention: Mention) -> bool:
    return mention.text in DAYS or mention.time is not None or mention.has("dimension")


def _is_verb(behind: Sequence[Mention], i: int) -> bool:
    """ "the chart shows", "the fans complained", "their rates depend on it"."""
    word = behind[i].text.split(" ")[0]
    strange = not behind[i].known or {s.kind for s in behind[i].senses} == {"fill"}
    bent = word.endswith(("s", "ed")) and word in common_words() and strange
    return word in _VERBS or (bent and not behind[i - 1].has("fill"))


def _names_answer(behind: Sequence[Mention]) -> bool:
    """ "we might call them our regulars", "that's my idea of the middle"."""
    return _CALLS.search(" ".join(m.text for m in behind)) is not None


_CALLS = re.compile(
    r"\b(?:call|calls|called|name|dub|label|consider) (?:them|these|those|it|that|such people)\b"
    r"|\b(?:idea|definition|notion|understanding|image|picture) of\b"
)


def _changes_nothing(behind: Sequence[Mention], asked: Sequence[Mention]) -> bool:
    """Nothing in it narrows the question down, and behind a wish nothing could."""
    if _names_answer(behind):
        return True
    wish = next((i for i, m in enumerate(behind) if set(m.text.split()) & _DEMANDS), len(behind))
    if behind[0].text in _USERS and not any(set(m.text.split()) & ASKER for m in behind):
        wish = 0  # "they click about but never open an article"
    told = [m for i, m in enumerate(behind[:wish]) if not _names_occasion(behind, i)]
    changes = any(_wanted(behind, i) for i in range(wish + 1, len(behind)))
    return not (changes or any(_sums_up(told, i) for i in range(len(told)))) and narrows_nothing(told, asked)


def _names_occasion(behind: Sequence[Mention], i: int) -> bool:
    """ "the homepage test ran on them": what a test is called by."""
    after = behind[i + 1] if i + 1 < len(behind) else None
    return behind[i].has("value") and after is not None and not after.breaks and of_world(after)


def _wanted(behind: Sequence[Mention], i: int) -> bool:
    """A word behind a wish that says what is wanted: "the board wants tablets", not "wants to size it"."""
    mention = behind[i]
    if mention.text in CLOCK or (behind[i - 1].text == "to" and not mention.time):
        return False
    split = mention.has("by") and _splits(behind, i)
    named = mention.has(*_CHANGING) and not mention.has("by")
    return split or named or bool(mention.time or mention.number or mention.user or mention.quoted)


def _sums_up(told: Sequence[Mention], i: int) -> bool:
    """A word by which what is told could change what is asked: "the median is more robust"."""
    mention = told[i]
    if mention.has("by"):
        return _splits(told, i)
    if mention.has("topic") and mention.get("topic") in PERSONAL:
        return True  # "the dealer pays for women"
    if if_so(told, i) or (mention.has("percent_sign") and told[i - 1].number is not None):
        return False  # "if it's above two percent", "sales promised 30 percent"
    own = mention.has("topic") or any(of_world(m) for m in told[i + 1 : i + 3])
    return mention.has(*_SUMMED_UP) and not own


def _splits(mentions: Sequence[Mention], i: int) -> bool:
    """ "for each segment", not "each of them"."""
    return any(
        m.has("dimension", "segment_noun", *PEOPLE) and m.text != "them" for m in mentions[i + 1 : i + 2]
    )
