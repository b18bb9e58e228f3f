"""Timetables: a week whose days have clocks of their own, "monday at 9 and thursday at 2pm". A single day is merge.py's business."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.language.lexicon.lexicon import AND, AT, COMMA, ON, THE
from bot.language.phrase import Phrase
from bot.language.ruletext import interval_part
from bot.language.tokens import Tokens
from bot.language.weekday import CODES

_CLOCKS = frozenset({"int", "num", "clock", "clockword"})  # "at 9 on weekdays and 11 on weekends"
_BEGINS = frozenset({"weekday", "weekdays", "weekday_set", "weekday_sets", "every"}) | _CLOCKS

# One firing of the week: its weekday (Monday is 0) and its clock.
Slot = tuple[int, time]


def take_further_days(t: Tokens, k: int, p: Phrase) -> int:
    """ ", thursday at 2pm", "and every friday evening" at token k, behind days that have their clock already; else 0."""
    if not p.says_clock or not _is_week(p):
        return 0
    start = k
    while t.means[k].get("mark", 0) & (AND | COMMA | ON | THE | AT) and "weekday_sets" not in t.means[k]:
        k += 1
    if k == start or not t.means[start].get("mark", 0) & (AND | COMMA) or _BEGINS.isdisjoint(t.means[k]):
        return 0
    further = p.read(t, k, marks=ON if _CLOCKS.isdisjoint(t.means[k]) else AT)
    if further is None or not further.says_clock or not _is_week(further):
        return 0
    for slot in ("until", "starting", "lasting", "count", "zone"):
        setattr(p, slot, getattr(p, slot) or getattr(further, slot))
    p.further_days = (*p.further_days, further, *further.further_days)
    return further.end


def _is_week(p: Phrase) -> bool:
    """Whether a phrase names weekdays and no other day."""
    if p.day or p.delta or p.shift:
        return False
    if p.repeat is not None:
        return p.repeat.freq == "WEEKLY" and bool(p.repeat.weekdays) and not p.weekday
    if p.weekday is not None:
        return p.weekday.which is None and not p.weekday.plus_weeks and p.weekday.in_week is None
    return bool(p.weekdays)


def days_of(p: Phrase) -> list[int]:
    """The weekdays that a phrase of a timetable names."""
    if p.repeat is not None:
        return [day for day in p.repeat.weekdays if day not in p.repeat.excepted]
    return p.weekdays or ([p.weekday.weekday] if p.weekday is not None else [])


def walls_from(slots: list[Slot], begin: date) -> list[datetime]:
    """The firings of two weeks from `begin` on, in order."""
    days = [begin + timedelta(days=n) for n in range(15)]
    return sorted(datetime.combine(day, clock) for day in days for weekday, clock in slots if day.weekday() == weekday)


def timetable_text(slots: list[Slot], interval: int, first: date) -> str:
    """The RRULE's value: every day at every clock, of which BYSETPOS picks.

    The week begins with the first firing's day (WKST), so that the week of the start is whole and its positions are those of every other.
    """
    weekdays = sorted({day for day, _ in slots}, key=lambda day: (day - first.weekday()) % 7)
    hours, minutes = sorted({c.hour for _, c in slots}), sorted({c.minute for _, c in slots})
    grid = [(day, time(hour, minute)) for day in weekdays for hour in hours for minute in minutes]
    rule = f"FREQ=WEEKLY{interval_part(interval)};WKST={CODES[first.weekday()]}"
    rule += f";BYDAY={','.join(CODES[day] for day in sorted(weekdays))}"
    rule += f";BYHOUR={','.join(map(str, hours))};BYMINUTE={','.join(map(str, minutes))};BYSECOND=0"
    chosen = [position for position, slot in enumerate(grid, 1) if slot in slots]
    return rule if len(chosen) == len(grid) else f"{rule};BYSETPOS={','.join(map(str, chosen))}"
