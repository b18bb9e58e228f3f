"""Fair shares: who has very much due does not keep the others waiting, when it fires as little as when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.actions.users import identify_user
from bot.domain.delivery import Delivery
from bot.domain.errors import DeliveryError
from bot.domain.identifier import new_id
from bot.domain.message import Address, Profile
from bot.domain.notification import Kind, Notification
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import At, Origin, Person, Reminder
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

SETTINGS = LoopSettings(batch=50, leased=50, in_flight=1)
SECOND = timedelta(seconds=1)
FLOOD = 600


async def person(open_unit: UnitOfWorkFactory, now: datetime, name: str) -> User:
    async with open_unit() as uow:
        user = await identify_user(
            uow, "team", Address("web", f"room-of-{name}"), Profile(name, name, "Europe/Copenhagen", "en"), now
        )
        await uow.commit()
    return user


async def remind(open_unit: UnitOfWorkFactory, now: datetime, owner: User, dues: Sequence[datetime]) -> None:
    """Reminders due at these instants, stored as they are."""
    async with open_unit() as uow:
        for due in dues:
            number = await uow.workspaces.take_number(owner.workspace_id)
            reminder = Reminder(
                owner.workspace_id, new_id(now), number, owner.id, owner.name, At(due), "Europe/Copenhagen",
                (Person(owner.id),), Origin("chat", "web"), now,
            )  # fmt: skip
            await uow.reminders.add(reminder)
            await uow.occurrences.add_many([Occurrence(owner.workspace_id, new_id(now), reminder.id, due, due)])
            await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id)])
        await uow.commit()


def place_of(channel: KeptChannel, name: str) -> int:
    return [text.split(" (")[0] for text in channel.texts].index(name)


async def test_one_person_s_flood_of_due_reminders_lets_the_others_through(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, channel = frozen_clock.now(), KeptChannel("web")
    ana, ben, cem = [await person(open_unit, now, name) for name in ("ana", "ben", "cem")]
    await remind(open_unit, now, ana, [now + SECOND] * FLOOD)
    await remind(open_unit, now, cem, [now + 2 * SECOND] * FLOOD)
    await remind(open_unit, now, ben, [now + 3 * SECOND])
    frozen_clock.advance(4 * SECOND)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer(), SETTINGS).run_once()
    assert place_of(channel, "ben") < SETTINGS.batch
    assert place_of(channel, "cem") < SETTINGS.batch
    assert len(channel.texts) == len(set(channel.ids)) == 2 * FLOOD + 1


async def test_who_comes_due_in_the_middle_of_a_flood_is_let_through_as_well(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, channel = frozen_clock.now(), KeptChannel("web")
    ana, ben = [await person(open_unit, now, name) for name in ("ana", "ben")]
    await remind(open_unit, now, ana, [now + SECOND] * FLOOD)
    frozen_clock.advance(SECOND)
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer(), SETTINGS)
    await loop.pass_once()
    await remind(open_unit, now, ben, [now + SECOND])
    frozen_clock.advance(SECOND)
    await loop.run_once()
    assert place_of(channel, "ben") < 2 * SETTINGS.batch


async def test_a_room_s_flood_of_messages_that_wait_lets_the_others_through(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, channel = frozen_clock.now(), KeptChannel("web")
    ana, ben = [await person(open_unit, now, name) for name in ("ana", "ben")]
    for user, count, at in ((ana, FLOOD, now), (ben, 1, now + SECOND)):
        notifications = [
            Notification(user.workspace_id, new_id(now), user.id, user.name, "", Kind.SYSTEM, now, at)
            for _ in range(count)
        ]
        async with open_unit() as uow:
            await uow.notifications.add_many(notifications)
            await uow.deliveries.add_many(
                [
                    Delivery(user.workspace_id, new_id(now), told.id, "web", f"room-of-{user.name}", at)
                    for told in notifications
                ]
            )
            await uow.commit()
    frozen_clock.advance(2 * SECOND)
    await Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer(), SETTINGS).run_once()
    assert place_of(channel, "ben") < SETTINGS.batch
    assert len(set(channel.ids)) == FLOOD + 1


async def test_what_waits_for_a_channel_that_is_down_is_not_in_the_way_of_the_others(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, web, slack = frozen_clock.now(), KeptChannel("web"), KeptChannel("slack")
    slack.failures = [DeliveryError("down") for _ in range(10 * FLOOD)]
    ana = await person(open_unit, now, "ana")
    async with open_unit() as uow:
        told = [
            Notification(ana.workspace_id, new_id(now), ana.id, "x", "", Kind.SYSTEM, now, now) for _ in range(FLOOD)
        ]
        await uow.notifications.add_many(told)
        await uow.deliveries.add_many(
            [Delivery(ana.workspace_id, new_id(now), each.id, "slack", "D", now) for each in told]
        )
        await uow.commit()
    loop = Loop(open_unit, frozen_clock, FakeAlarm(), {"web": web, "slack": slack}, PlainRenderer(), SETTINGS)
    await loop.run_once()
    assert len(slack.failures) >= 9 * FLOOD
    await remind(open_unit, now, ana, [now + SECOND])
    frozen_clock.advance(SECOND)
    await loop.run_once()
    assert web.texts == ["ana"]
