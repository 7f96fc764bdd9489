"""`python -m intents train | eval | benchmark`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from intents.errors import IntentError

COMMANDS = {
    "train": ("intents.training.train", "train the intent classifier on the intent files"),
    "eval": ("intents.evaluate", "measure how questions are read on question files"),
    "benchmark": ("intents.training.benchmark", "measure the classifier on public intent data"),
}
"""Command → the module whose `main` runs it, and what it does."""

WRONG_USAGE, CLOSED_PIPE = 2, 141

EXAMPLES = """\
examples:
  python -m intents eval tests/questions --misspell
  python -m intents train
  python -m intents benchmark ../shared/data/nlu
  python -m intents eval --help
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; a mistake is told in a line or two."""
    parser = argparse.ArgumentParser(
        prog="python -m intents",
        description="Words: read questions as typed queries.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (_, help) in COMMANDS.items():
        commands.add_parser(name, help=help, add_help=False)
    options, rest = parser.parse_known_args(argv)
    module = importlib.import_module(COMMANDS[options.command][0])
    try:
        status = int(module.main(rest))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except IntentError as error:
        print(f"{error.message}\n{error.hint}".rstrip(), file=sys.stderr)
        return WRONG_USAGE


if __name__ == "__main__":
    raise SystemExit(main())
