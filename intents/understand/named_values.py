"""Names of values: which one a mention stands for, and which are named together."""

from __future__ import annotations

import calendar
import re

from intents.lexicon import Sense
from intents.understand.frame import Sentence
from intents.understand.only import suffixed
from intents.understand.wording import COMPARATIVES


def value_sense(sentence: Sentence, i: int) -> Sense | None:
    """The value a mention stands for: sections by verbs of reading, url sections by verbs of clicking."""
    mention = sentence.at(i)
    senses = [s for s in mention.senses if s.kind == "value" and s.dimension != "term"]
    beside = sentence.at(suffixed(sentence, i) + 1)
    told = beside.has("noun") or beside.text == "ones" or beside.names("hour")
    told |= mention.text == "weekdays" and (sentence.at(i - 1).has("only") or sentence.at(i + 1).has("only"))
    rows = any(m.has("by") for m in sentence.mentions[:i])  # "clicks by hour for weekdays"
    within = sentence.at(i - 1).text in ("for", "during", "in") or sentence.at(i - 1).time is not None
    alone = len(sentence) <= 3 and sentence.text in ("for weekdays", "and for weekdays", "during weekdays")
    told |= mention.text == "weekdays" and ((rows and within) or alone)
    if mention.get("dimension") == "weekday" and told:
        return Sense("value", "weekday", "weekday")  # "weekday readers"
    if mention.text in ("weekday", "weekdays") and _beside_weekend(sentence, i):
        return Sense("value", "weekday", "weekday")
    if (
        mention.text == "weekdays"
        and mention.breaks
        and not sentence.any("by", "what", "compare", "desc", "asc")
    ):
        return Sense("value", "weekday", "weekday")  # "clicks last month, weekdays"
    if not senses or mention.has("daytype"):
        return None
    order = ["device", "source", "weekday", "hour", "section", "page_section", "page", "article"]
    visited = any(m.text.startswith(_VISITED) for m in sentence.mentions) or _CAME_TO.search(sentence.text)
    page = visited and beside.get("dimension") == "page"
    if page or (_clicking(sentence) and not _of_people(sentence, i)):
        order.remove("page_section")
        order.insert(0, "page_section")
    return min(senses, key=lambda s: order.index(s.dimension))


_VISITED = ("visit", "click", "brows", "landed on", "went to")
"""Beginnings of verbs that go with pages: "visited the science page"."""
_CAME_TO = re.compile(r"\b(?:came|come|comes|coming|got) to\b")
"""Another of two words."""


def _beside_weekend(sentence: Sentence, i: int) -> bool:
    """ "on weekends vs weekdays", "between weekends and weekdays": the other kind of day is named too."""
    joined = sentence.any("compare", "or", "and") or any(m.text in COMPARATIVES for m in sentence.mentions)
    weekend = any(s.value == "weekend" for j, m in enumerate(sentence.mentions) for s in m.senses if j != i)
    return joined and weekend


def _clicking(sentence: Sentence) -> bool:
    if any(m.has("noun") and m.text.startswith("reader") for m in sentence.mentions):
        return False  # readers of a section read its articles, whatever else they are asked about
    metrics = {m.get("metric") for m in sentence.mentions if m.has("metric")}
    return bool(metrics & {"clicks", "pages", "time_per_click"}) and not metrics & {
        "views",
        "articles",
        "time_per_article",
    }


def _of_people(sentence: Sentence, i: int) -> bool:
    """ "our culture audience", "users of the politics section": readers, whatever they click."""
    of = sentence.before(i)
    named = sentence.at(of).text == "of" and sentence.at(sentence.before(of or 0)).has("noun")
    return named or (sentence.at(i + 1).has("noun") and not sentence.at(i + 1).has("metric"))


def run_of_values(sentence: Sentence, i: int, sense: Sense) -> dict[int, str]:
    """The values of one dimension said one after the other from `i` on, commas or joining words between."""
    found, j = {i: sense.value}, i + 1
    while j < len(sentence):
        other, mention = value_sense(sentence, j), sentence.at(j)
        if other and other.dimension == sense.dimension:
            if not (mention.breaks or sentence.at(j - 1).has("and", "or")):
                break
            found[j] = other.value
        elif mention.text in _SO_ON or not mention.has("and", "or"):
            break
        j += 1
    return found


_SO_ON = ("and so on", "and so forth", "etc", "etcetera", "and the like", "and the others", "and the rest")


def examples(sentence: Sentence, run: dict[int, str]) -> bool:
    """ "google, facebook and so on", "mon, tue, wed etc": they only say what the rows are."""
    return len(run) > 1 and sentence.at(max(run) + 1).text in _SO_ON


def joined_values(sentence: Sentence, i: int, sense: Sense) -> tuple[list[int], list[str]]:
    """Values of one dimension joined by "or"; "and" joins only what users or events can have both."""
    if days := _weekdays_between(sentence, i):
        sentence.use(i + 1)
        return [i, i + 2], days
    run = run_of_values(sentence, i, sense)
    together = _taken_together(sentence, i)
    if _alternatives(sentence, i, run) or (together and len(run) > 1):
        sentence.use(*range(i, max(run)))
        listed = [(j, value) for j, value in run.items() if value != "social"]
        return [j for j, _ in listed], [value for _, value in listed]
    indexes, values = [i], [sense.value]
    joins = ("or", "and") if together else ("or",)
    overlap = OVERLAPPING & set(sentence.text.split())  # "food/science overlap"
    while True:
        join = indexes[-1] + 1
        while join < len(sentence) and sentence.is_filler(join):
            join += 1
        either = sentence.at(join).has(*joins) and not (overlap and sentence.at(join).text == "/")
        if join >= len(sentence) - 1 or not either:
            return indexes, values
        after = join + 1
        while (
            after < len(sentence)
            and (sentence.is_filler(after) or sentence.at(after).has("prep", "metric", "them"))
            and after < join + 3
        ):
            after += 1
        other = value_sense(sentence, after) if after < len(sentence) else None
        if other is None or other.dimension != sense.dimension:
            return indexes, values
        sentence.use(*range(join, after))
        indexes.append(after)
        values += [other.value] if other.value not in values else []  # "ipad / tablet"


def _weekdays_between(sentence: Sentence, i: int) -> list[str]:
    """ "Tuesday to Thursday", "from Friday until Sunday": each of the days from the one to the other."""
    ends = [next((s.value for s in sentence.at(j).senses if s.value in _WEEK), None) for j in (i, i + 2)]
    if None in ends or sentence.at(i + 1).text not in _UP_TO or sentence.at(i + 2).breaks:
        return []
    first, last = (_WEEK.index(str(day)) for day in ends)
    days = [*_WEEK[first:], *_WEEK[:first]]
    return days[: (last - first) % 7 + 1]


_WEEK = list(calendar.day_name)
_UP_TO = ("to", "till", "until", "through", "thru", "up to", "→")


def _alternatives(sentence: Sentence, i: int, run: dict[int, str]) -> bool:
    """ "facebook, twitter or reddit", "in (google, bing)", "social (facebook)": any of those listed."""
    last, listed = max(run), list(run.values())
    if len(run) > 2 and sentence.at(last - 1).has("or"):
        return True
    if listed[0] == "social" and len(run) > 1:
        return sentence.at(i + 1).breaks and set(listed[1:]) <= SOCIAL
    return len(run) > 1 and sentence.at(i).breaks and sentence.at(i - 1).text == "in"


SOCIAL = {"facebook", "twitter", "linkedin", "instagram", "reddit", "pinterest", "tiktok", "youtube"}
"""What "social" stands for (SEMANTICS.md, section 5)."""


def _taken_together(sentence: Sentence, i: int) -> bool:
    """ "twitter + facebook together", "any of sport and food": whoever met one of them."""
    end = next((j for j in range(i + 1, len(sentence)) if sentence.at(j).breaks), len(sentence))
    before = " ".join(m.text for m in sentence.mentions[max(i - 4, 0) : i])
    return (
        any(m.text in _TOGETHER for m in sentence.mentions[i + 1 : end])
        or any(word in _COMBINED for word in before.split())
        or before.endswith(_ANY_OF)
        or any(points_at_either(sentence, j) for j in range(i + 1, len(sentence)))
    )


OVERLAPPING = {"both", "overlap", "overlaps", "overlapping", "intersection", "intersect", "common", "shared"}
"""Words that want who is in each of two groups."""
_TOGETHER = ("together", "lumped together", "combined", "put together")
_COMBINED = ("combined", "deduplicated", "deduped", "net")
_ANY_OF = ("one of", "any of", "either of", "one or more of", "one of the sections", "any of the sections")
"""Ends of words before values of which one is enough."""


def points_at_either(sentence: Sentence, j: int) -> bool:
    """ "Sport and Health, so anyone who read either": one of those named before is enough."""
    after = sentence.at(sentence.after(j, "prep", "them"))
    either = sentence.at(j).text in ("either", "either one", "either of them", "either of those")
    return either and (not after.text or after.breaks)
