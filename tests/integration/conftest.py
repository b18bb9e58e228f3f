"""What these tests share: a database (each test of the store, the actions, the loop on SQLite and on PostgreSQL), a second store on it, a loop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import UnitOfWorkFactory
from bot.scheduling.loop import Loop
from storage.store import Store, open_store
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of this test's own database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'remindbot.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def other(database: str) -> AsyncIterator[Store]:
    """A second process's store on the same database."""
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
def channel() -> KeptChannel:
    return KeptChannel("web")


@pytest.fixture
def loop(open_unit: UnitOfWorkFactory, frozen_clock: FrozenClock, channel: KeptChannel) -> Loop:
    return Loop(open_unit, frozen_clock, FakeAlarm(), {"web": channel}, PlainRenderer())
