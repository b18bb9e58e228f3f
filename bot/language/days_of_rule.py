"""Days of rules: which days a Repeat names, in order, so far as a first firing needs them. At what time they fire is rule.py's business."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.language.date import make_date
from bot.language.duration import add_months
from bot.language.holiday import holiday_in
from bot.language.phrase import Repeat
from bot.language.weekday import nth_weekday

_MONTHS_AHEAD = 40  # a friday the 13th is never further
_YEARS_AHEAD = 9  # a 29 February is at most eight years off


def has_no_day(repeat: Repeat) -> bool:
    return not (
        repeat.weekdays
        or repeat.nth
        or repeat.month_days
        or repeat.months
        or repeat.dates
        or repeat.holiday
        or repeat.business_days
    )


def one_interval_on(day: date, repeat: Repeat) -> date:
    if repeat.freq == "WEEKLY":
        return day + timedelta(weeks=repeat.interval)
    return add_months(day, repeat.interval * (12 if repeat.freq == "YEARLY" else 1))


def candidates(repeat: Repeat, begin: date) -> Iterator[date]:
    """Days that satisfy the rule from `begin` on, as far as is needed to find a first one."""
    if repeat.freq in ("DAILY", "WEEKLY"):
        for n in range(375 if repeat.months else 15):
            day = begin + timedelta(days=n)
            if (
                (not repeat.weekdays or day.weekday() in repeat.weekdays)
                and (not repeat.months or day.month in repeat.months)
                and (not repeat.month_days or day.day in repeat.month_days)
            ):
                yield day
        return
    if repeat.holiday is not None or repeat.freq == "YEARLY":
        yield from _yearly_candidates(repeat, begin)
        return
    for months in range(_MONTHS_AHEAD):
        year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
        yield from (day for day in _days_in_month(repeat, year, month + 1, begin.day) if day >= begin)


def _yearly_candidates(repeat: Repeat, begin: date) -> Iterator[date]:
    if repeat.holiday is not None:
        for year in range(begin.year, begin.year + 2):
            day = holiday_in(repeat.holiday, year)
            if day >= begin:
                yield day
        return
    for year in range(begin.year, begin.year + _YEARS_AHEAD):
        if repeat.dates:
            found = (make_date(year, month, day) for month, day in sorted(repeat.dates))
            yield from (day for day in found if day is not None and day >= begin)
            continue
        for month in sorted(repeat.months) or [begin.month]:
            fallback = 1 if repeat.months else begin.day
            yield from (day for day in _days_in_month(repeat, year, month, fallback) if day >= begin)


def _days_in_month(repeat: Repeat, year: int, month: int, fallback: int) -> list[date]:
    """The days of one month that the rule names; `fallback` where it names none."""
    days: list[date | None] = [nth_weekday(year, month, n, weekday) for n, weekday in repeat.nth]
    days += [nth_weekday(year, month, n, None) for n in repeat.business_days]
    for number in repeat.month_days or ([fallback] if not days else []):
        days.append(make_date(year, month, number if number > 0 else monthrange(year, month)[1] + 1 + number))
    return sorted(
        day
        for day in days
        if day is not None and (not repeat.weekdays or repeat.nth or day.weekday() in repeat.weekdays)
    )
