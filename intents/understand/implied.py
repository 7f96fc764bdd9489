"""What a question implies without saying it: dimensions in verbs, days, bare times, who is counted."""

from __future__ import annotations

import re

from intents.query import INACTIVE, TIMES, Has, Moved, Operator, Threshold, of_kind
from intents.understand.alternatives import join_alternatives, named_apart
from intents.understand.comparing import (
    against_before,
    candidate,
    compare_groups,
    each_value,
    either_value,
    every_value,
    mixed_values,
)
from intents.understand.differing import read_differences
from intents.understand.engagement import count_by_segment, hold_against
from intents.understand.extremes import read_extremes
from intents.understand.frame import Frame, Sentence
from intents.understand.habits import how_often_here, read_habits
from intents.understand.hours import parts_apart
from intents.understand.implied_users import imply_users
from intents.understand.lengths import longer_reading, paced, plain_stay, plain_time
from intents.understand.moves import movement_over_time, movers_from
from intents.understand.segments import tell_apart
from intents.understand.shares import left_out, mixed_within, share_base, users_split
from intents.understand.unsupported import read_limits
from intents.understand.weekdays import each_weekday, said_twice, weekend_or_week, whole_weekend
from intents.understand.wording import INSTEAD_OF, READING, asks_whether, counts_searches


def finish(sentence: Sentence, frame: Frame) -> None:
    """Settles what only the whole frame tells."""
    _number_of_segments(sentence, frame)
    _in_users(sentence, frame)
    searching = sentence.has_open("search_for")
    what = sentence.any("what") and not set(frame.aggregates) - {"sum", "share"}
    if searching and not (frame.metrics or frame.by or what or frame.events_named("term")):
        frame.metrics.append("searches")
    tell_apart(sentence, frame)
    plain_time(sentence, frame)
    plain_stay(sentence, frame)
    read_habits(sentence, frame)
    if not frame.by and sentence.any("when_cue"):
        _implied_dimension(sentence, frame)
    for i, mention in sentence.open("vague"):
        if set(frame.by) & set(TIMES) and mention.text.endswith("active"):
            frame.order = frame.order or ("asc" if mention.text.startswith("least") else "desc")
            sentence.use(i)  # "at what hour are they most active"
    _on_one_day(sentence, frame)
    _one_visit(sentence, frame)
    _absent(sentence, frame)
    read_extremes(sentence, frame)
    join_alternatives(sentence, frame)
    counts = sum(m.has("count") and m.text.startswith("how ") for m in sentence.mentions)
    frame.compared |= counts > 1 and len(frame.segments) > 1 and bool(frame.metrics)  # one figure for each
    dated = frame.point is not None or frame.period_unit == "day day"
    if counts > 1 and dated and frame.window_named and len(frame.segments) == 1 and not frame.metrics:
        frame.compared = True  # "how many were high on 5 September and how many now"
    how_often_here(sentence, frame)
    hold_against(sentence, frame)
    compare_groups(sentence, frame)
    count_by_segment(sentence, frame)
    parts_apart(frame)
    if "share" in frame.aggregates and frame.metrics and _percent_change(sentence, frame):
        frame.aggregates.remove("share")
        frame.users_measured = frame.counted
    read_differences(sentence, frame)
    said_twice(frame)
    each_weekday(sentence, frame)
    whole_weekend(sentence, frame)
    weekend_or_week(sentence, frame)
    mixed_values(frame, sentence.vocabulary)
    every_value(sentence, frame)
    each_value(sentence, frame)
    either_value(frame)
    candidate(sentence, frame)
    longer_reading(sentence, frame)
    paced(sentence, frame)
    _different_readers(sentence, frame)
    _newsletter_opens(sentence, frame)
    named_apart(sentence, frame)
    against_before(sentence, frame)
    movers_from(frame)
    movement_over_time(frame)
    _redundant_split(sentence, frame)
    _gone_inactive(sentence, frame)
    left_out(sentence, frame)
    users_split(sentence, frame)
    share_base(sentence, frame)
    mixed_within(sentence, frame)
    _implied_dimension(sentence, frame)
    _days_active(sentence, frame)
    read_limits(sentence, frame)
    _all_segments(sentence, frame)
    imply_users(sentence, frame)


def _in_users(sentence: Sentence, frame: Frame) -> None:
    """ "the politics readership, in users": what is counted, said at the end of a stretch."""
    for i, mention in enumerate(sentence.mentions):
        ends = i + 1 == len(sentence) or sentence.at(i + 1).breaks or sentence.at(i + 1).text in INSTEAD_OF
        named = mention.has("noun") and mention.text.endswith(("s", "people", "readership"))
        if ends and named and sentence.at(i - 1).text == "in" and not set(frame.aggregates) - {"share"}:
            frame.users_measured, frame.metrics = True, []
            frame.events_to_users()


def _number_of_segments(sentence: Sentence, frame: Frame) -> None:
    """ "all three tiers", "of all four segments": the number says that every one is meant."""
    for i, mention in enumerate(sentence.mentions):
        every = not sentence.used[i] and mention.number == len(sentence.vocabulary.segments)
        named = set(frame.segments) == set(sentence.vocabulary.segments)
        if every and (named or sentence.at(sentence.after(i)).has("segment_noun")):
            sentence.use(i)  # "all three tiers", "all three: low, middle and high"
        asleep = mention.number == len(sentence.vocabulary.segments) + 1 and INACTIVE in frame.segments
        if asleep and not sentence.used[i] and sentence.at(sentence.after(i)).has("segment_noun"):
            sentence.use(i)  # "of all four segments, how many are asleep": the sleepers are the fourth
            frame.everyone |= frame.segments == [INACTIVE]


def _percent_change(sentence: Sentence, frame: Frame) -> bool:
    """ "clicks this week vs last, in percent": a comparison carries the change in percent."""
    if frame.baseline is None and not frame.compared:
        return False
    percent = [i for i, m in enumerate(sentence.mentions) if "perc" in m.text or "pct" in m.text]
    return not frame.events or any(sentence.at(i + 1).text != "of" for i in percent)


def _days_active(sentence: Sentence, frame: Frame) -> None:
    """ "how many days does a fan show up": days, counted, of users who are active."""
    for i, mention in sentence.open("dimension"):
        days = mention.text in ("day", "days") and frame.counted and not frame.metrics
        counted = not frame.users_measured or sentence.at(sentence.before(i)).has("count")
        if days and counted and sentence.any("active", "awayfor"):
            away = [j for j, _ in sentence.open("awayfor")]
            sentence.use(i, *away)
            frame.metrics.append("recency" if away else "active_days")
            frame.users_measured = False
            frame.by = [d for d in frame.by if d not in ("day", "month")]
            return


def _all_segments(sentence: Sentence, frame: Frame) -> None:
    """Every segment named by name is the split by segment."""
    every = set(frame.segments) == set(sentence.vocabulary.segments) and not frame.without_inactive
    if every and not (frame.compared or sentence.any("side_by_side")) and "segment" not in frame.by:
        frame.segments = []
        frame.by.insert(0, "segment")


def _absent(sentence: Sentence, frame: Frame) -> None:
    """ "not been here": days away when a length or an order is asked, else the inactive ones."""
    away = [i for i, _ in sentence.open("awayfor")]
    if not away:
        return
    sentence.use(*away)
    if frame.users:
        course = sentence.cue("user_history")  # "through which segments has user 640 gone"
        frame.metrics = frame.metrics or ([] if course else ["recency"])
    elif frame.period and _shorter_than_window(sentence, frame):
        frame.where.append((Threshold("recency", ">=", float(frame.period.days)),))
        frame.period, frame.users_measured = None, frame.users_measured or not frame.listed
    elif frame.period and sentence.at(away[0]).text.startswith("last"):
        _seen_between(sentence, frame)
    elif frame.order or "how long" in sentence.text or sentence.any("times"):
        frame.metrics = frame.metrics or ["recency"]
    elif not frame.segments and not frame.metrics:
        frame.segments, frame.period = [INACTIVE], None
    elif frame.segments != [INACTIVE] and not frame.metrics and not frame.where and frame.period is None:
        _away_from_segment(sentence, frame)


def _away_from_segment(sentence: Sentence, frame: Frame) -> None:
    """ "which loyal readers haven't been back in a while": the longest away first; a number needs a bound."""
    if frame.listed:
        frame.metrics, frame.order = ["recency"], "desc"
    elif sentence.any("count"):
        frame.doubts.append("For how long? Say so in days: not seen for 10 days or more.")


def _shorter_than_window(sentence: Sentence, frame: Frame) -> bool:
    """ "not here for two weeks", "in the last ten days": days away; the whole window away is Inactive."""
    period, vocabulary = frame.period, sentence.vocabulary
    return period is not None and period.last == vocabulary.as_of and period.days < vocabulary.window_days


def _seen_between(sentence: Sentence, frame: Frame) -> None:
    """ "last seen between 20 and 25 October": bounds on the days since."""
    assert frame.period is not None
    today = sentence.vocabulary.as_of
    ago = sorted(((today - frame.period.first).days, (today - frame.period.last).days))
    frame.where.append((Threshold("recency", "between", float(ago[0]), float(ago[1])),))
    frame.period = None
    frame.users_measured = frame.users_measured or not frame.listed


def _implied_dimension(sentence: Sentence, frame: Frame) -> None:
    """ "where do they come from", "what do they read", "when are they on": the dimension is in the verb."""
    if frame.by or frame.users_measured or frame.listed or "share" in frame.aggregates:
        return
    asks_what = sentence.any("what") or (frame.order is not None and not asks_whether(sentence))
    asks_whence = "where" in sentence.text.split() or sentence.any("where_cue")
    asks_whence |= any(f"how {verb} " in sentence.text for verb in ("do", "did", "does", "have"))
    asks_whence |= sentence.any("what") and not (frame.events_named("source") or "share" in frame.aggregates)
    if asks_whence and sentence.any("from_where"):
        frame.by.append("source")
    elif _peaked(sentence, frame):
        frame.by.append("day")
    elif sentence.any("when_cue") and not frame.users:
        frame.by.append("hour")
    elif (
        asks_what
        and not set(frame.aggregates) - {"sum", "share"}
        and (_searches_for(sentence) or _searching(sentence, frame))
        and not _picked(frame, "term")
    ):
        frame.by.append("term")
        frame.metrics = frame.metrics or ["searches"]
    elif (
        (sentence.any("what") or any(m.text.startswith("what ") for m in sentence.mentions))
        and not frame.aggregates
        and _reads(sentence, frame)
        and not _picked(frame, "section")
    ):
        frame.by.append("section")
        frame.metrics = frame.metrics or ["views"]
        frame.order = frame.order or "desc"
    elif _clicked_on(sentence, frame) and not _picked(frame, "page_section"):
        frame.by.append("page_section")
        frame.order = frame.order or "desc"


def _peaked(sentence: Sentence, frame: Frame) -> bool:
    """ "when did clicks peak", "when was traffic lowest": on which day; of a single day, at what hour."""
    when = [i for i, m in enumerate(sentence.mentions) if m.text in ("when", "when was", "when were")]
    told = bool(when) and _PAST & set(f"{sentence.at(when[0]).text} {sentence.at(when[0] + 1).text}".split())
    one_day = frame.period is not None and frame.period.days == 1
    if not told or one_day or not frame.metrics or "recency" in frame.metrics or frame.users:
        return False
    if frame.aggregates in (["max"], ["min"]):
        frame.order, frame.aggregates = ("desc" if frame.aggregates == ["max"] else "asc"), []
    if frame.order is None:
        return False
    sentence.use(*when)
    return True


_PAST = {"did", "was", "were", "had"}


def _picked(frame: Frame, dimension: str) -> bool:
    """Events of one value are asked about; users of one may well do something else ("what do they read")."""
    return any(f.dimension == dimension for f in frame.events)


def _searches_for(sentence: Sentence) -> bool:
    return any(not counts_searches(m.text) for _, m in sentence.open("search_for"))


def _searching(sentence: Sentence, frame: Frame) -> bool:
    """ "what are people searching": the verb alone."""
    verbs = ("search", "searching", "searched")
    return (
        frame.metrics == ["searches"]
        and any(m.text in verbs for m in sentence.mentions)
        and not frame.aggregates
    )


def _reads(sentence: Sentence, frame: Frame) -> bool:
    reading = any(m.text in READING for m in sentence.mentions) or sentence.any("what_read")
    looking = any(f" {verb} at" in sentence.text for verb in ("look", "looked", "looking"))
    reading |= looking and sentence.any("noun", "segment")
    return reading and frame.metrics in ([], ["views"])


def _clicked_on(sentence: Sentence, frame: Frame) -> bool:
    """ "what do the fans click on": where, not how often."""
    clicking = any(m.text in ("click", "clicks", "clicking", "clicked") for m in sentence.mentions)
    asked = re.match(r"(?:(?:and|so|ok|now|but|then) )*what (?:do|did|are|have)\b", sentence.text) is not None
    return asked and clicking and frame.metrics == ["clicks"] and not frame.aggregates


def _newsletter_opens(sentence: Sentence, frame: Frame) -> None:
    """ "who opened the newsletter": mails are not in this data; visits from them are."""
    opened = any(m.text.startswith("open") for m in sentence.mentions if m.has("metric"))
    read = frame.events_named("section") or sentence.any("dimension")
    if (
        opened
        and not read
        and any("newsletter" in f.values for f in frame.filters() if f.dimension == "source")
    ):
        frame.doubts.append("There is no data on opened mails here, only on visits that come from them.")


def _different_readers(sentence: Sentence, frame: Frame) -> None:
    """ "read by the greatest number of different readers": readers are counted, the verb only says how."""
    verbs = all(
        m.text in ("read", "viewed", "opened") for m in sentence.mentions if m.get("metric") == "views"
    )
    if frame.users_ranked and frame.by and frame.metrics == ["views"] and verbs:
        frame.metrics = []


def _on_one_day(sentence: Sentence, frame: Frame) -> None:
    """ "on only one day", "on ten days or more": how many days a user was active."""
    if not sentence.any("active"):
        return
    for i, mention in enumerate(sentence.mentions):
        if sentence.at(i + 1).get("dimension") != "day" or sentence.used[i]:
            continue
        after = sentence.at(i + 2)
        single = mention.text == "single" and sentence.at(i - 1).text in ("one", "a")  # "on one single day"
        if single or (mention.text in ("one", "single") and sentence.any("only", "exactly")):
            sentence.use(i, i + 1)
            frame.require(i, Threshold("active_days", "=", 1.0))
        elif mention.number is not None and after.has("at_least", "at_most"):
            sentence.use(i, i + 1, i + 2)
            op: Operator = ">=" if after.has("at_least") else "<="
            frame.require(i, Threshold("active_days", op, mention.number))


def _one_visit(sentence: Sentence, frame: Frame) -> None:
    """ "one-and-done visitors": a single session, unless the question says what it takes for one."""
    found = [i for i, _ in sentence.open("one_visit")]
    bounds = [c for c in of_kind(Threshold, frame.where) if c.op == "="]
    sentence.use(*found)
    if found and not any(c.metric in ("sessions", "active_days", "clicks") for c in bounds):
        frame.where.append((Threshold("sessions", "=", 1.0),))


def _redundant_split(sentence: Sentence, frame: Frame) -> None:
    """ "multi-device users, mobile and desktop both": the dimension is named, and so are its values."""
    split = any(m.has("by", "what") and m.text != "cross" for m in sentence.mentions)  # "cross device users"
    if split or not frame.users_measured:
        return
    for any_of in frame.where:
        for condition in any_of:
            if isinstance(condition, Has) and condition.filter.dimension in frame.by:
                frame.by.remove(condition.filter.dimension)


def _gone_inactive(sentence: Sentence, frame: Frame) -> None:
    """ "how many of our fans are now sleeping": from a segment to Inactive."""
    others = [s for s in frame.segments if s != INACTIVE]
    counted = frame.users_measured or frame.listed or "share" in frame.aggregates
    counted &= not (frame.with_inactive or frame.compared or frame.by)
    if not counted or INACTIVE not in frame.segments or len(others) != 1:
        return
    places = [i for i, m in enumerate(sentence.mentions) if m.has("segment") and sentence.used[i]]
    between = sentence.mentions[min(places) + 1 : max(places)]
    if not any(m.has("and", "or") for m in between):
        frame.segments = []
        frame.where.append((Moved("churned", tuple(others)),))
