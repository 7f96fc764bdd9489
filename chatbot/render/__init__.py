"""From a reply to text, in one of five formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chatbot.render.drawn import drawn
from chatbot.render.files import csv_text, json_line, markdown
from chatbot.render.plain import plain
from chatbot.render.screen import Screen
from chatbot.reply import Reply

RENDERERS: Mapping[str, Callable[[Reply, Screen], str]] = {
    "drawn": drawn,
    "plain": plain,
    "json": json_line,
    "csv": csv_text,
    "markdown": markdown,
}
"""Format to what renders it: the text ends in a line break."""


def render(reply: Reply, format: str, screen: Screen) -> str:
    """The reply as text for the screen, in a format of RENDERERS."""
    return RENDERERS[format](reply, screen)
