"""Every zone there is, through every change of its clocks from 2024 to 2030: gaps, folds and changes of the rules."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.recurrence import Recurrence
from bot.domain.zone import to_instant, to_wall

START, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
ZONES = sorted(available_timezones() - {"localtime"})


@cache
def changes_of(name: str) -> tuple[datetime, ...]:
    """The first instants (UTC) at which the zone's clocks go otherwise than before."""
    zone, found, day = ZoneInfo(name), [], START
    while day < END:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            before, after = day, day + DAY
            while after - before > SECOND:
                middle = before + (after - before) / 2
                same = middle.astimezone(zone).utcoffset() == day.astimezone(zone).utcoffset()
                before, after = (middle, after) if same else (before, middle)
            found.append(after.replace(microsecond=0))
        day += DAY
    return tuple(found)


def clocks_around(name: str, change: datetime) -> set[time]:
    """Wall times shortly before, within and after the hour that is skipped or comes twice."""
    before = to_wall(change - SECOND, name)
    jump = to_wall(change, name) - before - SECOND
    return {
        (before + part).time().replace(second=0, microsecond=0) for part in (-HOUR, jump / 2, HOUR, abs(jump) + HOUR)
    }


def check_daily(name: str, change: datetime, clock: time) -> None:
    """Once each day; at the asked wall time, or moved on by the gap where the clocks skip it."""
    first = to_wall(change, name).date() - 3 * DAY
    daily = Recurrence("FREQ=DAILY", datetime.combine(first, clock), name)
    firings = daily.first(7)
    for number, firing in enumerate(firings):
        asked = datetime.combine(first + number * DAY, clock)
        shown = to_wall(firing, name)
        skipped = (
            asked.replace(tzinfo=ZoneInfo(name)).astimezone(UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None)
            != asked
        )
        assert shown > asked if skipped else shown == asked, (name, asked, shown)
        assert firing == to_instant(asked, name)
        assert not number or firing > firings[number - 1]
        assert daily.next_after(firing - SECOND) == firing
    assert daily.next_after(firings[2]) == firings[3]


def check_hourly(name: str, change: datetime) -> None:
    """So many hours of real time apart, whatever the clocks do."""
    hourly = Recurrence("FREQ=HOURLY", to_wall(change - 3 * HOUR, name), name)
    firings = hourly.first(7)
    assert {later - earlier for earlier, later in itertools.pairwise(firings)} == {HOUR}, (name, change)
    assert hourly.next_after(firings[3]) == firings[4]


@pytest.mark.parametrize("part", range(4))
def test_repeats_hold_through_every_change_of_every_zone(part: int) -> None:
    walked: set[tuple[object, ...]] = set()
    changes = 0
    for name in ZONES[part::4]:
        history = tuple((change, change.astimezone(ZoneInfo(name)).utcoffset()) for change in changes_of(name))
        if not history or history in walked:  # the same clocks under another name
            continue
        walked.add(history)
        for change in changes_of(name):
            changes += 1
            check_hourly(name, change)
            for clock in clocks_around(name, change):
                check_daily(name, change, clock)
    assert changes > 100


def test_in_every_zone_a_repeat_follows_who_moves_there_and_a_single_instant_stands() -> None:
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=MO", datetime.fromisoformat("2025-06-02T09:30"), "Europe/Copenhagen")
    now = datetime(2025, 9, 10, 12, tzinfo=UTC)
    for name in ZONES:
        moved = weekly.in_zone(name)
        firing = moved.next_after(now)
        assert firing is not None
        shown = to_wall(firing, name)
        assert (shown.weekday(), shown.time()) == (0, time(9, 30)), name
        assert to_instant(to_wall(now, name), name) == now
