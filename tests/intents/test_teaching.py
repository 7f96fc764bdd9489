"""Teaching: a name is taken when it is free, refused with the conflict shown when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from intents.errors import VocabularyError
from intents.parser import Parser
from intents.taught import substitution
from intents.teaching import REGRESSION, log_missed, missed, taught, teach
from intents.vocabulary_file import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "taught.yaml"


@pytest.mark.parametrize(
    ("lesson", "name", "phrase"),
    [
        ('"stickies" means Highly Engaged', "stickies", "Highly Engaged"),
        ("Stickies means highly engaged", "stickies", "Highly Engaged"),
        ("“blorb count” means “total clicks”", "blorb count", "total clicks"),
        ("footie means Sport", "footie", "Sport"),
        ('"blorbs" means "users with more than 100 clicks"', "blorbs", "users with more than 100 clicks"),
        (
            "the blorb report means clicks by device last week",
            "the blorb report",
            "clicks by device last week",
        ),
    ],
)
def test_a_free_name_is_taken_up(lesson: str, name: str, phrase: str, path: Path) -> None:
    assert phrase in teach(lesson, VOCABULARY, path)
    assert taught(path) == {name: phrase}
    assert path.stat().st_mode & 0o077 == 0


def test_questions_with_the_name_read_as_with_what_it_stands_for(path: Path) -> None:
    teach("stickies means Highly Engaged", VOCABULARY, path)
    parser = Parser(VOCABULARY)
    text, replaced = substitution(taught(path))("how many Stickies are on mobile?")
    assert [(c.typed, c.read) for c in replaced] == [("Stickies", "Highly Engaged")]
    expected = parser.read("how many Highly Engaged are on mobile?")[0].query
    assert expected is not None and parser.read(text)[0].query == expected


@pytest.mark.parametrize(
    ("lesson", "shown"),
    [
        ("hits means total searches", "names a metric"),
        ("casual means Highly Engaged", "names a segment"),
        ("sport means Politics", "names a"),
        ("revenue means clicks", "does not hold"),
        ("last week means Low Engagement", "is a time"),
        ("the means Low Engagement", "is a word"),
        ("by device means Low Engagement", "by"),
        ("42 means Low Engagement", "letters"),
        ("blorbs means frotz", "frotz"),
        ("blorbs are great", "teaches nothing"),
        ("", "teaches nothing"),
        ("b" * 100 + " means Low Engagement", "characters"),
    ],
)
def test_a_conflict_is_shown_and_nothing_is_written(lesson: str, shown: str, path: Path) -> None:
    with pytest.raises(VocabularyError) as raised:
        teach(lesson, VOCABULARY, path)
    assert shown in raised.value.message
    assert raised.value.hint
    assert not path.exists()


def test_what_a_name_means_already_is_no_conflict(path: Path) -> None:
    assert "already" in teach("hits means total clicks", VOCABULARY, path)
    assert "already" in teach("fans means Highly Engaged", VOCABULARY, path)
    assert not path.exists()


def test_a_name_that_changes_a_question_of_the_regression_set_is_refused(tmp_path: Path, path: Path) -> None:
    regression = tmp_path / "regression.yaml"
    regression.write_text('regression: ["how many blorbs are there"]', encoding="utf-8")
    with pytest.raises(VocabularyError, match="how many blorbs are there"):
        teach("blorbs means Highly Engaged", VOCABULARY, path, regression)


def test_lessons_add_up_replace_each_other_and_build_on_each_other(path: Path) -> None:
    teach("stickies means Highly Engaged", VOCABULARY, path)
    teach("blorbs means stickies", VOCABULARY, path)
    assert "no longer Highly Engaged" in teach("stickies means Low Engagement", VOCABULARY, path)
    assert taught(path) == {"blorbs": "Highly Engaged", "stickies": "Low Engagement"}


@pytest.mark.parametrize("damage", ["- a list", "a: [1", "a: 3", "\x00", "{}{}"])
def test_a_damaged_file_is_told_and_left_alone(damage: str, path: Path) -> None:
    path.parent.mkdir()
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(VocabularyError):
        teach("stickies means Highly Engaged", VOCABULARY, path)
    assert path.read_text(encoding="utf-8") == damage


def test_every_question_of_the_regression_set_is_understood() -> None:
    parser = Parser(VOCABULARY)
    questions = yaml.safe_load(REGRESSION.read_text(encoding="utf-8"))["regression"]
    assert len(questions) >= 80
    assert [q for q in questions if parser.read(q)[0].query is None] == []


@given(st.text(), st.dictionaries(st.sampled_from(["stickies", "blorb count", "a+b", "sticky"]), st.text()))
def test_substitution_touches_only_the_names(text: str, names: dict[str, str]) -> None:
    substitute = substitution(names)
    changed, replaced = substitute(text)
    assert (changed == text) or replaced
    assert substitute(f'"{next(iter(names), "")}"') == (f'"{next(iter(names), "")}"', ())


def test_substitution_is_of_whole_words_and_the_longest_name() -> None:
    substitute = substitution({"stickies": "A", "stickies club": "B", "a": "C"})
    assert (
        substitute("STICKIES, stickies club; nonstickies non-stickies a?")[0]
        == "A, B; nonstickies non-stickies C?"
    )


def test_missed_questions_are_listed_once_the_latest_first(tmp_path: Path) -> None:
    log = tmp_path / "missed.jsonl"
    assert missed(log) == []
    for question in ("one", 'two "x"\n', "one", "three"):
        log_missed(log, question)
    log.write_text(log.read_text(encoding="utf-8") + "{damaged\n[]\n", encoding="utf-8")
    assert missed(log) == ["three", "one", 'two "x"\n']
    assert missed(log, most=1) == ["three"]
    log_missed(tmp_path / "nowhere" / "missed.jsonl", "a log that cannot be written is let be")
