"""Idle: what the whole loop costs while nothing is due, with much stored and with nothing, each in a process of its own at the same time."""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.clock import AlarmClock, SystemClock
from benchmarks.engine import make
from benchmarks.engine_postgres import make as make_on_postgres
from benchmarks.lateness import Title
from bot.garbage import look_seldom
from bot.ports import Notice
from bot.scheduling.loop import Loop
from storage.store import open_store
from tests.postgres import create_database, running_postgres

_SETTLES_IN = 3.0  # seconds


class _Silence:
    name = "web"

    async def send(self, notice: Notice) -> str | None:
        raise AssertionError("nothing is due")


async def idle(url: str, seconds: float) -> None:
    """Print the share of a core, in percent, and the peak of the memory, in the system's unit."""
    store, alarm = await open_store(url), AlarmClock()
    alarm.start()
    look_seldom()
    loop = asyncio.create_task(
        Loop(store.open_unit, SystemClock(), alarm, {"web": _Silence()}, Title(), alone=store.alone).run()
    )
    await asyncio.sleep(_SETTLES_IN)
    before = _cpu()
    await asyncio.sleep(seconds)
    print((_cpu() - before) / seconds * 100, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    alarm.stop()
    await store.close()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _apart(url: str, seconds: float) -> tuple[float, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.idle", "run", url, str(seconds), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    cpu, memory = out.split()
    return float(cpu), float(memory)


async def measure(pending: int = 1_000_000, seconds: float = 20) -> None:
    print(f"Idle for {seconds:.0f} s, {pending:,} pending against an empty store")
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        await make(Path(folder) / "full.sqlite", 0, pending, tomorrow)
        urls = [f"sqlite:///{Path(folder) / name}.sqlite" for name in ("full", "empty")]
        urls += [await make_on_postgres(server, 1, pending, tomorrow), await create_database(server)]
        figures = await asyncio.gather(*(_apart(url, seconds) for url in urls))
    for database, (cpu, memory), (empty_cpu, empty) in zip(
        ("SQLite", "PostgreSQL"), figures[::2], figures[1::2], strict=True
    ):
        print(f"  {database}: {cpu:.2f} % of a core ({empty_cpu:.2f}), memory {memory / empty:.2f} of an empty store's")


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        asyncio.run(idle(sys.argv[2], float(sys.argv[3])))
    else:
        asyncio.run(measure(*map(int, sys.argv[1:])))
