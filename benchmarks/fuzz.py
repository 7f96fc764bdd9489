"""Throws random text at the parser: `python -m benchmarks fuzz [N] [SEED]` (a million texts, seed 0).

The texts mix words of the vocabulary, noise of all scripts and mutations of the question files; half of them
are asked as follow-ups of the text before. Prints texts that raise, are slow or read outside the schema.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from intents.evaluation.misspelling import edited
from intents.evaluation.soundness import faults
from intents.followups.context import Context
from intents.parser import Parser
from intents.questions import load_questions
from intents.vocabulary_file import load_vocabulary

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
SLOW = 0.2
"""Seconds of this process beyond which a reading counts as slow; others on the machine do not count."""
SHOWN = 5
"""Texts shown of one fault in one place, and of slow ones."""
LONGEST = 300
"""Characters shown of a text; the seed makes the whole of it again."""
ODD = (
    *"\x00\x07\x1b\u202e\ufeff\u200d\ud800\u0301\xa0\t\n",
    *"ßİıΩжשع中한ไ😀🚀½²٣¥%\"'`“”«»\\/|;:,.!?()[]{}<>=+-*#@&~^_$",
    "' OR 1=1; --", "SELECT * FROM users", "DROP TABLE", "../../etc/passwd", "%s%n", "{0}", "${x}", "<b>",
    "1e308", "-1", "999999999999999999999", "0", "3.14", "2026-13-45", "2026-10-31", "31 February",
    "0000-00-00", "between", "to", "and", "or", "not", "per", "vs", "p0", "p100", "0%", "1000%", "\x1b[31m",
    "NaN", "inf",
)  # fmt: skip
"""Pieces that trip readers of text up."""


FORMS = (
    "clicks {}", "{}", "how many users {}", "who moved up {}", "clicks {} vs {}", "clicks from {} to {}",
    "clicks between {} and {}", "clicks since {}", "segments as of {}", "articles by section {} against {}",
)  # fmt: skip
DAYS = (
    "{month} {year}", "{number} {month}", "{number} {month} {year}", "{weekday} {year}-{two}-{two}",
    "{year}-{two}-{two}", "{number}/{number}/{year}", "{number}.{number}.{year}", "q{number} {year}",
    "{weekday}", "week {number}", "the week of {number} {month} {year}", "last {number} {unit}",
    "{number} {unit} ago", "since {number} {unit}", "before {year}-{two}-{two}", "after {year}-{two}-{two}",
    "the {number}th", "{year}", "{number}-{number}", "at {number}:{two}", "next {unit}", "until {weekday}",
    "{number} {unit} instead", "weekends",
)  # fmt: skip
"""Days as people write them; most of those made from these do not exist."""


class Texts:
    """An endless, seeded source of texts."""

    def __init__(self, parser: Parser, seed: int) -> None:
        self.random = random.Random(seed)
        phrases = [" ".join(phrase) for table in parser.lexicon.exact.values() for phrase in table]
        self.phrases = sorted(phrases)
        files = [load_questions(path) for path in sorted(QUESTIONS.glob("*.yaml"))]
        self.questions = [turn.text for file in files for talk in file.conversations for turn in talk]

    def next(self) -> tuple[str, str]:
        """A text and the name of its kind."""
        kind = self.random.choice(
            (self.words, self.noise, self.mutation, self.mutation, self.splice, self.days)
        )
        return kind(), kind.__name__

    def words(self) -> str:
        """Phrases of the vocabulary and odd pieces in any order."""
        count = self.random.randint(1, self.random.choice((6, 15, 60)))
        pools = (self.phrases, self.phrases, self.phrases, ODD)
        return " ".join(self.random.choice(self.random.choice(pools)) for _ in range(count))

    def noise(self) -> str:
        """Characters of any kind."""
        pick = self.random
        count = pick.randint(0, pick.choice((5, 40, 400, 4_000)))
        return "".join(
            pick.choice(ODD) if pick.random() < 0.3 else chr(pick.randrange(0x110000)) for _ in range(count)
        )

    def mutation(self) -> str:
        """A question with some words dropped, doubled, moved, misspelt or replaced."""
        words = self.random.choice(self.questions).split()
        for _ in range(self.random.randint(1, 5)):
            place = self.random.randrange(len(words))
            changes: tuple[list[str], ...] = (
                [],
                [words[place]] * 2,
                [edited(words[place] + "s", self.random)],
                [words[place], self.random.choice(ODD)],
                [self.random.choice(self.phrases)],
                [self.random.choice(words)],
            )
            words[place : place + 1] = self.random.choice(changes)
            words = words or ["how"]
        return " ".join(words)

    def splice(self) -> str:
        """The start of one question and the end of another."""
        one, other = self.random.sample(self.questions, 2)
        return one[: self.random.randint(0, len(one))] + " " + other[self.random.randint(0, len(other)) :]

    def days(self) -> str:
        """A question about days that may not exist."""
        form = self.random.choice(FORMS)
        return form.format(*(self._day() for _ in range(form.count("{}"))))

    def _day(self) -> str:
        pick = self.random
        return pick.choice(DAYS).format(
            month=pick.choice(("october", "feb", "sept", "december")),
            weekday=pick.choice(("fri", "monday", "sundays")),
            unit=pick.choice(("days", "weeks", "months", "quarters", "years", "hours")),
            year=pick.choice(("2026", "2025", "0000", "0001", "9999", "26")),
            two=pick.choice(("00", "01", "02", "10", "12", "13", "29", "30", "31", "99")),
            number=pick.choice((0, 1, 2, 5, 12, 30, 31, 99, 1_000, 100_000, 10**9, 10**30)),
        )


def main() -> int:
    """Reads the texts and prints what was wrong; 1 when something was."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    parser = Parser(load_vocabulary())
    texts = Texts(parser, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    context, talk = Context(), list[str]()
    counts: Counter[str] = Counter()
    worst = (0.0, "")
    for _ in range(count):
        text, kind = texts.next()
        if texts.random.random() < 0.5:
            context, talk = Context(), []
        talk.append(text)
        counts[kind] += 1
        started = time.process_time()
        try:
            reading, after = parser.read(text, context)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            _tell(counts, "raised", f"{error!r} in {Path(frame.filename).name}:{frame.lineno}", talk)
            continue
        seconds = time.process_time() - started
        if seconds > SLOW:  # another process may have emptied the caches
            seconds = min(seconds, _again(parser, text, context), _again(parser, text, context))
        worst = max(worst, (seconds, text))
        counts["answered"] += reading.query is not None
        if seconds > SLOW:
            _tell(counts, "slow", f"over {SLOW * 1_000:.0f} ms", [*talk, f"{seconds * 1_000:.0f} ms"])
        if wrong := faults(reading, parser.vocabulary):
            _tell(counts, "outside the schema", "; ".join(wrong), talk)
        context = after
    print(
        f"{count:,} texts: "
        + ", ".join(f"{counts[k]:,} {k}" for k in ("words", "noise", "mutation", "splice", "days"))
    )
    print(f"answered {counts['answered']:,}, worst {worst[0] * 1_000:.0f} ms: {worst[1][:200]!r}")
    bad = ("raised", "slow", "outside the schema")
    print(", ".join(f"{name} {counts[name]:,}" for name in bad))
    return int(any(counts[name] for name in bad))


def _again(parser: Parser, text: str, context: Context) -> float:
    """Seconds of one more reading."""
    started = time.process_time()
    parser.read(text, context)
    return time.process_time() - started


def _tell(counts: Counter[str], kind: str, what: str, talk: list[str]) -> None:
    """Counts a fault and shows the conversation that ends in it, unless the same was shown often."""
    counts[kind] += 1
    counts[what] += 1
    if counts[what] <= SHOWN:
        print(f"{kind}: {what}", *(f"  {text[:LONGEST]!r}" for text in talk), sep="\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
