"""Telegram's side of these tests: its server, somebody on it, and the adapter, which no test but those of connecting connects."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from adapters.chat.telegram.chat import TelegramChat
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.doubles.telegram.world import Person


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramDouble]:
    async with TelegramDouble(now=START.timestamp) as telegram:
        yield telegram


@pytest.fixture
def inbox() -> KeptInbox:
    return KeptInbox()


@pytest.fixture
async def chat(telegram: TelegramDouble) -> AsyncIterator[TelegramChat]:
    chat = TelegramChat(settings_for(telegram), FrozenClock(START))
    yield chat
    await chat.aclose()


@pytest.fixture
def ana(telegram: TelegramDouble) -> Person:
    return telegram.person("Ana", username="ana")
