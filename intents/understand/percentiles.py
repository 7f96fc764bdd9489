"""Cut points of the users in order of a figure: "90th percentile", "lower quartile", "the quartiles"."""

from __future__ import annotations

from intents.understand.frame import Frame, Sentence


def read_percentiles(sentence: Sentence, frame: Frame) -> dict[str, int]:
    """ "90th percentile", "75th and 95th pctile", "percentile 90": where each was said."""
    said: dict[str, int] = {}
    for i, mention in list(sentence.open("percentile", "percent_sign", "aggregate")):
        if not mention.has("percentile") and not _ranked_percent(sentence, i):
            continue
        numbers: list[int] = []
        j = i - 1
        while j >= 0 and (
            sentence.at(j).number is not None or sentence.at(j).has("and", "fill", "ordinal", "plus")
        ):
            if sentence.at(j).number is not None and not sentence.used[j]:
                numbers.insert(0, j)
            j -= 1
        after = sentence.after(i)
        if not numbers and after is not None and sentence.at(after).number is not None:
            numbers = [after]
        joined = i + 1 + (sentence.at(i + 1).text == "s")
        if numbers and sentence.at(joined).has("and") and sentence.at(joined + 1).has("ordinal"):
            numbers.append(joined + 1)  # "10th percentile and 90th"
        for k in numbers:
            sentence.use(k)
            name = f"p{int(sentence.at(k).number or 0)}"
            said["median" if name == "p50" else name] = k
        sentence.use(i)
        if not numbers:
            said["distribution"] = i
    for i, _ in list(sentence.open("quartiles")):
        named = [j for j in _joined_before(sentence, i) if sentence.at(j).text in _QUARTILES]
        if sentence.at(i + 1).text in ("1", "2", "3"):
            named = [i + 1]  # "quartile 1"
        sentence.use(i, *named)
        whole = dict.fromkeys(("p25", "median", "p75"), i)
        said |= {_QUARTILES[sentence.at(j).text]: j for j in named} or whole
    frame.aggregates += [a for a in said if a not in frame.aggregates]
    return said


def _joined_before(sentence: Sentence, i: int) -> range:
    """The words before a quartile that say which: "the lower and the upper"."""
    first = i
    while first and (sentence.at(first - 1).has("and", "fill") or sentence.at(first - 1).text in _QUARTILES):
        first -= 1
    return range(first, i)


def _ranked_percent(sentence: Sentence, i: int) -> bool:
    """ "90th pct": a percentile, where "the top 90 pct" is a share."""
    return sentence.at(i).text in ("pct", "percent", "perc", "p", "%") and sentence.at(i - 1).has("ordinal")


_QUARTILES = {
    "first": "p25", "1st": "p25", "lower": "p25", "second": "median", "2nd": "median",
    "third": "p75", "3rd": "p75", "upper": "p75", "1": "p25", "2": "median", "3": "p75",
}  # fmt: skip
"""Which quartile → its percentile."""
