"""What the core asks before it promises to write to somebody, or somewhere, for somebody: names to ids, membership, the right to write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.chat.mattermost.failures import Failure
from adapters.chat.mattermost.people import People
from adapters.chat.mattermost.rooms import Rooms
from bot.domain.errors import DeliveryError
from bot.domain.message import Address

PLATFORM = "mattermost"
_Answer = TypeVar("_Answer")


class Rights:
    """Every question raises DeliveryError when the server cannot be asked."""

    def __init__(self, people: People, rooms: Rooms, to_error: Callable[[Failure], DeliveryError]) -> None:
        self._people, self._rooms, self._to_error = people, rooms, to_error

    async def find_person(self, name: str, room: str | None = None) -> str | None:
        """The id behind "@name"; None where nobody is called so, or the account is deactivated. Names are the same in every room."""
        person = await self._asked(self._people.find(name))
        return person.profile.external_id if person is not None and person.active else None

    async def find_room(self, name: str, room: str | None = None) -> str | None:
        """The id of "~name": in the team of `room`, else in any team of the bot's. None where there is none that the bot sees."""
        found = await self._asked(self._rooms.find(name, room))
        return found.id if found is not None and not found.archived else None

    async def is_in_room(self, room: str) -> bool:
        """Whether the bot itself may write there."""
        return await self.may_post(self._rooms.bot_id, room)

    async def may_post(self, person: str, room: str) -> bool:
        """Whether this person is a member there; who of them may only read, the server tells nobody but administrators."""
        return await self._asked(self._rooms.has_member(room, person))

    async def open_direct(self, person: str) -> Address | None:
        """Where this person is reached directly; None where they cannot be."""
        known = await self._asked(self._people.get(person))
        if known is None or not known.active:
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
