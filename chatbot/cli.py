"""The command line: arguments to a mode, a mode to an exit status.

Nothing heavy is imported here at the top: `--help` and mistakes in the arguments answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from chatbot.errors import ChatbotError
from intents.errors import IntentError
from segmentation.errors import SegmentationError

if TYPE_CHECKING:
    from chatbot.app import App
    from chatbot.reply import Reply

ANSWERED, NOT_ANSWERED, WRONG_USAGE, INTERRUPTED, CLOSED_PIPE = 0, 1, 2, 130, 141
FORMATS = ("json", "csv", "markdown", "plain")

EXAMPLES = """\
examples:
  python chatbot.py                                      open the chat
  python chatbot.py ask "how many low engagement users"  one question
  python chatbot.py < questions.txt                      a question a line, answered in plain text
"""
ASK_EXAMPLES = """\
examples:
  python chatbot.py ask "clicks by device last week"
  python chatbot.py ask "top 10 articles" --csv > articles.csv
  python chatbot.py ask --batch questions.txt            a JSON object a line; a blank line starts anew

exit status: 0 answered (a batch: all of them), 1 not answered, 2 wrong usage,
             3 no usable snapshot or warehouse, 130 interrupted
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status. Only --debug shows a traceback."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is flushed to it at exit
        return CLOSED_PIPE
    except Exception as error:
        from chatbot.telling import told

        print(told(error, debug=arguments.debug), file=sys.stderr)
        if isinstance(error, SegmentationError):
            return error.exit_status
        return WRONG_USAGE if isinstance(error, ChatbotError | IntentError) else NOT_ANSWERED


def _run(arguments: argparse.Namespace) -> int:
    if arguments.mode == "ask":
        return _ask(arguments)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _chat(arguments)
    return _batch(arguments, _lines("-"), arguments.format or "plain")


def _ask(arguments: argparse.Namespace) -> int:
    if bool(arguments.batch) == bool(arguments.question):
        raise ChatbotError(
            "ask takes a question, or --batch FILE.", 'Such as: python chatbot.py ask "how many users"'
        )
    if arguments.batch:
        return _batch(arguments, _lines(arguments.batch), arguments.format or "json")
    from chatbot.missed import remember

    reply, _ = _open(arguments).ask(" ".join(arguments.question))
    _write(reply, arguments.format)
    remember(reply)
    if arguments.format == "csv" and not reply.answer.columns:
        print("\n".join([reply.answer.headline, *reply.answer.choices]), file=sys.stderr)
    return ANSWERED if reply.answered else NOT_ANSWERED


def _batch(arguments: argparse.Namespace, lines: Iterator[str], format: str) -> int:
    from chatbot.batch import run
    from chatbot.escape import visible
    from chatbot.missed import remember

    def show(reply: Reply) -> None:
        if format != "json":
            print(f"> {visible(reply.question)}")
        _write(reply, format)
        if format != "json":
            print()
        sys.stdout.flush()
        remember(reply)

    return ANSWERED if run(_open(arguments), lines, show) else NOT_ANSWERED


def _chat(arguments: argparse.Namespace) -> int:
    from chatbot.opening import open_snapshot, place_of
    from chatbot.repl.conversation import Conversation
    from chatbot.repl.session import chat

    place = place_of(arguments.settings, arguments.snapshots)
    snapshot = open_snapshot(place, arguments.snapshot)
    _keep_pandas_out()
    return chat(Conversation(snapshot, place.folder, debug=arguments.debug))


def _open(arguments: argparse.Namespace) -> App:
    """The app on the snapshot that the arguments name. Progress goes to standard error alone."""
    from chatbot.opening import open_snapshot, place_of

    snapshot = open_snapshot(place_of(arguments.settings, arguments.snapshots), arguments.snapshot)
    _keep_pandas_out()
    from chatbot.app import open_app
    from chatbot.vocabulary import vocabulary_of

    return open_app(snapshot, vocabulary_of(snapshot))


def _keep_pandas_out() -> None:
    """DuckDB imports pandas, where there is one, to look at a statement's parameters: half a second lost.

    Called once the snapshot is there, since building one does need pandas.
    """
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]


def _lines(file: str) -> Iterator[str]:
    """The lines of a file or, for "-", of standard input; bytes that are not UTF-8 stay recognisable."""
    try:
        descriptor = 0 if file == "-" else os.open(file, os.O_RDONLY)
        with open(descriptor, encoding="utf-8-sig", errors="surrogateescape", closefd=file != "-") as stream:
            yield from stream
    except OSError as error:
        raise ChatbotError(
            f"{file} cannot be read: {error.strerror}.", "Name a file with a question a line."
        ) from error


def _write(reply: Reply, format: str | None) -> None:
    """Shows a reply on standard output, drawn on a terminal, as plain text elsewhere, or as asked."""
    from chatbot.render import render
    from chatbot.render.screen import screen_of

    screen = screen_of(sys.stdout)
    if format in ("json", "csv"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(
        render(reply, format or ("drawn" if screen.terminal or screen.colour else "plain"), screen)
    )


class _Parser(argparse.ArgumentParser):
    """Says the way out along with the mistake."""

    def error(self, message: str) -> NoReturn:
        hint = 'A question goes behind ask: python chatbot.py ask "how many users". See --help.'
        self.exit(WRONG_USAGE, f"{message}\n{hint}\n")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print("intentsegments", version("intentsegments"))
        except PackageNotFoundError:
            print("intentsegments (not installed)")
        parser.exit(ANSWERED)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python chatbot.py",
        description="Ask about your audience's engagement segments in plain words.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(mode="chat", format=None)
    _add_common(parser, default=None)
    ask = parser.add_subparsers(metavar="ask").add_parser(
        "ask",
        help="answer one question, or a file of them",
        description="Answer one question, or a file of them.",
        epilog=ASK_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.set_defaults(mode="ask")
    _add_common(ask, default=argparse.SUPPRESS)  # what stands before `ask` is kept
    ask.add_argument("question", nargs="*", help="the question, best in quotes")
    ask.add_argument("--batch", metavar="FILE", help="a question a line; - for standard input")
    formats = ask.add_mutually_exclusive_group()
    for format in FORMATS:
        formats.add_argument(
            f"--{format}", dest="format", action="store_const", const=format, help=f"answer as {format}"
        )
    return parser


COMMON = (
    ("--settings", "FILE", "settings file (or $INTENTSEGMENTS_SETTINGS)"),
    ("--snapshots", "DIR", "folder of snapshots (or $INTENTSEGMENTS_SNAPSHOTS)"),
    ("--snapshot", "ID", "the snapshot to ask; else the current one"),
)
"""Options of every mode: name, what it takes, help."""


def _add_common(parser: argparse.ArgumentParser, default: str | None) -> None:
    for option, metavar, help in COMMON:
        parser.add_argument(option, metavar=metavar, default=default, help=help)
    parser.add_argument("--debug", action="store_true", default=default, help="show tracebacks")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
