"""UnitOfWork: one transaction with its repositories, opened by a Store and ended by commit() or by leaving it.

Database errors that a person can do something about become StoreUnavailable here. How connections are made is engine.py's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import StoreUnavailable
from storage.conversations import ConversationRows, EventRows, MessageRows
from storage.deliveries import DeliveryRows
from storage.engine import WRITES, is_unavailable
from storage.ledger import LedgerEntries, RunRows, SessionRows
from storage.notifications import NotificationRows
from storage.occurrences import OccurrenceRows
from storage.reminders import ReminderRows
from storage.transaction import Transaction
from storage.users import ItemRows, UserRows, WorkspaceRows


class SqlUnitOfWork:
    """Implements bot.ports.UnitOfWork."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._transaction = transaction = Transaction(connection)
        self.workspaces = WorkspaceRows(transaction)
        self.users = UserRows(transaction)
        self.items = ItemRows(transaction)
        self.occurrences = OccurrenceRows(transaction)
        self.reminders = ReminderRows(transaction, self.occurrences)
        self.notifications = NotificationRows(transaction)
        self.deliveries = DeliveryRows(transaction)
        self.conversations = ConversationRows(transaction)
        self.messages = MessageRows(transaction)
        self.events = EventRows(transaction)
        self.ledger = LedgerEntries(transaction)
        self.sessions = SessionRows(transaction)
        self.runs = RunRows(transaction)

    @property
    def earliest_due(self) -> datetime | None:
        return self._transaction.earliest_due

    async def commit(self) -> None:
        await self._connection.commit()


@asynccontextmanager
async def transaction_on(
    engine: AsyncEngine, writer: AbstractAsyncContextManager[object] | None, *, write: bool
) -> AsyncIterator[SqlUnitOfWork]:
    """A unit of work; writer: the lock that one writer holds at a time, where the database wants that.

    Raises StoreUnavailable for errors of the database that are not a mistake of ours.
    """
    try:
        async with writer if writer and write else nullcontext(), engine.connect() as connection:
            await connection.execution_options(**{WRITES: write})
            await connection.begin()
            yield SqlUnitOfWork(connection)
    except (SQLAlchemyError, OSError) as error:
        if is_unavailable(error):
            raise StoreUnavailable(f"the database cannot be used just now: {error}") from error
        raise
