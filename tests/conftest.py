"""Fixtures that every kind of test may use: a store on a real database of its own, a frozen clock, a person.

What stands in for the outside is in fakes.py.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.users import identify_user
from bot.domain.message import Address, Profile
from bot.domain.user import User
from bot.ports import UnitOfWorkFactory
from storage.store import Store, open_store
from tests.fakes import FrozenClock

START = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def frozen_clock() -> FrozenClock:
    return FrozenClock(START)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store on a SQLite file of this test's own."""
    opened = await open_store(f"sqlite:///{tmp_path / 'remindbot.sqlite'}")
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
