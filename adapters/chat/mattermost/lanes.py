"""Lanes: what belongs together is done in order, what does not is done at once. Knows nothing of what is done."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

Work = Callable[[], Awaitable[None]]


class Lanes:
    """At most `width` works are under way and at most `waiting` are known; add() waits for room. on_error hears what a work raised."""

    def __init__(self, on_error: Callable[[Exception], None], width: int = 64, waiting: int = 10_000) -> None:
        self._on_error = on_error
        self._width = asyncio.Semaphore(width)
        self._room = asyncio.Semaphore(waiting)
        self._lanes: dict[Hashable, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def add(self, lane: Hashable, work: Work) -> None:
        await self._room.acquire()
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(work)
            return
        self._lanes[lane] = deque([work])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self, within: float) -> bool:
        """Let what is known come to its end; False when it took longer than `within` seconds and the rest was cancelled."""
        tasks = set(self._tasks)
        if not tasks:
            return True
        _, late = await asyncio.wait(tasks, timeout=within)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return not late

    async def _run(self, lane: Hashable) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                async with self._width:
                    await self._do(waiting[0])
                waiting.popleft()
                self._room.release()
        finally:
            del self._lanes[lane]

    async def _do(self, work: Work) -> None:
        try:
            await work()
        except Exception as error:  # the lane must go on, whatever one message did
            self._on_error(error)
