"""How a follow-up changes the last query: what it names replaces, all else stays."""

from __future__ import annotations

from dataclasses import replace

from intents.followups.against import changed, changed_since, figure_moved, side_by_side
from intents.followups.applied import applied
from intents.followups.back import undoes
from intents.followups.beside import asks_beside, asks_each, beside_the_others
from intents.followups.both import apart, between, joined, split_both, together
from intents.followups.bound import only_amount
from intents.followups.completed import completed
from intents.followups.days import previous_again
from intents.followups.days_said import next_days, read_days_said
from intents.followups.definition import other_term, spoken_of
from intents.followups.fewer import one_of_two
from intents.followups.figure import other_figure, read_figure, still_figure
from intents.followups.group import keep_moves
from intents.followups.instead import on_both_sides, without_replaced_users
from intents.followups.listed import lists_which, of_those_listed, who_has_it
from intents.followups.moves import asks_ways, asks_where_they_are, between_segments, read_moves, ways
from intents.followups.others import of_the_others, others_named
from intents.followups.people import as_meant, of_what_was_counted, read_people, read_those, who_did_it
from intents.followups.pointing import same_figures, which_row
from intents.followups.rows import (
    all_beside,
    all_shown,
    days_of_week,
    more_rows,
    mostly,
    single_figure,
    some_rows,
    wants_things,
    which_things,
)
from intents.followups.search_terms import read_term
from intents.followups.sections import read_sections
from intents.followups.segments import in_segments, in_which_segment
from intents.followups.shares import other_whole, read_whole
from intents.followups.swap import swap, swapped
from intents.followups.taking_out import taken_out
from intents.followups.turned import turned
from intents.followups.user import about_user, as_of_one_user, asked_of, of_another
from intents.query import USER_ASKS, Ask, Group, Measure, Moved, Query
from intents.restate import DIMENSION_PHRASES, group_phrase, measure_phrase
from intents.understand.frame import Frame, Sentence
from intents.understand.row_shares import as_one_group, of_each_row, shares_of_each
from intents.understand.within import of_the_segment


def edit(
    last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame, ask: Ask | None
) -> Query | None:
    """The last query with what the follow-up names replaced; None when it names nothing."""
    if undoes(sentence):
        sentence.use(*range(len(sentence)))
        return earlier[-1] if earlier else None
    things = which_things(sentence, last)
    if things or wants_things(sentence, last):
        sentence.use(*range(len(sentence)))
        return things
    if others := others_named(sentence, last):
        sentence.use(*range(len(sentence)))
        return of_the_others(last, sentence, others)
    if of_another(sentence, frame, last):
        return asked_of(last, frame.users)
    last = as_of_one_user(last, sentence)
    if only_amount(sentence, last):
        frame.users, frame.subject = [], ""
        sentence.used = [False] * len(sentence)
    if last.ask == "values" and frame.by and not (frame.metrics or frame.counted or frame.order):
        return replace(last, by=tuple(frame.by[:1]))
    if last.ask in USER_ASKS:
        return about_user(last, sentence, frame)
    query = _changed(as_one_group(last), earlier, sentence, frame, ask)
    if query is not None and not frame.mix and not asks_ways(sentence):
        query = _shared_within(last, query, sentence, frame)
    return of_those_listed(last, query, sentence, frame)


def _shared_within(last: Query, query: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "per segment", "compared with desktop users?" after a share: of each row's, each side's own users."""
    against = sentence.any("compare") or set(sentence.text.split()) & {"higher", "lower", "more", "less"}
    sides = shares_of_each(last, query) if against else None
    own = frame.within == "own" or of_the_segment(sentence)
    return sides or of_each_row(last, query, own)


def _changed(
    last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame, ask: Ask | None
) -> Query | None:
    """A query about many users with what the follow-up names replaced."""
    last = without_replaced_users(last, sentence, frame)
    last = as_meant(_as_rows(last, sentence, frame), sentence, frame)
    last = still_figure(last, sentence, frame)
    ask = None if figure_moved(last, sentence, frame) else ask
    ask = "users" if lists_which(last, sentence, frame) else ask
    if same_figures(sentence) and last.ask == "figures" and ask == "users":
        ask, frame.listed, frame.listed_by_name = None, False, False  # "same list for the casuals"
    read_sections(last, frame, sentence.vocabulary)
    read_people(last, sentence, frame)
    last = of_what_was_counted(who_did_it(last, sentence, frame), sentence, frame)
    split_both(sentence, frame, last)
    read_those(last, sentence, frame)
    read_figure(last, sentence, frame)
    read_days_said(last, sentence, frame)
    told = _told_whole(last, earlier, sentence, frame) or _named_alone(last, sentence, frame)
    if told and told != last:
        return told
    return _with_named(last, earlier, sentence, frame, ask)


def _with_named(
    last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame, ask: Ask | None
) -> Query | None:
    """A query about many users with what the follow-up names in the place of what was before."""
    last = single_figure(spoken_of(last, sentence, frame), sentence, frame)
    swap(last, sentence, frame)
    some_rows(last, sentence, frame)
    days_of_week(last, frame)
    previous_again(last, sentence, frame)
    read_whole(last, earlier, sentence, frame)
    if asks_beside(sentence) and not (frame.segments or set(frame.by) - {"segment"}):
        return side_by_side(last, earlier, sentence, frame)
    frame.compared |= sentence.any("side_by_side")
    _keep_what_is_asked(last, sentence, frame)
    last = read_term(last, sentence, frame)
    if asks_where_they_are(last, sentence, frame):
        return replace(in_which_segment(last), order=mostly(sentence))
    keep_moves(last, frame)
    last = read_moves(last, sentence, frame)
    if asks_ways(sentence) and between_segments(last) and not frame.metrics:
        where = tuple(frame.where) or last.group.where
        return Query("movement", groups=(replace(last.group, where=where),), order=frame.order)
    if last.baseline is not None and frame.aggregates == ["share"] and not _names_more(sentence, frame):
        sentence.use(*range(len(sentence)))
        return last  # "in percent": a comparison of periods carries the change in percent
    whole, done = completed(last, sentence, frame)
    if done:
        return None if whole == last else whole
    return applied(whole, sentence, frame, ask)


def _as_rows(last: Query, sentence: Sentence, frame: Frame) -> Query:
    """ "which one is growing", "what share is in each": an overview is the users of every segment."""
    one = which_row(sentence, last) or frame.compared or asks_each(sentence, last)
    one |= frame.aggregates == ["share"] and not (frame.segments or frame.where)
    if last.ask not in ("overview", "names") or not one or frame.metrics:
        return last
    return replace(last, ask="figures", measures=(Measure("users", "count"),), by=("segment",))


def _told_whole(last: Query, earlier: tuple[Query, ...], sentence: Sentence, frame: Frame) -> Query | None:
    """The query of a follow-up known as a whole: by taking out, bringing back, setting against, and so on."""
    query = (
        turned(last, sentence, frame)
        or beside_the_others(last, sentence, frame)
        or on_both_sides(last, frame)
        or apart(last, sentence, frame)
        or swapped(last, sentence, frame)
        or taken_out(last, sentence, frame)
        or next_days(last, sentence)
        or other_figure(last, sentence, frame)
        or changed_since(last, sentence, frame)
        or changed(last, earlier, sentence, frame)
        or joined(last, earlier, sentence, frame)
        or between(last, earlier, sentence)
        or other_whole(last, sentence, frame)
        or all_beside(last, sentence, frame)
        or all_shown(last, sentence, frame)
        or more_rows(last, sentence)
        or in_segments(last, sentence, frame)
        or ways(last, sentence, frame)
        or together(last, earlier, sentence, frame)
    )
    if query is not None:
        sentence.use(*range(len(sentence)))
    return query


def _named_alone(last: Query, sentence: Sentence, frame: Frame) -> Query | None:
    """The query of another term, place or end that is only named: no rule vouches for the words around it."""
    return (
        other_term(last, sentence, frame) or one_of_two(last, sentence) or who_has_it(last, sentence, frame)
    )


def _keep_what_is_asked(last: Query, sentence: Sentence, frame: Frame) -> None:
    """ "only those who read it", "and who came back?": users that are named only narrow what was asked."""
    moved = any(isinstance(c, Moved) for any_of in frame.where for c in any_of)
    came = last.ask in ("users", "movement") and moved
    if frame.implied_users or ((came or sentence.any("only")) and not frame.counted):
        frame.users_measured = False


def _names_more(sentence: Sentence, frame: Frame) -> bool:
    """Something besides an aggregate is named."""
    return bool(
        frame.metrics or frame.segments or frame.where or frame.events or frame.by or frame.period
        or sentence.any("noun") or frame.everyone
    )  # fmt: skip


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
