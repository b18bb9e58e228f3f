"""PostgresRelay: what one process tells the others on the same database, by NOTIFY; a connection of its own listens and tells.

Only ids and instants go through it, never what people wrote: who hears of a row reads it. What it is about is the callers' business.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # asyncpg has no types
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine import is_unavailable

log = logging.getLogger(__name__)

_NOTIFICATIONS = "remindbot"
_TELL = "SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 2.0  # seconds
_PROVE_LIFE_EACH, _ANSWER_WITHIN = 10.0, 5.0
_MOST_WAITING = 5_000

Hear = Callable[..., None]


class PostgresRelay:
    """Implements bot.ports.Relay. A notification goes to all processes but its own; nothing is kept for those that do not listen just now."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._hearing: defaultdict[str, list[Hear]] = defaultdict(list)
        self._missed: list[Callable[[], None]] = []
        self._waiting: list[str] = []
        self._something = asyncio.Event()

    def tell(self, topic: str, *ids: str) -> None:
        """Returns at once. What is told while the connection is cut goes out once it is back, the latest where there is much."""
        self._waiting = [*self._waiting[1 - _MOST_WAITING :], json.dumps([topic, *ids], separators=(",", ":"))]
        self._something.set()

    def listen(self, topic: str, hear: Hear) -> None:
        self._hearing[topic].append(hear)

    def on_gap(self, missed: Callable[[], None]) -> None:
        self._missed.append(missed)

    async def run(self) -> None:
        """Until cancelled; comes back by itself from lost connections."""
        pause = _FIRST_PAUSE
        while True:
            try:
                async with self._connected() as connection:
                    pause = _FIRST_PAUSE
                    await self._serve(connection)
            except Exception as error:
                if not (is_unavailable(error) or isinstance(error, asyncpg.PostgresError | asyncpg.InterfaceError)):
                    log.exception("relay_failed")
                elif pause == _FIRST_PAUSE:  # said once, not at every try
                    log.warning("relay_lost", extra={"error": type(error).__name__})
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        """A connection that listens; it never goes back to the pool."""
        connection = await self._engine.connect()
        try:
            driver = (await connection.get_raw_connection()).driver_connection
            if not isinstance(driver, asyncpg.Connection):
                raise TypeError("the driver of PostgreSQL is asyncpg")
            driver.add_termination_listener(lambda _: self._something.set())
            await driver.add_listener(_NOTIFICATIONS, self._hear)
            yield driver
        finally:
            await connection.invalidate()
            await connection.close()

    async def _serve(self, connection: Any) -> None:
        """Tell what waits, and ask for a sign of life where nothing does. Raises when the connection is lost."""
        for missed in self._missed:
            missed()
        while not connection.is_closed():
            try:
                async with asyncio.timeout(_PROVE_LIFE_EACH):
                    await self._something.wait()
            except TimeoutError:
                await connection.execute("SELECT", timeout=_ANSWER_WITHIN)
            self._something.clear()
            if told := self._waiting:
                await connection.execute(_TELL, _NOTIFICATIONS, told, timeout=_ANSWER_WITHIN)
                self._waiting = self._waiting[len(told) :]
        raise ConnectionResetError

    def _hear(self, connection: Any, sender: int, _channel: str, told: object) -> None:
        """One of our own is not news; one that cannot be read is another version's."""
        if sender == connection.get_server_pid():
            return
        try:
            topic, *ids = json.loads(str(told))
            for hear in self._hearing.get(topic, ()):
                hear(*ids)
        except (ValueError, TypeError):
            log.warning("relay_not_understood")


class NoRelay:
    """Implements bot.ports.Relay where there is no other process: SQLite's."""

    def tell(self, topic: str, *ids: str) -> None:
        """Nobody is there to hear it."""

    def listen(self, topic: str, hear: Hear) -> None:
        """Nobody is there to tell it."""

    def on_gap(self, missed: Callable[[], None]) -> None:
        """Nothing is missed."""

    async def run(self) -> None:
        await asyncio.get_running_loop().create_future()
