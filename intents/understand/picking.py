"""Whether a value picks users or events: "mobile users", "clicks on mobile"."""

from __future__ import annotations

from intents.query import Filter, Has
from intents.understand.clauses import said_of_events
from intents.understand.frame import Frame, Sentence
from intents.understand.having import had_by_users, told_by_deed
from intents.understand.named_values import SOCIAL
from intents.understand.only import suffixed
from intents.understand.ranked import read_by
from intents.understand.wording import COMPARATIVES, YES_OR_NO, verb_form


def attach(
    sentence: Sentence,
    frame: Frame,
    found: Filter,
    last: int,
    negated: bool,
    only: bool = False,
    never: bool = False,
) -> None:
    """Hangs a filter on the users or on the events, as the words around it say."""
    to_users = _on_users(sentence, frame, found, last) or never
    of_people = only and sentence.at(suffixed(sentence, last) + 1).has("noun")
    of_events = said_of_events(sentence, last) and not of_people  # "made by mobile-only people"
    to_users |= only and "nothing but" in sentence.text and not sentence.any("metric")
    to_users &= not frame.users and not of_events  # one user is picked already
    if only and to_users and not negated:
        frame.require(last, Has(found))
        frame.require(last, Has(Filter(found.dimension, found.values, True), True))
    elif to_users:
        frame.require(last, Has(found, negated))
    else:
        _add_events(sentence, frame, Filter(found.dimension, found.values, negated), last)


def _add_events(sentence: Sentence, frame: Frame, found: Filter, last: int) -> None:
    """Events of either of two values of one dimension: no event has both."""
    if found.dimension == "hour" and frame.events_named("hour") and not _another_part(sentence, found):
        return  # "in the morning, between 6 and 9 am": the hours say it better
    if found.negated and _goes_without_saying(frame, found):
        return
    for i, other in enumerate(frame.events):
        if other.dimension == found.dimension and other.negated == found.negated:
            values = _narrowest(tuple(dict.fromkeys((*other.values, *found.values))))
            frame.events[i] = found = Filter(found.dimension, values, found.negated)
            break
    else:
        frame.events.append(found)
    frame.said[found] = last


def _goes_without_saying(frame: Frame, found: Filter) -> bool:
    """ "on weekday mornings, not weekends": no day is both."""
    apart = {"weekend": ("weekday",), "weekday": ("weekend",)}.get(found.values[0])
    return any(other.dimension == "weekday" and other.values == apart for other in frame.events)


def _another_part(sentence: Sentence, found: Filter) -> bool:
    """ "mornings against evenings": several parts of the day are named, and no hours by the clock."""
    parts = {
        s.value for m in sentence.mentions for s in m.senses if s.dimension == "hour" and s.kind == "value"
    }
    return len(parts) > 1 and set(found.values) <= parts and not any(m.number for m in sentence.mentions)


def _narrowest(values: tuple[str, ...]) -> tuple[str, ...]:
    """ "facebook and twitter, they are all on social": those named, not all that the last word stands for."""
    return tuple(v for v in values if v != "social") if set(values) & SOCIAL else values


def _on_users(sentence: Sentence, frame: Frame, found: Filter, last: int) -> bool:
    """True when the value stands beside a word for users, or nothing but users can be meant."""
    end = suffixed(sentence, last)
    rival = sentence.after(end, "compare", "and", "or", "prep", "who")
    against = rival is not None and end > last and sentence.at(rival).names(found.dimension)
    if rival is not None and against and suffixed(sentence, rival) > rival:
        return _on_users(sentence, frame, found, rival)  # "mobile-only against desktop-only users"
    if read_by(sentence, end + 1):
        return False  # "food articles people read": of the articles
    if sentence.at(end + 1).text == "ones" or (end > last and sentence.at(end + 1).text == "one"):
        return not _of_things(sentence, last)
    after = sentence.after(end, "segment", "value", "label", "and", "or", "compare")
    apart = _apart(sentence, last, after)
    if sentence.at(after).has("noun") and not sentence.at(after).has("metric") and not apart:
        return True
    if frame.events_counted:
        return False
    if sentence.at(last + 1).has("metric") and had_by_users(sentence, last + 1):
        return True
    if found.dimension not in ("weekday", "hour") and told_by_deed(sentence, last):
        return True
    ranked = frame.listed and sentence.any("desc", "asc")  # "who has the most clicks on mobile"
    if (frame.listed and not ranked) or frame.users_measured:
        return True
    if found.dimension in ("weekday", "hour") and sentence.any("what"):
        return False  # "what are fans reading on weekends": when, not who
    if sentence.at(0).text == "who" and sentence.before(last, "prep") in (0, None):
        return True  # "who from google clicks the most"
    if sentence.at(sentence.before(last)).text == "in" or sentence.at(last - 1).text == "in":
        return False  # "in the Food section" says where, not who
    return not _on_metric(sentence, found, last) and _said_of_people(sentence, found, last)


def _said_of_people(sentence: Sentence, found: Filter, last: int) -> bool:
    """True when nothing but joining words stands between a word for users and the value."""
    first = last
    labels = [j for j in range(last) if _labels(sentence, j, found)]
    while first > 0 and not _people(sentence, first):
        mention = sentence.at(first)
        if mention.breaks and mention.text in YES_OR_NO:
            return False  # "among fans, is sport read more than food"
        if first not in (last, *labels) and not _joins(sentence, first):
            return False
        first -= 1
    if not _people(sentence, first) or sentence.at(first).has("metric"):
        return False
    between = sentence.mentions[first + 1 : last]
    doing = any(m.has("search_for", "what_read", "from_where") or m.text in _DOING for m in between)
    if doing and found.dimension in ("weekday", "hour"):
        return False
    verbs = [m for j, m in enumerate(between, first + 1) if m.has("metric") and j not in labels]
    who = any((m.has("who") and not m.has("what")) or m.text in ("who", "that") for m in between)
    who |= sentence.at(first + 1).text == "which"  # "users which read the Culture section"
    return not verbs or who or all(m.text.endswith("ing") for m in verbs)


def _joins(sentence: Sentence, i: int) -> bool:
    """A word that may stand between people and what is said of them."""
    mention = sentence.at(i)
    plain = sentence.is_filler(i) or mention.text == "those" or mention.has(*_JOINING)
    return plain or (mention.has("metric") and verb_form(mention.text))


_JOINING = (
    "prep", "who", "from_where", "active", "value", "or", "and", "not", "only", "label", "exactly",
    "search_for", "what_read", "time_cue",
)  # fmt: skip


def _labels(sentence: Sentence, j: int, found: Filter) -> bool:
    """ "readers of article 3 or article 5": words that only say of what kind the values are, and ids."""
    mention = sentence.at(j)
    return sentence.used[j] and (mention.get("dimension") == found.dimension or mention.text in found.values)


_DOING = ("do", "does", "did", "doing", "up to")
"""Between users and a day or an hour: what they do then is asked, not who they are."""


def _of_things(sentence: Sentence, last: int) -> bool:
    """ "opinion pieces compared to culture ones": articles or a figure were named before, and no users."""
    before = sentence.mentions[:last]
    things = any(
        m.get("dimension") == "article" or (m.has("metric") and not verb_form(m.text)) for m in before
    )
    return things and not any(m.has("noun") for m in before)


def _people(sentence: Sentence, i: int) -> bool:
    """A word for users, "which users" too; "those" and "the ones" where "who" follows."""
    asked = sentence.at(i).has_sense("cue", "users") and sentence.at(i).text.startswith(("which ", "what "))
    those = sentence.at(i).has("them") and sentence.at(i + 1).has("who")
    those |= sentence.at(i).text in ("one", "ones") and sentence.at(i + 1).text == "who"
    those |= _those_on(sentence, i)
    return asked or those or sentence.at(i).has("noun")


def _those_on(sentence: Sentence, i: int) -> bool:
    """ "do those on a tablet read longer than those on a phone": people, as no figure was named before."""
    if sentence.at(i).text == "than those":
        return any(_those_on(sentence, j) for j in range(i))
    figure = any(m.has("metric") for m in sentence.mentions[:i])
    others = any(m.text.endswith("those") for m in sentence.mentions[i + 1 :])
    return sentence.at(i).text == "those" and sentence.at(i + 1).has("prep") and others and not figure


def _apart(sentence: Sentence, last: int, after: int | None) -> bool:
    """ "sport do fans read", "on mobile than fans", "on mobile for users": another clause begins."""
    between = sentence.mentions[last + 1 : (after or last) + 1]
    beyond = any(m.has("segment", "metric") and not m.has("noun") for m in between)  # "sport views than fans"
    compared = beyond and any(m.has("compare") for m in between)
    weighed = any(m.breaks for m in between) and any(m.text in COMPARATIVES for m in sentence.mentions)
    stopped = sentence.at(last + 1).breaks and sentence.at(last + 1).has("segment")
    figure = sentence.at(last - 1).has("prep") and sentence.at(last - 2).get("metric")
    if stopped and figure and not sentence.at(last - 2).has("noun"):
        return True  # "clicks on tablet, casual users only"
    return compared or weighed or any(m.has("search_verb") or m.text == "for" for m in between)


def _on_metric(sentence: Sentence, found: Filter, last: int) -> bool:
    """ "sport article views", "clicks of casual users on Mondays", "reading time of fans for food"."""
    after = sentence.after(last, "value", "compare", "or", "and")
    beside = sentence.at(after)
    stopped = any(m.breaks or m.has("search_verb") for m in sentence.mentions[last + 1 : (after or last) + 1])
    of_people = sentence.at(sentence.before(last)).has("prep") and any(
        m.has("noun") for m in sentence.mentions[:last]
    )
    figure = beside.has("metric") and not beside.has("noun", "dimension") and not verb_form(beside.text)
    if figure and not stopped and (beside.text.endswith("s") or not of_people):
        return True  # but "people on tablets linger" speaks of people
    noun = next((i for i in range(last, -1, -1) if sentence.at(i).has("noun")), 0)
    between = sentence.mentions[noun + 1 : last]
    measured = [m for m in sentence.mentions if m.has("metric") and not verb_form(m.text)]
    done = any(m.has("who", "active", "metric", "from_where") for m in between if m.text != "for")
    if done or not measured:
        return False
    if any(m.text in _MAKE for m in between):
        return True  # "how many clicks do fans make on mobile"
    if found.dimension in ("device", "source") and _rivalled(sentence, found, last):
        return any(m.get("metric") in ("clicks", "time_per_click", "pages") for m in measured)
    when = found.dimension in ("weekday", "hour")
    read = found.dimension == "section" and sentence.at(last - 1).text == "for"
    return when or (read and any(m.get("metric") in _READ for m in measured))


def _rivalled(sentence: Sentence, found: Filter, last: int) -> bool:
    """ "on mobile vs tablet": a value of the same kind is set against it, without a word for users."""
    other = sentence.after(last, "prep", "compare")
    rival = sentence.at(other)
    against = any(m.has("compare") for m in sentence.mentions[last + 1 : other])
    people = sentence.at(sentence.after(other or last)).has("noun")
    return against and rival.names(found.dimension) and not people


_MAKE = ("make", "made", "makes", "get", "got")
"""Verbs whose object is a figure."""
_READ = ("views", "articles", "time_per_article")
"""Metrics of reading."""
