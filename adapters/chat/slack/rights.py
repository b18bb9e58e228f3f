"""What the core asks before it promises to write to somebody, or somewhere, for somebody: names to ids, membership, the right to write."""

from __future__ import annotations

import asyncio
import re

from adapters.chat.slack.api import SlackApi
from adapters.chat.slack.failures import SlackFailure
from adapters.chat.slack.people import People
from adapters.chat.slack.reading import PLATFORM
from bot.domain.message import Address

_PERSON_ID = re.compile(r"[UW][A-Z0-9]{6,}")
_ROOM_ID = re.compile(r"[CG][A-Z0-9]{6,}")
_ROOMS_LIFE = 300.0


class Rights:
    def __init__(self, api: SlackApi, people: People) -> None:
        self._api, self._people = api, people
        self._rooms: dict[str, str] = {}
        self._rooms_until = 0.0

    async def find_person(self, name: str, room: str | None = None) -> str | None:
        """The id behind "@name" (or an id itself); None where nobody is called so, or several are. Raises SlackFailure."""
        wanted = name.removeprefix("@")
        if _PERSON_ID.fullmatch(wanted):
            person = await self._people.person(wanted)
            return None if person.gone else wanted
        met = await self._people.find(wanted)
        return met[0].profile.external_id if len(met) == 1 else None

    async def find_room(self, name: str) -> str | None:
        """The id of a room by "#name"; None where there is none that the bot sees. Raises SlackFailure."""
        wanted = name.lstrip("#~").casefold()
        if _ROOM_ID.fullmatch(name.lstrip("#~")):
            return name.lstrip("#~")
        now = asyncio.get_running_loop().time()
        if wanted not in self._rooms or now > self._rooms_until:
            self._rooms = {}
            types = "public_channel,private_channel"
            async for page in self._api.pages(
                "conversations.list", "channels", types=types, exclude_archived=True, limit=1000
            ):
                self._rooms |= {str(room["name"]).casefold(): str(room["id"]) for room in page if room.get("name")}
            self._rooms_until = now + _ROOMS_LIFE
        return self._rooms.get(wanted)

    async def is_in_room(self, room: str) -> bool:
        """Whether the bot itself may write there. Raises SlackFailure."""
        try:
            channel = (await self._api.call("conversations.info", channel=room))["channel"]
        except SlackFailure as failure:
            if failure.passing or failure.refused:
                raise
            return False
        return bool(channel.get("is_member") or channel.get("is_im")) and not channel.get("is_archived")

    async def may_post(self, person: str, room: str) -> bool:
        """Slack tells who is in a room, not who may write there: members may. Raises SlackFailure."""
        if (await self._people.person(person)).gone or not await self.is_in_room(room):
            return False
        async for page in self._api.pages("conversations.members", "members", channel=room, limit=1000):
            if person in page:
                return True
        return False

    async def open_direct(self, person: str) -> Address | None:
        """Where this person is reached directly; None where they cannot be. Raises SlackFailure."""
        try:
            return Address(PLATFORM, await self._people.direct(person), user=person)
        except SlackFailure as failure:
            if failure.passing or failure.refused:
                raise
            return None
