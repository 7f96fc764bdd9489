"""Shapes of follow-ups (`followups.yaml`), each with all fillings: what they keep and what they change."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml

from intents.exact import parse_exact
from intents.followups.context import Context
from intents.normal_form import normal
from intents.parser import Parser
from intents.query import Query
from intents.vocabulary_file import load_vocabulary

VOCABULARY = load_vocabulary()
SHAPES = yaml.safe_load((Path(__file__).parent / "followups.yaml").read_text(encoding="utf-8"))


def _fillings() -> list[tuple[tuple[str, ...], str, str]]:
    found = []
    for shape in SHAPES["shapes"]:
        slots = [slot for slot in SHAPES["slots"] if any(f"{{{slot}" in part for part in shape.values())]
        for values in product(*(SHAPES["slots"][slot] for slot in slots)):
            say, then = shape["say"], shape["then"]
            asked = tuple(shape[key] for key in ("before", "last") if key in shape)
            for slot, (said, meant) in zip(slots, values, strict=True):
                say = say.replace(f"{{{slot}}}", said)
                asked = tuple(part.replace(f"{{{slot}}}", meant) for part in asked)
                then = then.replace(f"{{{slot}}}", meant).replace(f"{{{slot}|lower}}", meant.lower())
            found.append((asked, say, then))
    return found


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(VOCABULARY)


def _query(restatement: str) -> Query:
    query = parse_exact(restatement, VOCABULARY)
    assert query is not None, restatement
    return query


@pytest.mark.parametrize(("asked", "say", "then"), _fillings())
def test_a_follow_up_keeps_what_it_does_not_name(
    asked: tuple[str, ...], say: str, then: str, parser: Parser
) -> None:
    context = Context()
    for question in asked:
        context = context.followed_by(_query(question))
    reading, _ = parser.read(say, context)
    offered = (reading.query,) if reading.query is not None else reading.choices
    read = [normal(query, VOCABULARY) for query in offered]
    assert normal(_query(then), VOCABULARY) in read, f"{offered} {reading.reason}"
