"""Days and periods in words → absolute days (SEMANTICS.md, section 2). "Today" is the as-of day.

Each rule is a pattern over the normalised words joined by blanks; of overlapping finds the longest counts, of
equally long ones the first. The rules stand by what they name in the modules beside this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intents.query import Period
from intents.times import (
    against_rules,
    around_rules,
    day_rules,
    month_rules,
    nth_rules,
    part_rules,
    unit_rules,
    weekday_rules,
)
from intents.times.days import Calendar
from intents.times.rule import Rules, TimeKind, Which
from intents.vocabulary import Vocabulary

_RULES: Rules = (
    *day_rules.RULES,
    *month_rules.RULES,
    *unit_rules.RULES,
    *around_rules.RULES,
    *weekday_rules.RULES,
    *part_rules.RULES,
    *nth_rules.RULES,
    *against_rules.RULES,
)


@dataclass(frozen=True)
class TimeMention:
    """A stretch of text that names time."""

    kind: TimeKind
    """period; point ("two weeks ago"); pair (WoW: two periods); before, after (the same length, just so);
    last ("than last": the one before the current, unit elided)."""
    start: int
    """Offset of the first character in the joined words."""
    end: int
    """Offset after the last one."""
    period: Period | None = None
    """The days; for a point, that one day twice; for a pair, the later period."""
    earlier: Period | None = None
    """The earlier period of a pair; of "between September and October", September."""
    unit: str = ""
    """day, week, month, quarter, year where the words name a calendar one."""
    which: Which = ""
    """How the words reach it: the current calendar unit, the previous one, an open end, a single day, two
    days named, two lengths back from today."""


NOW = re.compile(
    r"(?<!\S)(?:right now|now|currently|at the moment|atm|lately|recently|nowadays|these days|rn|at present|"
    r"(?:in |for |over |of )?(?:the |this )?(?:current |whole |latest )?window|as of now|"
    r"as of today|so far|presently|just now|up to now)(?!\S)"
)
"""Words for the window itself: they name no other time."""


def find_times(joined: str, vocabulary: Vocabulary) -> list[TimeMention]:
    """The mentions of time in normalised words joined by single blanks, in order, none overlapping."""
    cal = Calendar(vocabulary)
    found: list[TimeMention] = []
    for pattern, means in _RULES:
        for match in pattern.finditer(joined):
            if _is_may_verb(joined, match):
                continue
            try:
                made = means(cal, match)
            except (ValueError, OverflowError):  # a day that no calendar has
                continue
            if made is not None and all(map(_in_our_era, made[1:3])):
                kind, period, earlier, unit, which = made
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(TimeMention(kind, start, match.end(), period, earlier, unit, which))
    found.sort(key=lambda t: (t.start - t.end, t.start))
    chosen: list[TimeMention] = []
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda t: t.start)


def _in_our_era(period: Period | None) -> bool:
    """False for days so far from ours that the calendar could end before what is reckoned from them."""
    return period is None or (period.first.year >= _FIRST_YEAR and period.last.year <= _LAST_YEAR)


_FIRST_YEAR, _LAST_YEAR = 1000, 8999


def _is_may_verb(joined: str, match: re.Match[str]) -> bool:
    """ "may", "mar" and "dec" alone are rarely months: they need a preposition before them."""
    if match.group().strip() not in ("may", "mar", "dec", "march"):
        return False
    before = joined[: match.start()].split()[-1:]
    return before not in (["in"], ["since"], ["during"], ["for"], ["of"], ["vs"], ["versus"], ["and"], ["to"])
