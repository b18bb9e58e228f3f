"""Repeats: "every other tuesday", "daily", "the last friday of each month", "twice a day". What the rule becomes is rule.py's business."""

from __future__ import annotations

from bot.language.date import MonthDate, read_day_first, read_month_first, read_ordinal
from bot.language.duration import Duration, read_duration
from bot.language.lexicon.lexicon import AND, COMMA, IN, OF, ON, THE
from bot.language.lexicon.units import BUSINESS_DAY, DAY, MONTH, QUARTER, Unit
from bot.language.numbers import read_integer
from bot.language.phrase import Phrase, Repeat
from bot.language.tokens import Tokens

SETS = {"MO-FR": [0, 1, 2, 3, 4], "SA-SU": [5, 6], "MO-WE-FR": [0, 2, 4], "TU-TH": [1, 3]}


def read_weekdays(t: Tokens, i: int) -> tuple[list[int], int, bool]:
    """The weekdays listed from token i ("mon, wed and fri", "monday to friday"), the token after, and whether that says a repeat:
    a range, or days with nothing in between.
    """
    days: list[int] = []
    after, k, is_range, spaced = i, i, False, False
    while True:
        meaning = t.means[k]
        if (day := meaning.get("weekday", meaning.get("weekdays"))) is not None:
            if is_range and days:
                days += [(days[-1] + n) % 7 for n in range(1, (day - days[-1]) % 7 + 1)]
            else:
                days.append(day)
        elif k > i and (named := meaning.get("weekday_set")):
            days += SETS[named]
        else:
            break
        after = k = k + 1
        if t.words[k] == "." and t.glued(k):
            k += 1
        ranged = (
            bool(days)
            and ("dash" in t.means[k] or "to" in t.means[k])
            and {"weekday", "weekdays"} & t.means[k + 1].keys()
        )
        if ranged:
            is_range, k = True, k + 1
            continue
        if not is_range and _goes_on_spaced(t, k - 1, spaced):
            spaced = True  # mon wed fri
            continue
        k = _skip_between(t, k)
        if k == after or "genitive" in t.means[k + 1]:
            break
        if is_range:
            if "weekday" not in t.means[k]:
                break
            days.append(t.means[k]["weekday"])
            after = k = k + 1
    return list(dict.fromkeys(days)), after, is_range or spaced


def _skip_between(t: Tokens, first: int) -> int:
    """Past the ", and on the" or "/" between two weekdays; not far past a longer one."""
    k = first
    while k <= first + 3 and (
        t.means[k].get("mark", 0) & (COMMA | AND)
        or t.words[k] == "/"
        or (k > first and t.means[k].get("mark", 0) & (ON | THE))
    ):
        k += 1
    return k


def _goes_on_spaced(t: Tokens, k: int, spaced: bool) -> bool:
    """mon wed fri, tuesdays thursdays; two days written out ("the monday meeting sunday" in other tongues) are no list."""
    here, then = t.means[k], t.means[k + 1]
    if "weekdays" in here and "weekdays" in then:
        return True
    if "weekday" not in here or "weekday" not in then or t.words[k] == t.words[k + 1]:
        return False
    short = len(t.words[k]) <= 4 and len(t.words[k + 1]) <= 4
    return spaced or short or "weekday" in t.means[k + 2]


def take_every(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """every … : whatever may follow."""
    if p.repeat is not None and p.part and not p.clocks and flags & AND and "part" in t.means[k + 1]:
        p.further_parts = (*p.further_parts, t.means[k + 1]["part"])  # every morning and every night
        return k + 2
    in_window = p.repeat is not None and p.window is not None  # every weekday between 9 and 5 every 30 minutes
    if p.repeat is not None and p.repeat.freq == "MONTHLY" and p.repeat.month_days and flags & AND:
        return _take_further_day(t, k + 1, p.repeat)
    if p.repeat is not None and (p.repeat.freq not in ("DAILY", "WEEKLY") or p.part or (p.clocks and not in_window)):
        return 0
    if flags & IN:
        return 0  # "dial in every 2 years"
    interval, k = t.means[k]["every"], k + 1
    if "other" in t.means[k]:
        interval, k = 2, k + 1
    after, repeat = _read_every(t, k, p, interval)
    if repeat is None or (in_window and repeat.freq not in ("HOURLY", "MINUTELY")):
        return 0
    return join_repeat(t, p, repeat, after)


def _read_every(t: Tokens, k: int, p: Phrase, interval: int) -> tuple[int, Repeat | None]:
    """What is repeated, at token k behind "every" or "every other", and the token after it."""
    meaning = t.means[k]
    repeat: Repeat | None
    if "weekday_set" in meaning:
        days = SETS[meaning["weekday_set"]]
        if interval == 2 and meaning["weekday_set"] == "MO-FR":
            days = SETS["MO-WE-FR"]  # every other weekday
        after, repeat = k + 1, Repeat("WEEKLY", interval if len(days) == 2 else 1, weekdays=list(days))
    elif "weekday" in meaning or "weekdays" in meaning:
        days, after, _ = read_weekdays(t, k)
        repeat = Repeat("WEEKLY", interval, weekdays=days)
        p.part = p.part or t.means[after - 1].get("with_part")
        if interval > 1 and len(days) == 1 and "other" not in t.words[k - 1]:
            months, of_month = _named_months(t, after)
            if months:  # every second monday of january
                after, repeat = of_month, Repeat("YEARLY", nth=[(interval, days[0])], months=months)
            elif month := month_follows(t, after):  # jeden zweiten Mittwoch im Monat
                after, repeat = month, Repeat("MONTHLY", nth=[(interval, days[0])])
    elif "part" in meaning:
        after, repeat = k + 1, Repeat("DAILY", interval)
        p.part = meaning["part"]
    elif "month" in meaning:
        after, repeat = _read_every_month_name(t, k)
    elif "season" in meaning:
        after, repeat = k + 1, Repeat("YEARLY", interval, months=[meaning["season"]], month_days=[1])
    elif "holiday" in meaning:
        after, repeat = k + 1, Repeat("YEARLY", interval, holiday=meaning["holiday"])
    elif "period_end" in meaning:
        after, repeat = (
            k + 1,
            Repeat("MONTHLY", interval, month_days=[-1]) if meaning["period_end"] == "MONTHLY" else None,
        )
    elif "full" in meaning and t.means[k + 1].get("unit", ())[2:] == ("HOURLY", 1):
        after, repeat = k + 2, Repeat("HOURLY", interval, minute=0)
    elif unit := meaning.get("unit"):
        after, repeat = _read_every_unit(t, k, unit, interval)
    elif "duration" in meaning:
        kind, amount = meaning["duration"]
        after, repeat = k + 1, _of_seconds(int(amount)) if kind == "s" else Repeat("MONTHLY", int(amount))
    else:
        after, repeat = _read_every_number(t, k, p, interval)
    return after, repeat


def _take_further_day(t: Tokens, k: int, repeat: Repeat) -> int:
    """every 1st and every 15th: the days of a month in two halves."""
    ordinal = read_ordinal(t, k)
    found = _read_every_ordinal(t, ordinal, 1) if ordinal is not None else None
    if found is None or not found[1].month_days:
        return 0
    repeat.month_days += found[1].month_days
    return found[0]


def join_repeat(t: Tokens, p: Phrase, repeat: Repeat, after: int) -> int:
    """A second "every" narrows the first ("every week on every monday"); what a phrase said before stays."""
    if p.repeat is not None and repeat.weekdays and p.repeat.weekdays and repeat.interval == p.repeat.interval:
        repeat.weekdays = [*p.repeat.weekdays, *repeat.weekdays]  # every monday and every thursday
    elif p.repeat is not None:
        repeat.weekdays = repeat.weekdays or p.repeat.weekdays
    p.repeat = repeat
    if p.through is not None:  # from october 1 to october 10 every day
        p.until, p.through = p.through, None
        p.starting = Phrase(p.start)
        p.starting.day, p.starting.weekday, p.day, p.weekday = p.day, p.weekday, None, None
    if p.start and "until" in t.means[p.start - 1] and p.depth:
        return after  # until friday every day
    if p.start and "starting" in t.means[p.start - 1] and p.marks == 0 and not p.depth:
        p.start -= 1
    if "starting" in t.means[p.start] and (p.weekday is not None or p.day is not None):
        p.starting = Phrase(p.start)
        p.starting.weekday, p.starting.day, p.weekday, p.day = p.weekday, p.day, None, None
    if p.weekday is not None:
        repeat.weekdays.append(p.weekday.weekday)
        p.weekday = None
    if p.weekdays:
        repeat.weekdays += p.weekdays
        p.weekdays = []
    return after


def _read_every_unit(t: Tokens, k: int, unit: Unit, interval: int) -> tuple[int, Repeat]:
    """every day, every second week, every quarter; cada día 15; every second day of the month."""
    if unit == BUSINESS_DAY:
        return k + 1, Repeat("WEEKLY", weekdays=SETS["MO-FR"][:])
    if (
        t.lexicon.grammar.bare_day
        and unit == DAY
        and interval == 1
        and t.means[k + 1].get("digits", 9) <= 2
        and "int" in t.means[k + 1]
    ):
        return k + 2, Repeat("MONTHLY", month_days=[t.means[k + 1]["int"]])  # cada día 15
    if unit == DAY and interval > 1 and "other" not in t.words[k - 1] and (month := month_follows(t, k + 1)):
        return month, Repeat("MONTHLY", month_days=[interval])  # every second day of the month
    return k + 1, Repeat(unit.freq, interval * unit.interval)


def _of_seconds(seconds: int) -> Repeat:
    if seconds % 3600 == 0:
        return Repeat("HOURLY", seconds // 3600)
    return Repeat("MINUTELY", seconds // 60) if seconds % 60 == 0 else Repeat("SECONDLY", seconds)


def _read_every_month_name(t: Tokens, k: int) -> tuple[int, Repeat]:
    """every march 3rd; every january."""
    found = read_month_first(t, k)
    if found is not None and isinstance(found[0], MonthDate):
        dates, after = [(found[0].month, found[0].day)], found[1]
        while t.means[after].get("mark", 0) & (AND | COMMA) and "month" in t.means[after + 1]:
            further = read_month_first(t, after + 1)
            if further is None or not isinstance(further[0], MonthDate):
                break
            dates.append((further[0].month, further[0].day))
            after = further[1]
        if len(dates) > 1:
            return after, Repeat("YEARLY", dates=dates)
        return after, Repeat("YEARLY", months=[dates[0][0]], month_days=[dates[0][1]])
    months, after = [t.means[k]["month"]], k + 1
    while t.means[after].get("mark", 0) & (AND | COMMA) and "month" in t.means[after + 1]:
        months.append(t.means[after + 1]["month"])
        after += 2
    return after, Repeat("YEARLY", months=months)


def _read_every_number(t: Tokens, k: int, p: Phrase, interval: int) -> tuple[int, Repeat | None]:
    """every 3 days, every 3rd day, every second tuesday, every 15th, every first monday of the month, every 3rd of march, every 9am."""
    dated = read_day_first(t, k)
    if dated is not None and isinstance(dated[0], MonthDate):
        return dated[1], Repeat("YEARLY", months=[dated[0].month], month_days=[dated[0].day])
    ordinal = read_ordinal(t, k)
    found = _read_every_ordinal(t, ordinal, interval) if ordinal is not None else None
    if found is not None:
        return found
    duration = read_duration(t, k)
    if duration is not None:
        return duration[1], _of_duration(duration[0], p)
    number = read_integer(t, k)
    if number is not None and t.lexicon.grammar.bare_day and (month := month_follows(t, number[1])):
        return month, Repeat("MONTHLY", month_days=[number[0]])  # tous les 15 du mois
    if number is not None and "weekday" in t.means[number[1]] and number[0] >= 1:
        days, after, _ = read_weekdays(t, number[1])
        return after, Repeat("WEEKLY", number[0], weekdays=days)
    if "mer" in t.means[k + 1] or "clock" in t.means[k] or "clockword" in t.means[k]:
        return k, Repeat("DAILY", interval)
    return k, None


def _read_every_ordinal(t: Tokens, ordinal: tuple[int, int], interval: int) -> tuple[int, Repeat] | None:
    """What "every" and a number with its end token repeat: every third day, the first monday of each month, every 1st and 15th."""
    n, after = ordinal
    meaning = t.means[after]
    unit = meaning.get("unit")
    in_month = month_follows(t, after + 1)
    if "weekdays" in meaning and in_month:
        return in_month, Repeat("MONTHLY", interval, nth=[(n, meaning["weekdays"])])
    if "weekday" in meaning:
        months, of_month = _named_months(t, after + 1)
        if months:
            return of_month, Repeat("YEARLY", interval, nth=[(n, meaning["weekday"])], months=months)
        if in_month:
            return in_month, Repeat("MONTHLY", interval, nth=[(n, meaning["weekday"])])
        if quarter := _quarter_follows(t, after + 1):
            return quarter, Repeat("YEARLY", nth=[(n, meaning["weekday"])], months=months_of_quarters(n))
        days, end, _ = read_weekdays(t, after)
        if n == 2:  # "every 2nd tuesday" is every other one; "every third thursday" is the month's third
            return end, Repeat("WEEKLY", n, weekdays=days)
        return after + 1, Repeat("MONTHLY", interval, nth=[(n, meaning["weekday"])])
    if "weekday_set" in meaning and in_month:
        return in_month, Repeat("MONTHLY", interval, nth=[(n, None)])
    if unit == BUSINESS_DAY and n in (1, -1) and not in_month:  # every last working day
        return after + 1, Repeat("MONTHLY", interval, business_days=[n])
    if unit == DAY and n in (1, -1) and not in_month:  # every last day
        return after + 1, Repeat("MONTHLY", interval, month_days=[n])
    if unit is not None and n > 0 and not in_month:
        return after + 1, Repeat(unit.freq, n * unit.interval)
    if unit in (DAY, BUSINESS_DAY) and in_month:
        return in_month, Repeat("MONTHLY", interval, month_days=[n])
    if unit is None:
        days_of_month = [n]
        end = after
        while t.means[end].get("mark", 0) & (AND | COMMA):
            further = read_ordinal(t, end + 1)
            if further is None:
                break
            days_of_month.append(further[0])
            end = further[1]
        if "weekday" in t.means[end]:  # every 1st and 3rd monday
            nth: list[tuple[int, int | None]] = [(number, t.means[end]["weekday"]) for number in days_of_month]
            return month_follows(t, end + 1) or end + 1, Repeat("MONTHLY", interval, nth=nth)
        return month_follows(t, end) or end, Repeat("MONTHLY", interval, month_days=days_of_month)
    return None


def _named_months(t: Tokens, k: int) -> tuple[list[int], int]:
    """The month of "the last sunday of october" and the token after it; no months where none is named."""
    while t.means[k].get("mark", 0) & (OF | IN):
        k += 1
    month = t.means[k].get("month")
    return ([month], k + 1) if month is not None else ([], k)


def months_of_quarters(n: int) -> list[int]:
    """The months that the nth day of a quarter falls in: the first ones, counted from the end the last ones."""
    return [1, 4, 7, 10] if n > 0 else [3, 6, 9, 12]


def _quarter_follows(t: Tokens, k: int) -> int:
    """The token behind "of the quarter", "of each quarter" at token k; 0 where none follows."""
    start = k
    while t.means[k].get("mark", 0) & (OF | THE | IN) or "every" in t.means[k]:
        k += 1
    return k + 1 if k > start and t.means[k].get("unit") == QUARTER else 0


def month_follows(t: Tokens, k: int) -> int:
    """The token behind "of the month", "in every month", "each month", "monthly" at token k; 0 where no month follows."""
    start = k
    while t.means[k].get("mark", 0) & (OF | THE | ON | IN):
        k += 1
    meaning = t.means[k]
    if "every" in meaning:
        k += 1
        meaning = t.means[k]
    elif k == start:
        return k + 1 if meaning.get("freq") == ("MONTHLY", 1) else 0
    return k + 1 if meaning.get("unit") == MONTH else 0


def _of_duration(length: Duration, p: Phrase) -> Repeat:
    """A length as a frequency: whole years, weeks and hours where it is whole. Nothing at all is invalid."""
    if seconds := int(length.seconds):
        return _of_seconds(seconds + length.days * 86400)
    if months := length.months:
        return Repeat("YEARLY", months // 12) if months % 12 == 0 else Repeat("MONTHLY", months)
    if count := length.business_days:
        return Repeat("DAILY", count) if count > 1 else Repeat("WEEKLY", weekdays=SETS["MO-FR"][:])
    if days := length.days:
        return Repeat("WEEKLY", days // 7) if days % 7 == 0 else Repeat("DAILY", days)
    p.invalid = True
    return Repeat("DAILY")
