"""The words with which people take something out, shared by all that read such follow-ups."""

from __future__ import annotations

LEAD = (
    r"(?:(?:and|ok|okay|no|now|please|kindly|then|also|can you|could you|could we|can we|would you|let us|"
    r"lets|let's|just|but|so|what if we|if we|and if we|i want to|i would) )*"
)
"""What may stand before the verb."""
NO_LONGER = (
    r"drop|remove|lose|ditch|scrap|omit|exclude|get rid of|toss|undo|lift|skip|"
    r"forget(?: about)?|never mind"
)
"""Verbs that take back what was said before, or take out some of it."""
LETS_GO = (
    "drop", "forget", "forget the", "forget about", "forget about the", "lose", "remove", "scrap", "undo",
    "take out", "take off", "leave out", "ditch", "lift", "no more", "skip", "never mind the",
    "never mind", "no",
)  # fmt: skip
"""The same as mentions, where the follow-up says something else, too."""
CONDITION = (
    "condition", "conditions", "filter", "filters", "restriction", "bit", "part", "limit", "limitation",
    "requirement", "threshold", "bar", "minimum", "maximum", "bound", "criterion", "constraint",
)  # fmt: skip
"""Nouns for what narrowed the question before."""
