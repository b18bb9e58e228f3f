"""Takers of ordinals: "the 25th", "the first monday of october", "last day of the month", "the 1st and 15th of every month"."""

from __future__ import annotations

from bot.language.date import DayOfMonth, MonthDate, Relative, read_ordinal, year_at
from bot.language.duration import Duration
from bot.language.lexicon.lexicon import AND, AT, BY, COMMA, IN, OF, ON, THE
from bot.language.period import END, START, BusinessDayOf, LastDay, MonthPeriod, Period, WeekdayBeside, YearPeriod
from bot.language.phrase import Phrase, Repeat, is_possessive
from bot.language.repeat import month_follows, months_of_quarters
from bot.language.tokens import Tokens
from bot.language.weekday import NthWeekday


def take_ordinal(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """An ordinal and what it counts."""
    grammar = t.lexicon.grammar
    if "int" in t.means[k] and not (grammar.bare_day or grammar.dotted_ordinals):
        return 0
    ordinal = read_ordinal(t, k) or _read_bare_day(t, k, flags) or _read_day_behind(t, k, p, flags)
    if ordinal is None:
        return 0
    n, after = ordinal
    if not p.has_no_day_yet:
        return _take_beside_day(t, after, p, n)
    meaning = t.means[after]
    if "weekday" in meaning and p.weekday is None:
        return _take_nth_weekday(t, after + 1, p, [n], meaning["weekday"]) or _take_nth_beside(
            t, after + 1, p, NthWeekday(n, meaning["weekday"]), flags
        )
    if "weekend" in meaning:
        return _take_nth_weekday(t, after + 1, p, [n], 5)  # the second weekend of october
    several = _read_several(t, k)
    if several is not None and "weekday" in t.means[several[1]]:
        return _take_nth_weekday(t, several[1] + 1, p, several[0], t.means[several[1]]["weekday"])
    if "int" not in t.means[k] and n > 31 and flags & (ON | THE):
        p.invalid = True
        return after
    unit = meaning.get("unit")
    if unit is not None and unit[0] == "b":
        return _take_nth_business_day(t, after + 1, p, n)
    if unit is not None and unit[2] == "DAILY":
        return _take_nth_day(t, after + 1, p, n)
    if unit is not None and unit[2] == "WEEKLY" and n >= -1 and unit[3] == 1:
        return _take_nth_week(t, after + 1, p, n)
    if unit is None and "season" not in meaning:
        return _take_day_of_month(t, k, after, p, n, flags)
    return 0


def _read_bare_day(t: Tokens, k: int, flags: int) -> tuple[int, int] | None:
    """el 25, le 25, el día 25."""
    meaning = t.means[k]
    if t.lexicon.grammar.bare_day and flags & ON and flags & THE and meaning.get("digits", 9) <= 2 and "int" in meaning:
        return meaning["int"], k + 1
    return None


def _ends_days(t: Tokens, k: int) -> bool:
    """Whether a bare number before token k is a day like the one before it: a month, a comma or nothing follows."""
    return k >= t.n or bool({"mark", "stop", "every"} & t.means[k].keys())


def _read_day_behind(t: Tokens, k: int, p: Phrase, flags: int) -> tuple[int, int] | None:
    """jueves 25, jeudi 25: behind its weekday."""
    if p.weekday is None or flags or p.clocks or not _ends_days(t, k + 1):
        return None
    return _read_bare_day(t, k, ON | THE)


def _take_beside_day(t: Tokens, after: int, p: Phrase, n: int) -> int:
    """ "tomorrow the 11th" says the day twice; "next month on the 5th" says it in two halves, as "next month on the first monday" does."""
    if isinstance(p.day, Relative) and 1 <= n <= 31 and "unit" not in t.means[after]:
        return after
    if isinstance(p.day, Period) and p.day.unit == "MONTHLY" and p.day.edge is None:
        if "weekday" in t.means[after]:
            p.day = NthWeekday(n, t.means[after]["weekday"], months_ahead=p.day.offset)
            return after + 1
        if 1 <= n <= 31:
            p.day = DayOfMonth(n, months_ahead=p.day.offset)
            return after
    if p.delta is not None and p.delta == Duration(months=p.delta.months, unit="MONTHLY") and 1 <= n <= 31:
        p.day, p.delta = DayOfMonth(n, months_ahead=p.delta.months), None  # in 2 months on the 5th
        return after
    return 0


def _read_several(t: Tokens, k: int) -> tuple[list[int], int] | None:
    """first and third, 2nd, 4th: the numbers and the token after them."""
    numbers: list[int] = []
    after = k
    while (found := read_ordinal(t, k)) is not None:
        numbers.append(found[0])
        after = k = found[1]
        while t.means[k].get("mark", 0) & (AND | COMMA | THE):
            k += 1
        if k == after:
            break
    return (numbers, after) if len(numbers) > 1 else None


def _read_month(t: Tokens, k: int) -> tuple[int | None, int | None, int] | None:
    """Which month "of october", "in next month", "of the month" means: (month, None, after) or (None, months ahead, after)."""
    start = k
    while t.means[k].get("mark", 0) & (OF | THE | IN):
        k += 1
    meaning = t.means[k]
    if "month" in meaning:
        return meaning["month"], None, k + 1
    ahead = 0
    if "which" in meaning:
        ahead = 1 if meaning["which"] == "coming" else meaning["which"]
        k += 1
        meaning = t.means[k]
    elif k == start:
        return None
    unit = meaning.get("unit")
    if unit is not None and unit[2] == "MONTHLY" and unit[3] == 1:
        if "which_after" in t.means[k + 1]:
            return None, t.means[k + 1]["which_after"], k + 2
        return None, ahead if "which" in t.means[k - 1] else None, k + 1
    return None


def _in_every_month(p: Phrase, repeat: Repeat) -> None:
    """Makes the phrase a monthly repeat, or narrows the monthly repeat that it already is."""
    if p.repeat is None:
        p.repeat = repeat
    else:
        p.repeat.freq = "YEARLY" if p.repeat.freq == "YEARLY" else "MONTHLY"
        p.repeat.nth += repeat.nth
        p.repeat.month_days += repeat.month_days
        p.repeat.business_days += repeat.business_days


def _take_nth_weekday(t: Tokens, k: int, p: Phrase, numbers: list[int], weekday: int) -> int:
    """first monday of october, last friday of the month, second tuesday of every month; "last friday" alone is another matter."""
    every = _every_month(t, k)
    quarters = _of_the_year(t, k)
    if quarters is not None and quarters[:2] == ("QUARTERLY", None):
        p.repeat = Repeat("YEARLY", months=months_of_quarters(numbers[0]), nth=[(n, weekday) for n in numbers])
        return quarters[2]
    month = _read_month(t, k)
    if month is None and p.repeat is None and (after := _take_nth_of_year(t, k, p, numbers[0], weekday)):
        return after
    year = year_at(t, month[2]) if month is not None and month[0] is not None else None
    if p.repeat is not None and p.repeat.freq in ("MONTHLY", "YEARLY"):
        _in_every_month(p, Repeat("MONTHLY", nth=[(n, weekday) for n in numbers]))
        if month is not None and month[0] is not None:
            p.repeat.freq, p.repeat.months = "YEARLY", [month[0]]
        return max(every, month[2] if month else 0, k)
    if len(numbers) > 1 and month is not None and month[:2] == (None, None):
        every = month[2]  # the first and third monday of the month: of each
    if every:
        _in_every_month(p, Repeat("MONTHLY", nth=[(n, weekday) for n in numbers]))
        return every
    if month is None or len(numbers) > 1:
        return 0
    p.day = NthWeekday(numbers[0], weekday, month=month[0], year=year, months_ahead=month[1])
    return month[2] + (year is not None)


def _take_nth_of_year(t: Tokens, k: int, p: Phrase, n: int, weekday: int) -> int:
    """the first monday of 2026, the last friday of next year: counted from the day before the year, or the one behind it."""
    sign = 1 if n > 0 else -1
    named, period = year_at(t, k + 1) if t.means[k].get("mark", 0) & (OF | IN) else None, _of_the_year(t, k)
    if named is not None:
        beside: YearPeriod | Period = YearPeriod(named - sign, edge=END if sign > 0 else START)
        after = k + 2
    elif period is not None and period[0] == "YEARLY" and period[1] is not None:
        beside, after = Period("YEARLY", period[1] - sign, edge=END if sign > 0 else START), period[2]
    else:
        return 0
    p.day = WeekdayBeside(weekday, sign, beside, abs(n))
    return after


def _take_nth_beside(t: Tokens, k: int, p: Phrase, day: NthWeekday, flags: int) -> int:
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


def _take_nth_business_day(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the first working day of the month, the last business day of october."""
    month = _read_month(t, k)
    every = _every_month(t, k)
    if every or (p.repeat is not None and p.repeat.freq == "MONTHLY"):
        _in_every_month(p, Repeat("MONTHLY", business_days=[n]))
        return every or (month[2] if month else k)
    if month is None:
        return 0
    p.day = BusinessDayOf(n, months_ahead=month[1], month=month[0])
    return month[2]


def _every_month(t: Tokens, k: int) -> int:
    """Behind "of every month", "each month" or "monthly"; 0 for "of the month", which says no "every"."""
    after = month_follows(t, k)
    if after and any("every" in t.means[j] or "freq" in t.means[j] for j in range(k, after)):
        return after
    return 0


def _take_nth_day(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the last day of the month, the first day of next month, the last day of every month."""
    every = _every_month(t, k)
    month = _read_month(t, k)
    if month is None and not every and n in (1, -1) and (period := _of_the_year(t, k)):
        unit, offset, after = period
        if offset is None:  # the last day of every quarter
            p.repeat = Repeat("YEARLY", months=months_of_quarters(n), month_days=[n])
        else:
            p.day = Period(unit, offset, edge=START if n == 1 else END)
        return after
    if every or (p.repeat is not None and p.repeat.freq == "MONTHLY"):
        _in_every_month(p, Repeat("MONTHLY", month_days=[n]))
        return every or (month[2] if month else k)
    if month is None:
        return 0
    if n < 0:
        p.day = LastDay(months_ahead=month[1], month=month[0], n=-n)
    elif month[0] is not None:
        p.day = MonthPeriod(month[0], edge=START) if n == 1 else MonthDate(month[0], n)
    else:
        p.day = DayOfMonth(n, months_ahead=month[1])
    return month[2] if p.day is not None else 0


def _of_the_year(t: Tokens, k: int) -> tuple[str, int | None, int] | None:
    """The period in "of the year", "of next quarter", "of every quarter", how many on (None: every) and the token behind."""
    while t.means[k].get("mark", 0) & (OF | THE | IN):
        k += 1
    offset: int | None = 0
    if "which" in t.means[k]:
        offset, k = 1 if t.means[k]["which"] == "coming" else t.means[k]["which"], k + 1
    elif "every" in t.means[k]:
        offset, k = None, k + 1
    unit = t.means[k].get("unit")
    if unit is not None and unit[2:] == ("MONTHLY", 3):
        return "QUARTERLY", offset, k + 1
    return ("YEARLY", offset, k + 1) if unit is not None and unit[2] == "YEARLY" and offset is not None else None


def _take_nth_week(t: Tokens, k: int, p: Phrase, n: int) -> int:
    """the first week of october: the Monday of its first whole week; the last week: its last Monday."""
    month = _read_month(t, k)
    if month is None:
        return 0
    p.day = NthWeekday(n, 0, month=month[0], months_ahead=month[1])
    return month[2]


def _take_day_of_month(t: Tokens, i: int, k: int, p: Phrase, n: int, flags: int) -> int:
    """the 25th, the 3rd of next month, the 1st and 15th of each month."""
    if n < 1 or n > 31 or is_possessive(t, k):
        return 0
    days, after = [n], k
    while t.means[after].get("mark", 0) & (AND | COMMA):
        j = after + 1
        while t.means[j].get("mark", 0) & (THE | AND | ON):
            j += 1
        further = read_ordinal(t, j) or _read_bare_day(t, j, ON | THE)
        if further is None or not 1 <= further[0] <= 31 or "unit" in t.means[further[1]]:
            break
        if "digits" in t.means[j] and "ord" not in t.means[j] and not _ends_days(t, further[1]):
            break
        days.append(further[0])
        after = further[1]
    every = _every_month(t, after)
    if every or (p.repeat is not None and p.repeat.freq in ("MONTHLY", "YEARLY")):
        _in_every_month(p, Repeat("MONTHLY", month_days=days))
        month = _read_month(t, after)
        return every or (month[2] if month else after)
    month = _read_month(t, after)
    digits = t.means[i].get("digits")
    if month is None or month[0] is not None:
        if not (flags & (ON | BY | IN | AT | THE) or p.weekday or p.marks):
            return 0
        if not digits and not flags & (ON | BY | THE) and not p.weekday:
            return 0
    if month is not None and month[0] is not None and len(days) > 1:
        return _take_days_of_named_month(t, p, days, month[0], month[2])
    p.day = DayOfMonth(days[0], months_ahead=month[1] if month else None)
    p.days = days[1:]
    return month[2] if month else after


def _take_days_of_named_month(t: Tokens, p: Phrase, days: list[int], month: int, after: int) -> int:
    """the 12th and 19th of october: single dates."""
    year = year_at(t, after)
    p.day, further = MonthDate(month, days[0], year), []
    for day in days[1:]:
        phrase = Phrase(p.start)
        phrase.day = MonthDate(month, day, year)
        further.append(phrase)
    p.also = tuple(further)
    return after + (year is not None)
