"""The order of rows and their number: "top 5", "the 20 heaviest", "sorted high to low"."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import Has, of_kind
from intents.understand.clauses import is_verb
from intents.understand.frame import Frame, Sentence
from intents.understand.ranked import ranked_by
from intents.understand.rows import CALENDAR
from intents.understand.wording import COMPARATIVES, PERSON, weighs

_SORTED = (
    "rank", "sort", "order", "in order", "in rank order", "descending", "ascending", "highest to",
    "lowest to", "from ", "most to", "least to", "best to", "worst to", "biggest to", "largest to",
    "smallest to", "top to bottom", "long to", "longest to", "short to", "shortest to",
)  # fmt: skip
"""Beginnings of words that want every row, in order."""
_AT_END = ("at the top", "on top", "at the bottom")
"""Last words of a question that say the same: "biggest losers at the top"."""
_IN_ORDER = (" first", " on top")
"""Ends of such words; "high" and "low" alone order rows in "high to low"."""


def read_order(sentence: Sentence, frame: Frame) -> None:
    """Fills `order` and `limit`: "top 5", "least", "the 20 heaviest"."""
    frame.sorted = any(m.text == "sort" for m in sentence.mentions) or sentence.text.endswith(_AT_END)
    for i, mention in list(sentence.open("desc", "asc")):
        if mention.text in COMPARATIVES and _of_rivals(sentence, frame):
            sentence.use(i)
            frame.compared = True
            frame.users_ranked |= sentence.at(sentence.after(i, "segment")).has("noun") and not frame.metrics
        elif mention.has("segment") and sentence.used[i]:
            continue
        elif mention.text in COMPARATIVES and frame.trend:
            sentence.use(i)  # "are we getting more sleepers over time"
        else:
            _order(sentence, frame, i)
    rivals = len(frame.segments) > 1 and sentence.any("or", "compare")
    frame.compared |= rivals and any(weighs(sentence, i) for i in range(len(sentence)))
    either = any(len(c.filter.values) > 1 for c in of_kind(Has, frame.where))
    frame.compared |= either and any(_compares(m) for m in sentence.mentions)
    for i, mention in enumerate(sentence.mentions):
        if frame.listed and frame.limit is not None and mention.number == frame.limit:
            sentence.use(i)  # "ten loyal readers, any ten"
        if not sentence.used[i] and frame.limit is None and _limits(sentence, frame, i):
            frame.limit = int(mention.number or 0)
            sentence.use(i)


def _of_rivals(sentence: Sentence, frame: Frame) -> bool:
    """Two are named that "more" can compare, so that it orders no rows."""
    rivals = any(len(f.values) > 1 for f in frame.filters()) or len(frame.where) > 1
    return sentence.any("compare") or len(frame.segments) > 1 or (rivals and not frame.users_measured)


def _order(sentence: Sentence, frame: Frame, i: int) -> None:
    """The order that a word says, what is ranked by it, and the number of rows beside it."""
    mention = sentence.at(i)
    if frame.order is None or mention.has("asc"):
        frame.order = "desc" if mention.has("desc") else "asc"
    frame.sorted |= mention.text.startswith(_SORTED) or mention.text.endswith(_IN_ORDER)
    frame.sorted |= mention.text in ("high", "low")
    sentence.use(i)
    following = ranked_by(sentence, i)
    numbered = sentence.at(i + 1).number is not None and sentence.at(following).has("them")
    people = (sentence.at(following).has("noun") or numbered) and not frame.listed  # "top 20 of them"
    frame.users_ranked |= _ends_in_segment(sentence, i) and sentence.any("what") and not frame.listed
    if _one_with(sentence, i) and not frame.counted:
        frame.users_ranked, frame.limit = True, frame.limit or 1
    if following is None and i > 0 and _did_most(sentence, i):
        frame.users_ranked = frame.several = frame.readers = True
    if people and following is not None and not sentence.used[following]:
        frame.users_ranked = True
        frame.several = sentence.at(following).text.endswith(("s", "people", "ppl", "folk"))
    for j in (sentence.after(i), sentence.before(i)):
        if j is not None and frame.limit is None and not sentence.used[j] and _row_number(sentence, j):
            frame.limit = int(sentence.at(j).number or 0)
            sentence.use(j)


def _limits(sentence: Sentence, frame: Frame, i: int) -> bool:
    """ "the 20 heaviest users", "which 5 things", "limit 10": the number at `i` is how many rows to give."""
    after = sentence.at(sentence.after(i, "segment", "value", "desc"))
    measures_time = after.get("dimension") in CALENDAR and not frame.order
    if measures_time or not _row_number(sentence, i):
        return False
    asked = frame.order or frame.listed or i < 4
    return bool(
        frame.listed
        or (after.has("noun", "dimension") and asked)
        or (frame.order and (frame.by or _of_them(sentence, i) or _heads_ranking(sentence, i)))
        or (sentence.at(i - 1).text in _FIRST and (frame.order or sentence.any("dimension")))
    )


def _heads_ranking(sentence: Sentence, i: int) -> bool:
    """ "which 5 things do they search most", "the 20 moderates with the most clicks": so many rows."""
    return sentence.at(i - 1).has("what") or (i == 1 and sentence.at(0).text == "the")


_FIRST = ("first", "limit")
"""Words right before the number of rows."""


def _compares(mention: Mention) -> bool:
    """ "who comes back more often, people from reddit or from google": no bound, though it says more."""
    return bool(set(mention.text.split()) & set(COMPARATIVES)) and not mention.has("more", "less")


def _ends_in_segment(sentence: Sentence, i: int) -> bool:
    """ "which section has the most casuals": a segment alone is its users."""
    j = sentence.after(i)
    ends = j is not None and (j + 1 == len(sentence) or sentence.at(j + 1).breaks)
    return ends and sentence.at(j).has("segment")


def _did_most(sentence: Sentence, i: int) -> bool:
    """ "users who read sport the most": the order, at the end, is of those who read."""
    before = sentence.mentions[:i]
    who = next((j for j, m in enumerate(before) if m.has("who") and not m.has("what")), 0)
    people = who > 0 and sentence.at(who - 1).has("noun")
    people &= not any(m.has("what") for m in before[: who - 1])  # "which sections do people who ..."
    people &= not any(m.has("what") or m.breaks for m in before[who + 1 :])
    return people and any(m.get("metric") == "views" and is_verb(sentence, j) for j, m in enumerate(before))


def _of_them(sentence: Sentence, i: int) -> bool:
    """ "ten of them", "five will do": the number at `i` says how many rows are enough."""
    of = sentence.at(i + 1).text == "of" and sentence.at(i + 2).text in ("them", "those", "these")
    return of or (sentence.at(i).breaks and sentence.at(i + 1).text in _ENOUGH)


_ENOUGH = ("will do", "would do", "is enough", "are enough", "will be enough", "would be enough", "suffice")
"""Behind a number of rows."""


def _one_with(sentence: Sentence, i: int) -> bool:
    """ "user with the highest reading time": one of them, by name."""
    with_ = sentence.before(i, "who")
    person = sentence.at(i - 1 if sentence.at(i - 1).text != "the" else i - 2)
    noun = sentence.at(with_)
    return person.text in ("with", "having", "w") and noun.has("noun") and noun.text in PERSON


def _row_number(sentence: Sentence, i: int) -> bool:
    number = sentence.at(i).number
    return (
        number is not None
        and not sentence.at(i).has("ordinal")
        and sentence.at(i - 1).text != "same"  # "the same two for searches"
        and not _of_all(sentence, i)
        and number.is_integer()
        and 0 < number <= 10_000
    )


def _of_all(sentence: Sentence, i: int) -> bool:
    """ "the largest of our three segments": one of them."""
    words = sentence.text_before(i).split()[-3:]
    of = words[1:2] == ["of"] and words[-1] in ("our", "the", "your", "these", "those", "all")
    return of and any(m.has("desc", "asc") for m in sentence.mentions[max(i - 3, 0) : i])
