"""Fixtures that every kind of test may use: a store on a real database of its own, a frozen clock, a person.

One PostgreSQL serves the run; a test that asks for it has a database of its own, copied from one that was migrated once.
What stands in for the outside is in fakes.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.actions.users import identify_user
from bot.domain.message import Address, Profile
from bot.domain.user import User
from bot.language import fallback
from bot.ports import UnitOfWorkFactory
from storage.store import Store, open_store
from tests.fakes import FrozenClock
from tests.postgres import NoPostgresError, create_database, drop_database, running_postgres

# How long an example takes is the machine's business.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

START = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def patient_with_second_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine may take longer to load them than a person would wait."""
    monkeypatch.setattr(fallback, "PATIENCE", 60.0)


@pytest.fixture
def frozen_clock() -> FrozenClock:
    return FrozenClock(START)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server; skips, saying what was looked for, where none can be had."""
    try:
        with running_postgres() as url:
            yield url
    except NoPostgresError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[str]:
    """A migrated database to copy. Made in a thread, in a loop of its own: a fixture of the whole session has none."""

    async def make() -> str:
        url = await create_database(postgres)
        await (await open_store(url)).close()
        return url

    with ThreadPoolExecutor(1) as thread:
        url = thread.submit(asyncio.run, make()).result()
        yield url
        thread.submit(asyncio.run, drop_database(url)).result()


@pytest.fixture
async def postgres_url(postgres: str, postgres_template: str) -> AsyncIterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    url = await create_database(postgres, postgres_template)
    yield url
    await drop_database(url)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The URL of this test's own database."""
    return f"sqlite:///{tmp_path / 'remindbot.sqlite'}"


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """An empty store."""
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
def open_unit(store: Store) -> UnitOfWorkFactory:
    return store.open_unit


@pytest.fixture
async def ana(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock) -> User:
    """A person in Copenhagen, known on the web chat."""
    async with open_unit() as uow:
        user = await identify_user(
            uow,
            "team",
            Address("web", "room-of-ana"),
            Profile("ana", "Ana", "Europe/Copenhagen", "en"),
            frozen_clock.now(),
        )
        await uow.commit()
    return user
