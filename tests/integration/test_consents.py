"""Who takes reminders from whom: asked at the first one, held when it is set and when it comes due, on both databases."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.actions.consents import answer_sender, refusing
from bot.actions.deliveries import claim_deliveries
from bot.actions.explanations import explain_reminder
from bot.actions.firing import fire_due
from bot.actions.notifications import Lease
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.actions.users import identify_user
from bot.domain.consent import Consent
from bot.domain.ledger import LedgerAction
from bot.domain.limits import Limits
from bot.domain.message import Address, Profile
from bot.domain.reminder import At, Origin, Person, Recipient, Reminder, Room
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from tests.fakes import FrozenClock

HOUR = timedelta(hours=1)
CHAT = Origin("chat", "web", "room-of-ana")


@pytest.fixture
async def ben(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User) -> User:
    async with open_unit() as uow:
        profile = Profile("ben", "Ben", "Europe/Madrid", "es")
        user = await identify_user(uow, "team", Address("web", "room-of-ben"), profile, frozen_clock.now())
        await uow.commit()
    assert user.workspace_id == ana.workspace_id
    return user


async def remind(open_unit: UnitOfWorkFactory, clock: FrozenClock, owner: User, *recipients: Recipient) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft("call Jens", At(clock.now() + HOUR), "Europe/Copenhagen", recipients)
        reminder = await set_reminder(uow, owner, draft, CHAT, clock.now(), Limits())
        await uow.commit()
    return reminder


async def fire(open_unit: UnitOfWorkFactory, clock: FrozenClock) -> list[tuple[str, str | None, bool]]:
    """For whom, from whom, and whether it asks: what is claimed after the firing."""
    clock.advance(HOUR)
    now = clock.now()
    lease = Lease(uuid4(), now + HOUR, frozenset({"web"}))
    async with open_unit() as uow:
        await fire_due(uow, now, now, 10)
        claimed = await claim_deliveries(uow, "web", now, 10, lease)
        await uow.commit()
    told = [
        (each.user.name if each.user else "room", each.sender.name if each.sender else None, each.asks_consent)
        for each in claimed
    ]
    return sorted(told)


async def test_a_reminder_says_who_set_it_and_only_the_first_one_asks(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, ben: User
) -> None:
    everybody = (Person(ana.id), Person(ben.id), Room("web", "dev", "dev"))
    await remind(open_unit, frozen_clock, ana, *everybody)
    assert await fire(open_unit, frozen_clock) == [("Ana", None, False), ("Ben", "Ana", True), ("room", "Ana", False)]
    await remind(open_unit, frozen_clock, ana, Person(ben.id))
    assert await fire(open_unit, frozen_clock) == [("Ben", "Ana", False)]


async def test_what_somebody_refuses_is_not_told_and_its_owner_learns_it_once(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, ben: User
) -> None:
    reminder = await remind(open_unit, frozen_clock, ana, Person(ben.id))
    async with open_unit() as uow:
        await answer_sender(uow, ben, ana.id, frozen_clock.now(), refused=True)
        await uow.commit()
    assert await fire(open_unit, frozen_clock) == [("Ana", None, False)]
    async with open_unit(write=False) as uow:
        assert await refusing(uow, ana, [ben.id, ana.id]) == {ben.id}
        assert await refusing(uow, ben, [ana.id]) == set()
        entries = (await explain_reminder(uow, ana, reminder.id)).entries
    assert [entry.note for entry in entries if entry.action is LedgerAction.REFUSED] == ["sender_refused"]


async def test_who_is_allowed_again_is_told_again(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User, ben: User
) -> None:
    for refused in (True, False):
        async with open_unit() as uow:
            await answer_sender(uow, ben, ana.id, frozen_clock.now(), refused=refused)
            await uow.commit()
    await remind(open_unit, frozen_clock, ana, Person(ben.id))
    assert await fire(open_unit, frozen_clock) == [("Ben", "Ana", False)]


async def test_consents_are_found_whichever_of_people_and_senders_are_more(
    open_unit: UnitOfWorkFactory, ana: User
) -> None:
    people, senders = [uuid4() for _ in range(4)], [uuid4() for _ in range(4)]
    async with open_unit() as uow:
        for sender in senders:
            await uow.consents.save_many([Consent(ana.workspace_id, ana.id, sender)])
        assert len(await uow.consents.get_many(ana.workspace_id, [ana.id, *people], senders[:1])) == 1
        assert len(await uow.consents.get_many(ana.workspace_id, [ana.id], [*senders, ana.id])) == 4
