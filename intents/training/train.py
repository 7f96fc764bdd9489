"""Train the intent classifier: `python -m intents train`, or `train(examples, folder)` for any data."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy import optimize  # type: ignore[import-untyped]

from intents.classify import MODEL, IntentClassifier, ModelError, word_vectors
from intents.features import Floats, Integers
from intents.followups.context import Context
from intents.kinds import kinds
from intents.network import softmax
from intents.parser import Parser
from intents.query import Query
from intents.questions import QuestionFile, Turn, load_questions
from intents.training.learning import Settings, learn
from intents.training.settle import settled
from intents.training.witness import asked, exemplary, shaped, train_witness, turns
from intents.vocabulary_file import load_vocabulary
from intents.witness import WITNESS

DATA = Path(__file__).parents[1] / "data" / "en"
COMMITTED = Settings(hidden=96, members=2, rarest=3)
"""Smaller than the default: some thirty labels need less, and the committed weights stay near 2 MB."""
_FOLDS = 4
EXAMPLE = """\
example:
  python -m intents train --questions tests/questions --combinations tests/intents/combinations
"""


def main(argv: list[str]) -> int:
    """Train on the intent files and write the model. Exit status 0."""
    options = _options().parse_args(argv)
    own, vocabulary = read_examples(options.data), load_vocabulary()
    reader = Parser(vocabulary)
    paths = sorted(options.questions.glob("*.yaml")) if options.questions else []
    files = list(settled(map(load_questions, paths), reader))
    examples = [*((_heard(text, None, reader), label) for text, label in own), *labelled(files, reader)]
    train(examples, options.model, COMMITTED)
    labels = {label for _, label in examples}
    print(f"Trained on {len(examples)} examples of {len(labels)} intents, written to {options.model}")
    if files and options.combinations:
        voices = asked(files)
        others = [*shaped(options.combinations), *exemplary(own, vocabulary)]
        train_witness(voices, others, vocabulary).save(options.witness)
        print(f"Trained on {len(voices)} questions, {len(others)} others, written to {options.witness}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m intents train",
        description="Train the intent classifier on the intent files; the same files give the same bytes.",
        epilog=EXAMPLE,
    )
    for option, default, said in (
        ("--data", DATA, "folder of intent files (default: the package's)"),
        ("--model", MODEL, "folder to write to (default: the package's)"),
        ("--questions", None, "folder of question files whose right queries say the intent; "
                              "held-out files are left out"),
        ("--witness", WITNESS, "folder of the witness (default: the package's)"),
        ("--combinations", None, "folder of question shapes; "
                                 "with them and --questions the witness is trained too"),
    ):  # fmt: skip
        parser.add_argument(option, type=Path, default=default, help=said)
    return parser


def read_examples(folder: Path) -> list[tuple[str, str]]:
    """(text, label) of every example in a folder of intent files, in the order of file names."""
    examples = []
    for path in sorted(folder.glob("*.yaml")):
        intent = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(intent, dict) and "intent" in intent:
            examples += [(str(text), str(intent["intent"])) for text in intent.get("examples", [])]
    if not examples:
        raise ModelError(f"There are no intent files with examples in {folder}.", "Name a folder with --data")
    return examples


def labelled(files: Sequence[QuestionFile], reader: Parser) -> list[tuple[str, str]]:
    """(text as it is heard, label) of every question with one kind of answer; held-out files are left out."""
    labels = ((turn.text, before, _label(turn)) for turn, before in turns(files))
    return [(_heard(text, before, reader), label) for text, before, label in labels if label]


def _heard(text: str, before: Query | None, reader: Parser) -> str:
    """What the classifier hears of a question after another."""
    marked, _ = reader.heard(text, Context(before))
    return marked.heard()


def _label(turn: Turn) -> str:
    """The intent of a question by what is expected of it; "" where that says none."""
    if turn.expect == "unsupported":
        return "out_of_scope"
    if turn.family == "followup":
        return "followup"
    return kinds(turn.queries[0])[0] if turn.queries else ""


def train(examples: Sequence[tuple[str, str]], out_dir: str | Path, settings: Settings | None = None) -> None:
    """Train a classifier on (text, label) pairs and write it to a folder, for `classify.load`.

    Its probabilities are calibrated on folds that were held out of a training each. The same examples in the
    same order give the same bytes on the same machine.
    """
    chosen = settings or Settings()
    labels = tuple(sorted({label for _, label in examples}))
    if len(labels) < 2:
        raise ModelError("A classifier needs examples of two labels or more.", "Add an intent file")
    texts = [text for text, _ in examples]
    targets = np.array([labels.index(label) for _, label in examples])
    classifier = IntentClassifier()
    classifier.labels = labels
    classifier.temperature = calibrated(held_out_scores(texts, targets, len(labels), chosen), targets)
    classifier.network = learn(texts, one_hot(targets, len(labels)), word_vectors(), chosen)
    classifier.to_disk(out_dir)


def held_out_scores(texts: Sequence[str], targets: Integers, labels: int, settings: Settings) -> Floats:
    """Scores of every text by a network that was not trained on it: (texts, labels)."""
    fold = np.random.default_rng(0).permutation(len(texts)) % _FOLDS
    scores = np.zeros((len(texts), labels), dtype=np.float32)
    for number in range(_FOLDS):
        inside, outside = np.flatnonzero(fold != number).tolist(), np.flatnonzero(fold == number).tolist()
        known = one_hot(targets[inside], labels)
        network = learn([texts[row] for row in inside], known, word_vectors(), settings)
        for row in outside:
            scores[row] = network.scores(texts[row], word_vectors())
    return scores


def one_hot(targets: Integers, labels: int) -> Floats:
    """(texts,) → (texts, labels): 1 where a text has the label."""
    return np.eye(labels, dtype=np.float32)[targets]


def calibrated(scores: Floats, targets: Integers) -> float:
    """The temperature at which the scores give the targets the highest likelihood."""

    def loss(logarithm: float) -> float:
        chances = softmax(scores, float(np.exp(logarithm)))[np.arange(len(targets)), targets]
        return float(-np.log(np.maximum(chances, 1e-12)).mean())

    return round(float(np.exp(optimize.minimize_scalar(loss, bounds=(-3, 3), method="bounded").x)), 4)
