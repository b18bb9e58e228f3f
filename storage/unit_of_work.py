"""UnitOfWork: one transaction with its repositories, opened by a Store and ended by commit() or by leaving it.

Database errors that a person can do something about become StoreUnavailable here. How connections are made is engine.py's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime

from aiosqlite import Connection as SqliteConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import StoreChanged, StoreUnavailable
from storage.arrivals import ArrivalRows
from storage.circuits import CircuitRows
from storage.consents import ConsentRows
from storage.conversations import ConversationRows, EventRows, MessageRows
from storage.dealings import DealingRows
from storage.deliveries import DeliveryRows
from storage.engine import BEGUN, is_outdated, is_unavailable
from storage.figures import FigureRows
from storage.ledger import LedgerEntries, RunRows, SessionRows
from storage.links import LinkRows
from storage.notifications import NotificationRows
from storage.occurrences import OccurrenceRows
from storage.outbox import OutboxRows
from storage.paces import PaceRows
from storage.reminders import ReminderRows
from storage.retention import StaleRows
from storage.transaction import Transaction
from storage.users import ItemRows, UserRows, WorkspaceRows


class SqlUnitOfWork:
    """Implements bot.ports.UnitOfWork."""

    def __init__(self, connection: AsyncConnection, driver: SqliteConnection | None, *, write: bool) -> None:
        self._connection = connection
        self._transaction = transaction = Transaction(connection, driver, write=write)
        self.workspaces = WorkspaceRows(transaction)
        self.users = UserRows(transaction)
        self.consents = ConsentRows(transaction)
        self.items = ItemRows(transaction)
        self.occurrences = OccurrenceRows(transaction)
        self.reminders = ReminderRows(transaction, self.occurrences)
        self.notifications = NotificationRows(transaction)
        self.deliveries = DeliveryRows(transaction)
        self.outbox = OutboxRows(transaction)
        self.conversations = ConversationRows(transaction)
        self.messages = MessageRows(transaction)
        self.arrivals = ArrivalRows(transaction)
        self.events = EventRows(transaction)
        self.ledger = LedgerEntries(transaction)
        self.dealings = DealingRows(transaction)
        self.sessions = SessionRows(transaction)
        self.runs = RunRows(transaction)
        self.retention = StaleRows(transaction)
        self.figures = FigureRows(transaction)
        self.circuits = CircuitRows(transaction)
        self.paces = PaceRows(transaction)
        self.links = LinkRows(transaction, self.reminders)

    @property
    def earliest_due(self) -> datetime | None:
        return self._transaction.earliest_due

    async def commit(self) -> None:
        await self._connection.commit()


async def _begin(connection: AsyncConnection, *, write: bool) -> SqliteConnection | None:
    """Begin, on SQLite with its driver, which is handed back: so it takes one hop to its thread instead of four."""
    if connection.dialect.name != "sqlite":
        await connection.begin()
        return None
    inner = connection.sync_connection  # it waits for nothing here, and so needs no greenlet
    driver = inner.execution_options(**{BEGUN: True}).connection.driver_connection if inner else None
    if inner is None or not isinstance(driver, SqliteConnection):
        raise TypeError("the driver of SQLite is aiosqlite, and it is open")
    inner.begin()
    await driver.execute_fetchall("BEGIN IMMEDIATE" if write else "BEGIN")
    return driver


@asynccontextmanager
async def transaction_on(
    engine: AsyncEngine,
    writer: AbstractAsyncContextManager[object] | None,
    is_closed: Callable[[], bool],
    *,
    write: bool,
) -> AsyncIterator[SqlUnitOfWork]:
    """A unit of work; writer: the lock that one writer holds at a time, where the database wants that.

    is_closed: whether the pool that its connection would go back to has been given up meanwhile.

    Raises StoreUnavailable for errors of the database that are not a mistake of ours, StoreChanged where it can be used at once.
    """
    try:
        async with writer if writer and write else nullcontext(), engine.connect() as connection:
            driver = await _begin(connection, write=write)
            try:
                yield SqlUnitOfWork(connection, driver, write=write)
            finally:
                if is_closed():
                    await connection.invalidate()
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        if is_outdated(error):
            raise StoreChanged("another process has changed the schema") from error
        if is_unavailable(error):
            words = getattr(error, "orig", None) or error
            raise StoreUnavailable(f"the database cannot be used just now: {words}") from error
        raise
