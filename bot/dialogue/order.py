"""Order: work of one key is done one after another, in the order in which its places were taken; different keys do not wait for each other.

What the work is, and how it ends, is its own business.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from types import TracebackType
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Place:
    """A place in a queue: `async with` waits until it is its turn, and lets the next one in behind it."""

    def __init__(self, before: asyncio.Future[None] | None, done: asyncio.Future[None]) -> None:
        self._before, self._done = before, done

    async def __aenter__(self) -> None:
        if self._before is None or self._before.done():
            return
        try:
            await asyncio.wait({self._before})
        except asyncio.CancelledError:
            # Who comes behind still waits for who stands before.
            self._before.add_done_callback(lambda _: self._leave())
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        if not self._done.done():
            self._done.set_result(None)


class Order(Generic[Key]):
    def __init__(self) -> None:
        self._last: dict[Key, asyncio.Future[None]] = {}

    def is_busy(self, key: Key) -> bool:
        """Whether somebody stands in this queue."""
        return key in self._last

    def take(self, key: Key) -> Place:
        """The next place behind those taken before. Whoever takes one must enter it."""
        before = self._last.get(key)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last[key] = done
        done.add_done_callback(lambda _: self._forget(key, done))
        return Place(before, done)

    def _forget(self, key: Key, done: asyncio.Future[None]) -> None:
        if self._last.get(key) is done:
            del self._last[key]
