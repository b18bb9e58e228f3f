"""What only SQLite knows: the lock of its file, a full disk, a file that is none of its own, its schema as it wrote it down."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import anyio
import pytest
from sqlalchemy import create_engine

from bot.domain.errors import SetupError, StoreUnavailable
from bot.domain.message import Address, Message, Run, Said
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from storage.store import Store, open_store
from storage.tables import metadata
from tests.fakes import FrozenClock


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'remindbot.sqlite'}"


def _schema(path: Path) -> list[tuple[str, str]]:
    """Every statement that made the schema, its spaces evened out."""
    with closing(sqlite3.connect(path)) as database, database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
        return sorted((name, " ".join(sql.split())) for name, sql in rows if name != "alembic_version")


async def test_an_upgraded_database_has_the_statements_of_the_metadata(store: Store, tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    engine = create_engine(f"sqlite:///{made}")
    metadata.create_all(engine)
    engine.dispose()
    upgraded = {name: sorted(sql.replace('"', "").split(", ")) for name, sql in _schema(tmp_path / "remindbot.sqlite")}
    assert upgraded == {name: sorted(sql.replace('"', "").split(", ")) for name, sql in _schema(made)}


async def test_a_second_process_on_the_same_file_is_refused_by_name(store: Store, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'remindbot.sqlite'}"
    program = f"import asyncio; from storage.store import open_store; asyncio.run(open_store({url!r}))"
    second = await anyio.run_process([sys.executable, "-c", program], check=False)
    assert second.returncode == 1
    assert f"in use by another remindbot (process {os.getpid()})" in second.stderr.decode()


async def test_the_file_is_free_again_once_the_store_is_closed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'remindbot.sqlite'}"
    for _ in range(2):
        await (await open_store(url)).close()


async def test_what_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "remindbot.sqlite"
    path.write_text("not a database at all, but long enough to be looked at" * 100)
    with pytest.raises(SetupError, match="not a database"):
        await open_store(f"sqlite:///{path}")


async def test_a_full_disk_is_said_and_changes_nothing_and_passes(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async with store.engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")
    with pytest.raises(StoreUnavailable):
        await _say_much(open_unit, ana, frozen_clock.now())
    async with store.engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    async with open_unit() as uow:
        assert await uow.messages.unsent("web") == []
        assert await uow.events.first_seen(ana.workspace_id, "web", "after", frozen_clock.now())
        await uow.commit()


async def test_a_database_that_may_not_be_written_is_said(
    store: Store, open_unit: UnitOfWorkFactory, ana: User
) -> None:
    async with store.engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreUnavailable):
        await _say_much(open_unit, ana, datetime.now(UTC))


async def test_a_folder_that_may_not_be_written_is_told_at_the_start(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(SetupError, match="data_dir"):
        await open_store(f"sqlite:///{blocked / 'data' / 'remindbot.sqlite'}")


async def _say_much(open_unit: UnitOfWorkFactory, user: User, now: datetime) -> None:
    async with open_unit() as uow:
        for _ in range(500):
            said = Said(uuid4(), Address("web", "room"), Message((Run("x" * 1000),)))
            await uow.messages.add_from_bot(user.workspace_id, user.id, said, now)
        await uow.commit()
