"""Questions whose figures are known, asked of a command that answers as SEMANTICS.md section 7 says."""

from __future__ import annotations

import datetime as dt
import json
import math
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from intents.errors import IntentError
from intents.questions import QuestionFile, Turn


class AnswersError(IntentError):
    """A command that does not answer line by line."""


@dataclass(frozen=True)
class Figures:
    """The figures of one answer beside the expected ones."""

    turn: Turn
    """The question; `turn.rows` are expected."""
    rows: tuple[tuple[Any, ...], ...]
    """What came back; no rows where it was not answered."""

    @property
    def right(self) -> bool:
        """True where both have the same rows in the same order; numbers may differ by a billionth."""
        return len(self.rows) == len(self.turn.rows) and all(
            len(got) == len(expected) and all(map(_same, got, expected))
            for got, expected in zip(self.rows, self.turn.rows, strict=True)
        )


def with_figures(files: Iterable[QuestionFile]) -> list[tuple[Turn, ...]]:
    """The conversations that expect figures somewhere."""
    return [c for file in files for c in file.conversations if any(t.expect == "figures" for t in c)]


def asked(conversations: Sequence[tuple[Turn, ...]], command: str) -> list[Figures]:
    """Asks one process all conversations, a blank line between them, and keeps the answers that are figures.

    Raises:
        AnswersError: the command cannot be run, or its output is not an object a question.
    """
    hint = 'Such as: --answers "python chatbot.py ask --batch - --json"'
    lines = "\n\n".join("\n".join(turn.text for turn in c) for c in conversations) + "\n"
    try:
        done = subprocess.run(
            shlex.split(command), input=lines, capture_output=True, encoding="utf-8", check=False
        )
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    except (OSError, ValueError, IndexError) as error:
        raise AnswersError(f"{command!r} gives no answers: {error}", hint) from error
    turns = [turn for conversation in conversations for turn in conversation]
    if len(answers) != len(turns):
        said = done.stderr.strip()[-500:]
        raise AnswersError(f"{command!r} gave {len(answers)} answers to {len(turns)} questions. {said}", hint)
    pairs = zip(turns, answers, strict=True)
    return [Figures(turn, _rows(answer)) for turn, answer in pairs if turn.expect == "figures"]


def _rows(answer: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in answer["result"]["rows"])


def _same(got: Any, expected: Any) -> bool:
    if isinstance(got, int | float) and isinstance(expected, int | float):
        return math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-9)
    return bool(got == (expected.isoformat() if isinstance(expected, dt.date) else expected))
