"""Transaction: the open database transaction that the repositories of one unit of work share.

Opening and ending it is unit_of_work.py's; statements are the repositories'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Executable, Insert, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class Transaction:
    """earliest_due: the earliest instant at which something stored in it is due."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.earliest_due: datetime | None = None

    def note_due(self, due: datetime) -> None:
        if self.earliest_due is None or due < self.earliest_due:
            self.earliest_due = due

    async def run(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        return await self.connection.execute(statement, parameters)

    async def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> None:
        """The statement once for each; nothing for none."""
        if parameters:
            await self.connection.execute(statement, parameters)

    async def rows(self, statement: Executable, parameters: Parameters = None) -> Sequence[Row[Any]]:
        return (await self.connection.execute(statement, parameters)).all()

    async def row(self, statement: Executable, parameters: Parameters = None) -> Row[Any] | None:
        """The first row; None where there is none."""
        return (await self.connection.execute(statement, parameters)).first()

    async def value(self, statement: Executable, parameters: Parameters = None) -> Any:
        """The first column of the first row; None where there is none."""
        return (await self.connection.execute(statement, parameters)).scalar()

    def insert_new(self, table: Table) -> Insert:
        """An INSERT that leaves a row alone whose key is there already; its rowcount tells."""
        if self.dialect == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def upsert(self, table: Table) -> Insert:
        """An INSERT that replaces the row whose key is there already."""
        key = [column.name for column in table.primary_key]
        rest = [column.name for column in table.c if column.name not in key]
        if self.dialect == "postgresql":
            there = postgresql.insert(table)
            return there.on_conflict_do_update(index_elements=key, set_={name: there.excluded[name] for name in rest})
        here = sqlite.insert(table)
        return here.on_conflict_do_update(index_elements=key, set_={name: here.excluded[name] for name in rest})
