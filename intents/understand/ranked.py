"""Whether a word that is both is a metric or names the rows ("articles"), and what an order is of."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import TIMES
from intents.understand.frame import Sentence
from intents.understand.wording import COMPARATIVES, READING, verb_form


def as_dimension(sentence: Sentence, i: int) -> bool:
    """ "articles", "pages", "queries": rows of a split, or a metric?"""
    at = _leader(sentence, i)
    told = _told_by_neighbours(sentence, i, at)
    return _told_by_order(sentence, i, at) if told is None else told


def _leader(sentence: Sentence, i: int) -> int | None:
    """The word before that says what `i` is, past values, numbers and words of change."""
    at = sentence.before(i, "value", "segment")
    if at is not None and sentence.at(at).number is not None:
        at = sentence.before(at)
    while sentence.at(at).get("cue") == "change" and sentence.before(at or 0) is not None:
        at = sentence.before(at or 0)  # "top rising searches"
    return at


def _rows_behind(sentence: Sentence, i: int) -> Mention:
    """What `i` may be split by: "searches by device"."""
    return sentence.at(sentence.after(i, "by") if sentence.at(i + 1).has("by") else i + 1)


def _told_by_neighbours(sentence: Sentence, i: int, at: int | None) -> bool | None:
    """Whether the words beside it say rows (True) or a metric (False); None where they say neither."""
    before, rows = sentence.at(at), _rows_behind(sentence, i)
    if before.has("count", "aggregate") and not before.has("share"):
        return False
    if not before.has("by") and (rows.get("dimension") in TIMES or rows.has("segment_noun")):
        return False  # "searches per month, highest first", "searches in each of the hours"
    if before.text in ("per", "each", "for each") and sentence.any("noun"):
        return True  # "most users per article"
    if sentence.at(i - 1).text == "one":
        return False  # "time by one article": of each
    if sentence.at(i + 1).text in ("per user", "per head", "per person", "per reader", "each"):
        return False  # "searches per user by segment, most first"
    if before.text in ("among", "amongst") and any(
        m.has_sense("cue", "change") or m.has("desc", "asc") for m in sentence.mentions[: at or 0]
    ):
        return True  # "the biggest gainers among the articles"
    if before.has("desc", "asc") and _asked_behind(sentence, i):
        return False  # "fewest searches, which segment is it"
    if before.text.startswith(("group by", "grouped by")):
        return True
    if before.text in COMPARATIVES or _ranks_others(sentence, i, before) or _ranks_people(sentence, i):
        return False
    if before.has("by", "what", "desc", "asc") or sentence.at(i - 1).has("what"):
        return True
    changing = sentence.at(i + 1).has("who") and sentence.at(sentence.after(i, "who")).get("cue") == "change"
    return True if changing or before.text.startswith("list") else None  # "queries that spiked"


def _told_by_order(sentence: Sentence, i: int, at: int | None) -> bool:
    """Whether an order elsewhere in the sentence is of the rows that `i` names."""
    ranks = [j for j, m in enumerate(sentence.mentions) if m.has("desc", "asc")]
    nouns = [j for j, m in enumerate(sentence.mentions[:i]) if ranks and j < ranks[0] and m.has("noun")]
    own = nouns and all(m.number is not None for m in sentence.mentions[nouns[-1] + 1 : ranks[0]])
    if nouns and not own:
        return False  # "the users with the most views on sport articles"
    others = [
        m for j, m in enumerate(sentence.mentions) if j != i and m.get("metric") and not m.has("dimension")
    ]
    ranked_before = any(m.has("desc", "asc") for m in sentence.mentions[:i])
    ranked_after = any(
        m.has("desc", "asc")
        and (not sentence.used[j] or m.has("aggregate"))  # "the 15 pages with the highest number of clicks"
        and m.text not in COMPARATIVES
        for j, m in enumerate(sentence.mentions)
        if j >= i
    )
    first = at is None
    if first and (read_by(sentence, i) or _by_metric(sentence, i)):
        return True  # "stories the fans go for", "articles by views"
    if first and not others and sentence.at(i + 1).has("by") and _rows_behind(sentence, i).get("dimension"):
        return False  # "searches by device, most first"
    return (bool(others) and (ranked_before or ranked_after)) or (first and ranked_after)


def read_by(sentence: Sentence, i: int) -> bool:
    """ "stories the fans go for", "articles casual users open": the things that a group reads."""
    verb = sentence.after(i, "noun", "segment", "value", "and", "or", "who", "prep")
    whose = any(m.has("noun", "segment") for m in sentence.mentions[i + 1 : verb])
    reads = sentence.at(verb).text in READING or sentence.at(verb).has("what_read")
    return whose and reads and not any(m.has("count", "aggregate", "what") for m in sentence.mentions)


def _asked_behind(sentence: Sentence, i: int) -> bool:
    """Beyond a stop, rows of another kind are asked for."""
    return any(
        m.has("segment_noun", "dimension") and sentence.at(j - 1).has("what") and sentence.at(j - 1).breaks
        for j, m in enumerate(sentence.mentions)
        if j > i
    )


def _by_metric(sentence: Sentence, i: int) -> bool:
    by = sentence.after(i)
    ranked = sentence.at(sentence.after(by or i))
    figure = ranked.has("metric") and ranked.text not in ("article", "page")
    return by is not None and sentence.at(by).text == "by" and figure


def _ranks_others(sentence: Sentence, i: int, before: Mention) -> bool:
    """ "which hour has the most searches", "weekday split of searches": it measures rows named before."""
    rows = any(
        m.has("segment_noun", "dimension") and not m.has("metric") and not sentence.used[j]
        for j, m in enumerate(sentence.mentions[:i])
    )
    of = before.has("by") and sentence.at(i - 1).text.endswith("of")
    rows |= before.has("by") and any(m.has("noun") for m in sentence.mentions[:i])
    asked_who = any(m.get("cue") == "users" and m.text.startswith("which") for m in sentence.mentions)
    rows |= asked_who  # "which users are in the top 10 for articles read"
    asked = sentence.at(i - 1).text in ("does", "do", "did")
    asked |= sentence.at(i - 1).text in ("is", "are") and i == len(sentence) - 1  # "what is searches"
    ranked = before.has("desc", "asc") or (before.has("by") and sentence.any("desc", "asc"))
    return asked or (rows and (of or ranked))


def _ranks_people(sentence: Sentence, i: int) -> bool:
    """ "top 5 users by searches", "who has the most searches": the metric at `i` orders users."""
    for j, mention in enumerate(sentence.mentions):
        if not mention.has("desc", "asc"):
            continue
        ranked = ranked_by(sentence, j)
        led = sentence.at(sentence.before(i)).has("by")
        people = ranked is not None and sentence.at(ranked).has("noun", "them") and (i > ranked or led)
        people |= led and sentence.at(ranked).has("by")  # "the top 10 by searches"
        if people or (j < i and not mention.breaks and _of_people(sentence, j)):
            return True
    return False


def ranked_by(sentence: Sentence, i: int) -> int | None:
    """What the order at `i` is of: "top 20 sport readers", "top 20 of them" are of users."""
    j = sentence.after(i, "segment", "value")
    while j is not None and sentence.at(j).number is not None:
        j = sentence.after(j, "segment", "value")
    beyond = sentence.after(j) if j is not None and sentence.at(j).text == "of" else None
    return beyond if sentence.at(beyond).has("them") else j


def _of_people(sentence: Sentence, j: int) -> bool:
    """ "users who read the most", "who on mobile reads the most": people are what the order at `j` is of."""
    owner = sentence.before(j, "who", "prep", "value")
    if owner is not None and sentence.at(owner).has("metric") and verb_form(sentence.at(owner).text):
        owner = sentence.before(owner, "who", "prep", "value")
        if any(m.text == "what" for m in sentence.mentions[:owner]):
            return False  # "what are people reading most": the things read
    asked = owner is None and sentence.at(0).text == "who"
    whose = sentence.at(owner).has("noun", "segment", "them") and sentence.at(owner).text != "their"
    return asked or whose or _people_asked(sentence, j)


def _people_asked(sentence: Sentence, j: int) -> bool:
    """ "who", "which user" right before, or nothing but fillers in between."""
    while j > 0 and sentence.is_filler(j - 1):
        j -= 1
    return sentence.at(j - 1).text == "who" or sentence.at(j - 1).get("cue") == "users"
