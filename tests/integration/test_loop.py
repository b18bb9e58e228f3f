"""From a reminder that was set to a message that was sent: the loop, on a real database and a frozen clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.actions.changes import cancel_reminder
from bot.actions.occurrences import acknowledge, latest_delivered, snooze
from bot.actions.reminders import ReminderDraft, get_reminder, set_reminder
from bot.domain.delivery import DeliveryStatus
from bot.domain.errors import DeliveryError
from bot.domain.limits import Limits
from bot.domain.notification import Kind
from bot.domain.occurrence import OccurrenceStatus
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Reminder, ReminderStatus, Repeat, Trigger
from bot.domain.user import User
from bot.ports import Downtime, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

CHAT = Origin("chat", "web", "room-of-ana")
HOUR = timedelta(hours=1)


async def remind(open_unit: UnitOfWorkFactory, clock: FrozenClock, user: User, text: str, trigger: Trigger) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft(text, trigger, "Europe/Copenhagen")
        reminder = await set_reminder(uow, user, draft, CHAT, clock.now(), Limits())
        await uow.commit()
    return reminder


async def test_a_due_reminder_is_sent_once(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await remind(open_unit, frozen_clock, ana, "call Jens", At(frozen_clock.now() + HOUR))
    await loop.run_once()
    assert channel.texts == []
    frozen_clock.advance(HOUR)
    await loop.run_once()
    await loop.run_once()
    assert channel.texts == ["call Jens"]
    assert channel.notices[0].address.room == "room-of-ana"
    async with open_unit(write=False) as uow:
        view = await get_reminder(uow, ana, 1)
        sent = await uow.deliveries.sent_of(ana.workspace_id, view.occurrence.id if view.occurrence else ana.id)
    assert view.next_due is None
    assert view.occurrence is not None
    assert view.occurrence.status is OccurrenceStatus.FIRED
    assert [each.message_ref for each in sent] == ["message-1"]


async def test_a_cancelled_reminder_is_not_delivered(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    reminder = await remind(open_unit, frozen_clock, ana, "call Jens", At(frozen_clock.now() + HOUR))
    async with open_unit() as uow:
        await cancel_reminder(uow, ana, reminder.id, frozen_clock.now())
        await uow.commit()
    frozen_clock.advance(2 * HOUR)
    await loop.run_once()
    assert channel.texts == []


async def test_a_repeat_keeps_its_wall_time_and_goes_on_after_downtime(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    daily = Recurrence("FREQ=DAILY", datetime.fromisoformat("2025-10-25T09:00"), "Europe/Copenhagen")
    await remind(open_unit, frozen_clock, ana, "standup", Repeat(daily))
    await loop.begin()
    frozen_clock.move_to(datetime(2025, 10, 25, 7, 0, tzinfo=UTC))
    await loop.run_once()
    restarted = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    frozen_clock.move_to(datetime(2025, 10, 28, 12, 0, tzinfo=UTC))
    await restarted.begin()
    await restarted.run_once()
    assert [text.split(" (")[0] for text in channel.texts] == ["standup", "standup"]
    assert repr(Downtime(datetime(2025, 9, 10, 12, 30, tzinfo=UTC), frozen_clock.now())) in channel.texts[1]
    async with open_unit(write=False) as uow:
        view = await get_reminder(uow, ana, 1)
    assert view.next_due == datetime(2025, 10, 29, 8, 0, tzinfo=UTC)


async def test_a_snoozed_repeat_comes_again_and_its_rule_goes_on(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    hourly = Recurrence("FREQ=HOURLY", datetime.fromisoformat("2025-09-10T15:00"), "Europe/Copenhagen")
    await remind(open_unit, frozen_clock, ana, "stretch", Repeat(hourly))
    frozen_clock.move_to(datetime(2025, 9, 10, 13, 0, tzinfo=UTC))
    await loop.run_once()
    async with open_unit() as uow:
        view = await latest_delivered(uow, ana, None, frozen_clock.now())
        assert view is not None
        assert view.occurrence is not None
        await snooze(uow, ana, view.occurrence.id, frozen_clock.now() + timedelta(minutes=20), frozen_clock.now())
        await uow.commit()
    frozen_clock.advance(timedelta(minutes=20))
    await loop.run_once()
    assert len(channel.texts) == 2
    frozen_clock.move_to(datetime(2025, 9, 10, 14, 0, tzinfo=UTC))
    await loop.run_once()
    assert len(channel.texts) == 3


async def test_done_completes_a_one_off(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await remind(open_unit, frozen_clock, ana, "call Jens", At(frozen_clock.now() + HOUR))
    frozen_clock.advance(HOUR)
    await loop.run_once()
    async with open_unit() as uow:
        view = await get_reminder(uow, ana, 1)
        assert view.occurrence is not None
        await acknowledge(uow, ana, view.occurrence.id, frozen_clock.now())
        await uow.commit()
    async with open_unit(write=False) as uow:
        view = await get_reminder(uow, ana, 1)
        unread = await uow.notifications.count_unread(ana.workspace_id, ana.id, frozen_clock.now())
    assert view.reminder.status is ReminderStatus.COMPLETED
    assert unread == 0


async def test_a_failed_send_is_tried_again_and_at_last_told_to_the_owner(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await remind(open_unit, frozen_clock, ana, "call Jens", At(frozen_clock.now() + HOUR))
    channel.failures = [DeliveryError("the server is down"), DeliveryError("the room is gone", permanent=True)]
    frozen_clock.advance(HOUR)
    await loop.run_once()
    frozen_clock.advance(timedelta(seconds=10))
    await loop.run_once()
    assert channel.texts == []
    async with open_unit(write=False) as uow:
        listed = await uow.notifications.page(ana.workspace_id, ana.id, frozen_clock.now())
        counts = await uow.deliveries.count_by_status()
    assert [each.kind for each in listed] == [Kind.FAILURE, Kind.REMINDER]
    assert listed[0].body == "the room is gone"
    assert counts[DeliveryStatus.FAILED] == 1
