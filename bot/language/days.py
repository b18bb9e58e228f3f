"""Takers of day phrases: from the tokens at hand into the day slots of a Phrase. Each returns the token after, or 0 for no match."""

from __future__ import annotations

from bot.language.clock import Clock
from bot.language.date import (
    AnyDate,
    DayOfMonth,
    MonthDate,
    Relative,
    read_day_first,
    read_month_first,
    read_numeric_date,
    short_year_at,
    year_at,
)
from bot.language.holiday import Holiday, PublicHoliday
from bot.language.lexicon.lexicon import AND, AT, BY, COMMA, IN, OF, ON, THE
from bot.language.period import MonthPeriod, Period, WeekdayBeside, WeekNumber, YearPeriod
from bot.language.phrase import Phrase, Repeat, is_possessive
from bot.language.repeat import read_weekdays
from bot.language.tokens import Tokens
from bot.language.weekday import Weekday
from bot.language.zone import Zone, offset_name


def take_relative(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """today, tomorrow, the day after tomorrow."""
    if not p.has_no_day_yet or is_possessive(t, k + 1):
        return 0
    if "part" in t.means[k] and (p.weekday or p.repeat):  # "Montag Morgen"
        return 0
    if p.weekday is not None and (p.clocks or (p.marks & ON and not flags)):
        return 0  # "the table for 7pm on friday", "is due on friday tomorrow morning": a time of its own
    days, unit = t.means[k]["rel"], t.means[k + 1].get("unit")
    if days >= 0 and unit and unit[2] == "WEEKLY" and "int" not in t.means[k + 2]:  # tomorrow week
        p.day = Relative(days + 7 * unit[3])
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
        elif isinstance(p.day, Relative) and p.day.days and flags & (COMMA | AND):
            p.also = tuple(_single_day(p, k, after, day) for day in days)  # tomorrow, friday and sunday
        else:
            p.weekdays = days
        return after
    if p.repeat:
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
    if unit and unit[2] == "WEEKLY" and weekday.which is None and "int" not in t.means[k + 1]:
        weekday.plus_weeks = unit[3]
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


def take_month(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """march 3rd, dec 24; a month alone only in company: in march, november 2026."""
    years = p.day.offset if isinstance(p.day, Period) and p.day.unit == "YEARLY" and p.day.edge is None else None
    further = p.repeat is not None and p.repeat.freq == "YEARLY" and isinstance(p.day, MonthDate) and flags & AND
    if not p.has_no_day_yet and years is None and not further:
        return 0
    found = read_month_first(t, k)
    if further and p.repeat is not None:  # every year on january 15 and july 20
        if found is None or not isinstance(found[0], MonthDate):
            return 0
        p.repeat.dates.append((found[0].month, found[0].day))
        return found[1]
    if years is not None and found is not None and isinstance(found[0], MonthDate):
        p.day = MonthDate(found[0].month, found[0].day, years_ahead=years)
        return found[1]
    if found is not None:
        p.day, after = found
        if after < t.n and ("dash" in t.means[after] or "to" in t.means[after]):  # july 13-15: from its start
            after = _take_range_end(t, after, p)
        return after
    month, after = t.means[k]["month"], k + 1
    if t.words[after] == "," or t.means[after].get("mark", 0) & OF:
        after += 1
    year = year_at(t, after)
    if year is not None:
        p.day = MonthPeriod(month, year)
        return after + 1
    if (year := short_year_at(t, after)) is not None:
        p.day = MonthPeriod(month, year)
        return after + 2
    closes = k + 1 >= t.n and "no_name" in t.means[k]
    coming = k > 0 and "to_month" in t.means[k - 1] and "also_a_name" not in t.means[k]
    if flags & (IN | BY) or (flags & OF and p.says_day) or closes or coming:
        p.day = MonthPeriod(month)
        return k + 1
    return 0


def _take_range_end(t: Tokens, k: int, p: Phrase) -> int:
    """The "-15" of "july 13-15", the "to oct 5" of "oct 3 to oct 5"."""
    meaning, after = t.means[k + 1], k + 2
    last: AnyDate | None = None
    if "month" in meaning and "through" not in t.means[k]:
        last, after = read_month_first(t, k + 1) or (None, k)
    elif "int" in meaning and meaning["digits"] <= 2 and isinstance(p.day, MonthDate) and _ends_range(t, k, after):
        last = MonthDate(p.day.month, meaning["int"], p.day.year)
    if last is None:
        return k
    p.through = Phrase(k)
    p.through.day = last
    return after


def _ends_range(t: Tokens, k: int, after: int) -> bool:
    return "dash" in t.means[k] or t.closes(after) or "mark" in t.means[after]


_LEADS_TO_MONTH = frozenset({"month", "mark", "dash", "stop", "to"})


def take_date(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """24/12, 2025-10-31, 24 December, 3. Oktober, 13 to 15 July."""
    if not p.has_no_day_yet or _is_plain_number(t, k):
        return 0
    dotted = flags & ON if "dot_clock" in t.means[k] and t.lexicon.language == "en" else flags & (ON | BY | IN)
    found = read_numeric_date(t, k, marked=bool(dotted)) or read_day_first(t, k)
    if t.means[k].get("numeric_date", (0, 0, 0))[2] is None and not _is_date(t, k, flags):
        return 0
    if found is None:
        return _take_day_range(t, k, p, flags)
    p.day, after = found
    meaning = t.means[k]
    if "moment" in meaning:
        hour, minute, second = meaning["moment"]
        p.clocks = [Clock(hour, minute, second, invalid=hour > 23 or minute > 59 or second > 59)]
        if "moment_offset" in meaning:
            p.zone = Zone(offset_name(meaning["moment_offset"]))
    return after


def _is_plain_number(t: Tokens, k: int) -> bool:
    """A number in digits with nothing behind it that leads on to a month."""
    meaning = t.means[k]
    return (
        "int" in meaning
        and meaning["digits"] != 8
        and _LEADS_TO_MONTH.isdisjoint(t.means[k + 1])
        and t.words[k + 1] != "/"
    )


def _is_date(t: Tokens, k: int, flags: int) -> bool:
    """No fraction and no share: "1/2 a pill", "3/8 inch"."""
    after = t.means[k + 1]
    if "a" in after or "unit" in after:
        return False
    return bool(after) or k + 1 >= t.n or not t.words[k + 1][0].isalpha() or bool(flags & (ON | BY))


def _take_day_range(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """8-12 August, 13 to 15 July: its start."""
    meaning = t.means[k]
    if flags & AT or not (("int" in meaning and meaning["digits"] <= 2) or "ord" in meaning):
        return 0
    middle = t.means[k + 1]
    if not ("dash" in middle or "to" in middle):
        return 0
    found = read_day_first(t, k + 2)
    if found is None or not isinstance(found[0], MonthDate):
        return 0
    p.day = MonthDate(found[0].month, meaning.get("int", meaning.get("ord")), found[0].year)
    return found[1]


def take_month_year(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """10/2026 and 2026-10: only where something says that it is a date."""
    month, year = t.means[k]["month_year"]
    said = flags & (IN | BY | ON) or t.closes(k + 1)
    if not p.has_no_day_yet or not said or not 1 <= month <= 12 or not 1900 <= year <= 2199:
        return 0
    p.day = MonthPeriod(month, year)
    return k + 1


def take_iso_week(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """2025-W40-1."""
    if not p.has_no_day_yet:
        return 0
    year, week, day = t.means[k]["iso_week"]
    p.day = WeekNumber(week, year, day - 1)
    return k + 1


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
    return k + 1 if year is None else after + 1


def take_one_in_two(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """un mardi sur deux."""
    return take_weekday(t, k + 1, p, 0) if "weekday" in t.means[k + 1] and "every_other_after" in t.means[k + 2] else 0


def take_year_of_date(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """The year of "Feb 21 11:30:00 2026", and of "2026 Feb 21"."""
    year = year_at(t, k)
    if year is None or flags & AT:
        return 0
    if isinstance(p.day, MonthDate) and p.day.year is None and not flags:
        p.day.year = year
        return k + 1
    if p.has_no_day_yet and "month" in t.means[k + 1]:
        found = read_month_first(t, k + 1)
        if found is not None and isinstance(found[0], MonthDate) and found[0].year is None:
            p.day = MonthDate(found[0].month, found[0].day, year)
            return found[1]
    return 0


def take_year(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """in 2027, by 2027."""
    year = year_at(t, k)
    if year is None or not p.has_no_day_yet or not flags & (IN | BY) or flags & AT or p.clocks:
        return 0
    p.day = YearPeriod(year)
    return k + 1


def combine_days(p: Phrase) -> None:
    """Friday of next week, the 3rd of next month, friday the 13th: two words for one day become one."""
    if p.weekday is not None and p.repeat is None:
        if isinstance(p.day, Period) and p.day.unit == "WEEKLY":
            p.weekday.in_week, p.day = p.day.offset, None
        elif isinstance(p.day, DayOfMonth | WeekNumber):
            p.day.weekday, p.weekday = p.weekday.weekday, None
        elif p.day is not None and not isinstance(p.day, MonthPeriod | Period):
            p.weekday = None  # a date beats the weekday beside it
