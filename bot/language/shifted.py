"""Shifted repeats: "10 minutes before noon every day", "the day before the last day of every month" are moved as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.language.clock import Clock
from bot.language.date import MonthDate, make_date
from bot.language.duration import Duration
from bot.language.holiday import Holiday, holiday_in
from bot.language.phrase import Phrase


def take_repeat_beside(p: Phrase, anchor: Phrase, duration: Duration, sign: int) -> bool:
    """ "10 minutes before noon every day", "the day before the last day of every month": the repeat is moved as a whole."""
    repeat = anchor.repeat or p.repeat
    if repeat is None or (anchor.repeat and p.repeat) or anchor.until or anchor.starting or anchor.further_days:
        return False
    if duration.is_elapsed:
        moved = [_move_clock(clock, sign * int(duration.seconds)) for clock in anchor.clocks]
        clocks = [clock for clock in moved if clock is not None]
        if not clocks or len(clocks) < len(moved) or p.clocks or duration.days or duration.months:
            return False
        p.repeat, p.clocks, p.part = repeat, clocks, p.part or anchor.part
        p.weekdays, p.weekday, p.day = p.weekdays or anchor.weekdays, p.weekday or anchor.weekday, p.day or anchor.day
        return True
    dated = _date_of(anchor) if repeat.freq == "YEARLY" and not duration.months else None
    if dated is not None and anchor.repeat is None:
        try:
            moved_date = dated + timedelta(days=sign * duration.days)
        except OverflowError:
            p.invalid = True
            return True
        p.day, p.clocks = MonthDate(moved_date.month, moved_date.day), p.clocks or anchor.clocks
        return True
    days = [_move_day(day, sign * duration.days) for day in repeat.month_days]
    if anchor.repeat is None or repeat.freq != "MONTHLY" or not days or not all(days) or duration.months:
        return False
    repeat.month_days = days
    p.repeat, p.clocks, p.part = repeat, p.clocks or anchor.clocks, p.part or anchor.part
    return True


def _date_of(anchor: Phrase) -> date | None:
    """The date that a phrase names in every year alike, told in a year that has 365 days."""
    if isinstance(anchor.day, Holiday) and holiday_in(anchor.day.name, 2001).replace(year=2002) == holiday_in(
        anchor.day.name, 2002
    ):
        return holiday_in(anchor.day.name, 2001)
    return make_date(2001, anchor.day.month, anchor.day.day) if isinstance(anchor.day, MonthDate) else None


def _move_clock(clock: Clock, seconds: int) -> Clock | None:
    """The clock so much later; None where that is another day."""
    total = clock.hour * 3600 + clock.minute * 60 + clock.second + seconds
    if not 0 <= total < 86400 or clock.invalid:
        return None
    hour, rest = divmod(total, 3600)
    return replace(clock, hour=hour, minute=rest // 60, second=rest % 60)


def _move_day(day: int, by: int) -> int:
    """The day of the month so many later, counted from the end where it was or where the 1st is passed backwards; 0 where no number tells it."""
    moved = day + by
    if day > 0 >= moved:
        return moved - 1
    return moved if (day > 0 and moved <= 28) or (day < 0 and -28 <= moved < 0) else 0
