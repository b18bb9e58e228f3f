"""Inbound: a post, a slash command, a pressed button or a dialog, as IncomingMessage and ButtonPress.

Whether it was meant for the bot is told here; what it means is the assistant's business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from adapters.chat.commands import command_words
from adapters.chat.mattermost.api import Api
from adapters.chat.mattermost.cards import Carried
from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.people import People
from adapters.chat.mattermost.posts import MENTION, ROOM, Post, names, without_name
from adapters.chat.mattermost.rights import PLATFORM
from adapters.chat.mattermost.rooms import Rooms
from adapters.chat.mattermost.settings import MattermostSettings
from adapters.chat.mattermost.threads import Threads
from bot.domain.message import WORKSPACE, Address, ButtonPress, IncomingMessage, Mention, Quote

_EVERYBODY = ("here", "channel", "all")
_MOST_MENTIONS = 10
LONGEST_QUOTE = 1000


class Inbound:
    """bot_name and site_url are set once the bot has logged in."""

    bot_name = ""

    def __init__(self, api: Api, people: People, rooms: Rooms, threads: Threads, settings: MattermostSettings) -> None:
        self._api, self._people, self._rooms, self._threads = api, people, rooms, threads
        self.site_url = settings.url.rstrip("/")

    def is_for_bot(self, post: Post, now: datetime) -> bool:
        """In the direct conversation everything; elsewhere what calls the bot's name, or answers its question in a thread."""
        return (
            post.direct
            or names(post.text, self.bot_name)
            or self._threads.expects(post.room, post.root, post.author, now)
        )

    async def from_post(self, post: Post, received_at: datetime) -> IncomingMessage | None:
        """None for what a bot's account wrote. In a room the answer goes into the thread, in the direct conversation beside it."""
        person = await self._people.describe(post.author, post.author_name)
        if person.machine:
            return None
        thread = post.root or (None if post.direct else post.id)
        self._threads.heard(post.room, thread, post.author)
        text = without_name(post.text, self.bot_name)
        about, quoted = await self._about(post)
        return IncomingMessage(
            workspace=WORKSPACE,
            address=Address(PLATFORM, post.room, thread),
            sender=person.profile,
            text=text,
            event_id=f"post:{post.id}",
            received_at=received_at,
            direct=post.direct,
            permalink=self.permalink(post.id),
            about=about,
            mentions=await self._mentions(text, post.room),
            quoted=quoted,
        )

    async def from_command(self, form: Callable[[str], str], received_at: datetime) -> IncomingMessage:
        """form: a field of the request by name, "" where it is not there. In a room the answer is for the person's eyes only."""
        user, room = form("user_id"), form("channel_id")
        direct = set(form("channel_name").split("__")) == {user, self._rooms.bot_id}
        person = await self._people.describe(user, form("user_name"))
        typed = form("text").strip()
        return IncomingMessage(
            workspace=WORKSPACE,
            address=Address(PLATFORM, room, form("root_id") or None, None if direct else user),
            sender=person.profile,
            text=command_words(typed, person.profile.locale, received_at),
            event_id=f"command:{_digest(form('trigger_id') or form('response_url'))}",
            received_at=received_at,
            direct=direct,
            mentions=await self._mentions(typed, room),
        )

    async def from_press(
        self, carried: Carried, user: str, name: str, post_id: str, trigger: str, now: datetime
    ) -> ButtonPress:
        person = await self._people.describe(user, name)
        return ButtonPress(
            workspace=WORKSPACE,
            address=Address(PLATFORM, carried.room, carried.thread, carried.reader),
            sender=person.profile,
            press=carried.press,
            event_id=f"press:{_digest(trigger)}",
            received_at=now,
            message_ref=carried.card or post_id,
        )

    async def from_dialog(self, carried: Carried, user: str, text: str, now: datetime) -> IncomingMessage:
        """What was typed there counts as said where the card stands. One dialog counts once."""
        person = await self._people.describe(user, "")
        room = await self._rooms.get(carried.room)
        return IncomingMessage(
            workspace=WORKSPACE,
            address=Address(PLATFORM, carried.room, carried.thread, carried.reader),
            sender=person.profile,
            text=text,
            event_id=f"dialog:{carried.card}",
            received_at=now,
            direct=room is not None and room.direct,
            mentions=await self._mentions(text, carried.room),
        )

    def permalink(self, post_id: str) -> str:
        """Works without the name of the team, which a direct conversation has none of."""
        return f"{self.site_url}/_redirect/pl/{post_id}"

    async def _about(self, post: Post) -> tuple[str | None, Quote | None]:
        """A thread's first post, when it is neither the bot's own nor was said to it."""
        if post.root is None:
            return None, None
        try:
            root = await self._api.do(self._api.driver.posts.get_post, post.root)
        except Failure:
            return self.permalink(post.root), None
        author, text = str(root.get("user_id")), root.get("message")
        if author == self._rooms.bot_id or not isinstance(text, str) or names(text, self.bot_name):
            return None, None
        name = "" if author == post.author else (await self._people.describe(author, "")).profile.name
        return self.permalink(post.root), Quote(text[:LONGEST_QUOTE], name)

    async def _mentions(self, text: str, room: str) -> tuple[Mention, ...]:
        """The people and rooms that the text names, by their ids; who cannot be asked for now stays a plain word."""
        mentions: dict[str, Mention] = {}
        for found in list(MENTION.finditer(text))[:_MOST_MENTIONS]:
            if found[1].lower() in _EVERYBODY:
                continue
            try:
                person = await self._people.find(found[1])
            except Failure:
                continue
            if person is not None and person.active and person.profile.external_id != self._rooms.bot_id:
                typed = found[0][: len(person.profile.name) + 1]
                mentions[typed] = Mention(typed, person.profile.external_id)
        for found in list(ROOM.finditer(text))[:_MOST_MENTIONS]:
            try:
                known = await self._rooms.find(found[1], room)
            except Failure:
                continue
            if known is not None and not known.archived:
                typed = found[0][: len(known.name) + 1]
                mentions[typed] = Mention(typed, known.id, "room")
        return tuple(mentions.values())


def _digest(trigger: str) -> str:
    return hashlib.sha256(trigger.encode()).hexdigest()[:32]
