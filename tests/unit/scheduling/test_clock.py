"""The clock that rings: never early, woken by what is named earlier, and no ring lost between looking and sleeping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import AlarmClock, SystemClock

MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
async def alarm() -> AsyncIterator[AlarmClock]:
    clock = AlarmClock()
    clock.start()
    yield clock
    clock.stop()


def soon(milliseconds: int = 30) -> datetime:
    return datetime.now(UTC) + milliseconds * MILLISECOND


async def test_a_sleep_is_never_short() -> None:
    clock = SystemClock()
    for _ in range(20):
        instant = soon(5)
        await clock.sleep_until(instant)
        assert clock.now() >= instant
    await clock.sleep_until(clock.now() - timedelta(days=1))


async def test_it_rings_at_the_instant(alarm: AlarmClock) -> None:
    instant = soon()
    async with asyncio.timeout(60):
        await alarm.wait(instant)
    assert datetime.now(UTC) >= instant


async def test_an_instant_that_has_passed_rings_at_once_again_and_again(alarm: AlarmClock) -> None:
    passed = soon(-1000)
    async with asyncio.timeout(60):
        for _ in range(3):
            await alarm.wait(passed)


async def test_something_earlier_wakes_it(alarm: AlarmClock) -> None:
    waiting = asyncio.create_task(alarm.wait(soon(3_600_000)))
    await asyncio.sleep(0)
    alarm.notify(soon(1000))
    async with asyncio.timeout(60):
        await waiting


async def test_something_later_does_not(alarm: AlarmClock) -> None:
    instant = soon(300)
    waiting = asyncio.create_task(alarm.wait(instant))
    await asyncio.sleep(0)
    alarm.notify(soon(3_600_000))
    async with asyncio.timeout(60):
        await waiting
    assert datetime.now(UTC) >= instant


async def test_what_was_named_before_the_wait_is_not_slept_through(alarm: AlarmClock) -> None:
    alarm.notify(soon())
    async with asyncio.timeout(60):
        await alarm.wait(None)
        alarm.notify(soon())
        await alarm.wait(soon(3_600_000))


async def test_it_goes_on_ringing_when_it_is_armed_anew_each_time(alarm: AlarmClock) -> None:
    async with asyncio.timeout(60):
        for _ in range(30):
            await alarm.wait(soon(3))


async def test_a_clock_that_is_set_back_meanwhile_does_not_end_a_sleep_early() -> None:
    steps = iter([0.0])  # at the first look; then it is set back

    def wall() -> float:
        return time.time() + next(steps, -0.05)

    clock = SystemClock(wall)
    instant = soon(20)
    await clock.sleep_until(instant)
    assert clock.now() >= instant
