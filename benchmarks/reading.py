"""How long reading a question takes: `python -m benchmarks reading`.

Each question of tests/questions once the parser is warm, with the demo's names and with 20,000 more; and how
long a parser takes to load, over importing spaCy in the same way.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from intents.parser import Parser
from intents.questions import load_questions
from intents.vocabulary import Vocabulary
from intents.vocabulary_file import load_vocabulary

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
NAMES = 20_000
STARTS = 7
SPACY = "import spacy"
LOAD = """\
from intents.parser import Parser
from intents.vocabulary_file import load_vocabulary
Parser(load_vocabulary())
"""


def main() -> None:
    """Prints the times, and of how many runs they are medians."""
    spacy, load = _starts(SPACY), _starts(LOAD)
    print(
        f"load: parser {load * 1_000:.0f} ms, import spacy {spacy * 1_000:.0f} ms, ratio {load / spacy:.2f}",
        end="",
    )
    print(f" (medians of {STARTS} processes each, their start included)")
    files = [load_questions(path) for path in sorted(QUESTIONS.glob("*.yaml"))]
    texts = [turn.text for file in files for conversation in file.conversations for turn in conversation]
    vocabulary = load_vocabulary()
    print(f"warm, {len(texts):,} questions, the median of 3 readings each:")
    for name, names in (
        ("the demo's names", vocabulary),
        (f"{NAMES:,} names more", with_names(vocabulary, NAMES)),
    ):
        started = time.perf_counter()
        parser = Parser(names)
        built = time.perf_counter() - started
        taken = sorted(_reading(parser, text) * 1_000 for text in texts)
        print(
            f"  {name:<20} median {statistics.median(taken):.2f} ms, 99 % within {_at(taken, 0.99):.1f} ms,"
            f" worst {taken[-1]:.1f} ms; parser built in {built:.2f} s"
        )


def with_names(vocabulary: Vocabulary, count: int) -> Vocabulary:
    """The vocabulary with made-up search terms of two words, the same on every run."""
    pick = random.Random(0)
    words = [
        "".join(pick.choice("bdfgklmnprstv") + pick.choice("aeiou") for _ in range(3)) for _ in range(count)
    ]
    terms = tuple(f"{word} {pick.choice(words)}" for word in words)
    return replace(vocabulary, values={**vocabulary.values, "term": (*vocabulary.values["term"], *terms)})


def _reading(parser: Parser, text: str) -> float:
    """Median seconds of three readings, after one that warms up."""
    parser.read(text)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        parser.read(text)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _starts(code: str) -> float:
    """Median seconds of a process that runs the code, the first run left out."""
    times = []
    for _ in range(STARTS + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=QUESTIONS.parent.parent, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
