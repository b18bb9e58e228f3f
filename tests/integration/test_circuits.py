"""A channel that is down: what is to go through it waits and loses nothing by it; probes find out when it is back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.status import read_status
from bot.actions.users import identify_user
from bot.domain.circuit import CircuitPolicy
from bot.domain.delivery import DeliveryStatus, RetryPolicy
from bot.domain.errors import DeliveryError
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin
from bot.domain.user import Identity, User
from bot.ports import Notice, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SETTINGS = LoopSettings(
    circuit=CircuitPolicy(failures=3, base=10 * SECOND, longest=60 * SECOND, jitter=0), retry=RetryPolicy(attempts=4)
)


class Switchable(KeptChannel):
    """Fails with `error` as long as it is set; tried: every notice that was handed over, also in vain."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.error: DeliveryError | None = None
        self.tried: list[Notice] = []

    async def send(self, notice: Notice) -> str | None:
        self.tried.append(notice)
        if self.error:
            raise self.error
        return await super().send(notice)


@pytest.fixture
def slack() -> Switchable:
    return Switchable("slack")


@pytest.fixture
def web() -> KeptChannel:
    return KeptChannel("web")


@pytest.fixture
def loop(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, slack: Switchable, web: KeptChannel) -> Loop:
    return Loop(open_unit, frozen_clock, FakeAlarm(), {"slack": slack, "web": web}, PlainRenderer(), SETTINGS)


@pytest.fixture
async def ben(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> User:
    """A person known on Slack alone."""
    async with open_unit() as uow:
        user = await identify_user(
            uow,
            "team",
            Address("slack", "D-ben"),
            Profile("U-ben", "Ben", "Europe/Copenhagen", "en"),
            frozen_clock.now(),
        )
        await uow.commit()
    return user


async def remind(
    open_unit: UnitOfWorkFactory, clock: FrozenClock, user: User, count: int = 1, platform: str = "slack"
) -> None:
    """So many, all due in an hour."""
    async with open_unit() as uow:
        for number in range(count):
            draft = ReminderDraft(f"thing {number}", At(clock.now() + HOUR), "Europe/Copenhagen")
            await set_reminder(uow, user, draft, Origin("chat", platform, "room"), clock.now(), Limits())
        await uow.commit()


async def tries(open_unit: UnitOfWorkFactory, notice: Notice) -> int:
    async with open_unit(write=False) as uow:
        delivery = await uow.deliveries.get(notice.workspace_id, notice.delivery_id)
    assert delivery is not None
    return delivery.attempts


async def test_while_it_is_down_nothing_is_tried_but_a_probe_now_and_then_and_no_try_is_used_up(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable
) -> None:
    slack.error = DeliveryError("unreachable")
    await remind(open_unit, frozen_clock, ben, 20)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert len(slack.tried) <= 20
    seen = len(slack.tried)
    for _ in range(600):
        frozen_clock.advance(SECOND)
        await loop.run_once()
    assert len(slack.tried) - seen == 11  # after 10, 20, 40, 60, 60, … seconds
    slack.error = None
    frozen_clock.advance(60 * SECOND)
    await loop.run_once()
    assert sorted(text.split(" (")[0] for text in slack.texts) == sorted(f"thing {number}" for number in range(20))
    assert all("ChannelOutage" in text for text in slack.texts)
    assert max([await tries(open_unit, notice) for notice in slack.notices]) <= 3
    async with open_unit(write=False) as uow:
        assert await uow.circuits.all() == []


async def test_the_other_channels_go_on_and_what_fires_meanwhile_waits(
    open_unit: UnitOfWorkFactory,
    frozen_clock: FrozenClock,
    ana: User,
    ben: User,
    loop: Loop,
    slack: Switchable,
    web: KeptChannel,
) -> None:
    slack.error = DeliveryError("unreachable")
    await remind(open_unit, frozen_clock, ben, 5)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    await remind(open_unit, frozen_clock, ana, 1, "web")
    await remind(open_unit, frozen_clock, ben, 1)
    seen = len(slack.tried)
    frozen_clock.advance(5 * SECOND)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert web.texts[0].startswith("thing 0")
    assert len(slack.tried) == seen + 1


async def test_a_restart_and_another_process_know_that_it_is_down(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable, web: KeptChannel
) -> None:
    slack.error = DeliveryError("unreachable")
    await remind(open_unit, frozen_clock, ben, 5)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    seen = len(slack.tried)
    channels = {"slack": slack, "web": web}
    other = Loop(open_unit, frozen_clock, FakeAlarm(), channels, PlainRenderer(), SETTINGS, alone=False)
    await other.run_once()
    assert len(slack.tried) == seen


async def test_what_is_one_message_s_own_trouble_is_not_the_channel_s(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable
) -> None:
    slack.failures = [DeliveryError("the room is gone", permanent=True) for _ in range(9)]
    await remind(open_unit, frozen_clock, ben, 10)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert len(slack.texts) == 1


async def test_where_the_token_is_refused_it_goes_another_way(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable, web: KeptChannel
) -> None:
    async with open_unit() as uow:
        await uow.users.save_identity(Identity(ben.workspace_id, "web", "ben", ben.id, "room-of-ben"))
        await uow.commit()
    slack.error = DeliveryError("the token was revoked", refused=True)
    await loop.begin()
    await remind(open_unit, frozen_clock, ben)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert web.texts == ["thing 0"]
    async with open_unit(write=False) as uow:
        [circuit] = await uow.circuits.all()
        assert (await uow.deliveries.count_by_status())[DeliveryStatus.FAILED] == 1
    assert circuit.refused
    await remind(open_unit, frozen_clock, ben)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    assert web.texts[1:] == ["thing 0"]
    assert len(slack.tried) == 1 + 1  # the probe


async def test_a_refused_token_with_nobody_to_be_told_makes_it_wait_until_the_token_is_mended(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable
) -> None:
    slack.error = DeliveryError("the token was revoked", refused=True)
    await remind(open_unit, frozen_clock, ben, 3)
    frozen_clock.advance(HOUR)
    for _ in range(100):
        frozen_clock.advance(60 * SECOND)
        await loop.run_once()
    slack.error = None
    frozen_clock.advance(60 * SECOND)
    await loop.run_once()
    assert len(slack.texts) == 3


async def test_being_asked_to_wait_uses_up_no_try(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable
) -> None:
    await remind(open_unit, frozen_clock, ben)
    frozen_clock.advance(HOUR)
    for _ in range(20):
        slack.error = DeliveryError("too many", retry_after=frozen_clock.now() + 30 * SECOND)
        await loop.run_once()
        frozen_clock.advance(30 * SECOND)
    slack.error = None
    await loop.run_once()
    assert len(slack.texts) == 1
    assert await tries(open_unit, slack.notices[0]) == 1


async def test_an_operator_sees_what_is_down(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ben: User, loop: Loop, slack: Switchable
) -> None:
    slack.error = DeliveryError("the token was revoked", refused=True)
    await remind(open_unit, frozen_clock, ben)
    frozen_clock.advance(HOUR)
    await loop.run_once()
    async with open_unit(write=False) as uow:
        [circuit] = (await read_status(uow, frozen_clock.now())).down
    assert (circuit.channel, circuit.reason, circuit.opened_at) == (
        "slack",
        "the token was revoked",
        frozen_clock.now(),
    )
