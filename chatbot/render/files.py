"""An answer as data to keep or to pass on: JSON, CSV and Markdown. They hold every row."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from chatbot.escape import visible
from chatbot.render import sentences
from chatbot.render.grid import grid
from chatbot.render.screen import Screen
from chatbot.reply import Reply

_DANGEROUS = re.compile(r"[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that JSON leaves as they are and that a terminal or a UTF-8 stream would not."""


def json_line(reply: Reply, _screen: Screen) -> str:
    """One line: the object of the answer with sorted keys and unrounded figures."""
    text = json.dumps(reply.payload, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return _DANGEROUS.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def csv_text(reply: Reply, _screen: Screen) -> str:
    """The figures alone, unrounded, under a line of column names; an empty cell where there is none.

    Nothing at all where there are no figures. Control characters are spelled out. Texts that a spreadsheet
    would take for a formula are left alone.
    """
    if not reply.answer.columns:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([visible(column.name) for column in reply.answer.columns])
    for row in reply.answer.rows:
        writer.writerow([_csv_cell(value) for value in row])
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def markdown(reply: Reply, _screen: Screen) -> str:
    """The whole answer as Markdown, with figures as they are shown in the chat."""
    answer = reply.answer
    paragraphs = [[f"**{_escaped(visible(answer.headline))}**"]]
    if sentences.has_table(reply):
        paragraphs.append(_table(reply))
    paragraphs.append([_escaped(choice) for choice in sentences.choices(reply)])
    paragraphs.append([f"- Try: {_escaped(suggestion)}" for suggestion in sentences.suggestions(reply)])
    paragraphs.append([f"- {_escaped(note)}" for note in sentences.notes(reply)])
    paragraphs.append([_escaped(sentences.read_as(reply))])
    paragraphs.append([f"*{_escaped(sentences.provenance(reply))}*"])
    return "\n\n".join("\n".join(lines) for lines in paragraphs if any(lines)) + "\n"


def _table(reply: Reply) -> list[str]:
    columns = [
        [_escaped(strip.heading), "---:" if strip.figures else "---", *map(_escaped, strip.texts)]
        for strip in grid(reply.answer.columns, reply.answer.rows)
    ]
    return [f"| {' | '.join(line)} |" for line in zip(*columns, strict=True)]


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is: pipes cannot end a cell, nothing becomes a tag or a link."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
