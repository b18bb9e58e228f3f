"""A running web application for tests: the real server on a free port, the real store, and an inbox that only echoes."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from websockets.asyncio.client import ClientConnection, connect

from adapters.chat.web import WebChat
from adapters.web.app import create_app
from adapters.web.auth import issue_sign_in
from adapters.web.server import build_server
from adapters.web.services import WebServices
from bot.actions.notifications import notify_user
from bot.actions.users import identify_user
from bot.domain.errors import StoreUnavailable
from bot.domain.identifier import new_id
from bot.domain.message import Address, Button, ButtonPress, Edit, IncomingMessage, Message, Profile, Run, Said
from bot.domain.notification import Level, Notification
from bot.domain.user import User
from bot.ports import Notice
from storage.store import Store, open_store
from tests.fakes import FrozenClock, said_at_once

STARTED = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


@dataclass
class EchoInbox:
    """Stores what it hears and answers "You said …" with a button, as the assistant would: in one transaction, then sent."""

    store: Store
    clock: FrozenClock
    chat: WebChat
    heard: list[IncomingMessage] = field(default_factory=list)
    pressed: list[ButtonPress] = field(default_factory=list)
    out_of_order: bool = False

    async def take(self, event: IncomingMessage | ButtonPress) -> asyncio.Future[None]:
        await (self.on_message(event) if isinstance(event, IncomingMessage) else self.on_press(event))
        return said_at_once()

    async def on_message(self, message: IncomingMessage) -> None:
        if self.out_of_order:
            raise StoreUnavailable
        now = self.clock.now()
        async with self.store.open_unit() as uow:
            user = await identify_user(uow, message.workspace, message.address, message.sender, now)
            if not await uow.events.first_seen(user.workspace_id, "web", message.event_id, now):
                return
            room = message.address.room
            await uow.messages.add_from_person(
                user.workspace_id, new_id(now), "web", room, user.id, message.text, now, client_id=message.event_id
            )
            answer = Message((Run(f"You said {message.text}"),), (Button("Fine", "yes:card", "primary"),), "card")
            said = Said(new_id(now), message.address, answer)
            await uow.messages.add_from_bot(user.workspace_id, user.id, said, now)
            await uow.commit()
        self.heard.append(message)
        await self.chat.send(said)

    async def on_press(self, press: ButtonPress) -> None:
        self.pressed.append(press)
        assert press.message_ref
        now, message = self.clock.now(), Message((Run("Fine it is."),))
        async with self.store.open_unit() as uow:
            user = await identify_user(uow, press.workspace, press.address, press.sender, now)
            await uow.messages.replace(user.workspace_id, UUID(press.message_ref), message, now)
            await uow.commit()
        await self.chat.edit(Edit(press.address, press.message_ref, message))


@dataclass
class Page:
    """One open page: its socket."""

    connection: ClientConnection

    async def tell(self, **frame: Any) -> None:
        await self.connection.send(json.dumps(frame))

    async def next(self, *types: str) -> dict[str, Any]:
        """The next frame, or the next of these types."""
        while True:
            frame: dict[str, Any] = json.loads(await asyncio.wait_for(self.connection.recv(), 60))
            if not types or frame["type"] in types:
                return frame

    async def hello(self, **browser: str) -> dict[str, Any]:
        await self.tell(type="hello", **browser)
        return await self.next("welcome")

    async def say(self, text: str, client_id: str) -> list[dict[str, Any]]:
        """Say something; every frame up to its acknowledgement or refusal."""
        await self.tell(type="say", id=client_id, text=text)
        return await self.until(client_id)

    async def until(self, client_id: str) -> list[dict[str, Any]]:
        frames = [await self.next()]
        while frames[-1]["type"] not in ("ack", "error") or frames[-1]["id"] != client_id:
            frames.append(await self.next())
        return frames


@dataclass
class Site:
    store: Store
    clock: FrozenClock
    chat: WebChat
    inbox: EchoInbox
    services: WebServices
    owner: User
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def browser(self, **options: Any) -> httpx.AsyncClient:
        """A browser without a cookie that sends our own Origin."""
        headers = {"Origin": self.address} | options.pop("headers", {})
        return httpx.AsyncClient(base_url=self.address, headers=headers, **options)

    async def issue(self) -> str:
        return await issue_sign_in(self.store.open_unit, self.clock, self.owner)

    @asynccontextmanager
    async def signed_in(self) -> AsyncIterator[httpx.AsyncClient]:
        async with self.browser() as browser:
            answer = await browser.post("/sign-in", data={"token": await self.issue()})
            assert answer.status_code == 303
            yield browser

    @asynccontextmanager
    async def page(
        self, browser: httpx.AsyncClient | None, origin: str | None = None, host: str | None = None
    ) -> AsyncIterator[Page]:
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()) if browser else ""
        headers = {"Cookie": cookies} | ({"Host": host} if host else {})
        url = f"ws://127.0.0.1:{self.port}/live"
        async with connect(
            url, origin=origin or self.address, additional_headers=headers, proxy=None, max_size=None
        ) as connection:  # type: ignore[arg-type]  # origin is a NewType of str
            yield Page(connection)

    async def notify(self, title: str, level: Level = Level.INFO) -> Notification:
        async with self.store.open_unit() as uow:
            told = await notify_user(
                uow, self.owner, title, workspace_id=self.owner.workspace_id, now=self.clock.now(), level=level
            )
            await uow.commit()
        assert isinstance(told, Notification)
        return told

    async def deliver(self, notification: Notification, delivery_id: UUID) -> str:
        """As the loop would, with the buttons of a delivered reminder."""
        buttons = (Button("Done", "done:occurrence", "primary"),)
        return await self.chat.send(
            Notice(
                self.owner.workspace_id, delivery_id, Address("web", "owner", user="owner"),
                Message((Run(notification.title),), buttons), notification, self.owner,
            )
        )  # fmt: skip


@asynccontextmanager
async def running_site(folder: Path) -> AsyncIterator[Site]:
    store = await open_store(f"sqlite+aiosqlite:///{folder / 'web.sqlite'}")
    clock = FrozenClock(STARTED)
    chat = WebChat(store.open_unit, clock)
    inbox = EchoInbox(store, clock, chat)
    async with store.open_unit() as uow:
        owner = await identify_user(
            uow, "", Address("web", "owner"), Profile("owner", "owner"), clock.now(), "Europe/Copenhagen"
        )
        await uow.commit()
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    services = WebServices(store.open_unit, clock, chat, f"http://127.0.0.1:{port}")
    server = build_server(create_app(services))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    hearing = asyncio.create_task(chat.run(inbox))
    try:
        yield Site(store, clock, chat, inbox, services, owner, port)
    finally:
        server.should_exit = True
        await serving
        listener.close()
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)
        await store.close()
