"""TelegramChat: Telegram as the assistant sees it, a place to talk (ChatAdapter) and a way to reach people (Channel).

It only joins the parts: connection.py and webhook.py bring updates to intake.py, events.py reads them, sending.py and texts.py answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.routing import Router

from adapters.chat.health import Health, Watch
from adapters.chat.telegram.bot import build_bot
from adapters.chat.telegram.connection import Connection
from adapters.chat.telegram.directory import Directory
from adapters.chat.telegram.doctor import diagnose
from adapters.chat.telegram.events import PLATFORM
from adapters.chat.telegram.intake import Intake
from adapters.chat.telegram.rates import ChatLimiter
from adapters.chat.telegram.rights import Remembered, Rights, nobody
from adapters.chat.telegram.sending import Sending
from adapters.chat.telegram.settings import TelegramSettings
from adapters.chat.telegram.webhook import build_router
from adapters.chat.window import Urgency
from bot.domain.message import Edit, Said
from bot.ports import Clock, Inbox, Notice


class TelegramChat:
    """router: Telegram's webhook, to be mounted under /platforms/telegram; it answers 503 while run() does not run.

    rights: what is asked before somebody else is promised a reminder; remembered: whom it knows from before.
    Close with aclose() when nothing is to be sent any more.
    """

    platform = PLATFORM
    name = PLATFORM

    def __init__(self, settings: TelegramSettings, clock: Clock, remembered: Remembered = nobody) -> None:
        self._settings = settings
        self._limiter = ChatLimiter(settings.rates, settings.patience, settings.longest_queue)
        self._bot = build_bot(settings, self._limiter)
        directory = Directory()
        self._watch = Watch(PLATFORM, clock)
        self._intake = Intake(self._bot, directory, clock, settings)
        self._connection = Connection(self._bot, self._intake, self._watch, settings)
        self._sending = Sending(self._bot, directory, clock)
        self.rights = Rights(self._bot, directory, clock, remembered)
        self.router: Router = build_router(self._intake, settings.webhook_secret)

    async def run(self, inbox: Inbox) -> None:
        await self._connection.run(inbox)

    async def send(self, message: Said | Notice) -> str:
        """The ids of Telegram's messages, joined by commas. The same key again sends nothing twice. Raises DeliveryError."""
        if isinstance(message, Said):
            return await self._sending.send(message.id, message.address, message.message, Urgency.ANSWER)
        return await self._sending.send(message.delivery_id, message.address, message.message, Urgency.DELIVERY)

    async def edit(self, edit: Edit) -> None:
        """Raises DeliveryError."""
        await self._sending.edit(edit)

    def health(self) -> Health:
        return self._watch.health

    def counts(self) -> Mapping[str, int]:
        """How many events were taken, and how many not, by reason; "limited": how often Telegram asked for a pause."""
        return {**self._intake.counts, "limited": self._limiter.refusals}

    async def diagnose(self) -> list[str]:
        """What is wrong with the set-up, in words; empty when nothing is. Asks Telegram, changes nothing."""
        return await diagnose(self._bot, self._settings)

    async def aclose(self) -> None:
        await self._bot.aclose()
