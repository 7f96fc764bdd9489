"""The intent classifier: what it promises to the parser, to spaCy and to whoever trains it again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from intents import classify, features, network
from intents.training import learning, train
from intents.training.benchmark import measure

ROOT = Path(__file__).parents[2]
SMALL = learning.Settings(hidden=24, members=2, steps=150, batch=16, rarest=1)
EXAMPLES = [
    (f"{start} {thing}", label)
    for label, starts, things in (
        (
            "size",
            ["how many", "count the", "number of"],
            ["users", "readers", "people on mobile", "visitors"],
        ),
        ("greeting", ["hello", "good morning", "hi there"], ["", "friend", "chatbot", "to you"]),
        (
            "trend",
            ["how did", "trend of", "development of"],
            ["clicks", "searches", "views over time", "visits"],
        ),
    )
    for start in starts
    for thing in things
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model trained on EXAMPLES."""
    path = tmp_path_factory.mktemp("model")
    train.train(EXAMPLES, path, SMALL)
    return path


def best(classifier: classify.IntentClassifier, text: str) -> str:
    return next(iter(classifier.probabilities(text)))


def test_learns_its_examples(folder: Path) -> None:
    classifier = classify.load(folder)
    assert [best(classifier, text) for text, _ in EXAMPLES] == [label for _, label in EXAMPLES]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("how many usres are highly engaged", "size"),
        ("which artciles are read the most", "ranking"),
        ("what does engagment mean", "definition"),
        ("good mornnig", "greeting"),
    ],
)
def test_a_question_with_a_misspelt_word_keeps_its_label(text: str, label: str) -> None:
    assert best(classify.load(), text) == label


def test_words_never_seen_in_training_are_carried_by_their_vectors(folder: Path) -> None:
    """Of its words the examples have only `of`, and under two labels."""
    assert best(classify.load(folder), "development of traffic") == "trend"


def test_the_same_examples_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    train.train(EXAMPLES, tmp_path, SMALL)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_spacy_saves_and_loads_the_pipeline(folder: Path, tmp_path: Path) -> None:
    nlp = classify.load_pipeline(folder)
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["intent_classifier"]
    assert again("how many readers").cats == nlp("how many readers").cats


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_probabilities_of_all_labels(text: str) -> None:
    classifier = classify.load()
    chances = classifier.probabilities(text)
    assert set(chances) == set(classifier.labels)
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_the_committed_model_knows_the_intents_of_the_intent_files() -> None:
    """Fails after an intent was added: run `python -m intents train` and commit the model."""
    assert set(classify.load().labels) == {label for _, label in train.read_examples(train.DATA)}


def test_the_committed_model_is_small_and_names_the_source_of_its_vectors() -> None:
    files = [path for path in classify.MODEL.parent.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 20e6
    assert "Apache License" in (classify.MODEL.parent / "NOTICE").read_text(encoding="utf-8")


def test_a_prediction_imports_nothing_that_only_training_needs() -> None:
    program = (
        "import sys; from intents import classify; classify.load_pipeline()('hello');"
        "print([m for m in ('scipy', 'sklearn', 'pandas', 'torch', 'model2vec') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_model_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(classify.ModelError) as raised:
        classify.load(tmp_path)
    assert "python -m intents train" in raised.value.hint
    with pytest.raises(classify.ModelError):
        classify.IntentClassifier().probabilities("hello")


def test_training_needs_two_labels(tmp_path: Path) -> None:
    with pytest.raises(classify.ModelError):
        train.train([("hello", "greeting")], tmp_path, SMALL)
    with pytest.raises(classify.ModelError):
        train.read_examples(tmp_path)


def test_one_text_is_scored_as_many_are(folder: Path) -> None:
    """Training sees a batch, run time a text: the same features, the same scores."""
    vectors, net = classify.word_vectors(), network.Network.load(folder)
    texts = ["how many users", "hello", "", "zzz 42 ?"]
    many = learning.encode(texts, net.keys, vectors)
    hidden = np.maximum(
        many.grams @ (net.table * net.scales[:, None]) + many.vectors @ net.projection + net.bias, 0
    )
    alone = np.stack([net.scores(text, vectors) for text in texts])
    np.testing.assert_allclose(alone, hidden @ net.output + net.offset, atol=1e-4)


def test_joined_networks_give_the_mean_of_their_scores() -> None:
    vectors, generator = classify.word_vectors(), np.random.default_rng(5)
    keys = learning.gram_keys(["hello there", "hello you"], 1)
    shapes = {
        "embeddings": (len(keys), 4), "projection": (vectors.table.shape[1], 4), "bias": (4,),
        "output": (4, 3), "offset": (3,),
    }  # fmt: skip
    two = [
        {name: generator.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
        for _ in range(2)
    ]
    alone = [network.joined(keys, [weights]).scores("hello", vectors) for weights in two]
    np.testing.assert_allclose(network.joined(keys, two).scores("hello", vectors), sum(alone) / 2, atol=0.2)


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_the_pieces_of_a_word_spell_it(word: str) -> None:
    vectors = classify.word_vectors()
    names = list(vectors.rows)
    assert "".join(names[row].removeprefix("##") for row in vectors.pieces(word)) in {word, ""}


@given(st.lists(st.lists(st.floats(-50, 50, width=32), min_size=4, max_size=4), min_size=1, max_size=5))
def test_bytes_keep_numbers_to_a_254th_of_the_largest_of_the_row(rows: list[list[float]]) -> None:
    values = np.array(rows, dtype=np.float32)
    table, scales = features.as_bytes(values)
    assert np.all(np.abs(table * scales[:, None] - values) <= scales[:, None] * 0.501)


def test_calibration_finds_the_temperature_that_made_the_answers() -> None:
    generator = np.random.default_rng(3)
    scores = generator.normal(size=(4000, 5)).astype(np.float32) * 6
    chances = network.softmax(scores, 3.0)
    answers = np.array([generator.choice(5, p=row / row.sum()) for row in chances.astype(float)])
    assert train.calibrated(scores, answers) == pytest.approx(3.0, rel=0.1)


@given(st.text(max_size=40), st.integers(0, 99))
def test_misspelling_is_seeded_and_keeps_the_number_of_words(text: str, seed: int) -> None:
    first, second = (learning.misspell(text, np.random.default_rng(seed), 1.0) for _ in range(2))
    assert first == second
    assert len(first.split()) == len(text.split())
    assert learning.misspell(text, np.random.default_rng(seed), 0.0) == " ".join(text.split())


def test_measure_counts_the_accepted_and_the_turned_away() -> None:
    chances = np.array([[0.9, 0.1, 0], [0.4, 0.3, 0.3], [0.2, 0.7, 0.1], [0.6, 0, 0.4], [0.3, 0.1, 0.6]])
    found = measure(chances.astype(np.float32), np.array([0, 0, 0, 2, 2]), 0.5)
    assert (found.accuracy, found.accepted, found.recall) == (2 / 3, 1 / 3, 0.5)
