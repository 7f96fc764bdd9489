"""The classifier's network: summed n-gram embeddings and projected word vectors, one hidden layer, softmax.

Several networks trained from different seeds are joined into one: the average of the outputs of networks
with one hidden layer is the output of one network that has all their hidden units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from intents.features import Floats, Integers, Keys, WordVectors, as_bytes, hashed

_SMALL = ("projection", "bias", "output", "offset")
"""Fields that are stored in half precision."""


@dataclass(frozen=True)
class Network:
    """Trained weights. Shapes: n n-grams, d dimensions of the word vectors, h hidden units, c labels."""

    keys: Keys
    """(n,) ascending hashes of the n-grams that have an embedding."""
    table: NDArray[np.int8]
    """(n, h), what each n-gram adds to the hidden layer, one signed byte a unit."""
    scales: Floats
    """(n,), what a row of the table is multiplied with."""
    projection: Floats
    """(d, h), from the mean word vector to the hidden layer."""
    bias: Floats
    """(h,)."""
    output: Floats
    """(h, c)."""
    offset: Floats
    """(c,)."""

    def scores(self, text: str, vectors: WordVectors) -> Floats:
        """One score a label, before the softmax: (c,)."""
        hidden = self.bias + vectors.mean(text) @ self.projection
        for family in hashed(text):
            rows = known(family, self.keys)
            if len(rows):
                total = self.scales[rows] @ self.table[rows].astype(np.float32)
                hidden = hidden + total / np.sqrt(np.float32(len(rows)))
        result: Floats = np.maximum(hidden, 0) @ self.output + self.offset
        return result

    def save(self, folder: Path) -> None:
        """One .npy file a field; what was loaded is written back byte for byte."""
        np.save(folder / "keys.npy", self.keys)
        np.save(folder / "table.npy", self.table)
        np.save(folder / "scales.npy", self.scales.astype(np.float16))
        for name in _SMALL:
            np.save(folder / f"{name}.npy", getattr(self, name).astype(np.float16))

    @classmethod
    def load(cls, folder: Path) -> Network:
        """Read what `save` wrote. Raises OSError or ValueError where that cannot be done."""
        small = {name: np.load(folder / f"{name}.npy").astype(np.float32) for name in ("scales", *_SMALL)}
        return cls(np.load(folder / "keys.npy"), np.load(folder / "table.npy"), **small)


def known(family: Keys, keys: Keys) -> Integers:
    """The rows in `keys` (ascending) of those hashes of a family that are among them."""
    places = np.searchsorted(keys, family)
    inside = places < len(keys)
    found: Integers = places[inside]
    rows: Integers = found[keys[found] == family[inside]]
    return rows


def joined(keys: Keys, weights: Sequence[Mapping[str, Floats]]) -> Network:
    """One network whose scores are the mean of those of several trained over the same n-grams.

    Of each the `embeddings` of the n-grams, `projection`, `bias`, `output` and `offset`.
    """
    count = np.float32(len(weights))
    table, scales = as_bytes(np.hstack([trained["embeddings"] for trained in weights]))
    return Network(
        keys,
        table,
        scales,
        np.hstack([trained["projection"] for trained in weights]),
        np.hstack([trained["bias"] for trained in weights]),
        np.vstack([trained["output"] for trained in weights]) / count,
        np.vstack([trained["offset"] for trained in weights]).sum(axis=0) / count,
    )


def softmax(scores: Floats, temperature: float = 1.0) -> Floats:
    """Probabilities along the last axis."""
    scaled = scores / np.float32(temperature)
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def sigmoid(scores: Floats) -> Floats:
    """Probabilities of labels that do not exclude each other."""
    result: Floats = np.exp(-np.logaddexp(np.float32(0), -scores))
    return result
