"""Several times in one phrase: "today and tomorrow at 4", "sept 12 and 19", "in 10 minutes and in an hour", "friday or saturday".

Repeats with several days are repeat.py's, a week whose days have clocks of their own is timetable.py's.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.domain.recurrence import Recurrence
from bot.domain.zone import zone_of
from bot.language.calendar import Calendar
from bot.language.clock import Clock
from bot.language.date import MonthDate
from bot.language.lexicon.lexicon import AND, COMMA, IN, ON, THE
from bot.language.phrase import Phrase, Repeat
from bot.language.reading import Implied, Reading, TimeError
from bot.language.resolve import Resolution, resolve_once
from bot.language.ruletext import rule_text
from bot.language.tokens import Tokens

# What begins a further day or distance.
_BEGINS = frozenset(
    {"rel", "weekday", "which", "month", "int", "ord", "num", "a", "half", "duration", "ymd", "numeric_date", "holiday"}
)
_YEAR = timedelta(days=365)


def take_further_times(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """ "and tomorrow at 4", ", 19 and 26", "and in an hour" at token k, behind a day or a distance; else 0."""
    if p.repeat or p.shift or p.weekdays or p.days or p.depth or not (p.day or p.weekday or p.delta):
        return 0
    j = k
    while t.means[j].get("mark", 0) & (AND | COMMA | ON | THE | IN) and j < k + 4:
        j += 1
    if _BEGINS.isdisjoint(t.means[j]):
        return 0
    further = _day_beside(t, j, p) or p.read(t, j, marks=IN if p.delta else ON)
    if further is None or not _is_such_a_time(p, further, listed=not flags & AND):
        return 0
    p.also = (*p.also, further)
    return further.end


def take_or(t: Tokens, k: int, p: Phrase, flags: int) -> int:
    """friday or saturday, today or tomorrow: the first is meant, the other is offered."""
    if flags or p.also or not take_further_times(t, k + 1, p, AND):
        return 0
    p.either = True
    return p.also[0].end


def _day_beside(t: Tokens, k: int, p: Phrase) -> Phrase | None:
    """The "19" of "sept 12 and 19": another day of the month that was said."""
    last = p.also[-1].day if p.also else p.day
    meaning = t.means[k]
    number = meaning.get("int", meaning.get("ord", 0))
    if not isinstance(last, MonthDate) or not 1 <= number <= 31 or meaning.get("digits", 1) > 2:
        return None
    if not (t.closes(k + 1) or t.means[k + 1].get("mark")):
        return None
    phrase = Phrase(k)
    phrase.end, phrase.day = k + 1, MonthDate(last.month, number, last.year)
    return phrase


def _is_such_a_time(p: Phrase, further: Phrase, *, listed: bool) -> bool:
    """Whether two phrases are times of one kind. listed: only a comma stands between: "friday, september 12" is one day."""
    if further.repeat or further.shift or further.weekdays:
        return False
    if p.delta is not None or further.delta is not None:
        return p.delta is not None and further.delta is not None and p.delta.is_elapsed == further.delta.is_elapsed
    if not (further.day or further.weekday) or (p.clocks and not further.clocks and listed):
        return False
    return not listed or (isinstance(p.day, MonthDate) and isinstance(further.day, MonthDate) and not p.weekday)


def resolve_several(p: Phrase, calendar: Calendar) -> Resolution:
    """The readings of a phrase with further times: with "or" one a time, else a repeat that fires at each of them once."""
    readings: list[Reading] = []
    error: TimeError | None = None
    times = _times_of(p)
    for phrase in times:
        found = resolve_once(phrase, calendar)
        if found.readings and phrase.clocks and phrase.clocks[0].bare:
            _hold_half_of_day(times, phrase.clocks, _wall(found.readings[0], calendar))
        if found.error is TimeError.INVALID:
            return found
        error = error or found.error
        readings += found.readings[:1]
    if not readings:
        return Resolution([], error)
    if p.either:
        return Resolution(list(dict.fromkeys(readings)))
    by_instant = {reading.at: reading for reading in readings}
    ordered = [by_instant[at] for at in sorted(by_instant)]
    rule = _rule_through([_wall(reading, calendar) for reading in ordered])
    if rule is None:
        return Resolution(ordered)
    implied: frozenset[Implied] = frozenset().union(*(reading.implied for reading in ordered))
    first = ordered[0]
    repeat = Recurrence(rule, _wall(first, calendar), calendar.reference.zone)
    return Resolution([Reading(first.at, repeat, implied)])


def _hold_half_of_day(times: list[Phrase], said: list[Clock], wall: datetime) -> None:
    """The "8" of "today and friday at 8" is the same half of the day for all."""
    for time in times:
        if time.clocks and time.clocks[0] == said[0]:
            time.clocks = [Clock(wall.hour, wall.minute, wall.second)]


def _times_of(p: Phrase) -> list[Phrase]:
    """Each time by itself; a clock, a part of the day or a zone that was said once holds for all."""
    said = [p, *p.also]
    spoken = next((phrase for phrase in reversed(said) if phrase.clocks or phrase.part), p)
    times: list[Phrase] = []
    for phrase in said:
        own = phrase.clocks or phrase.part
        time = Phrase(phrase.start)
        time.day, time.weekday = phrase.day, phrase.weekday
        time.delta, time.delta_sign = phrase.delta, phrase.delta_sign
        time.clocks, time.part = (phrase if own else spoken).clocks[:1], (phrase if own else spoken).part
        time.zone = phrase.zone or spoken.zone
        times.append(time)
    return times


def _wall(reading: Reading, calendar: Calendar) -> datetime:
    return reading.at.astimezone(zone_of(calendar.reference.zone)).replace(tzinfo=None, fold=0)


def _rule_through(walls: list[datetime]) -> str | None:
    """The rule that fires at these wall times and no other, where there is one; None for one time or times that no rule tells."""
    if len(walls) < 2:
        return None
    gaps = {later - earlier for earlier, later in pairwise(walls)}
    count = f";COUNT={len(walls)}"
    if len(gaps) == 1:
        gap = gaps.pop()
        if gap.seconds == 0:
            return f"FREQ=DAILY;INTERVAL={gap.days}{count}" if gap.days > 1 else f"FREQ=DAILY{count}"
        seconds = int(gap.total_seconds())
        return f"FREQ=MINUTELY;INTERVAL={seconds // 60}{count}" if seconds % 60 == 0 else None
    if any(wall.time() != walls[0].time() for wall in walls) or walls[-1] - walls[0] > _YEAR:
        return None
    dates = [(wall.month, wall.day) for wall in walls]
    return rule_text(Repeat("YEARLY", dates=dates), [walls[0].time()], date.min) + count
