"""How long an event loop stands still at the longest, and meanwhile a bare one in a process of its own: what this machine does to any."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_LOOKS_EVERY = 0.002  # seconds


@dataclass(slots=True)
class Stillness:
    """Seconds for which the event loop answered nobody, at the longest; bare: the bare one in the same time."""

    longest: float = 0.0
    bare: float = 0.0

    def __str__(self) -> str:
        return (
            f"event loop still for {self.longest * 1000:,.0f} ms at the longest (a bare one: {self.bare * 1000:,.0f})"
        )


@asynccontextmanager
async def watched() -> AsyncIterator[Stillness]:
    """What is done in it is watched; the figures are there when it is over."""
    bare = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.stillness", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert bare.stdout
    await bare.stdout.readline()
    stillness = Stillness()
    looking = asyncio.create_task(_look(stillness))
    try:
        yield stillness
        await asyncio.sleep(2 * _LOOKS_EVERY)
    finally:
        looking.cancel()
        out, _ = await bare.communicate(b"\n")
        stillness.bare = float(out)


async def _look(stillness: Stillness) -> None:
    """Every two milliseconds; what a look is late by, the loop stood still."""
    last = time.perf_counter()
    while True:
        await asyncio.sleep(_LOOKS_EVERY)
        now = time.perf_counter()
        stillness.longest = max(stillness.longest, now - last - _LOOKS_EVERY)
        last = now


async def _run_bare() -> None:
    """Until a line comes in."""
    stillness, ended = Stillness(), asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
    print("ready", flush=True)
    looking = asyncio.create_task(_look(stillness))
    await ended.wait()
    looking.cancel()
    print(stillness.longest)


if __name__ == "__main__":
    asyncio.run(_run_bare())
