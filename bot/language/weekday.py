"""Weekdays: "friday", "this friday", "next friday", "monday week", "the friday after next". Repeating ones live in repeat.py."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.calendar import Calendar
from bot.language.reading import Implied

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 writes them; Monday is 0


@dataclass(slots=True)
class Weekday:
    """weekday: Monday is 0. which: None and 0 the coming one, 1 the one of next week, -1 the one that was, 2 after next.

    plus_weeks: "monday week" is 1. in_week: of the week so many weeks from this one ("friday next week"); None: not said.
    """

    weekday: int
    which: int | None = None
    plus_weeks: int = 0
    in_week: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        """The day that is meant, then other readings."""
        if self.in_week is not None:
            return [calendar.monday(self.in_week) + timedelta(days=self.weekday)]
        ahead = (self.weekday - calendar.today.weekday()) % 7
        if self.which == -1:
            return [calendar.today - timedelta(days=(-ahead) % 7 or 7)]
        coming = calendar.today + timedelta(days=ahead)
        if ahead == 0 and not (calendar.clock_said and calendar.is_ahead(coming)):
            coming += timedelta(days=7)
        coming += timedelta(days=7 * self.plus_weeks)
        if self.which is None or self.which == 0:
            return [coming]
        of_that_week = calendar.monday(self.which) + timedelta(days=self.weekday)
        calendar.implied.add(Implied.WEEK)
        earlier = coming if self.which == 1 else of_that_week - timedelta(days=7)
        return [of_that_week, earlier] if earlier != of_that_week else [of_that_week]


@dataclass(slots=True)
class NthWeekday:
    """The n-th weekday of a month: -1 the last. month 1-12 (year None: the coming one), or months from this one."""

    n: int
    weekday: int | None  # None: a day of Monday to Friday
    month: int | None = None
    year: int | None = None
    months_ahead: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        """Empty where the month has no such day."""
        if self.month is not None:
            month = self.month
            if self.year is not None:
                day = nth_weekday(self.year, month, self.n, self.weekday)
            else:
                day = calendar.first_ahead(lambda year: nth_weekday(year, month, self.n, self.weekday))
            return [day] if day else []
        first = 0 if self.months_ahead is None else self.months_ahead
        for months in range(first, first + (12 if self.months_ahead is None else 1)):
            year, index = divmod(calendar.today.year * 12 + calendar.today.month - 1 + months, 12)
            day = nth_weekday(year, index + 1, self.n, self.weekday)
            if day is not None and (self.months_ahead is not None or calendar.is_ahead(day)):
                return [day]
        return []


def nth_weekday(year: int, month: int, n: int, weekday: int | None) -> date | None:
    """The n-th such weekday of a month, counted from its end when negative; None where it has none. weekday None: Monday to Friday."""
    begins, length = monthrange(year, month)
    if weekday is not None:
        days = list(range((weekday - begins) % 7 + 1, length + 1, 7))
    else:
        days = [day for day in range(1, length + 1) if (begins + day - 1) % 7 < 5]
    index = n - 1 if n > 0 else n
    return date(year, month, days[index]) if -len(days) <= index < len(days) and n != 0 else None
