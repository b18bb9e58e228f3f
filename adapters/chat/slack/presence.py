"""Presence: from the first word with Slack to the last one; back after every loss, and what was missed is fetched.

How a socket is made is connection.py's, how HTTP comes in webhook.py's.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

from adapters.chat.backoff import Backoff
from adapters.chat.faults import kind_and_place
from adapters.chat.health import State, Watch
from adapters.chat.slack.api import SlackApi
from adapters.chat.slack.connection import Socket
from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.intake import BringAgain, Intake
from adapters.chat.slack.listening import Listening
from adapters.chat.slack.people import People
from adapters.chat.slack.reading import Me
from adapters.chat.slack.settings import SlackSettings
from adapters.chat.slack.threads import seconds_of
from bot.ports import Clock, Inbox

_log = logging.getLogger(__name__)
_PLANNED = ("warning", "refresh_requested")
_LONGEST_GAP = timedelta(days=1)
_STEADY_AFTER = timedelta(seconds=30)
_MOST_ROOMS = 500
_TRIES = 8


class Presence:
    def __init__(
        self,
        api: SlackApi,
        people: People,
        listening: Listening,
        intake: Intake,
        watch: Watch,
        clock: Clock,
        settings: SlackSettings,
    ) -> None:
        self._api, self._people, self._listening, self._intake = api, people, listening, intake
        self._watch, self._clock, self._settings = watch, clock, settings
        self._backoff = Backoff(settings.reconnect)
        self._catching_up: asyncio.Task[None] | None = None
        self._missed_since: datetime | None = None

    async def run(self, inbox: Inbox) -> None:
        """Until cancelled; what is in hand is then finished first."""
        self._listening.inbox = inbox
        self._intake.open()
        socket: Socket | None = None
        try:
            await self._introduce()
            if self._settings.app_token is None:
                await self._stay_reachable()
            else:
                app, ping = self._listening.app, self._settings.ping_each.total_seconds()
                token = self._settings.app_token.get_secret_value()
                socket = Socket(token, self._api.client, app, ping, self._listening.count)
                await self._keep_connected(socket)
        finally:
            if self._catching_up:
                self._catching_up.cancel()
            await self._intake.drain(self._settings.finish_within.total_seconds())
            if socket:
                await socket.aclose()
            self._listening.inbox = None
            self._watch.turn(State.STOPPED)

    async def _introduce(self) -> None:
        """Who we are, and who everybody is."""
        while True:
            try:
                self._listening.me = await self._ask_who_we_are()
                await self._people.learn_all()
                return
            except SlackFailure as failure:
                if self._listening.me is not None and not failure.refused:
                    _log.warning("slack.people_not_read", extra={"reason": failure.code})
                    return
                await self._wait_after(failure)

    async def _ask_who_we_are(self) -> Me:
        """Raises SlackFailure."""
        answer = await self._api.call("auth.test")
        if not answer.get("bot_id"):
            raise SlackFailure("not_allowed_token_type")
        return Me(str(answer["team_id"]), str(answer["user_id"]), str(answer["bot_id"]), str(answer["url"]))

    async def _keep_connected(self, socket: Socket) -> None:
        since = self._clock.now() - self._settings.catch_up
        missed = True
        while True:
            try:
                await socket.connect()
            except SlackFailure as failure:
                await self._wait_after(failure)
                continue
            self._watch.turn(State.CONNECTED)
            if missed:
                self._catch_up(since)
            began = self._clock.now()
            await socket.lost.wait()
            since = self._clock.now() - self._settings.ping_each * 2  # a loss may have been noticed as late as that
            missed = socket.why_lost not in _PLANNED
            if self._clock.now() - began > _STEADY_AFTER:
                self._backoff.reset()
            if missed:
                await self._wait_after(SlackFailure(socket.why_lost))

    async def _stay_reachable(self) -> None:
        """Over HTTP Slack comes to us; so we look now and then whether it still knows us."""
        self._catch_up(self._clock.now() - self._settings.catch_up)
        while True:
            self._watch.turn(State.CONNECTED)
            self._backoff.reset()
            await asyncio.sleep(self._settings.ask_again_when_refused.total_seconds())
            try:
                await self._ask_who_we_are()
            except SlackFailure as failure:
                await self._wait_after(failure)
                await self._introduce()

    async def _wait_after(self, failure: SlackFailure) -> None:
        """A refusal is said once and asked again about seldom; anything else is tried again, later each time."""
        if failure.refused:
            self._watch.turn(State.REFUSED, failure.refused)
            await asyncio.sleep(self._settings.ask_again_when_refused.total_seconds())
            return
        self._watch.turn(State.RECONNECTING, "the connection to Slack was lost; trying again")
        await self._backoff.pause()

    def _catch_up(self, since: datetime) -> None:
        """Fetch what was missed from then on, and what an earlier fetching has not come to; of the last day."""
        if self._catching_up:
            self._catching_up.cancel()
        self._missed_since = min(since, self._missed_since or since)
        oldest = max(self._missed_since, self._clock.now() - _LONGEST_GAP)
        self._catching_up = asyncio.create_task(self._fetch_missed(oldest))

    async def _fetch_missed(self, since: datetime) -> None:
        """What was written to the bot while nobody listened. Slack brings it again itself for some minutes; what comes twice counts once."""
        backoff = Backoff(self._settings.reconnect)
        for _ in range(_TRIES):
            try:
                await self._fetch_rooms(since)
            except SlackFailure as failure:
                _log.warning("slack.missed_not_fetched", extra={"reason": failure.code})
                if not failure.passing:
                    return
                await backoff.pause()
            except Exception as error:  # what could not be read is fetched no more, and nobody else would say so
                _log.error("slack.missed_not_read", extra={"fault": kind_and_place(error)})
                return
            else:
                self._missed_since = None
                self._listening.count("caught_up")
                return

    async def _fetch_rooms(self, since: datetime) -> None:
        """Raises SlackFailure, but not for a single room that is not to be read."""
        rooms: list[str] = []
        for types in ("im", "mpim,public_channel,private_channel"):
            pages = self._api.pages("users.conversations", "channels", types=types, exclude_archived=True, limit=200)
            async for page in pages:
                rooms += [str(room["id"]) for room in page]
        for room in rooms[:_MOST_ROOMS]:
            try:
                await self._fetch_room(room, since)
            except SlackFailure as failure:
                if failure.passing or failure.refused:
                    raise
                _log.warning("slack.room_not_fetched", extra={"room": room, "reason": failure.code})

    async def _fetch_room(self, room: str, since: datetime) -> None:
        """Its messages, and the replies in threads of the day before, which its history does not show. Raises SlackFailure."""
        oldest = since.timestamp()
        begun = f"{oldest - _LONGEST_GAP.total_seconds():.6f}"
        answer = await self._api.call("conversations.history", channel=room, oldest=begun, limit=200)
        missed: list[dict[str, Any]] = []
        for message in answer.get("messages") or []:
            if seconds_of(str(message.get("ts"))) > oldest:
                missed.append(message)
            if seconds_of(str(message.get("latest_reply"))) > oldest:
                missed += await self._replies(room, str(message.get("ts")), oldest)
        for message in sorted(missed, key=lambda one: seconds_of(str(one.get("ts")))):
            await self._take(message | {"channel": room})

    async def _replies(self, room: str, thread: str, oldest: float) -> list[dict[str, Any]]:
        """Without the message that began the thread, which comes with them."""
        answer = await self._api.call(
            "conversations.replies", channel=room, ts=thread, oldest=f"{oldest:.6f}", limit=200
        )
        return [one for one in answer.get("messages") or [] if one.get("ts") != thread]

    async def _take(self, message: dict[str, Any]) -> None:
        backoff = Backoff(self._settings.reconnect)
        for _ in range(_TRIES):
            try:
                await self._listening.take_message(message)
            except BringAgain:
                await backoff.pause()
            else:
                return
        _log.error("slack.missed_not_taken", extra={"room": message["channel"]})
