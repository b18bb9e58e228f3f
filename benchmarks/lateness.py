"""Lateness: how long after its instant a reminder is handed to its channel, through the whole loop, on a real clock.

Bare sleeps until the same instants, in the same run, say how noisy the machine was.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.clock import AlarmClock, SystemClock
from benchmarks.stores import add_people, add_reminders, spread
from bot.domain.message import Message, Run
from bot.garbage import look_seldom
from bot.ports import DeliveryContext, Notice
from bot.scheduling.loop import Loop
from storage.store import open_store
from tests.postgres import create_database, running_postgres


class _Stopwatch:
    """A channel that notes how late each notice is."""

    def __init__(self, expected: int) -> None:
        self.name = "web"
        self.late: list[float] = []
        self.done = asyncio.Event()
        self._expected = expected

    async def send(self, notice: Notice) -> str | None:
        self.late.append((datetime.now(UTC) - notice.notification.due_at).total_seconds() * 1000)
        if len(self.late) == self._expected:
            self.done.set()
        return "ref"


class Title:
    def render(self, context: DeliveryContext) -> Message:
        return Message((Run(context.notification.title),))


async def _sleep_bare(dues: Sequence[datetime]) -> list[float]:
    clock, late = SystemClock(), []

    async def sleep_one(due: datetime) -> None:
        await clock.sleep_until(due)
        late.append((clock.now() - due).total_seconds() * 1000)

    await asyncio.gather(*(sleep_one(due) for due in dues))
    return late


async def measure_rate(per_second: int, seconds: int, url: str | None = None) -> tuple[list[float], list[float]]:
    """Milliseconds late of each reminder, and of each bare sleep between them. url: an empty database; None for a SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(url or f"sqlite:///{Path(folder) / 'lateness.sqlite'}")
        people = await add_people(store, 50)
        step = timedelta(seconds=1 / per_second)
        dues = spread(datetime.now(UTC) + timedelta(seconds=2), step, per_second * seconds)
        await add_reminders(store, people, dues)
        channel, alarm = _Stopwatch(len(dues)), AlarmClock()
        alarm.start()
        loop = asyncio.create_task(Loop(store.open_unit, SystemClock(), alarm, {"web": channel}, Title()).run())
        control = asyncio.create_task(_sleep_bare([due + step / 2 for due in dues]))
        async with asyncio.timeout(seconds + 60):
            await channel.done.wait()
            bare = await control
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        alarm.stop()
        await store.close()
    return channel.late, bare


def poll(per_second: int, seconds: int) -> list[float]:
    """How late the simplest way is: what is due is asked for once a second."""
    late: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "polled.sqlite", isolation_level=None)
        database.execute("CREATE TABLE due (at REAL PRIMARY KEY)")
        begin = time.time()
        rows = [(begin + number / per_second,) for number in range(per_second * seconds)]
        database.execute("BEGIN")
        database.executemany("INSERT INTO due VALUES (?)", rows)
        database.execute("COMMIT")
        while len(late) < len(rows):
            time.sleep(1)
            now = time.time()
            due = database.execute("SELECT at FROM due WHERE at <= ?", (now,)).fetchall()
            database.execute("DELETE FROM due WHERE at <= ?", (now,))
            late += [(now - at) * 1000 for (at,) in due]
        database.close()
    return late


def percentiles(late: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 99th."""
    parts = statistics.quantiles(late, n=100)
    return parts[49], parts[98]


async def measure(rates: Sequence[tuple[int, int]] = ((100, 30),)) -> None:
    print("Lateness, from due to handed to the channel, milliseconds (in brackets: bare sleeps in the same run)")
    look_seldom()
    with running_postgres() as server:
        for per_second, seconds in rates:
            for database in ("SQLite", "PostgreSQL"):
                url = await create_database(server) if database == "PostgreSQL" else None
                polled = asyncio.create_task(asyncio.to_thread(poll, per_second, seconds))
                late, bare = await measure_rate(per_second, seconds, url)
                _tell(database, per_second, seconds, late, bare, await polled)


def _tell(
    database: str,
    per_second: int,
    seconds: int,
    late: Sequence[float],
    bare: Sequence[float],
    polled: Sequence[float],
) -> None:
    (middle, most), (bare_middle, bare_most) = percentiles(late), percentiles(bare)
    early = sum(each < 0 for each in late)
    print(
        f"  {database}, {per_second}/s for {seconds} s: p50 {middle:.1f} ({bare_middle:.1f}), p99 {most:.1f} ({bare_most:.1f}), "
        f"longest {max(late):.1f} ({max(bare):.1f}), early {early} of {len(late)}; "
        f"p99 of asking every second {percentiles(polled)[1]:.0f}, {percentiles(polled)[1] / most:.0f} times ours",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        asyncio.run(measure([(int(sys.argv[1]), int(sys.argv[2]))]))
    else:
        asyncio.run(measure())
