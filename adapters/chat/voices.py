"""Voices: in whose language an adapter says what it says itself (a form, a button that is too old): the person's own.

What the assistant says is worded before it comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.domain.errors import StoreUnavailable
from bot.domain.message import WORKSPACE, Profile
from bot.domain.user import User
from bot.ports import Clock, UnitOfWork, UnitOfWorkFactory
from bot.wording.voice import Voice, voice_for, voice_of


class Voices(Protocol):
    async def __call__(self, platform: str, person: Profile) -> Voice:
        """How to speak to this person."""


@dataclass(frozen=True, slots=True)
class ProfileVoices:
    """Implements Voices by the platform's profile alone, for where there is no store."""

    clock: Clock

    async def __call__(self, platform: str, person: Profile) -> Voice:
        return voice_for(person.locale or "", person.zone, self.clock.now())


@dataclass(frozen=True, slots=True)
class StoredVoices:
    """Implements Voices: what the person has chosen holds; who is not known yet, or cannot be looked up now, by the profile."""

    open_unit: UnitOfWorkFactory
    clock: Clock

    async def __call__(self, platform: str, person: Profile) -> Voice:
        try:
            async with self.open_unit(write=False) as uow:
                user = await known_user(uow, platform, person)
        except StoreUnavailable:
            user = None
        return voice_of(user, self.clock.now()) if user else await ProfileVoices(self.clock)(platform, person)


async def known_user(uow: UnitOfWork, platform: str, person: Profile) -> User | None:
    """Looked up, never made: None for who has not spoken to the bot."""
    team = await uow.workspaces.find(WORKSPACE)
    known = await uow.users.find(team, platform, person.external_id, speaking=False) if team else None
    return known[0] if known else None
