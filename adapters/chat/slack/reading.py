"""What Slack sends, read as what it means to the assistant: somebody wrote, somebody pressed, or nothing for us.

It decides only whether something is meant for the bot; what to answer is the assistant's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.chat.commands import command_words
from adapters.chat.slack.people import People
from adapters.chat.slack.text import mentions
from adapters.chat.slack.threads import Threads, link_to
from bot.domain.message import WORKSPACE, Address, ButtonPress, IncomingMessage, Quote

PLATFORM = "slack"
PRIVATE = "private-"  # what the name of a message begins with that only one person sees
_TS = re.compile(r"\d{1,12}\.\d{1,9}")
_SUBTYPES = (None, "file_share", "thread_broadcast")
_PRESS_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Me:
    """The bot, as Slack knows it. url: the workspace's."""

    team: str
    user: str
    bot: str
    url: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """Not for the assistant; why is one word, to be counted."""

    why: str


def is_direct(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def why_not(event: Mapping[str, Any], me: Me) -> str | None:
    """Why a message event is none of ours, as far as it says itself; None: it may be."""
    if event.get("subtype") not in _SUBTYPES:
        return f"subtype_{event['subtype']}"[:60]
    if event.get("bot_id") or event.get("user") in (None, me.user, "USLACKBOT"):
        return "bot"
    if event.get("user_team", event.get("team", me.team)) != me.team:
        return "other_team"
    if not all(isinstance(event.get(name), str) for name in ("user", "channel", "text", "ts")):
        return "malformed"
    if not all(_TS.fullmatch(str(event[name])) for name in ("ts", "thread_ts") if event.get(name)):
        return "malformed"
    return None


class Reader:
    def __init__(self, people: People, threads: Threads) -> None:
        self._people, self._threads = people, threads

    async def message(self, event: Mapping[str, Any], me: Me) -> IncomingMessage | Ignored:
        """A message or app_mention event that why_not() lets pass. Both of one message have the same event_id."""
        room, user, text, ts = event["channel"], event["user"], event["text"], event["ts"]
        thread: str | None = event.get("thread_ts")
        direct = is_direct(event)
        by_us = event.get("parent_user_id") == me.user
        joined = by_us or (not direct and thread is not None and await self._threads.is_ours(room, thread, me.user))
        if not direct and not joined and not mentions(text, me.user):
            return Ignored("not_for_us")
        person = await self._people.person(user)
        if person.is_bot:
            return Ignored("bot")
        if direct:
            self._people.met_in(user, room)
        else:
            self._threads.join(room, thread or ts)
        words, named = await self._people.words(text, me.user)
        about = thread if thread and thread != ts and not joined else None
        return IncomingMessage(
            workspace=WORKSPACE,
            address=Address(PLATFORM, room, thread if direct else thread or ts, user),
            sender=person.profile,
            text=words,
            event_id=f"message:{room}:{ts}",
            received_at=datetime.fromtimestamp(float(ts), UTC),
            direct=direct,
            permalink=link_to(me.url, room, ts, thread),
            about=link_to(me.url, room, about) if about else None,
            mentions=named,
            quoted=await self._quoted(room, about, user, me) if about else None,
        )

    async def _quoted(self, room: str, thread: str, asking: str, me: Me) -> Quote | None:
        first = await self._threads.first(room, thread)
        text, author = (first.get("text"), first.get("user")) if first else (None, None)
        if not isinstance(text, str) or not text:
            return None
        words, _ = await self._people.words(text, me.user)
        known = isinstance(author, str) and author != asking
        return Quote(words, (await self._people.person(str(author))).profile.name if known else "")

    async def command(self, body: Mapping[str, Any], me: Me, now: datetime) -> IncomingMessage | Ignored:
        """A slash command. now: UTC. Elsewhere than in the direct conversation it has no thread: it is answered in private."""
        room, user, text, trigger = (body.get(name) for name in ("channel_id", "user_id", "text", "trigger_id"))
        if not (isinstance(room, str) and isinstance(user, str) and isinstance(trigger, str)) or not room or not user:
            return Ignored("malformed")
        person = await self._people.person(user)
        if person.is_bot:
            return Ignored("bot")
        text = text if isinstance(text, str) else ""
        words, named = await self._people.words(text, me.user)
        return IncomingMessage(
            workspace=WORKSPACE,
            address=Address(PLATFORM, room, None, user),
            sender=person.profile,
            text=command_words(words, person.profile.locale, now),
            event_id=f"command:{trigger}",
            received_at=now,
            direct=room.startswith("D") and room == await self._people.direct(user),
            mentions=named,
        )

    async def press(self, body: Mapping[str, Any], me: Me, now: datetime) -> ButtonPress | Ignored:
        """block_actions. A button on the home tab is as one pressed in the direct conversation."""
        action, user, container = _first(body.get("actions")), _id(body.get("user")), _object(body.get("container"))
        value, at = action.get("value"), action.get("action_ts")
        if not user or not isinstance(value, str) or not isinstance(at, str):
            return Ignored("malformed")
        if not value.isascii() or not 0 < len(value) <= _PRESS_LENGTH:
            return Ignored("malformed")
        room, ts = _id(body.get("channel")) or container.get("channel_id"), container.get("message_ts")
        if container.get("type") == "view":
            room, ts = await self._people.direct(user), None
        if not isinstance(room, str) or not isinstance(ts, str | None):
            return Ignored("malformed")
        thread = container.get("thread_ts") or _object(body.get("message")).get("thread_ts")
        if thread == ts or not isinstance(thread, str):
            thread = None
        ref = private_ref(action) if container.get("is_ephemeral") else ts
        if room.startswith("D") and ref == ts:
            self._people.met_in(user, room)
        return ButtonPress(
            workspace=WORKSPACE,
            address=Address(PLATFORM, room, thread, user),
            sender=(await self._people.person(user)).profile,
            press=value,
            event_id=f"press:{ts or 'home'}:{user}:{at}"[:200],
            received_at=now,
            message_ref=ref,
        )


def private_ref(action: Mapping[str, Any]) -> str | None:
    """What the private message that carries this button is called by: blocks.py put it into the block's id."""
    block_id = str(action.get("block_id") or "")
    return block_id.rpartition(":")[0].partition("#")[0] or None if block_id.startswith(PRIVATE) else None


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: Any) -> Mapping[str, Any]:
    return _object(value[0]) if isinstance(value, list) and value else {}


def _id(value: Any) -> str:
    found = _object(value).get("id")
    return found if isinstance(found, str) else ""
