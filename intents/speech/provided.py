"""Conditions on the users in a clause of their own: "top sources, provided they read Business"."""

from __future__ import annotations

from intents.speech.rewording import reworded, rewordings

_DEEDS = (
    r"(?:read|view(?:ed)?|open(?:ed)?|us(?:e|ed)|c(?:o|a)me|search(?:ed)?|click(?:ed)?|visit(?:ed)?|brows(?:e|ed)|"
    r"(?:have|had|made|make) (?:at least|more|over|fewer|less|under|no)|(?:were|are) (?:active|on))"
)
"""What users do by which they are picked."""

_PROVIDED = rewordings(
    (rf"(?<=\w),? (?:but )?(?:only )?(?:if|provided(?: that)?|as long as|so long as|on condition that) "
     rf"(?:they|these users|those users)(?:'ve| have)?((?: also| ever| at least once)? {_DEEDS}\b)",
     r" among users who\1"),
)  # fmt: skip


def of_users_who(text: str) -> str:
    """The text with "among users who read" for "if they read"."""
    return reworded(text, _PROVIDED)
