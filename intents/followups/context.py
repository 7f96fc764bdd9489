"""The conversation so far: what a follow-up can lean on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from intents.query import Query
from intents.reading import Reading

_YES = frozenset(
    ("yes", "y", "yep", "yeah", "yup", "yes please", "correct", "right", "exactly", "sure", "i did")
)


@dataclass(frozen=True)
class Context:
    """What a follow-up can lean on."""

    query: Query | None = None
    """The last query."""
    earlier: tuple[Query, ...] = ()
    """The ones before it, the latest last ("put them side by side")."""
    choices: tuple[Query, ...] = ()
    """The numbered readings last offered."""
    leans: bool = False
    """What is said next surely is a follow-up, though it may read like a question of its own."""

    def chosen(self, text: str) -> Query | None:
        """The choice that a bare number picks, or a yes where there is one only."""
        if len(self.choices) == 1 and text.lower().strip(" .!") in _YES:
            return self.choices[0]
        number = text.strip(" .)#")
        if not number.isdecimal() or len(number) > 2 or not 0 < int(number) <= len(self.choices):
            return None
        return self.choices[int(number) - 1]

    def followed_by(self, query: Query) -> Context:
        """The conversation after one more query; manners ("thanks") leave it as it was."""
        if query.ask == "help" and self.query is not None:
            return Context(self.query, self.earlier)
        before = () if self.query is None else (*self.earlier, self.query)[-4:]
        return Context(query, before)

    def after(self, reading: Reading) -> Context:
        """The conversation once a reading was given."""
        if reading.query is not None:
            return self.followed_by(reading.query)
        return replace(self, choices=reading.choices)
