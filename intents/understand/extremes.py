"""The highest or lowest figure that one user has."""

from __future__ import annotations

from intents.query import TIMED
from intents.understand.frame import Frame, Sentence


def read_extremes(sentence: Sentence, frame: Frame) -> None:
    """ "the most clicks any single user has": the maximum; "fewest ... anyone has": the minimum."""
    anyone = any(
        m.text == "any" and sentence.at(i + 1).has("noun", "segment") for i, m in enumerate(sentence.mentions)
    )
    single = anyone or any(f" {word} " in f" {sentence.text} " for word in _ONE)
    one = single or _of_figures(sentence, frame)
    both = sentence.any("desc") and sentence.any("asc") and sentence.any("and")
    if both and frame.metrics and not (frame.by or frame.listed or frame.limit or frame.aggregates):
        frame.aggregates, frame.order = ["min", "max"], None  # "the fewest and the most active days"
    if "max" in frame.aggregates and frame.order == "asc" and not frame.by:
        frame.aggregates, frame.order = ["min", "max"], None  # "the smallest and the largest number of"
    metric = {"article": "articles", "term": "searches", "page": "pages"}.get("".join(frame.by), "")
    if one and frame.order and metric and not set(frame.metrics) - {metric, "views"}:
        frame.by, frame.metrics = [], [metric]
    numbers = any(m.has("aggregate") and m.text.endswith("number of") for m in sentence.mentions)
    if numbers and frame.by and frame.aggregates in (["max"], ["min"]):
        frame.order = "desc" if frame.aggregates == ["max"] else "asc"
        frame.aggregates = []  # "which section has the highest number of views"
    own = {"sum", "mean"} if single and set(frame.metrics) & set(TIMED) else {"sum"}
    if (
        one
        and frame.order
        and frame.metrics
        and not (frame.by or frame.listed or set(frame.aggregates) - own or frame.limit)
    ):
        frame.aggregates = ["max" if frame.order == "desc" else "min"]
        frame.order, frame.users_ranked = None, False


_ONE = (
    "single user", "single person", "single reader", "anyone", "anybody", "any user", "any reader",
    "one user", "somebody", "someone", "single", "any one", "one reader", "one person", "one visitor",
)  # fmt: skip


_SUPERLATIVES = ("highest", "lowest", "longest", "shortest", "biggest", "smallest", "largest")
_ROWS_ASKED = {"which", "who", "whose", "where", "when", "are", "is", "do", "does", "did", "have", "has"}


def _of_figures(sentence: Sentence, frame: Frame) -> bool:
    """ "lowest time per article among fans": of the figures its users have, where no rows are ranked."""
    if frame.compared or len(frame.segments) > 1 or _ROWS_ASKED & set(sentence.text.split()):
        return False
    return any(
        m.text in _SUPERLATIVES and sentence.at(i + 1).get("metric") in frame.metrics
        for i, m in enumerate(sentence.mentions)
    )
