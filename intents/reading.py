"""What was understood of a question: the query or the reason there is none, and how it was reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from intents.query import Query

Stage = Literal["exact", "matched", "corrected", "classified", "follow-up"]


@dataclass(frozen=True)
class Correction:
    """One word read as another."""

    typed: str
    """As the user typed it."""
    read: str
    """As it was understood."""


@dataclass(frozen=True)
class Reading:
    """The outcome of parsing one question. Exactly one of query, choices and reason carries it."""

    text: str
    """The question as typed."""
    query: Query | None = None
    """Set when there is one clear meaning."""
    choices: tuple[Query, ...] = ()
    """Two to four meanings that are about equally likely and give different results; or a single one that
    part of the question speaks against: "did you mean"."""
    reason: str = ""
    """Why the question cannot be answered: what is missing, or what was not understood."""
    suggestions: tuple[str, ...] = ()
    """Up to three near questions that do work."""
    stage: Stage = "matched"
    """Which stage of the cascade spoke."""
    confidence: float = 1.0
    """0..1, calibrated on the question files."""
    surprise: float = math.inf
    """How unlikely the witness finds the query, asked back or not, in nats; infinite where none was found."""
    corrections: tuple[Correction, ...] = ()
    """Misspellings and what they were read as."""
    carried: tuple[str, ...] = ()
    """What a follow-up kept from the question before, in words."""
    left_over: tuple[str, ...] = ()
    """Words that carry meaning and were not understood."""
    notes: tuple[str, ...] = ()
    """What the user should know of how it was read (a day moved to the nearest as-of day, ...)."""
