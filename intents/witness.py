"""A second reader that never saw the rules: how surprising the parts of a query are, given its sentence.

The rules explain words one by one and cannot see their own mistake. This network was trained on patterns of
questions and the parts of their right queries (`parts.py`); a reading it finds very unlikely is asked back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from intents.classify import ModelError, word_vectors
from intents.features import Floats
from intents.network import Network
from intents.parts import parts
from intents.query import Query

WITNESS = Path(__file__).parent / "model" / "witness"
"""The committed weights."""
_LABELS = "labels.json"


@dataclass(frozen=True)
class Testimony:
    """What the witness says of one sentence."""

    labels: dict[str, int]
    """Part → its place among the scores."""
    scores: Floats
    """(parts,): the log of the odds of each."""

    def expects(self, part: str) -> bool:
        """True for a part that is likelier asked for than not."""
        return part in self.labels and bool(self.scores[self.labels[part]] > 0)

    def surprise(self, query: Query) -> float:
        """How unlikely it is that the sentence asks for just these parts: -ln of the probability, in nats."""
        signs = np.full(len(self.scores), -1.0, dtype=np.float32)
        signs[[self.labels[part] for part in parts(query) if part in self.labels]] = 1.0
        return float(np.logaddexp(0.0, -signs * self.scores).sum())


@dataclass(frozen=True)
class Witness:
    """The trained network with the names of its labels."""

    labels: tuple[str, ...]
    """The parts it knows."""
    network: Network
    """From a pattern to the log-odds of each."""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.labels)}

    def hear(self, pattern: str) -> Testimony:
        """What it says of the pattern of a sentence."""
        return Testimony(self._places, self.network.scores(pattern, word_vectors()))

    def save(self, folder: Path) -> None:
        """Write it for `load`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _LABELS).write_text(json.dumps(self.labels, indent=1) + "\n", encoding="utf-8")
        self.network.save(folder)

    @classmethod
    def load(cls, folder: Path = WITNESS) -> Witness:
        """Read what `save` wrote. Raises ModelError where there is none."""
        try:
            labels = tuple(json.loads((folder / _LABELS).read_text(encoding="utf-8")))
            return cls(labels, Network.load(folder))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The model in {folder} cannot be read: {error}",
                "Train it again, as docs/classifier.md says.",
            ) from error


@cache
def committed() -> Witness:
    """The committed witness, read once a process."""
    return Witness.load()
