"""Whether a question leans on the one before, as two models hear it."""

from __future__ import annotations

import math

_FOLLOWUP = 4.0
"""Weight of the classifier's log-odds of a follow-up against what a reading surprises the witness less."""
_MOST = 15.0
"""More nats than this tell no more."""
_LEANS = -16.0
"""Beyond this a question leans on the one before: few whole sentences sound like follow-ups at all."""


def leans(alone: float, leaning: float, followup: float) -> bool:
    """Whether a question is a follow-up though its words could stand alone: "and how many from google".

    Told by how surprising it is as a question of its own and as a follow-up, and by how much it sounds like
    one.
    The weights were fitted on conversations that no model had learned from.
    """
    if math.isinf(leaning):
        return False
    odds = math.log((followup + 1e-3) / (1 - followup + 1e-3))
    return max(-_MOST, min(alone - leaning, _MOST)) + _FOLLOWUP * odds > _LEANS
