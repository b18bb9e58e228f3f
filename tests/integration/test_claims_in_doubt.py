"""The store goes away in the middle of a claim, which it has stored or not: nothing waits for a lease that nobody knows of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.errors import StoreUnavailable
from bot.domain.limits import Limits
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from bot.ports import UnitOfWork, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR = timedelta(hours=1)


class CutUnits:
    """cut: the answer to the next commit is lost; stored: what it wrote is stored all the same."""

    def __init__(self, open_unit: UnitOfWorkFactory) -> None:
        self._open_unit, self.cut, self.stored = open_unit, False, False

    @asynccontextmanager
    async def __call__(self, *, write: bool = True) -> AsyncIterator[UnitOfWork]:
        cut, self.cut = (True, False) if write and self.cut else (False, self.cut)
        if cut and not self.stored:
            raise StoreUnavailable("the connection was cut")
        async with self._open_unit(write=write) as uow:
            yield uow
        if cut:
            raise StoreUnavailable("the connection was cut")


@pytest.mark.parametrize("stored", [True, False])
async def test_what_was_claimed_is_sent_at_once_when_the_store_is_back_and_the_try_is_not_counted(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, stored: bool
) -> None:
    units, channel = CutUnits(open_unit), KeptChannel("web")
    loop = Loop(units, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(frozen_clock.now() + HOUR), "UTC")
        await set_reminder(uow, ana, draft, Origin("chat", "web", "room"), frozen_clock.now(), Limits())
        await uow.commit()
    frozen_clock.advance(HOUR)
    units.cut, units.stored = True, stored
    with suppress(StoreUnavailable):
        await loop.run_once()
    assert channel.texts == []
    await loop.run_once()
    assert channel.texts == ["call Jens"]
    assert not channel.notices[0].may_have_arrived
    async with open_unit(write=False) as uow:
        delivery = await uow.deliveries.get(ana.workspace_id, channel.notices[0].delivery_id)
    assert delivery is not None
    assert delivery.attempts == 1
