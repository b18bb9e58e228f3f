"""Copying: every row of one database into an empty one, batch by batch, taken up again where it stopped, proved equal at its end.

It goes between SQLite and PostgreSQL in any direction (ADR 17). Files, and what an operator is told, are backup.py's and bot/keeping.py's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    literal_column,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import SetupError
from storage.engine import snapshot
from storage.migrations import COPYING, HEAD, migrate, revision_of
from storage.tables import metadata
from storage.types import Id, Json, Word

_AT_ONCE = 1000
_HASHES = 1 << 64


@dataclass(frozen=True, slots=True)
class Copied:
    """A table's rows that are in the target already, of all that the source has."""

    table: str
    rows: int
    total: int


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds, whatever its order and whichever database keeps it: two are equal where every row is."""

    rows: int
    checksum: int


def _plain(table: Table) -> Table:
    """The same table with its stored values as they are: JSON stays the text that it is, and is not read into what it means."""
    columns = [
        Column(each.name, Text() if isinstance(each.type, Json | Word) else each.type, primary_key=each.primary_key)
        for each in table.columns
    ]
    return Table(table.name, MetaData(), *columns)


TABLES = [_plain(table) for table in metadata.sorted_tables]  # what a row refers to comes before it
_PROGRESS = Table(
    "copying",
    MetaData(),
    Column("table_name", Text, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("last_key", Text),
    Column("rows_copied", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
)
_VERSION = Table("alembic_version", MetaData(), Column("version_num", Text))


async def copy_database(
    source: AsyncEngine, target: AsyncEngine, origin: str, watch: Callable[[Copied], None], *, replace: bool = False
) -> dict[str, Sum]:
    """Copy the source, as it is at this moment, and prove by counts and checksums that the target holds the same; returns these by table.

    origin: what the source is called, so that a copy that was interrupted is only taken up with the same one. replace: what the target
    holds is removed first. Raises SetupError where the source is of another version, where the target holds other data, or where the
    two differ in the end.
    """
    async with snapshot(source) as reading:
        if await reading.run_sync(revision_of) != HEAD:
            raise SetupError(
                "the database is not of this version of remindbot. Start this version on it once: that brings it up to date."
            )
        await _prepare(target, origin, replace=replace)
        for table in TABLES:
            await _copy_table(reading, target, table, watch)
        sums = await _prove_equal(reading, target)
    await _finish(target)
    return sums


async def is_empty(connection: AsyncConnection) -> bool:
    """Whether none of our tables holds a row; a database of an older version lacks some of them."""
    names = set(await connection.run_sync(lambda plain: inspect(plain).get_table_names()))
    for table in TABLES:
        if table.name not in names:
            continue
        if (await connection.execute(select(literal_column("1")).select_from(table).limit(1))).first():
            return False
    return True


async def _prepare(target: AsyncEngine, origin: str, *, replace: bool) -> None:
    """The target's schema made and marked as half a copy, which no remindbot starts on."""
    async with target.begin() as writing:
        if await writing.run_sync(revision_of) == COPYING:
            if await _origin_of(writing) == origin:
                return
            if not replace:
                raise SetupError("the target holds half a copy of another database. Empty it, or name that one again.")
            await _empty(writing)
    await migrate(target)
    async with target.begin() as writing:
        if replace:
            await _empty(writing)
        elif not await is_empty(writing):
            raise SetupError("the target holds data already. Name an empty database: nothing is ever written over.")
        await writing.execute(update(_VERSION).values(version_num=COPYING))
        await writing.run_sync(_PROGRESS.create)
        rows = [{"table_name": table.name, "origin": origin, "rows_copied": 0, "complete": False} for table in TABLES]
        await writing.execute(insert(_PROGRESS), rows)


async def _origin_of(connection: AsyncConnection) -> str | None:
    origin: str | None = (await connection.execute(select(_PROGRESS.c.origin).limit(1))).scalar()
    return origin


async def _empty(writing: AsyncConnection) -> None:
    """No row of ours and no half copy is left; the schema stays."""
    for table in reversed(TABLES):
        await writing.execute(delete(table))
    if await writing.run_sync(lambda connection: inspect(connection).has_table(_PROGRESS.name)):
        await writing.run_sync(_PROGRESS.drop)
        await writing.execute(update(_VERSION).values(version_num=HEAD))


async def _copy_table(
    reading: AsyncConnection, target: AsyncEngine, table: Table, watch: Callable[[Copied], None]
) -> None:
    """From where the target's own note says it stopped. A batch and the note of it are one transaction: neither is there without the other."""
    async with target.connect() as connection:
        note = (await connection.execute(select(_PROGRESS).where(_PROGRESS.c.table_name == table.name))).one()
    total = await _count(reading, table)
    copied, complete, last = note.rows_copied, note.complete, note.last_key
    after = _read_key(table, last) if last else None
    watch(Copied(table.name, copied, total))
    while not complete:
        rows = await _page(reading, table, after)
        complete = len(rows) < _AT_ONCE
        copied += len(rows)
        after = _key(table, rows[-1]) if rows else after
        async with target.begin() as writing:
            if rows:
                await writing.execute(insert(table), [dict(row._mapping) for row in rows])
            await writing.execute(
                update(_PROGRESS)
                .where(_PROGRESS.c.table_name == table.name)
                .values(rows_copied=copied, complete=complete, last_key=_write_key(after) if after else None)
            )
        watch(Copied(table.name, copied, total))


async def _page(reading: AsyncConnection, table: Table, after: tuple[Any, ...] | None) -> Sequence[Row[Any]]:
    """The next rows behind that key, in the order of keys that the source itself has."""
    key = list(table.primary_key)
    statement = select(table).order_by(*key).limit(_AT_ONCE)
    if after is not None:
        last = [bindparam(None, value, column.type) for value, column in zip(after, key, strict=True)]
        statement = statement.where(tuple_(*key) > tuple_(*last))
    return (await reading.execute(statement)).all()


def _key(table: Table, row: Row[Any]) -> tuple[Any, ...]:
    return tuple(row._mapping[column.name] for column in table.primary_key)


def _write_key(key: tuple[Any, ...]) -> str:
    return json.dumps([part.hex() if isinstance(part, bytes) else str(part) for part in key])


def _read_key(table: Table, written: str) -> tuple[Any, ...]:
    parts = zip(json.loads(written), table.primary_key, strict=True)
    return tuple(_read_part(part, column) for part, column in parts)


def _read_part(part: str, column: Column[Any]) -> Any:
    if isinstance(column.type, Id):
        return UUID(part)
    return part if isinstance(column.type, Text) else bytes.fromhex(part)


async def _prove_equal(reading: AsyncConnection, target: AsyncEngine) -> dict[str, Sum]:
    async with snapshot(target) as copy:
        sums = {table.name: (await _sum(reading, table), await _sum(copy, table)) for table in TABLES}
    different = [name for name, (here, there) in sums.items() if here != there]
    if different:
        raise SetupError(
            f"the copy differs from its source in: {', '.join(different)}. The source was changed between two tries, "
            "or the target was written to: stop every remindbot, empty the target and copy again."
        )
    return {name: there for name, (_, there) in sums.items()}


async def _sum(connection: AsyncConnection, table: Table) -> Sum:
    """Hashes of the rows added up, so that databases that sort otherwise come to the same."""
    count, total, after = 0, 0, None
    while True:
        rows = await _page(connection, table, after)
        count += len(rows)
        for row in rows:
            digest = blake2b(repr(tuple(row)).encode(), digest_size=8).digest()
            total = (total + int.from_bytes(digest)) % _HASHES
        if len(rows) < _AT_ONCE:
            return Sum(count, total)
        after = _key(table, rows[-1])


async def _count(connection: AsyncConnection, table: Table) -> int:
    count: int = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
    return count


async def _finish(target: AsyncEngine) -> None:
    """From here on it is a database like any other."""
    async with target.begin() as writing:
        await writing.run_sync(_PROGRESS.drop)
        await writing.execute(update(_VERSION).values(version_num=HEAD))
        if target.dialect.name == "postgresql":
            await writing.execute(text("ANALYZE"))
