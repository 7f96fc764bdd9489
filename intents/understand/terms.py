"""Questions about the words and the data themselves: definitions, names, method, help and manners."""

from __future__ import annotations

from intents.query import Ask
from intents.understand.frame import Frame, Sentence


def manners(sentence: Sentence, frame: Frame) -> Ask | None:
    """Help, greetings, thanks."""
    empty = not (
        frame.metrics or frame.segments or frame.where or frame.by or frame.users_measured or frame.period
    )
    named = sentence.any("segment_noun") or sentence.cue("data.metrics", "data.dimensions")
    if sentence.cue("help") and empty and not frame.listed and not named:
        frame.subject = ""
        return "help"
    if (
        empty
        and not sentence.cue("data", "method", "overview", "data.period")
        and not sentence.any("segment_noun")
    ):
        for subject in ("thanks", "greeting"):
            opens = sentence.at(0).has_sense("cue", subject) and sentence.at(1).breaks
            if sentence.cue(subject) or (opens and not sentence.any("what", "count")):
                frame.subject = subject
                return "help"
    return None


def greets(sentence: Sentence) -> bool:
    """ "morning!": nothing but a greeting, which names no hours."""
    return len(sentence) == 1 and sentence.at(0).has_sense("cue", "greeting")


def about_terms(sentence: Sentence, frame: Frame) -> Ask | None:
    """Definitions, names, the data, the method."""
    cue = sentence.cue
    dated = (frame.period or frame.point) and "go back to" in sentence.text
    if sentence.cue("data.period") and not (dated or frame.metrics or frame.segments or sentence.any("noun")):
        frame.subject = "period"
        return "data"
    if frame.where or frame.period or frame.baseline or frame.listed_by_name or frame.compared:
        return None
    figures = bool(frame.metrics or frame.users_measured or frame.order)
    if (
        cue("names")
        and (frame.by == ["segment"] or frame.segments or sentence.any("segment_noun"))
        and not figures
    ):
        return "names"
    if cue("method.quality") and not frame.metrics:
        frame.subject = "quality"
        return "method"
    if (cue("method") or _makes_segments(sentence, frame)) and not (
        frame.metrics or frame.aggregates or set(frame.by) - {"segment"}
    ):
        return "method"
    if term := _defined(sentence, frame):
        frame.subject = term
        return "definition"
    named = bool(set(frame.by) - {"segment"}) and bool(cue("values"))
    for topic in ("data.period", "data.metrics", "data.dimensions", "data"):
        if named and topic in ("data.dimensions", "data"):
            continue  # "which values does the device dimension take"
        if cue(topic) and not frame.segments and not (figures or frame.aggregates):
            frame.subject = topic.partition(".")[2]
            return "data"
    return None


_MAKING = {
    "make", "makes", "made", "build", "built", "form", "formed", "create", "created", "draw", "drew", "cut",
    "define", "defined", "decide", "decided", "determine", "determined", "derive", "derived", "compute",
    "computed", "calculate", "calculated", "produce", "produced",
}  # fmt: skip
"""Verbs of making."""


_ARRIVING = (
    "work out", "worked out", "work these out", "come up with", "came up with", "arrive at", "arrived at",
    "figure out", "figured out", "put together", "set up", "come about", "came about", "get to", "got to",
)  # fmt: skip
"""Verbs of several words for the same."""


_SORTING = (
    "sort", "sorted", "put", "place", "placed", "assign", "assigned", "allocate", "allocated", "classify",
    "classified", "slot", "slotted", "group", "grouped", "categorise", "categorised",
    "categorize", "categorized",
)  # fmt: skip
"""Verbs for putting people into segments."""


def _makes_segments(sentence: Sentence, frame: Frame) -> bool:
    """ "how do you make the tiers", "those three groups, how are they made"."""
    words = sentence.text.split()
    after = words[words.index("how") :] if "how" in words else []
    asked = bool(_MAKING & set(after)) or any(f" {way} " in f" {' '.join(after)} " for way in _ARRIVING)
    sorted_into = any(w in _SORTING for w in after) and {"in", "into", "to"} & set(after)
    people = sentence.any("count") or (sentence.any("noun") and not sorted_into)
    made = bool(asked or sorted_into) and sentence.any("segment_noun") and not (frame.segments or people)
    if made:
        sentence.use(*(i for i, m in enumerate(sentence.mentions) if m.text in _MAKING))
    return made


def _defined(sentence: Sentence, frame: Frame) -> str | None:
    """The term a definition is asked of: a lone metric, segment or word of the product."""
    says_mean = frame.aggregates == ["mean"] and _says_mean(sentence)
    asks = sentence.cue("definition") or says_mean or _what_is(sentence, frame)
    if not asks or (frame.aggregates and not says_mean) or frame.users_measured:
        return None
    if len(frame.metrics) == 1 and not frame.segments:
        return frame.metrics[0]
    if len(frame.segments) == 1 and not frame.metrics and (sentence.cue("definition") or says_mean):
        return frame.segments[0]
    for mention in sentence.mentions:
        if term := mention.get("glossary"):
            return term
    if sentence.cue("definition") and sentence.any("vague"):
        sentence.use(*(i for i, _ in sentence.open("vague")))
        return "engagement score"
    named = [m for m in sentence.mentions if m.has("segment_noun")]
    one = any(not m.text.endswith("s") for m in named) or bool(sentence.cue("definition"))
    if named and one and not (frame.metrics or frame.changing or frame.order):
        return "segment"
    return next((d for d in frame.by if sentence.cue("definition")), None)


def _says_mean(sentence: Sentence) -> bool:
    """ "what does X mean here?": the verb, which stands at the end of its stretch."""
    for i, mention in enumerate(sentence.mentions):
        beside = (sentence.at(i - 1).text, sentence.at(i + 1).text)
        if mention.text == "means" and "what" in beside:
            return True  # "what means recency", "recency means what"
        asked = mention.text == "means" or any(m.text in ("do", "does", "did") for m in sentence.mentions[:i])
        if mention.text in ("mean", "means") and asked:
            rest = i + 1
            while (
                rest < len(sentence)
                and not sentence.at(rest).breaks
                and (sentence.is_filler(rest) or sentence.at(rest).has("prep", "cue", "exactly"))
            ):
                rest += 1
            if i > 0 and (rest == len(sentence) or sentence.at(rest).breaks):
                return True
    return False


def _what_is(sentence: Sentence, frame: Frame) -> bool:
    """ "what is recency", "what are sessions": nothing but the term follows."""
    content = [
        m
        for i, m in enumerate(sentence.mentions)
        if not sentence.is_filler(i) and not m.has("what", "prep", "cue", "who", "lead", "exactly")
    ]
    plain = not (frame.changing or frame.trend or frame.order or sentence.cue("advice"))
    return (
        plain
        and sentence.any("what")
        and len(content) == 1
        and content[0].has("metric", "glossary", "segment_noun")
    )
