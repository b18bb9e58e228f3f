"""What only one process may do at a time: the next begins when the one before ends, or loses its connection."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from storage import turns
from storage.store import Store


@pytest.fixture
def database(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LOOK_EACH", 0.02)


class Work:
    """Something done until it is let end. begun: how often."""

    def __init__(self) -> None:
        self.begun = 0
        self.at_it = asyncio.Event()
        self.may_end = asyncio.Event()

    async def __call__(self) -> None:
        self.begun += 1
        self.at_it.set()
        try:
            await self.may_end.wait()
        finally:
            self.at_it.clear()


async def test_one_works_and_the_next_begins_when_it_ends(store: Store, other: Store) -> None:
    first, second = Work(), Work()
    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        tasks.create_task(store.in_turn("poll", first))
        await first.at_it.wait()
        waiting = tasks.create_task(other.in_turn("poll", second))
        await other.in_turn("something else", _nothing)
        assert second.begun == 0
        first.may_end.set()
        await second.at_it.wait()
        second.may_end.set()
        await waiting
    assert (first.begun, second.begun) == (1, 1)


async def test_who_loses_the_connection_stops_and_the_other_takes_over(store: Store, other: Store) -> None:
    first, second = Work(), Work()
    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        held = tasks.create_task(store.in_turn("poll", first))
        await first.at_it.wait()
        waiting = tasks.create_task(other.in_turn("poll", second))
        async with other.engine.begin() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()"
            await connection.execute(text(cut))
        while not second.at_it.is_set() and first.begun < 2:  # noqa: ASYNC110 - either may come next
            await asyncio.sleep(0.01)
        while first.at_it.is_set() == second.at_it.is_set():  # noqa: ASYNC110 - whoever lost the turn sees it at the next look
            await asyncio.sleep(0.01)
        first.may_end.set()
        second.may_end.set()
        await asyncio.gather(held, waiting)


async def _nothing() -> None:
    """Done at once."""
