"""How follow-ups begin: "and", "ok so", "can you"."""

from __future__ import annotations

LEAD = (
    r"(?:(?:and|ok|okay|no|now|please|kindly|then|also|can you|could you|could we|can we|would you|let us|"
    r"lets|let's|just|but|so|what if we|if we|and if we|i want to|i would) )*"
)
"""What may stand before the verb."""
