"""Editing, cancelling, pausing, resuming and undoing, on a real database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.actions.changes import cancel_reminder, edit_reminder, pause_reminder, resume_reminder, undo
from bot.actions.explanations import explain_reminder
from bot.actions.occurrences import acknowledge, complete_reminder, latest_delivered, snooze
from bot.actions.reminders import ReminderDraft, get_reminder, set_reminder
from bot.actions.users import identify_user
from bot.domain.conversation import Change
from bot.domain.errors import AlreadyOver, DeliveryError, IllegalTransition, InThePast, NothingToUndo, ReminderNotFound
from bot.domain.ledger import Ledger, LedgerAction
from bot.domain.limits import Limits
from bot.domain.listing import ReminderView
from bot.domain.message import Address, Profile
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Reminder, ReminderStatus, Repeat, Trigger
from bot.domain.user import User
from bot.ports import UnitOfWork, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR = timedelta(hours=1)
LIMITS = Limits()


class Desk:
    """What a person does with reminders, each deed in a transaction of its own."""

    def __init__(self, open_unit: UnitOfWorkFactory, clock: FrozenClock, user: User) -> None:
        self.open_unit, self.clock, self.user = open_unit, clock, user
        self.channel = KeptChannel("web")
        self.loop = Loop(open_unit, clock, FakeAlarm(), {"web": self.channel}, PlainRenderer())

    async def do(self, action: Callable[[UnitOfWork], Awaitable[Change]]) -> Change:
        async with self.open_unit() as uow:
            change = await action(uow)
            await uow.commit()
        return change

    async def set(self, trigger: Trigger, text: str = "call Jens") -> Reminder:
        async with self.open_unit() as uow:
            draft = ReminderDraft(text, trigger, "Europe/Copenhagen")
            origin = Origin("chat", "web", "room-of-ana")
            reminder = await set_reminder(uow, self.user, draft, origin, self.clock.now(), LIMITS)
            await uow.commit()
        return reminder

    async def undo(self, change: Change) -> None:
        async with self.open_unit() as uow:
            await undo(uow, self.user, change, self.clock.now())
            await uow.commit()

    async def view(self, number: int = 1) -> ReminderView:
        async with self.open_unit(write=False) as uow:
            return await get_reminder(uow, self.user, number)

    async def occurrence_id(self) -> UUID:
        async with self.open_unit(write=False) as uow:
            view = await latest_delivered(uow, self.user, None, self.clock.now())
        assert view is not None
        assert view.occurrence is not None
        return view.occurrence.id

    async def explain(self, reminder: Reminder) -> Ledger:
        async with self.open_unit(write=False) as uow:
            return await explain_reminder(uow, self.user, reminder.id)

    async def pass_time(self, by: timedelta) -> None:
        self.clock.advance(by)
        await self.loop.run_once()


@pytest.fixture
def desk(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User) -> Desk:
    return Desk(open_unit, frozen_clock, ana)


def daily_at(wall: str) -> Repeat:
    return Repeat(Recurrence("FREQ=DAILY", datetime.fromisoformat(wall), "Europe/Copenhagen"))


async def test_a_moved_reminder_comes_at_its_new_time_only(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, trigger=At(now + 2 * HOUR)))
    await desk.pass_time(HOUR)
    assert desk.channel.texts == []
    await desk.pass_time(HOUR)
    assert desk.channel.texts == ["call Jens"]


async def test_a_time_moved_away_and_back_is_the_first_time_again(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    for hours in (2, 1):
        trigger = At(now + hours * HOUR)
        await desk.do(lambda uow, to=trigger: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, trigger=to))
    assert (await desk.view()).next_due == now + HOUR
    await desk.pass_time(HOUR)
    assert desk.channel.texts == ["call Jens"]


async def test_undoing_an_edit_brings_text_and_time_back(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    trigger = At(now + 2 * HOUR)
    change = await desk.do(
        lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, text="call Anna", trigger=trigger)
    )
    assert (await desk.view()).reminder.text == "call Anna"
    await desk.undo(change)
    view = await desk.view()
    assert (view.reminder.text, view.next_due) == ("call Jens", now + HOUR)


async def test_what_would_have_fired_before_the_undo_fires_at_once(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    change = await desk.do(lambda uow: cancel_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    await desk.pass_time(2 * HOUR)
    assert desk.channel.texts == []
    await desk.undo(change)
    await desk.loop.run_once()
    assert len(desk.channel.texts) == 1


async def test_undoing_a_reminder_just_set_cancels_it(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.undo(Change(reminder.id, reminder.version, None, None, "set"))
    assert (await desk.view()).reminder.status is ReminderStatus.CANCELLED
    await desk.pass_time(HOUR)
    assert desk.channel.texts == []


async def test_a_change_that_was_followed_by_another_is_not_undone(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    first = await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, text="one"))
    await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, text="two"))
    with pytest.raises(NothingToUndo):
        await desk.undo(first)


async def test_a_paused_repeat_is_silent_and_goes_on_after_it_is_resumed(desk: Desk) -> None:
    reminder = await desk.set(daily_at("2025-09-10T15:00"))
    await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    assert (await desk.view()).next_due is None
    await desk.pass_time(timedelta(days=2))
    assert desk.channel.texts == []
    await desk.do(lambda uow: resume_reminder(uow, desk.user, reminder.id, desk.clock.now(), LIMITS))
    assert (await desk.view()).next_due == datetime(2025, 9, 12, 13, 0, tzinfo=UTC)


async def test_a_resume_within_the_same_slot_finds_it_again(desk: Desk) -> None:
    reminder = await desk.set(daily_at("2025-09-10T15:00"))
    pause = await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    await desk.do(lambda uow: resume_reminder(uow, desk.user, reminder.id, desk.clock.now(), LIMITS))
    with pytest.raises(NothingToUndo):
        await desk.undo(pause)
    await desk.pass_time(HOUR)
    assert len(desk.channel.texts) == 1


async def test_a_paused_one_off_whose_time_has_passed_cannot_be_resumed(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    await desk.pass_time(2 * HOUR)
    with pytest.raises(InThePast):
        await desk.do(lambda uow: resume_reminder(uow, desk.user, reminder.id, desk.clock.now(), LIMITS))


async def test_what_is_paused_is_not_paused_again(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    with pytest.raises(IllegalTransition):
        await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, desk.clock.now()))


async def test_what_is_cancelled_is_over(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.do(lambda uow: cancel_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    with pytest.raises(AlreadyOver):
        await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, desk.clock.now(), LIMITS, text="other"))


async def test_a_fired_reminder_can_still_be_moved_and_the_move_undone(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    now = desk.clock.now()
    change = await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, trigger=At(now + HOUR)))
    view = await desk.view()
    assert (view.next_due, view.occurrence) == (now + HOUR, None)
    await desk.undo(change)
    view = await desk.view()
    assert view.next_due is None
    assert view.occurrence is not None


async def test_done_and_its_undo(desk: Desk) -> None:
    await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    occurrence = await desk.occurrence_id()
    done = await desk.do(lambda uow: acknowledge(uow, desk.user, occurrence, desk.clock.now()))
    assert (await desk.view()).reminder.status is ReminderStatus.COMPLETED
    with pytest.raises(AlreadyOver):
        await desk.do(lambda uow: acknowledge(uow, desk.user, occurrence, desk.clock.now()))
    await desk.undo(done)
    view = await desk.view()
    assert view.reminder.status is ReminderStatus.ACTIVE
    assert await desk.occurrence_id() == occurrence


async def test_done_before_its_time_is_completed_and_can_be_undone(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    done = await desk.do(lambda uow: complete_reminder(uow, desk.user, reminder.id, now))
    assert (await desk.view()).next_due is None
    await desk.undo(done)
    assert (await desk.view()).next_due == now + HOUR


async def test_a_snooze_and_its_undo(desk: Desk) -> None:
    await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    occurrence, now = await desk.occurrence_id(), desk.clock.now()
    await desk.do(lambda uow: snooze(uow, desk.user, occurrence, now + HOUR, now))
    later = await desk.do(lambda uow: snooze(uow, desk.user, occurrence, now + 2 * HOUR, now))
    assert (await desk.view()).next_due == now + 2 * HOUR
    await desk.undo(later)
    view = await desk.view()
    assert view.next_due is None
    assert view.occurrence is not None
    await desk.pass_time(3 * HOUR)
    assert len(desk.channel.texts) == 1


async def test_a_snooze_of_what_the_next_firing_has_put_away_is_not_undone(desk: Desk) -> None:
    await desk.set(daily_at("2025-09-10T15:00"))
    await desk.pass_time(HOUR)
    occurrence, now = await desk.occurrence_id(), desk.clock.now()
    snoozed = await desk.do(lambda uow: snooze(uow, desk.user, occurrence, now + HOUR, now))
    await desk.pass_time(HOUR)
    await desk.pass_time(timedelta(days=1))
    with pytest.raises(NothingToUndo):
        await desk.undo(snoozed)


async def test_done_while_it_is_snoozed_ends_it(desk: Desk) -> None:
    await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    occurrence, now = await desk.occurrence_id(), desk.clock.now()
    await desk.do(lambda uow: snooze(uow, desk.user, occurrence, now + HOUR, now))
    await desk.do(lambda uow: acknowledge(uow, desk.user, occurrence, now))
    assert (await desk.view()).reminder.status is ReminderStatus.COMPLETED
    await desk.pass_time(2 * HOUR)
    assert len(desk.channel.texts) == 1


async def test_a_snooze_into_the_past_is_refused(desk: Desk) -> None:
    await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    occurrence = await desk.occurrence_id()
    with pytest.raises(InThePast):
        await desk.do(lambda uow: snooze(uow, desk.user, occurrence, desk.clock.now(), desk.clock.now()))


async def test_the_next_firing_of_a_repeat_puts_an_unanswered_one_away(desk: Desk) -> None:
    await desk.set(daily_at("2025-09-10T15:00"))
    await desk.pass_time(HOUR)
    first = await desk.occurrence_id()
    await desk.pass_time(timedelta(days=1))
    assert await desk.occurrence_id() != first
    with pytest.raises(AlreadyOver):
        await desk.do(lambda uow: acknowledge(uow, desk.user, first, desk.clock.now()))


async def test_another_persons_reminder_is_not_found(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    async with desk.open_unit() as uow:
        other = await identify_user(uow, "team", Address("web", "b"), Profile("bob", "Bob", "UTC"), desk.clock.now())
        await uow.commit()
    async with desk.open_unit() as uow:
        for action in (cancel_reminder, pause_reminder, explain_reminder, complete_reminder):
            with pytest.raises(ReminderNotFound):
                await action(uow, other, reminder.id, desk.clock.now()) if action is not explain_reminder else (
                    await explain_reminder(uow, other, reminder.id)
                )
        with pytest.raises(ReminderNotFound, match="REM-1"):
            await get_reminder(uow, other, 1)
        with pytest.raises(ReminderNotFound):
            await undo(uow, replace(other), Change(reminder.id, 1, None, None, "set"), desk.clock.now())


async def test_why_tells_the_whole_story_in_order(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    await desk.do(lambda uow: edit_reminder(uow, desk.user, reminder.id, now, LIMITS, trigger=At(now + 2 * HOUR)))
    await desk.pass_time(3 * HOUR)
    occurrence = await desk.occurrence_id()
    await desk.do(lambda uow: acknowledge(uow, desk.user, occurrence, desk.clock.now(), "not needed"))
    story = await desk.explain(reminder)
    assert [entry.action for entry in story.entries] == [
        LedgerAction.SET,
        LedgerAction.EDITED,
        LedgerAction.FIRED,
        LedgerAction.SENT,
        LedgerAction.DISMISSED,
    ]
    sent = story.entries[3]
    assert (sent.late, sent.delivery.channel if sent.delivery else None) == (HOUR, "web")
    assert story.entries[4].note == "not needed"


async def test_what_was_cancelled_before_it_could_be_sent_is_not_said_to_wait(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    desk.channel.failures.append(DeliveryError("away", retry_after=desk.clock.now() + 3 * HOUR))
    await desk.pass_time(HOUR)
    assert (await desk.explain(reminder)).entries[-1].action is LedgerAction.WAITING
    await desk.do(lambda uow: cancel_reminder(uow, desk.user, reminder.id, desk.clock.now()))
    told = {entry.action for entry in (await desk.explain(reminder)).entries if entry.delivery}
    assert told == {LedgerAction.WITHDRAWN}


async def test_what_happened_at_one_instant_is_told_in_the_order_in_which_it_happened(desk: Desk) -> None:
    now = desk.clock.now()
    reminder = await desk.set(At(now + HOUR))
    for _ in range(4):
        await desk.do(lambda uow: pause_reminder(uow, desk.user, reminder.id, now))
        resumed = await desk.do(lambda uow: resume_reminder(uow, desk.user, reminder.id, now))
    await desk.undo(resumed)
    story = await desk.explain(reminder)
    twice = [LedgerAction.PAUSED, LedgerAction.RESUMED]
    assert [entry.action for entry in story.entries] == [LedgerAction.SET, *twice * 4, LedgerAction.UNDONE]
    assert {entry.at for entry in story.entries} == {now}


async def test_a_firing_its_message_and_its_answer_of_one_instant_follow_one_another(desk: Desk) -> None:
    reminder = await desk.set(At(desk.clock.now() + HOUR))
    await desk.pass_time(HOUR)
    occurrence = await desk.occurrence_id()
    await desk.do(lambda uow: snooze(uow, desk.user, occurrence, desk.clock.now() + HOUR, desk.clock.now()))
    await desk.pass_time(HOUR)
    await desk.do(lambda uow: acknowledge(uow, desk.user, occurrence, desk.clock.now()))
    story = await desk.explain(reminder)
    assert [entry.action for entry in story.entries] == [
        LedgerAction.SET,
        LedgerAction.FIRED,
        LedgerAction.SENT,
        LedgerAction.SNOOZED,
        LedgerAction.FIRED,
        LedgerAction.SENT,
        LedgerAction.DONE,
    ]
