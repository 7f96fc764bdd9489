"""What the witness learns from: questions with their right queries, and fillings of question shapes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from intents.classify import word_vectors
from intents.features import Floats
from intents.kinds import kinds
from intents.mentions import mark
from intents.parser import Parser
from intents.parts import continued, parts, pattern
from intents.query import Query
from intents.questions import QuestionFile
from intents.speech.asides import without_asides
from intents.spelling import Speller
from intents.tokens import clean, tokenize
from intents.training.learning import Settings, learn
from intents.training.templates import fillings, load_slots, load_templates, template_files
from intents.vocabulary import Vocabulary
from intents.witness import Witness
from intents.wordbook import lexicon_of

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
    last: Query | None = None
    """The query of the question before it, for a follow-up."""


def asked(files: Iterable[QuestionFile]) -> list[Example]:
    """The questions that have an answer, follow-ups with the query before; held-out files are left out."""
    return [
        Example(turn.text, turn.queries, before.queries[0] if before and before.queries else None)
        for file in files
        if not file.held_out
        for conversation in file.conversations
        for before, turn in zip((None, *conversation), conversation, strict=False)
        if turn.queries and (before is None or turn.family == "followup")
    ]


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
    patterns = patterns_of(examples, vocabulary)
    return Witness(labels, learn(patterns, targets, word_vectors(), SETTINGS, exclusive=False))


def patterns_of(examples: Sequence[Example], vocabulary: Vocabulary) -> list[str]:
    """The pattern of each question, in its likeliest spelling."""
    lexicon = lexicon_of(vocabulary)
    speller = Speller(lexicon)

    def of(text: str) -> str:
        tokens = tokenize(without_asides(clean(text)))
        return pattern(mark(speller.variants(tokens, vocabulary)[0], lexicon, vocabulary))

    known = {text: of(text) for text in dict.fromkeys(e.text for e in examples)}
    return [continued(known[e.text], e.last) for e in examples]


def _shares(queries: tuple[Query, ...], labels: tuple[str, ...]) -> Floats:
    """What share of the right queries has each part: (labels,)."""
    having = [parts(query) for query in queries]
    return np.array([sum(label in found for found in having) / len(having) for label in labels], np.float32)
