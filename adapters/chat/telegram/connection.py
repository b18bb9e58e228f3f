"""The connection to Telegram: long polling or a webhook, kept up through outages, refusals and restarts.

An update counts as taken only when the inbox has it: until then Telegram keeps it, for up to a day, and sends it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NoReturn

from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.chat.backoff import Backoff
from adapters.chat.health import State, Watch
from adapters.chat.telegram.bot import ALLOWED_UPDATES, TelegramBot
from adapters.chat.telegram.events import COMMANDS, Me
from adapters.chat.telegram.failures import FloodWait, ServerTrouble
from adapters.chat.telegram.intake import Intake
from adapters.chat.telegram.settings import TelegramSettings
from bot.domain.errors import StoreUnavailable
from bot.ports import Inbox
from bot.wording.voice import LANGUAGES, words_for_all

_log = logging.getLogger(__name__)
_WEBHOOK_CONNECTIONS = 100
_OTHERS = "en"  # what is offered to people of languages that we have no words in
_REFUSED = (
    "Telegram does not accept the bot's token: get a new one from @BotFather (/token) and put it in the configuration"
)
_CONFLICT = "another program, or another remindbot, fetches this bot's messages: stop it, or give it a bot of its own"


class NotReached(TelegramError):
    """Updates wait at Telegram, which could not deliver the last one."""


class Connection:
    def __init__(self, bot: TelegramBot, intake: Intake, watch: Watch, settings: TelegramSettings) -> None:
        self._bot, self._intake, self._watch, self._settings = bot, intake, watch, settings
        self._backoff = Backoff(settings.reconnect)
        self._offset: int | None = None

    async def run(self, inbox: Inbox) -> None:
        """Until cancelled; then what is in hand is finished."""
        try:
            await self._persist(lambda: self._greet(inbox))
            if self._settings.mode == "webhook":
                await self._keep_webhook()
            await self._persist(self._stop_webhook)
            while True:
                await self._persist(self._poll)
        finally:
            await self._intake.close(self._settings.finish_within)
            self._watch.turn(State.STOPPED)

    async def _greet(self, inbox: Inbox) -> None:
        """Who we are, which also shows whether the token is good; and the commands that Telegram offers beside the text field."""
        me = await self._bot.get_me()
        self._intake.open(inbox, Me(me.id, me.username or ""))
        try:
            for language in LANGUAGES:
                offered = [(name, words_for_all(f"command.{name}", language)) for name in COMMANDS]
                await self._bot.set_my_commands(offered, language_code=None if language == _OTHERS else language)
        except TelegramError as error:  # the commands work without being offered
            _log.warning("telegram.commands_not_offered error=%s", type(error).__name__)

    async def _ask_for_webhook(self) -> None:
        await self._bot.set_webhook(
            self._settings.webhook_url,
            secret_token=self._settings.webhook_secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=_WEBHOOK_CONNECTIONS,
        )
        self._watch.turn(State.CONNECTED)

    async def _keep_webhook(self) -> NoReturn:
        await self._persist(self._ask_for_webhook)
        while True:
            await asyncio.sleep(self._settings.check_webhook.total_seconds())
            await self._persist(self._look_at_webhook)

    async def _look_at_webhook(self) -> None:
        """Whether somebody else has set another, and whether Telegram reaches us. Its last error stays there when all is well again."""
        webhook = await self._bot.get_webhook_info()
        if webhook.url != self._settings.webhook_url:
            await self._ask_for_webhook()
        elif webhook.last_error_message and webhook.pending_update_count:
            raise NotReached(f"Telegram does not reach {webhook.url}: {webhook.last_error_message}")
        self._watch.turn(State.CONNECTED)

    async def _stop_webhook(self) -> None:
        """While a webhook is set Telegram refuses to be polled. What waits is kept."""
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _poll(self) -> None:
        """The first poll, and the first after a failure, do not wait for news, so that health is known at once."""
        poll = self._settings.poll if self._watch.health.ok else timedelta(0)
        updates = await self._bot.fetch_updates(self._offset, poll)
        self._watch.turn(State.CONNECTED)
        await self._intake.take_all(updates)
        numbers = [update.get("update_id") for update in updates if isinstance(update, dict)]
        self._offset = max((number + 1 for number in numbers if isinstance(number, int)), default=self._offset)

    async def _persist(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try until it succeeds, with growing pauses; what is wrong is said once."""
        while True:
            try:
                await step()
            except InvalidToken:
                self._watch.turn(State.REFUSED, _REFUSED)
                await asyncio.sleep(self._settings.ask_again_when_refused.total_seconds())
            except FloodWait as refusal:
                await asyncio.sleep(refusal.pause.total_seconds())
            except StoreUnavailable:
                _log.warning("telegram.put_back")
                await self._backoff.pause()
            except TelegramError as error:
                self._watch.turn(State.RECONNECTING, _in_words(error))
                await self._backoff.pause()
            except Exception as error:  # whatever else the library raises must not end the connection
                self._watch.turn(State.RECONNECTING, f"Telegram's answer could not be read ({type(error).__name__})")
                await self._backoff.pause()
            else:
                self._backoff.reset()
                return


def _in_words(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return _CONFLICT
    told = isinstance(error, ServerTrouble | NotReached)
    return error.message if told else f"Telegram cannot be reached ({type(error).__name__})"
