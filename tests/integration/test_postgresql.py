"""What only PostgreSQL knows: its schema as it understood it, its settings, connections that are cut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from storage.engine import create_engine
from storage.store import Store
from storage.tables import metadata
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
