"""Takers of ordinals: "the 25th", "the 1st and 15th of every month". What is counted otherwise ("the first monday"), nth.py takes."""

from __future__ import annotations

from bot.language.date import DayOfMonth, MonthDate, Relative, read_ordinal, year_at
from bot.language.duration import Duration
from bot.language.lexicon.lexicon import AND, AT, BY, COMMA, IN, ON, THE
from bot.language.lexicon.units import BUSINESS_DAY, DAY, WEEK
from bot.language.nth import (
    every_month,
    in_every_month,
    read_month,
    take_nth_beside,
    take_nth_business_day,
    take_nth_day,
    take_nth_week,
    take_nth_weekday,
)
from bot.language.period import LastDay, Period
from bot.language.phrase import Phrase, Repeat, is_clock, is_possessive
from bot.language.repeat import month_follows
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
    if n > 1 and ("from_last" in t.means[after] or t.means[after].get("ord") == -1):
        n, after = -n, after + 1  # the 2nd to last
    if not p.has_no_day_yet:
        return _take_beside_day(t, after, p, n)
    meaning = t.means[after]
    if "weekday" in meaning and p.weekday is None:
        return take_nth_weekday(t, after + 1, p, [n], meaning["weekday"]) or take_nth_beside(
            t, after + 1, p, NthWeekday(n, meaning["weekday"]), flags
        )
    if "weekend" in meaning:
        return take_nth_weekday(t, after + 1, p, [n], 5)  # the second weekend of october
    several = _read_several(t, k)
    if several is not None and "weekday" in t.means[several[1]]:
        return take_nth_weekday(t, several[1] + 1, p, several[0], t.means[several[1]]["weekday"])
    if "int" not in t.means[k] and n > 31 and flags & (ON | THE):
        p.invalid = True
        return after
    unit = meaning.get("unit")
    if unit == BUSINESS_DAY:
        return take_nth_business_day(t, after + 1, p, n)
    if unit == DAY:
        return take_nth_day(t, after + 1, p, n)
    if unit == WEEK and n >= -1:
        return take_nth_week(t, after + 1, p, n)
    if unit is None and "season" not in meaning:
        return _take_day_of_month(t, k, after, p, n, flags)
    return 0


def _read_bare_day(t: Tokens, k: int, flags: int) -> tuple[int, int] | None:
    """el 25, le 25, el día 25."""
    meaning = t.means[k]
    if "which" in t.means[k + 1]:
        return None  # les 5 prochains jours
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
        if n < 0 and t.means[after].get("unit") in (DAY, BUSINESS_DAY):
            p.day = LastDay(months_ahead=p.day.offset, n=-n)
            return after + 1
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
    every = every_month(t, after)
    if every or (p.repeat is not None and p.repeat.freq in ("MONTHLY", "YEARLY")):
        in_every_month(p, Repeat("MONTHLY", month_days=days))
        month = read_month(t, after)
        return every or (month[2] if month else after)
    month = read_month(t, after)
    digits = t.means[i].get("digits")
    if month is None or month[0] is not None:
        said = flags & (ON | BY | IN | AT | THE) or p.weekday or p.marks or is_clock(t, k)
        if not said and not (digits and _stands_alone(t, i, k)):
            return 0
        if not digits and not flags & (ON | BY | THE) and not p.weekday:
            return 0
    if month is not None and month[0] is not None and len(days) > 1:
        return _take_days_of_named_month(t, p, days, month[0], month[2])
    p.day = DayOfMonth(days[0], months_ahead=month[1] if month else None)
    p.days = days[1:]
    return month[2] if month else after


def _stands_alone(t: Tokens, i: int, k: int) -> bool:
    """ "ping Bob 15th", "remind me 15th at 5": the last words, or right behind whom to remind; "our 15th" is another thing."""
    if "me" in t.means[i - 1]:
        return True
    return "det" not in t.means[i - 1] and (k >= t.n or "polite" in t.means[k] or "stop" in t.means[k])


def take_numbered_day(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """on day 12, on day 12 of each month; "day 12 of the trial" is another thing."""
    number, unit = t.means[k + 1], t.means[k]["unit"]
    if (
        unit not in (DAY, BUSINESS_DAY)
        or not flags & ON
        or flags & THE
        or number.get("digits", 9) > 2
        or "int" not in number
    ):
        return 0
    if not (t.closes(k + 2) or month_follows(t, k + 2)) or not p.has_no_day_yet:
        return 0
    return _take_day_of_month(t, k + 1, k + 2, p, number["int"], flags)


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
