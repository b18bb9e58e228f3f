"""What is kept, and for how long; what is open stays for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from bot.actions.changes import cancel_reminder
from bot.actions.occurrences import acknowledge
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import change_preferences
from bot.domain.conversation import Conversation
from bot.domain.identifier import new_id
from bot.domain.keep import Keep
from bot.domain.limits import Limits
from bot.domain.message import Address, Message, Run, Said
from bot.domain.notification import Kind, Notification
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Reminder, Repeat, Trigger
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.sweeping import Sweeper
from storage.store import Store
from storage.tables import conversations, deliveries, ledger, messages, notifications, occurrences, reminders
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

DAY = timedelta(days=1)


@pytest.fixture
def sweeper(open_unit: UnitOfWorkFactory) -> Sweeper:
    return Sweeper(open_unit, Keep())


@pytest.fixture
def loop(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> Loop:
    return Loop(open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel()}, PlainRenderer())


async def _sweep_whole(sweeper: Sweeper, clock: FrozenClock) -> None:
    """A pass that begins now."""
    clock.advance(timedelta(hours=2))
    await sweeper.sweep(clock.now())


async def _count(store: Store, table: object) -> int:
    async with store.engine.connect() as connection:
        count: int = (await connection.execute(select(func.count()).select_from(table))).scalar_one()  # type: ignore[arg-type]  # any table
    return count


async def _tell(open_unit: UnitOfWorkFactory, user: User, now: datetime, title: str, **state: datetime) -> None:
    told = Notification(user.workspace_id, new_id(now), user.id, title, "", Kind.SYSTEM, now, now, **state)
    async with open_unit() as uow:
        await uow.notifications.add_many([told])
        await uow.notifications.save(told)
        await uow.commit()


async def _titles(store: Store) -> set[str]:
    async with store.engine.connect() as connection:
        return set((await connection.execute(select(notifications.c.title))).scalars())


async def _remind(open_unit: UnitOfWorkFactory, user: User, clock: FrozenClock, trigger: Trigger) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft("water the plants", trigger, "UTC")
        reminder = await set_reminder(uow, user, draft, Origin("chat", "web", "room"), clock.now(), Limits())
        await uow.commit()
    return reminder


async def _answer_all(open_unit: UnitOfWorkFactory, user: User, reminder: Reminder, now: datetime) -> None:
    async with open_unit() as uow:
        for fired in await uow.occurrences.fired_of(user.workspace_id, [reminder.id]):
            await acknowledge(uow, user, fired.id, now)
        await uow.commit()


async def test_notifications_are_kept_for_their_time_and_unread_ones_for_ever(
    store: Store, ana: User, frozen_clock: FrozenClock, sweeper: Sweeper
) -> None:
    now = frozen_clock.now()
    await _tell(store.open_unit, ana, now, "unread")
    await _tell(store.open_unit, ana, now, "read", read_at=now)
    await _tell(store.open_unit, ana, now, "dismissed", acknowledged_at=now)
    await _tell(store.open_unit, ana, now, "expired", expires_at=now)
    await _tell(store.open_unit, ana, now, "archived", read_at=now, archived_at=now)
    await _tell(store.open_unit, ana, now, "read late", read_at=now + 50 * DAY)
    frozen_clock.advance(29 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert len(await _titles(store)) == 6
    frozen_clock.advance(2 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _titles(store) == {"unread", "read", "dismissed", "expired", "read late"}
    frozen_clock.advance(60 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _titles(store) == {"unread", "read late"}
    frozen_clock.advance(1000 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _titles(store) == {"unread"}


async def test_a_person_may_keep_them_for_less(
    store: Store, ana: User, frozen_clock: FrozenClock, sweeper: Sweeper
) -> None:
    now = frozen_clock.now()
    async with store.open_unit() as uow:
        await change_preferences(uow, ana, notifications_days=7)
        await uow.commit()
    await _tell(store.open_unit, ana, now, "unread")
    await _tell(store.open_unit, ana, now, "read", read_at=now)
    frozen_clock.advance(6 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _titles(store) == {"unread", "read"}
    frozen_clock.advance(DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _titles(store) == {"unread"}


async def test_a_notification_that_waits_for_an_answer_stays_however_often_it_was_read(
    store: Store, ana: User, frozen_clock: FrozenClock, loop: Loop, sweeper: Sweeper
) -> None:
    reminder = await _remind(store.open_unit, ana, frozen_clock, At(frozen_clock.now() + timedelta(hours=1)))
    frozen_clock.advance(timedelta(hours=1))
    await loop.run_once()
    async with store.open_unit() as uow:
        await uow.notifications.read_all(ana.workspace_id, ana.id, frozen_clock.now())
        await uow.commit()
    frozen_clock.advance(100 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, deliveries) == 1
    await _answer_all(store.open_unit, ana, reminder, frozen_clock.now())
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, deliveries) == await _count(store, notifications) == 0


async def test_a_reminder_that_is_over_goes_after_its_history_and_its_audit_later(
    store: Store, ana: User, frozen_clock: FrozenClock, loop: Loop, sweeper: Sweeper
) -> None:
    done = await _remind(store.open_unit, ana, frozen_clock, At(frozen_clock.now() + timedelta(hours=1)))
    frozen_clock.advance(timedelta(hours=1))
    await loop.run_once()
    await _answer_all(store.open_unit, ana, done, frozen_clock.now())
    frozen_clock.advance(399 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, reminders) == await _count(store, occurrences) == 1
    frozen_clock.advance(2 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, reminders) == await _count(store, occurrences) == 0
    assert await _count(store, ledger) == 3
    frozen_clock.advance(400 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, ledger) == 0


async def test_a_reminder_cancelled_of_late_stays_however_long_ago_it_was_set(
    store: Store, ana: User, frozen_clock: FrozenClock, sweeper: Sweeper
) -> None:
    reminder = await _remind(store.open_unit, ana, frozen_clock, At(frozen_clock.now() + 1000 * DAY))
    frozen_clock.advance(500 * DAY)
    async with store.open_unit() as uow:
        await cancel_reminder(uow, ana, reminder.id, frozen_clock.now())
        await uow.commit()
    frozen_clock.advance(600 * DAY - 201 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert await _count(store, reminders) == 1


async def test_a_repeat_goes_on_while_its_old_firings_go(
    store: Store, ana: User, frozen_clock: FrozenClock, loop: Loop, sweeper: Sweeper
) -> None:
    rule = Recurrence("FREQ=MONTHLY", frozen_clock.now().replace(tzinfo=None) + timedelta(hours=1), "UTC")
    reminder = await _remind(store.open_unit, ana, frozen_clock, Repeat(rule))
    for _ in range(24):
        frozen_clock.advance(31 * DAY)
        await loop.run_once()
        await _answer_all(store.open_unit, ana, reminder, frozen_clock.now())
    assert await _count(store, occurrences) > 20
    await _sweep_whole(sweeper, frozen_clock)
    assert 12 <= await _count(store, occurrences) <= 15
    async with store.open_unit(write=False) as uow:
        assert await uow.reminders.next_due(ana.workspace_id, reminder.id)


async def test_silent_conversations_and_words_of_elsewhere_go_transcripts_stay(
    store: Store, ana: User, frozen_clock: FrozenClock, sweeper: Sweeper
) -> None:
    now = frozen_clock.now()
    async with store.open_unit() as uow:
        await uow.conversations.save(Conversation(ana.workspace_id, "web", "room", ana.id, focus=uuid4()), now)
        for platform in ("web", "console", "slack", "telegram"):
            said = Said(new_id(now), Address(platform, "room"), Message((Run("hello"),)))
            await uow.messages.add_from_bot(ana.workspace_id, ana.id, said, now)
        await uow.commit()
    frozen_clock.advance(29 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert (await _count(store, conversations), await _count(store, messages)) == (1, 4)
    frozen_clock.advance(2 * DAY)
    await _sweep_whole(sweeper, frozen_clock)
    assert (await _count(store, conversations), await _count(store, messages)) == (0, 2)


async def test_many_are_deleted_in_several_rounds_and_none_is_left(
    store: Store, ana: User, frozen_clock: FrozenClock, sweeper: Sweeper
) -> None:
    now = frozen_clock.now()
    told = [
        Notification(ana.workspace_id, _id(number), ana.id, "seen", "", Kind.SYSTEM, now, now, read_at=now)
        for number in range(4_321)
    ]
    async with store.open_unit() as uow:
        await uow.notifications.add_many(told)
        await uow.commit()
    frozen_clock.advance(91 * DAY)
    await sweeper.sweep(frozen_clock.now())
    assert await _count(store, notifications) == 4_321 - 4_000
    await sweeper.sweep(frozen_clock.now())
    assert await _count(store, notifications) == 0


def _id(number: int) -> UUID:
    return UUID(int=number + 1)
