"""How likely a reading is right, told by the two models and by the words that nothing explained."""

from __future__ import annotations

import math
from dataclasses import dataclass

ANSWERED = 0.7
"""A reading that is less likely right is asked back."""


@dataclass(frozen=True)
class Signs:
    """What tells whether a query is what a question means."""

    surprise: float
    """How unlikely the witness finds its parts, in nats."""
    agreed: float
    """The classifier's probability of the kinds of question that the query answers."""
    out_of_scope: float
    """Its probability that the question is about something else."""
    carried: bool
    """True for a follow-up."""
    mentions: int
    """The length of the question: words and phrases taken as one."""
    unexplained: int
    """So many of them were needed for no part of the query."""


_BASE = 5.65
_SURPRISE, _AGREED, _OUT_OF_SCOPE = -1.56, 0.36, -0.01
_CARRIED, _LENGTH, _UNEXPLAINED = -0.13, -0.84, -1.16
_LEAST = 1e-3
"""Added to a probability, whose logarithm then ends somewhere."""


def confidence(signs: Signs) -> float:
    """The probability that the reading is right.

    A logistic regression, fitted on strangers' questions from which neither model had learned and by which
    no rule had been mended (docs/decisions/0035).
    """
    odds = (
        _BASE
        + _SURPRISE * math.log1p(signs.surprise)
        + _AGREED * math.log(signs.agreed + _LEAST)
        + _OUT_OF_SCOPE * math.log(signs.out_of_scope + _LEAST)
        + _CARRIED * signs.carried
        + _LENGTH * math.log(max(signs.mentions, 1))
        + _UNEXPLAINED * signs.unexplained / max(signs.mentions, 1)
    )
    return round(1 / (1 + math.exp(-odds)), 4)
