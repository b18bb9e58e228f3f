"""The App Home tab's content: what this person has pending, in the words that a list has everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat.slack.reading import PLATFORM
from bot.actions.reminders import find_reminders
from bot.actions.users import identify_user
from bot.domain.listing import ReminderQuery
from bot.domain.message import WORKSPACE, Address, Message, Profile
from bot.ports import Clock, UnitOfWorkFactory
from bot.wording.render import render_reply
from bot.wording.replies import Listing
from bot.wording.voice import voice_of

_MOST = 50


@dataclass(frozen=True, slots=True)
class PendingAtHome:
    """Implements listening.Home."""

    open_unit: UnitOfWorkFactory
    clock: Clock

    async def __call__(self, person: Profile) -> Message:
        now = self.clock.now()
        async with self.open_unit() as uow:
            user = await identify_user(uow, WORKSPACE, Address(PLATFORM, ""), person, now, direct=False)
            page = await find_reminders(uow, user, ReminderQuery(limit=_MOST), now)
            await uow.commit()
        return render_reply(Listing("all", page), voice_of(user, now))
