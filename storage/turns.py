"""Turns: what only one process may do at a time, on PostgreSQL; the others wait until it ends, however it ends.

What is done in a turn is the caller's. An advisory lock of the session holds it: the server frees it when the process is gone.
"""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Awaitable, Callable

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine import is_unavailable

log = logging.getLogger(__name__)

_LOOK_EACH = 2.0  # seconds


async def in_turn(engine: AsyncEngine, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do it once no other process does what bears this name; when the turn is lost it is cancelled, and begun anew in the next one."""
    while True:
        try:
            async with engine.connect() as connection:
                try:
                    await _wait(connection, name)
                    if await _hold(connection, work):
                        return
                finally:
                    await connection.invalidate()  # so the turn ends, whatever became of the connection
        except (SQLAlchemyError, OSError) as error:
            if not is_unavailable(error):
                raise
            log.info("turn_lost", extra={"turn": name})
        await asyncio.sleep(_LOOK_EACH)


async def _wait(connection: AsyncConnection, name: str) -> None:
    await connection.execution_options(isolation_level="AUTOCOMMIT")
    take = select(func.pg_try_advisory_lock(zlib.crc32(f"remindbot:{name}".encode())))
    while not (await connection.execute(take)).scalar_one():  # noqa: ASYNC110 - nothing tells when a lock is freed
        await asyncio.sleep(_LOOK_EACH)


async def _hold(connection: AsyncConnection, work: Callable[[], Awaitable[None]]) -> bool:
    """Whether the work came to its end by itself. Raises when the connection that holds the turn is lost."""
    working = asyncio.ensure_future(work())
    try:
        while not working.done():
            await asyncio.wait({working}, timeout=_LOOK_EACH)
            await connection.execute(select(1))
        await working
        return True
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
