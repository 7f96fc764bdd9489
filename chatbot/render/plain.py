"""An answer as plain text: for pipes, files and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chatbot.escape import visible
from chatbot.render import cells, sentences
from chatbot.render.grid import grid
from chatbot.render.screen import Screen
from chatbot.reply import Reply


def plain(reply: Reply, screen: Screen) -> str:
    """The whole answer; a paragraph each for the headline, the table, and what to know about them."""
    paragraphs = [[visible(reply.answer.headline)]]
    if sentences.has_table(reply):
        rows, more = sentences.shown_rows(reply, screen)
        paragraphs.append([*table(reply, rows), *([more] if more else [])])
    paragraphs.append(sentences.choices(reply))
    paragraphs.append([f"Try: {suggestion}" for suggestion in sentences.suggestions(reply)])
    read_as = sentences.read_as(reply)
    paragraphs.append(
        [
            *([read_as] if read_as else []),
            *(f"Note: {note}" for note in sentences.notes(reply)),
            sentences.provenance(reply),
        ]
    )
    return "\n\n".join("\n".join(lines) for lines in paragraphs if any(lines)) + "\n"


def table(reply: Reply, rows: Sequence[Sequence[Any]]) -> list[str]:
    """Lines of aligned columns, as wide as they need: figures flush right, texts flush left."""
    columns = [
        [cells.pad(text, strip.widest, right=strip.figures) for text in (strip.heading, *strip.texts)]
        for strip in grid(reply.answer.columns, rows)
    ]
    lines = ["  ".join(line).rstrip() for line in zip(*columns, strict=True)]
    return lines if lines[0] else lines[1:]
