"""How a follow-up changes the last query: what it names replaces, all else stays."""

from __future__ import annotations

from dataclasses import replace

from intents.context import asks_beside, searched_again
from intents.edit_against import changed, read_whole, set_beside
from intents.edit_back import bring_back
from intents.edit_both import joined, split_both
from intents.edit_bound import read_bound
from intents.edit_days_said import read_days_said
from intents.edit_definition import other_term, spoken_of
from intents.edit_extreme import who_has_it
from intents.edit_figure import other_figure, read_figure
from intents.edit_filters import let_go
from intents.edit_group import edit_days, edit_group, keep_moves, other_end, read_span
from intents.edit_measures import edit_measures
from intents.edit_moves import read_moves
from intents.edit_out import take_out
from intents.edit_people import against_those, all_shown, read_people
from intents.edit_remove import taken_out
from intents.edit_rows import all_beside, said_more, side_by_side, single_figure, some_rows
from intents.edit_segments import in_segments, in_which_segment
from intents.edit_short import (
    back_to_now,
    every_segment,
    more_beside,
    one_of_two,
    set_next_to_it,
    undoes,
)
from intents.edit_since import changed_since, figure_moved
from intents.edit_swap import swap
from intents.edit_together import still_figure, together
from intents.edit_user import about_user
from intents.edit_whole import other_whole
from intents.mentions import Mention
from intents.pointing import (
    narrows_list,
    of_another,
    only_amount,
    only_narrows,
    previous_again,
    same_figures,
)
from intents.pointing_people import mostly, preferred, read_those, which_as_well
from intents.query import (
    TIMES,
    USER_ASKS,
    Ask,
    Filter,
    Group,
    Has,
    Measure,
    Moved,
    Query,
    Threshold,
    moves,
)
from intents.restate import DIMENSION_PHRASES, group_phrase, measure_phrase
from intents.understand.build import fitting
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import part_of_those
from intents.vocabulary import Vocabulary


def edit(
    last: Query,
    earlier: tuple[Query, ...],
    sentence: Sentence,
    frame: Frame,
    ask: Ask | None,
    vocabulary: Vocabulary,
) -> Query | None:
    """The last query with what the follow-up names replaced; None when it names nothing."""
    if undoes(sentence):
        return earlier[-1] if earlier else None
    if of_another(sentence, frame, last):
        if last.ask in USER_ASKS:
            return replace(last, subject=frame.users[0])
        return replace(last, groups=(replace(last.group, users=tuple(frame.users)),))
    if (
        last.ask == "figures"
        and last.group.users
        and (sentence.any("segment_noun") or sentence.cue("why", "profile", "user_history"))
    ):
        last = Query("user", subject=last.group.users[0])
    if only_amount(sentence, last):
        frame.users, frame.subject = [], ""
        sentence.used = [False] * len(sentence)
    if last.ask == "values" and frame.by and not (frame.metrics or frame.counted or frame.order):
        return replace(last, by=tuple(frame.by[:1]))
    if last.ask in USER_ASKS:
        return about_user(last, sentence, frame, vocabulary)
    last = still_figure(last, sentence, frame)
    ask = None if figure_moved(last, sentence, frame) else ask
    read_people(last, sentence, frame)
    split_both(sentence, frame, last)
    read_those(last, sentence, frame)
    read_figure(last, sentence, frame)
    read_days_said(last, sentence, frame, vocabulary)
    told = (
        other_term(last, sentence, frame)
        or taken_out(last, sentence, frame)
        or other_figure(last, sentence, frame)
        or changed(last, earlier, sentence, frame)
        or one_of_two(last, sentence)
        or joined(last, earlier, sentence, frame)
        or who_has_it(last, sentence, frame)
        or other_whole(last, sentence, frame)
        or all_beside(last, sentence, frame)
        or bring_back(last, sentence, frame)
        or take_out(last, sentence, frame)
        or against_those(last, sentence, frame)
        or all_shown(last, sentence, frame)
        or changed_since(last, sentence, frame)
        or in_segments(last, sentence, frame)
        or together(last, earlier, sentence)
    )
    if told and told != last:
        return told
    last = single_figure(spoken_of(last, sentence, frame), sentence, frame)
    last = swap(last, sentence, frame)
    some_rows(last, sentence, frame)
    previous_again(last, sentence, frame)
    read_whole(last, earlier, sentence, frame)
    if asks_beside(sentence) and not (frame.segments or set(frame.by) - {"segment"}):
        frame.compared = True
        both = set_beside(last, earlier)
        segments = {query.group.segments for query in (*earlier[-1:], last)}
        if both is None and (len(segments) > 1 or sentence.any("side_by_side")):
            three = any(m.number == len(vocabulary.segments) for m in sentence.mentions)
            three |= frame.by == ["segment"] and "all" in sentence.text.split()
            both = side_by_side(last, earlier, vocabulary.segments if three else ())
        sentence.use(*(range(len(sentence)) if both else ()))
        return both
    frame.compared |= sentence.any("side_by_side")
    came = last.ask in ("users", "movement") and any(
        isinstance(c, Moved) for any_of in frame.where for c in any_of
    )
    if frame.implied_users or ((came or sentence.any("only")) and not frame.counted):
        frame.users_measured = False  # "only those who read it", "and who came back?": what was asked stays
    _read_new_term(last, sentence, frame)
    if searched_again(sentence) and (same := _term_of(last)):
        frame.where.append((Has(same),))
        last = replace(last, events=tuple(f for f in last.events if f != same))
    asks_where = frame.by == ["segment"] and frame.them and sentence.any("what")
    listed = last.ask == "users" and not (frame.metrics or _asks_ways(sentence))
    ways = _asks_ways(sentence) and _between_segments(last)
    if (last.ask == "figures" or listed) and asks_where and not ways:
        return replace(in_which_segment(last), order=mostly(sentence))
    keep_moves(last, frame)
    last = read_moves(last, sentence, frame)
    if _asks_ways(sentence) and _between_segments(last) and not frame.metrics:
        where = tuple(frame.where) or last.group.where
        return Query("movement", groups=(replace(last.group, where=where),), order=frame.order)
    if last.baseline is not None and frame.aggregates == ["share"] and not _names_more(frame):
        sentence.use(*range(len(sentence)))
        return last  # "in percent": a comparison of periods carries the change in percent
    _of_those(last, sentence, frame, vocabulary)
    _other_days(last, sentence, frame)
    other_end(last, sentence, frame)
    if frame.them and frame.users_ranked and frame.limit:
        frame.listed = frame.listed_by_name = True  # "top 20 of them by clicks"
    frame.adds = frame.adds or _adds(last, sentence)
    set_next_to_it(last, sentence, frame)
    if more := more_beside(last, sentence, frame):
        return more
    frame.also = frame.also or _also(sentence, frame)
    whole = every_segment(last, sentence, frame, vocabulary)
    said_more(last, sentence, frame)
    read_bound(last, sentence, frame)
    read_span(last, sentence, frame, vocabulary)
    _read_never(last, sentence, frame)
    _read_one_segment(last, sentence, frame, vocabulary)
    freed = back_to_now(let_go(whole, sentence, frame), sentence, frame)
    if not _named(sentence, frame):
        return None if freed == last else freed
    last = freed
    of_segment = "share" in frame.aggregates and not frame.segments and sentence.any("segment_noun")
    if of_segment and last.group.segments and last.group.where:
        frame.base = Group(last.group.segments)
    if _shares_those(last, sentence, frame):
        frame.base = last.group
    query = replace(edit_group(last, frame), subject="")
    base = query.base if frame.base is None else frame.base
    query = replace(_edit_ask(query, sentence, frame, ask), base=None if base == Group() else base)
    query = edit_days(query, frame, vocabulary)
    query = edit_measures(query, last, sentence, frame, vocabulary)
    if all(m.aggregate != "share" for m in query.measures):
        query = replace(query, base=None)
    return _edit_rows(query, sentence, frame)


def _read_never(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and never searched": after a question that counts or lists users, those who did not."""
    users = last.ask == "users" or any(m.metric == "users" for m in last.measures)
    for i, _ in list(sentence.open("not")):
        metric = sentence.at(sentence.after(i)).get("metric")
        if users and frame.metrics == [metric]:
            sentence.use(i)
            frame.require(i, Threshold(frame.metrics.pop(), "=", 0.0))


def _read_one_segment(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """ "and the bottom one": the segment at that end, after a question about another."""
    ends = sentence.text.split()[-1:] in (["one"], ["ones"], ["segment"], ["tier"], ["group"])
    plain = not (last.by or last.limit or frame.metrics)
    if frame.order and ends and plain and last.group.segments:
        frame.segments = [vocabulary.segments[-1 if frame.order == "desc" else 0]]
        frame.order = None


def _shares_those(last: Query, sentence: Sentence, frame: Frame) -> bool:
    """ "what share of them is loyal", "the percentage of fans in that": of those spoken of before."""
    if "share" not in frame.aggregates or frame.metrics or last.base is not None or last.group == Group():
        return False
    return part_of_those(sentence) and bool(frame.segments or frame.where or frame.events)


_AROUND = ("and", "ok", "now", "can", "could", "you", "please", "pls", "plz", "thanks", "so", "then")


def _adds(last: Query, sentence: Sentence) -> bool:
    """ "add tablet", "now throw in bing", "views as well", and beside what is compared "and tablet too"."""
    words = [word for word in sentence.text.split() if word not in _AROUND]
    opens = words[:1] in ([w] for w in ("include", "add", "plus", "including", "throw"))
    ends = words[-1:] == ["too"] or words[-2:] == ["as", "well"]
    plus = sentence.at(0).has("plus") and sentence.at(0).text in ("+", "&")
    return opens or plus or (ends and (last.compared or len(words) <= 4))


def _also(sentence: Sentence, frame: Frame) -> bool:
    """ "how many also read sport", "and also food": besides what was said; "also for food" is not."""
    words = sentence.text.split()
    at = words.index("also") if "also" in words else len(words)
    also = at < len(words) and words[at + 1 : at + 2] != ["for"] and (frame.counted or at < 2)
    also |= at > 0 and (words[at - 1 : at + 1] == ["who", "also"]) and not sentence.any("noun", "segment")
    besides = words[:1] == ["who"] and sentence.text.endswith((" too", " as well"))
    return also or besides or (words[-1:] == ["either"] and sentence.any("not"))


def _names_more(frame: Frame) -> bool:
    """Something besides an aggregate is named."""
    return bool(
        frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.period
        or frame.users_measured or frame.everyone
    )  # fmt: skip


def _of_those(last: Query, sentence: Sentence, frame: Frame, vocabulary: Vocabulary) -> None:
    """What a follow-up says of the users of before: who read it, where they were, of how many."""
    counted = any(m.metric == "users" for m in last.measures)
    if frame.them and counted and "share" in frame.aggregates and frame.metrics == ["views"]:
        frame.metrics = []  # "what share of the fans reads them"
    if frame.them and frame.point and frame.segments and set(last.group.segments) - set(frame.segments):
        moved = Moved("any", tuple(frame.segments), last.group.segments, frame.point.first)
        frame.where.append((moved,))  # "how many of them were in low a week ago"
        frame.segments, frame.point = [], None
    if frame.them and frame.listed and last.group.segments and (gone := list(sentence.open("movement"))):
        i, mention = gone[0]
        if mention.get("movement") in ("left", "joined") and not frame.where:
            sentence.use(i)
            of = last.group.segments
            left = (
                Moved("left", origin=of) if mention.get("movement") == "left" else Moved("joined", target=of)
            )
            frame.where.append((left,))  # "who left them"
    plain = frame.everyone and not (frame.compared or "share" in frame.aggregates)
    if plain and counted and last.group.segments == ("Inactive",):
        frame.segments = [*vocabulary.segments, "Inactive"]


def _other_days(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "what about weekdays" after a figure of weekends: the other days, and no row a weekday."""
    weekend = any(f.dimension == "weekday" and f.values == ("weekend",) for f in last.events)
    if weekend and frame.by == ["weekday"] and "weekdays" in sentence.text.split():
        frame.by, frame.events = [], [*frame.events, Filter("weekday", ("weekday",))]


_WAYS = (
    "end up",
    "ended up",
    "did they go",
    "did those go",
    "come from",
    "came from",
    "from where",
    "from which",
    "moves",
    "moved",
)


def _asks_ways(sentence: Sentence) -> bool:
    """ "which segments did they come from", "from where to where": the ways they went."""
    asks = any(m.has("what", "where_cue") or "where" in m.text.split() for m in sentence.mentions)
    return asks and any(f" {way} " in f" {sentence.text} " for way in _WAYS)


def _between_segments(last: Query) -> bool:
    """True after a question on moves from one segment to another: "where did they come from" asks which."""
    return any(m.direction not in ("new", "returned") for m in moves(last.group))


def _read_new_term(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "and football": after a question on a search term, an unknown word is another one."""
    only = all(m.has("fill", "lead", "only", "prep") or _may_be_term(m) for m in sentence.mentions)
    searched = bool(last.measures) and all(m.metric == "searches" for m in last.measures)
    narrows = searched and only and sentence.any("only") and not (frame.by or frame.period or frame.order)
    about_terms = "term" in last.by or _term_of(last) is not None or narrows  # "climate only"
    named = [i for i, m in enumerate(sentence.mentions) if not sentence.used[i] and _may_be_term(m)]
    if about_terms and named and not (frame.where or frame.events or frame.metrics):
        without = [i for i, _ in sentence.open("not") if i < named[0]]
        if len(named) == 1 or without or "term" not in last.by:
            sentence.use(*named, *without)
            terms = tuple(sentence.at(i).text for i in named)
            frame.events.append(Filter("term", terms, negated=bool(without)))


def _term_of(last: Query) -> Filter | None:
    """What the last question says was searched for."""
    filters = [*last.events, *(c.filter for a in last.group.where for c in a if isinstance(c, Has))]
    return next((f for f in filters if f.dimension == "term"), None)


def _may_be_term(mention: Mention) -> bool:
    """A word nobody knows, a quoted text or a search term of the data."""
    plain = not mention.has("fill", "noun", "metric", "cue", "segment", "dimension")
    return not mention.known or mention.quoted or (mention.names("term") and plain)


def _named(sentence: Sentence, frame: Frame) -> bool:
    return bool(
        frame.metrics or frame.aggregates or frame.segments or frame.where or frame.events or frame.by
        or frame.period or frame.baseline or frame.point or frame.order or frame.limit or frame.everyone
        or frame.users_measured or frame.listed or frame.compared or frame.before_that or frame.method
        or frame.changing or frame.trend or frame.counted or sentence.any("flip")
        or sentence.cue("profile", "advice", "distinction")
    )  # fmt: skip


def _edit_ask(query: Query, sentence: Sentence, frame: Frame, ask: Ask | None) -> Query:
    narrows = frame.also and sentence.at(0).text == "who"  # "who read politics as well": fewer, not a list
    again = query.ask == "users" and "same" in sentence.text.split() and not (frame.metrics or frame.counted)
    if again and not frame.by:
        return query  # "that same list for September"
    if frame.listed_by_name and not frame.by and not narrows and ask in ("users", None):
        measures = tuple(m for m in query.measures if m.metric != "users" and m.aggregate in ("sum", "mean"))
        if frame.order and not frame.metrics:
            measures = measures or (_ranking_measure(query),)
        elif query.ask != "users":
            measures = ()
        frame.base = None
        return replace(
            query, ask="users", measures=measures, by=(), compared=False, base=None, order=None, limit=None
        )
    if frame.metrics and frame.order and query.ask == "users" and not frame.by:
        return query
    if frame.metrics and query.ask == "users" and query.order and sentence.at(0).text == "by":
        return query  # "by time spent instead": the same list, ranked by another figure
    if ask == "users" and frame.users_ranked and frame.metrics and frame.order:
        return replace(query, ask="users", measures=(), by=(), compared=False, base=None)
    if ask in ("advice", "distinction", "movement") or (
        ask == "profile" and sentence.cue("profile") and not same_figures(sentence)
    ):
        return Query(ask, groups=query.groups[:1])
    if frame.them and sentence.cue("profile") and not (frame.metrics or frame.counted or frame.by):
        return Query("profile", groups=query.groups[:1])  # "what are their habits"
    counted = frame.counted or frame.users_measured
    figures = frame.metrics or counted or frame.by or "share" in frame.aggregates
    if query.ask in _OF_A_GROUP and only_narrows(sentence, frame):
        return query
    if query.ask != "figures" and query.ask != "correlation" and figures:
        if query.ask == "users" and frame.metrics and (frame.order or narrows_list(sentence, frame, query)):
            return query
        return replace(query, ask="figures", measures=(), order=None, limit=None)
    return query


_OF_A_GROUP = ("users", "profile", "distinction", "advice")
"""Asks of a group that stay what they are when the group is narrowed."""


def _ranking_measure(query: Query) -> Measure:
    """By what users are ranked when nothing is named: what the question was about."""
    bounds = [c.metric for a in query.group.where for c in a if isinstance(c, Threshold)]
    met = [c.filter.dimension for a in query.group.where for c in a if isinstance(c, Has)]
    by_filter = [{"term": "searches", "section": "views", "article": "views"}.get(d, "clicks") for d in met]
    metric = next((m.metric for m in query.measures if m.metric != "users"), "")
    return Measure(metric or (*bounds, *by_filter, "clicks")[0], "sum")


def _edit_rows(query: Query, sentence: Sentence, frame: Frame) -> Query:
    told_by_value = [d for d in frame.by if frame.events_named(d) and d in query.by]
    if told_by_value == frame.by and not any(m.get("dimension") in frame.by for m in sentence.mentions):
        frame.by = []  # "just politics and business": some of the rows
    if frame.by and query.ask == "figures":
        by = tuple(dict.fromkeys((*query.by, *frame.by))) if frame.adds else tuple(frame.by)
        users_only = all(m.metric == "users" for m in query.measures)
        sizes = "as_of" in query.by or (query.group.segments and not query.group.where and by == ("week",))
        if users_only and sizes and not query.events and any(d in ("week", "month", "day") for d in by):
            by = ("as_of",)
        if by == ("as_of",) and frame.trend and query.by == ("segment",):
            by = ("as_of", "segment")  # "over time": each of them
        if frame.them and query.ask == "figures" and not (frame.metrics or frame.users_measured):
            liked = preferred(sentence, frame, query)
            frame.limit = frame.limit or (
                5 if frame.many and (liked or "top" in sentence.text.split()) else None
            )  # "their top articles"
            query = replace(
                query, measures=liked or fitting(query.measures, tuple(frame.by))
            )  # "their devices"
        as_of = None if "as_of" in by else query.as_of
        order = frame.order or (query.order if frame.adds or which_as_well(query, sentence) else None)
        limit = frame.limit or (query.limit if frame.adds else None)
        query = replace(query, by=by, order=order, limit=limit, compared=False, as_of=as_of)
        if set(by) & set(TIMES) and query.baseline is not None and frame.baseline is None:
            query = replace(query, baseline=None)  # a course shows what changed
    if sentence.any("flip") and (query.by or query.ask == "users" or not frame.where):
        order = "asc" if query.order != "asc" else "desc"
        return replace(query, order=order, limit=frame.limit or query.limit)
    if len(query.groups) > 1 and not query.by and query.ask == "figures":
        query = replace(query, order=None)  # "do they have more active days": the groups are compared anyway
    if frame.order and (query.by or query.ask == "users"):
        query = replace(query, order=frame.order)
    if frame.limit:
        ranked = query.by or query.measures
        query = replace(query, limit=frame.limit, order=query.order or ("desc" if ranked else None))
    if frame.trend and query.ask == "figures" and not any(d in (*TIMES, "as_of") for d in query.by):
        users_only = all(m.metric == "users" for m in query.measures)
        query = replace(query, by=("as_of" if users_only else "day", *query.by))
        query = replace(query, as_of=None) if users_only else query
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
    return tuple(parts) or ("what was asked",)
