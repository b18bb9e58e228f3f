"""Window: so many requests in any period, kept exactly; and who goes first where there is a queue.

Which windows a platform has is its own business (rates.py in each).
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from enum import IntEnum


class Urgency(IntEnum):
    """Who goes first where there is a queue: an answer to somebody waiting before what is delivered by the clock."""

    ANSWER = 0
    DELIVERY = 1


class Window:
    """At most `size` requests in any `period`, wherever between them and the server the time goes.

    A place is free again a period after the answer came, and so at least a period after the server counted the request.
    """

    def __init__(self, size: int, period: float, when_idle: Callable[[], None] = lambda: None) -> None:
        self._free, self._size, self._period, self._when_idle = size, size, period, when_idle
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._returns: deque[float] = deque()
        self._booked = 0.0

    @asynccontextmanager
    async def place(self, urgency: Urgency) -> AsyncIterator[None]:
        await self._enter(urgency)
        try:
            yield
        finally:
            loop = asyncio.get_running_loop()
            self._returns.append(loop.time() + self._period)
            loop.call_later(self._period, self._come_back)

    def book(self, longest: float) -> float:
        """0 where the wait is at most `longest` seconds; else in how many seconds to come again: each who asks is told a time of its own."""
        now = asyncio.get_running_loop().time()
        wait = self._wait(now)
        if wait <= longest:
            return 0.0
        self._booked = max(now + wait, self._booked + self._period / self._size)
        return self._booked - now

    def _wait(self, now: float) -> float:
        """How long somebody who came now would wait; a request that is under way ends now at the earliest."""
        if self._free:
            return 0.0
        rounds, place = divmod(len(self._waiting), self._size)
        under_way = [now + self._period] * (self._size - len(self._returns))
        return [*self._returns, *under_way][place] - now + rounds * self._period

    async def _enter(self, urgency: Urgency) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            raise

    def _come_back(self) -> None:
        self._returns.popleft()
        self._give_back()

    def _give_back(self) -> None:
        while self._waiting:
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
        if self._free == self._size:
            self._when_idle()
