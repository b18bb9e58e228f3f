"""Loops on PostgreSQL under load, one or three at once: killed with -9, their connections cut, the server stopped and started again.

Nothing is lost, nothing doubled at a receiver that honours the key; at one that doesn't only what was in flight, and it is marked so.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest

from bot.scheduling.settings import LoopSettings
from tests.faults.under_load import LoopProcess, Receiver, prepare
from tests.postgres import Server
from tests.waiting import until

LONG = os.environ.get("REMINDBOT_FAULTS") == "long"
KILLS = {1: 50, 3: 100} if LONG else {1: 4, 3: 8}
REMINDERS = 5_000 if LONG else 400
PER_SECOND = 60
LEASE = 3.0
AWAY = 30.0 if LONG else 3.0
SLOW = 60.0  # what no machine needs to go on, and less than a lease of life
CUTS = 40 if LONG else 6
CRASHES = 10 if LONG else 2

pytestmark = pytest.mark.faults


@asynccontextmanager
async def loops(
    count: int, url: str, receiver: Receiver, lease: float | None = LEASE
) -> AsyncIterator[list[LoopProcess]]:
    """lease: in seconds, so that what a dead process held is soon free; None for that of life, where none dies."""
    running = [LoopProcess(url, receiver, lease) for _ in range(count)]
    for process in running:
        await process.start()
    try:
        yield running
    finally:
        for process in running:
            await process.stop()


async def all_settled(url: str, receiver: Receiver, texts: set[str]) -> None:
    """Return once everything has come, and nothing is in anybody's hands any more."""
    await receiver.wait_for_all(texts, 60 + REMINDERS / PER_SECOND)
    connection = await asyncpg.connect(url)
    async with asyncio.timeout(60):
        while await connection.fetchval("SELECT count(*) FROM deliveries WHERE status <> 'sent'"):  # noqa: ASYNC110 - rows have no event
            await asyncio.sleep(0.1)
    await connection.close()


async def never_sent_twice_silently(url: str, receiver: Receiver, texts: set[str], in_flight: int) -> None:
    """What must hold in the end, whatever happened."""
    keys = {key for key, _, _ in receiver.arrived()}
    assert {text for _, text, _ in receiver.arrived()} == texts, "nothing is lost"
    assert len(keys) == len(texts), "a receiver that honours the key sees each once"
    assert receiver.unmarked() == set(), "what comes again is marked as perhaps arrived"
    assert receiver.doubled() <= in_flight, "only what was in flight can come twice"
    connection = await asyncpg.connect(url)
    doubted = {str(row[0]) for row in await connection.fetch("SELECT id FROM deliveries WHERE may_have_arrived")}
    await connection.close()
    assert receiver.repeated() <= doubted, "the ledger says which may have been sent before"


@pytest.mark.parametrize("count", [1, 3])
async def test_kills_under_load_lose_nothing_and_double_only_what_was_in_flight(
    count: int, postgres_url: str, tmp_path: Path
) -> None:
    receiver = Receiver(tmp_path / "delivered")
    texts = await prepare(postgres_url, REMINDERS, PER_SECOND)
    async with loops(count, postgres_url, receiver) as running:
        for _ in range(KILLS[count]):
            await receiver.wait_for(min(receiver.count() + 1, REMINDERS), SLOW)
            await asyncio.sleep(random.uniform(0, 0.5))  # noqa: S311 - a moment, not a secret
            process = random.choice(running)  # noqa: S311
            await process.kill()
            await process.start()
        await all_settled(postgres_url, receiver, texts)
    print(f"{KILLS[count]} kills, {len(texts)} reminders, {receiver.doubled()} came twice, all of them marked")
    await never_sent_twice_silently(postgres_url, receiver, texts, KILLS[count] * LoopSettings().in_flight)


async def test_connections_that_are_cut_lose_nothing_and_double_nothing(postgres_url: str, tmp_path: Path) -> None:
    receiver = Receiver(tmp_path / "delivered")
    texts = await prepare(postgres_url, REMINDERS, PER_SECOND)
    connection = await asyncpg.connect(postgres_url)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    async with loops(2, postgres_url, receiver, lease=None):
        for _ in range(CUTS):
            await receiver.wait_for(min(receiver.count() + 1, REMINDERS), SLOW)
            await asyncio.sleep(random.uniform(0, 0.5))  # noqa: S311
            await connection.execute(cut)
        await all_settled(postgres_url, receiver, texts)
    await connection.close()
    await never_sent_twice_silently(postgres_url, receiver, texts, 0)


@pytest.mark.parametrize("at_once", [False, True], ids=["stopped", "killed"])
async def test_a_server_that_goes_and_comes_back_is_used_again_by_itself(
    server: Server, tmp_path: Path, at_once: bool
) -> None:
    receiver = Receiver(tmp_path / "delivered")
    texts = await prepare(server.url, REMINDERS, PER_SECOND, starts_in=12)
    async with loops(2, server.url, receiver, lease=None) as running:
        await asyncio.gather(*(process.ready() for process in running))
        await receiver.wait_for(20, SLOW)
        await asyncio.to_thread(server.stop, at_once=at_once)
        at_work = [process.processor_seconds() for process in running]
        before = receiver.count()
        await asyncio.sleep(AWAY)
        busy = [process.processor_seconds() - start for process, start in zip(running, at_work, strict=True)]
        await asyncio.to_thread(server.start)
        back = time.monotonic()
        await receiver.wait_for(min(max(before, receiver.count()) + 20, REMINDERS), SLOW)
        recovered = time.monotonic() - back
        await all_settled(server.url, receiver, texts)
    print(f"back after {recovered:.1f} s; busy while it was away: {busy}; lines: {[len(p.log) for p in running]}")
    await never_sent_twice_silently(server.url, receiver, texts, 0)
    for process in running:
        assert len(process.log) < 10, "\n".join(process.log)
    assert max(busy) < 0.1 * AWAY + 0.5, "no busy loop"


async def test_a_server_killed_again_and_again_leaves_nothing_to_wait_for_a_lease(
    server: Server, tmp_path: Path
) -> None:
    """Its holders are alive: what they had in hand when the server died comes when it is back, not when a lease of 90 s ends."""
    receiver, slowest = Receiver(tmp_path / "delivered"), 0.0
    texts = await prepare(server.url, REMINDERS, PER_SECOND, starts_in=8)
    async with loops(3, server.url, receiver, lease=None) as running:
        await asyncio.gather(*(process.ready() for process in running))
        for _ in range(CRASHES):
            await receiver.wait_for(min(receiver.count() + 10, REMINDERS), SLOW)
            await asyncio.sleep(random.uniform(0, 0.5))  # noqa: S311
            await asyncio.to_thread(server.stop, at_once=True)
            await asyncio.sleep(random.uniform(0.5, 2))  # noqa: S311
            await asyncio.to_thread(server.start)
            back = time.monotonic()
            await all_due_have_come(server.url, receiver)
            slowest = max(slowest, time.monotonic() - back)
        await all_settled(server.url, receiver, texts)
    print(f"{CRASHES} crashes, {len(texts)} reminders; all that was in hand came within {slowest:.1f} s")
    await never_sent_twice_silently(server.url, receiver, texts, 0)


async def all_due_have_come(url: str, receiver: Receiver) -> None:
    """Return once everything has come that is due by now; TimeoutError where that has to wait for a lease to end."""
    connection = await asyncpg.connect(url)
    due = "SELECT r.text FROM occurrences o JOIN reminders r ON r.id = o.reminder_id WHERE o.slot <= now()"
    texts = {row[0] for row in await connection.fetch(due)}
    await connection.close()
    await until(lambda: texts <= {text for _, text, _ in receiver.arrived()}, SLOW)
