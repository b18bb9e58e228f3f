"""Resolve: a Phrase and a Calendar become instants, the best reading first, with what was implied. Repeats are rule.py's business."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.zone import to_instant, to_wall, zone_of
from bot.language.calendar import Calendar
from bot.language.clock import Clock
from bot.language.date import Relative
from bot.language.duration import Duration, add_months
from bot.language.period import Period
from bot.language.phrase import Phrase
from bot.language.reading import Implied, Reading, TimeError
from bot.language.zone import Zone

# Until when it is still that part of the day; later "this morning" is past.
_PART_ENDS = {
    "morning": 12,
    "lunch": 14,
    "afternoon": 18,
    "evening": 22,
    "night": 24,
    "eod": 18,
    "dawn": 8,
    "tea": 18,
    "dusk": 22,
}
_NO_IMPLICATION: frozenset[Implied] = frozenset()


@dataclass(slots=True)
class Resolution:
    """readings: the best first. error: why there are none."""

    readings: list[Reading]
    error: TimeError | None = None

    @property
    def best(self) -> Reading | None:
        return self.readings[0] if self.readings else None

    @property
    def others(self) -> tuple[Reading, ...]:
        return tuple(self.readings[1:]) if len(self.readings) > 1 else ()


def resolve_once(p: Phrase, calendar: Calendar, context: Phrase | None = None) -> Resolution:
    """When a phrase without a repeat is meant. context: the message's other time, for "2 days before" by itself."""
    calendar.implied = set()
    try:
        if p.is_impossible:
            return Resolution([], TimeError.INVALID)
        if p.shift is not None:
            return _resolve_shift(p, calendar, p.anchor or context)
        if p.delta is not None and p.delta.is_nothing and p.guessed:  # "right now"
            now = _whole_second(calendar.now).astimezone(calendar.home)
            return Resolution([Reading(now, None, frozenset({Implied.LENGTH}))])
        if p.delta is not None and (p.delta.is_elapsed or p.delta_sign < 0):
            if p.guessed:
                calendar.implied.add(Implied.LENGTH)
            return _settle([_count_from_now(p.delta, p.delta_sign, calendar)], calendar)
        return _resolve_day_and_clock(p, calendar)
    except (OverflowError, ValueError):
        return Resolution([], TimeError.INVALID)  # beyond the calendar: "in 99999 years"


def clock_times(clock: Clock, part: str | None) -> list[time]:
    """The times a clock can mean, the likeliest first: one hand position is two times unless something says which."""
    hour = clock.hour
    if part is not None and hour <= 12 and (clock.bare or hour != 0):
        return [time(_hour_in_part(hour, part), clock.minute, clock.second)]
    if not clock.bare:
        return [time(hour, clock.minute, clock.second)]
    afternoon = time(hour % 12 + 12, clock.minute, clock.second)
    morning = time(hour % 12, clock.minute, clock.second)
    return [morning, afternoon] if 7 <= hour <= 11 or clock.early else [afternoon, morning]


def _hour_in_part(hour: int, part: str) -> int:
    """6 in the evening is 18:00, 2 at night is 2:00, 12 at night is midnight."""
    if part.endswith("morning") or part == "dawn":
        return hour % 12 if hour == 12 else hour
    if part == "night":
        return hour % 12 + 12 if 5 < hour < 12 else hour % 12
    if part == "lunch":
        return hour if hour >= 11 else hour + 12
    return hour % 12 + 12


def _resolve_day_and_clock(p: Phrase, calendar: Calendar) -> Resolution:
    times = _times(p, calendar)
    calendar.clock, calendar.zone = times[0], p.zone.name if p.zone else None
    calendar.clock_said = p.says_clock
    if p.day is None and p.weekday is None and p.delta is None:
        instants = [_next_at(times[0], p, calendar)]
        if len(times) > 1:
            implied = set(calendar.implied)  # what holds of the likelier reading
            instants += [_next_at(clock, p, calendar) for clock in times[1:]]
            calendar.implied = implied
        return _settle(instants, calendar, p.zone)
    if isinstance(p.day, Relative) and p.day.days == 0 and not p.clocks and not p.same_time:
        return _resolve_today(p, calendar, times[0])
    days = _days(p, calendar)
    if not days:
        return Resolution([], TimeError.INVALID)
    if p.same_time and isinstance(p.day, Period) and len(days) > 1:
        days.reverse()  # "same time next week" is the same weekday
    midnight = p.clocks[0].midnight if p.clocks else False
    if midnight and (days[0] == calendar.today or p.part == "night"):
        days[0] += timedelta(days=1)  # tonight's midnight is the coming one
    elif midnight and p.delta is None:
        days.append(days[0] + timedelta(days=1))
    if p.part == "night" and p.clocks and not midnight and times[0].hour < 5 and not any(c.hour > 12 for c in p.clocks):
        days[0] += timedelta(days=1)  # tonight at 1 is after midnight
    instants = [_instant(days[0], times[0], p, calendar)]
    if len(times) > 1:
        instants += [_instant(days[0], clock, p, calendar) for clock in times[1:]]
    if len(days) > 1:
        instants += [_instant(day, times[0], p, calendar) for day in days[1:]]
    return _settle(instants, calendar, p.zone)


def _times(p: Phrase, calendar: Calendar) -> list[time]:
    if p.same_time:
        return [calendar.wall.time().replace(microsecond=0)]
    if p.clocks:
        times = clock_times(p.clocks[0], p.part)
        if len(times) > 1:
            calendar.implied.add(Implied.MERIDIEM)
        if p.or_clock is not None:
            times = [times[0], clock_times(p.or_clock, p.part)[0]]
        return times
    if p.part is not None:
        calendar.implied.add(Implied.PART_OF_DAY)
        return [calendar.part(p.part)]
    calendar.implied.add(Implied.CLOCK)
    return [calendar.reference.start_of_day]


def _days(p: Phrase, calendar: Calendar) -> list[date]:
    if p.delta is not None:
        day = shift_day(calendar.today, p.delta, p.delta_sign, calendar)
        if p.weekday is not None:
            day += timedelta(days=p.weekday.weekday - day.weekday())
        return [day]
    if p.weekday is not None and p.day is not None:
        first = p.day.find(calendar)
        if not first:
            return []
        ahead = (p.weekday.weekday - first[0].weekday()) % 7
        return [first[0] + timedelta(days=ahead)]
    if p.weekday is not None:
        return p.weekday.find(calendar)
    return p.day.find(calendar) if p.day is not None else []


def shift_day(day: date, duration: Duration, sign: int, calendar: Calendar) -> date:
    """The day so many months, days and business days from one."""
    if duration.months:
        day = add_months(day, sign * duration.months)
    if duration.days:
        day += timedelta(days=sign * duration.days)
    if duration.business_days:
        day = calendar.add_business_days(day, sign * duration.business_days)
    return day


def _next_at(clock: time, p: Phrase, calendar: Calendar) -> datetime:
    """That clock today, or tomorrow where it has passed."""
    instant = _instant(calendar.today, clock, p, calendar)
    if instant <= calendar.now:
        instant = _instant(calendar.today + timedelta(days=1), clock, p, calendar)
        if not (p.clocks and p.clocks[0].midnight):
            calendar.implied.add(Implied.DAY)
    return instant


def _resolve_today(p: Phrase, calendar: Calendar, clock: time) -> Resolution:
    """Today without a clock: what is left of it. "this morning" in the afternoon is past."""
    wall = datetime.combine(calendar.today, clock)
    if wall <= calendar.wall:
        if p.part is not None and calendar.wall.hour >= _PART_ENDS.get(p.part.rpartition(" ")[2], 24):
            return Resolution([], TimeError.PAST)
        wall = _later_today(calendar, p.part)
    return _settle([_instant(wall.date(), wall.time(), p, calendar)], calendar, p.zone)


def _later_today(calendar: Calendar, part: str | None) -> datetime:
    """The next part of the day that begins, else the next whole hour, else halfway to midnight."""
    if part is None:
        for clock in sorted(clock for _, clock in calendar.reference.parts_of_day):
            if clock > calendar.wall.time():
                calendar.implied.add(Implied.PART_OF_DAY)
                return datetime.combine(calendar.today, clock)
    next_hour = calendar.wall.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if next_hour.date() == calendar.today:
        return next_hour
    left = next_hour - calendar.wall
    return (calendar.wall + left / 2).replace(microsecond=0) + timedelta(seconds=1)


def _resolve_shift(p: Phrase, calendar: Calendar, anchor: Phrase | None) -> Resolution:
    """N before or after X: X first, then the offset."""
    if anchor is None or p.shift is None:
        return Resolution([], TimeError.NO_TIME)
    walls = _anchor_walls(anchor, calendar, p.shift)
    if isinstance(walls, Resolution):
        return walls
    instants: list[datetime] = []
    if p.clocks or p.part:
        walls = [datetime.combine(wall.date(), clock) for clock in _times(p, calendar) for wall in walls]
    for wall in walls:
        instant = _count_from(wall, p.shift, p.shift_sign, calendar)
        if instant <= calendar.now and not anchor.says_day:
            instant += timedelta(days=1)
        instants.append(instant)
    if anchor.says_clock or p.clocks or p.shift.is_elapsed:
        calendar.implied.discard(Implied.CLOCK)
    return _settle(instants, calendar)


def _anchor_walls(anchor: Phrase, calendar: Calendar, shift: Duration) -> list[datetime] | Resolution:
    """The wall times that are counted from; days are counted from the start of a day where no clock was said."""
    if (
        anchor.says_day
        and not anchor.says_clock
        and not shift.is_elapsed
        and anchor.shift is None
        and anchor.zone is None
    ):
        calendar.clock_said = False
        calendar.clock = calendar.reference.start_of_day
        calendar.implied.add(Implied.CLOCK)
        days = _days(anchor, calendar)
        return [datetime.combine(day, calendar.clock) for day in days] if days else Resolution([], TimeError.INVALID)
    found = resolve_once(anchor, calendar)
    if not found.readings:
        return found
    return [to_wall(reading.at, calendar.reference.zone) for reading in found.readings]


def _count_from(wall: datetime, duration: Duration, sign: int, calendar: Calendar) -> datetime:
    """The instant so long from a wall time of the asker's: calendar parts on the wall, then hours and minutes in real time."""
    wall = datetime.combine(shift_day(wall.date(), duration, sign, calendar), wall.time())
    return _whole_second(to_instant(wall, calendar.reference.zone) + timedelta(seconds=sign * duration.seconds))


def _count_from_now(duration: Duration, sign: int, calendar: Calendar) -> datetime:
    """The instant so long from now; elapsed time alone does not ask what the clocks do meanwhile."""
    if duration.months or duration.days or duration.business_days:
        return _count_from(calendar.wall, duration, sign, calendar)
    return _whole_second(calendar.now + timedelta(seconds=sign * duration.seconds))


def _whole_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0) if instant.microsecond else instant


def _instant(day: date, clock: time, p: Phrase, calendar: Calendar) -> datetime:
    """The UTC instant of a wall time in the phrase's own zone or the asker's; notes a time that the clocks skip."""
    zone = zone_of(p.zone.name) if p.zone else calendar.home
    local = datetime.combine(day, clock, zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone) != local:  # of one zone, so it is the wall times that are compared
        calendar.implied.add(Implied.GAP)
    return instant


def _settle(instants: Iterable[datetime], calendar: Calendar, zone: Zone | None = None) -> Resolution:
    """The instants that are ahead, as readings in the asker's zone."""
    ahead: list[datetime] = []
    for instant in instants:
        if instant > calendar.now and instant not in ahead:
            ahead.append(instant)
    if not ahead:
        return Resolution([], TimeError.PAST)
    if zone is not None and zone.home is not None:
        summer = _as_summer_time(ahead[0], zone)
        if summer is not None and summer > calendar.now:
            calendar.implied.add(Implied.ZONE)
            ahead.append(summer)
    implied = frozenset(calendar.implied) if calendar.implied else _NO_IMPLICATION
    readings = [Reading(ahead[0].astimezone(calendar.home), None, implied)]
    if len(ahead) > 1:
        readings += [Reading(instant.astimezone(calendar.home), None, implied) for instant in ahead[1:]]
    return Resolution(readings)


def _as_summer_time(instant: datetime, zone: Zone) -> datetime | None:
    """The same wall time as the clocks show it where "EST" is at home, where that is another instant."""
    if zone.home is None:
        return None
    meant = to_instant(to_wall(instant, zone.name), zone.home)
    return meant if meant != instant else None
