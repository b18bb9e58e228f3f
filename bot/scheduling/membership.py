"""Membership: whether somebody is still in the room that they chose for what does not reach them; asked before it goes there.

When that room is used is in bot/actions/fallback.py.
"""

from __future__ import annotations

from bot.actions.fallback import goes_to_chosen_room
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.user import User
from bot.ports import Directories, UnitOfWorkFactory
from bot.repositories import DueDelivery


class Membership:
    """directories: by platform; where there is none, everybody is taken to be in their room."""

    def __init__(self, open_unit: UnitOfWorkFactory, directories: Directories) -> None:
        self._open_unit, self._directories = open_unit, directories

    async def check(self, due: DueDelivery) -> None:
        """Raises DeliveryError: for good where the person has left that room, for now where it cannot be told."""
        delivery, directory = due.delivery, self._directories.get(due.delivery.channel)
        if due.user is None or directory is None or not goes_to_chosen_room(delivery, due.user):
            return
        for person in await self._ids_of(due.user, delivery.channel):
            if await directory.may_post(person, delivery.address):
                return
        raise DeliveryError("the person is not in that room", permanent=True)

    async def _ids_of(self, user: User, platform: str) -> list[str]:
        try:
            async with self._open_unit(write=False) as uow:
                identities = await uow.users.identities(user.workspace_id, [user.id])
        except StoreUnavailable as error:
            raise DeliveryError("the database is away") from error
        return [identity.external_id for identity in identities if identity.platform == platform]
