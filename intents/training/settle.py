"""Questions with several right queries, each with the one of them that is read.

All of them together would teach the parts of no query: each alone would then surprise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from intents.followups.context import Context
from intents.normal_form import normal
from intents.parser import Parser
from intents.questions import QuestionFile, Turn
from intents.reading import Reading


def settled(files: Iterable[QuestionFile], parser: Parser) -> Iterator[QuestionFile]:
    """The files that are not held out; a question stays as it is where no right query of it is read."""
    for file in files:
        if not file.held_out:
            yield replace(file, conversations=tuple(_settled(talk, parser) for talk in file.conversations))


def _settled(talk: tuple[Turn, ...], parser: Parser) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    context = Context()
    for turn in talk:
        turns.append(_read(turn, parser, context) if len(turn.queries) > 1 else turn)
        right = turns[-1].queries
        context = context.after(Reading(turn.text, right[0] if right else None))
    return tuple(turns)


def _read(turn: Turn, parser: Parser, context: Context) -> Turn:
    right = {normal(query, parser.vocabulary) for query in turn.queries}
    reading, _ = parser.read(turn.text, context)
    read = (query for query in (reading.query, *reading.choices) if query is not None)
    found = next((query for query in read if normal(query, parser.vocabulary) in right), None)
    return turn if found is None else replace(turn, queries=(found,))
