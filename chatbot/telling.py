"""What is said when something fails: a message and the way out, never a traceback unless it is asked for."""

from __future__ import annotations

import traceback

from chatbot.errors import ChatbotError
from chatbot.escape import visible
from intents.errors import IntentError
from segmentation.errors import SegmentationError

USER_ERRORS = (ChatbotError, IntentError, SegmentationError)
"""The three families of errors a user can cause; each error has a message and a hint."""


def told(error: Exception, *, debug: bool) -> str:
    """What went wrong, in lines; with `debug`, behind the traceback."""
    if isinstance(error, USER_ERRORS):
        lines = [*error.message.split("\n"), error.hint]
    else:
        fault = f"{type(error).__name__}: {error}".replace("\n", " ")
        lines = [
            f"This is a fault in the program, not in what you asked: {fault}",
            "Start it with --debug to see where, and please report it.",
        ]
    text = "\n".join(visible(line) for line in lines if line)
    return "".join(traceback.format_exception(error)) + text if debug else text
