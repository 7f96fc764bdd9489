"""The calendar as seen from the as-of day: days, months and weekdays by their words, units around today."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from intents.query import Period
from intents.times.words import ISO, MONTHS, NTH, UNIT_MONTHS, M, W, nth_of, weekday_number
from intents.vocabulary import Vocabulary


class Calendar:
    """Turns words into days, seen from the as-of day."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.today = vocabulary.as_of
        self.first_day = vocabulary.first_day

    def day(self, text: str) -> dt.date | None:
        """One day; without a year the latest not after today. None for an impossible or ambiguous one."""
        text = re.sub(rf"^{W} ", "", text).removeprefix("the ")
        if re.fullmatch(ISO, text):
            return day_of(*map(int, re.split("[-/]", text)))
        if found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{2,4})", text):
            a, sign, b, year = int(found[1]), found[2], int(found[3]), int(found[4])
            year += 2000 if year < 100 else 0
            if sign != "." and a <= 12 and b <= 12:
                return self._of_numbers(a, b, year)
            return day_of(year, a, b) if b > 12 else day_of(year, b, a)
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})", text):
            return self._of_numbers(int(found[1]), int(found[2]), self.today.year)
        if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.", text):
            return self._latest(int(found[2]), int(found[1]))
        number = nth_of(re.search(rf"\b{NTH}(?!\d)", text)[0])  # type: ignore[index]
        month = MONTHS[re.search(M, text)[0]]  # type: ignore[index]
        if year_found := re.search(r"\d{4}", text):
            return day_of(int(year_found[0]), month, number)
        return self._latest(month, number)

    def _latest(self, month: int, number: int) -> dt.date | None:
        """The latest such day not after today."""
        day = day_of(self.today.year, month, number)
        return day if day is None or day <= self.today else day_of(self.today.year - 1, month, number)

    def _of_numbers(self, a: int, b: int, year: int) -> dt.date | None:
        """ "10/12": the one of 10 December and 12 October that the data holds; None where it holds both."""
        days = {day_of(year, *pair) for pair in ((a, b), (b, a))}
        inside = [day for day in days if day is not None and self.first_day <= day <= self.today]
        return inside[0] if len(inside) == 1 else None

    def month(self, text: str) -> Period:
        """One month, cut at today; without a year the latest that has begun."""
        month = MONTHS[re.search(M, text)[0]]  # type: ignore[index]
        found = re.search(r"\d{4}", text)
        year = int(found[0]) if found else self.today.year - (month > self.today.month)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError(year)
        first = dt.date(year, month, 1)
        return self.cut(Period(first, month_end(first)))

    def cut(self, period: Period) -> Period:
        """The period up to today, unless all of it lies ahead."""
        return Period(period.first, min(period.last, self.today)) if period.first <= self.today else period

    def last_days(self, days: int) -> Period:
        """The days that end with today."""
        return Period(self.today - dt.timedelta(days=days - 1), self.today)

    def calendar_unit(self, unit: str, back: int) -> Period:
        """The calendar unit that holds today (back = 0) or the one `back` units before, whole."""
        today = self.today
        if unit == "day":
            return Period(today - dt.timedelta(days=back), today - dt.timedelta(days=back))
        if unit in ("week", "fortnight"):
            first = today - dt.timedelta(days=today.weekday() + 7 * back)
            return Period(first, first + dt.timedelta(days=6))
        months = UNIT_MONTHS[unit]
        first = months_on(today, -((today.month - 1) % months) - back * months)
        return Period(first, months_on(first, months) - dt.timedelta(days=1))

    def weekday(self, name: str) -> dt.date:
        """The latest such weekday not after today."""
        return self.today - dt.timedelta(days=(self.today.weekday() - weekday_number(name)) % 7)


_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""Years beyond these are no years of a log."""


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day; None where no calendar has it or no log can."""
    try:
        return dt.date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def month_end(first: dt.date) -> dt.date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_on(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months after that of a day."""
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)
