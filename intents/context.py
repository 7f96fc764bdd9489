"""The conversation so far, and how a follow-up changes the last query (SEMANTICS.md, section 5).

A follow-up replaces what it names and keeps all else; one that names a new metric drops the old aggregate and
order; a whole question with a verb and an object of its own starts afresh.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from intents.dates import like_for_like, previous, previous_unit
from intents.query import (
    COUNTS,
    Ask,
    Condition,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Period,
    Query,
    Threshold,
    Top,
    moves,
)
from intents.reading import Reading
from intents.restate import DIMENSION_PHRASES, group_phrase, measure_phrase
from intents.understand.build import as_of_day, build
from intents.understand.frame import Frame, Sentence
from intents.understand.moving import days_of
from intents.vocabulary import Vocabulary

_WHOLE = ("definition", "data", "method", "help", "names", "overview", "values")
"""Asks that are whole questions however short."""
_USER_ASKS = ("user", "user_segment", "user_history", "why")
_TIMES = ("hour", "weekday", "daytype", "day", "week", "month", "as_of")


@dataclass(frozen=True)
class Context:
    """What a follow-up can lean on."""

    query: Query | None = None
    """The last query."""
    earlier: tuple[Query, ...] = ()
    """The ones before it, the latest last ("put them side by side")."""
    choices: tuple[Query, ...] = ()
    """The numbered readings last offered."""

    def chosen(self, text: str) -> Query | None:
        """The choice that a bare number picks."""
        number = text.strip(" .)#")
        if not number.isdecimal() or len(number) > 2 or not 0 < int(number) <= len(self.choices):
            return None
        return self.choices[int(number) - 1]

    def followed_by(self, query: Query) -> Context:
        """The conversation after one more query."""
        before = () if self.query is None else (*self.earlier, self.query)[-4:]
        return Context(query, before)

    def after(self, reading: Reading) -> Context:
        """The conversation once a reading was given."""
        if reading.query is not None:
            return self.followed_by(reading.query)
        return replace(self, choices=reading.choices)


def continues(sentence: Sentence, frame: Frame, ask: Ask | None) -> bool:
    """True when a question leans on the one before: it points back, or it is no whole question of its own."""
    first = sentence.at(0)
    leads = first.has("lead") and not first.has("what") and not _opens_request(sentence)
    splits = frame.by == ["segment"] and sentence.any("by") and ask == "overview"
    if frame.users or (ask in _WHOLE and not leads and not splits):
        return False
    if sentence.any("flip", "side_by_side") or frame.before_that:
        return True
    measured = bool(frame.metrics or frame.users_measured) or ask in (
        "advice",
        "distinction",
        "users",
        "correlation",
        "movement",
    )
    pointing = frame.them and _points_back(sentence, frame)
    if pointing:
        return True
    if frame.users_measured and not sentence.any("noun") and _narrows(sentence):
        return True
    if not measured and not (frame.by and sentence.any("what", "desc", "asc")):
        return not (ask == "profile" and sentence.cue("profile"))
    if sentence.any("what", "count", "when_cue", "where_cue") or sentence.cue("users", "why"):
        return leads and not (frame.segments or frame.where) or _asks_again(sentence, frame)
    if leads or sentence.text.endswith((" instead", " too")) or "rather than" in sentence.text:
        return True
    whole = frame.segments or frame.by or frame.where or frame.aggregates
    return not (whole and frame.metrics) and not ask == "advice"


def _opens_request(sentence: Sentence) -> bool:
    """ "ok so could you ...", "now show me ...": manners, not a pointer back."""
    return any(
        w in sentence.text.split()[:6] for w in ("show", "give", "could", "can", "please", "need", "tell")
    )


def _narrows(sentence: Sentence) -> bool:
    """ "how many are loyal", "how many use mobile": no one is named, so it is of those just spoken of."""
    words = sentence.text.split()
    if words[:1] in (["and"], ["ok"], ["so"]):
        words = words[1:]
    verbs = (
        "are",
        "were",
        "is",
        "use",
        "used",
        "uses",
        "read",
        "came",
        "come",
        "also",
        "did",
        "have",
        "clicked",
        "searched",
    )
    return words[:2] == ["how", "many"] and words[2:3] != [] and words[2] in verbs


def _asks_again(sentence: Sentence, frame: Frame) -> bool:
    """ "how many is that", "which ones", "who are they": nothing of its own but the asking."""
    return not (
        frame.segments or frame.where or frame.metrics or frame.by or sentence.any("noun") or frame.period
    )


def _points_back(sentence: Sentence, frame: Frame) -> bool:
    """ "them", "those users" point back; "they" and "it" only where the sentence says no users of its own."""
    own = bool(frame.segments) or sentence.any("noun")
    for i, mention in enumerate(sentence.mentions):
        if not mention.has("them"):
            continue
        if mention.text in ("those", "these") and sentence.at(i + 1 if i + 1 < len(sentence) else None).has(
            "who", "prep"
        ):
            continue  # "those who read sport" are people
        if mention.text.split()[0] in ("those", "these", "them", "that", "this") or not own:
            return True
    return False


def edit(
    last: Query,
    earlier: tuple[Query, ...],
    sentence: Sentence,
    frame: Frame,
    ask: Ask | None,
    vocabulary: Vocabulary,
) -> Query | None:
    """The last query with what the follow-up names replaced; None when it names nothing."""
    if (
        last.ask == "figures"
        and last.group.users
        and (sentence.any("segment_noun") or sentence.cue("why", "profile"))
    ):
        last = Query("user", subject=last.group.users[0])
    if last.ask in _USER_ASKS:
        return _about_user(last, sentence, frame, vocabulary)
    if sentence.any("side_by_side") and not frame.segments:
        return _side_by_side(last, earlier)
    if frame.implied_users:
        frame.users_measured = False
    _read_new_term(last, sentence, frame)
    frame.adds = sentence.text.split()[:1] in (["include"], ["add"], ["plus"], ["including"])
    _read_span(last, sentence, frame, vocabulary)
    if not _named(frame, sentence):
        return None
    of_segment = "share" in frame.aggregates and not frame.segments and sentence.any("segment_noun")
    if of_segment and last.group.segments and last.group.where:
        frame.base = Group(last.group.segments)
    query = replace(_edit_group(last, sentence, frame, vocabulary), subject="")
    query = replace(_edit_ask(query, sentence, frame, ask), base=frame.base or query.base)
    query = _edit_days(query, sentence, frame, vocabulary)
    query = _edit_measures(query, last, frame, vocabulary)
    return _edit_rows(query, sentence, frame)


def _read_span(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """ "two weeks instead", "and down?": short for the last period, point or direction of the question before."""
    moved = moves(last.group)
    for i, mention in enumerate(sentence.mentions):
        unit = sentence.at(i + 1).get("dimension") if i + 1 < len(sentence) else None
        small = mention.number is not None and 0 < mention.number < 10_000
        if small and not sentence.used[i] and unit in _UNIT_DAYS:
            days = int(mention.number or 0) * _UNIT_DAYS[unit]
            start = vocabulary.as_of - dt.timedelta(days=days)
            sentence.use(i, i + 1)
            if moved:
                frame.point = Period(start, start)
            else:
                frame.period = Period(start + dt.timedelta(days=1), vocabulary.as_of)
            frame.limit, frame.order = None, None
            frame.by = [d for d in frame.by if d != unit]
        elif mention.number is not None and not sentence.used[i]:
            _read_bare_number(last, mention.number, frame)
            sentence.use(*range(i, len(sentence)))
            break
        if moved and mention.text in ("up", "down") and not frame.where:
            frame.where.append(
                (Moved("up" if mention.text == "up" else "down", (), (), moved[0].start, moved[0].end),)
            )
            sentence.use(i)


def _read_new_term(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and football": after a question on a search term, an unknown word is another one."""
    filters = [*last.events, *(c.filter for a in last.group.where for c in a if isinstance(c, Has))]
    unknown = [i for i, m in enumerate(sentence.mentions) if not m.known and not sentence.used[i]]
    if (
        any(f.dimension == "term" for f in filters)
        and len(unknown) == 1
        and not (frame.where or frame.events)
    ):
        sentence.use(unknown[0])
        frame.events.append(Filter("term", (sentence.at(unknown[0]).text,)))


def _read_bare_number(last: Query, number: float, frame: Frame) -> None:
    """ "make it 50": the rows asked for, or the bound of the last condition."""
    bounds = [
        c for any_of in last.group.where for c in any_of if isinstance(c, Threshold) and c.op != "between"
    ]
    if last.limit and frame.limit is None:
        frame.limit = int(number)
    elif bounds:
        frame.where.append((replace(bounds[-1], low=number),))
    else:
        frame.doubts.append("What the number stands for is not clear.")


_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}


def _named(frame: Frame, sentence: Sentence) -> bool:
    return bool(
        frame.metrics or frame.aggregates or frame.segments or frame.where or frame.events or frame.by
        or frame.period or frame.baseline or frame.point or frame.order or frame.limit or frame.everyone
        or frame.users_measured or frame.listed or frame.compared or frame.before_that or frame.method
        or frame.changing or frame.trend or sentence.any("flip") or sentence.cue("profile", "advice", "distinction")
        or frame.counted
    )  # fmt: skip


def _about_user(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Query | None:
    """After a question about one user: why, history, segment, or figures of that user."""
    bare = next((m for m in sentence.mentions if m.number is not None), None)
    other = vocabulary.find_user(bare.text) if bare is not None and len(sentence) <= 3 else None
    if other is not None:
        sentence.use(*range(len(sentence)))
        return replace(last, subject=other)
    frame.users = [last.subject]
    frame.subject = last.subject
    if sentence.cue("why"):
        return Query("why", subject=last.subject)
    if frame.metrics or frame.by or frame.events:
        frame.segments = []
        return build(frame, "figures", vocabulary)
    if sentence.cue("user_history", "trend", "change") or sentence.any("movement"):
        return Query("user_history", subject=last.subject)
    if (sentence.any("segment_noun") or frame.segments) and not frame.compared:
        return Query("user_segment", subject=last.subject)
    if frame.compared or sentence.cue("profile"):
        return Query("user", subject=last.subject, period=last.period)
    return replace(last, period=frame.period) if frame.period else None


def _side_by_side(last: Query, earlier: tuple[Query, ...]) -> Query | None:
    """Compares the segments of the last questions about the same measures, or those the last one lists."""
    segments: list[str] = []
    for query in (*(q for q in earlier if q.measures == last.measures), last):
        segments += [s for s in query.group.segments if s not in segments]
    by = ("segment",) if len(segments) != 1 else last.by
    measures = tuple(_over_groups(m) for m in last.measures)
    group = replace(last.group, segments=tuple(segments))
    return replace(last, groups=(group,), by=by, compared=True, measures=measures, order=None, limit=None)


def _over_groups(measure: Measure) -> Measure:
    """A bare count metric is the mean per user once groups of users are compared by it."""
    return (
        Measure(measure.metric, "mean")
        if measure.aggregate == "sum" and measure.metric in COUNTS
        else measure
    )


def _edit_group(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Query:
    group = last.group
    where = list(group.where)
    about_users = not last.events and (
        last.ask != "figures" or any(m.metric == "users" for m in last.measures) or bool(where)
    )
    same_as_before = any(
        f.dimension == g.dimension
        for f in frame.events
        for c in where
        for x in c
        if isinstance(x, Has)
        for g in [x.filter]
    )
    if frame.events and (about_users or same_as_before) and not frame.metrics:
        frame.events_to_users()
    narrowing = frame.them
    for any_of in frame.where:
        if any_of[0] == Moved("any") and moves(group):
            continue  # "where did they end up" asks of the same movement
        where = [old for old in where if not _replaces(any_of, old, narrowing)]
        where.append(any_of)
    events = tuple(e for e in last.events if all(e.dimension != f.dimension for f in frame.events)) + tuple(
        frame.events
    )
    query = replace(last, groups=(replace(group, where=tuple(where)), *last.groups[1:]), events=events)
    if last.ask == "figures" and frame.where and last.base is not None:
        query = replace(query, base=None)
    if frame.segments:
        query = _edit_segments(query, last, frame)
    elif frame.everyone and frame.compared:
        query = replace(query, groups=(query.group, Group()), by=tuple(d for d in query.by if d != "segment"))
    elif frame.everyone and "share" not in frame.aggregates:
        query = replace(query, groups=(replace(query.group, segments=(), where=()),))
    return query


def _edit_segments(query: Query, last: Query, frame: Frame) -> Query:
    segments = tuple(frame.segments)
    if frame.adds and query.group.segments:
        segments = tuple(dict.fromkeys((*query.group.segments, *segments)))
        return replace(query, groups=(replace(query.group, segments=segments),))
    if query.base is not None and query.base.segments:
        query = replace(query, base=replace(query.base, segments=segments))
    elif (
        "share" in frame.aggregates
        and last.measures[:1] == (Measure("users", "count"),)
        and not frame.users_measured
    ):
        query = replace(query, base=Group(segments))
    if frame.compared and query.group.segments and len(segments) == 1:
        segments = (*(s for s in query.group.segments if s not in segments), *segments)
        return replace(
            query,
            groups=(replace(query.group, segments=segments),),
            by=("segment",),
            compared=True,
            measures=tuple(_over_groups(m) for m in query.measures),
        )
    moved = [c for any_of in query.group.where for c in any_of if isinstance(c, Moved)]
    if moved and moved[0].direction in ("churned", "left", "down", "up") and not moved[0].origin:
        where = tuple(
            tuple(replace(c, origin=segments) if isinstance(c, Moved) else c for c in a)
            for a in query.group.where
        )
        return replace(query, groups=(replace(query.group, where=where),))
    by = query.by if len(segments) > 1 else tuple(d for d in query.by if d != "segment")
    groups = (replace(query.group, segments=segments),)
    single = len(segments) == 1
    return replace(
        query, groups=groups, by=by, compared=query.compared and not single or bool(by) and query.compared
    )


def sentence_adds(frame: Frame) -> bool:
    """ "include the mid tier", "add the low ones": the segments join those of the question before."""
    return frame.adds


def _replaces(new: tuple[Condition, ...], old: tuple[Condition, ...], narrowing: bool) -> bool:
    """A condition on the same thing gives way to the new one, unless the new one narrows the group."""
    a, b = new[0], old[0]
    if isinstance(a, Has) and isinstance(b, Has):
        return a.filter.dimension == b.filter.dimension and not narrowing
    if isinstance(a, Threshold) and isinstance(b, Threshold):
        return a.metric == b.metric
    return type(a) is type(b) and isinstance(a, (Top, Moved))


def _edit_ask(query: Query, sentence: Sentence, frame: Frame, ask: Ask | None) -> Query:
    if frame.listed_by_name and not frame.by and ask in ("users", None):
        metrics = tuple(m for m in query.measures if m.metric != "users" and m.aggregate in ("sum", "mean"))
        kept = metrics if query.ask == "users" else ()
        return replace(
            query, ask="users", measures=kept, by=(), compared=False, base=None, order=None, limit=None
        )
    if ask in ("advice", "distinction", "movement") or (ask == "profile" and sentence.cue("profile")):
        return Query(ask, groups=query.groups[:1])
    figures = (
        frame.metrics or frame.users_measured or frame.by or "share" in frame.aggregates or frame.counted
    )
    if query.ask != "figures" and query.ask != "correlation" and figures:
        if query.ask == "users" and frame.metrics and frame.order:
            return query
        return replace(query, ask="figures", measures=(), order=None, limit=None)
    return query


def _edit_days(query: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> Query:
    moved = moves(query.group)
    if moved and frame.before_that:
        week = dt.timedelta(days=7)
        since, until = moved[0].start or vocabulary.as_of - week, moved[0].end or vocabulary.as_of
        earlier = replace(moved[0], start=since - (until - since), end=since)
        where = tuple(tuple(earlier if c == moved[0] else c for c in a) for a in query.group.where)
        return replace(query, groups=(replace(query.group, where=where),))
    if moved and (frame.period or frame.point):
        start, end = days_of(frame)
        where = tuple(
            tuple(replace(c, start=start, end=end) if isinstance(c, Moved) else c for c in any_of)
            for any_of in query.group.where
        )
        return replace(query, groups=(replace(query.group, where=where),))
    if frame.point is not None:
        day = as_of_day(frame.point.first, vocabulary)
        return (
            replace(query, baseline_as_of=day) if frame.compared else replace(query, as_of=day, period=None)
        )
    if frame.before_that:
        shown = query.period or _window(vocabulary)
        unit = frame.period_unit.split(" ")[-1] if frame.period_unit else _calendar_unit(query, vocabulary)
        before = previous_unit(shown, unit) if unit else previous(shown)
        if frame.compared:
            return replace(query, period=shown, baseline=before)
        return replace(query, period=before, baseline=None)
    if frame.period is not None:
        return replace(query, period=frame.period, baseline=frame.baseline, as_of=None)
    return query


def _calendar_unit(query: Query, vocabulary: Vocabulary) -> str:
    """The calendar unit that the last period fills whole, "" when it is none."""
    period = query.period
    if period is None:
        return ""
    if period.first.weekday() == 0 and (period.last - period.first).days == 6:
        return "week"
    if (
        period.first.day == 1
        and like_for_like(period, period, "month") == period
        and (period.last - period.first).days > 26
    ):
        return "month"
    return ""


def _window(vocabulary: Vocabulary) -> Period:
    return Period(*vocabulary.window)


def _edit_measures(query: Query, last: Query, frame: Frame, vocabulary: Vocabulary) -> Query:
    if query.ask == "correlation":
        return _edit_correlation(query, frame)
    if query.ask not in ("figures", "users"):
        return query
    measures = query.measures
    if frame.metrics:
        aggregates = frame.aggregates or [_kept_aggregate(m, query) for m in frame.metrics[:1]]
        measures = tuple(
            Measure(m, a if frame.aggregates else _kept_aggregate(m, query))
            for m in frame.metrics
            for a in aggregates
        )
        if query.ask == "users":
            measures = tuple(Measure(m, "sum" if m in COUNTS else "mean") for m in frame.metrics)
        query = replace(
            query, order=frame.order or (query.order if query.limit or query.ask == "users" else None)
        )
    elif frame.aggregates and query.ask == "figures":
        metrics = list(dict.fromkeys(m.metric for m in measures if m.metric != "users")) or ["users"]
        found = [Measure(m, a) for m in metrics for a in frame.aggregates]
        measures = tuple(m for m in found if m.metric != "users" or m.aggregate == "share") or measures
    elif (frame.users_measured and not frame.mix) or (frame.counted and not frame.metrics):
        measures = (Measure("users", "share" if "share" in frame.aggregates else "count"),)
        by = tuple(d for d in query.by if d in frame.by)
        query = replace(query, groups=query.groups[:1], by=by, order=None, limit=None, compared=False)
    elif not measures and query.ask == "figures":
        default = build(
            Frame(by=list(frame.by), mix=frame.mix, events=list(query.events)), "figures", vocabulary
        )
        measures = default.measures
        if (
            not frame.mix
            and any(m.metric == "clicks" for m in measures)
            and (query.group != Group() and last.ask in ("users", "movement"))
        ):
            measures = (Measure("users", "count"),)
    by = tuple(_SIBLINGS.get((measures[0].metric, d), d) for d in query.by) if measures else query.by
    return replace(query, measures=measures, by=by)


_SIBLINGS = {("clicks", "section"): "page_section", ("views", "page_section"): "section"}
"""A split that goes with another metric by another name."""


def _kept_aggregate(metric: str, query: Query) -> str:
    if metric not in COUNTS:
        return "mean"
    grouped = len(query.groups) > 1 or (
        ("segment" in query.by) and (query.compared or query.order is not None)
    )
    return "mean" if grouped else "sum"


def _edit_correlation(query: Query, frame: Frame) -> Query:
    method = frame.method or query.measures[0].aggregate
    metrics = [m.metric for m in query.measures]
    if len(frame.metrics) >= 2 and frame.metrics[1] in metrics:
        metrics[metrics.index(frame.metrics[1])] = frame.metrics[0]
    elif len(frame.metrics) >= 2:
        metrics = frame.metrics[:2]
    elif frame.metrics:
        metrics[1] = frame.metrics[0]
    return replace(query, measures=tuple(Measure(m, method) for m in metrics))


def _edit_rows(query: Query, sentence: Sentence, frame: Frame) -> Query:
    if frame.by and query.ask == "figures":
        by = tuple(frame.by)
        users_only = all(m.metric == "users" for m in query.measures)
        sizes = "as_of" in query.by or (query.group.segments and not query.group.where and by == ("week",))
        if users_only and sizes and not query.events and any(d in ("week", "month", "day") for d in by):
            by = ("as_of",)
        as_of = None if "as_of" in by else query.as_of
        query = replace(query, by=by, order=frame.order, limit=frame.limit, compared=False, as_of=as_of)
    if sentence.any("flip"):
        order = "asc" if query.order != "asc" else "desc"
        return replace(query, order=order, limit=frame.limit or query.limit)  # type: ignore[arg-type]
    if frame.order and (query.by or query.ask == "users"):
        query = replace(query, order=frame.order)
    if frame.limit:
        query = replace(query, limit=frame.limit, order=query.order or "desc")
    if frame.trend and query.ask == "figures" and not any(d in _TIMES for d in query.by):
        users_only = all(m.metric == "users" for m in query.measures)
        query = replace(query, by=("as_of" if users_only else "day", *query.by))
    return query


def kept(last: Query, query: Query) -> tuple[str, ...]:
    """What a follow-up kept of the last query, in words."""
    parts = []
    if query.group == last.group and last.group != Group():
        parts.append(group_phrase(query.group))
    if query.measures and query.measures == last.measures:
        parts.append(" and ".join(map(measure_phrase, query.measures)))
    if query.by and query.by == last.by:
        parts.append("split by " + " and ".join(DIMENSION_PHRASES[d] for d in query.by))
    if query.period and query.period == last.period:
        parts.append(f"{query.period.first} to {query.period.last}")
    return tuple(parts) or ("the question before",)
