"""Recurrences through the changes of the clocks, in every zone: a wall time stays, and no firing is lost or doubled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recurrence import Recurrence
from bot.domain.zone import to_instant, to_wall

ZONES = sorted(name for name in available_timezones() if not name.startswith(("Etc/", "SystemV/", "posix", "right")))
DAY = timedelta(days=1)


def daily(wall: str, zone: str) -> Recurrence:
    return Recurrence("FREQ=DAILY", datetime.fromisoformat(wall), zone)


@pytest.mark.parametrize(
    ("start", "after", "expected"),
    [
        # spring: 02:30 does not exist on 30 March 2025 in Copenhagen, it becomes 03:30
        ("2025-03-29T02:30", "2025-03-29T12:00+00:00", "2025-03-30T01:30+00:00"),
        # autumn: 02:30 happens twice on 26 October 2025, the first counts
        ("2025-10-25T02:30", "2025-10-25T12:00+00:00", "2025-10-26T00:30+00:00"),
        ("2025-10-25T02:30", "2025-10-26T00:30+00:00", "2025-10-27T01:30+00:00"),
    ],
)
def test_a_skipped_time_moves_by_the_gap_and_a_doubled_one_is_the_first(start: str, after: str, expected: str) -> None:
    following = daily(start, "Europe/Copenhagen").next_after(datetime.fromisoformat(after))
    assert following == datetime.fromisoformat(expected)


def test_an_hourly_repeat_counts_elapsed_time_through_the_change() -> None:
    hourly = Recurrence("FREQ=HOURLY", datetime.fromisoformat("2025-10-26T00:00"), "Europe/Copenhagen")
    firings = hourly.first(6)
    assert {later - earlier for earlier, later in pairwise(firings)} == {timedelta(hours=1)}


def test_a_rule_that_counts_ends() -> None:
    twice = Recurrence("FREQ=DAILY;COUNT=2", datetime.fromisoformat("2025-09-10T09:00"), "UTC")
    assert len(twice.first(10)) == 2
    assert twice.next_after(datetime(2025, 9, 11, 9, 0, tzinfo=UTC)) is None


def test_a_start_with_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="wall time"):
        Recurrence("FREQ=DAILY", datetime(2025, 1, 1, tzinfo=UTC), "UTC")


@settings(max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2029-12-01")),
    rule=st.sampled_from(
        ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,FR,SU", "FREQ=HOURLY;INTERVAL=5"]
    ),
    days=st.integers(0, 400),
)
def test_walking_from_firing_to_firing_meets_exactly_the_firings_of_the_rule(
    zone: str, start: datetime, rule: str, days: int
) -> None:
    recurrence = Recurrence(rule, start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0), zone)
    expected = recurrence.first(60)
    at = expected[0] - timedelta(microseconds=1)
    walked = []
    while len(walked) < 60:
        following = recurrence.next_after(at)
        assert following is not None
        assert following > at
        walked.append(following)
        at = following
    assert walked == expected
    anywhere = expected[0] + days * DAY / 7
    assert recurrence.next_after(anywhere) == next((each for each in recurrence.first(600) if each > anywhere), None)


@settings(max_examples=150)
@given(
    zone=st.sampled_from(ZONES),
    wall=st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2030-12-31")),
)
def test_an_instant_of_a_wall_time_shows_that_wall_time_or_one_moved_by_a_gap(zone: str, wall: datetime) -> None:
    instant = to_instant(wall, zone)
    shown = to_wall(instant, zone)
    assert shown == wall or timedelta(0) < shown - wall <= DAY
    assert instant.tzinfo is UTC
