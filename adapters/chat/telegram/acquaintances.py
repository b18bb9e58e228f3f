"""Who was met on Telegram before, as the store remembers: by the username that people are mentioned by, across restarts and processes.

What was met since the start, with other names and with groups, is in directory.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat.telegram.events import PLATFORM
from bot.domain.message import WORKSPACE
from bot.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Acquaintances:
    """Implements rights.Remembered."""

    open_unit: UnitOfWorkFactory

    async def __call__(self, username: str) -> list[str]:
        async with self.open_unit(write=False) as uow:
            team = await uow.workspaces.find(WORKSPACE)
            known = await uow.users.bearers(team, PLATFORM, username.casefold()) if team else []
        return [identity.external_id for identity in known]
