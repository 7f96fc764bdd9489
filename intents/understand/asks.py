"""Which kind of answer a question wants, from its cues and from what it named."""

from __future__ import annotations

import re

from intents.query import COUNTS, INACTIVE, TIMES, Ask, Moved, of_kind
from intents.understand.comparing import falling
from intents.understand.finishing import finish
from intents.understand.frame import Frame, Sentence
from intents.understand.terms import about_terms, manners
from intents.understand.wording import (
    COMPARATIVES,
    CROSSED,
    GROWING,
    INSTEAD_OF,
    YES_OR_NO,
    course,
    described,
)


def read_cues(sentence: Sentence, frame: Frame) -> None:
    """Flags that are asks of no kind of their own: comparison, trend, change, everyone, them."""
    for i, mention in list(sentence.open("compare")):
        if mention.text in INSTEAD_OF and sentence.at(sentence.after(i)).has("aggregate"):
            continue  # "the median rather than the mean": set aside with it
        sentence.use(i)
        frame.compared = True
    frame.compared |= _equally(sentence)
    frame.compared |= len(frame.segments) > 1 and any(m.text in _BESIDE for m in sentence.mentions)
    crossed = any(m.text in CROSSED for m in sentence.mentions)
    if crossed and sum(m.has("dimension", "segment_noun") for m in sentence.mentions) > 1:
        frame.compared = False  # "a cross tab of device against segment"
    frame.compared |= sentence.text.count("how long ") > 1  # "how long do fans stay and how long casuals"
    frame.changing = bool(sentence.cue("change"))
    frame.trend = (
        _rising_or_falling(sentence)
        or course(sentence)
        or _sized_since(sentence, frame)
        or (bool(sentence.cue("trend")) and not _changed(sentence))
    )
    if _up_or_down(sentence):
        frame.trend, frame.changing = False, True
    sized = all(sentence.at(i).text in COMPARATIVES for i in sentence.cue("change"))
    if frame.changing and sized and len(frame.segments) > 1 and not (frame.period or frame.point):
        frame.changing, frame.compared = False, True  # "which is bigger, low or high"
    for i, _ in list(sentence.open("more", "less")):
        if sentence.at(i).text.endswith(("than", "then")):
            frame.compared = True  # a bound would have been read by now
    for i, mention in list(sentence.open("people_all")):
        if mention.has("aggregate") and not frame.compared:
            continue  # "how many clicks did the average reader make": a mean, and nobody set against
        frame.everyone = True
        frame.rest |= mention.text.endswith(("rest", "others", "else"))
        sentence.use(i)
    frame.them = any(not described(sentence, i) for i, _ in sentence.open("them"))
    frame.them |= any("they" in m.text.split() for m in sentence.mentions if m.has("what_read", "active"))


_BESIDE = ("side by side", "next to each other", "beside each other", "alongside each other")


def _equally(sentence: Sentence) -> bool:
    """ "do fans on mobile read as long as fans on tablet": a yes would say that the two are alike."""
    words = sentence.text.split()
    long = [i for i, word in enumerate(words[1:], 1) if word in (*_MUCH, "long") and words[i - 1] == "as"]
    return bool(long) and words[0] in YES_OR_NO and "as" in words[long[0] + 1 :] and "possible" not in words


def _rising_or_falling(sentence: Sentence) -> bool:
    """ "has it been rising or falling": the course, where no two times are named."""
    named = any(m.time is not None for m in sentence.mentions)
    return len(sentence.cue("change")) > 1 and sentence.any("or") and not named


def _up_or_down(sentence: Sentence) -> bool:
    """ "is mobile traffic up or down": how it changed, where no time is named whose course is asked."""
    timed = any(m.time is not None for m in sentence.mentions) or len(sentence.cue("trend")) > 1
    return sentence.text.startswith(("is ", "are ")) and sentence.text.endswith(" up or down") and not timed


def _sized_since(sentence: Sentence, frame: Frame) -> bool:
    """ "low engagement headcount since 5 September": how large a segment was, on every day since."""
    words = set(sentence.text.split())
    ends = frame.changing and "how" not in words
    if not frame.segments or frame.compared or frame.period is None or ends:
        return False  # "has the size changed since" wants the two ends, "how has it changed" the course
    since = frame.period_unit.startswith("since") and bool(_SIZES & words)
    looks = "look like" in sentence.text and frame.period.days > 14
    return since or (looks and frame.counted)  # "what does the number of fans look like over three months"


_SIZES = {"headcount", "headcounts", "size", "sizes", "population"}
"""Words for how many belong to a segment, whatever they did."""


def _changed(sentence: Sentence) -> bool:
    """ "how has ... changed": the verb says which of the two "how has" means."""
    return any(not sentence.at(i).has_sense("cue", "trend") for i in sentence.cue("change"))


def choose_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    """The ask that the cues and the frame leave no doubt about; None where only a classifier can tell."""
    if frame.ask:
        return frame.ask
    finish(sentence, frame)
    if frame.ask:
        return frame.ask
    opener = next((m for i, m in enumerate(sentence.mentions) if not sentence.is_filler(i)), None)
    if opener is not None and opener.text.startswith(("why", "how come")) and not frame.users:
        frame.doubts.append("The data shows what people do, not why they do it.")
    counted = frame.metrics or (frame.counted and frame.events)
    against = not frame.compared or bool(frame.groups or frame.baseline)
    measured = counted and not sentence.cue("why") and against
    if frame.users and (sentence.cue("why") or not frame.by or _placed(sentence, frame)) and not measured:
        return _user_ask(sentence, frame)
    if len(frame.metrics) >= 2 and (frame.method or sentence.cue("correlation") or _more_and_more(sentence)):
        return "correlation"
    if frame.tabled and (table := _movement_ask(sentence, frame)):
        return table
    for rule in (manners, about_terms, _about_people, _movement_ask, _figures_ask, _segments_ask):
        if asked := rule(sentence, frame):
            return asked
    return None


def _more_and_more(sentence: Sentence) -> bool:
    """ "do people who search more also read more", "read a lot ... search a lot": the one with the other."""
    if not sentence.text.startswith(("do ", "does ", "the more ")):
        return False
    return sum(w in _MUCH for w in sentence.text.split()) > 1 and not sentence.any("compare")


_MUCH = ("more", "longer", "often", "higher", "many", "much", "lot")
"""Words for a large figure: said of two metrics, they ask whether the one goes with the other."""


def _placed(sentence: Sentence, frame: Frame) -> bool:
    """ "which segment was user 42 in each week": places over time, no figures."""
    nouns = [i for i, m in enumerate(sentence.mentions) if m.has("segment_noun")]
    asked = any(sentence.at(sentence.before(i)).has("what") for i in nouns)
    return asked and not frame.metrics and set(frame.by) <= {*TIMES, "as_of"}


def _user_ask(sentence: Sentence, frame: Frame) -> Ask:
    frame.subject = frame.users[0]
    sentence.use(*(i for i, m in sentence.open("vague") if m.text == "how active"))  # "how active is user 42"
    if len(frame.users) > 1:
        frame.doubts.append("Segments and profiles are of one user; ask for one at a time.")
    if sentence.cue("why", "definition") or sentence.cue("distinction"):
        sentence.use(*[i for i, m in enumerate(sentence.mentions) if m.text in ("up", "down")])
        return "why"
    if sentence.cue("last_seen") and not frame.metrics:
        frame.metrics = ["recency"]
        return "figures"
    if sentence.cue("user_history", "trend", "change") or any(m.has("movement") for m in sentence.mentions):
        return "user_history"
    if frame.by and _placed(sentence, frame):
        frame.by, frame.period = [], None
        return "user_history"
    if (frame.point or frame.period) and frame.window_named:
        return "user_history"  # "where was 310 on 3 October and where is he now"
    nouns = [i for i, m in enumerate(sentence.mentions) if m.has("segment_noun") and m.text.endswith("s")]
    if any(sentence.at(sentence.before(i)).has("what") for i in nouns) and not (
        frame.segments or frame.point or frame.period
    ):
        return "user_history"  # "which segments has user 42 been in"
    if frame.segments or sentence.any("segment_noun"):
        compared = frame.compared or sentence.cue("profile") or sentence.any("compare")
        return "user" if compared else "user_segment"
    whereabouts = sentence.any("where_cue") and not (sentence.any("from_where") or "=" in sentence.text)
    return "user_segment" if whereabouts else "user"  # "where did we put user 45"


_MANNERS = ("how did", "how do", "how have", "how are")
"""Beginnings of questions after the way something went."""


def _movement_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    moved = of_kind(Moved, frame.where)
    if not moved or frame.metrics or (frame.by and frame.by != ["segment"] and not frame.tabled):
        return None
    manner = sentence.text.startswith(_MANNERS) or "show me how" in sentence.text
    manner &= frame.implied_users
    if frame.tabled or (not frame.counted and (frame.whereto or manner)):
        frame.by = []
        return "movement"
    plain = all(c.direction in ("new", "returned") for c in of_kind(Moved, frame.where))
    if frame.users_measured or "share" in frame.aggregates or (plain and not frame.listed_by_name):
        frame.users_measured = True
        return "figures"
    described = any(m.has("noun") and sentence.at(i + 1).has("who") for i, m in enumerate(sentence.mentions))
    if described and sentence.cue("profile") and not frame.listed_by_name:
        return "profile"  # "a profile of the people who dropped to moderate"
    if frame.listed_by_name or any(m.text in ("who are", "who is") for m in sentence.mentions):
        return "users"
    if sentence.at(0).has("noun") and sentence.at(0).text.endswith("s") and sentence.at(1).has("who"):
        return "users"  # "users who moved up last week", "users where segment ..."
    frame.by = []
    return "movement"


def _about_people(sentence: Sentence, frame: Frame) -> Ask | None:
    """Advice, what sets a group apart, lists of users."""
    if _GET_TO_DO.search(sentence.text) and sentence.cue("advice"):
        frame.metrics, frame.order, frame.users_ranked, frame.users_measured = [], None, False, False
        sentence.use(
            *(i for i, m in enumerate(sentence.mentions) if m.has("metric", "desc", "active", "search_for"))
        )
    if sentence.cue("advice") and not frame.metrics and not frame.users_measured:
        _address_movers(sentence, frame)
        return "advice"
    if sentence.cue("distinction") and not (frame.aggregates or frame.users_measured):
        return "distinction"
    numbered = frame.order and frame.limit and frame.users_ranked and not frame.metrics
    if numbered and not (frame.by or frame.users_measured or frame.aggregates):
        return "users"  # "our 10 biggest readers"
    if frame.users_ranked and frame.aggregates == ["mean"] and not set(frame.metrics) & set(COUNTS):
        frame.aggregates = []  # "the first user by mean reading time": the metric is a mean itself
    ranked = frame.order and frame.metrics and not (frame.by or frame.groups or frame.baseline)
    summed = frame.sorted and frame.aggregates == ["sum"]  # "ranked by time spent altogether"
    ranked = ranked and (summed or not frame.aggregates) and not (frame.users_measured or frame.compared)
    members = frame.sorted and len(frame.segments) == 1 and not sentence.any("segment_noun")
    if ranked and (frame.users_ranked or frame.limit or sentence.any("noun") or members):
        return "users"
    only_segments = not frame.by or frame.by == ["segment"]
    if frame.listed and not frame.users_measured and only_segments and not of_kind(Moved, frame.where):
        whom = frame.segments or frame.where or frame.order or frame.them or frame.everyone
        named = whom or sentence.any("noun", "active")
        return "users" if frame.listed_by_name and named else None
    return None


_GET_TO_DO = re.compile(
    r"\bhow (?:can|could|do|should|would|might|to) (?:(?:we|i|you) )?"
    r"(?:get|make|bring|encourage|persuade|motivate) .+ "
    r"to (?:read|click|search|visit|come|stay|spend|return|use|open|view)\b"
)
"""Wants advice, whatever the people are to do: "how can we get casual readers to read more"."""


def _address_movers(sentence: Sentence, frame: Frame) -> None:
    """Advice is on people, not on their moves: "tips to keep the middle from sliding" is on the middle."""
    moved = of_kind(Moved, frame.where)
    for move in moved:
        if frame.segments or move.start:
            break
        frame.where = [a for a in frame.where if move not in a]
        back = move.direction in ("churned", "returned") and not move.origin
        frame.segments = list(move.origin or move.target) or ([INACTIVE] if back else [])
    if (
        not frame.segments
        and not frame.where
        and any("back" in m.text or "reactivate" in m.text for m in sentence.mentions)
    ):
        frame.segments = [INACTIVE]


def _figures_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    split = [d for d in frame.by if d != "segment"]
    listed = sentence.at(len(sentence) - 1).text == "list" and sentence.at(len(sentence) - 2).has("dimension")
    if (
        split
        and (listed or sentence.cue("values", "users", "names"))  # "traffic sources list"
        and not (frame.metrics or frame.order or frame.segments or frame.users_measured or frame.period)
    ):
        return "values"
    if frame.metrics or frame.users_measured or split or frame.mix or frame.events:
        return "figures"
    if frame.aggregates == ["share"] and (frame.by or frame.segments):
        frame.users_measured = True
        return "figures"
    return None


_ANY = ("are there", "is there", "do we have", "have we")
"""Beginnings of questions whether there are any."""


def _segments_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    """Nothing measured: the segments in general, one of them, or how they grow."""
    led = any(
        m.has("segment_noun") and sentence.at(i - 1).text in GROWING for i, m in enumerate(sentence.mentions)
    )
    if frame.changing and frame.by == ["segment"] and (sentence.any("what") or frame.order or led):
        least = frame.order == "asc"
        frame.order = "asc" if falling(sentence) != least else "desc"
    growing = frame.baseline or frame.changing or frame.trend or (frame.compared and frame.point)
    growing = growing or (frame.compared and frame.window_named and frame.period)  # "now vs 26 September"
    if growing and (frame.by == ["segment"] or frame.segments):
        frame.users_measured = True
        return "figures"
    if frame.order and frame.by == ["segment"]:
        frame.users_measured = True
        return "figures"
    if frame.by == ["segment"] and frame.where:
        frame.users_measured = True
        return "figures"
    sized = frame.compared and any(m.has("desc", "asc", "more", "less") for m in sentence.mentions)
    if (sized and len(frame.segments) > 1) or (
        frame.segments == [INACTIVE] and sentence.text.startswith(_ANY)
    ):
        frame.users_measured = True  # "more fans than casuals", "are there any inactive users"
        return "figures"
    if sentence.cue("overview") or (frame.by == ["segment"] and not frame.where):
        return "profile" if frame.segments or frame.where else "overview"
    if frame.where and not sentence.cue("profile") and not frame.compared:
        frame.users_measured = True
        return "figures"
    if frame.segments or frame.where:
        return "profile"
    return None
