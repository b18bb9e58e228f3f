"""The adapter and the double brought together for a test: an inbox that keeps what it gets, and a connection that ends with the test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Mount

from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.settings import Rates, TelegramSettings
from bot.domain.delivery import RetryPolicy
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, ButtonPress, IncomingMessage, Message, Run, Said
from bot.domain.notification import Kind, Notification
from bot.ports import Notice
from tests.doubles.telegram.faults import FloodControl
from tests.doubles.telegram.server import TelegramDouble
from tests.fakes import FrozenClock, said_at_once
from tests.waiting import until

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SOON = RetryPolicy(base=timedelta(milliseconds=5), longest=timedelta(milliseconds=20))
FAST = Rates(second=0.002, minute=0.01)


class KeptInbox:
    """Drops events seen before, as the store does. answer: what is done with an event; failures: raised first, one each."""

    def __init__(self) -> None:
        self.events: list[IncomingMessage | ButtonPress] = []
        self.repeated = 0
        self.failures: list[Exception] = []
        self.answer: Callable[[IncomingMessage | ButtonPress], Awaitable[None]] | None = None
        self._seen: set[str] = set()

    @property
    def messages(self) -> list[IncomingMessage]:
        return [event for event in self.events if isinstance(event, IncomingMessage)]

    @property
    def presses(self) -> list[ButtonPress]:
        return [event for event in self.events if isinstance(event, ButtonPress)]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    async def take(self, event: IncomingMessage | ButtonPress) -> asyncio.Future[None]:
        await (self.on_message(event) if isinstance(event, IncomingMessage) else self.on_press(event))
        return said_at_once()

    async def on_message(self, message: IncomingMessage) -> None:
        await self._keep(message)

    async def on_press(self, press: ButtonPress) -> None:
        await self._keep(press)

    async def _keep(self, event: IncomingMessage | ButtonPress) -> None:
        if self.failures:
            raise self.failures.pop(0)
        if event.event_id in self._seen:
            self.repeated += 1
            return
        self._seen.add(event.event_id)
        if self.answer is not None:
            await self.answer(event)
        self.events.append(event)


def settings_for(telegram: TelegramDouble, **more: Any) -> TelegramSettings:
    """Quick to come back, and with limits as short as the double's."""
    telegram.flood = FloodControl(second=FAST.second, minute=FAST.minute)
    more = {
        "rates": FAST,
        "poll": timedelta(seconds=1),
        "reconnect": SOON,
        "answer_within": timedelta(seconds=5),
    } | more
    return TelegramSettings(SecretStr(telegram.token), api_url=telegram.url, **more)


@contextlib.asynccontextmanager
async def connected(chat: TelegramChat, inbox: KeptInbox) -> AsyncIterator[asyncio.Task[None]]:
    """chat runs until the block is left; then its connections are closed."""
    running = asyncio.create_task(chat.run(inbox))
    try:
        yield running
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await chat.aclose()


@contextlib.asynccontextmanager
async def served(mount: Callable[[str], TelegramChat]) -> AsyncIterator[tuple[str, TelegramChat]]:
    """A web server whose address is told to `mount`, which makes the chat that is served under /platforms/telegram."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    chat = mount(url)
    app = Starlette(routes=[Mount("/platforms/telegram", chat.router)])
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await until(lambda: server.started)
    try:
        yield url, chat
    finally:
        server.should_exit = True
        await serving
        listener.close()


def say(room: int, *runs: str | Run, buttons: tuple[Button, ...] = (), **where: Any) -> Said:
    """Something for the bot to say, in the room of that number."""
    pieces = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Said(uuid4(), Address("telegram", str(room), **where), Message(pieces, buttons))


def notice(room: int, text: str, **more: Any) -> Notice:
    """A delivery of a reminder."""
    workspace, delivery = uuid4(), new_id(START)
    told = Notification(workspace, new_id(START), None, text[:200], "", Kind.REMINDER, START, START)
    return Notice(workspace, delivery, Address("telegram", str(room)), Message((Run(text),)), told, None, **more)


__all__ = [
    "FAST",
    "SOON",
    "START",
    "FrozenClock",
    "KeptInbox",
    "connected",
    "notice",
    "say",
    "served",
    "settings_for",
]
