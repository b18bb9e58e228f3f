"""A database copied into another, row by row: SQLite and PostgreSQL, either way, also when it is interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.errors import SetupError
from bot.domain.limits import Limits
from bot.domain.message import Address, Message, Run, Said
from bot.domain.reminder import At, Origin
from bot.domain.session import Session
from bot.domain.user import User
from bot.scheduling.loop import Loop
from storage.copying import TABLES, Copied, copy_database
from storage.engine import create_engine
from storage.store import Store, open_store
from storage.tables import events, metadata, reminders
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.postgres import create_database, drop_database

MANY = 2_500  # more than two batches


@pytest.fixture
async def filled(store: Store, ana: User, frozen_clock: FrozenClock) -> Store:
    """Rows in nearly every table, as living with the bot makes them, and many in one."""
    now = frozen_clock.now()
    async with store.open_unit() as uow:
        for number in range(20):
            draft = ReminderDraft(f"café nº {number} ☕", At(now + timedelta(microseconds=number + 1)), "UTC")
            await set_reminder(uow, ana, draft, Origin("chat", "web", "room"), now, Limits())
        said = Said(uuid4(), Address("web", "room"), Message((Run("Grüße"),)))
        await uow.messages.add_from_bot(ana.workspace_id, ana.id, said, now)
        await uow.sessions.add(Session(ana.workspace_id, ana.id, b"\0\1hash", "session", now, now + timedelta(days=1)))
        await uow.commit()
    frozen_clock.advance(timedelta(seconds=1))
    await Loop(store.open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel()}, PlainRenderer()).run_once()
    await _add_events(store.engine, ana.workspace_id, frozen_clock)
    return store


async def _add_events(engine: AsyncEngine, workspace: UUID, clock: FrozenClock, count: int = MANY) -> None:
    rows = [
        {"workspace_id": workspace, "platform": "web", "event_id": f"Ä{uuid4()}", "seen_at": clock.now()}
        for _ in range(count)
    ]
    async with engine.begin() as connection:
        await connection.execute(insert(events), rows)


@pytest.fixture(params=["sqlite", "postgresql"])
async def target(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """An empty database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'target.sqlite'}"
    else:
        url = await create_database(request.getfixturevalue("postgres"))
    engine = create_engine(url)
    yield engine
    await engine.dispose()
    if request.param == "postgresql":
        await drop_database(url)


def _quietly(_copied: Copied) -> None:
    return


class _Interrupted(Exception):
    pass


class _Killer:
    """Breaks the copy off when so many rows of a table are over."""

    def __init__(self, table: str, rows: int) -> None:
        self.table, self.rows = table, rows

    def __call__(self, copied: Copied) -> None:
        if copied.table == self.table and copied.rows >= self.rows:
            raise _Interrupted


class _Counter:
    """How many rows the copy had when each table was looked at first."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def __call__(self, copied: Copied) -> None:
        self.found.setdefault(copied.table, copied.rows)


class Watch:
    """Tells when the copy has begun to read."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    def __call__(self, _copied: Copied) -> None:
        self.begun.set()


@asynccontextmanager
async def opened(engine: AsyncEngine) -> AsyncIterator[Store]:
    store = await open_store(engine.url.render_as_string(hide_password=False))
    yield store
    await store.close()


def test_every_table_is_copied_and_has_a_key() -> None:
    assert [table.name for table in TABLES] == [table.name for table in metadata.sorted_tables]
    assert all(list(table.primary_key) for table in TABLES)


async def test_a_copy_holds_every_row_as_it_was(filled: Store, target: AsyncEngine, ana: User) -> None:
    sums = await copy_database(filled.engine, target, "source", _quietly)
    assert sums["events"].rows == MANY
    assert sums["reminders"].rows == sums["notifications"].rows == sums["deliveries"].rows == 20
    async with opened(target) as copy, copy.open_unit(write=False) as there, filled.open_unit(write=False) as here:
        for number in range(1, 21):
            [one, other] = [await uow.reminders.by_number(ana.workspace_id, number) for uow in (here, there)]
            assert one == other
        assert await there.users.get(ana.workspace_id, ana.id) == ana
        assert await there.messages.history(ana.workspace_id, "web", "room")


async def test_there_and_back_again_is_the_same(filled: Store, target: AsyncEngine, tmp_path: Path, ana: User) -> None:
    there = await copy_database(filled.engine, target, "source", _quietly)
    back = create_engine(f"sqlite:///{tmp_path / 'back.sqlite'}")
    assert await copy_database(target, back, "target", _quietly) == there
    await back.dispose()


async def test_an_interrupted_copy_goes_on_where_it_was(filled: Store, target: AsyncEngine) -> None:
    with pytest.raises(_Interrupted):
        await copy_database(filled.engine, target, "source", _Killer("events", 2_000))
    counter = _Counter()
    sums = await copy_database(filled.engine, target, "source", counter)
    assert counter.found["events"] == 2_000
    assert sums["events"].rows == MANY


async def test_half_a_copy_is_no_database_to_start_on(filled: Store, target: AsyncEngine) -> None:
    with pytest.raises(_Interrupted):
        await copy_database(filled.engine, target, "source", _Killer("events", 1_000))
    with pytest.raises(SetupError, match="half a copy"):
        await open_store(target.url.render_as_string(hide_password=False))
    with pytest.raises(SetupError, match="half a copy of another"):
        await copy_database(filled.engine, target, "another source", _quietly)


async def test_a_source_that_changed_between_two_tries_is_noticed(
    filled: Store, target: AsyncEngine, ana: User
) -> None:
    with pytest.raises(_Interrupted):
        await copy_database(filled.engine, target, "source", _Killer("occurrences", 20))
    async with filled.engine.begin() as connection:
        await connection.execute(update(reminders).where(reminders.c.number == 3).values(text="changed"))
    with pytest.raises(SetupError, match="differs from its source in: reminders"):
        await copy_database(filled.engine, target, "source", _quietly)


async def test_a_target_with_data_is_refused_and_left_alone(
    filled: Store, target: AsyncEngine, frozen_clock: FrozenClock
) -> None:
    async with opened(target) as other, other.open_unit() as uow:
        await uow.workspaces.find_or_add("theirs", frozen_clock.now())
        await uow.commit()
    with pytest.raises(SetupError, match="holds data already"):
        await copy_database(filled.engine, target, "source", _quietly)
    async with opened(target) as other, other.engine.connect() as connection:
        assert (await connection.execute(select(reminders.c.id))).first() is None


async def test_a_database_of_an_older_version_is_not_copied_blindly(filled: Store, target: AsyncEngine) -> None:
    async with filled.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(SetupError, match="not of this version"):
        await copy_database(filled.engine, target, "source", _quietly)


async def test_replacing_empties_the_target_first(
    filled: Store, target: AsyncEngine, frozen_clock: FrozenClock
) -> None:
    async with opened(target) as other, other.open_unit() as uow:
        await uow.workspaces.find_or_add("theirs", frozen_clock.now())
        await uow.commit()
    sums = await copy_database(filled.engine, target, "source", _quietly, replace=True)
    assert sums["workspaces"].rows == 1


async def test_what_is_written_during_a_copy_is_not_in_it(
    filled: Store, target: AsyncEngine, ana: User, frozen_clock: FrozenClock
) -> None:
    reading = Watch()
    copying = asyncio.create_task(copy_database(filled.engine, target, "source", reading))
    await reading.begun.wait()
    async with filled.engine.begin() as connection:
        await connection.execute(update(reminders).values(text="later"))
    await copying
    async with target.connect() as connection:
        texts = (await connection.execute(select(reminders.c.text))).scalars().all()
    assert all(text.startswith("café") for text in texts)
