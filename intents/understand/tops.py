"""Ends of an order of users: "top 10 % by clicks", "the 5 % who search the most"."""

from __future__ import annotations

from intents.mentions import Mention
from intents.query import Top
from intents.understand.frame import PACE, Frame, Sentence
from intents.understand.wording import verb_form

_TIMED = ("time_per_article", "time_per_click", "total_time")


def top_percent(sentence: Sentence, frame: Frame, i: int, amount: float) -> None:
    """The share of users that the number at `i` says, at the end of the order that is named beside it."""
    if (order := _order_before(sentence, i)) is not None:
        used, metric = _metric_after(sentence, i, order)
    elif (behind := _order_behind(sentence, i)) is not None:
        order, used = behind[0], [i, i + 1, *behind]
        metric = sentence.at(behind[1]).get("metric")
    else:
        return
    metric = metric or next((m.get("metric") for _, m in sentence.open("metric") if m.get("metric")), None)
    word = sentence.at(order)
    side = _side(word)
    sentence.use(*used)
    if metric is None:
        frame.doubts.append(f"By what should the {side} {amount:g} % be picked?")
        return
    if metric in _TIMED and word.text in PACE:
        side = "bottom" if PACE[word.text] == "asc" else "top"
    frame.require(i, Top(metric, amount, "percent", side))  # type: ignore[arg-type]


def _side(mention: Mention) -> str:
    """The end of an order that a word names, "" for other words."""
    if mention.has("desc", "asc"):
        return "top" if mention.has("desc") else "bottom"
    return {"low": "bottom", "high": "top"}.get(mention.get("segment") or "", "")


def _order_before(sentence: Sentence, i: int) -> int | None:
    """ "top 10 %", "the most active readers, 10 %": the order that stands before the number."""
    beside, order = sentence.before(i), sentence.before(i, "noun", "segment", "prep")
    if sentence.at(beside).has("metric") and verb_form(sentence.at(beside).text):
        order = beside = sentence.before(beside or 0)  # "the heaviest clicking 10 percent"
    if not sentence.at(order).has("desc", "asc"):
        order = beside
    return order if _side(sentence.at(order)) else None


def _metric_after(sentence: Sentence, i: int, order: int) -> tuple[list[int], str | None]:
    """ "by clicks": the mentions that an order before the number explains, and its metric if it is named."""
    used = [i, order]
    if i + 1 < len(sentence) and sentence.at(i + 1).has("percent_sign"):
        used.append(i + 1)
    used += [j for j in range(order, i) if sentence.at(j).has("segment", "metric")]
    j = sentence.after(used[-1] if used[-1] > i else i, "prep", "noun", "by")
    metric = sentence.at(j).get("metric")
    if j is not None and metric:
        named = sentence.at(j - 1).has("by", "prep") or sentence.at(sentence.before(j)).has("noun")
        if (j == i + 2 or named) and not any(m.breaks for m in sentence.mentions[i + 1 : j + 1]):
            used.append(j)  # beyond a stop it is what is asked of them
    return used, metric


def _order_behind(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """ "the 5 % who click the most", "5 percent of users with the most clicks": the order and its metric."""
    who = sentence.after(i + 1, "noun", "prep")
    if who is None or not sentence.at(who).has("who") or sentence.at(who).has("what"):
        return None
    end = next((j for j in range(who, len(sentence)) if sentence.at(j).breaks), len(sentence))
    order = next((j for j in range(who, end) if sentence.at(j).has("desc", "asc")), None)
    metric = next((j for j in range(who, end) if sentence.at(j).get("metric")), None)
    return None if order is None or metric is None else (order, metric)
