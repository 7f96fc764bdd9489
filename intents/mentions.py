"""The stretches of a question that mean something, each with its possible senses."""

from __future__ import annotations

from dataclasses import dataclass

from intents.lexicon import Sense
from intents.reading import Correction
from intents.times.dates import TimeMention
from intents.tokens import Token


@dataclass(frozen=True)
class Mention:
    """One stretch of tokens that is understood as a whole, or a single word that is not."""

    text: str
    """The normalised words."""
    start: int
    """Index of the first token."""
    end: int
    """Index after the last one."""
    senses: tuple[Sense, ...] = ()
    """What it can mean; empty for a word nobody knows."""
    time: TimeMention | None = None
    """Set for a mention of time."""
    number: float | None = None
    """Set for a number."""
    user: str | None = None
    """Set for a token that is the id of a known user and can be nothing else."""
    quoted: bool = False
    """True for text in quotes."""
    breaks: bool = False
    """True where a comma or another stop stands before it."""
    stops: bool = False
    """True where a sentence or a heading ends before it."""

    def get(self, kind: str) -> str | None:
        """The value of the sense of a kind, None when it has none."""
        return next((s.value for s in self.senses if s.kind == kind), None)

    def has_sense(self, kind: str, value: str) -> bool:
        """True when a sense of the kind has the value."""
        return any(s.kind == kind and s.value == value for s in self.senses)

    def names(self, *dimensions: str) -> bool:
        """True when it can be a value of one of the dimensions."""
        return any(s.kind == "value" and s.dimension in dimensions for s in self.senses)

    def has(self, *kinds: str) -> bool:
        """True when it has a sense of one of the kinds."""
        return any(s.kind in kinds for s in self.senses)

    @property
    def known(self) -> bool:
        """False for a word nobody knows."""
        return bool(self.senses) or self.time is not None or self.number is not None or self.user is not None


@dataclass(frozen=True)
class Marked:
    """A question cut into mentions."""

    mentions: tuple[Mention, ...]
    """In the order of the text, covering every token."""
    tokens: tuple[Token, ...]
    """The tokens, corrected."""
    corrections: tuple[Correction, ...] = ()
    """What was corrected."""

    def heard(self) -> str:
        """The words for the classifier, titles by their ids: what a title speaks of is not asked."""
        return " ".join(self._named(m) for m in self.mentions)

    def _named(self, mention: Mention) -> str:
        article = next((s.value for s in mention.senses if s.dimension == "article"), None)
        if article is not None and (mention.quoted or mention.end - mention.start > 2):
            return f"article {article}"
        return " ".join(t.norm for t in self.tokens[mention.start : mention.end])
