"""Holding: which process says an answer that is not said yet, where several share a database.

Whoever stored it says it, and looks again whether it still may once that takes long; what a dead one left, another takes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.conversation_repositories import StoredMessage
from bot.domain.identifier import made_at
from bot.domain.message import Said
from bot.ports import Clock, UnitOfWorkFactory

# Without a word in the store an answer is for who stored it, or held it last, for LEFT_AFTER. That one asks again after _SURE: what
# it sends then has to be out before anybody else begins, however slow the platform is.
LEFT_AFTER = timedelta(seconds=60)
_SURE = timedelta(seconds=20)
_NEXT_TRY = timedelta(hours=1)


@dataclass(slots=True)
class Holding:
    """One for each process."""

    open_unit: UnitOfWorkFactory
    clock: Clock
    holder: UUID = field(default_factory=uuid4)
    _sure_until: dict[UUID, datetime] = field(default_factory=dict)

    async def holds(self, workspace_id: UUID, said: Said) -> bool:
        """Whether it is still ours to say, for long enough to do so. Raises StoreUnavailable."""
        now = self.clock.now()
        if now < self._sure_until.get(said.id, made_at(said.id, now) + _SURE):
            return True
        held = await self._hold(workspace_id, said, now, LEFT_AFTER)
        if held:
            self._sure_until[said.id] = now + _SURE
        return held

    async def leave(self, workspace_id: UUID, said: Said) -> None:
        """It cannot be said now; nobody need try again soon. Raises StoreUnavailable."""
        await self._hold(workspace_id, said, self.clock.now(), _NEXT_TRY)

    def forget(self, said: Said) -> None:
        """It is said, or somebody else's."""
        self._sure_until.pop(said.id, None)

    async def left(self, platform: str, limit: int) -> Sequence[StoredMessage]:
        """What its process did not say, and does not look after any more. Raises StoreUnavailable."""
        now = self.clock.now()
        async with self.open_unit(write=False) as uow:
            return await uow.messages.left_unsent(platform, now - LEFT_AFTER, now, limit)

    async def _hold(self, workspace_id: UUID, said: Said, now: datetime, how_long: timedelta) -> bool:
        async with self.open_unit() as uow:
            held = await uow.messages.hold(workspace_id, said.id, self.holder, now, now + how_long)
            await uow.commit()
        return held
