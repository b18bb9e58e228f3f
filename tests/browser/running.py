"""The whole bot for browser tests: store, assistant, loop, clock and web application, in a thread of its own beside the blocking driver.

It is put together here as bot/main.py does it, so that a test can also look into the store.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from adapters.chat.web import WebChat
from adapters.clock import AlarmClock, SystemClock
from adapters.web.app import create_app
from adapters.web.auth import issue_sign_in, sign_in_link
from adapters.web.server import Server, build_server
from adapters.web.services import WebServices
from bot.actions.notifications import Telling, notify
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin, Person
from bot.domain.user import User
from bot.scheduling.loop import Loop
from storage.store import Store, open_store

T = TypeVar("T")


class RunningBot:
    """Its attributes other than `address` belong to its own thread: reach them through call()."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run)
        self.store: Store
        self.owner: User
        self._server: Server

    def start(self) -> None:
        self._thread.start()
        self._ready.result(60)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(60)

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def link(self) -> str:
        return sign_in_link(self.address, self.call(issue_sign_in(self.store.open_unit, SystemClock(), self.owner)))

    def tell(self, title: str, **telling: Any) -> None:
        """Tell the owner something, as another part of the bot would."""
        self.call(self._tell(title, **telling))

    async def _tell(self, title: str, **telling: Any) -> None:
        async with self.store.open_unit() as uow:
            await notify(uow, self.owner.workspace_id, Telling(self.owner, title, **telling), SystemClock().now())
            await uow.commit()
        self._alarm.notify(SystemClock().now())

    def remind(self, text: str) -> None:
        """A reminder for the owner that is due at once, set without a word in the chat."""
        self.call(self._remind(text))

    async def _remind(self, text: str) -> None:
        now = SystemClock().now()
        trigger = At(now + timedelta(milliseconds=200))
        draft = ReminderDraft(text, trigger, "Europe/Copenhagen", (Person(self.owner.id),))
        async with self.store.open_unit() as uow:
            await set_reminder(uow, self.owner, draft, Origin("chat", "web", "owner"), now, Limits())
            await uow.commit()
        self._alarm.notify(trigger.instant)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._serve())
            except BaseException as error:
                if self._ready.done():
                    raise
                self._ready.set_exception(error)

    async def _serve(self) -> None:
        clock, self._alarm = SystemClock(), AlarmClock()
        self.store = await open_store(f"sqlite:///{self._folder / 'remindbot.sqlite'}")
        async with self.store.open_unit() as uow:
            owner = Address("web", "owner", user="owner")
            self.owner = await identify_user(uow, "", owner, Profile("owner", ""), clock.now())
            await uow.commit()
        chat = WebChat(self.store.open_unit, clock)
        assistant = Assistant(self.store.open_unit, clock, self._alarm, Settings())
        exchange = Exchange(assistant, {"web": chat}, self.store.open_unit, clock)
        loop = Loop(self.store.open_unit, clock, self._alarm, {"web": chat}, NoticeRenderer())
        self._server = build_server(create_app(WebServices(self.store.open_unit, clock, chat, self.address)))
        self._alarm.start()
        await exchange.flush_unsent("web")
        beside = [asyncio.create_task(loop.run()), asyncio.create_task(chat.run(exchange))]
        self._ready.set_result(None)
        try:
            await self._server.serve(sockets=[self._listener])
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            self._alarm.stop()
            self._listener.close()
            await self.store.close()


@contextmanager
def running_bot(folder: Path, port: int = 0) -> Iterator[RunningBot]:
    bot = RunningBot(folder, port)
    bot.start()
    try:
        yield bot
    finally:
        bot.stop()
