"""A reminder that nags: told again until somebody answers, one chain for each firing, never twice over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.changes import cancel_reminder, edit_nag, pause_reminder, undo
from bot.actions.explanations import explain_reminder
from bot.actions.firing import expire_stale
from bot.actions.occurrences import acknowledge, latest_delivered, snooze
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.errors import DeliveryError
from bot.domain.item import Item
from bot.domain.ledger import LedgerAction
from bot.domain.limits import Limits
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Reminder, Repeat, Trigger
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

CHAT = Origin("chat", "web", "room-of-ana")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEN = 10 * MINUTE


async def nag(
    open_unit: UnitOfWorkFactory, clock: FrozenClock, user: User, trigger: Trigger, limit: int = 3, **options: object
) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft(
            "take the pills", trigger, "Europe/Copenhagen", nag_every=TEN, nag_limit=limit, **options  # type: ignore[arg-type]
        )  # fmt: skip
        reminder = await set_reminder(uow, user, draft, CHAT, clock.now(), Limits())
        await uow.commit()
    return reminder


async def waiting(open_unit: UnitOfWorkFactory, user: User, now: datetime) -> UUID:
    async with open_unit(write=False) as uow:
        view = await latest_delivered(uow, user, None, now)
    assert view is not None
    assert view.occurrence is not None
    return view.occurrence.id


async def pass_minutes(clock: FrozenClock, loop: Loop, minutes: int) -> None:
    """Minute by minute, the loop looking each time."""
    for _ in range(minutes):
        clock.advance(MINUTE)
        await loop.run_once()


async def test_what_nobody_answers_is_told_again_as_often_as_the_cap_says(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    start = frozen_clock.now()
    await nag(open_unit, frozen_clock, ana, At(start + HOUR))
    await pass_minutes(frozen_clock, loop, 60)
    assert len(channel.notices) == 1
    await pass_minutes(frozen_clock, loop, 120)
    assert [notice.notification.due_at - start - HOUR for notice in channel.notices] == [n * TEN for n in range(4)]
    async with open_unit(write=False) as uow:
        assert await uow.notifications.count_unread(ana.workspace_id, ana.id, frozen_clock.now()) == 1


async def test_done_ends_it(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))
    await pass_minutes(frozen_clock, loop, 75)
    async with open_unit() as uow:
        change = await acknowledge(uow, ana, await waiting(open_unit, ana, frozen_clock.now()), frozen_clock.now())
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 60)
    assert len(channel.notices) == 2
    async with open_unit() as uow:
        await undo(uow, ana, change, frozen_clock.now())
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 10)
    assert len(channel.notices) == 3


async def test_a_snooze_moves_it_and_its_count_begins_anew(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))
    await pass_minutes(frozen_clock, loop, 75)
    occurrence_id, until = await waiting(open_unit, ana, frozen_clock.now()), frozen_clock.now() + HOUR
    async with open_unit() as uow:
        await snooze(uow, ana, occurrence_id, until, frozen_clock.now())
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 59)
    assert len(channel.notices) == 2
    await pass_minutes(frozen_clock, loop, 120)
    assert [notice.notification.due_at - until for notice in channel.notices[2:]] == [n * TEN for n in range(4)]


async def test_each_firing_of_a_repeat_has_a_chain_of_its_own_and_ends_the_one_before(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    hourly = Recurrence("FREQ=HOURLY", datetime.fromisoformat("2025-09-10T15:00"), "Europe/Copenhagen")
    await nag(open_unit, frozen_clock, ana, Repeat(hourly), limit=20)
    await pass_minutes(frozen_clock, loop, 30 + 75)
    assert [notice.notification.due_at.minute for notice in channel.notices] == [0, 10, 20, 30, 40, 50, 0, 10]


async def test_a_restart_neither_doubles_nor_makes_up_for_what_was_missed(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR), limit=12)
    await pass_minutes(frozen_clock, loop, 60)
    frozen_clock.advance(45 * MINUTE)
    for _ in range(2):
        restarted = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
        await restarted.begin()
        await restarted.run_once()
    assert len(channel.notices) == 2
    assert "late" in channel.texts[1]
    await pass_minutes(frozen_clock, loop, 10)
    assert len(channel.notices) == 3


async def test_what_could_not_be_sent_yet_makes_way_for_the_next(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))
    frozen_clock.advance(HOUR)
    channel.failures = [DeliveryError("busy", retry_after=frozen_clock.now() + 15 * MINUTE)]
    await loop.run_once()
    await pass_minutes(frozen_clock, loop, 19)
    assert len(channel.notices) == 1


async def test_pausing_cancelling_or_calling_it_off_ends_it(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    due, limits = At(frozen_clock.now() + HOUR), Limits()
    paused, cancelled, quiet = [await nag(open_unit, frozen_clock, ana, due) for _ in range(3)]
    await pass_minutes(frozen_clock, loop, 60)
    async with open_unit() as uow:
        await pause_reminder(uow, ana, paused.id, frozen_clock.now())
        await cancel_reminder(uow, ana, cancelled.id, frozen_clock.now())
        change = await edit_nag(uow, ana, quiet.id, frozen_clock.now(), limits, None)
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 60)
    assert len(channel.notices) == 3
    async with open_unit() as uow:
        await undo(uow, ana, change, frozen_clock.now())
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 10)
    assert len(channel.notices) == 4


async def test_what_waits_already_can_be_made_to_nag_but_not_more_often_than_is_allowed(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    reminder = await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR), limit=0)
    await pass_minutes(frozen_clock, loop, 90)
    assert len(channel.notices) == 1
    limits = Limits(shortest_repeat=5 * MINUTE, nags=2)
    async with open_unit() as uow:
        await edit_nag(uow, ana, reminder.id, frozen_clock.now(), limits, timedelta(seconds=10))
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 30)
    assert [notice.notification.due_at.minute for notice in channel.notices[1:]] == [5, 10]


async def test_a_closed_item_ends_it(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    options: dict[str, object] = {"item_key": "TSK-1", "item_kind": "task", "unless_closed": True}
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR), **options)
    await pass_minutes(frozen_clock, loop, 60)
    async with open_unit() as uow:
        await uow.items.save(Item(ana.workspace_id, "TSK-1", "task", closed=True))
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 30)
    assert len(channel.notices) == 1


async def test_it_ends_with_the_reminder_that_nobody_ever_answers(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop, channel: KeptChannel
) -> None:
    await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))
    await pass_minutes(frozen_clock, loop, 60)
    async with open_unit() as uow:
        assert await expire_stale(uow, frozen_clock.now() + MINUTE, timedelta(0), 10) == 1
        await uow.commit()
    await pass_minutes(frozen_clock, loop, 20)
    assert len(channel.notices) == 1


async def test_the_ledger_tells_each_time(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, loop: Loop
) -> None:
    reminder = await nag(open_unit, frozen_clock, ana, At(frozen_clock.now() + HOUR))
    await pass_minutes(frozen_clock, loop, 120)
    async with open_unit(write=False) as uow:
        told = await explain_reminder(uow, ana, reminder.id)
    nags = [(entry.action, entry.note) for entry in told.entries if entry.action is LedgerAction.NAGGED]
    assert nags == [(LedgerAction.NAGGED, note) for note in ("1/3", "2/3", "3/3")]
