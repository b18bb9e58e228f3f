"""Takers of written dates: "march 3rd", "24/12", "2025-W40", "oct 3 to oct 5", "in 2027".

Each returns the token after, or 0 for no match; what a date is, date.py says.
"""

from __future__ import annotations

from bot.language.clock import Clock
from bot.language.date import (
    AnyDate,
    MonthDate,
    read_day_first,
    read_month_first,
    read_numeric_date,
    short_year_at,
    year_at,
)
from bot.language.lexicon.lexicon import AND, AT, BY, IN, OF, ON
from bot.language.lexicon.units import YEAR
from bot.language.period import MonthPeriod, Period, WeekNumber, YearPeriod, periods_ahead
from bot.language.phrase import Phrase
from bot.language.tokens import Tokens
from bot.language.zone import Zone, offset_name

_LEADS_TO_MONTH = frozenset({"month", "mark", "dash", "stop", "to"})


def take_month(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """march 3rd, dec 24; a month alone only in company: in march, november 2026."""
    years = _years_said(p)
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
    if t.words[after] == "," or t.means[after].get("mark", 0) & OF or ("dash" in t.means[after] and t.glued(after)):
        after += 1
    year = year_at(t, after)
    if year is not None:
        p.day = MonthPeriod(month, year)
        return after + 1
    if (year := short_year_at(t, after)) is not None:
        p.day = MonthPeriod(month, year)
        return after + 2
    if "which" in t.means[after] and t.means[after + 1].get("unit") == YEAR:
        p.day = MonthPeriod(month, years_ahead=periods_ahead(t.means[after]["which"]))
        return after + 2
    closes = k + 1 >= t.n and "no_name" in t.means[k]
    coming = k > 0 and "to_month" in t.means[k - 1] and "also_a_name" not in t.means[k]
    if flags & (IN | BY) or (flags & OF and p.says_day) or closes or coming:
        p.day = MonthPeriod(month)
        return k + 1
    return 0


def _years_said(p: Phrase) -> int | None:
    """How many years on "next year" before a date says; None where nothing says it."""
    return p.day.offset if isinstance(p.day, Period) and p.day.unit == "YEARLY" and p.day.edge is None else None


def _take_range_end(t: Tokens, k: int, p: Phrase) -> int:
    """The "-15" of "july 13-15", the "to oct 5" of "oct 3 to oct 5"."""
    meaning, after = t.means[k + 1], k + 2
    last: AnyDate | None = None
    if "month" in meaning and "through" not in t.means[k]:
        last, after = read_month_first(t, k + 1) or (None, k)
    elif "through" not in t.means[k] and (found := read_day_first(t, k + 1)) is not None:
        last, after = found  # 16 feb to 18 march
    elif (
        isinstance(p.day, MonthDate)
        and (("int" in meaning and meaning["digits"] <= 2) or "ord" in meaning)
        and _ends_range(t, k, after)
    ):
        year = year_at(t, after + 1) if t.words[after] == "," else year_at(t, after)
        if year is not None:  # oct 3-8, 2026
            p.day.year, after = year, after + 1 + (t.words[after] == ",")
        last = MonthDate(p.day.month, meaning.get("ord", meaning.get("int")), p.day.year)
    elif {"ymd", "numeric_date"} & meaning.keys():
        last, after = read_numeric_date(t, k + 1, marked=True) or (None, k)
    if last is None:
        return k
    p.through = Phrase(k)
    p.through.day = last
    return after


def _ends_range(t: Tokens, k: int, after: int) -> bool:
    return "dash" in t.means[k] or t.closes(after) or "mark" in t.means[after]


def take_date(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """24/12, 2025-10-31, 24 December, 3. Oktober, 13 to 15 July."""
    years = _years_said(p)
    if (not p.has_no_day_yet and years is None) or _is_plain_number(t, k):
        return 0
    is_clock = "dot_clock" in t.means[k] and t.lexicon.grammar.dotted_clock
    marked = bool(flags & (ON if is_clock else ON | BY | IN))
    found = read_numeric_date(t, k, marked=marked) or read_day_first(t, k)
    if t.means[k].get("numeric_date", (0, 0, 0))[2] is None and not _is_date(t, k, flags):
        return 0
    if found is None:
        return _take_day_range(t, k, p, flags)
    if years is not None and not (isinstance(found[0], MonthDate) and found[0].year is None):
        return 0
    p.day, after = found
    if years is not None and isinstance(p.day, MonthDate):
        p.day.years_ahead = years  # next year on the 1st of march
    meaning = t.means[k]
    if "moment" in meaning:
        hour, minute, second = meaning["moment"]
        p.clocks = [Clock(hour, minute, second, invalid=hour > 23 or minute > 59 or second > 59)]
        if "moment_offset" in meaning:
            p.zone = Zone(offset_name(meaning["moment_offset"]))
    elif {"dash", "to"} & t.means[after].keys() and after < t.n:
        after = _take_range_end(t, after, p)
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
    """8-12 August, 13 to 15 July, 16. bis 18. Februar: its start."""
    meaning = t.means[k]
    if flags & AT or not (("int" in meaning and meaning["digits"] <= 2) or "ord" in meaning):
        return 0
    to = k + 2 if t.words[k + 1] == "." and t.glued(k + 1) else k + 1
    if not ("dash" in t.means[to] or "to" in t.means[to]):
        return 0
    found = read_day_first(t, to + 1)
    if found is None or not isinstance(found[0], MonthDate):
        return 0
    p.day = MonthDate(found[0].month, meaning.get("int", meaning.get("ord")), found[0].year)
    p.through = Phrase(to + 1)
    p.through.day = found[0]
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


def take_year_of_date(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """The year of "Feb 21 11:30:00 2026", of "2026 Feb 21" and "2026-Feb-21"."""
    year = year_at(t, k)
    if year is None or flags & AT:
        return 0
    if isinstance(p.day, MonthDate) and p.day.year is None and not flags:
        p.day.year = year
        return k + 1
    month = k + 2 if t.glued(k + 1) and t.glued(k + 2) and t.words[k + 1] in ("-", "/") else k + 1
    if p.has_no_day_yet and "month" in t.means[month]:
        found = read_month_first(t, month)
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
