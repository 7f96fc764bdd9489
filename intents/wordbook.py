"""The words of the language together with the names of a snapshot."""

from __future__ import annotations

from dataclasses import replace

from intents.lexicon import Lexicon, Sense, load_words
from intents.vocabulary import Vocabulary

_SYMBOLS = {
    "%": "percent_sign", "+": "plus", ">": "more", "<": "less", ">=": "at_least", "≥": "at_least",
    "<=": "at_most", "≤": "at_most", "=": "exactly", "==": "exactly", "#": "count", "&": "and", "→": "prep",
}  # fmt: skip


_FROM_DATA = ("device", "source", "section", "page_section")
"""Dimensions whose values exist only where the snapshot has them."""
ROLL_UPS = ("social", "search engines")
"""Names for several sources at once."""


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The words of the language with the names of a snapshot."""
    lexicon = Lexicon()
    spelled = {d: {n.lower(): n for n in names} for d, names in vocabulary.values.items()}
    for phrase, sense in load_words():
        if sense.kind == "value" and sense.value.lower() in spelled.get(sense.dimension, {}):
            sense = replace(sense, value=spelled[sense.dimension][sense.value.lower()])
        elif sense.kind == "value" and sense.dimension in _FROM_DATA and sense.value not in ROLL_UPS:
            continue
        lexicon.add(phrase, sense)
    for symbol, kind in _SYMBOLS.items():
        lexicon.add(symbol, Sense(kind, kind))
    for name in vocabulary.segments:
        lexicon.add(name, Sense("segment", name), from_data=True)
    for name, segment in vocabulary.segment_synonyms.items():
        lexicon.add(name, Sense("segment", segment), from_data=True)
    for dimension, names in vocabulary.values.items():
        for value in names:
            lexicon.add(value, Sense("value", value, dimension), from_data=True)
    for article, title in vocabulary.articles.items():
        lexicon.add(title, Sense("value", article, "article"), from_data=True)
    return lexicon
