"""Transaction: the open database transaction that the repositories of one unit of work share.

Opening and ending it is unit_of_work.py's; statements are the repositories'.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aiosqlite import Connection as SqliteConnection
from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection


class Transaction:
    """driver: the SQLite connection beneath `connection`, None for PostgreSQL. earliest_due: when something stored in it is first due.

    place: where the person is who acts in it: via, platform, room.
    locks: whether rows that are read to be changed are to be locked. On SQLite one transaction writes at a time anyway.
    """

    def __init__(self, connection: AsyncConnection, driver: SqliteConnection | None, *, write: bool) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.locks = write and self.dialect == "postgresql"
        self.earliest_due: datetime | None = None
        self.place: tuple[str, str, str] | None = None
        self._driver = driver

    def note_due(self, due: datetime) -> None:
        if self.earliest_due is None or due < self.earliest_due:
            self.earliest_due = due

    async def fetch(self, sql: str, values: tuple[Any, ...]) -> Sequence[Sequence[Any]]:
        """The rows that a statement of the driver's own gives, as the driver gives them."""
        if self._driver is not None:
            return list(await self._driver.execute_fetchall(sql, values))
        return (await self.connection.exec_driver_sql(sql, values)).all()

    async def execute(self, sql: str, values: tuple[Any, ...]) -> int:
        """Execute a statement of the driver's own; how many rows it changed."""
        if self._driver is not None:
            return (await self._driver.execute(sql, values)).rowcount
        return (await self.connection.exec_driver_sql(sql, values)).rowcount

    async def execute_many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        if self._driver is not None:
            await self._driver.executemany(sql, values)
        else:
            await self.connection.exec_driver_sql(sql, values)

    async def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """The rows of a statement that was put together for this once."""
        return (await self.connection.execute(statement)).all()
