"""Misspellings are read as what was meant, and nothing that was meant as typed is touched."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from intents.parser import Parser
from intents.query import Query
from intents.reading import Reading
from intents.usage import surprise
from intents.vocabulary_file import load_vocabulary


@functools.cache
def parser() -> Parser:
    return Parser(load_vocabulary())


def read(text: str, raw: bool = False) -> Reading:
    return parser().read(text, raw=raw)[0]


def query(text: str) -> Query | None:
    return read(text).query


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how mnay usres are ther", "how many users are there"),
        ("avrage clikcs per sgment", "average clicks per segment"),
        ("higly engged usrs on mobil", "highly engaged users on mobile"),
        ("whre does the trafic come from", "where does the traffic come from"),
        ("top 5 artcles in Octobr", "top 5 articles in October"),
        ("serches in the last sven days", "searches in the last seven days"),
        ("how many people raed sprot", "how many people read sport"),
        ("top 5 userss by licks", "top 5 users by clicks"),
        ("howmany usres", "how many users"),
        ("clks by dvc lst month", "clicks by device last month"),
        ("who moved dwn frm the top sgmnt", "who moved down from the top segment"),
    ],
)
def test_a_misspelt_question_is_the_question(typed: str, meant: str) -> None:
    assert query(typed) == query(meant)


@pytest.mark.parametrize("text", ["how mnay users", "avrage clikcs per sgment", "the whle usrs"])
def test_corrections_are_told(text: str) -> None:
    typed = {c.typed for c in read(text).corrections}
    assert typed
    assert all(word in text.split() for word in typed)


def test_raw_corrects_nothing() -> None:
    reading = read("how mnay usres", raw=True)
    assert reading.query is None
    assert reading.corrections == ()


@pytest.mark.parametrize("text", ["what was our revneue last wek", "subscibers by segmnt", "weathr in Rome"])
def test_what_this_data_does_not_hold_stays_declined(text: str) -> None:
    assert query(text) is None


def test_names_and_quotes_are_never_touched() -> None:
    vocabulary = replace(load_vocabulary(), values={"section": ("Sprot", "Clikcs")})
    corrections = Parser(vocabulary).read('how mnay reeders of sprot, clikcs and "mnay"')[0].corrections
    assert {c.typed for c in corrections} == {"mnay", "reeders"}
    assert '"mnay"' not in {c.typed for c in corrections}


def test_a_clean_question_is_left_alone() -> None:
    assert read("how many users read about tax last week").corrections == ()


def test_words_are_less_surprising_where_they_are_used() -> None:
    assert surprise("many", "how") < surprise("many", "the")
    assert surprise("users", "the") < surprise("zebras", "the")
    assert surprise("7", "last") == surprise("12", "last")
    assert surprise("march", "in") == surprise("july", "in")
