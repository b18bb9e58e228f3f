"""Slack's limits kept exactly: nothing is sent too early, and a pause that Slack asks for holds for all that it concerns.

An answer to somebody who waits goes before what the clock delivers.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from enum import IntEnum

from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.settings import Rates

_TIER_2, _TIER_3, _TIER_4 = range(3)
# https://docs.slack.dev/reference/methods names the tier of each.
_TIERS = {
    "chat.update": _TIER_3, "chat.postEphemeral": _TIER_4, "conversations.history": _TIER_3,
    "conversations.replies": _TIER_3, "conversations.open": _TIER_3, "conversations.info": _TIER_3,
    "conversations.list": _TIER_2, "conversations.members": _TIER_4, "users.conversations": _TIER_3,
    "users.info": _TIER_4, "users.list": _TIER_2, "views.open": _TIER_4, "views.publish": _TIER_4,
}  # fmt: skip
POST = "chat.postMessage"


class Urgency(IntEnum):
    """Who goes first where there is a queue."""

    ANSWER = 0
    DELIVERY = 1


class Window:
    """At most `size` requests in any `period` seconds, as the server counts them.

    A place is free again a period after the answer came, and so at least a period after the server saw the request.
    """

    def __init__(self, size: int, period: float) -> None:
        self._free, self._size, self._period = size, size, period
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    @property
    def idle(self) -> bool:
        return self._free == self._size and not self._queue

    @property
    def wait(self) -> float:
        """Seconds until all who queue have had their turn, about."""
        queued = sum(not turn.done() for _, _, turn in self._queue)
        return (queued + 1) / self._size * self._period

    @asynccontextmanager
    async def place(self, urgency: Urgency) -> AsyncIterator[None]:
        await self._enter(urgency)
        try:
            yield
        finally:
            asyncio.get_running_loop().call_later(self._period, self._give_back)

    async def _enter(self, urgency: Urgency) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (urgency, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            raise

    def _give_back(self) -> None:
        while self._queue:
            _, _, turn = heapq.heappop(self._queue)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Limiter:
    """One for the workspace. patience: seconds that a delivery waits for its turn. pauses: how often Slack asked to wait."""

    def __init__(self, rates: Rates, patience: float) -> None:
        self._rates, self._patience = rates, patience
        self._workspace = Window(rates.workspace, rates.minute)
        self._methods = {method: Window(rates.tiers[tier], rates.minute) for method, tier in _TIERS.items()}
        self._rooms: dict[str, Window] = {}
        self._closed_until: dict[str, float] = {}
        self.pauses = 0

    @asynccontextmanager
    async def turn(self, method: str, room: str, urgency: Urgency) -> AsyncIterator[None]:
        """Entered when the request may go out. Raises SlackFailure("busy") for a delivery whose turn does not come in time."""
        windows = self._windows(method, room)
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._patience if urgency is Urgency.DELIVERY else None):
                    for window in windows:
                        await stack.enter_async_context(window.place(urgency))
                    await self._pause_over(method)
            except TimeoutError:
                wait = max((window.wait for window in windows), default=self._patience)
                raise SlackFailure("busy", retry_after=wait) from None
            yield

    def pause(self, method: str, seconds: float) -> None:
        """Slack said 429: this method goes nowhere for so long."""
        self.pauses += 1
        until = asyncio.get_running_loop().time() + seconds
        self._closed_until[method] = max(until, self._closed_until.get(method, 0.0))

    async def _pause_over(self, method: str) -> None:
        wait = self._closed_until.get(method, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)
            await self._pause_over(method)  # it may have been made longer meanwhile

    def _windows(self, method: str, room: str) -> list[Window]:
        if method == POST:
            return [self._room(room), self._workspace]
        window = self._methods.get(method)
        return [window] if window else []

    def _room(self, room: str) -> Window:
        if room not in self._rooms:
            if len(self._rooms) >= 4 * self._rates.workspace:
                self._rooms = {name: window for name, window in self._rooms.items() if not window.idle}
            self._rooms[room] = Window(self._rates.a_room, self._rates.second)
        return self._rooms[room]
