"""Learn a network from examples: minibatches, Adam, dropout, label smoothing, misspelt copies. Batch only."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

from intents.features import Floats, Integers, Keys, WordVectors, hashed
from intents.network import Network, joined, known, sigmoid, softmax

_EDITED = 0.3
"""Share of the longer words of a misspelt copy that have an edit."""


@dataclass(frozen=True)
class Settings:
    """How a network is trained. The defaults were chosen on CLINC150's validation split."""

    hidden: int = 256
    """Hidden units of one network."""
    members: int = 3
    """Networks trained from different seeds and joined."""
    steps: int = 1500
    """Minibatches one network sees; a small data set is passed over more often."""
    batch: int = 128
    """Examples a step."""
    rate: float = 3e-3
    """Adam's first learning rate; it falls to zero in a straight line."""
    unit_dropout: float = 0.5
    """Share of hidden units left out in a step."""
    gram_dropout: float = 0.3
    """Share of an example's n-grams left out in a step."""
    smoothing: float = 0.05
    """Share of a target's weight spread over all labels."""
    misspelt: float = 0.3
    """Chance that a step sees an example's misspelt copy."""
    rarest: int = 2
    """Fewest examples an n-gram must occur in to be kept."""
    vector_length: float = 4.0
    """Length the mean word vectors are scaled to, against n-gram families of length 1."""


@dataclass(frozen=True)
class Encoded:
    """Texts as the network takes them in."""

    grams: Any
    """Sparse (texts, n-grams); each of the three families of a text has length 1."""
    vectors: Floats
    """(texts, dimensions)."""


def gram_keys(texts: Sequence[str], rarest: int) -> Keys:
    """The hashes of all n-grams that occur in at least `rarest` of the texts, ascending."""
    keys, counts = np.unique(
        np.concatenate([key for text in texts for key in hashed(text)]), return_counts=True
    )
    return keys[counts >= rarest]


def encode(texts: Sequence[str], keys: Keys, vectors: WordVectors) -> Encoded:
    """What the network sees of many texts, the same as `Network.scores` sees of one."""
    columns: list[Integers] = []
    weights: list[Floats] = []
    ends = [0]
    for text in texts:
        for family in hashed(text):
            rows = known(family, keys)
            columns.append(rows)
            weights.append(np.full(len(rows), 1 / np.sqrt(max(len(rows), 1)), dtype=np.float32))
        ends.append(ends[-1] + sum(len(rows) for rows in columns[-3:]))
    grams = sparse.csr_matrix(
        (np.concatenate(weights), np.concatenate(columns), ends), shape=(len(texts), len(keys))
    )
    return Encoded(grams, np.stack([vectors.mean(text) for text in texts]))


def misspell(text: str, generator: np.random.Generator, chance: float) -> str:
    """The text with one random edit in that share of its words of four letters or more."""
    return " ".join(
        edited(word, generator) if len(word) > 3 and generator.random() < chance else word
        for word in text.split()
    )


def edited(word: str, generator: np.random.Generator) -> str:
    """The word with one letter dropped, doubled, swapped with the next or replaced."""
    place = int(generator.integers(len(word) - 1))
    letter = string.ascii_lowercase[int(generator.integers(26))]
    head, here, after, tail = word[:place], word[place], word[place + 1], word[place + 2 :]
    return head + (after, here * 2 + after, after + here, letter + after)[int(generator.integers(4))] + tail


def learn(
    texts: Sequence[str],
    targets: Floats,
    vectors: WordVectors,
    settings: Settings,
    exclusive: bool = True,
) -> Network:
    """Train `settings.members` networks on the texts and join them. Same input, same weights.

    Targets are what each label has of a text, (texts, labels): from 0 to 1, adding up to 1 where the labels
    exclude each other.
    """
    keys = gram_keys(texts, settings.rarest)
    generator = np.random.default_rng(0)
    clean = encode(texts, keys, vectors)
    noisy = encode([misspell(text, generator, _EDITED) for text in texts], keys, vectors)
    return joined(
        keys,
        [
            _Trainer(keys, clean.vectors.shape[1], targets.shape[1], settings, seed, exclusive).run(
                clean, noisy, targets
            )
            for seed in range(settings.members)
        ],
    )


class _Trainer:
    """One network in training: its weights, and Adam's running moments of each."""

    def __init__(
        self, keys: Keys, dimensions: int, labels: int, settings: Settings, seed: int, exclusive: bool
    ) -> None:
        self.exclusive = exclusive
        self.settings = settings
        self.generator = np.random.default_rng(seed)
        hidden = settings.hidden

        def normal(rows: int, columns: int, deviation: float) -> Floats:
            drawn = self.generator.standard_normal((rows, columns), dtype=np.float32)
            return drawn * np.float32(deviation)

        self.weights: dict[str, Floats] = {
            "embeddings": normal(len(keys), hidden, 0.1),
            "projection": normal(dimensions, hidden, dimensions**-0.5),
            "bias": np.zeros(hidden, dtype=np.float32),
            "output": normal(hidden, labels, hidden**-0.5),
            "offset": np.zeros(labels, dtype=np.float32),
        }
        self.means = {name: np.zeros_like(values) for name, values in self.weights.items()}
        self.squares = {name: np.zeros_like(values) for name, values in self.weights.items()}
        self.step = 0

    def run(self, clean: Encoded, noisy: Encoded, targets: Floats) -> dict[str, Floats]:
        """Train for the settings' number of steps; the weights, for `network.joined`."""
        settings, count = self.settings, len(targets)
        grams = sparse.vstack([clean.grams, noisy.grams]).tocsr()
        vectors = np.vstack([clean.vectors, noisy.vectors]) * np.float32(settings.vector_length)
        while self.step < settings.steps:
            order = self.generator.permutation(count)
            copies = order + count * (self.generator.random(count) < settings.misspelt)
            for start in range(0, count, settings.batch):
                batch = slice(start, start + settings.batch)
                rows = copies[batch]
                rate = settings.rate * max(0.0, 1 - self.step / settings.steps)
                self._learn(grams[rows], vectors[rows], targets[order[batch]], rate)
        projection = self.weights["projection"] * np.float32(settings.vector_length)
        return self.weights | {"projection": projection}

    def _learn(self, grams: Any, vectors: Floats, targets: Floats, rate: float) -> None:
        """One step: forward, backward, Adam. Only the embeddings of n-grams in the batch are touched."""
        settings, weights, count = self.settings, self.weights, len(targets)
        kept = self.generator.random(len(grams.data)) >= settings.gram_dropout
        touched, columns = np.unique(grams.indices, return_inverse=True)
        data = (grams.data * kept / (1 - settings.gram_dropout)).astype(np.float32)
        small = sparse.csr_matrix((data, columns, grams.indptr), shape=(count, len(touched)))

        raw = small @ weights["embeddings"][touched] + vectors @ weights["projection"] + weights["bias"]
        units = self.generator.random(raw.shape, dtype=np.float32) >= settings.unit_dropout
        mask = (units & (raw > 0)) / np.float32(1 - settings.unit_dropout)
        hidden = raw * mask
        scores = hidden @ weights["output"] + weights["offset"]

        spread = np.float32(settings.smoothing / targets.shape[1])
        aimed = targets * np.float32(1 - settings.smoothing) + spread
        error = (softmax(scores) if self.exclusive else sigmoid(scores)) - aimed
        error /= np.float32(count)
        back = (error @ weights["output"].T) * mask

        self.step += 1
        self._adam("output", hidden.T @ error, rate)
        self._adam("offset", error.sum(axis=0), rate)
        self._adam("projection", vectors.T @ back, rate)
        self._adam("bias", back.sum(axis=0), rate)
        self._adam("embeddings", small.T @ back, rate, touched)

    def _adam(self, name: str, gradient: Floats, rate: float, rows: Any = slice(None)) -> None:
        """Adam on some rows of one weight (Kingma and Ba, 2015)."""
        first, second = np.float32(0.9), np.float32(0.999)
        mean = first * self.means[name][rows] + (1 - first) * gradient
        square = second * self.squares[name][rows] + (1 - second) * gradient * gradient
        self.means[name][rows], self.squares[name][rows] = mean, square
        size = np.float32(rate * np.sqrt(1 - second**self.step) / (1 - first**self.step))
        self.weights[name][rows] -= size * mean / (np.sqrt(square) + np.float32(1e-8))
