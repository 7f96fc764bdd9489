"""Which kind of answer a question wants, from its cues and from what it named."""

from __future__ import annotations

from intents.query import Ask
from intents.restate import METRIC_PHRASES
from intents.understand.frame import Frame, Sentence

_TERMS = {
    "segment_noun": "segment",
    "window": "window",
}


def read_cues(sentence: Sentence, frame: Frame) -> None:
    """Flags that are asks of no kind of their own: comparison, trend, change, everyone, them, topics."""
    frame.compared |= any(not sentence.used[i] for i, _ in sentence.open("compare"))
    for i, _ in list(sentence.open("compare")):
        sentence.use(i)
    trend, change = sentence.cue("trend"), sentence.cue("change")
    frame.trend, frame.changing = bool(trend), bool(change)
    for i, _ in list(sentence.open("people_all")):
        frame.everyone = True
        sentence.use(i)
    frame.them = any(m.has("them") for _, m in sentence.open("them"))
    for i, mention in enumerate(sentence.mentions):
        if not sentence.used[i] and mention.has("topic"):
            frame.topics.append(str(mention.get("topic")))


def choose_ask(sentence: Sentence, frame: Frame) -> Ask | None:
    """The ask that the cues and the frame leave no doubt about; None where only a classifier can tell."""
    cue = sentence.cue
    figures = bool(frame.metrics or frame.aggregates or frame.users_measured or frame.order)
    if frame.users and not (frame.by or (frame.metrics and not cue("why"))):
        return _user_ask(sentence, frame)
    if cue("correlation") and len(frame.metrics) >= 2:
        return "correlation"
    if frame.method and len(frame.metrics) >= 2:
        return "correlation"
    if asked := _about_terms(sentence, frame, figures):
        return asked
    if cue("advice") and not frame.metrics and not frame.users_measured:
        return "advice"
    if cue("distinction") and not (frame.metrics and frame.aggregates):
        return "distinction"
    if _moved(frame) and not frame.metrics and not frame.by:
        return _movement_ask(frame)
    if frame.listed and not frame.users_measured and not (frame.by and frame.by != ["segment"]):
        return "users"
    if cue("values") and frame.by and not figures and frame.by != ["segment"]:
        return "values"
    if figures or (frame.by and frame.by != ["segment"]) or frame.mix:
        return "figures"
    if cue("overview"):
        return "overview" if not frame.segments else "profile"
    if frame.by == ["segment"] and not frame.where:
        return "figures" if frame.baseline or frame.changing else "overview"
    if frame.segments or frame.where:
        return "profile" if cue("profile") or frame.compared else None
    return None


def _user_ask(sentence: Sentence, frame: Frame) -> Ask:
    frame.subject = frame.users[0]
    if sentence.cue("why"):
        return "why"
    if sentence.cue("user_history", "trend", "change") or any(m.has("movement") for m in sentence.mentions):
        return "user_history"
    if frame.segments or sentence.any("segment_noun"):
        compared = frame.compared or sentence.cue("profile") or sentence.any("compare")
        return "user" if compared else "user_segment"
    return "user"


def _moved(frame: Frame) -> bool:
    from intents.query import Moved

    return any(isinstance(c, Moved) for any_of in frame.where for c in any_of)


def _movement_ask(frame: Frame) -> Ask:
    if frame.users_measured or "share" in frame.aggregates:
        return "figures"
    return "users" if frame.listed_by_name else "movement"


def _about_terms(sentence: Sentence, frame: Frame, figures: bool) -> Ask | None:
    """Definitions, names, the data, the method, help and manners."""
    cue = sentence.cue
    plain = not (frame.where or frame.period or frame.baseline or frame.listed)
    if not plain:
        return None
    if cue("names") and (frame.by == ["segment"] or frame.segments or sentence.any("segment_noun")):
        return "names"
    if cue("method.quality") and not frame.metrics:
        frame.subject = "quality"
        return "method"
    if cue("method") and not frame.metrics and not frame.aggregates:
        return "method"
    if term := _defined(sentence, frame):
        frame.subject = term
        return "definition"
    for topic in ("data.period", "data.metrics", "data.dimensions", "data"):
        if cue(topic) and not frame.segments and not (figures and topic == "data"):
            frame.subject = topic.partition(".")[2]
            return "data"
    return None


def _defined(sentence: Sentence, frame: Frame) -> str | None:
    """The term a definition is asked of: a lone metric, segment or word of the product."""
    asks = sentence.cue("definition") or _what_is(sentence)
    if (
        not asks
        or frame.aggregates
        and frame.aggregates != ["mean"]
        or frame.users_measured
        or frame.compared
    ):
        return None
    if frame.metrics:
        return frame.metrics[0] if len(frame.metrics) == 1 and not frame.segments else None
    if frame.segments:
        return frame.segments[0] if sentence.cue("definition") and len(frame.segments) == 1 else None
    for mention in sentence.mentions:
        if term := mention.get("glossary"):
            return term
    if sentence.any("segment_noun"):
        return "segment"
    for mention in sentence.mentions:
        if (name := mention.get("dimension")) and sentence.cue("definition"):
            return name
    return None


def _what_is(sentence: Sentence) -> bool:
    """ "what is recency", "what are sessions": nothing but the term follows."""
    content = [
        m
        for i, m in enumerate(sentence.mentions)
        if not sentence.is_filler(i) and not m.has("what", "prep", "cue")
    ]
    starts = sentence.text.startswith(("what ", "whats ", "wat ", "what", "define"))
    return starts and len(content) == 1


TERM_NAMES = METRIC_PHRASES
