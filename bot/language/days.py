"""Takers of days by their names: "tomorrow", "friday", "christmas", "monday and wednesday".

Each returns the token after, or 0 for no match.
"""

from __future__ import annotations

from bot.language.date import DayOfMonth, NumericDate, Relative, year_at
from bot.language.holiday import Holiday, PublicHoliday
from bot.language.lexicon.lexicon import AND, COMMA, OF, ON, THE
from bot.language.period import MonthPeriod, Period, WeekdayBeside, WeekendOf, WeekNumber
from bot.language.phrase import Phrase, Repeat, is_possessive
from bot.language.repeat import read_weekdays
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday


def take_relative(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """today, tomorrow, the day after tomorrow."""
    if not p.has_no_day_yet or is_possessive(t, k + 1):
        return 0
    if "part" in t.means[k] and (p.weekday or p.repeat):  # "Montag Morgen"
        return 0
    if p.weekday is not None and (p.clocks or (p.marks & ON and not flags)):
        return 0  # "the table for 7pm on friday", "is due on friday tomorrow morning": a time of its own
    days, unit = t.means[k]["rel"], t.means[k + 1].get("unit")
    if days >= 0 and unit and unit.freq == "WEEKLY" and "int" not in t.means[k + 2]:  # tomorrow week
        p.day = Relative(days + 7 * unit.interval)
        return k + 2
    p.day = Relative(days)
    return k + 1


def take_part_of_today(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """ce soir, i eftermiddag."""
    if not p.has_no_day_yet or p.part:
        return 0
    p.day, p.part = Relative(0), t.means[k]["today_part"]
    return k + 1


def take_tonight(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    if not p.has_no_day_yet or p.part or is_possessive(t, k + 1):
        return 0
    p.day, p.part = Relative(0), "night"
    return k + 1


def take_weekday(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """friday; monday and wednesday; mon-fri; monday week; the friday after next."""
    if p.weekday or p.weekdays or is_possessive(t, k + 1) or (flags & THE and "also_a_name" in t.means[k]):
        return 0
    if (isinstance(p.day, Holiday) and flags & ON) or (p.repeat and p.clocks and flags & AND):
        return 0
    days, after, is_range = read_weekdays(t, k)
    if "every_other_after" in t.means[after]:
        p.repeat = Repeat("WEEKLY", t.means[after]["every_other_after"], weekdays=days)
        return after + 1
    if len(days) > 1:
        if is_range and not p.repeat:
            p.repeat = Repeat("WEEKLY", weekdays=days)
        elif p.repeat:
            p.repeat.weekdays += days
        elif isinstance(p.day, Relative) and flags & (COMMA | AND):
            p.also = tuple(_single_day(p, k, after, day) for day in days)  # tomorrow, friday and sunday
        else:
            p.weekdays = days
        return after
    if p.repeat:
        if p.repeat.weekdays == [5, 6] and days[0] in (5, 6):
            p.repeat.weekdays = []  # every other weekend on saturday
        p.repeat.weekdays += days
        return after
    if p.delta is None and isinstance(p.day, Relative) and not p.day.days:
        return 0
    p.weekday = Weekday(days[0])
    p.part = p.part or t.means[k].get("with_part")
    k += 1
    if t.words[k] == "." and t.glued(k) and k + 1 < t.n:
        k += 1
    return _take_beside(t, k, p) or take_weeks_on(t, k, p.weekday)


def _single_day(p: Phrase, start: int, end: int, weekday: int) -> Phrase:
    phrase = p.blank(start)
    phrase.end, phrase.weekday = end, Weekday(weekday)
    return phrase


def _take_beside(t: Tokens, k: int, p: Phrase) -> int:
    """The "before christmas" of "the monday before christmas"."""
    sign = t.means[k].get("before")
    if sign is None or p.day is not None or p.weekday is None or "starting" in t.means[k]:
        return 0
    anchor = p.read(t, k + 1, marks=ON)
    if anchor is None or anchor.repeat is not None or anchor.day is None or anchor.weekday is not None:
        return 0
    p.day, p.weekday = WeekdayBeside(p.weekday.weekday, sign, anchor.day), None
    p.clocks, p.part = p.clocks or anchor.clocks, p.part or anchor.part
    return anchor.end


def take_weeks_on(t: Tokens, k: int, weekday: Weekday) -> int:
    """The "week" of "monday week", the "after next" of "friday after next"."""
    meaning = t.means[k]
    if "after_next" in meaning:
        weekday.which = 2
        return k + 1
    if "which_after" in meaning and weekday.which is None and not {"unit", "month"} & t.means[k + 1].keys():
        weekday.which = meaning["which_after"]
        return k + 1
    if "in_a_week" in meaning:
        weekday.plus_weeks = meaning["in_a_week"]
        return k + 1
    unit = meaning.get("unit")
    if unit and unit.freq == "WEEKLY" and weekday.which is None and "int" not in t.means[k + 1]:
        weekday.plus_weeks = unit.interval
        return k + 1
    return k


def take_plural_weekdays(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """mondays, on mondays and thursdays."""
    days, after, _ = read_weekdays(t, k)
    if p.repeat is None:
        p.repeat = Repeat("WEEKLY")
    elif p.repeat.weekdays:
        return 0
    p.repeat.weekdays += days
    return after


def take_holiday(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """christmas eve, easter 2026; diwali where it is a public holiday."""
    if not p.has_no_day_yet or is_possessive(t, k + 1):
        return 0
    if "holiday" not in t.means[k]:
        p.day = PublicHoliday(t.means[k]["national_holiday"])
        return k + 1
    name = t.means[k]["holiday"]
    if p.repeat is not None:
        p.repeat.holiday = name
        return k + 1
    after = k + 2 if t.means[k + 1].get("mark", 0) & OF else k + 1
    year = year_at(t, after)
    p.day = Holiday(name, year)
    if year is None and "weekend" in t.means[k + 1]:
        p.day = WeekendOf(p.day)
        return k + 2  # labor day weekend
    return k + 1 if year is None else after + 1


def take_one_in_two(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """un mardi sur deux."""
    return take_weekday(t, k + 1, p, 0) if "weekday" in t.means[k + 1] and "every_other_after" in t.means[k + 2] else 0


def combine_days(p: Phrase) -> None:
    """Friday of next week, the 3rd of next month, friday the 13th: two words for one day become one."""
    if p.weekday is not None and p.repeat is None:
        if isinstance(p.day, Period) and p.day.unit == "WEEKLY":
            p.weekday.in_week, p.day = p.day.offset, None
        elif isinstance(p.day, DayOfMonth | NumericDate | WeekNumber):
            p.day.weekday, p.weekday = p.weekday.weekday, None
        elif p.day is not None and not isinstance(p.day, MonthPeriod | Period):
            p.weekday = None  # a date beats the weekday beside it
