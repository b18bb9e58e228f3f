"""Databases of earlier versions, brought to this one's schema: what was in them is still there, and works."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import storage.migrations
from bot.actions.users import identify_user
from bot.domain.conversation import Conversation
from bot.domain.message import Address, Profile
from bot.domain.reminder import Origin, Person, Reminder, Room
from storage.engine import create_engine
from storage.store import open_store
from tests.postgres import create_database, drop_database

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
AT = '{"instant":"2026-12-01T09:00:00Z","kind":"at"}'


@pytest.fixture(params=["sqlite", "postgresql"])
async def first_version(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of an empty database whose schema is that of revision 0001."""
    on_postgres = request.param == "postgresql"
    url = await create_database(request.getfixturevalue("postgres")) if on_postgres else f"sqlite:///{tmp_path / 'db'}"
    await change(url, lambda connection: command.upgrade(_migrations(connection), "0001"))
    yield url
    if on_postgres:
        await drop_database(url)


async def change(url: str, work: Callable[[sa.Connection], object]) -> None:
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(work)
    await engine.dispose()


def _migrations(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.migrations.__file__).parent))
    config.attributes["connection"] = connection
    return config


class Earlier:
    """The rows of a database of version 0001, written as that version wrote them."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.tables = sa.MetaData()
        self.tables.reflect(connection)

    def add(self, table: str, **values: Any) -> None:
        columns = self.tables.tables[table].c
        stored = {name: self._stored(value, columns[name].type) for name, value in values.items()}
        self.connection.execute(sa.insert(self.tables.tables[table]), stored)

    def _stored(self, value: Any, column: sa.types.TypeEngine[Any]) -> Any:
        """Ids are bytes on SQLite; instants are given in microseconds, as SQLite has them."""
        if isinstance(value, UUID) and self.connection.dialect.name == "sqlite":
            return value.bytes
        return datetime.fromtimestamp(value / 1_000_000, UTC) if isinstance(column, sa.TIMESTAMP) else value

    def add_team(self, key: str, number: int, platform: str, person: str) -> tuple[UUID, UUID]:
        """A workspace with one person, known on a platform; the ids of both."""
        team, user = UUID(int=number), UUID(int=100 + number)
        self.add("workspaces", id=team, key=key, created_at=number, last_number=0)
        self.add(
            "users", workspace_id=team, id=user, name=person.capitalize(), locale="en", created_at=0, is_admin=key == "",
            preferences="{}", zone="UTC", zone_chosen=False, locale_chosen=False,
        )  # fmt: skip
        self.add(
            "identities",
            workspace_id=team,
            platform=platform,
            external_id=person,
            user_id=user,
            address=f"with-{person}",
        )
        self.add("events", workspace_id=team, platform=platform, event_id="1", seen_at=0)
        state = f'{{"workspace_id":"{team}","platform":"{platform}","room":"with-{person}","user_id":"{user}"}}'
        self.add(
            "conversations", workspace_id=team, platform=platform, room=f"with-{person}", user_id=user, state=state
        )
        return team, user

    def add_reminder(self, team: UUID, owner: UUID, number: int, text: str) -> None:
        reminder = UUID(int=1000 * team.int + number)
        room = {"kind": "room", "platform": "slack", "external_id": "C1", "name": "#dev"}
        self.add(
            "reminders", workspace_id=team, id=reminder, number=number, owner_id=owner, text=text, folded=text.casefold(),
            trigger=AT, zone="UTC", origin='{"via":"chat","platform":"slack"}', created_at=0, status="active",
            recipients=f'[{{"kind":"person","user_id":"{owner}"}},{str(room).replace(chr(39), chr(34))}]',
            level="info", unless_closed=False, nag_limit=0, version=1, next_due=0,
        )  # fmt: skip
        self.add("recipients", workspace_id=team, receiver="room:slack:C1", reminder_id=reminder)
        self.add(
            "occurrences", workspace_id=team, id=UUID(int=reminder.int + 1), reminder_id=reminder, slot=0, due_at=0,
            status="scheduled", times_fired=0,
        )  # fmt: skip
        workspaces = self.tables.tables["workspaces"]
        this = workspaces.c.id == self._stored(team, workspaces.c.id.type)
        self.connection.execute(sa.update(workspaces).where(this).values(last_number=number))


def three_teams(connection: sa.Connection) -> None:
    earlier = Earlier(connection)
    owner = earlier.add_team("", 1, "console", "owner")
    slack = earlier.add_team("T1", 2, "slack", "U1")
    telegram = earlier.add_team("telegram", 3, "telegram", "77")
    earlier.add_reminder(*owner, 1, "the owner's")
    for number, text in ((1, "first"), (2, "second"), (5, "fifth")):
        earlier.add_reminder(*slack, number, text)
    earlier.add_reminder(*telegram, 2, "collides")
    earlier.add_reminder(*telegram, 4, "has a number of its own")


async def test_the_workspaces_of_each_platform_become_one_and_no_number_is_given_twice(first_version: str) -> None:
    await change(first_version, three_teams)
    store = await open_store(first_version)
    owner, slack, telegram = (UUID(int=100 + number) for number in (1, 2, 3))
    async with store.open_unit() as uow:
        team = await uow.workspaces.find_or_add("", NOW)
        assert team == UUID(int=2)
        known = {
            platform: await uow.users.find(team, platform, person)
            for platform, person in (("console", "owner"), ("slack", "U1"), ("telegram", "77"))
        }
        assert {found[0].id for found in known.values() if found} == {owner, slack, telegram}
        numbered = {number: await uow.reminders.by_number(team, number) for number in range(1, 9)}
        texts = {number: reminder.text for number, reminder in numbered.items() if reminder}
        assert texts == {
            1: "first",
            2: "second",
            4: "has a number of its own",
            5: "fifth",
            6: "collides",
            7: "the owner's",
        }
        assert await uow.workspaces.take_number(team) == 8
        moved: Reminder | None = numbered[6]
        assert moved is not None
        assert (moved.owner_id, moved.origin) == (telegram, Origin("chat", "slack"))
        assert moved.recipients == (Person(telegram), Room("slack", "C1", "#dev"))
        assert len(await uow.occurrences.claim_due(NOW, 10)) == 6
        talk = await uow.conversations.get(team, "telegram", "with-77", telegram)
        assert talk == Conversation(team, "telegram", "with-77", telegram)
        assert not await uow.events.first_seen(team, "telegram", "1", NOW)
        again = await identify_user(uow, "", Address("telegram", "with-77"), Profile("77", "Ana"), NOW)
        assert again.id == telegram
    await store.close()


async def test_an_empty_database_of_the_first_version_stays_empty(first_version: str) -> None:
    store = await open_store(first_version)
    async with store.engine.connect() as connection:
        assert (await connection.execute(sa.text("SELECT count(*) FROM workspaces"))).scalar() == 0
    await store.close()
