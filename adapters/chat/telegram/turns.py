"""Turns: one at a time for each key, in the order of coming; keys that nobody waits for are forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Turns(Generic[Key]):
    def __init__(self) -> None:
        self._locks: dict[Key, asyncio.Lock] = {}
        self._interested: dict[Key, int] = {}

    @asynccontextmanager
    async def take(self, key: Key) -> AsyncIterator[None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._interested[key] = self._interested.get(key, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._interested[key] -= 1
            if not self._interested[key]:
                del self._interested[key], self._locks[key]
