"""Names of values, those that are denied or left out among them."""

from __future__ import annotations

from intents.query import Filter, Has
from intents.understand.frame import Frame, Sentence
from intents.understand.named_values import examples, joined_values, run_of_values, value_sense
from intents.understand.only import alone
from intents.understand.picking import attach
from intents.understand.ranked import read_by
from intents.understand.wording import verb_form


def read_values(sentence: Sentence, frame: Frame) -> None:
    """Fills `where` and `events` from the names of values."""
    i = 0
    while i < len(sentence):
        sense = None if sentence.used[i] else value_sense(sentence, i)
        if sense is None:
            i += 1
            continue
        run = run_of_values(sentence, i, sense)
        if examples(sentence, run):
            sentence.use(*range(i, max(run) + 2))
            frame.by += [sense.dimension] if sense.dimension not in frame.by else []
            i = max(run) + 2
            continue
        indexes, values = joined_values(sentence, i, sense)
        negated, neg = negation(sentence, i)
        if negated and min(neg) < i and _leaves_out(sentence, min(neg)):
            indexes, values = list(run), list(run.values())  # "without google and facebook"
        only, told = alone(sentence, sense.dimension, i, indexes[-1])
        sentence.use(*indexes, *neg, *told)
        _use_labels(sentence, sense.dimension, i, indexes[-1])
        if (frame.listed or frame.users_measured) and sentence.at(indexes[-1] + 1).text in _USE:
            sentence.use(indexes[-1] + 1)
        never = any(sentence.at(j).text == "never" and not _figure_before(sentence, j) for j in neg)
        found = Filter(sense.dimension, tuple(values))
        if _one_of_both(sentence, i) and not negated:
            frame.require(indexes[-1], Has(found))
        else:
            attach(sentence, frame, found, indexes[-1], negated, only=only, never=never)
        i = indexes[-1] + 1


def _leaves_out(sentence: Sentence, i: int) -> bool:
    """ "all sources except Google": a word that leaves out what is listed; the noun only says what is."""
    found = sentence.at(i).text.startswith(_LEAVING_OUT)
    before = sentence.at(i - 2)
    whole = sentence.at(i).text == "other than" or before.text in ("all", "any", "every")
    if found and whole and sentence.at(i - 1).has("dimension") and not before.has("by", "what"):
        sentence.use(i - 1)
    return found


_LEAVING_OUT = (
    "without", "other than", "except", "excl", "apart from", "aside from", "besides", "barring", "save for",
    "minus", "leaving out", "leave out", "ignor", "outside",
)  # fmt: skip
"""Beginnings of words that leave out all that is listed behind them."""


def _one_of_both(sentence: Sentence, i: int) -> bool:
    """ "share of moderates on both mobile and desktop": no event is on both, so it is said of users."""
    j = i - 1
    while j >= 0 and sentence.at(j).has("value", "and") and "both" not in sentence.at(j).text.split():
        j -= 1
    both = "both" in sentence.at(j).text.split() and any(m.has("and") for m in sentence.mentions[j + 1 :])
    return j >= 0 and both and sentence.any("segment") and not sentence.any("metric", "compare", "or")


def _figure_before(sentence: Sentence, i: int) -> bool:
    """ "clicks never from google": said of events, where "never read food" is of people."""
    return any(m.has("metric") and not verb_form(m.text) for m in sentence.mentions[:i])


_USE = ("usage", "use", "activity")
""" "users without mobile usage": where users are counted or listed, it only says that they have some."""


def _use_labels(sentence: Sentence, dimension: str, first: int, last: int) -> None:
    """ "the Science section", "device = tablet", "Politics articles": the noun only says what the name is."""
    ranked = any(
        m.has("desc", "asc")
        or (m.has("what") and not sentence.at(j + 1).has("aggregate"))
        or (m.has("by") and not sentence.at(j + 1).has("value"))
        for j, m in enumerate(sentence.mentions)
    )  # "arrive by newsletter" ranks nothing
    ranked &= all(m.get("dimension") in (None, "article", "page", dimension) for m in sentence.mentions)
    one = sentence.at(last + 1).text in ("article", "story", "piece") and not sentence.any("desc", "asc")
    one &= not sentence.at(sentence.before(first)).has("what")  # "never opened a Politics story"
    rows = read_by(sentence, last + 1) and sentence.at(last + 1).text.endswith(
        "s"
    )  # "sport stories they open"
    named = dimension == "section" and (one or not ranked) and not rows
    labels = {dimension} | ({"article"} if named else set())
    if dimension in ("section", "page_section"):
        done = sentence.at(sentence.before(first, "prep"))  # "those who clicked on sport pages, by segment"
        visited = done.has("active") or (done.has("metric") and verb_form(done.text.split()[0]))
        labels |= {"section", "page_section"} | ({"page"} if visited or not ranked else set())
    beyond = last + 1
    if sentence.at(beyond).text == "as":  # "with google as source", "as the source"
        beyond += 1 + (sentence.at(last + 2).text in ("the", "a", "their"))
    double = sentence.at(beyond).text == "section" and sentence.at(beyond + 1).get("dimension") in labels
    for j in (first - 1, first - 2, beyond, *([beyond + 1] if double else ())):  # "the sport section pages"
        if 0 <= j < len(sentence) and sentence.at(j).get("dimension") in labels and not sentence.used[j]:
            before = sentence.at(j - 1)
            if j > last or (
                not before.has("by", "what")
                and all(sentence.at(k).has("exactly", "prep", "fill") for k in range(j + 1, first))
            ):
                sentence.use(j)


def negation(sentence: Sentence, i: int) -> tuple[bool, list[int]]:
    """A "not", "never", "except" that governs the mention at `i`."""
    end = i + 1 + (sentence.at(i + 1).has("label") and sentence.at(i + 2).text in ("no", "never"))
    after, beyond = sentence.at(end), sentence.at(end + 1)
    if after.text in ("no", "never") and (end + 1 == len(sentence) or beyond.breaks or beyond.has("count")):
        return True, [end]  # "science yes, tech no", "but food articles never"
    closing = sentence.at(end + 2)
    if after.text == "never" and beyond.text in _MET and (closing.breaks or end + 2 == len(sentence)):
        return True, [end, end + 1]  # "desktop never used"
    if after.has("not") and after.text.endswith(("ed", "left out", "aside")):
        return True, [end]  # "direct excluded"
    j = i - 1
    while j >= 0 and i - j <= 5:
        mention = sentence.at(j)
        if (mention.has("not") or (mention.number == 0 and j == i - 1)) and not sentence.used[j]:
            return True, [j, *(k for k in range(j, i) if sentence.at(k).has("one_visit"))]
        came = mention.text == "by" and sentence.at(j - 1).has("active")  # "never came to us by mobile"
        passable = came or sentence.is_filler(j) or _whoever(sentence, j) or mention.has(*_GOVERNED)
        if not passable or mention.has("and"):
            return False, []
        j -= 1
    return False, []


_GOVERNED = (
    "prep", "active", "metric", "from_where", "what_read", "search_for", "noun", "only", "count", "one_visit",
)  # fmt: skip
"""Kinds that may stand between a "not" and what it denies."""
_MET = ("used", "read", "opened", "visited", "viewed", "touched", "clicked")
"""Verbs of what was met, behind it: "desktop never used"."""


def _whoever(sentence: Sentence, j: int) -> bool:
    """ "anybody who", "those who" after a word that leaves out ("minus", "excluding")."""
    who = sentence.at(j).text in ("who", "that", "which", "with")
    return (who and sentence.at(j - 1).has("noun", "them")) or (
        sentence.at(j).has("them") and sentence.at(j + 1).text in ("who", "that", "which")
    )
