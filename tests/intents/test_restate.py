"""The law: a restatement reads back as its query."""

from __future__ import annotations

from hypothesis import given, settings

from intents.exact import parse_exact
from intents.query import Query
from intents.restate import restate
from tests.intents.queries import VOCABULARY, queries


@settings(max_examples=500, deadline=None)
@given(queries())
def test_a_restatement_reads_back_as_its_query(query: Query) -> None:
    assert parse_exact(restate(query, VOCABULARY), VOCABULARY) == query


def test_other_text_is_not_exact() -> None:
    for text in (
        "",
        "how many users",
        "number of users, for all users, tomorrow",
        "number of users, for",
        "🙂",
    ):
        assert parse_exact(text, VOCABULARY) is None
