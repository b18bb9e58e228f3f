"""Two transactions at once, as two processes make them: neither undoes, repeats or overlooks what the other does."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import text

from bot.actions.changes import cancel_reminder, edit_reminder
from bot.actions.firing import fire_due
from bot.actions.notifications import Lease, notify_user
from bot.actions.occurrences import snooze
from bot.actions.reminders import ReminderDraft, get_reminder, set_reminder
from bot.actions.users import change_preferences, identify_user
from bot.conversation_repositories import StoredMessage
from bot.dialogue.assistant import Assistant
from bot.dialogue.settings import Settings
from bot.domain.limits import Limits
from bot.domain.listing import ReminderQuery
from bot.domain.message import Address, Answer, IncomingMessage, Message, Profile, Run, Said
from bot.domain.notification import Level, Notification, Source
from bot.domain.occurrence import OccurrenceStatus
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Reminder, Repeat, Trigger
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from storage.store import Store
from tests.fakes import FakeAlarm, FrozenClock

HOUR = timedelta(hours=1)
ROOM = Address("web", "room-of-ana", user="ana")
ANA = Profile("ana", "Ana", "Europe/Copenhagen", "en")


def lease(now: datetime) -> Lease:
    return Lease(uuid4(), now + timedelta(seconds=90), frozenset({"web"}))


async def remind(open_unit: UnitOfWorkFactory, now: datetime, user: User, trigger: Trigger) -> Reminder:
    async with open_unit() as uow:
        draft = ReminderDraft("stretch", trigger, "Europe/Copenhagen")
        reminder = await set_reminder(uow, user, draft, Origin("chat", "web", ROOM.room), now, Limits())
        await uow.commit()
    return reminder


async def until_somebody_waits(store: Store) -> None:
    """Until a transaction waits for another: told by PostgreSQL; on SQLite it waits for its turn, and needs no watching."""
    if store.engine.dialect.name == "sqlite":
        return
    async with asyncio.timeout(60), store.engine.connect() as connection:
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while not (await connection.execute(waiting)).scalar_one():  # noqa: ASYNC110 - a lock has no event
            await asyncio.sleep(0.001)


async def test_two_first_messages_of_one_person_make_one_person(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async def meet() -> User:
        async with open_unit() as uow:
            user = await identify_user(
                uow, "team", Address("web", "room-of-bo"), Profile("bo", "Bo"), frozen_clock.now()
            )
            waiting.set()
            await may_commit.wait()
            await uow.commit()
        return user

    waiting, may_commit = asyncio.Event(), asyncio.Event()
    meeting = [asyncio.create_task(meet()) for _ in range(2)]
    await waiting.wait()
    await until_somebody_waits(store)
    may_commit.set()
    assert len({user.id for user in await asyncio.gather(*meeting)}) == 1


async def test_yes_said_twice_at_once_sets_one_reminder(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    assistants = [Assistant(open_unit, frozen_clock, FakeAlarm(), Settings()) for _ in range(2)]

    async def say(assistant: Assistant, line: str, event: str) -> Answer:
        return await assistant.handle_message(
            IncomingMessage("team", ROOM, ANA, line, event, frozen_clock.now(), direct=True)
        )

    await say(assistants[0], "remind me to call Jens in 2 hours", "event-1")
    await asyncio.gather(say(assistants[0], "yes", "event-2"), say(assistants[1], "yes", "event-3"))
    await asyncio.gather(*(say(each, "remind me to buy milk in 3 hours", "event-4") for each in assistants))
    async with open_unit(write=False) as uow:
        page = await uow.reminders.find(ana.workspace_id, ana.id, ReminderQuery())
        lines = await uow.messages.history(ana.workspace_id, "web", ROOM.room)
    assert [view.reminder.text for view in page.items] == ["call Jens"]
    assert [line.text for line in lines if line.by == "person"].count("remind me to buy milk in 3 hours") == 1


async def test_what_is_cancelled_while_it_fires_does_not_fire_again(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    hourly = Repeat(Recurrence("FREQ=HOURLY", datetime.fromisoformat("2025-09-10T15:00"), "Europe/Copenhagen"))
    reminder = await remind(open_unit, frozen_clock.now(), ana, hourly)
    frozen_clock.advance(HOUR)

    async def cancel() -> None:
        async with open_unit() as uow:
            await cancel_reminder(uow, ana, reminder.id, frozen_clock.now())
            await uow.commit()

    async with open_unit() as uow:
        fired = await fire_due(uow, frozen_clock.now(), frozen_clock.now(), 10, lease(frozen_clock.now()))
        cancelling = asyncio.create_task(cancel())
        await until_somebody_waits(store)
        await uow.commit()
    await cancelling
    assert fired.fired == 1
    async with open_unit(write=False) as uow:
        assert await uow.occurrences.next_due() is None
        assert (await get_reminder(uow, ana, reminder.number)).next_due is None


async def test_a_firing_answered_twice_at_once_counts_once(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    await remind(open_unit, frozen_clock.now(), ana, At(frozen_clock.now() + HOUR))
    frozen_clock.advance(HOUR)
    now = frozen_clock.now()
    async with open_unit() as uow:
        [due] = (await fire_due(uow, now, now, 10, lease(now))).leased
        await uow.commit()
    assert due.occurrence is not None
    occurrence_id = due.occurrence.id

    async def snooze_by(hours: int) -> None:
        async with open_unit() as uow:
            await snooze(uow, ana, occurrence_id, now + hours * HOUR, now)
            await uow.commit()

    async with open_unit() as uow:
        await snooze(uow, ana, occurrence_id, now + HOUR, now)
        again = asyncio.create_task(snooze_by(2))
        await until_somebody_waits(store)
        await uow.commit()
    await again
    async with open_unit(write=False) as uow:
        occurrence = await uow.occurrences.get(ana.workspace_id, occurrence_id)
        view = await get_reminder(uow, ana, 1)
    assert occurrence is not None
    assert (occurrence.status, occurrence.due_at) == (OccurrenceStatus.SCHEDULED, now + 2 * HOUR)
    assert view.reminder.version == 3
    assert view.next_due == now + 2 * HOUR


async def test_what_is_being_changed_is_not_claimed_and_comes_at_its_new_time(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    reminder = await remind(open_unit, frozen_clock.now(), ana, At(frozen_clock.now() + HOUR))
    frozen_clock.advance(HOUR)
    now = frozen_clock.now()

    async def fire() -> int:
        async with open_unit() as uow:
            fired = await fire_due(uow, now, now, 10, lease(now))
            await uow.commit()
        return fired.fired

    async with open_unit() as uow:
        await edit_reminder(uow, ana, reminder.id, now, Limits(), trigger=At(now + HOUR))
        firing = asyncio.create_task(fire())
        if store.engine.dialect.name == "postgresql":
            assert await firing == 0
        await uow.commit()
    assert await firing == 0
    async with open_unit(write=False) as uow:
        assert await uow.occurrences.next_due() == now + HOUR


async def test_the_same_told_twice_at_once_is_told_once(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    source = Source("tracker", "build", "17")

    async def tell() -> object:
        async with open_unit() as uow:
            told = await notify_user(
                uow, ana, "Build 17 failed", workspace_id=ana.workspace_id, now=frozen_clock.now(),
                source=source, deduplicate=True,
            )  # fmt: skip
            waiting.set()
            await may_commit.wait()
            await uow.commit()
        return told

    waiting, may_commit = asyncio.Event(), asyncio.Event()
    telling = [asyncio.create_task(tell()) for _ in range(2)]
    await waiting.wait()
    await until_somebody_waits(store)
    may_commit.set()
    assert sum(isinstance(each, Notification) for each in await asyncio.gather(*telling)) == 1


async def test_two_preferences_changed_at_once_are_both_kept(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    async def prefer(**changes: object) -> None:
        async with open_unit() as uow:
            user = await identify_user(uow, "team", ROOM, ANA, frozen_clock.now())
            await change_preferences(uow, user, **changes)
            waiting.set()
            await may_commit.wait()
            await uow.commit()

    waiting, may_commit = asyncio.Event(), asyncio.Event()
    changes = [
        asyncio.create_task(prefer(minimum_level=Level.DANGER)), asyncio.create_task(prefer(muted=("BUG-1",)))
    ]  # fmt: skip
    await waiting.wait()
    await until_somebody_waits(store)
    may_commit.set()
    await asyncio.gather(*changes)
    async with open_unit(write=False) as uow:
        user = await uow.users.get(ana.workspace_id, ana.id)
    assert user is not None
    assert user.preferences.minimum_level is Level.DANGER
    assert user.preferences.muted == ("BUG-1",)


async def test_a_question_answered_while_it_is_being_marked_as_sent_is_known_to_be_edited_there(
    store: Store, open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    """Whoever comes second sees the other's doing: the answer the platform's id, or the marking that the words have changed."""
    now, said = frozen_clock.now(), Said(uuid4(), ROOM, Message((Run("Set it?"),), card="card"))
    read = asyncio.Event()

    async def mark() -> list[StoredMessage]:
        await read.wait()
        async with open_unit() as uow:
            await uow.messages.mark_sent(ana.workspace_id, said.id, "ref", now)
            edited = await uow.messages.edited(ana.workspace_id, [said.id])
            await uow.commit()
        return edited

    async with open_unit() as uow:
        await uow.messages.add_from_bot(ana.workspace_id, ana.id, said, now)
        await uow.commit()
    marking = asyncio.create_task(mark())
    async with open_unit() as uow:
        stored = await uow.messages.by_card(ana.workspace_id, ROOM.platform, "card")
        read.set()
        await until_somebody_waits(store)
        await uow.messages.replace(ana.workspace_id, said.id, Message((Run("Set."),)), now)
        await uow.commit()
    assert stored is not None
    assert stored.message_ref is None
    assert [each.message for each in await marking] == [Message((Run("Set."),))]
