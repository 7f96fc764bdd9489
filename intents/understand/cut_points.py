"""Cut points of an order: "how many clicks does it take to be in the top 10 %", "where does it begin"."""

from __future__ import annotations

import re

from intents.understand.frame import Frame, Sentence
from intents.understand.tops import side_named

_ENTERED = re.compile(
    r"\b(?:needs?|needed|required|requires?|qualify|cut ?offs?|cutoffs?|threshold|takes? to|from how many|"
    r"counted among|(?:puts?|gets?|places?|lifts?) (?:you|one|(?:a|any) \w+|someone|somebody|anyone|them)|"
    r"(?:get|gets|getting|make it|makes it|come|enter) into|"
    r"(?:where|at what|at which|at how many|with how many)\b.*\b(?:begins?|starts?|ends?|stops?))\b"
)
"""Words by which one asks for the figure at which an end of an order begins."""
_BETWEEN = re.compile(r"\b(?:between|which|what) (?:which|what|how many|2|the 2|range)\b|\brange\b")
"""Words by which one asks for the two figures a middle lies between."""


def read_cut_points(sentence: Sentence, frame: Frame) -> None:
    """Fills `aggregates` with the percentiles at which named ends of an order begin."""
    metrics = {m.get("metric") for _, m in sentence.open("metric")} - {None}
    if len(metrics) != 1:
        return
    entered, between = _ENTERED.search(sentence.text), _BETWEEN.search(sentence.text)
    for i in range(1, len(sentence)):
        if (amount := _amount(sentence, i)) is None:
            continue
        if entered and (side := side_named(sentence, i)):
            _cut(sentence, frame, i, [100 - amount if side[1] == "top" else amount])
            sentence.use(side[0])
        elif between and sentence.at(i - 1).text in ("middle", "central"):
            _cut(sentence, frame, i, [50 - amount / 2, 50 + amount / 2])
            sentence.use(i - 1, *(j for j, m in enumerate(sentence.mentions) if m.number == 2))


def _amount(sentence: Sentence, i: int) -> float | None:
    """The per cent that a number or a word stands for: "10 %", "decile", "quartile"."""
    mention = sentence.at(i)
    if mention.number is not None and sentence.at(i + 1).has("percent_sign"):
        return mention.number
    return 10.0 if mention.has("decile") else 25.0 if mention.has("quartiles") else None


def _cut(sentence: Sentence, frame: Frame, i: int, percentiles: list[float]) -> None:
    """The percentiles are asked for by the number at `i`."""
    frame.aggregates += [f"p{place:.0f}" for place in percentiles]
    sentence.use(i, *([i + 1] if sentence.at(i + 1).has("percent_sign") else []))
