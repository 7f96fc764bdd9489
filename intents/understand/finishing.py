"""What only the whole frame tells, settled once everything that is named is known."""

from __future__ import annotations

from intents.query import TIMES
from intents.understand.absence import read_absence
from intents.understand.active_days import days_they_show_up, on_one_day, one_visit
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
from intents.understand.counting import in_users
from intents.understand.differing import read_differences
from intents.understand.engagement import count_by_segment, hold_against
from intents.understand.extremes import read_extremes
from intents.understand.frame import Frame, Sentence
from intents.understand.habits import how_often_here, read_habits
from intents.understand.hours import parts_apart
from intents.understand.implied import (
    different_readers,
    implied_dimension,
    imply_users,
    in_percent_of_change,
    redundant_split,
)
from intents.understand.inactive import gone_inactive
from intents.understand.lengths import longer_reading, longer_stay, paced, plain_stay, plain_time
from intents.understand.moves import movement_over_time, movers_from
from intents.understand.segments import all_segments, number_of_segments, tell_apart
from intents.understand.shares import left_out, mixed_within, share_base, users_split
from intents.understand.unsupported import newsletter_opens, read_limits
from intents.understand.weekdays import each_weekday, said_twice, weekend_or_week, whole_weekend
from intents.understand.within import read_within


def finish(sentence: Sentence, frame: Frame) -> None:
    """Settles what only the whole frame tells; each step takes what those before it have settled."""
    _measures(sentence, frame)
    _sides(sentence, frame)
    _rows_of_values(sentence, frame)
    _changes(sentence, frame)
    _whole_and_parts(sentence, frame)
    _implied(sentence, frame)


def _measures(sentence: Sentence, frame: Frame) -> None:
    """What is measured where no metric is named, or the words of one say something else."""
    number_of_segments(sentence, frame)
    in_users(sentence, frame)
    _searching(sentence, frame)
    tell_apart(sentence, frame)
    plain_time(sentence, frame)
    plain_stay(sentence, frame)
    longer_stay(sentence, frame)
    read_habits(sentence, frame)
    if not frame.by and sentence.any("when_cue"):
        implied_dimension(sentence, frame)
    _most_active_times(sentence, frame)
    on_one_day(sentence, frame)
    one_visit(sentence, frame)
    read_absence(sentence, frame)
    read_extremes(sentence, frame)


def _sides(sentence: Sentence, frame: Frame) -> None:
    """Who is set against whom."""
    join_alternatives(sentence, frame)
    _counted_each(sentence, frame)
    how_often_here(sentence, frame)
    hold_against(sentence, frame)
    compare_groups(sentence, frame)
    count_by_segment(sentence, frame)
    parts_apart(frame)
    if "share" in frame.aggregates and frame.metrics and in_percent_of_change(sentence, frame):
        frame.aggregates.remove("share")
        frame.users_measured = frame.counted
    read_differences(sentence, frame)


def _rows_of_values(sentence: Sentence, frame: Frame) -> None:
    """Values that are not picked but are the rows, days of the week first."""
    said_twice(frame)
    each_weekday(sentence, frame)
    whole_weekend(sentence, frame)
    weekend_or_week(sentence, frame)
    mixed_values(frame, sentence.vocabulary)
    every_value(sentence, frame)
    each_value(sentence, frame)
    either_value(frame)
    candidate(sentence, frame)


def _changes(sentence: Sentence, frame: Frame) -> None:
    """Figures of reading, and what changed or moved against an earlier time."""
    longer_reading(sentence, frame)
    paced(sentence, frame)
    different_readers(sentence, frame)
    newsletter_opens(sentence, frame)
    named_apart(sentence, frame)
    against_before(sentence, frame)
    movers_from(frame)
    movement_over_time(frame)
    redundant_split(sentence, frame)
    gone_inactive(sentence, frame)


def _whole_and_parts(sentence: Sentence, frame: Frame) -> None:
    """Of whom a share is, and what is split or left out."""
    left_out(sentence, frame)
    users_split(sentence, frame)
    share_base(sentence, frame)
    read_within(sentence, frame)
    mixed_within(sentence, frame)


def _implied(sentence: Sentence, frame: Frame) -> None:
    """What nothing has said so far; what no query can answer is told before users are taken as counted."""
    implied_dimension(sentence, frame)
    days_they_show_up(sentence, frame)
    read_limits(sentence, frame)
    all_segments(sentence, frame)
    imply_users(sentence, frame)


def _searching(sentence: Sentence, frame: Frame) -> None:
    """ "do fans search on weekends": a verb of searching that nothing explained is the measure."""
    what = sentence.any("what") and not set(frame.aggregates) - {"sum", "share"}
    named = frame.metrics or frame.by or what or frame.events_named("term")
    if sentence.has_open("search_for") and not named:
        frame.metrics.append("searches")


def _most_active_times(sentence: Sentence, frame: Frame) -> None:
    """ "at what hour are they most active": an order of rows of time."""
    for i, mention in sentence.open("vague"):
        if set(frame.by) & set(TIMES) and mention.text.endswith("active"):
            frame.order = frame.order or ("asc" if mention.text.startswith("least") else "desc")
            sentence.use(i)


def _counted_each(sentence: Sentence, frame: Frame) -> None:
    """ "how many clicks do fans make and how many casuals": one figure for each of two."""
    if sum(m.has("count") and m.text.startswith("how ") for m in sentence.mentions) < 2:
        return
    frame.compared |= len(frame.segments) > 1 and bool(frame.metrics)
    dated = frame.point is not None or frame.period_unit == "day day"
    if dated and frame.window_named and len(frame.segments) == 1 and not frame.metrics:
        frame.compared = True  # "how many were high on 5 September and how many now"
