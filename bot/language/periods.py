"""Takers of periods: "this friday", "next week", "the end of march", "q4", "the weekend", "week 42". Which day they are, period.py says."""

from __future__ import annotations

from bot.language.date import DayOfMonth, MonthDate, Relative, read_month_first, year_at
from bot.language.days import take_weeks_on
from bot.language.duration import one_of
from bot.language.holiday import Holiday, PublicHoliday
from bot.language.lexicon.lexicon import AT, BY, COMMA, IN, OF, ON, THE
from bot.language.lexicon.units import BUSINESS_DAY, DAY, HOUR, MONTH, QUARTER, WEEK, YEAR, Unit
from bot.language.numbers import read_integer
from bot.language.period import (
    BusinessDay,
    MonthPeriod,
    Period,
    WeekdayBeside,
    WeekendOf,
    WeekNumber,
    YearPeriod,
    periods_ahead,
)
from bot.language.phrase import Phrase, Repeat, is_possessive
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday

_PERIODS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def take_which(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """this friday, next week, last month, the coming weekend, next christmas, this evening."""
    said = t.means[k]["which"]
    offset = 0 if said == "coming" else said
    k += 1
    meaning = t.means[k]
    if is_possessive(t, k + 1) and not (p.says_day or p.says_clock):
        return 0
    if "weekday" in meaning and not p.weekday:
        p.weekday = Weekday(meaning["weekday"], which=None if said == "coming" else offset)
        return take_weeks_on(t, k + 1, p.weekday)
    if said == 1 and p.repeat is None and (several := _take_next_few(t, k, p)):
        return several
    unit = meaning.get("unit")
    if (
        unit
        and unit.kind == "s"
        and said == 1
        and p.has_no_day_yet
        and p.repeat is None
        and "det" not in t.means[k - 2]
    ):
        p.delta = one_of(unit)  # next hour; "the next hour" is a length
        return k + 1
    if unit and p.day is not None and unit.freq in ("MONTHLY", "YEARLY"):
        return _take_period_of_date(k, p, unit.freq, periods_ahead(said))
    if unit and not p.day:
        return _take_period(k, p, unit, periods_ahead(said))
    if "weekend" in meaning and not p.day:
        p.day = Period("WEEKEND", offset)
        return k + 1
    if "part" in meaning and not p.part and not p.day and p.delta is None:
        p.day, p.part = Relative(offset), meaning["part"]
        return k + 1
    if p.day:
        return 0
    return _take_yearly(t, k, p, offset)


def _take_next_few(t: Tokens, k: int, p: Phrase) -> int:
    """the next three mondays, for the next 5 days: so many firings."""
    number = read_integer(t, k)
    return 0 if number is None else _take_few(t, number[1], p, number[0])


def take_few_next(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """les 5 prochains jours, los 5 próximos días: the number may come first."""
    if not flags & THE or t.means[k + 1].get("which") != 1 or p.repeat is not None:
        return 0
    number = read_integer(t, k)
    return 0 if number is None else _take_few(t, k + 2, p, number[0])


def _take_few(t: Tokens, k: int, p: Phrase, count: int) -> int:
    """What there are so many of, at token k."""
    if not p.has_no_day_yet or p.weekday:
        return 0
    meaning = t.means[k]
    if "weekdays" in meaning:
        p.repeat = Repeat("WEEKLY", weekdays=[meaning["weekdays"]])
    elif count > 1 and meaning.get("unit") == DAY:
        p.repeat = Repeat("DAILY")
    elif count > 1 and meaning.get("unit") == BUSINESS_DAY:
        p.repeat = Repeat("WEEKLY", weekdays=[0, 1, 2, 3, 4])
    else:
        return 0
    p.count = count
    return k + 1


def _take_period_of_date(k: int, p: Phrase, unit: str, offset: int) -> int:
    """march 3 next year, the 25th next month."""
    if unit == "YEARLY" and isinstance(p.day, MonthDate) and p.day.year is None:
        p.day = MonthDate(p.day.month, p.day.day, years_ahead=offset)
    elif unit == "YEARLY" and isinstance(p.day, MonthPeriod) and p.day.year is None:
        p.day.years_ahead = offset
    elif unit == "YEARLY" and isinstance(p.day, Holiday) and p.day.year is None:
        p.day = Holiday(p.day.name, years_ahead=offset)
    elif unit == "MONTHLY" and isinstance(p.day, DayOfMonth) and p.day.months_ahead is None:
        p.day = DayOfMonth(p.day.day, months_ahead=offset)
    else:
        return 0
    return k + 1


def _take_period(k: int, p: Phrase, unit: Unit, offset: int) -> int:
    """The "week" of "next week", the "working day" of "last working day"; of hours and decades there are no such days."""
    if unit == BUSINESS_DAY:
        p.day = BusinessDay(1 if offset >= 0 else -1)
    elif unit == DAY:
        p.day = Relative(offset)
    elif unit == QUARTER:
        p.day = Period("QUARTERLY", offset)
    elif unit in (WEEK, MONTH, YEAR):
        p.day = Period(unit.freq, offset)
    else:
        return 0
    return k + 1


def _take_yearly(t: Tokens, k: int, p: Phrase, offset: int) -> int:
    """next march, this summer, next christmas, last easter."""
    meaning = t.means[k]
    if "month" in meaning:
        found = read_month_first(t, k)
        if found is not None:
            p.day = found[0]
            return found[1]
        p.day = MonthPeriod(meaning["month"])
    elif "season" in meaning:
        return _take_named_season(t, k, p)
    elif "holiday" in meaning:
        p.day = Holiday(meaning["holiday"], past=offset < 0)
        if "weekend" in t.means[k + 1]:
            p.day = WeekendOf(p.day)
            return k + 2
    elif "public_holiday" in meaning and offset > 0:
        p.day = PublicHoliday()
    elif "quarter_name" in meaning:
        return take_quarter(t, k, p, 0)
    else:
        return 0
    return k + 1


def take_edge(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the end of march, early next week, mid-october, beginning of 2027, end of every month."""
    edge = t.means[k]["edge"]
    if not p.has_no_day_yet:
        return 0
    k += 1
    while t.means[k].get("mark", 0) & (OF | THE | IN) or "dash" in t.means[k]:
        k += 1
    meaning = t.means[k]
    if "every" in meaning and (repeat := _repeat_at_edge(meaning["every"], t.means[k + 1].get("unit"), edge)):
        p.repeat = repeat
        return k + 2
    if "which" in meaning:
        after = take_which(t, k, p, flags)
        if after and not isinstance(p.day, Period | MonthPeriod):
            return 0
    elif "month" in meaning:
        year = year_at(t, k + 1)
        p.day, after = MonthPeriod(meaning["month"], year), k + 1 + (year is not None)
    elif "weekend" in meaning:
        p.day, after = Period("WEEKEND", 0), k + 1
    elif unit := meaning.get("unit"):
        follower = t.means[k + 1]
        after = _take_period(k, p, unit, 2 if "after_next" in follower else follower.get("which_after", 0))
        after += bool(after and {"after_next", "which_after"} & follower.keys())
    elif "quarter_name" in meaning:
        after = take_quarter(t, k, p, 0)
    elif "season" in meaning:
        after = _take_named_season(t, k, p)
    elif (year := year_at(t, k)) is not None:
        p.day, after = YearPeriod(year), k + 1
    else:
        return 0
    if after and isinstance(p.day, Period | MonthPeriod | YearPeriod):
        p.day.edge = edge
        return after
    p.day = None
    return 0


def _repeat_at_edge(interval: int, unit: Unit | None, edge: int) -> Repeat | None:
    """The end of every month, the middle of every quarter, the top of every hour."""
    day = (1, 15, -1)[edge]
    if unit == MONTH:
        return Repeat("MONTHLY", interval=interval, month_days=[day])
    if unit == QUARTER:
        months = [(1, 4, 7, 10), (2, 5, 8, 11), (3, 6, 9, 12)][edge]
        return Repeat("YEARLY", months=list(months), month_days=[day])
    if unit == HOUR and edge == 0:
        return Repeat("HOURLY", interval=interval, minute=0)
    return None


def take_period_end(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """eow, end of the month, year-end."""
    if not p.has_no_day_yet:
        return 0
    follower = t.means[k + 1]
    p.day = Period(t.means[k]["period_end"], follower.get("which_after", 0), edge=2)
    return k + 1 + ("which_after" in follower)


def take_quarter(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """q4, the third quarter of 2026."""
    if not p.has_no_day_yet:
        return 0
    month, after = 3 * t.means[k]["quarter_name"] - 2, k + 1
    while t.means[after].get("mark", 0) & (OF | THE):
        after += 1
    year = year_at(t, after)
    p.day = MonthPeriod(month, year, length=3)
    return after + 1 if year is not None else k + 1


def take_season(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in the summer; spring alone is a word like others, summer and winter are at the end and in small letters."""
    year = k + 2 if t.means[k + 1].get("mark", 0) & OF else k + 1
    said = flags & (IN | BY) or year_at(t, year) or (k and "to_month" in t.means[k - 1])
    said = said or (not flags and k + 1 >= t.n and "no_name" in t.means[k] and t.text[t.starts[k]].islower())
    if not p.has_no_day_yet or not said:
        return 0
    return _take_named_season(t, k, p)


def _take_named_season(t: Tokens, k: int, p: Phrase) -> int:
    """summer, summer 2026, the spring of 2026."""
    after = k + 2 if t.means[k + 1].get("mark", 0) & OF else k + 1
    year = year_at(t, after)
    p.day = MonthPeriod(t.means[k]["season"], year, length=3)
    return k + 1 if year is None else after + 1


def take_weekend(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """on the weekend, over the weekend."""
    if p.repeat is not None and not p.repeat.weekdays:
        p.repeat.weekdays += [5, 6]
        return k + 1
    company = flags & (ON | AT | BY | IN) or "after_next" in t.means[k + 1]
    company = company or (flags & THE and ("before" in t.means[k + 1] or t.means[k + 1].get("mark", 0) & OF))
    if not p.has_no_day_yet or not company or is_possessive(t, k + 1):
        return 0
    follower = t.means[k + 1]
    before = next((t.means[j]["before"] for j in range(p.start, k) if "before" in t.means[j]), 0)
    if before:  # the Friday before it or the Monday after it
        p.day = WeekdayBeside(4 if before < 0 else 0, before, Period("WEEKEND", 0))
        return k + 1
    if "before" in follower and flags & THE:
        anchor = p.read(t, k + 2, marks=ON)  # the weekend before christmas
        if anchor is None or anchor.day is None or anchor.repeat:
            return 0
        p.day = WeekdayBeside(5, follower["before"], anchor.day)
        return anchor.end
    if follower.get("mark", 0) & OF:
        anchor = p.read(t, k + 2, marks=ON)  # the weekend of october 11
        if anchor is not None and anchor.day is not None and not anchor.repeat:
            p.day = WeekendOf(anchor.day)
            return anchor.end
    p.day = Period("WEEKEND", 2 if "after_next" in follower else follower.get("which_after", 0))
    return k + 1 + ("which_after" in follower or "after_next" in follower)


def take_week_number(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """week 42."""
    number = t.means[k + 1]
    if (
        not p.has_no_day_yet
        or "int" not in number
        or number["digits"] > 2
        or not (
            flags & (IN | BY | ON | OF)
            or p.weekday
            or "weekday" in t.means[k + 2]
            or t.closes(k + 2)
            or t.words[k + 2] == ","
        )
    ):
        return 0
    after = k + 3 if t.means[k + 2].get("mark", 0) & (COMMA | OF) or "dash" in t.means[k + 2] else k + 2
    year = year_at(t, after)
    p.day = WeekNumber(number["int"], year)
    return k + 2 if year is None else after + 1


def take_same_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """same day next week: so many weeks or months on."""
    offset, unit = t.means[k + 1].get("which"), t.means[k + 2].get("unit")
    if not p.has_no_day_yet or offset != 1 or unit is None or unit.kind not in ("d", "m"):
        return 0
    p.delta = one_of(unit)
    return k + 3


def take_unit(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """the week after next; on weekdays."""
    unit = t.means[k]["unit"]
    if "in_next" in t.means[k - 1] and k and p.has_no_day_yet and unit != BUSINESS_DAY:
        p.delta = one_of(unit)  # in the next hour
        return k + 1
    if "which_after" in t.means[k + 1] and not p.day:
        after = _take_period(k, p, unit, t.means[k + 1]["which_after"])
        return after + 1 if after else 0
    if unit.freq == "WEEKLY" and t.means[k + 1].get("mark", 0) & OF and p.has_no_day_yet and p.weekday is None:
        anchor = p.read(t, k + 2, marks=ON)  # the week of october 6th
        if anchor is not None and anchor.day is not None and not anchor.repeat:
            p.day = anchor.day
            return anchor.end
    if "after_next" in t.means[k + 1] and not p.day and unit.freq in _PERIODS:
        p.day = Period(unit.freq, 2)
        return k + 2
    if flags & OF and flags & THE and p.weekday and unit.freq == "WEEKLY" and not p.day:
        p.day = Period("WEEKLY", 0)
        return k + 1
    return 0
