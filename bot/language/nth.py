"""Takers of what an ordinal counts: "the first monday of october", "the last day of the month", "the last friday of next year"."""

from __future__ import annotations

from bot.language.date import DayOfMonth, MonthDate, year_at
from bot.language.lexicon.lexicon import IN, OF, ON, THE
from bot.language.lexicon.units import MONTH, QUARTER, WEEK, YEAR
from bot.language.period import (
    END,
    START,
    BusinessDayOf,
    LastDay,
    MonthPeriod,
    Period,
    WeekdayBeside,
    YearPeriod,
    periods_ahead,
)
from bot.language.phrase import Phrase, Repeat
from bot.language.repeat import month_follows, months_of_quarters
from bot.language.tokens import Tokens
from bot.language.weekday import NthWeekday


def read_month(t: Tokens, k: int) -> tuple[int | None, int | None, int] | None:
    """Which month "of october", "in next month", "of the month" means: (month, None, after) or (None, months ahead, after)."""
    start = k
    while t.means[k].get("mark", 0) & (OF | THE | IN):
        k += 1
    meaning = t.means[k]
    if "month" in meaning:
        return meaning["month"], None, k + 1
    ahead = 0
    if "which" in meaning:
        ahead = periods_ahead(meaning["which"])
        k += 1
        meaning = t.means[k]
    elif k == start:
        return None
    if meaning.get("unit") == MONTH:
        if "after_next" in t.means[k + 1]:
            return None, 2, k + 2
        if "which_after" in t.means[k + 1]:
            return None, t.means[k + 1]["which_after"], k + 2
        return None, ahead if "which" in t.means[k - 1] else None, k + 1
    return None


def in_every_month(p: Phrase, repeat: Repeat) -> None:
    """Makes the phrase a monthly repeat, or narrows the monthly repeat that it already is."""
    if p.repeat is None:
        p.repeat = repeat
    else:
        p.repeat.freq = "YEARLY" if p.repeat.freq == "YEARLY" else "MONTHLY"
        p.repeat.nth += repeat.nth
        p.repeat.month_days += repeat.month_days
        p.repeat.business_days += repeat.business_days


def take_nth_weekday(t: Tokens, k: int, p: Phrase, numbers: list[int], weekday: int) -> int:
    """first monday of october, last friday of the month, second tuesday of every month; "last friday" alone is another matter."""
    every = every_month(t, k)
    quarters = _of_the_year(t, k)
    if quarters is not None and quarters[:2] == ("QUARTERLY", None):
        p.repeat = Repeat("YEARLY", months=months_of_quarters(numbers[0]), nth=[(n, weekday) for n in numbers])
        return quarters[2]
    month = read_month(t, k)
    if month is None and p.repeat is None and (after := _take_nth_of_year(t, k, p, numbers[0], weekday)):
        return after
    year = year_at(t, month[2]) if month is not None and month[0] is not None else None
    if p.repeat is not None and p.repeat.freq in ("MONTHLY", "YEARLY"):
        in_every_month(p, Repeat("MONTHLY", nth=[(n, weekday) for n in numbers]))
        if month is not None and month[0] is not None:
            p.repeat.freq, p.repeat.months = "YEARLY", [month[0]]
        return max(every, month[2] if month else 0, k)
    if len(numbers) > 1 and month is not None and month[:2] == (None, None):
        every = month[2]  # the first and third monday of the month: of each
    if every:
        in_every_month(p, Repeat("MONTHLY", nth=[(n, weekday) for n in numbers]))
        return every
    if month is None or len(numbers) > 1:
        return 0
    p.day = NthWeekday(numbers[0], weekday, month=month[0], year=year, months_ahead=month[1])
    return month[2] + (year is not None)


def _take_nth_of_year(t: Tokens, k: int, p: Phrase, n: int, weekday: int) -> int:
    """the first monday of 2026, the last friday of next year: counted from the day before the year, or the one behind it."""
    sign = 1 if n > 0 else -1
    period = _of_the_year(t, k)
    after = k + 1 if period is None else period[2]
    named = year_at(t, after) if t.means[k].get("mark", 0) & (OF | IN) else None
    if named is not None:
        beside: YearPeriod | Period = YearPeriod(named - sign, edge=END if sign > 0 else START)
        after += 1
    elif period is not None and period[0] == "YEARLY" and period[1] is not None:
        beside, after = Period("YEARLY", period[1] - sign, edge=END if sign > 0 else START), period[2]
    else:
        return 0
    p.day = WeekdayBeside(weekday, sign, beside, abs(n))
    return after


def take_nth_beside(t: Tokens, k: int, p: Phrase, day: NthWeekday, flags: int) -> int:
    """the first monday after christmas, the last friday before the 15th; "the third friday" alone is the next one of a month."""
    sign = t.means[k].get("before")
    if sign is None or "starting" in t.means[k]:
        if day.n < 1 or not flags & (THE | ON) or p.weekday or "freq" in t.means[k]:
            return 0
        p.day = day
        return k
    anchor = p.read(t, k + 1, marks=ON)
    if (
        anchor is None
        or anchor.repeat is not None
        or anchor.day is None
        or anchor.weekday is not None
        or day.weekday is None
    ):
        return 0
    p.day = WeekdayBeside(day.weekday, sign, anchor.day, max(day.n, 1))
    p.clocks, p.part = p.clocks or anchor.clocks, p.part or anchor.part
    return anchor.end


def take_nth_business_day(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the first working day of the month, the last business day of october."""
    month = read_month(t, k)
    every = every_month(t, k)
    if every or (p.repeat is not None and p.repeat.freq == "MONTHLY"):
        in_every_month(p, Repeat("MONTHLY", business_days=[n]))
        return every or (month[2] if month else k)
    if month is None:
        return _take_end_of_week(t, k, p, n)
    p.day = BusinessDayOf(n, months_ahead=month[1], month=month[0])
    return month[2]


def _take_end_of_season(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the first day of spring."""
    while t.means[k].get("mark", 0) & (OF | THE):
        k += 1
    if "season" not in t.means[k] or n not in (1, -1):
        return 0
    p.day = MonthPeriod(t.means[k]["season"], edge=START if n == 1 else END, length=3)
    return k + 1


def _take_end_of_week(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the last working day of the week, the first day of next week: its Friday and its Monday."""
    period = _of_the_year(t, k)
    if period is None or period[0] != "WEEKLY" or period[1] is None or n not in (1, -1):
        return 0
    p.day = Period("WEEKLY", period[1], edge=START if n == 1 else END)
    return period[2]


def every_month(t: Tokens, k: int) -> int:
    """Behind "of every month", "each month" or "monthly"; 0 for "of the month", which says no "every"."""
    after = month_follows(t, k)
    if after and any("every" in t.means[j] or "freq" in t.means[j] for j in range(k, after)):
        return after
    return 0


def take_nth_day(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the last day of the month, the first day of next month, the last day of every month."""
    every = every_month(t, k)
    month = read_month(t, k)
    if month is None and not every and n in (1, -1) and (period := _of_the_year(t, k)):
        unit, offset, after = period
        if offset is None:  # the last day of every quarter
            p.repeat = Repeat("YEARLY", months=months_of_quarters(n), month_days=[n])
        else:
            p.day = Period(unit, offset, edge=START if n == 1 else END)
        return after
    if every or (p.repeat is not None and p.repeat.freq == "MONTHLY"):
        in_every_month(p, Repeat("MONTHLY", month_days=[n]))
        return every or (month[2] if month else k)
    if month is None:
        return _take_end_of_season(t, k, p, n)
    year = year_at(t, month[2]) if month[0] is not None else None
    if n < 0:
        p.day = LastDay(months_ahead=month[1], month=month[0], n=-n, year=year)
    elif month[0] is not None:
        p.day = MonthPeriod(month[0], year, edge=START) if n == 1 else MonthDate(month[0], n, year)
    else:
        p.day = DayOfMonth(n, months_ahead=month[1])
    return month[2] + (year is not None)


def _of_the_year(t: Tokens, k: int) -> tuple[str, int | None, int] | None:
    """The period in "of the year", "of next quarter", "of every quarter", how many on (None: every) and the token behind."""
    while t.means[k].get("mark", 0) & (OF | THE | IN):
        k += 1
    offset: int | None = 0
    if "which" in t.means[k]:
        offset, k = periods_ahead(t.means[k]["which"]), k + 1
    elif "every" in t.means[k]:
        offset, k = None, k + 1
    unit = t.means[k].get("unit")
    if unit == QUARTER:
        return "QUARTERLY", offset, k + 1
    return (unit.freq, offset, k + 1) if unit in (YEAR, WEEK) and offset is not None else None


def take_nth_week(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the first week of october: the Monday of its first whole week; the last week: its last Monday."""
    month = read_month(t, k)
    if month is None:
        return 0
    year = year_at(t, month[2]) if month[0] is not None else None
    p.day = NthWeekday(n, 0, month=month[0], year=year, months_ahead=month[1])
    return month[2] + (year is not None)
