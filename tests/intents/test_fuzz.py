"""Whatever is typed, reading never fails, and what comes of it is a query, a choice or a reason."""

from __future__ import annotations

import functools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intents.evaluation.soundness import faults
from intents.followups.context import Context
from intents.parser import Parser
from intents.query import to_dict
from intents.vocabulary_file import load_vocabulary


@functools.cache
def parser() -> Parser:
    return Parser(load_vocabulary())


def phrases() -> list[str]:
    return sorted(" ".join(phrase) for table in parser().lexicon.exact.values() for phrase in table)


LOOSE = st.sampled_from(
    [
        "how many", "by", "vs", "between 3 and", "10", "%", "p90", "42", "last week", "2026-10-12",
        "and", "or", "not", "?", ",", '"', "SELECT * FROM users; --", "😀", "ÄÖ", "用户", "\x1b[31m",
        "\u202e", "in October", "moved up", "top 5", "more than", "those", "what about", "compare", "since",
    ]
)  # fmt: skip
WORDS = st.lists(st.deferred(lambda: st.sampled_from(phrases())) | LOOSE, max_size=25).map(" ".join)
TEXTS = WORDS | st.text(max_size=300)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("")
@example("\x00")
@example("a" * 10_000)
@example("by " * 3_333)
@example("how many " + "9" * 9_000)
@example("'; DROP TABLE users; --")
@example('"' * 10_000)
@example("((((" * 2_500)
def test_any_text_has_a_sound_reading(text: str) -> None:
    for raw in (False, True):
        reading, _ = parser().read(text, raw=raw)
        assert faults(reading, parser().vocabulary) == []
        to_dict(reading)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=6))
@example(["absolute increase at what hours fave", "# 1 by 1"])
@example(["how should we target low engagement users", "did we do worse the autumn novels gone missing"])
def test_any_conversation_has_sound_readings(texts: list[str]) -> None:
    context = Context()
    for text in texts:
        reading, context = parser().read(text, context)
        assert faults(reading, parser().vocabulary) == []


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_reads_the_same(text: str) -> None:
    assert parser().read(text) == parser().read(text)


@pytest.mark.parametrize(
    "days",
    [
        "friday 2026-10-30", "fri 0000-00-00", "2026-13-45", "31 february", "29 feb 2025", "october 0000",
        "the week of 5 october 0000", "q1 0000", "q1 0001", "q4 9999", "since 2000000 days",
        "999999 months ago", "last 0 days",
        "last 100000 months", "after 9999-12-31", "before 0001-01-01", "from october 0000 to 1/1/0001",
        "the 99th", "at 25:00", "between 2026-10-12 and 2026-10-01", "last " + "9" * 400 + " weeks",
        "since 100000 weeks", "february ➁", "፱ february",
    ],
)  # fmt: skip
def test_days_that_do_not_exist_have_a_sound_reading(days: str) -> None:
    for text in (
        days,
        f"clicks {days}",
        f"who moved up {days}",
        f"clicks {days} vs {days}",
        f"segments as of {days}",
    ):
        assert faults(parser().read(text)[0], parser().vocabulary) == []


@pytest.mark.parametrize("choices", [1, 2])
def test_a_number_picks_a_choice_only_where_there_are_choices(choices: int) -> None:
    query = parser().read("clicks by device")[0].query
    assert query is not None
    context = Context(choices=(query,) * choices)
    assert parser().read(f"{choices}", context)[0].query == query
    assert faults(parser().read("3", context)[0], parser().vocabulary) == []


def test_a_text_of_very_many_words_is_declined() -> None:
    reading, _ = parser().read("clicks on mobile " * 60)
    assert reading.query is None and "too long" in reading.reason
