"""Follow-ups that are no questions of their own, though they may read like one: "daily", "either one"."""

from __future__ import annotations

from intents.followups.beside import asks_each
from intents.followups.both import joins
from intents.followups.conditions import takes_back
from intents.followups.days_said import goes_forward, starts_anew
from intents.followups.definition import names_term
from intents.followups.figure import of_the_figure
from intents.followups.leaning import (
    begins_with_those,
    bounds_those,
    counts_again,
    counts_then,
    lists_those,
    shows_all,
    telegraphic,
    wants_those,
)
from intents.followups.listed import lists_some
from intents.followups.moves import moves_on
from intents.followups.others import names_others
from intents.followups.people import counts_events, counts_those_listed
from intents.followups.pointing import (
    changed_most,
    narrows_list,
    only_step,
    ranked_there,
    same_figures,
    then,
    who_also,
)
from intents.followups.pointing_people import bare_split, counts_those, of_a_group
from intents.followups.taking_out import takes_out
from intents.followups.ways import names_ways
from intents.followups.which_ones import names_things
from intents.followups.whole import names_whole
from intents.query import MEASURED, Query
from intents.understand.frame import Frame, Sentence


def goes_on(sentence: Sentence, frame: Frame, last: Query) -> bool:
    """ "swap clicks for searches", "either one", "daily", "which hour is the busiest there"."""
    changed = sentence.any("swap") or then(sentence) or same_figures(sentence)
    return (
        (last.ask in MEASURED and (changed or who_also(sentence)))
        or joins(sentence, frame, last)
        or only_step(sentence, frame, last)
        or ranked_there(sentence, frame, last)
        or changed_most(sentence, frame, last)
        or narrows_list(sentence, frame, last)
        or moves_on(sentence, frame, last)
        or shows_all(sentence, frame, last)
        or names_things(sentence, last)
        or names_others(sentence, last)
        or names_whole(sentence, frame, last)
        or names_ways(sentence, frame, last)
        or of_the_figure(sentence, frame, last)
        or takes_back(sentence, frame, last)
        or takes_out(sentence, frame, last)
        or starts_anew(sentence, frame, last)
        or goes_forward(sentence, last)
        or asks_each(sentence, last)
        or names_term(sentence, frame, last)
        or counts_those(sentence, frame, last)
        or counts_events(sentence, frame, last)
        or counts_those_listed(sentence, frame, last)
        or of_a_group(sentence, frame, last)
        or bare_split(sentence, frame, last)
        or lists_those(sentence, last)
        or lists_some(sentence, frame, last)
        or counts_then(sentence, frame, last)
        or counts_again(sentence, frame, last)
        or bounds_those(sentence, frame, last)
        or wants_those(sentence, frame, last)
        or telegraphic(sentence, frame, last)
        or begins_with_those(sentence)
    )
