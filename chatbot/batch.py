"""Many questions, a line each: a blank line starts a new conversation, the lines of one follow each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chatbot.app import App
from chatbot.reply import Reply
from chatbot.telling import told


def run(app: App, lines: Iterable[str], show: Callable[[Reply], None]) -> bool:
    """Answers every line, showing each reply as soon as it is there; True when all were answered."""
    context = None
    all_answered = True
    for line in lines:
        question = line.rstrip("\r\n")
        if not question.strip():
            context = None
            continue
        try:
            reply, context = app.ask(question, context)
        except Exception as error:  # one question's fault must not cost the others their answers
            reply = app.decline(question, told(error, debug=False).replace("\n", " "))
        show(reply)
        all_answered &= reply.answered
    return all_answered
