"""The App Home tab's content: what this person has pending, in the words that a list has everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat.slack.reading import PLATFORM
from adapters.chat.voices import known_user
from bot.actions.reminders import find_reminders
from bot.domain.admission import ANYONE, Admission
from bot.domain.listing import Page, ReminderQuery, ReminderView
from bot.domain.message import Message, Profile
from bot.ports import Clock, UnitOfWorkFactory
from bot.wording.render import render_reply
from bot.wording.replies import Listing, Notice
from bot.wording.voice import voice_for, voice_of

_MOST = 50


@dataclass(frozen=True, slots=True)
class PendingAtHome:
    """Implements listening.Home. Nobody becomes known by looking; admission: who is told how to become known, as in a conversation."""

    open_unit: UnitOfWorkFactory
    clock: Clock
    admission: Admission = ANYONE

    async def __call__(self, person: Profile) -> Message:
        now, own_id = self.clock.now(), person.external_id
        voice = voice_for(person.locale or "", person.zone, now)
        page: Page[ReminderView] = Page((), 0, more=False)
        async with self.open_unit(write=False) as uow:
            user = await known_user(uow, PLATFORM, person)
            if self.admission.blocks(own_id, "") or not self.admission.admits(own_id, "", known=user is not None):
                return render_reply(Notice("stranger", {"id": own_id, "room": ""}), voice)
            if user is not None:
                voice, page = voice_of(user, now), await find_reminders(uow, user, ReminderQuery(limit=_MOST))
        return render_reply(Listing("all", page), voice)
