"""Limits of a platform, kept by several processes together: so many in all, so many to a room, and nobody waits for another room's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.actions.users import identify_user
from bot.domain.delivery import Delivery
from bot.domain.identifier import new_id
from bot.domain.message import Address, Profile
from bot.domain.notification import Kind, Notification
from bot.domain.pace import Pace
from bot.domain.user import User
from bot.ports import Notice, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

SECOND, TICK = timedelta(seconds=1), timedelta(milliseconds=50)
PACE = Pace(SECOND / 10, burst=5, rooms=(("-", 3 * SECOND), ("", SECOND)))
SETTINGS = LoopSettings(batch=50, paces={"telegram": PACE})


class Recorder(KeptChannel):
    """Notes when it was given what."""

    def __init__(self, clock: FrozenClock) -> None:
        super().__init__("telegram")
        self.clock = clock
        self.times: list[datetime] = []
        self.of_room: dict[str, list[datetime]] = defaultdict(list)

    async def send(self, notice: Notice) -> str | None:
        self.times.append(self.clock.now())
        self.of_room[notice.address.room].append(self.clock.now())
        return await super().send(notice)


@pytest.fixture
def channel(frozen_clock: FrozenClock) -> Recorder:
    return Recorder(frozen_clock)


@pytest.fixture
async def user(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> User:
    async with open_unit() as uow:
        found = await identify_user(uow, "team", Address("telegram", "7"), Profile("7", "Ana"), frozen_clock.now())
        await uow.commit()
    return found


async def tell(open_unit: UnitOfWorkFactory, user: User, rooms: Sequence[str], now: datetime) -> None:
    """Something waits for each of these rooms, one after the other."""
    dues = [now + timedelta(microseconds=number) for number in range(len(rooms))]
    told = [
        Notification(user.workspace_id, new_id(now), user.id, str(number), "", Kind.SYSTEM, now, due)
        for number, due in enumerate(dues)
    ]
    async with open_unit() as uow:
        await uow.notifications.add_many(told)
        await uow.deliveries.add_many(
            [
                Delivery(user.workspace_id, new_id(now), each.id, "telegram", room, each.due_at)
                for each, room in zip(told, rooms, strict=True)
            ]
        )
        await uow.commit()


def loops(open_unit: UnitOfWorkFactory, clock: FrozenClock, channel: Recorder, count: int) -> list[Loop]:
    return [
        Loop(open_unit, clock, FakeAlarm(), {"telegram": channel}, PlainRenderer(), SETTINGS, alone=False)
        for _ in range(count)
    ]


async def run(loops: Sequence[Loop], clock: FrozenClock, ticks: int) -> None:
    for _ in range(ticks):
        for loop in loops:
            await loop.run_once()
        clock.advance(TICK)


def most_within(times: Sequence[datetime], length: timedelta) -> int:
    return max(sum(start <= each < start + length for each in times) for start in times)


async def test_several_processes_keep_to_a_room_s_limit_in_order_and_lose_none(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, user: User, channel: Recorder
) -> None:
    await tell(open_unit, user, ["7"] * 20, frozen_clock.now())
    await run(loops(open_unit, frozen_clock, channel, 3), frozen_clock, 20 * 20 + 1)
    assert most_within(channel.of_room["7"], SECOND) == 1
    assert [text.split(" (")[0] for text in channel.texts] == [str(number) for number in range(20)]


async def test_several_processes_keep_to_the_platform_s_limit(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, user: User, channel: Recorder
) -> None:
    await tell(open_unit, user, [str(room) for room in range(60)], frozen_clock.now())
    await run(loops(open_unit, frozen_clock, channel, 3), frozen_clock, 6 * 20)
    assert len(set(channel.ids)) == len(channel.ids) == 60
    assert most_within(channel.times, SECOND) <= PACE.burst + 10


async def test_a_group_has_the_limit_of_groups(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, user: User, channel: Recorder
) -> None:
    await tell(open_unit, user, ["-100"] * 4, frozen_clock.now())
    await run(loops(open_unit, frozen_clock, channel, 1), frozen_clock, 3 * 3 * 20 + 1)
    assert most_within(channel.of_room["-100"], 3 * SECOND) == 1
    assert len(channel.texts) == 4


async def test_a_room_with_very_much_waiting_keeps_no_other_room_waiting(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, user: User, channel: Recorder
) -> None:
    await tell(open_unit, user, ["7"] * 300, frozen_clock.now())
    one = loops(open_unit, frozen_clock, channel, 1)
    await run(one, frozen_clock, 20)
    asked = frozen_clock.now()
    await tell(open_unit, user, ["8"], asked)
    await run(one, frozen_clock, 4)
    assert channel.of_room["8"][0] - asked <= SECOND


async def test_slots_that_passed_in_a_pause_are_given_anew_not_all_at_once(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, user: User, channel: Recorder
) -> None:
    await tell(open_unit, user, ["7"] * 20, frozen_clock.now())
    await run(loops(open_unit, frozen_clock, channel, 1), frozen_clock, 20)
    frozen_clock.advance(timedelta(minutes=10))
    await run(loops(open_unit, frozen_clock, channel, 1), frozen_clock, 20 * 20)
    assert most_within(channel.of_room["7"], SECOND) == 1
    assert len(channel.texts) == 20
