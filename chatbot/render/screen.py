"""What a stream can show, found out once; and the one place where a rich Console is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

UNLIMITED = 10_000
"""Columns of something that is not a terminal: nothing is ever wrapped or cut there."""


@dataclass(frozen=True)
class Screen:
    """What can be shown."""

    terminal: bool = False
    """True for a terminal: answers are drawn and long lists cut."""
    width: int = UNLIMITED
    """Columns."""
    colour: bool = False
    """True where colours may be used."""
    boxes: bool = True
    """False for a dumb terminal: no lines, no animation."""
    unicode: bool = True
    """False where bars and lines have to be ASCII."""


def screen_of(stream: TextIO, environ: Mapping[str, str] | None = None) -> Screen:
    """The screen behind a text stream, as the environment describes it.

    NO_COLOR (set to anything) switches colours off, FORCE_COLOR (other than 0) on, as does no terminal and a
    terminal.
    """
    environ = os.environ if environ is None else environ
    terminal = stream.isatty()
    dumb = environ.get("TERM", "").lower() in ("dumb", "unknown")
    forced = environ.get("FORCE_COLOR", "")
    colour = (terminal and not dumb) if not forced else forced.lower() not in ("0", "false")
    return Screen(
        terminal=terminal,
        width=shutil.get_terminal_size().columns if terminal else UNLIMITED,
        colour=colour and not environ.get("NO_COLOR"),
        boxes=not dumb,
        unicode=_draws(stream.encoding or "ascii"),
    )


def _draws(encoding: str) -> bool:
    """True when the encoding has the characters that bars, lines and spinners are made of."""
    try:
        "█▏▁─━…⠋".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def console(screen: Screen, file: IO[str]) -> Console:
    """A rich Console that shows exactly what the screen can: markup in text is never interpreted."""
    from rich.console import Console  # rich is imported when something is drawn, not before

    return Console(
        file=file,
        force_terminal=screen.terminal,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        width=screen.width,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
