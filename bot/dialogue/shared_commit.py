"""SharedCommit: small writes that come close together are made in one transaction, those of a kind in one statement.

A commit costs more than what is in it, and so does the way to the database. What is written is the caller's business.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from bot.ports import UnitOfWork, UnitOfWorkFactory

Item = TypeVar("Item")
Write = Callable[[UnitOfWork, Sequence[Item]], Awaitable[None]]
_Waiting = tuple[Write[Any], Any, "asyncio.Future[None]"]
_TOGETHER = 500


class SharedCommit:
    def __init__(self, open_unit: UnitOfWorkFactory) -> None:
        self._open_unit = open_unit
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, work: Write[Item], item: Item) -> None:
        """Return when it is committed: `work` is given the items that came for it, in their order.

        Raises StoreUnavailable, and whatever the work raises; nothing of this item is stored then.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, item, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        await done

    async def finish(self) -> None:
        """Return when nothing is being written."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

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

    async def _each_by_itself(self, batch: list[_Waiting]) -> None:
        """One that cannot be written must not take the others with it."""
        for each in batch:
            try:
                await self._commit([each])
            except Exception as error:
                _end([each], error)
            else:
                _end([each], None)

    async def _commit(self, batch: list[_Waiting]) -> None:
        items: dict[Write[Any], list[Any]] = {}
        for work, item, _ in batch:
            items.setdefault(work, []).append(item)
        async with self._open_unit() as uow:
            for work, of_a_kind in items.items():
                await work(uow, of_a_kind)
            await uow.commit()


def _end(batch: list[_Waiting], error: Exception | None) -> None:
    for _, _, done in batch:
        if done.done():  # who waited was cancelled
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
