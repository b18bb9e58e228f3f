"""Store: the opened database; what bot/main.py starts with, and hands units of work out of.

How connections are set up is engine.py's, what a transaction does unit_of_work.py's.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import SetupError
from storage.engine import create_engine
from storage.lock import FileLock
from storage.migrations import migrate
from storage.relay import NoRelay, PostgresRelay
from storage.turns import in_turn
from storage.unit_of_work import SqlUnitOfWork, transaction_on


class Store:
    """alone: no other process can be using this database. relay: to those that do; its run() is the caller's to start."""

    def __init__(self, engine: AsyncEngine, lock: FileLock | None) -> None:
        self.engine = engine
        self.relay = PostgresRelay(engine) if engine.dialect.name == "postgresql" else NoRelay()
        self._lock = lock
        self._closed = False
        # SQLite lets one transaction write at a time. Waiting for that here takes turns; waiting for it there polls, and can time out.
        self._writer = asyncio.Lock() if engine.dialect.name == "sqlite" else None

    @property
    def alone(self) -> bool:
        return self._lock is not None

    def open_unit(self, *, write: bool = True) -> AbstractAsyncContextManager[SqlUnitOfWork]:
        """Implements bot.ports.UnitOfWorkFactory."""
        return transaction_on(self.engine, self._writer, lambda: self._closed, write=write)

    async def in_turn(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do what only one process may do at a time: at once where this is the only one, else when it is our turn."""
        if self.engine.dialect.name == "postgresql":
            await in_turn(self.engine, name, work)
        else:
            await work()

    async def close(self) -> None:
        """A unit of work that is still open closes its own connection when it ends."""
        self._closed = True
        await self.engine.dispose()
        if self._lock:
            self._lock.release()


async def open_store(url: str) -> Store:
    """Open the database at a SQLAlchemy URL, made and brought to this version's schema where needed.

    Raises SetupError, saying what to do, when it is in use by another process, from a newer version, or cannot be opened or written.
    """
    lock = take_lock(url)
    engine = create_engine(url, patient=True)
    try:
        await migrate(engine)
    except BaseException:
        if lock:
            lock.release()
        raise
    finally:
        await engine.dispose()
    return Store(create_engine(url), lock)


def take_lock(url: str) -> FileLock | None:
    """Take the lock that goes with a SQLite file; its folder, and the file, are made where needed. None for other databases. Raises SetupError."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    database = Path(parsed.database)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"cannot make the folder {database.parent}: {error.strerror}. Set another data_dir."
        ) from error
    lock = FileLock(database)
    lock.acquire()
    try:
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT, 0o600))  # people's words will be in it
    except OSError as error:
        lock.release()
        raise SetupError(f"the database cannot be opened: {database}: {error.strerror}") from error
    return lock
