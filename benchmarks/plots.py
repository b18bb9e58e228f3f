"""The plots in docs/: the rate against the size of the store, and how late reminders are, each with its controls from the same run."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import engine, engine_postgres
from benchmarks.lateness import measure_rate, poll
from benchmarks.plot import Axis, Point, draw
from bot.garbage import look_seldom
from tests.postgres import running_postgres

_ROUNDS = 12
DOCS = Path(__file__).parents[1] / "docs"
_SHARES = [part / 1000 for part in (*range(0, 990, 10), *range(990, 1000))]


async def plot_rates(on_sqlite: Sequence[int], on_postgres: Sequence[int], docs: Path) -> None:
    lines: dict[str, list[Point]] = {}
    for size in on_sqlite:
        with tempfile.TemporaryDirectory() as folder:
            rates = await engine.compare(Path(folder), size, engine.BATCH, _ROUNDS)
        _note(lines, "SQLite", "sqlite3", size, rates)
    with running_postgres() as server:
        for size in on_postgres:
            rates = await engine_postgres.compare(server, size, engine.BATCH, _ROUNDS)
            _note(lines, "PostgreSQL", "asyncpg", size, rates)
    x, y = Axis("reminders pending in the store", logarithmic=True), Axis("fired and settled a second")
    draw(docs / "rate.svg", f"Fire and settle, batches of {engine.BATCH}", x, y, lines)


def _note(lines: dict[str, list[Point]], database: str, driver: str, size: int, rates: tuple[float, float]) -> None:
    ours, raw = rates
    print(f"  {database}, {size:>9,} pending: ours {ours:,.0f}/s, raw {raw:,.0f}/s, ratio {ours / raw:.2f}", flush=True)
    lines.setdefault(f"remindbot on {database}", []).append((size, ours))
    lines.setdefault(f"the same statements by {driver} alone", []).append((size, raw))


async def plot_lateness(per_second: int, seconds: int, docs: Path) -> None:
    polled = asyncio.create_task(asyncio.to_thread(poll, per_second, seconds + 2))
    ours, bare = await measure_rate(per_second, seconds)
    lines = {
        "remindbot": _curve(ours),
        "asking the database every second": _curve(await polled),
        "bare sleeps: this machine": _curve(bare),
    }
    for name, line in lines.items():
        print(f"  {name}: p50 {line[50][0]:.1f} ms, p99 {line[99][0]:.1f} ms")
    x, y = Axis("milliseconds late", logarithmic=True), Axis("share of reminders handed over by then, %")
    draw(docs / "lateness.svg", f"Lateness at {per_second} reminders a second for {seconds} s (SQLite)", x, y, lines)


def _curve(late: Sequence[float]) -> list[Point]:
    """(milliseconds, percent of them that were no later), from the earliest to the latest thousandth."""
    ordered = sorted(late)
    return [(max(ordered[int(share * len(ordered))], 0.1), share * 100) for share in _SHARES]


async def measure() -> None:
    look_seldom()
    if os.environ.get("FAST"):
        with tempfile.TemporaryDirectory() as folder:
            await _draw_both((1_000, 10_000), 10, Path(folder))
    else:
        await _draw_both((1_000, 10_000, 100_000, 1_000_000), 30, DOCS)


async def _draw_both(sizes: Sequence[int], seconds: int, docs: Path) -> None:
    """A short look's plots are drawn, and not kept."""
    print(f"Rate against the size of the store -> {docs / 'rate.svg'}")
    await plot_rates(sizes, sizes[:3], docs)
    print(f"Lateness -> {docs / 'lateness.svg'}")
    await plot_lateness(100, seconds, docs)


if __name__ == "__main__":
    asyncio.run(measure())
