"""The clock: APScheduler rings when the loop is to wake; nothing else imports it, and it stores nothing.

What is due is in the database. Implements bot.ports.Clock and bot.ports.Alarm.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]  # APScheduler 3 has no types
from apscheduler.triggers.date import DateTrigger  # type: ignore[import-untyped]

SWEEP = timedelta(seconds=30)


class SystemClock:
    """The host's clock, whatever the host's zone. wall: seconds since 1970; it may be set, forward or back, at any moment."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC)

    async def sleep_until(self, instant: datetime) -> None:
        """Sleeps on the monotonic clock and looks at the wall clock again, so that a step of the latter does not let it return early."""
        loop = asyncio.get_running_loop()
        while (left := (instant - self.now()).total_seconds()) > 0:
            done: asyncio.Future[None] = loop.create_future()
            timer = loop.call_at(loop.time() + left, _resolve, done)
            try:
                await done
            finally:
                timer.cancel()


class AlarmClock:
    """One job armed at the instant to wake at, re-armed when an earlier one is named, and a sweep in case either was missed."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._rung = asyncio.Event()
        self._armed: datetime | None = None
        self._notified: datetime | None = None
        self._names = count()

    def start(self) -> None:
        """Needs the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def notify(self, due: datetime) -> None:
        """Something is stored that is due at `due`; what waits for a later instant wakes, and looks for itself how long to sleep."""
        if self._notified is None or due < self._notified:
            self._notified = due
        if self._armed is None or due < self._armed:
            self._rung.set()

    async def wait(self, until: datetime | None) -> None:
        """Return at `until`, when notify() names or has named an earlier instant, or for a sweep."""
        earlier, self._notified = self._notified, None
        if earlier is not None and (until is None or earlier < until):
            return  # named after the caller last looked, so it does not know yet
        self._arm(until)
        self._rung.clear()
        try:
            # The alarm goes by the wall clock: while that is set, it can be silent for as long as it was set by. This timer cannot.
            async with asyncio.timeout(SWEEP.total_seconds()):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._notified = None

    def _arm(self, until: datetime | None) -> None:
        """A fresh name for each job: re-adding a name whose job is just running makes APScheduler drop both."""
        if until == self._armed:
            return
        for job in self._scheduler.get_jobs():
            if job.name == "alarm":
                job.remove()
        self._armed = until
        if until is not None:
            self._scheduler.add_job(
                self._ring_alarm, DateTrigger(until, timezone=UTC), id=f"alarm-{next(self._names)}", name="alarm"
            )

    async def _ring_alarm(self) -> None:
        """A coroutine, so that it runs in the event loop: a plain function would run in a thread, where an Event must not be set."""
        self._armed = None
        self._rung.set()


def _resolve(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
