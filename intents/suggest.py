"""Questions to offer where one could not be answered: near in kind, and known to read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from intents.lexicon import DATA

MOST = 3
"""So many are offered at the most."""


@cache
def suggestions(language: str = "en") -> Mapping[str, tuple[str, ...]]:
    """Intent → well-formed questions of that kind, from the intent files."""
    found = {}
    for path in sorted((DATA / language).glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        start = next((i for i, line in enumerate(lines) if line.startswith("suggestions:")), None)
        if start is not None:  # only this block is read: the examples are the trainer's and many
            end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].isalpha()), len(lines))
            block = yaml.load("\n".join(lines[start:end]), Loader=yaml.CSafeLoader)
            found[path.stem] = tuple(map(str, block["suggestions"]))
    return found


def near(cats: Mapping[str, float]) -> list[str]:
    """Questions of the likeliest kinds, the likeliest first; the caller keeps those that read."""
    by_label = suggestions()
    kinds = sorted(cats, key=lambda label: (-cats[label], label))
    kinds = [k for k in kinds if k not in ("out_of_scope", "followup", "greeting", "thanks")]
    firsts = [by_label[k][0] for k in kinds if by_label.get(k)]
    return firsts[: MOST * 3]
