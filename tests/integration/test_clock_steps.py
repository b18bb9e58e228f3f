"""The clock of the machine is set while remindbot runs, forward or back by an hour: nothing is lost, nothing comes twice."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bot.actions.deliveries import Outcome, settle
from bot.actions.firing import fire_due
from bot.actions.notifications import Lease
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.circuit import CircuitPolicy
from bot.domain.delivery import RetryPolicy
from bot.domain.limits import Limits
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Repeat
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from bot.scheduling.circuits import Circuits
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from bot.scheduling.upkeep import Upkeep
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

CHAT = Origin("chat", "web", "room-of-ana")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_the_clock_does_each_comes_once(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, seed: int
) -> None:
    chance, channel, start = random.Random(seed), KeptChannel("web"), frozen_clock.now()  # noqa: S311 - the same each time
    hourly = Recurrence("FREQ=HOURLY", datetime.fromisoformat("2025-09-10T15:00"), "Europe/Copenhagen")
    async with open_unit() as uow:
        for number in range(40):
            draft = ReminderDraft(f"single {number}", At(start + (5 + 9 * number) * MINUTE), "Europe/Copenhagen")
            await set_reminder(uow, ana, draft, CHAT, start, Limits())
        await set_reminder(
            uow, ana, ReminderDraft("repeat", Repeat(hourly), "Europe/Copenhagen"), CHAT, start, Limits()
        )
        await uow.commit()
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await loop.begin()
    while frozen_clock.now() < start + 8 * HOUR:
        step = chance.choice((timedelta(0), timedelta(0), timedelta(0), HOUR, -HOUR))
        frozen_clock.move_to(max(start, frozen_clock.now() + step + chance.randrange(1, 12) * MINUTE))
        await loop.run_once()
    told = Counter((notice.notification.title, notice.notification.due_at) for notice in channel.notices)
    assert set(told.values()) == {1}
    assert {title for title, _ in told} == {"repeat", *(f"single {number}" for number in range(40))}
    assert all(due.minute == 0 for title, due in told if title == "repeat")


async def test_a_send_in_hand_while_the_clock_goes_forward_is_not_sent_again(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    channels, settings = {"web": KeptChannel("web")}, LoopSettings()
    upkeep = Upkeep(
        open_unit, frozen_clock, FakeAlarm(), channels, Circuits(CircuitPolicy(), lambda: 0.5), settings, alone=True
    )
    await upkeep.begin()
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(frozen_clock.now() + MINUTE), "Europe/Copenhagen")
        await set_reminder(uow, ana, draft, CHAT, frozen_clock.now(), Limits())
        await uow.commit()
    frozen_clock.advance(MINUTE)
    lease = Lease(uuid4(), frozen_clock.now() + settings.lease, frozenset(channels))
    async with open_unit() as uow:
        fired = await fire_due(uow, frozen_clock.now(), frozen_clock.now(), 10, lease)
        await uow.commit()
    frozen_clock.advance(HOUR)
    for _ in range(3):
        await upkeep.beat()
        frozen_clock.advance(settings.beat)
    async with open_unit() as uow:
        outcomes = [Outcome(due, frozen_clock.now(), "ref") for due in fired.leased]
        assert len(await settle(uow, outcomes, RetryPolicy(), lambda: 0.5)) == 1
        await uow.commit()
