"""The witness: what it hears, what it makes of readings, how it is trained."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
from hypothesis import given

from intents.followups.context import Context
from intents.marking import mark
from intents.parser import Parser
from intents.parts import continued, parts, pattern
from intents.query import Filter, Group, Has, Measure, Query, problems
from intents.rivals import likeliest
from intents.spelling import Spelling
from intents.tokens import tokenize
from intents.training import witness as training
from intents.training.learning import Settings
from intents.training.witness import Example
from intents.vocabulary_file import load_vocabulary
from intents.witness import Witness, committed
from tests.intents.queries import queries

VOCABULARY = load_vocabulary()
CLICKS = Query("figures", (Measure("clicks", "sum"),))
ON_MOBILE = (Has(Filter("device", ("mobile",))),)
MOBILE_USERS = Query("figures", (Measure("users", "count"),), (Group((), (), (ON_MOBILE,)),))
EXAMPLES = [
    Example("clicks on mobile", (dataclasses.replace(CLICKS, events=(Filter("device", ("mobile",)),)),)),
    Example("how many clicks", (CLICKS,)),
    Example("clicks in all", (CLICKS,)),
    Example("how many mobile users", (MOBILE_USERS,)),
    Example("number of mobile users", (MOBILE_USERS,)),
    Example("and the clicks", (CLICKS,), MOBILE_USERS, leans=True),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(VOCABULARY)


def heard(parser: Parser, text: str) -> str:
    return pattern(mark(Spelling(tuple(tokenize(text))), parser.lexicon, VOCABULARY))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("clicks of fans on mobile", "clicks of casuals on tablet"),
        ("top 5 sections last week", "top 12 sections last week"),
        ('searches for "wine"', 'searches for "blorb"'),
        ("clicks of user 42", "clicks of user 310"),
    ],
)
def test_a_pattern_knows_no_names_and_no_numbers(parser: Parser, one: str, other: str) -> None:
    assert heard(parser, one) == heard(parser, other)


def test_the_inactive_and_the_words_of_days_stay_in_a_pattern(parser: Parser) -> None:
    assert heard(parser, "inactive users yesterday") == "xinactive users xtime ( yesterday )"
    assert heard(parser, "clicks last week") != heard(parser, "clicks vs last week")


def test_parts_tell_what_is_picked_and_what_is_counted() -> None:
    assert {"metric=users", "has=device"} <= parts(MOBILE_USERS)
    assert parts(MOBILE_USERS) != parts(dataclasses.replace(MOBILE_USERS, groups=(Group(),)))
    assert "events=device" in parts(EXAMPLES[0].queries[0])


def test_a_follow_up_is_heard_with_what_it_leans_on() -> None:
    assert continued("and xdevice", None) == "and xdevice"
    assert continued("and xdevice", CLICKS) != continued("and xdevice", MOBILE_USERS)


@given(queries())
def test_every_query_surprises_by_a_finite_amount_and_its_rival_is_sound(query: Query) -> None:
    testimony = committed().hear("clicks by device for xsegment users")
    assert 0 <= testimony.surprise(query) < math.inf
    rival = likeliest(query, testimony)
    assert rival == query or not problems(rival)
    assert testimony.surprise(rival) <= testimony.surprise(query)


@pytest.mark.parametrize(
    "question",
    [
        "how many highly engaged users are on mobile",
        "average reading time by section in september",
        "who moved up since last week",
        "top 10 articles last week",
    ],
)
def test_a_plain_reading_hardly_surprises_and_another_does(parser: Parser, question: str) -> None:
    query = parser.by_rules(question).query
    assert query is not None
    testimony = committed().hear(heard(parser, question))
    median = Query("figures", (Measure("recency", "median"),), by=("hour", "source"))
    assert testimony.surprise(query) < 6 < testimony.surprise(median)


def test_a_reading_that_is_not_trusted_is_offered_and_a_yes_takes_it(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parser.by_rules("clicks by device last week").query
    monkeypatch.setattr("intents.gate.ANSWERED", 1.0)  # no reading is so sure
    reading, context = parser.read("clicks by device last week")
    assert reading.query is None and len(reading.choices) >= 1
    taken, _ = parser.read(str(len(reading.choices)), context)
    assert query is not None and taken.query == query


def test_training_again_gives_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Settings(hidden=8, members=1, steps=30, batch=4, rarest=1, smoothing=0.0)
    monkeypatch.setattr(training, "SETTINGS", small)
    for name in ("one", "other"):
        training.train_witness(EXAMPLES, EXAMPLES[:2], VOCABULARY).save(tmp_path / name)
    written = [{f.name: f.read_bytes() for f in (tmp_path / n).iterdir()} for n in ("one", "other")]
    assert written[0] == written[1]
    trained = Witness.load(tmp_path / "one")
    assert set(trained.labels) == {part for e in EXAMPLES for query in e.queries for part in parts(query)}


def test_the_witness_learns_what_it_is_shown() -> None:
    weights = training.train_witness(EXAMPLES * 4, [], VOCABULARY)
    testimony = weights.hear("how many xdevice users")
    assert testimony.surprise(MOBILE_USERS) < testimony.surprise(CLICKS)
    assert likeliest(CLICKS, testimony).measures == MOBILE_USERS.measures


def test_a_follow_up_that_changes_nothing_is_asked_back(parser: Parser) -> None:
    _, context = parser.read("top articles last week", Context())
    reading, _ = parser.read("who read the first one", context)
    assert reading.query is None
