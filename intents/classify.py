"""The spaCy component that says which intent a text has: `doc.cats`, a calibrated probability for each label.

It is what is left when nothing exact was found, so it must also know when to say "none of these": the label
`out_of_scope` is trained like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from intents.errors import IntentError
from intents.features import WordVectors
from intents.network import Network, softmax

MODEL = Path(__file__).parent / "model" / "intents"
"""The committed weights, trained on `intents/data`."""

_LABELS = "labels.json"


class ModelError(IntentError):
    """A trained model that is missing or cannot be used."""


class IntentClassifier:
    """Sets `doc.cats`. Empty of weights until `from_disk` or `train.train` gave it some."""

    def __init__(self, name: str = "intent_classifier") -> None:
        self.name = name
        self.labels: tuple[str, ...] = ()
        self.temperature = 1.0
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the probabilities of a document's text; no other attribute is touched."""
        doc.cats = self.probabilities(doc.text)
        return doc

    def probabilities(self, text: str) -> dict[str, float]:
        """Label to probability, most likely first (ties by name); they add up to 1."""
        if self.network is None:
            raise ModelError(
                "The intent classifier has no weights.", "Load a model, or train one: python -m intents train"
            )
        chances = softmax(self.network.scores(text, word_vectors()), self.temperature)
        pairs = zip(self.labels, chances.tolist(), strict=True)
        return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (spaCy's signature)
        """Write the weights. The word vectors stay where they are: they belong to the package."""
        if self.network is None:
            raise ModelError("There are no weights to write.", "Train first: python -m intents train")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        described = {"labels": list(self.labels), "temperature": self.temperature}
        (folder / _LABELS).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
        self.network.save(folder)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> IntentClassifier:  # noqa: ARG002
        """Read what `to_disk` wrote."""
        folder = Path(path)
        try:
            described = json.loads((folder / _LABELS).read_text(encoding="utf-8"))
            self.network = Network.load(folder)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The intent model in {folder} cannot be read: {error}",
                "Train it again: python -m intents train --questions tests/questions",
            ) from error
        self.labels, self.temperature = tuple(described["labels"]), float(described["temperature"])
        return self


@cache
def word_vectors() -> WordVectors:
    """The committed word vectors, read once a process."""
    return WordVectors.load()


@Language.factory("intent_classifier", assigns=["doc.cats"])  # type: ignore[untyped-decorator]
def _make(nlp: Language, name: str) -> IntentClassifier:  # noqa: ARG001 (spaCy's signature)
    return IntentClassifier(name)


def load(folder: Path = MODEL) -> IntentClassifier:
    """The trained classifier without a pipeline around it. Raises ModelError where there is none."""
    word_vectors()
    return IntentClassifier().from_disk(folder)


def load_pipeline(folder: Path = MODEL) -> Language:
    """A blank English pipeline with the trained classifier: the same as `spacy.load`, and quicker."""
    word_vectors()
    nlp = spacy.blank("en")
    component = nlp.add_pipe("intent_classifier")
    assert isinstance(component, IntentClassifier)
    component.from_disk(folder)
    return nlp
