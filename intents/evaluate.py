"""Measure how questions are read: `python -m intents eval FILE_OR_FOLDER...`."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from intents.errors import QuestionFileError
from intents.evaluation import report
from intents.evaluation.answers import asked, with_figures
from intents.evaluation.misspelling import misspelt
from intents.evaluation.outcomes import Outcome, as_bytes, outcomes
from intents.parser import Parser
from intents.questions import QuestionFile, load_questions
from intents.vocabulary_file import DEMO, load_vocabulary

MET, MISSED = 0, 1
AGAIN = 2
"""So many times more every question is read, each time by a new parser in a new process."""

EXAMPLES = """\
examples:
  python -m intents eval tests/questions
  python -m intents eval tests/questions --held-out --misspell
  python -m intents eval tests/questions --floor-right 95 --ceiling-wrong 1 --floor-declined 97
  python -m intents eval my_questions.yaml --verbose --answers "python chatbot.py ask --batch - --json"

exit status: 0 all well, 1 a floor missed, a wrong figure or a question read two ways, 2 wrong usage
"""

FLOORS = (
    ("--floor-right", "in-scope questions that must be read right", report.right),
    ("--floor-declined", "out-of-scope questions that must not be answered", report.declined),
)
"""Option, what it is the least percentage of, and its measure."""


def main(argv: Sequence[str]) -> int:
    """Reads the questions and prints how well that went. Exit status as in the help."""
    options = _options().parse_args(argv)
    files = [load_questions(path) for path in question_paths(options.questions)]
    files = [file for file in files if file.held_out or not options.held_out]
    if not files:
        raise QuestionFileError("None of the files is held out.", "Leave --held-out away.")
    vocabulary = load_vocabulary(options.vocabulary)
    parser = Parser(vocabulary)
    with ProcessPoolExecutor(AGAIN, mp_context=get_context("spawn")) as pool:
        again = [pool.submit(_read_anew, files, options.vocabulary) for _ in range(AGAIN)]
        found = outcomes(files, parser)
        runs = [run.result() for run in again]
    _print_reading(files, found)
    if options.verbose:
        print(f"\n{report.misses(found, vocabulary)}")
    checks = [_print_repeated(found, runs), _print_figures(files, options.answers)]
    bad = None
    if options.misspell or options.floor_misspelt is not None:
        bad = outcomes(files, parser, misspelt)
        print(f"\nMisspelt: one edit in every word of five letters or more\n\n{report.rates(bad)}")
        if options.verbose:
            print(f"\n{report.misses(bad, vocabulary)}")
    checks += _print_floors(options, found, bad)
    return MET if all(checks) else MISSED


def question_paths(named: Sequence[Path]) -> list[Path]:
    """The question files among the named files and folders, in the order of their names within a folder."""
    paths = [path for name in named for path in (sorted(name.glob("**/*.yaml")) if name.is_dir() else [name])]
    if not paths:
        raise QuestionFileError(
            f"There are no question files in {', '.join(map(str, named))}.", "They end in .yaml."
        )
    return paths


def _print_reading(files: list[QuestionFile], found: list[Outcome]) -> None:
    turns = sum(len(c) for file in files for c in file.conversations)
    talks = sum(len(c) > 1 for file in files for c in file.conversations)
    print(f"{turns:,} questions of {len(files)} files, in them {talks:,} conversations\n")
    print(report.rates(found))
    print(f"\nRight, or not answered where that is right, by family\n\n{report.families(found)}")
    print(f"\nRisk of the answered by confidence\n\n{report.risk_coverage(found)}")


def _read_anew(files: list[QuestionFile], vocabulary: Path) -> list[bytes]:
    """Every reading as bytes; run in a process of its own, whose sets and hashes are in another order."""
    return [as_bytes(outcome.reading) for outcome in outcomes(files, Parser(load_vocabulary(vocabulary)))]


def _print_repeated(found: list[Outcome], again: list[list[bytes]]) -> bool:
    """True when every reading was the same to the byte each time."""
    first = [as_bytes(outcome.reading) for outcome in found]
    apart = [o.turn.text for o, *read in zip(found, first, *again, strict=True) if len(set(read)) > 1]
    digest = hashlib.sha256(b"\n".join(first)).hexdigest()[:16]
    print(f"\nRead three times, in three processes: {len(apart)} of {len(first):,} differ. sha256 {digest}")
    for text in apart:
        print(f"  {text}")
    return not apart


def _print_figures(files: list[QuestionFile], command: str | None) -> bool:
    """Compares figures where a command is given; True when none is wrong."""
    conversations = with_figures(files)
    count = sum(turn.expect == "figures" for c in conversations for turn in c)
    if not count:
        return True
    if command is None:
        print(f"\nFigures: {count:,} questions skipped, since --answers names no command")
        return True
    answers = asked(conversations, command)
    right = sum(answer.right for answer in answers)
    print(f"\nFigures: {right:,} of {count:,} answers have the expected rows")
    if right < count:
        print(report.wrong_figures(answers))
    return right == count


def _print_floors(options: argparse.Namespace, found: list[Outcome], bad: list[Outcome] | None) -> list[bool]:
    """Says of every floor and ceiling given whether it holds."""
    checks = []
    for option, _, measure in FLOORS:
        checks.append((option, getattr(options, option[2:].replace("-", "_")), measure(found), 1))
    checks.append(("--ceiling-wrong", options.ceiling_wrong, report.wrong(found), -1))
    if bad is not None:
        checks.append(("--floor-misspelt", options.floor_misspelt, report.right(bad), 1))
    given = [
        (option, bound, value, value * sign >= bound * sign)
        for option, bound, value, sign in checks
        if bound is not None
    ]
    if given:
        print()
    for option, bound, value, holds in given:
        print(f"{option} {bound:g}: {value:.2f}, {'met' if holds else 'MISSED'}")
    return [holds for *_, holds in given]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m intents eval",
        description="Read question files and compare every reading with the expected query.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("questions", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help="question files")
    parser.add_argument(
        "--vocabulary",
        type=Path,
        default=DEMO,
        metavar="JSON",
        help="names to read with (default: the demo's)",
    )
    parser.add_argument(
        "--answers",
        metavar="COMMAND",
        help="answers the questions whose figures are known, a JSON object a line",
    )
    parser.add_argument("--held-out", action="store_true", help="read the held-out files only")
    parser.add_argument("--misspell", action="store_true", help="read everything misspelt too")
    parser.add_argument("--verbose", action="store_true", help="list every miss")
    for option, help, _ in FLOORS:
        parser.add_argument(option, type=float, metavar="PERCENT", help=help)
    parser.add_argument(
        "--ceiling-wrong",
        type=float,
        metavar="PERCENT",
        help="in-scope questions that may be answered wrongly",
    )
    parser.add_argument(
        "--floor-misspelt",
        type=float,
        metavar="PERCENT",
        help="in-scope questions that must be right misspelt",
    )
    return parser
