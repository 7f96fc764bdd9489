"""The classifier's network: summed n-gram embeddings and projected word vectors, one hidden layer, softmax.

Several networks trained from different seeds are joined into one: the average of the outputs of networks
with one hidden layer is the output of one network that has all their hidden units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from intents.features import Floats, Integers, Keys, WordVectors, as_bytes, hashed

_SMALL = ("projection", "bias", "output", "offset")
"""Fields that are stored in half precision."""


@dataclass(frozen=True)
class Network:
    """Trained weights. Shapes: n n-grams, d dimensions of the word vectors, h hidden units, c labels."""

    keys: Keys
    """(n,) ascending hashes of the n-grams that have an embedding."""
    embeddings: Floats
    """(n, h), what each n-gram adds to the hidden layer; signed bytes on disk."""
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
                hidden = hidden + self.embeddings[rows].sum(axis=0, dtype=np.float32) / np.sqrt(
                    np.float32(len(rows))
                )
        result: Floats = np.maximum(hidden, 0) @ self.output + self.offset
        return result

    def save(self, folder: Path) -> None:
        """One .npy file a field, two for the embeddings; what was loaded is written back byte for byte."""
        table, scales = as_bytes(self.embeddings.astype(np.float32))
        np.save(folder / "keys.npy", self.keys)
        np.save(folder / "embeddings.npy", table)
        np.save(folder / "scales.npy", scales.astype(np.float16))
        for name in _SMALL:
            np.save(folder / f"{name}.npy", getattr(self, name).astype(np.float16))

    @classmethod
    def load(cls, folder: Path) -> Network:
        """Read what `save` wrote. Raises OSError or ValueError where that cannot be done."""
        table, scales = np.load(folder / "embeddings.npy"), np.load(folder / "scales.npy")
        small = {name: np.load(folder / f"{name}.npy").astype(np.float32) for name in _SMALL}
        embeddings = table.astype(np.float32) * scales.astype(np.float32)[:, None]
        return cls(np.load(folder / "keys.npy"), embeddings, **small)


def known(family: Keys, keys: Keys) -> Integers:
    """The rows in `keys` (ascending) of those hashes of a family that are among them."""
    places = np.searchsorted(keys, family)
    inside = places < len(keys)
    found: Integers = places[inside]
    rows: Integers = found[keys[found] == family[inside]]
    return rows


def joined(networks: Sequence[Network]) -> Network:
    """One network whose scores are the mean of the scores of networks over the same n-grams."""
    count = np.float32(len(networks))
    return Network(
        networks[0].keys,
        np.hstack([network.embeddings for network in networks]),
        np.hstack([network.projection for network in networks]),
        np.hstack([network.bias for network in networks]),
        np.vstack([network.output for network in networks]) / count,
        np.vstack([network.offset for network in networks]).sum(axis=0) / count,
    )


def softmax(scores: Floats, temperature: float = 1.0) -> Floats:
    """Probabilities along the last axis."""
    scaled = scores / np.float32(temperature)
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result
