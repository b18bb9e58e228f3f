"""10,000 due reminders: our whole loop, beside APScheduler with its SQLAlchemy store, one job a reminder, in one run.

Ours writes notification, delivery and ledger; theirs removes the job. The channel, and the job, do nothing. Beside the rate: for how long
the event loop, in which a chat bot also has to hear people, stood still at the longest.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from adapters.clock import AlarmClock, SystemClock
from benchmarks.lateness import Title
from benchmarks.stillness import Stillness, watched
from benchmarks.stores import add_people, add_reminders, spread
from bot.garbage import look_seldom
from bot.ports import Notice
from bot.scheduling.loop import Loop
from storage.store import open_store


@dataclass(slots=True)
class Measured:
    """rate: reminders a second."""

    rate: float
    stillness: Stillness


class _Counter:
    """What ours sends to, and what their jobs call."""

    def __init__(self, expected: int) -> None:
        self.name = "web"
        self.seen = 0
        self.done = asyncio.Event()
        self._expected = expected

    async def send(self, notice: Notice) -> str | None:
        self.count()
        return "ref"

    def count(self) -> None:
        self.seen += 1
        if self.seen == self._expected:
            self.done.set()


_counters: dict[str, _Counter] = {}  # a job is stored by its name, so what it calls has to be found by one


async def remind(counter: str) -> None:
    _counters[counter].count()


async def measure_ours(path: Path, count: int) -> Measured:
    """From the loop's start until the last one is sent and settled."""
    store = await open_store(f"sqlite:///{path}")
    people = await add_people(store, 200)
    await add_reminders(
        store, people, spread(datetime.now(UTC) - timedelta(seconds=30), timedelta(milliseconds=1), count)
    )
    channel, alarm = _Counter(count), AlarmClock()
    alarm.start()
    async with watched() as stillness:
        started = time.perf_counter()
        loop = asyncio.create_task(Loop(store.open_unit, SystemClock(), alarm, {"web": channel}, Title()).run())
        await channel.done.wait()
        while (await _settled(path)) < count:  # noqa: ASYNC110 - a database has no event
            await asyncio.sleep(0.01)
        rate = count / (time.perf_counter() - started)
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    alarm.stop()
    await store.close()
    return Measured(rate, stillness)


async def _settled(path: Path) -> int:
    import aiosqlite

    async with (
        aiosqlite.connect(path) as database,
        database.execute("SELECT count(*) FROM deliveries WHERE status = 'sent'") as rows,
    ):
        [count] = await rows.fetchone() or (0,)
    return int(count)


async def measure_theirs(path: Path, count: int) -> Measured:
    """From the scheduler's start until the last job has run and its row is gone."""
    counter = _Counter(count)
    _counters[str(path)] = counter
    store = SQLAlchemyJobStore(url=f"sqlite:///{path}")
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    due = spread(datetime.now(UTC) - timedelta(seconds=30), timedelta(milliseconds=1), count)
    await asyncio.to_thread(_add_jobs, store, scheduler, str(path), due)
    async with watched() as stillness:
        started = time.perf_counter()
        scheduler.resume()
        await counter.done.wait()
        while store.get_next_run_time() is not None:  # noqa: ASYNC110 - a job store has no event
            await asyncio.sleep(0.01)
        rate = count / (time.perf_counter() - started)
    scheduler.shutdown()
    return Measured(rate, stillness)


def _add_jobs(store: SQLAlchemyJobStore, scheduler: AsyncIOScheduler, name: str, due: list[datetime]) -> None:
    """All in one transaction: setting is not what is measured. misfire_grace_time: at its default of a second most would be dropped silently."""
    rows = []
    for number, instant in enumerate(due):
        job = Job(
            scheduler, id=str(number), name="remind", func=remind, args=(name,), kwargs={}, executor="default",
            trigger=DateTrigger(instant, UTC), next_run_time=instant, misfire_grace_time=None, coalesce=True, max_instances=1,
        )  # fmt: skip
        state = pickle.dumps(job.__getstate__(), store.pickle_protocol)
        rows.append({"id": job.id, "next_run_time": instant.timestamp(), "job_state": state})
    with store.engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)


async def measure(count: int) -> None:
    look_seldom()
    with tempfile.TemporaryDirectory() as folder:
        ours = await measure_ours(Path(folder) / "ours.sqlite", count)
        theirs = await measure_theirs(Path(folder) / "theirs.sqlite", count)
        in_ours = await measure_theirs(Path(folder) / "ours.sqlite", count)
    print(f"{count:,} due reminders, each sent at once (SQLite)")
    print(f"  ours, with its ledger: {ours.rate:,.0f}/s, {ours.stillness}")
    for name, peer in (("APScheduler's store at its defaults", theirs), ("the same in our file, in WAL mode", in_ours)):
        print(f"  {name}: {peer.rate:,.0f}/s, {peer.stillness}; ours is {ours.rate / peer.rate:.1f} times as fast")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
