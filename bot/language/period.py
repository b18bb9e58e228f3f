"""Periods: this week, next month, the end of the quarter, mid-March, the weekend, summer: which day of them is meant."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.calendar import Calendar
from bot.language.date import Day, MonthDate, make_date
from bot.language.duration import add_months
from bot.language.reading import Implied

START, MIDDLE, END = 0, 1, 2


def periods_ahead(which: int | str) -> int:
    """How many periods on "this" (0), "next" (1), "last" (-1) and "coming" say: the coming week is the next."""
    return 1 if isinstance(which, str) else which


@dataclass(slots=True)
class Period:
    """unit: "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY" or "WEEKEND".

    offset: 0 this, 1 next, -1 last. edge: which end of it, None for neither.
    """

    unit: str
    offset: int
    edge: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        """Next week is its Monday, next month its 1st; the same weekday or day as another reading."""
        if self.unit == "WEEKEND":
            return self._weekend(calendar)
        first, last = self.bounds(calendar)
        if self.unit == "WEEKLY":
            last -= timedelta(days=2)  # the end of a week is its Friday
        if self.edge == END:
            if self.unit == "WEEKLY" and self.offset == 0 and not calendar.is_ahead(last):
                last += timedelta(days=7)
            return [last]
        if self.edge == MIDDLE:
            days = {"WEEKLY": 2, "MONTHLY": 14, "YEARLY": 181}.get(self.unit, (last - first).days // 2)
            return [self._or_next(first + timedelta(days=days), calendar, days)]
        if self.edge == START:
            return [self._or_next(first, calendar, 0)]
        if self.offset == 0:
            return [
                calendar.today
                if calendar.is_ahead(calendar.today)
                else min(calendar.today + timedelta(days=1), max(last, calendar.today))
            ]
        calendar.implied.add(Implied.WEEK)
        months = {"MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12}.get(self.unit, 0) * self.offset
        same_day = add_months(calendar.today, months) + timedelta(days=7 * self.offset if self.unit == "WEEKLY" else 0)
        return [first, same_day] if same_day != first else [first]

    def _or_next(self, day: date, calendar: Calendar, days: int) -> date:
        """The day; where it is of this period and has passed, that of the next: "mid-week" on a friday."""
        if self.offset or calendar.is_ahead(day):
            return day
        return Period(self.unit, 1).bounds(calendar)[0] + timedelta(days=days)

    def bounds(self, calendar: Calendar) -> tuple[date, date]:
        """The first and the last day of the period."""
        today = calendar.today
        if self.unit in ("WEEKLY", "WEEKEND"):
            monday = calendar.monday(self.offset)
            return monday, monday + timedelta(days=6)
        if self.unit == "DAILY":
            day = today + timedelta(days=self.offset)
            return day, day
        size = {"MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12}[self.unit]
        index = (today.year * 12 + today.month - 1) // size * size + self.offset * size
        first = date(index // 12, index % 12 + 1, 1)
        return first, add_months(first, size) - timedelta(days=1)

    def _weekend(self, calendar: Calendar) -> list[date]:
        saturday = calendar.monday(max(self.offset, 0)) + timedelta(days=5)
        if self.edge == END:
            return [saturday + timedelta(days=1)]
        if self.offset == -1:
            return [calendar.monday(-1) + timedelta(days=5)]
        if self.offset == 0:
            if calendar.is_ahead(saturday):
                return [saturday]
            sunday = saturday + timedelta(days=1)
            return [sunday] if calendar.is_ahead(sunday) else [saturday + timedelta(days=7)]
        calendar.implied.add(Implied.WEEK)
        return [saturday, saturday - timedelta(days=7)] if self.offset == 1 else [saturday]


@dataclass(slots=True)
class MonthPeriod:
    """A named month as a whole: "in march", "mid-March", "the end of october 2026"."""

    month: int
    year: int | None = None
    edge: int | None = None
    length: int = 1  # a season or a quarter has three
    years_ahead: int | None = None  # "march next year" is 1

    def find(self, calendar: Calendar) -> list[date]:
        year = self.year if self.years_ahead is None else calendar.today.year + self.years_ahead
        if year is not None:
            day = self._day(year)
            return [day] if day else []
        calendar.implied.add(Implied.YEAR)
        day = calendar.first_ahead(self._day)
        return [day] if day else []

    def _day(self, year: int) -> date | None:
        first = make_date(year, self.month, 1)
        if first is None:
            return None
        if self.edge == END:
            return add_months(first, self.length) - timedelta(days=1)
        return first + timedelta(days=14 if self.length == 1 else 45) if self.edge == MIDDLE else first


@dataclass(slots=True)
class YearPeriod:
    """A year by its number: its 1st of January, middle or end."""

    year: int
    edge: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        month, day = {END: (12, 31), MIDDLE: (7, 1)}.get(self.edge if self.edge is not None else START, (1, 1))
        return MonthDate(month, day, self.year).find(calendar)


@dataclass(slots=True)
class WeekNumber:
    """ISO week 42: its Monday, of this year or the next."""

    week: int
    year: int | None = None
    weekday: int = 0

    def find(self, calendar: Calendar) -> list[date]:
        if not 1 <= self.week <= 53:
            return []
        if self.year is not None:
            day = self._day(self.year)
            return [day] if day else []
        calendar.implied.add(Implied.YEAR)
        found = calendar.first_ahead(self._day)
        return [found] if found else []

    def _day(self, year: int) -> date | None:
        try:
            return date.fromisocalendar(year, self.week, self.weekday + 1)
        except ValueError:
            return None


@dataclass(slots=True)
class LastDay:
    """The last day of a month: of this one, of the one so many months on, or of a named one."""

    months_ahead: int | None = None
    month: int | None = None
    n: int = 1  # the last but one is 2
    year: int | None = None  # of a named month

    def find(self, calendar: Calendar) -> list[date]:
        if self.month is not None:
            found = calendar.first_ahead(self._in_year) if self.year is None else self._in_year(self.year)
            return [found] if found else []
        first = calendar.today.replace(day=1)
        for months in (self.months_ahead,) if self.months_ahead is not None else (0, 1):
            day = add_months(first, months + 1) - timedelta(days=self.n)
            if self.months_ahead is not None or calendar.is_ahead(day):
                return [day]
        return []

    def _in_year(self, year: int) -> date:
        month = self.month or 1
        return date(year, month, monthrange(year, month)[1] + 1 - self.n)


@dataclass(slots=True)
class BusinessDay:
    """The n-th business day from now: 1 the next one."""

    n: int

    def find(self, calendar: Calendar) -> list[date]:
        return [calendar.add_business_days(calendar.today, self.n)]


@dataclass(slots=True)
class BusinessDayOf:
    """The n-th business day of the period that begins and ends so: -1 the last; public holidays are left out."""

    n: int
    months_ahead: int | None = None
    month: int | None = None

    def find(self, calendar: Calendar) -> list[date]:
        if self.month is not None:
            month = self.month
            found = calendar.first_ahead(lambda year: self._in_month(calendar, date(year, month, 1)))
            return [found] if found else []
        first = calendar.today.replace(day=1)
        for months in (self.months_ahead,) if self.months_ahead is not None else (0, 1):
            day = self._in_month(calendar, add_months(first, months))
            if self.months_ahead is not None or calendar.is_ahead(day):
                return [day]
        return []

    def _in_month(self, calendar: Calendar, first: date) -> date:
        if self.n > 0:
            return calendar.add_business_days(first - timedelta(days=1), self.n)
        return calendar.add_business_days(add_months(first, 1), self.n)


@dataclass(slots=True)
class NearestBusinessDay:
    """The business day nearest to a day: the one before when both are as near."""

    day: Day

    def find(self, calendar: Calendar) -> list[date]:
        found: list[date] = []
        for day in self.day.find(calendar):
            for distance in (0, -1, 1, -2, 2, -3, 3, -4, 4):
                near = day + timedelta(days=distance)
                if calendar.is_business_day(near):
                    found.append(near)
                    break
        return found


@dataclass(slots=True)
class WeekendOf:
    """The Saturday nearest to a day: of a Monday or Tuesday the one before."""

    day: Day

    def find(self, calendar: Calendar) -> list[date]:
        found = self.day.find(calendar)
        return [day + timedelta(days=(5 if day.weekday() > 1 else -2) - day.weekday()) for day in found]


@dataclass(slots=True)
class WeekdayBeside:
    """The monday before christmas (sign -1), the second friday after the 15th (sign 1, n 2)."""

    weekday: int
    sign: int
    day: Day
    n: int = 1

    def find(self, calendar: Calendar) -> list[date]:
        weeks = 7 * (self.n - 1)
        return [
            day + timedelta(days=self.sign * ((self.sign * (self.weekday - day.weekday()) - 1) % 7 + 1 + weeks))
            for day in self.day.find(calendar)
        ]
