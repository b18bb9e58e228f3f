"""What only PostgreSQL knows: its schema as it understood it, its settings, statements that outlive a change of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import Connection, text

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.errors import StoreChanged
from bot.domain.limits import Limits
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from bot.scheduling.loop import Loop
from storage.engine import create_engine
from storage.store import Store
from storage.tables import metadata
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.postgres import create_database, drop_database


@pytest.fixture
def database(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
async def empty(postgres: str) -> AsyncIterator[str]:
    """A database without any table."""
    url = await create_database(postgres)
    yield url
    await drop_database(url)


def _schema(connection: Connection) -> set[tuple[str, ...]]:
    """Columns, constraints and indexes, as the server tells them."""
    statements = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    )
    rows = [row for statement in statements for row in connection.execute(text(statement)).all()]
    return {tuple(map(str, row)) for row in rows if row[0] != "alembic_version"}


async def test_an_upgraded_database_has_the_schema_of_the_metadata(store: Store, empty: str) -> None:
    engine = create_engine(empty)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        made = await connection.run_sync(_schema)
    await engine.dispose()
    async with store.engine.connect() as connection:
        assert await connection.run_sync(_schema) == made


async def test_a_fresh_database_looks_rows_up_by_their_key_not_by_their_workspace(store: Store) -> None:
    """The plan is made when the tables are still empty, and kept."""
    statement = text("EXPLAIN UPDATE deliveries SET attempts = 1 WHERE workspace_id = :workspace AND id = :id")
    async with store.engine.connect() as connection:
        plan = (await connection.execute(statement, {"workspace": uuid4(), "id": uuid4()})).scalars().all()
    assert "using pk_deliveries" in "\n".join(plan)


async def test_a_schema_that_another_process_changes_fails_one_unit_of_work_and_no_more(
    store: Store, database: str, ana: User
) -> None:
    async with store.open_unit(write=False) as uow:
        assert await uow.users.get(ana.workspace_id, ana.id)
    other = await asyncpg.connect(database)
    await other.execute("ALTER TABLE users ALTER COLUMN name TYPE varchar(500)")
    await other.close()
    with pytest.raises(StoreChanged):
        async with store.open_unit(write=False) as uow:
            await uow.users.get(ana.workspace_id, ana.id)
    async with store.open_unit(write=False) as uow:
        assert await uow.users.get(ana.workspace_id, ana.id) == ana


async def test_a_reminder_comes_though_another_process_changed_the_schema_meanwhile(
    store: Store, database: str, ana: User, frozen_clock: FrozenClock
) -> None:
    channel = KeptChannel("web")
    loop = Loop(store.open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    other = await asyncpg.connect(database)
    for column in ("reminders.text", "notifications.title", "deliveries.address"):
        async with store.open_unit() as uow:
            draft = ReminderDraft(column, At(frozen_clock.now() + timedelta(hours=1)), "UTC")
            await set_reminder(uow, ana, draft, Origin("chat", "web", "room"), frozen_clock.now(), Limits())
            await uow.commit()
        frozen_clock.advance(timedelta(hours=1))
        for _ in range(2):  # the second time is the retry
            with suppress(StoreChanged):
                await loop.run_once()
        table, name = column.split(".")
        await other.execute(f"ALTER TABLE {table} ALTER COLUMN {name} TYPE varchar(9999)")
    await other.close()
    assert channel.texts == ["reminders.text", "notifications.title", "deliveries.address"]
