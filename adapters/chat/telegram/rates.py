"""Telegram's limits kept exactly, in the place that python-telegram-bot has for a rate limiter.

The library's own limiter allows bursts, lifts a pause when any other request ends, and knows no limit for a private chat.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

from telegram.ext import BaseRateLimiter

from adapters.chat.telegram.failures import FloodWait, Queued
from adapters.chat.telegram.settings import Rates
from adapters.chat.window import Urgency, Window

Json = dict[str, Any]
Result = bool | Json | list[Json]


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
