"""Which kind of answer a question wants, from its cues and from what it named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from intents.dates import like_for_like, previous, previous_unit
from intents.query import COUNTS, Ask, Group, Has, Moved, Period, Threshold
from intents.understand.frame import Frame, Sentence


def read_cues(sentence: Sentence, frame: Frame) -> None:
    """Flags that are asks of no kind of their own: comparison, trend, change, everyone, them."""
    frame.compared |= any(not sentence.used[i] for i, _ in sentence.open("compare"))
    for i, _ in list(sentence.open("compare")):
        sentence.use(i)
    frame.trend, frame.changing = bool(sentence.cue("trend")), bool(sentence.cue("change"))
    for i, _ in list(sentence.open("more", "less")):
        if sentence.at(i).text.endswith(("than", "then")):
            frame.compared = True  # a bound would have been read by now
    for i, _ in list(sentence.open("people_all")):
        frame.everyone = True
        sentence.use(i)
    frame.them = bool(list(sentence.open("them")))


def choose_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    """The ask that the cues and the frame leave no doubt about; None where only a classifier can tell."""
    _finish(sentence, frame)
    if sentence.text.startswith(("why ", "how come ")) and not frame.users:
        frame.doubts.append("The data shows what people do, not why they do it.")
    measured = frame.metrics and not sentence.cue("why") and not frame.compared
    if frame.users and not frame.by and not measured:
        return _user_ask(sentence, frame)
    if len(frame.metrics) >= 2 and (frame.method or sentence.cue("correlation")):
        return "correlation"
    for rule in (_manners, _about_terms, _about_people, _movement_ask, _figures_ask, _segments_ask):
        if asked := rule(sentence, frame):
            return asked
    return None


def _finish(sentence: Sentence, frame: Frame) -> None:
    """Settles what only the whole frame tells."""
    for i, mention in enumerate(sentence.mentions):
        if not sentence.used[i] and mention.number == len(sentence.vocabulary.segments):
            if sentence.at(sentence.after(i)).has("segment_noun"):
                sentence.use(i)  # "all three tiers"
    searching = any(True for _ in sentence.open("search_for"))
    if searching and not (frame.metrics or frame.by or sentence.any("what") or frame.events_named("term")):
        frame.metrics.append("searches")
    _plain_time(sentence, frame)
    for i, mention in sentence.open("vague"):
        if frame.by and mention.text.endswith("active"):
            frame.order = frame.order or ("asc" if mention.text.startswith("least") else "desc")
            sentence.use(i)  # "at what hour are they most active"
    _absent(sentence, frame)
    _extremes(sentence, frame)
    _compare_groups(sentence, frame)
    if frame.compared and frame.metrics and "share" in frame.aggregates and not frame.events:
        frame.aggregates.remove("share")  # a comparison carries the change in percent
    _weekend_or_week(frame)
    _either_value(sentence, frame)
    _longer_reading(sentence, frame)
    _against_before(sentence, frame)
    _movers_from(frame)
    _redundant_split(sentence, frame)
    _gone_inactive(sentence, frame)
    _users_split(sentence, frame)
    _share_base(sentence, frame)
    _implied_dimension(sentence, frame)
    _days_active(sentence, frame)
    _all_segments(sentence, frame)
    bare = not (frame.metrics or set(frame.aggregates) - {"sum"} or frame.by or frame.segments or frame.users)
    bare = bare and not frame.users_measured
    if bare and (frame.changing or frame.trend) and not (frame.listed or frame.where or frame.events):
        frame.users_measured = frame.implied_users = True  # "are we growing?"
        if frame.baseline is None and frame.point is None:
            frame.by.append("as_of")
        return
    if frame.listed or not bare:
        return
    if frame.where or frame.period or frame.baseline or frame.everyone or frame.window_named:
        frame.users_measured = any(m.has("noun", "active", "count") for m in sentence.mentions)
        frame.implied_users = frame.users_measured and not frame.counted


def _days_active(sentence: Sentence, frame: Frame) -> None:
    """ "how many days does a fan show up": days, counted, of users who are active."""
    for i, mention in sentence.open("dimension"):
        days = mention.get("dimension") == "day" and frame.counted and not frame.metrics
        if days and sentence.any("active", "awayfor"):
            if not frame.users_measured or sentence.at(sentence.before(i)).has("count"):
                away = [j for j, _ in sentence.open("awayfor")]
                sentence.use(i, *away)
                frame.metrics.append("recency" if away else "active_days")
                frame.users_measured = False
                frame.by = [d for d in frame.by if d not in ("day", "month")]
                return


def _all_segments(sentence: Sentence, frame: Frame) -> None:
    """Every segment named by name is the split by segment."""
    every = set(frame.segments) == set(sentence.vocabulary.segments) and not frame.without_inactive
    if every and not frame.compared and "segment" not in frame.by:
        frame.segments = []
        frame.by.insert(0, "segment")


def _absent(sentence: Sentence, frame: Frame) -> None:
    """ "not been here": days away when a length or an order is asked, else the inactive ones."""
    away = [i for i, _ in sentence.open("awayfor")]
    if not away:
        return
    sentence.use(*away)
    if frame.users:
        frame.metrics = frame.metrics or ["recency"]
    elif frame.period and sentence.at(away[0]).text.startswith("last"):
        _seen_between(sentence, frame)
    elif frame.order or "how long" in sentence.text or sentence.any("times"):
        frame.metrics = frame.metrics or ["recency"]
    elif not frame.segments and not frame.metrics:
        frame.segments, frame.period = ["Inactive"], None


def _seen_between(sentence: Sentence, frame: Frame) -> None:
    """ "last seen between 20 and 25 October": bounds on the days since."""
    assert frame.period is not None
    today = sentence.vocabulary.as_of
    ago = sorted(((today - frame.period.first).days, (today - frame.period.last).days))
    frame.where.append((Threshold("recency", "between", float(ago[0]), float(ago[1])),))
    frame.period = None
    frame.users_measured = frame.users_measured or not frame.listed


def _extremes(sentence: Sentence, frame: Frame) -> None:
    """ "the most clicks any single user has": the maximum; "fewest ... anyone has": the minimum."""
    anyone = any(
        m.text == "any" and sentence.at(i + 1).has("noun", "segment") for i, m in enumerate(sentence.mentions)
    )
    one = anyone or any(f" {word} " in f" {sentence.text} " for word in _ONE)
    if "max" in frame.aggregates and frame.order == "asc" and not frame.by:
        frame.aggregates, frame.order = ["min", "max"], None  # "the smallest and the largest number of"
    if one and frame.order and frame.by == ["article"] and frame.metrics in ([], ["articles"], ["views"]):
        frame.by, frame.metrics = [], ["articles"]
    if (
        one
        and frame.order
        and frame.metrics
        and not (frame.by or frame.listed or frame.aggregates or frame.limit)
    ):
        frame.aggregates = ["max" if frame.order == "desc" else "min"]
        frame.order, frame.users_ranked = None, False


_ONE = (
    "single user", "single person", "single reader", "anyone", "anybody", "any user", "any reader", "one user", "somebody",
    "someone", "single", "any one", "one reader", "one person", "one visitor",
)  # fmt: skip


def _compare_groups(sentence: Sentence, frame: Frame) -> None:
    """ "mobile users vs desktop users", "fans against everyone": groups of users side by side."""
    if (
        not frame.compared
        or frame.baseline is not None
        or sentence.cue("profile", "distinction")
        and frame.segments
    ):
        return
    has = [
        (i, a[0])
        for i, a in enumerate(frame.where)
        if len(a) == 1 and isinstance(a[0], Has) and not a[0].negated
    ]
    for i, first in has:
        rivals = [(j, c) for j, c in has if c.filter.dimension == first.filter.dimension]
        if len(rivals) > 1:
            shared = [a for k, a in enumerate(frame.where) if k not in [j for j, _ in rivals]]
            frame.groups = [Group(tuple(frame.segments), (), (*shared, (c,))) for _, c in rivals]
            frame.by = [d for d in frame.by if d != first.filter.dimension]
            return
    if frame.everyone and (frame.segments or frame.where) and not frame.by:
        frame.groups = [Group(tuple(frame.segments), tuple(frame.users), tuple(frame.where)), Group()]
    several = next((f for f in frame.events if len(f.values) > 1 and not f.negated), None)
    if several and len(set(several.values) & {"social", "search engines"}) > 1:
        frame.doubts.append("Social and search engines cannot be set side by side; ask for one at a time.")
    if several and not frame.by:
        frame.by = [several.dimension]


def _plain_time(sentence: Sentence, frame: Frame) -> None:
    """Bare "time" is total time spent, unless a click or an article stands beside it."""
    times = [i for i, _ in sentence.open("bare_time")]
    if set(frame.metrics) & {"time_per_article", "time_per_click", "total_time"}:
        sentence.use(*times)
        return
    if not times or set(frame.metrics) - {"clicks", "articles", "searches"}:
        return
    measured = (
        frame.aggregates
        or frame.compared
        or frame.order
        or sentence.any("spend", "noun")
        or len(frame.metrics) == 1
    )
    if "clicks" in frame.metrics and any(m.text == "click" for m in sentence.mentions):
        frame.metrics[frame.metrics.index("clicks")] = "time_per_click"
    elif "articles" in frame.metrics and any(
        m.text in ("article", "story", "piece") for m in sentence.mentions
    ):
        frame.metrics[frame.metrics.index("articles")] = "time_per_article"
    elif measured:
        frame.metrics.append("total_time")
    else:
        return
    sentence.use(*times)


def _implied_dimension(sentence: Sentence, frame: Frame) -> None:
    """ "where do they come from", "what do they read", "when are they on": the dimension is in the verb."""
    if frame.by or frame.users_measured or frame.listed:
        return
    asks_what = sentence.any("what") or frame.order is not None
    if (
        sentence.any("from_where")
        and sentence.any("where_cue")
        or "where" in sentence.text.split()
        and sentence.any("from_where")
    ):
        frame.by.append("source")
    elif sentence.any("when_cue") and not frame.users:
        frame.by.append("hour")
    elif (
        asks_what
        and (sentence.any("search_for") or _searching(sentence, frame))
        and not any(f.dimension == "term" for f in frame.events)
    ):
        frame.by.append("term")
        frame.metrics = frame.metrics or ["searches"]
    elif (
        sentence.any("what")
        and not frame.aggregates
        and _reads(sentence, frame)
        and not frame.events_named("section")
    ):
        frame.by.append("section")
        frame.metrics = frame.metrics or ["views"]
        frame.order = frame.order or "desc"


def _searching(sentence: Sentence, frame: Frame) -> bool:
    """ "what are people searching": the verb alone."""
    verbs = ("search", "searching", "searched")
    return (
        frame.metrics == ["searches"]
        and any(m.text in verbs for m in sentence.mentions)
        and not frame.aggregates
    )


def _reads(sentence: Sentence, frame: Frame) -> bool:
    reading = any(m.text in ("read", "reading", "reads") for m in sentence.mentions) or sentence.any(
        "what_read"
    )
    return reading and frame.metrics in ([], ["views"])


def _either_value(sentence: Sentence, frame: Frame) -> None:
    """ "weekends: mobile or desktop?": nothing measured, two values to choose from."""
    choice = next((f for f in frame.events if len(f.values) > 1 and not f.negated), None)
    if choice and not (frame.metrics or frame.by or frame.users_measured or frame.aggregates or frame.listed):
        frame.by, frame.compared = [choice.dimension], True


def _longer_reading(sentence: Sentence, frame: Frame) -> None:
    """ "do they read sport longer": reading by its length is time per article."""
    if frame.metrics == ["views"] and any(m.text in ("longer", "longest") for m in sentence.mentions):
        frame.metrics = ["time_per_article"]


def _against_before(sentence: Sentence, frame: Frame) -> None:
    """ "did clicks go up this week": against the week before, like for like; without a period, the last 7 days."""
    moving = any(m.has("cue") and m.text.startswith(_DIRECTIONS) for m in sentence.mentions)
    if (
        not (frame.changing and moving and frame.metrics)
        or frame.baseline
        or frame.trend
        or frame.point
        or frame.by
    ):
        return
    if frame.period is None:
        frame.period = Period(sentence.vocabulary.as_of - dt.timedelta(days=6), sentence.vocabulary.as_of)
        frame.baseline = previous(frame.period)
    elif (unit := frame.period_unit.split(" ")[-1]) in ("week", "month", "quarter", "year"):
        earlier = previous_unit(frame.period, unit)
        this = frame.period_unit.startswith("this")
        frame.baseline = like_for_like(frame.period, earlier, unit) if this else earlier


_DIRECTIONS = ("go up", "gone up", "went up", "go down", "gone down", "went down", "grow", "grew", "increas", "decreas", "declin",
               "drop", "fall", "fell", "rise", "rising", "rose", "up or down", "shrink", "is up", "is down", "improv")  # fmt: skip
"""Beginnings of words that say a figure moves."""


def _movers_from(frame: Frame) -> None:
    """ "top readers gone dark": those who left were in that segment before."""
    moved = [c for a in frame.where for c in a if isinstance(c, Moved)]
    if (
        len(moved) == 1
        and moved[0].direction in ("churned", "left")
        and not moved[0].origin
        and frame.segments
    ):
        origin = tuple(s for s in frame.segments if s != "Inactive")
        frame.where = [
            tuple(replace(c, origin=origin) if c == moved[0] else c for c in a) for a in frame.where
        ]
        frame.segments = []


def _redundant_split(sentence: Sentence, frame: Frame) -> None:
    """ "multi-device users, mobile and desktop both": the dimension is named, and so are its values."""
    if sentence.any("by", "what") or not frame.users_measured:
        return
    for any_of in frame.where:
        for condition in any_of:
            if isinstance(condition, Has) and condition.filter.dimension in frame.by:
                frame.by.remove(condition.filter.dimension)


def _weekend_or_week(frame: Frame) -> None:
    """Events on weekends and on weekdays: the two are told apart."""
    both = next(
        (f for f in frame.events if f.dimension == "weekday" and set(f.values) == {"weekend", "weekday"}),
        None,
    )
    if both:
        frame.events.remove(both)
        frame.by, frame.order, frame.compared = ["daytype"], None, True


def _users_split(sentence: Sentence, frame: Frame) -> None:
    """ "daily uniques", "readers by section": users at the head of a split are what is counted."""
    if frame.metrics or frame.aggregates or frame.mix or frame.users_measured or frame.listed or not frame.by:
        return
    if sentence.any(
        "what", "from_where", "what_read", "search_for", "where_cue", "when_cue", "desc", "asc", "compare"
    ):
        return
    noun = next((i for i, m in enumerate(sentence.mentions) if m.has("noun")), None)
    split = next(
        (i for i, m in enumerate(sentence.mentions) if m.has("dimension", "segment_noun")), len(sentence)
    )
    if noun is not None and (noun < split or noun <= split + 1) and frame.by != ["segment"]:
        frame.users_measured = True


def _gone_inactive(sentence: Sentence, frame: Frame) -> None:
    """ "how many of our fans are now sleeping": from a segment to Inactive."""
    others = [s for s in frame.segments if s != "Inactive"]
    counted = frame.users_measured or "share" in frame.aggregates
    if not counted or "Inactive" not in frame.segments or len(others) != 1 or frame.compared or frame.by:
        return
    places = [i for i, m in enumerate(sentence.mentions) if m.has("segment") and sentence.used[i]]
    between = sentence.mentions[min(places) + 1 : max(places)]
    if not any(m.has("and", "or") for m in between):
        frame.segments = []
        frame.where.append((Moved("churned", tuple(others)),))


def _share_base(sentence: Sentence, frame: Frame) -> None:
    """ "what share of mobile users is highly engaged": the first group is the base of the second."""
    if "share" not in frame.aggregates or frame.base is not None or frame.by:
        return
    if frame.metrics and not _share_of_users(sentence, frame):
        return
    for metric in frame.metrics:
        if metric in COUNTS and not frame.events_named(_MET_BY.get(metric, "")):
            frame.where.append((Threshold(metric, ">=", 1.0),))
    frame.metrics = []
    frame.users_measured = True
    moved = [a for a in frame.where if any(isinstance(c, Moved) for c in a)]
    others = [a for a in frame.where if a not in moved]
    share_at = next(
        (
            i
            for i, m in enumerate(sentence.mentions)
            if m.get("aggregate") == "share" or m.has("percent_sign")
        ),
        0,
    )
    segment_at = next(
        (i for i, m in enumerate(sentence.mentions) if m.has("segment") and sentence.used[i]), -1
    )
    noun_at = next(
        (i for i, m in enumerate(sentence.mentions) if i > share_at and m.has("noun")), len(sentence)
    )
    frame.events_to_users()
    others = [a for a in frame.where if a not in moved]
    if frame.segments == ["Inactive"]:
        everyone = sentence.any("including_inactive") or frame.everyone
        frame.base = Group((*sentence.vocabulary.segments, "Inactive")) if everyone else None
    elif frame.segments and others and not moved:
        segment_first = share_at < segment_at < noun_at + 1 and segment_at < _first_condition(
            sentence, segment_at
        )
        if segment_first:
            frame.base = Group(tuple(frame.segments))
        else:
            frame.base = Group((), (), tuple(others))
    elif len(others) > 1 and not (frame.segments or frame.everyone) and not _joined_by_and(sentence):
        frame.base = Group((), (), (others[0],))


_MET_BY = {"views": "section", "searches": "term", "clicks": "page_section"}
"""Metric → the dimension whose values its verb meets ("read sport")."""


def _share_of_users(sentence: Sentence, frame: Frame) -> bool:
    """ "what share of low engagement users read sport": users stand right after "share of"."""
    at = next(
        (
            i
            for i, m in enumerate(sentence.mentions)
            if m.get("aggregate") == "share" or m.has("percent_sign")
        ),
        None,
    )
    following = None if at is None else sentence.after(at, "prep", "segment", "value", "percent_sign")
    named = bool(frame.where or frame.segments or frame.events)
    if named and sentence.at(sentence.after(at or 0, "prep")).has("segment") and frame.where:
        return True
    return named and sentence.at(following).has("noun") and not sentence.at(following).has("metric")


def _joined_by_and(sentence: Sentence) -> bool:
    """True when "and" stands between two values or metrics that pick users."""
    places = [
        i
        for i, m in enumerate(sentence.mentions)
        if sentence.used[i] and (m.has("value", "metric") or m.quoted)
    ]
    return bool(places) and any(m.has("and") for m in sentence.mentions[places[0] : places[-1]])


def _first_condition(sentence: Sentence, segment_at: int) -> int:
    """Where the first condition on users stands."""
    for i, mention in enumerate(sentence.mentions):
        if sentence.used[i] and i != segment_at and (mention.has("value", "metric", "not") or mention.quoted):
            return i
    return len(sentence)


def _manners(sentence: Sentence, frame: Frame) -> Ask | None:
    """Help, greetings, thanks."""
    empty = not (
        frame.metrics or frame.segments or frame.where or frame.by or frame.users_measured or frame.period
    )
    if sentence.cue("help") and empty and not frame.listed and not sentence.any("segment_noun"):
        frame.subject = ""
        return "help"
    if (
        empty
        and not sentence.cue("data", "method", "overview", "data.period")
        and not sentence.any("segment_noun")
    ):
        for subject in ("thanks", "greeting"):
            if sentence.cue(subject):
                frame.subject = subject
                return "help"
    return None


def _user_ask(sentence: Sentence, frame: Frame) -> Ask:
    frame.subject = frame.users[0]
    if sentence.cue("why"):
        return "why"
    if sentence.cue("last_seen") and not frame.metrics:
        frame.metrics = ["recency"]
        return "figures"
    if sentence.cue("user_history", "trend", "change") or any(m.has("movement") for m in sentence.mentions):
        return "user_history"
    if frame.segments or sentence.any("segment_noun"):
        compared = frame.compared or sentence.cue("profile") or sentence.any("compare")
        return "user" if compared else "user_segment"
    return "user"


def _movement_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    moved = any(isinstance(c, Moved) for any_of in frame.where for c in any_of)
    if not moved or frame.metrics or (frame.by and frame.by != ["segment"]):
        return None
    plain = all(c.direction in ("new", "returned") for a in frame.where for c in a if isinstance(c, Moved))
    if frame.users_measured or "share" in frame.aggregates or (plain and not frame.listed_by_name):
        frame.users_measured = True
        return "figures"
    if frame.listed_by_name:
        return "users"
    frame.by = []
    return "movement"


def _about_people(sentence: Sentence, frame: Frame) -> Ask | None:
    """Advice, what sets a group apart, lists of users."""
    if sentence.cue("advice") and not frame.metrics and not frame.users_measured:
        _address_movers(sentence, frame)
        return "advice"
    if sentence.cue("distinction") and not (frame.aggregates or frame.users_measured):
        return "distinction"
    ranked = frame.order and frame.metrics and not (frame.by or frame.groups or frame.baseline)
    ranked = ranked and not (frame.users_measured or frame.aggregates or frame.compared)
    if ranked and (frame.users_ranked or frame.limit or sentence.any("noun")):
        return "users"
    only_segments = not frame.by or frame.by == ["segment"]
    if frame.listed and not frame.users_measured and only_segments and not _movement_first(frame):
        return (
            "users"
            if frame.listed_by_name
            and (
                frame.segments
                or frame.where
                or frame.order
                or frame.them
                or frame.everyone
                or sentence.any("noun")
            )
            else None
        )
    return None


def _address_movers(sentence: Sentence, frame: Frame) -> None:
    """Advice is on people, not on their moves: "tips to keep the middle from sliding" is on the middle."""
    moved = [c for any_of in frame.where for c in any_of if isinstance(c, Moved)]
    for move in moved:
        if frame.segments or move.start:
            break
        frame.where = [a for a in frame.where if move not in a]
        back = move.direction in ("churned", "returned") and not move.origin
        frame.segments = list(move.origin or move.target) or (["Inactive"] if back else [])
    if (
        not frame.segments
        and not frame.where
        and any("back" in m.text or "reactivate" in m.text for m in sentence.mentions)
    ):
        frame.segments = ["Inactive"]


def _movement_first(frame: Frame) -> bool:
    return any(isinstance(c, Moved) for any_of in frame.where for c in any_of)


def _about_terms(sentence: Sentence, frame: Frame) -> Ask | None:
    """Definitions, names, the data, the method."""
    cue = sentence.cue
    if sentence.cue("data.period") and not (frame.metrics or frame.segments or sentence.any("noun")):
        frame.subject = "period"
        return "data"
    if frame.where or frame.period or frame.baseline or frame.listed_by_name or frame.compared:
        return None
    figures = bool(frame.metrics or frame.users_measured or frame.order)
    if (
        cue("names")
        and (frame.by == ["segment"] or frame.segments or sentence.any("segment_noun"))
        and not figures
    ):
        return "names"
    if cue("method.quality") and not frame.metrics:
        frame.subject = "quality"
        return "method"
    if cue("method") and not frame.metrics and not frame.aggregates:
        return "method"
    if term := _defined(sentence, frame):
        frame.subject = term
        return "definition"
    for topic in ("data.period", "data.metrics", "data.dimensions", "data"):
        if cue(topic) and not frame.segments and not (figures or frame.aggregates):
            frame.subject = topic.partition(".")[2]
            return "data"
    return None


def _defined(sentence: Sentence, frame: Frame) -> str | None:
    """The term a definition is asked of: a lone metric, segment or word of the product."""
    says_mean = frame.aggregates == ["mean"] and _says_mean(sentence)
    asks = sentence.cue("definition") or says_mean or _what_is(sentence, frame)
    if not asks or (frame.aggregates and not says_mean) or frame.users_measured:
        return None
    if len(frame.metrics) == 1 and not frame.segments:
        return frame.metrics[0]
    if len(frame.segments) == 1 and not frame.metrics and (sentence.cue("definition") or says_mean):
        return frame.segments[0]
    for mention in sentence.mentions:
        if term := mention.get("glossary"):
            return term
    if sentence.cue("definition") and sentence.any("vague"):
        return "engagement score"
    named = [m for m in sentence.mentions if m.has("segment_noun")]
    one = any(not m.text.endswith("s") for m in named) or bool(sentence.cue("definition"))
    if named and one and not (frame.metrics or frame.changing or frame.order):
        return "segment"
    return next((d for d in frame.by if sentence.cue("definition")), None)


def _says_mean(sentence: Sentence) -> bool:
    """ "what does X mean here?": the verb, which stands at the end of its stretch."""
    for i, mention in enumerate(sentence.mentions):
        if mention.text in ("mean", "means"):
            rest = i + 1
            while (
                rest < len(sentence)
                and not sentence.at(rest).breaks
                and (sentence.is_filler(rest) or sentence.at(rest).has("prep", "cue"))
            ):
                rest += 1
            if i > 0 and (rest == len(sentence) or sentence.at(rest).breaks):
                return True
    return False


def _what_is(sentence: Sentence, frame: Frame) -> bool:
    """ "what is recency", "what are sessions": nothing but the term follows."""
    content = [
        m
        for i, m in enumerate(sentence.mentions)
        if not sentence.is_filler(i) and not m.has("what", "prep", "cue", "who", "lead")
    ]
    plain = not (frame.changing or frame.trend or frame.order)
    return (
        plain
        and sentence.any("what")
        and len(content) == 1
        and content[0].has("metric", "glossary", "segment_noun")
    )


def _figures_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    split = [d for d in frame.by if d != "segment"]
    if (
        split
        and sentence.cue("values")
        and not (frame.metrics or frame.order or frame.segments or frame.users_measured or frame.period)
    ):
        return "values"
    if frame.metrics or frame.users_measured or split or frame.mix or frame.events:
        return "figures"
    if frame.aggregates == ["share"] and (frame.by or frame.segments):
        frame.users_measured = True
        return "figures"
    return None


_FALLING = ("shrink", "shrank", "los", "declin", "fall", "drop", "decreas")
"""Beginnings of words for getting smaller."""


def _segments_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    """Nothing measured: the segments in general, one of them, or how they grow."""
    falling = any(m.text.startswith(_FALLING) for m in sentence.mentions)
    if frame.changing and frame.by == ["segment"] and not frame.order and sentence.any("what"):
        frame.order = "asc" if falling else "desc"
    growing = frame.baseline or frame.changing or frame.trend
    if growing and (frame.by == ["segment"] or frame.segments):
        frame.users_measured = True
        return "figures"
    if frame.order and frame.by == ["segment"]:
        frame.users_measured = True
        return "figures"
    if frame.by == ["segment"] and frame.where:
        frame.users_measured = True
        return "figures"
    if sentence.cue("overview") or (frame.by == ["segment"] and not frame.where):
        return "profile" if frame.segments or frame.where else "overview"
    if frame.where and not sentence.cue("profile") and not frame.compared:
        frame.users_measured = True
        return "figures"
    if frame.segments or frame.where:
        return "profile"
    return None
