"""Telegram's limits kept exactly, in the place that python-telegram-bot has for a rate limiter.

The library's own limiter allows bursts, lifts a pause when any other request ends, and knows no limit for a private chat.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.ext import BaseRateLimiter

from adapters.chat.telegram.failures import FloodWait, Queued
from adapters.chat.telegram.settings import Rates

Json = dict[str, Any]
Result = bool | Json | list[Json]


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


class ChatLimiter(BaseRateLimiter[int]):
    """All requests that write to a chat pass here; what asks or answers without writing does not wait.

    A 429 in a group stops that group alone, since Telegram's limits for groups are the tighter; one in a private chat stops
    everything, since within our own limits only the one for all can be meant.
    """

    def __init__(self, rates: Rates, patience: timedelta, longest_queue: timedelta) -> None:
        self._rates, self._patience, self._longest_queue = rates, patience, longest_queue.total_seconds()
        self._overall = Window(rates.overall, rates.second)
        self._chats: dict[int, Window] = {}
        self._groups: dict[int, Window] = {}
        self._paused: dict[int, float] = {}
        self.refusals = 0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clear."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: Json,
        endpoint: str,
        data: Json,
        rate_limit_args: int | None,
    ) -> Result:
        """rate_limit_args: an Urgency. Raises FloodWait when Telegram asks for a longer pause than `patience`, or twice; and Queued."""
        if "chat_id" not in data or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        chat = int(data["chat_id"])
        urgency = Urgency(rate_limit_args or 0)
        if urgency is Urgency.DELIVERY:
            self._send_away_where_the_queue_is_long(chat)
        try:
            return await self._pass(chat, urgency, callback, args, kwargs)
        except FloodWait as refusal:
            if refusal.pause > self._patience:
                raise
        return await self._pass(chat, urgency, callback, args, kwargs)

    def _send_away_where_the_queue_is_long(self, chat: int) -> None:
        """The outbox keeps a delivery better than a queue does: there it survives a restart, and nobody's time runs out."""
        windows = (self._chats.get(chat), self._groups.get(chat), self._overall)
        wait = max(window.book(self._longest_queue) for window in windows if window is not None)
        if wait:
            raise Queued(timedelta(seconds=wait))

    async def _pass(
        self, chat: int, urgency: Urgency, callback: Callable[..., Coroutine[Any, Any, Result]], args: Any, kwargs: Json
    ) -> Result:
        async with self._places(chat, urgency):
            await self._pause(chat)
            try:
                return await callback(*args, **kwargs)
            except FloodWait as refusal:
                self.refusals += 1
                until = asyncio.get_running_loop().time() + refusal.pause.total_seconds()
                self._paused[chat if chat < 0 else 0] = until
                raise

    @asynccontextmanager
    async def _places(self, chat: int, urgency: Urgency) -> AsyncIterator[None]:
        """The place in all comes last, so that nobody holds it while waiting for a chat."""
        async with AsyncExitStack() as places:
            alone = self._window(self._chats, chat, self._rates.a_chat, self._rates.second)
            await places.enter_async_context(alone.place(urgency))
            if chat < 0:
                group = self._window(self._groups, chat, self._rates.a_group, self._rates.minute)
                await places.enter_async_context(group.place(urgency))
            await places.enter_async_context(self._overall.place(urgency))
            yield

    async def _pause(self, chat: int) -> None:
        """Until the pause is over, also where it was made longer meanwhile."""
        now = asyncio.get_running_loop().time
        while True:
            wait = max(self._paused.get(0, 0.0), self._paused.get(chat, 0.0)) - now()
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        self._paused.pop(chat, None)

    def _window(self, windows: dict[int, Window], chat: int, size: int, period: float) -> Window:
        def forget() -> None:
            del windows[chat]

        window = windows.get(chat)
        if window is None:
            window = windows[chat] = Window(size, period, forget)
        return window
