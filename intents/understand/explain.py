"""What a question named: the rules, in the order in which its parts have to be explained."""

from __future__ import annotations

from collections.abc import Callable

from intents.mentions import Marked
from intents.understand.aggregates import read_aggregates
from intents.understand.asks import read_cues
from intents.understand.bounds import read_bounds
from intents.understand.bounds_in_words import read_ones
from intents.understand.counting import read_counting
from intents.understand.deeds import read_deeds
from intents.understand.denied import read_denied
from intents.understand.exclusive import read_exclusive
from intents.understand.frame import Frame, Sentence
from intents.understand.having import read_nouns_of_values
from intents.understand.hours import read_hours
from intents.understand.meanings import read_product
from intents.understand.measures import read_metrics
from intents.understand.moving import read_movement
from intents.understand.one_event import join_events
from intents.understand.order import read_order
from intents.understand.ranges import read_ranges
from intents.understand.rows import read_dimensions, read_rolled, read_segment_split
from intents.understand.searches import read_searches
from intents.understand.segments import read_segments
from intents.understand.times import read_times
from intents.understand.tops import read_cut_points
from intents.understand.unsupported import read_by_name
from intents.understand.user_ids import read_bare_user_id, read_user_ids
from intents.understand.usual_days import read_usual_days
from intents.understand.values import read_values
from intents.vocabulary import Vocabulary

_RULES: tuple[Callable[[Sentence, Frame], None], ...] = (
    read_product,
    read_times,
    read_user_ids,
    read_counting,
    read_hours,
    read_cut_points,
    read_ranges,
    read_bounds,
    read_ones,
    read_denied,
    read_movement,
    read_searches,
    read_segments,
    read_exclusive,
    read_values,
    read_usual_days,
    read_cues,
    read_aggregates,
    read_deeds,
    read_nouns_of_values,
    read_metrics,
    read_bare_user_id,
    read_by_name,
    read_order,
    read_dimensions,
    read_segment_split,
    read_rolled,
    join_events,
)
"""Each explains mentions that the ones before left open."""


def explain(marked: Marked, vocabulary: Vocabulary) -> tuple[Sentence, Frame]:
    """The sentence with its mentions explained, and what they name."""
    sentence, frame = Sentence(marked, vocabulary), Frame()
    for rule in _RULES:
        rule(sentence, frame)
    return sentence, frame
