"""Plain questions that no query can answer yet: they are declined by name and not read as something near."""

from __future__ import annotations

import re

from intents.query import COUNTS, ENTITIES, TIMES, Threshold, Top, of_kind
from intents.understand.distinct import read_different
from intents.understand.frame import Frame, Sentence


def read_limits(sentence: Sentence, frame: Frame) -> None:
    """Fills `doubts`."""
    read_different(sentence, frame)
    _length_of_visits(sentence, frame)
    _between_percentiles(sentence, frame)
    _ratio(sentence, frame)
    _theirs_alone(sentence, frame)
    _to_come(sentence, frame)
    _concentration(sentence, frame)
    _bound_on_a_rate(sentence, frame)
    _by_age(sentence, frame)
    _new_values(sentence, frame)
    _each_its_own(sentence, frame)
    _two_questions(sentence, frame)
    _every_time(sentence, frame)
    _among_the_top(sentence, frame)


def _every_time(sentence: Sentence, frame: Frame) -> None:
    """ "how many read at least one article every week": a bound in each of the weeks."""
    every = any(m.text in ("every week", "every day", "every month") for m in sentence.mentions)
    every |= bool(_WITHIN_ONE.search(sentence.text))
    bounds = [b for b in of_kind(Threshold, frame.where) if b.metric != "active_days"]  # that is its days
    if every and bounds and (frame.users_measured or frame.listed):
        frame.doubts.append("What is done within each day or week is not worked out; ask for active days.")


_WITHIN_ONE = re.compile(r"\bin (?:a|one)(?: single)? (?:day|week|month)\b")
"""Bounds on what is done within one day: "more than three articles in a day"."""


def _length_of_visits(sentence: Sentence, frame: Frame) -> None:
    """ "how long was the average visit": visits are counted, their time is not."""
    long = "how long" in sentence.text or any(w in sentence.text.split() for w in ("longest", "shortest"))
    if long and frame.metrics == ["sessions"]:
        frame.doubts.append("How long a visit lasts is not known; ask for the total time or the sessions.")


def _between_percentiles(sentence: Sentence, frame: Frame) -> None:
    """ "users between the 25th and the 75th percentile": of an order of users only an end can be picked."""
    people = next((i for i, m in enumerate(sentence.mentions) if m.has("noun", "segment")), None)
    between = next((i for i, m in enumerate(sentence.mentions) if m.text == "between"), None)
    if between is not None and sentence.at(between + 1).has("what", "count"):
        return  # "between how many clicks do the middle 80 % of users lie"
    cut = [a for a in frame.aggregates if a[0] == "p" and a[1:].isdigit()]
    if people is not None and between is not None and people < between and len(cut) > 1:
        frame.doubts.append("Users between two percentiles cannot be picked; ask for the top or bottom 25 %.")


def _ratio(sentence: Sentence, frame: Frame) -> None:
    """ "clicks per session": one figure for each of another."""
    if frame.metrics and frame.metrics != ["sessions"] and _PER_VISIT.search(sentence.text):
        frame.doubts.append("One figure per another is not worked out; ask for each of them.")
        return
    steps = len(set(frame.by) & set(TIMES)) > 1  # "ratio of daily to monthly users"
    if (len(frame.metrics) > 1 or steps) and _QUOTIENT.search(sentence.text):
        frame.doubts.append("One figure per another is not worked out; ask for each of them.")
        return
    for i, mention in enumerate(sentence.mentions[:-2]):
        per, each = sentence.at(i + 1), sentence.at(i + 2)
        rate = mention.get("metric") and per.text in ("per", "for each", "for every") and not per.breaks
        if rate and each.text in _EACH and mention.get("metric") in frame.metrics:
            frame.doubts.append("One figure per another is not worked out; ask for each of them.")
            return


_PER_VISIT = re.compile(r"\b(?:per|for each|for every|during a|in a|on each) (?:visit|session)\b")
"""Words for a figure of each visit: "how many pages do people look at per visit"."""
_QUOTIENT = re.compile(
    r"\bratios?\b|\bdivided by\b"
    r"|\bas an? (?:percentage|percent|share|fraction|proportion|%) of (?:the )?(?!all|total)"
)
"""Words for one figure over another: "searches to clicks ratio"."""
_EACH = ("session", "visit", "search", "search query", "active day")
"""Figures of which another could be a multiple."""


_ALONE = re.compile(
    r"\b(?:(?:do|does|did|are|were) only|only (?:popular|liked|used|read|searched|clicked|viewed|hot)"
    r"|(?:popular|used|read|searched|clicked|viewed)(?: for)? (?:only|exclusively) (?:by|with|among)"
    r"|(?<!come )(?<!comes )(?<!came )(?<!visit )(?:only|exclusively|solely) by|unique to|exclusive to)\b"
)
"""Words for what one group does and nobody else."""


def _theirs_alone(sentence: Sentence, frame: Frame) -> None:
    """ "which sections do only loyal readers read": rows show what a group does, others may do it too."""
    theirs = bool(frame.segments or frame.where or frame.events)
    if theirs and set(frame.by) & {*ENTITIES, "weekday", "hour"} and _ALONE.search(sentence.text):
        frame.doubts.append(
            "What one group does and no other cannot be picked yet; ask what sets the group apart."
        )


_LIKELY = ("how likely", "how probable", "what are the chances", "what are the odds", "whats the chance")


def _to_come(sentence: Sentence, frame: Frame) -> None:
    """ "will the number of fans grow", "how likely is a casual to become loyal": days to come."""
    words = [w for w in sentence.text.split() if w not in ("and", "so", "but", "ok")]
    future = words[:1] == ["will"] and words[1:2] not in (["you"], ["u"], ["it"])
    if future or sentence.text.startswith(_LIKELY):
        frame.doubts.append("The data holds what happened; it does not say what will.")


def _concentration(sentence: Sentence, frame: Frame) -> None:
    """ "how many users make up half of all clicks": so few that their part is so large."""
    ends = of_kind(Top, frame.where)
    counted = (i for i, m in enumerate(sentence.mentions) if m.has("noun") and _is_counted(sentence, i))
    whom = next(counted, None)
    if whom is None or ends:
        return
    for j in range(whom + 1, len(sentence)):
        mention = sentence.at(j)
        joins = mention.has("and", "what", "count", "compare", "by") and mention.text != "make up"
        if mention.breaks or joins:
            return
        part = mention.get("aggregate") == "share" or mention.has("percent_sign")
        figure = sentence.at(sentence.after(j, "prep", "people_all", "segment"))
        if part and (figure.get("metric") or figure.has("bare_time")):
            frame.doubts.append("How few make up a part is not worked out; ask what share the top 10 % have.")
            return


def _bound_on_a_rate(sentence: Sentence, frame: Frame) -> None:
    """ "users with more than 100 clicks a day": a bound on what one user does in a day or a week."""
    bounded = any(c.metric in COUNTS for c in of_kind(Threshold, frame.where))
    for i, mention in enumerate(sentence.mentions):
        before = sentence.before(i) or 0
        a_day = mention.get("dimension") in TIMES and (
            mention.text.startswith("a ") or sentence.at(i - 1).text == "a"
        )
        each = sentence.at(before).has("metric", "times") and sentence.at(before - 1).number is not None
        if bounded and a_day and each and not mention.breaks:
            frame.doubts.append("What a user does in a day or a week cannot be bounded; ask for all days.")
            return


def _is_counted(sentence: Sentence, i: int) -> bool:
    """ "how many users", "what percent of the readers"."""
    before = sentence.at(sentence.before(i, "prep", "segment", "value"))
    return before.has("count", "percent_sign") or before.get("aggregate") == "share"


_AGES = ("newest", "latest", "oldest", "earliest")


def _by_age(sentence: Sentence, frame: Frame) -> None:
    """ "newest articles", "most recent searches": no event and no article is told by its time."""
    for i, mention in enumerate(sentence.mentions):
        thing = sentence.at(i + 1)
        recent = mention.text == "recent" and sentence.at(i - 1).text == "most"
        alone = not sentence.at(i + 2).has("noun", "metric", "label") or sentence.at(i + 2).breaks
        if (mention.text in _AGES or recent) and alone and thing.has("dimension") and thing.has("metric"):
            frame.doubts.append("What came first or last cannot be told; ask for the top ones of some days.")
            return


def _new_values(sentence: Sentence, frame: Frame) -> None:
    """ "which search terms are new", "views of new articles": only of users it is known when they came."""
    for i, mention in enumerate(sentence.mentions):
        before, after = sentence.at(sentence.before(i)), sentence.at(i + 1)
        things = before.has("dimension") and not before.has("noun")
        things |= mention.text == "new" and after.get("dimension") in ("article", "term", "section")
        new = mention.has("movement") and mention.text in ("new", "are new", "is new")
        if new and not after.has("noun", "segment") and things:
            frame.doubts.append("It is known only of users when they are new; ask for what is rising.")
            return


def _each_its_own(sentence: Sentence, frame: Frame) -> None:
    """ "views of sport and clicks on mobile": two figures, each with what picks its own."""
    if len(frame.metrics) < 2 or not (frame.events or len(frame.segments) > 1):
        return
    owned = []
    for i, mention in enumerate(sentence.mentions):
        joins = sentence.at(i + 1).has("prep") and mention.has("metric")
        picks = sentence.at(sentence.after(i, "prep") if joins else i)
        led = picks is not mention and picks.has("value", "segment") and not picks.has("metric")
        adverb = mention.has("metric") and sentence.at(i + 1).has("value") and " " in sentence.at(i + 1).text
        if (joins and led) or adverb:
            owned.append(i)
    if len(owned) > 1:
        frame.doubts.append("Two figures, each of something else, are two questions; ask for one at a time.")


def _two_questions(sentence: Sentence, frame: Frame) -> None:
    """ "how many users are there and what do they read", "how many clicks, and who is user 42"."""
    for i, mention in enumerate(sentence.mentions):
        counted = any(m.has("count") and m.text.startswith("how ") for m in sentence.mentions[:i])
        asks = sentence.at(i + 1)
        if not (mention.has("and") and counted):
            continue
        profiled = asks.has_sense("cue", "profile") and bool(frame.users)
        rows = asks.has("what") and sentence.at(i + 2).has("dimension") and sentence.at(i + 3).text == "they"
        if profiled or (rows and frame.users_measured):
            frame.doubts.append("These are two questions; ask one at a time.")
            return


def _among_the_top(sentence: Sentence, frame: Frame) -> None:
    """ "casuals among the top 100 users by views": of a list of all, those that are in a group."""
    for i, mention in enumerate(sentence.mentions):
        among = mention.text in ("among", "amongst", "within") and sentence.at(i - 1).has("segment")
        top = sentence.after(i) or i
        if among and sentence.at(top).text in ("top", "bottom") and sentence.at(top + 1).number is not None:
            frame.doubts.append("Those of a group among the top users cannot be picked; list the top users.")
            return


_BY_NAME = re.compile(
    r"(?:.*\b(?:sort|sorted|order|ordered|rank|ranked|arrange|arranged)\b.* )?"
    r"(?:by|on) (?:the |their |its )?(?:\w+ )?(?:name|names|title|titles)(?: (?:instead|please|pls|then))*"
    r"|.*\b(?:alphabet|alphabetic|alphabetical|alphabetically|a ?- ?z|a to z|z to a)\b.*"
)


def read_by_name(sentence: Sentence, frame: Frame) -> None:
    """ "sort it by name", "alphabetically please": said to be impossible, and no other order is taken."""
    if _BY_NAME.fullmatch(sentence.text):
        frame.doubts.append("Rows come in the order of their figures; they cannot be sorted by name.")


def newsletter_opens(sentence: Sentence, frame: Frame) -> None:
    """ "who opened the newsletter": mails are not in this data; visits from them are."""
    opened = any(m.text.startswith("open") for m in sentence.mentions if m.has("metric"))
    read = frame.events_named("section") or sentence.any("dimension")
    if (
        opened
        and not read
        and any("newsletter" in f.values for f in frame.filters() if f.dimension == "source")
    ):
        frame.doubts.append("There is no data on opened mails here, only on visits that come from them.")
