"""Text from data and from users, made safe to show: nothing invisible reaches a terminal as it is."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
"""Zero-width joiners shape letters in several scripts; they cannot move or hide anything."""
_ESCAPE_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")


def visible(text: str) -> str:
    """The text with every control, format and surrogate character spelled out, such as `\\x1b`."""
    if text.isprintable():
        return text
    return "".join(_spelled(c) if _is_hidden(c) else c for c in text)


def without_controls(text: str) -> str:
    """A question as it was meant: escape sequences and control characters become spaces."""
    text = _ESCAPE_SEQUENCE.sub(" ", text)
    return "".join(" " if _is_hidden(c) else c for c in text)


def is_broken(text: str) -> bool:
    """True for text that was not UTF-8 where it came from."""
    return any("\ud800" <= c <= "\udfff" for c in text)


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS


def _spelled(character: str) -> str:
    code = ord(character)
    if "\udc80" <= character <= "\udcff":  # a byte that was not UTF-8, as Python carries it
        return f"\\x{code - 0xDC00:02x}"
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
