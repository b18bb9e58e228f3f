"""What tests of the Mattermost adapter share: the adapter at work between a double and an inbox that records.

Its routes are served over real HTTP, as the application mounts them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import uvicorn
from pydantic import SecretStr
from starlette.routing import Mount, Router

from adapters.chat.mattermost.chat import MattermostChat
from adapters.chat.mattermost.settings import MattermostSettings, Patience
from bot.domain.errors import StoreUnavailable
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, ButtonPress, IncomingMessage, Message, Run, Said
from tests.doubles.mattermost.server import MattermostDouble
from tests.fakes import MovableClock, said_at_once
from tests.waiting import until

QUICK = Patience(first=0.01, longest=0.2, refused=0.1, stopping=5.0)


@dataclass
class RecordingInbox:
    """Keeps what came, once for each event id, as the store does. on_each: what the assistant would do with it.

    afterwards: what it does when the event is stored. away: how many events more find the store away.
    """

    messages: list[IncomingMessage] = field(default_factory=list)
    presses: list[ButtonPress] = field(default_factory=list)
    repeated: int = 0
    away: int = 0
    on_each: Callable[[IncomingMessage | ButtonPress], Awaitable[None]] | None = None
    afterwards: Callable[[IncomingMessage | ButtonPress], Coroutine[None, None, None]] | None = None
    _seen: set[str] = field(default_factory=set)

    async def take(self, event: IncomingMessage | ButtonPress) -> asyncio.Future[None]:
        await (self.on_message(event) if isinstance(event, IncomingMessage) else self.on_press(event))
        return asyncio.ensure_future(self.afterwards(event)) if self.afterwards is not None else said_at_once()

    async def on_message(self, message: IncomingMessage) -> None:
        await self._take(self.messages, message)

    async def on_press(self, press: ButtonPress) -> None:
        await self._take(self.presses, press)

    async def _take(
        self, kept: list[IncomingMessage] | list[ButtonPress], event: IncomingMessage | ButtonPress
    ) -> None:
        if self.away:
            self.away -= 1
            raise StoreUnavailable
        if event.event_id in self._seen:
            self.repeated += 1
            return
        self._seen.add(event.event_id)
        kept.append(event)  # type: ignore[arg-type]  # the caller names the list of its kind
        if self.on_each is not None:
            await self.on_each(event)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]


@dataclass
class Scene:
    double: MattermostDouble
    adapter: MattermostChat
    inbox: RecordingInbox
    clock: MovableClock
    public_url: str
    running: asyncio.Task[None]

    async def stop(self) -> None:
        self.running.cancel()
        with suppress(asyncio.CancelledError):
            await self.running

    async def start_again(self, missed_since: datetime | None = None) -> None:
        """Another process: nothing is remembered but what the inbox has stored."""
        settings = self.adapter._settings
        await self.adapter.aclose()
        self.adapter = MattermostChat(settings, self.clock, missed_since)
        self.running = asyncio.create_task(self.adapter.run(self.inbox))
        await self.connected()

    async def connected(self) -> None:
        await until(lambda: self.adapter.health().state == "connected")

    async def say(self, room: str, text: str, *buttons: Button, card: str | None = None, **to: str) -> str | None:
        """to: thread, user."""
        message = Message((Run(text),), buttons, card)
        return await self.adapter.send(Said(new_id(self.clock.now()), Address("mattermost", room, **to), message))


@asynccontextmanager
async def at_work(
    *, connected: bool = True, buttons: bool = True, tls: bool = False, **settings: object
) -> AsyncIterator[Scene]:
    """A double, and the adapter connected to it. The slash command /remind is installed."""
    async with MattermostDouble(tls=tls) as double, serving() as front:
        double.add_command("remind", f"{front.url}/platforms/mattermost/command")
        wanted = settings_for(double, front if buttons else None)
        wanted = replace(wanted, **settings)  # type: ignore[arg-type]  # a test names the fields it changes
        clock, inbox = MovableClock(), RecordingInbox()
        adapter = MattermostChat(wanted, clock)
        scene = Scene(double, adapter, inbox, clock, front.url, asyncio.create_task(adapter.run(inbox)))
        front.mounted = lambda: scene.adapter.router
        try:
            if connected:
                await scene.connected()
            yield scene
        finally:
            await scene.stop()
            await scene.adapter.aclose()


def settings_for(double: MattermostDouble, front: Front | None) -> MattermostSettings:
    """front None: the server cannot reach us."""
    return MattermostSettings(
        url=double.url,
        token=SecretStr(double.token),
        command_tokens=(SecretStr(double.world.commands["remind"]["token"]),),
        public_url=front.url if front else None,
        patience=QUICK,
    )


@dataclass
class Front:
    url: str
    mounted: Callable[[], Router] | None = None

    async def __call__(self, scope: dict[str, object], receive: object, send: object) -> None:
        assert self.mounted is not None
        application = Router([Mount("/platforms/mattermost", self.mounted())])
        await application(scope, receive, send)  # type: ignore[arg-type]  # ASGI, as it comes


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # signals are pytest's


@asynccontextmanager
async def serving() -> AsyncIterator[Front]:
    front = Front("")
    server = _Server(uvicorn.Config(front, port=0, lifespan="off", log_level="critical", ws="none"))  # type: ignore[arg-type]
    task = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    front.url = f"http://127.0.0.1:{port}"
    try:
        yield front
    finally:
        # Not should_exit: that takes uvicorn two tenths of a second, and there are many tests.
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        for listener in server.servers:
            listener.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        await until(lambda: not server.server_state.connections)
