"""What an operator is told: what waits and where, what failed, how late things were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.status import read_status
from bot.domain.errors import DeliveryError
from bot.domain.limits import Limits
from bot.domain.pace import Pace
from bot.domain.reminder import At, Origin
from bot.domain.user import User
from bot.figures import ChannelFigures, Lateness, PaceFigures
from bot.operator import pace_line
from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR = timedelta(hours=1)


async def _remind(open_unit: UnitOfWorkFactory, user: User, clock: FrozenClock, count: int) -> None:
    async with open_unit() as uow:
        for number in range(count):
            draft = ReminderDraft(f"thing {number}", At(clock.now() + HOUR), "UTC")
            await set_reminder(uow, user, draft, Origin("chat", "web", "room"), clock.now(), Limits())
        await uow.commit()


async def test_an_empty_store_has_nothing_to_tell(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> None:
    async with open_unit(write=False) as uow:
        status = await read_status(uow, frozen_clock.now())
    assert (status.scheduled, status.failed, status.channels, status.lateness) == (0, 0, (), None)


async def test_lateness_is_told_of_what_was_sent_in_the_last_hour(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel()}, PlainRenderer())
    await _remind(open_unit, ana, frozen_clock, 3)
    frozen_clock.advance(HOUR + timedelta(seconds=2))
    await loop.run_once()
    async with open_unit(write=False) as uow:
        status = await read_status(uow, frozen_clock.now())
    two = timedelta(seconds=2)
    assert status.lateness == Lateness(3, two, two)
    frozen_clock.advance(2 * HOUR)
    async with open_unit(write=False) as uow:
        assert (await read_status(uow, frozen_clock.now())).lateness is None


async def test_the_queue_is_told_by_channel(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User) -> None:
    channel = KeptChannel()
    channel.failures = [DeliveryError("gone", permanent=True), DeliveryError("busy")]
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
    await _remind(open_unit, ana, frozen_clock, 2)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    async with open_unit(write=False) as uow:
        [web] = (await read_status(uow, frozen_clock.now())).channels
    assert (web.channel, web.again, web.failed) == ("web", 1, 1)
    assert isinstance(web, ChannelFigures)


async def test_what_is_left_of_a_platforms_limits_is_told(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    pace = Pace(timedelta(seconds=1), burst=5, rooms=(("", timedelta(seconds=10)),))
    settings = LoopSettings(paces={"web": pace})
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": KeptChannel()}, PlainRenderer(), settings)
    await _remind(open_unit, ana, frozen_clock, 3)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    async with open_unit(write=False) as uow:
        [told] = (await read_status(uow, frozen_clock.now())).paces
    assert (told.channel, told.rooms) == ("web", 1)
    assert told.rooms_until == frozen_clock.now() + 3 * timedelta(seconds=10)
    assert pace.free(told.used_until, frozen_clock.now()) == 4
    assert pace.free(told.used_until, frozen_clock.now() + HOUR) == 5
    assert pace.free(frozen_clock.now() + HOUR, frozen_clock.now()) == 0


async def test_the_command_tells_what_is_left_of_a_limit() -> None:
    now = datetime(2026, 1, 5, 12, tzinfo=UTC)
    fresh = PaceFigures("slack", now - HOUR)
    assert pace_line(fresh, now) == "pace     slack: 20 of 20 may go at once"
    full = PaceFigures("slack", now + HOUR, 2, now + 2 * HOUR)
    assert pace_line(full, now) == (
        "pace     slack: nothing more until 2026-01-05T12:59:56+00:00; 2 rooms wait for their turn, the last until "
        "2026-01-05T14:00:00+00:00"
    )
