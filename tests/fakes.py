"""Stand-ins for what is outside: clocks that tests move, an alarm, a channel that keeps what it is given.

They implement bot.ports as the real ones do. Fixtures that use them are in conftest.py.
"""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta
from uuid import UUID

from adapters.clock import SystemClock
from bot.domain.message import Message, Run
from bot.ports import Alarm, DeliveryContext, Notice


class FrozenClock:
    """Implements bot.ports.Clock. Time passes only in advance() and move_to()."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, instant: datetime) -> None:
        if instant <= self._now:
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((instant, woken))
        await woken

    def is_awaited(self, instant: datetime) -> bool:
        """Whether somebody sleeps until then."""
        return any(due == instant and not woken.done() for due, woken in self._sleepers)

    def advance(self, by: timedelta) -> None:
        self.move_to(self._now + by)

    def wake_next(self) -> None:
        """Move to the first instant that somebody sleeps until; nothing where nobody sleeps."""
        awaited = [due for due, woken in self._sleepers if not woken.done()]
        if awaited:
            self.move_to(min(awaited))

    def move_to(self, instant: datetime) -> None:
        """Also back: a clock may be set."""
        self._now = instant
        for due, woken in self._sleepers:
            if due <= instant and not woken.done():
                woken.set_result(None)
        self._sleepers = [(due, woken) for due, woken in self._sleepers if not woken.done()]


class MovableClock(SystemClock):
    """The machine's clock, `ahead` seconds ahead of it."""

    def __init__(self) -> None:
        super().__init__(lambda: time.time() + self.ahead)
        self.ahead = 0.0

    def move(self, by: timedelta, alarm: Alarm) -> None:
        """So much later; what sleeps on the alarm looks again what is due."""
        alarm.notify(self.now())
        self.ahead += by.total_seconds()


def said_at_once() -> asyncio.Future[None]:
    """What Inbox.take() returns where nothing is left to be said."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    future.set_result(None)
    return future


class FakeAlarm:
    """Implements bot.ports.Alarm; rings only when something is notified. notified: every instant that was named."""

    def __init__(self) -> None:
        self.notified: list[datetime] = []
        self._rung = asyncio.Event()

    def notify(self, due: datetime) -> None:
        self.notified.append(due)
        self._rung.set()

    async def wait(self, until: datetime | None) -> None:
        await self._rung.wait()
        self._rung.clear()


class KeptChannel:
    """Implements bot.ports.Channel: keeps every notice, and raises each of `failures` first, in turn."""

    def __init__(self, name: str = "web") -> None:
        self.name = name
        self.notices: list[Notice] = []
        self.failures: list[Exception] = []
        self._arrived = asyncio.Condition()

    async def send(self, notice: Notice) -> str | None:
        if self.failures:
            raise self.failures.pop(0)
        async with self._arrived:
            self.notices.append(notice)
            self._arrived.notify_all()
        return f"message-{len(self.notices)}"

    async def wait_for(self, count: int) -> None:
        """Return once so many have arrived; TimeoutError after a minute."""
        async with asyncio.timeout(60), self._arrived:
            await self._arrived.wait_for(lambda: len(self.notices) >= count)

    @property
    def texts(self) -> list[str]:
        return [notice.message.text for notice in self.notices]

    @property
    def ids(self) -> list[UUID]:
        return [notice.delivery_id for notice in self.notices]


class PlainRenderer:
    """Implements bot.ports.Renderer: the title, and how late it is."""

    def render(self, context: DeliveryContext) -> Message:
        late = f" (late: {context.late}, {context.late_reason})" if context.late else ""
        return Message((Run(context.notification.title + late),))
