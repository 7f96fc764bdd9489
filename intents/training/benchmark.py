"""Measure the classifier on public intent data: `python -m intents benchmark FOLDER`.

The folder holds clinc150_full.json (Larson et al. 2019) and banking77_train.csv and banking77_test.csv
(Casanueva et al. 2020). Nothing is learned, calibrated or chosen on a test split: CLINC150's validation split
gives the temperature and the threshold, and the settings are the ones `train` has.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from intents.classify import ModelError, word_vectors
from intents.features import Floats, Integers
from intents.network import Network, softmax
from intents.training.learning import Settings, learn, misspell
from intents.training.train import calibrated, one_hot

OUTSIDE = "oos"
VALIDATION_RECALL = 0.7
"""Share of the validation split's 100 out-of-scope questions that the threshold must turn away."""

PUBLISHED = {
    "Rasa": (91.5, 45.3),
    "Dialogflow": (91.7, 14.0),
    "SVM": (91.0, 14.5),
    "MLP on USE": (93.5, 47.4),
    "BERT": (96.9, 40.3),
}
"""CLINC150 full, from its paper: in-scope accuracy and out-of-scope recall in percent."""

Pairs = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Measured:
    """How often a network is right on texts with known labels; shares from 0 to 1."""

    accuracy: float
    """In-scope texts with the right label, whatever its probability."""
    accepted: float
    """In-scope texts with the right label and a probability above the threshold."""
    recall: float
    """Out-of-scope texts with no in-scope label above the threshold; nan where there are no such texts."""


def main(argv: list[str]) -> int:
    """Train on each data set, print the figures beside the published ones. Exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m intents benchmark",
        description="Measure the intent classifier on CLINC150 and BANKING77. Takes some minutes.",
        epilog="example: python -m intents benchmark ../shared/data/nlu",
    )
    parser.add_argument(
        "folder", type=Path, help="holds clinc150_full.json, banking77_train.csv, banking77_test.csv"
    )
    folder = parser.parse_args(argv).folder
    started = time.monotonic()
    try:
        clinc = json.loads((folder / "clinc150_full.json").read_text(encoding="utf-8"))
        banking = {split: read_csv(folder / f"banking77_{split}.csv") for split in ("train", "test")}
    except OSError as error:
        raise ModelError(
            f"The benchmark data cannot be read: {error}", "Name the folder that holds it"
        ) from error
    print_clinc(clinc)
    print_banking(banking)
    print(f"\n{time.monotonic() - started:.0f} seconds in all")
    return 0


def read_csv(path: Path) -> list[tuple[str, str]]:
    """(text, label) of each line of a file with the columns text and category."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(line["text"], line["category"]) for line in csv.DictReader(lines)]


def print_clinc(data: Mapping[str, Pairs]) -> None:
    """CLINC150 full: learn out-of-scope as a label, choose the threshold, print the test."""
    train = [*data["train"], *data["oos_train"]]
    labels = sorted({label for _, label in data["train"]})
    labels.append(OUTSIDE)
    network = trained(train, labels)
    validation = [*data["val"], *data["oos_val"]]
    scores, targets = scored(network, validation), indices(validation, labels)
    temperature = calibrated(scores, targets)
    confidence = softmax(scores, temperature)[:, :-1].max(axis=1)
    threshold = float(np.quantile(confidence[targets == len(labels) - 1], VALIDATION_RECALL))

    test = [*data["test"], *data["oos_test"]]
    print(f"CLINC150 full: {len(train)} examples of {len(labels)} labels, {len(test)} test questions")
    print(f"temperature {temperature:.2f}, threshold {threshold:.3f}\n")
    print(f"{'':30}{'in-scope':>10}{'with':>12}{'out-of-scope':>15}")
    print(f"{'':30}{'accuracy':>10}{'threshold':>12}{'recall':>15}")
    for name, pairs in variants(test):
        found = measure(softmax(scored(network, pairs), temperature), indices(pairs, labels), threshold)
        print(f"{name:30}{found.accuracy:10.1%}{found.accepted:12.1%}{found.recall:15.1%}")
    for name, (accuracy, recall) in PUBLISHED.items():
        print(f"{'published: ' + name:30}{'':10}{accuracy:11.1f}%{recall:14.1f}%")


def print_banking(data: Mapping[str, Pairs]) -> None:
    """BANKING77 full: train, print the test."""
    labels = sorted({label for _, label in data["train"]})
    network = trained(data["train"], labels)
    print(f"\nBANKING77 full: {len(data['train'])} examples of {len(labels)} labels\n")
    for name, pairs in variants(data["test"]):
        right = scored(network, pairs).argmax(axis=1) == indices(pairs, labels)
        print(f"{name:30}{right.mean():10.1%}")


def trained(pairs: Pairs, labels: Sequence[str]) -> Network:
    """A network trained on (text, label) pairs with the settings of `train`, rounded as on disk."""
    texts = [text for text, _ in pairs]
    network = learn(texts, one_hot(indices(pairs, labels), len(labels)), word_vectors(), Settings())
    with TemporaryDirectory() as folder:
        network.save(Path(folder))
        return Network.load(Path(folder))


def indices(pairs: Pairs, labels: Sequence[str]) -> Integers:
    """The place of each pair's label among the labels."""
    places = {label: place for place, label in enumerate(labels)}
    return np.array([places[label] for _, label in pairs], dtype=np.intp)


def scored(network: Network, pairs: Pairs) -> Floats:
    """Scores of each text, one at a time as at run time: (texts, labels)."""
    return np.stack([network.scores(text, word_vectors()) for text, _ in pairs])


def variants(pairs: Pairs) -> list[tuple[str, Pairs]]:
    """The texts as they are, and seeded copies with one edit in one word and with one edit in every word."""
    generator = np.random.default_rng(77)
    return [
        ("this classifier", pairs),
        ("  one word misspelt", [(misspell_one(text, generator), label) for text, label in pairs]),
        ("  every word misspelt", [(misspell(text, generator, 1.0), label) for text, label in pairs]),
    ]


def misspell_one(text: str, generator: np.random.Generator) -> str:
    """The text with one random edit in one of its words of four letters or more, if it has one."""
    tokens = text.split(" ")
    longer = [place for place, token in enumerate(tokens) if len(token) > 3]
    if longer:
        place = longer[int(generator.integers(len(longer)))]
        tokens[place] = misspell(tokens[place], generator, 1.0)
    return " ".join(tokens)


def measure(chances: Floats, targets: Integers, threshold: float) -> Measured:
    """Compare probabilities (texts, labels), the last label being out of scope, with the targets."""
    inside: NDArray[np.bool_] = targets < chances.shape[1] - 1
    right = chances[:, :-1].argmax(axis=1) == targets
    sure = chances[:, :-1].max(axis=1) > threshold
    return Measured(
        float(right[inside].mean()), float((right & sure)[inside].mean()), float((~sure)[~inside].mean())
    )
