"""Questions that found no answer, kept on this machine so that /missed can show what to teach."""

from __future__ import annotations

from chatbot.places import missed_file
from chatbot.reply import Reply


def remember(reply: Reply) -> None:
    """Logs the question when it was not answered, unless the user opted out."""
    if reply.answer.status == "unsupported" and (file := missed_file()):
        from intents.teaching import log_missed

        log_missed(file, reply.question)
