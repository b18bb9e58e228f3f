"""What the core asks before it promises to write to somebody, or somewhere, for somebody: names to ids, membership, the right to write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.people import People
from adapters.chat.mattermost.rooms import Rooms
from bot.domain.directory import Matches, RoomProfile, nearest
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Profile

PLATFORM = "mattermost"
_Answer = TypeVar("_Answer")


class Rights:
    """Implements bot.ports.Directory."""

    def __init__(self, people: People, rooms: Rooms, to_error: Callable[[Failure], DeliveryError]) -> None:
        self._people, self._rooms, self._to_error = people, rooms, to_error

    async def person(self, person: str) -> Profile | None:
        """Also None for an account that was deactivated."""
        known = await self._asked(self._people.get(person))
        return known.profile if known is not None and known.reachable else None

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        """Names are the same in every room. Deactivated accounts and bots are nobody."""
        person = await self._asked(self._people.find(name))
        if person is not None and person.reachable:
            return Matches(person.profile)
        like = [one.profile for one in await self._asked(self._people.search(name)) if one.reachable]
        return Matches(near=nearest(name.removeprefix("@"), ((one.name, one) for one in like)))

    async def room(self, room: str) -> RoomProfile | None:
        found = await self._asked(self._rooms.get(room))
        return RoomProfile(found.id, found.name) if found is not None and not found.archived else None

    async def find_room(self, name: str, near: str | None = None) -> Matches[RoomProfile]:
        """In the team of the room `near`, else in any team of the bot's. Rooms that the bot does not see are none."""
        found = await self._asked(self._rooms.find(name, near))
        if found is not None and not found.archived:
            return Matches(RoomProfile(found.id, found.name))
        ours = [self._rooms.read(channel) for channel in await self._asked(self._rooms.all())]
        named = ((room.name, RoomProfile(room.id, room.name)) for room in ours if not room.direct and not room.archived)
        return Matches(near=nearest(name.lstrip("~#"), named))

    async def is_in_room(self, room: str) -> bool:
        return await self.may_post(self._rooms.bot_id, room)

    async def may_post(self, person: str, room: str) -> bool:
        """Whether this person is a member there; who of them may only read, the server tells nobody but administrators."""
        return await self._asked(self._rooms.has_member(room, person))

    async def open_direct(self, person: str) -> Address | None:
        known = await self._asked(self._people.get(person))
        if known is None or not known.reachable:
            return None
        try:
            return Address(PLATFORM, await self._rooms.open_direct(person), user=person)
        except Failure as failure:
            if failure.missing or failure.status == 400:
                return None
            raise self._to_error(failure) from failure

    async def _asked(self, question: Awaitable[_Answer]) -> _Answer:
        try:
            return await question
        except Failure as failure:
            raise self._to_error(failure) from failure
