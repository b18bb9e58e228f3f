"""The database itself, whichever it is: its schema, its transactions, and what comes back out of it."""

from __future__ import annotations

import asyncio
import gc
import warnings
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select

from bot.domain.conversation import Confirming, Conversation, Draft, Proposal
from bot.domain.errors import SetupError
from bot.domain.message import Address, Button, IncomingMessage, Message, Profile, Run, Said
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Repeat
from bot.domain.session import Session
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from storage.store import Store, open_store
from storage.tables import events, metadata
from tests.fakes import FrozenClock


async def test_an_upgraded_database_equals_the_metadata(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_of_a_newer_version_is_refused(store: Store, database: str) -> None:
    async with store.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await store.close()
    with pytest.raises(SetupError, match="newer remindbot"):
        await open_store(database)


async def _outlive(database: str) -> None:
    """Work goes on behind the closing of its store, and is cancelled then."""
    store, begun = await open_store(database), asyncio.Event()

    async def work() -> None:
        async with store.open_unit() as uow:
            await uow.outbox.glance()
            begun.set()
            await asyncio.Event().wait()

    working = asyncio.create_task(work())
    await begun.wait()
    await store.close()
    working.cancel()
    await asyncio.wait({working})


async def test_work_that_outlives_its_store_leaves_no_connection_behind(database: str) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        await _outlive(database)
        gc.collect()
    assert [str(each.message) for each in warned] == []


async def test_a_naive_instant_is_refused(open_unit: UnitOfWorkFactory, ana: User) -> None:
    naive = datetime.fromisoformat("2025-09-10T12:00")
    async with open_unit() as uow:
        with pytest.raises(ValueError, match="offset"):
            await uow.events.first_seen(ana.workspace_id, "web", "event", naive)


async def test_an_instant_in_another_zone_comes_back_as_the_same_instant_in_utc(store: Store, ana: User) -> None:
    there = datetime.fromisoformat("2025-10-26T02:30:00.123456+02:00")
    async with store.engine.begin() as connection:
        row = {"workspace_id": ana.workspace_id, "platform": "web", "event_id": "event", "seen_at": there}
        await connection.execute(insert(events), row)
        [seen] = (await connection.execute(select(events.c.seen_at))).one()
    assert (seen, seen.tzinfo) == (there, UTC)


async def test_what_is_left_without_commit_is_undone(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> None:
    async with open_unit() as uow:
        left = await uow.workspaces.find_or_add("left", frozen_clock.now())
    async with open_unit() as uow:
        assert await uow.workspaces.find_or_add("left", frozen_clock.now()) != left


async def test_an_event_counts_the_first_time_only_and_by_workspace(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, here, there = frozen_clock.now(), uuid4(), uuid4()
    async with open_unit() as uow:
        seen = [await uow.events.first_seen(workspace, "web", "1", now) for workspace in (here, here, there)]
        await uow.commit()
    assert seen == [True, False, True]
    async with open_unit() as uow:
        assert await uow.events.forget(now + timedelta(days=1), 10) == 2
        assert await uow.events.first_seen(here, "web", "1", now)


async def test_a_conversation_comes_back_as_it_was(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    weekly = Recurrence("FREQ=WEEKLY;BYDAY=FR", datetime.fromisoformat("2025-09-12T16:00"), "Europe/Copenhagen")
    draft = Draft("call Jens", Proposal(Repeat(weekly), ("day",)), (Proposal(At(frozen_clock.now())),), typed="…")
    kept = Conversation(ana.workspace_id, "web", "room", ana.id, Confirming(draft, "card"), frozen_clock.now(), ana.id)
    async with open_unit() as uow:
        empty = await uow.conversations.get(ana.workspace_id, "web", "room", ana.id)
        await uow.conversations.save(kept, frozen_clock.now())
        await uow.conversations.save(kept, frozen_clock.now())
        await uow.commit()
    async with open_unit(write=False) as uow:
        assert await uow.conversations.get(ana.workspace_id, "web", "room", ana.id) == kept
    assert empty == Conversation(ana.workspace_id, "web", "room", ana.id)


async def test_what_the_bot_said_waits_until_it_is_marked_sent(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now = frozen_clock.now()
    card = Message((Run("<b>Set it?</b>"),), (Button("Set it", "yes:c1", "primary"),), "c1")
    said = Said(uuid4(), Address("web", "room", "thread", "ana"), card)
    async with open_unit() as uow:
        assert await uow.messages.add_from_bot(ana.workspace_id, ana.id, said, now)
        assert not await uow.messages.add_from_bot(ana.workspace_id, ana.id, said, now)
        await uow.commit()
    async with open_unit() as uow:
        [waiting] = await uow.messages.unsent("web")
        assert waiting.said == said
        await uow.messages.mark_sent(ana.workspace_id, said.id, "ref", now)
        assert await uow.messages.unsent("web") == []
        found = await uow.messages.by_card(ana.workspace_id, "web", "c1")
        assert found is not None
        assert found.message_ref == "ref"
        await uow.messages.replace(ana.workspace_id, said.id, Message((Run("Set."),)), now)
        [line] = await uow.messages.history(ana.workspace_id, "web", "room")
        assert line.message == Message((Run("Set."),))
        assert await uow.messages.by_card(ana.workspace_id, "web", "c1") is None


async def test_history_is_read_backwards_page_by_page(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now, ids = frozen_clock.now(), sorted(uuid4() for _ in range(5))
    async with open_unit() as uow:
        for number, each in enumerate(ids):
            await uow.messages.add_from_person(
                ana.workspace_id, each, "web", "room", ana.id, str(number), now, f"c{number}"
            )
        latest = await uow.messages.history(ana.workspace_id, "web", "room", limit=2)
        before = await uow.messages.history(ana.workspace_id, "web", "room", before=latest[0].id, limit=2)
    assert [line.text for line in [*before, *latest]] == ["1", "2", "3", "4"]


async def test_a_sign_in_counts_once_and_a_session_until_it_expires(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, ana: User
) -> None:
    now, soon = frozen_clock.now(), frozen_clock.now() + timedelta(minutes=15)
    sign_in = Session(ana.workspace_id, ana.id, b"1" * 32, "sign_in", now, soon)
    session = Session(ana.workspace_id, ana.id, b"2" * 32, "session", now, soon)
    async with open_unit() as uow:
        await uow.sessions.add(sign_in)
        await uow.sessions.add(session)
        assert await uow.sessions.use_sign_in(session.token_hash, now) is None
        assert await uow.sessions.use_sign_in(sign_in.token_hash, now) == sign_in
        assert await uow.sessions.use_sign_in(sign_in.token_hash, now) is None
        assert await uow.sessions.get(session.token_hash, "session", now) == session
        assert await uow.sessions.get(session.token_hash, "session", soon) is None
        assert await uow.sessions.remove_expired(soon) == 1


async def test_what_arrived_is_found_by_its_age_and_kept_once(
    open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock
) -> None:
    now, minute = frozen_clock.now(), timedelta(minutes=1)
    ana, room = Profile("ana", "Ana"), Address("slack", "D1", user="ana")
    arrived = [IncomingMessage("", room, ana, "hello", f"e{number}", now) for number in range(3)]
    async with open_unit() as uow:
        await uow.arrivals.add([(event, now + number * minute) for number, event in enumerate(arrived)])
        await uow.arrivals.add([(arrived[0], now + minute)])
        await uow.commit()
    async with open_unit() as uow:
        assert await uow.arrivals.oldest("slack", 10) == arrived
        assert await uow.arrivals.oldest("slack", 10, now + 2 * minute) == arrived[:2]
        assert await uow.arrivals.oldest("telegram", 10) == []
        await uow.arrivals.remove(arrived[:2])
        assert await uow.arrivals.oldest("slack", 1) == arrived[2:]
