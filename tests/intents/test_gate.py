"""What stops a reading: words, the query held against them, the classifier; and how it is asked back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from intents.classify import load
from intents.followups.context import Context
from intents.gate import Doubt, gate
from intents.kinds import kinds
from intents.marking import mark
from intents.parser import Parser
from intents.query import Group, Measure, Query
from intents.reading import Reading
from intents.spelling import Spelling
from intents.tokens import tokenize
from intents.understand.accounts import unanswered
from intents.understand.explain import explain
from intents.understand.frame import Frame, Sentence
from intents.vocabulary_file import load_vocabulary
from tests.intents.queries import queries

VOCABULARY = load_vocabulary()
CLICKS = Query("figures", (Measure("clicks", "sum"),))
USERS = Query("figures", (Measure("users", "count"),))
LABELS = set(load().labels)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(VOCABULARY)


def framed(parser: Parser, text: str) -> tuple[Sentence, Frame]:
    return explain(mark(Spelling(tuple(tokenize(text))), parser.lexicon, VOCABULARY), VOCABULARY)


@pytest.mark.parametrize(
    ("text", "query", "unsaid"),
    [
        ("clicks of the first 17 of them", CLICKS, ("17",)),
        ("clicks on mobile against desktop", CLICKS, ("against",)),
        ("how many searches, and by how many users", USERS, ("how many",)),
        ("the link between clicks and searches", CLICKS, ("link between",)),
        ("clicks", CLICKS, ()),
        ("top 17 articles", Query("figures", CLICKS.measures, by=("article",), order="desc", limit=17), ()),
        ("users with 3 clicks", Query("profile", groups=(Group(("Low Engagement",)),)), ()),
    ],
)
def test_what_a_question_demands_shows_in_its_query(
    parser: Parser, text: str, query: Query, unsaid: tuple[str, ...]
) -> None:
    assert unanswered(framed(parser, text)[0], query) == unsaid


@pytest.mark.parametrize(("agreed", "answered"), [(0.9, True), (0.01, False)])
def test_a_reading_that_the_classifier_denies_is_asked_back(
    parser: Parser, agreed: float, answered: bool
) -> None:
    sentence, frame = framed(parser, "how many clicks on mobile")
    reading = gate("", CLICKS, sentence, frame, lambda *_: None, Doubt(agreed=agreed))
    assert (reading.query == CLICKS) is answered
    assert reading.choices == (() if answered else (CLICKS,))


@pytest.mark.parametrize("text", ["1", "yes", "Yes.", "1)"])
def test_the_only_choice_is_taken_by_its_number_or_a_yes(parser: Parser, text: str) -> None:
    asked = Context().after(Reading("", choices=(CLICKS,)))
    assert parser.read(text, asked)[0].query == CLICKS


def test_a_yes_to_several_choices_picks_none(parser: Parser) -> None:
    asked = Context().after(Reading("", choices=(CLICKS, USERS)))
    assert parser.read("yes", asked)[0].query not in (CLICKS, USERS)


@pytest.mark.parametrize("remark", ["I'll eat my hat", "or so I was told"])
def test_a_remark_that_names_nothing_is_passed_over(parser: Parser, remark: str) -> None:
    plain = parser.read("how many clicks on mobile")[0].query
    assert plain is not None
    assert parser.read(f"how many clicks on mobile, {remark}")[0].query == plain


@pytest.mark.parametrize("more", ["not those of landlords", "by landlord", "of landlords"])
def test_a_word_that_could_narrow_is_never_passed_over(parser: Parser, more: str) -> None:
    assert parser.read(f"how many clicks on mobile {more}")[0].query is None


@given(queries())
def test_every_kind_of_question_is_a_label_of_the_classifier(query: Query) -> None:
    assert set(kinds(query)) <= LABELS


@pytest.mark.parametrize(
    "before", ["which users read sport", "share of highly engaged users on tablet", "tell me about user 42"]
)
@pytest.mark.parametrize(
    "question",
    [
        "how many clicks did we get in september",
        "top 3 search terms of highly engaged users",
        "who are the ten users with the most searches",
        "compare low engagement and highly engaged users on clicks",
    ],
)
def test_a_whole_question_inherits_nothing(parser: Parser, before: str, question: str) -> None:
    _, context = parser.read(before)
    assert context.query is not None
    assert parser.read(question, context)[0].query == parser.read(question)[0].query


def test_a_fragment_keeps_what_it_does_not_name(parser: Parser) -> None:
    _, context = parser.read("clicks by device")
    reading, _ = parser.read("last week?", context)
    assert reading.query is not None and reading.query.by == ("device",) and reading.query.period is not None


def test_a_word_whose_stem_is_another_word_is_still_searched_for() -> None:
    known = load_vocabulary()
    values = {d: names for d, names in known.values.items() if d != "term"}
    reading, _ = Parser(replace(known, values=values)).read("searches for wine")  # "wine" is no "win"
    assert reading.query is not None
    assert [f.values for f in reading.query.events] == [("wine",)]
