"""Timetables: a weekly rule that picks clocks for each of its days, and a yearly one that picks dates, taken apart.

What the days are called in words is repeats.py's business.
"""

from __future__ import annotations

from bot.domain.recurrence import WEEKDAYS


def days_at_clocks(parts: dict[str, str]) -> list[tuple[list[str], list[int]]]:
    """The days of a weekly rule with BYHOUR, BYMINUTE and BYSETPOS, and their times of day in minutes after midnight."""
    week_start = WEEKDAYS.index(parts.get("WKST", "MO"))
    days = sorted(parts["BYDAY"].split(","), key=lambda day: (WEEKDAYS.index(day) - week_start) % 7)
    hours, minutes = (sorted(map(int, parts[name].split(","))) for name in ("BYHOUR", "BYMINUTE"))
    week = [(day, hour * 60 + minute) for day in days for hour in hours for minute in minutes]
    clocks_of: dict[str, list[int]] = {}
    for position in map(int, parts["BYSETPOS"].split(",")):
        if not -len(week) <= position <= len(week):
            continue
        day, clock = week[position - 1 if position > 0 else position]
        clocks_of.setdefault(day, []).append(clock)
    days_at: dict[tuple[int, ...], list[str]] = {}
    for day in sorted(clocks_of, key=WEEKDAYS.index):
        days_at.setdefault(tuple(clocks_of[day]), []).append(day)
    return [(together, list(clocks)) for clocks, together in days_at.items()]


def picked_dates(parts: dict[str, str]) -> list[dict[str, str]]:
    """The dates of a yearly rule with BYMONTH, BYMONTHDAY and BYSETPOS, each as the two parts that say it alone."""
    months, days = (sorted(parts[name].split(","), key=int) for name in ("BYMONTH", "BYMONTHDAY"))
    year = [{"BYMONTH": month, "BYMONTHDAY": day} for month in months for day in days]
    return [year[position - 1] for position in map(int, parts["BYSETPOS"].split(",")) if 0 < position <= len(year)]
