"""What the loop promises when things go wrong: held and looked at again, leases lost, processes that died, rows that cannot be read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from adapters.clock import AlarmClock, SystemClock
from bot.actions.changes import cancel_reminder, pause_reminder
from bot.actions.deliveries import Outcome, rescue_stuck, settle
from bot.actions.firing import expire_stale, fire_due
from bot.actions.notifications import Lease
from bot.actions.occurrences import snooze
from bot.actions.reminders import ReminderDraft, get_reminder, set_reminder
from bot.actions.status import EngineStatus, read_status
from bot.domain.circuit import CircuitPolicy
from bot.domain.delivery import DeliveryStatus, RetryPolicy
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.item import Item
from bot.domain.limits import Limits
from bot.domain.reminder import At, Origin, Reminder, ReminderStatus
from bot.domain.user import User
from bot.ports import Notice, UnitOfWork, UnitOfWorkFactory
from bot.scheduling.circuits import Circuits
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from bot.scheduling.upkeep import Upkeep
from storage.store import Store
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.waiting import until

HOUR = timedelta(hours=1)
CHAT = Origin("chat", "web", "room-of-ana")


async def remind(
    open_unit: UnitOfWorkFactory, now: datetime, user: User, due: datetime, text: str = "call Jens", **options: object
) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft(text, At(due), "Europe/Copenhagen", **options)  # type: ignore[arg-type]
        reminder = await set_reminder(uow, user, draft, CHAT, now, Limits())
        await uow.commit()
    return reminder


def lease(clock: FrozenClock) -> Lease:
    return Lease(uuid4(), clock.now() + timedelta(seconds=90), frozenset({"web"}))


@asynccontextmanager
async def running(loop: Loop) -> AsyncIterator[None]:
    task = asyncio.create_task(loop.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_sleeping(clock: FrozenClock, instant: datetime) -> None:
    await until(lambda: clock.is_awaited(instant))


async def test_what_is_claimed_ahead_is_held_to_its_instant(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, due = KeptChannel("web"), frozen_clock.now() + timedelta(milliseconds=100)
    await remind(open_unit, frozen_clock.now(), ana, due)
    async with running(Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())):
        await until_sleeping(frozen_clock, due - timedelta(milliseconds=20))
        frozen_clock.move_to(due - timedelta(milliseconds=20))
        await until_sleeping(frozen_clock, due)
        assert channel.texts == []
        frozen_clock.move_to(due)
        await channel.wait_for(1)
    assert channel.texts == ["call Jens"]


async def test_a_cancel_between_claim_and_instant_still_counts(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, due = KeptChannel("web"), frozen_clock.now() + timedelta(milliseconds=100)
    reminder = await remind(open_unit, frozen_clock.now(), ana, due)
    await remind(open_unit, frozen_clock.now(), ana, due + timedelta(milliseconds=1), "the other")
    async with running(Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())):
        await until_sleeping(frozen_clock, due - timedelta(milliseconds=20))
        async with open_unit() as uow:
            await cancel_reminder(uow, ana, reminder.id, frozen_clock.now())
            await uow.commit()
        frozen_clock.move_to(due + HOUR)
        await channel.wait_for(1)
    assert [text.split(" (")[0] for text in channel.texts] == ["the other"]


async def test_a_loop_that_is_stopped_gives_back_what_it_holds(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, due = KeptChannel("web"), frozen_clock.now() + timedelta(milliseconds=100)
    await remind(open_unit, frozen_clock.now(), ana, due)
    async with running(Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())):
        await until_sleeping(frozen_clock, due - timedelta(milliseconds=20))
    frozen_clock.move_to(due)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer()).run_once()
    assert channel.texts == ["call Jens"]
    assert not channel.notices[0].may_have_arrived


async def test_who_lost_the_lease_cannot_settle(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    async with open_unit() as uow:
        [stalled] = (await fire_due(uow, frozen_clock.now(), frozen_clock.now(), 10, lease(frozen_clock))).leased
        await uow.commit()
    frozen_clock.advance(timedelta(seconds=91))
    channel = KeptChannel("web")
    async with open_unit() as uow:
        assert await rescue_stuck(uow, frozen_clock.now()) == 1
        await uow.commit()
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer()).run_once()
    failed = Outcome(stalled, frozen_clock.now(), error=DeliveryError("gone", permanent=True))
    async with open_unit() as uow:
        assert await settle(uow, [failed], RetryPolicy(), lambda: 0.5) == set()
        await uow.commit()
        delivery = await uow.deliveries.get(ana.workspace_id, stalled.delivery.id)
    assert delivery is not None
    assert delivery.status is DeliveryStatus.SENT
    assert channel.notices[0].may_have_arrived
    assert channel.ids == [stalled.delivery.id]


async def test_what_a_dead_process_had_in_hand_is_sent_at_the_next_start(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    async with open_unit() as uow:
        await fire_due(uow, frozen_clock.now(), frozen_clock.now(), 10, lease(frozen_clock))
        await uow.commit()
    channel = KeptChannel("web")
    restarted = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await restarted.begin()
    await restarted.run_once()
    assert channel.texts == ["call Jens"]


async def test_a_row_that_cannot_be_read_does_not_hold_up_the_others(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    due = frozen_clock.now() + HOUR
    broken = await remind(open_unit, frozen_clock.now(), ana, due, "broken")
    await remind(open_unit, frozen_clock.now(), ana, due + timedelta(seconds=1), "whole")
    async with store.engine.begin() as connection:
        await connection.execute(
            text("UPDATE reminders SET zone = '1', trigger = '{' WHERE number = :number"), {"number": broken.number}
        )
    frozen_clock.advance(2 * HOUR)
    channel = KeptChannel("web")
    async with running(Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())):
        await channel.wait_for(1)
    assert channel.texts[0].startswith("whole")


async def test_a_stale_row_that_cannot_be_read_does_not_hold_up_the_signs_of_life(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channels, settings = {"web": KeptChannel("web")}, LoopSettings()
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    await Loop(open_unit, frozen_clock, FakeAlarm(), channels, PlainRenderer()).run_once()
    async with store.engine.begin() as connection:
        await connection.execute(text("UPDATE reminders SET trigger = '{'"))
    frozen_clock.advance(timedelta(days=31))
    circuits = Circuits(CircuitPolicy(), lambda: 0.5)
    upkeep = Upkeep(open_unit, frozen_clock, FakeAlarm(), channels, circuits, settings, alone=True)
    await upkeep.begin()
    frozen_clock.advance(settings.beat)
    with pytest.raises(ValidationError):
        await upkeep.beat()
    async with open_unit(write=False) as uow:
        assert await uow.runs.seen_at() == frozen_clock.now()


async def test_a_channel_that_breaks_is_tried_again(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = KeptChannel("web")
    channel.failures = [RuntimeError("a bug in the channel")]
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert channel.texts == []
    frozen_clock.advance(timedelta(minutes=2))
    await loop.run_once()
    assert "ChannelOutage(attempts=1, error='RuntimeError in the channel')" in channel.texts[0]
    assert channel.notices[0].may_have_arrived


async def test_a_delivery_waits_as_long_as_the_platform_asks(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = KeptChannel("web")
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    channel.failures = [DeliveryError("too many", retry_after=frozen_clock.now() + timedelta(minutes=10))]
    for minutes, sent in ((0, 0), (9, 0), (1, 1)):
        frozen_clock.advance(timedelta(minutes=minutes))
        await loop.run_once()
        assert len(channel.texts) == sent


async def test_it_gives_up_at_last_and_says_so(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = KeptChannel("web")
    channel.failures = [DeliveryError("down") for _ in range(3)]
    settings = LoopSettings(retry=RetryPolicy(attempts=3))
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer(), settings)
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    for _ in range(4):
        frozen_clock.advance(HOUR)
        await loop.run_once()
    async with open_unit(write=False) as uow:
        assert (await uow.deliveries.count_by_status())["failed"] == 1
        assert await uow.notifications.count_unread(ana.workspace_id, ana.id, frozen_clock.now()) == 2


async def test_unless_closed_is_looked_at_when_it_fires(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, now = KeptChannel("web"), frozen_clock.now()
    options: dict[str, object] = {"item_key": "TSK-1", "item_kind": "task", "unless_closed": True}
    await remind(open_unit, now, ana, now + HOUR, **options)
    async with open_unit() as uow:
        await uow.items.save(Item(ana.workspace_id, "TSK-1", "task", closed=True))
        await uow.commit()
    frozen_clock.advance(HOUR)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer()).run_once()
    assert channel.texts == []
    async with open_unit(write=False) as uow:
        assert (await get_reminder(uow, ana, 1)).reminder.status is ReminderStatus.COMPLETED


async def test_what_nobody_answers_is_put_away_in_the_end(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel("web")}, PlainRenderer()).run_once()
    for days, expired in ((29, 0), (2, 1), (1, 0)):
        frozen_clock.advance(timedelta(days=days))
        async with open_unit() as uow:
            assert await expire_stale(uow, frozen_clock.now(), timedelta(days=30), 10) == expired
            await uow.commit()
    async with open_unit(write=False) as uow:
        assert (await get_reminder(uow, ana, 1)).reminder.status is ReminderStatus.COMPLETED


async def test_what_was_paused_after_it_fired_is_put_away_and_stays_paused(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    reminder = await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel("web")}, PlainRenderer()).run_once()
    async with open_unit() as uow:
        await pause_reminder(uow, ana, reminder.id, frozen_clock.now())
        await uow.commit()
    frozen_clock.advance(timedelta(days=31))
    async with open_unit() as uow:
        assert await expire_stale(uow, frozen_clock.now(), timedelta(days=30), 10) == 1
        assert (await get_reminder(uow, ana, 1)).reminder.status is ReminderStatus.PAUSED


async def test_what_is_snoozed_while_it_is_paused_is_called_off_where_its_item_is_closed(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, now = KeptChannel("web"), frozen_clock.now()
    options: dict[str, object] = {"item_key": "TSK-1", "item_kind": "task", "unless_closed": True}
    reminder = await remind(open_unit, now, ana, now + HOUR, **options)
    frozen_clock.advance(HOUR)
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await loop.run_once()
    async with open_unit() as uow:
        now = frozen_clock.now()
        await pause_reminder(uow, ana, reminder.id, now)
        view = await get_reminder(uow, ana, 1)
        assert view.occurrence is not None
        await snooze(uow, ana, view.occurrence.id, now + HOUR, now)
        await uow.items.save(Item(ana.workspace_id, "TSK-1", "task", closed=True))
        await uow.commit()
    frozen_clock.advance(HOUR)
    assert await loop.run_once() == 1
    assert len(channel.texts) == 1
    async with open_unit(write=False) as uow:
        assert (await get_reminder(uow, ana, 1)).reminder.status is ReminderStatus.PAUSED


class _FailingUnits:
    """A store that cannot be written at first."""

    def __init__(self, open_unit: UnitOfWorkFactory, failures: int) -> None:
        self._open_unit, self.failures = open_unit, failures

    @asynccontextmanager
    async def __call__(self, *, write: bool = True) -> AsyncIterator[UnitOfWork]:
        if write and self.failures:
            self.failures -= 1
            raise StoreUnavailable
        async with self._open_unit(write=write) as uow:
            yield uow


async def test_a_store_that_comes_back_loses_nothing(open_unit: UnitOfWorkFactory, ana: User) -> None:
    clock, channel = SystemClock(), KeptChannel("web")
    await remind(open_unit, clock.now(), ana, clock.now() + timedelta(milliseconds=50))
    units = _FailingUnits(open_unit, failures=3)
    settings = LoopSettings(back_off=timedelta(milliseconds=10))
    async with running(Loop(units, clock, FakeAlarm(), {"web": channel}, PlainRenderer(), settings)):
        await channel.wait_for(1)
        units.failures = 2
    assert len(channel.texts) == 1


class _SlowChannel(KeptChannel):
    """Hands over only when it is let."""

    def __init__(self) -> None:
        super().__init__("web")
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def send(self, notice: Notice) -> str | None:
        self.asked.set()
        await self.let.wait()
        return await super().send(notice)


async def test_a_stop_lets_a_send_in_hand_come_to_its_end(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel = _SlowChannel()
    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    loop = asyncio.create_task(Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer()).run())
    await channel.asked.wait()
    loop.cancel()
    channel.let.set()
    with pytest.raises(asyncio.CancelledError):
        await loop
    async with open_unit(write=False) as uow:
        counts = await uow.deliveries.count_by_status()
    assert counts == {"pending": 0, "sending": 0, "failed": 0}


async def test_a_stop_while_what_was_sent_is_being_stored_knows_that_it_was_stored(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, caplog: pytest.LogCaptureFixture
) -> None:
    channel, committed, let = KeptChannel("web"), asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow_units(*, write: bool = True) -> AsyncIterator[UnitOfWork]:
        """Commits return late once something was sent."""
        async with open_unit(write=write) as uow:
            yield uow
            if write and channel.notices:
                committed.set()
                await let.wait()

    await remind(open_unit, frozen_clock.now(), ana, frozen_clock.now() + HOUR)
    frozen_clock.advance(HOUR)
    loop = asyncio.create_task(Loop(slow_units, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer()).run())
    await committed.wait()
    loop.cancel()
    asyncio.get_running_loop().call_later(0.05, let.set)
    with pytest.raises(asyncio.CancelledError):
        await loop
    assert "lease_lost" not in caplog.text
    async with open_unit(write=False) as uow:
        assert (await uow.deliveries.count_by_status())["sending"] == 0


async def test_on_the_real_clock_a_reminder_comes_at_its_instant_and_one_set_meanwhile_too(
    open_unit: UnitOfWorkFactory, ana: User
) -> None:
    clock, alarm, channel = SystemClock(), AlarmClock(), KeptChannel("web")
    alarm.start()
    arrived: list[timedelta] = []
    async with running(Loop(open_unit, clock, alarm, {"web": channel}, PlainRenderer())):
        await remind(open_unit, clock.now(), ana, clock.now() + HOUR)
        due = clock.now() + timedelta(milliseconds=600)
        await remind(open_unit, clock.now(), ana, due, "soon")
        alarm.notify(due)
        await channel.wait_for(1)
        arrived.append(clock.now() - due)
    alarm.stop()
    assert channel.texts == ["soon"]
    assert timedelta(0) <= arrived[0] < timedelta(seconds=5)


async def test_an_operator_sees_what_is_scheduled_due_waiting_failed_and_late(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channel, start = KeptChannel("web"), frozen_clock.now()
    channel.failures = [DeliveryError("gone", permanent=True)]
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await loop.begin()
    for hours in (1, 2, 3):
        await remind(open_unit, start, ana, start + hours * HOUR)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    frozen_clock.advance(HOUR + timedelta(minutes=2))
    async with open_unit(write=False) as uow:
        status = await read_status(uow, frozen_clock.now())
    figures = EngineStatus(scheduled=2, due=1, waiting=0, sending=0, failed=1, late=1, seen_at=start)
    assert replace(status, channels=(), lateness=None) == figures
