"""End to end, on both databases: due reminders sent and settled a second, each send taking 5 to 50 ms, 200 in flight, through the whole loop.

Beside it the same loop that settles each by itself.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.clock import AlarmClock, SystemClock
from benchmarks.lateness import Title
from benchmarks.stores import add_people, add_reminders, spread
from bot.garbage import look_seldom
from bot.ports import Notice
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from storage.store import Store, open_store
from tests.postgres import create_database, running_postgres

_TOGETHER, _EACH_ALONE = LoopSettings(), LoopSettings(settle_together=1)


class _Platform:
    """A channel that takes as long as a chat platform does. most: how many were being sent at once."""

    def __init__(self, expected: int) -> None:
        self.name = "web"
        self.most = 0
        self.done = asyncio.Event()
        self._left, self._in_flight = expected, 0

    async def send(self, notice: Notice) -> str | None:
        self._in_flight += 1
        self.most = max(self.most, self._in_flight)
        await asyncio.sleep(random.uniform(0.005, 0.05))
        self._in_flight -= 1
        self._left -= 1
        if not self._left:
            self.done.set()
        return "ref"


async def measure_rate(url: str, count: int, settings: LoopSettings) -> tuple[float, int]:
    """Reminders a second, from the loop's start until all are settled; and how many sends were in flight at the most."""
    store = await open_store(url)
    people = await add_people(store, 200)
    due = spread(datetime.now(UTC) - timedelta(minutes=1), timedelta(milliseconds=1), count)
    await add_reminders(store, people, due)
    platform, alarm = _Platform(count), AlarmClock()
    alarm.start()
    started = time.perf_counter()
    loop = asyncio.create_task(
        Loop(store.open_unit, SystemClock(), alarm, {"web": platform}, Title(), settings, alone=store.alone).run()
    )
    await platform.done.wait()
    while await _unsettled(store):  # noqa: ASYNC110 - a database has no event
        await asyncio.sleep(0.02)
    rate = count / (time.perf_counter() - started)
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    alarm.stop()
    await store.close()
    return rate, platform.most


async def _unsettled(store: Store) -> int:
    async with store.open_unit(write=False) as uow:
        counts = await uow.deliveries.count_by_status()
    return counts["pending"] + counts["sending"]


async def measure(count: int = 3_000) -> None:
    look_seldom()
    print(f"{count:,} due, sends of 5 to 50 ms, settled together against each by itself")
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        for database in ("SQLite", "PostgreSQL"):
            rates = []
            for name, settings in (("together", _TOGETHER), ("alone", _EACH_ALONE)):
                on_sqlite = f"sqlite:///{Path(folder) / f'{name}.sqlite'}"
                url = on_sqlite if database == "SQLite" else await create_database(server)
                rates.append(await measure_rate(url, count, settings))
            (together, most), (alone, _) = rates
            print(
                f"  {database}: {together:,.0f}/s against {alone:,.0f}/s, ratio {together / alone:.1f} "
                f"(at most {most} in flight)",
                flush=True,
            )


if __name__ == "__main__":
    asyncio.run(measure(*map(int, sys.argv[1:])))
