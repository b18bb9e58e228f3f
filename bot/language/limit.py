"""Limits of a repeat as parts of its rule: "until", "for 5 days" and "10 times" become UNTIL and COUNT."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.language.calendar import Calendar
from bot.language.date import Relative
from bot.language.duration import Duration, add_months
from bot.language.period import Period
from bot.language.phrase import ELAPSED, Phrase, Repeat
from bot.language.resolve import resolve_once


def limit_part(
    p: Phrase, repeat: Repeat, clocks: list[time], first: datetime, several: int, calendar: Calendar
) -> str | None:
    """ ";COUNT=5", ";UNTIL=…" or nothing; None when the end is before the first firing."""
    if several:
        return f";COUNT={several}"
    if p.count is not None:
        return f";COUNT={p.count}"
    if p.lasting is not None:
        return _lasting(p.lasting, repeat, clocks, first)
    if p.until is None:
        return _end_of_period(p, repeat, first, calendar)
    implied = set(calendar.implied)
    end = resolve_once(p.until, calendar)
    calendar.implied = implied
    if not end.readings:
        return None
    last = end.readings[0].at.replace(tzinfo=None, fold=0)
    if not p.until.says_clock:
        last = datetime.combine(last.date(), time(23, 59, 59))
    return f";UNTIL={last:%Y%m%dT%H%M%S}" if last >= first else None


def _end_of_period(p: Phrase, repeat: Repeat, first: datetime, calendar: Calendar) -> str | None:
    """ "every weekday this month" ends with the month, "every hour tomorrow" with the day."""
    day, end = p.day, None
    if isinstance(day, Period) and day.edge is None and day.unit != "DAILY" and p.starting is None:
        end = day.bounds(calendar)[1]
    elif isinstance(day, Relative) and repeat.freq in ELAPSED and p.starting is None:
        end = day.find(calendar)[0]
    if end is None:
        return ""
    return f";UNTIL={end:%Y%m%d}T235959" if end >= first.date() else None


def _lasting(length: Duration, repeat: Repeat, clocks: list[time], first: datetime) -> str:
    """ "for 5 days" of a daily repeat is five firings; where the length is no whole number of steps, the day it ends."""
    firings = len(clocks)
    if repeat.freq in ELAPSED:
        total = length.as_timedelta().total_seconds()
        return f";COUNT={max(1, int(total // (ELAPSED[repeat.freq] * repeat.interval)))}"
    days = length.days + length.business_days
    if repeat.freq == "DAILY" and days and not length.months:
        return f";COUNT={-(-days // repeat.interval) * firings}"
    if repeat.freq == "WEEKLY" and days and not length.months and days % 7 == 0:
        return f";COUNT={-(-days // (7 * repeat.interval)) * max(1, len(repeat.weekdays)) * firings}"
    if repeat.freq == "WEEKLY" and length.unit == "DAILY" and not length.months:
        return f";COUNT={days * firings}"
    if repeat.freq == "MONTHLY" and length.months and not days:
        a_month = max(1, len(repeat.month_days) + len(repeat.nth) + len(repeat.business_days))
        return f";COUNT={-(-length.months // repeat.interval) * a_month * firings}"
    if repeat.freq == "YEARLY" and length.months % 12 == 0 and length.months:
        return f";COUNT={max(1, length.months // 12 // repeat.interval) * firings}"
    end = add_months(first.date(), length.months) + timedelta(days=days - 1, seconds=length.seconds)
    return f";UNTIL={end:%Y%m%d}T235959"
