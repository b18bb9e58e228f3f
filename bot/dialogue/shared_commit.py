"""SharedCommit: small writes that come close together are made in one transaction: a commit costs more than what is in it.

What is written, and what a failure means, is the caller's business.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.ports import UnitOfWork, UnitOfWorkFactory

Write = Callable[[UnitOfWork], Awaitable[None]]
_TOGETHER = 200


class SharedCommit:
    def __init__(self, open_unit: UnitOfWorkFactory) -> None:
        self._open_unit = open_unit
        self._waiting: list[tuple[Write, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, work: Write) -> None:
        """Return when it is committed. Raises StoreUnavailable, and whatever the work raises; nothing of it is stored then."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        await done

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
            try:
                await self._commit(batch)
            except Exception as error:
                if len(batch) == 1:
                    _end(batch, error)
                else:
                    await self._each_by_itself(batch)
            else:
                _end(batch, None)

    async def _each_by_itself(self, batch: list[tuple[Write, asyncio.Future[None]]]) -> None:
        """One that cannot be written must not take the others with it."""
        for each in batch:
            try:
                await self._commit([each])
            except Exception as error:
                _end([each], error)
            else:
                _end([each], None)

    async def _commit(self, batch: list[tuple[Write, asyncio.Future[None]]]) -> None:
        async with self._open_unit() as uow:
            for work, _ in batch:
                await work(uow)
            await uow.commit()


def _end(batch: list[tuple[Write, asyncio.Future[None]]], error: Exception | None) -> None:
    for _, done in batch:
        if done.done():  # who waited was cancelled
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
