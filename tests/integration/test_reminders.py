"""Setting, finding and changing reminders, on a real database."""

from __future__ import annotations

from datetime import timedelta

from bot.actions.reminders import ReminderDraft, find_reminders, get_reminder, set_reminder
from bot.domain.limits import Limits
from bot.domain.listing import ReminderQuery
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from tests.fakes import FrozenClock

CHAT = Origin("chat", "web", "room-of-ana")


async def test_a_reminder_that_was_set_is_found_with_its_next_firing(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(now + timedelta(hours=2)), "Europe/Copenhagen")
        reminder = await set_reminder(uow, ana, draft, CHAT, now, Limits())
        await uow.commit()
        assert uow.earliest_due == now + timedelta(hours=2)
    async with open_unit(write=False) as uow:
        page = await find_reminders(uow, ana, ReminderQuery(), now)
        view = await get_reminder(uow, ana, 1)
    assert [each.reminder for each in page.items] == [reminder]
    assert view.reminder == reminder
    assert view.next_due == now + timedelta(hours=2)
