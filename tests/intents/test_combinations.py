"""Everything SEMANTICS.md defines can be asked, and combined."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from intents.parser import Parser
from intents.training.templates import fillings, load_slots, load_templates, template_files
from intents.vocabulary_file import load_vocabulary
from tests.intents.combining import FOLDER, misread

FAMILIES = template_files(FOLDER)
SLOTS = load_slots(FOLDER)
EACH = 4
"""Fillings of a shape, the same in every run."""
FLOOR = 0.93
"""Share of the fillings of a family that is read right, at least."""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(load_vocabulary())


@pytest.mark.parametrize("file", FAMILIES)
def test_shapes_of_question_are_read_with_everything_they_can_be_about(file: Path, parser: Parser) -> None:
    misses, asked = [], 0
    for template in load_templates(file):
        every = list(fillings(template, SLOTS))
        for question, queries in random.Random(template.say).sample(every, min(EACH, len(every))):
            asked += 1
            misses += [question] * bool(misread(parser, question, queries))
    assert asked > 100
    assert len(misses) <= (1 - FLOOR) * asked, "\n".join(misses)
