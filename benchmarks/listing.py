"""Listing, setting and snoozing with 1,000,000 reminders of one person against 10,000, in one run.

The control reads 50 rows by their keys from each store: what the larger file alone costs.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from benchmarks.stores import FIRST_COPY, NOW, add_people, add_reminders, multiply
from bot.actions.firing import fire_due
from bot.actions.occurrences import snooze
from bot.actions.reminders import ReminderDraft, find_reminders, set_reminder
from bot.domain.limits import Limits
from bot.domain.listing import ReminderQuery
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from storage.store import Store, open_store

_ROUNDS = 60


async def _list(store: Store, person: User) -> None:
    async with store.open_unit(write=False) as uow:
        page = await find_reminders(uow, person, ReminderQuery(limit=50))
    assert len(page.items) == 50


async def _list_this_week(store: Store, person: User) -> None:
    async with store.open_unit(write=False) as uow:
        query = ReminderQuery(since=NOW + timedelta(days=31), until=NOW + timedelta(days=38), limit=50)
        page = await find_reminders(uow, person, query)
    assert len(page.items) == 50


async def _set(store: Store, person: User) -> None:
    async with store.open_unit() as uow:
        draft = ReminderDraft("water the plants", At(NOW + timedelta(days=29)), "UTC")
        await set_reminder(uow, person, draft, Origin("chat", "web", "room"), NOW, Limits())
        await uow.commit()


async def _snooze(store: Store, person: User) -> None:
    """The one that has fired, again and again."""
    async with store.open_unit() as uow:
        first = await uow.reminders.by_number(person.workspace_id, 1)
        assert first
        rows = await uow.occurrences.fired_of(person.workspace_id, [first.id])
        rows = rows or await uow.occurrences.scheduled_of(person.workspace_id, first.id)
        await snooze(uow, person, rows[0].id, NOW + timedelta(hours=1), NOW)
        await uow.commit()


async def _read_by_number(store: Store, person: User) -> None:
    async with store.open_unit(write=False) as uow:
        for number in range(1, 51):
            assert await uow.reminders.by_number(person.workspace_id, FIRST_COPY + number)


async def _fill(path: Path, size: int) -> tuple[Store, User, User]:
    """A file with so many reminders of the first person, one of which has fired, and none of the second."""
    store = await open_store(f"sqlite:///{path}")
    person, newcomer = await add_people(store, 2)
    await add_reminders(store, [person], [NOW])
    async with store.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE workspaces SET last_number = 20000000")
    await store.close()
    multiply(path, size, step=timedelta(minutes=5))
    store = await open_store(f"sqlite:///{path}")
    async with store.open_unit() as uow:
        await fire_due(uow, NOW, NOW, 1)
        await uow.commit()
    return store, person, newcomer


async def _time(work: Callable[[Store, User], Awaitable[None]], store: Store, person: User) -> float:
    started = time.perf_counter()
    await work(store, person)
    return (time.perf_counter() - started) * 1000


async def measure(large: int = 1_000_000, small: int = 10_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        filled = [await _fill(Path(folder) / f"{size}.sqlite", size) for size in (small, large)]
        stores, people = [each[0] for each in filled], [each[1:] for each in filled]
        print(
            f"Listing, setting and snoozing, one person's {large:,} reminders against {small:,} (milliseconds, medians)"
        )
        for name, work, who in (
            ("50 upcoming", _list, 0),
            ("50 of a week", _list_this_week, 0),
            ("setting one, by another person", _set, 1),
            ("snoozing one", _snooze, 0),
            ("control: 50 by number", _read_by_number, 0),
        ):
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(_ROUNDS):
                for which in (0, 1):
                    times[which].append(await _time(work, stores[which], people[which][who]))
            few, many = (statistics.median(each) for each in times)
            print(f"  {name}: {many:.2f} against {few:.2f}, ratio {many / few:.2f}")
        for store in stores:
            await store.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
