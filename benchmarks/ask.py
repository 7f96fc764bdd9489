"""How long a user waits: the start of one question, and each question once the app is warm.

Everything is stated as a ratio to something that runs on the same machine, so that figures from different
machines can be compared: the start to merely importing the libraries, a question to a fixed piece of Python.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from chatbot.app import App, open_app
from chatbot.opening import Place, open_snapshot
from chatbot.vocabulary import vocabulary_of

ROOT = Path(__file__).resolve().parent.parent
STARTS = 9
ROUNDS = 5
IMPORTS = [sys.executable, "-c", "import spacy, duckdb, rich"]
ASK = [sys.executable, str(ROOT / "chatbot.py"), "ask", "how many low engagement users", "--json"]
QUESTIONS = (
    "how many low engagement users",
    "how many users are in each segment",
    "average clicks of highly engaged users",
    "clicks by device",
    "top 10 articles last week",
    "who moved up since last week",
    "users with more than 50 clicks on mobile",
    "clicks by week",
    "compare low and high on searches",
    "what sets Highly Engaged apart",
    "why is user 42 in their segment",
    "distribution of total time spent",
)


def main() -> None:
    """Prints the ratios and how many runs they are medians of."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = open_snapshot(Place(Path(folder), None))
        environment = os.environ | {"INTENTSEGMENTS_SNAPSHOTS": folder, "INTENTSEGMENTS_NO_LOG": "1"}
        imports, ask = _starts(environment)
        print(f"start: one question / importing spacy, duckdb and rich = {ask / imports:.2f}", end="")
        print(f"  (medians of {STARTS} runs each, taken in turn; target at most 1.60)")
        vocabulary = vocabulary_of(snapshot)
        app = open_app(snapshot, vocabulary)
        yardstick = _median(_yardstick)
        print(f"warm, in yardsticks (sorting 100,000 numbers), medians of {ROUNDS} rounds:")
        taken = {question: _median(lambda q=question: app.ask(q)) for question in QUESTIONS}  # type: ignore[misc]
        for question, seconds in taken.items():
            print(f"  {seconds / yardstick:6.2f}  {_status(app, question):11}  {question}")
        answered = sum(_status(app, question) == "answered" for question in QUESTIONS)
        median = statistics.median(taken.values())
        print(f"{len(QUESTIONS)} questions, {answered} answered; median {median / yardstick:.2f}, ", end="")
        print(f"the slowest {max(taken.values()) * 1_000:.1f} ms (target at most 15)")


def _starts(environment: dict[str, str]) -> tuple[float, float]:
    """Median seconds of importing the libraries, and of a whole process that answers one question."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(STARTS + 1):
        for command, taken in zip((IMPORTS, ASK), times, strict=True):
            seconds = _seconds(lambda c=command: _run(c, environment))  # type: ignore[misc]
            if run:  # the first of each warms the file cache
                taken.append(seconds)
    return statistics.median(times[0]), statistics.median(times[1])


def _run(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _yardstick() -> None:
    sorted((i * 7919) % 100_003 for i in range(100_000))


def _status(app: App, question: str) -> str:
    return app.ask(question)[0].answer.status


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
