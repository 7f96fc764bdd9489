"""What one verb says is of one event: "clicked on sport pages on a tablet", "read Politics on a Sunday"."""

from __future__ import annotations

from itertools import pairwise

from intents.mentions import Mention
from intents.query import Condition, Filter, Has, Threshold, met_alone
from intents.understand.frame import Frame, Sentence
from intents.understand.wording import verb_form

_EVENTS = {
    "clicks": ("page_section", "page", "device", "source", "weekday", "hour"),
    "views": ("section", "article", "weekday", "hour"),
    "searches": ("term", "weekday", "hour"),
}  # fmt: skip
"""Metric → dimensions that its events have."""
_BETWEEN = ("prep", "fill", "label", "lead", "dimension", "from_where", "between")
"""Kinds that may stand between what is said of one event."""


def join_events(sentence: Sentence, frame: Frame) -> None:
    """Makes one bound of two conditions in `where` that the same verb is followed by."""
    placed = _placed(frame)
    for (_, one), (at, other) in pairwise(sorted(placed.items())):
        filters = tuple(c.filter for c in (one[0], other[0]) if isinstance(c, Has))
        if one not in frame.where:
            continue
        last = max(frame.said[one], frame.said_last.get(one, -1))
        metric = _verb(sentence, last, filters)
        if metric is None or not _follows(sentence, last, at):
            continue
        bound = (Threshold(metric, ">=", 1.0, None, filters),)
        frame.said[bound] = frame.said_last[bound] = at
        frame.where = [bound if a == one else a for a in frame.where if a != other]
        frame.events = [f for f in frame.events if (Has(f),) != other]
        return


def times_behind(sentence: Sentence, frame: Frame, last: int) -> dict[int, Filter]:
    """ "searched | in the morning", "read | on weekends": when the verb that ends at `last` was done."""
    mets = {at: met.filter for at, any_of in _placed(frame).items() if (met := met_alone(any_of))}
    timed = {at: f for at, f in mets.items() if f.dimension in ("weekday", "hour")}
    apart = len({f.dimension for f in timed.values()}) < len(timed)  # "in the morning or the evening"
    return (
        {} if apart else {at: timed[at] for at in sorted(timed) if at > last and _follows(sentence, last, at)}
    )


def _placed(frame: Frame) -> dict[int, tuple[Condition, ...]]:
    """Where what picks users or events by one of its values was said."""
    placed = {frame.said[a]: a for a in frame.where if _single(a) and a in frame.said}
    return placed | {frame.said[f]: (Has(f),) for f in frame.events if f in frame.said and not f.negated}


def _single(any_of: tuple[Condition, ...]) -> bool:
    """True for users with an event of a kind."""
    met = met_alone(any_of)
    return met is not None and not met.filter.negated


def _verb(sentence: Sentence, last: int, filters: tuple[Filter, ...]) -> str | None:
    """What the verb before the value at `last` counts, where one event of it has both."""
    dimensions = {f.dimension for f in filters}
    metric = next((m for m, has in _EVENTS.items() if dimensions <= set(has)), None)
    if metric is None or len(dimensions) < 2:
        return None
    for i in range(last, -1, -1):
        mention = sentence.at(i)
        if mention.has("who", "noun", "and", "or", "not", "only"):
            return None
        done = mention.has("metric", "search_for") and verb_form(mention.text.split()[0])
        came = mention.text in _CAME and sentence.at(i + 1).text == "to"
        if (done and mention.text.startswith(_DONE[metric])) or (
            metric == "clicks" and (came or mention.text.startswith(_VISITED))
        ):
            return metric
        if mention.breaks:
            return None
    return None


_DONE = {
    "clicks": ("click",),
    "views": ("read", "open", "view"),
    "searches": ("search", "look", "googl"),
}
"""Metric → beginnings of verbs that make its events."""
_VISITED = ("visit", "brows", "landed on", "came to", "come to", "went to")
"""Beginnings of others that go with pages."""
_CAME = ("came", "come", "comes", "coming", "went", "got")


def _follows(sentence: Sentence, one: int, other: int) -> bool:
    """ "on sport pages | on a tablet": the second goes on with the first."""
    between = [m for m in sentence.mentions[one + 1 : other] if not _of_range(sentence, m)]
    stopped = any(m.breaks for m in sentence.mentions[one + 1 : other + 1])
    names = {s.dimension for s in sentence.at(other).senses}
    joined = all(m.has(*_BETWEEN) or names & {s.dimension for s in m.senses} for m in between)
    led = bool(between) or sentence.at(other).text.startswith(("on ", "in ", "at "))
    return joined and led and not (stopped or any(m.has("and", "who", "not", "compare") for m in between))


def _of_range(sentence: Sentence, mention: Mention) -> bool:
    """ "18 and 22": the hours and what joins them."""
    at = sentence.mentions.index(mention)
    return mention.number is not None or (mention.has("and") and sentence.at(at - 1).number is not None)
