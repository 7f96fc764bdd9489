"""Lengths without the name of a metric of time: bare "time", "longer", "how long", slow and fast."""

from __future__ import annotations

from intents.query import TIMED, Moved, of_kind
from intents.understand.frame import PACE, Frame, Sentence
from intents.understand.wording import STAYING


def plain_time(sentence: Sentence, frame: Frame) -> None:
    """Bare "time" is total time spent, unless a click or an article stands beside it."""
    spent = [i for i, m in enumerate(sentence.mentions) if m.text == "time spent"]
    if frame.metrics == ["total_time"] and spent and _on_a_piece(sentence, spent[0]):
        frame.metrics = ["time_per_article"]  # "time spent per sport article"
        frame.by = [d for d in frame.by if d != "article"]
    times = [i for i, _ in sentence.open("bare_time")]
    if sentence.has_open("awayfor"):
        sentence.use(*times)  # "not seen for the longest time"
        return
    if set(frame.metrics) & set(TIMED):
        sentence.use(*times)
        return
    if not times or set(frame.metrics) - {"clicks", "articles", "searches"}:
        return
    measured = (
        frame.aggregates
        or frame.compared
        or frame.order
        or sentence.any("spend", "noun")
        or len(frame.metrics) == 1
    )
    if "clicks" in frame.metrics and any(m.text == "click" for m in sentence.mentions):
        frame.metrics[frame.metrics.index("clicks")] = "time_per_click"
    elif "articles" in frame.metrics and any(m.text in _PIECE for m in sentence.mentions):
        frame.metrics[frame.metrics.index("articles")] = "time_per_article"
    elif not frame.metrics and _on_a_piece(sentence, times[0]):
        frame.metrics = ["time_per_article"]
    elif measured:
        frame.metrics.append("total_time")
    else:
        return
    sentence.use(*times)


def longer_stay(sentence: Sentence, frame: Frame) -> None:
    """ "do google people stay longer than facebook people": with us, and nobody moved."""
    longer = [
        i
        for i, m in enumerate(sentence.mentions)
        if m.text.split(" ")[0] in ("longer", "shorter")
        and sentence.at(i - 1).text in ("stay", "stays", "stayed")
    ]
    if longer and not frame.metrics and (frame.compared or frame.groups or frame.by or frame.order):
        staying = ("stay", "stays", "stayed")
        frame.metrics, frame.users_measured, frame.users_ranked = ["total_time"], False, False
        frame.listed = frame.listed_by_name = False
        frame.where = [a for a in frame.where if not isinstance(a[0], Moved)]
        sentence.use(*(j for i in longer for j in (i - 1, i) if sentence.at(j).text in staying or j == i))
        if frame.events_named("source") or frame.events_named("device"):
            frame.events_to_users()


def plain_stay(sentence: Sentence, frame: Frame) -> None:
    """ "how long do people stay", "how long do fans stick around": with us, as no article is named."""
    stays = any(
        m.has_sense("movement", "stayed") or (m.has("metric") and m.text.startswith(STAYING))
        for m in sentence.mentions
    )
    named = (
        frame.events
        or frame.by
        or sentence.any("dimension")
        or frame.metrics not in ([], ["time_per_article"])
    )
    moved = of_kind(Moved, frame.where)
    if "how long" in sentence.text and stays and not (named or moved or frame.users_measured):
        frame.metrics = ["total_time"]


_PIECE = ("article", "story", "piece")


def _on_a_piece(sentence: Sentence, i: int) -> bool:
    """ "mean time on a sport piece", "time per food story": what the time is spent on."""
    at = sentence.after(i, "prep", "by", "value", "segment", "spend")
    return sentence.at(at).text in _PIECE and not sentence.at(at).breaks


def longer_reading(sentence: Sentence, frame: Frame) -> None:
    """ "do they read sport longer", "spend the longest on": length of reading is time per article."""
    lengths = {"longer", "longest", "shorter", "shortest", *(() if frame.changing else PACE)}
    long = any(
        lengths & set(m.text.split()) and not _bounds(sentence, i) for i, m in enumerate(sentence.mentions)
    )
    long |= sentence.text.startswith("how long") or " how long " in sentence.text
    per_click = any(
        m.text == "click" and sentence.at(i - 1).has("by") for i, m in enumerate(sentence.mentions)
    )
    if long and per_click and frame.metrics == ["clicks"]:
        frame.metrics = ["time_per_click"]  # "stay the longest per click"
    each = any(m.text in _PIECE and sentence.at(i - 1).text == "per" for i, m in enumerate(sentence.mentions))
    if long and each and frame.metrics in ([], ["articles"], ["views"], ["time_per_article"]):
        frame.metrics = ["time_per_article"]
        frame.by = [d for d in frame.by if d != "article" or len(frame.by) == 1]  # "longest per article"
    reading = any(m.get("metric") in ("views", "articles") for m in sentence.mentions)
    reading |= frame.order is not None and frame.by == ["section"]  # "which section kept people longest"
    if long and (frame.metrics in (["views"], ["articles"]) or (not frame.metrics and sentence.any("spend"))):
        whole = not frame.metrics and ("sum" in frame.aggregates or frame.everyone)
        frame.metrics = ["total_time" if whole else "time_per_article"]  # "spend the longest overall"
    elif long and reading and not frame.metrics and not frame.users_measured:
        frame.metrics = ["total_time" if "sum" in frame.aggregates else "time_per_article"]
        if not sentence.any("segment") and not any(m.text in ("who", "that") for m in sentence.mentions):
            frame.users_to_events("section")  # "how long have people been reading sport"


def _bounds(sentence: Sentence, i: int) -> bool:
    """ "longer than 3 minutes": a bound, and no order."""
    return sentence.at(i + 1).text == "than" and sentence.at(i + 2).number is not None


def paced(sentence: Sentence, frame: Frame) -> None:
    """ "the slowest readers": slow is much time, quick is little."""
    timed = set(frame.metrics) & set(TIMED)
    if frame.order and timed and any(m.text in PACE for m in sentence.mentions):
        frame.order = next(PACE[m.text] for m in sentence.mentions if m.text in PACE)
