"""MattermostChat: Mattermost as the assistant sees it, a place to talk (ChatAdapter) and a way to reach people (Channel).

It joins the parts and keeps the connection; events come through reception.py and routes.py, messages go through outbox.py.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

from starlette.routing import Router
from websockets.exceptions import WebSocketException

from adapters.chat.backoff import Backoff
from adapters.chat.faults import kind_and_place
from adapters.chat.health import Health, State, Watch
from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Signer
from adapters.chat.mattermost.doctor import diagnose
from adapters.chat.mattermost.failures import Failure, delivery_error
from adapters.chat.mattermost.inbound import Inbound
from adapters.chat.mattermost.outbox import Outbox
from adapters.chat.mattermost.people import People, Person
from adapters.chat.mattermost.reception import Reception
from adapters.chat.mattermost.rights import PLATFORM, Rights
from adapters.chat.mattermost.rooms import Rooms
from adapters.chat.mattermost.routes import Routes
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.mattermost.socket import NotConfirmed, ReliableSocket
from adapters.chat.mattermost.threads import Threads
from adapters.chat.mattermost.whispers import Whispers
from adapters.chat.voices import ProfileVoices, Voices
from bot.domain.errors import DeliveryError
from bot.domain.identifier import made_at, new_id
from bot.domain.message import Address, Edit, Message, Run, Said
from bot.ports import Clock, Inbox, Notice
from bot.wording.voice import Voice

_log = logging.getLogger("remindbot.mattermost")
_FRESH = timedelta(seconds=20)  # what is older than this when it is said may have been said before a restart
_SPARE = 383  # characters left free in a post
_REFUSED = "Mattermost does not accept the bot's token: create a new one and put it into mattermost.token"
_LOST = "the connection was lost; trying again"


class MattermostChat:
    """missed_since: from when on messages were missed before the start (the end of the last run); None: none are fetched.

    router: what the server calls, to be mounted under /platforms/mattermost; it says "just starting" while run() does not run.
    voices: in whose language it says what it says itself.
    rights: what is asked before somebody else is promised a reminder. Close with aclose() when nothing is to be sent any more.
    """

    platform = PLATFORM
    name = PLATFORM

    def __init__(
        self,
        settings: MattermostSettings,
        clock: Clock,
        missed_since: datetime | None = None,
        voices: Voices | None = None,
    ) -> None:
        self._settings, self._clock, self._voices = settings, clock, voices or ProfileVoices(clock)
        self._counts: Counter[str] = Counter()
        self._watch = Watch(PLATFORM, clock)
        self._api = Api(settings)
        self._people = People(self._api, settings, clock)
        self._rooms = Rooms(self._api)
        threads, whispers = Threads(), Whispers()
        signer = Signer(settings.signing_key, settings.button_life)
        self._inbound = Inbound(self._api, self._people, self._rooms, threads, settings)
        self._outbox = Outbox(self._api, self._people, self._rooms, threads, whispers, signer, settings, clock)
        self._reception = Reception(
            self._api, self._inbound, self._people, self._rooms, clock, self._counts, missed_since, settings.patience, self._tell
        )  # fmt: skip
        self._routes = Routes(
            settings, self._api, self._inbound, whispers, signer, clock, self._counts, self._spawn, self._tell, self._voice_of
        )  # fmt: skip
        self._socket = ReliableSocket(
            self._api.options, settings.token.get_secret_value(), self._on_open, self._on_noise
        )  # fmt: skip
        self._tasks: set[asyncio.Task[None]] = set()
        self.router: Router = self._routes.app
        self.rights = Rights(self._people, self._rooms, self._delivery_error)

    def health(self) -> Health:
        return self._watch.health

    def counts(self) -> Mapping[str, int]:
        """What came in, by what became of it; and how often the server said 429."""
        return self._counts | Counter(limited=self._api.limited)

    async def diagnose(self) -> list[str]:
        """A sentence for each thing that is wrong with the set-up, with what to do."""
        return await diagnose(self._api, self._settings)

    async def run(self, inbox: Inbox) -> None:
        """Serve until cancelled; what was taken in is finished then. The routes answer while this runs."""
        self._routes.inbox = inbox
        receiving = asyncio.create_task(self._reception.serve(inbox))
        try:
            await self._stay_connected()
        finally:
            self._routes.inbox = None
            await self._socket.aclose()
            receiving.cancel()
            await asyncio.gather(receiving, return_exceptions=True)
            await self._reception.finish(self._settings.patience.stopping)
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=self._settings.patience.stopping)
            self._watch.turn(State.STOPPED)

    async def aclose(self) -> None:
        """After the last send."""
        await self._api.aclose()

    # ChatAdapter and Channel

    async def send(self, said: Said | Notice) -> str | None:
        """Raises DeliveryError."""
        try:
            await self._know_ourselves()
            if isinstance(said, Said):
                old = self._clock.now() - made_at(said.id, self._clock.now()) > _FRESH
                return await self._outbox.say(said.id, said.address, said.message, may_be_there=old)
            await self._require_active(said)
            return await self._outbox.say(
                said.delivery_id, said.address, said.message, may_be_there=said.may_have_arrived
            )  # fmt: skip
        except Failure as failure:
            raise self._delivery_error(failure) from failure

    async def edit(self, edit: Edit) -> None:
        """Raises DeliveryError; permanent when the post is gone."""
        try:
            await self._know_ourselves()
            await self._outbox.edit(edit.address, edit.message_ref, edit.message)
        except Failure as failure:
            raise self._delivery_error(failure) from failure

    async def _require_active(self, notice: Notice) -> None:
        """The server takes messages for deactivated accounts, which nobody will ever read."""
        partner = notice.address.user or await self._rooms.partner(notice.address.room)
        person: Person | None = await self._people.get(partner) if partner else None
        if person is not None and not person.active:
            raise DeliveryError("the account is deactivated", permanent=True)

    def _delivery_error(self, failure: Failure) -> DeliveryError:
        if failure.refused:
            self._watch.turn(State.REFUSED, _REFUSED)
        return delivery_error(failure, self._clock.now())

    # The connection

    async def _stay_connected(self) -> None:
        patience = self._settings.patience
        backoff = Backoff(patience.reconnect)
        while True:
            opened = self._counts["connected"]
            ask_again = patience.longest
            try:
                await self._log_in()
                await self._socket.connect(self._reception.on_event)
            except Failure as failure:
                if failure.refused:
                    self._watch.turn(State.REFUSED, _REFUSED)
                    ask_again = patience.refused
            except (OSError, WebSocketException, NotConfirmed) as error:
                _log.info("mattermost.connection_failed error=%s", type(error).__name__)
            except Exception as error:  # whatever it is, the other platforms go on and so does this one
                _log.error("mattermost.connection_fault error=%s", kind_and_place(error))
            if self._watch.health.state is State.REFUSED:
                await asyncio.sleep(ask_again)
                continue
            self._watch.turn(State.RECONNECTING, _LOST)
            if self._counts["connected"] > opened:
                backoff.reset()
            await backoff.pause()

    async def _know_ourselves(self) -> None:
        """What an earlier run left to be said may be sent before the connection stands. Raises Failure."""
        if not self._rooms.bot_id:
            await self._log_in()

    async def _log_in(self) -> None:
        """Raises Failure. Who the bot is, and how the server is set up, may have changed since the last time."""
        bot = await self._api.log_in()
        self._rooms.bot_id = str(bot["id"])
        self._inbound.bot_name = str(bot["username"])
        config = await self._api.get("/config/client", format="old")
        self._inbound.site_url = str(config.get("SiteURL") or self._settings.url).rstrip("/")
        longest = str(config.get("MaxPostSize") or "")
        if longest.isdigit() and int(longest) > _SPARE:
            self._outbox.longest = int(longest) - _SPARE
        if self._watch.health.state is State.REFUSED:
            self._watch.turn(State.RECONNECTING, _LOST)

    async def _on_open(self, gap: bool) -> None:
        self._counts["connected"] += 1
        self._watch.turn(State.CONNECTED)
        if gap:
            await self._reception.on_gap()

    def _on_noise(self) -> None:
        self._counts["malformed"] += 1

    async def _voice_of(self, user: str) -> Voice:
        return await self._voices(PLATFORM, (await self._people.describe(user, "")).profile)

    async def _tell(self, room: str, person: str) -> None:
        address, now = Address(PLATFORM, room, None, person), self._clock.now()
        text = (await self._voice_of(person)).text("broken")
        try:
            await self._outbox.say(new_id(now), address, Message((Run(text),)), may_be_there=False)
        except Failure as failure:
            _log.warning("mattermost.not_told status=%d", failure.status)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
