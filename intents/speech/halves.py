"""Lengths of time with a half or a quarter in them, in whole units: "half a minute", "an hour and a half"."""

from __future__ import annotations

import re

_SMALLER = {"hour": "minutes", "minute": "seconds"}
"""Unit → the one that sixty of make it."""
_PARTS = (
    (re.compile(r"\bhalf an? (hour|minute)\b", re.IGNORECASE), 30),
    (re.compile(r"\b(?:a|one) quarter of an? (hour|minute)\b", re.IGNORECASE), 15),
    (re.compile(r"\bthree[ -]quarters of an? (hour|minute)\b", re.IGNORECASE), 45),
    (re.compile(r"\b(?:an?|one|1) (hour|minute) and a half\b", re.IGNORECASE), 90),
    (re.compile(r"\b(?:one|1) and a half (hour|minute)s\b", re.IGNORECASE), 90),
)  # fmt: skip


def in_whole_units(text: str) -> str:
    """The text with such lengths in the smaller unit."""
    for pattern, number in _PARTS:
        text = pattern.sub(lambda found, n=number: f"{n} {_SMALLER[found[1].lower()]}", text)  # type: ignore[misc]
    return text
