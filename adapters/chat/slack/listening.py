"""What Slack brings, through slack-bolt, to the assistant: each kind of payload to its own handling, counted where it is none of ours.

How payloads come is connection.py's and webhook.py's; reading.py says what they mean.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from slack_bolt import BoltResponse
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.health import State, Watch
from adapters.chat.slack.api import SlackApi, quiet_logger
from adapters.chat.slack.blocks import to_view
from adapters.chat.slack.intake import BringAgain, Intake
from adapters.chat.slack.people import People
from adapters.chat.slack.reading import PLATFORM, Ignored, Me, Reader, why_not
from adapters.chat.slack.sending import Sending
from adapters.chat.slack.shortcut import asked_about, modal, read_submission
from adapters.chat.voices import Voices
from bot.domain.message import ButtonPress, IncomingMessage, Message, Profile
from bot.ports import Clock, Inbox

_log = logging.getLogger(__name__)
_ANY = re.compile(".*", re.DOTALL)
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)
Payload = Mapping[str, Any]


class Home(Protocol):
    async def __call__(self, person: Profile) -> Message:
        """What this person's App Home tab shows: their pending reminders, with buttons."""


class Listening:
    """me and inbox are there while the adapter runs."""

    def __init__(
        self,
        api: SlackApi,
        people: People,
        reader: Reader,
        sending: Sending,
        intake: Intake,
        watch: Watch,
        clock: Clock,
        home: Home | None,
        voices: Voices,
    ) -> None:
        self._api, self._people, self._reader, self._sending = api, people, reader, sending
        self._intake, self._watch, self._clock, self._home = intake, watch, clock, home
        self._voices = voices
        self.me: Me | None = None
        self.inbox: Inbox | None = None
        self.app = self._build(api.client.base_url)

    @property
    def ready(self) -> bool:
        return self.me is not None and self.inbox is not None

    def count(self, what: str) -> None:
        self._intake.counts[what] += 1

    def _build(self, api_url: str) -> AsyncApp:
        """Listeners are worked through before Slack is answered: so one that fails is not acknowledged, and the event comes again.

        (In bolt's other mode events are acknowledged first, and a listener that fails within 10 ms of its ack() takes the ack with it.)
        """

        async def authorize() -> AuthorizeResult:
            """What bolt needs to tell the bot's own events; it asks Slack for nothing."""
            me, _ = self._require()
            return AuthorizeResult(
                enterprise_id=None, team_id=me.team, bot_user_id=me.user, bot_id=me.bot, bot_token=""
            )

        app = AsyncApp(
            name=quiet_logger().name,  # bolt silences the logger of this name, and with it all below
            logger=quiet_logger(),
            client=AsyncWebClient(base_url=api_url, retry_handlers=[], logger=quiet_logger()),
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,  # webhook.py has done it, before anything was parsed
            attaching_conversation_kwargs_enabled=False,
        )
        app.use(self._of_our_team)
        app.event(_ANY)(self._on_event)
        app.command(_ANY)(self._on_command)
        app.action(_ANY)(self._on_press)
        app.shortcut(_ANY)(self._on_shortcut)
        app.view_submission(_ANY)(self._on_submission)
        app.error(self._on_error)
        return app

    async def _of_our_team(self, body: dict[str, Any], next: Callable[[], Awaitable[None]]) -> BoltResponse | None:  # noqa: A002 - bolt's name
        """People of other teams meet the bot in rooms that are shared with them (Slack Connect): it is not theirs to talk to."""
        me, _ = self._require()
        asking, team = body.get("user"), body.get("team")
        named = (
            body.get("team_id"),
            team.get("id") if isinstance(team, dict) else None,
            asking.get("team_id") if isinstance(asking, dict) else None,
        )
        if any(name is not None and name != me.team for name in named):
            self.count("other_team")
            return BoltResponse(status=200, body="")
        await next()
        return None

    async def _on_event(self, body: dict[str, Any]) -> None:
        event = body["event"]
        if event["type"] in ("message", "app_mention"):
            await self.take_message(event)
        elif event["type"] == "app_home_opened" and event.get("tab") == "home":
            await self._show_home(event["user"])
        elif event["type"] in ("user_change", "team_join"):
            self._people.learn(event.get("user"))
            self.count("profile")
        elif event["type"] in ("tokens_revoked", "app_uninstalled"):
            self._watch.turn(State.REFUSED, "the app was removed from the workspace: install it again")
        else:
            self.count("other_event")

    async def take_message(self, event: Payload) -> None:
        """A message event, or a message found in a room's history."""
        me, inbox = self._require()
        why = why_not(event, me)
        if why:
            self.count(why)
            return

        async def work() -> None:
            await self._hand(await self._reader.message(event, me), inbox)

        await self._intake.take(f"message:{event['channel']}:{event['ts']}", (event["channel"], event["user"]), work)

    async def _on_command(self, body: dict[str, Any], ack: AsyncAck) -> None:
        me, inbox = self._require()
        room, user = str(body.get("channel_id")), str(body.get("user_id"))
        self._sending.may_answer(room, user, body.get("response_url"))

        async def work() -> None:
            await self._hand(await self._reader.command(body, me, self._clock.now()), inbox)

        await self._intake.take(f"command:{body.get('trigger_id')}", (room, user), work)
        await ack()

    async def _on_press(self, body: dict[str, Any], ack: AsyncAck) -> None:
        me, inbox = self._require()
        at_home = (body.get("container") or {}).get("type") == "view"
        user, action = str(body["user"]["id"]), body["actions"][0]

        async def work() -> None:
            press = await self._reader.press(body, me, self._clock.now())
            if isinstance(press, ButtonPress):
                self._sending.may_replace(press.message_ref, body.get("response_url"))
            said = await self._hand(press, inbox)
            if at_home and said is not None:
                await said
                await self._publish(user)

        room = str((body.get("channel") or {}).get("id"))
        await self._intake.take(f"press:{action.get('action_ts')}:{user}", (room, user), work)
        await ack()

    async def _on_shortcut(self, body: dict[str, Any], ack: AsyncAck) -> None:
        """A message's shortcut opens a small form; a global one means nothing to us."""
        me, _ = self._require()
        about = asked_about(body, me.url)
        if about is None:
            self.count("other_shortcut")
        else:
            trigger, user = body["trigger_id"], body["user"]["id"]

            async def work() -> None:
                voice = await self._voices(PLATFORM, (await self._people.person(user)).profile)
                words, _ = await self._people.words(about.text, me.user)
                await self._api.call("views.open", trigger_id=trigger, view=modal(about.link, words, voice))

            await self._intake.take(f"shortcut:{trigger}", ("shortcut", user), work)
        await ack()

    async def _on_submission(self, body: dict[str, Any], ack: AsyncAck) -> None:
        _, inbox = self._require()
        user = body["user"]["id"]

        async def work() -> None:
            room, person = await self._people.direct(user), (await self._people.person(user)).profile
            await self._hand(read_submission(body, room, person, await self._voices(PLATFORM, person)), inbox)

        await self._intake.take(f"submission:{body['view'].get('id')}", ("shortcut", user), work)
        await ack()

    async def _show_home(self, user: str) -> None:
        if self._home is None:
            self.count("other_event")
            return
        await self._intake.take(f"home:{user}", ("home", user), lambda: self._publish(user))

    async def _publish(self, user: str) -> None:
        if self._home is not None:
            message = await self._home((await self._people.person(user)).profile)
            await self._api.call("views.publish", user_id=user, view=to_view(message))

    async def _hand(self, event: IncomingMessage | ButtonPress | Ignored, inbox: Inbox) -> asyncio.Future[Any] | None:
        """Returns when it is stored; the future ends when what follows is said."""
        if isinstance(event, Ignored):
            self.count(event.why)
            return None
        return await inbox.take(event)

    def _require(self) -> tuple[Me, Inbox]:
        if self.me is None or self.inbox is None:
            raise BringAgain
        return self.me, self.inbox

    async def _on_error(self, error: Exception) -> BoltResponse:
        """What nobody listens to, or cannot be read, is acknowledged and forgotten. Anything else that fails is to come again."""
        if isinstance(error, BoltUnhandledRequestError):
            self.count("unknown")
            return BoltResponse(status=200, body="")
        if isinstance(error, _UNREADABLE):
            self.count("malformed")
            return BoltResponse(status=200, body="")
        if not isinstance(error, BringAgain):
            _log.error("slack.not_acknowledged", extra={"reason": type(error).__name__})
        return BoltResponse(status=503, body="")
