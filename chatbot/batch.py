"""Many questions, a line each: a blank line starts a new conversation, the lines of one follow each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chatbot.app import App
from chatbot.reply import Reply


def run(app: App, lines: Iterable[str], show: Callable[[Reply], None]) -> bool:
    """Answers every line, showing each reply as soon as it is there; True when all were answered."""
    context = None
    all_answered = True
    for line in lines:
        question = line.rstrip("\r\n")
        if not question.strip():
            context = None
            continue
        reply, context = app.ask(question, context)
        show(reply)
        all_answered &= reply.answered
    return all_answered
