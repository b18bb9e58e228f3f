"""Updates on their way in: read, counted, and brought to the inbox, one at a time for each chat, several chats at once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from adapters.chat.faults import kind_and_place
from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.directory import Directory
from adapters.chat.telegram.events import Event, Ignored, Me, to_event
from adapters.chat.telegram.settings import TelegramSettings
from adapters.chat.telegram.turns import Turns
from bot.domain.errors import StoreUnavailable
from bot.domain.message import ButtonPress, IncomingMessage
from bot.ports import Clock, Inbox

_log = logging.getLogger(__name__)


class Intake:
    """Closed until open() and after close(); what comes then is not taken, and Telegram keeps it."""

    def __init__(self, bot: TelegramBot, directory: Directory, clock: Clock, settings: TelegramSettings) -> None:
        self._bot, self._directory, self._clock, self._settings = bot, directory, clock, settings
        self._turns: Turns[str] = Turns()
        self._in_hand: set[asyncio.Task[None]] = set()
        self._inbox: Inbox | None = None
        self._me: Me | None = None
        self.counts: Counter[str] = Counter()

    @property
    def is_open(self) -> bool:
        return self._inbox is not None

    def open(self, inbox: Inbox, me: Me) -> None:
        self._inbox, self._me = inbox, me

    async def close(self, within: timedelta) -> None:
        """Take no more, and let what is in hand come to its end."""
        self._inbox = None
        if self._in_hand:
            _, unfinished = await asyncio.wait(self._in_hand, timeout=within.total_seconds())
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    async def take_all(self, updates: Iterable[Any]) -> None:
        """Done with all of them. Raises StoreUnavailable when at least one must come again; cancelled, lets them go on."""
        tasks = [self.begin(update) for update in updates]
        if tasks:
            await asyncio.wait(tasks)
            for task in tasks:
                task.result()

    def begin(self, update: Any) -> asyncio.Task[None]:
        """Started in the order of coming; the task raises StoreUnavailable when the update must come again."""
        task = asyncio.create_task(self._take(update))
        self._keep(task)
        return task

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._in_hand.add(task)
        task.add_done_callback(self._let_go)

    def _let_go(self, task: asyncio.Task[None]) -> None:
        """Looks at the result, since nobody else does where the one who waited was cancelled."""
        self._in_hand.discard(task)
        if not task.cancelled():
            task.exception()

    async def _take(self, update: Any) -> None:
        event = self._read(update)
        if isinstance(event, Ignored):
            self.counts[f"ignored.{event.why}"] += 1
            return
        if isinstance(event, ButtonPress):
            self._stop_the_spinner(event)
        async with self._turns.take(event.address.room):
            await self._hand_over(event)

    def _read(self, raw: Any) -> Event:
        """Whatever is in it: what cannot be read is counted, and the log says its number, where that is one."""
        assert self._me is not None  # noqa: S101 - open() came first
        number = raw.get("update_id") if isinstance(raw, Mapping) else None
        try:
            update = Update.de_json(dict(raw), self._bot)
            self._directory.learn(update)
            event = to_event(update, self._me, self._clock.now(), self._directory.bearers)
        except Exception as error:  # the library raises whatever a missing field leads to
            shown = number if isinstance(number, int) else "?"
            _log.warning("telegram.update_malformed update=%s error=%s", shown, type(error).__name__)
            return Ignored("malformed")
        return event

    async def _hand_over(self, event: IncomingMessage | ButtonPress) -> None:
        inbox = self._inbox
        if inbox is None:
            raise StoreUnavailable("remindbot is stopping")
        try:
            await inbox.take(event)
        except StoreUnavailable:
            self.counts["put_back"] += 1
            raise
        except Exception as error:  # one message that breaks the assistant must not stop the others
            self.counts["failed"] += 1
            _log.error("telegram.event_failed event=%s error=%s", event.event_id, kind_and_place(error))
            return
        self.counts["taken"] += 1

    def _stop_the_spinner(self, press: ButtonPress) -> None:
        """Telegram shows a pressed button as busy until it is answered; what follows from the press is said as a message."""

        async def answer() -> None:
            try:
                await self._bot.answer_callback_query(press.event_id.removeprefix("press:"))
            except TelegramError:
                self.counts["press_answered_late"] += 1

        self._keep(asyncio.create_task(answer()))
