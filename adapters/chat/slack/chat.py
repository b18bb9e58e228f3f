"""SlackChat: Slack as the assistant sees it, a place to talk (ChatAdapter) and a way to reach people (Channel).

It only joins the parts: presence.py keeps the connection, listening.py and reading.py take what comes, sending.py and blocks.py answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.routing import Router

from adapters.chat.health import Health, Watch
from adapters.chat.slack.api import SlackApi
from adapters.chat.slack.doctor import diagnose
from adapters.chat.slack.intake import Intake
from adapters.chat.slack.listening import Home, Listening
from adapters.chat.slack.people import People
from adapters.chat.slack.presence import Presence
from adapters.chat.slack.rates import Limiter
from adapters.chat.slack.reading import PLATFORM, Reader
from adapters.chat.slack.rights import Rights
from adapters.chat.slack.sending import Sending
from adapters.chat.slack.settings import SlackSettings
from adapters.chat.slack.threads import Threads
from adapters.chat.slack.webhook import build_router
from adapters.chat.voices import ProfileVoices, Voices
from adapters.chat.window import Urgency
from bot.domain.message import Edit, Said
from bot.ports import Clock, Inbox, Notice


class SlackChat:
    """router: Slack's way in over HTTP, to be mounted under /platforms/slack; it answers 503 while run() does not run.

    rights: what is asked before somebody else is promised a reminder. home: what the App Home tab shows; None: no tab.
    voices: in whose language its forms are.
    Close with aclose() when nothing is to be sent any more.
    """

    platform = PLATFORM
    name = PLATFORM

    def __init__(
        self, settings: SlackSettings, clock: Clock, home: Home | None = None, voices: Voices | None = None
    ) -> None:
        self._settings = settings
        self._limiter = Limiter(settings.rates, settings.patience.total_seconds())
        self._api = SlackApi(settings, self._limiter)
        self._watch = Watch(PLATFORM, clock)
        self._intake = Intake(settings)
        people, threads = People(self._api, settings), Threads(self._api, clock.now())
        self._sending = Sending(self._api, people, threads, clock, clock.now())
        reader = Reader(people, threads)
        listening = Listening(
            self._api, people, reader, self._sending, self._intake, self._watch, clock, home, voices or ProfileVoices(clock)
        )  # fmt: skip
        self._presence = Presence(self._api, people, listening, self._intake, self._watch, clock, settings)
        self.rights = Rights(self._api, people, clock)
        self.router: Router = build_router(listening, settings.signing_secret)

    async def run(self, inbox: Inbox) -> None:
        await self._presence.run(inbox)

    async def send(self, message: Said | Notice) -> str | None:
        """The id of Slack's message. The same key again sends nothing twice, where Slack shows its history. Raises DeliveryError."""
        if isinstance(message, Said):
            return await self._sending.send(
                message.id, message.address, message.message, Urgency.ANSWER, doubtful=False
            )
        return await self._sending.send(
            message.delivery_id, message.address, message.message, Urgency.DELIVERY, doubtful=message.may_have_arrived
        )

    async def edit(self, edit: Edit) -> None:
        """Raises DeliveryError."""
        await self._sending.edit(edit)

    def health(self) -> Health:
        return self._watch.health

    def counts(self) -> Mapping[str, int]:
        """How many events were taken, and how many not, by reason; "limited": how often Slack asked for a pause."""
        return {**self._intake.counts, "limited": self._limiter.pauses}

    async def diagnose(self) -> list[str]:
        """What is wrong with the set-up, in words; empty when nothing is. Asks Slack, changes nothing."""
        return await diagnose(self._api, self._settings)

    async def aclose(self) -> None:
        await self._api.aclose()
