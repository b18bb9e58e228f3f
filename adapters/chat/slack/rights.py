"""What the core asks before it promises to write to somebody, or somewhere, for somebody: names to ids, membership, the right to write."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from typing import Any, TypeVar

from adapters.chat.slack.api import Json, SlackApi
from adapters.chat.slack.failures import SlackFailure, to_delivery_error
from adapters.chat.slack.people import People
from adapters.chat.slack.reading import PLATFORM
from bot.domain.directory import MOST_NEAR, Matches, RoomProfile, nearest
from bot.domain.message import Address, Profile
from bot.ports import Clock

Answer = TypeVar("Answer")
_PERSON_ID = re.compile(r"[UW][A-Z0-9]{6,}")
_ROOM_ID = re.compile(r"[CG][A-Z0-9]{6,}")
_ROOMS_LIFE = 300.0
_LISTED: dict[str, Any] = {"types": "public_channel,private_channel", "exclude_archived": True, "limit": 1000}


class Rights:
    """Implements bot.ports.Directory."""

    def __init__(self, api: SlackApi, people: People, clock: Clock) -> None:
        self._api, self._people, self._clock = api, people, clock
        self._rooms: dict[str, RoomProfile] = {}
        self._rooms_until = 0.0

    async def person(self, person: str) -> Profile | None:
        known = await self._people.person(person)
        return None if known.gone or known.is_bot else known.profile

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        """By "@name", or an id itself. Where several are called so, they all are near."""
        wanted = name.removeprefix("@")
        if _PERSON_ID.fullmatch(wanted):
            return Matches(await self.person(wanted))
        met = [one.profile for one in await self._asked(self._people.find(wanted)) or () if not one.is_bot]
        if len(met) == 1:
            return Matches(met[0])
        return Matches(near=tuple(met[:MOST_NEAR]) or nearest(wanted, self._people.named()))

    async def room(self, room: str) -> RoomProfile | None:
        channel = await self._info(room)
        if channel is None or channel.get("is_archived"):
            return None
        return RoomProfile(room, str(channel.get("name") or room))

    async def find_room(self, name: str, near: str | None = None) -> Matches[RoomProfile]:
        """By "#name", or an id itself; rooms that the bot does not see are none."""
        wanted = name.lstrip("#~")
        if _ROOM_ID.fullmatch(wanted):
            return Matches(await self.room(wanted))
        now = asyncio.get_running_loop().time()
        if wanted.casefold() not in self._rooms or now > self._rooms_until:
            self._rooms, self._rooms_until = await self._asked(self._all_rooms()) or {}, now + _ROOMS_LIFE
        found = self._rooms.get(wanted.casefold())
        return Matches(found) if found else Matches(near=nearest(wanted, self._rooms.items()))

    async def is_in_room(self, room: str) -> bool:
        channel = await self._info(room)
        return channel is not None and _is_member(channel) and not channel.get("is_archived")

    async def may_post(self, person: str, room: str) -> bool:
        """Slack tells who is in a room, not who may write there: members may."""
        if (await self._people.person(person)).gone or not await self.is_in_room(room):
            return False
        return await self._asked(self._has_member(room, person)) or False

    async def open_direct(self, person: str) -> Address | None:
        room = await self._asked(self._people.direct(person))
        return Address(PLATFORM, room, user=person) if room else None

    async def _info(self, room: str) -> Json | None:
        answer = await self._asked(self._api.call("conversations.info", channel=room))
        return dict(answer["channel"]) if answer else None

    async def _has_member(self, room: str, person: str) -> bool:
        async for page in self._api.pages("conversations.members", "members", channel=room, limit=1000):
            if person in page:
                return True
        return False

    async def _all_rooms(self) -> dict[str, RoomProfile]:
        rooms: dict[str, RoomProfile] = {}
        async for page in self._api.pages("conversations.list", "channels", **_LISTED):
            named = [RoomProfile(str(room["id"]), str(room["name"])) for room in page if room.get("name")]
            rooms |= {room.name.casefold(): room for room in named}
        return rooms

    async def _asked(self, question: Awaitable[Answer]) -> Answer | None:
        """None for what Slack refuses to tell or to do."""
        try:
            return await question
        except SlackFailure as failure:
            if failure.passing or failure.refused:
                raise to_delivery_error(failure, self._clock.now()) from failure
            return None


def _is_member(channel: Json) -> bool:
    return bool(channel.get("is_member") or channel.get("is_im"))
