"""Dates: "25 September 2026", "Dec 24th", "the 3rd", "05/10", "2025-10-31". Weeks and months as wholes live in period.py."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.language.calendar import Calendar
from bot.language.lexicon.lexicon import COMMA, OF, THE, Meaning
from bot.language.numbers import read_integer
from bot.language.reading import Implied
from bot.language.tokens import Tokens


class Day(Protocol):
    """Words for a day: find() gives the day that is meant and then its other readings; nothing where the calendar has no such day."""

    def find(self, calendar: Calendar) -> list[date]: ...


@dataclass(slots=True)
class Relative:
    """today, tomorrow, yesterday: so many days from today."""

    days: int

    def find(self, calendar: Calendar) -> list[date]:
        return [calendar.today + timedelta(days=self.days)]


@dataclass(slots=True)
class MonthDate:
    """A day of a month, of a year if it was said."""

    month: int
    day: int
    year: int | None = None
    years_ahead: int | None = None  # "next year on march 3rd" is 1

    def find(self, calendar: Calendar) -> list[date]:
        """Empty where the calendar has no such day."""
        if self.years_ahead is not None:
            found = make_date(calendar.today.year + self.years_ahead, self.month, self.day)
            return [found] if found else []
        if self.year is not None:
            day = make_date(self.year, self.month, self.day)
            return [day] if day else []
        calendar.implied.add(Implied.YEAR)
        day = calendar.first_ahead(lambda year: make_date(year, self.month, self.day))
        return [day] if day else []


@dataclass(slots=True)
class DayOfMonth:
    """The 25th: the next such day ahead, or of the month so many months on (0: this month)."""

    day: int
    months_ahead: int | None = None
    weekday: int | None = None  # "friday the 13th"

    def find(self, calendar: Calendar) -> list[date]:
        start = calendar.today.year * 12 + calendar.today.month - 1
        if self.months_ahead is not None:
            year, month = divmod(start + self.months_ahead, 12)
            day = make_date(year, month + 1, self.day)
            return [day] if day else []
        for months in range(12 if self.weekday is None else 40):
            year, month = divmod(start + months, 12)
            day = make_date(year, month + 1, self.day)
            if day and calendar.is_ahead(day) and (self.weekday is None or day.weekday() == self.weekday):
                return [day]
        return []


@dataclass(slots=True)
class NumericDate:
    """05/10: by the person's customs, the other order as another reading. day_first: where the writing settles it."""

    first: int
    second: int
    year: int | None = None
    day_first: bool | None = None
    weekday: int | None = None  # "Fri 9/12" is the order in which it is a Friday

    def find(self, calendar: Calendar) -> list[date]:
        by_custom = calendar.day_first if self.day_first is None else self.day_first
        orders = [(self.first, self.second), (self.second, self.first)]  # (day, month)
        if not by_custom:
            orders.reverse()
        if self.day_first is not None and orders[0][1] <= 12:
            del orders[1]
        found = [date_ for day, month in orders for date_ in MonthDate(month, day, self.year).find(calendar)]
        if self.weekday is not None and len({day.weekday() == self.weekday for day in found}) == 2:
            found = [day for day in found if day.weekday() == self.weekday]
        if len(found) == 2 and found[0] != found[1] and self.day_first is None:
            calendar.implied.add(Implied.DATE_ORDER)
        return list(dict.fromkeys(found))


def make_date(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    if not (1 <= month <= 12 and 1 <= year <= 9999) or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


@dataclass(slots=True)
class OrdinalDate:
    """2025-276: the 276th day of the year."""

    year: int
    day: int

    def find(self, calendar: Calendar) -> list[date]:
        found = date(self.year, 1, 1) + timedelta(days=self.day - 1)
        return [found] if found.year == self.year else []


AnyDate = MonthDate | DayOfMonth | NumericDate | OrdinalDate


def read_numeric_date(t: Tokens, i: int, *, marked: bool) -> tuple[AnyDate, int] | None:
    """2025-10-31, 24/12, 31.12.2026, 24.12., 20260221."""
    meaning = t.means[i]
    if "ymd" in meaning:
        year, month, day = meaning["ymd"]
        return MonthDate(month, day, year), i + 1
    if "numeric_date" in meaning:
        first, second, year = meaning["numeric_date"]
        dotted, after = "." in t.words[i], i + 1
        if year is None:
            year, after = _read_year(t, after, dashed=False)  # 24/12 2025, 24/12-2025
        return NumericDate(first, second, year, day_first=True if dotted else None), after
    if "year_day" in meaning and marked:
        return OrdinalDate(*meaning["year_day"]), i + 1
    if "day_month" in meaning:
        first, second = meaning["day_month"]
        closed = t.words[i + 1] == "." and t.glued(i + 1)
        said = closed or (marked and "mer" not in t.means[i + 1])
        if said and 1 <= first <= 31 and 1 <= second <= 12:
            return NumericDate(first, second, None, day_first=True), i + 1 + closed
        return None
    if meaning.get("digits") == 8 and "int" in meaning:
        number = meaning["int"]
        if make_date(number // 10000, number // 100 % 100, number % 100) and 1900 < number // 10000 < 2200:
            return MonthDate(number // 100 % 100, number % 100, number // 10000), i + 1
    return None


def read_month_first(t: Tokens, i: int) -> tuple[AnyDate, int] | None:
    """December 24th, Dec. 24, 2026, March the 3rd, sep-12."""
    k = i + 1
    if t.words[k] == "." and t.glued(k):
        k += 1
    while "dash" in t.means[k] or t.words[k] == "/" or t.means[k].get("mark", 0) & THE:
        k += 1
    if t.words[i + 1] == "/" and t.glued(k) and (pair := _day_and_year(t.means[k])) is not None:
        return MonthDate(t.means[i]["month"], *pair), k + 1
    day = _read_day_number(t, k)
    if day is None or "genitive" in t.means[day[1]]:
        return None
    number, after = day
    follower = t.means[after]
    if "int" in t.means[k] and (
        "mer" in follower or "oclock" in follower or ("unit" in follower and "from_now" not in t.means[after + 1])
    ):
        return None
    year, after = _read_year(t, after, dashed="dash" in t.means[i + 1])
    return MonthDate(t.means[i]["month"], number, year), after


def _day_and_year(meaning: Meaning) -> tuple[int, int] | None:
    """The 15/2025 and the 15/25 of "sep/15/2025", which by themselves are a month and a day of no month."""
    if "month_year" in meaning:
        day, year = meaning["month_year"]
        return (day, year) if day <= 31 and 1900 <= year <= 2199 else None
    first, second, year = meaning.get("numeric_date", (0, 0, 0))
    return (first, 2000 + second) if year is None else None


def read_day_first(t: Tokens, i: int) -> tuple[AnyDate, int] | None:
    """24 December, the 24th of December 2026, 3. Oktober, 3 de octubre, 12-sep-2025."""
    day = _read_day_number(t, i)
    if day is None:
        return None
    number, k = day
    if t.words[k] == "." and t.glued(k):
        k += 1
    while t.means[k].get("mark", 0) & (OF | THE) or "dash" in t.means[k] or t.words[k] == "/":
        k += 1
    if "month" not in t.means[k]:
        return None
    month, dashed = t.means[k]["month"], "dash" in t.means[k - 1]
    k += 1
    if t.words[k] == "." and t.glued(k) and k + 1 < t.n:
        k += 1
    year, after = _read_year(t, k, dashed=dashed)
    return MonthDate(month, number, year), after


def read_ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """25th, first, twenty-third, 3. (in languages that write it so): the number and the token after it."""
    meaning = t.means[i]
    if "ord" in meaning:
        return meaning["ord"], i + 1
    if "num" in meaning and meaning["num"] in (20, 30):
        k = i + 2 if "dash" in t.means[i + 1] else i + 1
        units = t.means[k].get("ord", 0)
        if 1 <= units <= 9:
            return int(meaning["num"]) + units, k + 1
    if t.lexicon.grammar.dotted_ordinals and "int" in meaning and t.words[i + 1] == "." and t.glued(i + 1):
        return meaning["int"], i + 2
    return None


def _read_day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    ordinal = read_ordinal(t, i)
    if ordinal is not None:
        return ordinal if ordinal[0] >= 1 else None
    meaning = t.means[i]
    if "int" in meaning and meaning["digits"] <= 2:
        return meaning["int"], i + 1
    number = meaning.get("num", 0)
    if number == int(number) and 1 <= number <= 31 and t.words[i].isalpha():
        k = i + 2 if "dash" in t.means[i + 1] else i + 1
        units = t.means[k].get("num", 0)
        if number in (20, 30) and 1 <= units <= 9:
            return int(number + units), k + 1
        return int(number), i + 1
    return None


def _read_year(t: Tokens, i: int, *, dashed: bool) -> tuple[int | None, int]:
    """The year behind a date, with its comma, dash or "of"; None and i where there is none. dashed: 21-feb-26."""
    k = i
    if t.means[k].get("mark", 0) & (COMMA | OF) or "dash" in t.means[k] or t.words[k] == "/":
        k += 1
    year = year_at(t, k)
    if year is not None:
        return year, k + 1
    if (short := short_year_at(t, k)) is not None:
        return short, k + 2
    if t.means[k].get("num") == 20 and (spoken := read_integer(t, k + 1)) is not None and 10 <= spoken[0] <= 99:
        return 2000 + spoken[0], spoken[1]  # twenty twenty-six
    if not dashed and k == i and _is_short_year(t, k):
        return 2000 + int(t.means[k]["int"]), k + 1
    if (
        dashed
        and "dash" in t.means[i]
        and t.glued(i)
        and t.glued(k)
        and "int" in t.means[k]
        and t.means[k]["digits"] == 2
    ):
        return 2000 + int(t.means[k]["int"]), k + 1
    return None, i


def _is_short_year(t: Tokens, k: int) -> bool:
    """The 25 of "3 oct 25": no hour, and nothing that could be counted by it follows."""
    meaning = t.means[k]
    if meaning.get("digits") != 2 or not 25 <= meaning.get("int", 0) <= 68:
        return False
    return t.closes(k + 1) or bool({"mark", "clock"} & t.means[k + 1].keys())


def short_year_at(t: Tokens, i: int) -> int | None:
    """The year of "Aug '26" at token i, its apostrophe."""
    number = t.means[i + 1]
    if t.words[i] == "'" and number.get("digits") == 2 and "int" in number and t.glued(i + 1):
        return 2000 + int(number["int"])
    return None


def year_at(t: Tokens, i: int) -> int | None:
    """A year of four digits at token i. 1730 behind "at" is a clock, and never gets here."""
    meaning = t.means[i]
    if (
        meaning.get("digits") == 4
        and 1900 <= meaning.get("int", 0) <= 2199
        and not t.lexicon.words.get(t.words[i + 1], {}).get("mer")
    ):
        return int(meaning["int"])
    return None
