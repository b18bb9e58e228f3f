"""Telegram's limits kept exactly, in the place that python-telegram-bot has for a rate limiter.

The library's own limiter allows bursts, lifts a pause when any other request ends, and knows no limit for a private chat.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.ext import BaseRateLimiter

from adapters.chat.telegram.failures import FloodWait
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
        heapq.heappush(self._waiting, (urgency, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back()
            raise

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

    def __init__(self, rates: Rates, patience: timedelta) -> None:
        self._rates, self._patience = rates, patience
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
        """rate_limit_args: an Urgency. Raises FloodWait when Telegram asks for a longer pause than `patience`, or twice."""
        if "chat_id" not in data or endpoint.startswith("get"):
            return await callback(*args, **kwargs)
        chat = int(data["chat_id"])
        urgency = Urgency(rate_limit_args or 0)
        try:
            return await self._pass(chat, urgency, callback, args, kwargs)
        except FloodWait as refusal:
            if refusal.pause > self._patience:
                raise
        return await self._pass(chat, urgency, callback, args, kwargs)

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
        async with self._window(self._chats, chat, self._rates.a_chat, self._rates.second).place(urgency):
            if chat > 0:
                async with self._overall.place(urgency):
                    yield
                return
            group = self._window(self._groups, chat, self._rates.a_group, self._rates.minute)
            async with group.place(urgency), self._overall.place(urgency):
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
