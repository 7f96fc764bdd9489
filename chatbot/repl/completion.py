"""What Tab completes: commands at the start of a line, names of this snapshot anywhere in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from chatbot.escape import visible
from chatbot.repl.commands import COMMANDS
from intents.restate import DIMENSION_PHRASES, METRIC_PHRASES
from intents.vocabulary import Vocabulary

COMPLETED = ("device", "source", "section")
"""Dimensions whose values are few enough to offer."""


class Names(Completer):
    """Completes names of the snapshot that is asked at the moment, however many words they have."""

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        self._vocabulary = vocabulary

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterator[Completion]:
        """Every name that begins with the last words typed."""
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            yield from (
                Completion(f"/{name}", -len(typed)) for name in COMMANDS if f"/{name}".startswith(typed)
            )
            return
        names = sorted(set(_names(self._vocabulary())))
        for start in _word_starts(typed):
            words = typed[start:].lower()
            found = [name for name in names if name.lower().startswith(words)]
            if found:
                yield from (Completion(name, -len(words)) for name in found)
                return


def _names(vocabulary: Vocabulary) -> Iterable[str]:
    yield from vocabulary.segments
    yield from (METRIC_PHRASES[metric] for metric in vocabulary.metrics)
    yield from (DIMENSION_PHRASES[dimension] for dimension in vocabulary.dimensions)
    for dimension in COMPLETED:
        yield from map(visible, vocabulary.values.get(dimension, ()))


def _word_starts(text: str) -> Iterator[int]:
    """Where the last three words begin, the longest stretch first; nothing behind a space or for no text."""
    if not text or text[-1].isspace():
        return
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == " ")]
    yield from starts[-3:]
