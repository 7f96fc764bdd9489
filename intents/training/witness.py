"""What the witness learns from: questions with their right queries, and fillings of question shapes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from intents.classify import word_vectors
from intents.features import Floats
from intents.followups.context import Context
from intents.kinds import kinds
from intents.parser import Parser
from intents.parts import continued, parts, pattern
from intents.query import Query
from intents.questions import QuestionFile, Turn
from intents.training.learning import Settings, learn
from intents.training.templates import fillings, load_slots, load_templates, template_files
from intents.vocabulary import Vocabulary
from intents.witness import Witness

SETTINGS = Settings(
    hidden=208, members=1, steps=7000, unit_dropout=0.3, gram_dropout=0.2, rarest=4, smoothing=0.0
)
"""Chosen on questions whose meanings were in no training."""
_EACH = 8
"""Fillings of a shape that are learned from."""
_VOICES = 3
"""A question somebody asked counts as much as so many fillings of shapes."""


@dataclass(frozen=True)
class Example:
    """One question with what it means."""

    text: str
    """As asked."""
    queries: tuple[Query, ...]
    """Its right queries."""
    before: Query | None = None
    """The query of the question before it, in a conversation."""
    leans: bool = False
    """True for a follow-up."""


def asked(files: Iterable[QuestionFile]) -> list[Example]:
    """The questions that have an answer, each with the query before it; held-out files are left out."""
    return [
        Example(turn.text, turn.queries, before, before is not None and turn.family == "followup")
        for turn, before in turns(files)
        if turn.queries
    ]


def turns(files: Iterable[QuestionFile]) -> Iterator[tuple[Turn, Query | None]]:
    """Every turn with the query of the one before it in its conversation; held-out files are left out."""
    for file in files:
        for conversation in () if file.held_out else file.conversations:
            for before, turn in zip((None, *conversation), conversation, strict=False):
                yield turn, before.queries[0] if before and before.queries else None


def shaped(folder: Path) -> Iterator[Example]:
    """A few fillings of every shape of question in a folder."""
    slots = load_slots(folder)
    for template in load_templates(*template_files(folder)):
        every = list(fillings(template, slots))
        for text, queries in random.Random(template.say).sample(every, min(_EACH, len(every))):
            yield Example(text, queries)


def exemplary(examples: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[Example]:
    """The examples of intents with what the rules make of them, where that is of the intent."""
    parser = Parser(vocabulary)
    for text, intent in examples:
        query = parser.by_rules(text).query
        if query is not None and intent in kinds(query):
            yield Example(text, (query,))


def train_witness(voices: Sequence[Example], others: Sequence[Example], vocabulary: Vocabulary) -> Witness:
    """A witness trained on both; the same examples in the same order give the same weights."""
    examples = [*list(voices) * _VOICES, *others]
    labels = tuple(sorted({part for e in examples for query in e.queries for part in parts(query)}))
    targets = np.stack([_shares(e.queries, labels) for e in examples])
    patterns = patterns_of(examples, Parser(vocabulary))
    return Witness(labels, learn(patterns, targets, word_vectors(), SETTINGS, exclusive=False))


def patterns_of(examples: Sequence[Example], parser: Parser) -> list[str]:
    """The pattern of each question, as reading makes it."""
    known = {
        key: _pattern(*key, parser) for key in dict.fromkeys((e.text, e.before, e.leans) for e in examples)
    }
    return [known[e.text, e.before, e.leans] for e in examples]


def _pattern(text: str, before: Query | None, leans: bool, parser: Parser) -> str:
    marked, context = parser.heard(text, Context(before))
    return continued(pattern(marked), context.query if leans else None)


def _shares(queries: tuple[Query, ...], labels: tuple[str, ...]) -> Floats:
    """What share of the right queries has each part: (labels,)."""
    having = [parts(query) for query in queries]
    return np.array([sum(label in found for found in having) / len(having) for label in labels], np.float32)
