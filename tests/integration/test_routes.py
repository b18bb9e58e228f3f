"""Where a notification goes: the place it was set in where that is served, else another that reaches the person; never a room of others."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.domain.errors import DeliveryError
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from bot.domain.user import Identity, User
from bot.ports import Notice, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR = timedelta(hours=1)


async def owner_in_terminal_and_web(open_unit: UnitOfWorkFactory, clock: FrozenClock) -> User:
    """The same person in both, as signing in to the web chat makes it."""
    async with open_unit() as uow:
        profile = Profile("owner", "Ana", "Europe/Copenhagen")
        user = await identify_user(uow, "", Address("console", "terminal"), profile, clock.now())
        await uow.users.save_identity(Identity(user.workspace_id, "web", "owner", user.id, "page"))
        await uow.commit()
    return user


async def remind(open_unit: UnitOfWorkFactory, clock: FrozenClock, user: User, origin: Origin) -> None:
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(clock.now() + HOUR), "Europe/Copenhagen")
        await set_reminder(uow, user, draft, origin, clock.now(), Limits())
        await uow.commit()


def loop_serving(open_unit: UnitOfWorkFactory, clock: FrozenClock, channel: KeptChannel, *, alone: bool = True) -> Loop:
    return Loop(open_unit, clock, FakeAlarm(), {channel.name: channel}, PlainRenderer(), alone=alone)


async def test_what_was_set_in_the_terminal_comes_to_the_web_chat_when_only_that_runs(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    owner = await owner_in_terminal_and_web(open_unit, frozen_clock)
    await remind(open_unit, frozen_clock, owner, Origin("chat", "console", "terminal"))
    frozen_clock.advance(2 * HOUR)
    web = KeptChannel("web")
    await loop_serving(open_unit, frozen_clock, web).run_once()
    assert [notice.address.room for notice in web.notices] == ["page"]


async def test_among_several_processes_the_place_it_was_set_in_stands(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    owner = await owner_in_terminal_and_web(open_unit, frozen_clock)
    await remind(open_unit, frozen_clock, owner, Origin("chat", "console", "terminal"))
    frozen_clock.advance(2 * HOUR)
    web, console = KeptChannel("web"), KeptChannel("console")
    await loop_serving(open_unit, frozen_clock, web, alone=False).run_once()
    await loop_serving(open_unit, frozen_clock, console, alone=False).run_once()
    assert web.texts == []
    assert [text.split(" (")[0] for text in console.texts] == ["call Jens"]


async def test_what_fired_for_a_place_that_is_not_served_any_more_goes_to_one_that_is(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    owner = await owner_in_terminal_and_web(open_unit, frozen_clock)
    await remind(open_unit, frozen_clock, owner, Origin("chat", "console", "terminal"))
    frozen_clock.advance(2 * HOUR)
    console, web = KeptChannel("console"), KeptChannel("web")
    console.failures = [DeliveryError("the terminal has gone")]
    await loop_serving(open_unit, frozen_clock, console).run_once()
    frozen_clock.advance(HOUR)
    restarted = loop_serving(open_unit, frozen_clock, web)
    await restarted.begin()
    await restarted.run_once()
    await restarted.run_once()
    assert [notice.address.room for notice in web.notices] == ["page"]
    assert console.texts == []


async def test_a_private_reminder_set_in_a_room_never_comes_to_that_room(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    async with open_unit() as uow:
        ana = await identify_user(
            uow,
            "team",
            Address("mattermost", "town-square"),
            Profile("ana-id", "Ana", "Europe/Copenhagen"),
            frozen_clock.now(),
            direct=False,
        )
        await uow.commit()
    await remind(open_unit, frozen_clock, ana, Origin("chat", "mattermost", "town-square"))
    frozen_clock.advance(2 * HOUR)
    mattermost = KeptChannel("mattermost")
    await loop_serving(open_unit, frozen_clock, mattermost).run_once()
    assert [notice.address.room for notice in mattermost.notices] == ["ana-id"]


async def test_being_told_when_to_come_back_is_no_failure_however_often(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    await remind(open_unit, frozen_clock, ana, Origin("chat", "web", "room-of-ana"))
    frozen_clock.advance(HOUR)
    web = KeptChannel("web")
    loop = loop_serving(open_unit, frozen_clock, web)
    for _ in range(20):
        web.failures = [DeliveryError("too many", retry_after=frozen_clock.now() + timedelta(seconds=30))]
        await loop.run_once()
        frozen_clock.advance(timedelta(seconds=30))
    await loop.run_once()
    assert len(web.texts) == 1


async def test_a_channel_that_is_slow_holds_up_no_other(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    quick, slow = KeptChannel("telegram"), SlowChannel("slack")
    settings = LoopSettings(leased=3, in_flight=2, batch=2)
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"telegram": quick, "slack": slow}, PlainRenderer(), settings)
    for platform in ("slack",) * 8 + ("telegram",):
        async with open_unit() as uow:
            profile = Profile("ana", "Ana", "Europe/Copenhagen")
            user = await identify_user(uow, "", Address(platform, "direct"), profile, frozen_clock.now())
            await uow.commit()
        await remind(open_unit, frozen_clock, user, Origin("chat", platform, "direct"))
    frozen_clock.advance(HOUR)
    running = asyncio.create_task(loop.run())
    try:
        await quick.wait_for(1)
        async with asyncio.timeout(60):
            await slow.under_way.wait()
            assert slow.notices == []
            slow.go_on.set()
            await slow.wait_for(8)
            while await unsettled(open_unit):  # noqa: ASYNC110 - cancelled in a transaction, SQLite's driver complains
                await asyncio.sleep(0.01)
    finally:
        slow.go_on.set()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert (len(quick.ids), len(set(slow.ids)), len(slow.ids)) == (1, 8, 8)


async def unsettled(open_unit: UnitOfWorkFactory) -> int:
    async with open_unit(write=False) as uow:
        counts = await uow.deliveries.count_by_status()
    return counts["pending"] + counts["sending"]


class SlowChannel(KeptChannel):
    """Keeps everybody waiting until it is told to go on."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.go_on, self.under_way = asyncio.Event(), asyncio.Event()

    async def send(self, notice: Notice) -> str | None:
        self.under_way.set()
        await self.go_on.wait()
        return await super().send(notice)
