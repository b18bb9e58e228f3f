"""Idle: what the whole loop costs while nothing is due, with much stored and with nothing, each in a process of its own at the same time.

What the hourly sweep costs is told apart: the first one comes a quarter of a minute after the start. Needs Linux's /proc.
"""

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
from bot.scheduling.settings import LoopSettings
from storage.store import open_store
from tests.postgres import create_database, running_postgres

_SWEEPS_IN = LoopSettings().beat.total_seconds()
_HOUR = 3600


class _Silence:
    name = "web"

    async def send(self, notice: Notice) -> str | None:
        raise AssertionError("nothing is due")


async def idle(url: str, seconds: float) -> None:
    """Print the seconds of a core that were used in so many, the same with the sweep among them, and the pages of memory at the end."""
    store, alarm = await open_store(url), AlarmClock()
    alarm.start()
    look_seldom()
    loop = asyncio.create_task(
        Loop(store.open_unit, SystemClock(), alarm, {"web": _Silence()}, Title(), alone=store.alone).run()
    )
    await asyncio.sleep(_SWEEPS_IN - seconds - 1)
    used = [_cpu()]
    for _ in range(2):
        await asyncio.sleep(seconds)
        used.append(_cpu())
    print(used[1] - used[0], used[2] - used[1], _pages())
    loop.cancel()
    await asyncio.gather(loop, return_exceptions=True)
    alarm.stop()
    await store.close()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _pages() -> str:
    """Of memory that are in use now."""
    return Path("/proc/self/statm").read_text().split()[1]


async def _apart(url: str, seconds: float) -> tuple[float, float, float]:
    """What idle() prints, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.idle", "run", url, str(seconds), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    cpu, with_sweep, memory = map(float, out.split())
    return cpu, with_sweep, memory


async def measure(pending: int = 1_000_000, seconds: float = 10) -> None:
    print(f"Idle for {seconds:.0f} s, {pending:,} pending against an empty store")
    with running_postgres() as server, tempfile.TemporaryDirectory() as folder:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        await make(Path(folder) / "full.sqlite", 0, pending, tomorrow)
        urls = [f"sqlite:///{Path(folder) / name}.sqlite" for name in ("full", "empty")]
        urls += [await make_on_postgres(server, 1, pending, tomorrow), await create_database(server)]
        figures = await asyncio.gather(*(_apart(url, seconds) for url in urls))
    for database, full, empty in zip(("SQLite", "PostgreSQL"), figures[::2], figures[1::2], strict=True):
        sweep = max(0.0, full[1] - full[0])
        print(
            f"  {database}: {full[0] / seconds:.2%} of a core (empty: {empty[0] / seconds:.2%}), and {sweep:.2f} s an hour for sweeping "
            f"({sweep / _HOUR:.2%}); memory {full[2] / empty[2]:.2f} of an empty store's"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        asyncio.run(idle(sys.argv[2], float(sys.argv[3])))
    else:
        asyncio.run(measure(*map(int, sys.argv[1:])))
