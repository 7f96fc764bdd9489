"""From a query to its answer: one function for each kind of question, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chatbot.answer import Answer
from chatbot.errors import UnanswerableError
from chatbot.figures.opened import Opened, opened
from chatbot.handlers import about, advice, correlation, figures, movement, profile, segments, user, users
from chatbot.handlers.limits import possible
from intents.query import Query
from intents.vocabulary import Vocabulary
from segmentation.snapshot import Snapshot

Handler = Callable[[Query, Opened], Answer]

HANDLERS: Mapping[str, Handler] = {
    "figures": figures.answer,
    "overview": segments.overview,
    "names": segments.names,
    "profile": profile.answer,
    "distinction": advice.distinction,
    "advice": advice.advice,
    "users": users.answer,
    "user": user.profile,
    "user_segment": user.segment,
    "user_history": user.history,
    "why": user.why,
    "movement": movement.answer,
    "correlation": correlation.answer,
    "definition": about.definition,
    "values": about.values,
    "data": about.data,
    "method": about.method,
    "help": about.help,
}
"""What is asked → who answers."""


def answer(query: Query, snapshot: Snapshot, vocabulary: Vocabulary) -> Answer:  # noqa: ARG001
    """The answer to a sound query; status "unsupported" where this snapshot has none.

    `vocabulary` is what the question was read with; the answer rests on the query and the snapshot alone.
    """
    try:
        return HANDLERS[query.ask](query, opened(snapshot))
    except UnanswerableError as gap:
        return Answer("unsupported", gap.message, suggestions=possible(gap.suggestions, opened(snapshot)))
