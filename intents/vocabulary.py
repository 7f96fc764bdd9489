"""The names a question can use, handed in by whoever holds the data: this package knows no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _no_user(_text: str) -> str | None:
    return None


@dataclass(frozen=True)
class Vocabulary:
    """What there is to talk about in one snapshot."""

    segments: tuple[str, ...]
    """Segment names in rising order of engagement."""
    as_of: dt.date
    """The latest as-of day: "today"."""
    as_of_days: tuple[dt.date, ...]
    """Every as-of day, ascending."""
    first_day: dt.date
    """The data's first day."""
    window_days: int = 30
    """Length of the window in days."""
    metrics: frozenset[str] = frozenset()
    """Ids of the metrics that are available."""
    dimensions: frozenset[str] = frozenset()
    """Dimensions that are available (segment and as_of always are)."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per dimension (device, source, section, page_section, page, term) its values, most frequent first,
    spelled as in the snapshot."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Article id (as text) → title."""
    find_user: Callable[[str], str | None] = _no_user
    """A user id as typed → the id as stored (as text), None when it never occurs."""
    segment_synonyms: Mapping[str, str] = field(default_factory=dict)
    """Further names of segments (from the settings or taught), lower-cased → segment name."""
    taught: Mapping[str, str] = field(default_factory=dict)
    """Taught names, lower-cased → the phrase each stands for."""

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """First and last day of the window."""
        return self.as_of - dt.timedelta(days=self.window_days - 1), self.as_of

    def as_of_day(self, day: dt.date) -> dt.date:
        """The latest as-of day not after a day; the day itself before the first one."""
        return max((d for d in self.as_of_days if d <= day), default=day)
