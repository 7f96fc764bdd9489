"""What the intent classifier sees of a text: hashed n-grams, and the mean of static word vectors.

The vectors know that "visitors" and "readers" are near; the n-grams know the exact wording, and the
character n-grams among them still recognise a misspelt word, for which no vector exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Keys = NDArray[np.uint32]
Integers = NDArray[np.intp]

VECTORS = Path(__file__).parent / "model" / "vectors"
"""The committed word vectors, shared by every model."""

_WORD = re.compile(r"[a-z]+|\d+|[^\w\s]|[^\W\d_a-z]+")
_CHARACTERS = range(2, 6)
"""Lengths of the character n-grams, word boundaries included."""


def words(text: str) -> list[str]:
    """Lower-cased words, numbers and punctuation marks of a text, in order."""
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def ngrams(text: str) -> tuple[list[str], list[str], list[str]]:
    """The n-grams of a text in three families: characters within words, words, pairs of words."""
    tokens = words(text)
    characters = [
        bounded[start : start + size]
        for bounded in (f"<{token}>" for token in tokens)
        for size in _CHARACTERS
        for start in range(len(bounded) - size + 1)
    ]
    framed = ["<s>", *tokens, "</s>"]
    pairs = [f"{left} {right}" for left, right in pairwise(framed)]
    return characters, tokens, pairs


def hashed(text: str) -> list[Keys]:
    """The distinct n-grams of a text as 32-bit hashes, ascending: one array a family."""
    return [
        np.unique(np.array([crc32(gram.encode(), seed) for gram in family], dtype=np.uint32))
        for seed, family in enumerate(ngrams(text))
    ]


def as_bytes(values: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Rows of numbers as signed bytes, and what to multiply each row with to get the numbers back."""
    scales = (np.maximum(np.abs(values).max(axis=1), 1e-9) / 127).astype(np.float32)
    return np.rint(values / scales[:, None]).astype(np.int8), scales


@dataclass(frozen=True)
class WordVectors:
    """Static vectors of words and word pieces, one signed byte a dimension."""

    rows: dict[str, int]
    """Word, or word piece with `##` before it, to its row."""
    table: NDArray[np.int8]
    """(pieces, dimensions)."""
    scales: Floats
    """(pieces,): what a row of the table is multiplied with."""

    @classmethod
    def load(cls, folder: Path = VECTORS) -> WordVectors:
        """Read the folder that `python -m intents.training.distil` wrote."""
        pieces = (folder / "pieces.txt").read_text(encoding="utf-8").splitlines()
        return cls(
            {piece: row for row, piece in enumerate(pieces)},
            np.load(folder / "table.npy"),
            np.load(folder / "scales.npy"),
        )

    def mean(self, text: str) -> Floats:
        """The mean vector of a text at length 1: (dimensions,); zeros where nothing of it is known."""
        found = [row for token in words(text) for row in self.pieces(token)]
        if not found:
            return np.zeros(self.table.shape[1], dtype=np.float32)
        total: Floats = self.scales[found] @ self.table[found].astype(np.float32)
        return total / (np.linalg.norm(total) + np.float32(1e-9))

    def pieces(self, word: str) -> list[int]:
        """The row of a known word, else the rows of its longest known pieces from the left, else nothing."""
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                row = self.rows.get(prefix + word[start:end])
                if row is not None:
                    found.append(row)
                    start = end
                    break
            else:
                return []
        return found
