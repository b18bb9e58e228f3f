"""Several recipients of one firing: each answers for themselves, on both databases."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from bot.actions.changes import cancel_reminder, undo
from bot.actions.notifications import list_notifications
from bot.actions.occurrences import acknowledge, latest_delivered, snooze
from bot.actions.reminders import ReminderDraft, find_reminders, get_reminder, set_reminder
from bot.actions.users import identify_user
from bot.domain.errors import AlreadyOver, DeliveryError, NotOwner, ReminderNotFound
from bot.domain.limits import Limits
from bot.domain.listing import ReminderQuery
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin, Person, Reminder, ReminderStatus, Room
from bot.domain.user import Identity, User
from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer

HOUR = timedelta(hours=1)
CHAT = Origin("chat", "web", "room-of-ana")
DEV = Address("web", "dev")


class Team:
    """Ana, who sets what Ben, Cai and the room dev receive; and one firing of it."""

    def __init__(self, open_unit: UnitOfWorkFactory, clock: FrozenClock, ana: User) -> None:
        self.open_unit, self.clock, self.ana = open_unit, clock, ana
        self.channel = KeptChannel()
        self.loop = Loop(open_unit, clock, FakeAlarm(), {"web": self.channel}, PlainRenderer())

    async def meet(self, name: str) -> User:
        async with self.open_unit() as uow:
            profile = Profile(name, name.capitalize(), "Europe/Copenhagen", "en")
            user = await identify_user(uow, "team", Address("web", f"room-of-{name}"), profile, self.clock.now())
            await uow.commit()
        return user

    async def fire(self, *options: object, **more: object) -> UUID:
        recipients = (Person(self.ben.id), Person(self.cai.id), Room("web", "dev", "dev"))
        async with self.open_unit() as uow:
            draft = ReminderDraft("call Jens", At(self.clock.now() + HOUR), "UTC", recipients, **more)  # type: ignore[arg-type]
            self.reminder: Reminder = await set_reminder(uow, self.ana, draft, CHAT, self.clock.now(), Limits())
            await uow.commit()
        self.clock.advance(HOUR)
        await self.loop.run_once()
        async with self.open_unit(write=False) as uow:
            fired = await uow.occurrences.fired_of(self.ana.workspace_id, [self.reminder.id])
        return fired[0].id

    async def start(self) -> Team:
        self.ben, self.cai = await self.meet("ben"), await self.meet("cai")
        await self.loop.begin()
        return self

    @property
    def arrived(self) -> list[str]:
        return sorted(notice.address.room.removeprefix("room-of-") for notice in self.channel.notices)


@pytest.fixture
async def team(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User) -> Team:
    return await Team(open_unit, frozen_clock, ana).start()


async def test_the_last_answer_completes_it_and_who_set_it_hears_of_each(team: Team) -> None:
    fired, now = await team.fire(), team.clock.now()
    statuses = []
    for actor, place in ((team.ben, None), (team.cai, None), (team.ben, DEV)):
        async with team.open_unit() as uow:
            if place is None:
                await acknowledge(uow, actor, fired, now)
            else:
                with pytest.raises(AlreadyOver):  # Ben, who receives it himself, has answered for himself
                    await acknowledge(uow, actor, fired, now, place=place)
            statuses.append((await get_reminder(uow, team.ana, 1)).reminder.status)
            await uow.commit()
    dan = await team.meet("dan")
    async with team.open_unit() as uow:
        with pytest.raises(ReminderNotFound):
            await acknowledge(uow, dan, fired, now)
        await acknowledge(uow, dan, fired, now, place=DEV)
        statuses.append((await get_reminder(uow, team.ana, 1)).reminder.status)
        told = await list_notifications(uow, team.ana, now)
        await uow.commit()
    assert statuses == [ReminderStatus.ACTIVE] * 3 + [ReminderStatus.COMPLETED]
    assert sorted(each.body for each in told) == ["Ben", "Cai", "Dan"]


async def test_a_snooze_is_ones_own_and_its_undo_takes_it_back(team: Team) -> None:
    fired = await team.fire()
    team.channel.notices.clear()
    async with team.open_unit() as uow:
        change = await snooze(uow, team.ben, fired, team.clock.now() + HOUR, team.clock.now())
        await uow.commit()
    team.clock.advance(HOUR)
    await team.loop.run_once()
    assert team.arrived == ["ben"]
    async with team.open_unit() as uow:
        later = await snooze(uow, team.ben, fired, team.clock.now() + HOUR, team.clock.now())
        await undo(uow, team.ben, later, team.clock.now())
        assert (await latest_delivered(uow, team.ben, None, team.clock.now())) is not None
        await uow.commit()
    team.clock.advance(HOUR)
    await team.loop.run_once()
    assert team.arrived == ["ben"]
    assert change.occurrence_id == fired


async def test_who_has_answered_sees_nothing_waiting_and_is_not_nagged(team: Team) -> None:
    fired = await team.fire(nag_every=HOUR, nag_limit=3)
    async with team.open_unit() as uow:
        await acknowledge(uow, team.ben, fired, team.clock.now())
        await uow.commit()
    async with team.open_unit(write=False) as uow:
        for user, waiting in ((team.ben, 0), (team.cai, 1), (team.ana, 0)):
            page = await find_reminders(uow, user, ReminderQuery(missed=True))
            assert len(page.items) == waiting
    team.channel.notices.clear()
    team.clock.advance(HOUR)
    await team.loop.run_once()
    assert team.arrived == ["ana", "cai", "dev"]  # Ana hears that Ben has done it


async def test_what_one_has_put_off_survives_the_nagging_of_the_others(team: Team) -> None:
    fired = await team.fire(nag_every=HOUR, nag_limit=3)
    async with team.open_unit() as uow:
        await snooze(uow, team.ben, fired, team.clock.now() + HOUR * 3 / 2, team.clock.now())
        await uow.commit()
    team.channel.notices.clear()
    team.clock.advance(HOUR)
    await team.loop.run_once()
    team.clock.advance(HOUR / 2)
    await team.loop.run_once()
    assert "ben" in team.arrived


async def test_only_the_owner_changes_it(team: Team) -> None:
    await team.fire()
    async with team.open_unit() as uow:
        with pytest.raises(NotOwner):
            await cancel_reminder(uow, team.ben, team.reminder.id, team.clock.now())
        await cancel_reminder(uow, team.ana, team.reminder.id, team.clock.now())


async def test_what_fails_for_good_goes_another_way_and_only_then_is_told_to_the_owner(team: Team) -> None:
    phone = KeptChannel("slack")
    loop = Loop(team.open_unit, team.clock, FakeAlarm(), {"web": team.channel, "slack": phone}, PlainRenderer())
    async with team.open_unit() as uow:
        await uow.users.save_identity(Identity(team.ben.workspace_id, "slack", "UBEN", team.ben.id, "D1"))
        draft = ReminderDraft("call Jens", At(team.clock.now() + HOUR), "UTC", (Person(team.ben.id),))
        await set_reminder(uow, team.ana, draft, CHAT, team.clock.now(), Limits())
        await set_reminder(uow, team.ana, draft, CHAT, team.clock.now(), Limits())
        await uow.commit()
    gone = DeliveryError("the person is gone", permanent=True)
    team.channel.failures, phone.failures = [gone, gone], [gone]
    team.clock.advance(HOUR)
    await loop.run_once()
    assert [notice.address.room for notice in phone.notices] == ["D1"]
    assert [(notice.address.room, notice.notification.body) for notice in team.channel.notices] == [
        ("room-of-ana", "the person is gone\nBen")
    ]
