"""Between processes on one PostgreSQL: what is told arrives, also after the connection was cut; what is due soon wakes every loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.scheduling.wakeup import SharedWakeup
from storage.store import Store, open_store
from tests.fakes import FakeAlarm, FrozenClock
from tests.postgres import create_database, drop_database


@pytest.fixture
def database(postgres_url: str) -> str:
    return postgres_url


class Listener:
    """gaps: how often listening began."""

    def __init__(self, store: Store) -> None:
        self.heard: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
        self.gaps = 0
        self._began = asyncio.Condition()
        store.relay.listen("topic", lambda *ids: self.heard.put_nowait(ids))
        store.relay.on_gap(self._begin)

    def _begin(self) -> None:
        self.gaps += 1
        asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        async with self._began:
            self._began.notify_all()

    async def listening(self, times: int = 1) -> None:
        async with asyncio.timeout(60), self._began:
            await self._began.wait_for(lambda: self.gaps >= times)

    async def next(self) -> tuple[str, ...]:
        return await asyncio.wait_for(self.heard.get(), 60)


@asynccontextmanager
async def relaying(*stores: Store) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(store.relay.run()) for store in stores]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_one_process_tells_the_others_hear_and_it_itself_does_not(store: Store, other: Store) -> None:
    here, there = Listener(store), Listener(other)
    async with relaying(store, other):
        await here.listening()
        await there.listening()
        store.relay.tell("topic", "one", "two")
        assert await there.next() == ("one", "two")
        other.relay.tell("topic", "back")
        assert await here.next() == ("back",)
    assert here.heard.empty()
    assert there.heard.empty()


async def test_a_connection_that_is_cut_comes_back_and_what_waited_is_told(store: Store, other: Store) -> None:
    there = Listener(other)
    async with relaying(store, other):
        await there.listening()
        async with other.engine.connect() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
            await connection.execute(text(cut))
        await there.listening(2)
        store.relay.tell("topic", "after")
        assert await there.next() == ("after",)


async def test_what_is_not_understood_disturbs_nobody(store: Store, other: Store) -> None:
    there = Listener(other)
    async with relaying(store, other):
        await there.listening()
        async with store.engine.begin() as connection:
            for payload in ("", "{", "7", "[]", '["topic"'):
                await connection.execute(text("SELECT pg_notify('remindbot', :payload)"), {"payload": payload})
        store.relay.tell("topic", "whole")
        assert await there.next() == ("whole",)


async def test_what_is_due_soon_wakes_the_other_loops_and_what_is_due_later_does_not(
    store: Store, other: Store, frozen_clock: FrozenClock
) -> None:
    here, there, listening = FakeAlarm(), FakeAlarm(), Listener(other)
    wakeup = SharedWakeup(store.relay, frozen_clock, here)
    SharedWakeup(other.relay, frozen_clock, there)
    soon, later = frozen_clock.now() + timedelta(seconds=2), frozen_clock.now() + timedelta(minutes=2)
    async with relaying(store, other):
        await listening.listening()
        there.notified.clear()
        wakeup.notify(later)
        wakeup.notify(soon)
        store.relay.tell("topic", "after them")
        await listening.next()
    assert there.notified == [soon]
    assert set(here.notified) >= {soon, later}


async def test_processes_that_start_together_make_one_schema(postgres: str) -> None:
    url = await create_database(postgres)
    stores = await asyncio.gather(*(open_store(url) for _ in range(3)))
    for each in stores:
        await each.close()
    await drop_database(url)
