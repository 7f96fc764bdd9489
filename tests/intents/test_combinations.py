"""Everything SEMANTICS.md defines can be asked, and combined."""

from __future__ import annotations

import random

import pytest

from intents.parser import Parser
from intents.vocabulary_file import load_vocabulary
from tests.intents.combining import Template, fillings, load_slots, load_templates, misread

SLOTS = load_slots()
EACH = 12
"""Fillings of a template, the same in every run."""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(load_vocabulary())


@pytest.mark.parametrize("template", load_templates(), ids=lambda t: f"{t.file}: {t.say}")
def test_a_shape_of_question_is_read_with_everything_it_can_be_about(
    template: Template, parser: Parser
) -> None:
    every = list(fillings(template, SLOTS))
    for question, queries in random.Random(template.say).sample(every, min(EACH, len(every))):
        assert misread(parser, question, queries) == "", question
