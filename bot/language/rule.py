"""Rules: a repeating Phrase becomes an RFC 5545 rule with its first firing. Nothing is expanded here: the first firing is counted out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.recurrence import Recurrence
from bot.domain.zone import to_instant, to_wall
from bot.language.calendar import Calendar
from bot.language.cron import first_of_cron
from bot.language.date import DayOfMonth, MonthDate
from bot.language.days_of_rule import candidates, has_no_day, one_interval_on
from bot.language.holiday import Holiday
from bot.language.limit import limit_part
from bot.language.period import END, BusinessDayOf, LastDay, MonthPeriod, Period
from bot.language.phrase import ELAPSED, Phrase, Repeat
from bot.language.reading import Implied, Reading, TimeError
from bot.language.resolve import Resolution, clock_times, resolve_once
from bot.language.ruletext import interval_part, rule_text
from bot.language.several import resolve_several
from bot.language.timetable import days_of, timetable_text, walls_from
from bot.language.weekday import CODES, NthWeekday


def resolve_phrase(p: Phrase, calendar: Calendar, context: Phrase | None = None) -> Resolution:
    """When a phrase is meant, once or repeated."""
    if p.also:
        try:
            return resolve_several(p, calendar)
        except (OverflowError, ValueError):
            return Resolution([], TimeError.INVALID)
    repeat = p.repeat
    if (
        repeat is None
        and not p.further_days
        and len(p.weekdays) < 2
        and not p.days
        and len(p.clocks) < 2
        and not p.further_parts
    ):
        return resolve_once(p, calendar, context)
    calendar.implied = set()
    try:
        return _resolve_repeat(p, calendar)
    except (OverflowError, ValueError):
        return Resolution([], TimeError.INVALID)


def _resolve_repeat(p: Phrase, calendar: Calendar) -> Resolution:
    repeat, several = _repeat_of(p)
    if p.is_impossible or repeat.interval < 1 or p.count == 0:
        return Resolution([], TimeError.INVALID)
    if repeat.cron is not None:
        return _settle_rule(repeat.cron, first_of_cron(repeat.cron, calendar.wall), p, calendar)
    if p.further_days:
        return _resolve_timetable(p, repeat, calendar)
    clocks = _clocks(p, repeat, calendar)
    begin = _beginning(p, calendar, clocks[0])
    if begin is None:
        return Resolution([], TimeError.INVALID)
    if repeat.freq in ELAPSED and p.window is None:
        return _resolve_elapsed(p, repeat, calendar, begin)
    if repeat.freq in ELAPSED:
        clocks = _clocks_in_window(p, repeat)
        repeat = replace(repeat, freq="WEEKLY" if repeat.weekdays or repeat.excepted else "DAILY", interval=1)
    _take_days(p, repeat)
    if not _leave_out(repeat, calendar):
        return Resolution([], TimeError.INVALID)
    first = _first(repeat, clocks, begin, p, calendar)
    if first is None:
        return Resolution([], TimeError.INVALID)
    rule = rule_text(repeat, clocks, first.date())
    limit = limit_part(p, repeat, clocks, first, several, calendar)
    if limit is None:
        return Resolution([], TimeError.PAST)
    return _settle_rule(rule + limit, first, p, calendar)


def _resolve_timetable(p: Phrase, repeat: Repeat, calendar: Calendar) -> Resolution:
    """Each day at its own clocks; once each where nobody said "every"."""
    phrases = [p, *p.further_days]
    slots = [(day, clock) for part in phrases for day in days_of(part) for clock in _clocks(part, repeat, calendar)]
    if any(clock.invalid for part in phrases for clock in part.clocks) or not slots:
        return Resolution([], TimeError.INVALID)
    begin = _beginning(p, calendar, slots[0][1])
    if begin is None:
        return Resolution([], TimeError.INVALID)
    zone = p.zone.name if p.zone else calendar.reference.zone
    first = next(wall for wall in walls_from(slots, begin) if to_instant(wall, zone) > calendar.now)
    several = 0 if any(part.repeat for part in phrases) else len(set(slots))
    as_days = replace(repeat, weekdays=[day for day, _ in set(slots)])
    limit = limit_part(p, as_days, [first.time()], first, several, calendar)
    if limit is None:
        return Resolution([], TimeError.PAST)
    return _settle_rule(timetable_text(slots, repeat.interval, first.date()) + limit, first, p, calendar)


def _leave_out(repeat: Repeat, calendar: Calendar) -> bool:
    """Leaves the excepted days out, and notes those that no rule can leave out; False where no day is left."""
    if repeat.excepted:
        allowed = repeat.weekdays or list(range(7))
        repeat.weekdays = [day for day in allowed if day not in repeat.excepted]
        repeat.freq = "WEEKLY" if repeat.freq == "DAILY" else repeat.freq
        if not repeat.weekdays:
            return False
    if repeat.excepted_days and repeat.freq in ("DAILY", "WEEKLY") and repeat.interval == 1:
        repeat.freq = "DAILY"
        repeat.month_days = [day for day in range(1, 32) if day not in repeat.excepted_days]
    elif repeat.excepted_days or repeat.keeps_exceptions:
        calendar.implied.add(Implied.EXCEPTION)
    return True


def _repeat_of(p: Phrase) -> tuple[Repeat, int]:
    """The phrase's repeat (a copy: resolving changes it), and how many firings several days or clocks without "every" make."""
    if p.further_days and p.repeat is None:
        p.repeat = next((part.repeat for part in p.further_days if part.repeat), None)
    if p.repeat is not None:
        return p.repeat.copy(), 0
    if p.further_parts and not (p.says_day or p.weekdays):
        return Repeat("DAILY"), 0  # mornings and evenings
    clocks = max(1 + len(p.further_parts), len(p.clocks))
    if p.weekdays:
        return Repeat("WEEKLY", weekdays=p.weekdays[:]), clocks * len(p.weekdays)
    if p.days and isinstance(p.day, DayOfMonth):
        return Repeat("MONTHLY", month_days=[p.day.day, *p.days]), clocks * (1 + len(p.days))
    return Repeat("DAILY"), clocks


def _clocks(p: Phrase, repeat: Repeat, calendar: Calendar) -> list[time]:
    """The times of day, earliest first."""
    if p.clocks:
        times = []
        for clock in p.clocks:
            options = clock_times(clock, p.part)
            if len(options) > 1 and len(p.clocks) == 1:
                calendar.implied.add(Implied.MERIDIEM)
            times.append(options[0])
        return sorted(set(times))
    if p.part is not None:
        calendar.implied.add(Implied.PART_OF_DAY)
        return sorted({calendar.part(part) for part in (p.part, *p.further_parts)})
    calendar.implied.add(Implied.CLOCK)
    parts = [calendar.reference.start_of_day, calendar.part("afternoon"), calendar.part("night")]
    if repeat.clocks_per_day == 2:
        return sorted({parts[0], parts[2]})
    if repeat.clocks_per_day == 3:
        return sorted(set(parts))
    if repeat.clocks_per_day == 4:
        return sorted({*parts, calendar.part("lunch")})
    return parts[:1]


def _clocks_in_window(p: Phrase, repeat: Repeat) -> list[time]:
    """9, 11, 13, 15, 17 for "between 9 and 17 every 2 hours"."""
    start = clock_times(p.clocks[0], p.part)[0]
    end = clock_times(p.window, None)[0] if p.window is not None else time(23, 59)
    step = max(1, ELAPSED[repeat.freq] * repeat.interval // 60)
    minute, last = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    if last <= minute:
        last += 720 if last + 720 > minute and last < 720 else 1440
    return sorted({time(m // 60 % 24, m % 60) for m in range(minute, min(last, 1439) + 1, step)})


def _beginning(p: Phrase, calendar: Calendar, clock: time) -> date | None:
    """The first day that may fire: today, or where "starting …" says; None for a day that there is not."""
    calendar.clock, calendar.zone = clock, p.zone.name if p.zone else None
    calendar.clock_said = p.says_clock
    start = p.starting
    if start is None:
        day = p.day
        if day is None or isinstance(
            day, DayOfMonth | MonthDate | NthWeekday | LastDay | BusinessDayOf | Holiday | MonthPeriod
        ):
            return calendar.today
        if isinstance(day, Period) and day.edge is not None:
            return calendar.today
        found = day.find(calendar)
        return found[0] if found else None
    implied = set(calendar.implied)
    resolved = resolve_once(start, calendar)
    calendar.implied = implied
    return resolved.readings[0].at.date() if resolved.readings else None


def _resolve_elapsed(p: Phrase, repeat: Repeat, calendar: Calendar, begin: date) -> Resolution:
    """Every N minutes or hours: the first one N from now, or at the clock that was said."""
    calendar.implied.discard(Implied.CLOCK)
    seconds = ELAPSED[repeat.freq] * repeat.interval
    zone = p.zone.name if p.zone else calendar.reference.zone
    if p.clocks or begin > calendar.today:
        clock = clock_times(p.clocks[0], p.part)[0] if p.clocks else calendar.reference.start_of_day
        first = datetime.combine(begin, clock)
        if to_instant(first, zone) <= calendar.now:
            first += timedelta(days=1)
    else:
        first = to_wall(calendar.now + timedelta(seconds=seconds), zone).replace(microsecond=0)
        if repeat.minute is not None:  # the first of them that is ahead
            early = (first.minute - repeat.minute) % 60
            first = first.replace(second=0) - timedelta(minutes=early + 60 * (repeat.interval - 1))
    rule = f"FREQ={repeat.freq}" + interval_part(repeat.interval)
    if repeat.weekdays or repeat.excepted:
        days = [day for day in (repeat.weekdays or range(7)) if day not in repeat.excepted]
        if not days:
            return Resolution([], TimeError.INVALID)
        rule += ";BYDAY=" + ",".join(CODES[day] for day in sorted(days))
        while first.weekday() not in days:
            first = datetime.combine(
                first.date() + timedelta(days=1), time(0, first.minute) if not p.clocks else first.time()
            )
    limit = limit_part(p, repeat, [first.time()], first, 0, calendar)
    return Resolution([], TimeError.PAST) if limit is None else _settle_rule(rule + limit, first, p, calendar)


def _take_days(p: Phrase, repeat: Repeat) -> None:
    """Days said beside the repeat narrow it: "monthly on the 15th", "every year on march 3rd"."""
    day = p.day
    if isinstance(day, MonthDate) and repeat.dates:
        repeat.freq, repeat.dates = "YEARLY", [(day.month, day.day), *repeat.dates]
    elif isinstance(day, MonthDate):
        repeat.freq, repeat.months, repeat.month_days = "YEARLY", [day.month], [day.day]
    elif isinstance(day, DayOfMonth):
        repeat.month_days = list(dict.fromkeys([*repeat.month_days, day.day, *p.days]))
        repeat.freq = "YEARLY" if repeat.months else "MONTHLY"
    elif isinstance(day, NthWeekday):
        repeat.nth.append((day.n, day.weekday))
        if day.month is not None:
            repeat.months, repeat.freq = [day.month], "YEARLY"
    elif isinstance(day, LastDay):
        repeat.month_days.append(-day.n)
    elif isinstance(day, BusinessDayOf):
        repeat.business_days.append(day.n)
    elif isinstance(day, Period) and day.unit == "MONTHLY" and day.edge == END:
        repeat.month_days.append(-1)
    elif isinstance(day, Period) and day.edge is not None and day.unit == "MONTHLY":
        repeat.month_days.append(1 if day.edge == 0 else 15)
    elif isinstance(day, MonthPeriod):
        repeat.months.append(day.month)
    elif isinstance(day, Holiday):
        repeat.holiday = day.name
    if p.weekday is not None and p.repeat is not None:
        if p.weekday.in_week is None and repeat.freq in ("WEEKLY", "DAILY"):
            repeat.weekdays.append(p.weekday.weekday)
        elif repeat.freq == "MONTHLY" and not (repeat.nth or repeat.month_days or repeat.business_days):
            repeat.nth.append((1, p.weekday.weekday))
    repeat.weekdays += [day for day in p.weekdays if day not in repeat.weekdays]
    if repeat.weekdays and repeat.freq == "DAILY" and repeat.interval == 1:
        repeat.freq = "WEEKLY"
    if repeat.weekdays and isinstance(day, DayOfMonth):
        repeat.freq = "MONTHLY"  # every friday the 13th
        return
    if repeat.weekdays and repeat.freq == "MONTHLY" and (repeat.month_days or repeat.business_days):
        repeat.weekdays = []  # the last day of every month is no friday's
    if repeat.weekdays and repeat.freq == "MONTHLY" and not repeat.nth:
        repeat.nth, repeat.weekdays = [(1, day) for day in repeat.weekdays], []
    if (repeat.nth or repeat.business_days or repeat.month_days) and repeat.freq in ("DAILY", "WEEKLY"):
        repeat.freq = "MONTHLY"
    if repeat.times_per_period and has_no_day(repeat):
        _spread(repeat)


def _spread(repeat: Repeat) -> None:
    """The days of "twice a week" where none were named: as far apart as they go, working days first."""
    times = repeat.times_per_period
    if repeat.freq == "WEEKLY":
        repeat.weekdays = {2: [0, 3], 3: [0, 2, 4], 4: [0, 1, 3, 4]}.get(times, list(range(5)))
    elif repeat.freq == "MONTHLY":
        repeat.month_days = [1 + 30 // times * n for n in range(times)]
    else:
        repeat.freq, repeat.interval = "MONTHLY", 12 // times


def _first(repeat: Repeat, clocks: list[time], begin: date, p: Phrase, calendar: Calendar) -> datetime | None:
    """The first firing as wall time, strictly after now."""
    zone = p.zone.name if p.zone else calendar.reference.zone
    said_start = begin > calendar.today or p.starting is not None
    if not said_start and has_no_day(repeat) and repeat.freq in ("WEEKLY", "MONTHLY", "YEARLY"):
        today = datetime.combine(calendar.today, clocks[0])
        if not (p.says_clock and to_instant(today, zone) > calendar.now):
            begin = one_interval_on(calendar.today, repeat)
    for day in candidates(repeat, begin):
        for clock in clocks:
            wall = datetime.combine(day, clock)
            if day > calendar.today + timedelta(days=2) or to_instant(wall, zone) > calendar.now:
                return wall
    return None


def _settle_rule(rule: str, first: datetime, p: Phrase, calendar: Calendar) -> Resolution:
    zone = p.zone.name if p.zone else calendar.reference.zone
    if p.zone is not None and p.zone.home is not None:
        zone, implied = p.zone.home, calendar.implied | {Implied.ZONE}
    else:
        implied = calendar.implied
    instant = to_instant(first, zone)
    if instant <= calendar.now:
        return Resolution([], TimeError.PAST)
    at = instant.astimezone(calendar.home)
    return Resolution([Reading(at, Recurrence(rule, first, zone), frozenset(implied))])
