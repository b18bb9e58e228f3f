"""What the Slack tests share: the adapter against the double, an inbox that records and answers, people to talk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Mount

from adapters.chat.health import State
from adapters.chat.slack.chat import SlackChat
from adapters.chat.slack.settings import Rates, SlackSettings
from adapters.clock import SystemClock
from bot.domain.delivery import RetryPolicy
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, ButtonPress, IncomingMessage, Message, Run, Said
from bot.domain.notification import Kind, Notification
from bot.ports import Notice
from tests.doubles.slack.pushes import PATIENT
from tests.doubles.slack.server import SlackDouble
from tests.fakes import said_at_once
from tests.waiting import until

QUICK = RetryPolicy(timedelta(milliseconds=20), timedelta(milliseconds=100))
FAST = Rates(a_room=100, workspace=10_000, tiers=(10_000, 10_000, 10_000), second=0.01, minute=0.01)


@dataclass
class RecordingInbox:
    """Keeps what it is brought; `answer` is run for each message first, and may raise."""

    messages: list[IncomingMessage] = field(default_factory=list)
    presses: list[ButtonPress] = field(default_factory=list)
    answer: Callable[[IncomingMessage | ButtonPress], Awaitable[None]] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, event: IncomingMessage | ButtonPress) -> asyncio.Future[None]:
        await (self.on_message(event) if isinstance(event, IncomingMessage) else self.on_press(event))
        return said_at_once()

    async def on_message(self, message: IncomingMessage) -> None:
        if self.answer:
            await self.answer(message)
        self.messages.append(message)
        self._changed.set()

    async def on_press(self, press: ButtonPress) -> None:
        if self.answer:
            await self.answer(press)
        self.presses.append(press)
        self._changed.set()

    def keep_waiting(self) -> asyncio.Event:
        """Nothing is taken until this is set."""
        let = asyncio.Event()

        async def wait(event: IncomingMessage | ButtonPress) -> None:
            await let.wait()

        self.answer = wait
        return let

    async def until(self, enough: Callable[[], bool], within: float = 60) -> None:
        async with asyncio.timeout(within):
            while not enough():
                self._changed.clear()
                await self._changed.wait()

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]


def settings_for(double: SlackDouble, *, http: bool = False, **changes: Any) -> SlackSettings:
    secret = SecretStr(double.world.signing_secret) if http else None
    app_token = None if http else SecretStr(double.world.app_token)
    settings = SlackSettings(SecretStr(double.world.bot_token), app_token, secret, double.api_url, FAST)
    quick = {"reconnect": QUICK, "ask_again_when_refused": timedelta(milliseconds=50), "catch_up": timedelta(0)}
    return replace(settings, **(quick | changes))


@dataclass
class Setting:
    """Ana talks to the bot directly, and is with it in #dev; Bo is in #dev too."""

    double: SlackDouble
    chat: SlackChat
    inbox: RecordingInbox
    ana: str
    bo: str
    direct: str
    dev: str
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


def _patient_double() -> SlackDouble:
    double = SlackDouble()
    double.pushes.ack_within = PATIENT
    return double


@asynccontextmanager
async def connected(
    double: SlackDouble | None = None, *, wait: bool = True, home: Any = None, **changes: Any
) -> AsyncIterator[Setting]:
    """The adapter over Socket Mode."""
    double = double or _patient_double()
    double.limits.enforced = False
    async with double.running():
        chat = SlackChat(settings_for(double, **changes), SystemClock(), home)
        async with _talking(double, chat, wait=wait) as setting:
            yield setting


@asynccontextmanager
async def served(double: SlackDouble | None = None, *, wait: bool = True, **changes: Any) -> AsyncIterator[Setting]:
    """The adapter over HTTP, mounted in an application as users run it."""
    double = double or _patient_double()
    double.limits.enforced = False
    async with double.running():
        chat = SlackChat(settings_for(double, http=True, **changes), SystemClock())
        app = Starlette(routes=[Mount("/platforms/slack", app=chat.router)])
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
        serving = asyncio.create_task(server.serve())
        await until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/platforms/slack/events"
        double.pushes.request_urls = dict.fromkeys(("events_api", "slash_commands", "interactive"), url)
        try:
            async with _talking(double, chat, wait=wait) as setting:
                yield setting
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def _talking(double: SlackDouble, chat: SlackChat, *, wait: bool) -> AsyncIterator[Setting]:
    world = double.world
    ana, bo = world.add_user("ana", display_name="Ana L"), world.add_user("bo", tz="America/New_York")
    inbox = RecordingInbox()
    task = asyncio.create_task(chat.run(inbox))
    setting = Setting(double, chat, inbox, ana, bo, world.direct(ana), world.add_channel("dev", ana, bo), task)
    try:
        if wait:
            await until(lambda: chat.health().state is State.CONNECTED and chat.counts().get("caught_up"))
        yield setting
    finally:
        await setting.stop()
        await chat.aclose()


def said(room: str, text: str, *buttons: Button, thread: str | None = None, user: str | None = None) -> Said:
    address = Address("slack", room, thread, user)
    return Said(new_id(datetime.now(UTC)), address, Message((Run(text),), buttons))


def notice(room: str, text: str = "call Jens", *, may_have_arrived: bool = False) -> Notice:
    now = datetime.now(UTC)
    workspace, delivery = new_id(now), new_id(now)
    told = Notification(workspace, new_id(now), None, text, "", Kind.REMINDER, now, now)
    message = Message((Run(text),), (Button("Done", f"done:{told.id}"),))
    return Notice(workspace, delivery, Address("slack", room), message, told, None, may_have_arrived)
