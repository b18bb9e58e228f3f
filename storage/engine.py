"""Connections: how SQLite and PostgreSQL are opened and set up, and which of their errors mean that they cannot be used just now.

Transactions are unit_of_work.py's, the schema is tables.py's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

# An execution option of connections on which unit_of_work.py begins by itself.
BEGUN = "remindbot_begun"

# synchronous=FULL: what was confirmed survives a power cut, not only a killed process; commits are few because work is batched.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
)
_SQLITE_CONNECTIONS = 5
_POSTGRESQL_CONNECTIONS = 10
# A transaction left open keeps every claim slow (one snapshot: five times, measured) and its locks held; that of a machine that has
# vanished ends with its keep-alive. Each statement of ours has its index: a plan that was made while a table was small, and is kept,
# must not read it whole for ever.
_SESSION = {
    "application_name": "remindbot",
    "enable_seqscan": "off",
    "idle_in_transaction_session_timeout": "60000",
    "tcp_keepalives_count": "3",
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "5",
    "timezone": "UTC",
}
_CONNECT_WITHIN = 10.0  # seconds; so is:
_ANSWER_WITHIN = 60.0  # a server that is cut off without a word never answers
_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH,
    }
)  # fmt: skip
# Connection lost, deadlock, too many or not enough of something, being shut down, read-only, idle in transaction for too long: https://www.postgresql.org/docs/current/errcodes-appendix.html
_UNAVAILABLE_SQLSTATES = ("08", "25006", "25P03", "40", "53", "57P", "58")


def create_engine(url: str, *, patient: bool = False) -> AsyncEngine:
    """An engine for a SQLAlchemy URL of SQLite or PostgreSQL, with or without the driver's name. Nothing is opened yet.

    patient: for migrations, whose statements may take long. hide_parameters: what people wrote stays out of the errors, and so out of the log.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _create_sqlite(parsed.set(drivername="sqlite+aiosqlite").render_as_string(hide_password=False))
    return create_async_engine(
        parsed.set(drivername="postgresql+asyncpg"),
        hide_parameters=True,
        pool_size=_POSTGRESQL_CONNECTIONS,
        max_overflow=_POSTGRESQL_CONNECTIONS,
        pool_timeout=_CONNECT_WITHIN,
        pool_pre_ping=True,
        connect_args={
            "server_settings": _SESSION,
            "timeout": _CONNECT_WITHIN,
            "command_timeout": None if patient else _ANSWER_WITHIN,
        },
    )


def _create_sqlite(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={"isolation_level": None},
        pool_size=_SQLITE_CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,
        pool_reset_on_return=None,  # closing rolls back what was not committed; after a commit it would be one more hop
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    # A reader that turns writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the busy_timeout: so writers say so at the start.
    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(BEGUN, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@asynccontextmanager
async def snapshot(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that sees the database as it was at its first statement, and keeps nobody from writing."""
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            await connection.execution_options(**{BEGUN: True})
            await connection.begin()
            await connection.exec_driver_sql("BEGIN")
        else:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            await connection.begin()
        yield connection


def is_outdated(error: BaseException) -> bool:
    """Whether a statement was prepared for a schema that another process has changed since; SQLAlchemy has it prepared anew next time."""
    return isinstance(error, DBAPIError) and isinstance(
        error.orig, AsyncAdapt_asyncpg_dbapi.InvalidCachedStatementError
    )


def is_unavailable(error: BaseException) -> bool:
    """Whether the database cannot be used just now: full, read-only, locked, gone. Not for a mistake of ours."""
    if isinstance(error, PoolTimeout | OSError):
        return True
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _UNAVAILABLE
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return (code & 0xFF) in _UNAVAILABLE
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or isinstance(error, InterfaceError) or _is_bad(state)


def _is_bad(sqlstate: str | None) -> bool:
    return sqlstate is not None and sqlstate.startswith(_UNAVAILABLE_SQLSTATES)
